"""Run many processes that do at random what people, organisers and the clock do: ``python -m tests.proof.crowd``.

Print as JSON how often each operation was done, refused (a valid answer) and failed (never valid).
"""

import argparse
import json
import multiprocessing
import traceback
from collections import Counter
from queue import Queue

import django


def play(seed: str, operations: int, outcome: Queue) -> None:
    from django.db import connection

    from tests.proof.somebody import ANSWERS, OPERATIONS, Somebody

    somebody = Somebody(seed)
    done, refused, failed = Counter(), Counter(), []
    for name in somebody.chance.choices([*OPERATIONS], [*OPERATIONS.values()], k=operations):
        try:
            getattr(somebody, name)()
        except ANSWERS:
            refused[name] += 1
        except Exception:  # noqa: BLE001  a deadlock, a locked database, or a bug: none may happen
            failed.append(f"{name}: {traceback.format_exc()}")
        done[name] += 1
    connection.close()
    outcome.put({"done": done, "refused": refused, "failed": failed})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--processes", type=int, default=8)
    parser.add_argument("--operations", type=int, default=200, help="of all processes together")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--settle", action="store_true", help="afterwards, do the work that is left")
    options = parser.parse_args()
    django.setup()
    from django.core.management import call_command
    from django.urls import get_resolver

    # Load the URL configuration, 390 modules, as the checks or the first request do in every process of the site.
    # Otherwise the first mail loads it, while it holds a lock.
    _ = get_resolver().reverse_dict
    # Fork before any connection is made, so that each process makes its own.
    fork = multiprocessing.get_context("fork")
    outcome = fork.Queue()
    share = options.operations // options.processes
    crowd = [
        fork.Process(target=play, args=(f"{options.seed}-{number}", share, outcome))
        for number in range(options.processes)
    ]
    for process in crowd:
        process.start()
    reports = [outcome.get(timeout=900) for _ in crowd]
    for process in crowd:
        process.join(timeout=30)
    if options.settle:
        call_command("worker", batch=True, startup_delay=False, verbosity=0)
        call_command("due")
    print(  # noqa: T201  the answer
        json.dumps(
            {
                "done": sum((Counter(report["done"]) for report in reports), Counter()),
                "refused": sum((Counter(report["refused"]) for report in reports), Counter()),
                "failed": [failure for report in reports for failure in report["failed"]],
            }
        )
    )


if __name__ == "__main__":
    main()
