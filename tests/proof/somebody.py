"""Random operations for a process of the crowd: whatever people, organisers and the clock can do to registrations."""

import random
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker

from accounts.models import User
from events.models import EventDate, Registration
from events.pages.models import MeetupPage
from events.privacy import link_rotation, reassigning
from events.publishing import move
from events.registration import decisions, lapsing, registering, rule, series
from home import scheduled_jobs
from outbox.delivery import deliver

PEOPLE = 150
MEMBERS = "lid"
"""Prefix of the addresses of people with an account."""
ORGANISER = "organisator@example.org"


class Somebody:
    """A process of the crowd."""

    def __init__(self, seed: str) -> None:
        self.chance = random.Random(seed)
        self.pages = list(MeetupPage.objects.order_by("pk").values_list("pk", flat=True))
        self.dates = list(EventDate.objects.order_by("pk").values_list("pk", flat=True))

    def date(self):
        return EventDate.objects.get(pk=self.chance.choice(self.dates))

    def one(self, *states: str):
        found = Registration.objects.filter(**{"state__in": states} if states else {}).order_by("?").first()
        return found or self.register()

    def register(self):
        return registering.register(self.date(), **self.somebody(), organisation="TWB")

    def somebody(self) -> dict[str, str]:
        """Return one of the people, with one of their two addresses."""
        number = self.chance.randrange(PEOPLE)
        return {"name": f"Gast {number}", "email": f"gast{number}{self.chance.choice(['', '.werk'])}@example.org"}

    def register_together(self) -> None:
        colleagues = {one["email"]: registering.Colleague(**one) for one in (self.somebody() for _ in range(3))}
        registering.register_together(self.date(), **self.somebody(), colleagues=list(colleagues.values()))

    def register_for_several(self) -> None:
        dates = [self.date() for _ in range(3)]
        series.register_for([date for date in dates if date.page_id == dates[0].page_id], **self.somebody())

    def confirm_all(self) -> None:
        series.confirm_all(self.one("held", "waiting", "requested"))

    def change_date(self) -> None:
        held = self.one("confirmed", "waiting")
        series.change_date(held, to=EventDate.objects.filter(page=held.date.page_id).order_by("?").first())

    def register_signed_in(self):
        user = User.objects.filter(email__startswith=MEMBERS).order_by("?").first()
        return registering.register(self.date(), name=user.get_full_name(), email=user.email, user=user)

    def confirm(self) -> None:
        rule.confirm(self.one("held", "waiting"))

    def confirm_anything(self) -> None:
        rule.confirm(self.one())

    def accept_offer(self) -> None:
        rule.confirm(self.one("offered"))

    def cancel(self) -> None:
        rule.cancel(self.one("held", "waiting", "confirmed", "offered"))

    def cancelled_by_organiser(self) -> None:
        rule.cancel(self.one("waiting", "confirmed"), by="organiser")

    def undo(self) -> None:
        rule.undo(self.one("cancelled"))

    def organiser(self):
        return User.objects.get(email=ORGANISER)

    def approve(self) -> None:
        decisions.approve(self.one("requested", "declined"), by=self.organiser())

    def decline(self) -> None:
        decisions.decline(self.one("requested"), by=self.organiser(), reason="Dit is voor huisartsen.")

    def promote_by_hand(self) -> None:
        extra = self.chance.random() < 0.5
        decisions.promote_by_hand(
            self.one("waiting", "offered"), by=self.organiser(), reason="Spreekt zelf.", extra_place=extra
        )

    def add_by_hand(self) -> None:
        who = self.somebody() if self.chance.random() < 0.7 else {"name": "Mevrouw Zonder Mail"}
        extra = self.chance.random() < 0.3
        decisions.add_by_hand(self.date(), by=self.organiser(), **who, extra_place=extra, reason="Belde op.")

    def rotate_link(self) -> None:
        """Renew a link, in half of the cases for the other address of the same person."""
        made = self.one()
        name, _, host = made.person.email.partition("@")
        other = f"{name.removesuffix('.werk')}{'' if name.endswith('.werk') else '.werk'}@{host}"
        link_rotation.rotate_link(made, email=other if name.startswith("gast") and self.chance.random() < 0.5 else "")

    def change_answers(self) -> None:
        rule.change_answers(self.one(), organisation="WijZijn", discipline=None, remark=str(self.chance.random()))

    def publish(self, change: Callable) -> None:
        """Publish a new revision after ``change``, in one transaction, as an editor's request does."""
        page = MeetupPage.objects.get(pk=self.chance.choice(self.pages))
        change(page)
        with transaction.atomic():
            page.save_revision().publish()

    def more_or_fewer_places(self) -> None:
        self.publish(lambda page: setattr(page, "capacity", self.chance.choice([4, 8, 12, 16, 20])))

    def another_time(self) -> None:
        def shift(page) -> None:
            planned = self.chance.choice(list(page.planned_dates.all()))
            hour = self.chance.randrange(9, 16)
            planned.start_time, planned.end_time = (
                planned.start_time.replace(hour=hour),
                planned.end_time.replace(hour=hour + 2),
            )

        self.publish(shift)

    def move_date(self) -> None:
        date = self.date()
        shift = timedelta(hours=self.chance.choice([-24, 24, 1]))
        start, end = date.start + shift, date.end + shift
        move.move_date(date, start=start, end=end, place="", reason="De zaal was bezet.", by=self.organiser())

    def postpone_date(self) -> None:
        move.postpone_date(self.date(), reason="De spreker is ziek.", by=self.organiser())

    def cancel_date(self) -> None:
        move.cancel_date(self.date(), reason="De spreker is ziek.", by=self.organiser())

    def restore_date(self) -> None:
        off = EventDate.objects.filter(status="cancelled").order_by("?").first() or self.date()
        move.restore_date(off, by=self.organiser())

    def holds_lapse(self) -> None:
        deliver()
        lapsing.run_due(timezone.now() + timedelta(minutes=self.chance.choice([61, 1500])))

    def minute(self) -> None:
        failed = scheduled_jobs.run_due()
        assert not failed, failed

    def work(self) -> None:
        """Do the work of the worker, up to a number of tasks."""
        Worker(
            queue_names=["*"], interval=0, batch=True, backend_name="default", startup_delay=False, max_tasks=10,
            worker_id=f"proof-{self.chance.random()}", excluded_queue_names=[],
        ).run()  # fmt: skip
        deliver()


OPERATIONS = {
    "register": 24, "register_together": 3, "register_signed_in": 6, "register_for_several": 4, "add_by_hand": 2,
    "confirm": 18, "confirm_all": 4, "confirm_anything": 5, "accept_offer": 6, "approve": 5, "decline": 2, "promote_by_hand": 2,
    "cancel": 10, "cancelled_by_organiser": 2, "undo": 6, "change_date": 3, "change_answers": 3, "rotate_link": 2,
    "more_or_fewer_places": 4, "another_time": 2, "move_date": 2, "postpone_date": 1, "cancel_date": 1, "restore_date": 3,
    "holds_lapse": 2, "minute": 2, "work": 4,
}  # fmt: skip
"""Operations by name, with their relative frequency."""
ANSWERS = (rule.RegistrationClosed, decisions.Refused, reassigning.AddressTaken)
"""Exceptions by which the rules refuse an operation."""
