"""Names that are not one's own: the lists read for the first time, and all real reports looked through."""

from pathlib import Path

from core.parsing.recognise import recognise
from core.readers.formats import read
from core.workflows import carry_over
from tests.bench.frame import Row, median
from tests.words import PHRASES

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
LOADING_MS, CHECKING_MS = 60, 50


def rows() -> list[Row]:
    """Two rows; only the first where the real reports are missing."""
    loading = Row("lists of names, first time", median(_load_anew), None, LOADING_MS, "below")
    found = sorted(SEEDS.glob("*.txt"))
    if not found:
        print("carry_over: ../shared is missing, left out")
        return [loading]
    names = carry_over.load_names()
    elements = [
        element
        for path in found
        for element in recognise(read(path.name, path.read_bytes()).value, PHRASES).value.elements
    ]
    taken = median(lambda: carry_over.check_report(elements, None, names))
    return [loading, Row("names not one's own, all seeds", taken, None, CHECKING_MS, "below")]


def _load_anew() -> object:
    carry_over._tables_of.cache_clear()
    return carry_over.load_names()
