"""Page behind a secret link: true in every state, also for somebody who is out, with the way to come back."""

import pytest

from events.links import registration_path
from events.mail.words import Kind
from events.models import Decision, EventPage, Registration
from events.publishing import move
from events.registration import deadlines, decisions, lapsing, registering, rule, series
from outbox.delivery import deliver
from outbox.models import OutgoingMail
from tests import screen
from tests.factories import MeetupFactory, UserFactory, date_of_a_meetup, house, noon, taken_off

pytestmark = pytest.mark.django_db
State = Registration.State
OFFER = {"hand_out": EventPage.HandOut.OFFER}


def comes(date, name="Sanne de Vries", email="sanne@example.org") -> Registration:
    return rule.confirm(registering.register(date, name=name, email=email))


def seen(client, made: Registration, done: str = "") -> tuple[str, str, list[str]]:
    """Return the sentence, what it means, and the words on the buttons."""
    [state] = screen.parsed(client.get(f"{registration_path(made)}?gelukt={done}")).select(".wv-state")
    return (
        screen.text(state, "h1"),
        " ".join(screen.texts(state, ":scope > .wv-lead")),
        screen.texts(state, ":scope > .wv-button-row .wv-button"),
    )


def last_text(kind: Kind) -> str:
    mail = OutgoingMail.objects.filter(cause__startswith=f"{kind}:").latest("pk")
    return bytes(mail.message).decode().replace("=\r\n", "")


def test_old_link_of_who_registered_again_does_not_say_that_they_are_out(client):
    date = date_of_a_meetup()
    old = rule.cancel(comes(date))
    new = comes(date)

    sentence, lead, labels = seen(client, old)

    assert (sentence, labels) == ("Je hebt je opnieuw aangemeld", ["Mail me mijn links"])
    assert "laatste mail" in lead
    assert registration_path(new) not in client.get(registration_path(old)).text
    assert seen(client, new)[0] == "Je plek staat vast"


def test_cancelled_link_says_whether_there_is_a_place_to_come_back_to(client):
    date = date_of_a_meetup(capacity=1)
    gone = rule.cancel(comes(date))
    at_once = seen(client, gone)
    comes(date, "Noor", "noor@example.org")
    full = seen(client, gone)
    move.cancel_date(date, reason="Storm")
    off = seen(client, gone)

    assert ("tien minuten" in at_once[1], at_once[2]) == (True, ["Toch weer komen"])
    assert ("Het is nu vol" in full[1], full[2]) == (True, ["Zet me op de wachtlijst"])
    assert off[1:] == ("Jammer dat je er niet bij bent.", [])


def test_link_of_a_date_that_is_off_does_not_offer_the_dates_that_one_has(client):
    off = date_of_a_meetup()
    own, other = MeetupFactory(dates=(2, 3)).dates.order_by("start")
    made = comes(off)
    comes(own)
    move.cancel_date(off, reason="Storm")

    offered = client.get(registration_path(made))

    assert screen.days(offered, "section[aria-labelledby=intussen]") == [other.start_local.date()]


def test_link_of_the_date_that_somebody_left_for_another_says_so(client):
    dates = list(MeetupFactory(dates=(7, 14, 21)).dates.order_by("start"))
    held = comes(dates[0])
    made = series.change_date(held, to=dates[1])

    sentence, lead, _labels = seen(client, held)

    assert sentence == "Je bent afgemeld"
    assert lead.startswith("Op deze dag ben je er niet bij. Hieronder staat waar je wel bij staat.")
    assert registration_path(made) in client.get(registration_path(held)).text


def test_old_link_of_who_came_back_does_not_offer_a_second_day(client):
    dates = list(MeetupFactory(dates=(7, 14, 21)).dates.order_by("start"))
    first = comes(dates[0])
    back = series.change_date(series.change_date(first, to=dates[1]), to=dates[0])

    old, new = (client.get(registration_path(one)) for one in (first, back))

    others = "section[aria-labelledby=andere-datum] li"
    assert screen.text(old, "h1") == "Je hebt je opnieuw aangemeld"
    assert (screen.days(old, others), screen.days(new, others)) == ([], [date.start_local.date() for date in dates[1:]])


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("first", "Je plek op deze datum gaat dan meteen naar wie erop wacht."),
        ("offered", "De plek die we je aanboden, geef je dan op."),
        ("waits", "Van de wachtlijst voor deze datum ga je dan af."),
    ],
)
def test_link_says_what_changing_to_another_date_gives_up(client, who, words):
    page = MeetupFactory(dates=(7, 14), capacity=2, **OFFER)
    date = page.dates.order_by("start").first()
    people = {name: comes(date, name, f"{name}@example.org") for name in ("first", "gone", "offered", "waits")}
    rule.cancel(people["gone"])

    text = client.get(registration_path(people[who])).text

    assert words in text
    assert "komt dan vrij" not in text


def test_link_of_a_date_that_waits_for_its_day_says_what_changing_gives_up(client):
    dates = list(MeetupFactory(dates=(7, 14)).dates.order_by("start"))
    made = comes(dates[0])
    move.postpone_date(dates[0], reason="Storm")

    assert "Je aanmelding voor de uitgestelde datum vervalt dan." in client.get(registration_path(made)).text


def test_link_of_who_was_signed_off_says_by_whom(client):
    made = decisions.cancel_for(comes(date_of_a_meetup()), by=UserFactory())

    assert seen(client, made)[1].startswith("De organisator heeft je afgemeld.")
    assert "de organisator heeft je afgemeld" in last_text(Kind.CANCELLED_BY_ORGANISER)


def test_link_that_lapsed_says_what_lapsed(client, time_machine):
    time_machine.move_to(noon(0), tick=False)
    held = registering.register(date_of_a_meetup(), name="Een", email="een@example.org")
    full = date_of_a_meetup(capacity=1, **OFFER)
    first, second = comes(full), comes(full, "Twee", "twee@example.org")
    unconfirmed = registering.register(full, name="Drie", email="drie@example.org")
    rule.cancel(first)
    deliver()
    time_machine.shift(deadlines.OFFER_AT_MOST)
    lapsing.run_due()

    said = [seen(client, one)[0] for one in (held, second, unconfirmed)]
    free = seen(client, second)[2]
    comes(full, "Vier", "vier@example.org")
    line = seen(client, second)

    assert said == ["Je plek is vrijgegeven", "De plek ging naar de volgende", "Je aanmelding is vervallen"]
    assert (free, line[2]) == (["Meld me opnieuw aan"], ["Zet me op de wachtlijst"])
    assert "met één klik op de wachtlijst" in line[1]


@pytest.mark.parametrize(("how", "asks"), [({}, False), (OFFER, True)], ids=["at once", "as an offer"])
def test_who_waits_reads_everywhere_whether_they_will_be_asked(client, how, asks):
    """At once: nobody has to answer a mail. As an offer: somebody who does not answer loses the place."""
    date = date_of_a_meetup(capacity=1, **how)
    comes(date)
    waits = comes(date, "Noor", "noor@example.org")
    form, sent = f"{date.page.url}aanmelden/", f"{date.page.url}aanmelden/verstuurd/?wachtlijst=1"
    own = client.get(registration_path(waits))

    texts = [client.get(date.page.url).text, client.get(form).text, client.get(sent).text]
    texts += [last_text(Kind.CONFIRM_WAITING), last_text(Kind.WAITING)]

    vragen = "dan vragen we de eerste op de lijst"
    assert [vragen in text.replace("=\r\n", "") for text in texts] == [asks] * 5
    assert ("Je hoeft niets te bevestigen" in own.text) is not asks
    assert ("tot wanneer je ja kunt zeggen" in own.text) is asks


def test_link_of_a_page_that_is_gone_does_not_say_that_other_places_there_are_sure(client):
    dates = list(MeetupFactory(dates=[10, 20]).dates.order_by("start"))
    first = series.confirm_all(series.register_for(dates, name="Sanne", email="sanne@example.org")[0])
    taken_off(dates[0].page)

    response = client.get(registration_path(first))

    assert screen.text(response, "h1") == "Deze bijeenkomst is vervallen"
    assert "je plek staat vast" not in response.text


def test_one_click_for_several_dates_says_so(client):
    dates = list(MeetupFactory(dates=[10, 20]).dates.order_by("start"))
    first = series.register_for(dates, name="Sanne", email="sanne@example.org")[0]
    alone = registering.register(date_of_a_meetup(), name="Noor", email="noor@example.org")

    several, one = seen(client, first), seen(client, alone)

    assert (several[0], several[2]) == ("Bevestig je aanmeldingen", ["Ja, bevestig alles", "Nee, deze dag niet"])
    assert "alle dagen" in several[1]
    assert (one[0], one[2]) == ("Bevestig je plek", ["Ja, ik kom", "Nee, ik kom niet"])


def test_who_comes_on_several_dates_reads_that_the_mail_has_a_file(client):
    """An invitation can hold only one date. The calendar does not follow a file by itself."""
    dates = list(MeetupFactory(dates=[10, 20]).dates.order_by("start"))
    first = series.confirm_all(series.register_for(dates, name="Sanne", email="sanne@example.org")[0])
    alone = comes(date_of_a_meetup(), "Noor", "noor@example.org")

    several, one = (client.get(registration_path(made)).text for made in (first, alone))

    assert "een bestand met al je dagen" in several
    assert "past je agenda zich aan" not in several
    assert "past je agenda zich aan" in one


def test_page_after_registering_speaks_of_one_place_or_of_several(client):
    dates = list(MeetupFactory(dates=[10, 20]).dates.order_by("start"))
    sent = f"{dates[0].page.url}aanmelden/verstuurd/"

    one, both = (client.get(sent, {"datum": [date.pk for date in chosen]}).text for chosen in (dates[:1], dates))

    assert "bevestig je plek." in one
    assert "bevestig je plekken." in both


def test_mail_about_several_dates_holds_places_only_where_there_are_any():
    full, free = (list(MeetupFactory(dates=[10, 20], capacity=number).dates.all()) for number in (1, 5))
    series.register_for(full, name="Een", email="een@example.org")
    texts = []
    for dates in (full, free):
        series.register_for(dates, name="Sanne", email="sanne@example.org")
        texts.append(last_text(Kind.CONFIRM_SEVERAL))

    assert ["een uur vast" in text for text in texts] == [False, True]
    assert ["op de wachtlijst." in text for text in texts] == [True, False]


def test_what_did_not_work_is_not_shown_as_done(client, time_machine):
    time_machine.move_to(noon(0), tick=False)
    gone = rule.cancel(comes(date_of_a_meetup()))
    time_machine.shift(rule.UNDO)

    response = client.post(f"{registration_path(gone)}terug/", follow=True)

    assert screen.text(response, ".wv-notice--warning[role=status]").startswith("Dat ging net niet meer")


def test_mail_of_who_was_let_go_first_does_not_say_it_was_their_turn():
    date = date_of_a_meetup(capacity=1)
    comes(date)
    waits = comes(date, "Noor", "noor@example.org")

    decisions.promote_by_hand(waits, by=UserFactory(), reason="Spreekt", extra_place=True)

    text = last_text(Kind.PLACED)
    assert "De organisator geeft je een plek." in text
    assert "aan de beurt" not in text
    assert Decision.objects.get().extra_place


def test_mail_in_a_shared_mailbox_says_for_whom_it_is():
    registering.register_together(
        date_of_a_meetup(),
        name="Noor van Dijk",
        email="noor@example.org",
        colleagues=[registering.Colleague("Piet Bos", "praktijk@example.org")],
    )

    text = bytes(OutgoingMail.objects.get(recipient="praktijk@example.org").message).decode().replace("=\r\n", "")

    assert "Piet Bos, Noor van Dijk heeft je aangemeld" in text
    assert "Heb je je niet aangemeld?" not in text


def test_mail_warns_of_losing_the_place_to_who_has_one_only():
    made = comes(date_of_a_meetup())
    with_place = last_text(Kind.REGISTERED)
    rule.cancel(made)

    warning = "kan je plek afzeggen"
    assert (warning in with_place, warning in last_text(Kind.CANCELLED_BY_YOU)) == (True, False)


@pytest.mark.parametrize("step", ["", "aanmelden/", "aanmelden/verstuurd/"])
def test_page_form_and_what_comes_after_stand_under_the_agenda(client, step):
    house()

    page = client.get(f"{MeetupFactory().get_url()}{step}")

    assert screen.addresses(page, ".wv-site-header__nav a[aria-current=page]") == ["/agenda/"]
