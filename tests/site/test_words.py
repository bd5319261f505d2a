"""The admin's words in Dutch: our catalogue changes words that Wagtail has, and no screen shows a leftover."""

import re
from gettext import GNUTranslations
from pathlib import Path

import allauth
import pytest
import wagtail
from django.conf import settings
from django.urls import reverse

from tests import screen
from tests.factories import (
    ContentPageFactory,
    MeetupFactory,
    MunicipalityFactory,
    RegistrationFactory,
    functional_manager,
    organiser_of,
)

LEFTOVERS = re.compile(r"\bNone\b|\d-\d+van|Incomplete|Titel tag|Editor Guide|\bDashboard\b|Content statistieken")
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")


def catalogue(path: Path) -> dict[str, list[str]]:
    """Return the translations by message; those of a plural together."""
    with path.open("rb") as file:
        entries = GNUTranslations(file)._catalog  # noqa: SLF001  there is no public way to list them
    found: dict[str, list[str]] = {}
    for key, words in entries.items():
        found.setdefault(key[0] if isinstance(key, tuple) else key, []).append(words)
    found.pop("", None)
    return found


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_every_message_of_ours_is_one_of_theirs_and_uses_its_placeholders(domain):
    ours = catalogue(settings.LOCALE_PATHS[0] / "nl" / "LC_MESSAGES" / f"{domain}.mo")
    theirs: set[str] = set()
    for package in (wagtail, allauth):
        for path in Path(package.__file__).parent.rglob(f"locale/nl/LC_MESSAGES/{domain}.mo"):
            theirs |= catalogue(path).keys()

    assert sorted(ours.keys() - theirs) == []
    for message, translations in ours.items():
        known = set(PLACEHOLDER.findall(message))
        assert all(set(PLACEHOLDER.findall(words)) <= known for words in translations), message


JARGON = re.compile(
    r"\bslug\b|\bmeta\b|\bversies?\b|\brevisies?\b|[Oo]ntgrendel|[Vv]ergrendel|[Dd]epubliceer|\bverwijzing|\bNone\b|\bsnippet|"
    r"\b(?:Status|Unpublish|Lock|Unlock|Page|Edit|Delete|Save|Search|Add|Choose|Upload|Settings|Items?|Collection|Actions)\b"
)
"""Words of Wagtail that organisers should not have to learn, and leftovers in English."""


@pytest.mark.django_db
def test_organiser_meets_no_jargon_on_her_screens(client, site_tree):
    meetup = MeetupFactory(title="Lunch", capacity=2)
    date, made = meetup.dates.get(), RegistrationFactory(date=meetup.dates.get())
    meetup.save_revision().publish()
    client.force_login(organiser_of(meetup.organisation))
    admin = [
        ("wagtailadmin_home", []), ("meetups:index", []), ("wagtailadmin_pages:edit", [meetup.pk]),
        ("wagtailadmin_pages:history", [meetup.pk]), ("wagtailadmin_pages:unpublish", [MeetupFactory(organiser=meetup.organisation).pk]),
        ("wagtailadmin_pages:delete", [MeetupFactory(organiser=meetup.organisation).pk]),
        ("events_registrations", [date.pk]), ("events_person", [date.pk, made.pk]), ("events_correct_person", [date.pk, made.pk]),
        ("events_add_person", [date.pk]), ("events_mails", [date.pk]), ("events_move_date", [date.pk]), ("events_cancel_date", [date.pk]),
        ("events_codes", [meetup.pk]), ("network_people", [meetup.organisation.pk]), ("wagtailimages:index", []),
        ("wagtailimages:add_multiple", []), ("wagtaildocs:index", []), ("wagtailadmin_account", []),
    ]  # fmt: skip

    found = {}
    for name, args in admin:
        page = screen.parsed(client.get(reverse(name, args=args)))
        for element in page.select("script, style, template, [hidden], .wv-brand"):
            element.decompose()
        if words := JARGON.findall(screen.words(page)):
            found[name] = sorted(set(words))
    assert found == {}


@pytest.mark.django_db
def test_screens_of_the_admin_show_no_leftovers(client, site_tree):
    pages = [ContentPageFactory(title="Over ons"), MunicipalityFactory(title="Breda"), MeetupFactory(title="Lunch")]
    for page in pages:
        page.save_revision().publish()
    client.force_login(functional_manager())
    urls = [
        reverse("wagtailadmin_explore", args=[site_tree.home.pk]),
        f"{reverse('wagtailadmin_explore', args=[site_tree.home.pk])}?q=over",
        reverse("wagtailadmin_pages:search"),
        reverse("wagtailadmin_reports:aging_pages"),
        reverse("wagtailadmin_reports:site_history"),
        reverse("broken_links"),
        reverse("wagtailimages:index"),
        reverse("wagtaildocs:index"),
        *(reverse("wagtailadmin_pages:edit", args=[page.pk]) for page in pages),
        *(reverse("wagtailadmin_pages:history", args=[page.pk]) for page in pages),
    ]

    found = {}
    for url in urls:
        page = screen.parsed(client.get(url))
        for element in page.select("script, style, [hidden]"):
            element.decompose()
        if leftovers := LEFTOVERS.findall(screen.words(page)):
            found[url] = leftovers
    assert found == {}
