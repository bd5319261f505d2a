from datetime import date

from django.db import models


class Month(models.DateField):
    """A month, stored as its first day."""

    def pre_save(self, model_instance: models.Model, add: bool) -> date | None:
        day = super().pre_save(model_instance, add)
        if day is None:
            return None
        first = day.replace(day=1)
        setattr(model_instance, self.attname, first)
        return first
