"""A code admits exactly as many people as it says, whoever comes at the same moment. On both databases."""

import pytest

from events.models import InvitationCode, Registration
from events.registration import rule, series
from events.registration.registering import Colleague, register, register_together
from tests.events.registration.test_races import at_once
from tests.factories import MeetupFactory
from tests.proofs import reduced

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]
CROWD = reduced(120, 40)
USES = 7


@pytest.fixture(params=[None, 100], ids=["no limit", "a limit"])
def dates(request):
    return list(MeetupFactory(admission="code", capacity=request.param, dates=(3, 10)).dates.order_by("start"))


def admitted(code) -> int:
    return InvitationCode.objects.with_used().get(pk=code.pk).used


def tried(job):
    try:
        return job()
    except rule.RegistrationClosed:
        return None


def test_exactly_as_many_as_there_are_uses_at_one_date_and_at_several(dates):
    code = InvitationCode.objects.create(page_id=dates[0].page_id, most_uses=USES)

    def arrive(number: int) -> None:
        who = {"name": f"Gast {number}", "email": f"gast{number}@example.org", "code": code.code}
        match number % 4:
            case 0:
                tried(lambda: series.register_for(dates, **who))
            case 1:
                others = [Colleague(f"Collega {number}", f"collega{number}@example.org")]
                tried(lambda: register_together(dates[0], colleagues=others, **who))
            case _:
                tried(lambda: register(dates[number % 2], **who))

    at_once(arrive, range(CROWD))

    assert admitted(code) <= USES
    # Whoever came with a colleague may have found one use too few; the last uses are taken by others.
    assert admitted(code) == USES
    assert Registration.objects.exclude(booking__invitation=code).count() == 0


def test_going_undoing_and_coming_at_once_never_exceeds_the_uses(dates):
    code = InvitationCode.objects.create(page_id=dates[0].page_id, most_uses=USES)
    made = [
        rule.confirm(register(dates[0], name=f"Gast {turn}", email=f"gast{turn}@example.org", code=code.code))
        for turn in range(USES)
    ]

    def come_and_go(number: int) -> None:
        if number % 2:
            one = made[number % USES]
            rule.cancel(one)
            rule.undo(Registration.objects.get(pk=one.pk))
        else:
            tried(
                lambda: register(dates[1], name=f"Later {number}", email=f"later{number}@example.org", code=code.code)
            )

    at_once(come_and_go, range(CROWD))

    assert admitted(code) <= USES
