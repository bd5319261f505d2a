"""The form, the page after it, and the pages behind the links in mails, as visitors meet them."""

import re
from urllib.parse import urlencode

import pytest
from django.utils import timezone

from knowledge.models import Contributor, Uptake
from knowledge.models.uptake import Stage
from tests.factories import MunicipalityFactory, OrganisationFactory, PracticeFactory, UserFactory, WijkFactory
from tests.factories_uptake import UptakeFactory, contributor, gemeente, member_of, with_contact
from tests.mailed import mails_to, text_of
from tests.screen import addresses, choices, errors, names, text, texts, values

pytestmark = pytest.mark.django_db
ANSWERS = {"stand": "probeert", "maand": "6", "jaar": "2026", "anders": "Met de POH-GGZ.", "bel": "on"}
GUEST = {"naam": "Lotte Bruin", "email": "lotte@example.org", "website": ""}


@pytest.fixture
def practice(site_tree):
    return PracticeFactory(title="Vier aan tafel", slug="vier-aan-tafel")


def form_of(practice) -> str:
    return f"{practice.url}meedoen/"


def link_in(message) -> str:
    found = re.search(r"https?://[^/\s]+(/(?:meedoen|mijn)/\S+)", text_of(message))
    return found.group(1)


def last_link_to(person) -> str:
    return link_in(mails_to(person.email)[-1])


# -- The form ----------------------------------------------------------------------------------------------------------


def test_from_the_form_of_a_guest_to_the_page_of_the_practice(client, practice):
    organisation = OrganisationFactory(title="Zonnewijzer", municipality=MunicipalityFactory(title="Breda"))
    owner, colleague = with_contact(practice), member_of(organisation)

    answer = client.post(form_of(practice), {**ANSWERS, **GUEST, "namens": f"o{organisation.pk}"})
    assert answer["Location"] == f"{form_of(practice)}verstuurd/"
    assert "kijk in je mail" in text(client.get(answer["Location"]), "h1")
    [asked] = mails_to("lotte@example.org")
    client.post(link_in(asked))
    client.post(last_link_to(colleague), {"actie": "ja", "versie": "1"})
    client.post(last_link_to(owner), {"actie": "ja", "versie": "1"})

    page = client.get(practice.url)
    assert text(page, "#spreiding-kop") == "Eén gemeente probeert het"
    [row] = texts(page, ".wv-uptake__table tbody tr")
    assert row == "Breda Zonnewijzer probeert dit sinds juni 2026 Met de POH-GGZ. Vraag het Lotte Bruin."
    assert "lotte@example.org" not in page.text


def test_mistakes_stand_at_their_fields_and_typed_text_stays(client, practice):
    answer = client.post(form_of(practice), {"anders": "Zomaar wat.", "email": "lotte@", "naam": ""})

    assert answer.status_code == 422
    assert set(errors(answer)) == {"namens", "stand", "maand", "jaar", "naam", "email"}
    assert values(answer, "main form.wv-form")["anders"][0].strip() == "Zomaar wat."
    assert Uptake.objects.count() == 0


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("namens", "o99999999999999999999"), ("namens", "x1"), ("namens", "\x00"), ("maand", "13"), ("maand", "²"),
        ("jaar", "999999999999999999999999"), ("jaar", "1500"), ("stand", "\ud800"), ("wijk", "99999999999999999999"),
        ("anders", "a" * 601), ("naam", "www.example.org"), ("naam", "a" * 121), ("email", "a" * 300),
    ],
)  # fmt: skip
def test_no_input_breaks_the_form(client, practice, field, value):
    WijkFactory()
    organisation = OrganisationFactory()
    typed = urlencode({**ANSWERS, **GUEST, "namens": f"o{organisation.pk}", field: value}, errors="surrogatepass")

    answer = client.post(form_of(practice), typed, content_type="application/x-www-form-urlencoded")

    assert answer.status_code == 422
    assert set(errors(answer)) == {field}


def test_text_is_stored_without_what_no_format_holds(client, practice):
    organisation = OrganisationFactory()

    client.post(
        form_of(practice), {**ANSWERS, **GUEST, "namens": f"o{organisation.pk}", "anders": "Een\x07 twee\r\ndrie"}
    )

    assert Uptake.objects.get().changed == "Een twee\ndrie"


def test_stopping_asks_why_and_the_future_is_refused(client, practice):
    organisation = OrganisationFactory()
    later = timezone.localdate()
    typed = {**ANSWERS, **GUEST, "namens": f"o{organisation.pk}", "stand": "gestopt", "anders": " ", "jaar": later.year}
    typed["maand"] = later.month + 1 if later.month < 12 else 12

    answer = client.post(form_of(practice), typed)

    assert set(errors(answer)) == ({"anders", "maand"} if later.month < 12 else {"anders"})


@pytest.mark.parametrize(
    ("credit", "reader"),
    [("N. van Dijk", "N. van Dijk kijkt mee"), ("", "Wie de praktijk maakt, kijkt mee")],
    ids=["named as they chose", "not named"],
)
def test_form_names_the_reader_only_as_the_page_does(client, practice, credit, reader):
    contact = with_contact(practice, "Noor van Dijk")
    contact.authorships.update(credit_name=credit)

    page = client.get(form_of(practice))

    assert reader in texts(page, ".wv-next strong")
    assert "Noor" not in page.content.decode()


def test_wijk_of_another_municipality_is_refused(client, practice):
    breda, elsewhere = MunicipalityFactory(title="Breda"), WijkFactory()

    answer = client.post(form_of(practice), {**ANSWERS, **GUEST, "namens": f"g{breda.pk}", "wijk": elsewhere.pk})

    assert set(errors(answer)) == {"wijk"}


def test_answer_to_a_guest_tells_nothing_about_who_is_known(client, practice):
    organisation = OrganisationFactory()
    known = contributor("Echte Naam", email="bekend@example.org")

    answers = [
        client.post(form_of(practice), {**ANSWERS, **GUEST, "namens": f"o{organisation.pk}", "email": email})
        for email in ("bekend@example.org", "nieuw@example.org")
    ]

    assert len({(one.status_code, one["Location"], one.content) for one in answers}) == 1
    known.refresh_from_db()
    assert known.name == "Echte Naam"
    assert "Echte Naam" not in text_of(mails_to("bekend@example.org")[0])


def test_somebody_signed_in_is_asked_no_address_and_speaks_for_their_organisation(client, practice):
    organisation = OrganisationFactory(title="Zonnewijzer")
    colleague = member_of(organisation)
    with_contact(practice)
    client.force_login(colleague.user)

    page = client.get(form_of(practice))
    assert "email" not in names(page, "main form.wv-form")
    assert (f"o{organisation.pk}", "Zonnewijzer", True) in choices(page, "namens")
    answer = client.post(form_of(practice), {**ANSWERS, "namens": f"o{organisation.pk}"})

    assert answer["Location"].startswith("/meedoen/")
    assert Uptake.objects.get().stage == Stage.OWNER
    assert "onderweg" in text(client.get(answer["Location"]), "h1")


def test_form_is_filled_with_what_the_party_said_before(client, practice):
    organisation = OrganisationFactory()
    colleague = member_of(organisation)
    UptakeFactory(practice=practice, organisation=organisation, state="werkt", changed="Elke week.")

    address = f"{form_of(practice)}?voor=o{organisation.pk}"
    assert values(client.get(address), "main form.wv-form").get("anders") == ["\n"]
    client.force_login(colleague.user)

    found = values(client.get(address), "main form.wv-form")
    assert (found["stand"], found["anders"], found["maand"]) == (["werkt"], ["\nElke week."], ["6"])


def test_form_offers_no_organisation_that_is_not_for_everybody(client, practice):
    OrganisationFactory(title="Zilvervos", live=False)

    assert "Zilvervos" not in client.get(form_of(practice)).text


def test_gemeente_is_offered_once(client, practice):
    breda = MunicipalityFactory(title="Breda")
    gemeente(breda)

    labels = [label for _value, label, _chosen in choices(client.get(form_of(practice)), "namens")]

    assert labels.count("Breda") == 1
    assert "Gemeente Breda" not in " ".join(labels)


@pytest.mark.parametrize("change", [{"live": False}, None])
def test_no_form_for_a_practice_that_is_not_there_or_for_another_kind_of_page(client, practice, change):
    if change:
        Uptake.practice.field.related_model.objects.filter(pk=practice.pk).update(**change)
    address = form_of(practice) if change else f"{OrganisationFactory().url}meedoen/"

    assert client.get(address).status_code == 404


# -- Behind the links --------------------------------------------------------------------------------------------------


@pytest.fixture
def asked(practice) -> tuple[Uptake, Contributor, Contributor]:
    """Return a statement that waits for the owner, the owner, and who stated it."""
    from knowledge.uptake import letters  # noqa: PLC0415  the fixture alone writes letters by hand

    row = UptakeFactory(practice=practice, agreed=True, changed="Met de POH-GGZ.")
    owner = with_contact(practice)
    letters.ask_owner(row)
    return row, owner, row.stated_by


def test_opening_a_link_changes_nothing(client, asked):
    _row, owner, _guest = asked
    address = last_link_to(owner)
    before = Uptake.objects.values().get()

    for _ in range(10):
        client.get(address)
        client.head(address)

    assert Uptake.objects.values().get() == before
    page = client.get(address)
    assert page["Cache-Control"].startswith("private, no-store")
    assert "Met de POH-GGZ." in text(page, ".wv-facts")


def test_text_that_changed_is_shown_again_before_it_is_decided_on(client, asked):
    row, owner, _guest = asked
    address = last_link_to(owner)
    Uptake.objects.filter(pk=row.pk).update(changed="Iets anders.", version=2)

    answer = client.post(address, {"actie": "ja", "versie": "1"})

    assert answer.status_code == 409
    assert "intussen veranderd" in text(answer, "[role=alert]")
    assert "Iets anders." in text(answer, ".wv-facts")
    assert Uptake.objects.get().confirmed_at is None


def test_no_needs_words_and_typed_words_stay(client, asked):
    _row, owner, guest = asked
    address = last_link_to(owner)

    refused = client.post(address, {"actie": "nee", "versie": "1", "woorden": "x" * 401})
    assert refused.status_code == 409
    assert values(refused, "main details form")["woorden"] == ["x" * 401]
    assert client.post(address, {"actie": "nee", "versie": "1", "woorden": ""}).status_code == 409
    client.post(address, {"actie": "nee", "versie": "1", "woorden": "Wij kennen jullie niet."})

    assert "Wij kennen jullie niet." in text_of(mails_to(guest.email)[-1])
    assert "Wij kennen jullie niet." in text(client.get(last_link_to(guest)), "blockquote")


def test_second_decision_says_who_decided(client, asked):
    _row, owner, _guest = asked
    address = last_link_to(owner)
    client.post(address, {"actie": "ja", "versie": "1"})

    again = client.post(address, {"actie": "nee", "versie": "1", "woorden": "Toch niet."})

    assert again.status_code == 409
    assert "Noor van Dijk zei ja op" in text(again, ".wv-lead")
    assert Uptake.objects.get().stage == Stage.SHOWN


def test_party_takes_it_away_by_its_link(client, asked):
    _row, owner, guest = asked
    client.post(last_link_to(owner), {"actie": "ja", "versie": "1"})
    assert "Vier aan tafel" in text(client.get(last_link_to(guest)), ".wv-facts")

    client.post(last_link_to(guest), {"actie": "weg"})

    assert list(Uptake.objects.shown()) == []
    assert text(client.get(last_link_to(guest)), "h1") == "Dit is weggehaald"


@pytest.mark.parametrize("typed", [{}, {"actie": "\x00"}, {"actie": "ja", "versie": "9" * 400}, {"actie": "wissen"}])
def test_unknown_button_changes_nothing(client, asked, typed):
    _row, owner, _guest = asked

    assert client.post(last_link_to(owner), typed).status_code == 409
    assert Uptake.objects.get().stage == Stage.OWNER


def test_forged_link_is_not_found_and_one_to_a_deleted_statement_is_gone(client, asked):
    row, owner, _guest = asked
    address = last_link_to(owner)

    assert client.get(f"{address[:-6]}AAAAA/").status_code == 404
    Contributor.objects.filter(pk=owner.pk).update(link_version=2)
    assert client.get(address).status_code == 410
    row.delete()
    assert client.get(address).status_code == 410


def test_link_signs_nobody_in_and_gives_no_more_than_its_statement(client, asked):
    _row, owner, _guest = asked

    client.get(last_link_to(owner))

    assert "_auth_user_id" not in client.session
    assert client.get("/beheer/").status_code == 302


def test_owner_cannot_change_the_words_of_the_party(client, asked):
    _row, owner, _guest = asked
    page = client.get(last_link_to(owner))

    assert not [address for address in addresses(page) if "meedoen/?voor" in address]
    client.post(last_link_to(owner), {"actie": "ja", "versie": "1", "anders": "Van mij.", "changed": "Van mij."})

    assert Uptake.objects.get().changed == "Met de POH-GGZ."


def test_user_without_an_organisation_proposes_like_a_guest(client, practice):
    organisation = OrganisationFactory()
    colleague = member_of(organisation)
    client.force_login(UserFactory())

    client.post(form_of(practice), {**ANSWERS, "namens": f"o{organisation.pk}"})

    assert Uptake.objects.get().stage == Stage.PARTY
    assert len(mails_to(colleague.email)) == 1
