"""Questions that a complete practice answers, and which of them are open. For authors and editors only: readers see no gaps.

The editor's panel asks about a page, the steps of contributing ask about a draft.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from knowledge.identity.roles import contact_tie
from knowledge.models import PracticePage
from web.number_words import begun


@dataclass(frozen=True)
class Question:
    """Question of which an answer in one of ``fields`` is enough. They are named as the page and the steps name them."""

    name: str | Promise
    """Subject of the question, to stand within a sentence: “de rol van inwoners”."""
    fields: tuple[str, ...]
    why: str | Promise = ""
    """Sentence about what it is good for."""
    is_for_later: bool = False
    """True if an initiative cannot know the answer yet."""

    @property
    def words(self) -> str:
        return f"{begun(str(self.name))}. {self.why}".strip()


QUESTIONS = (
    Question(_("de les in één zin"), ("lesson",), _("Die staat op het kaartje.")),
    Question(_("voor wie het is"), ("target_group",)),
    Question(_("waarom jullie begonnen"), ("occasion",)),
    Question(_("wat jullie doen, stap voor stap"), ("approach",)),
    Question(_("wat het vraagt: tijd, mensen en geld"), ("effort",)),
    Question(
        _("wat niet werkte"), ("failed_what", "failed_how", "failed_now"), _("Daar leren anderen het meest van.")
    ),
    Question(_("de rol van inwoners"), ("residents_role",)),
    Question(_("wat het opleverde"), ("results",), is_for_later=True),
    Question(
        _("waar het gebeurt"), ("municipality", "wijken"), _("Is het in de hele regio? Dan is leeg goed.")
    ),
    Question(_("een thema"), ("themes",), _("Zo vindt iemand het die daarmee bezig is.")),
    Question(
        _("leefgebied, levensfase of doelgroep"), ("categories", "life_areas", "life_stages", "target_groups")
    ),
    Question(_("de organisatie die het trekt"), ("organisation",)),
    Question(_("sinds wanneer het in deze fase is"), ("phase_changes",)),
    Question(_("kosten en financiering"), ("costs",)),
    Question(_("randvoorwaarden"), ("conditions",), _("Wat moet eerst geregeld zijn?")),
    Question(_("wat maakt dat het werkt"), ("active_elements",), is_for_later=True),
    Question(_("hoe het verder gaat als het geld op is"), ("securing",), is_for_later=True),
    Question(_("wie vragen beantwoordt"), ("is_contact",)),
)  # fmt: skip
"""In the order of the page."""
INITIATIVE = {PracticePage.Phase.IDEA, PracticePage.Phase.TRIAL}


def open_questions(is_answered: Callable[[str], bool], phase: str) -> list[Question]:
    """Return the questions without an answer. ``is_answered`` is asked about each field until one of them is."""
    return [
        question
        for question in QUESTIONS
        if not (question.is_for_later and phase in INITIATIVE) and not any(map(is_answered, question.fields))
    ]


def missing(page: PracticePage) -> list[str]:
    """Return what ``page`` does not tell yet, each in a sentence."""
    return [question.words for question in open_questions(lambda name: _tells(page, name), page.phase)]


def _tells(page: PracticePage, name: str) -> bool:
    match name:
        case "municipality" | "organisation":
            return getattr(page, f"{name}_id") is not None
        case "wijken" | "themes" | "categories":
            return bool(getattr(page, name).all())
        case "phase_changes":
            return any(row.phase == page.phase and not row.is_expected for row in page.phase_changes.all())
        case "is_contact":
            return page.pk is None or contact_tie(page.pk) is not None
        case "life_areas" | "life_stages" | "target_groups":
            return False  # the steps ask these apart, the page keeps them together
        case _:
            return bool(getattr(page, name).strip())
