"""Slots: places of values found in one paragraph, before they get ids, labels and groups."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from core.facts.lexicon import Lexicon
from core.model.fact import FactKind
from core.model.text import CLAUSE_ENDS, SENTENCE_ENDS

WINDOW = 4096  # longer paragraphs are read in pieces, so that no rule ever looks at more than this
CONTEXT = 24  # characters left and right that decide what a value is

PAUSE = re.compile(f"[{SENTENCE_ENDS}，]")
AFTER_DATE = re.compile(
    r"^(?:底|末|初|[上中下]旬)?(?:之前|以前|以来|之后|以后|期间|基础上|前(?!移|进(?:[0-9]|$))|起|后(?![移退](?:[0-9]|$))|内|间)?(?:已|共|，)*"
)
BREAKS = frozenset(CLAUSE_ENDS)

# A short quotation is a name or slogan (“五基三化”), a book title names a document: numbers in them are no figures.
SLOGAN = re.compile(r"“[^“”\n，。；]{1,16}”|‘[^‘’\n，。；]{1,16}’|「[^「」\n，。；]{1,16}」")
DOCUMENT_NAME = re.compile(r"《[^《》\n]{1,120}》")


@dataclass(frozen=True, slots=True)
class Slot:
    """A value at ``start``–``end``; ``reach`` is where its unit ends (equal to ``end`` without one)."""

    kind: FactKind
    subkind: str
    start: int
    end: int
    unit: str = ""
    reach: int = 0

    def moved(self, distance: int) -> "Slot":
        """The same slot further on."""
        if not distance:
            return self
        return replace(self, start=self.start + distance, end=self.end + distance, reach=self.reach + distance)


@dataclass(frozen=True, slots=True)
class SlotPlace:
    """One of the values near one another in a text, with the words by which its label is made.

    ``topic`` is what the heading above names, empty where it names nothing. ``is_planned`` says that the section tells of
    what is planned; None for a document that is a plan as a whole.
    """

    lexicon: Lexicon
    text: str
    slots: Sequence[Slot]
    index: int
    topic: str = ""
    is_planned: bool | None = False
    known: dict[tuple[object, ...], Any] = field(default_factory=dict, compare=False, repr=False)
    """What ``once_a_place`` has worked out for these values."""

    @property
    def slot(self) -> Slot:
        """The value itself."""
        return self.slots[self.index]

    def at(self, index: int) -> "SlotPlace":
        """The place of another of these values."""
        return SlotPlace(self.lexicon, self.text, self.slots, index, self.topic, self.is_planned, self.known)


_More = ParamSpec("_More")
_Told = TypeVar("_Told")


def once_a_place(
    work: Callable[Concatenate[SlotPlace, _More], _Told],
) -> Callable[Concatenate[SlotPlace, _More], _Told]:
    """``work`` remembering what it returned for a place and further hashable arguments: a label asks it many times for the same."""

    @wraps(work)
    def _remembered(here: SlotPlace, /, *more: _More.args, **named: _More.kwargs) -> _Told:
        key = (work, here.text, here.index, *more, *named.items())
        if key not in here.known:
            here.known[key] = work(here, *more, **named)
        found: _Told = here.known[key]
        return found

    return _remembered


@once_a_place
def sentence_start(here: SlotPlace) -> int:
    """Where the sentence of a value begins."""
    return max(here.text.rfind(mark, 0, here.slot.start) for mark in SENTENCE_ENDS) + 1


Scanner = Callable[[str], Iterable[Slot]]


def windows(content: str) -> Iterator[tuple[int, str]]:
    """The content in pieces of at most ``WINDOW`` characters, cut after a pause where there is one."""
    start = 0
    while len(content) - start > WINDOW:
        cut = start + WINDOW
        pauses = [match.end() for match in PAUSE.finditer(content, cut - WINDOW // 2, cut)]
        cut = pauses[-1] if pauses else cut
        yield start, content[start:cut]
        start = cut
    yield start, content[start:]


def scan(content: str, scanners: Iterable[Scanner]) -> Iterator[Slot]:
    """All slots of a paragraph in order, none overlapping; an earlier scanner wins over a later one."""
    ordered = tuple(scanners)
    for offset, piece in windows(content):
        taken = bytearray(len(piece))
        chosen = [slot for scanner in ordered for slot in scanner(piece) if _claim(taken, slot)]
        chosen.sort(key=lambda slot: slot.start)
        yield from (slot.moved(offset) for slot in chosen)


def _claim(taken: bytearray, slot: Slot) -> bool:
    if any(taken[slot.start : slot.end]):
        return False
    taken[slot.start : slot.end] = b"\x01" * (slot.end - slot.start)
    return True


def before(text: str, position: int) -> str:
    """The characters left of a position."""
    return text[max(0, position - CONTEXT) : position]


def after(text: str, position: int) -> str:
    """The characters right of a position."""
    return text[position : position + CONTEXT]


def covered(pattern: re.Pattern[str], text: str) -> bytearray:
    """One byte per character: 1 where the pattern covers it."""
    cover = bytearray(len(text))
    for match in pattern.finditer(text):
        cover[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    return cover


@lru_cache(maxsize=64)  # asked several times for one number
def clause_start(text: str, position: int) -> int:
    """Where the clause before a position begins: marks inside a quotation or closed brackets do not end it, （ around it does."""
    lowest = max(0, position - 2 * CONTEXT)
    closed = 0
    for index in range(position - 1, lowest - 1, -1):
        mark = text[index]
        closed += (mark in "”’》）") - (mark in "“‘《（")
        if mark == "（" and closed < 0:
            return index + 1
        if mark in BREAKS and closed <= 0:
            return index + 1
    return lowest


HALF_WIDTH = re.compile(r"(?<![0-9])[,:](?=.)|[,:](?![0-9])|[;!?()]")
WIDE = str.maketrans(",:;!?()", "，：；！？（）")


def widened(text: str) -> str:
    """The text with fullwidth marks, of the same length: houses that type 增长5%,其中 mean the same marks."""
    return HALF_WIDTH.sub(lambda mark: mark.group().translate(WIDE), text)
