"""Failed mails about no registration: shown to administrators in one place, and to nobody else."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission

from events.feeds.personal_feed import open_feed
from events.self_service.calendar_mail import mail_address
from events.self_service.lost_links import send_links
from network.onboarding import add_person, let_group_work
from network.welcome import welcome
from outbox.delivery import deliver
from outbox.models import OutgoingMail
from tests import screen
from tests.factories import (
    OrganisationFactory,
    RegistrationFactory,
    UserFactory,
    editor,
    functional_manager,
    house,
    organiser_of,
)

pytestmark = pytest.mark.django_db

URL = reverse("events_failed_letters")
REFUSED = "SMTPRecipientsRefused: {'x@example.org': (550, b'no such user')}"
DESK = "kwam niet aan."


@pytest.fixture
def manager(client, site_tree):
    user = functional_manager()
    client.force_login(user)
    return user


def given_up(recipient: str = "sanne@example.org", **kwargs) -> OutgoingMail:
    values = {
        "cause": f"links:abc:{OutgoingMail.objects.count()}",
        "recipient": recipient,
        "subject": "De links naar je aanmeldingen",
        "message": b"From: a@example.org\r\nSubject: x\r\n\r\nGEHEIM\r\n",
        "failed_at": timezone.now(),
        "attempts": 8,
        "error": REFUSED,
    }
    return OutgoingMail.objects.create(**{**values, **kwargs})


def listed(client) -> list[str]:
    return screen.texts(client.get(URL), ".wv-letters dd a[href^=mailto]")


def test_each_kind_that_stood_nowhere_is_listed_with_what_to_do(client, manager):
    linde = OrganisationFactory(title="De Linde")
    let_group_work(linde)
    registration = RegistrationFactory()
    OutgoingMail.objects.all().delete()
    welcome(add_person(linde, "nieuw@example.org", by=manager), linde, by=manager)
    send_links(registration.person.email)
    mail_address(open_feed(registration.person))
    OutgoingMail.objects.update(failed_at=timezone.now(), error=REFUSED)

    html = client.get(URL).content.decode()

    assert "3 mails kwamen niet aan" in html
    assert html.count("kent dit adres niet") == 3
    assert html.count("“Nieuwe link”") == 2
    assert "voeg haar toe met het goede adres" in html
    assert reverse("network_people", args=[linde.pk]) in html
    assert "SMTP" not in html


def test_what_stands_elsewhere_or_arrived_or_may_still_arrive_is_not_listed(client, manager):
    given_up("bij-aanmelding@example.org", about="registration:1")
    given_up("onderweg@example.org", failed_at=None)
    given_up("verstuurd@example.org", failed_at=None, sent_at=timezone.now())

    assert listed(client) == []
    assert "Alles is verstuurd of onderweg" in client.get(URL).content.decode()


def test_later_mail_of_the_same_kind_to_the_same_address_makes_up_for_it(client, manager):
    given_up("weer@example.org")
    given_up("weer@example.org", failed_at=None)
    given_up("ander@example.org")
    given_up("ander@example.org", cause="welcome:1:1", failed_at=None)

    assert listed(client) == ["ander@example.org"]


def test_sent_again_it_has_all_its_attempts_and_is_off_the_list(client, manager):
    mail = given_up()

    client.post(URL, {"mail": mail.pk, "again": "1"})

    assert listed(client) == []
    assert deliver() == 1


def test_done_takes_it_off_the_list_and_away(client, manager):
    mail, other = given_up(), given_up("ander@example.org")

    client.post(URL, {"mail": mail.pk, "done": "1"})

    assert list(OutgoingMail.objects.all()) == [other]


@pytest.mark.parametrize("number", ["", "0", "-1", "abc", "9" * 40, "é\x00"])
def test_a_number_that_is_not_in_the_list_does_nothing(client, manager, number):
    given_up()
    elsewhere = given_up("elders@example.org", about="registration:1")

    for mail in (number, elsewhere.pk):
        for what in ("again", "done"):
            assert client.post(URL, {"mail": mail, what: "1"}).status_code == 302

    assert OutgoingMail.objects.filter(failed_at__isnull=False).count() == 2


def test_neither_again_nor_done_does_nothing(client, manager):
    client.post(URL, {"mail": given_up().pk})

    assert listed(client) == ["sanne@example.org"]


@pytest.mark.parametrize("cause", ["welcome", "welcome:", "welcome:x:1", "welcome:99999999999999999999:1", "vreemd:1"])
def test_a_cause_that_leads_nowhere_is_shown_without_a_way(client, manager, cause):
    given_up(cause=cause)

    assert listed(client) == ["sanne@example.org"]
    assert "Naar de mensen van de organisatie" not in client.get(URL).content.decode()


def test_message_itself_stays_closed(client, manager):
    """It contains somebody's secret links."""
    given_up()

    assert "GEHEIM" not in client.get(URL).content.decode()


def test_desk_of_who_manages_the_site_tells_and_leads_there(client, manager):
    given_up()

    desk = client.get(reverse("wagtailadmin_home"))

    assert "Een mail over inloggen of een eigen link kwam niet aan." in desk.text
    assert screen.addresses(desk, ".wv-desk a").count(URL) == 2  # the alert, and the link that is always there


def test_who_opens_organisations_without_being_superuser_sees_it_too(client, site_tree):
    group = Group.objects.create(name="Beheer")
    for label, codename in (
        ("wagtailadmin", "access_admin"), ("accounts", "add_user"), ("accounts", "change_user"),
    ):  # fmt: skip
        group.permissions.add(Permission.objects.get(content_type__app_label=label, codename=codename))
    add_page = Permission.objects.get(content_type__app_label="wagtailcore", codename="add_page")
    GroupPagePermission.objects.create(group=group, page=house().organisations.page_ptr, permission=add_page)
    user = UserFactory()
    user.groups.add(group)
    client.force_login(user)
    given_up()

    assert listed(client) == ["sanne@example.org"]


@pytest.mark.parametrize("who", ["organiser", "editor", "professional", "nobody"])
def test_nobody_else_sees_or_does_anything(client, site_tree, who):
    mail = given_up()
    users = {"organiser": lambda: organiser_of(OrganisationFactory()), "editor": editor, "professional": UserFactory}
    if who in users:
        client.force_login(users[who]())

    for answer in (client.get(URL), client.post(URL, {"mail": mail.pk, "done": "1"}), client.get("/beheer/")):
        assert b"sanne@example.org" not in answer.content
        assert DESK not in answer.content.decode()
    assert client.get(URL).status_code in {302, 403}
    mail.refresh_from_db()
    assert mail.failed_at is not None


def test_list_takes_as_many_queries_for_one_as_for_thirty(client, manager, django_assert_max_num_queries):
    def queries() -> int:
        with django_assert_max_num_queries(1000) as asked:
            client.get(URL)
        return len(asked)

    given_up(cause=f"welcome:{OrganisationFactory().pk}:1")
    queries()
    one = queries()
    for number in range(29):
        given_up(f"iemand{number}@example.org", cause=f"welcome:{OrganisationFactory().pk}:{number}")

    assert queries() == one
