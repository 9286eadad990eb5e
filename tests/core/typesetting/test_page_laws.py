"""What holds of any text on any page: nothing is lost, nothing sticks out, memory changes nothing."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from core.typesetting.lines import HANGING, break_lines
from core.typesetting.paginate import lay_out
from core.typesetting.paragraph_cache import TypesettingCache
from core.typesetting.values import (
    Block,
    Cell,
    Face,
    Pages,
    PageSection,
    Paragraph,
    ParagraphShape,
    TableBlock,
    TableRow,
    TextLine,
    TextPiece,
)
from tests.core.page_values import BODY, EM, LINE, PLAIN, SHEET, laid, paragraph, text_of

LETTERS = "国家，。《》“”（）—…·、a bZ1239.%-*　\t\n★"
FACES = (BODY, replace(BODY, bold=True), Face("宋体", "Times New Roman", 22, spacing=-5))

FOOTER = {
    "default": (Paragraph((TextPiece("1", BODY, field="PAGE"), TextPiece("1", BODY, field="NUMPAGES")), PLAIN, BODY),)
}

words = st.text(LETTERS, max_size=60)
pieces = st.builds(TextPiece, words, st.sampled_from(FACES), st.booleans(), st.just(""), st.booleans())
shapes = st.builds(
    ParagraphShape,
    style=st.sampled_from(("正文", "标题")),
    left=st.sampled_from((0.0, EM)),
    right=st.sampled_from((0.0, EM)),
    first=st.sampled_from((0.0, 2 * EM, -EM)),
    before=st.sampled_from((0.0, LINE)),
    after=st.sampled_from((0.0, LINE)),
    line=st.sampled_from((240.0, LINE)),
    rule=st.sampled_from(("auto", "exact", "atLeast")),
    align=st.sampled_from(("left", "center", "right", "both", "distribute")),
    kinsoku=st.booleans(),
    hangs=st.booleans(),
    widow_control=st.booleans(),
    keep_next=st.booleans(),
    keep_lines=st.booleans(),
    page_break_before=st.booleans(),
    contextual=st.booleans(),
)
paragraphs = st.builds(Paragraph, st.lists(pieces, max_size=3).map(tuple), shapes, st.just(BODY))
cells = st.builds(Cell, st.lists(paragraphs, min_size=1, max_size=2).map(tuple), st.just(5 * EM))
rows = st.builds(TableRow, st.lists(cells, min_size=1, max_size=2).map(tuple))
plain_tables = st.builds(TableBlock, st.lists(rows, min_size=1, max_size=3).map(tuple))


def joined(first: Cell, beside: list[Cell]) -> TableBlock:
    """A table of a cell that is joined over a row for each cell beside it."""
    below = Cell((), first.width, joins_above=True)
    return TableBlock(tuple(TableRow((below if number else first, each)) for number, each in enumerate(beside)))


tables = st.one_of(plain_tables, st.builds(joined, cells, st.lists(cells, min_size=2, max_size=4)))
documents = st.lists(st.one_of(paragraphs, paragraphs, paragraphs, tables), max_size=8)


def whole(paragraph: Paragraph) -> str:
    """The text of a paragraph."""
    return "".join(piece.text for piece in paragraph.pieces)


def right_edge(line: TextLine, text: str) -> float:
    """Where the last character of a line ends, a hanging mark and spaces left out."""
    if not line.stretches:
        return 0.0
    last = line.stretches[-1]
    shown = last.text.rstrip()
    hangs = shown[-1:] in HANGING and not text[line.end :].startswith("\t")
    return last.x + (0.0 if len(shown) == 1 and hangs else last.width * (len(shown) - hangs) / len(last.text))


def outline(pages: Pages) -> list[list[tuple[float, float, str]]]:
    """Every line with its place."""
    lines = [(*page.lines, *page.margin_lines) for page in pages.pages]
    return [[(placed.x, placed.y, text_of(placed)) for placed in page] for page in lines]


@given(paragraphs)
def test_lines_joined_are_the_text(paragraph: Paragraph) -> None:
    text, lines = whole(paragraph), break_lines(paragraph, 10 * EM).lines
    assert "".join(text[line.start : line.end] for line in lines) == text


@given(paragraphs)
def test_stretches_hold_what_the_line_shows(paragraph: Paragraph) -> None:
    text = whole(paragraph)
    for line in break_lines(paragraph, 10 * EM).lines:
        shown = "".join(stretch.text for stretch in line.stretches)
        assert shown.split() == text[line.start : line.end].replace("\t", "").split() or "\t" in text


@given(st.lists(pieces, max_size=3).map(tuple), shapes)
def test_no_line_is_wider_than_its_room(given_pieces: tuple[TextPiece, ...], shape: ParagraphShape) -> None:
    paragraph = Paragraph(given_pieces, replace(shape, first=0.0), BODY)
    broken, text = break_lines(paragraph, 10 * EM), whole(paragraph)
    room = 10 * EM - shape.left - shape.right
    for line in broken.lines:
        assert right_edge(line, text) <= room + EM * 0.6


@given(st.text("国家，。《》“”（）", max_size=80))
def test_no_line_begins_or_ends_with_what_it_must_not(text: str) -> None:
    starts = [text[line.start] for line in laid_lines(text)[1:]]
    short = all(len(run) < 4 for run in text.replace("国", " ").replace("家", " ").split())
    assert not short or not set(starts) & set("，。》”）")


def laid_lines(text: str) -> Sequence[TextLine]:
    """The text's lines, ten characters wide."""
    return break_lines(Paragraph((TextPiece(text, BODY),), PLAIN, BODY), 10 * EM).lines


@settings(max_examples=30, deadline=None)
@given(documents)
def test_no_line_is_lost_or_told_twice(blocks: list[Block]) -> None:
    shown = [text_of(placed) for page in laid(*blocks) for placed in page.lines]
    assert sorted("".join(shown)) == sorted("".join(map(text_in, blocks)))


def text_in(block: Block) -> str:
    """All text of a block."""
    if isinstance(block, Paragraph):
        return whole(block)
    return "".join(text_in(inner) for row in block.rows for cell in row.cells for inner in cell.blocks)


@settings(max_examples=30, deadline=None)
@given(documents, paragraphs, st.integers(0, 8))
def test_another_paragraph_takes_no_line_away(blocks: list[Block], more: Paragraph, place: int) -> None:
    before = [text_of(placed) for page in laid(*blocks) for placed in page.lines]
    with_it = [*blocks[:place], more, *blocks[place:]]
    after = [text_of(placed) for page in laid(*with_it) for placed in page.lines if placed.paragraph is not more]
    assert sorted(after) == sorted(before)  # where a row divides, its cells are told page by page


edits = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 2), paragraphs), min_size=1, max_size=4)


@settings(max_examples=60, deadline=None)
@given(documents, edits, st.booleans())
def test_memory_changes_nothing(blocks: list[Block], changes: list[tuple[int, int, Paragraph]], fills: bool) -> None:
    cache = TypesettingCache()
    tail = (Paragraph((), replace(PLAIN, fills=True, line=20), BODY), paragraph("印发")) if fills else ()
    for place, gone, more in changes:
        blocks[place : place + gone] = [more]
        sections = [PageSection(SHEET, (*blocks, *tail), footers=FOOTER)]
        remembered, anew = lay_out(sections, cache), lay_out(sections)
        assert outline(remembered) == outline(anew)
        assert (remembered.filled, remembered.fill_alone) == (anew.filled, anew.fill_alone)


@settings(max_examples=30, deadline=None)
@given(st.lists(paragraphs, max_size=8))
def test_lines_stand_inside_the_type_area_one_below_another(blocks: list[Paragraph]) -> None:
    foot = SHEET.height - SHEET.bottom
    for page in laid(*blocks):
        edges = [SHEET.top, *(placed.y + placed.line.height for placed in page.lines)]
        assert all(edge <= placed.y + 0.01 for edge, placed in zip(edges, page.lines, strict=False))
        assert all(edge <= foot + 1 for edge in edges[2:])
