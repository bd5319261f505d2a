"""Inspection of uploaded files: the name, the first bytes and the inside have to agree, and nothing in it may run.

Reads from the upload, which Django keeps on disk when it is large. Every reading is bounded in size and in time.
"""

import time
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

from django.utils.translation import gettext_lazy as _
from PIL import Image

from network.metadata import UNREADABLE, picture_only

MB = 1024 * 1024
LARGEST = 10 * MB
MOST_ENTRIES = 2000
MOST_RATIO = 100
MOST_UNPACKED = 200 * MB
MOST_PIXELS = 60_000_000
SECONDS = 10
CHUNK = 64 * 1024
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

PACKED = {
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "pptx": "ppt/presentation.xml",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
}
"""For Office the part that has to be there, for OpenDocument the content of ``mimetype``."""
PICTURES = {"jpg": ("JPEG", "MPO"), "png": ("PNG",), "webp": ("WEBP",)}
SPELLINGS = {"jpeg": "jpg"}
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    **{name: kind for name, kind in PACKED.items() if name.startswith("o")},
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
}
"""Content type by extension: the only types that are ever served."""
RUNS_IN_OFFICE = ("vbaproject.bin", "vbadata.xml", "vbaprojectsignature.bin")
RUNS_IN_FOLDER = (
    "basic/",
    "scripts/",
    "xl/macrosheets/",
    "xl/dialogsheets/",
    "word/activex/",
    "xl/activex/",
    "ppt/activex/",
)
RUNS_IN_PDF = (b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/RichMedia")
OTHER_FACES = (b"<script", b"<html", b"<svg", b"<!doctype", b"<?php", b"%PDF-", b"PK\x03\x04")

KIND = _("Dit soort bestand kan niet. Maak er een pdf van en probeer het nog eens.")
DIFFERS = _("De inhoud past niet bij de naam van het bestand. Sla het opnieuw op en probeer het nog eens.")
DAMAGED = _("Dit bestand is beschadigd. Sla het opnieuw op en probeer het nog eens.")
RUNS = _("Er zit een macro of een programma in. Sla het op zonder, of maak er een pdf van.")
LOCKED = _("Er zit een wachtwoord op. Haal dat eraf, anders kan niemand het openen.")
TOO_LARGE = _("Dit bestand is groter dan 10 MB. Maak het kleiner, of zet er een link naar.")
EMPTY = _("Dit bestand is leeg.")
TOO_FULL = _("In dit bestand zit te veel samengeperst. Maak er een pdf van.")
OLD = _(
    "Dit is een oud Office-bestand, of er zit een wachtwoord op. Sla het op als docx, xlsx of pptx zonder wachtwoord."
)
HAS_MORE = _("In dit bestand zit nog een ander bestand verstopt. Sla het opnieuw op en probeer het nog eens.")
TOO_MANY_PIXELS = _("Deze foto is te groot. Maak hem kleiner.")


class Refused(Exception):  # noqa: N818  an answer, not an error
    """Refusal of a file; the message is for the person who chose it."""


@dataclass(frozen=True)
class Inspected:
    extension: str
    content: bytes | None
    """Bytes to keep instead of the upload; None keeps it as it is."""


class Clock:
    """End of an inspection that takes too long."""

    def __init__(self) -> None:
        self.end = time.monotonic() + SECONDS

    def check(self) -> None:
        if time.monotonic() > self.end:
            raise Refused(TOO_FULL)


def inspect(file: BinaryIO, name: str, size: int) -> Inspected:
    """Return what ``file`` is. Raise Refused, in words, if it may not be kept."""
    extension = PurePosixPath(name.replace("\\", "/")).suffix.lower().removeprefix(".")
    extension = SPELLINGS.get(extension, extension)
    if extension not in TYPES:
        raise Refused(KIND)
    if size > LARGEST:
        raise Refused(TOO_LARGE)
    if size == 0:
        raise Refused(EMPTY)
    file.seek(0)
    if file.read(len(OLD_OFFICE)) == OLD_OFFICE:
        raise Refused(OLD)
    clock, content = Clock(), None
    if extension == "pdf":
        _inspect_pdf(file, size, clock)
    elif extension in PACKED:
        _inspect_packed(file, extension, size, clock)
    else:
        content = _inspect_picture(file, extension, size, clock)
    file.seek(0)
    return Inspected(extension, content)


def _chunks(file: BinaryIO, clock: Clock, overlap: int = 32) -> Iterator[bytes]:
    """Yield the file in pieces that overlap, so that a word on the seam is in one of them."""
    file.seek(0)
    before = b""
    while piece := file.read(CHUNK):
        clock.check()
        yield before + piece
        before = piece[-overlap:]


def _inspect_pdf(file: BinaryIO, size: int, clock: Clock) -> None:
    file.seek(0)
    if not file.read(5) == b"%PDF-":
        raise Refused(DIFFERS)
    file.seek(max(0, size - 2048))
    end = file.read()
    if b"%%EOF" not in end:
        raise Refused(DAMAGED)
    if zipfile.is_zipfile(file) or any(face in end.lower().rpartition(b"%%eof")[2] for face in OTHER_FACES):
        raise Refused(HAS_MORE)
    for piece in _chunks(file, clock):
        if b"/Encrypt" in piece:
            raise Refused(LOCKED)
        if any(word in piece for word in RUNS_IN_PDF):
            raise Refused(RUNS)


def _inspect_packed(file: BinaryIO, extension: str, size: int, clock: Clock) -> None:
    file.seek(0)
    if file.read(4) != b"PK\x03\x04":
        raise Refused(DIFFERS)
    file.seek(max(0, size - 22))
    if file.read(4) != b"PK\x05\x06":  # something comes after the end of the archive
        raise Refused(HAS_MORE if zipfile.is_zipfile(file) else DAMAGED)
    try:
        with zipfile.ZipFile(file) as packed:
            entries = packed.infolist()
            _check_entries(entries, size)
            _check_kind(packed, extension, {entry.filename for entry in entries})
            _unpack(packed, entries, clock)
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        EOFError,
        OSError,
        RuntimeError,
        ValueError,
        zipfile.LargeZipFile,
        zlib.error,
    ) as error:
        raise Refused(DAMAGED) from error


def _check_entries(entries: list[zipfile.ZipInfo], size: int) -> None:
    if len(entries) > MOST_ENTRIES:
        raise Refused(TOO_FULL)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused(LOCKED)
    if not entries or min(entry.header_offset for entry in entries) != 0:
        raise Refused(HAS_MORE)
    packed, unpacked = sum(entry.compress_size for entry in entries), sum(entry.file_size for entry in entries)
    if packed > size:  # entries that overlap
        raise Refused(TOO_FULL)
    if unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * max(packed, 1):
        raise Refused(TOO_FULL)
    for entry in entries:
        name = entry.filename.lower().replace("\\", "/")
        if name.startswith("/") or ".." in name.split("/"):
            raise Refused(DAMAGED)
        is_object = "/embeddings/" in f"/{name}" and name.endswith((".bin", ".exe", ".js", ".vbs"))
        if name.endswith(RUNS_IN_OFFICE) or name.startswith(RUNS_IN_FOLDER) or is_object:
            raise Refused(RUNS)
        if name.endswith((".html", ".htm", ".svg", ".exe", ".js", ".jar", ".swf")) and "thumbnail" not in name:
            raise Refused(HAS_MORE)


def _check_kind(packed: zipfile.ZipFile, extension: str, names: set[str]) -> None:
    wanted = PACKED[extension]
    if extension.startswith("o"):
        if "mimetype" not in names or _start_of(packed, "mimetype").strip() != wanted.encode():
            raise Refused(DIFFERS)
        if "META-INF/manifest.xml" in names and b"encryption-data" in _start_of(packed, "META-INF/manifest.xml"):
            raise Refused(LOCKED)
        return
    if "[Content_Types].xml" not in names or wanted not in names:
        raise Refused(DIFFERS)
    if b"macroenabled" in _start_of(packed, "[Content_Types].xml").lower():
        raise Refused(RUNS)
    settings = "word/_rels/settings.xml.rels"
    if (
        settings in names
        and b"attachedtemplate" in (rels := _start_of(packed, settings).lower())
        and b"external" in rels
    ):
        raise Refused(RUNS)  # a template from elsewhere may bring macros


def _start_of(packed: zipfile.ZipFile, name: str) -> bytes:
    with packed.open(name) as part:
        return part.read(MB)


def _unpack(packed: zipfile.ZipFile, entries: list[zipfile.ZipInfo], clock: Clock) -> None:
    """Read every entry to its end, which checks its size and its checksum, and keep nothing."""
    total = 0
    for entry in entries:
        with packed.open(entry) as part:
            while piece := part.read(CHUNK):
                total += len(piece)
                clock.check()
                if total > MOST_UNPACKED:
                    raise Refused(TOO_FULL)


def _inspect_picture(file: BinaryIO, extension: str, size: int, clock: Clock) -> bytes | None:
    """Return the picture without what a camera adds; None if the upload holds nothing else."""
    try:
        file.seek(0)
        with Image.open(file, formats=["JPEG", "PNG", "WEBP"]) as picture:
            if picture.format not in PICTURES[extension]:
                raise Refused(DIFFERS)
            if picture.width * picture.height > MOST_PIXELS:
                raise Refused(TOO_MANY_PIXELS)
        if zipfile.is_zipfile(file):
            raise Refused(HAS_MORE)
        for piece in _chunks(file, clock):
            lowered = piece.lower()
            if any(face.lower() in lowered for face in OTHER_FACES if face != b"PK\x03\x04" and len(face) > 4):
                raise Refused(HAS_MORE)
        file.seek(0)
        content = picture_only(file)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise Refused(TOO_MANY_PIXELS) from error
    except UNREADABLE as error:
        raise Refused(DAMAGED) from error
    if content is not None and len(content) > LARGEST:
        raise Refused(TOO_LARGE)
    return content
