from django.db import models


class RetentionRun(models.Model):
    """Number of rows of one kind deleted on one day: the log that proves that retention terms are kept. It names nobody."""

    day = models.DateField()
    kind = models.CharField(max_length=20)
    """The key of a ``retention.Kind``."""
    number = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-day", "kind")
        constraints = [models.UniqueConstraint(fields=("day", "kind"), name="retention_once_a_day_and_kind")]

    def __str__(self) -> str:
        return f"{self.day:%d-%m-%Y}: {self.number} {self.kind}"
