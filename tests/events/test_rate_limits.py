from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import RequestFactory

from events.links import registration_path
from events.rate_limits import PER_ADDRESS, PER_BOOKING, PER_NETWORK, UNCONFIRMED, is_allowed, may_mail, may_register
from tests.factories import DisciplineFactory, RegistrationFactory, date_of_a_meetup, noon
from web.rate_limits import DAY, HOUR, MAILS, network_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("proxies", "header", "remote", "network"),
    [
        pytest.param(0, "203.0.113.9", "198.51.100.1", "198.51.100.1", id="no proxy: the header does not count"),
        pytest.param(1, "203.0.113.9", "10.0.0.1", "203.0.113.9", id="one proxy"),
        pytest.param(1, "1.2.3.4, 203.0.113.9", "10.0.0.1", "203.0.113.9", id="what the visitor wrote does not count"),
        pytest.param(2, "203.0.113.9, 10.0.0.2", "10.0.0.1", "203.0.113.9", id="two proxies"),
        pytest.param(1, "", "10.0.0.1", "10.0.0.1", id="the proxy said nothing"),
        pytest.param(0, "", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64", id="one customer's IPv6 network"),
        pytest.param(0, "", "::ffff:192.0.2.9", "192.0.2.9", id="IPv4 on a socket for both"),
        pytest.param(1, "<script>", "10.0.0.1", "unknown", id="nonsense"),
    ],
)
def test_network_of(proxies, header, remote, network, settings):
    settings.TRUSTED_PROXIES = proxies
    extra = {"HTTP_X_FORWARDED_FOR": header} if header else {}

    request = RequestFactory().get("/", REMOTE_ADDR=remote, **extra)

    assert network_of(request) == network


def test_allows_counts_each_network_by_itself(settings):
    one, other = (RequestFactory().get("/", REMOTE_ADDR=address) for address in ("192.0.2.1", "192.0.2.2"))
    most = PER_NETWORK["guess"][0]

    answers = [is_allowed("guess", request=one) for _ in range(most + 1)]

    assert answers == [True] * most + [False]
    assert is_allowed("guess", request=other)


def test_wrong_secrets_end_in_too_many_and_right_ones_still_open(client, time_machine):
    time_machine.move_to(noon(0), tick=False)
    path = registration_path(RegistrationFactory())
    most = PER_NETWORK["guess"][0]

    answers = [client.get(f"/aanmelding/{number:036d}/") for number in range(most + 2)]

    assert [answer.status_code for answer in answers] == [404] * most + [429] * 2
    assert answers[-1]["Retry-After"] == "600"
    assert "Wacht 10 minuten" in answers[-1].text
    assert client.get(path).status_code == 200


def test_a_new_stretch_begins_afresh(time_machine):
    time_machine.move_to(noon(0), tick=False)
    request = RequestFactory().get("/")
    before = [is_allowed("resend", request=request) for _ in range(PER_NETWORK["resend"][0] + 1)]

    time_machine.shift(600)

    assert (before[-1], is_allowed("resend", request=request)) == (False, True)


def test_eighty_colleagues_behind_one_address_sign_up_in_a_minute(client):
    date, discipline = date_of_a_meetup(), DisciplineFactory()
    form = {"datum": date.pk, "organisatie": "Gemeente", "discipline": discipline.pk}

    statuses = {
        client.post(
            f"{date.page.get_url()}aanmelden/", {**form, "naam": f"Kim {n}", "email": f"kim{n}@example.org"}
        ).status_code
        for n in range(80)
    }

    assert statuses == {302}


def test_eighty_colleagues_behind_one_address_log_in_in_a_minute(client):
    statuses = {client.post("/account/login/code/", {"email": f"kim{n}@example.org"}).status_code for n in range(80)}

    assert statuses == {302}


def test_sign_in_says_too_many_in_our_words(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}

    last = [client.post("/account/login/", {"login": "kim@example.org", "password": "onzin"}) for _ in range(3)][-1]

    assert (last.status_code, last["Retry-After"], "Even rustig aan" in last.text) == (429, "60", True)


def from_network(address: str):
    return RequestFactory().post("/", REMOTE_ADDR=address)


def times_allowed(ask, number: int) -> int:
    return sum(ask(turn) for turn in range(number))


def test_mailbox_gets_six_mails_an_hour_that_ask_to_confirm_whoever_asks_and_from_wherever(time_machine):
    time_machine.move_to(noon(0), tick=False)

    def ask(turn: int) -> bool:
        name, address = f"Gast {turn}", f"192.0.2.{turn}"
        tag = f"+{turn}" if turn % 2 else ""
        return may_register(from_network(address), [(name, f"Praktijk{tag}@example.org")], about=turn, own=False)

    assert times_allowed(ask, 20) == UNCONFIRMED.number
    time_machine.shift(HOUR)
    assert ask(0)


def test_stranger_does_not_keep_the_owner_from_asking_for_links(client):
    for number in range(3):
        for _ in range(30):
            client.post("/aanmelding/", {"email": "kim@example.org"}, REMOTE_ADDR=f"192.0.2.{number}")

    assert not may_mail("resend", from_network("192.0.2.1"), "kim@example.org")
    assert may_mail("resend", from_network("192.0.2.4"), "kim@example.org")


def test_mailbox_gets_so_many_mails_in_an_hour_and_in_a_day_on_all_routes_together(time_machine):
    time_machine.move_to(noon(0), tick=False)

    def ask(turn: int) -> bool:
        action = ("resend", "renew")[turn % 2]
        return is_allowed(action, request=from_network(f"192.0.{turn}.1"), email="kim@example.org")

    in_each_hour = []
    for _ in range(4):
        in_each_hour.append(times_allowed(ask, 40))
        time_machine.shift(HOUR)

    assert (in_each_hour[0], sum(in_each_hour)) == (MAILS[0].number, MAILS[1].number)
    time_machine.shift(DAY)
    assert ask(0)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_counted_as_many():
    request = from_network("192.0.2.7")
    most = PER_NETWORK["guess"][0]

    def ask(turn: int) -> bool:
        try:
            return is_allowed("guess", request=request)
        finally:
            connection.close()

    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(ask, range(most + 40)))

    assert answers.count(True) == most


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_many_at_once_at_shared_mailboxes_neither_deadlock_nor_get_a_mail_too_many():
    def ask(turn: int) -> bool:
        people = [(f"Gast {turn}", "een@example.org"), (f"Collega {turn}", "twee@example.org")]
        try:
            return may_register(from_network(f"192.0.2.{turn}"), people[:: -1 if turn % 2 else 1], about=1, own=False)
        finally:
            connection.close()

    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(ask, range(24)))

    assert answers.count(True) == UNCONFIRMED.number


@pytest.mark.parametrize(
    ("row", "numbers"),
    [
        ("aanmelden", (PER_NETWORK["register"], PER_ADDRESS["register"])),
        ("links opnieuw laten mailen, of een link naar je gegevens", (PER_NETWORK["resend"], PER_ADDRESS["resend"])),
        ("een link raden", (PER_NETWORK["guess"], None)),
        ("een nieuwe link maken, ook van je eigen agenda", (None, PER_ADDRESS["renew"])),
        ("afmelden, terugkomen, wijzigen met je eigen link", (None, PER_BOOKING["own"])),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_docs_say_what_the_limits_are(settings, row, numbers):
    periods = {600: "10 minuten", 3600: "een uur"}
    cells = [f"{most[0]} in {periods[most[1]]}" if most else "–" for most in numbers]

    assert f"| {row} | {' | '.join(cells)} |" in (settings.BASE_DIR / "docs/beheer/privacy.md").read_text()
