"""Pages behind a mailed link: a moderator decides, and a writer looks back and withdraws. A GET changes nothing."""

from typing import NoReturn

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from knowledge.identity import limits
from knowledge.identity.roles import is_maker
from knowledge.models import Reaction, ReactionReport, ShownReaction
from knowledge.reactions import links, rule
from knowledge.reactions.forms import AnswerForm, DeclineForm, OutcomeForm
from web.responses import private
from web.shown_again import shows_typed_text, typed_data


def refuse(request: HttpRequest) -> NoReturn:
    limits.count_guess(request)
    raise Http404


def gone(request: HttpRequest) -> HttpResponse:
    return private(render(request, "knowledge/reactions/link_ended.html", status=410))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own_reaction(request: HttpRequest, secret: str) -> HttpResponse:
    """Show the writer where the reaction is, and take it away by the button."""
    found = links.own_reaction(secret)
    if found is None:
        return gone(request) if links.is_signed(secret) else refuse(request)
    if request.method == "POST":
        rule.withdraw(found)
        return private(HttpResponseRedirect(f"{request.path}?gelukt=weg"))
    context = {"reaction": found, "done": request.GET.get("gelukt", ""), "State": Reaction.State}
    context["shown"] = ShownReaction.objects.filter(reaction=found).first()
    return private(render(request, "knowledge/reactions/own_reaction.html", context))


@shows_typed_text
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def moderate(request: HttpRequest, secret: str) -> HttpResponse:
    """Show a moderator what waits, and decide by a button. A link that ended says so (410)."""
    link = links.link_behind(secret)
    if link is None:
        return gone(request) if links.is_signed(secret) else refuse(request)
    opened = links.opened(link)
    if opened is None:
        return gone(request)
    return _report(request, opened) if opened.report else _reaction(request, opened)


def _reaction(request: HttpRequest, opened: links.Opened) -> HttpResponse:
    reaction, moderator = opened.reaction, opened.moderator
    assert reaction is not None
    maker = is_maker(moderator.contact, reaction.practice_id)
    shown = ShownReaction.objects.filter(reaction=reaction).select_related("practice", "reaction__contributor").first()
    action = request.POST.get("actie", "") if typed_data(request) is not None else ""
    declining = DeclineForm(typed_data(request) if action == "afwijzen" else None)
    initial = {"antwoord": shown.answer if shown else ""}
    answering = AnswerForm(typed_data(request) if action in {"plaatsen", "antwoorden"} else None, initial=initial)
    if request.method == "POST":
        try:
            if action == "plaatsen" and answering.is_valid():
                rule.approve(reaction, moderator, answer=answering.cleaned_data["antwoord"])
                return private(HttpResponseRedirect("?gelukt=geplaatst"))
            if action == "afwijzen" and declining.is_valid():
                rule.decline(reaction, moderator, words=declining.cleaned_data["reden"])
                return private(HttpResponseRedirect("?gelukt=afgewezen"))
            if action == "antwoorden" and shown and answering.is_valid():
                rule.answer(shown, moderator.contact, answering.cleaned_data["antwoord"])
                return private(HttpResponseRedirect("?gelukt=geantwoord"))
        except rule.DecidedAlready:
            return private(HttpResponseRedirect("?gelukt=al-besloten"))
    context = {
        "reaction": reaction, "page": reaction.practice, "shown": shown, "declining": declining, "answering": answering,
        "form": declining if declining.errors else answering, "may_answer": maker, "works_for": links.WORKS_FOR.days,
        "until": opened.link.made_at + links.WORKS_FOR, "done": request.GET.get("gelukt", ""), "State": Reaction.State,
    }  # fmt: skip
    status = 422 if declining.errors or answering.errors else 200
    return private(render(request, "knowledge/reactions/moderate.html", context, status=status))


def _report(request: HttpRequest, opened: links.Opened) -> HttpResponse:
    report, editor = opened.report, opened.moderator.editor
    assert report is not None
    assert editor is not None
    action = request.POST.get("actie", "") if typed_data(request) is not None else ""
    form = OutcomeForm(typed_data(request) if action else None, removes=action == "weghalen")
    if request.method == "POST" and action in {"weghalen", "laten-staan"} and form.is_valid():
        try:
            rule.decide_report(report, editor, remove=action == "weghalen", words=form.cleaned_data["uitleg"])
        except rule.DecidedAlready:
            return private(HttpResponseRedirect("?gelukt=al-besloten"))
        return private(HttpResponseRedirect("?gelukt=besloten"))
    context = {
        "report": report, "page": report.practice, "form": form, "until": opened.link.made_at + links.WORKS_FOR,
        "done": request.GET.get("gelukt", ""), "Outcome": ReactionReport.Outcome,
        "is_gone": report.reaction is None or report.reaction.state != Reaction.State.APPROVED,
        "decided_by": links.name_of(report.decided_by),
    }  # fmt: skip
    return private(
        render(request, "knowledge/reactions/decide_report.html", context, status=422 if form.errors else 200)
    )
