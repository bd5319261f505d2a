"""Generated static files: one combined style sheet, and the font reduced to the characters we use."""

import re
from importlib.resources import files
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseStorageFinder
from django.core.files.storage import FileSystemStorage
from fontTools import subset

IMPORT = re.compile(r'^@import url\("([\w-]+\.css)"\);\n', re.MULTILINE)
STYLES = settings.BASE_DIR / "site" / "static" / "css"
LATIN = "U+0020-007E,U+00A0-017F,U+02C6,U+02DA,U+02DC,U+2010-2015,U+2018-201E,U+2022,U+2026,U+2030,U+2039,U+203A,U+20AC,U+2122,U+2190-2193,U+2212"


def one_style_sheet() -> str:
    """Return ``css/index.css`` with its imports inlined, to save a chain of requests."""
    return without_air(IMPORT.sub(lambda found: (STYLES / found[1]).read_text(), (STYLES / "index.css").read_text()))


def without_air(sheet: str) -> str:
    """Remove the comments from ``sheet``, and the white space around braces, semicolons and line ends."""
    return re.sub(
        r"\s*([{};])\s*", r"\1", re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL))
    ).strip()


def make_font(target: Path) -> None:
    """Write the variable font Figtree to ``target``: Latin only, as woff2, about 20 kB."""
    source = files("fontpkg_figtree") / "files" / "Figtree[wght].ttf"
    subset.main(
        [
            str(source),
            f"--output-file={target}",
            f"--unicodes={LATIN}",
            "--flavor=woff2",
            "--layout-features=kern,liga,tnum,mark,mkmk,ccmp,locl",
            "--no-hinting",
            "--desubroutinize",
        ]
    )


class MadeFilesFinder(BaseStorageFinder):
    """Finder that generates the files when static files are collected or looked up."""

    def __init__(self, app_names=None) -> None:
        super().__init__(storage=FileSystemStorage(location=settings.MADE_STATIC_DIR, base_url=settings.STATIC_URL))

    def make(self) -> None:
        root = Path(settings.MADE_STATIC_DIR)
        (root / "css").mkdir(parents=True, exist_ok=True)
        (root / "fonts").mkdir(parents=True, exist_ok=True)
        sheet, text = root / "css" / "site.css", one_style_sheet()
        if not sheet.exists() or sheet.read_text() != text:
            sheet.write_text(text)
        font = root / "fonts" / "figtree-latin.woff2"
        if not font.exists():
            make_font(font)

    def list(self, ignore_patterns):
        self.make()
        return super().list(ignore_patterns)

    def find(self, path, find_all=False, **kwargs):
        if path in {"css/site.css", "fonts/figtree-latin.woff2"}:
            self.make()
        return super().find(path, find_all=find_all, **kwargs)

    def check(self, **kwargs):
        return []
