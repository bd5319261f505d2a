"""Writing to people at a meetup: whom, what, how the first of them gets it, and only then the mails."""

import hashlib
import uuid
from typing import NamedTuple

from django import forms
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.log_actions import log

from events.admin.dates import DateMixin
from events.admin.kept_texts import keep, organisation_for, texts_of, too_many_words
from events.admin.state_labels import is_off
from events.admin.writing_preview import names_of, preview_of
from events.mail import mailing
from events.mail.audience import Audience, Reach
from events.models import EventDate, Mailing, Registration
from events.models.mailings import MOST_NAME, MOST_SUBJECT, MOST_WORDS
from outbox.letter import Mailbox
from web.addresses import sendable_or_nothing
from web.numbers import row_id, row_ids, small_number
from web.plain_text import plain
from web.rate_limits import DAY, HOUR, Attempt, Limit, seconds_to_wait, take_back

To = Mailing.To
THIS, AHEAD = "deze", "komende"
LIMITS = (Limit(20, HOUR), Limit(60, DAY))
"""Limits on mailings and trials by one organiser. A copied password must not reach everybody all day."""
CONTACT, OWN = "contact", "ik"


class Choice(NamedTuple):
    """Group of people to write to, with the number of them."""

    value: str
    number: int
    label: str
    hint: str


class WriteForm(forms.Form):
    to = forms.ChoiceField(choices=To)
    dates = forms.ChoiceField(choices=[(THIS, ""), (AHEAD, "")], required=False)
    subject = forms.CharField(
        label=gettext_lazy("Onderwerp"),
        max_length=MOST_SUBJECT,
        error_messages={"required": gettext_lazy("Schrijf een onderwerp. Dat zien mensen als eerste.")},
    )
    words = forms.CharField(
        label=gettext_lazy("Je bericht"),
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy(
            "De aanhef, je groet, de dag, de plek en de link om af te melden staan er al omheen. Een adres als"
            " www.voorbeeld.nl wordt vanzelf een link. Schrijf geen namen van bewoners."
        ),
        error_messages={"required": gettext_lazy("Schrijf eerst je bericht.")},
    )
    answers = forms.ChoiceField(label=gettext_lazy("Antwoorden komen bij"), choices=[])
    copy = forms.BooleanField(required=False)

    def __init__(self, *args, answers: dict[str, Mailbox], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answers"].choices = [(name, f"{box.name}, {box.email}") for name, box in answers.items()]

    def clean_subject(self) -> str:
        subject = " ".join(plain(self.cleaned_data["subject"]).split())
        if not subject:
            raise forms.ValidationError(self.fields["subject"].error_messages["required"])
        return subject

    def clean_words(self) -> str:
        words = plain(self.cleaned_data["words"]).strip()
        if not words:
            raise forms.ValidationError(self.fields["words"].error_messages["required"])
        return words


class WriteView(DateMixin, FormView):
    """Form with the preview beside it. Nothing is sent that was not shown: ``seen`` is a digest of what the preview showed."""

    template_name = "events/admin/write.html"
    form_class = WriteForm
    page_title = gettext_lazy("Schrijf een mail")
    header_icon = "mail"

    # What is asked

    @property
    def asked(self):
        return self.request.POST if self.request.method == "POST" else self.request.GET

    @cached_property
    def chosen(self) -> list[int]:
        """Ids of the ticked registrations of this date."""
        ids = row_ids(self.asked.getlist("wie"))
        return list(Registration.objects.filter(date=self.date, pk__in=ids).order_by("pk").values_list("pk", flat=True))

    @cached_property
    def dates_ahead(self) -> list[EventDate]:
        """Return the coming dates of the meetup, if there are others than this one."""
        ahead = mailing.dates_ahead(self.date.page)
        return ahead if any(date.pk != self.date.pk for date in ahead) else []

    @cached_property
    def to(self) -> To:
        asked = self.asked.get("to", "")
        if asked in To.values and (asked != To.CHOSEN or self.chosen):
            return To(asked)
        if self.chosen:
            return To.CHOSEN
        return next((to for to in To if self.here.reach(to).people), To.COMING)

    @cached_property
    def is_of_all(self) -> bool:
        is_asked = self.asked.get("dates") == AHEAD and self.to != To.CHOSEN
        return is_asked and bool(self.dates_ahead)

    @cached_property
    def here(self) -> Audience:
        return Audience([self.date])

    @cached_property
    def ahead(self) -> Audience:
        return Audience(self.dates_ahead)

    @property
    def audience(self) -> Audience:
        return self.ahead if self.is_of_all else self.here

    @cached_property
    def reach(self) -> Reach:
        return self.audience.reach(self.to, self.chosen)

    @cached_property
    def answers(self) -> dict[str, Mailbox]:
        """Return the mailboxes that answers can go to, the contact of the meetup first."""
        page, user = self.date.page, self.request.user
        found = {}
        if contact := sendable_or_nothing(page.contact_email):
            found[CONTACT] = Mailbox(page.contact_name or page.organisation_name, contact)
        if not contact or contact.lower() != user.email.lower():
            found[OWN] = Mailbox(user.get_full_name() or page.organisation_name, user.email)
        return found

    @property
    def copy_to(self) -> Mailbox:
        return next(iter(self.answers.values()))

    @cached_property
    def organisation(self):
        return organisation_for(self.request.user, self.date.page)

    # The form

    def get_initial(self):
        initial = {"to": self.to, "dates": THIS, "copy": True, "answers": next(iter(self.answers))}
        number = row_id(self.request.GET.get("van", ""))
        if number and (earlier := Mailing.objects.filter(pk=number, page=self.date.page_id).first()):
            initial |= {"subject": earlier.subject, "words": earlier.words}
        return initial

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "answers": self.answers}

    @property
    def key(self) -> uuid.UUID:
        try:
            return uuid.UUID(self.request.POST.get("key", ""))
        except ValueError:
            return uuid.uuid4()

    def post(self, request, *args, **kwargs):
        form = self.get_form()
        if number := request.POST.get("use"):
            return self.use(number)
        if "send" in request.POST or "trial" in request.POST or "keep" in request.POST:
            return self.form_valid(form) if form.is_valid() else self.form_invalid(form)
        return self.show(form)

    def show(self, form, **context):
        """Show the form as it was typed, without complaints about what is still empty."""
        again = WriteForm(answers=self.answers, initial={name: form.data.get(name, "") for name in form.fields})
        return self.render_to_response(self.get_context_data(form=again, **context))

    def use(self, number: str):
        """Put a kept text into the form, after what was typed."""
        typed = self.request.POST.copy()
        text = texts_of(self.organisation).filter(pk=row_id(number)).first()
        if text:
            typed["subject"] = typed.get("subject", "").strip() or text.subject
            typed["words"] = "\n\n".join(filter(None, [plain(typed.get("words", "")).strip(), text.words]))
        return self.show(WriteForm(typed, answers=self.answers))

    def form_valid(self, form):
        answers = form.cleaned_data
        text = mailing.Text(answers["subject"], answers["words"], self.answers[answers["answers"]])
        if "keep" in self.request.POST:
            return self.keep(form, text)
        if "trial" in self.request.POST:
            return self.try_out(form, text)
        if not self.reach.people:
            form.add_error(None, _("Er is nu niemand om deze mail aan te sturen. Kies andere mensen."))
            return self.form_invalid(form)
        if self.request.POST.get("seen") != self.digest(form):
            return self.show(form, asks_again=True)
        return self.send(form, text)

    def form_invalid(self, form, *, status: int = 200):
        return self.render_to_response(self.get_context_data(form=form), status=status)

    # What happens

    def send(self, form, text: mailing.Text):
        attempts = self.attempts()
        if seconds := seconds_to_wait(*attempts):
            return self.refuse(form, seconds)
        copy_to = self.copy_to if form.cleaned_data["copy"] else None
        try:
            sent = mailing.send(
                self.audience, self.reach, text, to=self.to, key=self.key, by=self.request.user, copy_to=copy_to
            )
        except mailing.AlreadySent:
            take_back(*attempts)
            messages.info(self.request, _("Deze mail is al verstuurd. Er is geen tweede gegaan."))
            return redirect(self.list_url)
        log(self.date.page, "events.mailing", user=self.request.user, data={"number": sent.number})
        messages.success(self.request, " ".join(self.outcome(sent)))
        return redirect("events_mailing", sent.pk)

    def outcome(self, sent: Mailing) -> list[str]:
        words = ngettext("De mail gaat naar 1 persoon.", "De mail gaat naar %(number)s mensen.", sent.number)
        found = [words % {"number": sent.number}]
        shown = small_number(self.request.POST.get("number", ""), digits=6)
        if shown is not None and shown != sent.number:
            found.append(
                ngettext(
                    "Toen je keek was het er 1: er is net iemand bij gekomen of afgemeld.",
                    "Toen je keek waren het er %(number)s: er is net iemand bij gekomen of afgemeld.",
                    shown,
                )
                % {"number": shown}
            )
        if self.reach.without_address:
            names = ", ".join(known.person.name for known in names_of(self.reach.without_address))
            found.append(_("Zelf laten weten, want zonder e-mailadres: %(names)s.") % {"names": names})
        return found

    def try_out(self, form, text: mailing.Text):
        if seconds := seconds_to_wait(*self.attempts()):
            return self.refuse(form, seconds)
        user = self.request.user
        mailing.send_trial(self.date, text, to=Mailbox(user.get_full_name(), user.email))
        words = _("Er gaat een proef naar %(email)s. Verder krijgt niemand nog iets.")
        messages.success(self.request, words % {"email": user.email})
        return self.show(form)

    def keep(self, form, text: mailing.Text):
        name = " ".join(plain(self.request.POST.get("kept_name", "")).split())[:MOST_NAME]
        if self.organisation is None:
            messages.error(self.request, _("Je kunt hier geen tekst bewaren."))
        elif not name:
            messages.error(self.request, _("Geef de tekst een naam. Bijvoorbeeld “Waar we parkeren”."))
        elif not keep(self.organisation, name=name, subject=text.subject, words=text.words):
            messages.error(self.request, too_many_words())
        else:
            messages.success(self.request, _("“%(name)s” is bewaard voor jou en je collega’s.") % {"name": name})
        return self.show(form)

    def attempts(self) -> list[Attempt]:
        return [Attempt("write to people", f"user {self.request.user.pk}", limit) for limit in LIMITS]

    def refuse(self, form, seconds: int):
        minutes = max(1, round(seconds / 60))
        words = ngettext(
            "Je hebt nu veel mails achter elkaar verstuurd. Wacht nog %(minutes)s minuut. Je tekst staat er nog.",
            "Je hebt nu veel mails achter elkaar verstuurd. Wacht nog %(minutes)s minuten. Je tekst staat er nog.",
            minutes,
        )
        form.add_error(None, words % {"minutes": minutes})
        return self.form_invalid(form, status=429)

    # What is shown

    def values(self, form) -> dict:
        source = form.data if form.is_bound else form.initial
        return {name: source.get(name, "") for name in form.fields}

    def digest(self, form) -> str:
        """Return a digest of what the preview shows: text, people and where answers go."""
        value = self.values(form)
        parts = [plain(str(value[name])).strip() for name in ("subject", "words", "answers")]
        shown = [*parts, self.to, str(self.is_of_all), *map(str, self.chosen if self.to == To.CHOSEN else [])]
        return hashlib.sha256("\0".join(shown).encode()).hexdigest()[:32]

    def choices(self) -> list[Choice]:
        off, over = is_off(self.date), self.date.is_over
        comes = _("Wie een plek had") if off else _("Wie was aangemeld") if over else _("Wie komt")
        labels = {
            To.COMING: (comes, _("alleen wie bevestigd is")),
            To.HERE: (_("Wie naar de plek komt"), _("heeft een plek op locatie")),
            To.ONLINE: (_("Wie online meedoet"), _("heeft een plek online")),
            To.WAITING: (_("Wie wacht"), _("op de wachtlijst")),
            To.ASKING: (_("Wie een plek vraagt"), _("en nog geen antwoord heeft")),
            To.EVERYBODY: (_("Iedereen"), _("wie komt, wacht, een plek vraagt of een plek kreeg aangeboden")),
            To.CHOSEN: (_("Wie je hebt aangevinkt"), self.chosen_names()),
        }
        found = []
        for to, (label, hint) in labels.items():
            audience = self.ahead if self.is_of_all and to != To.CHOSEN else self.here
            reach = audience.reach(to, self.chosen)
            number = len(reach.people) + len(reach.without_address)
            if number or to in {To.COMING, self.to}:
                found.append(Choice(to.value, number, label, hint))
        shown = {choice.value for choice in found}
        if not shown >= {To.HERE, To.ONLINE}:
            # With one way of attending only, that group is everybody who comes.
            found = [choice for choice in found if choice.value not in {To.HERE, To.ONLINE} - {self.to}]
        if not shown & {To.WAITING, To.ASKING} and self.to != To.EVERYBODY:
            found = [choice for choice in found if choice.value != To.EVERYBODY]
        return found

    def chosen_names(self) -> str:
        if not self.chosen:
            return ""
        names = [known.person.name for known in names_of(self.chosen[:3])]
        more = len(self.chosen) - len(names)
        words = ngettext("en nog %(number)s", "en nog %(number)s", more) % {"number": more}
        return ", ".join([*names, *([words] if more > 0 else [])])

    def date_choices(self) -> list[dict[str, str]]:
        """Return the choice between this date and all coming ones; empty if there is nothing to choose."""
        if not self.dates_ahead:
            return []
        day = date_format(self.date.start_local, "l j F")
        words = ngettext(
            "De datum die nog komt (%(number)s)", "Alle datums die nog komen (%(number)s)", len(self.dates_ahead)
        )
        return [
            {"value": THIS, "label": _("Alleen %(day)s") % {"day": day}},
            {"value": AHEAD, "label": words % {"number": len(self.dates_ahead)}},
        ]

    def get_context_data(self, **kwargs):
        form = kwargs["form"] if "form" in kwargs else self.get_form()
        kwargs["form"] = form
        value = self.values(form)
        signs = self.answers.get(value["answers"], self.copy_to)
        text = mailing.Text(" ".join(plain(value["subject"]).split()), plain(value["words"]).strip(), signs)
        at = small_number(self.request.POST.get("next", ""), digits=6) or 0
        return super().get_context_data(
            reach=self.reach,
            number=len(self.reach.people),
            to=self.to,
            choices=self.choices(),
            date_choices=self.date_choices(),
            is_of_all=self.is_of_all,
            chosen=self.chosen,
            key=self.key,
            seen=self.digest(form),
            preview=preview_of(self.audience, self.reach, text, at=at),
            by_hand=names_of(self.reach.without_address),
            unconfirmed=names_of(self.reach.unconfirmed),
            copy_to=self.copy_to,
            has_copy=bool(value["copy"]),
            most_words=MOST_WORDS,
            organisation=self.organisation,
            texts=texts_of(self.organisation),
            **kwargs,
        )
