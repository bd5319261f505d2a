"""Mails that an organiser writes: who gets one, what is in it, and that nobody gets two."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.links import registration_path
from events.mail import mailing
from events.mail.audience import Audience
from events.models import Booking, EventDate, Mailing, Registration
from events.privacy.erasure import erase
from events.registration import late_mail
from events.registration.rule import cancel
from outbox.delivery import deliver
from outbox.letter import Mailbox
from outbox.models import OutgoingMail
from tests.events.registration.test_races import at_once
from tests.factories import MeetupFactory, PersonFactory, RegistrationFactory, UserFactory, date_of_a_meetup
from tests.mailed import mails_to, text_of

To = Mailing.To
TEXT = mailing.Text(
    "Neem een jas mee", "We lopen buiten.\n\nKijk op www.voorbeeld.nl <b>.", Mailbox("Olga", "olga@example.org")
)


@pytest.fixture
def date(site_tree):
    return date_of_a_meetup(title="Wijklunch", capacity=20)


def registered(date, name, **kwargs) -> Registration:
    email = kwargs.pop("email", f"{name.split()[0].lower()}@example.org")
    return RegistrationFactory(date=date, person=PersonFactory(name=name, email=email), **kwargs)


def send(*dates, to=To.COMING, chosen=(), key=None, text=TEXT, **kwargs) -> Mailing:
    audience = Audience(EventDate.objects.filter(pk__in=[date.pk for date in dates]).order_by("start").with_pages())
    by = kwargs.pop("by", None) or UserFactory(first_name="Olga", last_name="de Haan")
    reach = audience.reach(to, chosen)
    return mailing.send(audience, reach, text, to=to, key=key or uuid.uuid4(), by=by, **kwargs)


def mailed() -> list[str]:
    return sorted(OutgoingMail.objects.filter(cause__startswith="mailing:").values_list("recipient", flat=True))


# -- Who -------------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("to", "names"),
    [
        (To.COMING, ["anna@example.org"]),
        (To.WAITING, ["bram@example.org"]),
        (To.ASKING, ["cas@example.org"]),
        (To.EVERYBODY, ["anna@example.org", "bram@example.org", "cas@example.org", "dora@example.org"]),
    ],
)
def test_each_group_is_mailed_and_nobody_else(date, to, names):
    registered(date, "Anna")
    registered(date, "Bram", waiting=True)
    registered(date, "Cas", requested=True)
    registered(date, "Dora", state="offered", held_until=timezone.now() + timedelta(days=1))
    registered(date, "Els", held=True)
    registered(date, "Fem", cancelled=True)
    registered(date, "Gijs", waiting=True, confirmed_at=None)
    registered(date_of_a_meetup(), "Henk")

    assert send(date, to=to).number == len(names)
    assert mailed() == names


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("to", "names"),
    [
        (To.COMING, ["anna@example.org", "bram@example.org", "cas@example.org"]),
        (To.HERE, ["anna@example.org", "cas@example.org"]),
        (To.ONLINE, ["bram@example.org"]),
    ],
)
def test_at_a_hybrid_date_each_way_of_attending_is_mailed_apart(site_tree, to, names):
    date = date_of_a_meetup(attendance="hybrid", online_capacity=20)
    registered(date, "Anna", attendance="in-person")
    registered(date, "Bram", attendance="online")
    registered(date, "Cas")
    registered(date, "Dora", attendance="online", waiting=True)

    assert send(date, to=to).number == len(names)
    assert mailed() == names


@pytest.mark.django_db
def test_way_of_attending_reaches_nobody_at_a_date_that_has_one_only(date):
    registered(date, "Anna", attendance="online")

    assert Audience([date]).reach(To.ONLINE).people == []
    assert Audience([date]).reach(To.HERE).people == []


@pytest.mark.django_db
def test_answer_that_changed_after_the_preview_counts(site_tree):
    date = date_of_a_meetup(attendance="hybrid", online_capacity=20)
    anna, bram = registered(date, "Anna", attendance="online"), registered(date, "Bram", attendance="online")
    audience = Audience([date])
    reach = audience.reach(To.ONLINE)
    Registration.objects.filter(pk=anna.pk).update(attendance="in-person")

    sent = mailing.send(audience, reach, TEXT, to=To.ONLINE, key=uuid.uuid4(), by=UserFactory())

    assert list(sent.recipients.all()) == [bram]
    assert mailed() == ["bram@example.org"]


@pytest.mark.django_db
def test_reach_names_who_is_not_mailed(date):
    without = registered(date, "Luuk", email="")
    waiting = registered(date, "Kees", waiting=True, confirmed_at=None)
    gone = registered(date, "Fem", cancelled=True)

    everybody = Audience([date]).reach(To.EVERYBODY)
    chosen = Audience([date]).reach(To.CHOSEN, [without.pk, waiting.pk, gone.pk])

    assert (everybody.people, everybody.without_address, everybody.unconfirmed) == ([], [without.pk], [waiting.pk])
    assert (chosen.people, chosen.without_address, chosen.unconfirmed, chosen.gone) == (
        [],
        [without.pk],
        [waiting.pk],
        1,
    )


@pytest.mark.django_db
def test_somebody_at_several_dates_has_one_mail_with_all_of_them(site_tree):
    first, second, third = MeetupFactory(dates=(5, 12, 19)).dates.order_by("start")
    anna = PersonFactory(name="Anna", email="anna@example.org")
    coming = [RegistrationFactory(date=one, person=anna) for one in (third, first)]
    RegistrationFactory(date=second, person=anna, cancelled=True)
    registered(second, "Bram")

    sent = send(first, second, third)

    assert sent.number == 2
    assert mailed() == ["anna@example.org", "bram@example.org"]
    [message] = mails_to("anna@example.org")
    for one in coming:
        for kind in ("plain", "html"):
            assert registration_path(one) in text_of(message, kind)
    assert set(sent.recipients.values_list("pk", flat=True)) == {one.pk for one in coming} | {
        Registration.objects.get(person__name="Bram").pk
    }


@pytest.mark.django_db
def test_two_people_in_one_mailbox_each_have_their_own_mail_and_link(date):
    one = registered(date, "Noor Bos", email="praktijk@example.org")
    other = registered(date, "Bo Smit", email="praktijk@example.org")

    send(date)

    first, second = mails_to("praktijk@example.org")
    assert registration_path(one) in text_of(first)
    assert registration_path(other) not in text_of(first)
    assert "Dag Noor Bos" in text_of(first)
    assert "Dag Bo Smit" in text_of(second)


@pytest.mark.django_db
def test_who_cancels_between_looking_and_sending_gets_nothing(date):
    anna, bram = registered(date, "Anna"), registered(date, "Bram")
    audience = Audience(EventDate.objects.filter(pk=date.pk).with_pages())
    reach = audience.reach(To.COMING)
    cancel(anna)
    erase(bram.person)
    registered(date, "Cas")

    sent = mailing.send(audience, reach, TEXT, to=To.COMING, key=uuid.uuid4(), by=UserFactory())

    assert (sent.number, mailed()) == (0, [])


# -- What ------------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_mail_holds_the_text_the_date_and_the_link_and_answers_go_to_the_contact(date):
    anna = registered(date, "Anna Bos")

    send(date)

    [message] = mails_to("anna@example.org")
    assert message["Subject"] == "Neem een jas mee"
    assert message["Reply-To"] == "Olga <olga@example.org>"
    for kind in ("plain", "html"):
        text = text_of(message, kind)
        for words in ("Dag Anna Bos", "We lopen buiten.", "Wijklunch", "12.00 – 13.30 uur", "Buurthuis De Linde"):
            assert words in text, words
        assert registration_path(anna) in text
        assert "je plek staat vast" in text
        assert "Kun je toch niet?" in text
    html = text_of(message, "html")
    assert 'href="http://www.voorbeeld.nl"' in html
    assert "&lt;b&gt;" in html
    assert "<b>" in text_of(message)


@pytest.mark.django_db
def test_who_waits_reads_the_own_place_in_line(date):
    registered(date, "Anna", waiting=True)
    registered(date, "Bram", waiting=True)

    send(date, to=To.WAITING)

    for email, place in (("anna@example.org", 1), ("bram@example.org", 2)):
        [message] = mails_to(email)
        for kind in ("plain", "html"):
            assert f"wachtlijst, plek {place}" in text_of(message, kind)
            assert "Kun je toch niet?" not in text_of(message, kind)


@pytest.mark.django_db
def test_link_of_the_online_meeting_is_for_who_comes_only(date):
    EventDate.objects.update(online_url="https://vergader.example.org/geheim")
    registered(date, "Anna")
    registered(date, "Bram", waiting=True)

    send(date, to=To.EVERYBODY)

    assert "vergader.example.org" in text_of(mails_to("anna@example.org")[0])
    assert "vergader.example.org" not in text_of(mails_to("bram@example.org")[0], "html")


@pytest.mark.django_db
def test_copy_for_the_organisation_has_the_text_and_the_number_and_no_name(date):
    registered(date, "Anna Bos")
    registered(date, "Bram Smit")

    sent = send(date, copy_to=Mailbox("Olga", "olga@example.org"))

    [message] = mails_to("olga@example.org")
    text = text_of(message)
    assert message["Subject"] == "Kopie: Neem een jas mee"
    assert "aan 2 mensen" in text
    assert "We lopen buiten." in text
    assert f"/beheer/bericht/{sent.pk}/" in text
    assert "Anna" not in text
    assert "/aanmelding/" not in text


@pytest.mark.django_db
def test_mail_to_past_attendees_is_still_sent_and_offers_nothing_to_cancel(site_tree):
    date = MeetupFactory(dates=(-3,)).dates.get()
    registered(date, "Anna")

    send(date)

    assert deliver() == 1
    text = text_of(mails_to("anna@example.org")[0])
    assert "Kun je toch niet?" not in text
    assert "Hoe je ervoor staat" not in text


# -- Once ------------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_form_that_is_sent_twice_mails_once(date):
    registered(date, "Anna")
    key = uuid.uuid4()
    send(date, key=key)

    with pytest.raises(mailing.AlreadySent):
        send(date, key=key, text=mailing.Text("Iets anders", "Iets anders.", TEXT.answers_to))

    assert mailed() == ["anna@example.org"]
    assert Mailing.objects.count() == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_form_that_is_sent_twenty_times_at_once_mails_once(site_tree):
    date = date_of_a_meetup()
    for number in range(10):
        registered(date, f"Gast{number}")
    key, by = uuid.uuid4(), UserFactory()

    def click(_number: int) -> bool:
        try:
            send(date, key=key, by=by)
        except mailing.AlreadySent:
            return False
        return True

    assert sum(at_once(click, range(20))) == 1
    assert len(mailed()) == 10
    assert Mailing.objects.get().number == 10


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_nobody_is_mailed_after_being_erased_or_after_cancelling(site_tree):
    """Write to people while half of them leave: whoever is gone has no mail left, and nobody waits for nobody."""
    first, second = MeetupFactory(dates=(5, 12)).dates.order_by("start")
    people = []
    for number in range(16):
        person = PersonFactory(name=f"Gast {number}", email=f"gast{number}@example.org")
        people.append([RegistrationFactory(date=one, person=person) for one in (second, first)])
    by = UserFactory()

    def act(number: int) -> None:
        if number % 4 == 0:
            send(first, second, by=by)
        elif number % 4 == 1:
            erase(people[number][0].person)
        elif number % 4 == 2:
            cancel(people[number][0])

    at_once(act, range(16))

    erased = {f"gast{number}@example.org" for number in range(16) if number % 4 == 1}
    assert not erased & set(OutgoingMail.objects.values_list("recipient", flat=True))
    assert Mailing.objects.count() == 4
    for sent in Mailing.objects.all():
        theirs = set(sent.recipients.values_list("person__email", flat=True))
        assert "" not in theirs
        assert not erased & theirs


# -- Afterwards ------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_mail_that_leaves_late_is_withdrawn_from_who_cancelled_meanwhile(date):
    anna, bram = registered(date, "Anna"), registered(date, "Bram")
    send(date)
    cancel(anna)
    OutgoingMail.objects.filter(cause__startswith="mailing:").update(created_at=timezone.now() - timedelta(hours=1))

    deliver()

    anna_mail = OutgoingMail.objects.get(cause__startswith=f"mailing:{anna.pk}:")
    assert anna_mail.sent_at is None
    assert anna_mail.was_too_late
    assert OutgoingMail.objects.get(cause__startswith=f"mailing:{bram.pk}:").sent_at


@pytest.mark.django_db
def test_late_mail_starts_no_deadline_again(date):
    until = timezone.now() + timedelta(hours=2)
    offered = registered(date, "Dora", state="offered", held_until=until)
    send(date, to=To.EVERYBODY)

    late_mail.make_true(OutgoingMail.objects.get(), was_refused=False)

    offered.refresh_from_db()
    assert offered.held_until == until


@pytest.mark.django_db
def test_failed_mail_is_written_again_to_the_corrected_address_with_the_present_link(date):
    anna, bram = registered(date, "Anna"), registered(date, "Bram")
    sent = send(date)
    OutgoingMail.objects.update(failed_at=timezone.now(), error="SMTPRecipientsRefused")
    anna.person.email = "anna.bos@example.org"
    anna.person.save()
    Registration.objects.filter(pk=anna.pk).update(link_version=1)
    cancel(bram)

    assert mailing.send_failed_again(sent) == 1

    anna.refresh_from_db()
    [message] = mails_to("anna.bos@example.org")
    assert registration_path(anna) in text_of(message)
    assert message["Reply-To"] == "Olga <olga@example.org>"
    assert OutgoingMail.objects.filter(failed_at=None, cause__startswith="mailing:").count() == 1


@pytest.mark.django_db
def test_a_thousand_people_are_read_in_as_many_queries_as_one(site_tree):
    date = date_of_a_meetup(capacity=None)
    by = UserFactory()

    def reads_and_writes() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as captured:
            send(date, to=To.EVERYBODY, by=by)
        writes = sum(query["sql"].startswith("INSERT") for query in captured.captured_queries)
        return len(captured) - writes, writes

    def fill(first: int, last: int) -> None:
        people = PersonFactory.build_batch(last - first)
        type(people[0]).objects.bulk_create(
            [
                type(one)(name=f"Gast {at}", name_key=f"gast {at}", email=f"gast{at}@example.org")
                for at, one in enumerate(people, start=first)
            ]
        )
        people = type(people[0]).objects.order_by("-pk")[: last - first]
        bookings = Booking.objects.bulk_create([Booking(person=one) for one in people])
        now = timezone.now()
        Registration.objects.bulk_create(
            Registration(
                date=date,
                person=booking.person,
                booking=booking,
                state="waiting" if at % 4 == 0 else "confirmed",
                confirmed_at=now,
                placed_at=None if at % 4 == 0 else now,
            )
            for at, booking in enumerate(bookings)
        )

    fill(0, 1)
    reads_and_writes()
    few, _writes = reads_and_writes()
    fill(1, 1000)
    OutgoingMail.objects.all().delete()

    many, writes = reads_and_writes()

    assert OutgoingMail.objects.count() == 1000
    assert many == few
    # A statement holds as many rows as the database lets it: at least forty.
    assert writes <= 2 * 1000 / 40
