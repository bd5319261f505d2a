import re
from email.utils import format_datetime
from urllib.parse import urlencode, urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.proof import has_just_proven_address
from web.addresses import address_of_account
from web.rate_limits import mail_attempts, seconds_to_wait
from web.responses import TooManyRequests

BUTTONS = {
    "account_already_exists": _("Kies een nieuw wachtwoord"),
    "email_confirmation": _("Bevestig je adres"),
    "unknown_account": _("Maak een account"),
}
"""Label of the link in a mail, by allauth's name for the mail."""


def paragraph(text: str, *, code: str) -> dict[str, str]:
    """Classify a paragraph of plain text as a code to type over, a link to follow, or words."""
    text = text.strip()
    if text == code:
        return {"kind": "code", "text": text}
    return {"kind": "link" if re.fullmatch(r"https?://\S+", text) else "words", "text": text}


def on_this_site(url: str) -> str:
    """Return ``url`` with the origin of the site, instead of the host that the request named."""
    return settings.SITE_URL + urlsplit(url)._replace(scheme="", netloc="").geturl()


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

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Limit what is mailed to an address, whether it has an account or not.

        Say until when a code is valid, and link to this site whatever host the request named.
        """
        if self.request is not None and (seconds := seconds_to_wait(*mail_attempts(self.request, email))):
            raise TooManyRequests(seconds)
        links = {name: on_this_site(value) for name, value in context.items() if name.endswith("_url")}
        if "signup_url" in links:
            links["signup_url"] += f"?{urlencode({'email': email})}"
        valid_until = timezone.now() + settings.CODE_LIFETIME
        super().send_mail(template_prefix, email, {**context, **links, "valid_until": valid_until})

    def render_mail(self, template_prefix, email, context, headers=None) -> EmailMessage:
        """Add an HTML version with the same words to any mail from allauth, present or future.

        ``Expires`` tells the outbox that somebody waits for it, and that it is not to be kept. The mail for an unknown
        address has it too: nothing in the outbox may tell who has an account.
        """
        headers = {**(headers or {}), "Expires": format_datetime(context["valid_until"])}
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

    def login(self, request: HttpRequest, user: User) -> None:
        """Sign in with the password as stored, if the proof of the address in this session removed the one in memory.

        Not in any other session: one that gave a password which is removed this very moment must not be valid.
        """
        if has_just_proven_address(request, user):
            user.refresh_from_db(fields=["password"])
        super().login(request, user)

    def is_reauthentication_required(self, *, app: str, **kwargs) -> bool:
        """Ask for a factor again before changing factors. For the first one, ``proof_before_new_ways_in`` asks a code."""
        return is_mfa_enabled(allauth_context.request.user) and super().is_reauthentication_required(app=app, **kwargs)

    def get_reauthentication_methods(self, user) -> list[dict]:
        """Accept no password where there is a second factor: it would undo what the second factor is for."""
        methods = super().get_reauthentication_methods(user)
        factors = [method for method in methods if method["id"] != "reauthenticate"]
        return factors or methods

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        """Return where somebody goes who was nowhere in particular when they made an account."""
        return self.get_login_redirect_url(request)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Return ``/beheer/`` for users with access to the admin, ``/mijn/`` for everybody else."""
        return "/beheer/" if request.user.has_perm("wagtailadmin.access_admin") else "/mijn/"


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = {  # in our own words
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("Deze code klopt niet, of hij is verlopen."),
    }
