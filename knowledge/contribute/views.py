"""Views behind the link to a draft: the five steps, what is missing, the preview, and sending in."""

from collections.abc import Callable, Iterable
from functools import wraps
from itertools import chain
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from knowledge.contribute import drafts, filling, limits, links, previewing, rule, similar
from knowledge.contribute.policy import Action, Actor, may
from knowledge.contribute.progress import progress_of
from knowledge.contribute.steps import BY_SLUG, Step, StepForm, as_query, form_for
from knowledge.identity.limits import count_guess
from knowledge.models import Authorship, Draft
from web.numbers import small_number
from web.responses import private
from web.shown_again import shows_typed_text, typed_data

View = Callable[..., HttpResponse]
SECTION = "/praktijken/"


class Together:
    """Several forms on one page, for the summary of errors."""

    def __init__(self, *parts: forms.Form) -> None:
        self.parts = [part for part in parts if part.is_bound]
        self.errors = {f"{part.prefix}-{name}": errors for part in self.parts for name, errors in part.errors.items()}
        self.visible_fields = list(chain.from_iterable(part.visible_fields() for part in self.parts))
        self.non_field_errors = list(chain.from_iterable(part.non_field_errors() for part in self.parts))

    def is_valid(self) -> bool:
        return not self.errors


def under_practices(view: View) -> View:
    """Mark the section in the menu, and keep the page out of caches and search engines."""

    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        request.shown_under = SECTION  # type: ignore[attr-defined]
        return private(view(request, *args, **kwargs))

    return answer


def draft_or_404(request: HttpRequest, secret: str) -> Draft:
    draft = links.draft_from(secret)
    if draft is None:
        count_guess(request)
        raise Http404
    return draft


def step_or_404(slug: str) -> Step:
    if slug not in BY_SLUG:
        raise Http404
    return BY_SLUG[slug]


def holder_of(draft: Draft) -> Actor:
    return Actor(draft_id=draft.pk)


def typed_by(data: Any) -> dict[str, list[str]]:
    return {name: data.getlist(name) for name in data}


def labelled(form: forms.Form) -> list[tuple[str, str]]:
    return [(str(field.label), str(field.value())) for field in form if field.value()]


# -- Steps --------------------------------------------------------------------------------------------------------------


@shows_typed_text
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@under_practices
def step(request: HttpRequest, secret: str, slug: str) -> HttpResponse:
    draft, shown = draft_or_404(request, secret), step_or_404(slug)
    if request.method == "POST":
        return save(request, draft, shown)
    if not may(Action.WRITE, holder_of(draft), draft=draft):
        return HttpResponseRedirect(links.draft_path(draft))
    data = typed_data(request)
    return show_step(request, draft, shown, typed=typed_by(data) if data is not None else None)


def save(request: HttpRequest, draft: Draft, shown: Step) -> HttpResponse:
    """Keep what was typed, right or wrong, then go on if it is right."""
    limits.consume_save(draft)
    typed = typed_by(request.POST)
    version = small_number(request.POST.get("versie", ""), digits=9) or 0
    try:
        draft = drafts.save_step(draft.pk, holder_of(draft), shown, typed, version=version).draft
    except drafts.Clash as clash:
        return show_step(
            request, clash.draft, shown, typed=typed, status=409, clash=differences(clash.draft, shown, typed)
        )
    except drafts.Closed:
        context = {"draft": draft, "url": links.draft_path(draft), "typed": labelled(form_for(shown, typed))}
        return render(request, "knowledge/contribute/closed.html", context, status=409)
    except drafts.TooLarge:
        reason = _("Dit is samen te veel tekst. Maak het korter, of zet een deel in een bestand.")
        return show_step(request, draft, shown, typed=typed, status=413, notice=reason)
    if not Together(*parts_of(draft, shown)).is_valid():
        return show_step(request, draft, shown, status=422)
    if "blijf" in request.POST:
        anchor = request.POST["blijf"]
        known = {rows.name for rows in shown.form.rows}
        return HttpResponseRedirect(links.draft_path(draft, shown.slug) + (f"#{anchor}" if anchor in known else ""))
    return HttpResponseRedirect(links.draft_path(draft, shown.next.slug if shown.next else ""))


def parts_of(draft: Draft, shown: Step) -> list[forms.Form]:
    form = form_for(shown, draft.data, is_change=filling.is_change(draft))
    return [form, *(row for rows in form.rows for row in rows.forms_for(draft.data, empty=0))]


def differences(draft: Draft, shown: Step, typed: dict[str, list[str]]) -> list[dict[str, str]]:
    """Return both texts of each question that was saved differently elsewhere."""
    stored, mine = form_for(shown, draft.data), form_for(shown, typed)
    found = []
    for name, field in stored.fields.items():
        theirs, own = draft.data.get(name, []), typed.get(name, [])
        if [text.strip() for text in theirs if text.strip()] != [text.strip() for text in own if text.strip()]:
            found.append({"label": str(field.label), "theirs": _in_words(stored[name]), "mine": _in_words(mine[name])})
    return found


def _in_words(field: forms.BoundField) -> str:
    value = field.value()
    chosen = [str(value)] if isinstance(value, str | int) else [str(one) for one in value or []]
    choices = getattr(field.field, "choices", None)
    if choices is None:
        return ", ".join(chosen)
    return ", ".join(str(label) for key, label in choices if str(key) in chosen)


def show_step(
    request: HttpRequest,
    draft: Draft,
    shown: Step,
    *,
    typed: dict[str, list[str]] | None = None,
    status: int = 200,
    clash: Iterable[dict[str, str]] = (),
    notice: str = "",
    file_errors: Iterable[Any] = (),
) -> HttpResponse:
    owned = {name: values for name, values in typed.items() if shown.owns(name)} if typed is not None else None
    data = draft.data if owned is None else {**draft.data, **owned}
    form = shown.form(as_query(data), stored=data, is_change=filling.is_change(draft))
    groups = [{"rows": rows, "forms": rows.forms_for(data)} for rows in form.rows]
    bound = [row for group in groups for row in group["forms"] if row.is_bound]
    looks_for_errors = (status == 422 and not file_errors) or typed is not None
    if not looks_for_errors:
        _without_missing(form)
    context = {
        **frame(request, draft),
        "form": form,
        "groups": groups,
        "summary": Together(form, *bound),
        "step": shown,
        "clash": clash,
        "notice": notice,
        "file_errors": file_errors,
        "alike": similar.nearest(draft.title, but_for=draft.page_id)
        if shown.slug in {"wat", "aanpak"} and draft.page is None
        else [],
    }
    return render(request, "knowledge/contribute/step.html", context, status=status)


def _without_missing(form: StepForm) -> None:
    """Show no errors about what is empty to somebody who only opens the step."""
    for name, errors in list(form.errors.items()):
        if name in form.fields and any(error.code == "required" for error in errors.as_data()):
            del form.errors[name]


def frame(request: HttpRequest, draft: Draft) -> dict[str, Any]:
    """Return what every page of a draft shows: where it stands and until when the link works."""
    until = draft.saved_at + drafts.KEEP
    return {
        "draft": draft,
        "url": links.draft_path(draft),
        "is_change": filling.is_change(draft),
        "steps": [{"step": one.step, "state": one.state, "words": one.state_words, "url": links.draft_path(draft, one.step.slug)}
                  for one in progress_of(draft)],
        "address": draft.contributor.email,
        "until": until,
        "saved_words": saved_words(draft),
        "done": request.GET.get("gelukt", ""),
        "files": list(filling.files_of(draft)),
    }  # fmt: skip


def saved_words(draft: Draft) -> str:
    moment = timezone.localtime(draft.saved_at)
    if moment.date() == timezone.localdate():
        return _("om %(time)s uur") % {"time": date_format(moment, "H.i")}
    return _("op %(day)s") % {"day": date_format(moment, "j F")}


@never_cache
@require_POST
@under_practices
def autosave(request: HttpRequest, secret: str, slug: str) -> HttpResponse:
    """Save a step for the script. Its answer is the only ground on which the page says that something is kept."""
    draft, shown = draft_or_404(request, secret), step_or_404(slug)
    limits.consume_save(draft)
    version = small_number(request.POST.get("versie", ""), digits=9) or 0
    try:
        saved = drafts.save_step(draft.pk, holder_of(draft), shown, typed_by(request.POST), version=version).draft
    except drafts.Clash:
        words = _("Dit is ook ergens anders gewijzigd. Kies “Ga verder” om beide teksten te zien.")
        return JsonResponse({"words": words}, status=409)
    except drafts.Closed:
        return JsonResponse({"words": _("Dit wordt nu nagekeken. Haal het eerst terug.")}, status=409)
    except drafts.TooLarge:
        return JsonResponse({"words": _("Dit is samen te veel tekst. Maak het korter.")}, status=413)
    saved.refresh_from_db(fields=["saved_at"])
    return JsonResponse({"version": saved.version, "words": saved_words(saved)})


# -- Checking and sending in --------------------------------------------------------------------------------------------


@never_cache
@require_safe
@under_practices
def overview(request: HttpRequest, secret: str) -> HttpResponse:
    """Show where the draft stands: what is missing, or who looks at it."""
    return show_overview(request, draft_or_404(request, secret))


def show_overview(request: HttpRequest, draft: Draft, *, status: int = 200, notice: str = "") -> HttpResponse:
    found = progress_of(draft)
    submission = draft.submission
    context = {
        **frame(request, draft),
        "progress": found,
        "must": sum(bool(one.wrong) for one in found) + (draft.confirmed_at is None),
        "is_open": may(Action.WRITE, holder_of(draft), draft=draft),
        "submission": submission,
        "state": draft.state.value,
        "readers": [link.moderator for link in submission.links.select_related("moderator")] if submission else [],
        "notice": notice,
        "own_page": own_page_of(draft),
    }
    return render(request, "knowledge/contribute/overview.html", context, status=status)


def own_page_of(draft: Draft) -> str:
    if draft.page is None or not draft.page.live or draft.confirmed_at is None:
        return ""
    own = Authorship.objects.current().filter(practice=draft.page, contributor=draft.contributor).first()
    return links.author_path(own) if own else ""


@never_cache
@require_safe
@under_practices
def preview(request: HttpRequest, secret: str) -> HttpResponse:
    draft = draft_or_404(request, secret)
    return previewing.page_response(request, filling.filled(filling.base_of(draft), draft))


@never_cache
@require_POST
@under_practices
def submit(request: HttpRequest, secret: str) -> HttpResponse:
    draft = draft_or_404(request, secret)
    limits.consume_save(draft)
    try:
        rule.submit(draft.pk, holder_of(draft))
    except rule.NotAllowed:
        draft = draft_or_404(request, secret)
        words = "" if draft.confirmed_at else _("Bevestig eerst je adres. Klik op de knop in de mail.")
        return show_overview(request, draft, status=409, notice=words)
    except rule.NotComplete:
        return show_overview(request, draft, status=422, notice=_("Er moet nog iets ingevuld of korter."))
    return HttpResponseRedirect(f"{links.draft_path(draft)}?gelukt=ingestuurd")


@never_cache
@require_POST
@under_practices
def take_back(request: HttpRequest, secret: str) -> HttpResponse:
    draft = draft_or_404(request, secret)
    limits.consume_save(draft)
    try:
        rule.take_back(draft.pk, holder_of(draft))
    except rule.NotAllowed:
        return show_overview(request, draft_or_404(request, secret), status=409)
    return HttpResponseRedirect(f"{links.draft_path(draft)}?gelukt=terug")


@never_cache
@require_POST
@under_practices
def mail_again(request: HttpRequest, secret: str) -> HttpResponse:
    draft = draft_or_404(request, secret)
    limits.consume_mail(request, draft.contributor.email)
    drafts.mail_link(draft)
    return HttpResponseRedirect(f"{links.draft_path(draft)}?gelukt=mail")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@under_practices
def throw_away(request: HttpRequest, secret: str) -> HttpResponse:
    """Ask, then delete the draft by the button. Not while it is reviewed."""
    draft = draft_or_404(request, secret)
    if not may(Action.WRITE, holder_of(draft), draft=draft):
        return HttpResponseRedirect(links.draft_path(draft))
    if request.method != "POST":
        return render(request, "knowledge/contribute/throw_away.html", {"draft": draft, "url": links.draft_path(draft)})
    drafts.throw_away(draft.pk, holder_of(draft))
    return HttpResponseRedirect(f"{links.BASE}weg/")


@never_cache
@require_safe
@under_practices
def thrown_away(request: HttpRequest) -> HttpResponse:
    return render(request, "knowledge/contribute/thrown_away.html")


# -- The mailed link ----------------------------------------------------------------------------------------------------


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@under_practices
def go_on(request: HttpRequest, secret: str) -> HttpResponse:
    """Go on by the button of a mailed link, which proves the address. Opening it changes nothing: scanners do too."""
    draft = links.mailed_draft_from(secret)
    if draft is None:
        count_guess(request)
        return render(request, "knowledge/contribute/gone.html", status=404)
    if request.method == "POST":
        try:
            draft = drafts.confirm(draft.pk)
        except drafts.TooMany:
            return render(request, "knowledge/contribute/too_many.html", status=409)
        return HttpResponseRedirect(links.draft_path(draft))
    return render(request, "knowledge/contribute/go_on.html", {"draft": draft})
