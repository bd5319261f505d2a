"""Attachments: adding them to a draft, letting them go, and handing them out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import PurePosixPath

from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q, Sum
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.text import slugify
from django.utils.translation import gettext as _

from knowledge.contribute import drafts, filling, policy
from knowledge.contribute.inspecting import MB, TYPES, Inspected, Refused, inspect
from knowledge.contribute.policy import Action, Actor
from knowledge.models import Attachment, Draft
from web.names import shown_name
from web.responses import private

MOST = 10
MOST_TOGETHER = 40 * MB
KEEP_UNUSED = timedelta(days=30)
BATCH = 200


@dataclass(frozen=True)
class Problem:
    """File that was not taken, with the reason in words."""

    name: str
    words: str


def add(draft_id: int, actor: Actor, uploads: Sequence[UploadedFile]) -> list[Problem]:
    """Add the files that may be kept to the draft. Return the others. Raise ``drafts.Closed``.

    The inspection is outside the transaction, because it takes time.
    """
    problems = []
    for upload in uploads[:MOST]:
        name = shown_name(PurePosixPath((upload.name or "").replace("\\", "/")).name)[:150] or str(_("Bestand"))
        try:
            inspected = inspect(upload.file, name, upload.size or 0)
            _keep(draft_id, actor, name, upload, inspected)
        except Refused as reason:
            problems.append(Problem(name, str(reason)))
    if len(uploads) > MOST:
        problems.append(Problem(_("Te veel bestanden"), _("Kies er hoogstens tien.")))
    return problems


def _keep(draft_id: int, actor: Actor, name: str, upload: UploadedFile, inspected: Inspected) -> None:
    content = upload.file if inspected.content is None else ContentFile(inspected.content)
    digest, size = _digest(content)
    attachment = Attachment(
        title=PurePosixPath(name).stem[:120] or name[:120],
        extension=inspected.extension,
        size=size,
        digest=digest,
    )
    with transaction.atomic():
        draft = drafts.locked(draft_id)
        if not policy.may(Action.WRITE, actor, draft=draft):
            raise drafts.Closed
        kept = filling.files_of(draft)
        if kept.count() >= MOST:
            raise Refused(_("Er zijn al tien bestanden. Haal er eerst een weg."))
        if (kept.aggregate(total=Sum("size"))["total"] or 0) + size > MOST_TOGETHER:
            raise Refused(_("Samen is dit meer dan 40 MB. Haal er eerst een weg, of maak het kleiner."))
        attachment.draft = draft
        content.seek(0)
        attachment.file.save(name, File(content), save=False)
        try:
            attachment.save()
            Draft.objects.filter(pk=draft.pk).update(saved_at=timezone.now(), warned_at=None)
        except BaseException:
            attachment.file.storage.delete(attachment.file.name)
            raise


def _digest(content) -> tuple[str, int]:
    """Return the digest and the size, reading in pieces."""
    content.seek(0)
    digest, size = sha256(), 0
    while piece := content.read(64 * 1024):
        digest.update(piece)
        size += len(piece)
    return digest.hexdigest(), size


@transaction.atomic
def drop(draft_id: int, actor: Actor, attachment_id: int) -> None:
    """Take a file out of the draft. A page that shows it keeps it until the change is approved. Raise ``drafts.Closed``."""
    draft = drafts.locked(draft_id)
    if not policy.may(Action.WRITE, actor, draft=draft):
        raise drafts.Closed
    draft.attachments.filter(pk=attachment_id, dropped_at__isnull=True).update(dropped_at=timezone.now())


def delete_unused(now: datetime) -> int:
    """Delete files that no draft holds and no page shows, thirty days after they were dropped. Return how many."""
    long_ago = now - KEEP_UNUSED
    unused = Attachment.objects.filter(
        Q(dropped_at__lte=long_ago) | Q(draft__isnull=True, created_at__lte=long_ago), shown_on__isnull=True
    )
    found = list(unused.order_by("pk")[:BATCH])
    for attachment in found:
        delete(attachment)
    return len(found)


def delete(attachment: Attachment) -> None:
    """Delete a row, and its file once that is certain."""
    storage, name = attachment.file.storage, attachment.file.name
    with transaction.atomic():
        attachment.delete()
        transaction.on_commit(lambda: storage.delete(name))


def file_name(attachment: Attachment) -> str:
    """Return the name to download it by, made of its title and id only."""
    return f"{slugify(attachment.title)[:60] or 'bestand'}-{attachment.pk}.{attachment.extension}"


def response(request: HttpRequest, attachment: Attachment, *, is_public: bool) -> HttpResponseBase:
    """Hand out a file, always to be saved and never shown within the site.

    A public file may be kept and has to be revalidated; any other is kept nowhere.
    """
    etag = f'"{attachment.digest[:32]}"'
    answer: HttpResponseBase | None = get_conditional_response(request, etag=etag) if is_public else None
    if answer is None:
        answer = FileResponse(
            attachment.file.storage.open(attachment.file.name, "rb"),
            as_attachment=True,
            filename=file_name(attachment),
            content_type=TYPES[attachment.extension],
        )
        answer["Content-Length"] = str(attachment.size)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    if not is_public:
        return private(answer)  # type: ignore[arg-type]
    answer["ETag"] = etag
    answer["Cache-Control"] = "no-cache"
    return answer
