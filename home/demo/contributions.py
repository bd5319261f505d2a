"""Contributions under way in the demo: a draft of the professional who can sign in, and one that waits for the editor."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from home.demo.people import PROFESSIONAL
from knowledge.contribute import rule
from knowledge.contribute.policy import Actor
from knowledge.identity import people
from knowledge.models import Contributor, Draft
from network.models import Discipline, MunicipalityPage, OrganisationPage

BEGUN = {
    "title": ["Een halfuur wandelen voor het spreekuur"],
    "summary": ["Wie vaak bij de huisarts komt met onrust, loopt eerst een rondje met een sociaal werker."],
    "phase": ["idee"],
    "goal": ["Minder onrust, en iemand kennen in de wijk."],
    "failed_what": ["We wilden met een groep beginnen. Niemand durfde als eerste."],
}
SENT_IN = {
    "title": ["De was samen doen"],
    "summary": ["In de wasruimte van de flat zit elke dinsdag een sociaal werker. Wie de was doet, praat vanzelf."],
    "lesson": ["Ga zitten waar mensen toch al wachten."],
    "phase": ["proeftuin"],
    "occasion": ["In de flat wonen veel mensen alleen. Naar het buurthuis kwamen ze niet."],
    "target_group": ["Mensen in een flat die weinig anderen spreken"],
    "intermediaries": ["Een sociaal werker en een woonconsulent"],
    "approach": ["Elke dinsdag van 10.00 tot 12.00 uur, naast de wasmachines:\n\n- koffie\n- geen formulieren\n- een vraag van een bewoner is de agenda"],
    "effort": ["Twee uur per week van één sociaal werker"],
    "failed_what": ["De eerste weken hadden we folders bij ons."],
    "failed_how": ["Mensen dachten dat we iets kwamen verkopen, en liepen door."],
    "failed_now": ["We nemen alleen koffie mee."],
    "results": ["Na vier maanden kenden we van achttien bewoners de naam."],
    "is_contact": ["on"],
    "credit": ["on"],
    "credit_name": ["Lotte Bruin"],
    "credit_work": ["sociaal werker, Welzijn De Zonnewijzer (voorbeeld)"],
}  # fmt: skip


@transaction.atomic
def ensure_contributions() -> int:
    """Create both unless somebody contributed already; return how many. The editor gets the letter with the link."""
    if Draft.objects.exists():
        return 0
    professional = people.of_user(User.objects.get(email=PROFESSIONAL))
    assert professional is not None
    Draft.objects.create(
        contributor=professional, typed_name=professional.name, confirmed_at=timezone.now(), data=BEGUN
    )
    writer = people.at_address("lotte.bruin@example.org", name="Lotte Bruin")
    Contributor.objects.filter(pk=writer.pk).update(
        confirmed_at=timezone.now(),
        discipline=Discipline.objects.filter(name="sociaal werker").first(),
        organisation=OrganisationPage.objects.filter(is_example=True).order_by("pk").first(),
    )
    municipality = MunicipalityPage.objects.filter(slug="roosendaal").values_list("pk", flat=True).first()
    draft = Draft.objects.create(
        contributor=writer,
        typed_name=writer.name,
        confirmed_at=timezone.now(),
        data={**SENT_IN, "municipality": [str(municipality or "")]},
    )
    revision = rule.submit(draft.pk, Actor(draft_id=draft.pk)).revision
    revision.content["is_example"] = True  # only editors can say so
    revision.save(update_fields=["content"])
    return 2
