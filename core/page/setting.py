"""The stretches of a broken line: where each begins and how wide it is, spare room spread as the alignment says."""

from collections.abc import Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from core.page.measure import Measured, Run
from core.page.tabs import Span
from core.page.values import Stretch

SPREAD = frozenset({"both", "distribute"})
# The share of the spare room that stands left of the line.
SHIFTS = MappingProxyType({"center": 0.5, "right": 1.0})


class Atom(NamedTuple):
    """Characters ``start`` to ``end``, drawn as one."""

    start: int
    end: int
    run: Run


def set_spans(
    measured: Measured, spans: Sequence[Span], hung: bool, room: float, align: str
) -> tuple[float, tuple[Stretch, ...]]:
    """How far the line is shifted from its left edge, and its stretches.

    ``hung``: the last mark stands past the edge and takes no room of ``room``.
    """
    if len(spans) > 1:
        return 0.0, tuple(
            [stretch for span in spans for stretch in _stretches(measured, _atoms(measured, span), span.x)]
        )
    span = spans[0]
    end = span.end - 1 if hung and span.end > span.start else span.end
    spare = max(room - measured.width(span.start, end), 0.0)
    if align in SPREAD:
        atoms = _words(measured.text, _atoms(measured, span))
        return 0.0, tuple(_stretches(measured, atoms, 0.0, spare / max(_gaps(measured.text, atoms), 1)))
    shift = spare * SHIFTS.get(align, 0.0)
    return shift, tuple(_stretches(measured, _atoms(measured, span), 0.0))


def _atoms(measured: Measured, span: Span) -> list[Atom]:
    """The parts of a line that are drawn as one."""
    start, end = span.start, span.end
    if end <= start:
        return []
    runs = measured.runs[measured.run_at(start) : measured.run_at(end - 1) + 1]
    return [Atom(max(run.start, start), min(run.end, end), run) for run in runs if not run.is_control]


def _words(text: str, atoms: list[Atom]) -> list[Atom]:
    """Latin words apart, each with the spaces after it, for room is spread between them."""
    found = []
    for start, end, run in atoms:
        if run.is_latin:
            while (space := text.find(" ", start, end - 1)) >= 0:
                found.append(Atom(start, space + 1, run))
                start = space + 1
        found.append(Atom(start, end, run))
    return found


def _inner(atom: Atom) -> int:
    """Gaps between the characters of a part: room goes between Han characters, not into Latin words."""
    return 0 if atom.run.is_latin else atom.end - atom.start - 1


def _is_gap(text: str, left: Atom, right: Atom) -> bool:
    return not (left.run.is_latin and right.run.is_latin) or text[left.end - 1] == " "


def _gaps(text: str, atoms: list[Atom]) -> int:
    between = sum([_is_gap(text, left, right) for left, right in pairwise(atoms)])
    return between + sum(map(_inner, atoms))


def _stretches(measured: Measured, atoms: list[Atom], x: float, gap: float = 0.0) -> list[Stretch]:
    """The parts one after another from ``x``, ``gap`` between their characters."""
    text = measured.text
    found: list[Stretch] = []
    last: Atom | None = None
    for atom in atoms:
        start, end, run = atom
        if gap and last is not None and _is_gap(text, last, atom):
            x += gap
        width = measured.width(start, end) + gap * _inner(atom)
        found.append(Stretch(x, width, text[start:end], run.face, start, run.is_latin, run.is_open))
        x, last = x + width, atom
    return found
