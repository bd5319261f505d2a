"""Whoever registers and writes with one address is one person for the reader: one page, one file, one erasure."""

import json

import pytest
from django_tasks import default_task_backend

from events.links import contributor_data_path, data_path
from events.models import Person
from events.privacy.erasure import close_account
from events.self_service.lost_links import mail_links, send_links
from knowledge.identity import people
from knowledge.models import Contributor, Reaction
from tests.factories import PASSWORD, PersonFactory, UserFactory
from tests.factories_knowledge import contributor, sent_reaction
from tests.mailed import mails_to, text_of
from tests.screen import texts

pytestmark = pytest.mark.django_db
ADDRESS = "mees@example.org"


def test_one_page_shows_registrations_and_reactions(client, site_tree):
    person = PersonFactory(name="Mees de Wit", email=ADDRESS)
    sent_reaction(words="Zilverpapier")

    for path in (data_path(person), contributor_data_path(Contributor.objects.get())):
        page = client.get(path)
        assert texts(page, "main h2") == ["Aangemeld als Mees de Wit", "Je schrijft mee als Mees de Wit"]
        assert "Zilverpapier" in page.content.decode()
        assert "Zilverpapier" in json.dumps(json.loads(client.get(f"{path}gegevens.json").content), ensure_ascii=False)


def test_one_erasure_takes_both(client, site_tree):
    person = PersonFactory(name="Mees de Wit", email=ADDRESS)
    sent_reaction()

    asked = client.get(f"{data_path(person)}wissen/")
    client.post(f"{data_path(person)}wissen/", {"zeker": "on"})

    assert "De tekst van een praktijk waaraan je meeschreef, zonder je naam." in texts(asked, "main li")
    assert not Person.objects.exists()
    assert not Contributor.objects.exists()
    assert not Reaction.objects.exists()


def test_somebody_who_only_reacted_gets_a_link_by_mail(client, site_tree):
    sent_reaction()

    client.post("/aanmelding/", {"email": ADDRESS})
    for result in default_task_backend.results:
        if result.task == mail_links:
            mail_links.call(*result.args)

    mail = mails_to(ADDRESS)[-1]
    assert mail["Subject"] == "De link naar je gegevens"
    assert "/aanmelding/gegevens/" in text_of(mail)


def test_in_a_shared_mailbox_each_name_has_its_own_data(client, site_tree):
    bo = PersonFactory(name="Bo Smit", email=ADDRESS)
    mees = PersonFactory(name="Mees de Wit", email=ADDRESS)
    sent_reaction()

    assert texts(client.get(data_path(bo)), "main h2")[0] == "Aangemeld als Bo Smit"
    assert "Je schrijft mee als Mees de Wit" not in client.get(data_path(bo)).content.decode()
    assert "Je schrijft mee als Mees de Wit" in texts(client.get(data_path(mees)), "main h2")


def test_mail_with_links_names_a_person_once(site_tree):
    PersonFactory(name="Mees de Wit", email=ADDRESS)
    sent_reaction()

    send_links(ADDRESS)

    assert text_of(mails_to(ADDRESS)[-1]).count("/aanmelding/gegevens/") == 1


def test_link_past_its_hour_says_so_and_a_forged_one_is_not_found(client, site_tree, time_machine):
    time_machine.move_to("2026-11-30T12:00Z", tick=False)
    path = contributor_data_path(contributor())
    time_machine.shift(3 * 3600)

    assert client.get(path).status_code == 410
    assert client.get(path.replace("/gegevens/", "/gegevens/A")).status_code == 404


def test_account_shows_and_erases_what_was_written_with_its_address(client, site_tree):
    user = UserFactory(email=ADDRESS, first_name="Mees", last_name="de Wit")
    sent_reaction(words="Zilverpapier")  # as a guest, before signing in
    client.login(email=ADDRESS, password=PASSWORD)

    assert "Zilverpapier" in client.get("/mijn/gegevens/").content.decode()
    close_account(user)

    assert not Contributor.objects.exists()
    assert not Reaction.objects.exists()


def test_unproven_account_address_opens_nothing(client, site_tree):
    user = UserFactory(email="ander@example.org")
    sent_reaction(words="Zilverpapier")
    user.emailaddress_set.create(email=ADDRESS, verified=False, primary=False)
    client.login(email=user.email, password=PASSWORD)

    assert "Zilverpapier" not in client.get("/mijn/gegevens/").content.decode()
    close_account(user)
    assert Reaction.objects.exists()


def test_contributor_of_the_account_is_shown_when_the_address_has_changed(client, site_tree):
    user = UserFactory(email="oud@example.org")
    people.of_user(user)
    client.login(email=user.email, password=PASSWORD)

    assert "Je schrijft mee als Noor Jansen" in texts(client.get("/mijn/gegevens/"), "main h2")
