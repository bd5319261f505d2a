"""Publishing of planned dates, in every way that Wagtail offers: nothing that people rely on may get lost."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page

from events.feeds import personal_feed
from events.mail import words
from events.mail.messages import tell_everybody
from events.models import EventDate, Registration
from events.pages.models import MeetupPage
from events.publishing.move import cancel_date
from events.registration.registering import register
from events.registration.rule import confirm
from outbox.delivery import deliver
from tests.factories import MeetupFactory, OrganisationFactory, RegistrationFactory, noon, planned, taken_off

pytestmark = pytest.mark.django_db
Status = EventDate.Status


def visitor(date: EventDate, number: int = 1) -> Registration:
    return confirm(register(date, name=f"Gast {number}", email=f"gast{number}@example.org"))


def publish(page: MeetupPage) -> MeetupPage:
    page.save_revision().publish()
    return MeetupPage.objects.get(pk=page.pk)


def identity(date: EventDate) -> tuple:
    return (date.pk, date.uid)


def facts(page: MeetupPage) -> list[tuple]:
    return list(page.dates.order_by("start").values_list("status", "sequence"))


def test_publish_makes_one_date_a_planned_date_in_utc():
    summer, winter = (
        planned(noon(0).replace(year=2027, month=7, day=1)),
        planned(noon(0).replace(year=2027, month=12, day=1)),
    )

    page = MeetupFactory(dates=[summer, winter], capacity=12)

    rows = page.dates.order_by("start").values_list("start", "end", "capacity", "status", "sequence")
    assert [(f"{start:%H:%M}", f"{end:%H:%M}", *rest) for start, end, *rest in rows] == [
        ("10:00", "11:30", 12, Status.SCHEDULED, 0),
        ("11:00", "12:30", 12, Status.SCHEDULED, 0),
    ]
    assert len({date.uid for date in page.dates.all()}) == 2


def test_draft_has_no_dates():
    page = MeetupFactory(live=False)

    assert not page.dates.exists()


def test_draft_of_a_published_page_changes_nothing_published():
    page = MeetupFactory()
    before = page.dates.values().get()
    page.planned_dates.first().date = timezone.localdate() + timedelta(days=90)
    row = page.planned_dates.get()
    row.date += timedelta(days=70)
    page.planned_dates = [row]

    page.save_revision()

    assert page.dates.values().get() == before


def test_publish_text_keeps_time_uid_sequence_and_people():
    page = publish(MeetupFactory())
    date = page.dates.get()
    who = visitor(date)

    page.title = "Een andere titel"
    publish(page)

    after = page.dates.get()
    assert identity(after) == identity(date)
    assert after.sequence == date.sequence
    assert after.changed_at > date.changed_at
    assert b"Een andere titel" in bytes(after.vevent)
    assert after.registrations.get() == who


def test_publish_twice_without_change_changes_nothing():
    page = publish(MeetupFactory())
    before = page.dates.values().get()

    publish(page)

    assert page.dates.values().get() == before


def test_move_time_raises_sequence_and_tells_who_comes():
    page = publish(MeetupFactory())
    date = page.dates.get()
    who = visitor(date)
    row = page.planned_dates.get()
    row.date += timedelta(days=7)
    page.planned_dates = [row]

    publish(page)

    after = page.dates.get()
    assert identity(after) == identity(date)
    assert (after.start - date.start, after.sequence) == (timedelta(days=7), date.sequence + 1)
    assert after.registrations.get() == who


def test_move_place_raises_sequence():
    page = publish(MeetupFactory())
    before = page.dates.get()

    page.venue_name = "Wijkhuis De Eik"
    publish(page)

    after = page.dates.get()
    assert (after.sequence, after.location) == (
        before.sequence + 1,
        "Wijkhuis De Eik, Kerkstraat 1, 4611 AB Bergen op Zoom",
    )


def test_new_meeting_link_touches_no_date_that_is_over(client, mailoutbox):
    page = MeetupFactory(dates=[-7, 7], attendance="hybrid", online_url="https://video.example/oud")
    past, coming = page.dates.order_by("start")
    guest = RegistrationFactory(date=past)
    url = personal_feed.feed_path(personal_feed.open_feed(guest.person))
    before, entries = EventDate.objects.values().get(pk=past.pk), client.get(url).content

    page.online_url = "https://video.example/nieuw"
    publish(page)
    deliver()

    assert EventDate.objects.values().get(pk=past.pk) == before
    assert client.get(url).content == entries
    assert not mailoutbox
    coming.refresh_from_db()
    assert (coming.sequence, coming.online_url) == (1, "https://video.example/nieuw")


def test_other_place_leaves_the_sequence_of_a_date_that_is_over():
    page = MeetupFactory(dates=[-7, 7])

    page.venue_name = "De Wijkhal"
    publish(page)

    assert [date.sequence for date in page.dates.order_by("start")] == [0, 1]


def test_publish_older_revision_keeps_people_uid_and_sequence():
    page = MeetupFactory(dates=[10])
    old = page.save_revision()
    old.publish()
    page = MeetupPage.objects.get(pk=page.pk)
    first = page.dates.get()
    page.planned_dates = [page.planned_dates.get(), planned(20)]
    page = publish(page)
    second = page.dates.exclude(pk=first.pk).get()
    who = visitor(second)

    old.publish()

    assert facts(page) == [(Status.SCHEDULED, 0), (Status.CANCELLED, 1)]
    assert identity(page.dates.get(pk=second.pk)) == identity(second)
    assert who.date.registrations.get().state == Registration.State.CONFIRMED


def test_date_that_comes_back_in_the_plan_is_on_again_with_its_people():
    page = publish(MeetupFactory(dates=[10, 20]))
    with_both = page.latest_revision
    second = page.dates.order_by("start").last()
    who = visitor(second)
    page.planned_dates = [page.planned_dates.order_by("date").first()]
    publish(page)

    with_both.publish()

    after = page.dates.get(pk=second.pk)
    assert (after.status, after.sequence, after.uid) == (Status.SCHEDULED, second.sequence + 2, second.uid)
    assert after.registrations.get() == who


def test_delete_date_without_people_leaves_a_tombstone():
    page = publish(MeetupFactory(dates=[10, 20]))

    page.planned_dates = [page.planned_dates.order_by("date").first()]
    publish(page)

    gone = page.dates.order_by("start").last()
    assert (gone.status, gone.sequence) == (Status.REMOVED, 1)
    assert page.title.encode() not in bytes(gone.vevent)


def test_unpublish_and_publish_again_keeps_uid_and_people():
    page = publish(MeetupFactory())
    date = page.dates.get()
    who = visitor(date)

    taken_off(page)
    assert page.dates.get().status == Status.REMOVED
    assert page.title.encode() not in bytes(page.dates.get().vevent)
    publish(MeetupPage.objects.get(pk=page.pk))

    after = page.dates.get()
    assert (after.status, identity(after), after.registrations.get()) == (Status.SCHEDULED, identity(date), who)
    assert after.sequence == date.sequence + 2


def test_date_that_the_organiser_cancelled_stays_cancelled_when_the_page_is_published_or_back_online():
    page = publish(MeetupFactory())
    cancel_date(page.dates.get(), reason="Storm")

    page.summary = "Nog een zin."
    page = publish(page)
    assert page.dates.get().status == Status.CANCELLED

    page.unpublish()
    publish(MeetupPage.objects.get(pk=page.pk))
    assert (page.dates.get().status, page.dates.get().reason) == (Status.CANCELLED, "Storm")


def test_copy_gets_dates_of_its_own():
    page = publish(MeetupFactory())
    date = page.dates.get()
    visitor(date)

    copy = page.copy(update_attrs={"title": "Kopie", "slug": "kopie"}, keep_live=True)

    copied = EventDate.objects.get(page=copy.pk)
    assert (copied.start, copied.sequence, copied.registrations.count()) == (date.start, 0, 0)
    assert copied.uid != date.uid
    assert EventDate.objects.get(pk=date.pk).registrations.count() == 1


def test_copy_as_draft_has_no_dates_until_it_is_published():
    page = publish(MeetupFactory())

    copy = page.copy(update_attrs={"title": "Kopie", "slug": "kopie"}, keep_live=False)
    assert not EventDate.objects.filter(page=copy.pk).exists()
    publish(MeetupPage.objects.get(pk=copy.pk))

    assert EventDate.objects.filter(page=copy.pk).count() == 1


def test_move_hands_the_event_to_the_other_organisation_and_keeps_its_dates():
    page = publish(MeetupFactory())
    date = page.dates.get()
    who = visitor(date)
    other = OrganisationFactory()

    page.move(Page.objects.get(pk=other.pk), pos="last-child")

    after = EventDate.objects.get(pk=date.pk)
    assert after.page.organisation == other
    assert (identity(after), after.sequence, after.registrations.get()) == (identity(date), date.sequence, who)
    assert other.slug.encode() in bytes(after.vevent).replace(b"\r\n ", b"")


def test_old_revision_cannot_bring_back_the_organisation_of_before():
    page = publish(MeetupFactory())
    old = page.latest_revision
    other = OrganisationFactory()
    page.move(Page.objects.get(pk=other.pk), pos="last-child")

    old.publish()

    assert MeetupPage.objects.get(pk=page.pk).organisation == other


def test_scheduled_publishing_and_expiry_keep_uid_and_people(time_machine):
    time_machine.move_to(noon(0), tick=False)
    page = MeetupFactory(live=False, dates=[30])
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()
    assert not page.dates.exists()

    time_machine.shift(timedelta(hours=2))
    call_command("publish_scheduled", verbosity=0)
    date = page.dates.get()
    who = visitor(date)
    assert date.status == Status.SCHEDULED

    page = MeetupPage.objects.get(pk=page.pk)
    page.expire_at = timezone.now() + timedelta(hours=1)
    page.go_live_at = None
    page.save_revision().publish()
    cancel_date(date, reason="Storm")
    time_machine.shift(timedelta(hours=2))
    call_command("publish_scheduled", verbosity=0)

    after = page.dates.get()
    assert (after.status, identity(after), after.registrations.get()) == (Status.REMOVED, identity(date), who)


def test_delete_page_leaves_tombstones_and_registrations():
    page = publish(MeetupFactory(title="Een geheime titel"))
    date = page.dates.get()
    who = visitor(date)
    cancel_date(date, reason="Storm")

    page.delete()

    after = EventDate.objects.get(pk=date.pk)
    assert (after.page, after.status, after.uid) == (None, Status.REMOVED, date.uid)
    assert after.sequence == date.sequence + 2
    assert b"geheime" not in bytes(after.vevent)
    assert Registration.objects.get() == who


def test_delete_organisation_leaves_tombstones():
    page = publish(MeetupFactory())
    date = page.dates.get()

    Page.objects.get(pk=page.get_parent().pk).delete()

    assert EventDate.objects.get(pk=date.pk).status == Status.REMOVED


def test_more_capacity_promotes_at_once():
    page = publish(MeetupFactory(capacity=1))
    date = page.dates.get()
    for number in range(3):
        visitor(date, number)

    page.capacity = 2
    publish(page)

    states = list(date.registrations.order_by("pk").values_list("state", flat=True))
    assert states == ["confirmed", "confirmed", "waiting"]


def test_two_planned_dates_with_one_key_become_two_dates():
    page = publish(MeetupFactory(dates=[10]))
    first = page.planned_dates.get()
    twin = planned(20)
    twin.key = first.key
    page.planned_dates = [first, twin]

    publish(page)

    assert page.dates.count() == 2
    assert page.dates.order_by("start").first().key == first.key


def test_versions_only_rise():
    page = publish(MeetupFactory(dates=[10, 20]))
    before = sorted(page.dates.values_list("version", flat=True))

    page.title = "Anders"
    publish(page)

    after = sorted(page.dates.values_list("version", flat=True))
    assert len({*before, *after}) == 4
    assert min(after) > max(before)


def test_telling_twice_mails_once():
    page = publish(MeetupFactory())
    date = page.dates.get()
    visitor(date)
    before = {"start": date.start.isoformat(), "end": date.end.isoformat(), "location": "Elders"}

    mailed = [tell_everybody.func(date.pk, words.Kind.MOVED.value, date.sequence, before) for _ in range(2)]

    assert mailed == [1, 0]
