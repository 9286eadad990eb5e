"""Headings without a number that their print tells: short lines in one look of their own, unlike the running text, above text."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from core.model.raw import Origin
from core.model.structure.captions import reads_as_caption
from core.parsing.decisions import DEEPEST, SISTERS, Decision, heading_above
from core.parsing.lines import Line

_SHORTEST, _LONGEST = 2, 40
_TEXT = 8
"""Characters from which a line says how the running text is printed."""

_LARGER = 1.0
"""Points by which a heading is at least larger than text of the same font and weight."""

_LOOKS = 20
"""Looks of headings at most; a document has a few."""

_OTHERS = 4
"""One line in the same look that is no heading for so many that are."""

_NO_NAME = re.compile(
    r"[。；！？!?…，,、]$|[。；;！？!?]|[：:].|\S\s{2,}\S|^[（(\[《“—\-－*＊]|[）)\]]$|^附|https?:|^(?!(?:19|20)\d\d年)[\d０-９]|^(?:联系|电话|抄送|主送|报送)"
    r"|\d{5,}|(?:(?!(?:19|20)\d\d年)[\d０-９.]+(?:[万亿]?元|[万亿]|[%％人户个件次家吨亩]))"
)


class Print(NamedTuple):
    """How a line is printed: the font of its first run, its size in points, whether it is bold."""

    font: str
    size: float
    bold: bool

    def stands_out(self, text: "Print") -> bool:
        """Whether it is unlike that of the running text, and no smaller."""
        if 0 < self.size < text.size:
            return False
        is_other = bool(self.font and text.font) and self.font != text.font
        return is_other or self.bold > text.bold or self.size - text.size >= _LARGER > 0 < text.size


def find_printed(lines: Sequence[Line], known: Mapping[int, Decision]) -> dict[int, Decision]:
    """The headings that look alike, each above text or above a deeper one, in a document whose running text looks otherwise.

    ECMA-376 part 1, 17.3.2 (run properties): fonts, sizes and weights; nothing is found where the file tells none of them.
    """
    text = _running(lines)
    if text is None:
        return {}
    named = [line for line, below in pairwise(lines) if line.index not in known and _is_name(line, below, text, known)]
    alike, headed = _by_print(named), _by_print(line for line in lines if line.index in known)
    told = Counter(map(_print, lines))
    rows = [(look, row) for look, row in alike.items() if _is_row(row, len(headed.get(look, ())), told[look])]
    return _levelled(rows[:_LOOKS], lines, known)


def _by_print(lines: Iterable[Line]) -> dict[Print, list[Line]]:
    """The lines that are printed in one way each."""
    found: dict[Print, list[Line]] = {}
    for line in lines:
        look = _print(line)
        if look is not None:
            found.setdefault(look, []).append(line)
    return found


def _print(line: Line) -> Print | None:
    """None where the file does not tell, or the line is printed in two ways."""
    look = line.look
    if look is None or look.lead or line.origin is not Origin.BODY:
        return None
    return Print(look.font, look.size, look.bold)


def _running(lines: Sequence[Line]) -> Print | None:
    """How most of the text is printed; None where no way has more than half of it."""
    told: Counter[Print | None] = Counter()
    for line in lines:
        if len(line.bare) >= _TEXT and line.stops and line.origin is Origin.BODY:
            told[_own_print(line)] += len(line.bare)
    (found, most), *_ = told.most_common(1) or [(None, 0)]
    return found if most * 2 > told.total() else None


def _own_print(line: Line) -> Print | None:
    return _print(line) if line.look is None or not line.look.lead else None


def _is_name(line: Line, below: Line, text: Print, known: Mapping[int, Decision]) -> bool:
    """Whether a line may be a heading: it stands out, names something, and what belongs to it stands below."""
    if line.ordinal or not _stands_out(line, text) or not _names(line):
        return False
    if below.index in known:
        return below.number_is_first
    is_other = _print(below) != _print(line)
    return is_other and (_is_text(below) or (_stands_out(below, text) and _names(below)))


def _stands_out(line: Line, text: Print) -> bool:
    look = _print(line)
    return look is not None and look.stands_out(text)


def _is_text(line: Line) -> bool:
    return line.stops or line.is_point or line.bare[-1] in "：:"


def _names(line: Line) -> bool:
    if not _SHORTEST <= len(line.bare) <= _LONGEST or (line.look and line.look.alignment == "right"):
        return False
    if reads_as_caption(line.bare) or line.phrases.people.vocative_start.match(line.bare):
        return False
    return _NO_NAME.search(line.bare) is None


def _is_row(row: Sequence[Line], headed: int, told: int) -> bool:
    """Whether lines are a habit of the document, nearly all that is printed so, and not names of people for the most part.

    ``headed`` of the ``told`` lines in this look are headings already.
    """
    if sum(line.phrases.people.is_signed(line.bare) for line in row) * 2 > len(row):
        return False
    return len(row) >= SISTERS and (told - headed - len(row)) * _OTHERS <= len(row) + headed


def _levelled(
    rows: Sequence[tuple[Print, Sequence[Line]]], lines: Sequence[Line], known: Mapping[int, Decision]
) -> dict[int, Decision]:
    """Lines in the look of numbered headings are of their level; others lie below the heading that they first stand under."""
    levels = dict(_levels(lines, known))
    found: dict[int, Decision] = {}
    for look, row in sorted(rows, key=lambda each: each[1][0].index):
        above = heading_above(sorted({**known, **found}), row[0].index)
        if look not in levels and above < 0 and known:
            continue  # parts above numbered headings are told by what stands below them
        under = {**known, **found}[above].level if above >= 0 else 0
        level = levels.setdefault(look, min(under + 1, DEEPEST))
        found |= {line.index: Decision(line.index, level, len(line.rest), False) for line in row}
    return found


def _levels(lines: Sequence[Line], known: Mapping[int, Decision]) -> Iterator[tuple[Print, int]]:
    """The looks in which headings of one level alone are printed."""
    told: dict[Print, set[int]] = {}
    for line in lines:
        look = _print(line) if line.index in known and not known[line.index].run_in else None
        if look is not None:
            told.setdefault(look, set()).add(known[line.index].level)
    yield from ((look, levels.pop()) for look, levels in told.items() if len(levels) == 1)
