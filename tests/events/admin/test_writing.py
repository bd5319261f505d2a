"""The screen on which an organiser writes to people: whom, a preview, and nothing that was not shown."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageLogEntry

from events.models import Booking, CoOrganiser, EventDate, KeptText, Mailing, Registration
from events.registration.rule import cancel
from outbox.models import OutgoingMail
from tests import screen
from tests.factories import (
    MeetupFactory,
    OrganisationFactory,
    PersonFactory,
    RegistrationFactory,
    UserFactory,
    editor,
    functional_manager,
    organiser_of,
)
from tests.mailed import mails_to, text_of

pytestmark = pytest.mark.django_db
WRITTEN = {"subject": "Neem een jas mee", "words": "We lopen een stuk buiten."}


@pytest.fixture
def meetup(site_tree):
    return MeetupFactory(title="Wijklunch", capacity=20, contact_name="Olga de Haan", contact_email="olga@example.org")


@pytest.fixture
def date(meetup):
    return meetup.dates.get()


@pytest.fixture
def organiser(client, meetup):
    user = organiser_of(meetup.organisation, email="noor@example.org", first_name="Noor", last_name="Jansen")
    client.force_login(user)
    return user


def registered(date, name, *, remark="", **kwargs) -> Registration:
    person = PersonFactory(name=name, email=kwargs.pop("email", f"{name.split()[0].lower()}@example.org"))
    booking = Booking.objects.create(person=person, remark=remark)
    return RegistrationFactory(date=date, person=person, booking=booking, **kwargs)


def write_url(date, query="") -> str:
    return reverse("events_write", args=[date.pk]) + query


def form_of(response) -> dict:
    """Return what a browser would post. It drops the newline with which a text area begins."""
    found = screen.values(response, "[data-write]")
    return {name: values[0].removeprefix("\n") if len(values) == 1 else values for name, values in found.items()}


def shown(client, date, query="", **typed) -> dict:
    """Return the form as somebody has it who typed and looked at the preview."""
    first = form_of(client.get(write_url(date, query)))
    return form_of(client.post(write_url(date), {**first, **WRITTEN, **typed, "preview": "1"}))


def mailed() -> list[str]:
    return sorted(OutgoingMail.objects.filter(cause__startswith="mailing:").values_list("recipient", flat=True))


# -- Looking -----------------------------------------------------------------------------------------------------------


def test_screen_shows_the_groups_with_their_numbers_and_a_real_recipient(client, date, organiser):
    registered(date, "Jan Jonker")
    registered(date, "Kim Roos")
    registered(date, "Els Meijer", waiting=True)
    registered(date, "Wil Weg", cancelled=True)

    page = client.get(write_url(date))

    assert screen.texts(page, ".wv-to") == [
        "2 Wie komtalleen wie bevestigd is",
        "1 Wie wachtop de wachtlijst",
        "3 Iedereenwie komt, wacht, een plek vraagt of een plek kreeg aangeboden",
    ]
    preview = screen.text(page, "#wv-see")
    assert "Zo krijgt Jan Jonker het" in preview
    assert "jan@example.org" in preview
    assert "1 van de 2" in preview
    assert screen.texts(page, "#wv-send .button") == ["Verstuur aan 2 mensen", "Stuur eerst alleen aan mij"]


def test_hybrid_date_offers_each_way_of_attending_once_there_are_two(client, meetup, organiser):
    date = MeetupFactory(organiser=meetup.organisation, attendance="hybrid", capacity=5, online_capacity=5).dates.get()
    registered(date, "Jan Jonker", attendance="in-person")

    assert "Wie naar de plek komt" not in client.get(write_url(date)).text

    registered(date, "Kim Roos", attendance="online")
    page = client.get(write_url(date))

    assert "Wie naar de plek komt" in page.text
    assert "Wie online meedoet" in page.text
    sent = client.post(write_url(date), {**shown(client, date, to="online"), "send": "1"}, follow=True)
    assert mailed() == ["kim@example.org"]
    assert "wie online meedoet" in sent.text.lower()


def test_preview_shows_what_is_typed_and_no_link_of_anybody(client, date, organiser):
    registered(date, "Jan Jonker")

    first = form_of(client.get(write_url(date)))
    page = client.post(
        write_url(date), {**first, **WRITTEN, "words": "Kijk op www.voorbeeld.nl\n\n<b>Ja</b>", "preview": "1"}
    )

    preview = screen.parsed(page).select_one("#wv-see")
    assert "Neem een jas mee" in screen.words(preview)
    assert "<b>Ja</b>" in screen.words(preview)
    assert [link["href"] for link in preview.select("a")] == ["http://www.voorbeeld.nl"]
    assert "/aanmelding/" not in page.content.decode()
    assert Mailing.objects.count() == OutgoingMail.objects.count() == 0


def test_next_recipient_is_shown_and_after_the_last_the_first(client, date, organiser):
    for name in ("Jan", "Kim", "Els"):
        registered(date, name)
    form = form_of(client.get(write_url(date)))

    page, seen = client.get(write_url(date)), []
    for _ in range(4):
        seen.append(screen.text(page, "#wv-see-title"))
        following = screen.parsed(page).select_one("[name=next]")["value"]
        page = client.post(write_url(date), {**form, "next": following})

    assert seen == [f"Zo krijgt {name} het" for name in ("Jan", "Kim", "Els", "Jan")]


def test_people_without_an_address_are_named_with_their_note(client, date, organiser):
    registered(date, "Jan Jonker")
    without = registered(date, "Luuk van Dam", email="", remark="Bel 076 123 45 67")
    registered(date, "Kees Kok", held=True)

    page = client.get(write_url(date, "?to=iedereen"))

    send = screen.text(page, "#wv-send")
    assert "1 persoon heeft geen e-mailadres. Laat het zelf even weten: Luuk van Dam “Bel 076 123 45 67”" in send
    assert "nog niet bevestigd dat het adres klopt: Kees Kok." in send
    assert "Verstuur aan 1 persoon" in send
    assert reverse("events_person", args=[date.pk, without.pk]) in screen.addresses(page, "#wv-send a")


def test_ticked_people_are_asked_for_first(client, date, organiser):
    jan, kim = registered(date, "Jan Jonker"), registered(date, "Kim Roos")
    registered(date, "Els Meijer")
    gone = registered(date, "Wil Weg", cancelled=True)
    stranger = registered(MeetupFactory().dates.get(), "Vreemd")

    page = client.get(write_url(date, f"?wie={jan.pk}&wie={kim.pk}&wie={gone.pk}&wie={stranger.pk}&wie=onzin"))

    assert screen.parsed(page).select_one("input[name=to][checked]")["value"] == "gekozen"
    assert "Verstuur aan 2 mensen" in screen.text(page, "#wv-send")
    assert "1 persoon die je aanvinkte, is niet meer aangemeld" in screen.text(page, "#wv-send")
    assert "Jan Jonker, Kim Roos" in screen.text(page, ".wv-to:has([value=gekozen])")


def test_list_leads_to_writing_to_all_and_to_who_is_ticked(client, date, organiser):
    registered(date, "Jan Jonker")

    page = client.get(reverse("events_registrations", args=[date.pk]))

    assert write_url(date) in screen.addresses(page, "a[href]")
    assert write_url(date) in [button["formaction"] for button in screen.parsed(page).select("#wv-decide button")]


def test_as_many_queries_for_one_as_for_thirty(client, date, organiser):
    MeetupFactory(organiser=date.page.organisation)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(write_url(date, "?to=iedereen")).status_code == 200
        return len(captured)

    registered(date, "Eerste")
    registered(date, "Zonder", email="")
    queries()
    few = queries()
    for number in range(30):
        registered(date, f"P{number}", waiting=number % 3 == 0, **({"email": ""} if number % 5 == 0 else {}))

    assert queries() == few
    assert few <= 30


# -- Sending -----------------------------------------------------------------------------------------------------------


def test_what_was_shown_is_sent_and_logged(client, date, organiser):
    registered(date, "Jan Jonker")
    registered(date, "Kim Roos")
    registered(date, "Luuk van Dam", email="")
    registered(date, "Els Meijer", waiting=True)

    response = client.post(write_url(date), {**shown(client, date), "send": "1"}, follow=True)

    assert mailed() == ["jan@example.org", "kim@example.org"]
    sent = Mailing.objects.get()
    assert (sent.to, sent.subject, sent.words, sent.number) == ("komt", *WRITTEN.values(), 2)
    assert (sent.by, sent.by_name, list(sent.dates.all())) == (organiser, "Noor Jansen", [date])
    assert response.redirect_chain[-1][0] == reverse("events_mailing", args=[sent.pk])
    said = screen.text(response, ".messages")
    assert "De mail gaat naar 2 mensen." in said
    assert "Zelf laten weten, want zonder e-mailadres: Luuk van Dam." in said
    assert "Toen je keek" not in said
    [message] = mails_to("jan@example.org")
    assert message["Reply-To"] == "Olga de Haan <olga@example.org>"
    assert len(mails_to("olga@example.org")) == 1
    log = screen.text(client.get(reverse("events_registrations", args=[date.pk])), ".wv-log")
    assert "Noor Jansen schreef “Neem een jas mee” aan 2 mensen." in log
    [entry] = PageLogEntry.objects.filter(action="events.mailing")
    assert (entry.user, entry.data) == (organiser, {"number": 2})
    history = client.get(reverse("wagtailadmin_pages:history", args=[date.page_id])).content.decode()
    assert "Mail geschreven aan 2 mensen" in history


@pytest.mark.parametrize(
    "changed", [{"words": "Iets anders."}, {"subject": "Anders"}, {"to": "wacht"}, {"answers": "ik"}, {"seen": ""}]
)
def test_what_was_not_shown_is_shown_first(client, date, organiser, changed):
    registered(date, "Jan Jonker")
    registered(date, "Els Meijer", waiting=True)
    form = {**shown(client, date), **changed, "send": "1"}

    page = client.post(write_url(date), form)

    assert mailed() == []
    assert "Er veranderde nog iets" in screen.text(page, "[role=alert]")
    again = form_of(page)
    assert {name: again[name] for name in changed if name != "seen"} == {
        name: value for name, value in changed.items() if name != "seen"
    }
    client.post(write_url(date), {**again, "send": "1"})
    assert len(mailed()) == 1


def test_second_click_and_going_back_send_nothing_more(client, date, organiser):
    registered(date, "Jan Jonker")
    form = {**shown(client, date), "send": "1"}
    client.post(write_url(date), form)

    response = client.post(write_url(date), form, follow=True)

    assert "Deze mail is al verstuurd. Er is geen tweede gegaan." in screen.text(response, ".messages")
    assert mailed() == ["jan@example.org"]


def test_who_left_and_who_came_since_the_preview_is_told_in_numbers(client, date, organiser):
    jan = registered(date, "Jan Jonker")
    registered(date, "Kim Roos")
    form = {**shown(client, date), "send": "1"}
    cancel(jan)

    response = client.post(write_url(date), form, follow=True)

    assert mailed() == ["kim@example.org"]
    assert "De mail gaat naar 1 persoon. Toen je keek waren het er 2" in screen.text(response, ".messages")


def test_nobody_left_to_write_to_keeps_the_text(client, date, organiser):
    jan = registered(date, "Jan Jonker")
    form = {**shown(client, date), "send": "1"}
    cancel(jan)

    page = client.post(write_url(date), form)

    assert "Er is nu niemand om deze mail aan te sturen" in screen.text(page, "[role=alert]")
    assert form_of(page)["words"] == WRITTEN["words"]


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"subject": ""}, "Schrijf een onderwerp"),
        ({"subject": " \t\ufeff"}, "Schrijf een onderwerp"),
        ({"subject": "x" * 121}, "120"),
        ({"words": ""}, "Schrijf eerst je bericht"),
        ({"words": "\n \n"}, "Schrijf eerst je bericht"),
        ({"words": "x" * 4001}, "4000"),
        ({"answers": "iemand@example.org"}, "iemand@example.org"),
        ({"to": "onzin"}, ""),
    ],
)
def test_what_cannot_be_sent_is_said_beside_the_field_and_kept(client, date, organiser, typed, wrong):
    registered(date, "Jan Jonker")
    form = {**shown(client, date), **typed, "send": "1"}

    page = client.post(write_url(date), form)

    assert page.status_code == 200
    assert mailed() == []
    assert wrong in page.content.decode()
    kept = "words" if "words" not in typed else "subject"
    assert form_of(page)[kept] == form[kept]


def test_header_cannot_be_forged(client, date, organiser):
    registered(date, "Jan Jonker")
    form = shown(client, date, subject="Hallo\r\nBcc: iedereen@example.org")

    client.post(write_url(date), {**form, "send": "1"})

    [message] = mails_to("jan@example.org")
    assert message["Subject"] == "Hallo Bcc: iedereen@example.org"
    assert message["Bcc"] is None


def test_trial_goes_to_the_writer_only(client, date, organiser):
    jan = registered(date, "Jan Jonker")

    page = client.post(write_url(date), {**shown(client, date), "trial": "1"})

    assert mailed() == []
    [message] = mails_to("noor@example.org")
    assert message["Subject"] == "Proef: Neem een jas mee"
    assert "Dag Noor Jansen" in text_of(message)
    assert "/aanmelding/" not in text_of(message, "html")
    assert jan.person.name not in text_of(message)
    assert form_of(page)["words"] == WRITTEN["words"]
    client.post(write_url(date), {**form_of(page), "send": "1"})
    assert mailed() == ["jan@example.org"]


def test_copy_can_be_left_out_and_goes_to_the_writer_without_a_contact(client, date, organiser):
    registered(date, "Jan Jonker")
    form = shown(client, date)
    form.pop("copy")
    client.post(write_url(date), {**form, "send": "1"})
    assert mails_to("olga@example.org") == []
    date.page.contact_email = date.page.contact_name = ""
    date.page.save()

    client.post(write_url(date), {**shown(client, date), "send": "1"})

    assert [message["Subject"] for message in mails_to("noor@example.org")] == ["Kopie: Neem een jas mee"]


def test_mail_to_all_coming_dates(client, organiser, date):
    meetup = MeetupFactory(organiser=date.page.organisation, dates=(-5, 5, 12, 19))
    past, first, second, off = meetup.dates.order_by("start")
    EventDate.objects.filter(pk=off.pk).update(status=EventDate.Status.CANCELLED, reason="Vakantie")
    for one, name in ((past, "Voorbij"), (first, "Jan"), (second, "Kim"), (off, "Uit")):
        registered(one, name)

    form = shown(client, first, dates="komende")
    client.post(write_url(first), {**form, "send": "1"})

    assert mailed() == ["jan@example.org", "kim@example.org"]
    assert list(Mailing.objects.get().dates.order_by("start")) == [first, second]


def test_past_date_and_cancelled_date_can_be_written_to(client, organiser, date):
    past = MeetupFactory(organiser=date.page.organisation, dates=(-3,)).dates.get()
    registered(past, "Jan")
    registered(date, "Kim")
    EventDate.objects.filter(pk=date.pk).update(status=EventDate.Status.CANCELLED, reason="Ziek")

    for one in (past, date):
        client.post(write_url(one), {**shown(client, one), "send": "1"})

    assert mailed() == ["jan@example.org", "kim@example.org"]


def test_more_than_an_organiser_needs_is_stopped_and_the_text_is_kept(client, date, organiser):
    registered(date, "Jan Jonker")
    for _ in range(20):
        assert client.post(write_url(date), {**shown(client, date), "send": "1"}).status_code == 302

    page = client.post(write_url(date), {**shown(client, date), "send": "1"})

    assert page.status_code == 429
    assert "Wacht nog" in screen.text(page, ".wv-write__error")
    assert form_of(page)["words"] == WRITTEN["words"]
    assert len(mailed()) == 20


# -- Afterwards --------------------------------------------------------------------------------------------------------


def test_page_of_a_mailing_says_who_got_it_and_what_did_not_arrive(client, date, organiser):
    jan, kim = registered(date, "Jan Jonker"), registered(date, "Kim Roos")
    client.post(write_url(date), {**shown(client, date), "send": "1"})
    sent = Mailing.objects.get()
    OutgoingMail.objects.filter(cause__startswith=f"mailing:{jan.pk}:").update(
        failed_at="2026-11-30T12:00Z", error="SMTPRecipientsRefused: {'x': (550, b'no')}"
    )
    OutgoingMail.objects.filter(cause__startswith=f"mailing:{kim.pk}:").update(sent_at="2026-11-30T12:00Z")

    page = client.get(reverse("events_mailing", args=[sent.pk]))

    rows = screen.texts(page, ".wv-people li")
    assert "Jan Jonker" in rows[0]
    assert "kent dit adres niet" in rows[0]
    assert rows[1] == "Kim Roos verstuurd"
    assert "Mail kwam niet aan" in client.get(reverse("events_registrations", args=[date.pk])).content.decode()
    client.post(reverse("events_mailing", args=[sent.pk]))
    assert OutgoingMail.objects.get(cause__startswith=f"mailing:{jan.pk}:").failed_at is None


def test_failed_copy_is_shown_with_the_date(client, date, organiser):
    registered(date, "Jan Jonker")
    client.post(write_url(date), {**shown(client, date), "send": "1"})
    OutgoingMail.objects.filter(recipient="olga@example.org").update(failed_at="2026-11-30T12:00Z", error="x")

    page = client.get(reverse("events_registrations", args=[date.pk]))

    assert "Een mail aan olga@example.org over deze bijeenkomst kwam niet aan." in page.content.decode()


def test_text_of_a_mailing_can_be_written_again(client, date, organiser):
    registered(date, "Jan Jonker")
    client.post(write_url(date), {**shown(client, date), "send": "1"})
    sent = Mailing.objects.get()
    elsewhere = MeetupFactory(organiser=date.page.organisation).dates.get()

    assert form_of(client.get(write_url(date, f"?van={sent.pk}")))["words"] == WRITTEN["words"]
    assert form_of(client.get(write_url(elsewhere, f"?van={sent.pk}")))["words"] == ""
    assert client.get(write_url(date, "?van=9999999999999999999999")).status_code == 200


def test_mails_of_a_date_name_what_was_written(client, date, organiser):
    registered(date, "Jan Jonker")
    client.post(write_url(date), {**shown(client, date), "send": "1"})

    page = client.get(reverse("events_mails", args=[date.pk]))

    assert reverse("events_mailing", args=[Mailing.objects.get().pk]) in screen.addresses(page)


# -- Kept texts --------------------------------------------------------------------------------------------------------


def test_kept_text_is_put_after_what_was_typed(client, date, organiser):
    registered(date, "Jan Jonker")
    text = KeptText.objects.create(
        organisation=date.page.organisation, name="Waar we parkeren", subject="Parkeren", words="Achter het wijkhuis."
    )
    form = form_of(client.get(write_url(date)))

    empty = form_of(client.post(write_url(date), {**form, "use": text.pk}))
    typed = form_of(client.post(write_url(date), {**form, **WRITTEN, "use": text.pk}))

    assert (empty["subject"], empty["words"]) == ("Parkeren", "Achter het wijkhuis.")
    assert typed["subject"] == WRITTEN["subject"]
    assert typed["words"].replace("\r\n", "\n") == "We lopen een stuk buiten.\n\nAchter het wijkhuis."


def test_text_is_kept_for_colleagues_and_replaced_by_one_with_the_same_name(client, date, organiser):
    registered(date, "Jan Jonker")
    form = shown(client, date)

    client.post(write_url(date), {**form, "keep": "1", "kept_name": "Jas"})
    page = client.post(write_url(date), {**form, "words": "Nieuw.", "keep": "1", "kept_name": " Jas "})
    without_name = client.post(write_url(date), {**form, "keep": "1", "kept_name": " "})

    [text] = KeptText.objects.all()
    assert (text.organisation_id, text.name, text.words) == (date.page.organisation_id, "Jas", "Nieuw.")
    assert "“Jas” is bewaard" in screen.text(page, ".messages")
    assert "Geef de tekst een naam" in screen.text(without_name, ".messages")
    assert mailed() == []


def test_text_of_another_organisation_cannot_be_used(client, date, organiser):
    registered(date, "Jan Jonker")
    other = KeptText.objects.create(organisation=OrganisationFactory(), name="Geheim", words="Niet voor jullie.")

    page = client.post(write_url(date), {**form_of(client.get(write_url(date))), "use": other.pk})

    assert "Niet voor jullie" not in page.content.decode()


# -- Who may -----------------------------------------------------------------------------------------------------------


def partner(meetup, *, may_edit):
    organisation = OrganisationFactory()
    CoOrganiser.objects.create(page=meetup, organisation=organisation, may_edit=may_edit)
    return organiser_of(organisation)


def left(user):
    user.groups.clear()
    return type(user).objects.get(pk=user.pk)


OUTSIDERS = {
    "anonymous": lambda meetup: None,
    "professional": lambda meetup: UserFactory(),
    "organiser of another": lambda meetup: organiser_of(OrganisationFactory()),
    "co-organiser who may not edit": lambda meetup: partner(meetup, may_edit=False),
    "left the organisation": lambda meetup: left(organiser_of(meetup.organisation)),
}
INSIDERS = {
    "organiser": lambda meetup: organiser_of(meetup.organisation),
    "co-organiser who may edit": lambda meetup: partner(meetup, may_edit=True),
    "editor": lambda meetup: editor(),
    "functional manager": lambda meetup: functional_manager(),
}


def written(date) -> Mailing:
    made = Mailing.objects.create(page=date.page, to="komt", subject="Over Jan", words="Jan neemt taart mee.", number=1)
    made.dates.add(date)
    made.recipients.add(*date.registrations.all())
    return made


@pytest.mark.parametrize("who", OUTSIDERS)
def test_outsider_writes_to_nobody_and_reads_nothing(client, meetup, date, who):
    jan = registered(date, "Jan Geheim")
    sent = written(date)
    text = KeptText.objects.create(organisation=meetup.organisation, name="Waar", words="Achterom met code 1234.")
    user = OUTSIDERS[who](meetup)
    if user:
        client.force_login(user)
    kept = reverse("events_kept_texts", args=[meetup.organisation.pk])
    one = reverse("events_kept_text", args=[meetup.organisation.pk, text.pk])
    form = {**WRITTEN, "to": "komt", "answers": "ik", "send": "1", "seen": "x"}

    answers = [
        client.get(write_url(date)),
        client.get(write_url(date, f"?wie={jan.pk}")),
        client.post(write_url(date), form),
        client.post(write_url(date), {**form, "trial": "1"}),
        client.post(write_url(date), {**WRITTEN, "answers": "ik", "keep": "1", "kept_name": "Van mij"}),
        client.get(reverse("events_mailing", args=[sent.pk])),
        client.post(reverse("events_mailing", args=[sent.pk])),
        client.get(kept),
        client.get(one),
        client.post(one, {"name": "Van mij", "words": "Van mij."}),
        client.post(one, {"remove": "1"}),
        client.post(reverse("events_kept_text_new", args=[meetup.organisation.pk]), {"name": "Ik", "words": "Ik."}),
    ]

    assert {answer.status_code for answer in answers} == {
        302 if who not in {"professional", "left the organisation"} else 403
    }
    for answer in answers:
        assert "Geheim" not in answer.content.decode()
        assert "1234" not in answer.content.decode()
    assert OutgoingMail.objects.count() == 0
    assert list(KeptText.objects.values_list("name", "words")) == [("Waar", "Achterom met code 1234.")]


@pytest.mark.parametrize("who", INSIDERS)
def test_insider_writes_and_reads(client, meetup, date, who):
    registered(date, "Jan Jonker")
    client.force_login(INSIDERS[who](meetup))

    client.post(write_url(date), {**shown(client, date), "send": "1"})

    assert mailed() == ["jan@example.org"]
    assert client.get(reverse("events_mailing", args=[Mailing.objects.get().pk])).status_code == 200


def test_co_organiser_uses_the_texts_of_her_own_organisation(client, meetup, date):
    registered(date, "Jan Jonker")
    user = partner(meetup, may_edit=True)
    own = CoOrganiser.objects.get().organisation
    KeptText.objects.create(organisation=meetup.organisation, name="Van de ander", words="a")
    KeptText.objects.create(organisation=own, name="Van ons", words="b")
    client.force_login(user)

    page = client.get(write_url(date))

    assert screen.texts(page, "[name=use]") == ["Van ons"]
    assert client.get(reverse("events_kept_texts", args=[meetup.organisation.pk])).status_code == 302
    assert client.get(reverse("events_kept_texts", args=[own.pk])).status_code == 200


def test_colleague_without_a_second_factor_does_not_get_in(client, date, organiser, settings):
    registered(date, "Jan Geheim")
    sent = written(date)
    settings.REQUIRE_STAFF_MFA = True

    for answer in (
        client.get(write_url(date)),
        client.post(write_url(date), {**WRITTEN, "to": "komt", "answers": "contact", "send": "1"}),
        client.get(reverse("events_mailing", args=[sent.pk])),
        client.get(reverse("events_kept_texts", args=[date.page.organisation_id])),
        client.get(reverse("events_print_list", args=[date.pk])),
        client.get(reverse("events_poster", args=[date.pk])),
    ):
        assert (answer.status_code, answer["Location"]) == (302, reverse("mfa_index"))
    assert OutgoingMail.objects.count() == 0
