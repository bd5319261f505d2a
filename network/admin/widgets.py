from django import forms


class SortedSelect(forms.Select):
    """Select box sorted by its labels. Without it, pages come in tree order."""

    def optgroups(self, name, value, attrs=None):
        groups = super().optgroups(name, value, attrs)
        return sorted(groups, key=lambda group: (bool(group[1][0]["value"]), str(group[1][0]["label"])))
