"""Refusal of passwords that can be guessed."""

import re

from django.conf import settings
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from zxcvbn import zxcvbn

STRONG_ENOUGH = 4
"""Score of zxcvbn, from 0 to 4. At 4 it takes more than ten thousand million guesses."""
LOOKED_AT = 32
"""Number of characters that are judged. The time it takes grows with the square of it."""
COMMON_HERE = [
    "wijkverband", "wachtwoord", "welkom", "geheim", "inloggen", "toegang", "wijk", "buurt", "gemeente", "zorg", "welzijn",
    "brabant", "nederland", "breda", "tilburg", "roosendaal", "bergen", "oosterhout", "etten", "leur", "moerdijk",
    "lente", "zomer", "herfst", "winter", "januari", "februari", "maart", "april", "juni", "juli", "augustus",
    "september", "oktober", "november", "december", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag",
]  # fmt: skip
"""Words that are tried first here. zxcvbn knows English ones, names, sequences, repetitions, keyboards and dates."""


class LongEnough(MinimumLengthValidator):
    """Django's validator in Dutch: its catalogue lacks the message of Django 5.2."""

    def get_error_message(self) -> str:
        return _("Dit wachtwoord is te kort. Neem minstens %(number)s tekens.") % {"number": self.min_length}


class Guessable:
    """Validator that refuses what a guesser tries first: sequences, repetitions, common words, the name of the site."""

    def validate(self, password: str, user=None) -> None:
        own = [settings.WAGTAIL_SITE_NAME, settings.REGION, settings.SITE_URL]
        if user is not None:
            own += [user.email, user.first_name, user.last_name]
        words = {word for name in own for word in [name, re.sub(r"\W", "", name), *re.split(r"\W+", name)] if word}
        known = [*(word.lower() for word in words), *COMMON_HERE]
        if zxcvbn(password[:LOOKED_AT], user_inputs=known)["score"] < STRONG_ENOUGH:
            raise ValidationError(
                _(
                    "Dit wachtwoord is makkelijk te raden. Neem bijvoorbeeld drie of vier woorden die niets met elkaar te maken hebben."
                ),
                code="guessable",
            )

    def get_help_text(self) -> str:
        return _("Neem bijvoorbeeld drie of vier woorden die niets met elkaar te maken hebben.")
