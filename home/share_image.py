"""Social media picture of a page: title, date and weave, 1200 by 630 pixels.

Only public pages have one. There is one per page and date, so their number is bounded. The version in the URL only
determines how long the picture may be cached.
"""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from io import BytesIO
from math import ceil, cos, radians, sin
from pathlib import Path

from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from PIL import Image, ImageDraw, ImageFont
from wagtail.models import Page

from events.dates.cards import DateCard, card_for
from events.dates.lead_date import lead_date
from events.models import EventDate, EventPage
from network import weave
from network.addresses import asked_date
from network.covers import KEEP
from network.visibility import open_to_all
from web.excerpts import shortened

WIDTH, HEIGHT = 1200, 630
PANEL = 400
MARGIN = 72
DAY = 24 * 3600
GROUND, INK, SOFT, MEDICAL, SOCIAL, TINT, TINT_TEXT = (
    "#f5f4ee", "#13201f", "#465452", "#0c6b70", "#c64a2b", "#d3e9e7", "#07494d",
)  # fmt: skip
LOOK = sha256(Path(__file__).read_bytes()).hexdigest()[:8]


@dataclass(frozen=True)
class Words:
    """Contents of the picture."""

    above: str
    title: str
    below: tuple[str, ...]
    day: tuple[str, ...]
    """Weekday, day and month for the date block; empty if there is no date."""

    weave: str

    @property
    def version(self) -> str:
        return sha256(repr((LOOK, weave.VERSION, self)).encode()).hexdigest()[:12]


def words_for(page: Page, card: DateCard | None = None) -> Words:
    title = getattr(page, "headline", None) or getattr(page, "display_name", None) or page.title
    if not isinstance(page, EventPage):
        above = page.get_verbose_name().capitalize() if page.depth > 3 else ""
        return Words(above=above, title=title, below=(), day=(), weave=page.weave_name)
    if card is None:
        return Words(above=page.get_kind_display(), title=title, below=(), day=(), weave=page.weave_name)
    when = (card.date_words, card.time_words)
    if card.cancelled:
        when = (_("Gaat niet door"), card.date_words)
    elif card.postponed:
        when = (_("De nieuwe datum volgt"), "")
    return Words(
        above=f"{page.get_kind_display()} · {card.place}",
        title=title,
        below=when,
        day=("", "?", "") if card.postponed else (card.day, card.number, card.month),
        weave=(card.date.page or page).weave_name,  # the date's page has its wijken prefetched
    )


def image_url(page: Page, card: DateCard | None = None) -> str:
    picture = reverse("share_image", args=[page.pk, words_for(page, card).version])
    return f"{picture}{question_for(card)}"


def question_for(card: DateCard | None) -> str:
    """Return the query string that makes the page open with ``card``; empty if it does so by default."""
    return f"?datum={card.date.pk}" if card and not card.is_lead else ""


@require_safe
def share_image(request: HttpRequest, page_id: int, version: str) -> HttpResponse:
    page = open_to_all(Page.objects.filter(pk=page_id, depth__gt=1)).specific().first()
    if page is None or not hasattr(page, "weave_name"):
        raise Http404
    words = words_for(page, shown_card(page, asked_date(request)) if isinstance(page, EventPage) else None)
    key = f"share-image:{words.version}"
    kept = caches["images"]
    picture = kept.get(key)
    if picture is None:
        picture = draw(words)
        kept.set(key, picture, DAY)
    keep = KEEP if version == words.version else "public, max-age=300"
    return HttpResponse(picture, content_type="image/png", headers={"Cache-Control": keep})


def shown_card(page: EventPage, wanted: int | None) -> DateCard | None:
    """Return the card of the date ``wanted``, or of the default date if the page does not have it."""
    dates = EventDate.objects.filter(page=page).exclude(status=EventDate.Status.REMOVED).with_pages()
    lead = lead_date(dates)
    date = next((date for date in dates if date.pk == wanted), lead)
    return card_for(date, is_lead=date == lead) if date else None


# -- Drawing -----------------------------------------------------------------------------------------------------------


@cache
def font(size: int, weight: int) -> ImageFont.FreeTypeFont:
    made = ImageFont.truetype(str(files("fontpkg_figtree") / "files" / "Figtree[wght].ttf"), size)
    made.set_variation_by_axes([weight])
    return made


def draw(words: Words) -> bytes:
    picture = Image.new("RGB", (WIDTH, HEIGHT), GROUND)
    picture.paste(panel(words.weave, PANEL, HEIGHT), (WIDTH - PANEL, 0))
    pen = ImageDraw.Draw(picture)
    wordmark(picture, MARGIN, 64)
    room = WIDTH - PANEL - 2 * MARGIN
    top = 158
    if words.above:
        pen.text((MARGIN, top), fitting(words.above, room, font(28, 500)), fill=SOFT, font=font(28, 500))
        top += 50
    bottom = HEIGHT - 64 - (132 if words.day else 0)
    size, lines = title_lines(words.title, room, bottom - top)
    for line in lines:
        pen.text((MARGIN, top), line, fill=INK, font=font(size, 760))
        top += round(size * 1.14)
    if words.day:
        date_block(pen, MARGIN, HEIGHT - 64 - 116, words.day)
        for number, line in enumerate(words.below):
            pen.text(
                (MARGIN + 120, HEIGHT - 162 + number * 42),
                line,
                fill=INK if number == 0 else SOFT,
                font=font(30, 600 - 150 * number),
            )
    out = BytesIO()
    picture.quantize(128, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def title_lines(title: str, room: int, height: int) -> tuple[int, list[str]]:
    """Return the largest font size that fits, and the lines. The longest titles end in an ellipsis."""
    for size in (76, 68, 60, 54, 48, 42):
        lines = wrapped(title, room, font(size, 760))
        if len(lines) * size * 1.14 <= height:
            return size, lines
    most = int(height // (42 * 1.14))
    return 42, [*lines[: most - 1], fitting(" ".join(lines[most - 1 :]), room, font(42, 760))]


def wrapped(text: str, room: int, letters: ImageFont.FreeTypeFont) -> list[str]:
    lines: list[str] = []
    for whole in text.split():
        word = whole
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and letters.getlength(joined) <= room:
            lines[-1] = joined
            continue
        while letters.getlength(word) > room:
            cut = next(end for end in range(len(word) - 1, 0, -1) if letters.getlength(f"{word[:end]}-") <= room)
            lines.append(f"{word[:cut]}-")
            word = word[cut:]
        lines.append(word)
    return lines


def fitting(text: str, room: int, letters: ImageFont.FreeTypeFont) -> str:
    """Return ``text`` cut between words so that it is at most ``room`` wide; a single long word is cut itself."""
    short = text
    while letters.getlength(short) > room and len(short) > 1:
        short = shortened(text, len(short) - 1)
    return short


def date_block(pen: ImageDraw.ImageDraw, left: int, top: int, day: tuple[str, ...]) -> None:
    pen.rounded_rectangle((left, top, left + 96, top + 116), 8, fill=TINT)
    for text, size, weight, middle, fill in (
        (day[0], 22, 600, 22, TINT_TEXT), (day[1], 50, 800, 58, INK), (day[2], 22, 600, 94, TINT_TEXT),
    ):  # fmt: skip
        pen.text((left + 48, top + middle), text, fill=fill, font=font(size, weight), anchor="mm")


def wordmark(picture: Image.Image, left: int, top: int) -> None:
    """Draw two crossing V's, as in ``components/wordmark.html``."""
    scale = 6  # drawn larger and scaled down, for smooth edges
    mark = Image.new("RGB", (42 * scale, 28 * scale), GROUND)
    pen = ImageDraw.Draw(mark)
    for points, fill, width in (
        (((16, 1), (28, 23), (40, 1)), SOCIAL, 4.8),
        (((24.6, 3.6), (17.6, 16.4)), GROUND, 7.8),
        (((2, 1), (14, 23), (26, 1)), MEDICAL, 4.8),
    ):
        pen.line([(x * scale, y * scale) for x, y in points], fill=fill, width=round(width * scale), joint="curve")
    picture.paste(mark.resize((63, 42), Image.Resampling.LANCZOS), (left, top))
    ImageDraw.Draw(picture).text((left + 78, top + 19), "Wijkverband", fill=INK, font=font(36, 800), anchor="lm")


def panel(name: str, width: int, height: int, *, scale: float = 1.5) -> Image.Image:
    """Draw the weave of ``name`` like ``network.weave.svg``, in the light colours."""
    woven = weave.Weave(weave.seed_of(name))
    colours = {part: pair[0] for part, pair in woven.colours.items()}
    fine = 2
    picture = Image.new("RGB", (width * fine, height * fine), colours["ground"])
    pen = ImageDraw.Draw(picture)
    turn = radians(woven.angle)
    along, across = woven.reach(weave.Shape(width, height, scale))
    columns = range(-ceil(along / woven.width), ceil(along / woven.width))
    rows = range(-ceil(across / woven.height), ceil(across / woven.height))

    def box(left: float, top: float, right: float, bottom: float, part: str) -> None:
        points = []
        for x, y in ((left, top), (right, top), (right, bottom), (left, bottom)):
            turned = (x * cos(turn) - y * sin(turn), x * sin(turn) + y * cos(turn))
            points.append(((turned[0] * scale + width / 2) * fine, (turned[1] * scale + height / 2) * fine))
        pen.polygon(points, fill=colours[part])

    halo = weave.HALO
    far = max(along, across) + woven.width + woven.height
    for row in rows:
        for strand in woven.level:
            y = row * woven.height + strand.start
            box(-far, y, far, y + strand.width, "level-accent" if strand.accent else "level")
    for column in columns:
        for strand in woven.upright:
            x = column * woven.width + strand.start
            box(x - halo, -far, x + strand.width + halo, far, "ground")
            box(x, -far, x + strand.width, far, "upright-accent" if strand.accent else "upright")
    for row in rows:
        for number, strand in enumerate(woven.level):
            y = row * woven.height + strand.start
            part = "level-accent" if strand.accent else "level"
            for column in columns:
                for upright in woven.crossings(number):
                    left = column * woven.width + upright.start - halo
                    right = left + upright.width + 2 * halo
                    box(left, y - halo, right, y + strand.width + halo, "ground")
                    box(left - 1, y, right + 1, y + strand.width, part)
    return picture.resize((width, height), Image.Resampling.LANCZOS)
