from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from home.demo.conference import ensure_conference
from home.demo.content_pages import PAGES, ensure_contact
from home.demo.contributions import ensure_contributions
from home.demo.digests import ensure_digests
from home.demo.knowledge import ensure_practices
from home.demo.logins import ensure_logins
from home.demo.municipalities import ensure_introductions
from home.demo.reactions import ensure_reactions
from home.demo.season import ensure_meetups, ensure_organisations
from home.demo.uptake import ensure_policies
from home.site_setup import SiteInUseError, set_up_site


class Command(BaseCommand):
    help = "Fills the site with the demo season and its logins. Only with DEMO=true. Adds what is missing, changes nothing."

    def handle(self, **options) -> None:
        if not settings.DEMO:
            raise CommandError(
                "This is not a demo. Set DEMO=true to load the demo content; its logins have a password that everybody knows."
            )
        try:
            made = set_up_site(settings.SITE_URL, PAGES)
        except SiteInUseError as error:
            raise CommandError(
                "The site has pages already, but no home page of Wijkverband. The demo leaves them alone."
            ) from error
        made["contact details"] = ensure_contact()
        made["demo organisations"] = ensure_organisations()
        made["introductions"] = ensure_introductions()
        made["logins"] = ensure_logins()
        today = timezone.localdate()
        made["meetups"] = ensure_meetups(today)
        made["conferences"] = ensure_conference(today)
        made["practices"] = ensure_practices(today)
        made["reactions"] = ensure_reactions(today)
        made["answers about policy"] = ensure_policies(today)
        made["digests"] = ensure_digests()
        made["contributions"] = ensure_contributions()
        if options["verbosity"]:
            summary = ", ".join(f"{number} {what}" for what, number in made.items() if number)
            self.stdout.write(f"Demo: made {summary}." if summary else "Demo: all there.")
