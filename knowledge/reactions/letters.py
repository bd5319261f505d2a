"""Every letter about questions, reactions and reports. All go through the outbox, in the causing transaction."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from knowledge.models import Contributor, Question, Reaction, ReactionReport, ShownReaction
from knowledge.reactions.links import Moderator, link_for, own_path
from outbox import mail
from outbox.letter import Letter, Mailbox, sender
from outbox.rendering import render_mail
from web.prose import to_text

State = Reaction.State


def compose(
    *,
    cause: str,
    subject: str,
    to: Mailbox,
    heading: str,
    paragraphs: list[str],
    quote: str = "",
    quote_label: str = "",
    after: list[str] | None = None,
    path: str = "",
    button: str = "",
    second: tuple[str, str] = ("", ""),
    reply_to: Mailbox | None = None,
    written_by: str = "",
    is_for_you_alone: bool = False,
) -> Letter:
    """Return a letter of a few paragraphs, at most one quoted text, one button, and one link (words, path) below it."""
    site = sender()
    context = {
        "heading": heading,
        "paragraphs": paragraphs,
        "quote": quote,
        "quote_label": quote_label,
        "after": after or [],
        "link": f"{settings.SITE_URL}{path}" if path else "",
        "button": button,
        "second_words": second[0],
        "second_link": f"{settings.SITE_URL}{second[1]}" if second[1] else "",
        "is_for_you_alone": is_for_you_alone,
        "site_name": settings.WAGTAIL_SITE_NAME,
    }
    text, html = render_mail("note", context)
    by = sender(_("%(name)s via %(site)s") % {"name": written_by, "site": site.name}) if written_by else site
    return Letter(cause=cause, subject=subject, sender=by, to=to, reply_to=reply_to, text=text, html=html)


def page_path(practice) -> str:
    return f"{practice.get_url() or ''}"


# -- Questions ---------------------------------------------------------------------------------------------------------


def relay(question: Question, *, to: Mailbox, number: int) -> None:
    """Queue the question for one reader. Replying goes to the person who asked, and not to the site."""
    mail.queue(question_letter(question, to=to, cause=f"question:{question.pk}:{number}"))


def question_letter(question: Question, *, to: Mailbox, cause: str) -> Letter:
    asker, title = question.contributor, question.practice.title
    return compose(
        cause=cause,
        subject=_("Vraag over %(title)s") % {"title": title},
        to=to,
        reply_to=Mailbox(question.typed_name, asker.email),
        written_by=question.typed_name,
        heading=_("Een vraag over “%(title)s”") % {"title": title},
        paragraphs=[
            _("%(name)s (%(email)s) vraagt jou iets.") % {"name": question.typed_name, "email": asker.email},
        ],
        quote=question.words,
        after=[
            _("Antwoord gewoon op deze mail. Je antwoord gaat rechtstreeks naar %(name)s, niet langs de site.")
            % {"name": question.typed_name},
            _("%(name)s ziet je adres pas als je antwoordt.") % {"name": question.typed_name},
        ],
        path=page_path(question.practice),
        button=_("Bekijk de praktijk"),
    )


# -- Reactions ---------------------------------------------------------------------------------------------------------


def ask_moderator(reaction: Reaction, moderator: Moderator, *, again: datetime | None = None) -> None:
    """Queue the letter with the moderator's link; with ``again`` as a reminder at that moment."""
    path = link_for(moderator, reaction=reaction)
    to = Mailbox(moderator.name, moderator.email)
    cause = f"reaction:{reaction.pk}:{to.email}" + (f":{again:%Y%m%d}" if again else "")
    mail.queue(letter_to_moderator(reaction, path, to, cause=cause, is_reminder=again is not None))


def letter_to_moderator(reaction: Reaction, path: str, to: Mailbox, *, cause: str, is_reminder: bool = False) -> Letter:
    title = reaction.practice.title
    subject = _("Deze reactie wacht nog: %(title)s") if is_reminder else _("Nieuwe reactie bij %(title)s")
    return compose(
        cause=cause,
        subject=subject % {"title": title},
        to=to,
        heading=_("Mag deze reactie erbij?"),
        paragraphs=[
            _("%(name)s schreef iets bij “%(title)s”. Het staat nog niet op de site.")
            % {"name": reaction.typed_name, "title": title},
        ],
        quote=to_text(reaction.words),
        quote_label=", ".join(filter(None, [reaction.typed_name, reaction.work])),
        after=[_("Lees het op de site en kies: plaatsen, of niet. Beslist een ander eerst? Dan zie je dat daar.")],
        path=path,
        button=_("Lees en beslis"),
        is_for_you_alone=True,
    )


def tell_writer(reaction: Reaction, shown: ShownReaction | None = None) -> None:
    """Queue the letter about the state that the reaction has now, with the answer if there is one already."""
    mail.queue(decision_letter(reaction, shown, cause=f"reaction-decided:{reaction.pk}:{reaction.state}"))


def decision_letter(reaction: Reaction, shown: ShownReaction | None, *, cause: str) -> Letter:
    title = {"title": reaction.practice.title}
    to = Mailbox(reaction.typed_name, reaction.contributor.email)
    if reaction.state == State.APPROVED:
        answer = shown.answer if shown else ""
        return compose(
            cause=cause,
            subject=_("Je reactie staat bij %(title)s") % title,
            to=to,
            heading=_("Je reactie staat op de site"),
            paragraphs=[_("Dank je wel. Anderen lezen nu wat jij schreef bij “%(title)s”.") % title],
            quote=to_text(answer) if answer else "",
            quote_label=_("%(name)s antwoordde") % {"name": shown.answer_name} if shown and answer else "",
            after=[_("Wil je haar weghalen? Dat kan altijd, zonder reden.")],
            second=(_("Haal mijn reactie weg"), own_path(reaction)),
            path=f"{page_path(reaction.practice)}#reacties",
            button=_("Bekijk je reactie"),
        )
    removed = reaction.state == State.REMOVED
    return compose(
        cause=cause,
        subject=(_("Je reactie bij %(title)s is weggehaald") if removed else _("Je reactie bij %(title)s")) % title,
        to=to,
        heading=_("Je reactie is weggehaald") if removed else _("Je reactie is niet geplaatst"),
        paragraphs=[
            _("Iemand meldde je reactie bij “%(title)s”. De redactie las haar opnieuw en haalde haar weg.") % title
            if removed
            else _("We plaatsten je reactie bij “%(title)s” niet. Dit is waarom:") % title,
        ],
        quote=reaction.decided_words,
        after=[_("Schrijf gerust een nieuwe.")] if not removed else [],
        path=page_path(reaction.practice),
        button=_("Naar de praktijk"),
    )


def tell_about_answer(shown: ShownReaction) -> None:
    """Queue the letter to the writer that somebody who makes the practice answered later."""
    cause = f"reaction-answered:{shown.pk}:{shown.answered_at:%Y%m%d%H%M%S%f}"
    mail.queue(answer_letter(shown, cause=cause))


def answer_letter(shown: ShownReaction, *, cause: str) -> Letter:
    reaction = shown.reaction
    return compose(
        cause=cause,
        subject=_("Antwoord op je reactie bij %(title)s") % {"title": reaction.practice.title},
        to=Mailbox(reaction.typed_name, reaction.contributor.email),
        heading=_("%(name)s antwoordde op je reactie") % {"name": shown.answer_name},
        paragraphs=[_("Het staat bij “%(title)s”.") % {"title": reaction.practice.title}],
        quote=to_text(shown.answer),
        path=f"{page_path(reaction.practice)}#reacties",
        button=_("Bekijk het antwoord"),
    )


# -- Reports -----------------------------------------------------------------------------------------------------------


def ask_editor(report: ReactionReport, moderator: Moderator) -> None:
    path = link_for(moderator, report=report)
    to = Mailbox(moderator.name, moderator.email)
    mail.queue(letter_to_editor(report, path, to, cause=f"reaction-report:{report.pk}:{to.email}"))


def letter_to_editor(report: ReactionReport, path: str, to: Mailbox, *, cause: str) -> Letter:
    """Return the letter about a report. It holds nothing that the reporter typed: they need not prove who they are."""
    return compose(
        cause=cause,
        subject=_("Melding van een reactie bij %(title)s") % {"title": report.practice.title},
        to=to,
        heading=_("Iemand meldde een reactie"),
        paragraphs=[
            _("Het gaat om een reactie bij “%(title)s”. Ze staat nog op de site.") % {"title": report.practice.title}
        ],
        quote=to_text(report.reported_words),
        quote_label=report.reported_name,
        after=[_("Op de site lees je wat de melder schreef. Kies daar: laten staan, of weghalen.")],
        path=path,
        button=_("Lees en beslis"),
        is_for_you_alone=True,
    )


def tell_reporter(report: ReactionReport) -> None:
    """Queue the decision for the reporter, if there is an address."""
    if report.email:
        mail.queue(outcome_letter(report, cause=f"report-decided:{report.pk}"))


def outcome_letter(report: ReactionReport, *, cause: str) -> Letter:
    removed = report.outcome == ReactionReport.Outcome.REMOVED
    return compose(
        cause=cause,
        subject=_("Je melding bij %(title)s") % {"title": report.practice.title},
        to=Mailbox("", report.email),
        heading=_("De reactie is weggehaald") if removed else _("De reactie blijft staan"),
        paragraphs=[
            _("Met dit adres is een reactie gemeld bij “%(title)s”.") % {"title": report.practice.title},
            _("De redactie las haar en haalde haar weg. Dank je wel voor het melden.")
            if removed
            else _("De redactie las haar en laat haar staan."),
        ],
        quote=report.decided_words,
        quote_label=_("De redactie schrijft") if report.decided_words else "",
        after=[_("Was jij dit niet? Dan hoef je niets te doen. Je krijgt hierover geen mail meer.")],
    )


def mailbox_of(contact: Contributor) -> Mailbox:
    return Mailbox(contact.name, contact.email)
