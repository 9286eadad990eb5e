"""年份滚动 of a draft or of a file: the proposals with the basis's own term and the dated references at hand."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from core.errors import BadWords
from core.model.proposal import Proposal, Term
from core.paths import resources_folder
from core.roll_over.dated import Tables, build_tables
from core.roll_over.own_term import term_of
from core.roll_over.propose import propose
from core.workflows.reports import Report
from core.workflows.words import FOLDER

DATED = "dated_references.toml"


def load_tables(folder: Path | None = None) -> Tables:
    """The dated references as the file says now; BadWords when it is missing or damaged."""
    path = (folder or resources_folder() / FOLDER) / DATED
    try:
        return _tables_of(path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadWords("words_damaged", name=path.name) from error


@lru_cache(maxsize=1)
def _tables_of(source: str) -> Tables:
    return build_tables({name: lines for name, lines in tomllib.loads(source).items() if isinstance(lines, str)})
