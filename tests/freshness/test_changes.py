"""Page cache: never stale after a change, in any process. Tested with two processes, like two workers."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from events.models import EventDate, EventPage, Registration
from events.publishing import move
from events.registration import registering, rule
from freshness.response_cache import ResponseCache
from freshness.versioned_cache import VersionedCache
from home.models import SiteSettings
from network.models import Discipline, Domain, ThemePage
from tests.factories import (
    MeetupFactory,
    ThemeFactory,
    WijkFactory,
    house,
    noon,
    planned,
)
from tests.freshness.region import fresh, region

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass
class OtherWorker:
    process: subprocess.Popen

    def get(self, path: str) -> dict:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{path}\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def caches_page(self, path: str) -> bool:
        """Return whether ``path`` is cached. Ask twice: the cache ends with the minute, maybe between the two."""
        return 1 in {self.get(path)["queries"] for _ in range(2)}


@pytest.fixture(scope="module")
def other_worker(django_db_setup) -> Iterator[OtherWorker]:
    process = subprocess.Popen(
        [sys.executable, Path(__file__).with_name("visitor.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=settings.BASE_DIR,
        env={**os.environ, "TEST_DATABASE": str(connection.settings_dict["NAME"])},
    )
    yield OtherWorker(process)
    process.communicate()
    assert process.returncode == 0


def publish(page: Page, **changed) -> None:
    page = fresh(page)
    for name, value in changed.items():
        setattr(page, name, value)
    page.save_revision().publish()


def come(here: SimpleNamespace, number: int = 1) -> None:
    for _ in range(number):
        turn = Registration.objects.count()
        made = registering.register(
            here.date, name=f"Gast {turn}", email=f"gast{turn}@example.org", discipline=here.discipline
        )
        rule.confirm(made)


def give_up_a_place(here: SimpleNamespace) -> None:
    rule.cancel(Registration.objects.live().latest("pk"))


def confirm_a_held_place(here: SimpleNamespace) -> None:
    rule.confirm(registering.register(here.date, name="Vlug", email="vlug@example.org"))


def everybody_cancels(here: SimpleNamespace) -> None:
    for one in Registration.objects.live():
        rule.cancel(one)


def restrict(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def in_a_long_transaction(here: SimpleNamespace) -> None:
    with transaction.atomic():
        publish(here.theme, title="Eenzaam")
        fresh(here.breda).save_revision().publish()


def expire(page: Page) -> None:
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled", verbosity=0)


def go_live_on_time(page: Page) -> None:
    revision = fresh(page).save_revision(approved_go_live_at=timezone.now() - timedelta(minutes=1))
    assert revision.approved_go_live_at
    call_command("publish_scheduled", verbosity=0)


def change_site(**changed) -> None:
    site = Site.objects.get()
    for name, value in changed.items():
        setattr(site, name, value)
    site.save()


def settings_of_the_site(**changed) -> None:
    found = SiteSettings.for_site(Site.objects.get())
    for name, value in changed.items():
        setattr(found, name, value)
    found.save()


EVENT, AGENDA = "event", "/agenda/"
# Each change: its description, the page that shows it, and its function. Each starts from the result of the last.
CHANGES: list[tuple[str, str, Callable[[SimpleNamespace], object]]] = [
    ("a place is taken", EVENT, come),
    ("a place is taken, in the agenda", AGENDA, come),
    ("the mix shows", EVENT, lambda here: come(here, 3)),
    ("a discipline moves to the other domain", EVENT, lambda here: Discipline.objects.update(domain=Domain.MEDISCH)),
    ("somebody tells another discipline", EVENT, lambda here: rule.change_answers(
        Registration.objects.live().first(), organisation="", discipline=None, remark="")),
    ("it is full", EVENT, come),
    ("somebody waits", EVENT, come),
    ("a place is given up", EVENT, give_up_a_place),
    ("there is more room", EVENT, lambda here: publish(here.meetup, capacity=9)),
    ("a held place is confirmed", EVENT, confirm_a_held_place),
    ("a date is cancelled", AGENDA, lambda here: move.cancel_date(here.date, reason="Storm")),
    ("a date is on again", EVENT, lambda here: move.restore_date(here.date)),
    ("a title is edited", "/themas/eenzaamheid/", lambda here: publish(here.meetup, title="Buurtlunch")),
    ("a date is added", EVENT, lambda here: publish(
        here.meetup, planned_dates=[*here.meetup.planned_dates.all(), planned(20)])),
    ("text is changed past the editor", EVENT, lambda here: EventPage.objects.update(venue_name="De Zaal")),
    ("text is changed by SQL", EVENT, lambda here: connection.cursor().execute(
        "UPDATE events_eventpage SET audience = 'Iedereen'")),
    ("a theme is renamed", EVENT, lambda here: publish(here.theme, title="Alleen zijn")),
    ("a theme is renamed in a long transaction", AGENDA, in_a_long_transaction),
    ("a theme is put on it", "/themas/rouw/", lambda here: publish(
        here.meetup, themes=[*ThemePage.objects.filter(slug="rouw")])),
    ("a theme is unpublished", "/", lambda here: (publish(here.breda, title="Breda-Noord"), fresh(here.theme).unpublish())),
    ("a wijk is renamed", AGENDA, lambda here: publish(here.wijk, title="Hoge-Vucht")),
    ("a wijk is added", "/gemeenten/breda/", lambda here: WijkFactory(municipality=here.breda, title="Haagse Beemden")),
    ("a municipality is renamed", "/agenda/?gemeente=breda", lambda here: publish(here.breda, title="Breda (NB)")),
    ("an organisation is renamed", "/organisaties/", lambda here: publish(here.linde, title="De Lindeboom")),
    ("a co-organiser joins", "/organisaties/de-eik/", lambda here: fresh(here.meetup).co_organisers.model.objects.create(
        page_id=here.meetup.pk, organisation_id=here.other.pk)),
    ("an editor writes a text", "/privacy/", lambda here: publish(here.privacy, lead="Wij bewaren niets.")),
    ("a page of text goes off the foot", "/", lambda here: publish(here.privacy, show_in_footer=False)),
    ("a page goes into the menu", "/themas/", lambda here: publish(here.privacy, show_in_menus=True)),
    ("the foot says something else", AGENDA, lambda here: settings_of_the_site(footer_text="Van ons allemaal.")),
    ("the site gets another address", AGENDA, lambda here: change_site(hostname="wijkverband.example")),
    ("a page is closed", AGENDA, lambda here: restrict(here.meetup)),
    ("a page is opened", AGENDA, lambda here: PageViewRestriction.objects.all().delete()),
    ("everybody cancels", AGENDA, everybody_cancels),
    ("a page is taken off", AGENDA, lambda here: fresh(here.meetup).unpublish()),
    ("a page is back", AGENDA, lambda here: publish(here.meetup)),
    ("a page expires", AGENDA, lambda here: expire(here.meetup)),
    ("a page goes live on time", AGENDA, lambda here: go_live_on_time(here.meetup)),
    ("an address changes", AGENDA, lambda here: publish(here.meetup, slug="buurtlunch")),
    ("a page moves to another organisation", AGENDA, lambda here: fresh(here.meetup).move(here.other, pos="last-child")),
    ("many are written at once", AGENDA, lambda here: EventDate.objects.filter(pk=here.date.pk).update(reason="", end=noon(16))),
    ("a page is deleted", AGENDA, lambda here: fresh(here.meetup).delete()),
]  # fmt: skip


def test_change_shows_at_once_in_every_process(client, other_worker):
    here = region()
    ThemeFactory(title="Rouw", slug="rouw")
    bypassing = Client()
    bypassing.cookies["onbekend"] = "1"
    for what, where, change in CHANGES:
        path = here.url if where == EVENT else where
        before = other_worker.get(path)
        client.get(path)
        assert before["status"] == 200
        assert other_worker.caches_page(path), f"not cached before {what}"

        change(here)

        elsewhere, this = other_worker.get(path), client.get(path).content.decode()
        bypassed = bypassing.get(path).content.decode()
        ResponseCache.clear_all()
        VersionedCache.clear_all()
        rebuilt = client.get(path).content.decode()
        assert rebuilt != before["body"], f"{path} does not show that {what}"
        assert elsewhere["body"] == rebuilt, f"another worker missed that {what}"
        assert this == rebuilt, f"this worker missed that {what}"
        assert bypassed == rebuilt, f"cached values missed that {what}"


@pytest.mark.parametrize(
    ("moment", "changes"),
    [
        (lambda date: date.start, {}),
        (lambda date: date.end, {}),
        (lambda date: date.start - timedelta(days=2), {"closes_days_before": 2}),
        (lambda date: date.start - timedelta(days=7), {"opens_days_before": 7}),
        (lambda date: noon(3), {"opens_at": noon(3)}),
    ],
    ids=["a date begins", "a date ends", "registering closes", "registering opens for a date", "registering opens"],
)
def test_clock_shows_at_once(client, time_machine, moment, changes):
    time_machine.move_to(noon(0), tick=False)
    meetup = MeetupFactory(**changes)
    url = meetup.get_url()
    at = moment(meetup.dates.get())
    time_machine.move_to(at - timedelta(seconds=1), tick=False)
    before = client.get(url).content
    time_machine.move_to(at, tick=False)

    assert client.get(url).content != before


def test_midnight_shows_at_once(client, time_machine):
    """The choice of months starts at the current day."""
    house()
    time_machine.move_to("2026-12-31 22:59:59+00:00", tick=False)
    before = client.get("/agenda/").content
    time_machine.move_to("2026-12-31 23:00:00+00:00", tick=False)

    assert client.get("/agenda/").content != before
