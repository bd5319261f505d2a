import pytest
from django.db.models import F

from events.models import Booking
from outbox.models import OutgoingMail
from tests.factories import RegistrationFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_change_stores_what_it_is_told_and_nothing_else():
    booking = RegistrationFactory().booking
    Booking.objects.update(remark="Van een ander")

    assert booking.change({"organisation": "TWB"})

    stored = Booking.objects.get()
    assert (booking.organisation, stored.organisation, stored.remark) == ("TWB", "TWB", "Van een ander")


def test_change_of_what_is_known_otherwise_changes_nothing():
    made = RegistrationFactory(link_version=3)
    type(made).objects.update(link_version=F("link_version") + 1)

    assert not made.change({"sequence": 9}, known=["link_version"])

    assert (made.sequence, type(made).objects.get().sequence) == (0, 0)


def test_insert_unless_there_says_whether_it_wrote():
    mails = [OutgoingMail(cause="een", recipient="a@example.org", subject=word, message=b"") for word in ("A", "B")]

    assert [mail.insert_unless_there() for mail in mails] == [True, False]

    assert OutgoingMail.objects.get().subject == "A"
