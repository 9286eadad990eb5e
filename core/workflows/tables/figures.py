"""Pictures of a draft changed where they stand: another picture, another width, another alternative text."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from core.editing.grids.captions import beside, name_of, set_caption, with_numbers
from core.editing.grids.figures import delete_object, insert_note, object_at, put_object
from core.model.blocks import KeptObject, media_key
from core.model.change import Change, apply, difference
from core.model.draft import Draft
from core.model.spans import Place
from core.model.tables.fit import USUAL_AREA, TypeArea
from core.model.tables.given import GivenPicture
from core.numbering import write_number
from core.word.writing.blocks import relabelled_drawing, resized_drawing

__all__ = (
    "EMU_PER_MM",
    "TALLEST",
    "FigureDetails",
    "FigurePlace",
    "change_picture",
    "delete_picture",
    "details_of",
    "insert_note",
    "is_sizable",
    "most_width",
    "object_at",
    "set_details",
    "set_label",
    "set_width",
    "write_number",
)

EMU_PER_MM = 36_000
EMU_PER_TWIP = 635
TALLEST = 225 * EMU_PER_MM
"""The height of the type area of GB/T 9704-2012, 6.1, in English Metric Units."""

_LEAST = 5 * EMU_PER_MM


@dataclass(frozen=True, slots=True)
class FigurePlace:
    """An object of a draft by its element and its number there."""

    element_id: str
    index: int = 0


@dataclass(frozen=True, slots=True)
class FigureDetails:
    """Width in English Metric Units, alternative text, and the words of the caption; None where there can be none."""

    width: int
    label: str
    caption: str | None = None


def details_of(draft: Draft, place: FigurePlace) -> FigureDetails | None:
    """What can be said about a picture; None where there is none."""
    one, found = _at(draft, place), beside(draft, place.element_id)
    if one is None:
        return None
    return FigureDetails(one.width, one.label, None if found is None else name_of(found))


def most_width(draft: Draft, place: FigurePlace, area: TypeArea = USUAL_AREA) -> int:
    """How wide a picture may be there, in English Metric Units."""
    return area[any(each.landscape for each in draft.elements if each.id == place.element_id)] * EMU_PER_TWIP


def is_sizable(draft: Draft, place: FigurePlace) -> bool:
    """Whether its size can be changed."""
    one = _at(draft, place)
    return one is not None and bool(one.width and one.height) and resized_drawing(_xml(draft, one), 1, 1) is not None


def set_width(draft: Draft, place: FigurePlace, width: int, area: TypeArea = USUAL_AREA) -> Change:
    """Make a picture so wide, in English Metric Units, at most as wide as the type area; its proportions stay.

    Nothing changes for an object whose size cannot be changed.
    """
    one = _at(draft, place)
    if one is None or not (one.width and one.height):
        return _nothing(draft, place, "调整图片大小")
    new_width, height = _fitted(width, one, most_width(draft, place, area))
    data = resized_drawing(_xml(draft, one), new_width, height)
    if data is None or new_width == one.width:
        return _nothing(draft, place, "调整图片大小")
    return _put(draft, place, replace(one, width=new_width, height=height), data, "调整图片大小")


def set_label(draft: Draft, place: FigurePlace, label: str) -> Change:
    """Give a picture another alternative text."""
    one = _at(draft, place)
    data = relabelled_drawing(_xml(draft, one), label) if one is not None and one.label != label else None
    if one is None or data is None:
        return _nothing(draft, place, "修改图片说明")
    return _put(draft, place, replace(one, label=label), data, "修改图片说明")


def set_details(draft: Draft, place: FigurePlace, details: "FigureDetails", area: TypeArea = USUAL_AREA) -> Change:
    """Give a picture width, alternative text and caption in one step."""
    after = apply(draft, set_width(draft, place, details.width, area))
    after = apply(after, set_label(after, place, details.label))
    if details.caption is not None:
        change = set_caption(after, place.element_id, details.caption)
        after = apply(after, with_numbers(after, change))
    return difference(draft, after, Place(place.element_id), "修改图片")


def change_picture(draft: Draft, place: FigurePlace, given: GivenPicture, area: TypeArea = USUAL_AREA) -> Change:
    """Put another picture in the place of an object, as wide as that is; the alternative text was about the old one and goes."""
    one, new, media = _at(draft, place), given.shown, given.media
    if one is not None and one.width and new.width:
        width, height = _fitted(one.width, new, most_width(draft, place, area))
        data = resized_drawing(media[new.media], width, height)
        if data is not None:
            media = MappingProxyType(
                {media_key(data): data, **{k: each for k, each in media.items() if k != new.media}}
            )
            new = replace(new, media=media_key(data), width=width, height=height)
    return put_object(draft, (place.element_id, place.index), new, media)


def delete_picture(draft: Draft, place: FigurePlace) -> Change:
    """Take an object away; a figure with its caption."""
    return delete_object(draft, (place.element_id, place.index))


def _fitted(width: int, one: KeptObject, most: int) -> tuple[int, int]:
    """A width within the limits, and the height that goes with it; no picture is higher than a page."""
    width = max(min(width, most, TALLEST * one.width // one.height), _LEAST)
    return width, max(width * one.height // one.width, 1)


def _at(draft: Draft, place: FigurePlace) -> KeptObject | None:
    return object_at(draft, place.element_id, place.index)


def _xml(draft: Draft, one: KeptObject) -> bytes:
    return draft.media[one.media]


def _put(draft: Draft, place: FigurePlace, new: KeptObject, data: bytes, reason: str) -> Change:
    media: Mapping[str, bytes] = MappingProxyType({media_key(data): data})
    return put_object(draft, (place.element_id, place.index), replace(new, media=media_key(data)), media, reason)


def _nothing(draft: Draft, place: FigurePlace, reason: str) -> Change:
    return difference(draft, draft, Place(place.element_id), reason)
