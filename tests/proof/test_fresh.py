"""Calendars and pages of the real web server are never stale after a change, whichever worker answers."""

import gzip
import http.client
import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import brotli
import pytest

from events.models import EventDate
from events.publishing import move
from tests.calendars import publish
from tests.factories import MeetupFactory, ThemeFactory
from tests.proof.installation import HOST, Installation
from tests.proofs import reduced

CHANGES = reduced(60, 6)
AT_ONCE = 16
CODINGS = {"": bytes, "gzip": gzip.decompress, "br": brotli.decompress}


@dataclass
class Subscriber:
    """A client that opens a new connection for each request, so that any worker may answer it."""

    path: str
    coding: str
    etag: str = ""
    body: str = ""
    answers: Counter = field(default_factory=Counter)

    def fetch(self, port: int) -> None:
        headers = {
            "Host": HOST,
            "X-Forwarded-For": "10.0.0.1",
            "X-Forwarded-Proto": "https",
            "Accept-Encoding": self.coding,
        }
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            line.request("GET", self.path, headers=headers | ({"If-None-Match": self.etag} if self.etag else {}))
            response = line.getresponse()
            raw = response.read()
        finally:
            line.close()
        self.answers[response.status] += 1
        if response.status == 304:
            assert response.headers["ETag"] == self.etag
            return
        assert response.status == 200, (self.path, response.status)
        assert (response.headers["Content-Encoding"] or "") == self.coding
        self.body, self.etag = CODINGS[self.coding](raw).decode(), response.headers["ETag"]


def workers_in(installation: Installation) -> set[str]:
    return set(re.findall(r"^worker <(\d+)>$", (installation.folder / "access").read_text(), flags=re.MULTILINE))


@pytest.mark.race
def test_no_worker_answers_with_what_was_before_a_change(installation, say, record_property):
    theme = ThemeFactory(title="Wonen")
    meetup = MeetupFactory(title="Begin", slug="meetup", themes=[theme])
    date = meetup.dates.get()
    installation.environment["GUNICORN_CMD_ARGS"] = (
        f"--access-logfile {installation.folder / 'access'} --access-logformat 'worker %(p)s'"
    )
    installation.start_web()
    installation.wait_for_web()
    paths = (
        "/agenda/kalender.ics", "/themas/wonen/kalender.ics", f"{meetup.get_url()}kalender.ics", "/agenda/kalender.ics?thema=wonen",
        "/agenda/feed.xml", "/agenda/",
    )  # fmt: skip
    subscribers = [Subscriber(path, coding) for path in paths for coding in CODINGS]

    with ThreadPoolExecutor(AT_ONCE) as pool:

        def everybody_asks() -> None:
            list(pool.map(lambda subscriber: subscriber.fetch(installation.port), subscribers))

        everybody_asks()
        for number in range(CHANGES):
            if number % 3 == 2:  # what was cancelled is on again
                move.cancel_date(EventDate.objects.get(pk=date.pk), reason=f"Reden {number}.")
                word = f"Reden {number}"
            else:
                move.restore_date(EventDate.objects.get(pk=date.pk))
                word = f"Bijeenkomst nummer {number}."
                publish(meetup, title=word)
            for _ in range(3):  # after the first time most workers have it in their cache
                everybody_asks()
                for subscriber in subscribers:
                    says = subscriber.body.replace("\r\n ", "")
                    assert word in says or (word.startswith("Reden") and subscriber.path == "/agenda/"), (
                        number,
                        subscriber.path,
                    )
                    assert f"nummer {number - 2}." not in says

    asked = Counter()
    for subscriber in subscribers:
        asked += subscriber.answers
    seen = workers_in(installation)
    assert len(seen) > 1
    assert asked[304] > asked[200] / 2
    assert "Traceback" not in installation.complaints(), installation.complaints()
    say(f"  {CHANGES} changes, {asked.total()} requests to {len(seen)} workers, {asked[304]} times 304")
    record_property(
        "proven",
        f"{asked.total()} answers after {CHANGES} changes, {asked[304]} of them 304, none of before, by {len(seen)} workers",
    )
