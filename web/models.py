from django.db import models


class AttemptCount(models.Model):
    """Number of attempts at one action by one network, address or account. Only ``rate_limits`` uses it."""

    key = models.CharField(primary_key=True, max_length=32)
    """Keyed digest of the action and of what is counted. It can't be traced to a network or an address."""
    number = models.PositiveIntegerField()
    ends_at = models.BigIntegerField(db_index=True)
    """End of the window, in seconds since the epoch. After that the next attempt starts a new one."""

    def __str__(self) -> str:
        return self.key
