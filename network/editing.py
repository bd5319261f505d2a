"""A form and a widget that the editors of several page types share."""

from django import forms
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry


class SortedSelect(forms.Select):
    """A select sorted by label; without it pages come in tree order."""

    def optgroups(self, name, value, attrs=None):
        groups = super().optgroups(name, value, attrs)
        return sorted(groups, key=lambda group: (bool(group[1][0]["value"]), str(group[1][0]["label"])))


class PhotoForm(WagtailAdminPageForm):
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
