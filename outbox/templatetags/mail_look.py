"""Styles of mails: ``{% look "fact" %}`` writes the class and style attributes of a part of a mail.

Styles are inline, because mail programs drop style sheets. The classes are for the media queries that they do keep:
dark mode and phones (``mail/base.html``).
"""

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

FONT = "font-family:Figtree,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;"
INK, SOFT, ACCENT, LINE = "#13201f", "#465452", "#5c1f63", "#d5d4c9"
BUTTON = f"border:1px solid {ACCENT}; border-radius:6px; background-color:{ACCENT}; color:#ffffff;"
BUTTON_WORDS = f"{FONT} font-size:18px; line-height:22px; font-weight:600; text-align:center; text-decoration:none;"

LOOKS = {
    # The sheet of paper and its parts, from top to bottom.
    "ground": ("ground", "background-color:#f5f4ee;"),
    "surface": ("surface", "max-width:600px; background-color:#ffffff; border-radius:6px;"),
    "strand-medical": (
        "",
        "height:8px; font-size:0; line-height:0; background-color:#0c6b70; border-radius:6px 0 0 0;",
    ),
    "strand-both": ("", "height:8px; font-size:0; line-height:0; background-color:#5c1f63;"),
    "strand-social": ("", "height:8px; font-size:0; line-height:0; background-color:#c64a2b; border-radius:0 6px 0 0;"),
    "name": (
        "pad ink",
        f"padding:28px 40px 0; {FONT} font-size:20px; line-height:24px; font-weight:800; letter-spacing:-0.5px; color:{INK};",
    ),
    "heading": (
        "state ink",
        f"margin:0; {FONT} font-size:34px; line-height:1.12; font-weight:700; letter-spacing:-0.6px; color:{INK}; text-wrap:balance;",
    ),
    "intro": ("pad ink", f"padding:16px 40px 0; {FONT} font-size:18px; line-height:1.5; color:{INK};"),
    "after": ("pad ink", f"padding:20px 40px 0; {FONT} font-size:17px; line-height:1.5; color:{INK};"),
    "foot": (
        "soft line",
        f"padding-top:16px; border-top:1px solid {LINE}; {FONT} font-size:15px; line-height:22px; color:{SOFT};",
    ),
    # Rows between them.
    "row": ("pad", "padding:18px 40px 0;"),
    "row-wide": ("pad", "padding:24px 40px 0;"),
    "row-widest": ("pad", "padding:30px 40px 0;"),
    "row-last": ("pad", "padding:24px 40px 30px;"),
    "row-entry": ("pad", "padding:26px 40px 0;"),
    # Contents of the rows.
    "part": (
        "ink line",
        f"margin:0; padding-top:14px; border-top:2px solid {INK}; {FONT} font-size:17px; line-height:24px; font-weight:700; color:{INK};",
    ),
    "entry": ("ink", f"margin:6px 0 0; {FONT} font-size:16px; line-height:24px; color:{INK};"),
    "paragraph": ("", "margin:0 0 12px;"),
    "link": ("link", f"color:{ACCENT};"),
    "address": ("link", f"color:{ACCENT}; word-break:break-all;"),
    "soft": ("soft", f"color:{SOFT};"),
    "note": ("soft", f"font-size:15px; color:{SOFT};"),
    "nowrap": ("", "white-space:nowrap;"),
    "code": ("", "margin:0 0 16px; font-size:30px; line-height:38px; font-weight:700; letter-spacing:2px;"),
    "button": (
        "button",
        f"display:inline-block; padding:14px 26px; {BUTTON} {BUTTON_WORDS}",
    ),
    "day": ("tint", "width:68px; background-color:#d3e9e7; border-radius:6px;"),
    "day-words": (
        "day",
        f"padding:8px 4px 9px; {FONT} font-size:14px; line-height:17px; font-weight:600; color:#07494d;",
    ),
    "day-number": ("ink", f"font-size:32px; line-height:34px; font-weight:800; color:{INK};"),
    # A date that does not take place, as on the site: outlined, with the number struck through.
    "day-off": ("line", f"width:68px; border:1px solid {LINE}; border-radius:6px;"),
    "day-words-off": (
        "soft",
        f"padding:7px 3px 8px; {FONT} font-size:14px; line-height:17px; font-weight:600; color:{SOFT};",
    ),
    "day-number-off": (
        "soft",
        f"font-size:32px; line-height:34px; font-weight:800; color:{SOFT}; text-decoration:line-through;",
    ),
    "kind": ("soft", f"margin:0; {FONT} font-size:15px; line-height:21px; color:{SOFT};"),
    "title": (
        "",
        f"margin:4px 0 0; {FONT} font-size:21px; line-height:26px; font-weight:700; letter-spacing:-0.2px;",
    ),
    "label": (
        "label soft line",
        f"width:104px; padding:11px 14px 11px 0; border-top:1px solid {LINE}; {FONT} font-size:16px; line-height:24px; color:{SOFT};",
    ),
    "fact": (
        "ink line",
        f"padding:11px 0; border-top:1px solid {LINE}; {FONT} font-size:17px; line-height:24px; color:{INK};",
    ),
    "box": ("sunken", "background-color:#e9e8df; border-radius:6px;"),
    "box-words": ("ink", f"padding:14px 18px; {FONT} font-size:16px; line-height:24px; color:{INK};"),
}
"""Classes that ``mail/base.html`` restyles in dark mode and on phones, and the inline style, by part."""

WRITTEN = {
    name: mark_safe(f'class="{classes}" style="{style}"' if classes else f'style="{style}"')  # noqa: S308  written above
    for name, (classes, style) in LOOKS.items()
}


@register.simple_tag
def look(name: str) -> SafeString:
    return WRITTEN[name]
