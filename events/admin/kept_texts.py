"""Texts that an organisation keeps to write to people with: made, changed and removed by its own people."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from events.models import EventPage, KeptText
from network.models import OrganisationPage
from network.permissions import organisations_of
from web.plain_text import plain

MOST_TEXTS = 100
"""Texts of one organisation. A list that is longer helps nobody."""
NAME_IS_TAKEN = gettext_lazy("Er is al een tekst met deze naam. Kies een andere naam.")


def organisation_for(user, page: EventPage) -> OrganisationPage | None:
    """Return the organisation whose texts ``user`` may use for ``page``: its own, or that of a co-organiser."""
    own = organisations_of(user)
    return own.filter(pk=page.organisation_id).first() or own.first()


def texts_of(organisation: OrganisationPage | None) -> QuerySet[KeptText]:
    return KeptText.objects.filter(organisation=organisation).order_by("name", "pk")


def keep(organisation: OrganisationPage, *, name: str, subject: str, words: str) -> bool:
    """Keep a text; one with the same name is replaced. Return False if there are too many already."""
    texts = texts_of(organisation)
    if texts.count() >= MOST_TEXTS and not texts.filter(name=name).exists():
        return False
    KeptText.objects.update_or_create(
        organisation=organisation, name=name, defaults={"subject": subject, "words": words}
    )
    return True


def too_many_words() -> str:
    return _("Er staan al %(number)s bewaarde teksten. Haal er eerst een weg.") % {"number": MOST_TEXTS}


class KeptTextForm(forms.ModelForm):
    class Meta:
        model = KeptText
        fields = ("name", "subject", "words")
        labels = {
            "name": gettext_lazy("Naam"),
            "subject": gettext_lazy("Onderwerp"),
            "words": gettext_lazy("Tekst"),
        }
        help_texts = {
            "name": gettext_lazy("Zo vind je hem terug. Bijvoorbeeld “Waar we parkeren”."),
            "subject": gettext_lazy("Dit mag leeg blijven."),
            "words": gettext_lazy("Zonder aanhef en groet: die staan al in elke mail. Schrijf geen namen van mensen."),
        }
        widgets = {"words": forms.Textarea(attrs={"rows": 8})}
        error_messages = {
            "name": {"required": gettext_lazy("Geef de tekst een naam.")},
            "words": {"required": gettext_lazy("Schrijf de tekst die je wilt bewaren.")},
        }

    def clean_name(self) -> str:
        name = " ".join(plain(self.cleaned_data["name"]).split())
        if not name:
            raise forms.ValidationError(_("Geef de tekst een naam."))
        same = KeptText.objects.filter(organisation=self.instance.organisation, name=name).exclude(pk=self.instance.pk)
        if same.exists():
            raise forms.ValidationError(NAME_IS_TAKEN)
        return name

    def clean_subject(self) -> str:
        return " ".join(plain(self.cleaned_data["subject"]).split())

    def clean_words(self) -> str:
        words = plain(self.cleaned_data["words"]).strip()
        if not words:
            raise forms.ValidationError(_("Schrijf de tekst die je wilt bewaren."))
        return words


class OrganisationTextsMixin(WagtailAdminTemplateMixin):
    header_icon = "mail"

    def dispatch(self, request, *args, **kwargs):
        self.organisation = get_object_or_404(OrganisationPage, id=kwargs["organisation_id"])
        if not organisations_of(request.user).filter(pk=self.organisation.pk).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def list_url(self) -> str:
        return reverse("events_kept_texts", args=[self.organisation.pk])

    def get_page_subtitle(self):
        return self.organisation.title

    def get_breadcrumbs_items(self):
        home = {"url": reverse("wagtailadmin_home"), "label": _("Home")}
        return [home, {"url": self.list_url, "label": _("Bewaarde teksten")}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(organisation=self.organisation, list_url=self.list_url, **kwargs)


class KeptTextsView(OrganisationTextsMixin, TemplateView):
    template_name = "events/admin/kept_texts.html"
    page_title = gettext_lazy("Bewaarde teksten")

    def get_context_data(self, **kwargs):
        return super().get_context_data(texts=texts_of(self.organisation), **kwargs)


class KeptTextView(OrganisationTextsMixin, FormView):
    """Form for a new text, or for one that is there, which it can remove too."""

    template_name = "events/admin/kept_text.html"
    form_class = KeptTextForm

    @cached_property
    def text(self) -> KeptText:
        if number := self.kwargs.get("text_id"):
            return get_object_or_404(KeptText, pk=number, organisation=self.organisation)
        return KeptText(organisation=self.organisation)

    @property
    def page_title(self):
        return self.text.name if self.text.pk else _("Nieuwe tekst")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": self.text}

    def get_context_data(self, **kwargs):
        return super().get_context_data(text=self.text, **kwargs)

    def post(self, request, *args, **kwargs):
        if "remove" in request.POST and self.text.pk:
            name = self.text.name
            self.text.delete()
            messages.success(request, _("“%(name)s” is weg.") % {"name": name})
            return redirect(self.list_url)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        if not self.text.pk and texts_of(self.organisation).count() >= MOST_TEXTS:
            form.add_error(None, too_many_words())
            return self.form_invalid(form)
        try:
            with transaction.atomic():
                form.save()
        except IntegrityError:  # a colleague kept one with this name just now
            form.add_error("name", NAME_IS_TAKEN)
            return self.form_invalid(form)
        messages.success(self.request, _("“%(name)s” is bewaard.") % {"name": form.instance.name})
        return redirect(self.list_url)
