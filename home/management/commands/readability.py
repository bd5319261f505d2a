from collections import defaultdict

from django.conf import settings
from django.core.management.base import BaseCommand

from home.readability import Source, long_sentences, measure, sources

LEAST_WORDS = 25
"""Minimum number of words of a listed text. In a shorter text, one word can dominate the score."""


class Command(BaseCommand):
    help = "Prints how readable the Dutch texts are (Flesch-Douma; B1 is about 60 to 80), the hardest last."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--show", type=int, default=25, help="how many of the hardest to list")
        parser.add_argument("--long", action="store_true", help="also print the sentences that are too long")

    def handle(self, *, show: int, long: bool, **options) -> None:
        found = [source for source in sources(settings.BASE_DIR) if source.text.strip()]
        kinds: dict[str, list[Source]] = defaultdict(list)
        for source in found:
            kinds[source.kind].append(source)
        self.stdout.write(f"{'':17} {'texts':>6} {'words':>7} {'words/sentence':>15} {'score':>6}")
        for kind, texts in [*kinds.items(), ("alles", found)]:
            score = measure("\n".join(text.text for text in texts))
            pace = score.words / score.sentences
            self.stdout.write(f"{kind:17} {len(texts):6} {score.words:7} {pace:15.1f} {score.value:6.0f}")
        hardest = sorted(
            (text for text in found if text.score.words >= LEAST_WORDS), key=lambda text: -text.score.value
        )
        self.stdout.write(f"\nThe hardest of {len(hardest)} texts of at least {LEAST_WORDS} words:")
        for text in hardest[-show:]:
            self.stdout.write(f"{text.score.value:5.0f}  {text.kind}: {text.name}")
        if long:
            self.stdout.write("\nSentences of more than 20 words:")
            for text in found:
                for sentence in long_sentences(text.text):
                    self.stdout.write(f"  {text.name}: {sentence}")
