"""Tables that come into a draft from the clipboard, the edits of their grids, and cells as other programs take them."""

import re
import unicodedata
from collections.abc import Container, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from types import MappingProxyType
from typing import NamedTuple

from core.editing.grids.given import Filling, Gap, GivenBlock, insert_blocks
from core.editing.grids.given import fill_cells as filled
from core.editing.text.values import written
from core.model.change import apply, difference
from core.model.draft import Draft
from core.model.fact import Fact, FactKind, FactState, MaskKind
from core.model.tables.given import GivenCell, GivenPicture, GivenTable, empty_table, given_table, plain_table
from core.model.text import without_invisible
from core.readers.tabs import split_columns, tabbed_table
from core.readers.web_tables import TWIPS_PER_PIXEL, blocks_in
from core.workflows.drafting.filling import ODD, doubt_of, is_nonsense

__all__ = (
    "CopiedPlace",
    "Filling",
    "Gap",
    "GivenBlock",
    "GivenPicture",
    "GivenTable",
    "GivenValues",
    "cells_html",
    "cells_text",
    "clipboard_blocks",
    "copied_cells",
    "empty_table",
    "fill_cells",
    "insert_blocks",
    "named_blocks",
    "values_in",
)

_COUNTED = frozenset((MaskKind.FIGURE, MaskKind.PARTIAL_FIGURE, MaskKind.PERCENT))
_DECIMAL = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d{1,12})\.(?P<digits>\d{1,10})")
BUILT_IN = 2
"""Digits behind the point of the formats for numbers that LibreOffice has built in."""

ALIGNS = MappingProxyType({"both": "justify"})
_UNASSIGNED = frozenset(("Cc", "Cs", "Co", "Cn"))


def clipboard_blocks(html: str, text: str) -> tuple[GivenBlock, ...]:
    """The paragraphs and tables of a clipboard: from its HTML, else from text in columns made of tabs; empty without a table.

    BadInput ``table_too_large``.
    """
    blocks: Sequence[GivenBlock] = blocks_in(html)
    if not blocks:
        table = tabbed_table(text)
        blocks = [table] if table is not None else []
    return tuple(_cleaned(blocks))


@dataclass(frozen=True, slots=True)
class GivenValues:
    """Values for cells; ``around`` is the number of paragraphs beside their table, for which there is no cell."""

    table: GivenTable
    around: int = 0

    @property
    def is_several(self) -> bool:
        """Whether there is more than one value."""
        return len(self.table.texts) > 1


def values_in(html: str, text: str) -> GivenValues | None:
    """The values of a clipboard for the cells of a table: its only table, else its lines, parted by tabs; None without any.

    BadInput ``table_too_large``.
    """
    blocks = clipboard_blocks(html, text)
    tables = [block for block in blocks if isinstance(block, GivenTable)]
    if len(tables) == 1:
        return GivenValues(tables[0], len(blocks) - 1)
    lines = split_columns(text.rstrip("\r\n"))
    if tables or not text.strip():
        return None
    return GivenValues(plain_table([list(map(_plain, line)) for line in lines]))


def fill_cells(draft: Draft, element_id: str, given: GivenTable, reason: str) -> Filling | None:
    """Write values into the cells from that of a paragraph on; None outside of tables.

    A value is judged as if it had been typed into its box: one that is odd or of another kind stays 待核, last year's figure
    given again is this year's. Any other value, such as a date, keeps its state unless it changed.
    """
    filling = filled(draft, element_id, given, reason)
    if filling is None:
        return None
    after = apply(draft, filling.change)
    fields = {fact.field: _is_doubtful(after, fact) for fact in _given(draft, after, filling.ids)}
    found = [fact for fact in after.facts if fact.field in fields]
    doubtful = {fact.id: fact.text for fact in found if fields[fact.field]}
    settled = {fact.id: fact.text for fact in found if not fields[fact.field]}
    judged = written(written(after, doubtful, FactState.CARRIED), settled, FactState.UPDATED)
    return replace(filling, change=difference(draft, judged, filling.change.place, reason))


def _given(draft: Draft, after: Draft, ids: Container[str]) -> list[Fact]:
    """The facts of these paragraphs whose values were given."""
    old = {fact.id: fact.text for fact in draft.facts}
    own = (fact for fact in after.facts if fact.element_id in ids and fact.text)
    return [fact for fact in own if _is_counted(fact) or fact.text != old.get(fact.id)]


def _is_counted(fact: Fact) -> bool:
    return fact.kind is FactKind.FIGURE or (fact.kind is FactKind.MASK and fact.subkind in _COUNTED)


def _is_doubtful(draft: Draft, fact: Fact) -> bool:
    return is_nonsense(draft, fact, fact.text) or doubt_of(draft, fact, fact.text) in ODD


def _cleaned(blocks: Sequence[GivenBlock]) -> Iterator[GivenBlock]:
    for block in blocks:
        if isinstance(block, str):
            yield _plain(block)
        elif isinstance(block, GivenTable):
            yield replace(block, texts=tuple(map(_plain, block.texts)))
        else:
            yield block


def _plain(text: str) -> str:
    """The text without signs that no text holds; line breaks stay."""
    kept = (sign for sign in text if sign == "\n" or unicodedata.category(sign) not in _UNASSIGNED)
    return without_invisible("".join(kept))


def named_blocks(blocks: Sequence[GivenBlock]) -> str:
    """What was put in, for a message: 3行4列的表格."""
    tables = [block for block in blocks if isinstance(block, GivenTable)]
    pictures = sum(isinstance(block, GivenPicture) for block in blocks)
    prose = sum(isinstance(block, str) for block in blocks)
    words = f"{len(tables)}张表格" if tables else ""
    if len(tables) == 1:
        rows, columns = tables[0].table.size
        words = f"{rows}行{columns}列的表格"
    parts = (words, f"{pictures}张图片" if pictures else "", f"{prose}段文字" if prose else "")
    return "和".join(filter(None, parts))


class CopiedPlace(NamedTuple):
    """A place of a table that is copied: the cell that covers it, its text and how that is aligned, as ``Cell.align``."""

    cell: Hashable
    text: str
    align: str = ""


def copied_cells(places: Sequence[Sequence[CopiedPlace]]) -> GivenTable:
    """The table of a rectangle of places; a cell that reaches out is cut."""
    seen: set[Hashable] = set()
    lines: list[list[GivenCell]] = []
    for line in places:
        own = [place.cell for place in line]
        firsts = [place for at, place in enumerate(line) if place.cell not in seen and own.index(place.cell) == at]
        seen.update(own)
        spans = ((place, own.count(place.cell), _height(places, place.cell, own.index(place.cell))) for place in firsts)
        lines.append([GivenCell(place.text, columns, rows, place.align) for place, columns, rows in spans])
    return given_table(lines)


def _height(places: Sequence[Sequence[CopiedPlace]], cell: Hashable, column: int) -> int:
    return sum(line[column].cell == cell for line in places)


def cells_text(table: GivenTable) -> str:
    """Lines with tabs between the cells, as spreadsheets write and read them: a text of several lines, or with a tab or a
    quote at its start, stands in quotes."""
    return "\n".join("\t".join(map(_quoted, line)) for line in table.lines)


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"' if text.startswith('"') or "\n" in text or "\t" in text else text


def cells_html(table: GivenTable) -> str:
    """An HTML page with the table alone; it names its encoding, without which some programs guess another one."""
    head = '<meta http-equiv="content-type" content="text/html; charset=utf-8">'
    return f"<html><head>{head}</head><body>{grid_html(table)}</body></html>"


def grid_html(table: GivenTable, style: str = "", font: str = "") -> str:
    """The table as an element of HTML, with this inline style, its columns as wide as they are known to be; ``font`` is the
    style of each cell, to which office programs do not pass on that of the table."""
    rows: dict[str, str] = {row.id: "" for row in table.table.rows}
    for cell, text in zip(table.table.cells, table.texts, strict=True):
        spans = f' colspan="{cell.columns}"' * (cell.columns > 1) + f' rowspan="{cell.rows}"' * (cell.rows > 1)
        look = f"{spans}{_digits_kept(text)}{_shape(text, cell.align, font)}"
        rows[cell.row] += f"<td{look}>{escape(text).replace(chr(10), '<br>')}</td>"
    body = "".join(f"<tr>{cells}</tr>" for cells in rows.values())
    widths = [column.width // TWIPS_PER_PIXEL for column in table.table.columns]
    columns = "".join(f'<col width="{width}">' for width in widths if all(widths))
    whole = f' width="{sum(widths)}"' if columns else ""
    shape = f' style="{style}"' if style else ""
    return f'<table border="1" cellspacing="0"{whole}{shape}>{columns}{body}</table>'


def _digits_kept(text: str) -> str:
    """The attributes by which LibreOffice shows a number with all its digits: 30.70 and not 30.7.

    It takes a format that is not built in for another one when it pastes: 8.7 with 0.0 became $9. So it gets those of
    two places alone.
    """
    found = _DECIMAL.fullmatch(text)
    if found is None or len(found["digits"]) != BUILT_IN:
        return ""
    whole = "#,##0" if "," in text else "0"
    return f' sdval="{text.replace(",", "")}" sdnum="1033;0;{whole}.{"0" * BUILT_IN}"'


def _shape(text: str, align: str, font: str) -> str:
    """The style of a cell: its font, its alignment, and for Excel the digits of a number."""
    found = _DECIMAL.fullmatch(text)
    whole = "#\\,##0" if "," in text else "0"
    number = f"mso-number-format:'{whole}\\.{'0' * len(found['digits'])}'" if found else ""
    alignment = f"text-align:{ALIGNS.get(align, align)}" if align else ""
    said = ";".join(filter(None, (font, alignment, number)))
    return f' style="{said}"' if said else ""
