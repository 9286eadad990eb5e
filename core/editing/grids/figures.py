"""Pictures and kept objects changed where they stand: put in the place of another one, taken away."""

from collections.abc import Mapping
from dataclasses import replace

from core.editing.grids.lines import delete_block
from core.model.blocks import KeptObject, joined_media
from core.model.change import Change, difference
from core.model.draft import NO_MEDIA, Draft
from core.model.elements import Element, Role
from core.model.spans import Place


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
    objects = tuple(each for number, each in enumerate(element.objects) if number != place[1])
    return difference(draft, _with(draft, replace(element, objects=objects)), Place(element.id), "删除图片")


def _with(draft: Draft, element: Element) -> Draft:
    return replace(draft, elements=tuple(element if each.id == element.id else each for each in draft.elements))
