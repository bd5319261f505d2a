from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.locks import lock_mailbox
from web.ordering import person_order
from web.plain_text import search_key


def name_key(name: str) -> str:
    """Return the key that distinguishes people with one mailbox. Also searched: see ``search_key``."""
    return search_key(name)[:150]


class PersonQuerySet(models.QuerySet["Person"]):
    def at(self, email: str) -> "PersonQuerySet":
        """Return the people at an address; nobody if it is empty.

        The index leaves out people without an address. Without the second condition, PostgreSQL cannot use it in a
        cached plan.
        """
        return self.filter(email=email).exclude(email="")

    def known_as(self, names_and_addresses: Sequence[tuple[str, str]]) -> "list[Person]":
        """Return the person for each name and address, known or new, and lock their mailboxes. Requires a transaction.

        Also locks all people at those addresses, so that nobody is erased meanwhile. Mailboxes are locked in a fixed
        order, so that two people who register the same colleagues cannot deadlock.
        """
        keys = [(email.strip().lower(), name_key(name), " ".join(name.split())) for name, email in names_and_addresses]
        people = {(email, key): self._known_or_new(email, key, name) for email, key, name in sorted(keys)}
        return [people[email, key] for email, key, _name in keys]

    def _known_or_new(self, email: str, key: str, name: str) -> "Person":
        lock_mailbox(email)
        mailbox = list(self.select_for_update().at(email).order_by("pk"))
        person = next((one for one in mailbox if one.name_key == key), None)
        if person is None:
            person = self.create(email=email, name_key=key, name=name)
            person.is_new, person.address_is_new = True, not mailbox
        return person

    def confirm(self, pk: int, now: datetime) -> None:
        """Record the first time that the address was confirmed. Idempotent."""
        self.filter(pk=pk, confirmed_at__isnull=True).update(confirmed_at=now)


class Person(models.Model):
    """Somebody who registers: an address and a name. The address is confirmed when a link in a mail is used.

    People can share a mailbox, for instance in a practice; the name distinguishes them. An organiser can add somebody
    without an address. That makes a new row each time, because two people called Jan Jansen need not be the same.
    """

    email = models.EmailField(_("e-mailadres"), blank=True)
    name = models.CharField(_("naam"), max_length=120)
    name_key = models.CharField(max_length=150, editable=False)
    name_order = models.CharField(max_length=200, db_default="", editable=False)
    """Key of ``person_order``, by which lists of people are sorted."""
    confirmed_at = models.DateTimeField(null=True, blank=True)
    anonymised_at = models.DateTimeField(null=True, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="people")

    is_new = False
    """Set by ``known_as`` if it created this person. So they have no registrations yet."""
    address_is_new = False
    """Set by ``known_as`` if it created this person and nobody else has the address."""

    objects = PersonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("email", "name_key"), condition=~models.Q(email=""), name="person_once_per_mailbox"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        """Save with the keys of the name. Only ``rename`` changes it afterwards."""
        self.name_key = self.name_key or name_key(self.name)
        self.name_order = person_order(self.name)
        super().save(*args, **kwargs)

    def rename(self, name: str) -> None:
        """Correct the name, and its keys. The caller has locked the mailbox, and knows that nobody there is called that."""
        self.name, self.name_key = name, name_key(name)
        self.save(update_fields=["name", "name_key", "name_order"])

    def shares_mailbox(self) -> bool:
        """Return whether somebody else has the same address."""
        return Person.objects.at(self.email).exclude(pk=self.pk).exists()
