"""Page after sending the form. It shows its sender where the mail went, and lets them mend that or have it sent again.

It tells what was submitted and public numbers, never what was known of the address
(docs/decisions/0016-what-a-request-tells.md).
"""

import time

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from events import rate_limits
from events.dates.cards import DateCard, cards_for
from events.models import Booking, EventDate, EventPage
from events.privacy.mending import mend_address, send_again
from events.registration import rule
from events.signup.colleagues import MOST_COLLEAGUES
from events.signup.forms import RegistrationForm
from events.signup.openings import event_at, fields_of, opening_at
from events.signup.sent_forms import SentForm, secret_for, secret_of_booking, sent_form, sent_path
from events.signup.submitting import network_key, register_from
from freshness.versioned_cache import version_for
from web.fields import SendableEmailField
from web.numbers import row_ids, small_number
from web.responses import private
from web.shown_again import shown_again, shows_typed_text, typed_data
from web.typing_errors import suggestion

MANY_MAILS = _("Er wacht al een aantal mails op dit adres. Kijk die eerst na, of wacht een uur.")
DONE = {
    "opnieuw": _("We stuurden de mail nog een keer."),
    "adres": _("Je adres is verbeterd. We stuurden je een nieuwe mail."),
}


class AddressForm(forms.Form):
    email = SendableEmailField(
        label=_("Je goede e-mailadres"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Vul je e-mailadres in."),
            "invalid": _("Het adres is nog niet af. Controleer het deel na de @, bijvoorbeeld je@organisatie.nl."),
            "max_length": _("Dit adres is te lang. Controleer het nog eens."),
        },
    )


@shows_typed_text
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register_sent(request: HttpRequest, path: str, secret: str = "") -> HttpResponse:
    request.shown_under = "/agenda/"  # type: ignore[attr-defined]
    page = event_at(request, path)
    sent = sent_form(secret) if secret else None
    cards = cards_for(dates_of(page).with_pages(), request)
    if not cards or (request.method == "POST" and sent is None):
        return redirect(f"{page.get_url(request)}aanmelden/" if cards else page.get_url(request))
    form = AddressForm(typed_data(request) if sent and not wants_it_again(request) else None)
    if request.method == "POST" and sent is not None:
        if wants_it_again(request):
            return send_it_again(request, page, sent)
        if form.is_valid():
            return mend(request, page, sent, form.cleaned_data["email"])
    context = {"page": page, "form": form, "done": DONE.get(request.GET.get("gelukt", ""), "")}
    if sent is not None:
        context |= {"email": sent.person.email, "meant": suggestion(sent.person.email)}
    status = 422 if request.method == "POST" else 200
    answer = render(request, "events/register_sent.html", context | about_dates(request, cards), status=status)
    return private(answer) if secret else answer


def wants_it_again(request: HttpRequest) -> bool:
    return request.POST.get("actie") == "opnieuw"


def dates_of(page: EventPage):
    return EventDate.objects.filter(page=page.pk).exclude(status=EventDate.Status.REMOVED)


def chosen_ids(request: HttpRequest, page: EventPage) -> list[int]:
    wanted = dates_of(page).filter(pk__in=row_ids(request.GET.getlist("datum")))
    return list(wanted.order_by("start", "pk").values_list("pk", flat=True))


def about_dates(request: HttpRequest, cards: list[DateCard]) -> dict:
    """Return the dates that were chosen, and what public numbers say about them."""
    wanted = request.GET.getlist("datum")
    chosen = [card for card in cards if str(card.date.pk) in wanted] or cards[:1]
    colleagues = colleagues_in(request)
    return {
        "cards": chosen,
        "card": chosen[0],
        "colleagues": colleagues,
        "waiting": all(has_at_most(0, card) for card in chosen),
        "colleagues_may_wait": colleagues > 0 and any(has_at_most(colleagues, card) for card in chosen),
    }


def colleagues_in(request: HttpRequest) -> int:
    """Return the number of colleagues in the address; 0 if it is missing or malformed."""
    return min(small_number(request.GET.get("collegas", ""), digits=2) or 0, MOST_COLLEAGUES)


def has_at_most(number: int, card: DateCard) -> bool:
    return card.places is not None and card.places.left is not None and card.places.left <= number


def send_it_again(request: HttpRequest, page: EventPage, sent: SentForm) -> HttpResponse:
    rate_limits.consume("resend", request=request)
    rate_limits.consume_of_sent("again", sent.limit_key)
    email, date_ids = sent.person.email, chosen_ids(request, page)
    if not rate_limits.may_mail("resend", request, email):
        return refused(request, page, str(MANY_MAILS))
    if not send_again(sent.person, date_ids=date_ids, again=f"asked {int(time.time() // 60)}"):
        return register_with(request, page, sent, email, done="opnieuw")
    return HttpResponseRedirect(
        sent_path(
            page.get_url(request) or "", str(request.resolver_match.kwargs["secret"]), date_ids,  # type: ignore[union-attr]
            colleagues=colleagues_in(request), done="opnieuw",
        )
    )  # fmt: skip


def mend(request: HttpRequest, page: EventPage, sent: SentForm, email: str) -> HttpResponse:
    if email == sent.person.email:
        return send_it_again(request, page, sent)
    rate_limits.consume_of_sent("mend", sent.limit_key)
    about = sorted(chosen_ids(request, page))
    if not rate_limits.may_register(request, [(sent.person.name, email)], about=about, own=False):
        return refused(request, page, str(MANY_MAILS))
    return register_with(request, page, sent, email, done="adres")


def register_with(request: HttpRequest, page: EventPage, sent: SentForm, email: str, *, done: str) -> HttpResponse:
    """Register what was sent with ``email``, and show the page about that."""
    date_ids = chosen_ids(request, page)
    try:
        if sent.booking is not None:
            network = network_key(request)
            booking = mend_address(sent.booking, date_ids=date_ids, email=email, network=network)
            secret = secret_of_booking(booking.pk)
        else:
            secret = register_typed(request, sent, email)
    except (rule.RegistrationClosed, Booking.DoesNotExist) as reason:
        closed = isinstance(reason, rule.RegistrationClosed)
        return refused(request, page, str(reason) if closed else str(_("Vul het formulier opnieuw in.")))
    url, colleagues = page.get_url(request) or "", colleagues_in(request)
    return HttpResponseRedirect(sent_path(url, secret, date_ids, colleagues=colleagues, done=done))


def register_typed(request: HttpRequest, sent: SentForm, email: str) -> str:
    """Register a form of somebody who was registered already once more. Return its secret. Raises RegistrationClosed."""
    opening = opening_at(request, str(request.resolver_match.kwargs["path"]), version_for(request))  # type: ignore[union-attr]
    data = sent.typed(email=email)
    cards = opening.cards(with_places=False)
    form = RegistrationForm(data, cards=cards, with_colleagues=False, **fields_of(opening))
    if data is None or not form.is_valid():
        raise rule.RegistrationClosed(_("Aanmelden kan niet meer. Kijk op de pagina van de bijeenkomst waarom."))
    dates = [card.date for card in opening.cards_without_places if card.date.pk in form.cleaned_data["datum"]]
    return secret_for(register_from(form, dates, request), data)


def refused(request: HttpRequest, page: EventPage, reason: str) -> HttpResponse:
    """Show the page again with ``reason``."""
    return shown_again(request, reason, 409) or redirect(f"{page.get_url(request)}aanmelden/")
