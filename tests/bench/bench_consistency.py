"""Figures that contradict themselves, and what is still last year's, in a draft made of all real reports."""

from dataclasses import replace
from pathlib import Path

from core.model.draft import Basis, Draft, Identity
from core.parsing.recognise import recognise
from core.workflows.checking.consistency import figure_findings, reuse_of
from core.workflows.facts import find_facts
from core.workflows.importing.formats import read
from tests.bench.frame import Row, median
from tests.words import PHRASES

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
MARK_MS = 20


def rows() -> list[Row]:
    """Two rows; none where the real reports are missing."""
    found = sorted(SEEDS.glob("*.txt"))
    if not found:
        print("consistency: ../shared is missing, left out")
        return []
    draft = _draft(found)
    return [
        Row("contradicting figures, all seeds", median(lambda: figure_findings(draft)), None, MARK_MS, "below"),
        Row("kept from last year, all seeds", median(lambda: reuse_of(draft)), None, MARK_MS, "below"),
    ]


def _draft(paths: list[Path]) -> Draft:
    old = tuple(
        replace(element, id=f"{path.stem[:3]}{element.id}")
        for path in paths
        for element in recognise(read(path.name, path.read_bytes()).value, PHRASES).value.elements
    )
    now = tuple(replace(element, content=element.content.replace("工作", "任务")) for element in old)
    origins = tuple((element.id, 0, element.id) for element in old)
    return Draft(Identity(), now, find_facts(now), basis=(Basis("all", old),), origins=origins)
