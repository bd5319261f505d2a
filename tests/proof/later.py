"""Run the worker with a clock that is some minutes ahead: ``python -m tests.proof.later 11``."""

import sys
from datetime import UTC, datetime, timedelta

import django
import time_machine


def main(minutes: int) -> None:
    django.setup()
    from django.core.management import call_command

    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=minutes)):
        for _ in range(2):  # due work creates tasks, and tasks create mail
            call_command("due")
            call_command("worker", batch=True, startup_delay=False, verbosity=0)


if __name__ == "__main__":
    main(int(sys.argv[1]))
