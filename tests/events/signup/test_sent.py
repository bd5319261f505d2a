"""Page after sending the form: its sender sees where the mail went, mends that, and has it sent again."""

import re

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from config.logs import discreet
from events import rate_limits
from events.dates.cards import card_for
from events.links import registration_path
from events.models import Booking, EventDate, Person, Registration, RepeatedForm
from events.privacy import retention
from events.privacy.own_data import about_person
from events.publishing import move
from events.registration import lapsing, registering, rule
from events.signup import sent_forms
from outbox.models import OutgoingMail
from tests import screen
from tests.events.signup.test_bad_input import answers, form_of
from tests.factories import DisciplineFactory, MeetupFactory, RegistrationFactory, UserFactory, date_of_a_meetup
from tests.mailed import mails_to, text_of
from web.signed_links import sign

pytestmark = pytest.mark.django_db
WRONG, RIGHT = "sanne@example.org", "goed@example.org"
NAME = "Sanne de Vries"
State = Registration.State


@pytest.fixture
def date(site_tree) -> EventDate:
    return date_of_a_meetup(capacity=9)


def send(client: Client, date: EventDate, **changes) -> str:
    """Send the form, and return the address of the page after it."""
    response = client.post(form_of(date), answers(date, **changes))
    assert response.status_code == 302, response.text
    return response["Location"]


def mend(client: Client, page: str, email: str = RIGHT):
    return client.post(page, {"email": email}, follow=True)


def again(client: Client, page: str):
    return client.post(page, {"actie": "opnieuw"}, follow=True)


def registered() -> list[tuple]:
    rows = Registration.objects.order_by("pk")
    return list(rows.values_list("person__email", "booking__person__email", "state"))


def links_in_mails_to(email: str) -> list[str]:
    return [found for mail in mails_to(email) for found in re.findall(r"/aanmelding/[-\w]{40}/", text_of(mail))]


# -- What it shows ------------------------------------------------------------------------------------------------------


def test_page_says_where_the_mail_went(client, date):
    page = client.get(send(client, date))

    assert f"We stuurden een mail naar {WRONG}." in screen.text(page, "main")
    assert {"private", "no-store"} <= set(page["Cache-Control"].split(", "))


def test_page_without_the_secret_of_the_sender_says_nothing_about_the_address(client, date):
    page = send(client, date)
    secret = re.search(r"verstuurd/([-\w]{40})/", page)[1]
    other = sign("sent form", Booking.objects.get().pk + 1, 0)

    for path in (f"verstuurd/?datum={date.pk}", f"verstuurd/{other}/", f"verstuurd/{secret[:-1]}A/"):
        shown = client.get(f"{form_of(date)}{path}")
        assert WRONG not in shown.text
        assert "Stuur de mail nog een keer" not in shown.text
    assert client.post(f"{form_of(date)}verstuurd/{other}/", {"email": RIGHT}).status_code == 302
    assert registered() == [(WRONG, WRONG, State.HELD)]


def test_secret_works_for_an_hour_or_two_only(client, date, time_machine):
    time_machine.move_to(timezone.now().replace(minute=30), tick=False)
    page = send(client, date)

    time_machine.shift(3600)
    assert WRONG in client.get(page).text
    time_machine.shift(3600)
    assert WRONG not in client.get(page).text
    mend(client, page)
    assert RIGHT not in [row[0] for row in registered()]


def test_secret_stays_out_of_the_log(client, date):
    page = send(client, date)

    assert discreet(f"GET {page} 200").count("verstuurd/…/") == 1


def test_link_of_a_registration_is_no_secret_of_its_sender(client, date):
    """The mail may be in the mailbox of somebody else."""
    send(client, date)
    link = registration_path(Registration.objects.get()).split("/")[2]

    assert WRONG not in client.get(f"{form_of(date)}verstuurd/{link}/").text


def test_address_that_looks_mistyped_is_asked_about_again_with_one_button(client, date):
    typed = "sanne@gmial.com"
    page = client.get(send(client, date, email=typed, gezien=typed))
    assert "Bedoelde je sanne@gmail.com?" in screen.text(page, "main")
    [button] = screen.parsed(page).select("button[name=email]")

    page = client.post(page.request["PATH_INFO"] + f"?datum={date.pk}", {"email": button["value"]}, follow=True)

    assert registered() == [("sanne@gmail.com", "sanne@gmail.com", State.HELD)]
    assert "Bedoelde je" not in page.text


# -- Mending ------------------------------------------------------------------------------------------------------------


def test_mended_address_gets_the_mail_and_keeps_place_rank_and_deadline(client, date):
    page = send(client, date)
    before = Registration.objects.get()
    RegistrationFactory(date=date)

    shown = mend(client, page)

    after = Registration.objects.get(pk=before.pk)
    assert (after.person.email, after.booking.person.email, after.state) == (RIGHT, RIGHT, State.HELD)
    assert (after.held_until, after.created_at) == (before.held_until, before.created_at)
    assert "Je adres is verbeterd." in screen.text(shown, "[role=status]")
    assert f"We stuurden een mail naar {RIGHT}." in screen.text(shown, "main")
    assert links_in_mails_to(RIGHT) == [registration_path(after)]


def test_link_in_the_mail_to_the_wrong_address_no_longer_works(client, date):
    page = send(client, date)
    wrong = registration_path(Registration.objects.get())

    mend(client, page)

    assert client.get(wrong).status_code == 410
    client.post(f"{wrong}bevestigen/")
    assert [row[2] for row in registered()] == [State.HELD]
    assert links_in_mails_to(WRONG) == []
    assert not Person.objects.filter(email=WRONG).exists()


def test_mended_address_confirms_all_days_at_once(client, site_tree):
    meetup = MeetupFactory(dates=(7, 14))
    first = meetup.dates.order_by("start")[0]
    page = send(client, first, datum=list(meetup.dates.values_list("pk", flat=True)))

    mend(client, page)

    [link] = links_in_mails_to(RIGHT)
    client.post(f"{link}bevestigen/")
    assert registered() == [(RIGHT, RIGHT, State.CONFIRMED)] * 2


def test_address_can_be_mended_more_than_once(client, date):
    page = mend(client, send(client, date), "nogfout@example.org")

    mend(client, page.request["PATH_INFO"] + f"?datum={date.pk}")

    assert registered() == [(RIGHT, RIGHT, State.HELD)]
    assert not Person.objects.filter(email__in=[WRONG, "nogfout@example.org"]).exists()


def test_colleagues_stay_registered_by_the_same_person(client, date):
    page = send(client, date, collega_1_naam="Bo", collega_1_email="bo@example.org", collega_1_discipline="zelf")

    mend(client, page)

    own, theirs = Registration.objects.order_by("pk").select_related("booking__booked_by")
    assert theirs.booking.booked_by == own.person
    assert len(mails_to("bo@example.org")) == 1


def test_what_the_wrong_address_confirmed_stays_theirs(client, date):
    page = send(client, date)
    theirs = Registration.objects.get()
    client.post(f"{registration_path(theirs)}bevestigen/")

    mend(client, page)

    assert registered() == [(WRONG, WRONG, State.CONFIRMED), (RIGHT, RIGHT, State.HELD)]


def test_what_the_wrong_address_had_before_stays_theirs(client, site_tree):
    meetup = MeetupFactory(dates=(7, 14))
    first, second = meetup.dates.order_by("start")
    known = rule.confirm(registering.register(first, name=NAME, email=WRONG))
    page = send(client, second, datum=second.pk)

    mend(client, page)

    known.refresh_from_db()
    assert known.person.email == WRONG
    assert Registration.objects.get(date=second).person.email == RIGHT


def test_mended_address_that_is_registered_already_keeps_one_place(client, date):
    known = rule.confirm(registering.register(date, name=NAME, email=RIGHT))
    page = send(client, date)

    mend(client, page)

    assert [row[0] for row in registered()] == [RIGHT]
    assert Registration.objects.get() == known


def test_place_of_the_wrong_address_goes_to_the_next_if_the_right_one_has_a_place(client, site_tree):
    date = date_of_a_meetup(capacity=2)
    rule.confirm(registering.register(date, name=NAME, email=RIGHT))
    page = send(client, date)
    waiting = registering.register(date, name="Bo", email="bo@example.org", user=UserFactory(email="bo@example.org"))
    assert waiting.state == State.WAITING

    mend(client, page)

    waiting.refresh_from_db()
    assert waiting.state == State.CONFIRMED


def test_form_that_lapsed_is_registered_once_more(client, date, time_machine):
    time_machine.move_to(timezone.now().replace(minute=1), tick=False)
    page = send(client, date)
    time_machine.shift(3700)
    lapsing.run_due()

    mend(client, page)

    assert Registration.objects.live().get().person.email == RIGHT


def test_date_that_is_cancelled_meanwhile_is_said_and_the_address_is_shown_again(client, date):
    page = send(client, date)
    Registration.objects.all().delete()
    move.cancel_date(date, reason="Ziek")

    shown = mend(client, page)

    assert shown.status_code == 409
    assert RIGHT in screen.values(shown, "main details form")["email"]
    assert registered() == []


@pytest.mark.parametrize("email", ["", "x", "a@b", "\x00", "x" * 400, "a@[127.0.0.1]"])
def test_bad_address_is_explained_at_the_field(client, date, email):
    page = send(client, date)

    shown = mend(client, page, email)

    assert shown.status_code == 422
    assert list(screen.errors(shown)) == ["email"]
    assert registered() == [(WRONG, WRONG, State.HELD)]


def test_mending_is_limited_like_the_form(client, date):
    page = send(client, date)
    shown = None
    for number in range(rate_limits.PER_SENT_FORM["mend"].number + 1):
        shown = mend(client, page, f"goed{number}@example.org")

    assert shown.status_code == 429
    assert len({mail.recipient for mail in OutgoingMail.objects.all()}) <= rate_limits.PER_SENT_FORM["mend"].number


# -- Once more ----------------------------------------------------------------------------------------------------------


def test_mail_is_sent_again_with_the_same_link(client, date):
    page = send(client, date)

    shown = again(client, page)

    assert "We stuurden de mail nog een keer." in screen.text(shown, "[role=status]")
    first, second = links_in_mails_to(WRONG)
    assert first == second == registration_path(Registration.objects.get())


def test_mail_is_sent_again_a_few_times_only(client, date, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    page = send(client, date)
    statuses = []
    for _ in range(6):
        statuses.append(again(client, page).status_code)
        time_machine.shift(120)

    assert statuses[0] == 200
    assert statuses[-1] in {409, 429}
    assert len(mails_to(WRONG)) <= 4


def test_looking_sends_nothing(client, date):
    page = send(client, date)
    client.get(page + "&actie=opnieuw")
    client.head(page)

    assert len(mails_to(WRONG)) == 1


# -- It does not tell who was registered -------------------------------------------------------------------------------


def seen(meetup, known: str, before, *, full: bool) -> tuple:
    """Return all that somebody sees who sends the form for Sanne, mends it to an address of their own, and asks again."""
    for one in meetup.dates.order_by("start"):
        before(registering.register(one, name=known, email="known@example.org" if known != NAME else WRONG))
        if full:
            RegistrationFactory.create_batch(3, date=one)
    first = meetup.dates.order_by("start")[0]
    client = Client()
    page = send(client, first, datum=list(meetup.dates.values_list("pk", flat=True)))
    pages = [client.get(page), again(client, page), mend(client, page)]
    path = [step.request["PATH_INFO"] for step in pages]
    shown = [screen.text(step, "main") for step in pages]
    mails = [(mail["Subject"], re.sub(r"/aanmelding/[-\w]{40}/", "", text_of(mail))) for mail in mails_to(RIGHT)]
    own = [screen.text(client.get(link), "main") for link in links_in_mails_to(RIGHT)]
    return [screen.without_secret(one) for one in path], shown, mails, own


@pytest.mark.usefixtures("stopped_clock", "site_tree")
@pytest.mark.parametrize("before", [lambda made: made, rule.confirm], ids=["unconfirmed", "confirmed"])
@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("dates", [1, 2])
def test_sender_cannot_see_whether_the_address_was_registered(before, full, dates):
    found = []
    meetup = MeetupFactory(capacity=3 if full else 9, dates=[7 * (number + 1) for number in range(dates)])
    DisciplineFactory(name="Huisarts")
    for known in (NAME, "Piet Jansen"):
        with transaction.atomic():
            found.append(seen(meetup, known, before, full=full))
            transaction.set_rollback(True)

    of_known, of_unknown = found
    assert of_known == of_unknown
    assert len(of_known[2]) == 1


# -- Keeping ------------------------------------------------------------------------------------------------------------


def test_form_of_somebody_who_was_registered_is_kept_unreadably_for_two_hours(client, date, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    rule.confirm(registering.register(date, name=NAME, email=WRONG))
    send(client, date, opmerking="Zonder noten")

    repeated = RepeatedForm.objects.get()
    assert b"noten" not in bytes(repeated.form)
    assert "Nog een keer ingevuld" in [part["title"] for part in about_person(repeated.person)["parts"]]
    time_machine.shift(2 * 3600)
    retention.run_due()
    assert not RepeatedForm.objects.exists()


def test_first_form_keeps_nothing_besides_the_registration(client, date):
    send(client, date)

    assert not RepeatedForm.objects.exists()


def test_secrets_of_both_kinds_look_alike(date):
    made = registering.register(date, name=NAME, email=WRONG)
    person = made.person

    one = sent_forms.secret_of_booking(made.booking_id)
    other = sign(sent_forms.REPEATED, RepeatedForm.objects.create(person=person, form=b"").pk, 0)

    assert len(one) == len(other) == 40


def test_page_names_every_day_that_was_chosen(client, site_tree):
    dates = list(MeetupFactory(dates=(7, 14, 21), title="Wijklunch").dates.order_by("start"))

    page = client.get(send(client, dates[0], datum=[dates[0].pk, dates[2].pk]))

    assert screen.texts(page, "section[aria-labelledby=waarvoor] li strong") == [
        card_for(one).date_words for one in (dates[0], dates[2])
    ]
    assert screen.text(page, "section[aria-labelledby=waarvoor] > p strong") == "Wijklunch"
