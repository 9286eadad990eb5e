"""Page numbers of a layout: form, position, and whether the first page shows one.

Existing numbers are changed in place; a layout without any gets them. Position and format are those of the styles 页码
and 双页页码. Source: GB/T 9704-2012, 7.5; ECMA-376 part 1, 17.10 (headers and footers), 17.16.5 (fields).
"""

import copy
import re
from types import MappingProxyType

from core.package import XML_SPACE, Node, W
from core.word.styles import is_default
from core.word.unit_style.layout_parts import LayoutParts
from core.word.unit_style.layout_styles import NUMBER_NAMES, LayoutStyles, properties
from core.word.unit_style.page_setup import (
    even_pages_differ,
    has_title_page,
    leading,
    let_even_pages_differ,
    set_title_page,
)
from core.word.unit_style.style import CENTRE, NO_NUMBER, NUMBER_FORMS, OUTSIDE, RIGHT_SIDE, HouseStyle
from core.word.unit_style.style_fonts import give_font, give_size
from core.word.unit_style.tree import add_child, child, put

PARTS = MappingProxyType(
    {
        "— 1 —": ("— ", "PAGE", " —"),
        "- 1 -": ("- ", "PAGE", " -"),
        "1": ("", "PAGE", ""),
        "第1页": ("第", "PAGE", "页"),
        "第1页 共N页": ("第", "PAGE", "页　共", "NUMPAGES", "页"),
    }
)
EDGE = 280
"""One character of 四号 between the page number and the edge of the type area, in twips."""

LINE = 320
FONT, SIZE = "宋体", 14
_PAGE = re.compile(r"(?<!\w)PAGE(?!\w)")
_KINDS = ("default", "even")
_IDS = ("NigaoPageNumber", "NigaoPageNumberEven")


def set_numbers(parts: LayoutParts, sheet: LayoutStyles, house: HouseStyle) -> None:
    """Set form, position and first page as the house style asks; a layout without page numbers gets them."""
    asks = house.number_place is not None or house.number_on_first is True
    if house.number_form is not None or asks:
        _set_form(parts, sheet, house.number_form)
    if house.number_place is not None and _numbered(parts):
        _set_place(parts, sheet, house.number_place)
    if house.number_on_first is not None:
        _set_first(parts, sheet, house.number_on_first)


def _set_form(parts: LayoutParts, sheet: LayoutStyles, form: str | None) -> None:
    if not _numbered(parts) and form != NO_NUMBER:
        _add_numbers(parts, sheet)
    for _, paragraph in _numbered(parts) if form is not None else ():
        _write(paragraph, form or "")


def form_of(parts: LayoutParts) -> str | None:
    """The form of the page numbers; None for a form that is not one of ``PARTS``."""
    found = _numbered(parts)
    if not found:
        return NO_NUMBER
    text = "".join(_shown(found[0][1]).split())
    return next((form for form in PARTS if "".join(form.split()) == text), None)


def place_of(parts: LayoutParts, sheet: LayoutStyles) -> str | None:
    """The position of the page numbers; None for any other than the three known ones."""
    sides = {kind: _side(sheet, paragraph) for kind, paragraph in reversed(_numbered(parts))}
    odd = sides.get("default")
    even = sides.get("even", odd) if even_pages_differ(parts.settings) else odd
    return {("right", "left"): OUTSIDE, ("center", "center"): CENTRE, ("right", "right"): RIGHT_SIDE}.get(
        (odd or "", even or "")
    )


def shows_on_first(parts: LayoutParts) -> bool | None:
    """Whether the first page shows its number; None if no page does."""
    found = _numbered(parts)
    first = leading(parts.document)[:1]
    if not found or not first:
        return None
    return not has_title_page(first[0]) or any(kind == "first" for kind, _ in found)


def _numbered(parts: LayoutParts) -> list[tuple[str, Node]]:
    """The footer paragraphs with a page number, each with the kind of page it is for."""
    return [
        (kind, paragraph) for kind, root in parts.footers() for paragraph in root.iter(W + "p") if _has_page(paragraph)
    ]


def _has_page(paragraph: Node) -> bool:
    if any(inner is not paragraph for inner in paragraph.iter(W + "p")):
        return False
    codes = [field.get(W + "instr") or "" for field in paragraph.iter(W + "fldSimple")]
    codes.append("".join(code.text or "" for code in paragraph.iter(W + "instrText")))
    return any(_PAGE.search(code) for code in codes)


def number_shown(paragraph: Node) -> str:
    """The page number line as page 1 shows it; "" for a paragraph without one."""
    return _shown(paragraph).strip() if _has_page(paragraph) else ""


def _shown(paragraph: Node) -> str:
    """The paragraph's text with 1 for the page and N for the page count; stored field results are left out."""
    text, is_result = "", False
    for element in paragraph.iter(W + "t", W + "fldSimple", W + "fldChar", W + "instrText"):
        if element.tag == W + "fldChar":
            is_result = element.get(W + "fldCharType") == "separate"
        elif element.tag != W + "t":
            text += _sign(element.get(W + "instr", "") + (element.text or ""))
        elif not is_result and next(element.iterancestors(W + "fldSimple"), None) is None:
            text += element.text or ""
    return text


def _sign(code: str) -> str:
    return "N" if "NUMPAGES" in code else "1" if _PAGE.search(code) else ""


def _write(paragraph: Node, form: str) -> None:
    """Rewrite the number in the paragraph with the format of its first run."""
    look = paragraph.find(f".//{W}r/{W}rPr")
    look = None if look is None else copy.deepcopy(look)
    for element in list(paragraph):
        if element.tag != W + "pPr":
            paragraph.remove(element)
    for place, piece in enumerate(PARTS.get(form, ())):
        if place % 2:
            field = paragraph.makeelement(W + "fldSimple", {W + "instr": f" {piece} "})
            field.append(_run(paragraph, "1", look))
            paragraph.append(field)
        elif piece:
            paragraph.append(_run(paragraph, piece, look, hint=True))


def _run(beside: Node, text: str, look: Node | None, hint: bool = False) -> Node:
    run = beside.makeelement(W + "r")
    if look is not None or hint:
        properties_of_run = beside.makeelement(W + "rPr") if look is None else copy.deepcopy(look)
        run.append(properties_of_run)
        fonts = properties_of_run.find(W + "rFonts")
        if hint:
            child(properties_of_run, "rFonts").set(W + "hint", "eastAsia")
        elif fonts is not None:
            fonts.attrib.pop(W + "hint", None)
    shown = beside.makeelement(W + "t", {XML_SPACE: "preserve"})
    shown.text = text
    run.append(shown)
    return run


def _add_numbers(parts: LayoutParts, sheet: LayoutStyles) -> None:
    """Add page numbers to a layout without any, after the content of its footers."""
    odd, even = _styles(sheet)
    kinds = _KINDS if even_pages_differ(parts.settings) else _KINDS[:1]
    for section in leading(parts.document):
        for kind in kinds:
            _append(parts.footer(kind, section), even if kind == "even" else odd)


def _append(root: Node, style: Node) -> None:
    """Add a number as the footer's last line, or in its only blank line."""
    blocks = list(root)
    is_blank = len(blocks) == 1 and blocks[0].tag == W + "p" and not list(blocks[0].iter(W + "r", W + "fldSimple"))
    paragraph = blocks[0] if is_blank else root.makeelement(W + "p")
    if not is_blank:
        root.append(paragraph)
    _apply_style(paragraph, style)
    _write(paragraph, NUMBER_FORMS[0])


def _apply_style(paragraph: Node, style: Node) -> None:
    """Give a paragraph a style and remove its direct formatting."""
    for old in paragraph.findall(W + "pPr"):
        paragraph.remove(old)
    look = paragraph.makeelement(W + "pPr")
    paragraph.insert(0, look)
    child(look, "pStyle").set(W + "val", style.get(W + "styleId"))


def _set_place(parts: LayoutParts, sheet: LayoutStyles, place: str) -> None:
    odd, even = _styles(sheet)
    if place == OUTSIDE and parts.settings is not None and not even_pages_differ(parts.settings):
        let_even_pages_differ(parts.settings)
        parts.copy_for_even_pages()
    for kind, paragraph in _numbered(parts):
        _apply_style(_freed(paragraph), even if kind == "even" else odd)
    sides = {OUTSIDE: ("right", "left"), CENTRE: ("center", "center"), RIGHT_SIDE: ("right", "right")}[place]
    for style, side in zip((odd, even), sides, strict=True):
        _align(properties(style, "pPr"), side)


def _align(look: Node, side: str) -> None:
    edges = {name: EDGE if name == side else 0 for name in ("left", "right")}
    put(look, "ind", **edges, firstLine=0, firstLineChars=0, hanging=None, hangingChars=None)
    put(look, "ind", leftChars=None, rightChars=None, start=None, end=None)
    put(look, "jc", val=side)


def _freed(paragraph: Node) -> Node:
    """Move the paragraph out of its text box or table to the top level of the footer."""
    root = paragraph.getroottree().getroot()
    holder = paragraph
    while holder.getparent() is not root:
        holder = holder.getparent()
    if holder is not paragraph:
        root.replace(holder, paragraph)
    return paragraph


def _styles(sheet: LayoutStyles) -> tuple[Node, Node]:
    """The styles of page numbers on odd and even pages, created if missing."""
    found = [sheet.named(name) for name in NUMBER_NAMES]
    made = [_new_style(sheet, index) if style is None else style for index, style in enumerate(found)]
    return made[0], made[1]


def _new_style(sheet: LayoutStyles, index: int) -> Node:
    style = sheet.root.makeelement(W + "style")
    style.set(W + "type", "paragraph")
    style.set(W + "customStyle", "1")
    style.set(W + "styleId", _IDS[index])
    add_child(style, "name").set(W + "val", NUMBER_NAMES[index])
    if (normal := sheet.normal) is not None and is_default(normal):
        add_child(style, "basedOn").set(W + "val", normal.get(W + "styleId"))
    look = properties(style, "pPr")
    put(look, "snapToGrid", val=0)
    put(look, "spacing", before=0, after=0, line=LINE, lineRule="exact")
    give_font(properties(style, "rPr"), FONT, FONT)
    put(properties(style, "rPr"), "spacing", val=0)
    give_size(properties(style, "rPr"), SIZE)
    sheet.add(style)
    return style


def _side(sheet: LayoutStyles, paragraph: Node) -> str:
    """The alignment of the paragraph: direct or by its style."""
    look = paragraph.find(W + "pPr")
    own = None if look is None else look.find(W + "jc")
    if own is not None:
        return str(own.get(W + "val"))
    used = None if look is None else look.find(W + "pStyle")
    style = sheet.normal if used is None else sheet.by_id(used.get(W + "val"))
    return sheet.effective(style, "pPr/jc", "val") or "left"


def _set_first(parts: LayoutParts, sheet: LayoutStyles, shows: bool) -> None:
    if shows == shows_on_first(parts):
        return
    form = form_of(parts) or NUMBER_FORMS[0]
    for section in leading(parts.document):
        if shows:
            _show_on_first(parts.footer("first", section), _styles(sheet)[0], form)
        else:
            _hide_on_first(parts, section)


def _hide_on_first(parts: LayoutParts, section: Node) -> None:
    if not has_title_page(section):
        parts.copy_for_first_page(section)
        set_title_page(section)
    for kind, paragraph in _numbered(parts):
        if kind == "first":
            _write(paragraph, NO_NUMBER)


def _show_on_first(root: Node, style: Node, form: str) -> None:
    _append(root, style)
    for paragraph in (found for found in root.iter(W + "p") if _has_page(found)):
        _write(paragraph, form)
