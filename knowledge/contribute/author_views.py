"""Somebody's own page about a practice: does it still hold, change it, who writes it, and one's own name on it.

Reached by the mailed link of an author, or by account. Opening it changes nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from knowledge.contribute import authors, confirming, drafts, letters, limits, links, policy, rule
from knowledge.contribute.author_forms import AddForm, CreditForm, PersonForm, StopForm
from knowledge.contribute.policy import Action, Actor, actor_of, may
from knowledge.contribute.views import under_practices
from knowledge.identity import people
from knowledge.identity.limits import count_guess
from knowledge.models import Authorship, Draft, PracticePage, Standing
from knowledge.practices.completeness import missing
from web.numbers import row_id
from web.shown_again import shows_typed_text, typed_data

FORMS: dict[str, type[forms.Form]] = {
    "naam": CreditForm,
    "erbij": AddForm,
    "overdragen": PersonForm,
    "gestopt": StopForm,
}


@dataclass(frozen=True)
class Opened:
    """Page of one person about one practice. Without an authorship it is that of a colleague or an editor."""

    request: HttpRequest
    practice: PracticePage
    actor: Actor
    path: str
    authorship: Authorship | None


@shows_typed_text
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@under_practices
def by_link(request: HttpRequest, secret: str) -> HttpResponse:
    authorship = links.authorship_from(secret)
    if authorship is None:
        count_guess(request)
        return render(request, "knowledge/contribute/gone.html", status=404)
    actor = Actor(contributor=authorship.contributor)
    return answer(Opened(request, authorship.practice, actor, links.author_path(authorship), authorship))


@shows_typed_text
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@under_practices
def by_account(request: HttpRequest, number: str) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect(f"{reverse('account_login')}?next={request.path}")
    practice = PracticePage.objects.filter(pk=row_id(number)).first()
    actor = actor_of(request.user)
    if practice is None or not (may(Action.CONFIRM, actor, practice=practice) or policy.is_author(actor, practice)):
        raise Http404
    own = None
    if actor.contributor is not None:
        own = policy.authors_of(practice).filter(contributor=actor.contributor).select_related("contributor").first()
    return answer(Opened(request, practice, actor, links.practice_path(practice.pk), own))


def answer(opened: Opened) -> HttpResponse:
    request = opened.request
    if request.method != "POST":
        return show(opened)
    limits.consume_act(opened.practice)
    if opened.authorship is not None:
        authors.accept(opened.authorship)
    action = request.POST.get("doe", "")
    form = FORMS[action](request.POST, auto_id=f"{action}_%s") if action in FORMS else None
    if form is not None and not form.is_valid():
        return show(opened, status=422, wrong={action: form})
    act = (ACTS if opened.authorship is None else {**ACTS, **OWN_ACTS}).get(action)
    if act is None:
        return show(opened, status=409, notice=_("Dat kan nu niet."))
    try:
        return act(opened, form.cleaned_data if form is not None else {})
    except authors.NotPossible as refused:
        return show(opened, status=409, notice=str(refused))
    except (rule.NotAllowed, rule.NotComplete, drafts.Closed):
        return show(opened, status=409, notice=_("Dat kan nu niet."))


# -- Acts of everybody who may open the page ----------------------------------------------------------------------------


def confirm(opened: Opened, answers: dict) -> HttpResponse:
    if not confirming.confirm(opened.practice, opened.actor):
        raise authors.NotPossible(_("Dat kan nu niet."))
    return done(opened, "bevestigd")


def change(opened: Opened, answers: dict) -> HttpResponse:
    return HttpResponseRedirect(links.draft_path(drafts.open_change(opened.practice, with_contributor(opened))))


def stop(opened: Opened, answers: dict) -> HttpResponse:
    """Send in that it stopped, with the reason. An editor approves it like any change."""
    actor = with_contributor(opened)
    draft = drafts.open_change(opened.practice, actor)
    if draft.state not in policy.OPEN:
        raise drafts.Closed
    drafts.tell_stopped(draft.pk, actor, reason=answers["reason"], month=f"{timezone.localdate():%Y-%m}")
    rule.submit(draft.pk, actor)
    return done(opened, "gestopt")


def add(opened: Opened, answers: dict) -> HttpResponse:
    limits.consume_mail(opened.request, answers["email"])
    own = opened.authorship
    by = (own.credit_name or own.contributor.name) if own else letters.name_of(opened.actor.user)
    authors.add(
        opened.practice, opened.actor, name=answers["name"], email=answers["email"], by=by,
        role=Authorship.Role(answers["role"]),
    )  # fmt: skip
    return done(opened, "erbij")


# -- Acts of the author about themselves --------------------------------------------------------------------------------


def name_self(opened: Opened, answers: dict) -> HttpResponse:
    authors.name_self(own_of(opened), name=answers["credit_name"], work=answers["credit_work"])
    return done(opened, "naam")


def answer_questions(opened: Opened, answers: dict) -> HttpResponse:
    authors.answer_questions(own_of(opened), wanted=opened.request.POST.get("wil") == "ja")
    return done(opened, "vragen")


def hand_over(opened: Opened, answers: dict) -> HttpResponse:
    own = own_of(opened)
    limits.consume_mail(opened.request, answers["email"])
    authors.hand_over(own, opened.actor, name=answers["name"], email=answers["email"])
    own.refresh_from_db()
    return left(opened) if own.until else done(opened, "overgedragen")


def leave(opened: Opened, answers: dict) -> HttpResponse:
    authors.leave(own_of(opened), opened.actor)
    return left(opened)


Act = Callable[[Opened, dict], HttpResponse]
ACTS: dict[str, Act] = {"bevestig": confirm, "wijzig": change, "gestopt": stop, "erbij": add}
OWN_ACTS: dict[str, Act] = {"naam": name_self, "vragen": answer_questions, "overdragen": hand_over, "weg": leave}


def own_of(opened: Opened) -> Authorship:
    assert opened.authorship is not None
    return opened.authorship


def done(opened: Opened, what: str) -> HttpResponse:
    return HttpResponseRedirect(f"{opened.path}?gelukt={what}")


def left(opened: Opened) -> HttpResponse:
    return render(opened.request, "knowledge/contribute/author_left.html", {"practice": opened.practice})


def with_contributor(opened: Opened) -> Actor:
    """Return the actor with a contributor, which a colleague may not have yet."""
    if opened.actor.contributor is not None:
        return opened.actor
    return Actor(user=opened.actor.user, contributor=people.of_user(opened.request.user))


def show(
    opened: Opened, *, status: int = 200, notice: str = "", wrong: dict[str, forms.Form] | None = None
) -> HttpResponse:
    practice, own, request = opened.practice, opened.authorship, opened.request
    data = typed_data(request) if request.method != "POST" else None
    again = data.get("doe", "") if data is not None else ""
    initial = {}
    if own is not None:
        initial["naam"] = {"credit_name": own.credit_name or own.contributor.name, "credit_work": own.credit_work}
    shown = {
        name: (wrong or {}).get(name)
        or form(data if again == name else None, auto_id=f"{name}_%s", initial=initial.get(name))
        for name, form in FORMS.items()
    }
    draft = Draft.objects.filter(page=practice).select_related("submission").first()
    everybody = Authorship.objects.current().filter(practice=practice)
    may_write = policy.is_writer(opened.actor, draft, practice)
    context = {
        "practice": practice,
        "own": own,
        "forms": shown,
        "notice": notice,
        "done": request.GET.get("gelukt", ""),
        "standing": Standing.objects.filter(practice=practice).first(),
        "is_asked": confirming.is_asked(practice),
        "draft_state": draft.state.value if draft else "",
        "may_write": may_write,
        "missing": missing(practice) if may_write and practice.live else [],
        "may_hand_over": may(Action.HAND_OVER, opened.actor, practice=practice),
        "people": list(
            everybody.select_related("contributor", "hands_over_to__contributor").order_by("role", "sort_order", "pk")
        ),
    }
    return render(request, "knowledge/contribute/author.html", context, status=status)
