"""The word lists of ``resources/words/``, files that a clerk or maintainer may edit while the program runs."""

from functools import lru_cache
from pathlib import Path

from core.errors import BadWords
from core.parsing.phrases import Phrases, build_phrases
from core.paths import resources_folder
from core.reading import parse_toml, read_text

FOLDER = "words"
REPORTS = "reports.toml"


def load_phrases(folder: Path | None = None) -> Phrases:
    """The words by which reports are recognised, as the file says now; from the program's own resources by default.

    ``BadWords`` when the file is missing, damaged or incomplete. Windows editors put a byte order mark in front.
    """
    path = (folder or resources_folder() / FOLDER) / REPORTS
    try:
        return _phrases_of(read_text(path))
    except (OSError, ValueError) as error:
        raise BadWords("words_damaged", name=path.name) from error


# The window reads report after report; the words rarely change in between.
@lru_cache(maxsize=1)
def _phrases_of(source: str) -> Phrases:
    """A value that is no text counts as a list that is not there."""
    lists = parse_toml(source)
    return build_phrases({name: words.split() for name, words in lists.items() if isinstance(words, str)})
