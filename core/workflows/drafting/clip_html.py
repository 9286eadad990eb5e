"""Passages of a draft as HTML for the clipboard, so that Word and WPS keep the look of headings and tables.

Office programs read inline styles (CSS 2.1) and Microsoft's own ``mso-`` properties; nothing else is written. All text
is escaped, and font names are reduced to the characters that names consist of.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import groupby
from types import MappingProxyType

from core.errors import AppError
from core.model.blocks import BOLD, DOTTED, ITALIC, STRUCK, UNDERLINED, cut_emphasis
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.fact import Fact
from core.model.grid import PlacedTable, tables_of
from core.model.outline import subtree
from core.model.tables.given import GivenTable, GivenText, joined_texts, rows_of_table
from core.word.unit_style.apply import read_house_style
from core.word.unit_style.style import LIKE_TEXT, HouseStyle
from core.workflows.drafting.points import points_of
from core.workflows.exporting.options import usual_layout
from core.workflows.layouts.unit_styles import layout_bytes
from core.workflows.tables.copying import cells_text, grid_html

LATIN = "Times New Roman"
USUAL = HouseStyle(
    pitch=28.95,
    title_font="方正小标宋简体",
    title_size=22,
    subtitle_font="楷体_GB2312",
    subtitle_size=16,
    level1_font="黑体",
    level1_size=16,
    level2_font="楷体_GB2312",
    level2_size=16,
    level3_font="仿宋_GB2312",
    level3_size=16,
    level3_bold=True,
    level4_font="仿宋_GB2312",
    level4_size=16,
    body_font="仿宋_GB2312",
    body_size=16,
    digits=LIKE_TEXT,
)
"""GB/T 9704-2012, 7.3: what holds where a layout does not say."""

CENTRED = frozenset({Role.TITLE, Role.SUBTITLE, Role.DOCUMENT_NUMBER})
RIGHT = frozenset({Role.SIGNATURE, Role.ISSUE_DATE})
FLUSH = frozenset({Role.ADDRESSEE, Role.VOCATIVE})
UNSAFE = re.compile(r"[^\w \-.（）()]")
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
CELL = "border:1px solid #000;padding:2pt 4pt"
_LINES = MappingProxyType({UNDERLINED: "underline", STRUCK: "line-through"})
_DOTS = ";text-emphasis:filled dot"
FONT = "font-family:'宋体';font-size:10.5pt"
TABLE = f"border-collapse:collapse;{FONT}"


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters ``start`` to ``end`` of an element's content; ``is_whole``: from its beginning, so the ordinal is
    included."""

    element_id: str
    start: int
    end: int
    is_whole: bool = True


Copied = tuple[Element, Passage]


def passages_html(draft: Draft, passages: Sequence[Passage]) -> str:
    """Passages of a draft in the fonts of its layout; a part of a single paragraph has no paragraph formatting."""
    looks = _looks(draft)
    found = list(_copied(draft, passages))
    if len(found) == 1 and isinstance(found[0], tuple) and not found[0][1].is_whole:
        return _page(_runs(*found[0], looks))
    return _page(
        "\n".join(
            grid_html(one, TABLE, FONT) if isinstance(one, GivenTable) else _paragraph(*one, looks) for one in found
        )
    )


def has_table(draft: Draft, passages: Sequence[Passage]) -> bool:
    """Whether passages reach over more than one cell of a table."""
    return any(isinstance(one, GivenTable) for one in _copied(draft, passages))


def copied_blocks(draft: Draft, passages: Sequence[Passage]) -> list[GivenText | GivenTable]:
    """Passages as paragraphs and tables with their facts and emphasis."""
    facts = facts_by_element(draft)
    return [
        one if isinstance(one, GivenTable) else _words(*one, facts.get(one[0].id, ()))
        for one in _copied(draft, passages)
        if isinstance(one, GivenTable) or one[0].role is not Role.FIGURE
    ]


def objects_in(draft: Draft, passages: Sequence[Passage]) -> int:
    """Pictures and other objects that stand in passages and are copied into no clipboard."""
    chosen = {one.element_id: one for one in passages}
    own = ((each, chosen[each.id]) for each in draft.elements if each.id in chosen and each.objects)
    return sum(
        one.start <= each.offset < max(one.end, one.start + 1) for element, one in own for each in element.objects
    )


def facts_by_element(draft: Draft) -> dict[str, list[Fact]]:
    """The facts of each paragraph that has any."""
    found: dict[str, list[Fact]] = {}
    for fact in draft.facts:
        found.setdefault(fact.element_id, []).append(fact)
    return found


def _words(element: Element, passage: Passage, facts: Sequence[Fact]) -> GivenText:
    """The words of a passage."""
    whole = GivenText(element.content, tuple(facts), element.emphasis)
    return whole.cut(passage.start, passage.end)


def _copied(draft: Draft, passages: Sequence[Passage]) -> Iterator[Copied | GivenTable]:
    """The passages that are known; those in several cells of a table are the rows that they lie in."""
    elements = draft.elements
    known = {element.id: element for element in elements if element.table is None}
    found = [(known[one.element_id], one) for one in passages if one.element_id in known]
    tables, facts = _tables(elements), facts_by_element(draft)
    for placed, group in groupby(found, key=lambda one: tables.get(one[0].id)):
        copied = list(group)
        if placed is not None and len({element.cell for element, _ in copied}) > 1:
            shown = {one.id: _words(one, passage, facts.get(one.id, ())) for one, passage in copied}
            yield _rows(placed, elements, shown)
        else:
            yield from copied


def _tables(elements: Sequence[Element]) -> dict[str, PlacedTable]:
    """The table of each paragraph in a cell."""
    return {each.id: placed for placed in tables_of(elements) for each in elements[placed.start + 1 : placed.end]}


def _rows(placed: PlacedTable, elements: Sequence[Element], shown: Mapping[str, GivenText]) -> GivenTable:
    """The rows of a table that these paragraphs stand in, with their text."""
    cells = {
        place: joined_texts([shown[each.id] for each in own if each.id in shown])
        for place, own in placed.cells(elements).items()
        if any(each.id in shown for each in own)
    }
    return rows_of_table(placed.table, cells)


def section_passages(draft: Draft, ids: Collection[str]) -> tuple[Passage, ...]:
    """These paragraphs, and for headings among them everything under them, in document order."""
    headings = [one.id for one in draft.elements if one.id in ids and one.role is Role.HEADING]
    under = {one.id for heading in headings for one in draft.elements[slice(*subtree(draft.elements, heading))]}
    return tuple(Passage(one.id, 0, len(one.content)) for one in draft.elements if one.id in under or one.id in ids)


def point_passage(draft: Draft, element_id: str, offset: int) -> tuple[Passage, ...]:
    """The point that begins at an offset of a paragraph's content, up to the next one; empty if there is none."""
    points = (point for each in draft.elements if each.id == element_id for point in points_of(each))
    spans = (point.span for point in points if point.span.start == offset)
    return tuple(Passage(element_id, span.start, span.end, span.start == 0) for span in spans)


def passages_text(draft: Draft, passages: Sequence[Passage]) -> str:
    """Passages as plain text, a paragraph a line, tabs between the cells of a row."""
    return "\n".join(
        cells_text(one) if isinstance(one, GivenTable) else _line(*one) for one in _copied(draft, passages)
    )


def _line(element: Element, one: Passage) -> str:
    return (element.prefix if one.is_whole else "") + element.content[one.start : one.end]


def table_html(rows: Sequence[Sequence[str]]) -> str:
    """A table whose first row holds the column heads."""
    head, *rest = rows
    heads = "".join(f'<th style="{CELL};text-align:center;font-weight:bold">{_text(cell)}</th>' for cell in head)
    lines = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rest)
    return _page(f'<table style="{TABLE}"><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>')


def _cell(text: str) -> str:
    return f'<td style="{CELL}">{_text(text)}</td>'


def _page(body: str) -> str:
    return f'<html><head><meta charset="utf-8"></head><body>{body}</body></html>'


def _looks(draft: Draft) -> HouseStyle:
    """The styles of the draft's layout; the standard's where the layout cannot be read."""
    try:
        return _read(layout_bytes(usual_layout(draft), draft.identity.unit).value)
    except AppError:
        return USUAL


@lru_cache(maxsize=2)
def _read(layout: bytes) -> HouseStyle:
    return read_house_style(layout).over(USUAL)


def _paragraph(element: Element, one: Passage, looks: HouseStyle) -> str:
    shape = ["margin-top:0cm", "margin-bottom:0cm", f"line-height:{looks.pitch:g}pt", "mso-line-height-rule:exactly"]
    if element.role in CENTRED:
        shape.append("text-align:center")
    elif element.role in RIGHT:
        shape.append("text-align:right")
    else:
        indent = 0 if element.role in FLUSH or not one.is_whole else 2 * (looks.body_size or 16)
        shape += ["text-align:justify", f"text-indent:{indent:g}pt"]
    if element.role is Role.HEADING:
        shape.append(f"mso-outline-level:{min(max(element.depth, 1), 9)}")
    return f'<p style="{";".join(shape)}">{_runs(element, one, looks)}</p>'


def _runs(element: Element, one: Passage, looks: HouseStyle) -> str:
    """The heading in its own style, followed by the rest in the body's."""
    whole = element.role in CENTRED
    cut = min(
        max(
            len(element.content) if whole else element.heading_length if element.role is Role.HEADING else 0, one.start
        ),
        one.end,
    )
    before = element.prefix if one.is_whole else ""
    head = before + element.content[one.start : cut]
    return _run(head, _style(element, looks), looks) + "".join(_rest(element, cut, one.end, looks))


def _rest(element: Element, start: int, end: int, looks: HouseStyle) -> Iterator[str]:
    """The text behind the heading, its emphasis as the draft has it."""
    font, size, _ = _body(looks)
    for each in cut_emphasis(element.emphasis, start, end):
        yield _run(element.content[start : each.start], (font, size, False), looks)
        yield _run(element.content[each.start : each.end], (font, size, BOLD in each.looks), looks, each.looks)
        start = each.end
    yield _run(element.content[start:end], (font, size, False), looks)


Look = tuple[str, float, bool]


def _style(element: Element, looks: HouseStyle) -> Look:
    if element.role is Role.TITLE:
        return _look(looks, "title")
    if element.role is Role.SUBTITLE:
        return _look(looks, "subtitle")
    if element.role is Role.HEADING and 1 <= element.depth <= 4:
        return _look(looks, f"level{element.depth}")
    return _body(looks)


def _look(looks: HouseStyle, role: str) -> Look:
    return getattr(looks, f"{role}_font"), getattr(looks, f"{role}_size"), bool(getattr(looks, f"{role}_bold", False))


def _body(looks: HouseStyle) -> Look:
    return looks.body_font or "", looks.body_size or 16, False


def _run(text: str, look: Look, looks: HouseStyle, emphasis: Collection[str] = ()) -> str:
    if not text:
        return ""
    font, size, is_bold = look
    han = f"'{UNSAFE.sub('', font)}'"
    latin = han if looks.digits == LIKE_TEXT else f"'{LATIN}'"
    families = han if latin == han else f"{latin},{han}"
    weight = "bold" if is_bold else "normal"
    style = f"font-family:{families};mso-ascii-font-family:{latin};mso-hansi-font-family:{latin};mso-fareast-font-family:{han}"
    lines = " ".join(line for name, line in _LINES.items() if name in emphasis)
    more = ";font-style:italic" * (ITALIC in emphasis) + f";text-decoration:{lines}" * bool(lines)
    more += _DOTS * (DOTTED in emphasis)
    return f'<span lang="zh-CN" style="{style};font-size:{size:g}pt;font-weight:{weight}{more}">{_text(text)}</span>'


def _text(text: str) -> str:
    """Escaped text; line breaks become ``<br>``, and adjacent spaces are kept."""
    plain = escape(CONTROL.sub(" ", text)).replace("  ", " \u00a0")
    return plain.replace("\n", "<br>")
