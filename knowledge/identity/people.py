"""Contributors: found or made by address, tied to an account, and confirmed.

An address proves nothing until a link mailed to it is used. So whatever a visitor types changes nothing of a contributor
who is known already, and every act waits for its own link (``knowledge.identity.acts``).
"""

from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.verified import verified_address
from knowledge.identity.merging import merge
from knowledge.models import Contributor


def at_address(email: str, *, name: str) -> Contributor:
    """Return the contributor with this address, or a new and unconfirmed one called ``name``. Safe to run concurrently.

    A name typed for a known address is not stored: it may be a stranger's.
    """
    if found := _kept(Contributor.objects.at(email)).first():
        return found
    try:
        with transaction.atomic():
            return Contributor.objects.create(email=email, name=name)
    except IntegrityError:  # somebody else made it meanwhile
        return Contributor.objects.at(email).get()


def of_user(user: User | AnonymousUser) -> Contributor | None:
    """Return the contributor of ``user``, tied to the account and confirmed; None without a verified address.

    What a guest did earlier with that address becomes the account's, also when the account's address changes. Of another
    account nothing is taken.
    """
    address = verified_address(user)
    if not address:
        return None
    assert isinstance(user, User)
    mine = _kept(Contributor.objects.filter(user=user)).first()
    if mine is not None and mine.email == address:
        return mine
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        mine = Contributor.objects.select_for_update().filter(user=user).first()
        at_it = Contributor.objects.at(address).exclude(user=user).select_for_update().first()
        if mine is None:
            mine = at_it or at_address(address, name=name_of(user))
            confirm(mine, name=name_of(user))
            # The address is this account's now, whoever had it before.
            mine.user = user
            mine.save(update_fields=["user"])
        elif at_it is None or at_it.user_id is None:
            if at_it is not None:
                merge(at_it, into=mine)
            mine.email = address
            mine.save(update_fields=["email"])
    return mine


def _kept(found: QuerySet[Contributor]) -> QuerySet[Contributor]:
    """Lock the rows in a transaction, so that retention does not erase somebody who is just coming back."""
    return found.select_for_update(no_key=True) if connection.in_atomic_block else found


def shown_as(user: User | AnonymousUser) -> Contributor | None:
    """Return what ``of_user`` would return, without writing: an unsaved contributor if there is none yet."""
    address = verified_address(user)
    if not address:
        return None
    assert isinstance(user, User)
    known = Contributor.objects.select_related("discipline", "organisation")
    return (
        known.filter(user=user).first()
        or known.confirmed().filter(email=address).first()
        or Contributor(email=address, name=name_of(user), user=user)
    )


def name_of(user: User) -> str:
    return user.get_full_name().strip() or user.email.partition("@")[0]


def confirm(contributor: Contributor, *, name: str) -> None:
    """Record that the address was proven. Only the first proof sets ``name``: until then a stranger may have typed it."""
    proven = Contributor.objects.filter(pk=contributor.pk, confirmed_at__isnull=True)
    if proven.update(confirmed_at=timezone.now(), name=name or contributor.name):
        contributor.refresh_from_db(fields=["confirmed_at", "name"])
