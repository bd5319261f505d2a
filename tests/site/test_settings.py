"""Options of the database connection in ``DATABASE_URL``."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings


@pytest.mark.parametrize(
    ("question", "expected"), [("", 5), ("?prepare_threshold=false", None), ("?prepare_threshold=2", 2)]
)
def test_plans_are_kept_unless_the_address_says_otherwise(question, expected):
    said = subprocess.run(
        [sys.executable, "-c", "import json; from config.settings import DATABASES; print(json.dumps(DATABASES['default']['OPTIONS']))"],
        env=os.environ | {"DATABASE_URL": f"postgres://anna@127.0.0.1/wijk{question}"},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )  # fmt: skip

    assert json.loads(said.stdout)["prepare_threshold"] == expected
