"""The words by which reports are recognised, from ``resources/words/reports.toml``."""

from collections.abc import Mapping
from pathlib import Path

from core.parsing.phrases import Phrases, build_phrases
from core.resources import load

REPORTS = "reports.toml"


def load_phrases(folder: Path | None = None) -> Phrases:
    """The words of the table in its present state. BadWords when it is missing, damaged or incomplete."""
    return load(_phrases, REPORTS, folder=folder)


def _phrases(lists: Mapping[str, str]) -> Phrases:
    return build_phrases({name: words.split() for name, words in lists.items()})
