"""``search_quality``: what it prints, and that it leaves nothing behind."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils.html import strip_tags
from wagtail.search.models import IndexEntry

from home.demo.practices import PRACTICES
from home.demo.season import MEETUPS
from knowledge.models import SearchedPage, SearchWord
from knowledge.reference.all_terms import TERMS
from knowledge.search.quality import measure
from knowledge.search.synonyms import with_terms
from tests.factories_terms import TermFactory, begrippenlijst

pytestmark = pytest.mark.django_db
STORY = (
    "summary", "lesson", "occasion", "target_group", "intermediaries", "goal", "approach", "effort", "residents_role",
    "results", "failed_what", "failed_how", "failed_now", "execution", "conditions", "costs", "active_elements",
    "experiences", "transfer", "securing", "materials", "seeks",
)  # fmt: skip
DOCUMENTS = [
    {"id": "a", "title": "Samen oefenen", "body": "De huisarts komt naar de netwerkbijeenkomst."},
    {"id": "b", "title": "Suiker", "body": "Mensen met diabetes laten hun voeten zien."},
    {"id": "c", "title": "Kamer vrij", "body": "Even eruit in het kwikstaartje."},
]


def printed(capsys, *options: str) -> list[str]:
    call_command("search_quality", *options)
    return capsys.readouterr().out.splitlines()


def written(tmp_path, *judgements, documents=DOCUMENTS) -> str:
    rows = [{"query": query, "relevant": relevant, "category": category} for query, relevant, category in judgements]
    path = tmp_path / "set.json"
    path.write_text(json.dumps({"documents": documents, "judgements": rows}))
    return str(path)


def test_set_of_others_is_measured_by_category_beside_stock(capsys, tmp_path):
    path = written(
        tmp_path,
        ("huisartsen", ["a"], "inflection"),
        ("bijeenkomst", ["a"], "compound"),
        ("suikerziekte", ["b"], "synonym"),
        ("xylofoon", ["c"], "nonsense"),
    )

    lines = printed(capsys, "--set", path)

    assert [line.split()[:4] for line in lines[1:5]] == [
        ["inflection", "1", "1.000", "1.000"], ["compound", "1", "1.000", "1.000"],
        ["synonym", "1", "1.000", "1.000"], ["nonsense", "1", "0.000", "0.000"],
    ]  # fmt: skip
    assert [line.split()[4:] for line in lines[1:4]] == [["0.000", "0.000"]] * 3
    assert lines[-1] == "all 0.750 0.750"


def test_set_leaves_nothing_behind(capsys, tmp_path, site_tree):
    before = [set(model.objects.values_list("pk", flat=True)) for model in (IndexEntry, SearchedPage, SearchWord)]

    printed(capsys, "--set", written(tmp_path, ("huisarts", ["a"], "x")))
    printed(capsys, "--set", written(tmp_path, ("huisarts", ["a"], "x")))

    after = [set(model.objects.values_list("pk", flat=True)) for model in (IndexEntry, SearchedPage, SearchWord)]
    assert after == before
    assert not {name for name in connection.introspection.table_names() if name.startswith("quality")}


def test_begrippen_of_the_site_take_part(capsys, tmp_path, site_tree):
    begrippenlijst()
    path = written(tmp_path, ("pimpelmees", ["c"], "synonym"))
    assert printed(capsys, "--set", path)[-1] == "all 0.000 0.000"

    TermFactory(title="kwikstaartje", synonyms=["pimpelmees"])

    assert printed(capsys, "--set", path)[-1] == "all 1.000 1.000"


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"documents": [{"id": "a"}], "judgements": []}', '{"documents": [], "judgements": [{"query": "x", "relevant": ["q"]}]}']
)  # fmt: skip
def test_file_that_is_no_set_is_refused_in_words(tmp_path, content):
    path = tmp_path / "set.json"
    path.write_text(content)

    with pytest.raises(CommandError):
        call_command("search_quality", "--set", str(path))


def test_our_own_set_reaches_the_bars(capsys, site_tree):
    """Our judgements were written before anything was tuned. The command fails below the bars."""
    lines = printed(capsys)

    recall, mrr = map(float, lines[-1].removeprefix("all ").split())
    assert recall >= 0.95
    assert mrr >= 0.90


def test_judgements_on_the_demo_reach_the_bars(site_tree):
    """Words of district nurses, Wmo-consulenten and GPs, written before search was looked at. Two sets of texts."""
    judged = json.loads((Path(__file__).parent / "demo_judgements.json").read_text(encoding="utf-8"))
    meanings = with_terms(enumerate((term.title, *term.synonyms, *term.abbreviations) for term in TERMS))

    scored = []
    for among, documents in (("practices", practices()), ("meetups", meetups())):
        asked = [one for one in judged if one["among"] == among]
        with measure.indexed(documents, meanings) as index:
            scored += [
                (measure.Judgement(one["query"], frozenset(one["relevant"]), one["category"]), index.ours(one["query"]))
                for one in asked
            ]

    score = measure.scores(scored)
    assert score.number == len(judged)
    assert score.recall >= 0.95
    assert score.mrr >= 0.88


def practices() -> list[measure.Document]:
    found = [
        measure.Document(
            one.slug, one.title, "\n".join(str(getattr(one, name)) for name in STORY if getattr(one, name))
        )
        for one in PRACTICES
    ]
    for term in TERMS:
        names = " ".join((*term.synonyms, *term.abbreviations, *term.searched))
        body = " ".join(filter(None, (names, term.summary, term.medical, term.social, term.together)))
        found.append(measure.Document(f"b:{term.title}", term.title, body))
    return found


def meetups() -> list[measure.Document]:
    return [
        measure.Document(one.slug, one.title, f"{one.summary} {strip_tags(one.body)} {one.audience}") for one in MEETUPS
    ]
