"""Bad input from people and machines: clear answers, nothing lost, never a 500."""

import re
from email import message_from_bytes
from email.policy import default
from html import unescape
from urllib.parse import quote

import pytest
from django.test import Client

from events import rate_limits
from events.links import registration_path
from events.models import EventDate, Person, Registration
from events.publishing import move
from events.registration import registering, rule
from events.signup.colleagues import MOST_COLLEAGUES
from network.models import Discipline
from outbox.models import OutgoingMail
from tests import screen
from tests.factories import (
    DisciplineFactory,
    MeetupFactory,
    MunicipalityFactory,
    OrganisationFactory,
    RegistrationFactory,
    ThemeFactory,
    WijkFactory,
    date_of_a_meetup,
)
from web.fields import LINK_IN_NAME

pytestmark = pytest.mark.django_db

SCRIPT = "<script>alert(1)</script>"
IMAGE = "<img src=x onerror=alert(1)>"
State = Registration.State


def answers(date: EventDate, **changes) -> dict:
    discipline = Discipline.objects.first() or DisciplineFactory(name="Huisarts")
    return {
        "datum": date.pk,
        "naam": "Sanne de Vries",
        "email": "sanne@example.org",
        "organisatie": "Huisartsenpraktijk Oost",
        "discipline": discipline.pk,
        "opmerking": "",
        "website": "",
        **changes,
    }


def form_of(date: EventDate) -> str:
    return f"{date.page.get_url()}aanmelden/"


def states() -> list[str]:
    return list(Registration.objects.order_by("pk").values_list("state", flat=True))


# -- The form ----------------------------------------------------------------------------------------------------------


def test_register_sends_one_mail_and_says_so(client):
    date = date_of_a_meetup(capacity=3)

    response = client.post(form_of(date), answers(date), follow=True)

    [(location, status)] = response.redirect_chain
    assert (screen.without_secret(location), status) == (f"{form_of(date)}verstuurd/…/?datum={date.pk}", 302)
    assert response.status_code == 200
    assert states() == [State.HELD]
    assert list(OutgoingMail.objects.values_list("recipient", flat=True)) == ["sanne@example.org"]
    assert "We stuurden een mail naar sanne@example.org." in screen.text(response, "main")


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"naam": ""}, {"naam": ["Vul je naam in."]}),
        ({"naam": "   "}, {"naam": ["Vul je naam in."]}),
        ({"naam": "x" * 121}, {"naam": ["Je naam mag niet langer zijn dan 120 tekens."]}),
        ({"naam": "x" * 10_240}, {"naam": ["Je naam mag niet langer zijn dan 120 tekens."]}),
        ({"naam": "Win nu: https://x.example"}, {"naam": [str(LINK_IN_NAME)]}),
        ({"naam": "Win nu: prijs。nl"}, {"naam": [str(LINK_IN_NAME)]}),
        ({"naam": "\u3164\u200b"}, {"naam": ["Vul je naam in."]}),
        ({"naam": "Sanne\x00"}, {"naam": ["Null-tekens zijn niet toegestaan."]}),
        ({"email": ""}, {"email": ["Vul je e-mailadres in."]}),
        ({"email": "sanne"}, {"email": ["Het adres is nog niet af. Controleer het deel na de @, bijvoorbeeld je@organisatie.nl."]}),
        ({"email": f"{'x' * 60}@{'y' * 60}.{'z' * 60}.{'a' * 60}.{'b' * 10}.nl"}, {"email": ["Dit adres is te lang. Controleer het nog eens."]}),
        ({"organisatie": ""}, {"organisatie": ["Vul in waar je werkt. Kom je als bewoner? Schrijf dan “bewoner”."]}),
        ({"organisatie": "x" * 10_240}, {"organisatie": ["De naam van je organisatie mag niet langer zijn dan 120 tekens."]}),
        ({"discipline": ""}, {"discipline": ["Kies wat het best past. Staat het er niet bij? Kies “anders”."]}),
        ({"discipline": "0"}, {"discipline": ["Kies een discipline uit de lijst."]}),
        ({"discipline": "9" * 40}, {"discipline": ["Kies een discipline uit de lijst."]}),
        ({"discipline": "huisarts"}, {"discipline": ["Kies een discipline uit de lijst."]}),
        ({"discipline": "\x00"}, {"discipline": ["Kies een discipline uit de lijst."]}),
        ({"opmerking": "x" * 501}, {"opmerking": ["Houd het korter dan 500 tekens."]}),
        ({"datum": ""}, {"datum": ["Kies een datum."]}),
        ({"datum": "0"}, {"datum": ["Kies een van de datums."]}),
        ({"datum": "9" * 40}, {"datum": ["Kies een van de datums."]}),
        ({"datum": "morgen"}, {"datum": ["Kies een van de datums."]}),
        ({"naam": "", "organisatie": ""}, {
            "naam": ["Vul je naam in."],
            "organisatie": ["Vul in waar je werkt. Kom je als bewoner? Schrijf dan “bewoner”."],
        }),
    ],
    ids=lambda value: re.sub(r"[^\w@ ]", "", str(value))[:40],
)  # fmt: skip
def test_register_with_a_mistake_says_what_and_keeps_the_rest(client, changes, errors):
    date = date_of_a_meetup()
    sent = (
        answers(date, opmerking="Ik neem taart mee", **changes)
        if "opmerking" not in changes
        else answers(date, **changes)
    )

    response = client.post(form_of(date), sent)

    assert response.status_code == 422
    assert screen.errors(response) == {name: " ".join(messages) for name, messages in errors.items()}
    shown = unescape(response.text)
    kept = [
        str(value)
        for name, value in sent.items()
        if name in {"naam", "email", "organisatie", "opmerking"} - set(errors) and value
    ]
    assert all(value in shown for value in kept)
    assert (states(), OutgoingMail.objects.count()) == ([], 0)


def test_register_with_nothing_at_all_says_everything_that_misses(client):
    date = date_of_a_meetup()

    response = client.post(form_of(date))

    assert (response.status_code, sorted(screen.errors(response))) == (
        422, ["datum", "discipline", "email", "naam", "organisatie"],
    )  # fmt: skip


def test_register_with_script_in_every_field_shows_it_as_text(client):
    date = date_of_a_meetup()
    fields = dict.fromkeys(("datum", "naam", "email", "organisatie", "discipline", "opmerking"), f"{SCRIPT}\"'")

    response = client.post(form_of(date), {**fields, "website": ""})

    assert response.status_code == 422
    assert SCRIPT not in response.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in response.text


def test_script_that_was_accepted_is_text_wherever_it_shows(client):
    date = date_of_a_meetup()

    client.post(form_of(date), answers(date, naam=IMAGE, organisatie=SCRIPT, opmerking=SCRIPT))
    made = Registration.objects.get()
    rule.confirm(made)
    page = client.get(registration_path(made))

    assert SCRIPT not in page.text
    assert IMAGE not in page.text
    assert page.text.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 2
    for mail in OutgoingMail.objects.all():
        html = mail_part(mail, "html")
        assert "<img src=x" not in html
        assert "&lt;img" in html


def mail_part(mail: OutgoingMail, subtype: str) -> str:
    return message_from_bytes(bytes(mail.message), policy=default).get_body((subtype,)).get_content()


def test_script_in_a_meetup_is_text_on_every_page(client):
    wijk, theme = WijkFactory(title=f"Wijk {SCRIPT}", slug="wijk"), ThemeFactory(title=f"Thema {SCRIPT}", slug="thema")
    organisation = OrganisationFactory(title=f"Organisatie {SCRIPT}", slug="organisatie", summary=SCRIPT)
    meetup = MeetupFactory(
        title=f"Lunch {SCRIPT}", slug="lunch", organiser=organisation, wijken=[wijk], themes=[theme], summary=SCRIPT,
        venue_name=SCRIPT, street=SCRIPT, town=SCRIPT, audience=SCRIPT, costs=SCRIPT, contact_name=SCRIPT, parking=SCRIPT,
        public_transport=SCRIPT, access_note=SCRIPT, municipality=wijk.municipality,
    )  # fmt: skip
    move.cancel_date(meetup.dates.get(), reason=SCRIPT)
    pages = ["/", "/agenda/", "/agenda/?q=" + quote(SCRIPT), "/gemeenten/", "/themas/", "/organisaties/"]
    pages += [page.get_url() for page in (wijk, wijk.municipality, theme, organisation, meetup)]

    for url in [*pages, f"{meetup.get_url()}aanmelden/"]:
        text = client.get(url).text
        assert "<script>alert" not in text, url
        assert text.count("</script>") == len(re.findall(r"<script[ >]", text)), url


def test_register_with_the_unseen_field_filled_in_says_so_and_keeps_the_rest(client):
    date = date_of_a_meetup()

    response = client.post(form_of(date), answers(date, website="https://x.example"))

    assert (response.status_code, states(), OutgoingMail.objects.count()) == (422, [], 0)
    assert "Er stond iets in een vak dat je niet ziet." in screen.text(response, "main [role=alert]")
    again = screen.values(response) | {"csrfmiddlewaretoken": []}
    assert again.items() >= {"naam": ["Sanne de Vries"], "website": [""]}.items()
    assert client.post(form_of(date), again).status_code == 302


def test_register_sent_twice_is_one_registration_and_one_mail(client):
    date = date_of_a_meetup()

    responses = [
        client.post(form_of(date), answers(date, naam=naam)) for naam in ("Sanne de Vries", "sanne  de VRIES ")
    ]

    locations = [screen.without_secret(response["Location"]) for response in responses]
    assert locations == [f"{form_of(date)}verstuurd/…/?datum={date.pk}"] * 2
    assert (states(), OutgoingMail.objects.count()) == ([State.HELD], 1)


@pytest.mark.parametrize("spelling", ["Jan van ’t Hof", "JAN VAN `T HOF", "Jan  van t-Hof", "Ján van 't Hof"])
def test_one_person_in_two_spellings_has_one_place_and_keeps_the_first(client, spelling):
    date = date_of_a_meetup(capacity=5)

    for naam in ("Jan van 't Hof", spelling):
        client.post(form_of(date), answers(date, naam=naam))

    assert (states(), list(Person.objects.values_list("name", flat=True))) == ([State.HELD], ["Jan van 't Hof"])


@pytest.mark.parametrize("several", [False, True], ids=["one date", "two dates"])
def test_address_that_many_mails_wait_for_tells_nobody_who_is_registered(client, several):
    dates = list(MeetupFactory(dates=[10, 20]).dates.order_by("start"))
    wanted = [date.pk for date in dates[: 1 + several]]
    for date in dates:
        rule.confirm(registering.register(date, name="Sanne de Vries", email="sanne@example.org"))
    for number in range(rate_limits.UNCONFIRMED.number):
        client.post(form_of(dates[0]), answers(dates[0], naam=f"Iemand {number}"))

    of_known, of_unknown = (
        client.post(form_of(dates[0]), answers(dates[0], naam=naam, datum=wanted))
        for naam in ("Sanne de Vries", "Sanne Jansen")
    )

    assert [of_known.status_code, of_unknown.status_code] == [409, 409]
    assert screen.text(of_known, "main") == screen.text(of_unknown, "main")
    assert "Er wacht al een aantal mails" in screen.text(of_known, "main .wv-notice--warning")


@pytest.mark.parametrize("known", [True, False])
def test_seventh_name_at_an_address_is_refused_whoever_is_registered(client, known):
    date = date_of_a_meetup(capacity=20)
    if known:
        rule.confirm(registering.register(date, name="Iemand 0", email="sanne@example.org"))

    statuses = [
        client.post(form_of(date), answers(date, naam=f"Iemand {number}")).status_code
        for number in range(rate_limits.UNCONFIRMED.number + 1)
    ]

    assert statuses == [302] * rate_limits.UNCONFIRMED.number + [409]


def test_second_click_of_a_whole_practice_is_no_attempt_too_many(client):
    date = date_of_a_meetup()
    colleagues = {
        f"collega_{number}_{field}": value
        for number in range(1, MOST_COLLEAGUES + 1)
        for field, value in (
            ("naam", f"Iemand {number}"),
            ("email", "sanne@example.org"),
            ("discipline", "zelf"),
        )
    }

    responses = [client.post(form_of(date), answers(date, **colleagues)) for _ in range(2)]

    assert [response.status_code for response in responses] == [302, 302]
    assert states() == [State.HELD] * (1 + MOST_COLLEAGUES)


@pytest.mark.parametrize(
    "email",
    [
        "sanne@bücher.example", '"sanne de vries"@example.org', "SANNE@EXAMPLE.ORG", "o'hara+wijk@example.org",
        "sanne@[127.0.0.1]", f"{'x' * 64}@{'y' * 60}.{'z' * 60}.{'a' * 60}.nl",
    ],
)  # fmt: skip
def test_register_with_an_unusual_address_is_accepted_or_explained(client, email):
    date = date_of_a_meetup()

    response = client.post(form_of(date), answers(date, email=email))

    assert response.status_code in {302, 422}
    assert len(states()) == OutgoingMail.objects.count() == (response.status_code == 302)


@pytest.mark.parametrize(
    "naam", ['<>,;:"', "Ørsted 👩‍⚕️", "\u202edlob", "a\tb", "=?utf-8?q?x?=", "ß" * 120, "Jan\r\nBcc: x"]
)
def test_register_with_an_unusual_name_sends_one_mail_to_one_address(client, naam):
    date = date_of_a_meetup()

    response = client.post(form_of(date), answers(date, naam=naam))

    assert response.status_code == 302
    mail = OutgoingMail.objects.get()
    assert mail.recipient == "sanne@example.org"
    assert b"\nBcc:" not in bytes(mail.message)


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/json", b"{}"),
        ("multipart/form-data; boundary=x", b"--x\r\nbroken"),
        ("multipart/form-data", b""),
        ("application/x-www-form-urlencoded", b"naam=%ff%fe&email=%00"),
        ("application/x-www-form-urlencoded; charset=bestaat-niet", b"naam=x"),
        ("application/x-www-form-urlencoded", b"a=1&" * 20_000),
        ("application/x-www-form-urlencoded", b"naam=" + b"x" * 3_000_000),
    ],
    ids=["json", "half a part", "no boundary", "not UTF-8", "no such charset", "twenty thousand fields", "three megabytes"],
)  # fmt: skip
def test_register_with_a_body_that_is_no_form_is_refused(content_type, body):
    date = date_of_a_meetup()

    response = Client(raise_request_exception=False).generic("POST", form_of(date), body, content_type=content_type)

    assert response.status_code in {400, 413, 415, 422}
    assert states() == []


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS"])
def test_register_refuses_other_methods(client, method):
    date = date_of_a_meetup()

    response = client.generic(method, form_of(date))

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, POST")


def test_register_without_the_token_of_the_form_is_refused_in_our_own_words():
    date = date_of_a_meetup()

    response = Client(enforce_csrf_checks=True).post(form_of(date), answers(date))

    assert (response.status_code, states()) == (403, [])
    assert 'lang="nl"' in response.text


@pytest.mark.parametrize(
    ("meetup", "reason"),
    [
        ({"dates": (-1,)}, "Deze bijeenkomst is al geweest."),
        ({"registration": "none"}, "Je hoeft je niet aan te melden. Loop gewoon binnen."),
        ({"registration": "elsewhere", "registration_url": "https://x.example"}, "Aanmelden kan alleen op de site van de organisator."),
        ({"dates": (1,), "closes_days_before": 7}, "Aanmelden kan niet meer. De inschrijving is gesloten."),
        ({"dates": ()}, "Er is nog geen datum. Kijk later nog eens."),
    ],
    ids=["over", "walk in", "elsewhere", "closed", "no date"],
)  # fmt: skip
def test_register_where_nobody_can_says_why(client, meetup, reason):
    page = MeetupFactory(**meetup)
    date = page.dates.first() or date_of_a_meetup()

    seen, sent = client.get(f"{page.get_url()}aanmelden/"), client.post(f"{page.get_url()}aanmelden/", answers(date))

    assert (seen.status_code, sent.status_code, states()) == (200, 409, [])
    assert reason in seen.text
    assert reason in sent.text


def test_register_for_a_date_of_another_event_is_refused(client):
    date, other = date_of_a_meetup(), date_of_a_meetup()

    response = client.post(form_of(date), answers(date, datum=other.pk))

    assert (response.status_code, states()) == (422, [])


# -- Secrets -----------------------------------------------------------------------------------------------------------


def test_confirm_and_cancel_used_again_change_nothing_more(client):
    made = registering.register(date_of_a_meetup(capacity=1), name="Sanne", email="sanne@example.org")
    path = registration_path(made)
    seen = []

    for action in ("bevestigen", "bevestigen", "afmelden/zeker", "afmelden/zeker", "bevestigen"):
        response = client.post(f"{path}{action}/", follow=True)
        seen.append((response.status_code, states()))

    assert seen == [(200, [State.CONFIRMED])] * 2 + [(200, [State.CANCELLED])] * 3
    assert OutgoingMail.objects.count() == 3


def test_registration_of_somebody_else_is_not_shown_by_guessing(client):
    made = RegistrationFactory()
    path = registration_path(made)

    for secret in (str(made.pk), "0" * 40, path.split("/")[2][:-1], path.split("/")[2].swapcase()):
        assert client.get(f"/aanmelding/{secret}/").status_code == 404


# -- Addresses ---------------------------------------------------------------------------------------------------------

QUERIES = [
    "gemeente[]=breda", "gemeente[x][y]=1", "gemeente=%00", "wijk=%00/%00", "thema=%ff%fe", "q=%00", "q=%F0%28%8C%28", "q=%",
    "q=" + "x" * 6000, "q=" + "+a" * 3000, "&".join(["gemeente=breda"] * 900), "=", "&&&", ";;;", "%00=%00", "datum=%00",
    f"datum={2**63 - 1}", f"datum={2**63}", "datum=%C2%B2", "datum=007",
    "pagina=-1", "pagina=0", "pagina=99999", "pagina=" + "9" * 400, "pagina=%D9%A1", "pagina=1.5", "pagina[]=1", "van=%00",
    "van=0000-00-00", "tot=9999-12-31", "van=2027-03-01T12:00", "van=20270301", "van=2027-W10-1", "voorbij=%00", "q=%25%25_",
    "q='%20OR%201=1--", "q=%F0%9F%98%80", "q=%EF%BB%BF", "q=%ED%A0%80", "wijk=" + "/" * 500, "next=//evil.example",
    "soort=__class__", "q=%5C", "q=%0d%0aSet-Cookie:x=y",
]  # fmt: skip


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query[:30])
def test_page_with_a_strange_question_still_answers(client, query):
    MunicipalityFactory(title="Breda")
    meetup = MeetupFactory()
    made = registering.register(meetup.dates.get(), name="Sanne", email="sanne@example.org")
    pages = [
        "/",
        "/agenda/",
        "/agenda/kalender.ics",
        "/gemeenten/breda/",
        meetup.get_url(),
        "/sitemap.xml",
        "/robots.txt",
    ]
    pages += [f"{meetup.get_url()}{view}" for view in ("aanmelden/", "aanmelden/verstuurd/")]
    pages += [
        registration_path(made),
        f"{registration_path(made)}kalender.ics",
        f"{registration_path(made)}wijzigen/",
        "/account/login/",
    ]

    statuses = {url: client.get(f"{url}?{query}").status_code for url in pages}

    assert statuses == dict.fromkeys(pages, 200)
    assert client.get(f"{meetup.get_url()}kalender.ics?{query}").status_code in {200, 404}


@pytest.mark.parametrize(
    "path",
    [
        "/%00/", "/agenda/%00/", "/%ff%fe/", "/" + "x/" * 300, "/" + "x" * 5000 + "/", "/../../etc/passwd",
        "/agenda/../beheer", "/aanmelding/%00/", "/aanmelding/x/", "/aanmelding/" + "x" * 81 + "/", "/%0d%0aX: y/",
        "/👩‍⚕️/", "/gemeenten/breda/%00/kalender.ics", "/%00/kalender.ics", "/%00/aanmelden/", "/x/aanmelden/", "/agenda/aanmelden/",
        "/agenda/aanmelden/verstuurd/", "/demo/postvak/", "/django-admin/", "/admin/", "/wp-login.php",
    ],
    ids=lambda path: path[:30],
)  # fmt: skip
def test_address_that_is_none_is_a_404(client, site_tree, path):
    response = client.get(path)

    assert response.status_code == 404
    assert not response.cookies


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("url", ["/", "/agenda/", "/gemeenten/"])
def test_page_asked_by_another_method_does_nothing(client, site_tree, url, method):
    assert client.generic(method, url).status_code in {200, 405}
