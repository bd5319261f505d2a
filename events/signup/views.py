"""Views of the public registration form."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.verified import verified_address
from events import rate_limits
from events.dates.availability import closed_reason
from events.dates.cards import DateCard, card_for, cards_for, fact_rows
from events.dates.rows import ListedDate
from events.links import registration_path
from events.models import Booking, EventDate, EventPage
from events.privacy import retention
from events.registration import rule
from events.registration.own_here import own_at
from events.signup import cached_form
from events.signup.doubts import Doubt, doubts_in, with_suggestion
from events.signup.forms import RegistrationForm
from events.signup.openings import Opening, fields_of, opening_at
from events.signup.sent import MANY_MAILS, has_at_most
from events.signup.sent_forms import secret_for, sent_path
from events.signup.submitting import register_from
from events.signup.ways_in import LONGEST_TYPED, problems_with
from freshness.versioned_cache import version_for
from web.numbers import row_ids
from web.plain_text import plain
from web.shown_again import shown_again, shows_typed_text, typed_data


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
    own_address, problems = verified_address(request.user), {}
    doubts: list[Doubt] = []
    if request.method == "POST":
        request.POST = with_suggestion(request.POST)  # type: ignore[assignment]
        # A valid submission needs no numbers of places, and neither does validating it.
        cards = opening.cards(with_places=False)
        form = form_for(opening, request.POST, cards=cards, with_colleagues=False)
        if form.is_valid() and not (
            (problems := problems_of(request, opening, form, own_address)) or (doubts := doubts_in(form))
        ):
            return handle_submission(request, opening, form, own_address)
    cards = opening.cards()
    card = chosen_card(cards, request.GET.get("datum", ""))
    if card is None:
        return closed(request, opening.page())
    if cached_form.is_for_everybody(request):
        return cached_form.form_response(
            request, version, cards, card, lambda: context_for_form(request, opening, cards, card, "")
        )
    context = context_for_form(request, opening, cards, card, own_address) | {"doubts": doubts}
    for name, words in problems.items():
        context["form"].add_error(name, words)
    return render(request, cached_form.TEMPLATE, context, status=422 if context["form"].is_bound else 200)


def context_for_form(
    request: HttpRequest, opening: Opening, cards: list[DateCard], card: DateCard, own_address: str
) -> dict:
    page, initial = opening.page(), {"datum": [card.date.pk], **known_of(request, own_address)}
    initial["code"] = plain(request.GET.get("code", ""))[:LONGEST_TYPED]
    form = form_for(opening, typed_data(request), cards=cards, initial=initial)
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
        "own": own_at(page.pk, request),
        "closed_reason": "",
        "for_whom": opening.ways_in.words,
        "terms": {"kept": retention.words(retention.KEEP), "unconfirmed": retention.words(retention.KEEP_UNCONFIRMED)},
        "not_that_date": why_not_that_date(request, page, cards),
    }


def form_for(opening: Opening, data: QueryDict | None, **options) -> RegistrationForm:
    return RegistrationForm(data, **fields_of(opening), **options)


def problems_of(request: HttpRequest, opening: Opening, form: RegistrationForm, own_address: str) -> dict[str, str]:
    """Return what keeps these people out of an event that is not for everybody, by the name of the field."""
    user = request.user if is_own(form.cleaned_data, own_address) else None
    return problems_with(opening.ways_in, request, form.cleaned_data, opening.page, user)


def is_own(answers: dict, own_address: str) -> bool:
    return bool(own_address) and answers["email"].lower() == own_address


def known_of(request: HttpRequest, own_address: str) -> dict:
    """Return the initial answers of a signed-in user: those of the last booking that they confirmed.

    Anybody can register somebody else; what they typed is not shown as the user's own.
    """
    if not own_address:
        return {}
    own = Booking.objects.filter(person__user=request.user, registrations__confirmed_at__isnull=False)
    last = own.select_related("person").order_by("-pk").first()
    answers = {"organisatie": last.organisation, "discipline": last.discipline_id} if last else {}
    name = request.user.get_full_name() or (last.person.name if last else "")  # type: ignore[union-attr]
    return {"naam": name, "email": own_address, **answers}


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
    for_oneself = is_own(answers, own_address)
    colleagues = answers["collegas"]
    people = [(answers["naam"], answers["email"]), *((one.name, one.email) for one in colleagues)]
    if not rate_limits.may_register(request, people, about=sorted(date.pk for date in dates), own=for_oneself):
        return shown_again(request, str(MANY_MAILS), 409) or closed(request, opening.page(), str(MANY_MAILS))
    try:
        made = register_from(form, dates, request, user=request.user if for_oneself else None)
    except rule.RegistrationClosed as reason:
        return shown_again(request, str(reason), 409) or closed(request, opening.page(), str(reason))
    if for_oneself and made[0].confirmed_at:
        done = ""
        if colleagues:
            cards = [card for card in opening.cards() if card.date.pk in answers["datum"]]
            may_wait = any(has_at_most(len(colleagues) - 1, card) for card in cards)
            done = "?gelukt=collegas-wachten" if may_wait else "?gelukt=collegas"
        return HttpResponseRedirect(f"{registration_path(made[0])}{done}")
    # This address must not tell who was registered already, or who got a place: its secret looks the same for all.
    secret, date_ids = secret_for(made, request.POST), [date.pk for date in dates]
    return HttpResponseRedirect(sent_path(opening.url, secret, date_ids, colleagues=len(colleagues)))


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
