"""Our pages against LibreOffice's, line by line, with its known faults put right on the way.

LibreOffice spaces Han and Latin although autoSpace is off, leaves out the spacing of the last character before and after
each Latin word, leaves an empty line below a paragraph whose last mark hangs past the edge, takes asterisks for Han
characters (so that it divides masks at the end of a line), and knows no 仿宋 here. So the Word file is turned into a flat
ODF file. There marks may hang, no space is added, characters of 16 pt with a spacing of -0.25 pt become such of 15.75 pt
(here and in our pages), asterisks become letters, paragraphs lose their last mark (where the lines end does not depend on
it), and every font is one whose digits are half an em and whose Han characters and marks one; then that is printed.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path

from core.typesetting.values import Block, Face, Pages, PageSection, Paragraph, PlacedLine
from tests.word import office

FONT = "Noto Sans Mono CJK SC"
ASCENT, DESCENT = 1.16, 0.288
"""How far Han characters of that font reach above and below their baseline, in ems: LibreOffice makes single lines as high."""

POINT = 20
# Lines whose middles are less than this apart (points) are one row: cells side by side, texts at tab stops.
ROW = 4.0
# How far above its baseline the middle of a character is, in ems.
MIDDLE = 0.38
MARKS = "。，、；：？！"
MASK = "x"
REPAIRS = (
    (re.compile(r'style:text-autospace="[^"]*"'), 'style:text-autospace="none"'),
    (re.compile(r'style:punctuation-wrap="[^"]*"'), 'style:punctuation-wrap="hanging"'),
    (re.compile(r'(font-family(?:-asian)?)="[^"]*"'), f'\\1="&apos;{FONT}&apos;"'),
    (re.compile(r'fo:letter-spacing="[^"]*"'), 'fo:letter-spacing="normal"'),
    (re.compile(r'(font-size(?:-asian)?)="16pt"'), r'\1="15.75pt"'),
    (re.compile(r"\*(?=[^<>]*<)"), MASK),
    (re.compile(rf"[{MARKS}]((?:<[^>]*>)*</text:(?:p|h)>)"), r"\1"),
)

PageRows = list[list[str]]


def printed_rows(paths: Sequence[Path], folder: Path) -> list[PageRows]:
    """The rows of every page of every Word file as LibreOffice prints them, without white space."""
    flat = office.convert(paths, "fodt", folder)
    for path in flat:
        path.write_text(repaired(path.read_text("utf-8")), "utf-8")
    return [
        [[plain(line.text) for line in (*page.body, *page.foot)] for page in office.pages(path)]
        for path in office.convert(flat, "pdf", folder)
    ]


def repaired(text: str) -> str:
    """The flat ODF file without LibreOffice's faults."""
    for pattern, put in REPAIRS:
        text = pattern.sub(put, text)
    return text


def without_spacing(section: PageSection) -> PageSection:
    """The section with characters as they are in the repaired file."""
    parts = ("headers", "footers")
    margins = {part: {kind: _plain_blocks(blocks) for kind, blocks in getattr(section, part).items()} for part in parts}
    return replace(section, blocks=_plain_blocks(section.blocks), **margins)


def _plain_blocks(blocks: Iterable[Block]) -> tuple[Block, ...]:
    return tuple(_plain_block(block) for block in blocks)


def _plain_block(block: Block) -> Block:
    if isinstance(block, Paragraph):
        pieces = tuple(replace(piece, face=_plain_face(piece.face)) for piece in block.pieces)
        return replace(block, pieces=pieces, mark=_plain_face(block.mark))
    rows = [
        replace(row, cells=tuple(replace(cell, blocks=_plain_blocks(cell.blocks)) for cell in row.cells))
        for row in block.rows
    ]
    return replace(block, rows=tuple(rows))


def _plain_face(face: Face) -> Face:
    return replace(face, size=15.75 if face.size == 16 else face.size, spacing=0.0, family=FONT, latin=FONT)


def our_rows(pages: Pages) -> PageRows:
    """The rows of our pages, without white space."""
    return [[plain(row) for row in _rows((*page.lines, *page.margin_lines)) if plain(row)] for page in pages.pages]


def _rows(lines: Iterable[PlacedLine]) -> Iterator[str]:
    row: list[PlacedLine] = []
    for placed in sorted((placed for placed in lines if placed.line.stretches), key=_middle):
        if row and _middle(placed) - _middle(row[0]) > ROW * POINT:
            yield _text(row)
            row = []
        row.append(placed)
    yield _text(row)


def _middle(placed: PlacedLine) -> float:
    """The middle of a line's characters, as that of the boxes in a PDF."""
    return placed.y + placed.line.baseline - MIDDLE * placed.line.stretches[0].face.size * POINT


def _text(row: list[PlacedLine]) -> str:
    return "".join([_line_text(placed) for placed in sorted(row, key=lambda placed: placed.x)])


def _line_text(placed: PlacedLine) -> str:
    return "".join([stretch.text for stretch in placed.line.stretches])


def plain(text: str) -> str:
    """A row as it is compared: PDFs hold radicals for some characters, and no white space.

    LibreOffice does not always paint a mark that hangs. None can begin a line, so that without the last one it is still
    certain where the line ends.
    """
    return "".join(unicodedata.normalize("NFKC", text.rstrip().rstrip(MARKS)).replace("*", MASK).split())


@dataclass(frozen=True)
class Likeness:
    """How many of their lines we have on the same page, and on which pages the first or last line differs."""

    lines: int
    same: int
    breaks: tuple[int, ...]
    differences: tuple[str, ...]

    @property
    def share(self) -> float:
        """The share of lines that are the same."""
        return self.same / max(self.lines, 1)


def likeness(ours: PageRows, theirs: PageRows) -> Likeness:
    """Compare two lists of pages."""
    same, breaks, told = 0, [], []
    for number in range(max(len(ours), len(theirs))):
        mine, other = _page(ours, number), _page(theirs, number)
        matcher = SequenceMatcher(None, mine, other, autojunk=False)
        same += sum(block.size for block in matcher.get_matching_blocks())
        if mine[:1] != other[:1] or mine[-1:] != other[-1:]:
            breaks.append(number + 1)
        told += [
            f"page {number + 1}: ours {mine[a:b]} theirs {other[c:d]}"
            for kind, a, b, c, d in matcher.get_opcodes()
            if kind != "equal"
        ]
    return Likeness(sum(map(len, theirs)), same, tuple(breaks), tuple(told))


def _page(pages: PageRows, number: int) -> list[str]:
    return pages[number] if number < len(pages) else []
