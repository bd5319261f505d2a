"""Uptake and policy of the demo: who does what, confirmed already, and invented answers of municipalities."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from home.demo.policies import POLICIES
from home.demo.practice_shapes import Ago, Practice, Taken
from knowledge.models import PolicyEntry, PracticePage, Uptake, UptakeStep
from knowledge.models.uptake import UptakeState
from network.models import MunicipalityPage, OrganisationPage, ThemePage

BEFORE = {UptakeState.WORKS: (UptakeState.TRIES, 5), UptakeState.STOPPED: (UptakeState.TRIES, 6)}
"""State that came before, and how many months earlier, so that the timelines tell a story."""


def add_uptake(
    practices: Iterable[Practice],
    pages: dict[str, PracticePage],
    organisations: dict[str, OrganisationPage],
    municipalities: dict[str, MunicipalityPage],
    today: date,
) -> None:
    """Create the uptake of ``practices`` in two statements."""
    known = {author.organisation: author.name for practice in practices for author in practice.authors}
    taken = [(pages[practice.slug], one) for practice in practices for one in practice.uptake]
    rows = Uptake.objects.bulk_create(
        Uptake(
            practice=page,
            organisation=organisations[one.organisation] if one.organisation else None,
            municipality=municipalities[one.municipality] if one.municipality else None,
            state=one.state,
            since=Ago(one.months_ago).month(today),
            changed=one.changed,
            contact_name=known.get(one.organisation, "") if one.state != UptakeState.STOPPED else "",
            proven_at=_when(one, today),
            agreed_at=_when(one, today),
            confirmed_at=_when(one, today),
        )
        for page, one in taken
    )
    UptakeStep.objects.bulk_create(
        step for row, (_page, one) in zip(rows, taken, strict=True) for step in _steps(row, one, today)
    )


def _when(one: Taken, today: date) -> datetime:
    month = Ago(one.months_ago).month(today)
    return datetime.combine(min(month + timedelta(days=9), today), time(12), tzinfo=timezone.get_default_timezone())


def _steps(row: Uptake, one: Taken, today: date) -> list[UptakeStep]:
    found = [UptakeStep(uptake=row, state=row.state, month=row.since, words=row.changed)]
    if earlier := BEFORE.get(UptakeState(row.state)):
        state, months = earlier
        found.append(UptakeStep(uptake=row, state=state, month=Ago(one.months_ago + months).month(today)))
    return found


def ensure_policies(today: date) -> int:
    """Create the invented policy of the demo if there is none; return how many answers."""
    if PolicyEntry.objects.exists():
        return 0
    municipalities = {page.slug: page for page in MunicipalityPage.objects.all()}
    themes = {page.slug: page for page in ThemePage.objects.all()}
    made = PolicyEntry.objects.bulk_create(
        PolicyEntry(
            municipality=municipalities[policy.municipality],
            theme=themes[policy.theme],
            now=policy.now,
            now_words=policy.now_words,
            planned=policy.planned,
            planned_words=policy.planned_words,
            planned_when=policy.planned_when(today),
            source_title="voorbeeldbron",
            source_on=today - timedelta(days=policy.days_ago),
            is_example=True,
        )
        for policy in POLICIES
        if policy.municipality in municipalities and policy.theme in themes
    )
    return len(made)
