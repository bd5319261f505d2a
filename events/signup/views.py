"""Views of the public registration form."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.verified import verified_address
from events import rate_limits
from events.dates.availability import closed_reason
from events.dates.cards import DateCard, card_for, cards_for, fact_rows
from events.dates.rows import ListedDate
from events.links import registration_path
from events.models import Booking, EventDate, EventPage
from events.privacy import retention
from events.registration import rule
from events.registration.series import register_for
from events.signup import cached_form
from events.signup.colleagues import MOST_COLLEAGUES
from events.signup.forms import RegistrationForm
from events.signup.openings import Opening, opening_at
from freshness.versioned_cache import version_for
from network.addresses import page_at
from web.numbers import row_ids, small_number
from web.rate_limits import digest_of, network_of
from web.shown_again import shown_again, shows_typed_text, typed_data

MANY_MAILS = gettext_lazy("Er wacht al een aantal mails op dit adres. Kijk die eerst na, of wacht een uur.")


def event_at(request: HttpRequest, path: str) -> EventPage:
    page = page_at(request, path)
    if not isinstance(page, EventPage):
        raise Http404
    return page


def chosen_card(cards: list[DateCard], wanted: str) -> DateCard | None:
    return next((card for card in cards if str(card.date.pk) == wanted), cards[0] if cards else None)


@shows_typed_text
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, path: str) -> HttpResponse:
    """Show and process the form. Everybody who may see the page may register."""
    request.shown_under = "/agenda/"  # type: ignore[attr-defined]
    version = version_for(request)
    opening = opening_at(request, path, version)
    own_address = verified_address(request.user)
    if request.method == "POST":
        # A valid submission needs no numbers of places, and neither does validating it.
        cards = opening.cards(with_places=False)
        form = RegistrationForm(request.POST, cards=cards, disciplines=opening.disciplines, with_colleagues=False)
        if form.is_valid():
            return handle_submission(request, opening, form, own_address)
    cards = opening.cards()
    card = chosen_card(cards, request.GET.get("datum", ""))
    if card is None:
        return closed(request, opening.page())
    if cached_form.is_for_everybody(request):
        return cached_form.form_response(
            request, version, cards, card, lambda: context_for_form(request, opening, cards, card, "")
        )
    context = context_for_form(request, opening, cards, card, own_address)
    return render(request, cached_form.TEMPLATE, context, status=422 if context["form"].is_bound else 200)


def context_for_form(
    request: HttpRequest, opening: Opening, cards: list[DateCard], card: DateCard, own_address: str
) -> dict:
    page, initial = opening.page(), {"datum": [card.date.pk], **known_of(request, own_address)}
    data = typed_data(request)
    form = RegistrationForm(data, cards=cards, disciplines=opening.disciplines, initial=initial)
    if own_address:
        form.need_not_confirm()
    return {
        "page": page,
        "card": card,
        "cards": cards if len(cards) > 1 else [],
        "form": form,
        "facts": fact_rows(stored([card.date])[0], for_several=len(cards) > 1),
        "places": card.places,
        "signed_in": bool(own_address),
        "closed_reason": "",
        "terms": {"kept": retention.words(retention.KEEP), "unconfirmed": retention.words(retention.KEEP_UNCONFIRMED)},
        "not_that_date": why_not_that_date(request, page, cards),
    }


def known_of(request: HttpRequest, own_address: str) -> dict:
    """Return the initial answers of a signed-in user: those of the last booking that they confirmed.

    Anybody can register somebody else; what they typed is not shown as the user's own.
    """
    if not own_address:
        return {}
    own = Booking.objects.filter(person__user=request.user, registrations__confirmed_at__isnull=False)
    last = own.order_by("-pk").first()
    answers = {"organisatie": last.organisation, "discipline": last.discipline_id} if last else {}
    return {"naam": request.user.get_full_name(), "email": own_address, **answers}


def why_not_that_date(request: HttpRequest, page: EventPage, cards: list[DateCard]) -> str:
    """Return why dates asked for by a link or an older form can't be chosen any more; empty if all can."""
    wanted = data.getlist("datum") if (data := typed_data(request)) is not None else [request.GET.get("datum", "")]
    known = {str(card.date.pk) for card in cards}
    gone = [one for one in wanted if one and one not in known]
    if not gone:
        return ""
    dates = EventDate.objects.filter(page=page.pk, pk__in=row_ids(gone)).order_by("start").with_pages()
    words = [f"{card_for(date).date_words}: {closed_reason(date)} {date.reason}".strip() for date in dates]
    return " ".join(words) or _("Die datum kennen we niet.")


def handle_submission(request: HttpRequest, opening: Opening, form: RegistrationForm, own_address: str) -> HttpResponse:
    answers = form.cleaned_data
    dates = [card.date for card in opening.cards_without_places if card.date.pk in answers["datum"]]
    sent_url = f"{opening.url}aanmelden/verstuurd/?{urlencode({'datum': [date.pk for date in dates]}, doseq=True)}"
    is_own = bool(own_address) and answers["email"].lower() == own_address
    colleagues = answers["collegas"]
    people = [(answers["naam"], answers["email"]), *((one.name, one.email) for one in colleagues)]
    if not rate_limits.may_register(request, people, about=sorted(date.pk for date in dates), own=is_own):
        return shown_again(request, str(MANY_MAILS), 409) or closed(request, opening.page(), str(MANY_MAILS))
    try:
        made = register_for(
            dates,
            name=answers["naam"],
            email=answers["email"],
            organisation=answers["organisatie"],
            discipline=answers["discipline"],
            remark=answers["opmerking"],
            user=request.user if is_own else None,
            colleagues=colleagues,
            shown=answers["zichtbaar"],
            network=digest_of(f"hold {network_of(request)}"),
        )
    except rule.RegistrationClosed as reason:
        return shown_again(request, str(reason), 409) or closed(request, opening.page(), str(reason))
    if is_own:
        done = ""
        if colleagues:
            cards = [card for card in opening.cards() if card.date.pk in answers["datum"]]
            may_wait = any(has_at_most(len(colleagues) - 1, card) for card in cards)
            done = "?gelukt=collegas-wachten" if may_wait else "?gelukt=collegas"
        return HttpResponseRedirect(f"{registration_path(made[0])}{done}")
    # This address must not tell who was registered already, or who got a place: it depends on what was submitted only.
    return HttpResponseRedirect(f"{sent_url}&collegas={len(colleagues)}" if colleagues else sent_url)


def stored(dates: Sequence[ListedDate]) -> list[EventDate]:
    return list(EventDate.objects.filter(pk__in=[date.pk for date in dates]).select_related("page").order_by("pk"))


def closed(request: HttpRequest, page: EventPage, reason: str = "") -> HttpResponse:
    dates = EventDate.objects.filter(page=page.pk).exclude(status=EventDate.Status.REMOVED).with_pages()
    cards = cards_for(dates, request)
    card = next((card for card in cards if not card.is_past), cards[-1] if cards else None)
    if not reason:
        reason = closed_reason(card.date) if card else "Er is nog geen datum. Kijk later nog eens."
    context = {"page": page, "card": card, "cards": [], "form": None, "facts": fact_rows(card.date) if card else []}
    context |= {"places": card.places if card else None, "closed_reason": reason or "Aanmelden kan nu niet."}
    context["typed"] = typed(request)
    return render(request, "events/register.html", context, status=200 if request.method != "POST" else 409)


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what was filled in on a form that is closed by now, as label and text, so that it can be copied."""
    fields = RegistrationForm.base_fields
    found = [(fields[name].label, request.POST.get(name, "")) for name in ("naam", "email", "organisatie", "opmerking")]
    return [(str(label), text) for label, text in found if text]


def colleagues_in(request: HttpRequest, name: str) -> int:
    """Return the number of colleagues under ``name`` in the address; 0 if it is missing or malformed."""
    return min(small_number(request.GET.get(name, ""), digits=2) or 0, MOST_COLLEAGUES)


def has_at_most(number: int, card: DateCard) -> bool:
    return card.places is not None and card.places.left is not None and card.places.left <= number


@never_cache
@require_safe
def register_sent(request: HttpRequest, path: str) -> HttpResponse:
    """Show the page after submitting. It tells public numbers only, so that it reveals nothing about an address."""
    request.shown_under = "/agenda/"  # type: ignore[attr-defined]
    page = event_at(request, path)
    dates = EventDate.objects.filter(page=page.pk).exclude(status=EventDate.Status.REMOVED)
    cards = cards_for(dates.with_pages(), request)
    if not cards:
        return redirect(page.get_url(request))
    wanted = request.GET.getlist("datum")
    chosen = [card for card in cards if str(card.date.pk) in wanted] or cards[:1]
    colleagues = colleagues_in(request, "collegas")
    context = {"page": page, "cards": chosen, "card": chosen[0], "colleagues": colleagues}
    context["waiting"] = all(has_at_most(0, card) for card in chosen)
    context["colleagues_may_wait"] = colleagues > 0 and any(has_at_most(colleagues, card) for card in chosen)
    return render(request, "events/register_sent.html", context)
