"""Files as people upload them, good and bad."""

import struct
import zipfile
from io import BytesIO
from zlib import crc32

from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
OFFICE = {
    "docx": ("word/document.xml", "wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", "spreadsheetml.sheet.main+xml"),
    "pptx": ("ppt/presentation.xml", "presentationml.presentation.main+xml"),
}
OPEN = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}


def packed(entries: dict[str, bytes], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", compression) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return made.getvalue()


def office(kind: str = "docx", **more: bytes) -> bytes:
    """Return a small Office file. ``more`` are entries, with ``__`` for a slash."""
    part, content_type = OFFICE[kind]
    entries = {
        "[Content_Types].xml": f"<Types><Override ContentType='application/vnd.{content_type}'/></Types>".encode(),
        part: b"<w:document>Gesprekskaart</w:document>",
        **{name.replace("__", "/"): content for name, content in more.items()},
    }
    return packed(entries)


def open_document(kind: str = "odt", **more: bytes) -> bytes:
    entries = {
        "mimetype": f"application/vnd.oasis.opendocument.{OPEN[kind]}".encode(),
        "content.xml": b"<office:document/>",
        **{name.replace("__", "/"): content for name, content in more.items()},
    }
    return packed(entries)


def picture(kind: str = "JPEG", *, with_place: bool = False) -> bytes:
    made, image = BytesIO(), Image.new("RGB", (60, 40), "teal")
    exif = Image.Exif()
    if with_place:
        exif[0x010F] = "Telefoon van Lotte"
    image.save(made, kind, exif=exif)
    return made.getvalue()


def encrypted_archive() -> bytes:
    """Return an Office file of which the entries say that they are encrypted."""
    content = bytearray(office())
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (found := content.find(sign, start)) >= 0:
            content[found + at] |= 1
            start = found + 4
    return bytes(content)


def bomb() -> bytes:
    """Return an Office file with one entry that unpacks to more than a hundred times its size."""
    return office(word__media__groot_xml=b"0" * 30_000_000)


def lying_bomb() -> bytes:
    """Return an Office file whose entry says that it is small, and is not."""
    content = bytearray(office(word__media__klein_xml=b"0" * 3_000_000))
    true, small = struct.pack("<L", 3_000_000), struct.pack("<L", 3_000)
    return bytes(content.replace(true, small))


def many_entries() -> bytes:
    return office(**{f"word__{number}_xml": b"x" for number in range(2001)})


def huge_picture() -> bytes:
    """Return a PNG whose header says that it has 100 million pixels."""
    header = struct.pack(">LLBBBBB", 10_000, 10_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    return picture("PNG")[:8] + struct.pack(">L", 13) + chunk + struct.pack(">L", crc32(chunk)) + picture("PNG")[33:]


GOOD = {
    "kaart.pdf": PDF, "Afspraken.DOCX": office(), "lijst.xlsx": office("xlsx"), "les.pptx": office("pptx"),
    "tekst.odt": open_document(), "lijst.ods": open_document("ods"), "les.odp": open_document("odp"),
    "foto.jpg": picture(), "foto.jpeg": picture(), "foto.png": picture("PNG"), "foto.webp": picture("WEBP"),
}  # fmt: skip

BAD = {
    "html": ("folder.html", b"<html><script>alert(1)</script>"),
    "svg": ("tekening.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    "program": ("folder.pdf.exe", PDF),
    "no extension": ("folder", PDF),
    "old office": ("brief.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 500),
    "html called pdf": ("folder.pdf", b"<html><body>%PDF-1.7 %%EOF"),
    "html before pdf": ("folder.pdf", b"<script>alert(1)</script>" + PDF),
    "archive behind pdf": ("folder.pdf", PDF + office()),
    "html behind pdf": ("folder.pdf", PDF + b"<script>alert(1)</script>"),
    "cut off pdf": ("folder.pdf", PDF[:-8]),
    "locked pdf": ("folder.pdf", PDF.replace(b"/Root", b"/Encrypt 9 0 R /Root")),
    "pdf with script": ("folder.pdf", PDF.replace(b"/Root", b"/OpenAction << /S /JavaScript >> /Root")),
    "pdf that starts something": ("folder.pdf", PDF.replace(b"/Root", b"/S /Launch /Root")),
    "macro": ("brief.docx", office(word__vbaProject__bin=b"x").replace(b"vbaProject/bin", b"vbaProject.bin")),
    "macro type": ("brief.docx", packed({"[Content_Types].xml": b"application/vnd.ms-word.document.macroEnabled.main+xml", "word/document.xml": b"x"})),
    "macro sheet": ("lijst.xlsx", office("xlsx", xl__macrosheets__sheet1=b"x")),
    "macro in open document": ("tekst.odt", open_document(Basic__Standard__Module1=b"x")),
    "template from elsewhere": ("brief.docx", packed({"[Content_Types].xml": b"x", "word/document.xml": b"x", "word/_rels/settings.xml.rels": b"attachedTemplate TargetMode='External'"})),
    "locked archive": ("brief.docx", encrypted_archive()),
    "locked open document": ("tekst.odt", open_document(**{"META-INF__manifest.xml": b"<manifest:encryption-data/>"})),
    "bomb": ("brief.docx", bomb()),
    "bomb that lies": ("brief.docx", lying_bomb()),
    "many entries": ("brief.docx", many_entries()),
    "word called excel": ("lijst.xlsx", office()),
    "plain archive": ("brief.docx", packed({"brief.txt": b"x"})),
    "html in archive": ("brief.docx", office(word__folder_html=b"x").replace(b"folder_html", b"folder.html")),
    "something before archive": ("brief.docx", b"#!/bin/sh\n" + office()),
    "something behind archive": ("brief.docx", office() + b"<script>"),
    "way out of archive": ("brief.docx", packed({"[Content_Types].xml": b"x", "word/document.xml": b"x", "../../etc/passwd": b"x"})),
    "damaged archive": ("brief.docx", office()[:60] + b"xxxxxxxx" + office()[68:]),
    "picture called document": ("brief.docx", picture()),
    "png called jpg": ("foto.jpg", picture("PNG")),
    "archive behind picture": ("foto.jpg", picture() + office()),
    "script behind picture": ("foto.png", picture("PNG") + b"<script>alert(1)</script>"),
    "cut off picture": ("foto.jpg", picture()[:300]),
    "huge picture": ("foto.png", huge_picture()),
    "no picture": ("foto.webp", b"RIFF\x00\x00\x00\x00WEBPVP8 "),
    "gif": ("foto.gif", b"GIF89a"),
    "empty": ("leeg.pdf", b""),
    "too large": ("groot.pdf", PDF[:-6] + b" " * (10 * 1024 * 1024) + b"%%EOF\n"),
}  # fmt: skip
"""Files that are refused: a name and a content, by what is wrong with them."""
