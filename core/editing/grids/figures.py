"""Pictures and kept objects changed where they stand: put in the place of another one, taken away; notes put in."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from core.editing.grids.lines import delete_block
from core.editing.grids.placing import without
from core.editing.text.paragraphs import TypedParagraph, take_over
from core.model.blocks import KeptObject, joined_media, media_key
from core.model.change import Change, apply, difference
from core.model.draft import NO_MEDIA, Draft
from core.model.elements import Element, Role
from core.model.spans import Place
from core.model.structure.notes import MARK_OF, TEXT_OF, is_of_note, notes_of, text_objects


def object_at(draft: Draft, element_id: str, index: int) -> KeptObject | None:
    """The object of that number in an element; None where there is none."""
    objects = next((each.objects for each in draft.elements if each.id == element_id), ())
    return objects[index] if 0 <= index < len(objects) else None


def put_object(
    draft: Draft,
    place: tuple[str, int],
    new: KeptObject,
    media: Mapping[str, bytes] = NO_MEDIA,
    reason: str = "换图",
) -> Change:
    """Put an object in the place of the one of that element and number; nothing changes where there is none."""
    old = object_at(draft, *place)
    if old is None:
        return difference(draft, draft, Place(place[0]), reason)
    element = next(each for each in draft.elements if each.id == place[0])
    objects = list(element.objects)
    objects[place[1]] = replace(new, offset=old.offset)
    after = _with(draft, replace(element, objects=tuple(objects)))
    return difference(draft, replace(after, media=joined_media(draft.media, media)), Place(place[0]), reason)


def delete_object(draft: Draft, place: tuple[str, int]) -> Change:
    """Take an object away; a figure that has no other goes with its caption."""
    element = next((each for each in draft.elements if each.id == place[0]), None)
    if element is None or object_at(draft, *place) is None:
        return difference(draft, draft, Place(place[0]), "删除图片")
    if element.role is Role.FIGURE and len(element.objects) == 1:
        return delete_block(draft, element.id)
    return take_object(draft, place)


def take_object(draft: Draft, place: tuple[str, int], reason: str = "删除图片") -> Change:
    """Take an object away and nothing else: the caption of a figure stays where it stands."""
    element = next((each for each in draft.elements if each.id == place[0]), None)
    if element is None or object_at(draft, *place) is None:
        return difference(draft, draft, Place(place[0]), reason)
    if element.role is Role.FIGURE and len(element.objects) == 1:
        return difference(draft, without(draft, {element.id}, draft.elements), Place(element.id), reason)
    objects = tuple(each for number, each in enumerate(element.objects) if number != place[1])
    return difference(draft, _with(draft, replace(element, objects=objects)), Place(element.id), reason)


def insert_figure(draft: Draft, index: int, new: KeptObject, media: Mapping[str, bytes]) -> Change:
    """Put an object as a figure of its own before the element of that index."""
    made = Element(f"e{draft.serial + 1}", Role.FIGURE, "", objects=(new,))
    elements = (*draft.elements[:index], made, *draft.elements[index:])
    after = replace(draft, elements=elements, serial=draft.serial + 1, media=joined_media(draft.media, media))
    return difference(draft, after, Place(made.id), "插入图片")


def is_picture_with(one: KeptObject, key: str) -> bool:
    """Whether an object shows a picture of these bytes; "" stands for one that shows none and is no note."""
    if key:
        return any(part.media == key for part in one.parts)
    return one.kind != "picture" and not is_of_note(one)


def insert_note(draft: Draft, place: tuple[str, int], kind: str = "footnote") -> Change | None:
    """Put the mark of a new ``footnote`` or ``endnote`` before a character of an element, and an empty paragraph for its text.

    The paragraph follows those of the notes whose marks come before, else it is the last one of the draft; the change names
    it. None where no mark can stand: in a note, a figure, the element of a table.
    """
    element = next((each for each in draft.elements if each.id == place[0]), None)
    if element is None or element.role in (Role.FIGURE, Role.TABLE) or text_objects(element.objects):
        return None
    name = f"e{draft.serial + 1}"
    data = _NOTE.format(kind, draft.serial + 1).encode()
    mark = KeptObject(min(place[1], len(element.content)), kind, media_key(data))
    objects = tuple(sorted((*element.objects, mark), key=lambda each: each.offset))
    elements = _with(draft, replace(element, objects=objects)).elements
    note = Element(name, Role.NOTE, "", objects=(replace(mark, kind=TEXT_OF[kind], offset=0),))
    at = _note_index(elements, element.id, objects.index(mark))
    after = replace(draft, elements=(*elements[:at], note, *elements[at:]), serial=draft.serial + 1)
    after = replace(after, media=joined_media(draft.media, {mark.media: data}))
    return difference(draft, after, Place(name), "插入脚注" if kind == "footnote" else "插入尾注")


def insert_note_with(
    draft: Draft, place: tuple[str, int], kind: str, texts: Sequence[str], reason: str = "插入注释"
) -> Change | None:
    """``insert_note`` with the words of its paragraphs; None where no mark can stand."""
    made = insert_note(draft, place, kind)
    if made is None:
        return None
    name = made.place.element_id
    typed = [TypedParagraph(name if not number else "", text) for number, text in enumerate(texts)]
    after = apply(draft, made)
    return difference(draft, apply(after, take_over(after, [name], typed)), Place(name), reason)


def delete_note(draft: Draft, element_ids: Sequence[str], reason: str = "删除注释") -> Change:
    """Take the paragraphs of a note away, and its mark."""
    gone = set(element_ids)
    keys = {
        (MARK_OF[one.kind], one.media)
        for each in draft.elements
        if each.id in gone
        for one in text_objects(each.objects)
    }
    elements = [
        replace(each, objects=tuple(one for one in each.objects if (one.kind, one.media) not in keys))
        if any((one.kind, one.media) in keys for one in each.objects)
        else each
        for each in draft.elements
    ]
    return difference(draft, without(draft, gone, elements), Place(element_ids[0]), reason)


def _note_index(elements: tuple[Element, ...], element_id: str, index: int) -> int:
    """Where the text of the note belongs whose mark is that object of that element."""
    order = {element.id: number for number, element in enumerate(elements)}
    here = order[element_id], index
    notes = notes_of(elements).items()
    earlier = [note.texts[-1].id for (name, number), note in notes if (order[name], number) < here]
    later = [note.texts[0].id for (name, number), note in notes if (order[name], number) > here]
    if earlier:
        return max(order[name] for name in earlier) + 1
    return min((order[name] for name in later), default=len(elements))


_NOTE = '<w:{0} xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:id="{1}"/>'


def _with(draft: Draft, element: Element) -> Draft:
    return replace(draft, elements=tuple(element if each.id == element.id else each for each in draft.elements))
