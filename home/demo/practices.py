"""The practices of the demo: five real initiatives of the region, and the practices of its invented organisations."""

import re
from dataclasses import fields, replace
from itertools import chain

from home.demo import (
    practices_carers,
    practices_company,
    practices_homes,
    practices_meeting,
    practices_mental,
    practices_money,
    practices_moving,
    practices_older,
    practices_real,
    practices_together,
    practices_youth,
)
from home.demo.practice_shapes import Practice

MODULES = (
    practices_real,
    practices_together,
    practices_meeting,
    practices_older,
    practices_carers,
    practices_money,
    practices_mental,
    practices_youth,
    practices_moving,
    practices_homes,
    practices_company,
)
WRAPPED = re.compile(r"(?<!\n)\n(?!\n|- |\d+\. )")
"""Break of a line in the source that is no break in the text: the next line continues the paragraph or item."""


def unwrapped(practice: Practice) -> Practice:
    """Return the practice with each paragraph and each item of a list on one line."""
    texts = {field.name: getattr(practice, field.name) for field in fields(practice)}
    return replace(
        practice, **{name: WRAPPED.sub(" ", text.strip()) for name, text in texts.items() if isinstance(text, str)}
    )


PRACTICES = tuple(unwrapped(practice) for practice in chain.from_iterable(module.PRACTICES for module in MODULES))
