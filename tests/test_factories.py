"""The factories, on which all other tests depend."""

import pytest
from wagtail.models import Page

from events.models import Registration
from tests import factories


def test_meetup_is_published_with_its_dates(site_tree):
    wijk, theme, partner = factories.WijkFactory(), factories.ThemeFactory(), factories.OrganisationFactory()

    meetup = factories.MeetupFactory(wijken=[wijk], themes=[theme], co_organisers=[partner], dates=(3, 40))

    meetup.refresh_from_db()
    assert meetup.live
    assert meetup.organisation == meetup.get_parent().specific
    assert [date.start_local.hour for date in meetup.dates.all()] == [12, 12]
    assert [list(meetup.wijken.all()), list(meetup.themes.all())] == [[wijk], [theme]]
    assert [row.organisation for row in meetup.co_organisers.all()] == [partner]


def test_registration_in_each_state(site_tree):
    date = factories.date_of_a_meetup()

    for trait in ({}, {"waiting": True}, {"held": True}, {"cancelled": True}):
        factories.RegistrationFactory(date=date, **trait)

    assert list(date.registrations.values_list("state", flat=True)) == ["confirmed", "waiting", "held", "cancelled"]
    assert Registration.objects.live().count() == 3


@pytest.mark.parametrize("time", ["first", "second"])
@pytest.mark.django_db(transaction=True)
def test_house_stands_after_a_test_with_real_transactions(time):
    house = factories.house()
    organiser = factories.organiser_of(factories.OrganisationFactory())

    assert Page.objects.child_of(house.home).count() == 5
    assert organiser.has_perm("wagtailadmin.access_admin")
    assert factories.editor().has_perm("wagtailadmin.access_admin")
