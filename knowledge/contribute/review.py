"""A moderator's page behind a secret link: look, approve, ask for changes, refuse, or hand on.

Looking changes nothing. The link belongs to one moderator and one version, signs nobody in and opens no other page.
"""

from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from knowledge.contribute import comparing, letters, links, policy, previewing, rule, similar
from knowledge.contribute.policy import Actor
from knowledge.contribute.views import under_practices
from knowledge.identity import roles
from knowledge.identity.limits import count_guess
from knowledge.models import PracticePage, ReviewLink, Submission
from knowledge.models.review import WordsForm
from web.plain_text import plain
from web.prose import to_html
from web.rate_limits import TEN_MINUTES, Attempt, Limit, seconds_to_wait
from web.responses import TooManyRequests
from web.shown_again import shows_typed_text, typed_data

State = Submission.State
DECIDED = Limit(60, TEN_MINUTES)
DEAD = {
    State.APPROVED: gettext_lazy("Dit is al goedgekeurd"),
    State.CHANGES_ASKED: gettext_lazy("Er is al om een wijziging gevraagd"),
    State.REFUSED: gettext_lazy("Dit is al afgewezen"),
    State.WITHDRAWN: gettext_lazy("De schrijver haalde dit terug"),
    State.OVERTAKEN: gettext_lazy("Er kwam een andere versie"),
}


class AskForm(WordsForm):
    def clean_comment(self) -> str:
        return plain(self.cleaned_data["comment"])


class RefuseForm(AskForm):
    comment = forms.CharField(
        label=gettext_lazy("Waarom niet?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("De schrijver leest dit letterlijk."),
        error_messages={"required": gettext_lazy("Schrijf waarom. Zonder uitleg snapt de schrijver het niet.")},
    )


class HandOnForm(forms.Form):
    to = forms.ModelChoiceField(
        label=gettext_lazy("Aan wie?"), queryset=User.objects.none(), empty_label=gettext_lazy("Kies een redacteur"),
        error_messages={
            "required": gettext_lazy("Kies een redacteur."),
            "invalid_choice": gettext_lazy("Kies een redacteur uit de lijst."),
        },
    )  # fmt: skip
    note = forms.CharField(
        label=gettext_lazy("Wat wil je erbij zeggen?"), required=False, max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": gettext_lazy("Houd het korter dan 500 tekens.")},
    )  # fmt: skip

    def __init__(self, *args, but_for: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = roles.editors().exclude(pk=but_for.pk)
        self.fields["to"].label_from_instance = lambda user: user.get_full_name() or user.email

    def clean_note(self) -> str:
        return plain(self.cleaned_data["note"])


@dataclass(frozen=True)
class Opened:
    """A link that works."""

    link: ReviewLink
    submission: Submission
    practice: PracticePage
    moderator: User


def opened(request: HttpRequest, secret: str) -> Opened | HttpResponse:
    """Return what the link opens, or the page that says why it opens nothing."""
    link = links.review_from(secret)
    if link is None:
        count_guess(request)
        return render(request, "knowledge/contribute/gone.html", status=404)
    submission = link.submission
    if not policy.is_editor(Actor(user=link.moderator), submission.practice):
        return render(request, "knowledge/contribute/review_dead.html", {"reason": "editor"}, status=410)
    if not submission.is_waiting:
        return decided(request, submission)
    if links.is_past(link) or link.used_at:
        return render(request, "knowledge/contribute/review_dead.html", {"reason": "past"}, status=410)
    return Opened(link, submission, submission.practice, link.moderator)


def decided(request: HttpRequest, submission: Submission, *, done: bool = False) -> HttpResponse:
    """Say kindly who decided what, and when."""
    by = submission.decided_by
    context = {
        "heading": DEAD[State(submission.state)],
        "submission": submission,
        "by": letters.name_of(by) if by else "",
        "page_url": submission.practice.url if submission.practice.live else "",
        "done": done,
    }
    return render(request, "knowledge/contribute/review_decided.html", context, status=200 if done else 409)


@shows_typed_text
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@under_practices
def review(request: HttpRequest, secret: str) -> HttpResponse:
    found = opened(request, secret)
    if isinstance(found, HttpResponse):
        return found
    if request.method == "POST":
        return decide(request, found, secret)
    return show(request, found)


def show(request: HttpRequest, found: Opened, *, status: int = 200, **shown: forms.Form) -> HttpResponse:
    submission, practice = found.submission, found.practice
    version = submission.revision.as_object()
    previous = previous_version(submission)
    changes, same = comparing.differences(previous, version)
    data = typed_data(request) if not shown else None
    action = data.get("besluit", "") if data is not None else ""
    context = {
        "link": found.link,
        "until": found.link.made_at + links.REVIEW_FOR,
        "submission": submission,
        "practice": practice,
        "version": version,
        "writer": submission.contributor,
        "who": letters.who(submission.contributor),
        "earlier": letters.earlier(submission),
        "changes": changes if previous else [],
        "same": same,
        "answers": [(label, to_html(text)) for label, text in comparing.texts_of(version).items() if text],
        "has_previous": previous is not None,
        "files": [row.attachment for row in version.files.all()],
        "alike": similar.nearest(version.title, but_for=practice.pk),
        "ask": shown.get("ask") or AskForm(data if action == "vragen" else None, auto_id="vraag_%s"),
        "refuse": shown.get("refuse") or RefuseForm(data if action == "afwijzen" else None, auto_id="nee_%s"),
        "hand_on": shown.get("hand_on") or HandOnForm(data if action == "doorgeven" else None, but_for=found.moderator, auto_id="door_%s"),
        "handed_on": request.GET.get("gelukt") == "doorgegeven",
    }  # fmt: skip
    return render(request, "knowledge/contribute/review.html", context, status=status)


def previous_version(submission: Submission) -> PracticePage | None:
    """Return what the moderators know already: the page on the site, or the last version that was looked at."""
    if submission.practice.live:
        return PracticePage.objects.get(pk=submission.practice_id)
    before = (
        submission.practice.submissions.filter(pk__lt=submission.pk, state=State.CHANGES_ASKED).order_by("-pk").first()
    )
    return before.revision.as_object() if before else None


def decide(request: HttpRequest, found: Opened, secret: str) -> HttpResponse:
    """Do what the button says. Whatever it says, the version is that of the link."""
    if seconds := seconds_to_wait(Attempt("review", str(found.link.pk), DECIDED)):
        raise TooManyRequests(seconds)
    submission, moderator = found.submission, found.moderator
    try:
        match request.POST.get("besluit", ""):
            case "goedkeuren":
                submission = rule.approve(submission.pk, moderator)
            case "vragen":
                ask = AskForm(request.POST, auto_id="vraag_%s")
                if not ask.is_valid():
                    return show(request, found, status=422, ask=ask)
                submission = rule.ask_for_changes(submission.pk, moderator, ask.cleaned_data["comment"])
            case "afwijzen":
                refuse = RefuseForm(request.POST, auto_id="nee_%s")
                if not refuse.is_valid():
                    return show(request, found, status=422, refuse=refuse)
                submission = rule.refuse(submission.pk, moderator, refuse.cleaned_data["comment"])
            case "doorgeven":
                form = HandOnForm(request.POST, but_for=moderator, auto_id="door_%s")
                if not form.is_valid():
                    return show(request, found, status=422, hand_on=form)
                rule.hand_on(submission.pk, form.cleaned_data["to"], by=moderator, note=form.cleaned_data["note"])
                return HttpResponseRedirect(f"{links.review_path(found.link)}?gelukt=doorgegeven")
            case _:
                return show(request, found, status=422)
    except rule.AlreadyDecided as earlier:
        return decided(request, earlier.submission)
    except rule.NotAllowed:
        return render(request, "knowledge/contribute/review_dead.html", {"reason": "editor"}, status=410)
    ReviewLink.objects.filter(pk=found.link.pk).update(used_at=timezone.now())
    return decided(request, submission, done=True)


@never_cache
@require_safe
@under_practices
def preview(request: HttpRequest, secret: str) -> HttpResponse:
    """Show the version as the page will look."""
    found = opened(request, secret)
    if isinstance(found, HttpResponse):
        return found
    return previewing.page_response(request, found.submission.revision.as_object())
