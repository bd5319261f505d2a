"""Failed mails: listed with the person, explained in plain words, and sent again, if need be to a better address."""

import pytest
from django.urls import reverse
from django.utils import timezone

from events.admin.failed_mails import failed_mails_of
from events.models import CoOrganiser
from outbox.delivery import deliver
from outbox.models import OutgoingMail
from tests.factories import MeetupFactory, OrganisationFactory, RegistrationFactory, UserFactory, organiser_of

pytestmark = pytest.mark.django_db


def given_up(registration, **kwargs) -> OutgoingMail:
    return OutgoingMail.objects.create(
        about=f"registration:{registration.pk}",
        recipient=registration.person.email,
        subject="Je plek staat vast",
        **{
            "cause": f"registered:{registration.pk}",
            "message": b"From: a@example.org\r\nSubject: x\r\n\r\nHallo\r\n",
            "failed_at": timezone.now(),
            "attempts": 8,
            "error": "SMTPRecipientsRefused: {'sanne@example.org': (550, b'no such user')}",
            **kwargs,
        },
    )


@pytest.fixture
def who(client, site_tree):
    date = MeetupFactory(organiser=OrganisationFactory(title="De Linde")).dates.get()
    client.force_login(organiser_of(date.page.organisation))
    return RegistrationFactory(date=date, person__name="Sanne de Wit")


def url(registration) -> str:
    return reverse("events_failed_mail", args=[registration.pk])


def test_list_shows_it_at_the_person(client, who):
    RegistrationFactory(date=who.date)
    given_up(who)

    html = client.get(reverse("events_registrations", args=[who.date_id])).content.decode()

    assert html.count("Mail kwam niet aan") == 1
    assert url(who) in html


def test_page_says_why_and_what_to_do(client, who):
    given_up(who)

    html = client.get(url(who)).content.decode()

    assert "kent dit adres niet" in html
    assert "SMTP" not in html
    assert reverse("events_new_link", args=[who.pk]) in html


def test_sending_again_gives_it_all_its_attempts_and_takes_the_mark_away(client, who):
    mail = given_up(who)

    client.post(url(who))

    mail.refresh_from_db()
    assert (mail.failed_at, mail.attempts) == (None, 0)
    assert deliver() == 1
    assert failed_mails_of([who.pk]) == {}


def test_later_mail_makes_up_for_a_failed_one(who):
    given_up(who)
    given_up(who, failed_at=None, sent_at=timezone.now(), cause="new_link:1")

    assert failed_mails_of([who.pk]) == {}


def test_only_for_who_may_edit_the_meetup(client, who):
    mail = given_up(who)
    client.force_login(organiser_of(OrganisationFactory(title="Vreemd")))

    for answer in (client.get(url(who)), client.post(url(who))):
        assert answer.status_code in {302, 403}

    mail.refresh_from_db()
    assert mail.failed_at is not None


def test_nothing_failed_leads_back_to_the_list(client, who):
    assert client.get(url(who))["Location"] == reverse("events_registrations", args=[who.date_id])


# -- Mails to the organiser --------------------------------------------------------------------------------------------


@pytest.fixture
def asked(who) -> OutgoingMail:
    """Return a failed mail to the contact of the meetup of ``who``; publish the page with that contact."""
    page = who.date.page.specific
    page.contact_name, page.contact_email = "Olga Smit", "olga@example.org"
    page.save_revision().publish()
    return to_olga(who)


def to_olga(who, **kwargs) -> OutgoingMail:
    about = f"organiser_requests:{who.date_id}"
    values = {"about": about, "recipient": "olga@example.org", "subject": "1 persoon vraagt een plek", "cause": about}
    error = "SMTPRecipientsRefused: {'olga@example.org': (550, b'no such user')}"
    gone = {"message": b"Subject: x\r\n\r\nHallo\r\n", "failed_at": timezone.now(), "attempts": 8, "error": error}
    return OutgoingMail.objects.create(**{**values, **gone, **kwargs})


def places_that_tell(client, who) -> list[bool]:
    """Return for the desk and for the list of the date whether it links to the failed mail."""
    pages = reverse("wagtailadmin_home"), reverse("events_registrations", args=[who.date_id])
    way = reverse("events_failed_organiser_mail", args=[who.date_id])
    return [way in client.get(page).content.decode() for page in pages]


def test_mail_to_who_organises_that_failed_is_told_to_her_colleagues_and_to_administrators(client, who, asked):
    to_colleagues = places_that_tell(client, who)
    client.force_login(UserFactory(is_superuser=True))

    assert (to_colleagues, places_that_tell(client, who)) == ([True, True], [True, True])


def test_page_of_a_mail_to_who_organises_says_why_and_what_to_do(client, who, asked):
    html = client.get(reverse("events_failed_organiser_mail", args=[who.date_id])).content.decode()

    assert "olga@example.org" in html
    assert "kent dit adres niet" in html
    assert "SMTP" not in html


def test_mail_to_who_organises_is_sent_again_and_told_no_more(client, who, asked):
    client.post(reverse("events_failed_organiser_mail", args=[who.date_id]))

    asked.refresh_from_db()
    assert (asked.failed_at, asked.attempts) == (None, 0)
    assert places_that_tell(client, who) == [False, False]


def test_another_contact_or_a_later_mail_makes_up_for_it(client, who, asked):
    to_olga(who, about=f"organiser_day_before:{who.date_id}", cause="later", failed_at=None, sent_at=timezone.now())
    after_a_later_mail = places_that_tell(client, who)
    OutgoingMail.objects.filter(cause="later").delete()
    page = who.date.page.specific
    page.contact_email = "olga.smit@example.org"
    page.save_revision().publish()

    assert (after_a_later_mail, places_that_tell(client, who)) == ([False, False], [False, False])


def test_mail_to_who_organises_is_shown_to_no_other_organisation(client, who, asked):
    client.force_login(organiser_of(OrganisationFactory(title="Vreemd")))
    url = reverse("events_failed_organiser_mail", args=[who.date_id])

    assert {client.get(url).status_code, client.post(url).status_code} <= {302, 403}
    assert "olga@example.org" not in client.get(reverse("wagtailadmin_home")).content.decode()
    asked.refresh_from_db()
    assert asked.failed_at is not None


def test_address_of_a_colleague_is_not_shown_to_who_edits_along_from_another_organisation(client, who):
    """The address is that of her account. The contact's address is in the editor, which both can open."""
    page = who.date.page
    olga = organiser_of(page.organisation)
    mail = to_olga(who, recipient=olga.email)
    partner = OrganisationFactory(title="Thuiszorg Mark")
    CoOrganiser.objects.create(page=page, organisation=partner, may_edit=True)
    to_colleagues = places_that_tell(client, who)

    client.force_login(organiser_of(partner))
    url = reverse("events_failed_organiser_mail", args=[who.date_id])
    said = [client.get(place, follow=True).content.decode() for place in (reverse("wagtailadmin_home"), url)]
    client.post(url)

    assert (to_colleagues, places_that_tell(client, who)) == ([True, True], [False, False])
    assert [olga.email in one for one in said] == [False, False]
    mail.refresh_from_db()
    assert mail.failed_at is not None


def test_who_edits_along_is_told_of_a_mail_to_the_contact(client, who, asked):
    partner = OrganisationFactory(title="Thuiszorg Mark")
    CoOrganiser.objects.create(page=who.date.page, organisation=partner, may_edit=True)
    client.force_login(organiser_of(partner))

    assert places_that_tell(client, who) == [True, True]
