"""Every address of the admin, asked for what belongs to another organisation, by all who have nothing to do with it."""

import gc
import re
import warnings
from collections.abc import Iterator

import pytest
from django.core.files.base import ContentFile
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from events.pages.models import MeetupPage
from network.onboarding import let_group_work
from tests.factories import MeetupFactory, OrganisationFactory, RegistrationFactory, UserFactory, organiser_of

pytestmark = pytest.mark.django_db
SECRET = "Zilvervos"
PLACE = re.compile(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")


def routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """Yield the address of each view as a format string, such as ``pages/{page_id}/edit/``."""
    for entry in resolver.url_patterns:
        route = before + written(str(entry.pattern))
        if isinstance(entry, URLResolver):
            yield from routes(entry, route)
        elif isinstance(entry, URLPattern):
            yield route


def written(pattern: str) -> str:
    pattern = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", PLACE.sub(r"{\1}", pattern))
    return pattern.removeprefix("^").removesuffix("$").replace("\\", "").replace(r"\Z", "")


@pytest.fixture(autouse=True)
def _drawn_files_are_closed():
    """Close the files of renditions, as in ``test_photos``."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        yield
        gc.collect()


@pytest.fixture
def theirs() -> dict[str, object]:
    """Return a value for each place in an address that names something of another organisation."""
    organisation = OrganisationFactory(title=f"{SECRET}kring", live=False)
    let_group_work(organisation)
    meetup = MeetupFactory(title=f"{SECRET}beraad", organiser=organisation, live=False)
    revision = meetup.save_revision()
    live = MeetupFactory(title="Openbaar", organiser=organisation)
    registration = RegistrationFactory(date=live.dates.get(), person__name=f"{SECRET} Jansen")
    photo = get_image_model().objects.create(
        title=f"{SECRET}foto", file=get_test_image_file(f"{SECRET}.png"), collection=organisation.collection
    )
    file = ContentFile(SECRET.encode(), name=f"{SECRET}.txt")
    document = get_document_model().objects.create(
        title=f"{SECRET}notulen", file=file, collection=organisation.collection
    )
    colleague = organiser_of(organisation, first_name=SECRET)
    pages = dict.fromkeys(["page_id", "parent_page_id", "page_to_move_id", "destination_id", "page"], meetup.pk)
    return {
        **pages, "image_id": photo.pk, "document_id": document.pk, "revision_id": revision.pk, "user_id": colleague.pk,
        "date_id": registration.date_id, "registration_id": registration.pk, "group_id": organisation.group_id,
        "collection_id": organisation.collection_id, "revision_id_a": "live", "revision_id_b": revision.pk,
        "content_type_app_name": "events", "content_type_model_name": "meetuppage", "app_label": "events",
        "model_name": "meetuppage", "what": "afmelden", "action_name": "approve", "pks": [meetup.pk, photo.pk, document.pk],
    }  # fmt: skip


def addresses(theirs: dict[str, object]) -> Iterator[str]:
    """Yield each address of the admin, with ``pk`` standing for each kind of thing in turn."""
    for route in routes(get_resolver()):
        if not route.startswith("beheer/") or "failwhale" in route or "test404" in route:
            continue
        places = re.findall(r"{(\w+)}", route)
        numbers = theirs["pks"] if "pk" in places else [1]
        for pk in numbers:  # type: ignore[attr-defined]
            values = {place: theirs.get(place, pk) for place in places}
            yield "/" + route.format(**values)


def test_addresses_are_those_of_the_admin_so_that_the_test_below_can_fail(theirs):
    found = set(addresses(theirs))

    assert f"/beheer/pages/{theirs['page_id']}/edit/" in found
    assert f"/beheer/images/{theirs['image_id']}/" in found
    assert f"/beheer/aanmeldingen/{theirs['date_id']}/" in found
    assert len(found) > 150


@pytest.mark.parametrize("who", ["organiser of another", "professional", "anonymous"])
def test_nobody_learns_what_is_not_theirs(client, theirs, who):
    if who != "anonymous":
        user = organiser_of(OrganisationFactory()) if who == "organiser of another" else UserFactory()
        client.force_login(user)
    told, failed = [], []

    for address in addresses(theirs):
        answer = client.get(address)
        content = b"".join(answer) if answer.streaming else answer.content
        if SECRET.encode() in content or SECRET.lower().encode() in content:
            told.append(address)
        if answer.status_code >= 500:
            failed.append(address)

    assert (told, failed) == ([], [])


def test_nobody_changes_what_is_not_theirs(client, theirs):
    client.force_login(organiser_of(OrganisationFactory()))
    pages, files = list(Page.objects.order_by("pk").values()), list(get_document_model().objects.values())
    # Some of Wagtail's views raise on a form without the fields they expect. Here it matters only what they change.
    client.raise_request_exception = False

    for address in addresses(theirs):
        client.post(address, {"confirm": "1", "title": "Van mij"})

    assert list(Page.objects.order_by("pk").values()) == pages
    assert list(get_document_model().objects.values()) == files
    assert MeetupPage.objects.filter(title="Openbaar").get().dates.get().registrations.live().count() == 1
