import os
from collections.abc import Callable, Iterable

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from config.translations import merge_catalogs

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def plainly_typed(answer: Callable[[dict, Callable], Iterable[bytes]]) -> Callable[[dict, Callable], Iterable[bytes]]:
    """Refuses a Content-Type whose parameter names a character set of its own (RFC 2231), as no browser writes it.

    Django decodes it before any middleware can say no, and an unknown one is an error there.
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
    """Answers HEAD with the headers that GET gets, and nothing after them (RFC 9110 9.3.2).

    Django leaves what the view wrote for the server to drop, and gunicorn writes a warning for each.
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
merge_catalogs()
# All addresses now, and not with the first mail: that is written under the lock on a date, and others would wait for it.
_ = get_resolver().reverse_dict
