"""What the worker does some minutes from now: ``python -m tests.proof.later 11``."""

import sys
from datetime import UTC, datetime, timedelta

import django
import time_machine


def main(minutes: int) -> None:
    django.setup()
    from django.core.management import call_command

    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=minutes)):
        for _ in range(2):  # what is due makes work, and work makes mail
            call_command("due")
            call_command("worker", batch=True, startup_delay=False, verbosity=0)


if __name__ == "__main__":
    main(int(sys.argv[1]))
