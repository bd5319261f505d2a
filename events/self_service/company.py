"""Panel “wie er ook komt” on the page behind one's own link, and what is asked while confirming."""

from django.http import QueryDict

from events.dates.cards import DateCard
from events.links import registration_path
from events.models import Registration
from events.registration.company import answer_on_confirming, company_of, may_see_company
from events.signup.forms import ConfirmForm
from web.person_names import first_name

ASKED = "gevraagd"
"""Name of the hidden field of the form with questions: without it, what somebody chose before stays."""


def context_for_company(registration: Registration, kind: str, card: DateCard | None) -> dict:
    if kind == "confirm":
        return {"confirm_form": confirm_form(registration) if has_questions(registration) else None}
    if not may_see_company(registration):
        return {}
    return {
        "company": {
            "people": company_of(registration),
            "mix": card.places.mix if card and card.places else None,
            "is_shown": registration.shown_since is not None,
            "own_first_name": first_name(registration.person.name),
            "shown_url": f"{registration_path(registration)}zichtbaar/",
        }
    }


def has_questions(registration: Registration) -> bool:
    """Return whether confirming asks something: of somebody whom a colleague registered, and about a consent.

    Whoever filled in the form may have been somebody else, so the owner sees that consent before it counts.
    """
    booking = registration.booking
    return booking.booked_by_id is not None or booking.discipline_id is None or registration.shown_since is not None


def confirm_form(registration: Registration, data: QueryDict | None = None) -> ConfirmForm | None:
    """Return the form with the questions; None if ``data`` was submitted without them."""
    if data is not None and ASKED not in data:
        return None
    initial = {"zichtbaar": registration.shown_since is not None}
    return ConfirmForm(data, initial=initial, asks_discipline=registration.booking.discipline_id is None)


def record_answers(confirmed: Registration, form: ConfirmForm | None) -> None:
    """Record the answers in ``form``. One that is not in the list counts as none: confirming goes first."""
    if form is None:
        return
    form.is_valid()
    discipline, shown = form.cleaned_data.get("discipline"), form.cleaned_data.get("zichtbaar", False)
    answer_on_confirming(confirmed, discipline=discipline, shown=shown)
