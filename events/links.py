"""Secret links: to a registration, and to the personal data of somebody."""

import time

from events.models import Person, Registration
from knowledge.models import Contributor
from web.responses import LinkReplaced
from web.signed_links import read_secret, sign


class LinkRotated(LinkReplaced):
    """Link to a registration that a newer one has replaced."""

    template_name = "events/link_renewed.html"


def registration_secret(registration: Registration) -> str:
    return sign("registration", registration.pk, registration.link_version)


def registration_path(registration: Registration) -> str:
    return f"/aanmelding/{registration_secret(registration)}/"


def registration_from(secret: str) -> Registration | None:
    """Return the registration that ``secret`` opens, with all rows that pages show; None if forged or replaced."""
    found = read_secret("registration", secret)
    if found is None:
        return None
    return (
        Registration.objects.select_related(
            "booking__discipline", "person", "date__page__organisation", "date__page__municipality"
        )
        .filter(pk=found[0], link_version=found[1])
        .first()
    )


def registration_to_change(secret: str) -> Registration | None:
    """Like ``registration_from``, but without the date and its page, which the rule reads under its lock.

    The same query fills ``booked_along`` with the person's other registrations of the booking.
    """
    found = read_secret("registration", secret)
    if found is None:
        return None
    pk, version = found
    booked = list(Registration.objects.filter(booking__registrations=pk).order_by("pk"))
    asked = next((one for one in booked if (one.pk, one.link_version) == (pk, version)), None)
    if asked is not None:
        asked.link_held = version
        asked.booked_along = [one for one in booked if one.person_id == asked.person_id and one.pk != pk]
    return asked


def is_older_link(secret: str) -> bool:
    """Return whether ``secret`` was valid until a newer one replaced it. Only its owner can have such a secret."""
    found = read_secret("registration", secret)
    if found is None:
        return False
    newer = Registration.objects.filter(pk=found[0], link_version__gt=found[1], person__anonymised_at__isnull=True)
    return newer.exists()


def data_path(person: Person) -> str:
    """Return the path to the personal data of ``person``, valid for one to two hours. Mail it to their address only."""
    return f"/aanmelding/gegevens/{sign('data', person.pk, _hour())}/"


def contributor_data_path(contributor: Contributor) -> str:
    """Like ``data_path``, for somebody who writes, asks or reacts."""
    return f"/aanmelding/gegevens/{sign('data of contributor', contributor.pk, _hour())}/"


def contributor_from(secret: str) -> Contributor | None:
    found = read_secret("data of contributor", secret)
    if found is None or (_hour() - found[1]) % 2**16 > 1:
        return None
    return Contributor.objects.select_related("discipline", "organisation").filter(pk=found[0]).first()


def is_data_link(secret: str) -> bool:
    """Return whether ``secret`` was ever a link to somebody's data."""
    return any(read_secret(purpose, secret) for purpose in ("data", "data of contributor"))


def person_from(secret: str) -> Person | None:
    """Return the person whose data ``secret`` opens; None if it is forged or expired, or if they were erased."""
    found = read_secret("data", secret)
    if found is None or (_hour() - found[1]) % 2**16 > 1:
        return None
    return Person.objects.filter(pk=found[0], anonymised_at__isnull=True).first()


def _hour() -> int:
    return int(time.time() // 3600) % 2**16
