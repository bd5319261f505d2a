from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Site

from network.models import MunicipalityIndexPage
from network.reference.loading import load_reference


class Command(BaseCommand):
    help = (
        "Adds the municipalities, wijken, themes, disciplines and organisations of the region that are missing. "
        "Changes nothing that is there."
    )

    def handle(self, **options) -> None:
        site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
        if site is None:
            raise CommandError("There is no default site yet. Make the home page first.")
        root = site.root_page.specific
        if not MunicipalityIndexPage.can_exist_under(root):
            raise CommandError(
                f"The site begins at the page “{root.title}”, which is not a home page of Wijkverband. "
                "Make a home page and let the default site begin there."
            )
        made = load_reference(root)
        if options["verbosity"]:
            summary = ", ".join(f"{number} {what}" for what, number in made.items())
            self.stdout.write(f"Reference data: made {summary}." if summary else "Reference data: all there.")
