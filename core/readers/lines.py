"""Paragraphs: physical lines of a text, and lines that a Word file has as paragraphs, re-joined where they were broken.

A line break is taken back on strong evidence only, since a false join loses a heading and a missed one does not:

* Hard-wrapped text: the lines of the document end at one margin (14 to 60 full-width columns) and most of those that
  reach it stop in the middle of a sentence. A line that reaches the margin goes on in the next one if that is not
  indented deeper than the margin, not blank and, in texts without indentation, does not open with an ordinal.
* A slip: the next line opens with a mark that cannot open a line, or the long line before it stops at a comma, or
  inside brackets or quotation marks that the next line closes.
* A document on one line is cut before the runs of U+3000 that stand for its lost breaks.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import fmean
from types import MappingProxyType

from core.model.raw import Origin, RawParagraph
from core.numbering import find_ordinal

_BREAK = re.compile("\r\n|[\n\r\u2028\u2029\x0b\x85]")
_STOPS = "。！？；：…!?;:"
_CLOSERS = "”’」』）)》】〕"
_CANNOT_OPEN = frozenset("，、。；：！？,;”’」』）》】〕％")
_PAIRS = MappingProxyType(dict(zip("“‘「『（《【〔", "”’」』）》】〕", strict=True)))
_MARKS = re.compile("[“”‘’「」『』（）《》【】〔〕]")
_VOCATIVE = re.compile(r"(?:们|代表|委员|领导|同志|朋友|来宾)[，,]$")
_GAP = re.compile(r"(?<=\S)\u3000{2,}(?=\S)|(?<=[。！？；”])\u3000(?=\S)")
_NARROWEST, _WIDEST = 14.0, 60.0
_SLACK = 2.0
_LONG = 30
# One line in so many may be longer than the margin.
_FEW_LONGER = 20
_NEARLY = 0.95
_COLUMNS = re.compile(r"\S\s{2,}\S")
_NARROW = re.compile("[\0-\u024f]+")
_LATIN = re.compile(r"[A-Za-z]\Z")


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How a text is hard-wrapped: ``width`` of its full lines and indent of its ``margin``.

    Some programs count columns, where two Latin letters take the place of one Chinese character, others characters:
    ``measure`` is the count that makes more lines full.
    """

    measure: Callable[[str], float]
    width: float
    margin: float
    indented: bool


@dataclass(frozen=True, slots=True)
class Joined:
    """The paragraphs, how many breaks were taken back, and how many paragraphs came from cutting a single line."""

    paragraphs: tuple[RawParagraph, ...]
    joins: int
    cuts: int


def split_lines(text: str) -> list[str]:
    """Physical lines without their breaks; a break at the very end opens no further line."""
    lines = _BREAK.split(text)
    return lines if lines[-1] else lines[:-1]


def paragraphs_of(text: str) -> Joined:
    """The paragraphs of a text.

    Nothing is lost: leaving out white space, the paragraphs' texts one after the other are the text.
    """
    lines = split_lines(text)
    filled = [line for line in lines if line.strip()]
    if len(filled) == 1 and _GAP.search(filled[0].strip()):
        return _cut(lines)
    wrapping = find_wrapping(lines)
    numbered = list(enumerate(lines, 1))
    if wrapping and _is_double_spaced(lines, filled):
        numbered = [(number, line) for number, line in numbered if line.strip()]
    paragraphs = tuple(_joined(numbered, wrapping))
    return Joined(paragraphs, len(numbered) - len(paragraphs), 0)


def unwrapped(paragraphs: Sequence[RawParagraph]) -> Joined:
    """The paragraphs of a Word file into which hard-wrapped text was pasted, so that each line is a paragraph of its own.

    Only hard wrapping is taken back. Tables, headings by style and lines that are centred or flush right stay apart.
    """
    texts = [paragraph.text for paragraph in paragraphs if paragraph.origin is Origin.BODY]
    wrapping = find_wrapping(texts)
    if wrapping is None:
        return Joined(tuple(paragraphs), 0, 0)
    if _is_double_spaced(texts, list(filter(str.strip, texts))):
        paragraphs = list(filter(_is_needed, paragraphs))
    found = list(paragraphs[:1])
    for before, paragraph in pairwise(paragraphs):
        if _may_be_one(before, paragraph) and goes_on(before.text, paragraph.text, wrapping):
            found[-1] = _joined_paragraph(found[-1], paragraph)
        else:
            found.append(paragraph)
    return Joined(tuple(found), len(paragraphs) - len(found), 0)


def _is_needed(paragraph: RawParagraph) -> bool:
    """Whether a paragraph is more than a blank line; those of tables all are."""
    is_filled = paragraph.text.strip() != "" or bool(paragraph.objects) or paragraph.ends_with_line
    return is_filled or paragraph.origin is not Origin.BODY


def _joined_paragraph(one: RawParagraph, other: RawParagraph) -> RawParagraph:
    """Two halves of a paragraph with the emphasis and the objects of both."""
    text = _glued(one.text, other.text)
    shift = len(text) - len(other.text.lstrip())
    edges, blank = (len(one.text.rstrip()), len(text)), len(other.text) - len(other.text.lstrip())
    left = one.with_text(text, lambda place: min(place, edges[0]))
    right = other.with_text(text, lambda place: min(shift + max(place - blank, 0), edges[1]))
    return replace(left, emphasis=(*left.emphasis, *right.emphasis), objects=(*left.objects, *right.objects))


def _may_be_one(one: RawParagraph, other: RawParagraph) -> bool:
    """Whether two paragraphs look alike and no line to write on stands between them."""
    return not (one.ends_with_line or other.opens_with_line) and _look_alike(one, other)


def _look_alike(one: RawParagraph, other: RawParagraph) -> bool:
    """Whether two paragraphs are both running text that looks alike."""
    if one.origin is not Origin.BODY or other.origin is not Origin.BODY:
        return False
    looks = [paragraph.look for paragraph in (one, other) if paragraph.look is not None]
    if any(look.outline_level or look.alignment in ("center", "right") for look in looks):
        return False
    return len({(look.style, look.size) for look in looks}) < 2


def _is_double_spaced(lines: Sequence[str], filled: Sequence[str]) -> bool:
    """Whether a blank line stands after nearly every line, so that none of them ends a paragraph."""
    alone = sum(1 for line, following in pairwise(lines) if line.strip() and not following.strip())
    return alone >= _NEARLY * (len(filled) - 1)


def _cut(lines: Sequence[str]) -> Joined:
    found: list[RawParagraph] = []
    for number, line in enumerate(lines, 1):
        starts = [0, *(match.start() for match in _GAP.finditer(line.rstrip())), len(line)]
        pieces = [line[start:end] for start, end in pairwise(starts)]
        found += [RawParagraph(piece, number) for piece in pieces]
    return Joined(tuple(found), 0, len(found) - len(lines))


def _joined(numbered: Sequence[tuple[int, str]], wrapping: Wrapping | None) -> Iterator[RawParagraph]:
    text, first, before = "", 0, ""
    for number, line in numbered:
        if first and goes_on(before, line, wrapping):
            text = _glued(text, line)
        else:
            if first:
                yield RawParagraph(text, first)
            text, first = line, number
        before = line
    if first:
        yield RawParagraph(text, first)


def _glued(left: str, right: str) -> str:
    """Two halves of a sentence; of white space at the joint only a blank between Latin words stays."""
    bare, rest = left.rstrip(), right.lstrip()
    spaced = (left != bare or right != rest) and _LATIN.search(bare) and _LATIN.search(rest[:1])
    return f"{bare} {rest}" if spaced else bare + rest


def goes_on(line: str, following: str, wrapping: Wrapping | None) -> bool:
    """Whether ``following`` continues the sentence of ``line``."""
    if not line.strip() or not following.strip():
        return False
    if wrapping:
        return _is_wrapped(line, following, wrapping)
    return _is_slip(line, following)


def _is_wrapped(line: str, following: str, wrapping: Wrapping) -> bool:
    if wrapping.measure(line) < wrapping.width - _SLACK or _indent(following) > wrapping.margin + 0.5:
        return False
    if _stops(line):
        return wrapping.indented and not _opens_heading(following)
    return wrapping.indented or not _opens_heading(following)


def _opens_heading(line: str) -> bool:
    """Whether the line opens with a heading's ordinal; 一是 and the like stand inside paragraphs as well."""
    ordinal = find_ordinal(line)
    return ordinal is not None and ordinal.level > 0


def _is_slip(line: str, following: str) -> bool:
    if following[0].isspace() or find_ordinal(following) is not None or _stops(line):
        return following[0] in _CANNOT_OPEN and not _stops(line)
    if following[0] in _CANNOT_OPEN:
        return True
    bare = line.rstrip()
    if len(bare) < _LONG:
        return False
    return _stops_at_comma(bare) or _is_closed_by(_open_mark(bare), following)


def _stops_at_comma(bare: str) -> bool:
    return bare[-1] in "，、" and _VOCATIVE.search(bare) is None


def _open_mark(line: str) -> str:
    """The closing mark that the line still lacks at its end; empty if it lacks none."""
    lacking: list[str] = []
    for mark in _MARKS.findall(line):
        if mark in _PAIRS:
            lacking.append(_PAIRS[mark])
        elif lacking and lacking[-1] == mark:
            lacking.pop()
    return lacking[-1] if lacking else ""


def _is_closed_by(closer: str, following: str) -> bool:
    mark = _MARKS.search(following)
    return bool(closer) and mark is not None and mark.group() == closer


def _stops(line: str) -> bool:
    return line.rstrip().rstrip(_CLOSERS)[-1:] in tuple(_STOPS)


def find_wrapping(lines: Sequence[str]) -> Wrapping | None:
    """How the text is hard-wrapped, or None where its lines are its paragraphs."""
    filled = [line for line in lines if line.strip()]
    if len(filled) < 4:
        return None
    measure = max((_width, _length), key=lambda count: len(_full_lines(filled, count)))
    width = _margin_of(filled, measure)
    if width is None:
        return None
    indents = [_indent(line) for line in filled]
    margin = min(indents)
    return Wrapping(measure, width, margin, fmean(indent > margin + 0.5 for indent in indents) > 0.02)


def _margin_of(filled: Sequence[str], measure: Callable[[str], float]) -> float | None:
    """Where the lines end; a few longer ones, such as the row of a table, were not broken."""
    longest_first = sorted(map(measure, filled), reverse=True)
    for width in dict.fromkeys(longest_first[: 1 + len(filled) // _FEW_LONGER]):
        if _NARROWEST <= width <= _WIDEST and _has_margin(filled, measure, width):
            return width
    return None


def _full_lines(filled: Sequence[str], measure: Callable[[str], float], width: float | None = None) -> list[str]:
    least = (max(map(measure, filled)) if width is None else width) - _SLACK
    return [line for line in filled if measure(line) >= least]


def _has_margin(filled: Sequence[str], measure: Callable[[str], float], width: float) -> bool:
    """Whether many of the longer lines end at one width, and most of these in the middle of a sentence."""
    full = _full_lines(filled, measure, width)
    longer = sum(measure(line) >= width / 2 for line in filled)
    broken = sum(not _stops(line) and not _COLUMNS.search(line.strip()) for line in full)
    return len(full) >= max(3, 0.4 * longer) and broken >= 0.6 * len(full)


def _length(line: str) -> float:
    return len(line.rstrip())


def _width(line: str) -> float:
    """Columns of full-width characters the line takes, white space at its end not counted."""
    bare = line.rstrip()
    return len(bare) - sum(map(len, _NARROW.findall(bare))) / 2


def _indent(line: str) -> float:
    return _width(line[: len(line) - len(line.lstrip())] + "\u4e00") - 1
