"""Edits of the outline: rename, add, delete, move, promote, demote; ordinals are recomputed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from core.editing.outline.attachments import delete_attachment, move_attachment, rename_attachment
from core.editing.outline.renumber import renumbered
from core.editing.text.one_line import one_line
from core.editing.text.paragraphs import retyped, take_over
from core.errors import BadUse
from core.model.change import Change, difference
from core.model.document import Numbering, NumberingMode
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.outline import back_start, subtree
from core.model.spans import Place
from core.model.structure.attachments import attached_start
from core.numbering import find_ordinal

DEEPEST = 4
USUAL_PREFIX = ("", "一、", "（一）", "1.", "（1）")


def rename(draft: Draft, heading_id: str, heading: str) -> Change:
    """Give a heading new words; its closing mark, its body and the facts that are left untouched stay."""
    if _is_mark(draft, heading_id):
        return rename_attachment(draft, heading_id, heading)
    element = _heading(draft, heading_id)
    heading = one_line(heading).strip()
    begin = len(element.content) - len(element.content.lstrip())
    content = element.content[:begin] + heading + element.content[begin + len(element.heading) :]
    change = take_over(draft, (heading_id,), (retyped(draft, element, content),))
    return replace(change, reason="修改标题")


def add_section(draft: Draft, after_id: str, heading: str = "新的章节") -> Change:
    """Add a heading of the same depth after the whole part that ``after_id`` heads; without an id, a last part."""
    if after_id:
        depth, level, prefix = _form_beside(draft, after_id)
        _, index = subtree(draft.elements, after_id)
    else:
        index, depth = end_of_parts(draft), 1
        level, prefix = usual_form(draft, depth)
    new = Element(f"e{draft.serial + 1}", Role.HEADING, heading, prefix, level, depth, len(heading))
    return _restructured(draft, _inserted(draft.elements, index, (new,)), new.id, "添加章节")


def delete_section(draft: Draft, heading_id: str) -> Change:
    """Delete a heading and everything under it."""
    if _is_mark(draft, heading_id):
        return delete_attachment(draft, heading_id)
    start, end = subtree(draft.elements, _heading(draft, heading_id).id)
    return _restructured(draft, draft.elements[:start] + draft.elements[end:], heading_id, "删除章节")


def move_section(draft: Draft, heading_id: str, steps: int) -> Change:
    """Exchange places with the next (``steps`` 1) or previous (-1) part of the same depth under the same parent."""
    if _is_mark(draft, heading_id):
        return move_attachment(draft, heading_id, steps)
    start, end = subtree(draft.elements, _heading(draft, heading_id).id)
    elements = draft.elements
    if steps > 0:
        if end >= len(elements) or not _same_rank(elements[end], elements[start]):
            return _restructured(draft, elements, heading_id, "移动章节")
        _, target = subtree(elements, elements[end].id)
        order = elements[:start] + elements[end:target] + elements[start:end] + elements[target:]
        return _restructured(draft, order, heading_id, "移动章节")
    before = previous_heading(elements, start)
    if before is None:
        return _restructured(draft, elements, heading_id, "移动章节")
    order = elements[:before] + elements[start:end] + elements[before:start] + elements[end:]
    return _restructured(draft, order, heading_id, "移动章节")


def place_section(draft: Draft, heading_id: str, before_id: str, depth: int = 0) -> Change:
    """Move a part, with everything under it, before another heading ("": after the last part).

    With a ``depth`` the part is raised or lowered to it; nothing changes where that would exceed the four levels.
    """
    heading = _heading(draft, heading_id)
    start, end = subtree(draft.elements, heading.id)
    steps = depth - heading.depth if depth else 0
    taken = lowered(draft, draft.elements[start:end], steps)
    if not taken or any(element.id == before_id for element in taken):
        return _restructured(draft, draft.elements, heading_id, "移动章节")
    rest = draft.elements[:start] + draft.elements[end:]
    ids = [element.id for element in rest]
    to_end = not before_id or rest[ids.index(before_id)].role is Role.ATTACHMENT_MARK
    index = end_of_parts(replace(draft, elements=rest)) if to_end else ids.index(before_id)
    return _restructured(draft, _inserted(rest, index, taken), heading_id, "移动章节")


def promote(draft: Draft, heading_id: str) -> Change:
    """Raise a part, with everything under it, by one level; the first level stays where it is."""
    return _shifted(draft, heading_id, -1, "升级")


def demote(draft: Draft, heading_id: str) -> Change:
    """Lower a part by one level, under the part before it; without one, or at the fourth level, nothing changes."""
    start, _ = subtree(draft.elements, _heading(draft, heading_id).id)
    if previous_heading(draft.elements, start) is None:
        return _restructured(draft, draft.elements, heading_id, "降级")
    return _shifted(draft, heading_id, 1, "降级")


def _shifted(draft: Draft, heading_id: str, steps: int, reason: str) -> Change:
    start, end = subtree(draft.elements, _heading(draft, heading_id).id)
    part = lowered(draft, draft.elements[start:end], steps)
    if not part:
        return _restructured(draft, draft.elements, heading_id, reason)
    return _restructured(draft, draft.elements[:start] + part + draft.elements[end:], heading_id, reason)


def lowered(draft: Draft, part: tuple[Element, ...], steps: int) -> tuple[Element, ...]:
    """The elements of a part with headings ``steps`` deeper; empty if one would exceed the four levels."""
    depths = [element.depth + steps for element in part if element.role is Role.HEADING]
    if not steps or not depths:
        return part
    if min(depths) < 1 or max(depths) > DEEPEST:
        return ()
    return tuple(_formed(draft, element, element.depth + steps) for element in part)


def _formed(draft: Draft, element: Element, depth: int) -> Element:
    if element.role is not Role.HEADING:
        return element
    level, prefix = usual_form(draft, depth)
    return replace(element, depth=depth, level=level, prefix=prefix)


def usual_form(draft: Draft, depth: int) -> tuple[int, str]:
    """Level and ordinal shape that this document's headings of a depth most often have.

    A depth that has none is numbered as usual, but always lower than the one above it: （1） under 一、 and 1.
    """
    found = Counter(
        (element.level, _ordinal_only(element.prefix))
        for element in draft.elements
        if element.role is Role.HEADING and element.depth == depth and element.prefix.strip()
    )
    if not found:
        above = usual_form(draft, depth - 1)[0] if depth > 1 else 0
        level = min(max(depth, above + 1), DEEPEST)
        return level, USUAL_PREFIX[level]
    shapes = Counter(level for level, _ in found.elements())
    level = shapes.most_common(1)[0][0]
    return next((key, prefix) for key, prefix in found if key == level)


def _ordinal_only(prefix: str) -> str:
    ordinal = find_ordinal(prefix)
    return prefix[ordinal.start :] if ordinal else prefix.strip()


def _restructured(draft: Draft, elements: tuple[Element, ...], heading_id: str, reason: str) -> Change:
    kept = {element.id for element in elements}
    same = elements == draft.elements
    after = replace(
        draft,
        elements=elements if same else renumbered(elements, draft.numbering, draft),
        facts=tuple(fact for fact in draft.facts if fact.element_id in kept),
    )
    return difference(draft, after, Place(heading_id), reason)


def _inserted(elements: tuple[Element, ...], index: int, new: tuple[Element, ...]) -> tuple[Element, ...]:
    return elements[:index] + new + elements[index:]


def end_of_parts(draft: Draft) -> int:
    """The index after the last part, before signature, date and what follows them."""
    reported = draft.elements[: attached_start(draft.elements)]
    headings = [element for element in reported if element.role is Role.HEADING]
    if headings:
        return subtree(draft.elements, headings[-1].id)[1]
    return back_start(draft.elements)


def _same_rank(element: Element, other: Element) -> bool:
    return element.role is Role.HEADING and element.depth == other.depth


def previous_heading(elements: Sequence[Element], start: int) -> int | None:
    """Index of the heading of the same depth before this one, under the same parent."""
    depth = elements[start].depth
    for index in range(start - 1, -1, -1):
        if elements[index].role is Role.ATTACHMENT_MARK:
            return None
        if elements[index].role is Role.HEADING and elements[index].depth <= depth:
            return index if elements[index].depth == depth else None
    return None


def _form_beside(draft: Draft, beside: str) -> tuple[int, int, str]:
    """Depth, level and ordinal of a new heading beside another, or at the end of an attachment."""
    if _is_mark(draft, beside):
        return 1, *usual_form(draft, 1)
    model = _heading(draft, beside)
    return max(model.depth, 1), model.level, model.prefix


def _is_mark(draft: Draft, element_id: str) -> bool:
    return any(part.id == element_id for part in draft.elements if part.role is Role.ATTACHMENT_MARK)


def _heading(draft: Draft, heading_id: str) -> Element:
    for element in draft.elements:
        if element.id == heading_id and element.role is Role.HEADING:
            return element
    raise BadUse("unknown_heading", id=heading_id)


def number_level(draft: Draft, heading_id: str, run_on: bool) -> Change:
    """Let the ordinals of a heading's level run on through the document, or restart in each part.

    At most one level runs on. Nothing changes for a heading without an ordinal.
    """
    level = next((element.level for element in draft.elements if element.id == heading_id), 0)
    mode = Numbering(NumberingMode.RUN_ON, level) if run_on else Numbering()
    if not level or mode == draft.numbering:
        mode = draft.numbering
    after = replace(draft, numbering=mode)
    if mode != draft.numbering:
        after = replace(after, elements=renumbered(draft.elements, mode, draft))
    return difference(draft, after, Place(heading_id), "全文连续编号" if run_on else "每章节重新编号")
