"""Story of an event in calendars: its links survive, and only those that everybody may follow."""

import pytest
from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.models import PageViewRestriction

from events.dates.entry import calendar_event
from events.dates.story import read_stories, story_of
from events.models import EventDate
from tests.calendars import queries
from tests.factories import ContentPageFactory, MeetupFactory

pytestmark = pytest.mark.django_db


def test_links_of_every_kind_keep_their_address():
    page = ContentPageFactory(title="Route")
    document = Document.objects.create(title="Plan", file=ContentFile(b"plan", name="plan.pdf"))
    body = (
        f'<p><a linktype="page" id="{page.pk}">de route</a>, <a id="{document.pk}" linktype="document">het plan</a>, '
        '<a href="https://a.example/x">daar</a>, <a href="/agenda/">hier</a>, <a href="mailto:jan@example.org">Jan</a>, '
        '<a href="tel:+31612345678">bel</a>, <a href="#top">boven</a></p>'
    )

    story = story_of(MeetupFactory(body=body))

    assert story == (
        f"de route ({page.full_url}), "
        f"het plan (http://testserver/documenten/{document.pk}/{document.filename}), daar (https://a.example/x), "
        "hier (http://testserver/agenda/), Jan (jan@example.org), bel (+31612345678), boven"
    )


@pytest.mark.parametrize("hidden", ["draft", "private", "gone", "nonsense"])
def test_address_of_a_page_that_not_everybody_may_see_is_left_out(hidden):
    page = ContentPageFactory(title="Geheim plan", live=hidden != "draft")
    number = page.pk
    if hidden == "private":
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    if hidden == "gone":
        page.delete()
    if hidden == "nonsense":
        number = "x1"

    story = story_of(MeetupFactory(body=f'<p>Lees <a linktype="page" id="{number}">dit</a> eens</p>'))

    assert story == "Lees dit eens"


def test_links_of_thirty_pages_cost_as_much_as_those_of_one():
    target = ContentPageFactory()
    pages = [MeetupFactory(body=f'<p><a linktype="page" id="{target.pk}">{n}</a></p>') for n in range(30)]
    story_of(MeetupFactory(body=f'<p><a linktype="page" id="{target.pk}">x</a></p>'))

    with queries() as for_one:
        read_stories(pages[:1])
    with queries() as for_the_rest:
        read_stories(pages[1:])

    assert len(for_one) == len(for_the_rest) == 1


def test_long_story_is_cut_between_words():
    page = MeetupFactory(body="<p>" + "samenwerken " * 300 + "</p>")

    entry = calendar_event(EventDate.objects.with_calendar_texts().get(page=page), whole=True)

    assert "samenwerken samenwerken…\n" in entry.description


def test_reason_in_the_title_is_cut_between_words():
    date = MeetupFactory().dates.get()
    date.status, date.reason = EventDate.Status.CANCELLED, "De zaal is " + "onverwacht " * 10

    assert calendar_event(date).summary.endswith("onverwacht onverwacht…")
