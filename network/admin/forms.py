from allauth.account.models import EmailAddress
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from network.editing import SortedSelect
from network.models import MunicipalityPage, OrganisationPage
from network.onboarding import organisation_called
from web.addresses import address_of_account

MOST_PEOPLE_AT_ONCE = 50


class AddressesField(forms.CharField):
    """Field for e-mail addresses, one per line; commas and semicolons also separate them.

    Its cleaned value is a list of lower-case addresses without duplicates.
    """

    widget = forms.Textarea(attrs={"rows": 4})

    def clean(self, value: str | None) -> list[str]:
        text = super().clean(value)
        typed = list(dict.fromkeys(text.replace(",", " ").replace(";", " ").split()))
        if len(typed) > MOST_PEOPLE_AT_ONCE:
            raise ValidationError(_("Vul hier hooguit %(most)s adressen in.") % {"most": MOST_PEOPLE_AT_ONCE})
        return list(dict.fromkeys(map(checked_address, typed)))


def checked_address(typed: str) -> str:
    """Return ``typed`` as the address of an account. Raise ValidationError if it can't be one."""
    shown = typed if len(typed) <= 60 else f"{typed[:60]}…"
    try:
        validate_email(typed)
    except ValidationError as error:
        raise ValidationError(_("“%(address)s” is geen e-mailadres.") % {"address": shown}) from error
    try:
        address = address_of_account(typed)
    except ValidationError as error:
        raise ValidationError(
            _("“%(address)s” kan geen account krijgen: er staan bijzondere letters in.") % {"address": shown}
        ) from error
    closed = User.objects.filter(email__iexact=address, is_active=False)
    # The list of people shows the main address of an account. Whoever types another one must not learn it.
    second = EmailAddress.objects.filter(email=address, verified=True).exclude(user__email__iexact=address)
    if closed.exists() or second.exists():
        raise ValidationError(
            _("%(address)s kunnen we niet toevoegen. De beheerder van de site kan je verder helpen.")
            % {"address": address}
        )
    return address


class OpenOrganisationForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Naam"), max_length=120, help_text=gettext_lazy("Zoals de organisatie zichzelf noemt.")
    )
    kind = forms.ChoiceField(label=gettext_lazy("Soort organisatie"), choices=OrganisationPage.Kind)
    municipality = forms.ModelChoiceField(
        label=gettext_lazy("Gemeente"),
        queryset=MunicipalityPage.objects.none(),
        required=False,
        widget=SortedSelect,
        empty_label=gettext_lazy("De hele regio"),
    )
    website = forms.URLField(label=gettext_lazy("Website"), required=False, assume_scheme="https", max_length=200)
    members = AddressesField(
        label=gettext_lazy("E-mailadressen van de eerste mensen"),
        required=False,
        help_text=gettext_lazy(
            "Eén adres per regel. Zij kunnen meteen inloggen: ze vullen hun adres in en krijgen een code in hun mail."
            " Later voegen ze zelf collega’s toe."
        ),
    )

    def __init__(self, *args, index_page, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.index_page = index_page
        self.fields["municipality"].queryset = MunicipalityPage.objects.all()

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if organisation_called(name, self.index_page):
            raise ValidationError(_("Deze organisatie is er al. Voeg daar mensen toe, of kies een andere naam."))
        return name


class AddPersonForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("E-mailadres van je collega"), widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )

    def clean_email(self) -> str:
        return checked_address(self.cleaned_data["email"])
