import os
from collections.abc import Callable, Iterable

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def plainly_typed(answer: Callable[[dict, Callable], Iterable[bytes]]) -> Callable[[dict, Callable], Iterable[bytes]]:
    """Answer 415 to a Content-Type with an encoded parameter (RFC 2231), which no browser sends.

    Such a parameter names its own character set. Django decodes it before any middleware runs, and fails if the
    character set is unknown.
    """

    def application(environ: dict, start_response: Callable) -> Iterable[bytes]:
        if "*" in environ.get("CONTENT_TYPE", ""):
            start_response("415 Unsupported Media Type", [("Content-Type", "text/plain")])
            return [b"UTF-8, please.\n"]
        return answer(environ, start_response)

    return application


def without_body_for_head(
    answer: Callable[[dict, Callable], Iterable[bytes]],
) -> Callable[[dict, Callable], Iterable[bytes]]:
    """Answer HEAD with the headers of GET and no body (RFC 9110 9.3.2).

    Django leaves removing the body to the server, and gunicorn logs a warning each time.
    """

    def application(environ: dict, start_response: Callable) -> Iterable[bytes]:
        body = answer(environ, start_response)
        if environ["REQUEST_METHOD"] != "HEAD":
            return body
        if close := getattr(body, "close", None):
            close()
        return []

    return application


application = without_body_for_head(plainly_typed(get_wsgi_application()))
# Load all URLs now. The first mail would do so while holding the lock on a date, with others waiting for it.
_ = get_resolver().reverse_dict
