"""Factories of contributors, drafts and what was sent in."""

from django.utils import timezone
from factory import LazyFunction, Sequence, SubFactory
from factory.django import DjangoModelFactory

from knowledge.contribute import rule
from knowledge.contribute.policy import Actor
from knowledge.models import Authorship, Contributor, Draft, PracticePage, Submission

WHOLE = {
    "title": ["Samen aan tafel"],
    "summary": ["Een huisarts en een sociaal werker eten elke maand bij een gezin."],
    "phase": ["proeftuin"],
    "municipality": [""],
    "failed_what": ["De eerste keer aten we met acht mensen."],
    "is_contact": ["on"],
    "credit": ["on"],
    "credit_name": ["Lotte Bruin"],
    "credit_work": ["jeugdprofessional"],
}
"""Answers with which a draft can be sent in."""


class ContributorFactory(DjangoModelFactory):
    class Meta:
        model = Contributor

    name = Sequence("Lotte Bruin {}".format)
    email = Sequence("lotte{}@example.org".format)
    confirmed_at = LazyFunction(timezone.now)


class DraftFactory(DjangoModelFactory):
    """A draft that can be sent in."""

    class Meta:
        model = Draft

    contributor = SubFactory(ContributorFactory)
    typed_name = "Lotte Bruin"
    confirmed_at = LazyFunction(timezone.now)
    data = LazyFunction(lambda: dict(WHOLE))


def holder(draft: Draft) -> Actor:
    """Return the actor who holds the link to ``draft``."""
    return Actor(draft_id=draft.pk)


def submitted(draft: Draft | None = None, **kwargs) -> Submission:
    """Send in a new draft, through the rule."""
    draft = draft or DraftFactory(**kwargs)
    return rule.submit(draft.pk, holder(draft))


def written_by(contributor: Contributor, practice: PracticePage, **kwargs) -> Authorship:
    return Authorship.objects.create(practice=practice, contributor=contributor, **kwargs)
