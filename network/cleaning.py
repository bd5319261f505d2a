"""Removal of metadata from photos uploaded before ``network.metadata`` existed."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.images import get_image_model
from wagtail.utils.file import hash_filelike

from network.metadata import UNREADABLE, picture_only

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Found:
    """Result for a photo with metadata."""

    pk: int
    title: str
    outcome: str
    """One of “found”, “cleaned”, “changed meanwhile” and “can't be read”."""


def clean_photos(*, after: int = 0, only_look: bool = False) -> Iterator[Found]:
    """Clean all photos with an id above ``after``, in order of id, with one photo in memory at a time. Idempotent.

    The new file is stored, and its row updated, before the old file is deleted: wherever this is interrupted, every
    photo can be shown. Renditions of the old file are deleted too, because JPEG and PNG renditions copy its metadata;
    Wagtail recreates them.
    """
    images = get_image_model().objects.filter(pk__gt=after).order_by("pk")
    for number in list(images.values_list("pk", flat=True)):
        image = images.filter(pk=number).first()
        if image is not None and (outcome := _clean(image, only_look=only_look)):
            yield Found(image.pk, image.title, outcome)


def _clean(image, *, only_look: bool) -> str:
    storage, old = image.file.storage, image.file.name
    try:
        with storage.open(old) as file:
            picture = picture_only(file)
    except UNREADABLE:
        logger.warning("Photo %s can't be read", image.pk, exc_info=True)
        return "can't be read"
    if picture is None:
        return ""
    if only_look:
        return "found"
    # The storage gives it a longer name than the old file, which must still fit in the column.
    new = storage.save(old, ContentFile(picture), max_length=image.file.field.max_length)
    changed = {"file": new, "file_size": len(picture), "file_hash": hash_filelike(BytesIO(picture))}
    with transaction.atomic():
        # Compare-and-set: somebody may have replaced the file since it was read.
        if not type(image).objects.filter(pk=image.pk, file=old).update(**changed):
            storage.delete(new)
            return "changed meanwhile"
        for rendition in image.renditions.all():
            rendition.delete()  # one at a time: a bulk delete would leave the files behind
        if not type(image).objects.filter(file=old).exists():  # the last photo that uses it deletes it
            transaction.on_commit(lambda: storage.delete(old))
    return "cleaned"
