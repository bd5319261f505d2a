from django.db import models
from django.utils import timezone

from events.models.people import Person


class RepeatedForm(models.Model):
    """Form that was filled in for somebody who was registered already, encrypted, kept for an hour or two.

    Whoever sent it may mend the address, and may not notice that the first one was known: then all answers are needed
    once more. See ``privacy.mending``.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="repeated_forms")
    form = models.BinaryField()
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return f"{self.pk}"
