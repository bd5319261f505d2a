"""Page behind somebody's own link where they choose their sessions."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from events.conference.enrolment import Round, Unchoosable, choose, may_choose, rounds_for
from events.links import registration_path
from events.models import Registration
from events.registration import rule
from events.self_service.views import registration_or_404, registration_to_change_or_404
from web.numbers import row_id
from web.responses import private


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose_sessions(request: HttpRequest, secret: str) -> HttpResponse:
    """Show the rounds to anyone with the link; only the button changes something."""
    if request.method != "POST":
        found = _of_a_conference(registration_or_404(request, secret))
        return private(_page(request, found, rounds_for(found)))
    found = _of_a_conference(registration_to_change_or_404(request, secret))
    rounds = rounds_for(found)
    typed = {
        one.round.id: request.POST[f"ronde-{one.round.id}"] for one in rounds if f"ronde-{one.round.id}" in request.POST
    }
    try:
        changed = choose(found, {pk: row_id(value) if value else None for pk, value in typed.items()})
    except Unchoosable as refused:
        return private(_page(request, found, rounds_for(found), typed=typed, refused=refused))
    except rule.RegistrationClosed:
        return private(HttpResponseRedirect(registration_path(found)))
    done = "bewaard" if changed else "hetzelfde"
    return private(HttpResponseRedirect(f"{registration_path(found)}sessies/?gelukt={done}"))


def _of_a_conference(found: Registration) -> Registration:
    if not may_choose(found):
        raise Http404
    return found


def _page(
    request: HttpRequest,
    found: Registration,
    rounds: list[Round],
    *,
    typed: dict[int, str] | None = None,
    refused: Unchoosable | None = None,
) -> HttpResponse:
    shown = [
        {
            "of": one,
            "ticked": (typed or {}).get(one.round.id, str(one.chosen or "")),
            "error": refused.words if refused and refused.round == one.round.id else "",
        }
        for one in rounds
    ]
    context = {
        "registration": found,
        "conference": found.date.page,
        "rounds": shown,
        "back_url": registration_path(found),
        "done": request.GET.get("gelukt", ""),
        "refused": refused,
    }
    return render(request, "conference/choose.html", context, status=422 if refused else 200)
