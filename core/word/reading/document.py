"""Word files as paragraphs as the user sees them: revisions accepted, automatic numbers written out.

The XML is traversed directly; only parts with text, styles and numbers are unpacked. Content that does not reach the
text unchanged is reported (``core.word.reading.account``); headers, footers and comments are read only for that.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from core.errors import BadInput
from core.limits import check_length
from core.model.raw import LookHints, Origin, RawDocument, RawParagraph
from core.package import Node, Package, W
from core.result import Result
from core.word.reading.account import note_other_parts
from core.word.reading.cleaning import ART, CleanedTree, clean, text_in
from core.word.reading.elements import CLOSED
from core.word.reading.emphasis import note_emphasis
from core.word.reading.looks import note_looks
from core.word.reading.numbering import ListCounters
from core.word.reading.runs import Piece, RunReader, joined, lead_length, properties_of
from core.word.reading.styles import ReadingStyles, TextFormat

_P, _TABLE, _BODY, _VAL = W + "p", W + "tbl", W + "body", W + "val"
# Table styles fill nine tenths of many style parts and say nothing of interest here.
_TABLE_STYLES = re.compile(rb'<w:style w:type="table".*?</w:style>', re.DOTALL)
_MANY_BREAKS = 3
_BODY_TEXT = 9


def read_word(data: bytes) -> Result[RawDocument]:
    """The paragraphs of a .docx, .docm, .dotx or .dotm file, Strict or transitional.

    ``line`` counts the paragraphs that remain when all revisions are accepted, notes after the body. Text boxes follow
    the paragraph they are anchored in. Raises BadInput ``package_…``, ``word_no_document``, ``text_too_long``.
    """
    walk, root, body = _opened(data)
    walk.take(root, body)
    walk.notes(root, "footnote")
    walk.notes(root, "endnote")
    note_other_parts(walk.package, walk.main, root, walk.cleaned.account)
    if not any(paragraph.text.strip() for paragraph in walk.paragraphs):
        walk.cleaned.account.note("word_without_text")
    return Result(RawDocument(tuple(walk.paragraphs)), walk.cleaned.account.notices(walk.lines))


def find_places(data: bytes) -> dict[int, int]:
    """For each ``line`` of ``read_word`` that is a paragraph of the main part: the index of its ``w:p``.

    Indexes count from 0 in document order in the unmodified file, including revisions, text boxes and both alternatives of
    a drawing.
    """
    walk, root, body = _opened(data)
    order = {node: place for place, node in enumerate(root.iter(_P))}
    walk.take(root, body)
    return {line: order[node] for line, node in walk.sources.items()}


def _opened(data: bytes) -> "tuple[_DocumentReader, Node, Node]":
    package = Package(data)
    main = package.related("", "officeDocument") or "word/document.xml"
    root = package.xml(main)
    body = None if root is None else root.find(_BODY)
    if body is None:
        raise BadInput("word_no_document")
    return _DocumentReader(package, main), root, body


@dataclass(slots=True)
class _OpenParagraph:
    """A paragraph being assembled: its pieces, and format and number if an earlier part of it determined them."""

    pieces: list[Piece] = field(default_factory=list)
    boxes: list[Node] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    traits: TextFormat | None = None
    number: str = ""


class _DocumentReader:
    """Reads the parts of one file in reading order and collects paragraphs."""

    def __init__(self, package: Package, main: str) -> None:
        self.package, self.main = package, main
        self._styles = ReadingStyles(self._part("styles", _TABLE_STYLES))
        self._numbers = ListCounters(self._part("numbering"), self._styles)
        self.cleaned = CleanedTree()
        self._runs = RunReader(self.cleaned)
        self._line = self._characters = 0
        self.paragraphs: list[RawParagraph] = []
        self.sources: dict[int, Node] = {}
        self.lines: dict[Node, int] = {}

    def _part(self, kind: str, unread: re.Pattern[bytes] | None = None) -> Node | None:
        name = self.package.related(self.main, kind)
        return self.package.xml(name, unread) if name else None

    def take(self, root: Node, body: Node, origin: Origin = Origin.BODY) -> None:
        """Read the body of a part whose tree is ``root``."""
        self._clean(root)
        self._blocks(body, origin)

    def _clean(self, root: Node) -> None:
        known = set(self.cleaned.boxes)
        clean(root, self._styles, self.cleaned)
        boxes = (box for anchor, boxes in self.cleaned.boxes.items() if anchor not in known for box in boxes)
        note_looks((root, *boxes), self._styles, self.cleaned.account, self.cleaned.hidden_runs)

    def notes(self, main: Node, kind: str) -> None:
        """Read the footnotes or endnotes that the cleaned main text refers to."""
        references = [node.get(W + "id") for node in main.iter(f"{W}{kind}Reference")]
        root = self._part(kind + "s") if references else None
        if root is None:
            return
        self._clean(root)
        bodies = {node.get(W + "id"): node for node in root.iterchildren(W + kind)}
        for reference in references:
            if reference in bodies:
                self._blocks(bodies[reference], Origin.FOOTNOTE)
                self.cleaned.account.note("word_notes_kept", bodies[reference])

    def _blocks(self, container: Node, origin: Origin) -> None:
        """Read paragraphs and tables, including those inside unknown elements."""
        pending = _OpenParagraph()
        for node in _opened_up(container, _P, _TABLE):
            if node.tag == _P:
                pending = self._paragraph(node, origin, pending)
                continue
            self._close(pending, origin)
            pending = _OpenParagraph()
            for row in _opened_up(node, W + "tr"):
                self._row(row)
        self._close(pending, origin)

    def _row(self, row: Node) -> None:
        for cell in _opened_up(row, W + "tc"):
            self._blocks(cell, Origin.TABLE)

    def _paragraph(self, node: Node, origin: Origin, pending: _OpenParagraph) -> _OpenParagraph:
        """Append a paragraph to what is pending; returns what the next paragraph continues."""
        traits = self._styles.of_paragraph(node.find(W + "pPr"))
        if traits.hidden:
            boxed = self.cleaned.boxes.get(node, ())
            self.cleaned.account.note("word_hidden_left_out", None, text_in((node, *boxed), self.cleaned.hidden_runs))
            return pending
        pieces = self._runs.read(node)
        pending.nodes.append(node)
        pending.pieces += pieces
        pending.boxes += self.cleaned.boxes.get(node, ())
        if node in self.cleaned.deleted_marks:
            return pending
        hidden_mark = node in self.cleaned.hidden_marks
        if pending.traits is None and (pieces or not hidden_mark):
            pending.traits, pending.number = traits, self._numbers.next(traits)
            if self._numbers.is_bullet(traits):
                self.cleaned.account.note("word_bullets_left_out", node)
        if hidden_mark:
            return pending
        self._emit(pending, origin)
        return _OpenParagraph()

    def _close(self, pending: _OpenParagraph, origin: Origin) -> None:
        """Emit a paragraph without a mark at the end of its cell or text if it contains anything."""
        if pending.pieces or pending.boxes:
            self._emit(pending, origin)

    def _emit(self, pending: _OpenParagraph, origin: Origin) -> None:
        self._line += 1
        if pending.nodes:
            self.sources[self._line] = pending.nodes[0]
            self.lines.update(dict.fromkeys(pending.nodes, self._line))
        traits = pending.traits or self._styles.traits(self._styles.normal)
        text = pending.number + joined(pending.pieces)
        self._characters += len(text)
        check_length(self._characters, self._line)
        look = self._look(pending, traits)
        if not self.cleaned.emphasised.isdisjoint(pending.nodes):
            note_emphasis(pending.pieces, traits, self._styles, self.cleaned.account)
        parts = text.split("\n") if text.count("\n") >= _MANY_BREAKS else [text]
        for index, part in enumerate(parts):
            own = look if index == 0 else replace(look, lead=0)
            self.paragraphs.append(RawParagraph(part, self._line, origin, own))
        for box in pending.boxes:
            self._box(box)

    def _box(self, box: Node) -> None:
        if box.tag != ART:
            self._blocks(box, Origin.TEXT_BOX)
            return
        self._line += 1
        self.paragraphs.append(RawParagraph(box.get("string"), self._line, Origin.TEXT_BOX))

    def _look(self, pending: _OpenParagraph, traits: TextFormat) -> LookHints:
        def _ink(properties: Node | None) -> tuple[bool | None, str]:
            own = self._styles.of_text(traits, properties)
            return bool(own.bold), own.font

        first = next((piece for piece in pending.pieces if not piece[0].isspace()), None)
        own = traits if first is None else self._styles.of_text(traits, properties_of(first))
        level = traits.outline_level
        lead = lead_length(pending.pieces, _ink)
        return LookHints(
            traits.name,
            level + 1 if level is not None and 0 <= level < _BODY_TEXT else 0,
            traits.alignment,
            own.size / 2,
            bool(own.bold),
            lead + len(pending.number) if lead else 0,
        )


def _opened_up(container: Node, *tags: str) -> Iterator[Node]:
    """The outermost elements with these tags, also inside unknown elements."""
    for node in container:
        if node.tag in tags:
            yield node
        elif node.tag not in CLOSED and len(node):
            yield from _opened_up(node, *tags)
