"""Practices for the benchmark, inserted in bulk: two hundred, and twenty thousand."""

from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils import timezone
from wagtail.models import Page

from knowledge.models import Category, PracticePage, PracticePartner, PracticeStep, Standing
from knowledge.reference.categories import load_categories
from network.models import MunicipalityPage, OrganisationPage, ThemePage, WijkPage
from tests.factories import PracticeFactory, house

PATTERNS = 10
PREFIX = "tafel"
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
TEXT = "We eten soep en praten over **wie je belt** als het stil wordt.\n\n" * 3


def fill_practices(number: int) -> PracticePage:
    """Add practices until there are ``number``. Return the one to measure, which is the same at every size."""
    measured = PracticePage.objects.filter(slug=f"{PREFIX}-gemeten").first() or _settle()
    missing = number - PracticePage.objects.count()
    if missing > 0:
        _copy(missing)
    return measured


def _settle() -> PracticePage:
    load_categories()
    municipalities = list(MunicipalityPage.objects.order_by("pk"))
    texts = dict.fromkeys(("occasion", "goal", "approach", "results", "failed_what", "failed_how", "costs"), TEXT)
    about = {"summary": "Vier mensen om een gezin.", "lesson": "Begin met vier.", "target_group": "Gezinnen", **texts}
    phases = PracticePage.Phase.values
    for turn in range(PATTERNS):
        PracticeFactory(
            title=f"Patroon {turn}", phase=phases[turn % 5], municipality=municipalities[turn % len(municipalities)], **about
        )  # fmt: skip
    measured = PracticeFactory(
        title="Vier aan tafel", slug=f"{PREFIX}-gemeten", phase=PracticePage.Phase.TRIAL, municipality=municipalities[0],
        themes=list(ThemePage.objects.all()[:3]), categories=list(Category.objects.all()[:3]),
        wijken=list(WijkPage.objects.filter(municipality=municipalities[0])[:2]), **about,
    )  # fmt: skip
    today = timezone.localdate()
    for turn, organisation in enumerate(OrganisationPage.objects.all()[:6]):
        since = today - timedelta(days=900 - 90 * turn)
        PracticePartner.objects.create(practice=measured, organisation=organisation, since=since, sort_order=turn)
    for turn in range(8):
        month = today - timedelta(days=60 * turn)
        PracticeStep.objects.create(practice=measured, month=month, title=f"Stap {turn}", words=TEXT[:200])
    return measured


def _copy(missing: int) -> None:
    """Insert copies of the patterns, each with a theme, a wijk, two categories and a confirmation."""
    parent, now = house().practices, timezone.now()
    parent.refresh_from_db()
    first = parent.numchild + 1
    kind = ContentType.objects.get_for_model(PracticePage)
    made = Page.objects.bulk_create(
        [
            Page(
                title=f"Praktijk {number}", slug=f"{PREFIX}-{number}", path=f"{parent.path}{_step(number)}", depth=parent.depth + 1,
                url_path=f"{parent.url_path}{PREFIX}-{number}/", content_type=kind, locale=parent.locale, draft_title="",
                first_published_at=now - timedelta(hours=number), last_published_at=now - timedelta(hours=number),
            )
            for number in range(first, first + missing)
        ],
        batch_size=1000,
    )  # fmt: skip
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + missing)
    pks = sorted(page.pk for page in made)
    columns = ", ".join(
        connection.ops.quote_name(field.column)
        for field in PracticePage._meta.local_fields  # noqa: SLF001  Django's own
        if not field.primary_key
    )
    patterns = list(
        PracticePage.objects.filter(title__startswith="Patroon ").order_by("pk").values_list("pk", flat=True)
    )
    with connection.cursor() as cursor:
        for turn, pattern in enumerate(patterns):
            cursor.execute(
                f"INSERT INTO knowledge_practicepage (page_ptr_id, {columns}) SELECT page.id, {columns}"  # noqa: S608  ours
                " FROM wagtailcore_page AS page, knowledge_practicepage AS pattern WHERE pattern.page_ptr_id = %s"
                " AND page.id >= %s AND page.id <= %s AND page.content_type_id = %s AND MOD(page.id, %s) = %s"
                " AND page.slug LIKE %s",
                [pattern, pks[0], pks[-1], kind.pk, len(patterns), turn, f"{PREFIX}-%"],
            )
    _tie(pks)
    today = timezone.localdate()
    Standing.objects.bulk_create(
        [Standing(practice_id=pk, confirmed_on=today - timedelta(days=30 + pk % 900)) for pk in pks], batch_size=1000
    )


def _tie(pks: list[int]) -> None:
    for name, column, model, each in (
        ("themes", "themepage_id", ThemePage, 1),
        ("wijken", "wijkpage_id", WijkPage, 1),
        ("categories", "category_id", Category, 2),
    ):
        through = getattr(PracticePage, name).through
        others = list(model.objects.order_by("pk").values_list("pk", flat=True))
        rows = [
            through(practicepage_id=pk, **{column: others[(pk * 7 + turn * 5) % len(others)]})
            for pk in pks
            for turn in range(each)
        ]
        through.objects.bulk_create(rows, batch_size=1000)


def _step(number: int) -> str:
    """Return ``number`` as a step of a treebeard path."""
    digits = ""
    while number:
        number, rest = divmod(number, len(DIGITS))
        digits = DIGITS[rest] + digits
    return digits.rjust(4, "0")
