"""Invitation codes of a meetup: making them, how often each was used, and withdrawing one."""

from django import forms
from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from events.admin.access import crumbs, date_that_matters, page_for
from events.admin.sharing import SharedAddress
from events.models import EventPage, InvitationCode
from events.models.invitations import LONGEST, MOST_USES, SHORTEST, canonical
from web.numbers import row_id
from web.plain_text import plain

MOST_CODES = 100


class UsesForm(forms.Form):
    most_uses = forms.IntegerField(
        label=gettext_lazy("Voor hoeveel mensen?"),
        min_value=1,
        max_value=MOST_USES,
        error_messages={
            "required": gettext_lazy("Vul in hoeveel mensen met deze code binnen mogen."),
            "invalid": gettext_lazy("Vul een getal in."),
            "min_value": gettext_lazy("Vul minstens 1 in."),
            "max_value": gettext_lazy("Meer dan %(limit_value)s kan niet."),
        },
    )


class CodeForm(UsesForm):
    label = forms.CharField(
        label=gettext_lazy("Voor wie is de code?"),
        required=False,
        max_length=80,
        help_text=gettext_lazy("Alleen voor jou en je collega’s. Bijvoorbeeld “Huisartsen Gageldonk”."),
    )
    code = forms.CharField(
        label=gettext_lazy("Wil je zelf een code kiezen?"),
        required=False,
        max_length=2 * LONGEST,
        help_text=gettext_lazy("Laat dit leeg, dan maken wij er een die niemand kan raden."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    field_order = ("label", "most_uses", "code")

    def clean_label(self) -> str:
        return " ".join(plain(self.cleaned_data["label"]).split())

    def clean_code(self) -> str:
        code = canonical(self.cleaned_data["code"])
        if code and not (SHORTEST <= len(code) <= LONGEST and code.isascii() and code.isalnum()):
            raise forms.ValidationError(
                _("Kies %(least)s tot %(most)s letters en cijfers, zonder bijzondere tekens.")
                % {"least": SHORTEST, "most": LONGEST}
            )
        return code


class CodesView(WagtailAdminTemplateMixin, FormView):
    """Screen with the codes of a meetup, and a form for a new one. Requires permission to edit the meetup."""

    template_name = "events/admin/codes.html"
    form_class = CodeForm
    page_title = gettext_lazy("Codes")
    header_icon = "key"
    event: EventPage

    def dispatch(self, request, *args, **kwargs):
        self.event = page_for(request.user, kwargs["page_id"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return self.event.title

    def get_breadcrumbs_items(self):
        edit = reverse("wagtailadmin_pages:edit", args=[self.event.pk])
        return crumbs((self.event.title, edit), (self.get_page_title(), ""))

    def get_initial(self):
        return {"most_uses": 1}

    @cached_property
    def codes(self) -> list[InvitationCode]:
        return list(InvitationCode.objects.filter(page=self.event.pk).with_used().order_by("-pk"))

    def rows(self) -> list[dict]:
        """Return each code with how far it is used, and the address that fills it in."""
        url = self.event.get_full_url() if self.event.live else ""
        return [
            {
                "code": code,
                "used": used_words(code),
                "shared": SharedAddress(f"{url}aanmelden/?code={code.code}") if url and not code.ended_at else None,
            }
            for code in self.codes
        ]

    def get_context_data(self, **kwargs):
        date = date_that_matters(self.event)
        return super().get_context_data(
            event=self.event,
            rows=self.rows(),
            needs_code=self.event.admission == EventPage.Admission.CODE,
            for_everybody=self.event.admission == EventPage.Admission.EVERYBODY,
            list_url=reverse("events_registrations", args=[date.pk]) if date else "",
            edit_url=reverse("wagtailadmin_pages:edit", args=[self.event.pk]),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        if number := row_id(request.POST.get("change", "")):
            return self.change(get_object_or_404(InvitationCode, page=self.event.pk, pk=number))
        return super().post(request, *args, **kwargs)

    def change(self, code: InvitationCode):
        """Withdraw ``code``, let it work again, or change the number of people that it admits."""
        if "end" in self.request.POST or "again" in self.request.POST:
            code.ended_at = timezone.now() if "end" in self.request.POST else None
            code.save(update_fields=["ended_at"])
            words = (
                _("%(code)s werkt niet meer. Wie al is aangemeld, blijft aangemeld.")
                if code.ended_at
                else _("%(code)s werkt weer.")
            )
            self.note(code, words)
            return redirect(self.request.path)
        form = UsesForm(self.request.POST)
        if form.is_valid():
            code.most_uses = form.cleaned_data["most_uses"]
            code.save(update_fields=["most_uses"])
            self.note(
                code,
                _("Met %(code)s kunnen nu %(number)s mensen binnen.") % {"code": "%(code)s", "number": code.most_uses},
            )
        else:
            messages.error(self.request, " ".join(form.errors["most_uses"]))
        return redirect(self.request.path)

    def note(self, code: InvitationCode, words: str) -> None:
        log(self.event, "events.code", user=self.request.user, data={"code": code.shown, "people": code.most_uses})
        messages.success(self.request, words % {"code": code.shown})

    def form_valid(self, form):
        if len(self.codes) >= MOST_CODES:
            form.add_error(None, _("Meer dan %(most)s codes kan niet.") % {"most": MOST_CODES})
            return self.form_invalid(form)
        answers = {name: value for name, value in form.cleaned_data.items() if value}
        try:
            with transaction.atomic():
                code = InvitationCode.objects.create(page=self.event, **answers)
        except IntegrityError:
            form.add_error("code", _("Deze code is er al. Kies een andere."))
            return self.form_invalid(form)
        self.note(code, _("De code is %(code)s."))
        return redirect(self.request.path)


def used_words(code: InvitationCode) -> str:
    words = ngettext("%(used)s van %(most)s persoon", "%(used)s van %(most)s mensen", code.most_uses)
    return words % {"used": code.used, "most": code.most_uses}
