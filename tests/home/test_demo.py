import re
import socket
from datetime import timedelta
from unittest.mock import patch

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import TestCase, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, Site

from accounts.models import User
from events.models import Booking, CoOrganiser, EventDate, EventPage, LearnedAt, Person, Registration
from events.models.dates import AMSTERDAM
from events.pages.models import AgendaPage, MeetupPage
from home.demo.organisations import ORGANISATIONS, ZONNEWIJZER
from home.demo.people import ADMINISTRATOR, EDITOR, LOGINS, ORGANISER, PASSWORD, PEOPLE, PROFESSIONAL
from home.demo.practices import PRACTICES
from home.demo.reactions import REACTIONS
from home.demo.season import MEETUPS, STRIDE
from home.management.commands.demo import refuse_taken
from home.models import ContentPage, HomePage
from knowledge.models import (
    Authorship,
    Contributor,
    PracticePage,
    PublishedChange,
    Reaction,
    ShownReaction,
    Standing,
    Uptake,
)
from network.models import MunicipalityPage, OrganisationPage
from outbox.models import OutgoingMail
from tests import migrated
from tests.factories import unbuild

EVERYTHING = (
    Page, Site, User, EmailAddress, EventDate, EventPage, Registration, Person, Booking, PracticePage, Contributor, Authorship,
    Standing, PublishedChange, Uptake, LearnedAt, Reaction, ShownReaction,
)  # fmt: skip


def load() -> None:
    call_command("load_demo", verbosity=0)


@pytest.mark.django_db
def test_load_demo_outside_the_demo_refuses_and_makes_nothing():
    unbuild()

    with pytest.raises(CommandError, match="not a demo"):
        load()

    assert User.objects.count() == 0
    assert HomePage.objects.count() == 0


def test_demo_people_have_an_address_each():
    assert len({person.email for person in PEOPLE}) == len(PEOPLE)
    assert all(person.email.isascii() and person.email.endswith("@example.org") for person in PEOPLE)


def test_demo_days_are_never_in_the_week_of_today():
    weeks = [when.weeks for meetup in MEETUPS for when in meetup.when]

    assert 0 not in weeks
    assert max(weeks) <= 17
    assert len(PEOPLE) % STRIDE


class DemoTest(TestCase):
    """Tests on one season, loaded once. A test must not change it for the others."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.addClassCleanup(migrated.put_back)
        # Not in the transaction of the class: nothing would be cached, and it would take three times as long.
        unbuild()
        with override_settings(DEMO=True):
            load()
        super().setUpClass()

    def test_site_begins_at_the_home_page(self):
        site = Site.objects.get()

        assert (site.site_name, site.hostname, site.port, site.is_default_site) == (
            "Wijkverband", "testserver", 80, True,
        )  # fmt: skip
        assert site.root_page.specific_class is HomePage
        assert Page.objects.filter(depth=2).count() == 1
        assert Page.find_problems() == ([], [], [], [], [])

    def test_twice_is_as_good_as_once(self):
        def everything() -> dict:
            return {model.__name__: list(model.objects.order_by("pk").values()) for model in EVERYTHING}

        before = everything()

        with override_settings(DEMO=True), CaptureQueriesContext(connection) as queries:
            load()

        assert everything() == before
        assert len(queries) < 62

    def test_later_the_season_stays_as_it_was(self):
        before = list(EventDate.objects.order_by("pk").values())

        with (
            override_settings(DEMO=True),
            patch("django.utils.timezone.localdate", return_value=timezone.localdate() + timedelta(days=60)),
        ):
            load()

        assert list(EventDate.objects.order_by("pk").values()) == before

    def test_season_has_an_evening_that_ends_after_midnight(self):
        nights = [date for date in EventDate.objects.all() if date.end_local.date() > date.start_local.date()]

        assert [f"{date.start_local:%H.%M} {date.end_local:%H.%M}" for date in nights] == ["19.00 00.30"]

    def test_season_is_a_full_one(self):
        upcoming = MeetupPage.objects.live().filter(dates__in=EventDate.objects.visible().upcoming()).distinct()
        past = MeetupPage.objects.live().exclude(pk__in=upcoming)
        last = EventDate.objects.latest("start")

        assert EventDate.objects.visible().upcoming().count() >= 60
        assert (upcoming.count(), past.count()) == (40, 9)
        assert not past.exclude(body__contains="Hoe ging het?").exists()
        assert last.start < timezone.now() + timedelta(days=18 * 7)
        assert upcoming.values("municipality").exclude(municipality=None).distinct().count() == 16
        assert set(upcoming.values_list("kind", flat=True)) == set(EventPage.Kind)
        assert set(upcoming.values_list("registration", flat=True)) == set(EventPage.Registration)
        assert set(upcoming.values_list("attendance", flat=True)) == set(EventPage.Attendance)

    def test_season_has_a_full_a_nearly_full_and_a_cancelled_date(self):
        full, nearly = (
            EventDate.objects.standalone().get(page__slug=slug)
            for slug in ("nieuw-in-hoge-vucht", "ouderen-die-zorg-mijden")
        )
        cancelled = EventDate.objects.get(status=EventDate.Status.CANCELLED, page__slug="wijklunch-haagse-beemden")

        assert (full.capacity, full.registrations.placed().count(), full.registrations.in_line().count()) == (30, 30, 4)
        assert (nearly.capacity, nearly.registrations.placed().count()) == (16, 14)
        assert "keuken" in cancelled.reason
        assert cancelled.page.dates.count() == 4

    def test_season_has_a_meetup_of_one_date_that_is_off(self):
        page = MeetupPage.objects.get(slug="een-rondje-op-de-duofiets")
        date = page.dates.get()

        text = self.client.get(page.get_url()).content.decode()

        assert (date.status, date.registrations.live().count()) == (EventDate.Status.CANCELLED, 11)
        assert "Deze bijeenkomst gaat niet door" in text
        assert date.reason in text
        assert page.organisation.is_example

    def test_season_has_dates_that_moved_and_one_that_waits(self):
        later = EventDate.objects.get(page__slug="netwerkborrel-slotjes")
        elsewhere = EventDate.objects.get(page__slug="kennismaken-wijkverpleging-langdonk")
        waits = EventDate.objects.get(status=EventDate.Status.POSTPONED)

        assert (
            later.start_local.replace(tzinfo=None) - later.moved_from.astimezone(AMSTERDAM).replace(tzinfo=None)
        ).days == 7
        assert (elsewhere.moved_from, elsewhere.place[:8]) == (None, "Wijkhuis")
        assert all(date.reason for date in (later, elsewhere, waits))

    def test_every_municipality_has_something_to_say_and_something_on(self):
        pages = list(MunicipalityPage.objects.all())

        assert len(pages) == 16
        assert all("Ook dichtbij" in page.intro for page in pages)
        assert len({page.intro for page in pages}) == 16
        assert all(EventDate.objects.filter(page__municipality=page).upcoming().exists() for page in pages)

    def test_no_two_meetups_share_a_sentence(self):
        sentences = [line for meetup in MEETUPS for line in {meetup.title, meetup.summary, *words_of(meetup.body)}]

        assert sorted({line for line in sentences if sentences.count(line) > 1}) == []

    def test_everybody_who_is_registered_has_confirmed(self):
        assert Registration.objects.filter(confirmed_at=None).count() == 0
        assert set(Registration.objects.values_list("state", flat=True)) == {"confirmed", "waiting", "requested"}

    def test_a_few_wait_for_the_organisers_answer(self):
        asks = Registration.objects.filter(state="requested").values_list("date__page__slug", flat=True)

        assert list(asks) == ["ouderen-die-zorg-mijden"] * 4
        assert Registration.objects.filter(confirmed_at=None).count() == 0

    def test_practices_are_live_as_they_were_written(self):
        pages = {page.slug: page for page in PracticePage.objects.live().filter(has_unpublished_changes=False)}
        revisions = {page.slug: page.live_revision_id for page in pages.values()}
        written = {practice.slug: practice for practice in PRACTICES}
        full = pages["een-logeerkamer-in-het-dorp"]
        partner = full.partners.get(name="Taxi van het dorp")

        assert set(pages) == set(written)
        assert revisions == {page.slug: page.latest_revision_id for page in pages.values()}
        assert all(
            page.get_latest_revision_as_object().summary == page.summary for page in [full, pages["maatwerkfabriek"]]
        )
        assert {page.slug: (page.phase, page.approach, page.is_example) for page in pages.values()} == {
            practice.slug: (practice.phase, practice.approach, practice.is_example) for practice in PRACTICES
        }
        assert (full.municipality.title, full.organisation.title) == ("Altena", "Netwerk Rivierzicht")
        assert set(full.themes.values_list("slug", flat=True)) == {"mantelzorg", "ouderen", "dementie"}
        assert [(step.title, step.has_failed) for step in full.steps.all()] == [
            (step.title, step.has_failed) for step in written[full.slug].steps
        ]
        assert (partner.organisation, partner.since.day, bool(partner.reason)) == (None, 1, True)
        assert list(pages["vier-aan-tafel"].inspired_by.values_list("slug", flat=True)) == [
            "proeftuin-gageldonk-en-warande"
        ]

    def test_authors_have_a_confirmed_address_and_one_answers(self):
        authors = Authorship.objects.filter(practice__live=True).select_related("contributor", "practice")
        invented = PracticePage.objects.live().filter(is_example=True)
        mine = Authorship.objects.get(contributor__user__email=PROFESSIONAL)

        assert all(
            author.contributor.confirmed_at and author.contributor.email.endswith("@example.org") for author in authors
        )
        assert {author.practice_id for author in authors if author.is_contact} == set(
            invented.values_list("pk", flat=True)
        )
        assert set(Standing.objects.values_list("practice", flat=True)) == set(invented.values_list("pk", flat=True))
        assert mine.credit_work == "wijkverpleegkundige, Thuiszorg Morgenrood (voorbeeld)"
        assert mine.contributor.email == PROFESSIONAL

    def test_practices_have_their_uptake_and_their_meetups(self):
        taken = {
            (practice.slug, one.organisation or one.municipality, one.state)
            for practice in PRACTICES
            for one in practice.uptake
        }
        meetups = {(practice.slug, *meetup) for practice in PRACTICES for meetup in practice.meetups}
        rows = Uptake.objects.shown().select_related("practice", "organisation", "municipality")
        ties = LearnedAt.objects.values_list("practice__slug", "page__organisation__title", "page__slug")

        assert {
            (row.practice.slug, row.organisation.title if row.organisation else row.municipality.slug, row.state)
            for row in rows
        } == taken
        assert set(ties) == meetups

    def test_reactions_are_shown_and_one_waits_for_an_editor(self):
        shown = ShownReaction.objects.open_to_all().values_list("practice__slug", "reaction__typed_name")

        assert set(shown) == {(one.practice, one.name) for one in REACTIONS if one.is_shown}
        assert ShownReaction.objects.exclude(answer="").get().answered_by is not None
        assert [row.typed_name for row in Reaction.objects.to_decide()] == ["Amina Yilmaz"]

    def test_real_initiatives_have_no_authors_and_no_dates(self):
        real = PracticePage.objects.live().filter(is_example=False)

        assert real.count() == 5
        assert not Authorship.objects.filter(practice__in=real).exists()
        assert not Standing.objects.filter(practice__in=real).exists()
        assert not Uptake.objects.filter(practice__in=real).exists()
        assert not LearnedAt.objects.filter(practice__in=real).exists()
        assert not [page for page in real if page.phase_changes.exists() or page.steps.exists()]

    def test_practices_can_be_read(self):
        for slug in ("vier-aan-tafel", "proeftuin-gageldonk-en-warande", "het-portiekgesprek", "de-noodpot"):
            answer = self.client.get(f"/praktijken/{slug}/")

            assert answer.status_code == 200, slug
            assert PracticePage.objects.get(slug=slug).title in answer.content.decode()

    def test_only_the_editor_gets_mail_about_what_waits_for_review(self):
        assert [(mail.recipient, mail.cause.partition(":")[0]) for mail in OutgoingMail.objects.all()] == [
            (EDITOR, "review")
        ]

    def test_real_organisations_carry_only_facts(self):
        real = OrganisationPage.objects.filter(is_example=False)

        assert real.count() == 9
        assert not MeetupPage.objects.filter(organisation__in=real).exists()
        assert not CoOrganiser.objects.filter(organisation__in=real).exists()
        assert not Booking.objects.filter(organisation__in=real.values("title")).exists()
        assert set(real.values_list("summary", "intro", "website")) == {("", "", "")}
        texts = [
            *MeetupPage.objects.values_list("title", "summary", "body"),
            *((str(page.body),) for page in ContentPage.objects.all()),
        ]
        for name in real.values_list("title", flat=True):
            assert not [text for row in texts for text in row if f" {name} " in text], name

    def test_invented_organisations_say_so(self):
        examples = OrganisationPage.objects.filter(is_example=True)

        assert {page.title for page in examples} == {organisation.name for organisation in ORGANISATIONS}
        assert all(page.display_name.endswith("(voorbeeld)") for page in examples)
        assert all("verzonnen" in page.intro for page in examples)

    def test_logins_have_their_roles(self):
        users = {user.email: user for user in User.objects.all()}
        mine = MeetupPage.objects.filter(organisation__title=ZONNEWIJZER).first()
        theirs = MeetupPage.objects.exclude(organisation__title=ZONNEWIJZER).first()

        assert set(users) == set(LOGINS)
        assert all(user.check_password(PASSWORD) for user in users.values())
        assert EmailAddress.objects.filter(primary=True, verified=True).count() == 4
        assert [email for email, user in users.items() if user.is_superuser] == [ADMINISTRATOR]
        assert {
            email: (user.has_perm("wagtailadmin.access_admin"), can_edit(user, mine), can_edit(user, theirs))
            for email, user in users.items()
        } == {
            ORGANISER: (True, True, False),
            EDITOR: (True, True, True),
            ADMINISTRATOR: (True, True, True),
            PROFESSIONAL: (False, False, False),
        }
        assert Person.objects.get(user=users[PROFESSIONAL]).registrations.live().count() == 4

    def test_pages_of_each_type_can_be_read(self):
        models = (HomePage, AgendaPage, ContentPage, MunicipalityPage, OrganisationPage, MeetupPage, PracticePage)

        statuses = {
            model.__name__: self.client.get(model.objects.live().first().get_url()).status_code for model in models
        }

        assert set(statuses.values()) == {200}, statuses


def words_of(body: str) -> list[str]:
    """Return the sentences of a text, without headings and times."""
    plain = re.sub(r"<h2>.*?</h2>|<[^>]+>", "\n", body)
    return [part.strip() for part in re.split(r"[.?!]\s|\n{2,}", plain) if len(part.split()) > 6]


def can_edit(user: User, page: Page) -> bool:
    return page.permissions_for_user(user).can_edit()


def test_demo_on_a_port_that_is_taken_says_so():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(CommandError, match=f"Port {port} is taken"):
            refuse_taken(str(port))
