"""Captions (表1 …, 图1 …) and unit lines (单位：万元): which paragraphs beside tables and figures are some, and their numbers."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from types import MappingProxyType

from core.model.elements import Element, Role
from core.model.spans import Span
from core.model.text import HAN_RANGE

TABLE, FIGURE = "表", "图"
_LINES = 2
"""Caption and unit line above a table."""

_NUMBER = r"(?:\d+(?:[.．\-—－]\d+)*|[一二三四五六七八九十]{1,3}(?=[\s　:：.．、]))"
_REST = r"[^。；]{0,60}"
_PATTERNS = MappingProxyType({kind: re.compile(rf"续?{kind}\s?{_NUMBER}{_REST}") for kind in (TABLE, FIGURE)})
_COUNTED = re.compile(rf"{TABLE}\s?{_NUMBER}[\s　:：.．、](?=.*[{HAN_RANGE}])[^，。；]{{1,60}}")
"""The line below a table that names it; words that begin like one (表1中…, 表2同上) are none."""

_NAME = re.compile(
    rf"(?=.*[{HAN_RANGE}]{{2}})[^，。；：！？,;:!?…\t]{{4,30}}(?<=[{HAN_RANGE}）)])(?<!如下)(?<!下表)(?<!所示)(?<![年月日])"
)
"""What names a table without a number, as it is no part of a sentence: 各镇完成情况."""

_CAPTION = re.compile(
    rf"\s*(?P<kind>[{TABLE}{FIGURE}])\s?(?P<number>[1-9]\d{{0,2}}(?![\d.．\-—－])|[一二三四五六七八九十]{{1,3}})(?P<gap>[\s　:：.．、]*)"
)
_NOTE = re.compile(r"(?:注|备注|说明|附注|资料来源|数据来源|来源)\s?\d{0,2}\s?[:：].+")
"""What stands below a table about it: 注：…, 资料来源：…."""

UNIT_LINE = re.compile(r"[（(]?\s?(?:计量|数量|金额)?\s?单\s?位\s?[:：][^。；]{1,20}")


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption with a plain number, ``digits``, which can be computed.

    ``block_id`` is the table or figure, ``number`` the place of the number in ``content``, ``name`` that of the words
    behind it.
    """

    element_id: str
    block_id: str
    kind: str
    digits: str
    number: Span
    name: Span


@dataclass(frozen=True, slots=True)
class CaptionedBlock:
    """What stands with a table or figure: the paragraphs of caption, unit line and notes, if there are any."""

    block: Element
    caption: Element | None = None
    unit: Element | None = None
    notes: tuple[Element, ...] = ()

    @property
    def lines(self) -> frozenset[str]:
        """The ids of caption and unit line."""
        return frozenset(each.id for each in (self.caption, self.unit) if each is not None)

    @property
    def kind(self) -> str:
        """表 or 图."""
        return FIGURE if self.block.table is None else TABLE


def reads_as_caption(text: str) -> bool:
    """Whether a text alone reads like the caption of a table or figure: 表1　主要指标."""
    return any(pattern.fullmatch(text) for pattern in _PATTERNS.values())


def is_figure(element: Element) -> bool:
    """Whether a paragraph consists of objects only, so that it is set apart from the text."""
    return element.role is Role.FIGURE and bool(element.objects) and not element.text.strip()


def beside_blocks(elements: Iterable[Element]) -> Iterator[CaptionedBlock]:
    """Every table and figure in order; a caption stands above a table or below a figure, a unit line above a table.

    A line that counts tables stands below one, too, where none is above and no other table follows (表1　主要指标).
    """
    outside = [each for each in elements if each.role is not Role.CELL]
    for index, element in enumerate(outside):
        if element.table is not None:
            found = _above(element, outside[max(index - _LINES, 0) : index])
            below = outside[index + 1 : index + 2 + _LINES]
            caption = found.caption or _below(below)
            is_below = caption is not found.caption
            notes = takewhile(_is_note, outside[index + 1 + is_below :])
            yield replace(found, caption=caption, notes=tuple(notes))
        elif is_figure(element):
            yield CaptionedBlock(element, _line(outside[index + 1 : index + 2], _PATTERNS[FIGURE]))


def _below(after: Sequence[Element]) -> Element | None:
    """The caption below a table, of which ``after`` are the next paragraphs; None where it is that of the next table."""
    following = next((each for each in after[1:] if UNIT_LINE.fullmatch(each.text.strip()) is None), None)
    is_next = following is not None and following.table is not None
    return None if is_next else _line(after[:1], _COUNTED)


def _is_note(element: Element) -> bool:
    """Whether a paragraph reads as one about the table above; no footnote, whose text stands at the foot of the page."""
    is_text = element.role in (Role.BODY, Role.NOTE) and not element.objects
    return is_text and _NOTE.fullmatch(element.text.strip()) is not None


def _above(table: Element, before: Sequence[Element]) -> CaptionedBlock:
    """The caption and the unit line of a table, in whichever order they stand above it."""
    unit = _line(before[-1:], UNIT_LINE)
    if unit is not None:
        return CaptionedBlock(table, _caption(before[:-1][-1:]), unit)
    caption = _caption(before[-1:])
    return CaptionedBlock(table, caption, _line(before[:-1][-1:], UNIT_LINE) if caption is not None else None)


def _caption(near: Sequence[Element]) -> Element | None:
    plain = [each for each in near if not each.prefix.strip()]
    return _line(near, _PATTERNS[TABLE]) or _line(plain, _NAME)


def _line(elements: Sequence[Element], pattern: re.Pattern[str]) -> Element | None:
    found = (each for each in elements if each.role is Role.BODY and pattern.fullmatch(each.text.strip()) is not None)
    return next(found, None)


def captions_of(elements: Iterable[Element]) -> dict[str, str]:
    """How captions, unit lines and notes of tables are aligned, by element id."""
    found: dict[str, str] = {}
    for each in beside_blocks(elements):
        if each.caption is not None:
            found[each.caption.id] = "center"
        if each.unit is not None:
            found[each.unit.id] = "right"
        found.update((note.id, "left") for note in each.notes)
    return found


def numbered_captions(elements: Iterable[Element]) -> Iterator[Caption]:
    """The captions with a plain number, in order: 表1, 图二; none like 表1-2."""
    for each in beside_blocks(elements):
        if each.caption is not None and (found := caption_of(each.caption, each.block.id)) is not None:
            yield found


def caption_of(element: Element, block_id: str) -> Caption | None:
    """The parts of a caption; None where its number is none that can be computed."""
    match = _CAPTION.match(element.content)
    if match is None or element.prefix.strip():
        return None
    number, name = Span(*match.span("number")), Span(match.end(), max(len(element.content.rstrip()), match.end()))
    return Caption(element.id, block_id, match["kind"], match["number"], number, name)
