"""Cells as other programs take them from the clipboard: lines with tabs, and HTML with spans, alignment and emphasis."""

import re
from collections.abc import Hashable, Sequence
from html import escape
from types import MappingProxyType
from typing import NamedTuple

from core.model.blocks import BOLD, DOTTED, ITALIC, LOWERED, RAISED, STRUCK, UNDERLINED
from core.model.tables.given import SOFT_BREAK, GivenCell, GivenTable, GivenText, given_table
from core.model.text import unraised
from core.readers.web_tables import TWIPS_PER_PIXEL

_DECIMAL = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d{1,12})\.(?P<digits>\d{1,10})")
BUILT_IN = 2
"""Digits behind the point of the formats for numbers that LibreOffice has built in."""

ALIGNS = MappingProxyType({"both": "justify"})


class CopiedPlace(NamedTuple):
    """A place of a table that is copied: the cell that covers it, its words and how they are aligned, as ``Cell.align``."""

    cell: Hashable
    words: GivenText
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
        lines.append([GivenCell(place.words, wide, high, place.align) for place, wide, high in spans])
    return given_table(lines)


def _height(places: Sequence[Sequence[CopiedPlace]], cell: Hashable, column: int) -> int:
    return sum(line[column].cell == cell for line in places)


def cells_text(table: GivenTable) -> str:
    """Lines with tabs between the cells, as spreadsheets write and read them: a text of several lines, or with a tab or a
    quote at its start, stands in quotes."""
    return "\n".join("\t".join(_quoted(plain_words(text)) for text in line) for line in table.lines)


def plain_words(text: str) -> str:
    """The words of a cell for programs that know one sort of line break."""
    return text.replace(SOFT_BREAK, "\n")


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"' if text.startswith('"') or "\n" in text or "\t" in text else text


def cells_html(table: GivenTable) -> str:
    """An HTML page with the table alone; it names its encoding, without which some programs guess another one."""
    return _page(grid_html(table))


def spans_html(words: GivenText) -> str:
    """An HTML page with words alone."""
    return _page(f"<span>{words_html(words)}</span>")


def _page(body: str) -> str:
    head = '<meta http-equiv="content-type" content="text/html; charset=utf-8">'
    return f"<html><head>{head}</head><body>{body}</body></html>"


def grid_html(table: GivenTable, style: str = "", font: str = "") -> str:
    """The table as an element of HTML, with this inline style, its columns as wide as they are known to be; ``font`` is the
    style of each cell, to which office programs do not pass on that of the table."""
    rows: dict[str, str] = {row.id: "" for row in table.table.rows}
    for cell, words in zip(table.table.cells, table.words, strict=True):
        spans = f' colspan="{cell.columns}"' * (cell.columns > 1) + f' rowspan="{cell.rows}"' * (cell.rows > 1)
        look = f"{spans}{_digits_kept(words.text)}{_shape(words.text, cell.align, font)}"
        rows[cell.row] += f"<td{look}>{words_html(words)}</td>"
    body = "".join(f"<tr>{cells}</tr>" for cells in rows.values())
    widths = [column.width // TWIPS_PER_PIXEL for column in table.table.columns]
    columns = "".join(f'<col width="{width}">' for width in widths if all(widths))
    whole = f' width="{sum(widths)}"' if columns else ""
    shape = f' style="{style}"' if style else ""
    return f'<table border="1" cellspacing="0"{whole}{shape}>{columns}{body}</table>'


_MARKS = MappingProxyType({BOLD: "b", ITALIC: "i", UNDERLINED: "u", STRUCK: "s", RAISED: "sup", LOWERED: "sub"})
_DOTS = '<span style="text-emphasis:filled dot">'


def words_html(words: GivenText) -> str:
    """Words with their emphasis as elements of HTML."""
    found, at = "", 0
    for each in words.emphasis:
        found += escape(words.text[at : each.start])
        inner = words.text[each.start : each.end]
        stands = not {RAISED, LOWERED}.isdisjoint(each.looks)
        marks = [_MARKS[look] for look in each.looks if look in _MARKS]
        shown = escape(unraised(inner) if stands else inner)
        shown = f"{_DOTS}{shown}</span>" if DOTTED in each.looks else shown
        found += "".join(f"<{mark}>" for mark in marks) + shown + "".join(f"</{mark}>" for mark in reversed(marks))
        at = each.end
    return plain_words(found + escape(words.text[at:])).replace("\n", "<br>")


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
