"""A person with a browser, behind the proxy in front of the site."""

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
    """A client that keeps cookies. ``address`` is its IP address as the proxy saw it; rate limits count per address."""

    def __init__(self, port: int, *, address: str) -> None:
        self.port, self.address = port, address
        self.cookies: SimpleCookie = SimpleCookie()

    def ask(self, method: str, path: str, fields: dict | None = None) -> Answer:
        """Send a request. Raise OSError or HTTPException if the server goes away before it has answered."""
        headers = {
            "Host": HOST,
            "X-Forwarded-For": self.address,
            "X-Forwarded-Proto": "https",
            "Cookie": "; ".join(f"{name}={morsel.value}" for name, morsel in self.cookies.items()),
        }
        if fields is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"https://{HOST}"}
        # A new connection for each request, as from a proxy without keep-alive. A lost answer then is due to the
        # server, and not to a stale connection.
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
        """Return the page at ``path`` and the token of its form; the token is empty if there is no button to press."""
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
        """Press one of the buttons on somebody's own page."""
        shown, token = self.form(own_page)
        if not token:
            # The lost answer was a success. Somebody else has the place by now, so undoing is not offered either.
            assert action == "afmelden", (action, shown.body)
            assert "Je bent <em>afgemeld</em>" in shown.body, shown.body
            return Answer(302, shown.body, own_page)
        answer = self.ask("POST", f"{own_page}{action}/", {"csrfmiddlewaretoken": token})
        if answer.location.endswith("/zeker/"):  # it asks for confirmation, because somebody waits for the place
            return self.ask("POST", answer.location, {"csrfmiddlewaretoken": token})
        return answer


def own_page_in(message) -> str:
    """Return the path of the link in a mail."""
    return OWN_PAGE.search(message.get_body(("plain",)).get_content())[1]
