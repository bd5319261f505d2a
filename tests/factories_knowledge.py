"""People and reactions around a practice. See ``tests/factories.py`` for the practice itself."""

from knowledge.identity import acts, people
from knowledge.models import Authorship, Contributor, PracticePage, Reaction, ShownReaction
from knowledge.reactions import links, proofs, questions, rule
from knowledge.reactions.links import Moderator
from tests.factories import PracticeFactory, editor


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


def reaction_addresses() -> dict[str, str]:
    """Make a practice with everything that can be said about it. Return the address of each page of it, by name."""
    practice = PracticeFactory(title="Vier aan tafel, niet vijftien", slug="vier-aan-tafel")
    noor = maker_of(practice)
    sara = editor(email="sara@example.org", first_name="Sara", last_name="Mertens")
    long = (
        "Multidisciplinaireouderenzorgnetwerkbijeenkomsten hielpen ons **niet**.\n\n- Wel een vaste plek\n- En koffie"
    )
    shown = shown_reaction(practice, words=long, work="woonconsulent, Wooncorporatie Rietvink (voorbeeld)")
    rule.answer(shown, noor, "Herkenbaar.")
    waiting = sent_reaction(practice, email="sem@example.org", name="Sem Verhoeven")
    declined = sent_reaction(practice, email="bo@example.org", name="Bo Smit")
    rule.decline(declined, Moderator(contact=noor), words="Dit hoort ergens anders.")
    report = rule.report(shown, [Moderator(editor=sara)], reason="Er staat een naam in.", email="kim@example.org")
    guest = people.at_address("gast@example.org", name="Gast")
    asked = questions.ask(practice, guest, name="Gast", words="Mag ik komen kijken?")
    return {
        "practice with reactions": practice.url,
        "ask a question": f"{practice.url}vraag/",
        "ask a question, sent": f"{practice.url}vraag/?gelukt=verstuurd",
        "ask a question, nobody": f"{PracticeFactory(title='Zonder maker').url}vraag/",
        "react": f"{practice.url}reactie/",
        "react, to be confirmed": f"{practice.url}reactie/?gelukt=bevestigen",
        "report a reaction": f"{practice.url}reactie/{shown.pk}/melden/",
        "confirm a question": acts.path_to_confirm(proofs.QUESTION, asked),
        "decide on a reaction": links.link_for(Moderator(contact=noor), reaction=waiting),
        "decided on a reaction": links.link_for(Moderator(contact=noor), reaction=declined),
        "answer a reaction": links.link_for(Moderator(contact=noor), reaction=shown.reaction),
        "decide on a report": links.link_for(Moderator(editor=sara), report=report),
        "own reaction": links.own_path(shown.reaction),
        "own reaction, declined": links.own_path(declined),
    }
