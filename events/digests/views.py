"""Pages of digests: ask for one, confirm it, see and change what an address follows, and stop."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from accounts.verified import verified_address
from events import rate_limits
from events.dates.selection import PARAMETERS, Selection
from events.dates.selection_words import names_of, sentence
from events.digests import following
from events.digests.choices import choices_of
from events.digests.forms import FollowForm
from events.digests.links import choice_id_from, manage_path, subscriber_id_from
from events.models import DigestChoice, DigestSubscriber
from web.numbers import row_id
from web.responses import private
from web.shown_again import shows_typed_text, typed_data

DONE = {
    "volgt": gettext_lazy("Gelukt. Je krijgt maandag een mail als er iets nieuws is."),
    "gestopt": gettext_lazy("Gelukt. Daar mailen we je niet meer over."),
}


@shows_typed_text
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """Ask what somebody wants to follow, and at which address. The answer is the same for every address."""
    typed = typed_data(request)
    selection = following.followed_part(Selection.from_query(request.GET if typed is None else typed))
    known = verified_address(request.user)
    form = FollowForm(typed, known_address=known)
    named = names_of(selection, choices=True)
    if form.is_bound and form.is_valid():
        for problem in named.problems:
            form.add_error(None, problem)
    if request.method == "POST" and form.is_valid():
        try:
            return _followed(request, form, selection, known)
        except following.CannotFollow as reason:
            form.add_error(None, str(reason))
    context = {
        "form": form,
        "known_address": known,
        "sentence": sentence(selection, named),
        "choices": choices_of(selection, named),
        "hidden": [
            pair for pair in selection.parameters if pair[0] not in {"gemeente", "wijk", "thema", "organisatie"}
        ],
        "extra": [named.titles[part].get(value, value) for part in _others() for value in getattr(selection, part)],
        "q": selection.q,
    }
    return private(render(request, "events/follow.html", context, status=422 if form.errors else 200))


def _others() -> list[str]:
    """Return the parts that the form has no select for."""
    return [part for name, part in PARAMETERS.items() if name not in {"gemeente", "wijk", "thema", "organisatie"}]


def _followed(request: HttpRequest, form: FollowForm, selection: Selection, known: str) -> HttpResponse:
    rate_limits.consume("follow", request=request)
    if known:
        subscriber = following.follow_at_once(known, selection)
        return private(HttpResponseRedirect(f"{manage_path(subscriber)}?gelukt=volgt"))
    email = form.cleaned_data["email"]
    following.query_of(selection)  # refuses what is too large, whoever asks
    if rate_limits.may_mail("follow", request, email):
        following.ask(email, selection)
    return private(redirect("follow_sent"))


@never_cache
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    return private(render(request, "events/follow_sent.html", {"is_demo": settings.DEMO}))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, secret: str) -> HttpResponse:
    """Confirm one choice by its button. Looking changes nothing, since mail scanners open links too."""
    pk = choice_id_from(secret)
    if pk is None:
        rate_limits.consume("guess", request=request)
        raise Http404
    if request.method == "POST" and (choice := following.confirm(pk)):
        return private(HttpResponseRedirect(f"{manage_path(choice.subscriber)}?gelukt=volgt"))
    choice = DigestChoice.objects.select_related("subscriber").filter(pk=pk).first()
    if choice is None:
        return private(render(request, "events/follow_gone.html", status=410))
    if choice.confirmed_at:
        return private(HttpResponseRedirect(manage_path(choice.subscriber)))
    return private(render(request, "events/follow_confirm.html", {"followed": following.described_one(choice)}))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def manage(request: HttpRequest, secret: str) -> HttpResponse:
    """Show what an address follows to anyone with its link, and stop with one of them or with all."""
    pk = subscriber_id_or_404(request, secret)
    if request.method == "POST":
        one = row_id(request.POST.get("keuze", ""))
        following.stop(pk, choice_id=one) if one else following.stop(pk)
        if DigestSubscriber.objects.filter(pk=pk).exists():
            return private(HttpResponseRedirect(f"{request.path}?gelukt=gestopt"))
        return private(render(request, "events/follow_stopped.html"))
    subscriber = DigestSubscriber.objects.filter(pk=pk).first()
    if subscriber is None:
        return private(render(request, "events/follow_stopped.html"))
    context = {
        "subscriber": subscriber,
        "followed": following.described(subscriber),
        "message": DONE.get(request.GET.get("gelukt", ""), ""),
    }
    return private(render(request, "events/follow_manage.html", context))


@csrf_exempt  # mail programs post here by themselves, without a session (RFC 8058); the secret is the proof
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, secret: str) -> HttpResponse:
    """Stop with everything, by the button of a mail program or of this page."""
    pk = subscriber_id_or_404(request, secret)
    if request.method == "POST":
        following.stop(pk)
    subscriber = DigestSubscriber.objects.filter(pk=pk).first()
    if subscriber is None:
        return private(render(request, "events/follow_stopped.html"))
    context = {"followed": following.described(subscriber), "manage_url": manage_path(subscriber)}
    return private(render(request, "events/follow_stop.html", context))


def subscriber_id_or_404(request: HttpRequest, secret: str) -> int:
    """Return the id in ``secret``. Wrong secrets are rate limited, right ones never."""
    pk = subscriber_id_from(secret)
    if pk is None:
        rate_limits.consume("guess", request=request)
        raise Http404
    return pk
