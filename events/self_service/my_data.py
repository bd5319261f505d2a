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
from events.links import (
    contributor_data_path,
    contributor_from,
    data_path,
    is_data_link,
    person_from,
    registration_path,
)
from events.models import Person, Registration
from events.models.people import name_key
from events.privacy import erasure, retention
from events.privacy.own_data import as_json, in_words, what_we_hold
from events.self_service.lost_links import mail_links
from events.self_service.views import registration_or_404
from knowledge.models import Contributor
from knowledge.privacy.erasure import erase as erase_contributor
from knowledge.privacy.retention import KINDS as KNOWLEDGE
from web.personal_data import NOTHING
from web.responses import private

KINDS_OF_KNOWLEDGE = {kind.key for kind in KNOWLEDGE}


class EraseForm(forms.Form):
    zeker = forms.BooleanField(
        label=_("Ja, wis mijn gegevens. Dit kan niet terug."),
        error_messages={"required": _("Zet hier een vinkje als je het zeker weet.")},
    )


@dataclass(frozen=True)
class Owner:
    """Owner of the data, and the path where it is shown. ``contributors`` are the same person in ``knowledge``."""

    path: str
    people: list[Person]
    contributors: list[Contributor]
    user: User | None = None

    @property
    def others(self) -> list[dict[str, str]]:
        """Names and links of other people with the same mailbox. Whoever reads it may manage their data too."""
        addresses = {person.email for person in [*self.people, *self.contributors]} - {""}
        people = Person.objects.filter(email__in=addresses, anonymised_at__isnull=True, user__isnull=True)
        people = people.exclude(pk__in=[person.pk for person in self.people])
        contributors = Contributor.objects.filter(email__in=addresses, user__isnull=True)
        contributors = contributors.exclude(pk__in=[one.pk for one in self.contributors])
        found = sorted(people, key=lambda person: (person.name_order, person.pk))
        return [
            *({"name": person.name, "url": data_path(person)} for person in found),
            *({"name": one.name, "url": contributor_data_path(one)} for one in contributors),
        ]


def contributors_of(people: list[Person]) -> list[Contributor]:
    """Return the contributors who are one of ``people``: same address and name, or nobody else has the address."""
    addresses = {person.email for person in people} - {""}
    names = {(person.email, person.name_key) for person in people}
    alone = {
        email
        for email in addresses
        if not Person.objects.filter(email=email, anonymised_at__isnull=True)
        .exclude(pk__in=[person.pk for person in people])
        .exists()
    }
    known = Contributor.objects.filter(email__in=addresses).select_related("discipline", "organisation")
    return [one for one in known if one.email in alone or (one.email, name_key(one.name)) in names]


def owner_or_404(request: HttpRequest, secret: str) -> Owner | None:
    """Return the owner by ``secret`` or, without one, by the signed-in user; None for a secret past its hour.

    Raises Http404 for a wrong secret, and counts it against the rate limit on guessing.
    """
    if not secret:
        people = list(Person.objects.filter(user=request.user, anonymised_at__isnull=True).order_by("pk"))
        own = erasure.contributors_of_account(request.user)
        return Owner(reverse("my_data"), people, list(own.select_related("discipline", "organisation")), request.user)
    path = f"/aanmelding/gegevens/{secret}/"
    if person := person_from(secret):
        return Owner(path, [person], contributors_of([person]))
    if contributor := contributor_from(secret):
        return Owner(path, people_of(contributor), [contributor])
    if is_data_link(secret):
        return None
    rate_limits.consume("guess", request=request)
    raise Http404


def people_of(contributor: Contributor) -> list[Person]:
    """Return the people who are ``contributor``, by the same rule as ``contributors_of``."""
    if not contributor.email:
        return []
    mailbox = list(Person.objects.filter(email=contributor.email, anonymised_at__isnull=True))
    same = [person for person in mailbox if person.name_key == name_key(contributor.name)]
    return same or (mailbox if len(mailbox) == 1 else [])


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
    sections = what_we_hold(owner.people, owner.contributors, owner.user)
    for section in sections:
        for part in [section, *section["parts"]]:
            part["rows"] = [{"label": label, "value": in_words(value)} for label, value in part["facts"].items()]
    context = {
        "sections": sections,
        "path": owner.path,
        "is_account": owner.user is not None,
        "others": owner.others if secret else [],
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
    content = json.dumps(
        as_json(what_we_hold(owner.people, owner.contributors, owner.user)), ensure_ascii=False, indent=2
    )
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
                for contributor in owner.contributors:
                    erase_contributor(contributor)
        except erasure.LastManager as reason:
            form.add_error(None, str(reason))
        else:
            return private(redirect("data_erased"))
    context = {
        "form": form,
        "path": owner.path,
        "is_account": owner.user is not None,
        "coming": Registration.objects.still_to_come().filter(person__in=owner.people).count(),
        "kinds": [kind for kind in retention.KINDS if kind.left != NOTHING and stays(kind.key, owner)],
    }
    return private(render(request, "events/erase_own_data.html", context, status=422 if form.errors else 200))


def stays(kind: str, owner: Owner) -> bool:
    """Return whether something of this kind can be left after the erasure of ``owner``."""
    if kind in KINDS_OF_KNOWLEDGE:
        return bool(owner.contributors)
    return owner.user is not None or kind == "registrations"


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
