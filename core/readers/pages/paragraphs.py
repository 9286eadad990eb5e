"""Paragraphs from lines: a line goes on where the line above had no room for its first word.

The edges of the text are found from the lines themselves, page by page, since left and right pages may differ.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby, pairwise
from operator import attrgetter
from statistics import median, median_low
from typing import TypeVar

from core.dates import is_date_line
from core.model.blocks import BOLD, Emphasis
from core.model.raw import LookHints
from core.numbering import find_ordinal
from core.readers.pages.values import BESIDE, WHOLE, NoteMark, PlacedPicture, PrintedLine

K = TypeVar("K", bound=Hashable)
_SLACK = 0.6
_CELL_MARGINS = 10.8
_INDENT = 0.7
_NEAR = 0.5
_SAME_SIZE = 0.06
_TITLE_SIZE = 1.1
_LOOSE = 1.6
_SUPPORT, _FEW_BEYOND, _SPACED, _WIDE = 0.02, 0.1, 1.25, 1.8
_DEEPEST, _FEWEST_FULL, _FULL_SHARE, _HALF, _UNEVEN, _EXACT, _FEW = 4.5, 3, 0.2, 0.5, 3.0, 0.5, 12
"""Shares: room beyond a word, a step of indentation, the same place (of the size); sizes; pitch; lines that show an edge."""

_PITCH = 28.0
"""Points from line to line in GB/T 9704."""

_CLOSERS = frozenset("，、。；：！？,.;:!?）》】〕」』”’％%)]}…")
_OPENERS = frozenset("（《【〔「『“‘([{")
_QUOTES = frozenset("“”‘’")
_SECTION = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2}){2,3}[\s\u4e00-\u9fff]|[0-9]{1,2}\.[0-9]{1,2}\s")
"""How the number of a section begins a line; 3.5亿元 does not."""

_LABELLED = re.compile(r"[\u4e00-\u9fff]{2,6}[：:]\s*\S.*\u3000")
"""How a line of names and values with room between them begins."""

_LEADER = re.compile(r"\t[0-9ivxIVX]{1,5}$")
"""How a line of a table of contents ends."""

_MARK = re.compile(r"(?:[•●■◆○□➢–\-·*\uf06c\uf0b7]|[（(]?[a-zA-Z][)）]|[①-⑳])\s*(?=\S)")
"""The sign or letter that begins a member of a list."""

_ENDS = frozenset("。！？.!?")
_STOPS = frozenset("。！？；：…!?;:")


@dataclass(frozen=True, slots=True)
class Edges:
    """Left and right edge of the text on a page or in a column of it."""

    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one paragraph; ``doubtful`` when where it ends is a guess."""

    lines: tuple[PrintedLine, ...]
    look: LookHints
    doubtful: bool = False

    @property
    def text(self) -> str:
        """The words of the paragraph."""
        text = self.lines[0].text
        for line in self.lines[1:]:
            text += glue(text, line.text) + line.text
        return text

    @property
    def marks(self) -> tuple[NoteMark, ...]:
        """The marks of notes in it."""
        return tuple(mark._replace(offset=mark.offset + at) for at, line in self._placed() for mark in line.marks)

    @property
    def pictures(self) -> tuple[PlacedPicture, ...]:
        """The pictures in it or at it."""
        return tuple(self._moved(each, at, line) for at, line in self._placed() for each in line.pictures)

    def _moved(self, each: PlacedPicture, at: int, line: PrintedLine) -> PlacedPicture:
        """A picture of a line as one of the paragraph, whose first line may be on an earlier page.

        One beside it goes to its top, where the program's own pages, which set no words around pictures, hide none.
        """
        first = self.lines[0]
        if each.way == BESIDE:
            return each._replace(offset=0)
        above = line.baseline - first.baseline if line.page == first.page else _PITCH * self.lines.index(line)
        return each._replace(offset=at + each.offset, drop=each.drop + above)

    @property
    def in_columns(self) -> bool:
        """Whether it is a line with room between its words, as rows of tables have."""
        return len(self.lines) == 1 and _COLUMNS in self.lines[0].text

    @property
    def emphasis(self) -> tuple[Emphasis, ...]:
        """Its bold words, unless all of it is bold."""
        bold = [ink.bold for line in self.lines for ink in line.inks]
        if all(bold) or not any(bold):
            return ()
        return tuple(one for at, line in self._placed() for one in _bold_in(line, at))

    def _placed(self) -> Iterator[tuple[int, PrintedLine]]:
        """(offset in the text, line)."""
        at, before = 0, ""
        for line in self.lines:
            at += len(glue(before, line.text))
            yield at, line
            at, before = at + len(line.text), line.text


def _bold_in(line: PrintedLine, at: int) -> Iterator[Emphasis]:
    """The bold words of a line that begins at the offset ``at``."""
    for is_bold, run in groupby(line.inks, attrgetter("bold")):
        end = at + len(list(run))
        if is_bold:
            yield Emphasis(at, end, (BOLD,))
        at = end


_COLUMNS = "\u3000" * 3
"""The distance of columns, as a line has it: each row is a paragraph."""


def glue(before: str, after: str) -> str:
    """What stands between two lines of a paragraph: a space between Latin words only."""
    is_latin = before[-1:].isascii() and after[:1].isascii()
    return " " if is_latin and before[-1:].isalnum() and after[:1].isalnum() and not before[-1:].isdigit() else ""


def blocks_of(lines: Sequence[PrintedLine], widths: Sequence[float], apart: Collection[int] = ()) -> tuple[Block, ...]:
    """The paragraphs of lines in reading order on pages of these ``widths``; something stands before those with the
    numbers ``apart``."""
    if not lines:
        return ()
    layout = _Layout(lines, widths)
    groups: list[list[PrintedLine]] = [[lines[0]]]
    for number, line in enumerate(lines[1:], 1):
        if number not in apart and layout.goes_on(groups[-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return tuple(Block(tuple(group), layout.look(group), layout.is_doubtful(group)) for group in groups)


def cell_blocks(lines: Sequence[PrintedLine], left: float, right: float) -> tuple[Block, ...]:
    """The paragraphs of a cell between these edges: a line goes on unless the line above had room for its first word."""
    groups: list[list[PrintedLine]] = []
    for line in lines:
        if groups and is_cell_full(groups[-1][-1], right - left, line):
            groups[-1].append(line)
        else:
            groups.append([line])
    alignment = _cell_alignment(lines, left, right)
    return tuple(Block(tuple(group), _look(group, alignment)) for group in groups)


def is_cell_full(line: PrintedLine, width: float, following: PrintedLine) -> bool:
    """Whether a line of a cell had no room for the first word of the next beside the usual margins of a cell."""
    room = width - (line.right - line.left) - _CELL_MARGINS
    return room < first_word(following) + _SLACK * line.size


def _cell_alignment(lines: Sequence[PrintedLine], left: float, right: float) -> str:
    if not lines:
        return ""
    rooms = [(line.left - left, right - line.right) for line in lines]
    if all(abs(a - b) < lines[0].size and a > lines[0].size / 2 for a, b in rooms):
        return "center"
    return "right" if all(a > 2 * b + lines[0].size for a, b in rooms) else ""


def first_word(line: PrintedLine) -> float:
    """The width that a line needs before it can be broken: opening marks, a sign or Latin word, closing marks.

    Some programs break neither before nor behind a quotation mark (class QU of UAX 14).
    """
    text, last = line.text, len(line.text) - 1
    end = _while(text, 0, _OPENERS.__contains__)
    end = _while(text, end, _is_latin) - 1 if _is_latin(text[min(end, last)]) else end
    end = _while(text, end + 1, _CLOSERS.__contains__) - 1
    while _QUOTES.intersection(text[max(end, 0) : end + 2]) and end < last:
        end = _while(text, end + 2 + (text[end + 1] in _QUOTES), _CLOSERS.__contains__) - 1
    return line.rights[min(end, last)] - line.left


def _while(text: str, start: int, holds: Callable[[str], bool]) -> int:
    """The first place from ``start`` whose sign does not hold."""
    while start < len(text) and holds(text[start]):
        start += 1
    return start


def is_closer(sign: str) -> bool:
    """Whether a sign may hang over the end of a line."""
    return sign[:1] in _CLOSERS


def _is_latin(sign: str) -> bool:
    return sign.isascii() and not sign.isspace()


class _Layout:
    """How the document is set: the common size, the edges of each page and column, the pitch of its lines."""

    def __init__(self, lines: Sequence[PrintedLine], widths: Sequence[float]) -> None:
        self.size, self._widths = body_size(lines), widths
        body = [line for line in lines if abs(line.size - self.size) < 0.1 * self.size] or list(lines)
        wide = [line for line in body if line.room == WHOLE and not _LEADER.search(line.text)] or body
        self._margins = _own_margins(wide, self.size)
        self._common = {key: _edges(group, self.size, *key[:2]) for key, group in _by(wide, self._kind).items()}
        self._edges = self._of_pages(wide)
        self._pitch = _pitch(body)
        self._hangs = self._count_hanging(body)
        self._is_indented = self._count_indented(body)
        self._tight = 0.0 if self._is_indented else self._count_tight(wide)

    def _kind(self, line: PrintedLine) -> tuple[int, int, tuple[int, int]]:
        """The column of a line, the width of its page and its own margins; lines of one kind have the same edges."""
        return line.column, round(self._widths[line.page]), self._margins.get(line.page, (0, 0))

    def _of_pages(self, body: Sequence[PrintedLine]) -> dict[tuple[int, int], Edges]:
        """The common edges moved to where the lines of a page begin."""
        found = {}
        for (page, column), group in _by(body, lambda each: (each.page, each.column)).items():
            common = self._common[self._kind(group[0])]
            starts = Counter(round(line.left) for line in group if abs(line.left - common.left) < _INDENT * self.size)
            place = starts.most_common(1)[0][0] if starts else common.left
            shift = place - common.left if starts and abs(place - common.left) > 1.5 else 0.0
            found[page, column] = Edges(common.left + shift, common.right + shift)
        return found

    def edges(self, line: PrintedLine) -> Edges:
        """The edges of the text where a line stands."""
        known = self._edges.get((line.page, line.column))
        found = known or self._common.get(self._kind(line)) or next(iter(self._common.values()))
        if line.room == WHOLE:
            return found
        return Edges(max(found.left, line.room[0]), min(found.right, line.room[1]))

    def _count_indented(self, body: Sequence[PrintedLine]) -> bool:
        """Whether paragraphs begin with an indented line, as most do."""
        steps = [line.left - self.edges(line).left for line in body]
        if self._hangs:
            return False
        return sum(_INDENT * self.size < step < 4 * self.size for step in steps) >= max(1, 0.1 * len(steps))

    def _count_tight(self, body: Sequence[PrintedLine]) -> float:
        """The distance of lines inside of paragraphs where room parts these; 0 where that is not to be seen."""
        gaps = Counter(
            round(following.baseline - line.baseline)
            for line, following in pairwise(body)
            if line.page == following.page and line.column == following.column and self._is_full(line, following)
        )
        tight = min((gap for gap, count in gaps.items() if gap > 0 and count >= _FEWEST_FULL), default=0)
        return tight if 2 * gaps[tight] > gaps.total() else 0.0

    def _count_hanging(self, body: Sequence[PrintedLine]) -> bool:
        """Whether the lines of a list go on further to the right than they begin, more of them than go on at the edge."""
        hanging = outer = 0
        for line, following in pairwise(body):
            before, after = self._step(line), self._step(following)
            is_begun = _INDENT * line.size < after - before < _DEEPEST * line.size and _is_listed(line)
            hanging += is_begun and not _is_listed(following) and self._is_full(line, following)
            outer += before - after > _INDENT * line.size and not _is_listed(following)
        return hanging > max(outer, 1)

    def is_centred(self, line: PrintedLine) -> bool:
        """Whether a line stands in the middle, away from both edges."""
        edges = self.edges(line)
        before, after = line.left - edges.left, edges.right - line.right
        is_indented = self._is_indented and abs(before - 2 * self.size) < _NEAR * self.size
        wide = abs(before - after) < 1.2 * line.size and min(before, after) > 1.2 * line.size
        return wide and not (is_indented and abs(before - after) > 2)

    def alignment(self, line: PrintedLine) -> str:
        """center, right or empty."""
        edges = self.edges(line)
        if self.is_centred(line):
            return "center"
        return (
            "right" if line.left > (edges.left + edges.right) / 2 and edges.right - line.right < 6 * line.size else ""
        )

    def goes_on(self, group: Sequence[PrintedLine], line: PrintedLine) -> bool:
        """Whether a line belongs to the paragraph of the lines before it."""
        last = group[-1]
        if self._is_unlike(last, line):
            return False
        if self.is_centred(line) and (self.is_centred(last) or last.size > _TITLE_SIZE * self.size):
            return self._is_title_pair(last, line)
        if self._is_apart(last, line):
            return False
        return self._is_full(last, line) and self._is_at_edge(group, line)

    def _is_unlike(self, last: PrintedLine, line: PrintedLine) -> bool:
        """Whether two lines cannot be of one paragraph: of columns, contents, other sizes, or each at the right by itself."""
        if _LEADER.search(last.text) or _COLUMNS in last.text + " " + line.text:
            return True
        if self.alignment(last) == "right" and abs(self._step(line) - self._step(last)) > _NEAR * line.size:
            return True
        if self.alignment(line) == "right" and is_date_line(line.text):
            return True
        is_other_size = abs(line.size - last.size) > _SAME_SIZE * last.size
        return is_other_size and abs(line.inks[0].size - last.inks[-1].size) > _SAME_SIZE * last.size

    def _is_title_pair(self, last: PrintedLine, line: PrintedLine) -> bool:
        is_large = line.size > _TITLE_SIZE * self.size and not (is_date_line(last.text) or is_date_line(line.text))
        near = line.page == last.page and line.baseline - last.baseline < 2.2 * line.size
        return is_large and near and last.inks[-1].font == line.inks[0].font and last.text[-1] not in _STOPS

    def _is_apart(self, last: PrintedLine, line: PrintedLine) -> bool:
        """Whether there is more room between two lines than between lines of a paragraph."""
        together = line.page == last.page and line.column == last.column
        gap = line.baseline - last.baseline - line.drop
        if self._tight and together and abs(line.size - last.size) < _SAME_SIZE * last.size:
            return gap > (_SPACED if last.text[-1] in _STOPS else _WIDE) * self._tight
        return together and gap > max(_LOOSE * self._pitch, 2.2 * line.size)

    def _is_full(self, last: PrintedLine, line: PrintedLine) -> bool:
        """Whether the line above had no room for the first word of the next."""
        return self.edges(last).right - last.right < first_word(line) + _SLACK * line.size

    def _step(self, line: PrintedLine) -> float:
        return line.left - self.edges(line).left

    def _is_at_edge(self, group: Sequence[PrintedLine], line: PrintedLine) -> bool:
        """Whether a line begins where one of the paragraph would: at the edge of its lines but the first."""
        here, size = self._step(line), line.size
        if len(group) > 1:
            return abs(here - self._step(group[-1])) < _NEAR * size and not self._is_new(group[-1], line)
        first = self._step(group[0])
        if here < first - _INDENT * size:
            return here > -_NEAR * size and not self._is_new(group[-1], line)
        if abs(here - first) < _NEAR * size:
            return self._is_block(group[0], first, line)
        return self._is_hung(group[0], line) and not self._opens(group[-1], line)

    def _is_hung(self, first: PrintedLine, line: PrintedLine) -> bool:
        """Whether a line stands where those of a list go on, behind the number or where the others of the document do."""
        here, size = self._step(line), line.size
        if self._hangs and _is_listed(first) and here - self._step(first) < _DEEPEST * size:
            return True
        return abs(here + self.edges(first).left - self._hang(first)) < _NEAR * size

    def _is_block(self, line: PrintedLine, step: float, following: PrintedLine) -> bool:
        """Whether lines below each other may be of one paragraph: at the edge of the page, or set in as a whole."""
        if step < _NEAR * line.size:
            return not self._is_new(line, following)
        return not (self._is_indented and step < 3 * line.size) and not self._opens(line, following)

    def _is_new(self, line: PrintedLine, following: PrintedLine) -> bool:
        """Whether a line below another begins a paragraph although it stands at the same edge.

        Where paragraphs begin with an indented line, one at the edge of the page does so only as a part of the document.
        """
        if not (self._is_indented and self._step(following) < _NEAR * following.size):
            return self._opens(line, following)
        return line.text[-1] in _ENDS and _is_part(line, following)

    def _opens(self, line: PrintedLine, following: PrintedLine) -> bool:
        """Whether a line opens a paragraph by its number or its print, behind one that ends a sentence."""
        ordinal = find_ordinal(following.text)
        is_numbered = (ordinal is not None and ordinal.level > 0) or _MARK.match(following.text) is not None
        return line.text[-1] in _STOPS and (is_numbered or _ink(line, -1) != _ink(following, 1))

    def _hang(self, line: PrintedLine) -> float:
        """Where the text behind the number or sign of a list begins; the line's left edge where there is none."""
        ordinal = find_ordinal(line.text)
        if ordinal is not None:
            rest = len(line.text) - len(line.text[ordinal.end :].lstrip())
            return line.lefts[min(rest, len(line.lefts) - 1)]
        mark = _MARK.match(line.text)
        return line.lefts[mark.end()] if mark else line.left

    def look(self, group: Sequence[PrintedLine]) -> LookHints:
        """What the print of a paragraph says."""
        is_title = group[0].size > _TITLE_SIZE * self.size and self.is_centred(group[-1])
        if is_title or len(group) == 1 or self.is_centred(group[0]):
            return _look(group, "center" if is_title else self.alignment(group[0]))
        return _look(group, "")

    def is_doubtful(self, group: Sequence[PrintedLine]) -> bool:
        """Whether a paragraph ends in the middle of a sentence although its last line is full."""
        last = group[-1]
        is_full = self.edges(last).right - last.right < 1.6 * last.size
        is_said = last.text[-1] in _STOPS or _LEADER.search(last.text) is not None
        return is_full and not is_said and not self.is_centred(last) and len(last.text) > 8


def _is_part(line: PrintedLine, following: PrintedLine) -> bool:
    """Whether a line has the number of a part, or a number and another print than the line above."""
    ordinal = find_ordinal(following.text)
    if ordinal is None or not ordinal.level:
        return _SECTION.match(following.text) is not None or _LABELLED.match(following.text) is not None
    is_number = ordinal.level == 1 or _SECTION.match(following.text) is not None
    return is_number or _ink(line, -1) != _ink(following, 1)


def _is_listed(line: PrintedLine) -> bool:
    """Whether a line begins with a number or the sign of a list."""
    return _MARK.match(line.text) is not None or find_ordinal(line.text) is not None


def _ink(line: PrintedLine, step: int) -> tuple[str, bool]:
    """Font and weight of the first sign that is neither Latin nor blank, from the front or the back."""
    signs = zip(line.text[::step], line.inks[::step], strict=True)
    ink = next((ink for sign, ink in signs if not sign.isascii() and not sign.isspace()), line.inks[0])
    return ink.font, ink.bold


def _by(lines: Iterable[PrintedLine], key: Callable[[PrintedLine], K]) -> Mapping[K, list[PrintedLine]]:
    found: defaultdict[K, list[PrintedLine]] = defaultdict(list)
    for line in lines:
        found[key(line)].append(line)
    return found


def body_size(lines: Iterable[PrintedLine]) -> float:
    """The size of most characters."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] or 1.0


def _own_margins(lines: Sequence[PrintedLine], size: float) -> Mapping[int, tuple[int, int]]:
    """The pages whose text stands elsewhere than that of most pages, with their edges; a page set in as a whole does not."""
    pages = _by(lines, attrgetter("page"))
    spans = {page: _span(group, size) for page, group in pages.items()}
    usual = Edges(_usual_left(pages, size), median_low(spans[line.page].right for line in lines))
    found = {}
    for page, span in spans.items():
        is_other = abs(span.left - usual.left) > _INDENT * size or abs(span.right - usual.right) > size
        if span.left < usual.left - _INDENT * size or (is_other and _is_proved(pages[page], span, size)):
            found[page] = round(span.left / size), round(span.right / size)
    return found


def _usual_left(pages: Mapping[int, Sequence[PrintedLine]], size: float) -> float:
    """The leftmost place where lines begin on pages that hold half of all lines."""
    held: defaultdict[int, set[int]] = defaultdict(set)
    for page, group in pages.items():
        for left in {round(line.left) for line in group}:
            held[left].add(page)
    room, half = round(_NEAR * size), sum(map(len, pages.values())) / 2
    for left in sorted(held):
        near = set().union(*(held.get(place, ()) for place in range(left - room, left + room + 1)))
        if sum(len(pages[page]) for page in near) >= half:
            return left
    return min(held)


def _is_proved(lines: Sequence[PrintedLine], span: Edges, size: float) -> bool:
    """Whether full lines of a page go on at its left edge."""
    return sum(abs(end - span.right) < size for end in _carried(lines, span.left, size)) > 1


def _span(lines: Sequence[PrintedLine], size: float) -> Edges:
    """From where to where most lines of a page reach."""
    least = min(max(2, len(lines) // 10), len(lines))
    lefts, rights = sorted(line.left for line in lines), sorted(-_inked_right(line) for line in lines)
    return Edges(_first_held(lefts, _NEAR * size, least), -_first_held(rights, size, least))


def _edges(lines: Sequence[PrintedLine], size: float, column: int, width: float) -> Edges:
    """The leftmost place where some lines begin, and the rightmost where some end.

    Where hardly a line is full, the rightmost ends are an accident: the right margin is then as wide as the left one.
    """
    lefts = sorted(line.left for line in lines)
    rights = sorted(-_inked_right(line) for line in _text_of(lines, width * (1 + column)))
    least = max(2, round(_SUPPORT * len(lines))) if len(lines) >= _FEW else 1
    left = _first_held(lefts, _NEAR * size, least)
    proved = _proved_right(lines, left, size)
    if proved:
        return Edges(left, proved)
    found = Edges(left, max([-_first_held(rights, size, least), *_carried(lines, left, size)]))
    if column or _is_edge(lines, found, width, size):
        return found
    is_even = lefts[-1] - left < _NEAR * size  # all of them may be first lines, which are set in by two signs
    return Edges(left, max(-rights[0], width - left + (2 * size if is_even else 0)))


def _proved_right(lines: Sequence[PrintedLine], left: float, size: float) -> float:
    """The right edge by several indented lines that go on, unless many lines end beyond it; 0 where they do not show it."""
    carried = _carried(lines, left, size)
    if len(carried) < _FEWEST_FULL:
        return 0.0
    usual = median_low(carried)
    beyond = sum(_inked_right(line) > usual + size for line in lines)
    return max(end for end in carried if end <= usual + size) if beyond <= _FEW_BEYOND * len(lines) else 0.0


def _is_edge(lines: Sequence[PrintedLine], found: Edges, width: float, size: float) -> bool:
    """Whether lines end at a place because they are full: an indented one that goes on, one up to the margin, or many."""
    if sum(_inked_right(line) > found.right + size for line in _text_of(lines, width)) > _SUPPORT * len(lines):
        return False
    margin, ends = width - found.left, [_inked_right(line) - found.right for line in lines]
    carried = _carried(lines, found.left, size)
    if max(carried, default=0.0) > found.right - _SLACK * size or any(
        map(partial(_is_at_margin, margin), lines, lines[1:])
    ):
        return True
    if found.right > margin - _UNEVEN * size:
        return _are_many(ends, _FULL_SHARE, size) or _is_ragged(lines, found.right, size)
    return _are_many(ends, _HALF, size)


def _text_of(lines: Sequence[PrintedLine], width: float) -> Sequence[PrintedLine]:
    """The lines that begin where lines of a text do, in the left half of this width; all where none does."""
    return [line for line in lines if line.left < width / 2] or lines


def _are_many(ends: Sequence[float], share: float, size: float) -> bool:
    """Whether that share of lines ends at the same place."""
    return sum(abs(end) < _SLACK * size for end in ends) >= max(_FEWEST_FULL, share * len(ends))


def _is_at_margin(margin: float, line: PrintedLine, following: PrintedLine) -> bool:
    """Whether a line ends at a margin, or in the middle of a sentence where the next word had no room before it."""
    room = margin - line.right
    return abs(room) < _EXACT or (0 < room < first_word(following) and line.text[-1] not in _STOPS)


def _is_ragged(lines: Sequence[PrintedLine], right: float, size: float) -> bool:
    """Whether Latin lines end before a place because the next word had no room."""
    latin = sum(sign.isascii() and sign.isalpha() for line in lines for sign in line.text)
    if latin < _HALF * sum(len(line.text) for line in lines):
        return False
    full = sum(right - line.right < first_word(following) + _SLACK * size for line, following in pairwise(lines))
    return full >= max(_FEWEST_FULL, _HALF * len(lines))


def _carried(lines: Sequence[PrintedLine], left: float, size: float) -> list[float]:
    """Where indented lines end that go on at the left edge."""
    return [
        _inked_right(line)
        for line, following in pairwise(lines)
        if _INDENT * size < line.left - left < _DEEPEST * size
        and abs(following.left - left) < _NEAR * size
        and not _is_listed(following)
    ]


def _inked_right(line: PrintedLine) -> float:
    """Where a line ends, but for marks, which may hang beyond the edge."""
    end = len(line.text.rstrip("".join(_CLOSERS))) or len(line.text)
    return line.rights[end - 1]


def _first_held(places: Sequence[float], room: float, least: int) -> float:
    """The first of ascending places that has ``least`` of them within ``room``."""
    held = (at for number, at in enumerate(places) if bisect_left(places, at + room) - number >= least)
    return next(held, places[0])


def _pitch(lines: Sequence[PrintedLine]) -> float:
    """The usual distance of lines."""
    gaps = [b.baseline - a.baseline for a, b in pairwise(lines) if a.page == b.page and a.column == b.column]
    down = [gap for gap in gaps if gap > 0]
    return median(down) if down else 0.0


def _look(group: Sequence[PrintedLine], alignment: str) -> LookHints:
    first = group[0].inks[0]
    return LookHints(alignment=alignment, size=round(group[0].size * 2) / 2, bold=first.bold, lead=_lead(group))


def _lead(group: Sequence[PrintedLine]) -> int:
    """How many characters at the beginning are printed unlike the end; of Latin letters and digits nothing is said."""
    signs = [(sign, (ink.font, ink.bold)) for line in group for sign, ink in zip(line.text, line.inks, strict=True)]
    told = [(place, ink) for place, (sign, ink) in enumerate(signs) if not sign.isascii() and not sign.isspace()]
    if not told or told[0][1] == told[-1][1]:
        return 0
    return next(place for place, ink in told if ink != told[0][1])
