"""Letters about suggestions for the begrippenlijst: to the editors, and the answer to the person who sent one in."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from knowledge.identity.roles import editors
from knowledge.models import TermSuggestion
from outbox import mail
from outbox.letter import Letter, Mailbox
from outbox.rendering import render_mail
from web.addresses import sendable_or_nothing

TEMPLATE = "contribute"


def tell_editors(row: TermSuggestion) -> None:
    """Queue one letter to each editor. An answer to it goes to the person who sent the suggestion in."""
    heading = _("Wat klopt er niet aan “%(word)s”?") if row.about_id else _("Nieuw begrip: %(word)s")
    for editor in editors():
        if email := sendable_or_nothing(editor.email):
            letter = compose(
                cause=f"term-suggestion:{row.pk}:{editor.pk}",
                to=Mailbox(editor.get_full_name(), email),
                reply_to=Mailbox(row.typed_name, sendable_or_nothing(row.contributor.email)),
                heading=heading % {"word": row.word},
                paragraphs=[_("%(name)s schreef dit voor de begrippenlijst.") % {"name": row.typed_name}],
                quote=row.words,
                link=f"{settings.SITE_URL}{reverse('knowledge_term_suggestion', args=[row.pk])}",
                action=_("Bekijk het voorstel"),
                after=_("Heb je nog een vraag? Beantwoord deze mail. Je antwoord gaat naar %(name)s.") % {"name": row.typed_name},
            )  # fmt: skip
            mail.queue(letter, about=about(row))


def tell_decision(row: TermSuggestion) -> None:
    if not (email := sendable_or_nothing(row.contributor.email)):
        return
    letter = compose(
        cause=f"term-suggestion-decided:{row.pk}",
        to=Mailbox(row.typed_name, email),
        heading=(
            _("“%(word)s” komt in de begrippenlijst")
            if row.state == TermSuggestion.State.ACCEPTED and not row.about_id
            else _("Je voorstel over “%(word)s”")
        )
        % {"word": row.word},
        paragraphs=answer(row),
        quote=row.decided_words,
        link=f"{settings.SITE_URL}/begrippen/",
        action=_("Naar de begrippenlijst"),
        after="",
    )
    mail.queue(letter, about=about(row))


def answer(row: TermSuggestion) -> list[str]:
    """Return the answer in sentences. The words of the editor follow as a quotation."""
    dear = _("Dag %(name)s,") % {"name": row.typed_name}
    if row.state == TermSuggestion.State.DECLINED:
        return [dear, _("Dank voor je voorstel. We nemen het niet over. Dit is waarom:")]
    if row.about_id:
        said = _("Dank dat je het zei. We passen de uitleg aan.")
    else:
        said = _(
            "Dank voor je voorstel. We schrijven er een uitleg bij, voor zorg en sociaal domein. Daarna staat het op de site."
        )
    return [dear, said]


def about(row: TermSuggestion) -> str:
    """Return the ``OutgoingMail.about`` of all letters about this suggestion."""
    return f"term-suggestion:{row.pk}"


def compose(
    *, cause: str, to: Mailbox, heading: str, paragraphs: list[str], quote: str, link: str, action: str, after: str,
    reply_to: Mailbox | None = None,
) -> Letter:  # fmt: skip
    context = {
        "heading": heading,
        "paragraphs": paragraphs,
        "quote": quote,
        "link": link,
        "action": action,
        "after_words": after,
        "site_name": settings.WAGTAIL_SITE_NAME,
    }
    text, html = render_mail(TEMPLATE, context)
    return Letter(cause=cause, subject=heading, to=to, text=text, html=html, reply_to=reply_to)
