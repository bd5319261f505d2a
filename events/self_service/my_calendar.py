"""Personal calendar over HTTP: the feed at its secret address, and pages to create, renew and revoke the address."""

from hashlib import sha256

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from events import rate_limits
from events.feeds import personal_feed
from events.feeds.views import MAX_AGE
from events.links import registration_path
from events.privacy import retention
from events.self_service.calendar_mail import mail_address
from events.self_service.views import registration_or_404
from freshness.response_cache import CachedResponse
from web.responses import private

UNLISTED = {"X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer"}


@csrf_exempt
@require_safe
def personal_calendar(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Serve the feed to anyone who has the address. No shared cache may store it, no search engine may list it."""
    feed = personal_feed.feed_from(secret)
    if feed is None and not personal_feed.is_ours(secret):
        raise Http404
    if feed is None:
        return gone()
    if feed.ended_at is None:
        body = personal_feed.body_of(feed)
        etag, changed = feed.etag, feed.changed_at
        if request.method == "GET":  # after a HEAD the program still has what it had
            personal_feed.note_fetch(feed, request.headers.get("User-Agent", ""))
    elif personal_feed.has_notice(feed):
        body, changed = personal_feed.notice_of(feed), feed.ended_at
        etag = sha256(body).hexdigest()[:32]
    else:
        return gone()
    headers = {
        "Content-Type": "text/calendar; charset=utf-8",
        "Content-Disposition": 'inline; filename="mijn-aanmeldingen.ics"',
        "Cache-Control": f"private, max-age={MAX_AGE}",
        "Vary": "Accept-Encoding",
        **UNLISTED,
    }
    response = CachedResponse(body, etag, headers, changed=int(changed.timestamp())).respond(request)
    assert response is not None  # there is a body
    return response


def gone() -> HttpResponse:
    return HttpResponse(status=410, content_type="text/plain; charset=utf-8", headers=UNLISTED)


# -- With an account ---------------------------------------------------------------------------------------------------


@login_required
def my_calendar(request: HttpRequest) -> HttpResponse:
    """Create, renew or revoke the address of the signed-in user. A GET leads to the page with the buttons."""
    if request.method != "POST":
        return private(redirect("/mijn/#abonneer"))
    match request.POST.get("actie"):
        case "maken":
            personal_feed.open_feed(request.user)
        case "vernieuwen":
            rate_limits.consume("renew", email=request.user.email)
            personal_feed.rotate(request.user)
        case "stoppen":
            personal_feed.revoke(request.user)
    return private(redirect("/mijn/#abonneer"))


# -- Without an account ------------------------------------------------------------------------------------------------


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def guest_calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """Create, renew or revoke a guest's address, from behind a registration's link.

    The address itself goes by mail, since others may have that link too.
    """
    registration = registration_or_404(request, secret)
    person = registration.person
    here = f"{registration_path(registration)}agenda/"
    may_have_one = person.confirmed_at is not None and bool(person.email) and person.anonymised_at is None
    if request.method == "POST" and may_have_one:
        rate_limits.consume("renew", request=request, email=person.email)
        match request.POST.get("actie"):
            case "mailen":
                mail_address(personal_feed.open_feed(person))
                here += "?gelukt=gemaild"
            case "vernieuwen":
                mail_address(personal_feed.rotate(person))
                here += "?gelukt=vernieuwd"
            case "stoppen":
                personal_feed.revoke(person)
                here += "?gelukt=gestopt"
        return private(redirect(here))
    feed = personal_feed.feed_for(person)
    context = {
        "back_url": registration_path(registration),
        "may_have_one": may_have_one,
        "feed": feed,
        "keep": retention.words(retention.KEEP),
        "fetch_lines": personal_feed.fetch_lines(feed) if feed else [],
        "done": request.GET.get("gelukt", "") if request.method != "POST" else "",
    }
    return private(render(request, "events/own_calendar.html", context))
