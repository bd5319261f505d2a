"""Views behind a personal link: look, confirm, cancel, undo, change the answers; and the form for lost links."""

from typing import NoReturn

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from events import ics, rate_limits
from events.feeds import personal_feed
from events.links import LinkRotated, is_older_link, registration_from, registration_path, registration_to_change
from events.mail.personal_entry import at_address, shared_event
from events.models import DigestSubscriber, EventDate, Person, Registration
from events.privacy.link_rotation import rotate_link
from events.privacy.own_name import correct_own_name
from events.privacy.reassigning import AddressTaken
from events.registration import rule, series, tickets
from events.registration.attendance import change_attendance
from events.registration.company import show
from events.registration.needs import change_needs, needs_of
from events.registration.replies import change_answers
from events.self_service import company
from events.self_service.answers import answers_context, needs_to_change
from events.self_service.attending import attending_context
from events.self_service.cancelling import Consequence, consequence_of, context_for_question
from events.self_service.changing_date import context_for_change, gives_up
from events.self_service.context import context_for_registration, context_for_ticket
from events.self_service.lost_links import mail_links
from events.self_service.other_dates import series_context
from events.signup.forms import LostLinkForm, OwnDetailsForm
from events.signup.needs import initial_needs
from events.signup.questions import initial_for, questions_at, still_changeable
from knowledge.models import Contributor
from web.numbers import row_id
from web.responses import by_button, private
from web.shown_again import shows_typed_text, typed_data


def registration_or_404(request: HttpRequest, secret: str) -> Registration:
    """Return the registration behind ``secret``. Wrong secrets are rate limited, right ones never."""
    return registration_from(secret) or refuse_secret(request, secret)


def registration_to_change_or_404(request: HttpRequest, secret: str) -> Registration:
    """Return the registration behind ``secret`` for a change, which is rate limited."""
    found = registration_to_change(secret) or refuse_secret(request, secret)
    rate_limits.consume("own", booking=found.booking_id)
    return found


def refuse_secret(request: HttpRequest, secret: str) -> NoReturn:
    if is_older_link(secret):
        raise LinkRotated
    rate_limits.consume("guess", request=request)
    raise Http404


by_registration_button = by_button("events/by_button.html")


@never_cache
@require_safe
def self_service(request: HttpRequest, secret: str) -> HttpResponse:
    """Show the state and the actions to anyone with the link. Changes nothing, since mail scanners open links too."""
    found = registration_or_404(request, secret)
    of_series = series_context(found, request)
    several = of_series.pop("several_to_confirm")
    context = context_for_registration(
        found, request, done=request.GET.get("gelukt", ""), several=several, elsewhere=bool(of_series["together"])
    )
    context |= of_series | attending_context(found) | {"asks_to_change": gives_up(found)}
    context |= answers_context(found)
    context["own_links"] = found.date.page.specific_class.own_links(found) if found.date.page else []
    context |= company.context_for_company(found, context["state"]["kind"], context["card"])
    context["alternatives"] = [] if context["can_change_to"] else context["alternatives"]
    if found.person.confirmed_at and found.person.email:
        feed = personal_feed.feed_for(found.person)
        context |= {
            "own_calendar_url": f"{registration_path(found)}agenda/",
            "fetch_lines": personal_feed.fetch_lines(feed) if feed else [],
        }
    return private(render(request, "events/self_service.html", context))


@by_registration_button
def self_service_confirm(request: HttpRequest, secret: str) -> HttpResponse:
    found = registration_to_change_or_404(request, secret)
    form = company.confirm_form(found, request.POST)
    try:
        made = series.confirm_all(found)
    except rule.RegistrationClosed:
        return private(HttpResponseRedirect(registration_path(found)))
    company.record_answers(made, form)
    return private(HttpResponseRedirect(f"{registration_path(made)}?gelukt=bevestigd"))


@by_registration_button
def self_service_shown(request: HttpRequest, secret: str) -> HttpResponse:
    """Let others who come see the owner, or no longer."""
    found = registration_to_change_or_404(request, secret)
    shown = request.POST.get("zichtbaar") == "ja"
    if found.is_live:
        show(found, shown=shown)
    done = "zichtbaar" if shown else "onzichtbaar"
    return private(HttpResponseRedirect(f"{registration_path(found)}?gelukt={done}#wie"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def self_service_other_date(request: HttpRequest, secret: str) -> HttpResponse:
    """Ask before changing to another date of the same event; only the button changes."""
    if request.method != "POST":
        asked = registration_or_404(request, secret)
        context = context_for_change(asked, request)
        if context is None:
            return private(HttpResponseRedirect(f"{registration_path(asked)}?gelukt=datum-vol"))
        return private(render(request, "events/change_date.html", context))
    found = registration_to_change_or_404(request, secret)
    to = EventDate.objects.filter(page=found.date.page_id, pk=row_id(request.POST.get("datum", "")))
    try:
        made = series.change_date(found, to=to.get())
    except (EventDate.DoesNotExist, rule.RegistrationClosed):
        return private(HttpResponseRedirect(f"{registration_path(found)}?gelukt=datum-vol"))
    return private(HttpResponseRedirect(f"{registration_path(made)}?gelukt=andere-datum"))


@by_registration_button
def self_service_attendance(request: HttpRequest, secret: str) -> HttpResponse:
    """Change to coming or to attending online."""
    found = registration_to_change_or_404(request, secret)
    try:
        made = change_attendance(found, to=request.POST.get("mee", ""))
    except rule.RegistrationClosed:
        return private(HttpResponseRedirect(f"{registration_path(found)}?gelukt=anders-vol"))
    return private(HttpResponseRedirect(f"{registration_path(made)}?gelukt=anders"))


@by_registration_button
def self_service_cancel(request: HttpRequest, secret: str) -> HttpResponse:
    """Cancel at once, or ask first if something would be lost for good."""
    found = registration_to_change_or_404(request, secret)
    if consequence_of(found) != Consequence.NOTHING:
        return private(HttpResponseRedirect(f"{registration_path(found)}afmelden/zeker/"))
    return sign_off(found)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def self_service_cancel_for_sure(request: HttpRequest, secret: str) -> HttpResponse:
    """Ask for confirmation; only the button cancels."""
    if request.method == "POST":
        return sign_off(registration_to_change_or_404(request, secret))
    found = registration_or_404(request, secret)
    if not found.is_live:
        return private(HttpResponseRedirect(registration_path(found)))
    return private(render(request, "events/sign_off.html", context_for_question(found)))


def sign_off(registration: Registration) -> HttpResponse:
    return private(HttpResponseRedirect(f"{registration_path(rule.cancel(registration))}?gelukt=afgemeld"))


@never_cache
@require_safe
def self_service_calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """Serve the date as a calendar file, with the same UID as in the mail and the feed."""
    found = registration_or_404(request, secret)
    if found.date.page is None:
        raise Http404
    event = shared_event(at_address(found), place_in_line=found.place_in_line())
    response = HttpResponse(ics.download([ics.vevent(event)]), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="bijeenkomst.ics"'
    return private(response)


@never_cache
@require_safe
def self_service_ticket(request: HttpRequest, secret: str) -> HttpResponse:
    """Show the ticket for the door, or why there is none."""
    context = context_for_ticket(registration_or_404(request, secret))
    return private(render(request, "events/ticket.html", context))


@never_cache
@require_safe
def self_service_ticket_code(request: HttpRequest, secret: str) -> HttpResponse:
    found = registration_or_404(request, secret)
    if not tickets.has_ticket(found):
        raise Http404
    return private(HttpResponse(tickets.draw(tickets.code_of(found)), content_type="image/svg+xml"))


@by_registration_button
def self_service_undo(request: HttpRequest, secret: str) -> HttpResponse:
    made = rule.undo(registration_to_change_or_404(request, secret))
    return private(
        HttpResponseRedirect(f"{registration_path(made)}?gelukt={'teruggezet' if made.is_live else 'te-laat'}")
    )


@shows_typed_text
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def self_service_change(request: HttpRequest, secret: str) -> HttpResponse:
    """Change the name and the answers; the place stays as it is."""
    found = registration_or_404(request, secret)
    if not found.is_live:
        return private(HttpResponseRedirect(registration_path(found)))
    booking = found.booking
    initial = {
        "naam": found.person.name,
        "organisatie": booking.organisation,
        "discipline": booking.discipline,
        "opmerking": booking.remark,
    }
    questions = questions_at(found.date.page_id) if still_changeable(found) else ()
    initial |= initial_for(questions, booking.answers.select_related("question")) if questions else {}
    way = found.date.attendance_of(found.attendance)
    needs = needs_to_change(found)
    initial |= initial_needs(needs_of(booking)) if needs else {}
    form = OwnDetailsForm(typed_data(request), initial=initial, questions=questions, needs=needs, way=way)
    if request.method == "POST" and form.is_valid():
        rate_limits.consume("own", booking=found.booking_id)
        try:
            correct_own_name(found, form.cleaned_data["naam"])
        except AddressTaken as reason:
            form.add_error("naam", str(reason))
    if request.method == "POST" and form.is_valid():
        rule.change_answers(
            found,
            organisation=form.cleaned_data["organisatie"],
            discipline=form.cleaned_data["discipline"],
            remark=form.cleaned_data["opmerking"],
        )
        if asked := form.cleaned_data["antwoorden"]:
            change_answers(found.booking_id, asked)
        if needs:
            change_needs(found.booking_id, form.cleaned_data["behoeften"])
        return private(HttpResponseRedirect(f"{registration_path(found)}?gelukt=gewijzigd"))
    context = {"form": form, "back_url": registration_path(found), "registration": found}
    return private(render(request, "events/change_answers.html", context, status=422 if form.is_bound else 200))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def self_service_rotate_link(request: HttpRequest, secret: str) -> HttpResponse:
    """Replace the link, for people who forwarded a mail or left it open."""
    found = registration_or_404(request, secret)
    if request.method == "POST":
        rate_limits.consume("renew", request=request, email=found.person.email, booking=found.booking_id)
        made = rotate_link(found, held=found.link_version)
        return private(HttpResponseRedirect(f"{registration_path(made)}?gelukt=nieuwe-link"))
    return private(render(request, "events/new_link.html", {"back_url": registration_path(found)}))


@shows_typed_text
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lost_link(request: HttpRequest) -> HttpResponse:
    """Ask for an address and mail its links. Responses and limits are the same for every address, known or not."""
    form = LostLinkForm(typed_data(request))
    sent = False
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        rate_limits.consume("resend", request=request)
        known = list(Person.objects.at(email).order_by("pk").values_list("pk", flat=True)[:1])
        if rate_limits.may_mail("resend", request, email):
            contributors = list(Contributor.objects.filter(email=email).values_list("pk", flat=True)[:1])
            followers = list(DigestSubscriber.objects.filter(email=email).values_list("pk", flat=True)[:1])
            mail_links.enqueue(known, contributors, followers)
        sent = True
    context = {"form": form, "sent": sent}
    return private(render(request, "events/lost_link.html", context, status=422 if form.is_bound and not sent else 200))
