"""A text being written: runs become paragraphs, paragraphs cells and rows, at any depth of tables."""

from dataclasses import dataclass, field

from core.readers.rich_text.look import ParagraphLook, paragraph_xml
from core.readers.rich_text.tables import RowPlan, RtfTable
from core.readers.word_markup import paragraph, properties, value

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
        """A cell of a table is complete; its last paragraph needs no mark."""
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
