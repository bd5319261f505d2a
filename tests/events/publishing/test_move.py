"""Moving and postponing a date: its plan, drafts, people, calendars and deadlines follow."""

from datetime import timedelta

import icalendar
import pytest
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.log_actions import LogContext, registry
from wagtail.models import PageLogEntry

from events.mail import reminders
from events.mail.messages import tell_everybody
from events.mail.notified import notified_fields
from events.mail.words import Kind
from events.models import EventDate, EventPage
from events.models.dates import AMSTERDAM
from events.pages.models import MeetupPage
from events.publishing.move import cancel_date, move_date, postpone_date, restore_date
from events.registration.lapsing import run_due
from events.registration.registering import register
from events.registration.rule import RegistrationClosed, cancel, confirm
from outbox.delivery import deliver
from tests.events.mail.test_messages import calendar_part, entry, mails
from tests.factories import MeetupFactory, UserFactory, date_of_a_meetup, noon, planned

pytestmark = pytest.mark.django_db
Status = EventDate.Status
REASON = "De zaal is dicht."


@pytest.fixture
def now(time_machine):
    time_machine.move_to(noon(0), tick=False)
    return timezone.now()


def guest(date, number=1):
    return confirm(register(date, name=f"Gast {number}", email=f"gast{number}@example.org"))


def move(date, *, days=7, hours=0, place="", reason=REASON):
    change = timedelta(days=days, hours=hours)
    return move_date(date, start=date.start + change, end=date.end + change, place=place, reason=reason)


def publish(page: MeetupPage) -> MeetupPage:
    page.save_revision().publish()
    return MeetupPage.objects.get(pk=page.pk)


def plan(page: EventPage) -> list:
    return [row.start for row in page.planned_dates.all()]


def public_entry(date: EventDate):
    raw = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n" + bytes(date.vevent) + b"END:VCALENDAR\r\n"
    return icalendar.Calendar.from_ical(raw).events[0]


# -- The plan and its drafts


def test_move_keeps_uid_and_people_and_raises_sequence(now):
    page = publish(MeetupFactory())
    date = page.dates.get()
    who = guest(date)

    moved = move(date)

    moved.refresh_from_db()
    assert (moved.pk, moved.uid, moved.sequence) == (date.pk, date.uid, date.sequence + 1)
    assert (moved.start, moved.moved_from, moved.reason) == (date.start + timedelta(days=7), date.start, REASON)
    assert moved.registrations.get() == who
    assert plan(MeetupPage.objects.get(pk=page.pk)) == [moved.start]


def test_move_reaches_the_draft_and_keeps_what_else_stands_in_it(now):
    page = publish(MeetupFactory())
    page.summary = "Nog niet gepubliceerd."
    page.save_revision()

    moved = move(page.dates.get())

    draft = MeetupPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert (plan(draft), draft.summary) == ([moved.start], "Nog niet gepubliceerd.")
    publish(draft)
    assert EventDate.objects.get(pk=moved.pk).start == moved.start


def test_publishing_an_older_version_does_not_undo_a_move(now):
    page = MeetupFactory()
    old = page.save_revision()
    old.publish()
    moved = move(page.dates.get())

    old.publish()

    after = page.dates.get()
    assert (after.start, after.sequence, after.reason) == (moved.start, moved.sequence, REASON)
    assert plan(MeetupPage.objects.get(pk=page.pk)) == [moved.start]


def test_page_in_memory_from_before_a_move_does_not_undo_it(now):
    """As when publishing began before the move and ended after it."""
    page = publish(MeetupFactory())
    rows = list(page.planned_dates.all())
    moved = move(page.dates.get())

    page.planned_dates = rows
    page.save()

    assert page.dates.get().start == moved.start
    assert plan(MeetupPage.objects.get(pk=page.pk)) == [moved.start]


def test_plan_that_knows_of_the_move_can_change_the_time_again(now):
    page = publish(MeetupFactory())
    moved = move(page.dates.get())
    page = MeetupPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    row = page.planned_dates.get()
    row.date += timedelta(days=1)
    page.planned_dates = [row]

    publish(page)

    assert page.dates.get().start == moved.start + timedelta(days=1)


def test_moving_back_takes_the_mark_away(now):
    date = date_of_a_meetup(title="Wijklunch")
    move(date)

    back = move_date(date, start=date.start, end=date.end, place="", reason="Toch open.")

    assert (back.start, back.moved_from, back.sequence) == (date.start, None, date.sequence + 2)
    assert public_entry(back)["SUMMARY"] == "Wijklunch"


def test_moving_twice_to_the_same_is_once(now):
    date = date_of_a_meetup()

    first = move(date)
    again = move_date(first, start=first.start, end=first.end, place="", reason=REASON)

    assert (again.sequence, again.moves) == (first.sequence, 1)


def test_date_keeps_its_own_place_when_the_page_is_published(now):
    page = publish(MeetupFactory(latitude="51.5", longitude="4.3"))
    moved = move(page.dates.get(), days=0, place="Kerk De Ark, Dorp 2")
    assert "GEO" not in public_entry(moved)

    publish(MeetupPage.objects.get(pk=page.pk))

    after = page.dates.get()
    assert (after.location, after.sequence) == ("Kerk De Ark, Dorp 2", moved.sequence)


def test_copy_of_a_moved_meetup_can_be_moved_too(now):
    page = publish(MeetupFactory())
    move(page.dates.get())
    copy = MeetupPage.objects.get(pk=page.pk).copy(update_attrs={"title": "Kopie", "slug": "kopie"}, keep_live=True)
    old = copy.save_revision()

    moved = move(EventDate.objects.get(page=copy.pk))
    old.publish()

    assert EventDate.objects.get(page=copy.pk).start == moved.start


def test_draft_copy_of_a_moved_meetup_shows_the_new_day(now):
    page = publish(MeetupFactory())
    moved = move(page.dates.get())

    MeetupPage.objects.get(pk=page.pk).copy(update_attrs={"title": "Kopie", "slug": "kopie"}, keep_live=False)

    draft = MeetupPage.objects.get(slug="kopie").get_latest_revision_as_object()
    assert [(row.start, row.end) for row in draft.planned_dates.all()] == [(moved.start, moved.end)]
    publish(draft)
    assert EventDate.objects.get(page=draft.pk).start == moved.start


# -- Public pages


@pytest.mark.parametrize(
    ("change", "word"),
    [
        pytest.param({"days": 7}, "Verplaatst naar {day}", id="another day"),
        pytest.param({"days": 0, "hours": 1}, "Nieuwe tijd: 13.00 uur", id="another time"),
        pytest.param({"days": 0, "place": "Elders"}, "Andere plek", id="another place"),
    ],
)
def test_calendars_say_what_changed_and_why(now, change, word):
    moved = move(date_of_a_meetup(title="Wijklunch"), **change)

    shown = public_entry(moved)
    day = date_format(moved.start_local, "j F")
    assert shown["SUMMARY"] == f"[{word.format(day=day)}] Wijklunch – De zaal is dicht"
    assert shown["STATUS"] == "CONFIRMED"
    assert REASON in shown["DESCRIPTION"]


def test_calendars_show_a_postponed_date_as_off(now):
    date = date_of_a_meetup(title="Wijklunch")

    shown = public_entry(postpone_date(date, reason=REASON))

    assert (shown["STATUS"], shown["SUMMARY"]) == ("CANCELLED", "[Uitgesteld] Wijklunch – De zaal is dicht")
    assert shown["UID"] == date.uid


@pytest.mark.parametrize("query", ["", "aanmelden/"])
def test_pages_say_that_a_date_is_postponed(client, now, query):
    page = MeetupFactory()
    postpone_date(page.dates.get(), reason=REASON)

    html = client.get(f"{page.get_url()}{query}").content.decode()

    assert "itgesteld" in html
    assert "EventPostponed" in html or query


def test_pages_say_when_a_moved_date_was_to_be(client, now):
    page = MeetupFactory()
    moved = move(page.dates.get())

    html = client.get(page.get_url()).content.decode()
    agenda = client.get("/agenda/").content.decode()

    was = date_format(moved.moved_from.astimezone(AMSTERDAM), "l j F, G.i")
    assert f"Eerst was het {was} uur. {REASON}" in html
    assert "EventRescheduled" in html
    assert "Verplaatst naar" in agenda


# -- Recipients of mails


def tasks_of(date, kind, before=None) -> int:
    return tell_everybody.func(date.pk, kind.value, date.sequence, before)


def test_everybody_hears_of_a_move_and_calendars_follow(now):
    date = date_of_a_meetup(capacity=1)
    guest(date, 1)
    guest(date, 2)
    register(date, name="Niet bevestigd", email="niet@example.org")
    before, count = notified_fields(date), len(mails())

    moved = move(date)
    mailed = tasks_of(moved, Kind.MOVED, before)

    comes, waits = mails()[count:]
    assert mailed == 2
    shown = entry(comes)
    assert (shown["method"], shown["uid"], shown["sequence"], shown["start"]) == ("REQUEST", date.uid, 1, moved.start)
    assert calendar_part(waits) is None
    for message in (comes, waits):
        assert REASON in message.get_body(("plain",)).get_content()
        assert "was:" in message.get_body(("plain",)).get_content()
    assert "plek 1 van de wachtlijst" in waits.get_body(("plain",)).get_content()


def test_postponed_date_leaves_calendars_and_comes_back_with_its_new_day(now):
    date = date_of_a_meetup()
    guest(date)

    off = postpone_date(date, reason=REASON)
    tasks_of(off, Kind.DATE_POSTPONED)
    before = notified_fields(off)
    on = move(off)
    tasks_of(on, Kind.MOVED, before)

    away, back = (entry(message) for message in mails()[-2:])
    assert [away["method"], back["method"]] == ["CANCEL", "REQUEST"]
    assert away["uid"] == back["uid"] == date.uid
    assert 0 < away["sequence"] < back["sequence"]
    assert (on.status, on.postponed_at, back["start"]) == (Status.SCHEDULED, None, on.start)


def test_new_link_is_for_who_has_a_place_only(now):
    page = publish(MeetupFactory(attendance="online", online_url="https://vergader.example.org/oud", capacity=1))
    date = page.dates.get()
    guest(date, 1)
    guest(date, 2)
    before, count = notified_fields(date), len(mails())

    page.online_url = "https://vergader.example.org/nieuw"
    publish(page)
    after = page.dates.get()
    mailed = tasks_of(after, Kind.CHANGED, before)

    (message,) = mails()[count:]
    assert (mailed, message["To"].addresses[0].addr_spec) == (1, "gast1@example.org")
    assert "vergader.example.org/nieuw" in message.get_body(("plain",)).get_content()
    assert entry(message)["sequence"] == date.sequence + 1
    assert b"vergader" not in bytes(after.vevent)
    assert "vergader" not in str(before)


def test_who_gets_a_place_in_the_same_go_as_a_new_link_reads_it_once(time_machine):
    time_machine.move_to(noon(0))  # the place comes just after the change, so the clock has to tick
    page = publish(MeetupFactory(attendance="online", online_url="https://vergader.example.org/oud", capacity=1))
    date = page.dates.get()
    guest(date, 1)
    guest(date, 2)
    before, count = notified_fields(date), len(mails())

    page.online_url, page.capacity = "https://vergader.example.org/nieuw", 2
    publish(page)
    tasks_of(page.dates.get(), Kind.CHANGED, before)

    placed, changed = mails()[count:]
    assert [mail["To"].addresses[0].addr_spec for mail in (placed, changed)] == [
        "gast2@example.org",
        "gast1@example.org",
    ]
    for message in (placed, changed):
        assert "vergader.example.org/nieuw" in message.get_body(("plain",)).get_content()


# -- Allowed actions, and deadlines


def test_nobody_new_on_a_postponed_date_and_who_cancels_frees_a_place_for_later(now):
    date = date_of_a_meetup(capacity=1)
    first, second = guest(date, 1), guest(date, 2)
    postpone_date(date, reason=REASON)

    with pytest.raises(RegistrationClosed, match="uitgesteld"):
        register(date, name="Laat", email="laat@example.org")
    cancel(first)
    second.refresh_from_db()
    assert second.state == "waiting"
    move(date)

    second.refresh_from_db()
    assert second.state == "confirmed"


@pytest.mark.parametrize(
    ("days", "hours_to_decide"), [pytest.param(-9, 12, id="sooner"), pytest.param(30, 24, id="later")]
)
def test_move_recalculates_running_offers(now, days, hours_to_decide):
    date = date_of_a_meetup(capacity=1, hand_out=EventPage.HandOut.OFFER, dates=[10])
    first, second = guest(date, 1), guest(date, 2)
    cancel(first)

    move(date, days=days)

    second.refresh_from_db()
    assert (second.state, second.held_until) == ("offered", now + timedelta(hours=hours_to_decide))


def test_move_too_near_to_ask_gives_the_offered_place(now):
    date = date_of_a_meetup(capacity=1, hand_out=EventPage.HandOut.OFFER, dates=[10])
    first, second = guest(date, 1), guest(date, 2)
    cancel(first)

    move(date, days=-10, hours=1)

    second.refresh_from_db()
    assert (second.state, second.held_until) == ("confirmed", None)


def test_offer_waits_while_a_date_is_postponed(now, time_machine):
    date = date_of_a_meetup(capacity=1, hand_out=EventPage.HandOut.OFFER, dates=[10])
    first, second = guest(date, 1), guest(date, 2)
    cancel(first)
    postpone_date(date, reason=REASON)

    deliver()
    time_machine.shift(timedelta(days=20))
    assert run_due() == 0
    move(date, days=30)

    second.refresh_from_db()
    assert (second.state, second.held_until) == ("offered", timezone.now() + timedelta(hours=24))


def test_reminder_goes_by_the_new_time(now, time_machine):
    date = date_of_a_meetup(dates=[10])
    guest(date)
    moved = move(date)

    time_machine.move_to(date.start - timedelta(hours=24))
    assert reminders.run_due() == 0
    time_machine.move_to(moved.start - timedelta(hours=24))
    assert reminders.run_due() == 1


def test_reminder_comes_again_for_a_date_that_moved_after_it(now, time_machine):
    date = date_of_a_meetup(dates=[10])
    guest(date)
    time_machine.move_to(date.start - timedelta(hours=24))
    assert reminders.run_due() == 1
    moved = move(date)

    time_machine.move_to(moved.start - timedelta(hours=24))

    assert reminders.run_due() == 1


def test_postponed_date_can_be_cancelled_and_then_waits_on(now):
    date = date_of_a_meetup()
    postpone_date(date, reason=REASON)

    off = cancel_date(date, reason="Het lukt niet.")
    assert (off.status, off.reason) == (Status.CANCELLED, "Het lukt niet.")

    assert restore_date(date).status == Status.POSTPONED


def test_postponed_date_stays_so_when_its_page_is_away_for_a_while(now):
    page = publish(MeetupFactory())
    postpone_date(page.dates.get(), reason=REASON)

    page.unpublish()
    assert page.dates.get().status == Status.REMOVED
    publish(MeetupPage.objects.get(pk=page.pk))

    assert page.dates.get().status == Status.POSTPONED


def test_new_day_in_the_plan_ends_postponing(now):
    page = publish(MeetupFactory())
    date = page.dates.get()
    postpone_date(date, reason=REASON)
    page = MeetupPage.objects.get(pk=page.pk)
    row = page.planned_dates.get()
    row.date += timedelta(days=7)
    page.planned_dates = [row]

    publish(page)

    after = page.dates.get()
    assert (after.status, after.postponed_at, after.reason) == (Status.SCHEDULED, None, "")


def test_cancelled_date_does_not_move(now):
    date = cancel_date(date_of_a_meetup(), reason="Storm")

    assert move(date).start == date.start


def test_plan_keeps_wall_clock_time_over_the_change_of_clocks(now):
    date = date_of_a_meetup(dates=[planned(noon(0).replace(month=12, day=1))])
    summer = date.start_local.replace(year=date.start_local.year + 1, month=7)

    moved = move_date(date, start=summer, end=summer + timedelta(minutes=90), place="", reason=REASON)

    assert plan(MeetupPage.objects.get(pk=date.page_id)) == [moved.start]
    assert moved.start_local.hour == 12


# -- Text for each state


@pytest.fixture
def everybody(now) -> EventDate:
    """Return a date with two confirmed people, one with an offer and one in line."""
    date = MeetupFactory(dates=(7, 28), capacity=3, hand_out=EventPage.HandOut.OFFER).dates.order_by("start").first()
    people = [guest(date, number) for number in range(1, 6)]
    cancel(people[0])
    return date


def texts(date: EventDate, kind: Kind, before: dict | None = None) -> dict[str, str]:
    count = len(mails())
    tasks_of(date, kind, before)
    return {
        message["To"].addresses[0].username: " ".join(
            " ".join(message.get_body((part,)).get_content() for part in ("plain", "html")).split()
        )
        for message in mails()[count:]
    }


def test_mail_about_a_move_says_to_each_what_to_do_who_cannot_come(everybody):
    before = notified_fields(everybody)

    said = texts(move(everybody), Kind.MOVED, before)

    passes_on = "Dan krijgt de volgende jouw plek."
    assert [name for name, text in said.items() if passes_on in text] == ["gast2", "gast3"]
    assert "Kun je dan niet? Geef dat door met dezelfde link. Dan vragen we de volgende." in said["gast4"]
    assert "Kun je dan niet? Haal jezelf van de lijst met dezelfde link." in said["gast5"]
    assert "Kun je dan niet? Haal jezelf van de lijst met dezelfde knop." in said["gast5"]


def test_mail_about_a_new_day_to_come_promises_nobody_more_than_they_have(everybody):
    said = texts(postpone_date(everybody, reason=REASON), Kind.DATE_POSTPONED)

    place = "Je plek blijft van jou. Zodra er een nieuwe datum is, hoor je het."
    assert [name for name, text in said.items() if place in text] == ["gast2", "gast3"]
    assert said["gast4"].count("De plek die we je aanboden, houden we voor je vrij.") == 2
    assert said["gast5"].count("Je blijft op plek 1 van de wachtlijst staan.") == 2


@pytest.mark.parametrize(
    ("turn_off", "kind"),
    [(postpone_date, Kind.DATE_POSTPONED), (cancel_date, Kind.DATE_CANCELLED)],
    ids=["postponed", "cancelled"],
)
def test_mail_strikes_through_the_day_on_which_it_will_not_be(everybody, turn_off, kind):
    day = f">{everybody.start_local.day}</span>"

    said = texts(turn_off(everybody, reason=REASON), kind)

    assert all(f'text-decoration:line-through;"{day}' in text for text in said.values())


def test_mail_that_it_is_on_after_all_promises_nobody_more_than_they_have(everybody):
    cancel_date(everybody, reason=REASON)

    said = texts(restore_date(everybody), Kind.DATE_RESTORED)

    assert [name for name, text in said.items() if "Je plek staat nog vast." in text] == ["gast2", "gast3"]
    assert "De plek die we je aanboden, houden we voor je vrij tot" in said["gast4"]
    assert "Je plaats op de wachtlijst blijft staan." in said["gast5"]
    assert "Kun je niet meer? Haal jezelf van de lijst met dezelfde link." in said["gast5"]


def test_mail_to_who_asked_for_a_place_points_at_no_other_date(now):
    """Their page shows none: a request is for one date."""
    date = MeetupFactory(dates=(7, 28), needs_approval=True).dates.order_by("start").first()
    guest(date)

    said = texts(postpone_date(date, reason=REASON), Kind.DATE_POSTPONED)

    assert "Je aanvraag blijft staan. Zodra er een nieuwe datum is, hoor je het." in said["gast1"]
    assert "Liever een andere keer?" not in said["gast1"]


# -- The history of the page


def moved(date: EventDate, **kwargs) -> EventDate:
    day = timedelta(days=7)
    start, end = date.start + day, date.end + day
    return move_date(EventDate.objects.get(pk=date.pk), start=start, end=end, place="", reason=REASON, **kwargs)


def postponed(date: EventDate, **kwargs) -> EventDate:
    return postpone_date(date, reason=REASON, **kwargs)


def cancelled(date: EventDate, **kwargs) -> EventDate:
    return cancel_date(date, reason=REASON, **kwargs)


def history(*actions: str) -> list[PageLogEntry]:
    found = PageLogEntry.objects.order_by("pk").filter(action__startswith="events.")
    return list(found.filter(action__in=actions) if actions else found)


@pytest.mark.parametrize(
    ("act", "action", "reason", "label"),
    [
        pytest.param(moved, "events.move", REASON, "Datum verplaatst", id="moved"),
        pytest.param(postponed, "events.postpone", REASON, "Datum uitgesteld", id="postponed"),
        pytest.param(cancelled, "events.cancel", REASON, "Datum geannuleerd", id="cancelled"),
        pytest.param(restore_date, "events.restore", "", "Datum gaat toch door", id="restored"),
    ],
)
def test_history_of_the_page_says_once_who_did_it(now, act, action, reason, label):
    date, user = date_of_a_meetup(), UserFactory()
    if act is restore_date:
        cancel_date(date, reason=REASON)

    act(date, by=user)
    act(date, by=UserFactory())

    (line,) = history(action)
    assert (line.user, line.page_id) == (user, date.page_id)
    assert line.data == {"date": date.pk, "was": str(date), "reason": reason}
    assert registry.get_action_label(action) == label
    assert line.message == f"{label}: {date}"
    assert line.comment == reason


def test_what_does_not_happen_is_not_in_the_history(now):
    date = date_of_a_meetup()

    restore_date(date)
    moved(date, by=None)
    cancelled(date)
    postponed(date)
    moved(date)
    date.page.planned_dates.all().delete()
    restore_date(date)

    assert [line.action for line in history()] == ["events.move", "events.cancel"]


def test_date_whose_page_is_gone_is_cancelled_without_a_history(now):
    date = date_of_a_meetup()
    EventDate.objects.update(page=None)

    assert cancelled(date).status == Status.CANCELLED
    assert not history()


@pytest.mark.parametrize("act", [moved, postponed, cancelled])
def test_action_that_fails_leaves_no_line(now, act, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    date = date_of_a_meetup()
    monkeypatch.setattr("events.mail.messages.announce", fail)

    with pytest.raises(RuntimeError):
        act(date)

    assert not history()


def test_admin_screen_that_names_nobody_still_logs_its_user(now):
    user = UserFactory()

    with LogContext(user=user):
        cancelled(date_of_a_meetup())

    assert [line.user for line in history()] == [user]
