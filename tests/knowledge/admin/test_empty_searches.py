"""The editors' report of what people looked for in vain."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from knowledge.models import EmptySearch
from knowledge.search import empty
from tests import screen
from tests.factories import OrganisationFactory, editor, organiser_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_tree")]
REPORT = "empty_searches"


def searched(form: str, number: int, days_ago: int = 0) -> None:
    EmptySearch.objects.create(form=form, number=number, day=timezone.localdate() - timedelta(days=days_ago))


def test_report_shows_what_was_searched_at_least_three_times(client):
    searched("nachtzuster", 2)
    searched("nachtzuster", 1, days_ago=3)
    searched("zwemdiploma", 4)
    searched("eenmalig", 2)
    client.force_login(editor())

    answer = client.get(reverse(REPORT))

    assert screen.texts(answer, "tbody td:first-child") == ["zwemdiploma", "nachtzuster"]
    assert screen.texts(answer, "tbody td:nth-child(2)") == ["4", "3"]


def test_report_is_for_people_who_edit_the_whole_site(client):
    client.force_login(organiser_of(OrganisationFactory()))

    assert client.get(reverse(REPORT)).status_code in {302, 403}


def test_searches_are_forgotten_after_90_days():
    searched("oud", 5, days_ago=91)
    searched("nieuw", 5, days_ago=89)

    empty.run_due()

    assert [row.form for row in EmptySearch.objects.all()] == ["nieuw"]
