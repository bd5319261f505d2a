"""Fixtures for proofs: each gets its own installation, with a journal on its database."""

import pytest

from tests.proof.installation import Installation
from tests.proof.journal import close_journal, open_journal


@pytest.fixture
def journal(transactional_db):
    open_journal()
    yield
    close_journal()


@pytest.fixture
def installation(journal, tmp_path):
    made = Installation(tmp_path / "installation")
    yield made
    made.stop()


@pytest.fixture
def say(request):
    """Return a function that prints a line of progress, bypassing pytest's capture."""
    terminal = request.config.pluginmanager.get_plugin("terminalreporter")
    return terminal.write_line if terminal else print
