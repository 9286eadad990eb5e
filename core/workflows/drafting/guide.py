"""The two-minute draft on a sample: its words, its file, and how far somebody has come."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from core.errors import AppError
from core.files import write_atomically
from core.model.draft import Draft
from core.model.fact import FactKind
from core.paths import resources_folder, user_folder
from core.reading import read_text, read_toml

__all__ = ("Seen", "Step", "Words", "guide_words", "make_sample", "step_of")

FOLDER, SAMPLE, STEPS = "guide", "sample.txt", "steps.toml"
FACTS = 3
VALUES = (FactKind.MASK, FactKind.FIGURE)


class Step(NamedTuple):
    """What one step is called and what it asks for."""

    title: str
    words: str


class Words(NamedTuple):
    """What the guide says: when it offers itself, at every step, and at the end."""

    offer: str
    steps: tuple[Step, ...]
    finished: str


class Seen(NamedTuple):
    """What the window shows of the work: the sheet with the sample, the draft made from it, a file written."""

    has_sheet: bool = False
    draft: Draft | None = None
    has_file: bool = False


def guide_words() -> Words:
    """The words as the file has them."""
    told = _told()
    return Words(told["offer"], tuple(Step(step["title"], step["words"]) for step in told["step"]), told["finished"])


def make_sample(year: int) -> Path:
    """Last year's sample report of an invented town, written anew into the user's folder; AppError when it cannot be."""
    told = _told()
    folder = user_folder() / told["folder"]
    path: Path = folder / f"{told['name'].format(year=year - 1)}.txt"
    text = read_text(resources_folder() / FOLDER / SAMPLE).replace("{上年}", str(year - 1))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise AppError("guide_no_sample") from problem
    write_atomically(path, text.encode("utf-8"))
    return path


def step_of(seen: Seen) -> int:
    """Which step comes next, counted from 0; their number when all are done."""
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
    """How many blanks and figures somebody has looked at."""
    return len({fact.group or fact.id for fact in draft.facts if fact.kind in VALUES and not fact.state.is_open})


def _is_rolled(draft: Draft) -> bool:
    """Whether this year stands at a place where the sample had last year."""
    year = str(draft.identity.year)
    return any(fact.kind is FactKind.DATE and year in fact.text and year not in fact.prior for fact in draft.facts)


def _told() -> Mapping[str, Any]:
    return read_toml(resources_folder() / FOLDER / STEPS)
