"""Rotation of the secret link to a registration, by the person or by an organiser."""

from django.db import transaction

from events.links import LinkRotated
from events.mail import messages
from events.models import Registration
from events.privacy.reassigning import reassign
from events.registration import rule


@transaction.atomic
def rotate_link(found: Registration, *, email: str = "", held: int | None = None) -> Registration:
    """Invalidate the link and mail a new one; the place and the rank stay as they are.

    ``email`` also corrects the address, which shuts out whoever has the wrong one. ``held`` is the version of the link
    used to ask for this; None if an organiser does. Raises ``reassigning.AddressTaken``, and LinkRotated if ``held`` has already been
    replaced.
    """
    _date, made = rule.locked(found)
    # Check under the lock: otherwise a simultaneous request with the old link would be shown the newest one.
    if held is not None and held != made.link_version:
        raise LinkRotated
    if email and email != made.person.email:
        reassign(made, name=made.person.name, email=email)
    made.link_version += 1
    made.save(update_fields=["link_version"])
    if made.person.anonymised_at is None:
        messages.new_link(made)
    return made
