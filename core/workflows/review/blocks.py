"""The edits of the draft that take changes of blocks: pictures, whole tables, their lines, cells joined and divided."""

from dataclasses import replace

from core.editing.grids.lines import Axis, delete_block, delete_line, insert_line, move_behind
from core.editing.grids.retiling import is_tiled, retile
from core.model.change import Change, apply, difference
from core.model.review.changes import ChangeKind, ReviewChange, TableEdit
from core.model.spans import Place
from core.workflows.review.brought import is_picture_done, is_table_there, picture_brought, table_brought, with_pictures
from core.workflows.review.cells import AXES, cells_of, is_line_edited, pictures_of_line, words_of_line
from core.workflows.review.places import DraftPlaces, end_of

GONE_PLACE, BY_HAND, EDITED = "review_place_gone", "review_by_hand", "review_edited_since"
TORN = frozenset({TableEdit.CELL_NEW, TableEdit.CELL_GONE})


class BlockTaker:
    """Makes the edits that take changes of one copy; each method gives a change, or the code of a reason."""

    def __init__(self, places: DraftPlaces) -> None:
        self._places, self._draft, self._copy = places, places.draft, places.copy

    def picture(self, change: ReviewChange) -> Change | str:
        """A picture that comes, goes or is another one."""
        place = self._behind(change)
        if place < 0 and change.after:
            return GONE_PLACE
        found = picture_brought(self._draft, place, change, self._copy.brought)
        if found is not None:
            return found
        return BY_HAND if is_by_hand(change) or self.is_picture_done(change) is not None else EDITED

    def is_picture_done(self, change: ReviewChange) -> bool | None:
        """Whether the draft is as a change of pictures wants it; None where it has been changed there otherwise."""
        return is_picture_done(self._draft, max(self._behind(change), 0), change, self._places.base)

    def _behind(self, change: ReviewChange) -> int:
        """The index behind the element that a change puts something behind, and behind its cells; -1 if it is not there."""
        place = self._places.before_change(self._draft.elements, change) if change.after else -1
        return place if place < 0 else end_of(self._draft.elements, self._draft.elements[place].id)

    def is_table_there(self, change: ReviewChange) -> bool:
        """Whether the new table of a change stands in the draft."""
        return is_table_there(self._draft, change, self._places.base)

    def _new_table(self, change: ReviewChange) -> Change | str:
        """A whole table behind what stands before it."""
        place = self._places.anchor(self._draft.elements, change) if change.after else -1
        if place < 0:
            return GONE_PLACE
        end = end_of(self._draft.elements, self._draft.elements[place].id)
        return table_brought(self._draft, end, change, self._copy.brought) or BY_HAND

    def _torn(self, change: ReviewChange) -> Change | str:
        """Cells that were joined or divided."""
        if self.is_torn_edited(change):
            return EDITED
        return (change.tiles and retile(self._draft, change.element_id, change.tiles, change.elements)) or BY_HAND

    def is_torn_edited(self, change: ReviewChange) -> bool:
        """Whether a cell that a change joins or divides holds words that it did not hold when the file went out."""
        base = {each.id: each.text for each in self._copy.base.draft.elements}
        now = [self._places.element(name) for name in change.elements]
        return any(each is None or each.text != base.get(each.id, "") for each in now)

    def is_torn_done(self, change: ReviewChange) -> bool:
        """Whether the cells of the table are already those of a change."""
        return bool(change.tiles) and is_tiled(self._draft, change.element_id, change.tiles)

    def table(self, change: ReviewChange) -> Change | str:
        """A table, row or column that comes or goes, cells that are joined or divided."""
        if change.detail == TableEdit.NEW:
            return self._new_table(change)
        if change.detail in TORN:
            return self._torn(change)
        axis = AXES.get(TableEdit(change.detail))
        if change.detail in (TableEdit.GONE, TableEdit.ROW_GONE, TableEdit.COLUMN_GONE):
            return self._without(change, axis)
        if axis is None or self._places.element(change.element_id) is None:
            return BY_HAND
        is_new = change.detail in (TableEdit.ROW_NEW, TableEdit.COLUMN_NEW)
        return self._line(change, axis) if is_new else self._moved_line(change, axis)

    def _moved_line(self, change: ReviewChange, axis: Axis) -> Change | str:
        """A row or column to its place behind another, or to the first; by hand where that would tear a joined cell."""
        own = change.elements[0]
        if any(self._places.element(name) is None for name in (own, change.after) if name):
            return GONE_PLACE
        return move_behind(self._draft, own, axis, change.after) or BY_HAND

    def _without(self, change: ReviewChange, axis: Axis | None) -> Change | str:
        """A row or column that goes; without an axis the whole table."""
        own = [name for name in change.elements if self._places.element(name) is not None]
        if not own:
            return "review_taken_already"
        if is_line_edited(self._draft, self._copy, change):
            return EDITED
        return (
            delete_block(self._draft, own[0], is_alone=True) if axis is None else delete_line(self._draft, own[0], axis)
        )

    def _line(self, change: ReviewChange, axis: Axis) -> Change | str:
        """A row or column put in behind another, or the nearest before it that is left, or before the first, with its words."""
        line = self._with_line(change, axis)
        if line is None:
            return GONE_PLACE
        after = apply(self._draft, line)
        words = words_of_line(self._draft, after, self._copy, change, axis)
        if words is None:
            return BY_HAND
        elements = tuple(replace(each, content=words.get(each.id, each.content)) for each in after.elements)
        pictures = pictures_of_line(self._draft, after, self._copy, change, axis)
        made = with_pictures(replace(after, elements=elements), pictures, self._copy.brought)
        return BY_HAND if made is None else difference(self._draft, made, Place(change.element_id), "")

    def _with_line(self, change: ReviewChange, axis: Axis) -> Change | None:
        """The empty row or column of a change; None where the table has no cells any more."""
        cells = [each.id for each in cells_of(self._draft, change.element_id)]
        before = self._places.before(change.after) if change.after else None
        if before is not None and before.id in cells:
            return insert_line(self._draft, before.id, axis, True)
        return insert_line(self._draft, cells[0], axis, False) if cells else None


def is_by_hand(change: ReviewChange) -> bool:
    """Whether a change is only listed: the user makes it in the draft by hand."""
    return change.kind is ChangeKind.PICTURE and bool(change.new) and not change.detail
