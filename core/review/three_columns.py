"""三栏对照表: the changes between two versions as rows, each with the sentences around it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from core.model.review.redline import (
    FIRST_OBJECT,
    LAST_OBJECT,
    MARK,
    RedlineBlock,
    RedlinePlan,
    RedlineRow,
    RedlineStep,
    StepKind,
    TextHunk,
)
from core.model.tables.paper_table import PaperCell, PaperRun
from core.model.text import CLOSING_MARKS, SENTENCE_ENDS

_HEADING = re.compile("[一二三四五六七八九十]{1,3}、")
_LONGEST_HEADING = 60
_DIGITS = re.compile(r"[0-9０-９.．,，%％‰+\-－零〇一二三四五六七八九十百千万亿]")
_ENDED = "¶"
_OBJECTS = re.compile(f"[{FIRST_OBJECT}-{LAST_OBJECT}]+")
_OBJECT = "图片或对象"
_FAR = 24
"""Characters of an unchanged sentence shown before and after the changed ones when no sentence ends nearer."""


class ChangeGroup(StrEnum):
    """What a row is about: figures alone, or wording, too."""

    NUMBERS = "numbers"
    WORDING = "wording"


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One changed paragraph or row of a table: both sides with what differs marked; ``names`` are the anchors in it."""

    section: str
    old: PaperCell
    new: PaperCell
    group: ChangeGroup
    what: str
    names: tuple[str, ...] = ()


_NAMES = MappingProxyType({StepKind.GONE: "删去", StepKind.NEW: "新增", StepKind.MOVED_HERE: "移动"})


def compared_rows(
    plan: RedlinePlan, old: Sequence[RedlineBlock], new: Sequence[RedlineBlock]
) -> tuple[ComparedRow, ...]:
    """A row for each paragraph or row that differs, in the order of the redline; what is merely blank is left out."""
    return tuple(_Rows(old, new).of(plan.steps))


class _Rows:
    """Makes the rows; the section is that of the last heading passed."""

    def __init__(self, old: Sequence[RedlineBlock], new: Sequence[RedlineBlock]) -> None:
        self._old, self._new = old, new
        self._section = ""

    def of(self, steps: Iterable[RedlineStep]) -> Iterator[ComparedRow]:
        """The rows of all steps."""
        for step in steps:
            olds, news = self._old[step.old.start : step.old.end], self._new[step.new.start : step.new.end]
            self._pass_heading(news if step.kind is not StepKind.GONE else ())
            if step.kind is not StepKind.MOVED_AWAY:
                yield from self._of_step(step, olds, news)

    def _pass_heading(self, blocks: Sequence[RedlineBlock]) -> None:
        for block in blocks:
            if len(block.text) <= _LONGEST_HEADING and _HEADING.match(block.text.strip()):
                self._section = block.text.strip()

    def _of_step(
        self, step: RedlineStep, olds: Sequence[RedlineBlock], news: Sequence[RedlineBlock]
    ) -> Iterator[ComparedRow]:
        names = tuple(name for block in (*olds, *news) for name in block.names)
        if step.rows:
            yield from self._of_rows(step, _rows_of(olds), _rows_of(news))
        elif step.kind in (StepKind.NEW, StepKind.GONE):
            yield from self._one_sided(step.kind, (*olds, *news)[0], names)
        elif step.hunks or step.kind is StepKind.MOVED_HERE:
            yield self._changed(step, olds, news, names)

    def _one_sided(self, kind: StepKind, block: RedlineBlock, names: tuple[str, ...]) -> Iterator[ComparedRow]:
        """A paragraph or table that only one side has; nothing for a blank one."""
        text = _whole(block)
        if text.strip():
            is_object = _OBJECTS.fullmatch(text.strip()) is not None
            yield self._whole(kind, text, names, "表格" if block.rows is not None else _OBJECT if is_object else "")

    def _whole(self, kind: StepKind, text: str, names: tuple[str, ...], what: str) -> ComparedRow:
        """A paragraph or table that only one side has."""
        is_gone = kind is StepKind.GONE
        cell = (PaperRun(_OBJECTS.sub(f"〔{_OBJECT}〕", text), is_struck=is_gone, is_bold=not is_gone),)
        sides: tuple[PaperCell, PaperCell] = (cell, ()) if is_gone else ((), cell)
        return ComparedRow(self._section, *sides, ChangeGroup.WORDING, f"{_NAMES[kind]}{what}", names)

    def _changed(
        self, step: RedlineStep, olds: Sequence[RedlineBlock], news: Sequence[RedlineBlock], names: tuple[str, ...]
    ) -> ComparedRow:
        one, two = (MARK.join(block.text for block in blocks) for blocks in (olds, news))
        moved = _NAMES.get(step.kind, "")
        if not step.hunks:
            first = (PaperRun(_opening(one)),)
            return ComparedRow(self._section, first, first, ChangeGroup.WORDING, moved, names)
        what = "；".join(dict.fromkeys(filter(None, (moved, *(_marks(one, two, hunk) for hunk in step.hunks)))))
        group = ChangeGroup.NUMBERS if not what and _is_numbers(one, two, step.hunks) else ChangeGroup.WORDING
        return ComparedRow(self._section, *_both_marked(one, two, step.hunks), group, what, names)

    def _of_rows(
        self, step: RedlineStep, before: Sequence[RedlineRow], after: Sequence[RedlineRow]
    ) -> Iterator[ComparedRow]:
        for row in step.rows:
            if row.old < 0 or row.new < 0:
                kind = StepKind.GONE if row.new < 0 else StepKind.NEW
                cells = before[row.old].cells if row.new < 0 else after[row.new].cells
                yield self._whole(kind, "｜".join(cells), (), "一行")
                continue
            for number, hunks in enumerate(row.cells):
                if hunks:
                    one, two = before[row.old].cells[number], after[row.new].cells[number]
                    yield self._cell(before[row.old].cells[0], one, two, hunks)

    def _cell(self, head: str, one: str, two: str, hunks: Sequence[TextHunk]) -> ComparedRow:
        group = ChangeGroup.NUMBERS if _is_numbers(one, two, hunks) else ChangeGroup.WORDING
        old, new = _both_marked(one, two, hunks)
        label = (PaperRun(f"{head.replace(MARK, '')}："),) if head != one else ()
        return ComparedRow(self._section, (*label, *old), (*label, *new), group, "表格")


def _rows_of(blocks: Sequence[RedlineBlock]) -> Sequence[RedlineRow]:
    return blocks[0].rows or ()


def _whole(block: RedlineBlock) -> str:
    if block.rows is None:
        return block.text
    return "\n".join("｜".join(row.cells) for row in block.rows).replace(MARK, "")


def _marks(old: str, new: str, hunk: TextHunk) -> str:
    """What happened to the ends of paragraphs in one change."""
    gone, put = old[hunk.start : hunk.end].count(MARK), new[hunk.new_start : hunk.new_end].count(MARK)
    return "分段" if put > gone else "并段" if gone > put else ""


def _is_numbers(old: str, new: str, hunks: Iterable[TextHunk]) -> bool:
    """Whether nothing but figures differs."""
    parts = [(old[hunk.start : hunk.end], new[hunk.new_start : hunk.new_end]) for hunk in hunks]
    return all(one and two and not _DIGITS.sub("", one + two) for one, two in parts)


def _both_marked(old: str, new: str, hunks: Sequence[TextHunk]) -> tuple[PaperCell, PaperCell]:
    left = marked(old, [(hunk.start, hunk.end) for hunk in hunks], is_old=True)
    return left, marked(new, [(hunk.new_start, hunk.new_end) for hunk in hunks], is_old=False)


def marked(text: str, spans: Sequence[tuple[int, int]], is_old: bool) -> PaperCell:
    """The sentences with these characters, struck out on the old side and bold on the new one; others as dots."""
    runs: list[PaperRun] = []
    shown = 0
    for first, last in _sentences(text, spans):
        if first > shown:
            runs.append(PaperRun("……"))
        inside = [(start, end) for start, end in spans if first <= start and end <= last]
        place = first
        for start, end in inside:
            runs.append(PaperRun(_said(text[place:start])))
            runs.append(PaperRun(_said(text[start:end]), is_struck=is_old, is_bold=not is_old))
            place = end
        runs.append(PaperRun(_said(text[place:last])))
        shown = last
    if shown < len(text):
        runs.append(PaperRun("……"))
    return tuple(run for run in runs if run.text)


def _said(text: str) -> str:
    return _OBJECTS.sub(f"〔{_OBJECT}〕", text.replace(MARK, _ENDED).replace("\n", " "))


def _sentences(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches of whole sentences that hold the spans; neighbours are one."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        first, last = _begin(text, start), _end(text, end)
        if found and first <= found[-1][1]:
            first, last = found[-1][0], max(found.pop()[1], last)
        found.append((first, last))
    return found


def _begin(text: str, place: int) -> int:
    ends = [each for each in range(place - 1, -1, -1) if text[each] in SENTENCE_ENDS + MARK]
    begin = ends[0] + 1 if ends else 0
    while begin < place and text[begin] in CLOSING_MARKS:
        begin += 1
    return begin


def _end(text: str, place: int) -> int:
    if place and text[place - 1 : place] in tuple(SENTENCE_ENDS):
        return place
    end = next((each + 1 for each in range(place, len(text)) if text[each] in SENTENCE_ENDS + MARK), len(text))
    while end < len(text) and text[end] in CLOSING_MARKS:
        end += 1
    return end


def _opening(text: str) -> str:
    text = _said(text)
    return text if len(text) <= _FAR * 2 else f"{text[: _FAR * 2]}……"
