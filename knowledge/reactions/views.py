"""Public forms of a practice: a question to its contact, a reaction, and the report of a reaction."""

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import User
from knowledge.identity import acts, limits, people
from knowledge.identity.roles import editors, is_maker
from knowledge.models import Contributor, PracticePage, ShownReaction
from knowledge.reactions import proofs, questions, rule
from knowledge.reactions.forms import AnswerForm, QuestionForm, ReactionForm, ReportForm
from knowledge.reactions.links import Moderator, own_path
from network.addresses import page_at
from web.numbers import row_id
from web.rate_limits import HOUR, Limit
from web.responses import private
from web.shown_again import shown_again, shows_typed_text, typed_data

MANY_MAILS = gettext_lazy("Er wacht al een aantal mails op dit adres. Kijk die eerst na, of wacht een uur.")
REPORTS_PER_ADDRESS = Limit(10, HOUR)


def practice_at(request: HttpRequest, path: str) -> PracticePage:
    """Return the practice that the visitor sees at ``path``. Raise Http404 for drafts, private and other pages."""
    request.shown_under = "/praktijken/"  # type: ignore[attr-defined]
    page = page_at(request, path)
    if not isinstance(page, PracticePage):
        raise Http404
    return page


@shows_typed_text
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, path: str) -> HttpResponse:
    """Ask the contact of the practice something. A guest confirms by mail first; a signed-in user's leaves at once."""
    page = practice_at(request, path)
    reach, known = questions.reach_of(page.pk), people.shown_as(request.user)
    context = {"page": page, "reach": reach, "known": known, "done": request.GET.get("gelukt", "")}
    if reach is None or context["done"]:
        return render(request, "knowledge/reactions/question.html", context)
    form = QuestionForm(typed_data(request), contributor=known)
    if request.method == "POST" and form.is_valid():
        email, name = who(form, known)
        limits.consume("vraag", request, email=email, per_address=questions.PER_ADDRESS)
        if known is not None:
            with transaction.atomic():
                made = questions.ask(page, person(request), name=name, words=form.cleaned_data["vraag"])
                questions.send(made)
            return HttpResponseRedirect("?gelukt=verstuurd")
        if not limits.may_mail(request, email):
            return refused(request)
        with transaction.atomic():
            asker = people.at_address(email, name=name)
            made = questions.ask(page, asker, name=name, words=form.cleaned_data["vraag"])
            acts.ask_to_confirm(proofs.QUESTION, made)
        return HttpResponseRedirect("?gelukt=bevestigen")
    context["form"] = form
    return render(request, "knowledge/reactions/question.html", context, status=422 if form.is_bound else 200)


@shows_typed_text
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reaction(request: HttpRequest, path: str) -> HttpResponse:
    """Send in a reaction. It is shown after approval only."""
    page = practice_at(request, path)
    known = people.shown_as(request.user)
    context = {"page": page, "known": known, "done": request.GET.get("gelukt", "")}
    if context["done"]:
        return render(request, "knowledge/reactions/reaction.html", context)
    form = ReactionForm(typed_data(request), contributor=known, initial={"werk": work_of(known)})
    if request.method == "POST" and form.is_valid():
        email, name = who(form, known)
        said = {"name": name, "work": form.cleaned_data["werk"], "words": form.cleaned_data["reactie"]}
        limits.consume("reactie", request, email=email, per_address=rule.PER_ADDRESS)
        if known is not None:
            with transaction.atomic():
                made = rule.send_in(page, person(request), **said)
                rule.confirm(made)
            return private(HttpResponseRedirect(f"{own_path(made)}?gelukt=ingestuurd"))
        if not limits.may_mail(request, email):
            return refused(request)
        with transaction.atomic():
            made = rule.send_in(page, people.at_address(email, name=name), **said)
            acts.ask_to_confirm(proofs.REACTION, made)
        return HttpResponseRedirect("?gelukt=bevestigen")
    context["form"] = form
    return render(request, "knowledge/reactions/reaction.html", context, status=422 if form.is_bound else 200)


@shows_typed_text
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, path: str, number: str) -> HttpResponse:
    """Report a reaction that the page shows. An address is not needed; with one, the reporter hears the decision."""
    page = practice_at(request, path)
    found = shown_on(page, number)
    context = {"page": page, "shown": found, "done": request.GET.get("gelukt", "")}
    if context["done"]:
        return render(request, "knowledge/reactions/report.html", context)
    if found is None:
        raise Http404
    form = ReportForm(typed_data(request))
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        limits.consume("melding", request, email=email, per_address=REPORTS_PER_ADDRESS)
        if email and not limits.may_mail(request, email):
            return refused(request)
        asked = [Moderator(editor=user) for user in editors().exclude(email="")]
        rule.report(found, asked, reason=form.cleaned_data["reden"], email=email)
        return HttpResponseRedirect("?gelukt=gemeld")
    context["form"] = form
    return render(request, "knowledge/reactions/report.html", context, status=422 if form.is_bound else 200)


@shows_typed_text
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, path: str, number: str) -> HttpResponse:
    """Answer a shown reaction as one of its makers, signed in. Nobody else sees this page."""
    page = practice_at(request, path)
    found, known = shown_on(page, number), people.shown_as(request.user)
    if found is None or known is None or known.pk is None or not is_maker(known, page.pk):
        raise Http404
    form = AnswerForm(typed_data(request), initial={"antwoord": found.answer})
    if request.method == "POST" and form.is_valid():
        limits.consume("antwoord", request)
        rule.answer(found, person(request), form.cleaned_data["antwoord"])
        return HttpResponseRedirect(f"{page.get_url(request)}#reacties")
    context = {"page": page, "shown": found, "form": form}
    return private(render(request, "knowledge/reactions/answer.html", context, status=422 if form.is_bound else 200))


def shown_on(page: PracticePage, number: str) -> ShownReaction | None:
    rows = ShownReaction.objects.select_related("reaction__contributor", "practice")
    return rows.filter(practice=page, pk=row_id(number)).first()


def person(request: HttpRequest) -> Contributor:
    """Return the contributor of the signed-in user, who has a verified address."""
    assert isinstance(request.user, User)
    found = people.of_user(request.user)
    assert found is not None
    return found


def who(form: QuestionForm | ReactionForm, known: Contributor | None) -> tuple[str, str]:
    """Return the address and the name of the person who fills in the form."""
    if known is not None:
        return known.email, known.name
    return form.cleaned_data["email"], form.cleaned_data["naam"]


def work_of(known: Contributor | None) -> str:
    if known is None:
        return ""
    return ", ".join(filter(None, [known.discipline.name if known.discipline else "", known.works_at]))[:120]


def refused(request: HttpRequest) -> HttpResponse:
    again = shown_again(request, str(MANY_MAILS), 409)
    assert again is not None  # each form here shows what was typed
    return again
