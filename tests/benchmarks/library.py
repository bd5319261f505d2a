"""A large library: practices with text of the length and the spread of words of real ones, indexed."""

import json
import random
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Locale, Page

from knowledge.models import PracticePage
from knowledge.search import reindexing
from knowledge.search.quality import measure
from network.models import MunicipalityPage, ThemePage
from tests.factories import house

WORDS = 185
MOST_INVENTED = 30_000
QUERIES = (
    "huisarts", "huisartsen", "mantelzorgers", "wijkverpleegkundige", "zorg", "bewoners koffie", "valpreventie",
    "schulden huur betalen", "eenzame ouderen in de wijk", "poh-ggz", "gezondhied", "netwerkbijeenkomst",
    "ervaringsdeskundigen psychose", "stoppen met roken groep", "hoe krijg ik meer vrijwilligers", "xylofoon",
    "taalmaatje nieuwkomers", "dementie thuis plan", "jeugdteam huisarts samenwerking", "wmo keukentafelgesprek",
)  # fmt: skip


def fill(number: int) -> None:
    """Add practices until there are ``number``, and index them all."""
    library = house().practices
    chance = random.Random(1)
    given = measure.QualitySet.read(
        json.loads((Path(measure.__file__).parent / "own.json").read_text(encoding="utf-8"))
    )
    real = [document.body.split() for document in given.documents]
    # Words that few texts have, as names and rare compounds are.
    rare = ["".join(chance.choices("bdegklmnoprstvwaeiou", k=chance.randint(6, 12))) for _ in range(MOST_INVENTED)]
    places = list(MunicipalityPage.objects.values_list("pk", flat=True)) or [None]
    themes = list(ThemePage.objects.values_list("pk", flat=True))
    missing = number - PracticePage.objects.count()
    kind, locale = ContentType.objects.get_for_model(PracticePage), Locale.objects.get(language_code="nl")
    start = int(library.get_last_child().path[-4:], 36) + 1 if library.numchild else 1
    pages = [
        Page(
            title=f"{chance.choice(given.documents).title} {index}", slug=f"praktijk-{index}", depth=library.depth + 1,
            path=library.path + _base36(start + index), url_path=f"{library.url_path}praktijk-{index}/",
            content_type=kind, locale=locale, live=True,
        )
        for index in range(missing)
    ]  # fmt: skip
    Page.objects.bulk_create(pages, batch_size=500)
    Page.objects.filter(pk=library.pk).update(numchild=library.numchild + missing)
    made = []
    for index, page in enumerate(pages):
        words: list[str] = []
        while len(words) < WORDS:
            words += chance.choice(real) if chance.random() < 0.8 else chance.sample(rare, 8)
        practice = PracticePage(page_ptr=page, summary=" ".join(words[:20])[:240], approach=" ".join(words[20:]))
        practice.__dict__.update({name: value for name, value in page.__dict__.items() if name != "_state"})
        practice.municipality_id = places[index % len(places)]
        practice.save_base(raw=True)
        made.append(practice.pk)
    if themes:
        through = PracticePage.themes.through
        rows = [through(practicepage_id=pk, themepage_id=themes[pk % len(themes)]) for pk in made]
        through.objects.bulk_create(rows, batch_size=1000)
    for begin in range(0, len(made), 500):
        reindexing.index(made[begin : begin + 500])


def _base36(number: int) -> str:
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    found = ""
    for _place in range(4):
        number, digit = divmod(number, 36)
        found = digits[digit] + found
    return found
