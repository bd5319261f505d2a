"""The form “Vertel hoever jullie zijn”, and the page behind each link in a mail about it."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from knowledge.identity import limits, people
from knowledge.identity.roles import contact_tie
from knowledge.models import Contributor, PracticePage, Uptake, UptakeLink
from knowledge.models.uptake import Stage
from knowledge.uptake import rule
from knowledge.uptake.forms import UptakeForm, initial_of
from knowledge.uptake.links import is_signed, link_from, path_for
from knowledge.uptake.parties import key_asked, party_behind, party_from, speaks_for
from knowledge.uptake.permissions import Action, may
from network.addresses import page_at
from web.numbers import small_number
from web.plain_text import plain
from web.rate_limits import HOUR, Limit
from web.responses import private
from web.shown_again import shown_again, shows_typed_text, typed_data

PER_ADDRESS = Limit(20, HOUR)
LONGEST_REASON = 400


def practice_at(request: HttpRequest, path: str) -> PracticePage:
    page = page_at(request, path)
    if not isinstance(page, PracticePage):
        raise Http404
    return page


# -- Stating -----------------------------------------------------------------------------------------------------------


@shows_typed_text
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def state(request: HttpRequest, path: str) -> HttpResponse:
    """Show and process the form. Its answer to a guest says nothing about who is known."""
    request.shown_under = "/praktijken/"  # type: ignore[attr-defined]
    page = practice_at(request, path)
    contributor = people.of_user(request.user)
    known = _known(page, contributor, request) if contributor else None
    form = UptakeForm(typed_data(request), contributor=contributor, initial=_initial(request, known))
    if request.method == "POST" and form.is_valid():
        return _store(request, page, form, contributor)
    owner = contact_tie(page.pk)
    context = {
        "page": page,
        "form": form,
        "known": known,
        "contributor": contributor,
        "has_owner": owner is not None,
        "owner_name": owner.credit_name if owner else "",
    }
    return render(request, "knowledge/uptake/form.html", context, status=422 if form.errors else 200)


def _known(page: PracticePage, contributor: Contributor, request: HttpRequest) -> Uptake | None:
    """Return what the party in the address, for which the contributor speaks, has said before."""
    party = party_from(key_asked(request))
    if party is None or not speaks_for(contributor, party):
        return None
    rows = Uptake.objects.filter(practice=page, withdrawn_at__isnull=True, declined_at__isnull=True)
    return (
        rows.of_party(organisation_id=party.organisation_id, municipality_id=party.municipality_id)
        .filter(agreed_at__isnull=False)
        .order_by("-stated_at")
        .first()
    )


def _initial(request: HttpRequest, known: Uptake | None) -> dict:
    if known is not None:
        return initial_of(known)
    return {"namens": key_asked(request)} if key_asked(request) else {}


def _store(request: HttpRequest, page: PracticePage, form: UptakeForm, contributor: Contributor | None) -> HttpResponse:
    answers = form.cleaned_data
    email = contributor.email if contributor else answers["email"]
    limits.consume("uptake", request, email=email, per_address=PER_ADDRESS)
    url = f"{page.get_url(request)}meedoen/verstuurd/"
    if contributor is not None:
        row = rule.state(page, answers["party"], form.statement(name=contributor.name), by=contributor, is_proven=True)
        return HttpResponseRedirect(path_for(row, UptakeLink.Role.OWN, contributor))
    if not limits.may_mail(request, email):
        words = _("Er wacht al een aantal mails op dit adres. Kijk die eerst na, of wacht een uur.")
        return shown_again(request, words, 409) or redirect(url)
    name = answers["naam"]
    by = people.at_address(email, name=name)
    rule.state(page, answers["party"], form.statement(name=name), by=by, is_proven=False)
    return HttpResponseRedirect(url)


@never_cache
@require_safe
def sent(request: HttpRequest, path: str) -> HttpResponse:
    """Show the page after submitting, the same for everybody."""
    request.shown_under = "/praktijken/"  # type: ignore[attr-defined]
    return render(request, "knowledge/uptake/sent.html", {"page": practice_at(request, path)})


# -- The page behind a link --------------------------------------------------------------------------------------------


@shows_typed_text
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, secret: str) -> HttpResponse:
    """Show one statement to the person of the link, with the buttons that are theirs. Opening it changes nothing."""
    link = link_from(secret)
    if link is None:
        if is_signed(secret):
            return private(render(request, "knowledge/uptake/gone.html", status=410))
        limits.count_guess(request)
        raise Http404
    said, status, typed = getattr(request, "not_taken", ""), 200, plain((typed_data(request) or {}).get("woorden", ""))
    if request.method == "POST":
        limits.consume("uptake answer", request)
        try:
            _act(request.POST.get("actie", ""), link, request.POST.get("versie", ""), typed)
        except rule.TextChangedError:
            said, status = _("De tekst is intussen veranderd. Lees hem nog eens, en kies dan opnieuw."), 409
        except rule.NotAllowedError as reason:
            said, status = str(reason), 409
        else:
            return private(HttpResponseRedirect(request.path))
        link = link_from(secret)
        if link is None:
            return private(render(request, "knowledge/uptake/gone.html", status=410))
    return private(render(request, "knowledge/uptake/link.html", context_of(link, said, typed), status=status))


def context_of(link: UptakeLink, said: str = "", typed: str = "") -> dict:
    row, who = link.uptake, link.contributor
    return {
        "row": row,
        "role": link.role,
        "said": said,
        "typed": typed,
        "sentence": rule.letters.sentence(row),
        "practice_url": row.practice.url if row.practice.live else "",
        "may_agree": may(Action.AGREE, who, row),
        "may_confirm": may(Action.CONFIRM, who, row),
        "may_decline": may(Action.DECLINE, who, row),
        "may_withdraw": may(Action.WITHDRAW, who, row),
        "change_url": f"{row.practice.url}meedoen/?voor={party_behind(row).key}"
        if row.practice.live and link.role in {UptakeLink.Role.OWN, UptakeLink.Role.PARTY}
        else "",
        "decider": _decider(row),
    }


def _decider(row: Uptake) -> str:
    """Return the name of the person who decided last, for the people on both sides."""
    who = row.withdrawn_by or row.declined_by or row.confirmed_by or row.agreed_by
    return who.name if who else ""


def _act(action: str, link: UptakeLink, version: str, words: str) -> None:
    """Do what the button says. Raise NotAllowedError for an unknown button."""
    row, by, number = link.uptake, link.contributor, small_number(version, digits=5) or 0
    if action == "ja":
        decide = rule.agree if row.stage == Stage.PARTY else rule.confirm
        decide(row, by=by, version=number)
    elif action == "nee":
        if len(words) > LONGEST_REASON:
            raise rule.NotAllowedError(_("Houd het korter dan 400 tekens."))
        rule.decline(row, by=by, version=number, words=words)
    elif action == "weg":
        rule.withdraw(row, by=by)
    else:
        raise rule.NotAllowedError(_("Kies een van de knoppen."))
