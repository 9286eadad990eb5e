"""What is read of an RTF file, as the stories and parts of a package of WordprocessingML.

In a story runs become paragraphs, paragraphs cells and rows, at any depth of tables. Cells come as text, their edges
and joins as control words beside them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from core.limits import check_cells, check_length
from core.readers.rich_text.heads import RtfHeads
from core.readers.rich_text.look import SYMBOLS, ParagraphLook, RtfFont, paragraph_xml, text_xml
from core.readers.rich_text.pictures import RtfPicture
from core.readers.rich_text.state import GroupState, Purpose
from core.readers.word_markup import (
    MarkupCell,
    MarkupRow,
    WordParts,
    edges_of,
    escaped,
    paragraph,
    part,
    properties,
    table,
    text_box,
    value,
    widths_of,
    words,
)

USUAL_WIDTH = 1_000
MOST_CELLS = 400
JOINED_ACROSS, JOINED_DOWN, BEGINS_DOWN, CENTRED, BOTTOM = "clmrg", "clvmrg", "clvmgf", "clvertalc", "clvertalb"
CELL_WORDS = frozenset((JOINED_ACROSS, JOINED_DOWN, BEGINS_DOWN, CENTRED, BOTTOM))


@dataclass(slots=True)
class RowPlan:
    """What control words say about a row: the right edge of each cell in twips and what is said of it."""

    left: int = 0
    edges: list[int] = field(default_factory=list)
    said: list[frozenset[str]] = field(default_factory=list)
    waiting: set[str] = field(default_factory=set)
    is_header: bool = False

    def take(self, word: str, number: int | None) -> None:
        """Take one control word of a row; those of other things change nothing."""
        if word in CELL_WORDS:
            self.waiting.add(word)
        elif word == "cellx" and len(self.edges) < MOST_CELLS:
            self._add(number or 0)
        elif word == "trleft":
            self.left = max(min(number or 0, 10**6), -(10**6))
        elif word == "trhdr":
            self.is_header = True

    def _add(self, edge: int) -> None:
        last = self.edges[-1] if self.edges else self.left
        self.edges.append(max(min(edge, 10**6), last))
        self.said.append(frozenset(self.waiting))
        self.waiting = set()


@dataclass(slots=True)
class RtfTable:
    """A table being read."""

    rows: list[tuple[list[str], RowPlan]] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    cell: list[str] = field(default_factory=list)

    def add(self, content: str) -> None:
        """Add a paragraph or an inner table to the open cell."""
        self.cell.append(content)

    def close_cell(self) -> None:
        """The open cell is complete."""
        self.cells.append("".join(self.cell))
        self.cell = []

    def close_row(self, plan: RowPlan) -> None:
        """The row is complete; words behind its last cell make one more."""
        if self.cell:
            self.close_cell()
        if self.cells:
            self.rows.append((self.cells, plan))
        self.cells = []

    def xml(self, plan: RowPlan) -> str:
        """The whole table, empty where there is none; ``plan`` is for a row that was not closed."""
        self.close_row(plan)
        edges = [_edges(cells, plan) for cells, plan in self.rows]
        grid = edges_of(edges)
        rows = (_row(cells, plan, places, grid) for (cells, plan), places in zip(self.rows, edges, strict=True))
        return table(rows, tuple(widths_of(grid)))


def _edges(cells: Sequence[str], plan: RowPlan) -> list[int]:
    """The left edge of the row and the right ones of its cells."""
    known = [plan.left, *plan.edges[: len(cells)]]
    missing = len(cells) + 1 - len(known)
    return known + [known[-1] + USUAL_WIDTH * number for number in range(1, missing + 1)]


def _row(cells: Sequence[str], plan: RowPlan, edges: Sequence[int], grid: Sequence[int]) -> MarkupRow:
    places = [min(range(len(grid)), key=lambda number: abs(grid[number] - edge)) for edge in edges]
    said = plan.said + [frozenset()] * (len(cells) - len(plan.said))
    found: list[MarkupCell] = []
    for number, content in enumerate(cells):
        span = max(places[number + 1] - places[number], 1)
        if JOINED_ACROSS in said[number] and found:
            before = found[-1]
            more = content if "<w:t" in content or "<w:drawing" in content else ""
            found[-1] = MarkupCell(before.content + more, before.columns + span, 1, before.look)
        else:
            found.append(MarkupCell(content, span, 1, _look(said[number])))
    return MarkupRow(found, plan.is_header, places[0])


def _look(said: frozenset[str]) -> str:
    merge = value("vMerge", "restart") if BEGINS_DOWN in said else "<w:vMerge/>" if JOINED_DOWN in said else ""
    place = "center" if CENTRED in said else "bottom" if BOTTOM in said else ""
    return merge + (value("vAlign", place) if place else "")


BULLET = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


@dataclass(slots=True)
class _Run:
    look: str
    revision: str
    content: list[str]

    def xml(self) -> str:
        """The run, inside its revision."""
        whole = f"<w:r>{properties('rPr', self.look)}{''.join(self.content)}</w:r>"
        return f'<w:{self.revision} w:id="0" w:author="">{whole}</w:{self.revision}>' if self.revision else whole


@dataclass(slots=True)
class Story:
    """The body, a note, a header or the words of a box; ``plain`` collects what it says as text."""

    blocks: list[str] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)
    has_bullet: bool = False
    count: int = 0
    _ended: int = 0
    _runs: list[_Run | str] = field(default_factory=list)
    _tables: list[RtfTable] = field(default_factory=list)
    _plans: tuple[RowPlan, RowPlan] = field(default_factory=lambda: (RowPlan(), RowPlan()))

    @property
    def is_open(self) -> bool:
        """Whether the present paragraph holds anything."""
        return bool(self._runs)

    def say(self, content: str, look: str = "", revision: str = "") -> None:
        """Add content to a run of this look."""
        last = self._runs[-1] if self._runs else None
        if isinstance(last, _Run) and (last.look, last.revision) == (look, revision):
            last.content.append(content)
        else:
            self._runs.append(_Run(look, revision, [content]))

    def add(self, run: str) -> None:
        """Add a run as it is."""
        self._runs.append(run)

    def begin_row(self, is_inner: bool) -> None:
        """Forget what was said about rows."""
        outer, inner = self._plans
        self._plans = (outer, RowPlan()) if is_inner else (RowPlan(), inner)

    def plan(self, is_inner: bool) -> RowPlan:
        """What is said about rows of the outer or of inner tables."""
        return self._plans[is_inner]

    def end_paragraph(self, look: ParagraphLook, mark: str = "", section: str = "") -> None:
        """The paragraph is complete; ``mark`` is how its mark looks, ``section`` the page that ends with it."""
        content = "".join(each if isinstance(each, str) else each.xml() for each in self._runs)
        number = BULLET if self.has_bullet else ""
        whole = properties("rPr", mark) + properties("sectPr", section)
        self._runs, self.has_bullet = [], False
        self.count += 1
        self._settle(look.depth)
        self._put(paragraph(content, paragraph_xml(look) + number + whole))

    def end_cell(self, look: ParagraphLook, depth: int) -> None:
        """A cell of a table is complete; its last paragraph needs no mark. BadInput ``too_many_cells``."""
        self._ended += 1
        check_cells(self._ended)
        self._settle(depth)
        if self._runs or not self._tables[-1].cell:
            placed = ParagraphLook(look.style, look.alignment, look.outline, depth)
            self.end_paragraph(placed)
        self._tables[-1].close_cell()

    def end_row(self, look: ParagraphLook, depth: int) -> None:
        """A row is complete."""
        if self._runs:
            self.end_cell(look, depth)
        self._settle(depth)
        self._tables[-1].close_row(self.plan(depth > 1))

    def end(self, look: ParagraphLook) -> str:
        """The whole text as paragraphs and tables."""
        if self._runs:
            self.end_paragraph(look)
        self._settle(0)
        return "".join(self.blocks)

    def _settle(self, depth: int) -> None:
        """Close tables that are deeper, open those that are missing."""
        while len(self._tables) > depth:
            inner = len(self._tables) > 1
            whole = self._tables.pop().xml(self.plan(inner))
            if whole:
                self._put(whole)
        while len(self._tables) < depth:
            self._tables.append(RtfTable())

    def _put(self, block: str) -> None:
        if self._tables:
            self._tables[-1].add(block)
        else:
            self.blocks.append(block)


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
    + value("numFmt", "bullet")
    + value("lvlText", "•")
    + '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
"""The part ``numbering`` with the list that bullets belong to."""


@dataclass(slots=True)
class RtfWriting:
    """The texts being written, the innermost last; ``lost`` counts pictures and shapes that are left out."""

    heads: RtfHeads
    parts: WordParts = field(default_factory=WordParts)
    stories: list[Story] = field(default_factory=lambda: [Story()])
    lost: int = 0
    is_endnote: bool = False
    is_wide: bool = False
    is_page_wide: bool = False
    columns: int = 1
    _characters: int = 0
    _margins: set[str] = field(default_factory=set)
    _looks: dict[tuple[object, ...], str] = field(default_factory=dict)

    @property
    def story(self) -> Story:
        """The text that is being written."""
        return self.stories[-1]

    def package(self, state: GroupState) -> bytes:
        """The whole file."""
        body = self.story.end(state.paragraph)
        self.parts.add("styles", "styles.xml", self.heads.part())
        self.parts.add("numbering", "numbering.xml", part("numbering", NUMBERING))
        return self.parts.whole(body, self._section())

    # text

    def say(self, text: str, state: GroupState) -> None:
        """Write text as it looks; BadInput ``text_too_long``."""
        look, story = state.look, self.story
        self._characters += len(text)
        check_length(self._characters, 0)
        story.plain.append(text)
        if state.purpose is Purpose.CODE:
            story.say(words(text, "instrText"))
        elif self.heads.charset(look.font) == SYMBOLS:
            story.say(_symbols(text, self.heads.fonts.get(look.font)), self._look(state), look.revision)
        else:
            tag = "delText" if look.revision == "del" else "t"
            story.say(words(text, tag), self._look(state), look.revision)

    def _look(self, state: GroupState) -> str:
        look, style = state.look, state.paragraph.style
        key = (tuple(look.values.items()), look.font, look.asian, look.style, style)
        known = self._looks.get(key)
        if known is None:
            known = self._looks[key] = text_xml(look, self.heads.fonts, self.heads.styles.get(style))
        return known

    def end_paragraph(self, state: GroupState, section: str = "") -> None:
        """A paragraph is complete."""
        look = state.look
        mark = f'<w:{look.revision} w:id="0" w:author=""/>' if look.revision else ""
        mark += "<w:vanish/>" if "vanish" in look.values else ""
        self.story.end_paragraph(state.paragraph, mark, section)
        check_length(self._characters, self.story.count)

    def mark_field(self, kind: str) -> None:
        """A field begins, comes to its result, or ends."""
        self.story.add(f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>')

    # sections

    def begin_section(self) -> None:
        """What was said of pages holds no longer."""
        self.is_wide, self.columns = self.is_page_wide, 1

    def turn(self, is_whole: bool) -> None:
        """The pages of a section, or of the whole file, are turned sideways."""
        self.is_wide = True
        self.is_page_wide = self.is_page_wide or is_whole

    def end_section(self, state: GroupState) -> None:
        """A section of the body is complete."""
        if len(self.stories) == 1:
            self.end_paragraph(state, self._section())

    def _section(self) -> str:
        size = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>' if self.is_wide else ""
        return size + (f'<w:cols w:num="{self.columns}"/>' if self.columns > 1 else "")

    # texts beside the body

    def end_note(self, paragraph: ParagraphLook) -> None:
        """A footnote or endnote is complete."""
        kind = "endnote" if self.is_endnote else "footnote"
        self.is_endnote = False
        self._end_beside(kind, paragraph)

    def end_comment(self, paragraph: ParagraphLook) -> None:
        """A comment is complete."""
        self._end_beside("comment", paragraph)

    def _end_beside(self, kind: str, paragraph: ParagraphLook) -> None:
        content = self.stories.pop().end(paragraph)
        self.story.add(self.parts.note(kind, content))

    def end_box(self, paragraph: ParagraphLook) -> None:
        """The words of a box are complete."""
        content = self.stories.pop().end(paragraph)
        if content:
            self.story.add(text_box(content))

    def end_margin(self, kind: str, paragraph: ParagraphLook) -> None:
        """A header or footer is complete; each section repeats its own."""
        content = self.stories.pop().end(paragraph)
        if content not in self._margins:
            self._margins.add(content)
            self.parts.margin(kind, content)

    def end_label(self) -> None:
        """The number of a paragraph becomes text; a sign that is none makes it a member of a list."""
        label = "".join(self.stories.pop().plain).strip()
        if len(label) == 1 and not label.isalnum():
            self.story.has_bullet = True
        elif label:
            self.story.say(words(label))
            self.story.plain.append(label)

    def end_picture(self, found: RtfPicture) -> None:
        """A picture is complete."""
        if found.ending and found.data:
            self.story.add(self.parts.picture(found.data, found.ending, found.extent))
        else:
            self.lost += 1

    def drawn(self) -> int:
        """Grows with everything that is said or drawn."""
        return self.lost + len(self.parts.pictures) + sum(len(story.plain) for story in self.stories)


def _symbols(text: str, font: RtfFont | None) -> str:
    """Signs of a font of symbols by their place in it; other characters as text."""
    name = escaped(font.name) if font else ""
    found = (
        f'<w:sym w:font="{name}" w:char="{ord(sign):04X}"/>' if "\uf000" <= sign <= "\uf0ff" else words(sign)
        for sign in text
    )
    return "".join(found)
