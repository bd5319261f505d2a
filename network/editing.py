"""Forms and a widget that the editors of several page types share."""

from itertools import chain, count

from django import forms
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.permissions import policy_registry

from web.ordering import title_order

TOP = 3
"""Depth of the pages directly below the home page."""


class SortedSelect(forms.Select):
    """A select sorted by label; without it pages come in tree order."""

    def optgroups(self, name, value, attrs=None):
        groups = super().optgroups(name, value, attrs)
        return sorted(groups, key=lambda group: (bool(group[1][0]["value"]), title_order(str(group[1][0]["label"]))))


class SortedCheckboxes(forms.CheckboxSelectMultiple):
    """Checkboxes sorted by label; without it pages come in tree order."""

    def optgroups(self, name, value, attrs=None):
        groups = super().optgroups(name, value, attrs)
        return sorted(groups, key=lambda group: title_order(str(group[1][0]["label"])))


class PageForm(WagtailAdminPageForm):
    """Page form without fields that do nothing, and with errors where an editor sees them."""

    SCHEDULE = ("go_live_at", "expire_at")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        depth = self.instance.depth or (self.parent_page.depth + 1 if self.parent_page else None)
        if depth not in {TOP, None}:
            self.fields.pop("show_in_menus", None)  # the menu has one level

    @property
    def show_schedule_publishing_toggle(self) -> bool:
        """Return whether this user may set the schedule. Wagtail asks that of the class, and then shows a dead button."""
        return "go_live_at" in self.fields

    def clean_slug(self) -> str:
        """Add a number to a slug that is taken, if it follows the title of a page that was never on the site."""
        slug = self.cleaned_data["slug"]
        follows_title = slug == slugify(self.cleaned_data.get("title") or "")
        if self.instance.first_published_at or not follows_title:
            return slug
        return self.unused(slug)

    def unused(self, slug: str) -> str:
        numbered = (f"{slug[:200]}-{number}" for number in count(2))
        return next(found for found in chain([slug], numbered) if self.is_free(found))

    def is_free(self, slug: str) -> bool:
        parent = self.parent_page or self.instance.get_parent()
        return not Page.objects.child_of(parent).exclude(pk=self.instance.pk).filter(slug=slug).exists()

    def clean(self) -> dict:
        self.forget_the_past_expiry()
        return super().clean()

    def full_clean(self) -> None:
        super().full_clean()
        # Wagtail checks the schedule in a class above this one. Its fields are in a dialog, closed when the form comes
        # back, so say it above the form as well.
        for error in {error for name in self.SCHEDULE for error in self.errors.get(name, [])}:
            self.add_error(None, _("Bij “Stel schema in”: %(error)s") % {"error": error})

    def forget_the_past_expiry(self) -> None:
        """Clear the moment at which the page went off the site as planned: it would make every later save fail."""
        expire_at = self.cleaned_data.get("expire_at")
        if expire_at and expire_at < timezone.now() and "expire_at" not in self.changed_data:
            self.cleaned_data["expire_at"] = None


class PhotoForm(PageForm):
    """Page form that refuses a photo from another organisation's collection.

    The chooser does not offer such a photo, but its id can be posted by hand.
    """

    def clean_photo(self):
        """Check the chosen photo. Django calls this only for pages with a ``photo`` field."""
        photo = self.cleaned_data["photo"]
        if photo is None or photo.pk == self.initial.get("photo") or self.for_user is None:
            return photo
        policy = policy_registry.get_by_type(get_image_model())
        if not policy.user_has_any_permission_for_instance(self.for_user, ["choose", "change"], photo):
            self.add_error("photo", _("Deze foto hoort niet bij jouw organisatie. Kies een andere."))
            return None
        return photo
