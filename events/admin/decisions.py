"""Organisers' decisions about people on the list, one or several at once, and adding people by hand."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from django import forms
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView
from wagtail.admin import messages

from events.admin.dates import DateMixin
from events.admin.places_lines import free_line
from events.dates.availability import unavailable_reason
from events.models import EventDate, Registration, attendance
from events.registration import decisions, rule
from events.signup.disciplines import DisciplineField
from network.models import Discipline
from web.fields import LINK_IN_NAME, SendableEmailField
from web.names import looks_like_a_link, shown_name
from web.numbers import row_ids
from web.plain_text import plain

State = Registration.State


class NothingToSayForm(forms.Form):
    """Form with only a button."""


class DeclineForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Wil je er iets bij zeggen?"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Deze zin staat in de mail. Bijvoorbeeld: “Deze keer is er alleen plek voor wijkverpleegkundigen.”"
        ),
    )

    def clean_reason(self) -> str:
        return " ".join(plain(self.cleaned_data["reason"]).split())


class PromotionForm(forms.Form):
    """Reason for a promotion out of order, and consent to an extra place if that takes one."""

    reason = forms.CharField(
        label=gettext_lazy("Waarom?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy(
            "Dit staat in het logboek, voor jou en je collega’s. Bijvoorbeeld: “Zij is de spreker.”"
        ),
        error_messages={"required": gettext_lazy("Schrijf in één zin waarom deze persoon voorgaat.")},
    )
    extra_place = forms.BooleanField(label=gettext_lazy("Maak een extra plek"), required=False)

    def clean_reason(self) -> str:
        return " ".join(plain(self.cleaned_data["reason"]).split())


@dataclass(frozen=True)
class Choice:
    """Decision that can be made about people in ``states``."""

    title: str
    button: str
    explains: str
    states: tuple[Registration.State, ...]
    apply: Callable[..., Registration]
    form: type[forms.Form] = NothingToSayForm
    is_serious: bool = False


CHOICES = {
    "goedkeuren": Choice(
        gettext_lazy("Keur goed"),
        gettext_lazy("Keur goed"),
        gettext_lazy("Wie een plek krijgt, hoort dat meteen per mail. Is het vol, dan komt iemand op de wachtlijst."),
        (State.REQUESTED, State.DECLINED),
        decisions.approve,
    ),
    "afwijzen": Choice(
        gettext_lazy("Keur niet goed"),
        gettext_lazy("Keur niet goed"),
        gettext_lazy("Er gaat meteen een mail uit, met een vriendelijke zin en wat jij erbij schrijft."),
        (State.REQUESTED,),
        decisions.decline,
        DeclineForm,
        is_serious=True,
    ),
    "voorgaan": Choice(
        gettext_lazy("Laat voorgaan"),
        gettext_lazy("Geef deze plek"),
        gettext_lazy("Zo gaat iemand voor op wie eerder was. Dat komt met je reden in het logboek."),
        (State.WAITING, State.OFFERED),
        decisions.promote_by_hand,
        PromotionForm,
    ),
    "afmelden": Choice(
        gettext_lazy("Meld af"),
        gettext_lazy("Meld af"),
        gettext_lazy("Er gaat meteen een mail uit. Wachten er mensen, dan krijgt de eerste op de lijst de plek."),
        Registration.LIVE,
        decisions.cancel_for,
        is_serious=True,
    ),
}


def ways_for(known: Registration) -> list[dict[str, str]]:
    """Return the decisions available for one person, as label and URL. Cancelling is only a bulk action."""
    if known.confirmed_at is None:
        return []
    return [
        {"label": choice.title, "url": f"{reverse('events_decide', args=[known.date_id, slug])}?wie={known.pk}"}
        for slug, choice in CHOICES.items()
        if known.state in choice.states and slug != "afmelden"
    ]


class DecideView(DateMixin, FormView):
    """View that shows the people concerned, asks what is needed, and decides for all of them or for none."""

    template_name = "events/admin/decide.html"

    def dispatch(self, request, *args, **kwargs):
        if kwargs["what"] not in CHOICES:
            raise Http404
        self.choice = CHOICES[kwargs["what"]]
        self.page_title = self.choice.title
        return super().dispatch(request, *args, **kwargs)

    def get_form_class(self):
        return self.choice.form

    @cached_property
    def chosen(self) -> list[Registration]:
        """Ticked registrations of this date that the decision applies to, in order of submission."""
        asked = self.request.POST if self.request.method == "POST" else self.request.GET
        ids = row_ids(asked.getlist("wie"))
        found = Registration.objects.filter(date=self.kwargs["date_id"], pk__in=ids, state__in=self.choice.states)
        if self.choice.apply is not decisions.cancel_for:
            found = found.filter(confirmed_at__isnull=False)
        return list(found.select_related("person", "booking").order_by("pk"))

    @cached_property
    def free(self) -> dict[str, int | None]:
        """Return the number of free places for each way of attending."""
        return {way: rule.free_places(self.date, way) for way in self.date.ways}

    @property
    def needed(self) -> int:
        """Number of extra places that promoting all of them would take now."""
        waiting = Counter(self.date.way_of(known.attendance) for known in self.chosen if known.state == State.WAITING)
        return sum(max(0, number - free) for way, number in waiting.items() if (free := self.free[way]) is not None)

    def render_to_response(self, context, **kwargs):
        if gone := unavailable_reason(self.date, timezone.now()):
            messages.warning(self.request, gone)
        elif not self.chosen:
            messages.warning(self.request, _("Vink eerst aan om wie het gaat, en kies dan wat je wilt doen."))
        else:
            return super().render_to_response(context, **kwargs)
        return redirect(self.list_url)

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        if "extra_place" in form.fields and self.needed:
            form.fields["extra_place"].label = ngettext(
                "Maak een extra plek voor deze persoon", "Maak %(number)s extra plekken voor deze mensen", self.needed
            ) % {"number": self.needed}
        elif "extra_place" in form.fields and not form.is_bound:
            del form.fields["extra_place"]
        return form

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            choice=self.choice,
            chosen=self.chosen,
            free_line=free_line(self.date, self.free),
            needed=self.needed,
            without_mail=[known.person.name for known in self.chosen if not known.person.email],
            **kwargs,
        )

    def form_valid(self, form):
        if not self.chosen:
            return self.render_to_response({})
        try:
            with transaction.atomic():
                done = [self.choice.apply(known, by=self.request.user, **form.cleaned_data) for known in self.chosen]
        except decisions.NoPlace:
            form.add_error(
                "extra_place",
                _("Het is vol. Vink dit aan als er echt iemand extra bij kan. Anders wacht iedereen op zijn beurt."),
            )
            return self.form_invalid(form)
        except (decisions.Refused, rule.RegistrationClosed) as reason:
            messages.error(self.request, str(reason))
            return redirect(self.list_url)
        messages.success(self.request, " ".join(outcome(done)))
        return redirect(self.list_url)


def outcome(done: list[Registration]) -> list[str]:
    """Return the outcome in sentences, and the names of people without an address, who got no mail."""
    words = {
        State.CONFIRMED: ngettext_later("%(number)s persoon heeft een plek.", "%(number)s mensen hebben een plek."),
        State.WAITING: ngettext_later(
            "%(number)s persoon staat op de wachtlijst.", "%(number)s mensen staan op de wachtlijst."
        ),
        State.DECLINED: ngettext_later(
            "%(number)s persoon is niet goedgekeurd.", "%(number)s mensen zijn niet goedgekeurd."
        ),
        State.CANCELLED: ngettext_later("%(number)s persoon is afgemeld.", "%(number)s mensen zijn afgemeld."),
    }
    found = [say(number) for state, say in words.items() if (number := sum(known.state == state for known in done)) > 0]
    if silent := [known.person.name for known in done if not known.person.email]:
        found.append(_("Zelf laten weten, want zonder e-mailadres: %(names)s.") % {"names": ", ".join(silent)})
    return found


def ngettext_later(one: str, more: str) -> Callable[[int], str]:
    return lambda number: ngettext(one, more, number) % {"number": number}


# -- Adding by hand ----------------------------------------------------------------------------------------------------


def offer_attendance(field: forms.ChoiceField, full_ways: list[str]) -> None:
    full = _("(vol: achteraan op de wachtlijst)")
    field.choices = [
        (value, f"{str(label).capitalize()} {full if value in full_ways else ''}".strip())
        for value, label in attendance.OF_A_PERSON
    ]


class AddForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Naam"),
        max_length=120,
        error_messages={"required": gettext_lazy("Vul een naam in.")},
    )
    email = SendableEmailField(
        label=gettext_lazy("E-mailadres"),
        required=False,
        max_length=254,
        help_text=gettext_lazy(
            "Geen eigen adres? Laat dit leeg. Dan krijgt iemand geen mail, maar kun je de link geven."
        ),
        error_messages={"invalid": gettext_lazy("Het adres is nog niet af. Controleer het deel na de @.")},
    )
    organisation = forms.CharField(label=gettext_lazy("Organisatie"), required=False, max_length=120)
    discipline = DisciplineField(label=gettext_lazy("Discipline"), required=False)
    attendance = forms.ChoiceField(
        label=gettext_lazy("Hoe doet deze persoon mee?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies op de plek of online.")},
    )
    remark = forms.CharField(
        label=gettext_lazy("Wil je er iets bij noteren?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy(
            "Dit staat bij de naam in de lijst. De persoon kan het lezen. Bijvoorbeeld “Belde op, 0164 123456”."
        ),
    )
    extra_place = forms.BooleanField(label=gettext_lazy("Maak een extra plek voor deze persoon"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("Waarom een extra plek?"),
        required=False,
        max_length=300,
        help_text=gettext_lazy(
            "Dit staat in het logboek, voor jou en je collega’s. Bijvoorbeeld: “Zij is de spreker.”"
        ),
    )

    def __init__(self, *args, date: EventDate, full_ways: list[str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if date.is_hybrid:
            offer_attendance(cast("forms.ChoiceField", self.fields["attendance"]), full_ways)
        else:
            del self.fields["attendance"]
        discipline = cast("DisciplineField", self.fields["discipline"])
        discipline.load()
        discipline.choices = [("", _("Weet ik niet")), *list(discipline.choices)[1:]]
        # An extra place requested while the date was full stays in the form, even if a place has come free since.
        if not full_ways and not self.data.get("extra_place"):
            del self.fields["extra_place"], self.fields["reason"]

    def clean_name(self) -> str:
        name = shown_name(self.cleaned_data["name"])
        if not name:
            raise forms.ValidationError(_("Vul een naam in."))
        if looks_like_a_link(name):
            raise forms.ValidationError(LINK_IN_NAME)
        return name

    def clean_organisation(self) -> str:
        return shown_name(self.cleaned_data["organisation"])

    def clean_remark(self) -> str:
        return plain(self.cleaned_data["remark"]).strip()

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        cleaned["reason"] = " ".join(plain(cleaned.get("reason", "")).split())
        if cleaned.get("extra_place") and not cleaned["reason"] and "reason" not in self.errors:
            self.add_error("reason", _("Schrijf in één zin waarom er een extra plek bij komt."))
        return cleaned


class AddView(DateMixin, FormView):
    template_name = "events/admin/add_person.html"
    form_class = AddForm
    page_title = gettext_lazy("Zet iemand op de lijst")

    @cached_property
    def full_ways(self) -> list[str]:
        """Ways of attending without a free place."""
        return [way for way in self.date.ways if rule.free_places(self.date, way) == 0]

    @property
    def is_full(self) -> bool:
        return len(self.full_ways) == len(self.date.ways)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "date": self.date, "full_ways": self.full_ways}

    def get_context_data(self, **kwargs):
        return super().get_context_data(is_full=self.is_full, **kwargs)

    def render_to_response(self, context, **kwargs):
        if gone := unavailable_reason(self.date, timezone.now()):
            messages.warning(self.request, gone)
            return redirect(self.list_url)
        return super().render_to_response(context, **kwargs)

    def form_valid(self, form):
        discipline: Discipline | None = form.cleaned_data["discipline"]
        try:
            made, is_new = decisions.add_by_hand(
                self.date, by=self.request.user, **{**form.cleaned_data, "discipline": discipline}
            )
        except rule.RegistrationClosed as reason:
            messages.error(self.request, str(reason))
            return redirect(self.list_url)
        name = made.person.name
        if not is_new:
            messages.warning(self.request, _("%(name)s staat al op de lijst. Er is niets veranderd.") % {"name": name})
        elif made.state == State.CONFIRMED:
            messages.success(self.request, _("%(name)s heeft een plek.") % {"name": name})
        else:
            words = _("Het is vol. %(name)s staat op plek %(position)s van de wachtlijst.")
            messages.success(self.request, words % {"name": name, "position": made.place_in_line()})
        return redirect(self.list_url if made.person.email else reverse("events_person", args=[self.date.pk, made.pk]))


def can_decide(date: EventDate) -> bool:
    return not unavailable_reason(date, timezone.now())
