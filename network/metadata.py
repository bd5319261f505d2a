"""Removal of camera metadata from uploaded photos: location, time, device. None of it may be published.

Wagtail serves the original file, and copies its metadata into the JPEG and PNG renditions.
"""

import struct
from io import BytesIO
from typing import BinaryIO

from django.core.files.base import ContentFile
from django.db.models.signals import post_save
from django.dispatch import receiver
from PIL import Image
from wagtail.images import get_image_model
from wagtail.utils.file import hash_filelike

ORIENTATION = 0x0112
PART_OF_THE_PICTURE = {"icc_profile", "transparency", "gamma", "dpi", "duration", "loop", "background", "disposal"}
"""Entries of Pillow's ``Image.info`` that affect how the picture looks."""
SAYS_MORE = {"xmp", "XML:com.adobe.xmp", "photoshop", "comment", "Raw profile type exif", "Raw profile type iptc"}
UNREADABLE = (
    ArithmeticError, EOFError, LookupError, OSError, RuntimeError, SyntaxError, TypeError, ValueError, struct.error,
    Image.DecompressionBombError,
)  # fmt: skip
"""Exceptions that Pillow raises for damaged files; they differ per format."""
SEGMENTS_OF_THE_PICTURE = {"APP0", "APP2", "APP14"}
"""JPEG segments to keep: print size and colours. APP1 holds the orientation, and is checked separately."""


@receiver(post_save, sender=get_image_model())
def keep_the_picture_only(instance, *, raw: bool = False, **kwargs) -> None:
    """Remove the metadata of a saved photo. A signal, because photos are uploaded in several ways."""
    if raw or not instance.file:
        return
    storage, name = instance.file.storage, instance.file.name
    try:
        with storage.open(name) as file:
            picture = picture_only(file)
    except UNREADABLE:  # an unreadable file can't be shown either
        return
    if picture is None:
        return
    storage.delete(name)
    instance.file.name = storage.save(name, ContentFile(picture))
    instance.file_size, instance.file_hash = len(picture), hash_filelike(BytesIO(picture))
    changed = {"file": instance.file.name, "file_size": instance.file_size, "file_hash": instance.file_hash}
    type(instance).objects.filter(pk=instance.pk).update(**changed)


def picture_only(file: BinaryIO) -> bytes | None:
    """Return ``file`` with only the picture and its orientation, or None if it holds nothing else."""
    with Image.open(file) as picture:
        picture.load()
        exif = picture.getexif()
        if not says_more(picture, exif):
            return None
        orientation = Image.Exif()
        if ORIENTATION in exif:
            orientation[ORIENTATION] = exif[ORIENTATION]
        picture.info = {name: value for name, value in picture.info.items() if name in PART_OF_THE_PICTURE}
        cleaned = BytesIO()
        picture.save(cleaned, exif=orientation.tobytes() if orientation else b"", **_as_it_was(picture))
        return cleaned.getvalue()


def says_more(picture: Image.Image, exif: Image.Exif) -> bool:
    segments = {name for name, _content in getattr(picture, "applist", [])} - SEGMENTS_OF_THE_PICTURE - {"APP1"}
    return bool(
        set(exif) - {ORIENTATION} or segments or SAYS_MORE & picture.info.keys() or getattr(picture, "text", {})
    )


def _as_it_was(picture: Image.Image) -> dict:
    """Return the save options that lose as little as the format allows."""
    match picture.format:
        case "JPEG":
            return {"format": "JPEG", "quality": "keep"}
        case "MPO":  # a phone's JPEG with a second picture behind it
            return {"format": "JPEG", "quality": 95}
    return {"format": picture.format, "quality": 92, "save_all": getattr(picture, "n_frames", 1) > 1}
