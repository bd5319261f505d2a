"""The yearly question: does it still hold? To the authors, then to the organisation and the editors, then on the page."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from knowledge.contribute import letters, links, policy
from knowledge.contribute.policy import Action, Actor
from knowledge.identity import roles
from knowledge.models import Authorship, PracticePage, Standing

ASK_AFTER = timedelta(days=365)
REMIND_AFTER = timedelta(days=21)
PASS_ON_AFTER = timedelta(days=45)
OVERDUE_AFTER = timedelta(days=60)
BATCH = 100


def run_due(now: datetime | None = None) -> int:
    """Ask, remind, pass on and mark what is due. Return how many practices were touched. Safe to run concurrently."""
    now = now or timezone.now()
    begin_standings()
    return ask(now) + remind(now) + pass_on(now) + mark_overdue(now)


def begin_standings() -> None:
    """Let the year begin for practices that were published in the admin."""
    for page in PracticePage.objects.live().filter(standing__isnull=True)[:BATCH]:
        since = page.first_published_at or timezone.now()
        Standing.objects.get_or_create(
            practice=page, defaults={"confirmed_on": timezone.localdate(since), "is_confirmed": False}
        )


def _asked_about() -> QuerySet[Standing]:
    """Return the standings of practices that are on the site and have not stopped."""
    return Standing.objects.filter(practice__live=True).exclude(practice__phase=PracticePage.Phase.STOPPED)


def _locked(due: QuerySet[Standing]) -> list[Standing]:
    """Lock a batch of what is due, and leave out what another worker did meanwhile."""
    pks = list(due.order_by("pk").values_list("pk", flat=True)[:BATCH])
    if not pks:
        return []
    list(Standing.objects.select_for_update().filter(pk__in=pks).order_by("pk"))
    return list(due.filter(pk__in=pks).select_related("practice__organisation").order_by("pk"))


@transaction.atomic
def ask(now: datetime) -> int:
    due = _locked(_asked_about().filter(asked_at__isnull=True, confirmed_on__lte=timezone.localdate(now) - ASK_AFTER))
    _write_to_authors(due, now, is_reminder=False)
    return _set(due, asked_at=now)


@transaction.atomic
def remind(now: datetime) -> int:
    due = _locked(_asked_about().filter(reminded_at__isnull=True, asked_at__lte=now - REMIND_AFTER))
    _write_to_authors(due, now, is_reminder=True)
    return _set(due, reminded_at=now)


@transaction.atomic
def pass_on(now: datetime) -> int:
    """Ask the people of the organisation and the editors, one letter each."""
    due = _locked(_asked_about().filter(passed_on_at__isnull=True, asked_at__lte=now - PASS_ON_AFTER))
    wanted: dict[User, list[Standing]] = defaultdict(list)
    editors = list(roles.editors()) if due else []
    for standing in due:
        organisation = standing.practice.organisation
        group = organisation.group_id if organisation and standing.practice.is_shared else None
        members = list(User.objects.filter(groups=group, is_active=True)) if group else []
        for user in {*members, *editors}:
            wanted[user].append(standing)
    for user, standings in wanted.items():
        rows = [_row(one, links.practice_path(one.practice_id)) for one in standings]
        if to := letters.box_of(user):
            letters.ask_others(to, rows, cause=f"yearly-others:{user.pk}:{now:%Y%m%d}:{standings[0].pk}")
    return _set(due, passed_on_at=now)


@transaction.atomic
def mark_overdue(now: datetime) -> int:
    """Let the page say since when nobody confirmed it."""
    late = _asked_about().filter(overdue_since__isnull=True, asked_at__lte=now - OVERDUE_AFTER)
    # Updating nothing would empty caches too.
    return late.update(overdue_since=timezone.localdate(now)) if late.exists() else 0


def _set(standings: list[Standing], **moment: datetime) -> int:
    if standings:
        Standing.objects.filter(pk__in=[one.pk for one in standings]).update(**moment)
    return len(standings)


def _write_to_authors(standings: Iterable[Standing], now: datetime, *, is_reminder: bool) -> None:
    """Write one letter to each author, about all their practices."""
    of = {one.practice_id: one for one in standings}
    rows = defaultdict(list)
    authorships = (
        roles.makers()
        .filter(practice__in=of, contributor__confirmed_at__isnull=False)
        .exclude(contributor__email="")
        .select_related("contributor", "practice")
    )
    for authorship in authorships.order_by("practice__title", "pk"):
        rows[authorship.contributor].append(_row(of[authorship.practice_id], links.author_path(authorship)))
    kind = "yearly-again" if is_reminder else "yearly"
    for contributor, mine in rows.items():
        cause = f"{kind}:{contributor.pk}:{now:%Y%m%d}:{min(of)}"
        letters.ask_whether_it_holds(letters.box(contributor), mine, cause=cause, is_reminder=is_reminder)


def _row(standing: Standing, path: str) -> tuple[str, str, str]:
    return standing.practice.title, letters.address(path), standing.words


@transaction.atomic
def confirm(practice: PracticePage, actor: Actor) -> bool:
    """Record that it still holds today. Return False if the actor may not say so."""
    if not policy.may(Action.CONFIRM, actor, practice=practice):
        return False
    own = None
    if actor.contributor is not None:
        own = Authorship.objects.filter(practice=practice, contributor=actor.contributor).first()
    answered = {
        "confirmed_on": timezone.localdate(), "is_confirmed": True, "confirmed_by": own, "asked_at": None, "reminded_at": None,
        "passed_on_at": None, "overdue_since": None,
    }  # fmt: skip
    Standing.objects.update_or_create(practice=practice, defaults=answered)
    return True


def is_asked(practice: PracticePage) -> bool:
    """Return whether the yearly question waits for an answer."""
    return Standing.objects.filter(practice=practice, asked_at__isnull=False).exists()
