"""Panels that the forms of several page types share."""

from collections.abc import Iterator

from django.db.models import Manager
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, Panel


class FoldedPanel(MultiFieldPanel):
    """Group of fields that is folded while they hold their defaults, and open once one of them is filled in or wrong."""

    class BoundPanel(MultiFieldPanel.BoundPanel):
        def classes(self) -> list[str]:
            found = list(super().classes())
            return found if any(map(self.is_filled, field_names(self))) else [*found, "collapsed"]

        def is_filled(self, name: str) -> bool:
            if self.form is not None and name in self.form.errors:
                return True
            value = getattr(self.instance, name)
            if isinstance(value, Manager):
                return value.exists()
            default = self.instance._meta.get_field(name).get_default()  # noqa: SLF001  Django documents it
            return bool(value or default) and value != default


class FoldedInlinePanel(InlinePanel):
    """Rows that are folded while there are none, and open once there is one."""

    class BoundPanel(InlinePanel.BoundPanel):
        def classes(self) -> list[str]:
            found = list(super().classes())
            return found if self.formset.forms else [*found, "collapsed"]


def field_names(bound: Panel.BoundPanel) -> Iterator[str]:
    """Return the names of the fields in ``bound`` and the groups in it."""
    if isinstance(bound, FieldPanel.BoundPanel):
        yield bound.field_name
    for child in getattr(bound, "children", ()):
        yield from field_names(child)
