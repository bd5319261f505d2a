import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Site

from home.site_setup import (
    EDITORS,
    IDLE,
    AddressTakenError,
    SiteInUseError,
    appoint_first_admin,
    pages_to_fill_in,
    set_up_site,
)

WORDS = {
    "home pages": lambda number: ngettext("%d voorpagina", "%d voorpagina's", number),
    "agendas": lambda number: ngettext("%d agenda", "%d agenda's", number),
    "index pages": lambda number: ngettext("%d overzicht", "%d overzichten", number),
    "municipalities": lambda number: ngettext("%d gemeente", "%d gemeenten", number),
    "wijken": lambda number: ngettext("%d wijk", "%d wijken", number),
    "themes": lambda number: ngettext("%d thema", "%d thema's", number),
    "categories": lambda number: ngettext("%d indeling van praktijken", "%d indelingen van praktijken", number),
    "disciplines": lambda number: ngettext("%d discipline", "%d disciplines", number),
    "organisations": lambda number: ngettext("%d organisatie", "%d organisaties", number),
    "terms": lambda number: ngettext("%d begrip", "%d begrippen", number),
    "school holidays": lambda number: ngettext("%d schoolvakantie", "%d schoolvakanties", number),
    "pages of text": lambda number: ngettext("%d tekstpagina", "%d tekstpagina's", number),
    "drafts": lambda number: ngettext(
        "%d concept dat jullie nog invullen", "%d concepten die jullie nog invullen", number
    ),
    "editors' groups": lambda number: ngettext("%d groep voor de redactie", "%d groepen voor de redactie", number),
}


class Command(BaseCommand):
    help = (
        "Maakt een lege site klaar: voorpagina, agenda, gemeenten, thema's, organisaties, praktijken, tekstpagina's en de groep Redactie. "
        "Voegt toe wat er nog niet is en verandert niets aan wat er al staat. "
        "Alleen de groepen en de workflow van Wagtail waar niemand in zit, gaan weg."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--first-admin",
            metavar="E-MAIL",
            help="maak met dit adres de eerste beheerder: zonder wachtwoord, inloggen gaat met een code per mail",
        )

    def handle(self, *, first_admin: str | None = None, **options) -> None:
        if first_admin:
            try:
                validate_email(first_admin)
            except ValidationError as error:
                raise CommandError(_("“%s” is geen e-mailadres. Er is niets gemaakt.") % first_admin) from error
        try:
            with without_a_line_for_each_page():
                made = set_up_site(settings.SITE_URL)
        except SiteInUseError as error:
            raise CommandError(
                _(
                    "Op deze site staan al pagina's die niet van Wijkverband zijn. Die blijven zoals ze zijn. "
                    "Gebruik een lege database."
                )
            ) from error
        if options["verbosity"]:
            self.say_what_was_made(made)
        if first_admin:
            self.appoint(first_admin, options["verbosity"])
        if options["verbosity"]:
            self.say_what_comes_next(first_admin)

    def say_what_was_made(self, made: Counter[str]) -> None:
        removed = made.pop(IDLE, 0)
        if removed:
            self.stdout.write(_("Weggehaald: de groepen en de workflow van Wagtail waar niemand in zat."))
        if made:
            words = [WORDS[kind](made[kind]) % made[kind] for kind in WORDS if made[kind]]
            self.stdout.write(_("Gemaakt: %s.") % ", ".join(words))
        elif not removed:
            self.stdout.write(_("Alles stond er al. Er is niets veranderd."))
        self.stdout.write(_("De site staat op %s/.") % settings.SITE_URL)

    def appoint(self, email: str, verbosity: int) -> None:
        try:
            user = appoint_first_admin(email)
        except AddressTakenError as error:
            raise CommandError(
                _(
                    "Met %s heeft al iemand een account. Daar maakt dit commando geen beheerder van: wie het account maakte, kent "
                    "misschien het wachtwoord. Kies een ander adres, of haal dat account eerst weg."
                )
                % email
            ) from error
        if verbosity:
            said = _("Beheerder gemaakt: %s. Er is geen wachtwoord.") if user else _("%s is al beheerder.")
            self.stdout.write(said % (user or email))

    def say_what_comes_next(self, first_admin: str | None) -> None:
        if first_admin:
            sign_in = _(
                "Log in op %(url)s met %(email)s. Je krijgt een code per mail; de mailserver moet dus werken."
            ) % {
                "url": address("account_request_login_code"),
                "email": first_admin,
            }
            if settings.REQUIRE_STAFF_MFA:
                sign_in += " " + _("Stel daarna een tweede factor in: een app met codes, of een passkey.")
        else:
            sign_in = _("Nog geen beheerder? Draai dit commando nog een keer, met --first-admin jij@gemeente.nl.")
        steps = [
            sign_in,
            _("Start de werker (manage.py worker). Zonder werker gaat er geen mail over aanmeldingen uit."),
        ]
        if pages := pages_to_fill_in():
            fill_in = _(
                "Vul deze concepten in en publiceer ze. Doe dat voordat iemand zich aanmeldt: het formulier verwijst naar Privacy."
            )
            lines = [f"{page.title:18} {address('wagtailadmin_pages:edit', page.pk)}" for page in pages]
            steps.append("\n     ".join([fill_in, *lines]))
        site = Site.objects.get(is_default_site=True)
        steps += [
            _("Lees de andere teksten na en zet onder aan elke pagina hoe jullie netwerk heet: %s")
            % address("wagtailsettings:edit", "home", "sitesettings", site.pk),
            _("Zet wie de hele site bijhoudt in de groep %(group)s: %(url)s")
            % {"group": EDITORS, "url": address("wagtailusers_users:index")},
        ]
        numbered = [f"  {number}. {step}" for number, step in enumerate(steps, start=1)]
        self.stdout.write("\n".join(["", _("Wat nu?"), *numbered]))


def address(name: str, *args: object) -> str:
    return f"{settings.SITE_URL}{reverse(name, args=args)}"


@contextmanager
def without_a_line_for_each_page() -> Iterator[None]:
    """Silence Wagtail's log line per created page. A hundred of them would bury the next steps."""
    log = logging.getLogger("wagtail")
    level = log.level
    log.setLevel(logging.WARNING)
    try:
        yield
    finally:
        log.setLevel(level)
