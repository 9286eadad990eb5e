"""The end of the letterhead: authority mark, document number and security marks stand above the title."""

from collections.abc import Iterator

from core.package import Node, W
from core.word.learning.letterhead import block_of, head_tags, is_imprint
from core.word.learning.source import SECTION, LearningSource, P, has_picture, text_of
from core.word.learning.values import FormatReader

_MOST_LINES = 25
_LONG = 60
"""Characters; a longer paragraph is running text, which ends the letterhead."""
_NEAR = 3
_NUMBERS, _MARKS = frozenset(("发文字号", "期号")), frozenset(("份号", "密级", "紧急程度"))
_LINES = (W + "pBdr", W + "tcBorders", W + "tblBorders")


def find_head(source: LearningSource, reader: FormatReader) -> int:
    """The index of the last paragraph of the letterhead; -1 if there is none.

    A document number alone is no letterhead, as it may stand below the title: red text, a ruled line or a mark that only
    letterheads have is required as well.
    """
    lines = list(_beginning(source))
    red = [place for place, paragraph, _ in lines if _is_red(paragraph, reader)]
    numbers = [place for place, _, text in lines if _NUMBERS.intersection(head_tags(text))]
    marks = [place for place, _, text in lines if _MARKS.intersection(head_tags(text))]
    framed = [place for place in numbers if red or marks or _is_ruled(source, source.paragraphs[place])]
    return _end_of_block(source, max((*red, *framed, *marks), default=-1))


def _end_of_block(source: LearningSource, place: int) -> int:
    """The last paragraph of the table or text box around a paragraph: a letterhead does not end inside one."""
    if place < 0:
        return place
    inside = set(block_of(source.body, source.paragraphs[place]).iter(P))
    return max(number for number, node in enumerate(source.paragraphs) if node in inside)


def find_cover(source: LearningSource) -> int:
    """The index of the last paragraph of a cover (followed by a new page, before any running text); else -1."""
    end = -1
    for place, paragraph, _ in _beginning(source, blanks=True):
        if any(node.get(W + "type") == "page" for node in paragraph.iter(W + "br")) or _ends_section(paragraph):
            end = place
    return end


def _ends_section(paragraph: Node) -> bool:
    section = paragraph.find(f"{W}pPr/{SECTION}")
    kind = None if section is None else section.find(W + "type")
    return section is not None and (kind is None or kind.get(W + "val") != "continuous")


def _beginning(source: LearningSource, blanks: bool = False) -> Iterator[tuple[int, Node, str]]:
    """The lines above the first running text; with ``blanks`` including empty ones."""
    lines = 0
    for place, paragraph in enumerate(source.paragraphs):
        text = text_of(paragraph).strip()
        if not text and not blanks:
            continue
        lines += bool(text)
        if lines > _MOST_LINES or len(text) > _LONG:
            return
        yield place, paragraph, text


def _is_red(paragraph: Node, reader: FormatReader) -> bool:
    _, pieces = reader.resolve(paragraph)
    faces = [face for text, face in pieces if text.strip()]
    return bool(faces) and all(_reddish(face.colour) for face in faces)


def _reddish(colour: str) -> bool:
    red, green, blue = (int(colour[start : start + 2], 16) for start in (0, 2, 4))
    return red >= 0xC0 and green <= 0x50 and blue <= 0x50


def _is_ruled(source: LearningSource, paragraph: Node) -> bool:
    """Whether a line is drawn at the paragraph, at its table or at one of the next blocks."""
    block = block_of(source.body, paragraph)
    near = [block, *block.itersiblings()][:_NEAR]
    borders = next(block.iter(*_LINES), None) is not None
    return borders or any(
        has_picture(node) or (node.tag == P and node.find(f"{W}pPr/{W}pBdr") is not None) for node in near
    )


def imprint_places(source: LearningSource) -> frozenset[int]:
    """The indexes of the paragraphs that belong to an imprint."""
    return frozenset(place for place, node in enumerate(source.paragraphs) if is_imprint(text_of(node)))
