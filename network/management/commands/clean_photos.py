from django.core.management.base import BaseCommand

from network.cleaning import clean_photos


class Command(BaseCommand):
    help = (
        "Takes out of the photos that are there where, when and with what they were taken; those uploaded now lose it at once. "
        "Once is enough; it may be stopped and run again. Make a back-up first: what is taken out does not come back."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--look", action="store_true", help="only say which photos it is about")
        parser.add_argument(
            "--after", type=int, default=0, metavar="NUMBER", help="begin after the photo with this number"
        )

    def handle(self, *, look: bool, after: int, **options) -> None:
        number = 0
        for found in clean_photos(after=after, only_look=look):
            number += 1
            self.stdout.write(f"{found.pk}\t{found.outcome}\t{found.title}")
        self.stdout.write(f"{number} photos." if number else "No photo tells more than it shows.")
