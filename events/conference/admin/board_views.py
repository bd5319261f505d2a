"""Screen of the board. Picking up is an address (``?plek=`` or ``?sessie=``), putting down is a button."""

from typing import Any

from django import forms
from django.http import HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages

from events.conference.admin.base import ConferenceMixin
from events.conference.board import BoardState, Card, MovedMeanwhile, first_slot, move, take_away
from events.conference.models import Room, Round, SessionPage, Slot

LONGEST = 4
"""Most rounds that one session takes."""


class MoveForm(forms.Form):
    """Place of a slot on the board. Without a round it goes to what is still to be placed."""

    ronde = forms.ModelChoiceField(Round.objects.none(), label=gettext_lazy("Ronde"), required=False)
    zaal = forms.ModelChoiceField(Room.objects.none(), label=gettext_lazy("Zaal"), required=False)
    lang = forms.TypedChoiceField(
        label=gettext_lazy("Duurt"), coerce=int, empty_value=1, required=False, choices=[(1, "1")]
    )
    versie = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, board: BoardState, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        conference = board.conference
        ronde, zaal = self.fields["ronde"], self.fields["zaal"]
        ronde.queryset = Round.objects.filter(conference=conference)
        ronde.choices = [("", _("Nog geen ronde")), *((one.id, round_words(one)) for one in board.rounds)]
        zaal.queryset = Room.objects.filter(conference=conference)
        zaal.choices = [("", _("Nog geen zaal")), *((room.pk, room.name) for room in board.rooms)]
        self.fields["lang"].choices = [
            (number, ngettext("%(number)s ronde", "%(number)s rondes", number) % {"number": number})
            for number in range(1, LONGEST + 1)
        ]


class ExtraForm(forms.ModelForm):
    """A break, something for everybody, or a room that is taken."""

    class Meta:
        model = Slot
        fields = ("kind", "title", "round", "room")

    def __init__(self, *args: Any, board: BoardState, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [one for one in Slot.Kind.choices if one[0] != Slot.Kind.SESSION]
        self.fields["title"].required = True
        self.fields["round"].label, self.fields["room"].label = _("Ronde"), _("Zaal")
        self.fields["round"].queryset = Round.objects.filter(conference=board.conference)
        self.fields["round"].choices = [
            ("", _("Kies een ronde")),
            *((one.id, round_words(one)) for one in board.rounds),
        ]
        self.fields["round"].required = True
        self.fields["room"].queryset = Room.objects.filter(conference=board.conference)
        self.fields["room"].empty_label = _("Alle zalen")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("kind") == Slot.Kind.BLOCKER and not cleaned.get("room"):
            self.add_error("room", _("Kies welke zaal bezet is."))
        if cleaned.get("kind") == Slot.Kind.BREAK:
            cleaned["room"] = None
        return cleaned


def round_words(one) -> str:
    """Return “Ronde 2, 11.45”, or the round's own name."""
    name = one.name or (
        _("Ronde %(number)s") % {"number": one.number} if one.number else _("Pauze of deel voor iedereen")
    )
    day = _("dag %(day)s, ") % {"day": one.day} if one.day > 1 else ""
    return f"{day}{name}, {one.start.hour}.{one.start.minute:02}"


class BoardView(ConferenceMixin, TemplateView):
    template_name = "conference/admin/board.html"
    page_title = gettext_lazy("Programma maken")
    trouble = ""
    """Sentence about a move that was refused."""

    @cached_property
    def board(self) -> BoardState:
        return BoardState(self.conference)

    @property
    def is_ready(self) -> bool:
        return bool(self.board.rounds and self.board.rooms)

    def held(self) -> Card | None:
        """Return the card that is picked up. A session without a slot gets one when it is picked up."""
        wanted = self.request.POST if self.request.method == "POST" else self.request.GET
        number = whole_number(wanted.get("plek"))
        return self.board.cards.get(number) if number else None

    def get(self, request, *args, **kwargs):
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        match request.POST.get("doe"):
            case "oppakken":
                return self.pick_up()
            case "erbij":
                return self.add()
            case "nog-een-keer":
                return self.again()
            case "weg":
                return self.remove()
        return self.put_down()

    def pick_up(self):
        session = SessionPage.objects.child_of(self.conference).filter(id=whole_number(self.request.POST.get("sessie")))
        if (found := session.first()) is None:
            return self.refuse(_("Deze sessie is er niet meer."))
        return HttpResponseRedirect(f"{self.url('board')}?plek={first_slot(found, self.conference).pk}#verplaats")

    def put_down(self):
        card = self.held()
        if card is None:
            return self.refuse(_("Dit staat niet meer op het bord."))
        form = MoveForm(self.request.POST, board=self.board)
        if not form.is_valid():
            return self.refuse(_("Kies een ronde en een zaal van deze conferentie."), form=form)
        slot, to = card.slot, form.cleaned_data
        # A button in a cell says round and room; the length stays what it was.
        rounds_long = to["lang"] if "lang" in self.request.POST else slot.rounds_long
        try:
            move(
                slot,
                version=to["versie"],
                to_round=to["ronde"],
                to_room=to["zaal"],
                rounds_long=rounds_long,
                by=self.request.user,
            )
        except MovedMeanwhile as meanwhile:
            del self.board
            return self.refuse(moved_words(meanwhile.slot))
        was = f"{slot.round_id or 0}.{slot.room_id or 0}.{slot.rounds_long}.{to['versie'] + 1}"
        return HttpResponseRedirect(f"{self.url('board')}?gezet={slot.pk}&was={was}#gezegd")

    def add(self):
        form = ExtraForm(self.request.POST, board=self.board)
        if not form.is_valid():
            return self.refuse("", extra=form)
        slot = form.save(commit=False)
        slot.conference, slot.moved_by = self.conference, self.request.user
        slot.save()
        return HttpResponseRedirect(f"{self.url('board')}#plek-{slot.pk}")

    def again(self):
        card = self.held()
        if card is None or not card.is_session:
            return self.refuse(_("Dit staat niet meer op het bord."))
        slot = Slot.objects.create(conference=self.conference, session=card.slot.session, moved_by=self.request.user)
        return HttpResponseRedirect(f"{self.url('board')}?plek={slot.pk}#verplaats")

    def remove(self):
        """Delete a band, a blocker or one of several runs. The only run of a session is taken off the board instead."""
        card = self.held()
        if card is None:
            return self.refuse(_("Dit staat niet meer op het bord."))
        runs = [one for one in self.board.cards.values() if one.slot.session_id == card.slot.session_id]
        if card.is_session and len(runs) == 1:
            return self.refuse(
                _("Dit is de enige keer van deze sessie. Kies “Nog geen ronde” om hem van het bord te halen.")
            )
        version = whole_number(self.request.POST.get("versie"))
        try:
            take_away(card.slot, version=-1 if version is None else version)
        except MovedMeanwhile as meanwhile:
            del self.board
            return self.refuse(moved_words(meanwhile.slot))
        messages.success(self.request, _("“%(title)s” is van het bord.") % {"title": card.title})
        return HttpResponseRedirect(self.url("board"))

    def refuse(self, words: str, **context):
        self.trouble = words
        return self.render_to_response(self.get_context_data(**context), status=409 if words else 200)

    def said(self) -> dict[str, Any]:
        """Return what the last move did, and how to take it back."""
        card = self.board.cards.get(whole_number(self.request.GET.get("gezet")) or 0)
        was = [whole_number(part) for part in self.request.GET.get("was", "").split(".")]
        if card is None or len(was) != 4 or None in was:
            return {}
        return {
            "card": card,
            "where": where_words(card, self.board),
            "was": dict(zip(("ronde", "zaal", "lang", "versie"), was, strict=True)),
        }

    def get_context_data(self, **kwargs):
        held = self.held()
        form = kwargs.pop("form", None) or (held and MoveForm(initial=held_place(held), board=self.board))
        extra = kwargs.pop("extra", None) or ExtraForm(board=self.board)
        return super().get_context_data(
            board=self.board,
            rows=list(self.board.rows(held)),
            held=held,
            form=form,
            extra=extra,
            said=self.said() if self.request.method == "GET" else {},
            trouble=self.trouble,
            is_ready=self.is_ready,
            **kwargs,
        )


def held_place(card: Card) -> dict[str, Any]:
    slot = card.slot
    return {"ronde": slot.round_id, "zaal": slot.room_id, "lang": slot.rounds_long, "versie": slot.version}


def whole_number(text: str | None) -> int | None:
    """Return a number of at most nine digits, or None."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None


def where_words(card: Card, board: BoardState) -> str:
    one = next((each for each in board.rounds if each.id == card.slot.round_id), None)
    if one is None:
        return _("bij wat nog geen plek heeft")
    room = next((each.name for each in board.rooms if each.pk == card.slot.room_id), _("nog zonder zaal"))
    return f"{round_words(one)}, {room}"


def moved_words(slot: Slot) -> str:
    names = {"title": str(slot), "who": (slot.moved_by and slot.moved_by.get_full_name()) or _("Iemand anders")}
    if slot.round is None:
        return _("%(who)s haalde “%(title)s” net van het bord. Kies opnieuw waar het heen moet.") % names
    names |= {"round": str(slot.round), "room": slot.room.name if slot.room else _("nog geen zaal")}
    return _("%(who)s zette “%(title)s” net in %(round)s, %(room)s. Kies opnieuw waar het heen moet.") % names
