from django.db import models


class Change(models.Model):
    """Counter of the writes to watched tables. Only database triggers write its rows (see ``triggers``).

    The sum of all weights is the number of writes so far. On PostgreSQL each connection has a row of its own, so
    transactions neither wait for each other nor deadlock. A count becomes visible on commit, together with the write
    that it counts.

    A migration that changes this table must drop the triggers first: SQLite recreates the table, and refuses to while
    triggers refer to it.
    """

    weight = models.PositiveBigIntegerField(default=1)
    places = models.PositiveBigIntegerField(default=0)
    """Part of ``weight`` that counts writes to the tables in ``triggers.PLACES``."""

    def __str__(self) -> str:
        return str(self.weight)
