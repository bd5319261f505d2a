"""Secret links of authors and moderators: signed ids, nothing stored (decision 0008)."""

from datetime import datetime, timedelta

from django.utils import timezone

from knowledge.models import Authorship, Draft, ReviewLink
from web.signed_links import read_secret, sign

BASE = "/praktijken/insturen/"
REVIEW_FOR = timedelta(days=30)
"""Term of a moderator's link."""


def draft_secret(draft: Draft) -> str:
    return sign("draft", draft.pk, draft.link_version)


def draft_path(draft: Draft, step: str = "") -> str:
    return f"{BASE}{draft_secret(draft)}/{f'{step}/' if step else ''}"


def draft_from(secret: str) -> Draft | None:
    """Return the draft that ``secret`` opens, with its page and last submission; None if forged, ended or gone."""
    found = read_secret("draft", secret)
    if found is None:
        return None
    drafts = Draft.objects.select_related("contributor", "page", "submission")
    return drafts.filter(pk=found[0], link_version=found[1]).first()


def mailed_path(draft: Draft) -> str:
    """Return the path to mail to the contributor's address only: using it proves the address."""
    return f"{BASE}verder/{sign('draft-mailed', draft.pk, draft.link_version)}/"


def mailed_draft_from(secret: str) -> Draft | None:
    found = read_secret("draft-mailed", secret)
    if found is None:
        return None
    drafts = Draft.objects.select_related("contributor", "page", "submission")
    return drafts.filter(pk=found[0], link_version=found[1]).first()


def review_path(link: ReviewLink) -> str:
    return f"{BASE}nakijken/{sign('review', link.pk, 1)}/"


def review_from(secret: str) -> ReviewLink | None:
    """Return the link row, dead or alive, with what its page shows; None if ``secret`` is forged."""
    found = read_secret("review", secret)
    if found is None:
        return None
    return (
        ReviewLink.objects.select_related(
            "moderator", "submission__practice", "submission__revision", "submission__contributor",
            "submission__decided_by", "submission__task_state",
        )
        .filter(pk=found[0])
        .first()
    )  # fmt: skip


def is_past(link: ReviewLink, now: datetime | None = None) -> bool:
    return (now or timezone.now()) >= link.made_at + REVIEW_FOR


def author_path(authorship: Authorship) -> str:
    """Return the path of somebody's own page about a practice. Mail it to their address only."""
    return f"{BASE}auteur/{sign('authorship', authorship.pk, authorship.contributor.link_version)}/"


def authorship_from(secret: str) -> Authorship | None:
    found = read_secret("authorship", secret)
    if found is None:
        return None
    rows = Authorship.objects.select_related("practice", "contributor")
    return rows.filter(pk=found[0], contributor__link_version=found[1], until__isnull=True).first()


def practice_path(practice_id: int) -> str:
    """Return the path of the same page for somebody who is signed in. It opens nothing by itself."""
    return f"{BASE}praktijk/{practice_id}/"
