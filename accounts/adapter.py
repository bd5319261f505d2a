from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {  # in our own words
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "Dit adres en wachtwoord horen niet bij elkaar. Probeer het nog eens, of vraag een code."
        ),
        "incorrect_password": _("Dit wachtwoord klopt niet."),
        "incorrect_code": _("Deze code klopt niet, of hij is verlopen."),
        "too_many_login_attempts": _("Te vaak geprobeerd. Wacht een paar minuten en probeer het dan nog eens."),
    }

    def send_account_already_exists_mail(self, email: str) -> None:
        """Takes as long as opening an account does, so that the time does not tell whose address is known."""
        make_password("the time that this takes is what counts")
        super().send_account_already_exists_mail(email)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Those who edit come in at their desk, everybody else at their own registrations."""
        return "/beheer/" if request.user.has_perm("wagtailadmin.access_admin") else "/mijn/"
