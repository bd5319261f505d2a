"""Registrations made before somebody had an account, or without signing in: theirs once they prove the address.

A mailbox can be of several people. So only those are linked of whom it is clear who they are: somebody with the name of
the account, or the only one at the address. The others are for the owner to choose, at ``/mijn/``.
"""

from django.db import transaction
from django.db.models import QuerySet
from django.dispatch import receiver

from accounts.models import User
from accounts.proof import address_proven
from events.locks import lock_mailbox
from events.models import Person
from events.models.people import name_key
from web.names import looks_like_a_link
from web.person_names import split_name


@receiver(address_proven)
def link_people(user: User, email: str, **kwargs) -> None:
    """Link the people at ``email``, whose mail ``user`` has just shown to read, to the account. Idempotent."""
    address = email.strip().lower()
    if not address or not Person.objects.at(address).filter(user=None).exists():
        return
    with transaction.atomic():
        lock_mailbox(address)
        mailbox = list(Person.objects.select_for_update().at(address).filter(anonymised_at=None).order_by("pk"))
        for person in _own(user, mailbox):
            _link(person, user)


def _own(user: User, mailbox: list[Person]) -> list[Person]:
    """Return the unlinked people in ``mailbox`` who are ``user``.

    Anybody can type somebody's address with another name. So a name that nobody confirmed makes no mailbox shared.
    """
    known = [person for person in mailbox if person.confirmed_at] or mailbox
    key = name_key(user.get_full_name())
    named = [person for person in mailbox if key and person.name_key == key]
    own = named if named or len(known) > 1 else known
    return [person for person in own if person.user_id is None]


def _link(person: Person, user: User) -> None:
    person.user = user
    person.save(update_fields=["user"])
    if person.confirmed_at:
        name_account(user, person.name)


def name_account(user: User, name: str) -> None:
    """Give an account without a name the one that its user has just filled in."""
    if not user.get_full_name() and not looks_like_a_link(name):
        first, last = split_name(name)
        user.first_name, user.last_name = first[:150], last[:150]
        user.save(update_fields=["first_name", "last_name"])


def others_at(email: str) -> QuerySet[Person]:
    """Return the people at ``email`` who belong to no account."""
    return Person.objects.at(email).filter(user=None, anonymised_at=None).order_by("name_order", "pk")


@transaction.atomic
def claim(user: User, email: str, person_id: int | None) -> bool:
    """Link somebody at ``email`` who says to be ``user``. Return False if there is no such person. Idempotent."""
    lock_mailbox(email)
    person = others_at(email).select_for_update().filter(pk=person_id).first()
    if person is not None:
        _link(person, user)
    return person is not None
