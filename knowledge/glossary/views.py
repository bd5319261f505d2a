"""“Stel een begrip voor”: a form at its own address, because pages of the site are cached for everybody."""

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from knowledge.glossary import suggesting
from knowledge.glossary.forms import SuggestionForm
from knowledge.identity import limits, people
from knowledge.models import TermIndexPage, TermPage
from network.visibility import open_to_all
from web.plain_text import plain
from web.rate_limits import HOUR, Limit
from web.responses import TooManyRequests, private
from web.shown_again import shows_typed_text, typed_data

PER_ADDRESS = Limit(10, HOUR)


@shows_typed_text
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def suggest(request: HttpRequest) -> HttpResponse:
    """Show the form, or take a suggestion. ``?begrip=<slug>`` is about that term."""
    about = asked_term(request)
    contributor = people.of_user(request.user)
    form = SuggestionForm(typed_data(request), contributor=contributor, about=about)
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        email = contributor.email if contributor else cleaned["email"]
        limits.consume("term", request, email=email, per_address=PER_ADDRESS)
        if contributor is None and not limits.may_mail(request, email):
            raise TooManyRequests(HOUR)
        with transaction.atomic():
            suggesting.suggest(
                contributor or people.at_address(email, name=cleaned["naam"]),
                name=contributor.name if contributor else cleaned["naam"],
                word=about.title if about else cleaned["begrip"],
                words=cleaned["uitleg"],
                about=about,
                is_proven=contributor is not None,
            )
        return private(redirect("thanks_for_term" if contributor else "term_sent"))
    context = {"form": form, "about": about}
    return private(render(request, "knowledge/suggest_term.html", context, status=422 if form.errors else 200))


def asked_term(request: HttpRequest) -> TermPage | None:
    """Return the term in the address, or None for a new one. Raises Http404 if the site has no begrippenlijst."""
    index = open_to_all(TermIndexPage.objects.all()).first()
    if index is None:
        raise Http404
    slug = plain(request.GET.get("begrip", ""))
    return open_to_all(TermPage.objects.child_of(index)).filter(slug=slug).first() if slug else None


@never_cache
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    return private(render(request, "knowledge/term_sent.html"))


@never_cache
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    return private(render(request, "knowledge/term_thanks.html"))
