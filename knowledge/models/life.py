from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _


def standing_words(confirmed_on: date | None, *, is_confirmed: bool, is_overdue: bool) -> tuple[str, str]:
    """Return how fresh a practice is, in words: for the ordinary case, and for one that nobody confirmed in time."""
    if confirmed_on is None:
        return "", ""
    if is_overdue:
        return "", _("Niet bevestigd sinds %(month)s") % {"month": date_format(confirmed_on, "F Y")}
    words = _("Laatst bevestigd op %(day)s") if is_confirmed else _("Op de site sinds %(day)s")
    return words % {"day": date_format(confirmed_on, "j F Y")}, ""


class Standing(models.Model):
    """Last confirmation that a practice still holds, and the yearly question about it.

    Outside revisions, and apart from the moment of the last change: a corrected comma confirms nothing.
    """

    practice = models.OneToOneField("knowledge.PracticePage", models.CASCADE, related_name="standing")
    confirmed_on = models.DateField(_("voor het laatst bevestigd op"), default=timezone.localdate)
    is_confirmed = models.BooleanField(default=True, db_default=True, editable=False)
    """False until somebody answers for a practice that an editor put online: ``confirmed_on`` is that day."""
    confirmed_by = models.ForeignKey(
        "knowledge.Authorship", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("door")
    )
    asked_at = models.DateTimeField(null=True, blank=True)
    """Moment at which the yearly question was mailed; null once it is answered."""
    reminded_at = models.DateTimeField(null=True, blank=True)
    passed_on_at = models.DateTimeField(null=True, blank=True)
    """Moment at which the question went to the organisation and the editors, because no author answered."""
    overdue_since = models.DateField(null=True, blank=True)
    """Day from which the page says that nobody confirmed it. Null while it is confirmed."""

    class Meta:
        verbose_name = _("bevestiging")

    def __str__(self) -> str:
        return f"{self.practice}, {self.confirmed_on}"

    @property
    def words(self) -> str:
        """Sentence about how fresh the practice is, without a full stop."""
        return "".join(
            standing_words(self.confirmed_on, is_confirmed=self.is_confirmed, is_overdue=self.overdue_since is not None)
        )


class PublishedChange(models.Model):
    """Line under “Wat er veranderde”: the author's own words about a published version."""

    practice = models.ForeignKey("knowledge.PracticePage", models.CASCADE, related_name="published_changes")
    on = models.DateField(default=timezone.localdate)
    words = models.CharField(_("wat veranderde er?"), max_length=200)

    class Meta:
        verbose_name = _("wijziging")
        ordering = ("-on", "-pk")

    def __str__(self) -> str:
        return self.words
