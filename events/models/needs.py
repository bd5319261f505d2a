"""Needs for food and access of people who register, which can tell about health or belief. Stored encrypted, apart."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models.registrations import Booking

LONGEST_WORDS = 300


class Diet(models.TextChoices):
    VEGETARIAN = "vegetarian", _("Vegetarisch")
    VEGAN = "vegan", _("Veganistisch")
    HALAL = "halal", _("Halal")
    KOSHER = "kosher", _("Koosjer")
    GLUTEN = "gluten", _("Zonder gluten")
    LACTOSE = "lactose", _("Zonder lactose")
    NUTS = "nuts", _("Zonder noten")
    OTHER = "other", _("Iets anders, zie hieronder")


class Access(models.TextChoices):
    WHEELCHAIR = "wheelchair", _("Ik kom met een rolstoel of rollator")
    HEARING = "hearing", _("Ik hoor slecht")
    SEEING = "seeing", _("Ik zie slecht")
    INTERPRETER = "interpreter", _("Ik heb een gebarentolk nodig")
    COMPANY = "company", _("Ik neem een begeleider of hulphond mee")
    QUIET = "quiet", _("Ik heb een rustige plek nodig")
    OTHER = "other", _("Iets anders, zie hieronder")


OF_OTHERS = {
    Diet.OTHER: _("Iets anders"),
    Access.WHEELCHAIR: _("Rolstoel of rollator"),
    Access.HEARING: _("Hoort slecht"),
    Access.SEEING: _("Ziet slecht"),
    Access.INTERPRETER: _("Gebarentolk nodig"),
    Access.COMPANY: _("Met begeleider of hulphond"),
    Access.QUIET: _("Rustige plek nodig"),
    Access.OTHER: _("Iets anders"),
}
"""Kinds whose label is about “ik”, as organisers read them."""


class Need(models.Model):
    """Needs of the person of a booking, with their consent. Only ``registration.needs`` reads and writes ``sealed``."""

    booking = models.OneToOneField(Booking, models.CASCADE, related_name="need")
    sealed = models.BinaryField()
    consent = models.TextField()
    """Words that the person agreed to."""
    consented_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.pk}"
