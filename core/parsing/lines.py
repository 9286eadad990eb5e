"""Lines: the non-blank paragraphs of a source with what can be seen in each alone."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from core.model.raw import LookHints, Origin, RawDocument, RawParagraph
from core.model.text import HAN_RANGE
from core.numbering import Ordinal, find_ordinal, han_to_int, opening_number
from core.parsing.phrases import Phrases

_SPACE = re.compile(r"\s*")
_END = re.compile(r"[。！？!?；;]")
_BARE_NUMBER = re.compile(
    rf"\s*(?P<n>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})(?P<space>\s{{0,2}})(?=[{HAN_RANGE}“])(?![年月日号个名件项次万亿千百元、])"
)
# The name of a yearbook's entry, in brackets before its text or on a line of its own: 【粮食生产】全年…
_ENTRY = re.compile(r"【[^【】。]{2,24}】(?=\s*(?:[^\s【】][^【】]{9}|$))")
_UNMARKED = frozenset(("1", "一"))
_MAY_LACK_MARK = _UNMARKED | {"01"}
_LONGEST_TOPIC = 30
# Paragraphs in which the siblings of a number without a mark are looked for.
_REACH = 40
_TWO_DIGITS = 10
_WINDOW = 200
_SHOWN = 300
_WRITTEN_ON = "＿"
_STOPS = "。！？!?；;"


@dataclass(frozen=True, slots=True)
class Line:
    """One non-blank paragraph.

    ``bare`` is its text without outer white space, ``prefix`` the white space and ordinal that open it, ``rest`` what
    follows them. ``gap`` says whether a blank paragraph stands before it. ``phrases`` are the words by which it is read.
    """

    index: int
    number: int
    text: str
    bare: str
    prefix: str
    rest: str
    ordinal: Ordinal | None
    origin: Origin
    look: LookHints | None
    gap: bool
    phrases: Phrases
    parted: bool = False
    """Whether a table or a page of contents stands right above it, with which a title block ends."""

    leads: bool = False
    """Whether a table stands right below it, of which it may be caption or unit line."""

    @property
    def level(self) -> int:
        """The level of the ordinal's shape, 0 without one."""
        return self.ordinal.level if self.ordinal else 0

    @property
    def shape(self) -> str:
        """The ordinal's way of writing, brackets and stops made alike; empty without one."""
        return self.ordinal.shape.translate(_ALIKE) if self.ordinal else ""

    @property
    def is_point(self) -> bool:
        """Whether the paragraph opens with 一是, 第一， or a dash."""
        return self.ordinal is not None and self.ordinal.level == 0

    @property
    def number_is_first(self) -> bool:
        """Whether the ordinal is a one, which opens a new row of siblings."""
        return self.ordinal is not None and self.ordinal.number == 1

    @property
    def stops(self) -> bool:
        """Whether the paragraph ends as a sentence does."""
        return self.bare.rstrip("”’」』）)")[-1:] in "。！？!?；;…"

    @property
    def is_bold(self) -> bool:
        """Whether all of the paragraph is bold."""
        return self.look is not None and self.look.bold

    @property
    def short(self) -> bool:
        """Whether the paragraph is short enough for a line of the title block or a signature."""
        return len(self.bare) <= 60


_ALIKE = str.maketrans("(﹙〔)﹚〕．.,，１", "（（（）））....1")


def build_lines(raw: RawDocument, phrases: Phrases) -> tuple[Line, ...]:
    """The non-blank paragraphs in order; a number that lost its mark (3工业 between 2、 and 4、) is read as its siblings are,
    and so is 10、 behind 09、."""
    lines = list(_lines(raw, _ordinals(list(map(_words_of, raw.paragraphs))), phrases))
    counted = {each.line for each in raw.paragraphs if each.is_counted}
    for line in lines:
        is_whole = line.number in counted or _is_in_unmarked_row(lines, line)
        number = None if is_whole else _unmarked(line)
        ordinal = _like_siblings(lines, line.index, number) if number else _of_two_digits(lines, line)
        if ordinal:
            start = _after_space(line.text, ordinal.end)
            lines[line.index] = replace(
                line, ordinal=ordinal, prefix=line.text[:start], rest=line.text[start:].rstrip()
            )
    return tuple(lines)


def _words_of(paragraph: RawParagraph) -> str:
    """The text in which an ordinal is looked for: none stands behind a line to write on."""
    text = paragraph.text
    bare = text.lstrip()
    return _WRITTEN_ON * (len(text) - len(bare)) + bare if paragraph.opens_with_line else text


def _of_two_digits(lines: Sequence[Line], line: Line) -> Ordinal | None:
    """The ordinal that goes on a row of numbers with a leading zero: 10、 behind 09、. None where there is no such row."""
    own = line.ordinal
    if own is None or own.number < _TWO_DIGITS or not own.shape.startswith("1"):
        return None
    before = _nearest(_before(lines, line.index), own.number - 1, "")
    if before is None or before.ordinal is None or before.ordinal.shape != f"0{own.shape}":
        return None
    return replace(own, shape=before.ordinal.shape, level=before.ordinal.level)


def _is_in_unmarked_row(lines: Sequence[Line], line: Line) -> bool:
    """Whether a number without a mark goes on a row of such numbers: 三　固本强基 after 二　服务青年, whatever stands between."""
    if line.ordinal is None or line.ordinal.shape not in _MAY_LACK_MARK:
        return False
    last = line.ordinal.number - 1
    return any(
        one.ordinal is not None and (one.ordinal.shape, one.ordinal.number) == (line.ordinal.shape, last)
        for one in _before(lines, line.index)
    )


def _unmarked(line: Line) -> "re.Match[str] | None":
    """A number with no mark at the beginning of a short line without a stop: 3工业, 10 科学."""
    if (line.ordinal and line.ordinal.shape not in _MAY_LACK_MARK) or len(line.bare) > _LONGEST_TOPIC or line.stops:
        return None
    return _BARE_NUMBER.match(line.text)


def _like_siblings(lines: Sequence[Line], index: int, number: re.Match[str]) -> Ordinal | None:
    """The ordinal in the shape of its siblings, when the number is just the one that their row lacks here."""
    text = number["n"]
    value = _value(text)
    before = _nearest(_before(lines, index), value - 1, "")
    if before is None or before.ordinal is None:
        return None
    found = _nearest(lines[index + 1 : index + 1 + _REACH], value + 1, before.shape)
    if text.isdigit() or number["space"]:  # 三农 begins with a figure, too
        found = found or _nearest(_before(lines, before.index), value - 2, before.shape)
    return replace(before.ordinal, start=number.start("n"), end=number.end("n"), number=value) if found else None


def _value(digits: str) -> int:
    return int(digits) if digits.isdigit() else han_to_int(digits) or 0


def _before(lines: Sequence[Line], index: int) -> Sequence[Line]:
    """The lines before one, the nearest first."""
    return lines[max(index - _REACH, 0) : index][::-1]


def _nearest(lines: Sequence[Line], number: int, shape: str) -> Line | None:
    """The first line with that number, in that shape if one is given; none when the row begins anew before it."""
    for line in lines:
        if line.level and line.ordinal and line.ordinal.shape not in _UNMARKED and shape in ("", line.shape):
            if line.ordinal.number == number:
                return line
            if line.shape == shape:
                return None
    return None


def _ordinals(texts: Sequence[str]) -> list[Ordinal | None]:
    """The ordinal that opens each paragraph; a number without words is none, but for a Han one alone in its line.

    A number that may be the first of several counted together (5、6月份) is one where it stands in a row of such
    ordinals: behind the one before it, and not before another of the same number.
    """
    sure = [_with_words(text, find_ordinal(text)) for text in texts]
    doubtful = {
        place: number
        for place, text in enumerate(texts)
        if sure[place] is None and (number := _with_words(text, opening_number(text))) is not None
    }
    following = _next_numbers(sure, doubtful)
    last = _Row()
    for place, one in enumerate(sure):
        number = doubtful.get(place)
        if number is not None and _is_in_row(number, last.number(number), following[place], texts[place]):
            sure[place] = one = number
        last.add(one)
    return sure


class _Row:
    """The last ordinal of every shape, until one of a higher level comes."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[int, str], int] = {}

    def add(self, one: Ordinal | None) -> None:
        """Go past a paragraph."""
        if one is not None and one.level:
            self._numbers = {key: number for key, number in self._numbers.items() if key[0] <= one.level}
            self._numbers[one.level, one.shape] = one.number

    def number(self, one: Ordinal) -> int:
        """The number of the last ordinal of the same shape; 0 without one."""
        return self._numbers.get((one.level, one.shape), 0)


def _next_numbers(sure: Sequence[Ordinal | None], doubtful: Mapping[int, Ordinal]) -> dict[int, int]:
    """For each doubtful number that of the next sure one in its row, 0 without one."""
    row, found = _Row(), dict[int, int]()
    for place in range(len(sure) - 1, -1, -1):
        if place in doubtful:
            found[place] = row.number(doubtful[place])
        row.add(sure[place])
    return found


def _is_in_row(one: Ordinal, last: int, following: int, text: str) -> bool:
    """Whether a number goes on a row. A sentence in the last part is no other part: 三、四线城市回暖。"""
    if one.number == 1:
        return last != 1 and following == 2
    ends_row = one.level == 1 and not following and text.rstrip()[-1:] in _STOPS
    return last == one.number - 1 and following != one.number and not ends_row


def _with_words(text: str, ordinal: Ordinal | None) -> Ordinal | None:
    if ordinal is None or ordinal.level == 0:
        return ordinal
    rest = text[ordinal.end :]
    is_lone = not rest.strip() and "一" in ordinal.shape
    return ordinal if is_lone or any(map(str.isalpha, rest)) else None


def _lines(raw: RawDocument, ordinals: Sequence[Ordinal | None], phrases: Phrases) -> Iterator[Line]:
    index, gap = 0, False
    for paragraph, ordinal in zip(raw.paragraphs, ordinals, strict=True):
        text = paragraph.text
        bare = text.strip()
        if not bare:
            gap = True
            continue
        start = _after_space(text, ordinal.end if ordinal else 0)
        yield Line(
            index, paragraph.line, text, bare, text[:start], text[start:].rstrip(), ordinal,
            paragraph.origin, paragraph.look, gap, phrases,
        )  # fmt: skip
        index, gap = index + 1, False


def _after_space(text: str, position: int) -> int:
    match = _SPACE.match(text, position)
    return match.end() if match else position


def first_end(text: str) -> int:
    """Offset just after the first 。！？； outside quotation marks that close again nearby, or -1.

    Only the first 200 characters are looked at: no heading is as long.
    """
    window = text[:_WINDOW]
    skip = 0
    for match in _END.finditer(window):
        if match.start() < skip:
            continue
        opening = window.rfind("“", 0, match.start())
        if opening > window.rfind("”", 0, match.start()):
            closing = window.find("”", match.end())
            if 0 < closing - opening <= 60:
                skip = closing
                continue
        return match.end()
    return -1


def entry_length(text: str) -> int:
    """How long the name of an entry with its brackets is at the start of a text; 0 where none opens it."""
    entry = _ENTRY.match(text)
    return entry.end() if entry else 0


def after_space(text: str, position: int) -> int:
    """The first offset from ``position`` on that is not white space."""
    return _after_space(text, position)


def head_of(text: str) -> str:
    """The beginning of a text: enough for every pattern, so that a huge paragraph costs nothing."""
    return text[:_SHOWN]


def closed_up(text: str) -> str:
    """Letter-spaced words (``工 作 总 结``) closed up; a space between two phrases stays."""
    words = text.split()
    if len(words) > 2 and sum(len(word) == 1 for word in words) * 2 >= len(words):
        return "".join(words)
    return text


def is_record(line: Line) -> bool:
    """Whether a line tells who was at a meeting, or who drafted or checked a paper: 出席：…, 审核：…"""
    chrome = line.phrases.chrome
    found = chrome.attendance.match(line.bare) or chrome.minutes.match(line.bare)
    return found is not None and line.origin is Origin.BODY and not line.level


def is_web_page(lines: Iterable[Line]) -> bool:
    """Whether lines of a web page (menu, source, print button) stand around the text."""
    return any(line.phrases.chrome.is_page(head_of(line.bare)) and not _tells_of_work(line) for line in lines)


def _tells_of_work(line: Line) -> bool:
    """Whether a line that a web page may have as well is one of minutes: who checked them, when the meeting was."""
    return is_record(line) or line.phrases.chrome.meeting.match(line.bare) is not None
