"""Horizontal positions and widths of a line's text runs, with the spare width distributed by the alignment."""

import itertools
from collections.abc import Sequence
from types import MappingProxyType
from typing import TypeAlias

from core.typesetting.measure import Measured, MeasuredRun
from core.typesetting.tabs import TabSpan
from core.typesetting.values import Stretch

SPREAD = frozenset({"both", "distribute"})
# Twips for each character of a line; a line spread wider is one of few words, such as the names on a red head.
WIDE_GAP = 40
# The share of the spare room that stands left of the line.
SHIFTS = MappingProxyType({"center": 0.5, "right": 1.0})

# Characters start to end of a run, drawn as one. A plain tuple: there are thousands of them.
Atom: TypeAlias = tuple[int, int, MeasuredRun]


def place_spans(
    measured: Measured, spans: Sequence[TabSpan], is_hanging: bool, room: float, align: str
) -> tuple[float, tuple[Stretch, ...]]:
    """Shift of the line from its left edge, and its placed stretches of text.

    ``is_hanging``: the last mark stands past the right edge and takes nothing of ``room``.
    """
    if len(spans) > 1:
        return 0.0, tuple([stretch for span in spans for stretch in _set_plain(measured, span)])
    span = spans[0]
    spare = max(room - measured.width(span.start, span.end - is_hanging), 0.0)
    if align in SPREAD:
        return 0.0, _set_spread(measured, span, spare)
    return spare * SHIFTS.get(align, 0.0), _set_plain(measured, span)


def _set_plain(measured: Measured, span: TabSpan) -> tuple[Stretch, ...]:
    """Stretches at their natural widths."""
    sums, lefts, text = measured.sums, measured.lefts, measured.text
    origin = span.x - lefts[span.start]
    return tuple(
        [
            Stretch(origin + lefts[start], sums[end] - lefts[start], text[start:end], run.face, start, *run[3:5])
            for start, end, run in _atoms(measured, span)
        ]
    )


def _set_spread(measured: Measured, span: TabSpan, spare: float) -> tuple[Stretch, ...]:
    """Stretches with the spare width between Han characters and after spaces, never inside a Latin word."""
    sums, lefts, text, atoms = measured.sums, measured.lefts, measured.text, _atoms(measured, span)
    if " " in text[span.start : span.end]:
        atoms = _words(text, atoms)
    if spare > (span.end - span.start) * WIDE_GAP:
        atoms = [piece for atom in atoms for piece in _alone(atom)]
    counts = _gaps(text, atoms)
    gap = spare / max(sum(counts), 1)
    x, found = span.x - lefts[span.start] + sums[span.start], []
    for (start, end, run), count in zip(atoms, counts, strict=True):
        x += lefts[start] - sums[start]
        width = sums[end] - lefts[start]
        inner = 0.0 if run.is_latin else gap * (end - start - 1)
        found.append(Stretch(x, width + inner, text[start:end], run.face, start, *run[3:5]))
        x += width + gap * count
    return tuple(found)


def _atoms(measured: Measured, span: TabSpan) -> list[Atom]:
    start, end, runs = span.start, span.end, measured.runs
    if end <= start:
        return []
    first = measured.run_at(start)
    if runs[first].end >= end:
        return [] if runs[first].is_control else [(start, end, runs[first])]
    found = runs[first : measured.run_at(end - 1) + 1]
    return [(max(run.start, start), min(run.end, end), run) for run in found if not run.is_control]


def _words(text: str, atoms: list[Atom]) -> list[Atom]:
    """Split Latin words, each with the spaces after it."""
    found = []
    for start, end, run in atoms:
        if run.is_latin:
            while (space := text.find(" ", start, end - 1)) >= 0:
                found.append((start, space + 1, run))
                start = space + 1
        found.append((start, end, run))
    return found


def _alone(atom: Atom) -> list[Atom]:
    """Split into single Han characters: painters add the gap after each, which must not show at the end of the line."""
    start, end, run = atom
    return [atom] if run.is_latin else [(place, place + 1, run) for place in range(start, end)]


def _gaps(text: str, atoms: list[Atom]) -> list[int]:
    """Shares of the spare width per atom: one after each Han character and each space.

    A Latin word gets one before a Han character; the last character of the line gets none.
    """
    counts = [_share(text, atom, following) for atom, following in itertools.pairwise(atoms)]
    if atoms:
        start, end, run = atoms[-1]
        counts.append(0 if run.is_latin else end - start - 1)
    return counts


def _share(text: str, atom: Atom, following: Atom) -> int:
    start, end, run = atom
    if not run.is_latin:
        return end - start
    return 1 if not following[2].is_latin or text[end - 1] == " " else 0
