"""Registering what a valid form holds."""

from collections.abc import Iterable

from django.http import HttpRequest

from accounts.models import User
from events.dates.rows import ListedDate
from events.models import Registration
from events.registration.own_people import name_account
from events.registration.replies import Replies
from events.registration.series import register_for
from events.signup import attending
from events.signup.forms import RegistrationForm, filled
from web.rate_limits import digest_of, network_of


def register_from(
    form: RegistrationForm, dates: Iterable[ListedDate], request: HttpRequest, *, user: User | None = None
) -> list[Registration]:
    """Register the answers in ``form`` for ``dates``. ``user`` has proven the address. Raises RegistrationClosed."""
    answers = form.cleaned_data
    if user is not None:
        name_account(user, answers["naam"])
    return register_for(
        dates,
        name=answers["naam"],
        email=answers["email"],
        organisation=answers["organisatie"],
        discipline=answers["discipline"],
        remark=answers["opmerking"],
        attendance=answers.get(attending.NAME, ""),
        user=user,
        colleagues=answers["collegas"],
        shown=answers["zichtbaar"],
        code=answers.get("code", ""),
        replies=Replies(filled(answers["antwoorden"]), answers["behoeften"]),
        network=network_key(request),
    )


def network_key(request: HttpRequest) -> str:
    """Return the key by which holds of one network are bounded."""
    return digest_of(f"hold {network_of(request)}")
