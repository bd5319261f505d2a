"""Questions that organisers of the demo ask of their own, with what people answer, and what people need."""

from dataclasses import dataclass

from events.models import EventDate, PlannedQuestion, Question
from events.models.attendance import Attendance
from events.models.questions import is_asked_of
from events.registration.needs import Needs
from events.registration.replies import Replies
from events.signup.needs import CONSENT_WORDS, KEPT_WORDS


@dataclass(frozen=True)
class Asked:
    label: str
    kind: str
    answers: tuple[str, ...]
    """Answers of the people in turn; empty for none."""
    choices: tuple[str, ...] = ()
    help: str = ""
    required: bool = False
    asked_of: str = ""


@dataclass(frozen=True)
class AsksMore:
    questions: tuple[Asked, ...]
    needs: tuple[tuple[tuple[str, ...], tuple[str, ...], str], ...] = ()
    """Diet, access and words of the people in turn. Empty if the meetup asks for no needs."""

    def planned(self) -> list[PlannedQuestion]:
        return [
            PlannedQuestion(
                label=one.label, kind=one.kind, choices="\n".join(one.choices), help=one.help, required=one.required,
                asked_of=one.asked_of, sort_order=number,
            )
            for number, one in enumerate(self.questions)
        ]  # fmt: skip

    def replies(self, turn: int, date: EventDate, attendance: str, published: list[Question]) -> Replies:
        """Return what the person with the number ``turn`` fills in."""
        by_label = {question.label: question.pk for question in published}
        way = date.attendance_of(attendance)
        answers = {
            by_label[one.label]: text
            for one in self.questions
            if is_asked_of(one.asked_of, way) and (text := one.answers[turn % len(one.answers)])
        }
        needs = None
        if self.needs and way != Attendance.ONLINE:
            diet, access, words = self.needs[turn % len(self.needs)]
            needs = Needs(diet, access, words, f"{CONSENT_WORDS} {KEPT_WORDS}")
        return Replies(answers, needs or None)


NOTHING_NEEDED = ((), (), "")
ASKED = {
    "wijklunch-haagse-beemden": AsksMore(
        questions=(
            Asked(
                "Eet je mee?", "yes-no", ("Ja", "Ja", "Nee", "Ja", "Ja"), required=True,
                help="Er is soep en brood. Wie niet eet, is net zo welkom.",
            ),
            Asked(
                "Waar wil je het over hebben?", "several",
                ("Wie doet wat?\nEenzame ouderen", "Wie doet wat?", "Jongeren", "", "Eenzame ouderen\nJongeren"),
                choices=("Wie doet wat?", "Eenzame ouderen", "Jongeren", "Iets anders"),
            ),
            Asked(
                "Wat breng je mee: een vraag, een aanbod, een idee?", "long",
                ("", "Onze wandelgroep heeft nog plek, ook voor wie slecht loopt.", "", "",
                 "Ik zoek iemand die op dinsdag met een mevrouw van 84 naar de markt wil.", "", ""),
            ),
        ),
        needs=(
            NOTHING_NEEDED, (("vegetarian",), (), ""), NOTHING_NEEDED, (("gluten",), (), "Ik heb coeliakie: ook geen kruimels."),
            (("halal",), (), ""), NOTHING_NEEDED, (("vegan",), ("hearing",), "Ik zit graag vooraan."), NOTHING_NEEDED,
        ),
    ),
    "roken-eten-schulden": AsksMore(
        questions=(
            Asked("Hoeveel mensen met geldzorgen zie je in een week?", "number", ("12", "5", "30", "", "8", "20")),
            Asked(
                "Hoe kom je?", "choice", ("Met de fiets", "Met de auto", "Met de fiets", "Te voet", "Met de bus"),
                choices=("Met de fiets", "Te voet", "Met de bus", "Met de auto"), required=True, asked_of="in-person",
                help="Dan weten we of er plek genoeg is om te parkeren.",
            ),
            Asked(
                "Met welk programma doe je mee?", "choice", ("Teams in de browser", "Teams op mijn telefoon"),
                choices=("Teams in de browser", "Teams op mijn telefoon", "Dat weet ik nog niet"), asked_of="online",
            ),
            Asked(
                "Wat wil je vragen aan de ervaringsdeskundige?", "short",
                ("Wat had jou toen geholpen?", "", "", "Wat moet ik vooral niet zeggen?", ""),
            ),
        ),
        needs=(
            NOTHING_NEEDED, ((), ("wheelchair",), ""), NOTHING_NEEDED, NOTHING_NEEDED, (("vegetarian",), (), ""),
            ((), ("quiet",), "Liefst bij het raam."),
        ),
    ),
}  # fmt: skip
"""Questions and needs of meetups, by their slug."""
