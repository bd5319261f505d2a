from django import forms


class SortedSelect(forms.Select):
    """A plain list, in order of the words that are shown; pages come in the order of the tree otherwise."""

    def optgroups(self, name, value, attrs=None):
        groups = super().optgroups(name, value, attrs)
        return sorted(groups, key=lambda group: (bool(group[1][0]["value"]), str(group[1][0]["label"])))
