"""Questions to the contact of a practice, reactions below it, and reports of reactions."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from knowledge.models.contributors import Contributor
from knowledge.models.practices import PracticePage
from network.visibility import seen_by_all


class Question(models.Model):
    """Question about a practice, relayed by mail. The answer goes from mailbox to mailbox, past the site."""

    practice = models.ForeignKey(PracticePage, models.CASCADE, related_name="questions", verbose_name=_("praktijk"))
    contributor = models.ForeignKey(Contributor, models.CASCADE, related_name="questions", verbose_name=_("vrager"))
    typed_name = models.CharField(_("naam"), max_length=120)
    words = models.TextField(_("vraag"), max_length=2000)
    asked_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    """Moment at which the address was proven and the mail was queued."""

    class Meta:
        verbose_name = _("vraag")
        verbose_name_plural = _("vragen")
        indexes = [models.Index(fields=("asked_at",), name="question_by_age")]

    def __str__(self) -> str:
        return f"{self.typed_name}, {self.practice}"


class ReactionQuerySet(models.QuerySet["Reaction"]):
    def to_decide(self) -> "ReactionQuerySet":
        """Return the reactions that wait for a moderator, oldest first."""
        return self.filter(state=Reaction.State.WAITING, confirmed_at__isnull=False).order_by("confirmed_at", "pk")


class Reaction(models.Model):
    """Reaction to a practice on its way to the page. Nobody sees it before a moderator approves it.

    No page shows this table, so that sending in drops no cached page: what is shown has a row in ``ShownReaction``.
    """

    class State(models.TextChoices):
        WAITING = "wacht", _("wordt gelezen")
        APPROVED = "geplaatst", _("staat op de pagina")
        DECLINED = "afgewezen", _("is niet geplaatst")
        WITHDRAWN = "ingetrokken", _("is door de schrijver weggehaald")
        REMOVED = "weggehaald", _("is na een melding weggehaald")

    practice = models.ForeignKey(PracticePage, models.CASCADE, related_name="reactions", verbose_name=_("praktijk"))
    contributor = models.ForeignKey(Contributor, models.CASCADE, related_name="reactions", verbose_name=_("schrijver"))
    typed_name = models.CharField(_("naam"), max_length=120)
    work = models.CharField(_("wat je doet, en waar"), max_length=120, blank=True)
    words = models.TextField(_("reactie"), max_length=1000)
    """Light markup of ``web.prose``."""
    state = models.CharField(_("stand"), max_length=11, choices=State, default=State.WAITING)
    sent_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    """Moment at which the address was proven for this reaction."""
    reminded_at = models.DateTimeField(null=True, blank=True)
    """Moment of the last reminder to the moderators."""
    decided_at = models.DateTimeField(null=True, blank=True)
    """Moment of the last decision, withdrawing included."""
    decided_by_editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_by_contact = models.ForeignKey(Contributor, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_words = models.TextField(_("waarom niet?"), max_length=600, blank=True)

    objects = ReactionQuerySet.as_manager()

    class Meta:
        verbose_name = _("reactie")
        verbose_name_plural = _("reacties")
        indexes = [models.Index(fields=("state", "sent_at"), name="reaction_by_state")]

    def __str__(self) -> str:
        return f"{self.typed_name}, {self.practice}"

    @property
    def decided_by_name(self) -> str:
        """Name of the moderator; empty if the writer decided, or if the moderator is gone."""
        if self.decided_by_editor:
            return self.decided_by_editor.get_full_name() or str(_("de redactie"))
        return self.decided_by_contact.name if self.decided_by_contact else ""

    @property
    def waits(self) -> bool:
        return self.state == self.State.WAITING and self.confirmed_at is not None


class ShownReactionQuerySet(models.QuerySet["ShownReaction"]):
    def open_to_all(self) -> "ShownReactionQuerySet":
        """Return the reactions on pages that everybody may see, for lists and counts elsewhere than on the page."""
        return self.filter(seen_by_all("practice__"))


class ShownReaction(models.Model):
    """Reaction that a page shows, with the answer of somebody who makes the practice. Gone as soon as it is withdrawn."""

    reaction = models.OneToOneField(Reaction, models.CASCADE, related_name="shown")
    practice = models.ForeignKey(PracticePage, models.CASCADE, related_name="shown_reactions")
    shown_at = models.DateTimeField(default=timezone.now)
    is_by_maker = models.BooleanField(default=False)
    """True if the writer made the practice too."""
    answer = models.TextField(_("antwoord"), max_length=1000, blank=True)
    answered_by = models.ForeignKey(
        Contributor, models.SET_NULL, null=True, blank=True, related_name="answers", verbose_name=_("antwoord van")
    )
    answer_name = models.CharField(_("naam bij het antwoord"), max_length=120, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ShownReactionQuerySet.as_manager()

    class Meta:
        verbose_name = _("geplaatste reactie")
        verbose_name_plural = _("geplaatste reacties")
        ordering = ("-shown_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="reaction_answer_has_a_moment",
            )
        ]

    def __str__(self) -> str:
        return str(self.reaction)


class ReactionReport(models.Model):
    """Report of a reaction, with the text as the reporter read it."""

    class Outcome(models.TextChoices):
        REMOVED = "weg", _("de reactie is weggehaald")
        KEPT = "blijft", _("de reactie blijft staan")

    reaction = models.ForeignKey(Reaction, models.SET_NULL, null=True, related_name="reports")
    practice = models.ForeignKey(PracticePage, models.CASCADE, related_name="reaction_reports")
    reported_name = models.CharField(_("wie schreef het"), max_length=120)
    reported_words = models.TextField(_("wat er stond"), max_length=1000)
    reason = models.TextField(_("wat is er mis?"), max_length=600)
    email = models.EmailField(_("e-mailadres van de melder"), blank=True)
    """Address for the decision and nothing else; empty if the reporter gave none. Not proven."""
    reported_at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(_("besluit"), max_length=6, choices=Outcome, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_words = models.TextField(_("toelichting voor de melder"), max_length=600, blank=True)

    class Meta:
        verbose_name = _("melding van een reactie")
        verbose_name_plural = _("meldingen van reacties")
        indexes = [models.Index(fields=("decided_at",), name="reaction_report_by_decision")]

    def __str__(self) -> str:
        return f"{self.reported_name}, {self.practice}"


class ModeratorLink(models.Model):
    """Secret link of one moderator to one reaction or report. Holds nothing readable: the secret is a signature."""

    reaction = models.ForeignKey(Reaction, models.CASCADE, null=True, blank=True, related_name="links")
    report = models.ForeignKey(ReactionReport, models.CASCADE, null=True, blank=True, related_name="links")
    contributor = models.ForeignKey(Contributor, models.CASCADE, null=True, blank=True, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("link om te beslissen")
        constraints = [
            models.CheckConstraint(
                condition=Q(reaction__isnull=False, report__isnull=True)
                | Q(reaction__isnull=True, report__isnull=False),
                name="moderator_link_to_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(contributor__isnull=False, user__isnull=True)
                | Q(contributor__isnull=True, user__isnull=False),
                name="moderator_link_of_one_person",
            ),
            models.UniqueConstraint(
                fields=("reaction", "contributor"),
                condition=Q(reaction__isnull=False, contributor__isnull=False),
                name="moderator_link_once_per_contact",
            ),
            models.UniqueConstraint(
                fields=("reaction", "user"),
                condition=Q(reaction__isnull=False, user__isnull=False),
                name="moderator_link_once_per_editor",
            ),
            models.UniqueConstraint(
                fields=("report", "user"),
                condition=Q(report__isnull=False, user__isnull=False),
                name="moderator_link_once_per_report",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reaction or self.report}"
