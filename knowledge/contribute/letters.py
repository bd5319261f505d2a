"""Letters about contributing: written here, put in the outbox in the transaction that causes them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Count, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from knowledge.contribute import links, policy, similar
from knowledge.models import Authorship, Contributor, Draft, PracticePage, ReviewLink, Submission
from outbox import mail
from outbox.letter import Letter, Mailbox
from outbox.rendering import render_mail
from web.addresses import sendable_or_nothing

TEMPLATE = "contribute"


@dataclass(frozen=True, kw_only=True)
class Words:
    """One letter in words: everything that its template shows."""

    subject: str
    heading: str
    paragraphs: list[str]
    link: str = ""
    action: str = ""
    facts: list[tuple[str, str]] = field(default_factory=list)
    quote: str = ""
    """Words of somebody, literally."""
    rows: list[tuple[str, str, str]] = field(default_factory=list)
    """Title, address and a line, for a list of practices."""
    rows_heading: str = ""
    after: str = ""


def compose(words: Words, *, to: Mailbox, cause: str, reply_to: Mailbox | None = None) -> Letter:
    context = {
        "heading": words.heading,
        "paragraphs": words.paragraphs,
        "link": words.link,
        "action": words.action,
        "facts": [{"label": label, "lines": [line]} for label, line in words.facts],
        "quote": words.quote,
        "rows": [{"title": title, "url": url, "line": line} for title, url, line in words.rows],
        "rows_heading": words.rows_heading,
        "after_words": words.after,
        "site_name": settings.WAGTAIL_SITE_NAME,
    }
    text, html = render_mail(TEMPLATE, context)
    return Letter(cause=cause, subject=words.subject, to=to, text=text, html=html, reply_to=reply_to)


def send(words: Words, *, to: Mailbox, cause: str, about: str = "", reply_to: Mailbox | None = None) -> None:
    if to.email:
        mail.queue(compose(words, to=to, cause=cause, reply_to=reply_to), about=about)


def box(contributor: Contributor) -> Mailbox:
    return Mailbox(contributor.name, sendable_or_nothing(contributor.email))


def box_of(user: User | None) -> Mailbox | None:
    email = sendable_or_nothing(user.email) if user else ""
    return Mailbox(user.get_full_name(), email) if user and email else None


def address(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


def name_of(user: User | None) -> str:
    return (user.get_full_name().strip() if user else "") or str(_("een redacteur"))


# -- To the writer ------------------------------------------------------------------------------------------------------


def go_on(draft: Draft, *, again: str = "") -> None:
    """Mail the link to the draft. Of what was typed it holds the title only: the address may be a stranger's."""
    words = Words(
        subject=_("Ga verder met je praktijk"),
        heading=_("Ga verder met je praktijk"),
        paragraphs=[
            _(
                "Je begon aan “%(title)s”. Met de knop ga je verder, op elk apparaat. Je adres is daarmee meteen bevestigd."
            )
            % {"title": draft.title}
        ],
        link=address(links.mailed_path(draft)),
        action=_("Ga verder"),
        after=_("Begon je hier niet aan? Dan hoef je niets te doen. Wat er staat verdwijnt vanzelf."),
    )
    cause = f"draft:{draft.pk}:{draft.link_version}" + (f":{again}" if again else "")
    send(words, to=Mailbox(draft.typed_name, draft.contributor.email), cause=cause, about=f"draft:{draft.pk}")


def goes_soon(draft: Draft, *, on) -> None:
    words = Words(
        subject=_("Je concept verdwijnt op %(day)s") % {"day": date_format(on, "j F")},
        heading=_("Wil je nog verder?"),
        paragraphs=[
            _("Je schreef aan “%(title)s”, en daarna bleef het liggen. Op %(day)s halen we het weg. Bewaar je het"
              " nog eens, dan blijft het weer 30 dagen staan.") % {"title": draft.title, "day": date_format(on, "j F Y")}
        ],
        link=address(links.mailed_path(draft)),
        action=_("Ga verder"),
        after=_("Hoef je het niet meer? Dan hoef je niets te doen."),
    )  # fmt: skip
    send(words, to=box(draft.contributor), cause=f"draft-goes:{draft.pk}:{draft.version}", about=f"draft:{draft.pk}")


def your_links(
    contributor: Contributor, drafts: Iterable[Draft], authorships: Iterable[Authorship], *, again: str
) -> None:
    rows = [(draft.title, address(links.mailed_path(draft)), str(draft.state.label)) for draft in drafts]
    rows += [(one.practice.title, address(links.author_path(one)), str(_("staat op de site"))) for one in authorships]
    if not rows:
        return
    words = Words(
        subject=_("De links naar je praktijken"),
        heading=_("Je praktijken"),
        paragraphs=[_("Je vroeg om de links. Daarmee ga je verder op elk apparaat.")],
        rows=rows,
        after=_("Vroeg je hier niet om? Dan hoef je niets te doen."),
    )
    send(words, to=box(contributor), cause=f"practice-links:{contributor.pk}:{again}")


def changes_asked(submission: Submission) -> None:
    moderator = submission.decided_by
    for to, link in _writers(submission):
        words = Words(
            subject=_("Vraag over je praktijk: %(title)s") % {"title": submission.practice.draft_title},
            heading=_("Er moet nog iets bij"),
            paragraphs=[
                _("%(name)s las “%(title)s” en heeft een vraag. Pas je tekst aan en stuur hem opnieuw in.")
                % {"name": name_of(moderator), "title": submission.practice.draft_title}
            ],
            quote=submission.words,
            link=address(link),
            action=_("Pas je tekst aan"),
            after=_("Wil je overleggen? Antwoord dan op deze mail."),
        )
        cause = f"submission-changes:{submission.pk}:{to.email}"
        send(words, to=to, cause=cause, about=f"submission:{submission.pk}", reply_to=box_of(moderator))


def refused(submission: Submission) -> None:
    moderator = submission.decided_by
    for to, link in _writers(submission):
        words = Words(
            subject=_("Je praktijk komt niet op de site: %(title)s") % {"title": submission.practice.draft_title},
            heading=_("Dit komt niet op de site"),
            paragraphs=[
                _("%(name)s las “%(title)s” en plaatst deze versie niet. Dit schreef de redactie erbij.")
                % {"name": name_of(moderator), "title": submission.practice.draft_title}
            ],
            quote=submission.words,
            link=address(link),
            action=_("Bekijk je tekst"),
            after=_("Ben je het er niet mee eens? Antwoord dan op deze mail."),
        )
        cause = f"submission-refused:{submission.pk}:{to.email}"
        send(words, to=to, cause=cause, about=f"submission:{submission.pk}", reply_to=box_of(moderator))


def overtaken(submission: Submission) -> None:
    for to, link in _writers(submission):
        words = Words(
            subject=_("Je versie wordt niet nagekeken: %(title)s") % {"title": submission.practice.draft_title},
            heading=_("De redactie was net zelf bezig"),
            paragraphs=[
                _("Er kwam een andere versie van “%(title)s”. Jouw tekst is er nog. Kijk of hij nog klopt, en stuur"
                  " hem opnieuw in.") % {"title": submission.practice.draft_title}
            ],
            link=address(link),
            action=_("Bekijk je tekst"),
        )  # fmt: skip
        send(
            words, to=to, cause=f"submission-overtaken:{submission.pk}:{to.email}", about=f"submission:{submission.pk}"
        )


def published(submission: Submission, practice: PracticePage, *, is_first: bool) -> None:
    """Tell all authors, each with the link to their own page about the practice."""
    for authorship in policy.authors_of(practice).select_related("contributor"):
        if authorship.contributor_id != submission.contributor_id and authorship.contributor.confirmed_at is None:
            continue  # their invitation asks them first
        words = Words(
            subject=_("Het staat erop: %(title)s") % {"title": practice.title},
            heading=_("Het staat erop") if is_first else _("Je wijziging staat erop"),
            paragraphs=[
                _("%(name)s keurde “%(title)s” goed. Iedereen kan het nu lezen en vinden.")
                % {"name": name_of(submission.decided_by), "title": practice.title},
                _("Over een jaar vragen we of het nog klopt. Verandert er eerder iets? Pas het dan aan."),
            ],
            link=address(links.author_path(authorship)),
            action=_("Naar je praktijk"),
            rows=[(practice.title, practice.full_url or "", practice.summary)],
            rows_heading=_("Op de site"),
        )
        cause = f"submission-published:{submission.pk}:{authorship.pk}"
        send(words, to=box(authorship.contributor), cause=cause, about=f"submission:{submission.pk}",
             reply_to=box_of(submission.decided_by))  # fmt: skip


def _writers(submission: Submission) -> list[tuple[Mailbox, str]]:
    """Return the mailbox of the writer of a submission, with the link to the draft or to their page."""
    draft = Draft.objects.filter(page=submission.practice_id).select_related("contributor").first()
    writer = draft.contributor if draft else submission.contributor
    if writer is None or not writer.email:
        return []
    if draft is not None:
        return [(box(writer), links.mailed_path(draft))]
    authorship = policy.authors_of(submission.practice).filter(contributor=writer).select_related("contributor").first()
    return [(box(writer), links.author_path(authorship))] if authorship else []


# -- To co-authors ------------------------------------------------------------------------------------------------------


def invite(authorship: Authorship, *, by: str, again: str = "") -> None:
    """Ask somebody whether they want to be named. Nothing is shown of them until they say so."""
    words = Words(
        subject=_("Schreef je mee aan “%(title)s”?") % {"title": authorship.practice.draft_title},
        heading=_("Schreef je mee?"),
        paragraphs=[
            _("%(name)s noemt je als schrijver van “%(title)s”. Jij beslist of je naam op de pagina komt, en hoe.")
            % {"name": by, "title": authorship.practice.draft_title}
        ],
        link=address(links.author_path(authorship)),
        action=_("Beslis over je naam"),
        after=_("Doe je niets? Dan komt je naam er niet op."),
    )
    cause = f"authorship:{authorship.pk}" + (f":{again}" if again else "")
    send(words, to=box(authorship.contributor), cause=cause, about=f"authorship:{authorship.pk}")


# -- To moderators ------------------------------------------------------------------------------------------------------


def ask_for_review(link: ReviewLink, *, note: str = "", by: User | None = None) -> None:
    submission, practice = link.submission, link.submission.practice
    title = submission.revision.content.get("title", practice.draft_title)
    writer = submission.contributor
    name = writer.name if writer else str(_("Iemand"))
    paragraphs = [
        _("%(name)s wil “%(title)s” wijzigen. De oude tekst blijft staan tot iemand de nieuwe goedkeurt.")
        % {"name": name, "title": title}
        if practice.live
        else _("%(name)s stuurde “%(title)s” in. Het staat nog niet op de site.") % {"name": name, "title": title}
    ]
    if by:
        paragraphs.insert(0, _("%(name)s vraagt of jij hiernaar kijkt.") % {"name": name_of(by)})
    words = Words(
        subject=_("Nakijken: %(title)s") % {"title": title},
        heading=_("Wil je dit nakijken?"),
        paragraphs=paragraphs,
        quote=note,
        facts=[*who(writer), (str(_("Eerder")), earlier(submission))],
        link=address(links.review_path(link)),
        action=_("Lees het en beslis"),
        rows=[(one.title, address(one.path), one.line) for one in similar.nearest(title, but_for=practice.pk)],
        rows_heading=_("Dit lijkt erop"),
        after=_("De link werkt 30 dagen, en alleen voor jou. Openen verandert niets."),
    )
    reply_to = box(writer) if writer and writer.email else None
    send(words, to=box_of(link.moderator) or Mailbox("", ""),
         cause=f"review:{link.pk}" + (f":{by.pk}" if by else ""),
         about=f"submission:{submission.pk}", reply_to=box_of(by) or reply_to)  # fmt: skip


def who(writer: Contributor | None) -> list[tuple[str, str]]:
    """Return what a moderator should know of the writer: name, discipline and organisation."""
    if writer is None:
        return []
    work = ", ".join(part for part in (str(writer.discipline or ""), writer.works_at) if part)
    return [(str(_("Van")), f"{writer.name}, {work}" if work else writer.name)]


def earlier(submission: Submission) -> str:
    """Return in words how often somebody's texts were published before."""
    published = Count("pk", filter=Q(state=Submission.State.APPROVED))
    number = 0
    if submission.contributor_id:
        number = Submission.objects.filter(contributor=submission.contributor_id).aggregate(number=published)["number"]
    if not number:
        return str(_("eerste inzending"))
    return ngettext("1 keer geplaatst", "%(number)s keer geplaatst", number) % {"number": number}


# -- The yearly question ------------------------------------------------------------------------------------------------


def ask_whether_it_holds(
    to: Mailbox, rows: list[tuple[str, str, str]], *, cause: str, is_reminder: bool = False
) -> None:
    """Ask about all practices of one person in one letter."""
    words = Words(
        subject=ngettext("Klopt dit nog?", "Kloppen deze %(number)s nog?", len(rows)) % {"number": len(rows)},
        heading=_("Klopt het nog?"),
        paragraphs=[
            _("We vroegen het drie weken geleden ook. Het kost je één klik.")
            if is_reminder
            else _("Het is een jaar geleden dat iemand dit bevestigde. Het kost je één klik.")
        ],
        rows=rows,
        rows_heading=_("Waar het om gaat"),
        after=_("Ga je hier niet meer over? Zeg dan achter de link wie het nu weet."),
    )
    send(words, to=to, cause=cause)


def ask_others(to: Mailbox, rows: list[tuple[str, str, str]], *, cause: str) -> None:
    """Ask the organisation or the editors, because no author answered."""
    words = Words(
        subject=_("Wie weet of dit nog klopt?"),
        heading=_("Wie weet of dit nog klopt?"),
        paragraphs=[_("De schrijvers antwoordden niet op onze vraag. Weet jij het, of weet je wie het weet?")],
        rows=rows,
        rows_heading=_("Waar het om gaat"),
    )
    send(words, to=to, cause=cause)
