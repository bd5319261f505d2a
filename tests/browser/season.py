"""A season with a little of everything, for the tests that walk through every kind of page."""

from dataclasses import dataclass

from accounts.models import User
from events.dates.selection import Selection
from events.digests.following import follow_at_once
from events.digests.links import confirm_path, manage_path
from events.links import data_path, registration_path
from events.models import Booking, EventDate, LearnedAt
from knowledge.models import UptakeStep
from knowledge.uptake.links import path_for
from tests import factories, factories_uptake
from tests.browser.urls import ERRORS
from tests.factories_knowledge import reaction_addresses
from tests.factories_practices import two_practices
from tests.factories_terms import TermFactory


@dataclass(frozen=True)
class Season:
    """A site with a little of everything, and the addresses to open."""

    addresses: dict[str, str]
    """Addresses that everybody can open, by name."""
    member: User


def season() -> Season:
    breda = factories.MunicipalityFactory(
        title="Breda", slug="breda", intro="<p>Over Breda.</p>", tile_row=2, tile_column=3
    )
    wijk = factories.WijkFactory(municipality=breda, title="Hoge Vucht", slug="hoge-vucht")
    theme = factories.ThemeFactory(title="Ouderen", slug="ouderen", summary="Thuis oud worden.")
    organisation = factories.OrganisationFactory(
        title="Welzijn Zonnewijzer",
        slug="zonnewijzer",
        municipality=breda,
        is_example=True,
        summary="Welzijn in Breda.",
    )
    about = {"organiser": organisation, "wijken": [wijk], "themes": [theme], "municipality": breda}
    open_ = factories.MeetupFactory(
        title="Wijklunch", slug="wijklunch", capacity=20, body="<h2>Programma</h2><p>Eerst eten.</p><ul><li>Soep</li></ul>",
        wheelchair="yes", ring_line=True, parking="Gratis voor de deur", audience="Iedereen in de wijk", contact_name="Ans", **about,
    )  # fmt: skip
    several = factories.MeetupFactory(title="Casuïstiek", slug="casuistiek", dates=(7, 35, 63), **about)
    full = factories.MeetupFactory(title="Training", slug="training", capacity=1, **about)
    cancelled = factories.MeetupFactory(title="Borrel", slug="borrel", dates=(10,), **about)
    over = factories.MeetupFactory(title="Terugblik", slug="terugblik", dates=(-20,), **about)
    postponed = factories.MeetupFactory(title="Verhalentafel", slug="verhalentafel", dates=(12,), **about)
    factories.ContentPageFactory(
        title="Privacy", slug="privacy", show_in_footer=True, body="<h2>Wat</h2><p>Weinig.</p>"
    )
    term = TermFactory(
        title="indicatie", medical="De reden. En meer.", social="Het besluit. En meer.", together="Zeg wat je bedoelt.",
        medical_example="Geen foto nodig.", synonyms=["indicatiebesluit"],
    )  # fmt: skip
    plain_term = TermFactory(title="specialist ouderengeneeskunde", abbreviations=["SO"], together="Geen geriater.")
    explained = factories.ContentPageFactory(
        title="Woorden", slug="woorden", body="<p>Een indicatie van de SO.</p><ul><li>En verder niets.</li></ul>"
    )
    practice, initiative = two_practices(breda, wijk, theme, organisation)
    LearnedAt.objects.create(practice=practice, page=open_)
    cancelled.dates.update(status=EventDate.Status.CANCELLED, reason="De zaal is dicht.")
    postponed.dates.update(status=EventDate.Status.POSTPONED, reason="De spreker is ziek.")
    off = several.dates.latest("start")
    several.dates.filter(pk=off.pk).update(status=EventDate.Status.CANCELLED, reason="Het is vakantie.")

    date = open_.dates.get()
    states = {
        "held": factories.RegistrationFactory(date=date, held=True),
        "confirmed": factories.RegistrationFactory(date=date),
        "cancelled": factories.RegistrationFactory(date=date, cancelled=True),
        "taken back": factories.RegistrationFactory(date=date, cancelled=True, cancelled_from="confirmed"),
        "requested": factories.RegistrationFactory(date=date, requested=True),
        "offered": factories.RegistrationFactory(date=date, state="offered", held_until=factories.noon(1)),
        "declined": factories.RegistrationFactory(date=date, state="declined", placed_at=None),
        "expired": factories.RegistrationFactory(date=date, state="expired"),
        "date cancelled": factories.RegistrationFactory(date=cancelled.dates.get()),
        "date postponed": factories.RegistrationFactory(date=postponed.dates.get()),
        "over": factories.RegistrationFactory(date=over.dates.get()),
    }
    person = factories.PersonFactory()
    booking = Booking.objects.create(person=person)
    states["several dates"], *_ = [
        factories.RegistrationFactory(date=one, person=person, booking=booking)
        for one in several.dates.order_by("start")[:2]
    ]
    for domain in ("medisch", "medisch", "sociaal", "sociaal", "overig"):
        someone = factories.RegistrationFactory(date=date)
        someone.booking.discipline = factories.DisciplineFactory(domain=domain)
        someone.booking.save()
    factories.RegistrationFactory(date=full.dates.get())
    states["waiting"] = factories.RegistrationFactory(date=full.dates.get(), waiting=True)
    sooner, later = factories.MeetupFactory(title="Wandeling", slug="wandeling", dates=(8, 15), **about).dates.order_by(
        "start"
    )
    walks = factories.RegistrationFactory(date=sooner)
    member = factories.UserFactory()
    factories.RegistrationFactory(date=date, person=factories.PersonFactory(user=member, email=member.email))

    practice = factories.PracticeFactory(title="Soep voor de straat", slug="soep-voor-de-straat", municipality=breda)
    uptake = factories_uptake.UptakeFactory(
        practice=practice, organisation=organisation, state="werkt", changed="Met de *woonconsulent* erbij.",
        contact_name="Lotte Bruin",
    )  # fmt: skip
    factories_uptake.UptakeFactory(practice=practice, municipality=breda, state="gestopt", changed="Niemand had tijd.")
    UptakeStep.objects.create(uptake=uptake, state="verkent", month=uptake.since, words="Wij keken mee.")
    asked = factories_uptake.UptakeFactory(practice=practice, agreed=True)
    owner = factories_uptake.with_contact(practice)
    factories_uptake.PolicyFactory(municipality=breda, theme=theme, planned="gepland", planned_when="voorjaar 2027")

    follower = follow_at_once("volger@example.org", Selection(themes=("ouderen",)))
    follow_at_once("volger@example.org", Selection(themes=("weg",)))
    asked_to_follow = follower.choices.create(query="q=soep")

    meetup, own = open_.url, registration_path(states["confirmed"])
    return Season(
        member=member,
        addresses={
            "home": "/",
            "home, chosen": "/?gemeente=breda",
            "home, chosen wijk": "/?gemeente=breda/hoge-vucht",
            "home, unknown": "/?gemeente=nergens",
            "agenda": "/agenda/",
            "agenda, month": f"/agenda/?weergave=maand&maand={date.start_local:%Y-%m}",
            "agenda, month of nothing": "/agenda/?weergave=maand&q=bestaatniet",
            "agenda, selected": "/agenda/?gemeente=breda&thema=ouderen&wijk=breda/hoge-vucht",
            "agenda, by part of the day": "/agenda/?dagdeel=middag&meedoen=op-een-plek",
            "agenda, nothing": "/agenda/?q=bestaatniet",
            "agenda, not understood": "/agenda/?van=gisteren&soort=feest",
            "agenda, over": "/agenda/?voorbij=1",
            "municipalities": "/gemeenten/",
            "municipality": breda.url,
            "wijk": wijk.url,
            "themes": "/themas/",
            "theme": theme.url,
            "organisations": "/organisaties/",
            "organisation": organisation.url,
            "search": "/zoeken/?q=wijklunch+breda",
            "search, begrip": "/zoeken/?q=indicaties",
            "search, corrected": "/zoeken/?q=wijklnch",
            "search, nothing asked": "/zoeken/",
            "search, nothing found": "/zoeken/?q=zwemdiploma",
            "glossary": "/begrippen/",
            "glossary, chosen": "/begrippen/?q=ind",
            "glossary, nothing": "/begrippen/?q=qqq",
            "term": term.url,
            "term, one meaning": plain_term.url,
            "text with terms": explained.url,
            "suggest a term": "/begrippen/voorstellen/",
            "suggest a better text": "/begrippen/voorstellen/?begrip=indicatie",
            "practices": "/praktijken/",
            "practices, selected": "/praktijken/?gemeente=breda&fase=proeftuin&levensfase=nergens",
            "practices, nothing": "/praktijken/?gemeente=breda&fase=gestopt",
            "practice": practice.url,
            "initiative": initiative.url,
            "initiative, on two sheets": f"{initiative.url}stand/",
            "meetup": meetup,
            "meetup, several dates": several.url,
            "meetup, cancelled one of several dates": f"{several.url}?datum={off.pk}",
            "meetup, full": full.url,
            "meetup, cancelled": cancelled.url,
            "meetup, postponed": postponed.url,
            "meetup, over": over.url,
            "register": f"{meetup}aanmelden/",
            "register, several dates": f"{several.url}aanmelden/",
            "register, full": f"{full.url}aanmelden/",
            "register, closed": f"{cancelled.url}aanmelden/",
            "register, sent": f"{meetup}aanmelden/verstuurd/",
            **{f"self-service, {state}": registration_path(registration) for state, registration in states.items()},
            "own change of date": f"{registration_path(walks)}andere-datum/?datum={later.pk}",
            "own answers": f"{own}wijzigen/",
            "own signing off": f"{own}afmelden/zeker/",
            "own ticket": f"{own}ticket/",
            "own calendar": f"{own}agenda/",
            "own link": f"{own}nieuwe-link/",
            "own data, asked for": f"{own}gegevens/",
            "own data": data_path(person),
            "own data, erase": f"{data_path(person)}wissen/",
            "own data, erased": "/aanmelding/gegevens/gewist/",
            "lost link": "/aanmelding/",
            "terms": "/privacy/bewaartermijnen/",
            "follow": "/op-de-hoogte/?wijk=breda/hoge-vucht&dagdeel=avond",
            "follow, sent": "/op-de-hoogte/verstuurd/",
            "follow, to confirm": confirm_path(asked_to_follow),
            "followed": manage_path(follower),
            "follow, stop": f"{manage_path(follower)}stop/",
            **reaction_addresses(),
            "practice with uptake": practice.url,
            "uptake, form": f"{practice.url}meedoen/",
            "uptake, sent": f"{practice.url}meedoen/verstuurd/",
            "uptake, asked of the owner": path_for(asked, "eigenaar", owner),
            "uptake, shown": path_for(uptake, "zelf", uptake.stated_by),
            "policy": f"{theme.url}beleid/",
            "text": "/privacy/",
            **{f"error {status}": f"/fout/{status}/" for status in ERRORS},
            "log in": "/account/login/",
            "sign up": "/account/signup/",
            "code by mail": "/account/login/code/",
            "password": "/account/password/reset/",
        },
    )
