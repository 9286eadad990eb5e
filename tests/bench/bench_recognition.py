"""Recognition and facts of the longest real report, words warmed."""

from pathlib import Path

from core import segment
from core.parsing.recognise import recognise
from core.workflows.facts import find_facts
from core.workflows.importing.formats import read
from tests.bench.frame import Row, median
from tests.words import PHRASES

REPORT = "001_*.txt"
SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
MARK_MS = 60


def rows() -> list[Row]:
    """One row; none where the real reports are missing."""
    found = sorted(SEEDS.glob(REPORT))
    if not found:
        print("recognition: ../shared is missing, left out")
        return []
    raw = read(found[0].name, found[0].read_bytes()).value
    segment.warm()
    spent = median(lambda: find_facts(recognise(raw, PHRASES).value.elements))
    return [Row("recognition + facts of seed 001", spent, None, MARK_MS, "below")]
