"""The real reports beside the project, against the slips that people found in them."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from core.model.elements import Element
from core.model.finding import Finding
from core.model.spans import Span
from core.workflows.checking.findings import shown_span
from core.workflows.checking.proofreader import Proofreader
from core.workflows.importing.reports import recognise_report
from tests.proofreading.judge import COUNTED, touches

ERRATA = "gold/seed_errata.tsv"
NAMES = "carry_over"


@dataclass(frozen=True, slots=True)
class Erratum:
    """A slip known of a report (``file``): what stands at ``span``, what it is, how sure (``sureness``)."""

    file: str
    span: Span
    wrong: str
    sort: str
    sureness: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding with its places in the whole file."""

    finding: Finding
    spans: tuple[Span, ...]

    @property
    def is_counted(self) -> bool:
        """Whether it is an error or a warning."""
        return self.finding.severity in COUNTED

    @property
    def is_name(self) -> bool:
        """Whether it is about a name that may be somebody else's."""
        return self.finding.code.startswith(NAMES)

    def meets(self, erratum: Erratum) -> bool:
        """Whether it speaks of this slip; of leaks only names do, and of nothing else."""
        same_sort = self.is_name == (erratum.sureness == "leak")
        return same_sort and any(touches(span, erratum.span) for span in self.spans)


@dataclass(frozen=True, slots=True)
class SeedVerdict:
    """One report: its slips, each with the findings about it, and the findings about none, names apart."""

    file: str
    characters: int
    known: tuple[tuple[Erratum, tuple[Placed, ...]], ...]
    others: tuple[Placed, ...]
    names: tuple[Placed, ...]


def seed_verdicts(shared: Path) -> Iterator[SeedVerdict]:
    """Every report that has known slips, in the order of the table; nothing where the folder is missing."""
    table = shared / ERRATA
    errata = _errata(table) if table.is_file() else ()
    for file in dict.fromkeys(one.file for one in errata):
        data = (shared / file).read_bytes()
        yield _judged(file, data, [one for one in errata if one.file == file])


def _judged(file: str, data: bytes, errata: Sequence[Erratum]) -> SeedVerdict:
    source = data.decode("utf-8-sig")
    placed = tuple(_placed(source, data))
    counted = [one for one in placed if one.is_counted]
    free = [one for one in counted if not any(one.meets(slip) for slip in errata if slip.sureness != "trap")]
    known = tuple((slip, tuple(one for one in placed if one.meets(slip))) for slip in errata)
    others, names = (tuple(one for one in free if one.is_name is kind) for kind in (False, True))
    return SeedVerdict(file, len("".join(source.split())), known, others, names)


def _placed(source: str, data: bytes) -> Iterator[Placed]:
    seen = Proofreader().report(recognise_report("x.txt", data).value.document)
    lines = source.split("\n")
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    known = {element.id: element for element in seen.draft.elements}
    for finding in seen.findings:
        spans = []
        for place in (finding.place, *finding.others):
            element = known[place.element_id]
            base = starts[element.line - 1] + _indent(lines[element.line - 1], element)
            spans.append(Span(*(base + offset for offset in shown_span(element, finding, place))))
        yield Placed(finding, tuple(spans))


def _indent(line: str, element: Element) -> int:
    """Where the paragraph begins in its line; a title put together from several begins with the first."""
    return max(line.find(element.text), 0)


def _errata(table: Path) -> tuple[Erratum, ...]:
    with table.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return tuple(
            Erratum(row["file"], Span(int(row["start"]), int(row["end"])), row["wrong"], row["type"], row["conf"])
            for row in rows
        )
