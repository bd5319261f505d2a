"""Secret links to one statement, each for one person in one role (decision 0008)."""

from knowledge.models import Contributor, Uptake, UptakeLink
from web.signed_links import read_secret, sign

PURPOSE = "knowledge.uptake"


def path_for(uptake: Uptake, role: str, contributor: Contributor) -> str:
    """Return the path of this person's link, the same each time. Makes the row that it names."""
    link, _created = UptakeLink.objects.get_or_create(uptake=uptake, role=role, contributor=contributor)
    return f"/meedoen/{sign(PURPOSE, link.pk, contributor.link_version % 2**16)}/"


def link_from(secret: str) -> UptakeLink | None:
    """Return the link, with all rows that its page shows. None if it is forged, replaced, or if the row is gone."""
    found = read_secret(PURPOSE, secret)
    if found is None:
        return None
    link = (
        UptakeLink.objects.select_related(
            "contributor", "uptake__practice", "uptake__organisation", "uptake__municipality", "uptake__wijk",
            "uptake__stated_by", "uptake__confirmed_by", "uptake__declined_by", "uptake__withdrawn_by",
        )
        .filter(pk=found[0])
        .first()
    )  # fmt: skip
    return link if link and link.contributor.link_version % 2**16 == found[1] else None


def is_signed(secret: str) -> bool:
    return read_secret(PURPOSE, secret) is not None
