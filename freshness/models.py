from django.db import models


class Change(models.Model):
    """That something which may be shown was written. Rows are made by the database itself (see ``triggers``).

    The sum of all weights is the number of changes so far. A transaction writes the row of its own connection, so nobody waits for anybody
    and there is no order in which to take a lock; what it adds becomes visible when it ends, together with what it wrote.

    A migration that changes this table first has to drop the triggers: SQLite makes a table anew, and refuses while they name it.
    """

    weight = models.PositiveBigIntegerField(default=1)
    places = models.PositiveBigIntegerField(default=0)
    """How much of the weight is of people who register (``triggers.PLACES``)."""

    def __str__(self) -> str:
        return str(self.weight)
