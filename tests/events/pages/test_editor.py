"""Organiser's form, sent as a browser sends it: errors appear next to their fields, and no input is lost."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from events.models import EventDate, Registration
from events.pages.models import MeetupPage
from events.registration.registering import register
from events.registration.rule import confirm
from tests import screen
from tests.factories import MeetupFactory, MunicipalityFactory, OrganisationFactory, WijkFactory, organiser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return OrganisationFactory()


@pytest.fixture
def organiser(client, organisation):
    user = organiser_of(organisation)
    client.force_login(user)
    return user


def day(days: int = 20) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def row(date: str | None = None, start: str = "12:00", end: str = "13:30", **more) -> dict:
    return {"key": "", "date": date or day(), "start_time": start, "end_time": end, **more}


def filled(*, dates: list[dict] | None = None, initial: int = 0, publish: bool = True, **changes) -> dict:
    """Return a valid form as the browser sends it, with ``changes`` applied."""
    values = {
        "title": "Samen aan tafel",
        "slug": "samen-aan-tafel",
        "kind": "wijklunch",
        "summary": "Leer elkaar kennen bij een broodje.",
        "body": rich_text("<p>Soep en brood.</p>"),
        "attendance": "in-person",
        "venue_name": "Buurthuis De Linde",
        "street": "Kerkstraat 1",
        "postcode": "4611 AB",
        "town": "Bergen op Zoom",
        "online_url": "",
        "wheelchair": "yes",
        "parking": "",
        "public_transport": "",
        "access_note": "",
        "audience": "Iedereen",
        "municipality": "",
        "registration": "here",
        "registration_url": "",
        "capacity": "20",
        "closes_days_before": "0",
        "hand_out": "at-once",
        "costs": "Gratis",
        "contact_name": "",
        "contact_email": "",
        "search_description": "",
        "planned_dates": inline_formset([row()] if dates is None else dates, initial=initial),
        "co_organisers": inline_formset([]),
        **changes,
    }
    if publish:
        values["action-publish"] = "1"
    wijken = values.pop("wijken", [])
    return {**nested_form_data(values), "wijken": wijken}


def add_url(organisation) -> str:
    return reverse("wagtailadmin_pages:add", args=("events", "meetuppage", organisation.pk))


def edit_url(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=(page.pk,))


def rows_of(page: MeetupPage) -> list[dict]:
    return [
        row(
            planned.date.isoformat(),
            f"{planned.start_time:%H:%M}",
            f"{planned.end_time:%H:%M}",
            key=str(planned.key),
            id=planned.pk,
        )
        for planned in page.planned_dates.all()
    ]


def visitor(date: EventDate, number: int) -> Registration:
    return confirm(register(date, name=f"Gast {number}", email=f"gast{number}@example.org"))


def test_publish_new_meetup(client, organiser, organisation):
    response = client.post(add_url(organisation), filled())

    page = MeetupPage.objects.get()
    date = page.dates.get()
    assert response.status_code == 302
    assert (page.live, page.organisation, page.owner) == (True, organisation, organiser)
    assert (date.start_local.strftime("%H:%M"), date.capacity) == ("12:00", 20)
    assert client.get(page.url).status_code == 200


def test_save_draft_publishes_nothing(client, organiser, organisation):
    client.post(add_url(organisation), filled(publish=False))

    page = MeetupPage.objects.get()
    assert not page.live
    assert not EventDate.objects.exists()


def test_save_draft_needs_no_more_than_a_title(client, organiser, organisation):
    response = client.post(
        add_url(organisation), filled(publish=False, dates=[], summary="", venue_name="", capacity="")
    )

    assert response.status_code == 302
    assert MeetupPage.objects.get().title == "Samen aan tafel"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param(
            {"dates": [row(start="13:30", end="12:00")]}, "De eindtijd ligt voor de begintijd", id="end before start"
        ),
        pytest.param({"dates": [row(end="12:00")]}, "De eindtijd ligt voor de begintijd", id="no duration"),
        pytest.param({"dates": [row("2027-02-30")]}, "Voer een geldige datum in", id="30 February"),
        pytest.param({"dates": [row("0001-01-01")]}, "Kijk het jaar nog eens na", id="year one"),
        pytest.param({"dates": [row("9999-12-31")]}, "Kijk het jaar nog eens na", id="year 9999"),
        pytest.param({"dates": [row("9999-12-31", "20:00", "00:30")]}, "Kijk het jaar", id="night after the last day"),
        pytest.param(
            {"dates": [row("2027-03-27", "20:00", "02:30")]}, "Deze tijd bestaat niet", id="end in skipped hour"
        ),
        pytest.param({"dates": [row("2027-03-28", "02:30", "04:00")]}, "Deze tijd bestaat niet", id="skipped hour"),
        pytest.param({"dates": [row(), row()]}, "Deze datum staat er al", id="twice the same"),
        pytest.param({"dates": [row("morgen")]}, "Voer een geldige datum in", id="no date"),
        pytest.param({"dates": [row(start="25:00")]}, "Voer een geldige tijd in", id="no time"),
        pytest.param({"dates": []}, "voeg een datum toe", id="no dates"),
        pytest.param({"capacity": "0"}, "Vul minstens 1 plek in", id="no places"),
        pytest.param({"capacity": "-5"}, "", id="less than no places"),
        pytest.param({"capacity": "99999999999999999999"}, "", id="more places than people"),
        pytest.param({"postcode": "Breda"}, "Een postcode ziet eruit als 4611 AB", id="postcode"),
        pytest.param({"title": "x" * 10_000}, "", id="10 kB title"),
        pytest.param({"summary": "x" * 10_000}, "", id="10 kB summary"),
        pytest.param({"contact_email": "geen adres"}, "geldig e-mailadres", id="mail address"),
        pytest.param({"online_url": "javascript:alert(1)"}, "", id="script as link"),
        pytest.param(
            {"registration": "elsewhere"}, "Vul het adres in waar mensen zich aanmelden", id="elsewhere, but where"
        ),
        pytest.param({"venue_name": ""}, "Vul in waar het is", id="no venue"),
        pytest.param({"slug": "aanmelden"}, "gebruikt de site zelf al", id="slug of ours"),
        pytest.param({"kind": "feestje"}, "", id="unknown kind"),
        pytest.param({"municipality": "999999"}, "", id="unknown municipality"),
        pytest.param({"wijken": ["999999"]}, "", id="unknown wijk"),
    ],
)
def test_publish_refuses_and_keeps_what_was_typed(changes, message, client, organiser, organisation):
    response = client.post(add_url(organisation), filled(audience="Dit typte ik net", **changes))

    text = response.content.decode()
    assert response.status_code == 200
    assert not MeetupPage.objects.exists()
    assert "Dit typte ik net" in text
    assert message in text


@pytest.mark.parametrize("publish", [True, False], ids=["published", "draft"])
def test_evening_that_ends_after_midnight_says_on_which_day_it_ends(publish, client, organiser, organisation):
    saved = client.post(
        add_url(organisation), filled(publish=publish, dates=[row("2027-03-12", "20:00", "00:30")]), follow=True
    )

    page = MeetupPage.objects.get()
    [planned] = page.get_latest_revision_as_object().planned_dates.all()
    form = client.get(edit_url(page))
    words = "op zaterdag 13 maart om 0.30 uur"
    assert f"{planned.end:%Y-%m-%d %H:%M}" == "2027-03-13 00:30"
    assert words in saved.content.decode()
    assert f"Eindigt na middernacht: {words}" in screen.words(screen.parsed(form))
    if publish:
        assert f"{page.dates.get().end_local:%Y-%m-%d %H:%M}" == "2027-03-13 00:30"


def test_evening_until_midnight_and_over_the_change_of_clocks(client, organiser, organisation):
    rows = [row("2027-03-27", "22:00", "03:30"), row("2027-04-03", "20:00", "00:00")]

    client.post(add_url(organisation), filled(dates=rows))

    lengths = [date.end - date.start for date in EventDate.objects.order_by("start")]
    assert lengths == [timedelta(hours=4, minutes=30), timedelta(hours=4)]


def test_publish_script_in_every_field_is_shown_as_text(client, organiser, organisation):
    evil = "<script>alert(1)</script>"
    texts = (
        "title",
        "summary",
        "venue_name",
        "street",
        "town",
        "audience",
        "parking",
        "access_note",
        "costs",
        "contact_name",
    )

    client.post(add_url(organisation), filled(body=rich_text(f"<p>Hoi</p>{evil}"), **dict.fromkeys(texts, evil)))

    page = MeetupPage.objects.get()
    html = client.get(page.url).content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_capacity_below_what_is_taken_is_refused_next_to_the_field(client, organiser, organisation):
    page = MeetupFactory(organiser=organisation, capacity=5)
    for number in range(3):
        visitor(page.dates.get(), number)

    response = client.post(edit_url(page), filled(dates=rows_of(page), initial=1, capacity="2"))

    assert "zijn al 3 plekken bezet. Kies 3 of meer." in response.content.decode()
    assert page.dates.get().capacity == 5


def test_date_with_people_cannot_be_taken_away(client, organiser, organisation):
    page = MeetupFactory(organiser=organisation, dates=[20, 30])
    visitor(page.dates.order_by("start").first(), 1)
    rows = rows_of(page)
    rows[0]["DELETE"] = "on"

    response = client.post(edit_url(page), filled(dates=rows, initial=2))

    assert "Haal de datum niet weg, maar annuleer hem" in response.content.decode()
    assert set(page.dates.values_list("status", flat=True)) == {"scheduled"}


def test_date_without_people_can_be_taken_away_and_the_other_keeps_its_uid(client, organiser, organisation):
    page = MeetupFactory(organiser=organisation, dates=[20, 30])
    kept = page.dates.order_by("start").last()
    rows = rows_of(page)
    rows[0]["DELETE"] = "on"

    client.post(edit_url(page), filled(dates=rows, initial=2))

    assert list(page.dates.order_by("start").values_list("status", "uid"))[1] == ("scheduled", kept.uid)
    assert page.dates.order_by("start").first().status == "removed"


def test_edit_of_a_time_through_drafts_keeps_uid_and_people(client, organiser, organisation):
    page = MeetupFactory(organiser=organisation)
    date = page.dates.get()
    who = visitor(date, 1)
    rows = rows_of(page)
    rows[0]["start_time"] = "11:00"

    for publish in (False, False, True):
        asked = client.post(edit_url(page), filled(dates=rows, initial=1, publish=publish))
    [yes] = [box["value"] for box in screen.parsed(asked).select(".wv-ask input[type=checkbox]")]
    client.post(edit_url(page), filled(dates=rows, initial=1, mail_people=yes))

    after = page.dates.get()
    assert (after.uid, after.registrations.get(), after.sequence) == (date.uid, who, date.sequence + 1)
    assert after.start_local.strftime("%H:%M") == "11:00"


def test_dates_added_in_one_go_get_keys_of_their_own(client, organiser, organisation):
    client.post(add_url(organisation), filled(dates=[row(day(10)), row(day(20)), row(day(30))]))

    assert EventDate.objects.count() == 3
    assert len(set(EventDate.objects.values_list("uid", flat=True))) == 3


def test_one_key_for_two_rows_is_mended(client, organiser, organisation):
    page = MeetupFactory(organiser=organisation)
    rows = rows_of(page)
    rows.append(row(day(40), key=rows[0]["key"]))

    client.post(edit_url(page), filled(dates=rows, initial=1))

    assert page.dates.count() == 2


def test_municipality_follows_from_the_wijk(client, organiser, organisation):
    wijk = WijkFactory(municipality=MunicipalityFactory(title="Breda"), title="Heuvel")

    client.post(add_url(organisation), filled(wijken=[str(wijk.pk)]))

    assert MeetupPage.objects.get().municipality.title == "Breda"


def test_organisation_in_the_form_is_not_listened_to(client, organiser, organisation):
    other = OrganisationFactory()

    client.post(add_url(organisation), filled(organisation=str(other.pk), owner="1"))

    assert MeetupPage.objects.get().organisation == organisation


def test_title_that_makes_a_slug_of_ours_is_refused_with_a_message(client, organiser, organisation):
    response = client.post(add_url(organisation), filled(title="Aanmelden", slug="aanmelden"))

    assert "gebruikt de site zelf al" in response.content.decode()
