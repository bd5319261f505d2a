"""Admin form for an account. Names are optional, because signing in requires only an address."""

from allauth.account.models import EmailAddress
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from accounts.models import User
from web.addresses import address_of_account


class NamesLater(forms.Form):
    first_name = forms.CharField(required=False, label=_("Voornaam"), max_length=150)
    last_name = forms.CharField(required=False, label=_("Achternaam"), max_length=150)

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        return email if email == self.initial.get("email") else address_of_account(email)


class FreeAddress(NamesLater):
    """Form that refuses the address of another account, also if it is written with other capitals."""

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        is_proven = EmailAddress.objects.filter(email=email, verified=True).exclude(user=self.instance.pk)
        if is_proven.exists() or User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Dit adres heeft al een account."))
        return email


class CreateForm(FreeAddress, UserCreationForm):
    pass


class EditForm(FreeAddress, UserEditForm):
    pass


class UserViewSet(WagtailUserViewSet):
    def get_form_class(self, for_update=False):
        return EditForm if for_update else CreateForm
