"""Confirmation before publishing mails people: a warning in the form, a question before, a report after.

Only a change of day, time, place or online link is mailed, because it affects plans. Changed texts never are.
"""

from dataclasses import dataclass, field
from hashlib import sha256

from django.db.models import Count, Q
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.panels import FieldPanel, HelpPanel

from events.mail.notified import notified_fields
from events.models import EventDate, EventPage, PlannedDate, Registration
from events.publishing.publish import announcements_of
from events.registration.settling import Ending, Left, people_left

YES = "mail_people"
"""Name of the checkbox; its value is the fingerprint of the changes agreed to."""


class AsksBeforeMailing:
    """Mixin for an event page's form: publishing needs consent to exactly what it would mail."""

    @cached_property
    def announcements(self) -> list:
        """List the changes that publishing would mail. Read it only when the form is otherwise valid."""
        return (
            announcements_of(self.instance, self.plan) if self.instance.pk and self.data.get("action-publish") else []
        )

    @cached_property
    def people_left(self) -> list[Left]:
        """List the people for whom publishing would end what they wait for. Read it like ``announcements``."""
        return people_left(self.instance, self.plan) if self.instance.pk and self.data.get("action-publish") else []

    @property
    def plan(self) -> list[PlannedDate]:
        formset = self.formsets["planned_dates"]
        return [form.instance for form in formset.forms if form not in formset.deleted_forms]

    def clean_without_place(self) -> str:
        """Return the answer; the default if nothing was asked, so that an old answer is not given again."""
        return self.cleaned_data.get("without_place") or EventPage.WithoutPlace.STAY

    def is_valid(self) -> bool:
        return super().is_valid() and not self.asks()

    def asks(self) -> bool:
        asked = self.announcements, self.people_left
        if not any(asked) or self.data.get(YES) == fingerprint(*asked):
            return False
        self.question = Question(*asked)
        self.data = self.data.copy()
        self.data.setdefault("without_place", EventPage.WithoutPlace.STAY)
        words = _("Wil je dit mailen aan wie zich al aanmeldde? Lees wat er verandert, en zeg dan ja.")
        if not self.announcements:
            words = _("Er zijn mensen die nog geen plek hebben. Kies wat er met hen gebeurt, en zeg dan ja.")
        self.add_error(None, words)
        return True

    @cached_property
    def dates_by_key(self) -> dict:
        """Return the published dates of the page by key, with the number of registrations as ``people``."""
        people = Count("registrations", filter=Q(registrations__state__in=Registration.LIVE))
        dates = EventDate.objects.filter(page_id=self.instance.pk).defer("vevent").annotate(people=people)
        return {date.key: date for date in dates} if self.instance.pk else {}

    @property
    def has_people(self) -> bool:
        """True if anybody is registered for an awaited date of this page."""
        return any(date.people for date in self.dates_by_key.values() if is_awaited(date))


def is_awaited(date) -> bool:
    return date.status in {date.Status.SCHEDULED, date.Status.POSTPONED} and not date.is_over


def fingerprint(announcements: list, left: list[Left]) -> str:
    """Return a digest of what people would be mailed, and of whom an answer is about.

    The number of people is not part of it: somebody may register while the organiser reads the question.
    """
    mailed = [(item.date.pk, item.kind.value, sorted(notified_fields(item.date).items())) for item in announcements]
    ended = [(item.date.pk, item.ending.value) for item in left]
    return sha256(repr((mailed, ended)).encode()).hexdigest()[:16]


@dataclass
class PlannedMail:
    """Mail with the same contents for one or more dates."""

    what: str
    changes: list[dict[str, str]]
    days: list[str] = field(default_factory=list)
    people: int = 0

    @property
    def days_words(self) -> str:
        return ", ".join(self.days)


class Question:
    """Question to the organiser before publishing mails people."""

    name = YES

    def __init__(self, announcements: list, left: list[Left]) -> None:
        self.value = fingerprint(announcements, left)
        self.left = [people_words(item) for item in left]
        self.mails = sum(item.people for item in announcements)
        planned: dict[tuple, PlannedMail] = {}
        for item in announcements:
            changes = item.changes
            same = item.kind, *((change["label"], change["before"], change["after"]) for change in changes)
            mail = planned.setdefault(same, PlannedMail(what_happens(item.kind), changes))
            mail.days.append(date_format(item.was, "l j F"))
            mail.people += item.people
        self.planned_mails = list(planned.values())


STAYING = {
    Ending.APPROVAL: gettext_lazy(
        "Wie erbij blijft, krijgt een plek of komt op de wachtlijst, in de volgorde van de aanvragen."
    ),
    Ending.WALK_IN: gettext_lazy("Wie erbij blijft, krijgt een mail: kom gewoon, aanmelden is niet meer nodig."),
    Ending.ELSEWHERE: gettext_lazy("Wie erbij blijft, blijft hier op de lijst. Je kunt nog steeds een plek geven."),
}


def people_words(left: Left) -> dict[str, str]:
    """Return the day of ``left``, who they are, and what happens to them if they stay."""
    who = []
    if left.requests:
        words = ngettext(
            "1 persoon wacht op je goedkeuring", "%(number)s mensen wachten op je goedkeuring", left.requests
        )
        who.append(words % {"number": left.requests})
    if left.in_line:
        words = ngettext("1 persoon staat op de wachtlijst", "%(number)s mensen staan op de wachtlijst", left.in_line)
        who.append(words % {"number": left.in_line})
    places = ""
    if left.ending == Ending.APPROVAL and left.places is not None:
        words = ngettext("Er is nog 1 plek vrij.", "Er zijn nog %(number)s plekken vrij.", left.places)
        places = words % {"number": left.places}
    day = date_format(left.date.start_local, "l j F")
    return {"day": day, "who": ", ".join(who), "stay": str(STAYING[left.ending]), "places": places}


def what_happens(kind) -> str:
    words = {
        "date_cancelled": _("gaat niet door: deze datum staat niet meer in het formulier"),
        "date_restored": _("gaat toch door"),
    }
    return words.get(kind.value, "")


def mails_words(mails: int) -> str:
    return ngettext(
        "Er gaat 1 mail uit naar wie is aangemeld, met wat er verandert.",
        "Er gaan %(number)s mails uit naar wie is aangemeld, met wat er verandert.",
        mails,
    ) % {"number": mails}


class QuestionPanel(HelpPanel):
    """Question at the top of the form, shown only while it needs an answer."""

    class BoundPanel(HelpPanel.BoundPanel):
        def is_shown(self) -> bool:
            return hasattr(self.form, "question")


class AnswerPanel(FieldPanel):
    """Choice of what happens to people without a place, shown only while the question asks it."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return super().is_shown() and bool(getattr(getattr(self.form, "question", None), "left", []))


class PeoplePanel(HelpPanel):
    """Help text, shown only if somebody is registered for this page."""

    class BoundPanel(HelpPanel.BoundPanel):
        def is_shown(self) -> bool:
            return bool(getattr(self.form, "has_people", False))


class RowPanel(HelpPanel):
    """Number of registrations and status of the published date, in the row of its planned date."""

    class BoundPanel(HelpPanel.BoundPanel):
        @property
        def published(self):
            return getattr(self.form, "published", None)

        @property
        def is_awaited(self) -> bool:
            return is_awaited(self.published)

        def is_shown(self) -> bool:
            date = self.published
            return bool(date) and date.status != date.Status.REMOVED and bool(date.people or date.status != "scheduled")
