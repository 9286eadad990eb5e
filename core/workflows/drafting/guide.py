"""The two-minute guide on a sample report: its sentences, the sample, and the user's progress."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from core.errors import AppError
from core.files import write_atomically
from core.model.draft import Draft
from core.model.fact import FactKind
from core.paths import resources_folder, user_folder
from core.reading import parse_toml, read_text
from core.resources import load

__all__ = ("GuideStep", "GuideWords", "Seen", "guide_words", "make_sample", "step_of")

FOLDER, SAMPLE, STEPS = "guide", "sample.txt", "steps.toml"
FACTS = 3
VALUES = (FactKind.MASK, FactKind.FIGURE)


class GuideStep(NamedTuple):
    """The title and the instruction of one step."""

    title: str
    words: str


class GuideWords(NamedTuple):
    """The sentences of the guide: its offer, its steps, its end; folder and name of the sample file."""

    offer: str
    steps: tuple[GuideStep, ...]
    finished: str
    sample_folder: str
    sample_name: str


class Seen(NamedTuple):
    """What the window has seen so far: the form with the sample, the draft made from it, a written file."""

    has_sheet: bool = False
    draft: Draft | None = None
    has_file: bool = False


def guide_words() -> GuideWords:
    """The sentences of the guide. Raises BadWords."""
    return load(_words, STEPS, folder=_folder(), parse=parse_toml)


def _words(table: Mapping[str, Any]) -> GuideWords:
    steps = tuple(GuideStep(step["title"], step["words"]) for step in table["step"])
    return GuideWords(table["offer"], steps, table["finished"], table["folder"], table["name"])


def make_sample(year: int) -> Path:
    """Write last year's sample report, of an invented town, into the user's folder; its path. Raises AppError."""
    words = guide_words()
    folder = user_folder() / words.sample_folder
    path = folder / f"{words.sample_name.format(year=year - 1)}.txt"
    text = read_text(_folder() / SAMPLE).replace("{上年}", str(year - 1))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise AppError("guide_no_sample") from problem
    write_atomically(path, text.encode("utf-8"))
    return path


def step_of(seen: Seen) -> int:
    """The index of the next step; the number of steps when all are done."""
    draft = seen.draft
    done = (
        seen.has_sheet or draft is not None,
        draft is not None,
        draft is not None and _filled(draft) >= FACTS,
        draft is not None and _is_rolled(draft),
        seen.has_file,
    )
    return done.index(False) if False in done else len(done)


def _filled(draft: Draft) -> int:
    """The number of blanks and figures the user has confirmed."""
    return len({fact.field for fact in draft.facts if fact.kind in VALUES and not fact.state.is_open})


def _is_rolled(draft: Draft) -> bool:
    """Whether a date of last year in the sample now has this year."""
    year = str(draft.identity.year)
    return any(fact.kind is FactKind.DATE and year in fact.text and year not in fact.prior for fact in draft.facts)


def _folder() -> Path:
    return resources_folder() / FOLDER
