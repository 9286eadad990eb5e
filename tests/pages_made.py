"""Pages made by hand, for what paints them: lines of text on A4 as the national layout places them."""

from collections.abc import Sequence

from core.typesetting.values import (
    Face,
    Page,
    Pages,
    PageSheet,
    Paragraph,
    ParagraphShape,
    PlacedLine,
    Rule,
    Stretch,
    TextLine,
    TextPiece,
)

A4 = PageSheet(11906, 16838, 2098, 1474, 1984, 1588, 851, 1423, 579)
BODY = Face("仿宋_GB2312", "仿宋_GB2312", 16.0, spacing=-0.25)
HEADING = Face("黑体", "黑体", 16.0, spacing=-0.25)
NUMBER = Face("宋体", "宋体", 14.0)
EM = 315.0
PITCH = 579.0
LINES_ON_A_PAGE = 22


def stretch(text: str, face: Face = BODY, start: int = 0, x: float = 0.0, is_open: bool = False) -> Stretch:
    """Text of one look: Han an em wide, the rest half an em."""
    return Stretch(x, width_of(text, face), text, face, start, text.isascii(), is_open)


def width_of(text: str, face: Face = BODY) -> float:
    """The width in twips that the layout gives to a text."""
    em = face.size * 20 + face.spacing * 20
    return sum(em / 2 if character.isascii() else em for character in text)


def placed(text: str, row: int = 0, face: Face = BODY, number: int = 0, outline: int = 0) -> PlacedLine:
    """A line of a paragraph of its own on a row of the grid."""
    return placed_stretches((stretch(text, face),), row, number, outline)


def placed_stretches(stretches: Sequence[Stretch], row: int = 0, number: int = 0, outline: int = 0) -> PlacedLine:
    """A line of these stretches on a row of the grid."""
    length = sum(len(one.text) for one in stretches)
    line = TextLine(tuple(stretches), PITCH, 430.0, 0, length)
    pieces = tuple(TextPiece(one.text, one.face, one.is_open) for one in stretches)
    paragraph = Paragraph(pieces, ParagraphShape(outline=outline), stretches[0].face if stretches else BODY, number)
    return PlacedLine(A4.left, A4.top + row * PITCH, line, paragraph)


def page(lines: Sequence[PlacedLine], number: int = 1, rules: Sequence[Rule] = ()) -> Page:
    """A page with these lines and its number at the foot."""
    foot = placed_stretches((stretch(f"— {number} —", NUMBER),), LINES_ON_A_PAGE)
    return Page(number, A4, tuple(lines), (foot,), tuple(rules))


def pages(texts: Sequence[str]) -> Pages:
    """As many pages as the lines need, one paragraph and one element to a line, numbered from 1."""
    found = [placed(text, at % LINES_ON_A_PAGE, number=at + 1) for at, text in enumerate(texts)]
    parts = [found[at : at + LINES_ON_A_PAGE] for at in range(0, len(found), LINES_ON_A_PAGE)]
    return Pages(tuple(page(part, number) for number, part in enumerate(parts, 1)))
