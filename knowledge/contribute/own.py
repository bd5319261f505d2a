"""Practices of a person, as rows at ``/mijn/``, and the form for lost links."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from knowledge.contribute import letters, limits, links
from knowledge.contribute.author_forms import LostLinkForm
from knowledge.contribute.policy import actor_of
from knowledge.contribute.views import under_practices
from knowledge.models import Authorship, Contributor, Draft, PracticePage, Standing, Submission
from web.shown_again import shows_typed_text, typed_data

State = Draft.State
TONES = {State.CHANGES_ASKED: "warning", State.PUBLISHED: "success", State.REFUSED: "danger"}


@dataclass(frozen=True)
class OwnPractice:
    title: str
    url: str
    words: str
    """State in words."""
    tone: str = ""


def own_practices(user: User | AnonymousUser) -> list[OwnPractice]:
    """Return what a signed-in user writes, wrote, or may write with their organisation. As many queries for any number."""
    actor = actor_of(user)
    if actor.user is None:
        return []
    rows: list[OwnPractice] = []
    shown: set[int] = set()
    if actor.contributor is not None:
        rows += map(_of_draft, unfinished(actor.contributor).filter(confirmed_at__isnull=False))
        authorships = list(authorships_of(actor.contributor))
        rows += map(_of_authorship, authorships)
        shown = {one.practice_id for one in authorships}
    shared = PracticePage.objects.live().filter(is_shared=True, organisation__group__user=actor.user)
    rows += [
        OwnPractice(page.title, links.practice_path(page.pk), str(_("je mag meeschrijven met je organisatie")))
        for page in shared.exclude(pk__in=shown).order_by("title").distinct()
    ]
    return rows


def unfinished(contributor: Contributor) -> QuerySet[Draft]:
    """Return the person's drafts that are not on the site yet, the newest first."""
    drafts = Draft.objects.filter(contributor=contributor).exclude(submission__state=Submission.State.APPROVED)
    return drafts.select_related("submission", "contributor", "page").order_by("-saved_at")


def authorships_of(contributor: Contributor) -> QuerySet[Authorship]:
    theirs = Authorship.objects.current().filter(contributor=contributor, practice__live=True)
    return theirs.select_related("practice__standing", "contributor").order_by("practice__title")


def _of_draft(draft: Draft) -> OwnPractice:
    return OwnPractice(draft.title, links.draft_path(draft), str(draft.state.label), TONES.get(draft.state, ""))


def _of_authorship(authorship: Authorship) -> OwnPractice:
    standing: Standing | None = getattr(authorship.practice, "standing", None)
    is_asked = standing is not None and standing.asked_at is not None
    words = _("klopt het nog?") if is_asked else _("staat op de site")
    tone = "warning" if is_asked else "success"
    return OwnPractice(authorship.practice.title, links.author_path(authorship), str(words), tone)


@shows_typed_text
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@under_practices
def lost_link(request: HttpRequest) -> HttpResponse:
    """Mail the links to all practices of an address. The answer does not tell if there are any."""
    form = LostLinkForm(typed_data(request))
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        limits.consume_mail(request, email)
        contributor = Contributor.objects.filter(email=email).first()
        if contributor is not None:
            again = f"{timezone.now():%Y%m%d%H%M}"
            letters.your_links(contributor, unfinished(contributor), authorships_of(contributor), again=again)
        return HttpResponseRedirect(f"{links.BASE}link/verstuurd/")
    return render(request, "knowledge/contribute/lost_link.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@require_safe
@under_practices
def link_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "knowledge/contribute/link_sent.html")
