"""The runs of a paragraph as pieces of text (ECMA-376 part 1, 17.3.3 and 17.16).

Formulas and deleted text are left out. Fields show their stored result, except PAGE and NUMPAGES, which the page
fills in. Automatic numbers are not shown: layouts write ordinals as text.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeAlias

from core.model.text import sign_of
from core.package import XML_SPACE, Node, W
from core.typesetting.values import (
    IN_LINE,
    LINE_BREAK,
    NOTE_FIELD,
    PAGE_BREAK,
    PAGE_FIELD,
    PAGES_FIELD,
    TAB,
    Block,
    Drawing,
    PageNote,
    TextPiece,
)
from core.word.pages.drawings import DRAWN
from core.word.pages.run_properties import RunFormat
from core.word.pages.styles import PageStyles, ParagraphStyle

UNKNOWN_SYMBOL = "□"
FIRST_KNOWN, LAST_CHARACTER = 0x20, 0x10FFFF
FIRST_PRIVATE, LAST_PRIVATE = 0xD800, 0xF8FF
"""Surrogates and the private use area, where symbol fonts have their characters."""

_BLANKS = " \t\r\n"
_LINES = str.maketrans("\r\n\f", "   ")
_INSIDE = frozenset(
    W + name
    for name in (
        *("hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml", "dir", "bdo", "rubyBase"),
    )
)
_R, _T, _RPR, _INSTRUCTION = W + "r", W + "t", W + "rPr", W + "instrText"
_NOTE_MARKS = (W + "footnoteReference", W + "endnoteReference")
_SIMPLE, _RUBY, _FIELD = W + "fldSimple", W + "ruby", W + "fldChar"


@dataclass(slots=True)
class _OpenField:
    """An open field: its code, whether its result has begun, and the text of the result."""

    run_format: RunFormat
    code: str = ""
    has_result: bool = False
    shown: str = ""


Notes: TypeAlias = Callable[[Node], tuple[str, tuple[Block, ...]]]
"""The sign of a mark of a note, and the blocks that stand at the foot of its page."""


def _no_drawings(_node: Node) -> tuple[Drawing, ...]:
    return ()


def _no_notes(_node: Node) -> tuple[str, tuple[Block, ...]]:
    return "", ()


@dataclass(frozen=True, slots=True)
class RunResources:
    """Read what runs refer to: ``draw`` the drawings of an element of a run, ``note`` the note of a mark."""

    draw: Callable[[Node], tuple[Drawing, ...]] = _no_drawings
    note: Notes = _no_notes


@dataclass(frozen=True, slots=True)
class RunContent:
    """What the runs of a paragraph hold."""

    pieces: tuple[TextPiece, ...]
    drawings: tuple[Drawing, ...]
    notes: tuple[PageNote, ...]


class _RunCollector:
    """Collects the pieces and drawings of one paragraph."""

    def __init__(self, style: ParagraphStyle, sheet: PageStyles, resources: RunResources) -> None:
        self._resources = resources
        self.notes: list[PageNote] = []
        self._readers = {**dict.fromkeys(DRAWN, self._drawn), **dict.fromkeys(_NOTE_MARKS, self._noted)}
        self.drawings: list[Drawing] = []
        self._style = style
        self._sheet = sheet
        self._open: list[_OpenField] = []
        self.pieces: list[TextPiece] = []

    def through(self, parent: Node) -> None:
        """Collect everything shown inside an element."""
        for child in parent:
            if child.tag == _R:
                self._run(child)
            elif child.tag == _SIMPLE:
                self._simple(child)
            elif child.tag in _INSIDE:
                self.through(child)

    def _simple(self, field: Node) -> None:
        """``w:fldSimple`` (17.16.19), treated like a field written with ``w:fldChar``."""
        run = field.find(_R)
        run_format = self._sheet.run_format(self._style, None if run is None else run.find(_RPR))
        self._open.append(_OpenField(run_format, field.get(W + "instr") or "", True))
        self.through(field)
        self._end()

    def _run(self, run: Node) -> None:
        run_format = self._sheet.run_format(self._style, run.find(_RPR))
        for child in () if run_format.hidden else run:
            self._child(child, run_format)

    def _child(self, child: Node, run_format: RunFormat) -> None:
        """One element of a run."""
        if child.tag == _FIELD:
            self._mark(child.get(W + "fldCharType") or "", run_format)
        elif child.tag == _INSTRUCTION:
            self._instruct(child.text or "")
        elif child.tag == _RUBY:
            self.through(child)
        elif child.tag in _CONTENTS:
            self._add(_CONTENTS[child.tag](child), run_format)
        elif (reader := self._readers.get(child.tag)) is not None:
            reader(child, run_format)

    def _noted(self, child: Node, run_format: RunFormat) -> None:
        sign, blocks = self._resources.note(child)
        if blocks:
            self.notes.append(PageNote(sum(len(piece.text) for piece in self.pieces), blocks))
        if sign:
            run_format = run_format.of(sign)
            self.pieces.append(TextPiece(sign, run_format.face, run_format.is_open, NOTE_FIELD, run_format.wide))

    def _drawn(self, child: Node, run_format: RunFormat) -> None:
        if all(field.has_result for field in self._open):
            for drawing in self._resources.draw(child):
                self._hang(drawing, run_format)

    def _hang(self, drawing: Drawing, run_format: RunFormat) -> None:
        if drawing.anchor is None:
            drawing = replace(drawing, place=sum(len(piece.text) for piece in self.pieces))
            self.pieces.append(TextPiece(IN_LINE, run_format.face, room=max(drawing.width, 1.0)))
        self.drawings.append(drawing)

    def _instruct(self, code: str) -> None:
        if self._open:
            self._open[-1].code += code

    def _mark(self, kind: str, run_format: RunFormat) -> None:
        """The begin, separator or end of a field (17.16.18)."""
        if kind == "begin":
            self._open.append(_OpenField(run_format))
        elif kind == "separate" and self._open:
            self._open[-1].has_result = True
        elif kind == "end":
            self._end()

    def _end(self) -> None:
        if not self._open:
            return
        field = self._open.pop()
        name = field_name(field.code)
        if name and all(outer.has_result and not field_name(outer.code) for outer in self._open):
            run_format = field.run_format
            self.pieces.append(
                TextPiece(field.shown or "1", run_format.face, run_format.is_open, name, run_format.wide)
            )

    def _add(self, text: str, run_format: RunFormat) -> None:
        if any(not field.has_result for field in self._open):
            return
        field = next((field for field in self._open if field_name(field.code)), None)
        if field is not None:
            field.run_format = field.run_format if field.shown else run_format
            field.shown += text
            return
        run_format = run_format.of(text)
        before = self.pieces.pop().text if self.pieces and _goes_on(self.pieces[-1], run_format) else ""
        self.pieces.append(TextPiece(before + text, run_format.face, run_format.is_open, "", run_format.wide))


def field_name(code: str) -> str:
    """PAGE or NUMPAGES if the field code asks for it, else ""."""
    words = code.split(None, 1)
    name = words[0].upper() if words else ""
    return name if name in (PAGE_FIELD, PAGES_FIELD) else ""


def pieces_of(paragraph: Node, style: ParagraphStyle, sheet: PageStyles) -> tuple[TextPiece, ...]:
    """The text of a paragraph of that style; neighbouring runs of equal format form one piece."""
    return content_of(paragraph, style, sheet, RunResources()).pieces


def content_of(paragraph: Node, style: ParagraphStyle, sheet: PageStyles, resources: RunResources) -> RunContent:
    """The pieces, drawings and footnotes of a paragraph of that style."""
    walk = _RunCollector(style, sheet, resources)
    walk.through(paragraph)
    return RunContent(tuple(walk.pieces), tuple(walk.drawings), tuple(walk.notes))


def _goes_on(piece: TextPiece, run_format: RunFormat) -> bool:
    """Whether text of that format continues the piece."""
    is_alike = piece.is_open == run_format.is_open and piece.wide == run_format.wide and piece.face == run_format.face
    return is_alike and not piece.field and not piece.room


def _text(node: Node) -> str:
    text = node.text or ""
    return (text if node.get(XML_SPACE) == "preserve" else text.strip(_BLANKS)).translate(_LINES)


def _break(node: Node) -> str:
    return LINE_BREAK if (node.get(W + "type") or "textWrapping") == "textWrapping" else PAGE_BREAK


def _symbol(node: Node) -> str:
    """A character of a symbol font (17.3.3.30); a box where it is not known what the font shows."""
    try:
        number = int(node.get(W + "char") or "", 16)
    except ValueError:
        return ""
    if sign := sign_of(node.get(W + "font") or "", number):
        return sign
    is_known = FIRST_KNOWN <= number <= LAST_CHARACTER and not FIRST_PRIVATE <= number <= LAST_PRIVATE
    return chr(number) if is_known else UNKNOWN_SYMBOL


def number_of(paragraph: Node) -> int:
    """The element number in the bookmark written by the layout engine; 0 without one (core.word.layouts.file)."""
    for mark in paragraph.iterchildren(W + "bookmarkStart"):
        name = mark.get(W + "name") or ""
        digits = name.rpartition("_")[2]
        if name.startswith("_GW_") and digits.isascii() and digits.isdigit() and len(digits) < 10:
            return int(digits)
    return 0


_CONTENTS: Mapping[str, Callable[[Node], str]] = MappingProxyType(
    {
        _T: _text,
        W + "br": _break,
        W + "sym": _symbol,
        W + "tab": lambda _: TAB,
        W + "ptab": lambda _: TAB,
        W + "cr": lambda _: LINE_BREAK,
        W + "noBreakHyphen": lambda _: "\u2011",
    }
)
"""The text of the elements of a run."""
