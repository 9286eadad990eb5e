"""“用本单位文件作版式”: makes a layout of a finished Word file, or of a layout written for docxtpl."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from core.errors import BadInput, BadTemplate
from core.model.change import number_of
from core.model.draft import Draft, Identity
from core.model.elements import Element, Role
from core.model.grid import PlacedTable, tables_of
from core.model.particulars import NAMES as PARTICULARS
from core.model.raw import RawDocument
from core.model.structure.captions import captions_of
from core.package import Node, W, open_package
from core.parsing.recognise import recognise
from core.paths import templates_folder
from core.reading import parse_toml, read_bytes, read_limited
from core.resources import load
from core.result import Notice, Result
from core.typesetting.values import Face, Pages, ParagraphShape
from core.word.layouts.file import layout_parts
from core.word.layouts.fillable import CAPTION_STYLE, CELL_STYLE, HEAD_STYLE, TABLE_NOTE_STYLE
from core.word.layouts.sanitise import sanitise
from core.word.learning.layout import LayoutBasis, adopt_tagged, learn
from core.word.learning.letterhead_end import find_cover, find_head, imprint_places
from core.word.learning.lists import ListIndents
from core.word.learning.package_file import RoleChange, with_changes
from core.word.learning.source import LearningSource, open_source
from core.word.learning.tag_names import LayoutNames, aliases, has_tags
from core.word.learning.values import STYLES, FormatReader, KnownParagraph, Learned, LearnedRole
from core.word.learning.wording import describe_page, describe_shape, summary
from core.word.package_writer import build, pack
from core.word.pages.runs import pieces_of
from core.word.pages.sections import Grid, section_properties
from core.word.pages.styles import PageStyles
from core.word.reading.document import find_places
from core.word.styles import theme_fonts
from core.word.writing.values import FIELDS, NAMES, TextOptions, layout_values
from core.workflows.exporting.pages import PageSetter
from core.workflows.exporting.unsupported import not_shown
from core.workflows.importing.formats import read
from core.workflows.layouts.files import add_layout
from core.workflows.layouts.style_trial import sample_draft
from core.workflows.layouts.usage import load_usable
from core.workflows.words import load_phrases

__all__ = (
    "Learned",
    "LearnedRole",
    "RoleChange",
    "change_learned",
    "describe_page",
    "describe_shape",
    "keep_learned",
    "learn_bytes",
    "learn_layout",
    "learn_with_picture",
    "picture_of",
    "summary",
)


PLAIN_BASIS, FRAMED_BASIS = "内部材料", "国标公文"
"""The built-in layouts whose text lines a learned one takes over: without red head and imprint, and with them."""

LONGEST_TITLE = 1000
ALIASES = "layout_names.toml"
SAMPLE: Mapping[str, str] = MappingProxyType(
    {
        "份号": "000001",
        "密级": "秘密★1年",
        "紧急程度": "特急",
        "发文机关": "青禾县档案馆",
        "发文字号": "青档发〔2023〕5号",
        "签发人": "李明",
        "抄送": "县委办公室",
        "印发机关": "青禾县档案馆办公室",
        "印发日期": "2023年7月10日",
    }
)
"""What stands in the changing parts of head and imprint on the picture."""


def learn_layout(path: Path) -> Result[Learned]:
    """The layout derived from a finished Word file, with notices about what was guessed. Raises BadInput or
    BadTemplate."""
    return learn_bytes(path.name, read_limited(path))


def learn_bytes(name: str, data: bytes) -> Result[Learned]:
    """``learn_layout`` for the bytes of a file called ``name``."""
    raw = read(name, data)
    if not data.startswith(b"PK"):
        raise BadInput("learn_not_word")
    source = open_source(data)
    if has_tags(source):
        # The layout with a notice if it cannot be used as it is.
        taken = _safe(adopt_tagged(source, load(_layout_names, ALIASES, parse=parse_toml)), data)
        try:
            load_usable(taken.value.layout)
        except BadTemplate:
            return Result(taken.value, (*taken.notices, Notice("learn_not_usable_yet")))
        return taken
    reader = format_reader(source)
    known = _known(_text_of(source, reader, raw.value, places := find_places(data)), places)
    is_framed = find_head(source, reader) >= 0 or bool(imprint_places(source))
    learned = _safe(learn(source, known, reader, basis_of(FRAMED_BASIS if is_framed else PLAIN_BASIS)), data)
    load_usable(learned.value.layout)
    return learned


def _safe(learned: Result[Learned], data: bytes) -> Result[Learned]:
    """The layout without parts that fetch or run something, and a notice if the file ``data`` had any."""
    tamed = sanitise(layout_parts(learned.value.layout))
    outside = sanitise(open_package(data)).outside
    cases = (
        (Notice("learn_fields_flattened", 0, {"fields": "、".join(tamed.fields)}), tamed.fields),
        (Notice("learn_outside_dropped", 0, {"count": str(outside)}), outside),
    )
    layout = build(pack(name, part, 9) for name, part in tamed.parts.items()) if tamed.fields else learned.value.layout
    notices = (*learned.notices, *(notice for notice, is_so in cases if is_so), *not_shown(layout, "learn_not_shown"))
    return Result(replace(learned.value, layout=layout), notices)


def picture_of(learned: Learned) -> "Pages":
    """The pages of a sample report in the layout. Raises BadTemplate if it contains unknown names."""
    draft = sample_draft()
    particulars = tuple((name, SAMPLE[name]) for name in PARTICULARS if name in SAMPLE)
    identity = replace(draft.identity, particulars=particulars)
    return PageSetter(learned.layout).set(replace(draft, identity=identity), marks=False)


def change_learned(learned: Learned, wishes: Mapping[str, RoleChange]) -> "tuple[Learned, Pages]":
    """The layout with these roles changed, and its picture."""
    changed = with_changes(learned, wishes)
    return changed, picture_of(changed)


def learn_with_picture(path: Path) -> "tuple[Result[Learned], Pages | None]":
    """``learn_layout`` with its picture; no picture while names are unknown."""
    learned = learn_layout(path)
    try:
        return learned, picture_of(learned.value)
    except BadTemplate:
        return learned, None


def keep_learned(learned: Learned, name: str) -> str:
    """Add the layout to the user's own; returns its name. Raises BadUse, AppError."""
    return add_layout(learned.layout, name)


def _layout_names(table: Mapping[str, Any]) -> LayoutNames:
    return LayoutNames(NAMES, FIELDS, aliases(table["names"]), aliases(table["fields"]))


def _text_of(source: LearningSource, reader: FormatReader, raw: RawDocument, places: Mapping[int, int]) -> RawDocument:
    """The paragraphs between masthead and imprint; recognition was not made for those."""
    head, imprint = max(find_head(source, reader), find_cover(source)), imprint_places(source)
    kept = tuple(p for p in raw.paragraphs if places.get(p.line, head) > head and places[p.line] not in imprint)
    lines = {each.line for each in kept}
    whole = (table for table in raw.tables if {p.line for p in raw.paragraphs[table.start : table.end]} <= lines)
    return replace(raw, tables=tuple(whole)).with_paragraphs(kept)


def _known(raw: RawDocument, places: Mapping[int, int]) -> list[KnownParagraph]:
    """The layout's name for the role of each paragraph of the text."""
    elements = recognise(raw, load_phrases()).value.elements
    kinds = kinds_of(elements)
    known = []
    for element in elements:
        kind = kinds.get(element.id, "")
        if kind in STYLES and element.line in places:
            rest = len(element.body.rstrip()) if element.heading_length else 0
            known.append(KnownParagraph(places[element.line], kind, rest))
    return known


def kinds_of(elements: Sequence[Element]) -> dict[str, str]:
    """The layout's name for the role of each element, by element id; all title lines are 标题."""
    titles = tuple(element for element in elements if element.role is Role.TITLE)
    shown = tuple(element for element in elements if element.role is not Role.NOISE and element not in titles)
    rows: Any = layout_values(Draft(Identity(), (*titles[:1], *shown)), TextOptions({}, list, LONGEST_TITLE))
    kinds = {int(row["编号"]): str(row["类别"]) for row in (*rows["各副标题"], *rows["各段"])}
    found = {element.id: kinds.get(number_of(element.id), "").replace("题下", "副标题") for element in shown}
    return found | dict.fromkeys((element.id for element in titles), "标题") | _kinds_of_tables(elements)


def _kinds_of_tables(elements: Sequence[Element]) -> dict[str, str]:
    """The styles of what stands in tables and beside them, by element id."""
    names = {"center": CAPTION_STYLE}
    found = {element_id: names.get(align, TABLE_NOTE_STYLE) for element_id, align in captions_of(elements).items()}
    for placed in tables_of(elements):
        found |= dict.fromkeys((each.id for each in elements[placed.start + 1 : placed.end]), CELL_STYLE)
        found |= dict.fromkeys((each.id for each in _heads(placed, elements)), HEAD_STYLE)
    return found


def _heads(placed: PlacedTable, elements: Sequence[Element]) -> Iterator[Element]:
    """The paragraphs of the rows of heads: those that say so, else the first of several."""
    rows = placed.table.rows
    heads = {row.id for row in rows if row.is_header} or {row.id for row in rows[:1] if len(rows) > 1}
    return (each for each in elements[placed.start : placed.end] if each.cell is not None and each.cell.row in heads)


def format_reader(source: LearningSource) -> FormatReader:
    """The resolved formatting of a file's paragraphs, by its own styles, theme and lists."""
    last = source.body.find(W + "sectPr")
    sheet = _style_sheet(source.styles, source.theme, section_properties(last).sheet.pitch or 240.0)
    lists = ListIndents(source.styles, source.numbering)
    return FormatReader(
        lambda node: _resolved(node, sheet, lists),
        lambda section: section_properties(section).sheet,
        lambda node: lists.said(node, "autoSpaceDE") == "0",
    )


def _style_sheet(styles: Node, theme: Node | None, pitch: float) -> Any:
    # The character grid belongs to the section; applied here it would be copied into the styles as well.
    return PageStyles(styles, theme_fonts(theme), Grid(pitch))


def _resolved(node: Node, sheet: Any, lists: ListIndents) -> tuple[ParagraphShape, tuple[tuple[str, Face], ...]]:
    properties = lists.properties(node)
    style = sheet.style(properties)
    pieces = tuple((piece.text, piece.face) for piece in pieces_of(node, style, sheet))
    face = next((face for text, face in pieces if text.strip()), None)
    face = face or sheet.run_format(style, None if properties is None else properties.find(W + "rPr")).face
    return sheet.shape(style, properties, face), pieces


def basis_of(name: str) -> LayoutBasis:
    """The built-in layout of that name, which completes a learned one."""
    source = open_source(read_bytes(templates_folder() / "layouts" / f"{name}.docx"))
    return LayoutBasis(source.root, source.styles, _usual(source))


def _usual(source: LearningSource) -> dict[str, tuple[ParagraphShape, Face]]:
    """The resolved styles of a layout by name; a character style is resolved on top of the body style."""
    sheet = _style_sheet(source.styles, source.theme, 240.0)
    nodes = {_name(node): node for node in source.styles.iter(W + "style")}
    body = nodes["正文段落"].get(W + "styleId")
    looks = {}
    for name, node in nodes.items():
        kind, identifier = node.get(W + "type"), node.get(W + "styleId")
        if kind == "paragraph":
            style = sheet.style(_using("pPr", "pStyle", identifier, node))
            face = sheet.run_format(style, None).face
            looks[name] = (sheet.shape(style, None, face), face)
        elif kind == "character":
            style = sheet.style(_using("pPr", "pStyle", body, node))
            face = sheet.run_format(style, _using("rPr", "rStyle", identifier, node)).face
            looks[name] = (sheet.shape(style, None, face), face)
    return looks


def _name(style: Node) -> str:
    name = style.find(W + "name")
    return "" if name is None else name.get(W + "val") or ""


def _using(holder: str, use: str, identifier: str, beside: Node) -> Node:
    properties = beside.makeelement(W + holder)
    properties.append(beside.makeelement(W + use, {W + "val": identifier}))
    return properties
