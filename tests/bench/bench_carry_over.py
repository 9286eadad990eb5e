"""Names that are not one's own: the lists read for the first time, and all real reports looked through."""

from dataclasses import replace
from itertools import count
from pathlib import Path

from core import resources
from core.checks.checked_text import ParagraphCache
from core.parsing.recognise import recognise
from core.workflows.checking import carry_over
from core.workflows.importing.formats import read
from tests.bench.frame import Row, median
from tests.words import PHRASES

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
LOADING_MS, CHECKING_MS, AGAIN_MS = 60, 50, 5


def rows() -> list[Row]:
    """Three rows; only the first where the real reports are missing."""
    loading = Row("lists of names, first time", median(_load_anew), None, LOADING_MS, "below")
    found = sorted(SEEDS.glob("*.txt"))
    if not found:
        print("carry_over: ../shared is missing, left out")
        return [loading]
    names = carry_over.load_names()
    elements = [
        replace(element, id=f"{path.stem} {element.id}")
        for path in found
        for element in recognise(read(path.name, path.read_bytes()).value, PHRASES).value.elements
    ]

    def check_anew() -> None:
        carry_over.check_report(elements, None, names)

    cache, edits = ParagraphCache(), count()

    def check_after_an_edit() -> None:
        longest = max(elements, key=lambda element: len(element.content))
        edited = [replace(e, content=f"{e.content}{next(edits)}") if e is longest else e for e in elements]
        carry_over.check_report(edited, None, names, cache)

    return [
        loading,
        Row("names not one's own, all seeds", median(check_anew), None, CHECKING_MS, "below"),
        Row("the same after an edit", median(check_after_an_edit), None, AGAIN_MS, "below"),
    ]


def _load_anew() -> object:
    resources._built.cache_clear()
    return carry_over.load_names()
