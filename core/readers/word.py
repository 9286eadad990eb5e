"""Word files: every paragraph as the clerk sees it, revisions accepted, numbers written out.

The XML is walked directly; only the parts that hold text, styles and numbers are unpacked. Headers and footers are
not text of the report and are left out.
"""

import re
from dataclasses import dataclass, field, replace

from core.errors import BadInput
from core.model.raw import Look, Origin, RawDocument, RawParagraph
from core.ooxml import Node, Package, W
from core.readers.limits import check_length
from core.readers.word_cleaning import ART, Cleaned, clean
from core.readers.word_numbering import Numbers
from core.readers.word_runs import Piece, RunReader, joined, lead_length, properties_of
from core.readers.word_styles import Styles, Traits, with_paragraph, with_run
from core.result import Notice, Result

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
    return Result(RawDocument(tuple(walk.paragraphs)), walk.told())


def find_places(data: bytes) -> dict[int, int]:
    """For each ``line`` of ``read_word`` that is a paragraph of the main part: which of its ``w:p`` that is.

    They are counted from 0 in document order, in the file as it stands: revisions, text boxes and both versions of a
    drawing included.
    """
    walk, root, body = _opened(data)
    order = {node: place for place, node in enumerate(root.iter(_P))}
    walk.take(root, body)
    return {line: order[node] for line, node in walk.sources.items()}


def _opened(data: bytes) -> "tuple[_Walk, Node, Node]":
    package = Package(data)
    main = package.related("", "officeDocument") or "word/document.xml"
    root = package.xml(main)
    body = None if root is None else root.find(_BODY)
    if body is None:
        raise BadInput("word_no_document")
    return _Walk(package, main), root, body


@dataclass(slots=True)
class _Pending:
    """A paragraph in the making: its pieces so far, and traits and number if an earlier part of it fixed them."""

    pieces: list[Piece] = field(default_factory=list)
    boxes: list[Node] = field(default_factory=list)
    node: Node | None = None
    traits: Traits | None = None
    number: str = ""


class _Walk:
    """Goes through the parts of one file in reading order and gathers paragraphs."""

    def __init__(self, package: Package, main: str) -> None:
        self._package, self._main = package, main
        self._styles = Styles(self._part("styles", _TABLE_STYLES))
        self._numbers = Numbers(self._part("numbering"), self._styles)
        self._cleaned = Cleaned()
        self._runs = RunReader(self._cleaned.hidden_runs)
        self._line = self._characters = 0
        self.paragraphs: list[RawParagraph] = []
        self.sources: dict[int, Node] = {}

    def _part(self, kind: str, unread: re.Pattern[bytes] | None = None) -> Node | None:
        name = self._package.related(self._main, kind)
        return self._package.xml(name, unread) if name else None

    def take(self, root: Node, body: Node, origin: Origin = Origin.BODY) -> None:
        """Read the body of a part whose tree is ``root``."""
        clean(root, self._styles.hidden(), self._cleaned)
        self._blocks(body, origin)

    def notes(self, main: Node, kind: str) -> None:
        """Read the footnotes or endnotes that the cleaned main text refers to."""
        references = [node.get(W + "id") for node in main.iter(f"{W}{kind}Reference")]
        root = self._part(kind + "s") if references else None
        if root is None:
            return
        clean(root, self._styles.hidden(), self._cleaned)
        bodies = {node.get(W + "id"): node for node in root.iterchildren(W + kind)}
        for reference in references:
            if reference in bodies:
                self._blocks(bodies[reference], Origin.FOOTNOTE)
                self._cleaned.counts["word_notes_kept"] += 1

    def told(self) -> tuple[Notice, ...]:
        """One notice for each thing that was met, with its count."""
        counts = self._cleaned.counts
        counts["word_hidden_left_out"] += len(self._cleaned.hidden_runs)
        if not any(paragraph.text.strip() for paragraph in self.paragraphs):
            counts["word_without_text"] = 1
        return tuple(Notice(code, 0, {"count": str(count)}) for code, count in sorted(counts.items()) if count)

    def _blocks(self, container: Node, origin: Origin) -> None:
        pending = _Pending()
        for node in container.iterchildren(_P, _TABLE):
            if node.tag == _P:
                pending = self._paragraph(node, origin, pending)
                continue
            self._close(pending, origin)
            pending = _Pending()
            for row in node.iterchildren(W + "tr"):
                self._row(row)
        self._close(pending, origin)

    def _row(self, row: Node) -> None:
        for cell in row.iterchildren(W + "tc"):
            self._blocks(cell, Origin.TABLE)

    def _paragraph(self, node: Node, origin: Origin, pending: _Pending) -> _Pending:
        """Read a paragraph on to what is pending; what the next one goes on with is handed back."""
        traits = self._traits(node.find(W + "pPr"))
        if traits.hidden:
            self._cleaned.counts["word_hidden_left_out"] += 1
            return pending
        pieces = self._runs.read(node)
        pending.node = node if pending.node is None else pending.node
        pending.pieces += pieces
        pending.boxes += self._cleaned.boxes.get(node, ())
        if node in self._cleaned.deleted_marks:
            return pending
        hidden_mark = node in self._cleaned.hidden_marks
        if pending.traits is None and (pieces or not hidden_mark):
            pending.traits, pending.number = traits, self._numbers.next(traits)
        if hidden_mark:
            return pending
        self._emit(pending, origin)
        return _Pending()

    def _close(self, pending: _Pending, origin: Origin) -> None:
        """A paragraph without a mark at the end of its cell or text: it stands for itself if it holds anything."""
        if pending.pieces or pending.boxes:
            self._emit(pending, origin)

    def _emit(self, pending: _Pending, origin: Origin) -> None:
        self._line += 1
        if pending.node is not None:
            self.sources[self._line] = pending.node
        traits = pending.traits or self._styles.traits(self._styles.normal)
        text = pending.number + joined(pending.pieces)
        self._characters += len(text)
        check_length(self._characters, self._line)
        look = self._look(pending, traits)
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

    def _traits(self, properties: Node | None) -> Traits:
        if properties is None:
            return self._styles.traits(self._styles.normal)
        style = properties.find(W + "pStyle")
        identifier = self._styles.normal if style is None else style.get(_VAL) or ""
        return with_paragraph(self._styles.traits(identifier), properties)

    def _look(self, pending: _Pending, traits: Traits) -> Look:
        def _ink(properties: Node | None) -> tuple[bool | None, str]:
            own = self._run_traits(traits, properties)
            return bool(own.bold), own.font

        first = next((piece for piece in pending.pieces if not piece[0].isspace()), None)
        own = traits if first is None else self._run_traits(traits, properties_of(first))
        level = traits.outline_level
        lead = lead_length(pending.pieces, _ink)
        return Look(
            traits.name,
            level + 1 if level is not None and 0 <= level < _BODY_TEXT else 0,
            traits.alignment,
            own.size / 2,
            bool(own.bold),
            lead + len(pending.number) if lead else 0,
        )

    def _run_traits(self, traits: Traits, properties: Node | None) -> Traits:
        if properties is None:
            return traits
        style = properties.find(W + "rStyle")
        base = traits if style is None else self._styles.on_top(traits, style.get(_VAL) or "")
        return with_run(base, properties)
