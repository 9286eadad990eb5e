"""「用本单位文件作版式」: from a finished Word file to a layout, and from a layout made for docxtpl to one of ours."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from core.errors import BadInput
from core.house.learn import Basis, learn
from core.house.learn_file import Source, open_source
from core.house.learn_head import find_cover, find_head, imprint_places
from core.house.learn_lists import Lists
from core.house.learn_values import STYLES, Known, Learned, Lens
from core.model.change import number_of
from core.model.draft import Draft, Identity
from core.model.elements import Element, Role
from core.model.raw import RawDocument
from core.ooxml import Node, W
from core.page.values import Face, Shape
from core.paths import templates_folder
from core.result import Result
from core.workflows.files import read_limited

PLAIN_BASIS, FRAMED_BASIS = "内部材料", "国标公文"
"""The built-in layouts whose text lines a learned one takes over: without red head and imprint, and with them."""

LONGEST_TITLE = 1000


def learn_layout(path: Path) -> Result[Learned]:
    """The layout that a finished Word file shows, with what had to be guessed. Raises BadInput or BadTemplate."""
    return learn_bytes(path.name, read_limited(path))


def learn_bytes(name: str, data: bytes) -> Result[Learned]:
    """``learn_layout`` for the bytes of a file called ``name``."""
    from core.readers.formats import read
    from core.readers.word import find_places

    raw = read(name, data)
    if not data.startswith(b"PK"):
        raise BadInput("learn_not_word")
    source = open_source(data)
    lens = lens_of(source)
    known = _known(_text_of(source, lens, raw.value, places := find_places(data)), places)
    is_framed = find_head(source, lens) >= 0 or bool(imprint_places(source))
    return learn(source, known, lens, basis_of(FRAMED_BASIS if is_framed else PLAIN_BASIS))


def _text_of(source: Source, lens: Lens, raw: RawDocument, places: Mapping[int, int]) -> RawDocument:
    """The paragraphs between red head and imprint, which recognition was not made for."""
    head, imprint = max(find_head(source, lens), find_cover(source)), imprint_places(source)
    kept = (p for p in raw.paragraphs if places.get(p.line, head) > head and places[p.line] not in imprint)
    return RawDocument(tuple(kept))


def _known(raw: RawDocument, places: Mapping[int, int]) -> list[Known]:
    """What each paragraph of the text is, in the words of layouts."""
    from core.parsing.recognise import recognise
    from core.workflows.words import load_phrases

    elements = recognise(raw, load_phrases()).value.elements
    kinds = kinds_of(elements)
    known = []
    for element in elements:
        kind = kinds.get(element.id, "")
        if kind in STYLES and element.line in places:
            rest = len(element.body.rstrip()) if element.heading_length else 0
            known.append(Known(places[element.line], kind, rest))
    return known


def kinds_of(elements: Sequence[Element]) -> dict[str, str]:
    """The layout's name for what each element is, by element id; title lines are all 标题."""
    from core.writers.values import Wording, layout_values

    shown = tuple(element for element in elements if element.role not in (Role.TITLE, Role.NOISE))
    titles = tuple(element for element in elements if element.role is Role.TITLE)
    rows: Any = layout_values(Draft(Identity(), (*titles[:1], *shown)), Wording({}, list, LONGEST_TITLE))
    kinds = {int(row["编号"]): str(row["类别"]) for rows in (rows["各副标题"], rows["各段"]) for row in rows}
    found = {element.id: kinds.get(number_of(element.id), "") for element in shown}
    found |= {element.id: "标题" for element in titles}
    return {identifier: "副标题" if kind == "题下" else kind for identifier, kind in found.items()}


def lens_of(source: Source) -> Lens:
    """How the paragraphs of a file look, by its own styles, theme and lists."""
    from core.sheets.papers import paper_of

    last = source.body.find(W + "sectPr")
    sheet = _style_sheet(source.styles, source.theme, paper_of(last).sheet.pitch or 240.0)
    lists = Lists(source.styles, source.numbering)
    return Lens(
        lambda node: _resolved(node, sheet, lists),
        lambda section: paper_of(section).sheet,
        lambda node: lists.said(node, "autoSpaceDE") == "0",
    )


def _style_sheet(styles: Node, theme: Node | None, pitch: float) -> Any:
    from core.sheets.looks import theme_fonts
    from core.sheets.styles import StyleSheet

    return StyleSheet(styles, theme_fonts(theme), pitch)


def _resolved(node: Node, sheet: Any, lists: Lists) -> tuple[Shape, tuple[tuple[str, Face], ...]]:
    from core.sheets.runs import pieces_of

    properties = lists.properties(node)
    style = sheet.style(properties)
    pieces = tuple((piece.text, piece.face) for piece in pieces_of(node, style, sheet))
    face = next((face for text, face in pieces if text.strip()), None)
    face = face or sheet.look(style, None if properties is None else properties.find(W + "rPr")).face
    return sheet.shape(style, properties, face), pieces


def basis_of(name: str) -> Basis:
    """The built-in layout of that name, to complete a learned one from."""
    source = open_source((templates_folder() / "layouts" / f"{name}.docx").read_bytes())
    return Basis(source.root, source.styles, _usual(source))


def _usual(source: Source) -> dict[str, tuple[Shape, Face]]:
    """The looks of a layout's styles by name; a character style's on the body."""
    sheet = _style_sheet(source.styles, source.theme, 240.0)
    nodes = {_name(node): node for node in source.styles.iter(W + "style")}
    body = nodes["正文段落"].get(W + "styleId")
    looks = {}
    for name, node in nodes.items():
        kind, identifier = node.get(W + "type"), node.get(W + "styleId")
        if kind == "paragraph":
            style = sheet.style(_using("pPr", "pStyle", identifier, node))
            face = sheet.look(style, None).face
            looks[name] = (sheet.shape(style, None, face), face)
        elif kind == "character":
            style = sheet.style(_using("pPr", "pStyle", body, node))
            face = sheet.look(style, _using("rPr", "rStyle", identifier, node)).face
            looks[name] = (sheet.shape(style, None, face), face)
    return looks


def _name(style: Node) -> str:
    name = style.find(W + "name")
    return "" if name is None else name.get(W + "val") or ""


def _using(holder: str, use: str, identifier: str, beside: Node) -> Node:
    properties = beside.makeelement(W + holder)
    properties.append(beside.makeelement(W + use, {W + "val": identifier}))
    return properties
