"""Cleaning of uploaded photos: a size that pages can use, and no camera metadata.

Location, time and device may not be published.

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
LONGEST_SIDE = 2560
"""Longest side of a stored photo in pixels: twice the widest place on the site. Phones make photos of 8,000."""
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
    with Image.open(BytesIO(picture)) as made:
        instance.width, instance.height = made.size
    changed = {
        "file": instance.file.name, "file_size": instance.file_size, "file_hash": instance.file_hash,
        "width": instance.width, "height": instance.height,
    }  # fmt: skip
    type(instance).objects.filter(pk=instance.pk).update(**changed)


def picture_only(file: BinaryIO) -> bytes | None:
    """Return ``file`` with only the picture and its orientation, at most ``LONGEST_SIDE`` long; None if it is that already."""
    with Image.open(file) as picture:
        is_too_long = max(picture.size) > LONGEST_SIDE and getattr(picture, "n_frames", 1) == 1
        if is_too_long:
            picture.draft(None, (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is then decoded at a fraction of its size
        picture.load()
        exif = picture.getexif()
        if not (is_too_long or says_more(picture, exif)):
            return None
        if is_too_long:
            return _smaller(picture, exif)
        orientation = Image.Exif()
        if ORIENTATION in exif:
            orientation[ORIENTATION] = exif[ORIENTATION]
        picture.info = {name: value for name, value in picture.info.items() if name in PART_OF_THE_PICTURE}
        cleaned = BytesIO()
        picture.save(cleaned, exif=orientation.tobytes() if orientation else b"", **_as_it_was(picture))
        return cleaned.getvalue()


def _smaller(picture: Image.Image, exif: Image.Exif) -> bytes:
    """Return ``picture`` scaled down to ``LONGEST_SIDE``, in the same format, with its orientation and colours."""
    kind, profile = picture.format, picture.info.get("icc_profile")
    if picture.mode == "P":
        picture = picture.convert("RGBA")  # resizing a palette would invent colours
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    picture.info = {}
    orientation = Image.Exif()
    if ORIENTATION in exif:
        orientation[ORIENTATION] = exif[ORIENTATION]
    drawn = BytesIO()
    options: dict = {"quality": 88} if kind in {"JPEG", "MPO", "WEBP"} else {}
    if profile:
        options["icc_profile"] = profile
    picture.save(
        drawn, format="JPEG" if kind == "MPO" else kind, exif=orientation.tobytes() if orientation else b"", **options
    )
    return drawn.getvalue()


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
