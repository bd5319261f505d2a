import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from knowledge.search.quality import measure
from knowledge.search.synonyms import Meanings, of_site, reference

OWN = Path(measure.__file__).parent / "own.json"
LEAST_RECALL, LEAST_MRR = 0.95, 0.90


def meanings() -> Meanings:
    """Return the meanings that this site knows; on a database without tables those that every site shares."""
    try:
        return of_site()
    except DatabaseError:
        return reference()


class Command(BaseCommand):
    help = (
        "Prints how well search finds what people consider relevant: recall@10 and MRR by category, ours beside stock."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--set", type=Path, help="a file with documents and judgements, instead of our own")
        parser.add_argument("--misses", action="store_true", help="also print what was not found")
        parser.add_argument("--half", choices=("tuned", "held_out"), help="only this half of our own judgements")

    def handle(self, *, set: Path | None, misses: bool, half: str | None, **options) -> None:  # noqa: A002  the option's name
        try:
            given = measure.QualitySet.read(json.loads((set or OWN).read_text(encoding="utf-8")))
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error
        judgements = [one for one in given.judgements if half is None or one.held_out == (half == "held_out")]
        with measure.indexed(given.documents, meanings()) as index:
            ours = [(one, index.ours(one.query)) for one in judgements]
            stock = [(one, index.stock(one.query)) for one in judgements]
        width = max((len(one.category) for one in judgements), default=8)
        self.stdout.write(f"{'':{width}}  queries  recall@10  MRR    stock recall@10  stock MRR")
        for category in dict.fromkeys(one.category for one in judgements):
            our = measure.scores(pair for pair in ours if pair[0].category == category)
            other = measure.scores(pair for pair in stock if pair[0].category == category)
            self.stdout.write(
                f"{category:{width}}  {our.number:7}  {our.recall:9.3f}  {our.mrr:.3f}  {other.recall:15.3f}  {other.mrr:9.3f}"
            )
        other = measure.scores(stock)
        self.stdout.write(
            f"{'stock':{width}}  {other.number:7}  {'':9}  {'':5}  {other.recall:15.3f}  {other.mrr:9.3f}"
        )
        if misses:
            for one, found in ours:
                lost = one.relevant - frozenset(found[:10])
                if lost or (found and found[0] not in one.relevant):
                    self.stdout.write(f"  {one.category}: {one.query!r} lost {sorted(lost)} found {found[:5]}")
        total = measure.scores(ours)
        self.stdout.write(f"all {total.recall:.3f} {total.mrr:.3f}")
        if set is None and half is None and (total.recall < LEAST_RECALL or total.mrr < LEAST_MRR):
            raise CommandError(f"Search finds less than it should: {LEAST_RECALL:.2f} and {LEAST_MRR:.2f}.")
