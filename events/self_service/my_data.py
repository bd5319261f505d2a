"""Own data: view, download or erase it, by a mailed link or signed in."""

import json
from dataclasses import dataclass

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from events import rate_limits
from events.links import data_path, person_from, registration_path
from events.models import Person, Registration
from events.privacy import erasure, retention
from events.privacy.own_data import as_json, in_words, what_we_hold
from events.self_service.lost_links import mail_links
from events.self_service.views import registration_or_404
from web.responses import private
from web.signed_links import read_secret


class EraseForm(forms.Form):
    zeker = forms.BooleanField(
        label=_("Ja, wis mijn gegevens. Dit kan niet terug."),
        error_messages={"required": _("Zet hier een vinkje als je het zeker weet.")},
    )


@dataclass(frozen=True)
class Owner:
    """Owner of the data, and the path where it is shown."""

    path: str
    people: list[Person]
    user: User | None = None

    @property
    def others(self) -> list[Person]:
        """Other people with the same mailbox. Whoever reads it may manage their data too."""
        addresses = {person.email for person in self.people} - {""}
        found = Person.objects.filter(email__in=addresses, anonymised_at__isnull=True, user__isnull=True)
        found = found.exclude(pk__in=[person.pk for person in self.people])
        return sorted(found, key=lambda person: (person.name_order, person.pk))


def owner_or_404(request: HttpRequest, secret: str) -> Owner | None:
    """Return the owner by ``secret`` or, without one, by the signed-in user; None for a secret past its hour.

    Raises Http404 for a wrong secret, and counts it against the rate limit on guessing.
    """
    if not secret:
        people = list(Person.objects.filter(user=request.user, anonymised_at__isnull=True).order_by("pk"))
        return Owner(reverse("my_data"), people, request.user)
    if person := person_from(secret):
        return Owner(f"/aanmelding/gegevens/{secret}/", [person])
    if read_secret("data", secret):
        return None
    rate_limits.consume("guess", request=request)
    raise Http404


def lapsed(request: HttpRequest) -> HttpResponse:
    return private(render(request, "events/data_lapsed.html", status=410))


@never_cache
@require_safe
def own_data(request: HttpRequest, secret: str = "") -> HttpResponse:
    if not secret and not request.user.is_authenticated:
        return redirect(f"{reverse('account_login')}?next={reverse('my_data')}")
    owner = owner_or_404(request, secret)
    if owner is None:
        return lapsed(request)
    sections = what_we_hold(owner.people, owner.user)
    for section in sections:
        for part in [section, *section["parts"]]:
            part["rows"] = [{"label": label, "value": in_words(value)} for label, value in part["facts"].items()]
    context = {
        "sections": sections,
        "path": owner.path,
        "is_account": owner.user is not None,
        "others": [{"name": person.name, "url": data_path(person)} for person in owner.others] if secret else [],
    }
    return private(render(request, "events/own_data.html", context))


@never_cache
@require_safe
def own_data_file(request: HttpRequest, secret: str = "") -> HttpResponse:
    if not secret and not request.user.is_authenticated:
        return redirect(f"{reverse('account_login')}?next={reverse('my_data')}")
    owner = owner_or_404(request, secret)
    if owner is None:
        return lapsed(request)
    content = json.dumps(as_json(what_we_hold(owner.people, owner.user)), ensure_ascii=False, indent=2)
    response = HttpResponse(content, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="mijn-gegevens.json"'
    return private(response)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def erase_own_data(request: HttpRequest, secret: str = "") -> HttpResponse:
    """Erase the data after a confirmation that says what remains. For a signed-in user, erase the account too."""
    if not secret and not request.user.is_authenticated:
        return redirect(f"{reverse('account_login')}?next={reverse('my_data')}")
    owner = owner_or_404(request, secret)
    if owner is None:
        return lapsed(request)
    form = EraseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            if owner.user:
                erasure.close_account(owner.user)
                request.session.flush()
            else:
                for person in owner.people:
                    erasure.erase(person)
        except erasure.LastManager as reason:
            form.add_error(None, str(reason))
        else:
            return private(redirect("data_erased"))
    context = {
        "form": form,
        "path": owner.path,
        "is_account": owner.user is not None,
        "coming": Registration.objects.still_to_come().filter(person__in=owner.people).count(),
        "kinds": [kind for kind in retention.KINDS if kind.left != retention.NOTHING],
    }
    return private(render(request, "events/erase_own_data.html", context, status=422 if form.errors else 200))


@never_cache
@require_safe
def data_erased(request: HttpRequest) -> HttpResponse:
    return private(render(request, "events/data_erased.html"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask_for_own_data(request: HttpRequest, secret: str) -> HttpResponse:
    """Mail the link to all data, from behind a registration's link. Not shown, since that link may be forwarded."""
    found = registration_or_404(request, secret)
    sent = False
    if request.method == "POST" and found.person.email:
        rate_limits.consume("resend", request=request, email=found.person.email)
        mail_links.enqueue([found.person_id])
        sent = True
    context = {"back_url": registration_path(found), "sent": sent, "has_address": bool(found.person.email)}
    return private(render(request, "events/ask_for_own_data.html", context))


@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    """Show the retention terms, as they are in the code."""
    return render(request, "events/retention_terms.html", {"kinds": retention.KINDS})
