"""What several tests of the core ask for."""

import pytest

from core.checks.spelling.language import Language
from core.workflows.checking.word_tables import load_language


@pytest.fixture(scope="session")
def language() -> Language:
    """The model of the language that the program has."""
    return load_language()
