"""``setup_site`` on an empty database, outside the demo."""

from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.test import TestCase, override_settings
from django.urls import reverse
from wagtail.models import Page, Site

from accounts.models import User
from events.models import EventDate
from home.demo.content_pages import PAGES as DEMO_PAGES
from home.models import ContentPage, HomePage, SiteSettings
from home.site_setup import EDITORS, AddressTakenError, appoint_first_admin
from home.standard_pages import PRIVACY, STANDARD_PAGES
from home.texts import Text
from network.models import MunicipalityPage, OrganisationPage
from tests import screen
from tests.factories import PASSWORD, MeetupFactory, unbuild
from tests.mailed import code_mailed_to

FIRST_ADMIN = "Beheer@gemeente.nl"
FILLED_IN_BY_THE_NETWORK = {"contact", "privacy", "toegankelijkheid"}

pytestmark = pytest.mark.django_db


def set_up(**options) -> str:
    said = StringIO()
    call_command("setup_site", stdout=said, no_color=True, **options)
    return said.getvalue()


def everything() -> dict[str, list[dict]]:
    """Return all rows of the site, without those of the search index and of tasks."""
    left_out = {"modelsearch", "wagtailsearch", "django_tasks_database"}
    apps_of_models = [app for app in apps.get_app_configs() if app.label not in left_out]
    return {
        f"{app.label}.{model.__name__}": list(model._default_manager.order_by("pk").values())  # noqa: SLF001  documented
        for app in apps_of_models
        for model in app.get_models()
    }


class EmptyDatabaseTest(TestCase):
    """Tests on one site, created once. A test must not change it for the others."""

    @classmethod
    def setUpTestData(cls) -> None:
        unbuild()
        cls.said = set_up(first_admin=FIRST_ADMIN)

    def test_site_is_served(self):
        texts = [text.address for text in STANDARD_PAGES if not text.blanks]
        pages = ["/", "/agenda/", "/gemeenten/", "/gemeenten/breda/", "/themas/", "/organisaties/"]
        addresses = [*pages, *texts, "/agenda/kalender.ics", "/sitemap.xml"]

        statuses = {address: self.client.get(address).status_code for address in addresses}

        assert statuses == dict.fromkeys(addresses, 200)

    def test_site_begins_at_the_home_page(self):
        site = Site.objects.get()

        assert (site.hostname, site.port, site.is_default_site, site.site_name) == (
            "testserver", 80, True, "Wijkverband",
        )  # fmt: skip
        assert site.root_page.specific_class is HomePage
        assert Page.find_problems() == ([], [], [], [], [])

    def test_nothing_of_the_demo_is_there(self):
        assert EventDate.objects.count() == 0
        assert not OrganisationPage.objects.filter(is_example=True).exists()
        assert not [page for page in ContentPage.objects.all() if "demo" in f"{page.lead} {page.body}".lower()]

    def test_what_the_network_must_fill_in_is_a_draft(self):
        drafts = ContentPage.objects.filter(live=False)

        assert {page.slug for page in drafts} == FILLED_IN_BY_THE_NETWORK
        assert all("[Vul in: " in str(page.body) and page.latest_revision for page in drafts)
        assert not [page.slug for page in ContentPage.objects.live() if "[" in str(page.body) or "{" in str(page.body)]
        assert {self.client.get(f"/{slug}/").status_code for slug in FILLED_IN_BY_THE_NETWORK} == {404}

    def test_menu_holds_the_ways_in_and_the_foot_the_texts(self):
        page = self.client.get("/")

        menu = screen.texts(page, ".wv-site-header__nav a")
        assert menu == ["Agenda", "Praktijken", "Gemeenten", "Thema’s", "Organisaties"]
        foot = screen.addresses(page, ".wv-site-footer__links a")
        texts = [text.address for text in STANDARD_PAGES if text.in_footer and not text.blanks]
        assert foot == ["/begrippen/", *texts, "/mijn/", reverse("account_login")]

    def test_links_in_published_texts_lead_somewhere(self):
        bodies = "".join(str(page.body) for page in ContentPage.objects.live())
        addresses = {part.split('"')[0] for part in bodies.split('href="')[1:]}

        assert "/agenda/" in addresses
        assert not [address for address in addresses if self.client.get(address).status_code not in {200, 302}]

    def test_doors_and_buttons_know_the_pages_they_lead_to(self):
        bodies = [*HomePage.objects.all(), *ContentPage.objects.all()]
        streams = [block for page in bodies for block in page.body]
        links = [door for block in streams if block.block_type == "doors" for door in block.value["doors"]]
        links += [block.value for block in streams if block.block_type == "call_to_action"]

        assert len(links) > 4
        assert [link["address"] for link in links if not link["page"]] == []
        assert 'href="/' not in "".join(
            str(page.body.raw_data) for page in ContentPage.objects.live() if page.slug == "over"
        )

    def test_editors_edit_the_whole_tree(self):
        editor = User.objects.create_user("redactie@gemeente.nl")
        editor.groups.add(Group.objects.get(name=EDITORS))

        permissions = [page.permissions_for_user(editor) for page in Page.objects.filter(depth__gte=3).specific()]

        assert editor.has_perm("wagtailadmin.access_admin")
        assert all(page.can_edit() and page.can_publish() for page in permissions)

    def test_it_says_what_it_made_and_what_comes_next(self):
        privacy = ContentPage.objects.get(slug="privacy")

        assert "1 voorpagina, 1 agenda, 5 overzichten, 16 gemeenten" in self.said
        assert "11 tekstpagina's, 3 concepten die jullie nog invullen, 1 groep voor de redactie." in self.said
        assert "Beheerder gemaakt: beheer@gemeente.nl." in self.said
        assert f"http://testserver/beheer/pages/{privacy.pk}/edit/" in self.said
        assert "%" not in self.said

    def test_first_admin_signs_in_with_a_code_by_mail(self):
        self.client.post("/account/login/code/", {"email": FIRST_ADMIN})
        answer = self.client.post("/account/login/code/confirm/", {"code": code_mailed_to("beheer@gemeente.nl")})

        assert (answer.status_code, answer.url) == (302, "/beheer/")
        with override_settings(REQUIRE_STAFF_MFA=True):
            assert self.client.get("/beheer/").url == "/account/2fa/"

    def test_no_password_lets_the_first_admin_in(self):
        user = User.objects.get()

        for password in ("", "!", "None", PASSWORD, user.password):
            answer = self.client.post("/account/login/", {"login": FIRST_ADMIN, "password": password})

            assert answer.status_code == 200
            assert "_auth_user_id" not in self.client.session
        assert (user.email, user.is_superuser, user.has_usable_password()) == ("beheer@gemeente.nl", True, False)
        assert EmailAddress.objects.get().verified


class TestAgain:
    def test_twice_is_as_good_as_once(self):
        set_up(first_admin=FIRST_ADMIN)
        before = everything()

        said = set_up(first_admin=FIRST_ADMIN)

        assert everything() == before
        assert "Er is niets veranderd." in said
        assert "is al beheerder" in said

    def test_what_an_editor_changed_is_kept(self, client):
        set_up()
        home, breda, privacy = HomePage.objects.get(), MunicipalityPage.objects.get(slug="breda"), draft("privacy")
        home.headline, breda.intro = "Zo doen wij dat", "<p>Van ons.</p>"
        privacy.body = [{"type": "text", "value": "<p>Onze afspraken.</p>"}]
        for page in (home, breda, privacy):
            page.save_revision().publish()
        Page.objects.get(slug="over").unpublish()
        SiteSettings.for_site(Site.objects.get())
        SiteSettings.objects.update(footer_text="Van ons allemaal")
        Group.objects.get(name=EDITORS).permissions.clear()
        before = everything()

        said = set_up()

        assert everything() == before
        assert "Onze afspraken." in client.get("/privacy/").content.decode()
        assert f"/beheer/pages/{privacy.pk}/edit/" not in said

    def test_what_is_missing_comes_back(self):
        set_up()
        ContentPage.objects.get(slug="over").delete()

        said = set_up()

        assert "Gemaakt: 1 tekstpagina." in said
        assert ContentPage.objects.live().filter(slug="over").count() == 1

    def test_another_address_reaches_the_calendars(self):
        set_up()
        event = MeetupFactory()
        date = EventDate.objects.get(page=event)

        with override_settings(SITE_URL="https://wijk.example"):
            set_up()

        site = Site.objects.get()
        assert (site.hostname, site.port) == ("wijk.example", 443)
        before, after = bytes(date.vevent), bytes(EventDate.objects.get(pk=date.pk).vevent)
        assert b"http://testserver/organisaties/" in before.replace(b"\r\n ", b"")
        assert b"https://wijk.example/organisaties/" in after.replace(b"\r\n ", b"")

    def test_pages_of_somebody_else_are_left_alone(self):
        unbuild()
        root = Page.objects.get(depth=1)
        shop = root.add_child(instance=Page(title="Winkel", slug="winkel"))
        shop.add_child(instance=Page(title="Fietsen", slug="fietsen"))
        before = everything()

        with pytest.raises(CommandError, match="niet van Wijkverband"):
            set_up(first_admin=FIRST_ADMIN)

        assert everything() == before


class TestFirstAdmin:
    def test_account_of_somebody_else_is_never_promoted(self):
        stranger = User.objects.create_user("beheer@gemeente.nl", PASSWORD)

        with pytest.raises(CommandError, match="al iemand een account"):
            set_up(first_admin=FIRST_ADMIN)

        stranger.refresh_from_db()
        assert not stranger.is_superuser
        assert User.objects.count() == 1

    def test_address_that_another_account_uses_is_refused(self):
        other = User.objects.create_user("ander@gemeente.nl", PASSWORD)
        EmailAddress.objects.create(user=other, email="beheer@gemeente.nl", verified=False)

        with pytest.raises(AddressTakenError):
            appoint_first_admin(FIRST_ADMIN)

        assert User.objects.get() == other

    def test_address_that_is_none_makes_nothing(self):
        before = everything()

        with pytest.raises(CommandError, match="geen e-mailadres"):
            set_up(first_admin="beheer")

        assert everything() == before


class TestTexts:
    @pytest.mark.parametrize(
        "text", [*STANDARD_PAGES, *DEMO_PAGES], ids=lambda text: f"{text.slug}-{bool(text.blanks)}"
    )
    def test_fits_its_page(self, text: Text):
        page = ContentPage(title=text.title, slug=text.slug, lead=text.lead, body=text.stream)

        page.clean_fields(exclude=["path", "depth", "page_ptr"])

        assert "{" not in text.html

    def test_demo_leaves_no_blanks(self):
        assert [text.slug for text in DEMO_PAGES] == [text.slug for text in STANDARD_PAGES]
        assert not [text.slug for text in DEMO_PAGES if "[Vul in" in text.html]

    def test_filling_in_half_is_refused(self):
        with pytest.raises(ValueError, match="retention"):
            PRIVACY.filled(responsible="Wij")


def draft(slug: str) -> ContentPage:
    return ContentPage.objects.get(slug=slug)
