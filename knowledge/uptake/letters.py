"""Every letter about uptake. All go through the outbox, in the transaction that causes them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from accounts.models import User
from knowledge.identity import people
from knowledge.identity.roles import contact_of, editors
from knowledge.models import Contributor, Uptake, UptakeLink
from knowledge.models.uptake import UptakeState
from knowledge.uptake.links import path_for
from knowledge.uptake.parties import party_behind, people_of, speaks_for
from outbox import mail
from outbox.letter import Letter, Mailbox
from outbox.rendering import render_mail
from web.prose import to_text

Role = UptakeLink.Role


@dataclass(frozen=True, kw_only=True)
class Words:
    """Words of one letter: its subject and heading, paragraphs, the label of the button, and what follows it."""

    subject: str
    heading: str
    paragraphs: tuple[str, ...]
    button: str
    after: str = ""
    shows_statement: bool = True


def month_words(uptake: Uptake) -> str:
    return f"{MONTHS[uptake.since.month]} {uptake.since.year}"


def sentence(uptake: Uptake) -> str:
    """Return what the party does, as a sentence without its full stop."""
    templates = {
        UptakeState.WORKS: _("%(party)s werkt met “%(practice)s”"),
        UptakeState.TRIES: _("%(party)s probeert “%(practice)s”"),
        UptakeState.EXPLORES: _("%(party)s verkent “%(practice)s”"),
        UptakeState.STOPPED: _("%(party)s is gestopt met “%(practice)s”"),
    }
    return templates[UptakeState(uptake.state)] % {"party": uptake.party_name, "practice": uptake.practice.title}


def what_was_stated(uptake: Uptake) -> str:
    """Return one sentence without anything that a guest typed, for a mail to an address that is not proven."""
    return _("Je vertelde hoever %(party)s is met “%(practice)s”.") % {
        "party": uptake.party_name,
        "practice": uptake.practice.title,
    }


# -- Questions ---------------------------------------------------------------------------------------------------------


def ask_party(uptake: Uptake, *, is_reminder: bool = False) -> None:
    """Ask the people of the party whether it is true. Without any, ask the editors, who know how to reach them."""
    who, said = uptake.typed_name or _("Iemand"), sentence(uptake)
    yes_or_no = _(
        "Zeg ja of nee met de knop. Je ziet eerst wat er staat. Zeggen jullie ja, dan vragen we het de makers."
    )
    recipients = list(of_users(people_of(party_behind(uptake))))
    if recipients:
        words = Words(
            subject=_reminding(_("Klopt dit over %(party)s?") % {"party": uptake.party_name}, is_reminder),
            heading=_("Klopt dit over jullie?"),
            paragraphs=(_("%(name)s meldt: %(said)s.") % {"name": who, "said": said}, yes_or_no),
            button=_("Bekijk en antwoord"),
            after=_(
                "Weet je het niet? Laat het dan aan een collega over. Iedereen van jullie organisatie kreeg deze mail."
            ),
        )
        _send_all("ask-party", uptake, words, Role.PARTY, recipients, again="reminder" if is_reminder else "")
    else:
        ask_editors(uptake, is_reminder=is_reminder)


def ask_owner(uptake: Uptake, *, is_reminder: bool = False) -> None:
    """Ask the contact of the practice to confirm. Without one, ask the editors."""
    owner = contact_of(uptake.practice_id)
    if owner is None:
        ask_editors(uptake, is_reminder=is_reminder)
        return
    words = words_for_owner(uptake, is_reminder=is_reminder)
    _send_all("ask-owner", uptake, words, Role.OWNER, [owner], again="reminder" if is_reminder else "")


def words_for_owner(uptake: Uptake, *, is_reminder: bool) -> Words:
    return Words(
        subject=_reminding(sentence(uptake), is_reminder),
        heading=_("Iemand doet het ook"),
        paragraphs=(
            _("%(said)s.") % {"said": sentence(uptake)},
            _("Herken je dat? Zeg ja, dan staat het bij je praktijk en op de kaart. Zeg je nee, schrijf dan waarom."),
        ),
        button=_("Bekijk en antwoord"),
        after=_(
            "De woorden zijn van hen: je kunt ze niet veranderen. Antwoord je niet, dan vragen we het nog een keer."
        ),
    )


def ask_editors(uptake: Uptake, *, is_late: bool = False, is_reminder: bool = False) -> None:
    """Ask the editors to answer for a side that nobody stands for, or that has not answered."""
    why = (
        _("Er kwam vier weken geen antwoord. Jullie mogen nu ook beslissen.")
        if is_late
        else _("Er is niemand op de site die hierover kan antwoorden. Vraag het hun, en beslis daarna.")
    )
    words = Words(
        subject=_reminding(_("Beslis mee: %(said)s") % {"said": sentence(uptake)}, is_reminder),
        heading=_("Een melding wacht op antwoord"),
        paragraphs=(_("%(said)s.") % {"said": sentence(uptake)}, why),
        button=_("Bekijk en antwoord"),
    )
    _send_all(
        "ask-editors",
        uptake,
        words,
        Role.EDITOR,
        of_users(editors()),
        again=f"{uptake.stage}{is_late:d}{is_reminder:d}",
    )


# -- Answers -----------------------------------------------------------------------------------------------------------


def tell_of_yes(uptake: Uptake) -> None:
    words = Words(
        subject=_("Jullie staan erbij: %(practice)s") % {"practice": uptake.practice.title},
        heading=_("Jullie staan erbij"),
        paragraphs=(
            _("%(said)s. Dat staat nu bij de praktijk en op de kaart.") % {"said": sentence(uptake)},
            _("Verandert er iets, of stoppen jullie? Pas het aan met je link. Weghalen kan ook, altijd en meteen."),
        ),
        button=_("Bekijk je melding"),
    )
    _send_all("yes", uptake, words, Role.OWN, _those_who_stated(uptake))


def tell_of_no(uptake: Uptake) -> None:
    by_party = uptake.agreed_at is None
    who = uptake.party_name if by_party else _("De makers van “%(practice)s”") % {"practice": uptake.practice.title}
    words = Words(
        subject=_("Niet geplaatst: %(practice)s") % {"practice": uptake.practice.title},
        heading=_("Je melding staat er niet bij"),
        paragraphs=(
            _("%(who)s antwoordde: “%(words)s”") % {"who": who, "words": uptake.declined_words},
            _("Klopt dat volgens jou niet? Bel hen eens. Je kunt het daarna opnieuw melden."),
        ),
        button=_("Bekijk je melding"),
        shows_statement=False,
    )
    _send_all("no", uptake, words, Role.OWN, _those_who_stated(uptake))


def tell_of_withdrawal(uptake: Uptake, *, by: Contributor) -> None:
    """Tell the people on both sides that it is gone, but not the one who did it."""
    words = Words(
        subject=_("Weggehaald: %(practice)s") % {"practice": uptake.practice.title},
        heading=_("Een melding is weggehaald"),
        paragraphs=(
            _("%(party)s staat niet meer bij “%(practice)s”. Weghalen mag altijd, en zonder reden.")
            % {"party": uptake.party_name, "practice": uptake.practice.title},
        ),
        button=_("Bekijk wat er gebeurde"),
        shows_statement=False,
    )
    _send_all("gone", uptake, words, Role.OWN, [one for one in _those_who_stated(uptake) if one != by])
    owner = contact_of(uptake.practice_id)
    if owner is not None and owner != by:
        _send_all("gone-owner", uptake, words, Role.OWNER, [owner])


def tell_of_change(uptake: Uptake, *, by: Contributor) -> None:
    owner = contact_of(uptake.practice_id)
    if owner is None or owner == by:
        return
    words = Words(
        subject=sentence(uptake),
        heading=_("Er is iets veranderd"),
        paragraphs=(
            _("%(said)s. Zij pasten hun melding aan, en dat staat al bij je praktijk.") % {"said": sentence(uptake)},
            _("Klopt het niet? Dan kun je het weghalen. Bel hen liever eerst."),
        ),
        button=_("Bekijk de melding"),
    )
    _send_all("changed", uptake, words, Role.OWNER, [owner])


def _those_who_stated(uptake: Uptake) -> list[Contributor]:
    """Return who stated it, and who agreed for the party. An editor who agreed in its place needs no mail."""
    found = [uptake.stated_by] if uptake.stated_by else []
    agreed = uptake.agreed_by
    if agreed is not None and agreed not in found and speaks_for(agreed, party_behind(uptake)):
        found.append(agreed)
    return found


def _reminding(subject: str, is_reminder: bool) -> str:
    return _("Herinnering: %(subject)s") % {"subject": subject} if is_reminder else subject


# -- Sending -----------------------------------------------------------------------------------------------------------


def of_users(users) -> Iterator[Contributor]:
    """Yield the contributor of each user with a proven address."""
    for user in users:
        assert isinstance(user, User)
        if (found := people.of_user(user)) is not None:
            yield found


def _send_all(kind: str, uptake: Uptake, words: Words, role: str, recipients, *, again: str = "") -> None:
    for contributor in recipients:
        if contributor.email:
            mail.queue(
                compose(
                    uptake, words, to=contributor, path=path_for(uptake, role, contributor),
                    cause=f"uptake:{kind}:{uptake.pk}:{uptake.version}:{contributor.pk}:{again}",
                ),
                about=f"uptake:{uptake.pk}",
            )  # fmt: skip


def compose(uptake: Uptake, words: Words, *, to: Contributor, path: str, cause: str) -> Letter:
    context = {
        "person_name": to.name,
        "words": words,
        "facts": _facts(uptake) if words.shows_statement else [],
        "link": f"{settings.SITE_URL}{path}",
        "site_name": settings.WAGTAIL_SITE_NAME,
    }
    text, html = render_mail("uptake", context)
    return Letter(cause=cause, subject=words.subject, to=Mailbox(to.name, to.email), text=text, html=html)


def _facts(uptake: Uptake) -> list[dict]:
    facts = [
        {"label": _("Wie"), "lines": [uptake.party_name]},
        {"label": _("Hoever"), "lines": [f"{uptake.get_state_display()}, {_('sinds')} {month_words(uptake)}"]},
    ]
    if uptake.changed and uptake.agreed_at is not None:  # words of a guest alone are not passed on to others
        facts.append({"label": _("Anders"), "lines": to_text(uptake.changed).splitlines()})
    return facts
