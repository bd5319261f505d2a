"""People who register all the time, through nginx, each from an address of their own."""

import http.client
import re
import ssl
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from http.cookies import SimpleCookie
from threading import Event, Thread
from typing import Self
from urllib.parse import urlencode

HOST = "wijkverband.example"
PER_SECOND = 5
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
DISCIPLINE = re.compile(r'<option value="(\d+)">')

MAKE_MEETUP = """
from datetime import time, timedelta
from django.utils import timezone
from events.models import PlannedDate
from events.pages.models import MeetupPage
from network.models import Discipline, OrganisationPage
page = MeetupPage(title="Proef", kind="lunch", summary="Een proef.", venue_name="De Linde", street="Kerkstraat 1", postcode="4611 AB", town="Breda")
page.planned_dates = [PlannedDate(date=timezone.localdate() + timedelta(days=20), start_time=time(12), end_time=time(14))]
OrganisationPage.objects.first().add_child(instance=page)
page.save_revision().publish()
Discipline.objects.get_or_create(name="Huisarts")
print("MEETUP", page.url_path.removeprefix("/home"), page.dates.get().pk)
"""
STORED = "from events.models import Registration; print('STORED', *Registration.objects.values_list('person__email', flat=True))"


class Registering:
    """Five people a second. ``answers`` counts the statuses, by the part that was away."""

    def __init__(self, port: int, page: str, date: int) -> None:
        self.port, self.page, self.date = port, page, date
        self.answers: dict[str, Counter[str]] = {}
        self.acknowledged: list[str] = []
        self.odd: list[str] = []
        self.longest: dict[str, float] = {}
        self.phase = "all there"
        self.enough = Event()
        self.number = 0

    def __enter__(self) -> Self:
        self.crowd = ThreadPoolExecutor(40)
        self.clock = Thread(target=self.come)
        self.clock.start()
        return self

    def __exit__(self, *_args) -> None:
        self.enough.set()
        self.clock.join()
        self.crowd.shutdown()

    def come(self) -> None:
        while not self.enough.wait(1 / PER_SECOND):
            self.number += 1
            self.crowd.submit(self.register, self.number, self.phase)

    def register(self, number: int, phase: str) -> None:
        email = f"gast{number}@outages.example.org"
        started = time.monotonic()
        try:
            status, retry_after, location = self.fill_in(number, email)
        except (OSError, http.client.HTTPException, AssertionError) as error:
            status, retry_after, location = f"{type(error).__name__}: {error}", "", ""
        self.longest[phase] = max(self.longest.get(phase, 0), time.monotonic() - started)
        counter = self.answers.setdefault(phase, Counter())
        counter[f"{status}{' with Retry-After' if status == 503 and retry_after else ''}"] += 1
        if status == 302 and "verstuurd" in location:
            self.acknowledged.append(email)

    def fill_in(self, number: int, email: str) -> tuple[int, str, str]:
        path = f"{self.page}aanmelden/?datum={self.date}"
        address, cookies = f"127.9.{number // 200}.{number % 200 + 1}", SimpleCookie()
        status, headers, page = self.ask("GET", path, address, cookies)
        if status != 200:
            return status, headers.get("Retry-After", ""), ""
        fields = {"datum": self.date, "naam": f"Gast {number}", "email": email, "organisatie": "TWB", "website": ""}
        fields |= {"discipline": DISCIPLINE.search(page)[1], "csrfmiddlewaretoken": TOKEN.search(page)[1]}
        status, headers, page = self.ask("POST", path, address, cookies, urlencode(fields))
        if status not in {302, 503}:
            self.odd.append(f"{status} for POST: {page[:3000]}")
        return status, headers.get("Retry-After", ""), headers.get("Location", "")

    def ask(self, method: str, path: str, address: str, cookies: SimpleCookie, body: str | None = None):
        anything = ssl.create_default_context()
        anything.check_hostname, anything.verify_mode = False, ssl.CERT_NONE
        line = http.client.HTTPSConnection(
            "127.0.0.1", self.port, timeout=90, context=anything, source_address=(address, 0)
        )
        headers = {"Host": HOST, "Origin": f"https://{HOST}", "Referer": f"https://{HOST}{path}"}
        headers["Cookie"] = "; ".join(f"{name}={morsel.value}" for name, morsel in cookies.items())
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            line.request(method, path, body, headers)
            response = line.getresponse()
            page = response.read().decode(errors="replace")
        finally:
            line.close()
        for cookie in response.headers.get_all("Set-Cookie") or []:
            cookies.load(cookie)
        return response.status, response.headers, page
