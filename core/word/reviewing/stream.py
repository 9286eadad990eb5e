"""The body of a Word file as one stream of states: what stands there, was put in, struck out or moved, and by whom.

Nothing is accepted or refused here; the two views are made from the states (``core.review.views``). Source: ECMA-376
part 1, 17.13.5 (revisions), 17.13.6 (bookmarks), 17.13.4 (comments; replies: [MS-DOCX] 2.5).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import product
from types import MappingProxyType

from core.errors import BadInput
from core.limits import MOST_COLUMNS, MOST_PLACES, check_length
from core.model.review.returned_copy import (
    NO_REVISION,
    CopyAnchor,
    CopyCell,
    CopyNote,
    CopyParagraph,
    CopyPiece,
    CopyPosition,
    NamedVersion,
    ReturnedCopy,
    Revision,
    TextState,
)
from core.model.text import raised, sign_of
from core.package import MC, M, Node, Package, W
from core.result import Notice, Result
from core.word.attributes import is_on
from core.word.layouts.naming import CUSTOM_PART, VERSION_PROPERTY
from core.word.reading.blocks import grid_columns, kind_of
from core.word.reading.numbering import ListCounters
from core.word.reading.styles import ReadingStyles
from core.word.reviewing.beside import other_parts, read_comments

_P, _R, _T, _TABLE, _ROW, _CELL = W + "p", W + "r", W + "t", W + "tbl", W + "tr", W + "tc"
_RUN_PROPERTIES, _PROPERTIES, _RESTYLED = W + "rPr", W + "pPr", W + "pPrChange"
_NAME = re.compile(r"_GW_(?P<key>.+?)_(?P<rest>v?r?\d{1,9}(?:_[0-9a-f]{16})?)")
_VERSION = re.compile(r"v(\d+)(?:_([0-9a-f]{16}))?")
_CODE = re.compile("[0-9A-Fa-f]{1,4}")
_LOOKS = MappingProxyType(
    {
        W + "b": ("bold", "1"),
        W + "i": ("italic", "1"),
        W + "u": ("underlined", "none"),
        W + "em": ("dotted", "none"),
        W + "strike": ("struck", "1"),
        W + "dstrike": ("struck", "1"),
    }
)
"""Direct formatting that counts as emphasis, and the value that stands for a missing ``w:val``."""

_RAISED_LOOKS = ("superscript", "subscript")
_NOTE_MARKS = MappingProxyType({W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"})


@dataclass(frozen=True, slots=True)
class _Recorded:
    """The revisions around a node, None for each there is not."""

    inserted: Revision | None = None
    deleted: Revision | None = None
    moved_here: Revision | None = None
    moved_away: Revision | None = None

    def within(self, node: Node) -> "_Recorded":
        """The same with the revision that ``node`` is."""
        return replace(self, **{_FIELDS[node.tag]: _revision(node)})

    @property
    def state(self) -> tuple[TextState, Revision]:
        """What these revisions together make of text, and the innermost revision that matters for it."""
        if self is _NOTHING:
            return _KEPT
        marks = tuple(each is not None for each in (self.inserted, self.moved_here, self.deleted, self.moved_away))
        state, name = _STATES[marks]
        return state, getattr(self, name) if name else NO_REVISION


_PUT = MappingProxyType(
    {
        (False, False): (TextState.KEPT, ""),
        (False, True): (TextState.MOVED_HERE, "moved_here"),
        (True, False): (TextState.INSERTED, "inserted"),
        (True, True): (TextState.INSERTED, "inserted"),
    }
)
"""The state of text that stays, by whether it was put in and whether it was moved here."""


_TAKEN = MappingProxyType({"deleted": TextState.DELETED, "moved_away": TextState.MOVED_AWAY})


def _state_of(inserted: bool, moved_here: bool, deleted: bool, moved_away: bool) -> tuple[TextState, str]:
    """The state of text inside these revisions, and the field of the one that matters."""
    if not (deleted or moved_away):
        return _PUT[inserted, moved_here]
    last = "deleted" if deleted else "moved_away"
    if not (inserted or moved_here):
        return _TAKEN[last], last
    is_moved = (inserted, moved_away) == (False, False)
    return TextState.MOVED_DELETED if is_moved else TextState.BOTH, last


_STATES = MappingProxyType({marks: _state_of(*marks) for marks in product((False, True), repeat=4)})


_FIELDS = MappingProxyType(
    {W + "ins": "inserted", W + "del": "deleted", W + "moveTo": "moved_here", W + "moveFrom": "moved_away"}
    | {W + "cellIns": "inserted", W + "cellDel": "deleted"}
)
_NOTHING = _Recorded()
_KEPT = TextState.KEPT, NO_REVISION


def _revision(node: Node) -> Revision:
    return Revision((node.get(W + "author") or "").strip(), node.get(W + "date") or "")


@dataclass(slots=True)
class _Paragraph:
    """A paragraph being read."""

    pieces: list[CopyPiece] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    length: int = 0
    fields: list[bool] = field(default_factory=list)

    def add(
        self, text: str, state: tuple[TextState, Revision], looks: tuple[tuple[str, ...], tuple[str, ...] | None]
    ) -> None:
        """Append text; pieces that differ in nothing are one."""
        last = self.pieces[-1] if self.pieces else None
        if last is not None and (last.state, last.revision, last.looks, last.former) == (*state, *looks):
            self.pieces[-1] = CopyPiece(last.text + text, *state, *looks)
        else:
            self.pieces.append(CopyPiece(text, *state, *looks))
        self.length += len(text)


def _moved_whole(pieces: list[CopyPiece], mark: TextState) -> tuple[CopyPiece, ...]:
    """What was struck out of a paragraph that was moved away left with it: it is not text of the paragraph after it."""
    if mark is not TextState.MOVED_AWAY:
        return tuple(pieces)
    return tuple(
        replace(each, state=TextState.MOVED_AWAY) if each.state is TextState.DELETED else each for each in pieces
    )


def read_copy(data: bytes) -> Result[ReturnedCopy]:
    """The text of a file in all its states, with the bookmarks of ours and the comments in it.

    Notices tell what is not compared: headers, notes, text boxes, formats. Raises BadInput as ``read_word`` does.
    """
    package = Package(data)
    main = package.related("", "officeDocument") or "word/document.xml"
    root = package.xml(main)
    body = None if root is None else root.find(W + "body")
    if body is None:
        raise BadInput("word_no_document")
    reader = _StreamReader(package, main)
    reader.blocks(body, _NOTHING)
    reader.not_compared.update(other_parts(package, main, root))
    keys = Counter(key for key, _ in reader.named)
    comments = read_comments(package, main, reader.comment_starts, reader.comment_ends, reader.comment_marks)
    copy = ReturnedCopy(
        tuple(reader.paragraphs),
        tuple(reader.anchors()),
        comments,
        tuple(key for key, _ in keys.most_common()),
        (*_versions(reader.named, "bookmark"), *_versions(_property_names(package), "property")),
        tuple(reader.notes()),
    )
    return Result(
        copy, tuple(Notice(code, count=count) for code, count in sorted(reader.not_compared.items()) if count)
    )


class _StreamReader:
    """Walks the body of one file once."""

    def __init__(self, package: Package, main: str) -> None:
        self._package, self._main = package, main
        parts = (package.related(main, kind) for kind in ("styles", "numbering"))
        styles, numbering = (package.xml(name) if name else None for name in parts)
        self._styles = ReadingStyles(styles)
        self._numbers = ListCounters(numbering, self._styles)
        self._hidden_styles = self._styles.hidden()
        self._has_numbers = numbering is not None
        self.paragraphs: list[CopyParagraph] = []
        self.not_compared: Counter[str] = Counter()
        self.named: dict[tuple[str, str], list[CopyPosition]] = {}
        self.comment_starts: dict[str, CopyPosition] = {}
        self.comment_ends: dict[str, CopyPosition] = {}
        self.comment_marks: dict[str, CopyPosition] = {}
        self._open_names: dict[str, tuple[tuple[str, str], CopyPosition]] = {}
        self._ranges: list[tuple[str, CopyPosition, CopyPosition]] = []
        self._note_marks: dict[tuple[str, str], tuple[CopyPosition, TextState, Revision]] = {}
        self._cell: CopyCell | None = None
        self._row = TextState.KEPT
        self._tables = self._characters = 0
        self._now: _Paragraph | None = None

    @property
    def _here(self) -> CopyPosition:
        return CopyPosition(len(self.paragraphs), 0 if self._now is None else self._now.length)

    def anchors(self) -> list[CopyAnchor]:
        """The bookmarks of ours in the order of their starts; one never closed encloses nothing."""
        found = [CopyAnchor(*each) for each in self._ranges]
        found += [CopyAnchor(name[1], start, start) for name, start in self._open_names.values()]
        return sorted(found, key=lambda anchor: (anchor.start, anchor.end))

    def notes(self) -> Iterator[CopyNote]:
        """The foot- and endnotes, after the body was read, without the lines that separate them from the text."""
        for kind in dict.fromkeys(kind for kind, _ in self._note_marks):
            for node in self._notes_of(kind):
                mark = self._note_marks.get((kind, node.get(W + "id") or ""))
                if mark is not None:
                    yield CopyNote(kind, self._note(node), *mark)

    def _notes_of(self, kind: str) -> Iterator[Node]:
        """The notes in their part."""
        name = self._package.related(self._main, f"{kind}s")
        part = self._package.xml(name) if name else None
        nodes = () if part is None else part.iterchildren(W + kind)
        return (node for node in nodes if node.get(W + "type") in (None, "normal"))

    def _note(self, node: Node) -> tuple[CopyParagraph, ...]:
        """The paragraphs of one note; bookmarks and comments in it are none of the text's."""
        places = self.comment_starts, self.comment_ends, self.comment_marks
        body, ranges, known = self.paragraphs, len(self._ranges), [dict(each) for each in places]
        self.paragraphs = []
        self.blocks(node, _NOTHING)
        found, self.paragraphs = self.paragraphs, body
        del self._ranges[ranges:]
        self.comment_starts, self.comment_ends, self.comment_marks = known
        return (*(_without_lead(each) for each in found[:1]), *found[1:])

    def blocks(self, container: Node, recorded: _Recorded) -> None:
        """Read the paragraphs and tables of a container, also inside elements of unknown kind."""
        for node in container:
            tag = node.tag
            if tag == _P:
                self._paragraph(node, recorded)
            elif tag == _TABLE:
                self._table(node, recorded)
            elif tag in _FIELDS:
                self.blocks(node, recorded.within(node))
            elif tag in _PLACED:
                self._place(node)
            elif tag not in _CLOSED:
                self.blocks(_chosen(node), recorded)

    def _table(self, node: Node, recorded: _Recorded) -> None:
        if self._cell is not None:
            self.not_compared["copy_inner_tables"] += 1
            self.blocks_of_cells(node, recorded)
            return
        self._tables += 1
        rows = (row for row in node.iter(_ROW) if next(row.iterancestors(_TABLE)) is node)
        widths = [0]
        for number, row in enumerate(rows):
            around = _with_marks(recorded, row.find(W + "trPr"))
            self._row = around.state[0]
            widths.append(self._cells(node, row, number, around))
        self.not_compared["copy_tables_too_large"] += max(widths) > MOST_COLUMNS or sum(widths) > MOST_PLACES
        self._cell, self._row = None, TextState.KEPT

    def _cells(self, table: Node, row: Node, number: int, around: _Recorded) -> int:
        """Read the cells of one row, and the bookmarks between them; how many columns of the grid they reach over."""
        column = _columns(row.find(W + "trPr"), "gridBefore", 0)
        for node in row.iter(_CELL, *_PLACED):
            if node.tag != _CELL and node.getparent() is row:
                self._place(node)
            elif node.tag == _CELL and next(node.iterancestors(_TABLE)) is table:
                properties = node.find(W + "tcPr")
                span = _columns(properties, "gridSpan", 1)
                self._cell = CopyCell(self._tables - 1, number, column, span, _goes_on(properties))
                self.blocks(node, _with_marks(around, properties))
                column += span
        return column

    def blocks_of_cells(self, node: Node, recorded: _Recorded) -> None:
        """Read a table inside a cell as text of that cell."""
        for cell in node.iter(_CELL):
            if next(cell.iterancestors(_TABLE)) is node:
                self.blocks(cell, recorded)

    def _paragraph(self, node: Node, recorded: _Recorded) -> None:
        properties = node.find(_PROPERTIES)
        marks = None if properties is None else properties.find(_RUN_PROPERTIES)
        state, revision = _with_marks(recorded, marks).state if marks is not None else recorded.state
        now = self._now = _Paragraph()
        self._inline(node, recorded)
        if properties is not None and properties.find(_RESTYLED) is not None:
            self.not_compared["copy_formats"] += 1
        self._characters += now.length
        check_length(self._characters, len(self.paragraphs))
        number = self._number(properties) if self._has_numbers and state.is_final else ""
        self._now = None
        self.paragraphs.append(
            CopyParagraph(
                _moved_whole(now.pieces, state), state, revision, number, self._cell, self._row, tuple(now.pictures)
            )
        )

    def _number(self, properties: Node | None) -> str:
        traits = self._styles.of_paragraph(properties)
        return self._numbers.next(traits) if traits.number_id else ""

    def _inline(self, container: Node, recorded: _Recorded) -> None:
        """Read runs and what may stand around them."""
        for node in container:
            tag = node.tag
            if tag == _R:
                self._run(node, recorded)
            elif tag in _FIELDS:
                self._inline(node, recorded.within(node))
            elif tag in _PLACED:
                self._place(node)
            elif tag in _FORMULAS:
                self._formula(recorded)
            elif tag not in _CLOSED:
                self._inline(_chosen(node), recorded)

    def _formula(self, recorded: _Recorded) -> None:
        if self._now is not None and recorded.state[0] is not TextState.BOTH:
            self._now.pictures.append("")
        self.not_compared["copy_formulas"] += recorded.state[0].is_final

    def _run(self, run: Node, recorded: _Recorded) -> None:
        now = self._now
        if now is None:
            return
        properties = run.find(_RUN_PROPERTIES)
        if properties is not None and self._is_hidden(properties):
            self.not_compared["copy_hidden"] += 1
            return
        looks = _NO_LOOKS if properties is None else _looks_of(properties)
        self.not_compared["copy_formats"] += looks[1] is not None
        state, pictures = _with_restyling(recorded.state, looks, properties), len(now.pictures)
        for node in run:
            text = self._text(node, now)
            if text:
                now.add(_shown(text, looks[0]), state, looks)
        self._mark_notes(run, state)
        if not state[0].is_final:
            del now.pictures[pictures:]

    def _mark_notes(self, run: Node, state: tuple[TextState, Revision]) -> None:
        """Take up the marks of notes in a run, which hold nothing else."""
        for node in run.iterchildren(*_NOTE_MARKS):
            self._note_marks[_NOTE_MARKS[node.tag], node.get(W + "id") or ""] = (self._here, *state)

    def _is_hidden(self, properties: Node) -> bool:
        own = properties.find(W + "vanish")
        style = properties.find(W + "rStyle") if self._hidden_styles else None
        return (own is not None and is_on(own)) or (style is not None and style.get(W + "val") in self._hidden_styles)

    def _text(self, node: Node, now: _Paragraph) -> str:
        """The text of one element of a run; field codes have none."""
        tag = node.tag
        if tag in _TEXTS:
            return "" if any(now.fields) else node.text or ""
        if tag == _FIELD:
            _follow(now.fields, node.get(W + "fldCharType"))
        elif tag == _REFERENCE:
            self.comment_marks[node.get(W + "id") or ""] = self._here
        elif tag in _DRAWN:
            self._drawing(_chosen(node), now)
        else:
            return _special(node) * (not any(now.fields))
        return ""

    def _drawing(self, node: Node, now: _Paragraph) -> None:
        """Record the pictures of a drawing by their bytes; words in text boxes, and anything but pictures, are reported."""
        found = [self._picture(each) for each in node.iter("{*}blip", "{*}imagedata")]
        now.pictures += found or [""]
        has_words = any(each.text for each in node.iter(_T))
        self.not_compared["copy_boxes"] += has_words
        kind = kind_of(node)
        if kind in _NOT_COMPARED and not (has_words and kind == "shape"):
            self.not_compared[_NOT_COMPARED[kind]] += 1

    def _picture(self, node: Node) -> str:
        name = next((value for key, value in node.attrib.items() if key.endswith(("}embed", "}id"))), "")
        relation = self._package.relation(self._main, name)
        data = self._package.read(relation[1]) if relation is not None else b""
        return sha256(data).hexdigest() if data else ""

    def _place(self, node: Node) -> None:
        """Take up the start or end of a bookmark or of a comment's range."""
        tag, number = node.tag, node.get(W + "id") or ""
        if tag == _NAME_BEGINS:
            self._begin(number, _NAME.fullmatch(node.get(W + "name") or ""))
        elif tag == _NAME_ENDS:
            name, start = self._open_names.pop(number, (("", ""), self._here))
            self._ranges += [(name[1], start, self._here)] if name[1] else []
        elif tag == W + "commentRangeStart":
            self.comment_starts[number] = self._here
        else:
            self.comment_ends[number] = self._here

    def _begin(self, number: str, named: re.Match[str] | None) -> None:
        if named is not None:
            self._open_names[number] = (named["key"], named["rest"]), self._here
            self.named.setdefault((named["key"], named["rest"]), []).append(self._here)


_PLACED = tuple(W + name for name in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd"))
_NAME_BEGINS, _NAME_ENDS = _PLACED[:2]
_ALTERNATIVES = MC + "AlternateContent"
_FORMULAS = (M + "oMath", M + "oMathPara")
_DRAWN = (W + "drawing", W + "pict", W + "object", _ALTERNATIVES)
_NOT_COMPARED = MappingProxyType(
    {"chart": "copy_charts", "diagram": "copy_diagrams", "object": "copy_objects", "shape": "copy_objects"}
)
"""What programs write anew when they save: other bytes are no sign of another content."""
_TEXTS = (_T, W + "delText")
_FIELD, _REFERENCE, _BREAK, _SYMBOL = W + "fldChar", W + "commentReference", W + "br", W + "sym"
_CLOSED = frozenset(W + name for name in ("pPr", "rPr", "tblPr", "trPr", "tcPr", "tblGrid", "sectPr", "sdtPr", "rt"))
_FIXED: Mapping[str, str] = MappingProxyType(
    {W + "tab": "\t", W + "ptab": "\t", W + "cr": "\n", W + "noBreakHyphen": "-"}
)
_NO_LOOKS: tuple[tuple[str, ...], tuple[str, ...] | None] = ((), None)


def _columns(properties: Node | None, name: str, default: int) -> int:
    """The columns of the grid that a property says, as an imported file is read."""
    return grid_columns(None if properties is None else properties.find(W + name), default)


def _goes_on(properties: Node | None) -> bool:
    """Whether a cell is a part of the one above it (17.4.84)."""
    merge = None if properties is None else properties.find(W + "vMerge")
    return merge is not None and merge.get(W + "val") != "restart"


def _special(node: Node) -> str:
    """The text of a tab, break or sign of a symbol font."""
    if node.tag == _BREAK:
        return "\n" if (node.get(W + "type") or "textWrapping") == "textWrapping" else ""
    if node.tag == _SYMBOL:
        code = node.get(W + "char") or ""
        return sign_of(node.get(W + "font") or "", int(code, 16)) if _CODE.fullmatch(code) else ""
    return _FIXED.get(node.tag, "")


def _with_marks(recorded: _Recorded, properties: Node | None) -> _Recorded:
    """With the revisions that stand as empty elements in the properties of a mark, row or cell."""
    for node in () if properties is None else properties:
        if node.tag in _FIELDS:
            recorded = recorded.within(node)
    return recorded


def _chosen(node: Node) -> Node:
    """Of alternatives the first choice, else the fallback; any other element is itself."""
    if node.tag != _ALTERNATIVES:
        return node
    return next(node.iterchildren(MC + "Choice", MC + "Fallback"), node)


def _follow(fields: list[bool], kind: str | None) -> None:
    """Whether each open field shows its code (True) or its result; an end without a beginning is ignored."""
    if kind == "begin":
        fields.append(True)
    elif fields and kind == "separate":
        fields[-1] = False
    elif fields and kind == "end":
        fields.pop()


def _looks_of(properties: Node) -> tuple[tuple[str, ...], tuple[str, ...] | None]:
    """The direct emphasis of a run, and the one before a recorded change of format; an empty record counts as none."""
    changed = properties.find(W + "rPrChange")
    former = None if changed is None else changed.find(_RUN_PROPERTIES)
    now = _own_looks(properties)
    before = None if former is None else _own_looks(former)
    return now, before if before != now else None


def _with_restyling(
    state: tuple[TextState, Revision], looks: tuple[tuple[str, ...], tuple[str, ...] | None], properties: Node | None
) -> tuple[TextState, Revision]:
    """The state of a run; of one that stays, with who changed its format."""
    if looks[1] is None or state != _KEPT or properties is None:
        return state
    return TextState.KEPT, _revision(properties.find(W + "rPrChange"))


def _own_looks(properties: Node) -> tuple[str, ...]:
    found = set()
    for node in properties:
        switch = _LOOKS.get(node.tag)
        if switch is not None and is_on(node, default=switch[1]):
            found.add(switch[0])
        elif node.tag == W + "vertAlign" and node.get(W + "val") in _RAISED_LOOKS:
            found.add(node.get(W + "val"))
    return tuple(sorted(found))


def _shown(text: str, looks: tuple[str, ...]) -> str:
    """Raised and lowered digits as the signs that a draft writes for them."""
    for look in looks:
        if look in _RAISED_LOOKS:
            return raised(text, look == "subscript")
    return text


def _without_lead(paragraph: CopyParagraph) -> CopyParagraph:
    """The first paragraph of a note without the space behind its number, whoever writes one."""
    pieces: list[CopyPiece] = []
    begun = [False, False]
    for piece in paragraph.pieces:
        views = piece.state.is_original, piece.state.is_final
        is_lead = any(view and not seen for view, seen in zip(views, begun, strict=True))
        text = piece.text.lstrip() if is_lead else piece.text
        begun = [seen or (view and bool(text)) for view, seen in zip(views, begun, strict=True)]
        pieces += [replace(piece, text=text)] * bool(text)
    return replace(paragraph, pieces=tuple(pieces))


def _versions(names: Iterable[tuple[str, str]], found: str) -> Iterator[NamedVersion]:
    """The versions that names of ours name."""
    for key, rest in names:
        if (version := _VERSION.fullmatch(rest)) is not None:
            yield NamedVersion(key, int(version[1]), found, version[2] or "")


def _property_names(package: Package) -> Iterator[tuple[str, str]]:
    """The name in the property of the file."""
    part = package.xml(CUSTOM_PART)
    for node in () if part is None else part:
        named = _NAME.fullmatch("".join(node.itertext()).strip())
        if node.get("name") == VERSION_PROPERTY and named is not None:
            yield named["key"], named["rest"]
