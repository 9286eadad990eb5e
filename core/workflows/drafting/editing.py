"""The edits of a draft that the window offers, re-exported from core.editing; each returns a Change for the session."""

from core.dates import standard_day
from core.editing.compare import kept_spans
from core.editing.grids.captions import (
    begin_caption,
    begin_unit_line,
    beside,
    lost_references,
    name_of,
    renumber_captions,
    set_caption,
    set_unit_line,
    with_numbers,
)
from core.editing.grids.cells import align_cells, divide_cell, even_widths, join_cells, set_widths, toggle_headers
from core.editing.grids.lines import Axis, delete_block
from core.editing.grids.serials import delete_line, insert_line, move_line, serials_left
from core.editing.grids.turning import turn_page
from core.editing.outline.sections import (
    add_section,
    delete_section,
    demote,
    move_section,
    place_section,
    promote,
    rename,
)
from core.editing.particulars import set_particulars
from core.editing.text.cells import delete_between, empty_cells, write_cell
from core.editing.text.elements import NAMES as ELEMENT_NAMES
from core.editing.text.elements import element_of, remark_on_date, set_element
from core.editing.text.paragraphs import TypedFact, TypedParagraph, take_over, take_over_in
from core.editing.text.values import confirm, empty_value, field_of, reset, set_typed, set_value
from core.model.structure.scan_strips import with_strips_settled

__all__ = (
    "ELEMENT_NAMES",
    "Axis",
    "TypedFact",
    "TypedParagraph",
    "add_section",
    "align_cells",
    "begin_caption",
    "begin_unit_line",
    "beside",
    "confirm",
    "delete_between",
    "delete_block",
    "delete_line",
    "delete_section",
    "demote",
    "divide_cell",
    "element_of",
    "empty_cells",
    "empty_value",
    "even_widths",
    "field_of",
    "insert_line",
    "join_cells",
    "kept_spans",
    "lost_references",
    "move_line",
    "move_section",
    "name_of",
    "place_section",
    "promote",
    "remark_on_date",
    "rename",
    "renumber_captions",
    "reset",
    "serials_left",
    "set_caption",
    "set_element",
    "set_particulars",
    "set_typed",
    "set_unit_line",
    "set_value",
    "set_widths",
    "standard_day",
    "take_over",
    "take_over_in",
    "toggle_headers",
    "turn_page",
    "with_numbers",
    "with_strips_settled",
    "write_cell",
)
