"""Suggestions for the begrippenlijst: the list that waits, and one suggestion with its two answers."""

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages

from accounts.models import User
from knowledge.glossary import suggesting
from knowledge.models import TermIndexPage, TermSuggestion
from network.permissions import works_for_organisations_only
from web.plain_text import plain

MOST_DECIDED = 20


def edits_terms(user: User | AnonymousUser) -> bool:
    """Return whether ``user`` may publish terms."""
    if works_for_organisations_only(user):
        return False
    index = TermIndexPage.objects.first()
    return index is not None and index.permissions_for_user(user).can_publish_subpage()


class EditorsOnly:
    """Mixin that refuses users who may not publish terms."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not edits_terms(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class TermSuggestionsView(EditorsOnly, TemplateView):
    template_name = "knowledge/admin/term_suggestions.html"

    def get_context_data(self, **kwargs):
        rows = TermSuggestion.objects.select_related("about", "term", "decided_by")
        return {
            **super().get_context_data(**kwargs),
            "page_title": _("Voorgestelde begrippen"),
            "header_icon": "openquote",
            "waiting": rows.to_decide(),
            "decided": rows.decided()[:MOST_DECIDED],
        }


class AnswerForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("Wil je er iets bij zeggen?"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Deze woorden staan in de mail aan wie het voorstelde. Zeg je nee? Schrijf dan waarom."),
    )

    def __init__(self, *args, is_refusal: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.is_refusal = is_refusal

    def clean_words(self) -> str:
        words = plain(self.cleaned_data["words"]).strip()
        if self.is_refusal and not words:
            raise forms.ValidationError(_("Schrijf in één zin waarom niet. Wie het voorstelde, wil dat graag weten."))
        return words


class TermSuggestionView(EditorsOnly, TemplateView):
    """Show one suggestion, and take the answer. Somebody else's answer is shown instead of a second one."""

    template_name = "knowledge/admin/term_suggestion.html"
    form: AnswerForm | None = None

    @cached_property
    def row(self) -> TermSuggestion:
        rows = TermSuggestion.objects.filter(confirmed_at__isnull=False)
        return get_object_or_404(rows.select_related("about", "term", "decided_by"), pk=self.kwargs["suggestion_id"])

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        is_refusal = "decline" in request.POST
        self.form = AnswerForm(request.POST, is_refusal=is_refusal)
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data(**kwargs), status=422)
        answer = suggesting.decline if is_refusal else suggesting.accept
        try:
            row = answer(self.row.pk, by=request.user, words=self.form.cleaned_data["words"])
        except suggesting.AlreadyDecided:
            messages.warning(request, _("Hierover is al besloten. Er is niets veranderd."))
            return redirect("knowledge_term_suggestion", self.row.pk)
        messages.success(request, _("Je antwoord is onderweg naar %(name)s.") % {"name": row.typed_name})
        if draft := row.term or (row.about if not is_refusal else None):
            return redirect("wagtailadmin_pages:edit", draft.pk)
        return redirect("knowledge_term_suggestions")

    def get_context_data(self, **kwargs):
        return {
            **super().get_context_data(**kwargs),
            "page_title": self.row.word,
            "header_icon": "openquote",
            "row": self.row,
            "form": self.form or AnswerForm(),
            "list_url": reverse("knowledge_term_suggestions"),
        }
