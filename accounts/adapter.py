import re

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from web.addresses import address_of_account

BUTTONS = {
    "account_already_exists": _("Kies een nieuw wachtwoord"),
    "email_confirmation": _("Bevestig je adres"),
    "password_reset_key": _("Kies een nieuw wachtwoord"),
    "unknown_account": _("Maak een account"),
}
"""Label of the link in a mail, by allauth's name for the mail."""


def paragraph(text: str, *, code: str) -> dict[str, str]:
    """Classify a paragraph of plain text as a code to type over, a link to follow, or words."""
    text = text.strip()
    if text == code:
        return {"kind": "code", "text": text}
    return {"kind": "link" if re.fullmatch(r"https?://\S+", text) else "words", "text": text}


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

    def clean_email(self, email: str) -> str:
        return address_of_account(email)

    def send_account_already_exists_mail(self, email: str) -> None:
        """Take as long as signing up does, so that timing does not reveal which addresses have an account."""
        make_password("the time that this takes is what counts")
        super().send_account_already_exists_mail(email)

    def render_mail(self, template_prefix, email, context, headers=None) -> EmailMessage:
        """Add an HTML version with the same words to any mail from allauth, present or future."""
        message = super().render_mail(template_prefix, email, context, headers)
        words = str(message.body).partition("\n--\n")[0]
        parts = [part for part in words.split("\n\n") if part.strip()]
        shown = {
            "heading": message.subject,
            "preheader": parts[0] if parts else "",
            "paragraphs": [paragraph(part, code=str(context.get("code", ""))) for part in parts],
            "button": BUTTONS.get(template_prefix.rpartition("/")[2], _("Ga naar de pagina")),
            "site_name": settings.WAGTAIL_SITE_NAME,
        }
        if isinstance(message, EmailMultiAlternatives):
            message.attach_alternative(render_to_string("mail/account.html", shown), "text/html")
        return message

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Return ``/beheer/`` for users with access to the admin, ``/mijn/`` for everybody else."""
        return "/beheer/" if request.user.has_perm("wagtailadmin.access_admin") else "/mijn/"


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = {  # in our own words
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("Deze code klopt niet, of hij is verlopen."),
    }
