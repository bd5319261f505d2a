"""Disciplines as choices of a form, read once until they change."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from freshness.versioned_cache import VersionedCache
from network.models import Discipline, Domain


@dataclass(frozen=True)
class Disciplines:
    """All disciplines as values: id, name, slug and domain, in the order of the list."""

    rows: tuple[tuple[int, str, str, str], ...]

    @property
    def choices(self) -> list:
        """The choices of a select, grouped by domain."""
        groups = [
            (domain.label.capitalize(), [(pk, name) for pk, name, _slug, own in self.rows if own == domain])
            for domain in Domain
        ]
        return [("", _("Kies je discipline")), *(group for group in groups if group[1])]

    def chosen(self, value: str) -> Discipline | None:
        return next(
            (Discipline(pk, name, slug, domain) for pk, name, slug, domain in self.rows if str(pk) == value), None
        )


def known_disciplines() -> Disciplines:
    return _disciplines.get("all", _read_disciplines)


def _read_disciplines() -> Disciplines:
    return Disciplines(tuple(Discipline.objects.values_list("pk", "name", "slug", "domain")))


_disciplines: VersionedCache[Disciplines] = VersionedCache(most=1)


class DisciplineField(forms.ChoiceField):
    """A choice of discipline, grouped by domain. Its form calls ``load``; the cleaned value is a Discipline or None."""

    def load(self, disciplines: Disciplines | None = None) -> None:
        self.disciplines = disciplines or known_disciplines()
        self.choices = lambda: self.disciplines.choices

    def to_python(self, value) -> Discipline | None:
        if value in self.empty_values:
            return None
        if (chosen := self.disciplines.chosen(str(value))) is None:
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return chosen

    def validate(self, value: Discipline | None) -> None:
        forms.Field.validate(self, value)

    def prepare_value(self, value) -> str:
        return value.pk if isinstance(value, Discipline) else value
