"""Contrast of the colour tokens: every pair that the style sheets combine is readable, in light and in dark mode.

See WCAG 2.2, 1.4.3 and 1.4.11.
"""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAIR = re.compile(r"--wv-color-([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")
TOKENS = {name: pair for name, *pair in PAIR.findall((ROOT / "site/static/css/tokens.css").read_text())}

TEXT, CONTROL = 4.5, 3.0
ON = {
    "ground": {"ink": TEXT, "ink-soft": TEXT, "action": TEXT, "action-hover": TEXT, "danger": TEXT, "control-border": CONTROL, "focus": CONTROL, "medisch": CONTROL, "sociaal": CONTROL},
    "surface": {"ink": TEXT, "ink-soft": TEXT, "action": TEXT, "action-hover": TEXT, "danger": TEXT, "success": TEXT, "warning": TEXT, "control-border": CONTROL, "focus": CONTROL, "medisch": CONTROL, "sociaal": CONTROL},
    "sunken": {"ink": TEXT, "ink-soft": TEXT, "action": TEXT, "focus": CONTROL},
    "medisch-tint": {"ink": TEXT, "ink-soft": TEXT, "medisch-text": TEXT, "focus": CONTROL},
    "sociaal-tint": {"ink": TEXT, "sociaal-text": TEXT, "focus": CONTROL},
    "action-tint": {"ink": TEXT, "ink-soft": TEXT, "action": TEXT, "action-hover": TEXT, "focus": CONTROL},
    "action": {"on-action": TEXT},
    "action-hover": {"on-action": TEXT},
    "success-tint": {"success": TEXT, "ink": TEXT, "focus": CONTROL},
    "warning-tint": {"warning": TEXT, "ink": TEXT, "focus": CONTROL},
    "danger-tint": {"danger": TEXT, "ink": TEXT, "focus": CONTROL},
    "band": {"band-ink": TEXT, "band-soft": TEXT, "band-medisch": CONTROL, "band-sociaal": CONTROL},
}  # fmt: skip
PAIRS = [(ground, colour, need) for ground, colours in ON.items() for colour, need in colours.items()]


def luminance(colour: str) -> float:
    """Return the relative luminance (WCAG 2.2)."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ground", "colour", "need"), PAIRS, ids=[f"{colour} on {ground}" for ground, colour, _ in PAIRS]
)
def test_pair_of_tokens_can_be_told_apart(ground, colour, need, mode):
    assert contrast(TOKENS[ground][mode], TOKENS[colour][mode]) >= need


def test_every_token_of_a_colour_is_in_a_pair():
    paired = {name for ground, colours in ON.items() for name in (ground, *colours)}

    assert set(TOKENS) - paired == {"line"}, "a line only separates: nothing is lost without it"


def test_contrast_is_reckoned_as_wcag_does():
    assert contrast("#ffffff", "#000000") == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


def test_style_sheets_take_colours_from_the_tokens():
    """Exempt are the tokens themselves, deliberate white and black, and the admin, which uses Wagtail's colours."""
    free = {"tokens.css", "admin.css", "admin-dates.css", "admin-organiser.css", "admin-writing.css"}
    sheets = [sheet for sheet in (ROOT / "site/static/css").glob("*.css") if sheet.name not in free]
    known = {value for pair in TOKENS.values() for value in pair} | {"#ffffff", "#000000"}

    strange = {
        f"{sheet.name}: {colour}"
        for sheet in sheets
        for colour in re.findall(r"#[0-9a-f]{3,8}\b", re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL))
        if colour not in known
    }

    assert strange == set()


def test_mails_take_colours_from_the_tokens():
    known = {value for pair in TOKENS.values() for value in pair}
    used = {
        colour
        for template in (ROOT / "templates/mail").glob("*.html")
        for colour in re.findall(r"#[0-9a-f]{6}\b", template.read_text())
    }

    assert used - known == set()
