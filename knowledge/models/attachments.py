from uuid import uuid4

from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from knowledge.models.practices import PracticePage


def private_storage() -> Storage:
    """Return the storage that no web server reads."""
    return storages["private"]


def place_of(attachment: "Attachment", filename: str) -> str:
    """Return a name in storage without anything that somebody typed."""
    return f"praktijken/{uuid4().hex}.{attachment.extension}"


class Attachment(models.Model):
    """Uploaded file that was inspected (``knowledge.contribute.inspecting``). A page shows it through ``PracticeFile``."""

    draft = models.ForeignKey(
        "knowledge.Draft", models.SET_NULL, null=True, blank=True, related_name="attachments", verbose_name=_("concept")
    )
    """Draft that it was uploaded to. Null once the draft is gone."""
    file = models.FileField(_("bestand"), storage=private_storage, upload_to=place_of, max_length=100)
    title = models.CharField(_("naam"), max_length=120)
    extension = models.CharField(max_length=4)
    size = models.PositiveIntegerField()
    """Size in bytes."""
    digest = models.CharField(max_length=64)
    """SHA-256 of the bytes."""
    created_at = models.DateTimeField(auto_now_add=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    """Moment at which the author took it out of the draft. A live page or a version in review may still show it."""

    class Meta:
        verbose_name = _("bijlage")
        verbose_name_plural = _("bijlagen")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.title


class PracticeFile(Orderable):
    """File that a version of a practice offers. Part of the page and its revisions."""

    practice = ParentalKey(PracticePage, on_delete=models.CASCADE, related_name="files")
    attachment = models.ForeignKey(Attachment, models.CASCADE, related_name="shown_on", verbose_name=_("bijlage"))

    class Meta(Orderable.Meta):
        verbose_name = _("bestand")
        verbose_name_plural = _("bestanden")

    def __str__(self) -> str:
        return str(self.attachment)
