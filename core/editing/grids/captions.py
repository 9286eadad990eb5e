"""Captions of tables and figures: added, changed, taken away; their numbers follow the order, and 见图1 follows them."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from core.editing.grids.placing import without
from core.editing.text.one_line import one_line
from core.editing.text.replace_text import Replacement, narrowed, rewritten
from core.model.change import HOMES, IDS, Change, apply, difference
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.grid import tables_of
from core.model.spans import Place, Span
from core.model.structure.captions import (
    FIGURE,
    TABLE,
    Caption,
    CaptionedBlock,
    beside_blocks,
    caption_of,
    numbered_captions,
)
from core.numbering import han_to_int, int_to_han

ADD_CAPTION, ADD_UNIT, UNIT_WORDS = "添加题注", "添加单位行", "单位：万元"
CAPTION, NO_CAPTION, UNIT, RENUMBER = "编辑题注", "删除题注", "编辑单位行", "题注重新编号"
_GAP = "　"
_BEFORE = "见如照阅据和及与至在由从按以对将把"
"""Letters that may stand before the name of a table or figure: 见图1和图2; behind any other it is part of a word (报表1)."""

_SHOWN = re.compile(
    rf"(?:(?<=[{_BEFORE}])|(?<![^\W\d_]))(?P<kind>[{TABLE}{FIGURE}]) ?"
    r"(?P<n>[1-9][0-9]{0,2}|[一二三四五六七八九十]{1,3})(?![0-9月日年%％个项]|[.．\-—－][0-9])"
)
"""Not 表5月, 图1.2; 图1—图3 are two names."""


def beside(draft: Draft, element_id: str) -> CaptionedBlock | None:
    """The table or figure at an element, with caption and unit line; the element may be a paragraph of a cell, too."""
    tables = (each.element_id for each in tables_of(draft.elements) if element_id in _ids(draft, each.start, each.end))
    block_id = next(tables, element_id)
    return next((each for each in beside_blocks(draft.elements) if each.block.id == block_id), None)


def _ids(draft: Draft, start: int, end: int) -> Iterator[str]:
    return (each.id for each in draft.elements[start:end])


def name_of(found: CaptionedBlock) -> str:
    """The words of a caption without its number; all of it where the number is none that can be computed."""
    if found.caption is None:
        return ""
    caption = caption_of(found.caption, found.block.id)
    return found.caption.content if caption is None else found.caption.content[caption.name.start : caption.name.end]


def set_caption(draft: Draft, element_id: str, name: str) -> Change:
    """Give the table or figure at an element a caption with these words, or none; the number is computed.

    The number of a caption that counts otherwise (表1-2) is part of its words.
    """
    found, name = beside(draft, element_id), one_line(name).strip()
    if found is None or name_of(found) == name:
        return difference(draft, draft, Place(element_id), CAPTION)
    if found.caption is None:
        after = _with_line(draft, found, _new_caption(draft, found, name))
    elif not name:
        after = _without(draft, found.caption.id)
    else:
        caption = caption_of(found.caption, found.block.id)
        start = 0 if caption is None else caption.name.start
        after = _written(draft, found.caption, found.caption.content[:start] + name)
    reason = CAPTION if name else NO_CAPTION
    return difference(draft, after, Place(found.block.id), reason)


def begin_caption(draft: Draft, element_id: str) -> Change:
    """Add a caption without words, which are typed in place; nothing changes where there is a caption."""
    found = beside(draft, element_id)
    if found is None or found.caption is not None:
        return difference(draft, draft, Place(element_id), ADD_CAPTION)
    after = _with_line(draft, found, _new_caption(draft, found, ""))
    return difference(draft, after, Place(found.block.id), ADD_CAPTION)


def begin_unit_line(draft: Draft, element_id: str) -> Change:
    """Add the unit line of the table at an element, to be changed in place; nothing changes where there is one."""
    found = beside(draft, element_id)
    if found is None or found.unit is not None:
        return difference(draft, draft, Place(element_id), ADD_UNIT)
    return replace(set_unit_line(draft, element_id, UNIT_WORDS), reason=ADD_UNIT)


def set_unit_line(draft: Draft, element_id: str, line: str) -> Change:
    """Write the line above the table at an element (单位：万元), or take it away."""
    found, line = beside(draft, element_id), one_line(line).strip()
    if found is None or found.block.table is None:
        return difference(draft, draft, Place(element_id), UNIT)
    if found.unit is not None:
        after = _written(draft, found.unit, line) if line else _without(draft, found.unit.id)
    elif line:
        new = Element(f"e{draft.serial + 1}", Role.BODY, line, landscape=found.block.landscape)
        after = _put(draft, new, _index(draft, found.block.id))
    else:
        after = draft
    return difference(draft, after, Place(found.block.id), UNIT)


def renumber_captions(draft: Draft) -> Change:
    """Count all captions with a plain number anew, each kind from 1; references to a number that one caption has follow."""
    captions = list(numbered_captions(draft.elements))
    uses = Counter(map(_key, captions))
    old = {each.element_id: _key(each) for each in captions if uses[_key(each)] == 1}
    after = _renumbered(draft, captions, old, frozenset())
    return difference(draft, after, Place(captions[0].block_id if captions else ""), RENUMBER)


def with_numbers(draft: Draft, change: Change) -> Change:
    """A change that adds, removes or moves captions, with their numbers in order again; else itself.

    Only kinds that were counted 1, 2, 3 … before are counted, and none while the text refers to a caption that goes with
    this change (``lost_references``): the reference would then name another one.
    """
    if change.after.order is None or not any(map(_is_block, draft.elements)):
        return change
    after = apply(draft, change)
    before, now = list(numbered_captions(draft.elements)), list(numbered_captions(after.elements))
    if list(map(HOMES, before)) == list(map(HOMES, now)):
        return change
    settled = _settled(draft, after, before, now)
    return change if settled is after else difference(draft, settled, change.place, change.reason)


def _settled(draft: Draft, after: Draft, before: Sequence[Caption], now: Sequence[Caption]) -> Draft:
    kinds = _counted_kinds(before).difference(kind for kind, _ in _lost(after, before, now))
    captions = [each for each in now if each.kind in kinds]
    old = {each.element_id: _key(each) for each in before if each.kind in kinds}
    new = frozenset(map(IDS, after.elements)).difference(map(IDS, draft.elements))
    return _renumbered(after, captions, old, new)


def lost_references(draft: Draft, change: Change) -> tuple[str, ...]:
    """The names (图2) of captions that go with a change while the text still refers to them, in order."""
    before = list(numbered_captions(draft.elements))
    after = apply(draft, change)
    lost = _lost(after, before, list(numbered_captions(after.elements)))
    return tuple(f"{kind}{value}" for kind, value in sorted(lost))


_Key = tuple[str, int]
"""Kind and number of a caption."""


def _is_block(element: Element) -> bool:
    return element.role is Role.TABLE or element.role is Role.FIGURE


def _value(digits: str) -> int:
    return int(digits) if digits.isdigit() else han_to_int(digits) or 0


def _key(caption: Caption) -> _Key:
    return caption.kind, _value(caption.digits)


def _counted_kinds(captions: Iterable[Caption]) -> frozenset[str]:
    """The kinds that are counted 1, 2, 3 …"""
    values: dict[str, list[int]] = {}
    for each in captions:
        values.setdefault(each.kind, []).append(_value(each.digits))
    return frozenset(kind for kind, own in values.items() if own == list(range(1, len(own) + 1)))


def _counted(captions: Iterable[Caption]) -> dict[str, int]:
    """The number of each caption in order, by element id."""
    counts: Counter[str] = Counter()
    found: dict[str, int] = {}
    for each in captions:
        counts[each.kind] += 1
        found[each.element_id] = counts[each.kind]
    return found


def _lost(after: Draft, before: Sequence[Caption], now: Sequence[Caption]) -> set[_Key]:
    """The captions that went and are still referred to."""
    stay = {each.element_id for each in now}
    gone = {_key(each) for each in before if each.element_id not in stay}
    return {key for each in after.elements for key, _ in _references(each)} & gone if gone else gone


def _references(element: Element) -> Iterator[tuple[_Key, Span]]:
    """The tables and figures that a paragraph names, and the place of the number."""
    if TABLE in element.content or FIGURE in element.content:
        for match in _SHOWN.finditer(element.content):
            yield (match["kind"], _value(match["n"])), Span(*match.span("n"))


def _renumbered(draft: Draft, captions: Sequence[Caption], old: Mapping[str, _Key], new: Collection[str]) -> Draft:
    """The draft with these captions counted; what is ``new`` refers to captions that are new, other text to ``old``."""
    numbers, own = _counted(captions), {each.element_id: each for each in captions}
    known = {key: numbers[name] for name, key in old.items() if name in numbers}
    fresh = {**known, **{_key(own[name]): numbers[name] for name in set(own).intersection(new)}}
    pieces: dict[str, list[Replacement]] = {}
    for element in draft.elements:
        if element.id in own:
            found = _replaced(element, own[element.id].number, numbers[element.id])
        else:
            found = _following(element, fresh if element.id in new else known)
        pieces[element.id] = found
    return rewritten(draft, {name: found for name, found in pieces.items() if found})


def _following(element: Element, follow: Mapping[_Key, int]) -> list[Replacement]:
    """The references of a paragraph with the numbers they get."""
    wanted = ((span, follow[key]) for key, span in _references(element) if key in follow)
    return list(chain.from_iterable(_replaced(element, *each) for each in wanted))


def _replaced(element: Element, span: Span, value: int) -> list[Replacement]:
    """The number there made another one; nothing where it is that already."""
    digits = element.content[span.start : span.end]
    text = _as(digits, value)
    return [(span, text)] if text != digits else []


def _as(digits: str, value: int) -> str:
    """A number as another one is written; an Arabic one may be in Han figures elsewhere."""
    return str(value) if digits.isdigit() else int_to_han(value)


def _new_caption(draft: Draft, found: CaptionedBlock, name: str) -> str:
    """The text of a caption that is added: numbered by its place, parted as the others are."""
    order = [each.block.id for each in beside_blocks(draft.elements) if each.kind == found.kind]
    captions = [each for each in numbered_captions(draft.elements) if each.kind == found.kind]
    here = order.index(found.block.id)
    number = 1 + sum(order.index(each.block_id) < here for each in captions)
    contents = {each.id: each.content for each in draft.elements}
    gap, digits = _GAP, str(number)
    if captions:
        first = captions[0]
        gap = contents[first.element_id][first.number.end : first.name.start] or _GAP
        digits = _as(first.digits, number)
    return f"{found.kind}{digits}{gap}{name}"


def _with_line(draft: Draft, found: CaptionedBlock, content: str) -> Draft:
    """The draft with a caption: above the table and its unit line, or below the figure."""
    at = _index(draft, found.unit.id if found.unit is not None else found.block.id)
    line = Element(f"e{draft.serial + 1}", Role.BODY, content, landscape=found.block.landscape)
    return _put(draft, line, at + (found.kind == FIGURE))


def _put(draft: Draft, line: Element, at: int) -> Draft:
    return replace(draft, elements=(*draft.elements[:at], line, *draft.elements[at:]), serial=draft.serial + 1)


def _index(draft: Draft, element_id: str) -> int:
    return next(number for number, each in enumerate(draft.elements) if each.id == element_id)


def _without(draft: Draft, element_id: str) -> Draft:
    return without(draft, {element_id}, draft.elements)


def _written(draft: Draft, element: Element, content: str) -> Draft:
    return rewritten(draft, {element.id: (narrowed(element.content, content),)})
