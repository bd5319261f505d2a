"""Somebody at a browser, behind the proxy that stands in front of the site."""

import http.client
import re
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from tests.proof.installation import HOST

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
DISCIPLINE = re.compile(r'<option value="(\d+)">')
OWN_PAGE = re.compile(r"https?://[^/\s]+(/aanmelding/[^/\s]+/)")


@dataclass(frozen=True)
class Answer:
    status: int
    body: str
    location: str


class Visitor:
    """Keeps cookies. ``address`` is what the proxy saw: people come from many places, and limits count by place."""

    def __init__(self, port: int, *, address: str) -> None:
        self.port, self.address = port, address
        self.cookies: SimpleCookie = SimpleCookie()

    def ask(self, method: str, path: str, fields: dict | None = None) -> Answer:
        """Raises OSError or HTTPException when the server goes away before it has answered."""
        headers = {
            "Host": HOST,
            "X-Forwarded-For": self.address,
            "X-Forwarded-Proto": "https",
            "Cookie": "; ".join(f"{name}={morsel.value}" for name, morsel in self.cookies.items()),
        }
        if fields is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"https://{HOST}"}
        # A new connection for each request: a proxy keeps none, and then a lost answer is the server's and not an old line's.
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            line.request(method, path, urlencode(fields) if fields is not None else None, headers)
            response = line.getresponse()
            body = response.read().decode()
        finally:
            line.close()
        for cookie in response.headers.get_all("Set-Cookie") or []:
            self.cookies.load(cookie)
        return Answer(response.status, body, response.headers.get("Location", ""))

    def form(self, path: str) -> tuple[Answer, str]:
        """The page at ``path`` and the token of its form; empty when there is nothing to press."""
        shown = self.ask("GET", path)
        assert shown.status == 200, (shown.status, shown.body[:2000])
        token = TOKEN.search(shown.body)
        return shown, token[1] if token else ""

    def register(self, page: str, *, date: int, name: str, email: str) -> Answer:
        shown, token = self.form(f"{page}aanmelden/?datum={date}")
        answers = {"datum": date, "naam": name, "email": email, "organisatie": "TWB", "website": ""}
        answers |= {"discipline": DISCIPLINE.search(shown.body)[1], "csrfmiddlewaretoken": token}
        return self.ask("POST", f"{page}aanmelden/?datum={date}", answers)

    def press(self, own_page: str, action: str) -> Answer:
        """One of the buttons behind somebody's own link."""
        shown, token = self.form(own_page)
        if not token:
            # The answer that was lost said so: somebody else has the place by now, so there is no undo either.
            assert action == "afmelden", (action, shown.body)
            assert "Je bent <em>afgemeld</em>" in shown.body, shown.body
            return Answer(302, shown.body, own_page)
        answer = self.ask("POST", f"{own_page}{action}/", {"csrfmiddlewaretoken": token})
        if answer.location.endswith("/zeker/"):  # asked once more: somebody waits for the place
            return self.ask("POST", answer.location, {"csrfmiddlewaretoken": token})
        return answer


def own_page_in(message) -> str:
    """The path of the link in a mail."""
    return OWN_PAGE.search(message.get_body(("plain",)).get_content())[1]
