"""Statements in the documentation, checked against the code."""

import re
import runpy
import tomllib
from itertools import chain
from pathlib import Path
from pkgutil import resolve_name

import pytest
from packaging.requirements import Requirement

from config import environment
from events import rate_limits
from home.scheduled_jobs import JOBS

ROOT = Path(__file__).resolve().parents[2]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
ABOUT_CODE = sorted([*ROOT.glob("docs/ontwikkelaars/*.md"), *ROOT.glob("docs/decisions/*.md")])
APPS = sorted(path.parent for path in ROOT.glob("*/__init__.py"))
PACKAGES = {path.parent.name for path in ROOT.glob("events/*/__init__.py")}
"""Packages of ``events``, which documents name without ``events`` before it."""


def test_table_of_settings_names_every_variable(monkeypatch):
    read = set()
    for demo in ("true", "false"):
        monkeypatch.setenv("DEMO", demo)
        read |= runpy.run_path(environment.__file__)["env"].dump().keys()
    table = (ROOT / "docs/beheer/instellingen.md").read_text()

    listed = set(re.findall(r"^\| `([A-Z_]+)` \|", table, flags=re.MULTILINE))

    assert listed == read


def test_manual_names_everything_that_the_worker_does_each_minute():
    manual = (ROOT / "docs/beheer/README.md").read_text()
    table = manual.split("| elke minuut | |")[1].split("\n\n")[0]

    assert len(re.findall(r"^\| [a-z]", table, flags=re.MULTILINE)) == len(JOBS)


def test_manual_tells_the_limits_that_hold():
    rows = re.findall(r"^\|.*$", (ROOT / "docs/beheer/privacy.md").read_text(), flags=re.MULTILINE)
    hour, ten_minutes = "in een uur", "in 10 minuten"
    words = {rate_limits.HOUR: hour, rate_limits.TEN_MINUTES: ten_minutes}
    starts = {
        "register": "| aanmelden |",
        "resend": "| links opnieuw",
        "guess": "| een link raden",
        "renew": "| een nieuwe link",
        "follow": "| vragen om op de hoogte",
    }
    starts |= {"own": "| afmelden, terugkomen"}
    row_of = {what: next(row for row in rows if row.startswith(start)) for what, start in starts.items()}

    for holds in (rate_limits.PER_NETWORK, rate_limits.PER_ADDRESS, rate_limits.PER_BOOKING):
        for what, (number, seconds) in holds.items():
            assert f"{number} {words[seconds]}" in row_of[what], what
    unconfirmed = next(row for row in rows if "nog bevestigd moet worden" in row)
    assert f"{rate_limits.UNCONFIRMED.number} mails {hour}" in unconfirmed


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(document):
    links = re.findall(r"\]\((?!https?:|mailto:)([^)#]+)(?:#[^)]*)?\)", document.read_text())

    assert [link for link in links if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("document", ABOUT_CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_named_exist(document):
    named = re.findall(r"`([\w./]+/[\w.]+\.py)(?:::(\w+))?`", document.read_text())

    for path, test in named:
        found = [folder / path for folder in (ROOT, ROOT / "site", *APPS) if (folder / path).exists()]
        assert found, path
        assert not test or re.search(rf"^(def|class) {test}\b", found[0].read_text(), flags=re.MULTILINE), test


@pytest.mark.parametrize("document", ABOUT_CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_and_functions_named_exist(document):
    for name in re.findall(r"`([a-z_]+\.[\w.]+)(?:\(.*?\))?`", document.read_text()):
        first = name.partition(".")[0]
        if first in PACKAGES:
            resolve_name(f"events.{name}")
        elif first in {app.name for app in APPS}:
            resolve_name(name)


def test_every_dependency_has_its_reason():
    listed = (ROOT / "docs/ontwikkelaars/dependencies.md").read_text().lower()
    required = [*PYPROJECT["project"]["dependencies"], *chain(*PYPROJECT["dependency-groups"].values())]
    names = {Requirement(line).name for line in required}

    assert {"Django", "ruff"} < names
    assert [name for name in names if name.lower() not in listed] == []


def test_readme_and_changelog_agree_on_the_version():
    assert f'softwareVersion: "{PYPROJECT["project"]["version"]}"' in (ROOT / "publiccode.yml").read_text()
