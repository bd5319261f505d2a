"""Photos of before ``network.metadata`` looked at every upload: the same done to what is already there."""

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
    """What became of a photo that tells more than it shows."""

    pk: int
    title: str
    outcome: str
    """“found”, “cleaned”, “changed meanwhile” or “can't be read”."""


def clean_photos(*, after: int = 0, only_look: bool = False) -> Iterator[Found]:
    """Goes through all photos by number, from the one ``after``; one at a time is in memory. Twice does no harm.

    The new file is there, and the page points to it, before the old one goes: wherever this is stopped, every photo can be seen.
    Sizes made of the old one go too, because JPEG and PNG took over what it told; Wagtail makes them anew.
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
    # Beside the old one it gets a longer name, which has to fit in the column.
    new = storage.save(old, ContentFile(picture), max_length=image.file.field.max_length)
    changed = {"file": new, "file_size": len(picture), "file_hash": hash_filelike(BytesIO(picture))}
    with transaction.atomic():
        # Somebody may have put another file in its place since it was read.
        if not type(image).objects.filter(pk=image.pk, file=old).update(**changed):
            storage.delete(new)
            return "changed meanwhile"
        for rendition in image.renditions.all():
            rendition.delete()  # by itself: that takes its file along
        if not type(image).objects.filter(file=old).exists():  # else it goes with the last photo that shows it
            transaction.on_commit(lambda: storage.delete(old))
    return "cleaned"
