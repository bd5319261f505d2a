"""All that ``knowledge`` holds of a person, for themselves (GDPR articles 15 and 20)."""

from django.utils.translation import gettext as _

from knowledge.models import Contributor
from knowledge.privacy.holdings import HOLDINGS
from outbox.models import OutgoingMail
from web.personal_data import Section, section


def about_contributor(contributor: Contributor, *, with_mails: bool = True) -> Section:
    """Return what is held. ``with_mails`` lists our copies of mails too, unless somebody lists them already."""
    facts = {
        _("Naam"): contributor.name,
        _("E-mailadres"): contributor.email,
        _("Discipline"): contributor.discipline.name if contributor.discipline else "",
        _("Organisatie"): contributor.works_at,
        _("Bekend sinds"): contributor.created_at,
        _("Adres bevestigd"): contributor.confirmed_at,
    }
    parts = [
        section(holding.title(row), holding.facts(row)) for holding in HOLDINGS for row in holding.rows(contributor)
    ]
    if with_mails:
        parts += [
            section(_("Mail: %(subject)s") % {"subject": mail.subject}, {_("Verstuurd"): mail.sent_at})
            for mail in OutgoingMail.objects.filter(recipient=contributor.email).order_by("pk")
        ]
    return section(_("Je schrijft mee als %(name)s") % {"name": contributor.name}, facts, parts)
