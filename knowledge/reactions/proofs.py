"""Acts of guests that wait for their mailed link: a question, and a reaction."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from knowledge.identity import acts
from knowledge.models import Question, Reaction
from knowledge.reactions import questions, rule
from knowledge.reactions.links import own_path


def find_question(pk: int) -> Question | None:
    return Question.objects.select_related("practice", "contributor").filter(pk=pk).first()


def find_reaction(pk: int) -> Reaction | None:
    return Reaction.objects.select_related("practice", "contributor").filter(pk=pk).first()


def send_question(question: Question) -> str:
    questions.send(question)
    return f"{question.practice.get_url()}vraag/?gelukt=verstuurd"


def send_in_reaction(reaction: Reaction) -> str:
    rule.confirm(reaction)
    return f"{own_path(reaction)}?gelukt=ingestuurd"


QUESTION = acts.Act(
    name="vraag",
    find=find_question,
    explain=lambda row: _("Je stelde een vraag over “%(title)s”.") % {"title": row.practice.title},  # type: ignore[attr-defined]
    subject=gettext_lazy("Bevestig je vraag"),
    button=gettext_lazy("Verstuur mijn vraag"),
    confirm=send_question,  # type: ignore[arg-type]
    template="knowledge/reactions/waiting_words.html",
)
REACTION = acts.Act(
    name="reactie",
    find=find_reaction,
    explain=lambda row: _("Je schreef een reactie bij “%(title)s”.") % {"title": row.practice.title},  # type: ignore[attr-defined]
    subject=gettext_lazy("Bevestig je reactie"),
    button=gettext_lazy("Stuur mijn reactie in"),
    confirm=send_in_reaction,  # type: ignore[arg-type]
    template="knowledge/reactions/waiting_words.html",
)
acts.register(QUESTION)
acts.register(REACTION)
