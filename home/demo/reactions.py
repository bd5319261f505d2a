"""Reactions of the demo: by invented people, at invented practices. One waits for an editor."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from knowledge.identity import people
from knowledge.identity.roles import contact_of
from knowledge.models import PracticePage, Reaction, ShownReaction

State = Reaction.State


@dataclass(frozen=True, kw_only=True)
class Said:
    practice: str
    """Slug of the practice."""
    name: str
    email: str
    work: str
    words: str
    days_ago: int
    answer: str = ""
    """Answer of the contact of the practice, two days later."""
    is_shown: bool = True


REACTIONS = (
    Said(
        practice="vier-aan-tafel",
        name="Mees de Wit",
        email="mees@example.org",
        work="woonconsulent, Wooncorporatie Rietvink (voorbeeld)",
        words="Wij wilden eerst ook de wijkagent erbij. Dat hebben we na **één keer** laten vallen: bewoners vertelden toen minder.",
        days_ago=26,
        answer="Herkenbaar. Bij ons belt de wijkagent vooraf, en dan blijft het daarbij.",
    ),
    Said(
        practice="vier-aan-tafel",
        name="Sem Verhoeven",
        email="sem@example.org",
        work="huisarts",
        words="Een halfuur per week lukt mij niet. De POH-GGZ in mijn plaats wel, en dat werkt net zo goed.",
        days_ago=42,
    ),
    Said(
        practice="soep-na-de-derde-maand",
        name="Roos Bakker",
        email="roos@example.org",
        work="praktijkverpleegkundige",
        words="Maand elf is bij ons de zwaarste. Dan is het bijna een jaar, en dan zegt iedereen: nu moet het maar over zijn.",
        days_ago=12,
    ),
    Said(
        practice="een-ervaringsdeskundige-in-de-wachtkamer",
        name="Amina Yilmaz",
        email="amina@example.org",
        work="sociaal werker",
        words="Wij hebben een potje voor vrijwilligers. Zullen we eens bellen?",
        days_ago=1,
        is_shown=False,
    ),
)


@transaction.atomic
def ensure_reactions(today: date) -> int:
    """Create the reactions if there are none, without mails; return how many."""
    if Reaction.objects.exists():
        return 0
    pages = {page.slug: page for page in PracticePage.objects.filter(slug__in={one.practice for one in REACTIONS})}
    made = [_make(one, pages[one.practice], today) for one in REACTIONS if one.practice in pages]
    return len(made)


def _make(said: Said, page: PracticePage, today: date) -> Reaction:
    when = datetime.combine(today - timedelta(days=said.days_ago), time(12), tzinfo=timezone.get_default_timezone())
    writer = people.at_address(said.email, name=said.name)
    people.confirm(writer, name=said.name)
    reaction = Reaction.objects.create(
        practice=page, contributor=writer, typed_name=said.name, work=said.work, words=said.words, sent_at=when,
        confirmed_at=when, state=State.APPROVED if said.is_shown else State.WAITING,
        decided_at=when if said.is_shown else None,
    )  # fmt: skip
    if said.is_shown:
        maker = contact_of(page.pk) if said.answer else None
        ShownReaction.objects.create(
            reaction=reaction, practice=page, shown_at=when, answer=said.answer if maker else "", answered_by=maker,
            answer_name=maker.name if maker else "", answered_at=when + timedelta(days=2) if maker else None,
        )  # fmt: skip
    return reaction
