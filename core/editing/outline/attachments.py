"""Attachments added, renamed, moved and deleted: the 附件说明 and the attached parts stay in step (GB/T 9704-2012, 7.3.4)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from core.editing.outline.renumber import renumbered
from core.editing.text.one_line import one_line
from core.editing.text.paragraphs import retyped, take_over
from core.editing.text.replace_text import narrowed, rewritten
from core.model.change import Change, apply, difference
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.outline import back_start
from core.model.spans import Place
from core.model.structure.attachments import (
    AttachedPart,
    ListedName,
    attached_parts,
    bare_name,
    list_elements,
    list_lines,
    listed_names,
    mark_text,
    numbered_as,
    split_names,
)

NAME, RENAMED = "新的附件", "修改附件名称"
_NAMED = frozenset({Role.ATTACHMENT, Role.ATTACHMENT_TITLE})
_OF_FOOT = frozenset({Role.NOTE, Role.NOISE})


def add_attachment(draft: Draft, name: str = NAME) -> Change:
    """Add an attachment: its name below the text, mark and title behind everything attached so far."""
    serial, start = draft.serial, len(draft.elements)
    title = Element(f"e{serial + 1}", Role.ATTACHMENT_TITLE, name)
    mark = Element(f"e{serial + 2}", Role.ATTACHMENT_MARK, mark_text(len(listed_names(draft.elements)) + 1, 2))
    line = Element(f"e{serial + 3}", Role.ATTACHMENT, list_lines(("", name))[1])
    parts = attached_parts(draft.elements)
    while parts and draft.elements[start - 1].role in _OF_FOOT:
        start -= 1
    place = _list_end(draft.elements)
    elements = (*draft.elements[:place], line, *draft.elements[place:start], mark, title, *draft.elements[start:])
    after = _in_step(replace(draft, elements=renumbered(elements, draft.numbering, draft)))
    return difference(draft, after, Place(title.id), "添加附件")


def rename_attachment(draft: Draft, mark_id: str, name: str) -> Change:
    """Give an attachment a new name, at its head and in the 附件说明."""
    name = one_line(name).strip()
    if not name:
        return difference(draft, draft, Place(mark_id), RENAMED)
    return _renamed(draft, mark_id, _pair(draft.elements, mark_id)[1], name)


def _renamed(draft: Draft, mark_id: str, listed: ListedName | None, name: str) -> Change:
    """Both places with the name; one that has it stays."""
    after = _with_title(draft, mark_id, name)
    if listed is not None and listed.name != name:
        line = _element(draft, listed.element_id)
        content = line.content[: listed.start] + name + line.content[listed.end :]
        line = _element(after, line.id)  # a year in both may have been written here already
        after = _written(after, line, content) if line.content != content else after
    return difference(draft, after, Place(mark_id), RENAMED)


def _with_title(draft: Draft, mark_id: str, name: str) -> Draft:
    part = _pair(draft.elements, mark_id)[0]
    if part.name == name:
        return draft
    mark, *lines = draft.elements[part.start : part.text]
    if lines:
        return apply(draft, take_over(draft, [line.id for line in lines], (retyped(draft, lines[0], name),)))
    if part.name:
        return _written(draft, mark, mark.content.removesuffix(part.name) + name)
    title = Element(f"e{draft.serial + 1}", Role.ATTACHMENT_TITLE, name)
    place = part.start + 1
    after = replace(draft, elements=(*draft.elements[:place], title, *draft.elements[place:]))
    return apply(draft, difference(draft, after, Place(title.id), RENAMED))


def delete_attachment(draft: Draft, mark_id: str) -> Change:
    """Delete an attachment with its text and its name below the report's text."""
    part, listed = _pair(draft.elements, mark_id)
    gone = {element.id for element in draft.elements[part.start : part.end] if element.role is not Role.NOISE}
    gone |= {listed.element_id} if listed is not None else set()
    elements = tuple(element for element in draft.elements if element.id not in gone)
    facts = tuple(fact for fact in draft.facts if fact.element_id not in gone)
    after = _in_step(replace(draft, elements=renumbered(elements, draft.numbering, draft), facts=facts))
    return difference(draft, after, Place(mark_id), "删除附件")


def move_attachment(draft: Draft, mark_id: str, steps: int) -> Change:
    """Exchange places with the next (``steps`` 1) or previous (-1) attachment, in the 附件说明 as well."""
    parts = attached_parts(draft.elements)
    here = next(number for number, part in enumerate(parts) if draft.elements[part.start].id == mark_id)
    there = here + steps
    if not 0 <= there < len(parts):
        return difference(draft, draft, Place(mark_id), "移动附件")
    first, second = parts[min(here, there)], parts[max(here, there)]
    own = draft.elements
    elements = (*own[: first.start], *own[second.start : second.end], *own[first.start : first.end], *own[second.end :])
    lines = [_pair(own, own[part.start].id)[1] for part in (first, second)]
    if lines[0] is not None and lines[1] is not None:
        swap = {lines[0].element_id: _element(draft, lines[1].element_id)}
        swap[lines[1].element_id] = _element(draft, lines[0].element_id)
        elements = tuple(swap.get(element.id, element) for element in elements)
    after = replace(draft, elements=renumbered(elements, draft.numbering, draft))
    order = {element.id: number for number, element in enumerate(after.elements)}
    facts = tuple(sorted(after.facts, key=lambda fact: (order[fact.element_id], fact.start)))
    return difference(draft, _in_step(replace(after, facts=facts)), Place(mark_id), "移动附件")


def _list_end(elements: Sequence[Element]) -> int:
    """Where the next name of the 附件说明 stands: behind the last one, else above signature and date."""
    listed = list_elements(elements)
    if listed:
        return elements.index(listed[-1]) + 1
    place = back_start(elements)
    while place < len(elements) and elements[place].role is Role.CLOSING:
        place += 1
    return place


def _pair(elements: Sequence[Element], mark_id: str) -> tuple[AttachedPart, ListedName | None]:
    """An attached part and its name in the 附件说明: by place where there are as many, else by name."""
    parts, names = attached_parts(elements), listed_names(elements)
    number, part = next((i, one) for i, one in enumerate(parts) if elements[one.start].id == mark_id)
    if any(len(split_names(element.content)) > 1 for element in list_elements(elements)):
        return part, None
    if len(parts) == len(names):
        return part, names[number]
    return part, next((one for one in names if bare_name(one.name) == bare_name(part.name)), None)


def _in_step(draft: Draft) -> Draft:
    """The draft with the numbers of the 附件说明, and of the parts where there are as many, in order from 1."""
    wanted = {_element(draft, element_id): content for element_id, content in _numbered(draft.elements).items()}
    return rewritten(
        draft,
        {one.id: (narrowed(one.content, content),) for one, content in wanted.items() if one.content != content},
    )


def _numbered(elements: Sequence[Element]) -> Mapping[str, str]:
    listed, parts = listed_names(elements), attached_parts(elements)
    if any(len(split_names(element.content)) > 1 for element in list_elements(elements)):
        return {}
    found = dict(_lines(elements, listed))
    if len(listed) == len(parts):
        for number, part in enumerate(parts, 1):
            found[elements[part.start].id] = _marked(part, mark_text(number, len(parts)))
    return found


def _lines(elements: Sequence[Element], listed: Sequence[ListedName]) -> Iterator[tuple[str, str]]:
    """The lines of the 附件说明; one whose number is right stays as it is written."""
    count = len(listed)
    own = {element.id: element.content for element in list_elements(elements)}
    for number, (one, line) in enumerate(zip(listed, list_lines([one.name for one in listed]), strict=True), 1):
        content = own[one.element_id]
        right = numbered_as(content) == (number == 1, str(number) if count > 1 else "")
        yield one.element_id, content if right else line


def _marked(part: AttachedPart, mark: str) -> str:
    alone = part.text > part.start + 1 or not part.name
    return mark if alone else f"{mark}：{part.name}"


def _written(draft: Draft, element: Element, content: str) -> Draft:
    return apply(draft, take_over(draft, (element.id,), (retyped(draft, element, content),)))


def _element(draft: Draft, element_id: str) -> Element:
    return next(element for element in draft.elements if element.id == element_id)


def with_same_name(draft: Draft, change: Change) -> Change:
    """A change that was typed in a name of an attachment with the same name written at its other place; else itself."""
    typed = _typed_name(change)
    pair = next((pair for pair in _pairs(draft.elements) if typed in (*pair[1], pair[2])), None) if typed else None
    if pair is None:
        return change
    after = apply(draft, change)
    listed = _listed_in(after.elements, pair[2])
    name = listed.name if typed == pair[2] else _pair(after.elements, pair[0])[0].name
    settled = apply(after, _renamed(after, pair[0], listed, name)) if name else after
    return difference(draft, settled, change.place, change.reason)


def with_same_names(draft: Draft, change: Change) -> Change:
    """A change of many places with each name of an attachment that it writes at one place written at the other, too.

    Only where both places said the same: a name in other words stays as it is, with its own questions.
    """
    changed = {each.id for each in change.after.elements if each.role in _NAMED}
    pairs = list(_half_written(draft.elements, changed)) if changed else []
    if not pairs:
        return change
    after = apply(draft, change)
    for mark, _, listed_id in pairs:
        part, listed = _pair(after.elements, mark)[0], _listed_in(after.elements, listed_id)
        name = listed.name if listed_id in changed else part.name
        after = apply(after, _renamed(after, mark, listed, name)) if name else after
    return difference(draft, after, change.place, change.reason)


def _half_written(elements: Sequence[Element], changed: Collection[str]) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """The pairs of one name of which one place is among the changed elements and the other is not."""
    for pair in _pairs(elements):
        part, listed = _pair(elements, pair[0])
        is_half = (pair[2] in changed) != any(each in changed for each in pair[1])
        if is_half and listed is not None and listed.name == part.name:
            yield pair


def _typed_name(change: Change) -> str:
    """The element with a name that a change writes, adding and removing none; empty without one."""
    old, new = ([one.id for one in side.elements] for side in (change.before, change.after))
    return next((one.id for one in change.after.elements if one.role in _NAMED), "") if old == new else ""


def _pairs(elements: Sequence[Element]) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """The ids of mark, title and name in the 附件说明 of every attachment that has the last."""
    for part in attached_parts(elements):
        mark, *title = [element.id for element in elements[part.start : part.text]]
        listed = _pair(elements, mark)[1]
        if listed is not None:
            yield mark, tuple(title), listed.element_id


def _listed_in(elements: Sequence[Element], element_id: str) -> ListedName:
    return next(one for one in listed_names(elements) if one.element_id == element_id)
