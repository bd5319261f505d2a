"""State diagram in the docs: it matches the table of transitions in the code."""

import re
from pathlib import Path

from django.conf import settings

from events.models import Registration
from events.models.registrations import TRANSITIONS

DOCS = Path(settings.BASE_DIR) / "docs/ontwikkelaars/registration.md"
STEP = re.compile(r"^\s+(?P<before>\S+) --> (?P<after>\w+)\s*:\s*\S", re.MULTILINE)


def test_diagram_shows_every_step_and_no_other():
    diagram = DOCS.read_text().partition("```mermaid\n")[2].partition("```")[0]
    drawn = {(step["before"].removeprefix("[*]"), step["after"]) for step in STEP.finditer(diagram)}

    assert drawn == {(before, after) for before, states in TRANSITIONS.items() for after in states}


def test_every_state_can_be_reached_and_has_its_steps_listed():
    assert set(TRANSITIONS) == {"", *Registration.State}
    assert set().union(*TRANSITIONS.values()) == set(Registration.State)
