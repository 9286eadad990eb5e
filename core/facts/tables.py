"""Rows typed as text: cells parted by wide spaces under a line of headings that says what each column holds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.facts.slots import Slot
from core.facts.words import FactWords
from core.model.fact import FactKind, MaskKind
from core.model.text import DIGIT_RANGE

WIDE = 160  # a longer line is prose, whatever its spaces
GAP = re.compile(r"\t[ 　\t]*|[ 　]{2,}|(?<=\S)　(?=\S)")
CELL = re.compile(r"(?:[（(【〔][ 　]*[）)】〕]|(?!\t|[ 　]{2,}|　).)+")
HEADING = re.compile(rf"[^{DIGIT_RANGE}*＊_＿×□。；，：]{{1,16}}")


@dataclass(frozen=True, slots=True)
class Table:
    """The headings of the table whose rows are being read; none outside a table."""

    words: FactWords
    headings: tuple[str, ...] = ()

    def after(self, content: str) -> "Table":
        """The table as it stands for the line after ``content``: a line of headings opens one, prose closes it."""
        cells = cells_of(content)
        if len(cells) < 2:
            return Table(self.words)
        if len(cells) > 2 and all(HEADING.fullmatch(text) for _, text in cells):
            headings = tuple(text for _, text in cells)
            return (
                Table(self.words, headings) if sum(self._kind_of(text) is not None for text in headings) > 1 else self
            )
        return self

    def told(self, content: str, slots: Sequence[Slot]) -> list[Slot]:
        """The slots with the kind that their column's heading says, for masks that fill a cell by themselves."""
        if not self.headings or not slots:
            return list(slots)
        kinds = self._kinds(cells_of(content))
        return [_retold(slot, kinds.get((slot.start, slot.end))) for slot in slots]

    def _kinds(self, cells: Sequence[tuple[int, str]]) -> dict[tuple[int, int], MaskKind | None]:
        """Kind by the place of the cell; a row whose number was taken for an ordinal is one cell short on the left."""
        missing = len(self.headings) - len(cells)
        if missing not in (0, 1):
            return {}
        columns = zip(cells, self.headings[missing:], strict=True)
        return {(start, start + len(text)): self._kind_of(heading) for (start, text), heading in columns}

    def _kind_of(self, heading: str) -> MaskKind | None:
        return next((kind for pattern, kind in self.words.columns if pattern.search(heading)), None)


def cells_of(content: str) -> list[tuple[int, str]]:
    """Start and text of the cells of a line; one cell for prose."""
    if len(content) > WIDE or GAP.search(content.strip()) is None:
        return [(0, content)]
    return [
        (match.start() + len(match.group()) - len(match.group().lstrip()), match.group().strip())
        for match in CELL.finditer(content)
        if match.group().strip()
    ]


def _retold(slot: Slot, kind: MaskKind | None) -> Slot:
    return replace(slot, subkind=str(kind)) if slot.kind is FactKind.MASK and kind is not None else slot
