"""Sessions as pages: when they go live, what publishing their text does, and where they must not appear."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from events.conference.models import ConferencePage, SessionPage, SessionPerson
from events.dates.selection import Selection
from events.mail.reminders import run_due as remind
from events.models import EventDate, Registration
from events.registration.registering import register
from events.registration.rule import NoPlaceAtWhole
from outbox.models import OutgoingMail
from tests.factories import MeetupFactory, UserFactory
from tests.factories_conference import ConferenceFactory, SessionFactory, SpeakerFactory, released

pytestmark = pytest.mark.django_db
State = Registration.State


def test_session_is_part_of_the_day_of_its_conference():
    session = SessionFactory()

    [first, second] = released(session, 1, 2)

    [day] = EventDate.objects.filter(page=session.get_parent().pk)
    assert (first.part_of, second.part_of) == (day, day)
    assert day.part_of is None


def test_session_does_not_go_live_before_a_release():
    session = SessionFactory()

    with pytest.raises(ValidationError):
        session.save_revision().publish()

    assert not SessionPage.objects.get(pk=session.pk).live


def test_publishing_the_text_of_a_session_leaves_its_runs_alone():
    session = SessionFactory()
    old = session.save_revision()
    [run] = released(session, 1)
    before = EventDate.objects.values().get(pk=run.pk)

    page = old.as_object()
    page.title = "Een betere titel"
    page.save_revision().publish()

    after = EventDate.objects.values().get(pk=run.pk)
    unchanged = ("key", "start", "end", "status", "capacity", "uid", "part_of_id")
    assert [before[name] for name in unchanged] == [after[name] for name in unchanged]
    assert SessionPage.objects.get(pk=session.pk).title == "Een betere titel"


def test_session_takes_only_people_with_a_place_at_the_conference():
    session = SessionFactory()
    [run] = released(session, 1)
    user = UserFactory(email="noor@example.org")
    who = {"name": "Noor", "email": user.email, "user": user}

    with pytest.raises(NoPlaceAtWhole):
        register(run, **who)
    register(run.part_of, **who)

    assert register(run, **who).state == State.CONFIRMED


def test_sessions_are_in_no_agenda_feed_count_or_month(client):
    meetup = MeetupFactory(title="Gewone wijklunch")
    session = SessionFactory(title="Geheime sessie")
    released(session, 1)
    pages = ["/agenda/", "/agenda/kalender.ics", "/agenda/feed.xml", "/agenda/?q=Geheime", "/"]

    for path in pages:
        answer = client.get(path)
        assert "Geheime sessie" not in answer.content.decode(), path
    titles = {date.page.title for date in Selection().listed().select_related("page")}
    assert titles == {meetup.title, session.get_parent().title}
    assert not EventDate.objects.exclude(part_of=None).exclude(listed_under="").exists()


def test_draft_of_a_session_is_found_nowhere(client):
    session = SessionFactory(title="Geheime sessie", conference=ConferenceFactory(slug="2031"))
    session.save_revision()

    for path in ("/agenda/", "/zoeken/?q=Geheime", "/sitemap.xml", f"/conferentie/2031/{session.slug}/"):
        assert "Geheime sessie" not in client.get(path).content.decode(), path


def test_nobody_is_reminded_of_each_session():
    session = SessionFactory()
    [run] = released(session, 1)
    user = UserFactory(email="noor@example.org")
    for date in (run.part_of, run):
        register(date, name="Noor", email=user.email, user=user)
    OutgoingMail.objects.all().delete()
    Registration.objects.update(placed_at=timezone.now() - timedelta(days=3))

    remind(run.start - timedelta(days=1) + timedelta(minutes=1))
    remind(run.part_of.start - timedelta(days=1) + timedelta(minutes=1))

    assert [mail.cause.split(":")[0] for mail in OutgoingMail.objects.all()] == ["reminder"]


def test_revisions_of_a_session_hold_no_name_of_a_speaker():
    session = SessionFactory()
    speaker = SpeakerFactory(conference=session.get_parent().specific, name="Sanne Zeldzaam")
    session.people = [SessionPerson(speaker=speaker)]

    revision = session.save_revision()
    speaker.delete()

    assert "Zeldzaam" not in str(revision.content)
    restored = revision.as_object()
    assert [row.speaker for row in restored.people.all()] == [None]


@pytest.mark.parametrize("slug", ["conferentie", "27", "1999"])
def test_address_of_a_conference_is_its_year(slug):
    with pytest.raises(ValidationError):
        ConferencePage(title="Conferentie", slug=slug).clean()
    ConferencePage(title="Conferentie", slug="2027").clean()
