"""What a returned copy brings that no words say: pictures and objects with their bytes, whole tables, texts of new notes."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import chain, takewhile
from types import MappingProxyType

from core.editing.grids.figures import insert_figure, is_picture_with, put_object, take_object
from core.errors import BadInput
from core.model.blocks import KeptObject, KeptPart, joined_media
from core.model.change import Change, difference, with_settled_tables
from core.model.draft import NO_MEDIA, Draft
from core.model.elements import Element, Role
from core.model.grid import tables_of
from core.model.raw import RawDocument, RawParagraph, RawTable
from core.model.review.changes import ChangeKind, ReviewChange, TableEdit
from core.model.spans import Place
from core.model.structure.objects import OBJECT_NAMES
from core.package import parse_xml
from core.result import Notice
from core.review.carrying import carried
from core.review.matching import folded
from core.word.reading.document import read_word


@dataclass(frozen=True, slots=True)
class BroughtPicture:
    """An object with the text of the paragraph that it stands in."""

    shown: KeptObject
    text: str


@dataclass(frozen=True, slots=True)
class Brought:
    """Pictures by the SHA-256 of their bytes, tables by their folded words, and all bytes that they need."""

    pictures: Mapping[str, BroughtPicture] = field(default_factory=lambda: MappingProxyType({}))
    tables: Mapping[str, tuple[Element, ...]] = field(default_factory=lambda: MappingProxyType({}))
    media: Mapping[str, bytes] = field(default_factory=lambda: NO_MEDIA)

    def media_of(self, objects: Iterable[KeptObject]) -> dict[str, bytes]:
        """The bytes that objects need."""
        return {key: self.media[key] for each in objects for key in each.all_media if key in self.media}


NOTHING_BROUGHT = Brought()


def brought_by(data: bytes, changes: Iterable[ReviewChange]) -> Brought:
    """The things in a Word file that these changes put in; the file is read for them only where there are any."""
    wanted = {key for change in changes for key in _brought_keys(change)}
    if not wanted:
        return NOTHING_BROUGHT
    try:
        return _found(read_word(data).value, wanted)
    except BadInput:  # the words were read; the rest is listed and left to the person
        return NOTHING_BROUGHT


_NOT_COMPARED = MappingProxyType({"copy_formulas": "formula", "copy_charts": "chart", "copy_diagrams": "diagram"})
_DIFFERING = MappingProxyType(
    {
        "copy_formulas": "copy_formulas_differ",
        "copy_charts": "copy_charts_differ",
        "copy_diagrams": "copy_diagrams_differ",
    }
)
"""What is told of them once they were compared."""

_PLACED = MappingProxyType({"copy_objects": ("object", "shape")})
"""What is not compared at all, but told with its place."""

_READ = frozenset((*_NOT_COMPARED.values(), *chain.from_iterable(_PLACED.values())))

_OBJECT = "对象"

_Content = tuple[str, tuple[str, ...]]
"""The kind of an object, its words and numbers."""


def objects_told(notices: Sequence[Notice], base: Draft, data: bytes, media: Mapping[str, bytes]) -> Iterator[Notice]:
    """The notices about a copy with its formulas, charts and diagrams compared: which read otherwise than any that went out.

    ``media`` are the bytes of the draft. What cannot be read stays told as not compared; what is gone is a change. Shapes and
    embedded files are told with their places.
    """
    counts = {each.code: each.count for each in notices}
    own, others = dict[_Content, list[int]](), dict[_Content, list[int]]()
    with suppress(BadInput):
        if counts.keys() & {*_NOT_COMPARED, *_PLACED}:
            own = _contents(((0, each.objects) for each in base.elements), media)
            raw = read_word(data).value
            others = _contents(((each.line, each.objects) for each in raw.paragraphs), raw.media)
    yield from (_placed(each, others) for each in notices if each.code not in _NOT_COMPARED)
    for code, kind in _NOT_COMPARED.items():
        found = {content: lines for content, lines in others.items() if content[0] == kind}
        yield from _unlike(Notice(code, kind=kind, count=counts.get(code, 0)), own, found)


def _placed(told: Notice, others: Mapping[_Content, list[int]]) -> Notice:
    """A notice with the lines of what it is about, if these are known."""
    kinds = _PLACED.get(told.code, ())
    lines = chain.from_iterable(lines for content, lines in others.items() if content[0] in kinds)
    return replace(told, places=tuple(sorted(lines)) or told.places)


def _unlike(told: Notice, own: Mapping[_Content, list[int]], found: Mapping[_Content, list[int]]) -> Iterator[Notice]:
    """The notices about objects of one kind, of which ``told`` counts all."""
    unread = told.count - sum(map(len, found.values()))
    if unread > 0:
        yield replace(told, count=unread)
    other = sorted(chain.from_iterable(lines[len(own.get(content, ())) :] for content, lines in found.items()))
    if other:
        yield replace(told, code=_DIFFERING[told.code], count=len(other), places=tuple(other))


def _contents(
    holders: Iterable[tuple[int, Iterable[KeptObject]]], media: Mapping[str, bytes]
) -> dict[_Content, list[int]]:
    """The lines in which objects that are no pictures stand, by what they say."""
    found: dict[_Content, list[int]] = defaultdict(list)
    for line, objects in holders:
        for each in objects:
            if each.kind in _READ:
                found[each.kind, tuple(_words_in(each, media))].append(line)
    return found


def _words_in(shown: KeptObject, media: Mapping[str, bytes]) -> Iterator[str]:
    """The words and numbers of an object and of its own parts, as programs write the rest anew; of no XML the key."""
    for key in (shown.media, *_keys(shown.parts)):
        try:
            nodes = parse_xml(media.get(key, b"")).iter("{*}t", "{*}v")
        except BadInput:
            yield key
        else:
            yield from (_as_shown("".join((node.text or "").split())) for node in nodes)


def _as_shown(text: str) -> str:
    try:
        return f"{float(text):.9g}"
    except ValueError:
        return text


def named_objects(changes: Iterable[ReviewChange], base: Draft) -> Iterator[ReviewChange]:
    """The changes; what is taken away, or put in, and is no picture, is called by its kind, by 对象 where that is not known."""
    for change in changes:
        if change.kind is ChangeKind.PICTURE and change.elements == ("",):
            change = replace(change, old=_called(base, change.element_id))
        elif change.kind is ChangeKind.PICTURE and change.new and not change.detail:
            change = replace(change, new=_OBJECT)
        yield change


def _called(base: Draft, name: str) -> str:
    """What the objects of an element that are no pictures are called, if they are all of one kind."""
    objects = next((each.objects for each in base.elements if each.id == name), ())
    kinds = {OBJECT_NAMES.get(each.kind, _OBJECT) for each in objects if is_picture_with(each, "")}
    return kinds.pop() if len(kinds) == 1 else _OBJECT


def _found(raw: RawDocument, wanted: Collection[str]) -> Brought:
    """What is wanted of a file, with the bytes for that only."""
    pictures = {key: each for key, each in _pictures(raw.paragraphs) if key in wanted}
    tables = dict(_tables(raw)) if TableEdit.NEW in wanted else {}
    of_tables = (each.objects for table in tables.values() for each in table)
    found = Brought(MappingProxyType(pictures), MappingProxyType(tables), raw.media)
    media = found.media_of((*(each.shown for each in pictures.values()), *chain.from_iterable(of_tables)))
    return replace(found, media=MappingProxyType(media))


def _brought_keys(change: ReviewChange) -> Iterator[str]:
    """The pictures that a change puts in, or what stands for any new table."""
    if (change.kind is ChangeKind.PICTURE and change.detail) or change.detail == TableEdit.NEW:
        yield change.detail
    yield from (key for _, key in change.pictures)


def _pictures(paragraphs: Sequence[RawParagraph]) -> Iterator[tuple[str, BroughtPicture]]:
    """The first object with each picture: equal bytes are equal pictures."""
    seen: set[str] = set()
    for paragraph in paragraphs:
        for each in paragraph.objects:
            for key in _keys(each.parts):
                if key not in seen:
                    seen.add(key)
                    yield key, BroughtPicture(each, paragraph.text)


def _keys(parts: Iterable[KeptPart]) -> Iterator[str]:
    return (part.media for part in parts)


def _tables(raw: RawDocument) -> Iterator[tuple[str, tuple[Element, ...]]]:
    """The tables as elements without ids, by their words."""
    for table in raw.tables:
        own = raw.paragraphs[table.start : table.end]
        yield _words(own), tuple(_elements(table, own))


def _words(own: Iterable[RawParagraph]) -> str:
    return folded("".join(each.text for each in own))


def _elements(table: RawTable, own: Iterable[RawParagraph]) -> Iterator[Element]:
    yield Element("", Role.TABLE, "", table=table.table)
    for each in own:
        yield Element("", Role.CELL, each.text, emphasis=each.emphasis, objects=each.objects, cell=each.cell)


def table_brought(draft: Draft, place: int, change: ReviewChange, brought: Brought) -> Change | None:
    """The table of a change put in before the element of that index; None where the copy's one could not be read."""
    found = brought.tables.get(folded(change.new))
    if found is None:
        return None
    first = draft.serial + 1
    made = tuple(replace(each, id=f"e{number}") for number, each in enumerate(found, first))
    elements = (*draft.elements[:place], *made, *draft.elements[place:])
    media = joined_media(draft.media, brought.media_of(one for each in made for one in each.objects))
    after = replace(draft, elements=elements, serial=first + len(made) - 1, media=media)
    return difference(draft, with_settled_tables(after), Place(made[0].id), "")


def is_table_there(draft: Draft, change: ReviewChange, base: frozenset[str]) -> bool:
    """Whether a table with these words was put in since the copy went out."""
    wanted = folded(change.new)
    for placed in tables_of(draft.elements):
        own = draft.elements[placed.start : placed.end]
        if placed.element_id not in base and folded("".join(each.text for each in own)) == wanted:
            return True
    return False


def picture_brought(draft: Draft, place: int, change: ReviewChange, brought: Brought) -> Change | None:
    """The edit that takes a change of pictures; ``place`` is where a figure of its own comes, before that element.

    None where the old picture is not there any more, or the new one could not be read.
    """
    new = brought.pictures.get(change.detail)
    element = next((each for each in draft.elements if each.id == change.element_id), None)
    if change.new and new is None:
        return None
    if change.elements:
        return _in_place(draft, element, change, brought)
    if new is None:
        return None
    media = brought.media_of((new.shown,))
    if not change.element_id:
        return insert_figure(draft, place, replace(new.shown, offset=0), media)
    return _inside(draft, element, new, media)


def with_pictures(draft: Draft, keys: Mapping[str, Sequence[str]], brought: Brought) -> Draft | None:
    """The draft with pictures in the paragraphs of these ids; None where one could not be read, or has no place ("")."""
    every = set(chain.from_iterable(keys.values()))
    if "" in keys or not every <= brought.pictures.keys():
        return None
    shown = {name: [brought.pictures[key].shown for key in own] for name, own in keys.items()}
    elements = tuple(_with_own(each, shown.get(each.id, ())) for each in draft.elements)
    media = brought.media_of(chain.from_iterable(shown.values()))
    return replace(draft, elements=elements, media=joined_media(draft.media, media))


def _with_own(element: Element, shown: Sequence[KeptObject]) -> Element:
    """A paragraph with objects where they stood in its words."""
    if not shown:
        return element
    objects = (replace(each, offset=min(each.offset, len(element.content))) for each in shown)
    return replace(element, objects=tuple(sorted((*element.objects, *objects), key=lambda each: each.offset)))


def _inside(draft: Draft, element: Element | None, new: BroughtPicture, media: Mapping[str, bytes]) -> Change | None:
    """A picture between the words of a paragraph, or in a cell."""
    if element is None or element.role in (Role.FIGURE, Role.TABLE):
        return None
    at = carried((new.shown.offset, new.shown.offset), "", new.text, element.text).start
    shown = replace(new.shown, offset=min(max(at - len(element.prefix), 0), len(element.content)))
    objects = tuple(sorted((*element.objects, shown), key=lambda each: each.offset))
    own = replace(element, objects=objects)
    elements = tuple(own if each is element else each for each in draft.elements)
    after = replace(draft, elements=elements, media=joined_media(draft.media, media))
    return difference(draft, after, Place(element.id), "")


def _in_place(draft: Draft, element: Element | None, change: ReviewChange, brought: Brought) -> Change | None:
    """Another picture in the place of one, or none."""
    index = -1 if element is None else _index(element, change.elements[0])
    if element is None or index < 0:
        return None
    if not change.new:
        return take_object(draft, (element.id, index))
    new = brought.pictures[change.detail].shown
    return put_object(draft, (element.id, index), new, brought.media_of((new,)))


def _index(element: Element, key: str) -> int:
    """The number of the object of an element that shows a picture; one whose bytes are not known must be the only one."""
    found = [index for index, each in enumerate(element.objects) if is_picture_with(each, key)]
    return found[0] if len(found) == 1 or (found and key) else -1


def is_picture_done(draft: Draft, place: int, change: ReviewChange, base: frozenset[str]) -> bool | None:
    """Whether the draft is as a change of pictures wants it; None where it has been changed there otherwise.

    ``place`` is the index behind the paragraph that a figure of its own stands behind.
    """
    element = next((each for each in draft.elements if each.id == change.element_id), None)
    if change.elements:
        return _is_exchanged(element, change)
    if element is not None:
        return _shows(element, change.detail)
    added = takewhile(lambda each: each.id not in base, draft.elements[place:])
    return any(_shows(each, change.detail) for each in added)


def _is_exchanged(element: Element | None, change: ReviewChange) -> bool | None:
    is_old = element is not None and _index(element, change.elements[0]) >= 0
    if is_old or not change.new:
        return not is_old
    return True if element is not None and _shows(element, change.detail) else None


def _shows(element: Element, key: str) -> bool:
    return bool(key) and any(is_picture_with(each, key) for each in element.objects)
