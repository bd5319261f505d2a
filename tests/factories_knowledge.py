"""People and reactions around a practice. See ``tests/factories.py`` for the practice itself."""

from knowledge.identity import people
from knowledge.models import Authorship, Contributor, PracticePage, Reaction, ShownReaction
from knowledge.reactions import rule
from knowledge.reactions.links import Moderator
from tests.factories import PracticeFactory


def contributor(email: str = "noor@example.org", name: str = "Noor van Dijk") -> Contributor:
    """Return a person whose address is proven."""
    found = people.at_address(email, name=name)
    people.confirm(found, name=name)
    return found


def maker_of(practice: PracticePage, email: str = "noor@example.org", name: str = "Noor van Dijk") -> Contributor:
    """Return a new author of ``practice``, who answers questions about it and is named on its page."""
    maker = contributor(email, name)
    Authorship.objects.create(practice=practice, contributor=maker, is_contact=True, credit_name=name)
    return maker


def sent_reaction(practice: PracticePage | None = None, *, words: str = "Wij doen dit ook.", **who: str) -> Reaction:
    """Return a reaction that waits for a moderator."""
    writer = contributor(who.get("email", "mees@example.org"), who.get("name", "Mees de Wit"))
    made = rule.send_in(practice or PracticeFactory(), writer, name=writer.name, work=who.get("work", ""), words=words)
    rule.confirm(made)
    made.refresh_from_db()
    return made


def shown_reaction(practice: PracticePage | None = None, **said: str) -> ShownReaction:
    """Return a reaction that the page shows."""
    return rule.approve(sent_reaction(practice, **said), Moderator())
