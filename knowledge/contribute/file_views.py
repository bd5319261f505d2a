"""Views of files: adding and dropping them in a draft, and three ways to get one: page, draft, review."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from knowledge.contribute import attachments, drafts, limits, links, policy, review
from knowledge.contribute.attachments import MOST_TOGETHER, Problem
from knowledge.contribute.inspecting import MB
from knowledge.contribute.policy import Action
from knowledge.contribute.steps import STEPS
from knowledge.contribute.views import draft_or_404, holder_of, show_step, under_practices
from knowledge.models import Attachment, Draft, PracticePage
from network.addresses import page_at
from web.numbers import row_id, small_number
from web.shown_again import is_from_here

FILES = STEPS[-1]
AROUND = MB
"""Octets of a submission besides its files."""


@never_cache
@csrf_exempt
@require_POST
@under_practices
def upload(request: HttpRequest, secret: str) -> HttpResponse:
    """Take files. Judged by its length before any of it is read; only then the token, which is in the body, is checked."""
    draft = draft_or_404(request, secret)
    length = small_number(request.META.get("CONTENT_LENGTH") or "0", digits=18) or 0
    if length > MOST_TOGETHER + AROUND:
        words = _("Samen is dit meer dan 40 MB. Kies minder bestanden tegelijk.")
        return with_problems(request, draft, [Problem(_("Te groot"), words)], status=413)
    if not is_from_here(request):
        raise Http404
    limits.consume_upload(request, draft)
    answer: HttpResponse = _upload(request, draft)
    return answer


@csrf_protect
def _upload(request: HttpRequest, draft: Draft) -> HttpResponse:
    chosen = request.FILES.getlist("nieuw")
    try:
        problems = attachments.add(draft.pk, holder_of(draft), chosen)
    except drafts.Closed:
        return HttpResponseRedirect(links.draft_path(draft))
    if not chosen:
        problems = [Problem(_("Geen bestand"), _("Kies eerst een bestand."))]
    if problems:
        return with_problems(request, draft, problems, status=422)
    return HttpResponseRedirect(f"{links.draft_path(draft, FILES.slug)}#bestanden")


def with_problems(request: HttpRequest, draft: Draft, problems: list[Problem], *, status: int) -> HttpResponse:
    return show_step(request, draft, FILES, status=status, file_errors=problems)


@never_cache
@require_POST
@under_practices
def drop(request: HttpRequest, secret: str, number: str) -> HttpResponse:
    draft = draft_or_404(request, secret)
    limits.consume_save(draft)
    try:
        attachments.drop(draft.pk, holder_of(draft), row_id(number) or 0)
    except drafts.Closed:
        return HttpResponseRedirect(links.draft_path(draft))
    return HttpResponseRedirect(f"{links.draft_path(draft, FILES.slug)}#bestanden")


@never_cache
@require_safe
def of_draft(request: HttpRequest, secret: str, number: str) -> HttpResponseBase:
    """Hand out a file to the people who write the draft."""
    draft = draft_or_404(request, secret)
    found = draft.attachments.filter(pk=row_id(number)).first()
    if found is None or not policy.may(Action.READ_DRAFT, holder_of(draft), draft=draft):
        raise Http404
    return attachments.response(request, found, is_public=False)


@never_cache
@require_safe
def of_review(request: HttpRequest, secret: str, number: str) -> HttpResponseBase:
    """Hand out a file of the version in review to its moderator."""
    opened = review.opened(request, secret)
    if isinstance(opened, HttpResponse):
        return opened
    shown = {row.attachment_id for row in opened.submission.revision.as_object().files.all()}
    found = Attachment.objects.filter(pk=row_id(number)).first()
    if found is None or found.pk not in shown:
        raise Http404
    return attachments.response(request, found, is_public=False)


@require_safe
def of_page(request: HttpRequest, path: str, number: str, name: str) -> HttpResponseBase:
    """Hand out a file that the page shows to everybody, under any name."""
    page = page_at(request, path)
    if not isinstance(page, PracticePage) or not page.is_open_to_all:
        raise Http404
    found = Attachment.objects.filter(pk=row_id(number), shown_on__practice=page.pk).first()
    if found is None:
        raise Http404
    return attachments.response(request, found, is_public=True)
