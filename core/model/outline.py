"""The outline of a draft: its sections, as shown in the left-hand tree."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from core.model.elements import Element, Role
from core.model.fact import Fact, FactState
from core.model.structure.attachments import AttachedPart, attached_parts, attached_start
from core.model.structure.notes import is_note_text, notes_of

FRONT = frozenset({Role.TITLE, Role.SUBTITLE, Role.DOCUMENT_NUMBER, Role.ADDRESSEE})
BACK = frozenset({Role.SIGNATURE, Role.ISSUE_DATE, Role.ATTACHMENT, Role.NOTE, Role.CLOSING})
TITLE_BLOCK = frozenset({Role.TITLE, Role.SUBTITLE, Role.DOCUMENT_NUMBER})
COVER = frozenset({Role.TABLE, Role.CELL, Role.FIGURE, Role.CONTENTS})
"""What may stand before the title."""

SIGNED = frozenset({Role.SIGNATURE, Role.ISSUE_DATE})
_OPENING = FRONT | {Role.HEADING}


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of elements under one entry of the outline.

    ``element_ids`` are the section's own elements, its heading first; ``heading_id`` is empty for the stretches before
    the first heading (引言) and after the last part (落款). ``depth`` is 1 for a part, 0 for those two.
    """

    key: str
    heading_id: str
    ordinal: str
    heading: str
    depth: int
    element_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Readiness:
    """How many fields a clerk has to look at: ``empty`` (待填), ``carried`` (待核), ``total``."""

    empty: int
    carried: int
    total: int

    @property
    def done(self) -> int:
        """Fields that are updated or confirmed."""
        return self.total - self.empty - self.carried

    def with_objects(self, waiting: int, count: int) -> "Readiness":
        """The same with so many pictures and other objects of last year's, some of which still have to be looked at."""
        return Readiness(self.empty, self.carried + waiting, self.total + count) if count else self


_HEADING = Role.HEADING


def sections(elements: Sequence[Element]) -> tuple[Section, ...]:
    """The sections in document order: 引言, one per heading, 落款, one per attachment with its headings below; stretches
    without elements are left out. The paragraphs of a footnote come last in the section that holds its mark, wherever they
    stand.
    """
    found: list[list[Element]] = []
    attached = attached_start(elements)
    back_from = back_start(elements)
    for index, element in enumerate(elements[:attached]):
        if not found or element.role is _HEADING or index == back_from:
            found.append([])
        found[-1].append(element)
    own = [_section(group, group[0] in elements[back_from:]) for group in found]
    return _with_notes((*own, *_attached_sections(elements)), elements)


def _with_notes(found: tuple[Section, ...], elements: Sequence[Element]) -> tuple[Section, ...]:
    """The sections with the paragraphs of notes below those that carry the marks."""
    marks = _marks(elements)
    if not marks:
        return found
    homes = {each: section.key for section in found for each in section.element_ids}
    own: dict[str, list[str]] = {}
    for each in sorted(homes, key=marks.__contains__):
        own.setdefault(homes[marks.get(each, each)], []).append(each)
    return tuple(replace(one, element_ids=tuple(own[one.key])) for one in found if one.key in own)


def _marks(elements: Sequence[Element]) -> dict[str, str]:
    """The paragraph that carries the first mark of a note, by the paragraphs of the note."""
    return {text.id: mark for (mark, _), note in reversed(notes_of(elements).items()) for text in note.texts}


def _attached_sections(elements: Sequence[Element]) -> Iterator[Section]:
    """A section for each attached part, and those of its headings one deeper."""
    for part in attached_parts(elements):
        mark, found = elements[part.start], list[list[Element]]([[]])
        for element in elements[part.start : part.end]:
            if element.role is Role.HEADING:
                found.append([])
            found[-1].append(element)
        ids = tuple(element.id for element in found[0])
        yield Section(mark.id, mark.id, _mark(mark, part), part.name, 1, ids)
        for group in found[1:]:
            section = _section(group, is_back=False)
            yield replace(section, depth=section.depth + 1)


def _mark(mark: Element, part: AttachedPart) -> str:
    """What stands before the name of an attachment in the outline."""
    return mark.text.strip().removesuffix(part.name).rstrip(" ：:　") + ("　" if part.name else "")


def back_start(elements: Sequence[Element]) -> int:
    """Index of the first element of the back matter: closing, signature and date with all that stands below them, where
    no heading or title does, or what else is unbroken at the end of the document.
    """
    elements = elements[: attached_start(elements)]
    opened = (i for i in range(len(elements) - 1, -1, -1) if elements[i].role in _OPENING)
    text = max(next(opened, -1) + 1, title_block(elements))
    index = next((i for i in range(text, len(elements)) if elements[i].role in SIGNED), len(elements))
    while index and elements[index - 1].role in BACK:
        index -= 1
    return index


def _section(group: Sequence[Element], is_back: bool) -> Section:
    first = group[0]
    ids = tuple(element.id for element in group)
    if first.role is Role.HEADING:
        return Section(first.id, first.id, first.ordinal, first.heading, max(first.depth, 1), ids)
    return Section(first.id, "", "", "落款" if is_back else "引言", 0, ids)


def cover(elements: Sequence[Element]) -> int:
    """How many elements stand before the title: tables, figures and a page of contents; 0 without a title below them."""
    end = next((i for i, element in enumerate(elements) if element.role not in COVER), len(elements))
    return end if end < len(elements) and elements[end].role is Role.TITLE else 0


def title_block(elements: Sequence[Element]) -> int:
    """How many elements stand before the title, in it and below it: document number, subtitles, a date or unit.

    Where nothing but notes and attachments follows, unit and date are the signature of a report without text.
    """
    start = cover(elements)
    roles = [element.role for element in elements[: attached_start(elements)]]
    titles = _first_not(roles, start, TITLE_BLOCK)
    end = _first_not(roles, start, TITLE_BLOCK | SIGNED)
    is_text = any(role not in BACK for role in roles[end:])
    return end if titles > start and is_text else titles


def _first_not(roles: Sequence[Role], start: int, known: frozenset[Role]) -> int:
    return next((i for i in range(start, len(roles)) if roles[i] not in known), len(roles))


def subtree(elements: Sequence[Element], heading_id: str) -> tuple[int, int]:
    """Half-open index range of a heading, or the mark of an attachment, and everything under it.

    Back matter never belongs to a part, nor does an attachment, nor do the footnotes behind the last attachment.
    """
    start = next(index for index, element in enumerate(elements) if element.id == heading_id)
    depth = elements[start].depth
    limit = _attachment_end(elements, start)
    if elements[start].role is Role.ATTACHMENT_MARK:
        return start, limit
    limit = limit or max(back_start(elements), start + 1)
    end = start + 1
    while end < limit and not (elements[end].role is Role.HEADING and elements[end].depth <= depth):
        end += 1
    return start, end


def _attachment_end(elements: Sequence[Element], index: int) -> int:
    """The end of the attachment around an element, without the footnotes behind it; 0 outside of attachments."""
    end = next((part.end for part in attached_parts(elements) if part.start <= index < part.end), 0)
    while end > index + 1 and is_note_text(elements[end - 1]):
        end -= 1
    return end


def fields(facts: Sequence[Fact]) -> tuple[tuple[Fact, ...], ...]:
    """Group facts into fields (equal ``group``), in order of first appearance."""
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        found.setdefault(fact.field, []).append(fact)
    return tuple(tuple(group) for group in found.values())


def readiness(facts: Sequence[Fact]) -> Readiness:
    """Counts by field, not by place: a value at forty places is one thing to check."""
    states = [group[0].state for group in fields(facts)]
    return Readiness(states.count(FactState.EMPTY), states.count(FactState.CARRIED), len(states))


class FieldCount:
    """Incremental ``readiness``: facts that stay are not counted again."""

    def __init__(self, facts: Iterable[Fact] = ()) -> None:
        self._places: dict[str, int] = {}
        self._states: dict[str, FactState] = {}
        self.change((), facts)

    def change(self, gone: Iterable[Fact], new: Iterable[Fact]) -> None:
        """Remove ``gone`` and add ``new``."""
        for fact in new:
            key = fact.field
            self._places[key] = self._places.get(key, 0) + 1
            self._states[key] = fact.state
        for fact in gone:
            key = fact.field
            self._places[key] -= 1
            if not self._places[key]:
                del self._places[key], self._states[key]

    @property
    def ready(self) -> Readiness:
        """Counts of the current facts."""
        states = list(self._states.values())
        return Readiness(states.count(FactState.EMPTY), states.count(FactState.CARRIED), len(states))


def section_names(elements: Sequence[Element]) -> dict[str, str]:
    """Ordinal and heading of the section that each element stands in; of a footnote that of its mark."""
    return {each: section.ordinal + section.heading for section in sections(elements) for each in section.element_ids}
