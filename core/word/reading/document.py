"""Word files as paragraphs as the user sees them: revisions accepted, automatic numbers written out.

The XML is traversed directly; only parts with text, styles and numbers are unpacked. Content that does not reach the
text unchanged is reported (``core.word.reading.account``); headers, footers and comments are read only for that.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import accumulate, chain, groupby, islice
from types import MappingProxyType

from core.errors import BadInput
from core.limits import check_cells, check_length
from core.model.blocks import COUNTED, Cell, CellPlace, Emphasis, KeptObject, cut_emphasis, cut_objects
from core.model.raw import LookHints, Origin, RawDocument, RawParagraph, RawTable
from core.model.structure.notes import TEXT_OF, is_of_note
from core.package import LARGEST_XML, Node, Package, W, transitional_xml
from core.result import Result
from core.word.reading.account import SEARCHED, Account, note_other_parts, read_margins
from core.word.reading.balance import account_of, not_accounted, tally_of
from core.word.reading.blocks import GridReader, ObjectKeeper
from core.word.reading.cleaning import ART, CleanedTree, ElementsByTag, clean, note_drawings, text_in
from core.word.reading.elements import CLOSED
from core.word.reading.frames import is_frame, unframed
from core.word.reading.landscape import is_landscape, landscape_paragraphs
from core.word.reading.note_numbers import mark_labels
from core.word.reading.numbering import ListCounters
from core.word.reading.plain import Piece, TableRows, content_of
from core.word.reading.runs import LOOK_TAGS, SPECIAL, RunReader, joined, lead_length, note_looks, properties_of
from core.word.reading.styles import ReadingStyles, TextFormat

# Emphasis inside Word paragraphs: bold, italic, underlined, dotted, raised or lowered words; colours, which are told.

_COLOURS = MappingProxyType({W + "color": W + "val", W + "highlight": W + "val", W + "shd": W + "fill"})
_DARK, _PALE = re.compile("auto|(?:[0-3].){3}"), re.compile("auto|none|white|[fF]{6}")
_NO_COLOUR = MappingProxyType({W + "color": _DARK, W + "highlight": _PALE, W + "shd": _PALE})
_LINK = W + "hyperlink"
_LINK_STYLE = "yperlink"


def emphasis_in(
    pieces: list[Piece], traits: TextFormat, styles: ReadingStyles, cleaned: CleanedTree
) -> tuple[Emphasis, ...]:
    """How the characters of a paragraph look, as far as that is emphasis; ``traits`` is the paragraph's format.

    What the parser recognises as a heading or lead loses the look of its role afterwards.
    """
    found: list[Emphasis] = []
    start = 0
    for text, node in pieces:
        end = start + len(text)
        looks = _looks((text, node), traits, styles, cleaned)
        if looks and text:
            if found and found[-1].end == start and found[-1].looks == looks:
                found[-1] = Emphasis(found[-1].start, end, looks)
            else:
                found.append(Emphasis(start, end, looks))
        start = end
    return tuple(found)


def note_colours(pieces: list[Piece], account: Account) -> None:
    """Record coloured words, whose colour the draft does not keep."""
    for is_coloured, group in groupby(pieces, key=_is_coloured):
        run = list(group)
        words = "".join(text for text, _ in run)
        if is_coloured and words.strip():
            account.note("word_colours_left_out", run[0][1], shown=words)


def _looks(piece: Piece, traits: TextFormat, styles: ReadingStyles, cleaned: CleanedTree) -> tuple[str, ...]:
    """The ways in which a piece is emphasised, sorted; underlining of links does not count."""
    found = set(styles.of_text(traits, properties_of(piece)).stress)
    if "underlined" in found and _is_link(piece):
        found.discard("underlined")
    mark = cleaned.marked_runs.get(piece[1].getparent(), "")
    return tuple(sorted({*found, mark} if mark else found))


def _is_link(piece: Piece) -> bool:
    properties = properties_of(piece)
    style = None if properties is None else properties.find(W + "rStyle")
    is_styled = style is not None and _LINK_STYLE in (style.get(_VAL) or "")
    return is_styled or next(piece[1].iterancestors(_LINK), None) is not None


def _is_coloured(piece: Piece) -> bool:
    """Whether the run itself has a colour, highlight or shading; near black and links do not count."""
    properties = properties_of(piece)
    found = [] if properties is None else list(properties.iterchildren(*_COLOURS))
    return any(map(_shows, found)) and next(piece[1].iterancestors(_LINK), None) is None


def _shows(node: Node) -> bool:
    value = node.get(_COLOURS[node.tag]) or "auto"
    return _NO_COLOUR[node.tag].fullmatch(value) is None


_PROPERTIES = W + "pPr"
_PARAGRAPH, _TABLE, _BODY, _SECTION, _VAL = W + "p", W + "tbl", W + "body", W + "sectPr", W + "val"
# Table styles fill nine tenths of many style parts and say nothing of interest here.
_TABLE_STYLES = re.compile(rb'<w:style w:type="table".*?</w:style>', re.DOTALL)
_MANY_BREAKS = 3
_QUOTED = 12
_BODY_TEXT = 9
_SEARCHED = (*LOOK_TAGS, *SEARCHED, *SPECIAL)


def read_word(data: bytes) -> Result[RawDocument]:
    """The paragraphs of a .docx, .docm, .dotx or .dotm file, Strict or transitional.

    ``line`` counts the paragraphs that remain when all revisions are accepted, notes after the body. Text boxes follow
    the paragraph they are anchored in. Raises BadInput ``package_…``, ``word_no_document``, ``text_too_long``.
    """
    walk, root, body = _opened(data)
    walk.take(root, body)
    walk.notes()
    note_other_parts(walk.package, walk.main, root, walk.met, walk.cleaned.account)
    margins = read_margins(walk.package, walk.main, walk.cleaned.account)
    if not any(paragraph.text.strip() for paragraph in walk.paragraphs):
        walk.cleaned.account.note("word_without_text")
    tables = walk.tables_kept()
    media = walk.media_kept()
    read = RawDocument(tuple(walk.paragraphs), tables, MappingProxyType(media), margins)
    notices = walk.cleaned.account.notices(walk.lines)
    tally = tally_of(walk.part, [each.text for each in read.paragraphs])
    unread = not_accounted(tally, walk.cells, read, notices)
    account = account_of(tally, walk.cells, read, notices)
    return Result(replace(read, account=account), (*unread, *notices))


def find_places(data: bytes) -> dict[int, int]:
    """For each ``line`` of ``read_word`` that is a paragraph of the main part: the index of its ``w:p``.

    Indexes count from 0 in document order in the unmodified file, including revisions, text boxes and both alternatives of
    a drawing.
    """
    walk, root, body = _opened(data)
    order = {node: place for place, node in enumerate(root.iter(_PARAGRAPH))}
    walk.take(root, body)
    return {line: order[node] for line, node in walk.sources.items()}


def _opened(data: bytes) -> "tuple[_DocumentReader, Node, Node]":
    package = Package(data)
    main = package.related("", "officeDocument") or "word/document.xml"
    part = package.read(main, LARGEST_XML)
    root = transitional_xml(part) if part else None
    body = None if root is None else root.find(_BODY)
    if body is None:
        raise BadInput("word_no_document")
    return _DocumentReader(package, main, part), root, body


@dataclass(slots=True)
class _OpenParagraph:
    """A paragraph being assembled: its pieces, and format and number if an earlier part of it determined them."""

    pieces: list[Piece] = field(default_factory=list)
    boxes: list[Node] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    objects: list[tuple[int, KeptObject]] = field(default_factory=list)
    traits: TextFormat | None = None
    number: str = ""
    is_counted: bool = False

    def add(
        self, node: Node, pieces: list[Piece], objects: list[tuple[int, KeptObject]], boxes: Iterable[Node]
    ) -> None:
        """Append what a ``w:p`` holds; each object comes with the number of its paragraph's pieces before it."""
        self.objects += [(len(self.pieces) + place, each) for place, each in objects]
        self.nodes.append(node)
        self.pieces += pieces
        self.boxes += boxes


@dataclass(frozen=True, slots=True)
class _ReadTable:
    """A table as read, with what decides whether it is a mere frame."""

    node: Node
    raw: RawTable


class _DocumentReader:
    """Reads the parts of one file in reading order and collects paragraphs."""

    def __init__(self, package: Package, main: str, part: bytes) -> None:
        self.package, self.main, self.part = package, main, part
        self._styles = ReadingStyles(self._part("styles", _TABLE_STYLES))
        self._numbers = ListCounters(self._part("numbering"), self._styles)
        self.cleaned = CleanedTree()
        self._runs = RunReader(self.cleaned)
        self._line = self._characters = self.cells = 0
        self.paragraphs: list[RawParagraph] = []
        self.sources: dict[int, Node] = {}
        self.lines: dict[Node, int] = {}
        self.keeper = ObjectKeeper(package, main)
        self.met: ElementsByTag = {}
        self._tables: list[_ReadTable] = []
        self._in_table = False
        self._place: CellPlace | None = None
        self._landscape: frozenset[Node] = frozenset()
        self._notes: dict[Node, Node] = {}

    def _part(self, kind: str, unread: re.Pattern[bytes] | None = None) -> Node | None:
        name = self.package.related(self.main, kind)
        return self.package.xml(name, unread) if name else None

    def take(self, root: Node, body: Node, origin: Origin = Origin.BODY) -> None:
        """Read the body of a part whose tree is ``root``."""
        self.met = self._clean(root, self.keeper.kept)
        for kind in TEXT_OF:
            self._find_notes(root, kind)
        if any(map(is_landscape, self.met.get(_SECTION, ()))):
            self._landscape = landscape_paragraphs(body)
        self._blocks(body, origin)

    def _clean(self, root: Node, keeper: Callable[[Node], KeptObject | None]) -> ElementsByTag:
        known = set(self.cleaned.boxes)
        met = clean(root, self._styles, self.cleaned, keeper, _SEARCHED)
        boxes = (box for anchor, boxes in self.cleaned.boxes.items() if anchor not in known for box in boxes)
        note_looks((root, *boxes), met, self._styles, self.cleaned)
        special = (node for tag in SPECIAL for node in met.get(tag, ()))
        self.cleaned.with_special.update(around for node in special for around in node.iterancestors(_PARAGRAPH))
        return met

    def _find_notes(self, main: Node, kind: str) -> None:
        """Find the bodies of the footnotes or endnotes that the cleaned main text refers to; their marks are kept."""
        tag = f"{W}{kind}Reference"
        references = list(main.iter(tag)) if tag in self.met else []
        root = self._part(kind + "s") if references else None
        if root is None:
            return
        bodies = {node.get(W + "id"): node for node in root.iterchildren(W + kind)}
        found = {node: bodies[name] for node in references if (name := node.get(W + "id")) in bodies}
        labels = mark_labels(main, tag, self._part("settings"))
        kept = {node: self.keeper.kept_note(kind, body, labels[node]) for node, body in found.items()}
        self._clean(root, _nothing_kept)
        self._notes.update(found)
        self.cleaned.kept.update((node, mark) for node, mark in kept.items() if mark is not None)

    def notes(self) -> None:
        """Read the notes behind the body, each once; those whose mark is not shown become ordinary text, with a notice."""
        shown = {each.media for paragraph in self.paragraphs for each in paragraph.objects}
        read: set[Node] = set()
        for node, body in self._notes.items():
            mark, first = self.cleaned.kept.pop(node, None), len(self.paragraphs)
            if body not in read:
                self._blocks(body, Origin.FOOTNOTE)
                read.add(body)
            if mark is None or mark.media not in shown or not self._mark_texts(first, mark):
                self.cleaned.account.note("word_notes_kept", node, shown=_words_before(node))

    def _mark_texts(self, first: int, mark: KeptObject) -> bool:
        """Mark the paragraphs from one on as those of a note; whether there are any."""
        own, places = replace(mark, kind=TEXT_OF[mark.kind]), range(first, len(self.paragraphs))
        written = [place for place in places if self.paragraphs[place].text.strip()]
        for place in written:
            each = self.paragraphs[place]
            self.paragraphs[place] = replace(each, objects=(own, *each.objects))
        return bool(written)

    def _blocks(self, container: Iterable[Node], origin: Origin) -> None:
        """Read paragraphs and tables, including those inside unknown elements."""
        self._take_blocks(_opened_up(container, _PARAGRAPH, _TABLE), origin)

    def _take_blocks(self, blocks: Iterable[Node], origin: Origin) -> None:
        """Read these paragraphs and tables."""
        pending: _OpenParagraph | None = None
        for node in blocks:
            if node.tag == _PARAGRAPH:
                pending = self._paragraph(node, origin, pending or _OpenParagraph())
                continue
            self._close(pending, origin)
            pending = None
            if self._in_table or origin not in (Origin.BODY, Origin.TEXT_BOX):
                self.cleaned.account.note("word_tables_flattened", node)
                self._flat_table(node)
            elif (framed := _framed(node)) is not None:
                self.cleaned.account.note("word_frames_unwrapped", node)
                self._count_cell()
                self._blocks(framed, Origin.BODY)
            else:
                self._table(node)
        self._close(pending, origin)

    def _flat_table(self, node: Node) -> None:
        """Read a table inside a cell or note: its paragraphs are text of what it stands in."""
        for row in _opened_up(node, W + "tr"):
            for cell in _opened_up(row, W + "tc"):
                self._count_cell()
                self._blocks(cell, Origin.TABLE)

    def _table(self, node: Node) -> None:
        """Read a table with its grid; every paragraph names its cell."""
        first, grid = len(self.paragraphs), GridReader(node, self._properties)
        self._in_table = True
        is_plain = node in self.cleaned.plain.rows
        for row, cells in self.cleaned.plain.rows[node] if is_plain else _rows_of(node):
            grid.begin_row(row)
            for cell in cells:
                content = cell.content if is_plain else _opened_up(cell.content, _PARAGRAPH, _TABLE)
                self._cell(cell.node, content, grid.place(cell))
        self._in_table = False
        if grid.too_large:
            self.cleaned.account.note("word_tables_too_large", node)
            self.paragraphs[first:] = [replace(each, cell=None) for each in self.paragraphs[first:]]
        elif len(self.paragraphs) > first:
            self._tables.append(_ReadTable(node, RawTable(first, len(self.paragraphs), grid.table())))

    def _cell(self, node: Node, content: Iterable[Node], cell: Cell | None) -> None:
        """Read a cell; one that continues another has no paragraphs of interest."""
        start, account = len(self.paragraphs), self.cleaned.account
        self._count_cell()
        self._place = None if cell is None else CellPlace(cell.row, cell.column)
        self._take_blocks(content, Origin.TABLE)
        place, self._place = self._place, None
        if cell is None:
            hidden = self.paragraphs[start:]
            if any(each.text.strip() for each in hidden):
                account.note("word_hidden_left_out", node, "".join(each.text for each in hidden))
            del self.paragraphs[start:]
            return
        if start == len(self.paragraphs):
            self._line += 1
            check_length(self._characters, self._line)
            self.paragraphs.append(RawParagraph("", self._line, Origin.TABLE, cell=place))

    def _count_cell(self) -> None:
        self.cells += 1
        check_cells(self.cells)

    def tables_kept(self) -> tuple[RawTable, ...]:
        """The tables that are tables; paragraphs of mere frames become ordinary text, with a notice."""
        whole = sum(len(each.text) for each in self.paragraphs)
        kept = []
        for each in self._tables:
            own = self.paragraphs[each.raw.start : each.raw.end]
            if each.raw.table.is_tiled() and not is_frame(each.node, own, whole):
                kept.append(each.raw)
                continue
            self.cleaned.account.note("word_frames_unwrapped", each.node)
            self.paragraphs[each.raw.start : each.raw.end] = unframed(own)
        return tuple(kept)

    def media_kept(self) -> dict[str, bytes]:
        """Record every object as kept or, where its paragraph is not shown, as left out; the bytes that are needed."""
        words = {one.media: text_in((node,)) for node, one in self.cleaned.kept.items()}
        placed = [(each.line, one) for each in self.paragraphs for one in each.objects if not is_of_note(one)]
        for line, one in placed:
            node, code = self.sources.get(line), f"word_{one.kind}_kept"
            self.cleaned.account.note(code, node, words[one.media], shown=one.label)
        self._note_not_shown(Counter(one.media for _, one in placed))
        return self._needed_media()

    def _needed_media(self) -> dict[str, bytes]:
        """The bytes that the objects of the paragraphs need."""
        whole = chain.from_iterable(each.objects for each in self.paragraphs)
        return {key: self.keeper.media[key] for one in whole for key in one.all_media}

    def _note_not_shown(self, left: Counter[str]) -> None:
        """Record the objects that were kept and have no paragraph; ``left`` counts those that have one."""
        for node, one in self.cleaned.kept.items():
            left[one.media] -= 1
            if left[one.media] < 0 and one.kind == "formula":
                self.cleaned.account.note("word_equations_left_out", node, text_in((node,)))
            elif left[one.media] < 0:
                note_drawings((node,), self.cleaned.account)

    def _properties(self, paragraph: Node) -> Node | None:
        plain = self.cleaned.plain.paragraphs.get(paragraph)
        return next(paragraph.iterchildren(_PROPERTIES), None) if plain is None else plain.properties

    def _paragraph(self, node: Node, origin: Origin, pending: _OpenParagraph) -> _OpenParagraph | None:
        """Append a paragraph to what is pending; returns what the next paragraph continues."""
        traits = self._styles.of_paragraph(self._properties(node))
        if traits.hidden:
            boxed = self.cleaned.boxes.get(node, ())
            self.cleaned.account.note("word_hidden_left_out", None, text_in((node, *boxed), self.cleaned.hidden_runs))
            return pending
        pieces = self._runs.read(node)
        pending.add(node, pieces, self._runs.objects, self.cleaned.boxes.get(node, ()))
        if node in self.cleaned.deleted_marks:
            return pending
        hidden_mark = node in self.cleaned.hidden_marks
        if pending.traits is None and (pieces or not hidden_mark):
            pending.traits, pending.number = traits, self._numbers.next(traits)
            pending.is_counted = self._is_counted(pending)
            self._check_bullet(node, pending)
        if hidden_mark:
            return pending
        self._emit(pending, origin)
        return None

    def _check_bullet(self, node: Node, pending: _OpenParagraph) -> None:
        """Leave out the bullet of a paragraph without text, and record one that is not as it was."""
        bullet = None if pending.traits is None else self._numbers.bullet(pending.traits)
        if bullet is None:
            return
        if not pending.pieces:
            pending.number = ""
        if not pending.number:
            self.cleaned.account.note("word_bullets_left_out", node)
        elif pending.number != bullet:
            self.cleaned.account.note("word_bullets_changed", node)

    def _is_counted(self, pending: _OpenParagraph) -> bool:
        """Whether the number at the start of a paragraph is an automatic one that the output shall count again."""
        traits = pending.traits
        return traits is not None and not self._in_table and self._numbers.is_outline(traits, pending.number)

    def _close(self, pending: _OpenParagraph | None, origin: Origin) -> None:
        """Emit a paragraph without a mark at the end of its cell or text if it contains anything."""
        if pending is None:
            return
        if pending.pieces or pending.boxes or pending.objects:
            self._emit(pending, origin)

    def _emit(self, pending: _OpenParagraph, origin: Origin) -> None:
        self._line += 1
        if pending.nodes:
            self.sources[self._line] = pending.nodes[0]
            for node in pending.nodes:
                self.lines[node] = self._line
        traits = pending.traits or self._styles.traits(self._styles.normal)
        text = pending.number + joined(pending.pieces)
        self._characters += len(text)
        check_length(self._characters, self._line)
        whole = RawParagraph(
            text,
            self._line,
            origin,
            self._look(pending, traits),
            (*_number_look(pending), *self._emphasis(pending, traits, len(text))),
            self._objects(pending),
            self._place,
            bool(self._landscape) and not self._landscape.isdisjoint(pending.nodes),
        )
        is_parted = not self._in_table and text.count("\n") >= _MANY_BREAKS
        self.paragraphs += _parts(whole) if is_parted else (whole,)
        for box in pending.boxes:
            self._box(box)

    def _emphasis(self, pending: _OpenParagraph, traits: TextFormat, length: int) -> tuple[Emphasis, ...]:
        """The emphasis of a paragraph, placed in its whole text of that ``length``."""
        shift, marked = len(pending.number), self.cleaned.marked_runs
        is_marked = bool(marked) and any(node.getparent() in marked for _, node in pending.pieces)
        if is_marked or not self.cleaned.emphasised.isdisjoint(pending.nodes):
            note_colours(pending.pieces, self.cleaned.account)
            found = emphasis_in(pending.pieces, traits, self._styles, self.cleaned)
            return tuple(replace(each, start=each.start + shift, end=each.end + shift) for each in found)
        is_styled = length > shift and bool(traits.stress)  # nearly every paragraph looks as its style says
        return (Emphasis(shift, length, tuple(sorted(traits.stress))),) if is_styled else ()

    def _objects(self, pending: _OpenParagraph) -> tuple[KeptObject, ...]:
        """The objects of a paragraph, placed in its whole text."""
        if not pending.objects:
            return ()
        ends = tuple(accumulate((len(text) for text, _ in pending.pieces), initial=len(pending.number)))
        return tuple(replace(each, offset=ends[place]) for place, each in pending.objects)

    def _box(self, box: Node) -> None:
        if box.tag != ART:
            self._blocks(box, Origin.TEXT_BOX)
            return
        self._line += 1
        self.paragraphs.append(RawParagraph(box.get("string"), self._line, Origin.TEXT_BOX, cell=self._place))

    def _look(self, pending: _OpenParagraph, traits: TextFormat) -> LookHints:
        own, lead, level = traits, 0, traits.outline_level
        for piece in pending.pieces:
            if not piece[0].isspace():
                own = self._styles.of_text(traits, properties_of(piece))
                if len(pending.pieces) > 1:
                    lead = lead_length(pending.pieces, partial(self._ink, traits))
                break
        return LookHints(
            traits.name,
            level + 1 if level is not None and 0 <= level < _BODY_TEXT else 0,
            traits.alignment,
            own.size / 2,
            bool(own.bold),
            lead + len(pending.number) if lead else 0,
            own.font,
        )

    def _ink(self, traits: TextFormat, properties: Node | None) -> tuple[bool | None, str]:
        own = self._styles.of_text(traits, properties)
        return bool(own.bold), own.font


def _words_before(mark: Node) -> str:
    """The last words of the paragraph before the mark of a note."""
    words = ""
    for node in next(mark.iterancestors(_PARAGRAPH), mark).iter():
        if node is mark:
            break
        words += (node.text or "") if node.tag == W + "t" else ""
    return words[-_QUOTED:] or "段首"


def _number_look(pending: _OpenParagraph) -> tuple[Emphasis, ...]:
    return (Emphasis(0, len(pending.number), (COUNTED,)),) if pending.is_counted else ()


def _nothing_kept(_node: Node) -> None:
    """The keeper of parts whose objects do not come into the draft."""


def _parts(whole: RawParagraph) -> Iterator[RawParagraph]:
    """A paragraph with many line breaks as one paragraph a line."""
    start = 0
    for index, part in enumerate(whole.text.split("\n")):
        end = start + len(part)
        look = whole.look if index == 0 or whole.look is None else replace(whole.look, lead=0)
        emphasis = cut_emphasis(whole.emphasis, start, end, -start)
        yield replace(
            whole, text=part, look=look, emphasis=emphasis, objects=cut_objects(whole.objects, start, end + 1, -start)
        )
        start = end + 1


def _framed(table: Node) -> Node | None:
    """The only cell of a table, where it holds other tables; None of any other table."""
    rows = list(islice(_opened_up(table, W + "tr"), 2))
    cells = list(_opened_up(rows[0], W + "tc")) if len(rows) == 1 else []
    holds_tables = len(cells) == 1 and next(_opened_up(cells[0], _TABLE), None) is not None
    return cells[0] if holds_tables else None


def _rows_of(table: Node) -> TableRows:
    for row in _opened_up(table, W + "tr"):
        yield row, map(content_of, _opened_up(row, W + "tc"))


def _opened_up(container: Iterable[Node], *tags: str) -> Iterator[Node]:
    """The outermost elements with these tags, also inside unknown elements."""
    for node in container:
        tag = node.tag
        if tag in tags:
            yield node
        elif tag not in CLOSED and len(node):
            yield from _opened_up(node, *tags)
