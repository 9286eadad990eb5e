"""Masks: values that were starred out, crossed out or left blank in last year's report."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from core.facts.mask_kinds import judge, speaks_for_value
from core.facts.slots import Slot
from core.facts.words import FactWords
from core.model.fact import FactKind, MaskKind
from core.model.text import DIGIT_RANGE, HAN_RANGE, MASK_SIGNS

LONGEST = 12

RUN = re.compile(
    r"[*＊]+(?:[.．][*＊]+)+|[xXｘＸ×]+(?:[.．][xXｘＸ×]+)+|□+(?:[.．]□+)+|[_＿]+(?:[.．][_＿]+)+|[〇○◯]+(?:[.．][〇○◯]+)+"
    rf"|[{MASK_SIGNS}]+"
    r"|【[ 　_＿]*】|〔[ 　]*〕|（[ 　]*）|\([ 　]+\)|\[[ 　]{2,}\]"
)
FAMILIES = re.compile(
    r"[*＊]+(?:[.．][*＊]+)*|[xｘ]+(?:[.．][xｘ]+)*|[XＸ]+(?:[.．][XＸ]+)*|×+(?:[.．]×+)*|_+(?:[.．]_+)*|＿+(?:[.．]＿+)*"
    r"|[〇○◯]+(?:[.．][〇○◯]+)*|□+(?:[.．]□+)*|[【〔（(\[].*"
)

STARS = frozenset("*＊")
CROSSES = frozenset("xXｘＸ×")
RULE = re.compile(r"(?!\s*＿{2,4}\s*$)[*＊_＿□\s　\-—=]*")
LATIN = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ]")
OPERATOR_LEFT = re.compile(r"[+＋=＝][ 　]?$|[A-WYZa-wyz][-–·.]$|[A-WYZa-wyz] $")
OPERATOR_RIGHT = re.compile(r"[ 　]?[+＋=＝]|[-–·.]?[A-WYZa-wyz]")
DIGIT = re.compile(rf"[{DIGIT_RANGE}]")
HAN_NUMERAL = frozenset("一二三四五六七八九十零百千")
ROUND = re.compile(r"0+(?![0-9.．])")  # no factor of a product is written 00
COUNTS = re.compile(r"[.．]\d|[ 　]?[年月日号]|[ 　]?[余多]?[十百千万亿]")


@dataclass(frozen=True, slots=True)
class SignRun:
    """A run of signs that may be a mask: what stands beside it decides."""

    match: re.Match[str]
    words: FactWords

    @property
    def is_mask(self) -> bool:
        """Whether it hides a value or leaves one open."""
        first = self.signs[0]
        if first in CROSSES:
            return self._is_cross_mask()
        if first in STARS:
            return self._is_star_mask()
        if first in "_＿":
            return self._is_line_mask()
        if first in "〇○◯":
            return self._is_zero_mask()
        if first == "□":
            return not self._is_single or self._speaks_for_value
        return not self._follows(LATIN)  # empty brackets, but not those of a function: f()

    @property
    def signs(self) -> str:
        """As written."""
        return self.match.group()

    @property
    def _is_single(self) -> bool:
        return len(self.signs) == 1

    @property
    def _speaks_for_value(self) -> bool:
        return speaks_for_value(self.match, self.words.measures)

    def _follows(self, sign: re.Pattern[str]) -> bool:
        place = self.match.start() - 1
        return place >= 0 and sign.match(self.match.string, place) is not None

    def _precedes(self, what: re.Pattern[str]) -> bool:
        return what.match(self.match.string, self.match.end()) is not None

    def _is_line_mask(self) -> bool:
        if self._follows(LATIN) or self._precedes(LATIN):
            return False
        dated = self._follows(DIGIT) and self._precedes(COUNTS)
        return self.signs != "_" or dated or self._speaks_for_value

    def _is_zero_mask(self) -> bool:
        """A ring is a numeral inside a Han number; alone it masks only what plainly is a value."""
        text, (start, end) = self.match.string, self.match.span()
        if {text[start - 1 : start], text[end : end + 1]} & HAN_NUMERAL:
            return False
        return not self._is_single or self._speaks_for_value

    def _is_star_mask(self) -> bool:
        if self._follows(LATIN) and self._precedes(LATIN):
            return False
        if self._is_single and (self._precedes(DIGIT) or self._follows(DIGIT)) and not self._hides_digit():
            return False
        text, (start, end) = self.match.string, self.match.span()
        bullet = not text[:start].strip() and text[end : end + 1] in ("", " ", "　", "\t")
        return not bullet

    def _is_cross_mask(self) -> bool:
        if len(self.signs) > LONGEST or self._follows(LATIN) or self._precedes(LATIN):
            return False
        left = self.match.string[max(0, self.match.start() - 4) : self.match.start()]
        if OPERATOR_LEFT.search(left) or self._precedes(OPERATOR_RIGHT):
            return False
        return not self._is_single or self._is_single_cross_mask(left)

    def _is_single_cross_mask(self, left: str) -> bool:
        """One x beside digits is a product (3x) or a model (X5) unless a measure word says it hides a digit."""
        is_science = self._precedes(self.words.science) and not left.endswith("第")
        is_factor = self.words.factor_left.search(left) is not None and self._precedes(self.words.factor_right)
        if is_science or (self.signs == "×" and is_factor):
            return False
        beside = self._follows(DIGIT) or self._precedes(DIGIT)
        return not beside or self._hides_digit()

    def _hides_digit(self) -> bool:
        """One cross or star beside digits: a number with a digit hidden (8*00余份, 9*.2分), not a product (12*365)."""
        if self._precedes(DIGIT):
            return self._follows(DIGIT) and self._precedes(ROUND)
        return self._speaks_for_value or self._precedes(COUNTS)


def masks(text: str, words: FactWords, loose: bool = True) -> Iterator[Slot]:
    """The masks of a text in order. ``loose``: stars may be Markdown emphasis, see ``emphasis``."""
    runs = [run for run in RUN.finditer(text) if FAMILIES.fullmatch(run.group())]
    if not runs or RULE.fullmatch(text):
        return
    stress = emphasised(
        text,
        [run for run in runs if run.group()[0] in "*＊_"],
        partial(speaks_for_value, measures=words.measures),
        loose,
    )
    slots: list[Slot] = []
    for run in runs:
        if run.start() not in stress and SignRun(run, words).is_mask:
            subkind, unit, reach = judge(text, run.start(), run.end(), words)
            slots.append(Slot(FactKind.MASK, subkind, run.start(), run.end(), unit, reach))
    yield from alike(text, slots)


def has_starred_values(text: str, words: FactWords) -> bool:
    """Whether a star run stands where only a value can stand (before 区, 名, 月 … or after 第)."""
    return any(speaks_for_value(run, words.measures) for run in RUN.finditer(text) if run.group()[0] in STARS)


STRESS = frozenset(("**", "***", "__", "*", "＊＊"))
LONGEST_STRESS = 80

OPENS = re.compile(r"(?:^|[。；：:！？\n>•\-])[ 　]*$")
CLOSES = re.compile(r"[ 　]*(?:$|[。，；：:、！？\n])")
ORDINAL = re.compile(
    r"[一二三四五六七八九十]+[是、]|第[一二三四五六七八九十]+[，,、]|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、]"
)
STOP = re.compile(r"[。：:！？]$")


WORDED = re.compile(r"\w")
UNFINISHED = frozenset("，、；的与和及")


def emphasised(
    text: str, runs: Sequence[re.Match[str]], is_value: Callable[[re.Match[str]], bool], loose: bool
) -> frozenset[int]:
    """Starts of the runs that open or close an emphasis.

    ``is_value`` tells whether a run's surroundings already say that it stands for a value (before 区, 名, 月 …).
    A pair with the outer shape of an emphasis (first in its sentence, or an ordinal inside) always counts; any other
    pair counts only when ``loose``: nothing in the whole document speaks for starred masks.
    """
    marks: set[int] = set()
    index = 0
    while index + 1 < len(runs):
        first, second = runs[index], runs[index + 1]
        if (
            _pairs(text, first, second)
            and not (is_value(first) or is_value(second))
            and (loose or _is_plain_emphasis(text, first, second))
        ):
            marks.update((first.start(), second.start()))
            index += 1
        index += 1
    return frozenset(marks)


def _pairs(text: str, first: re.Match[str], second: re.Match[str]) -> bool:
    inside = text[first.end() : second.start()]
    return (
        first.group() == second.group()
        and first.group() in STRESS
        and 0 < len(inside) <= LONGEST_STRESS
        and WORDED.search(inside) is not None
        and inside == inside.strip()
        and inside[-1] not in UNFINISHED
    )


def _is_plain_emphasis(text: str, first: re.Match[str], second: re.Match[str]) -> bool:
    inside = text[first.end() : second.start()]
    opens = OPENS.search(text[max(0, first.start() - 4) : first.start()]) is not None
    closes = CLOSES.match(text, second.end()) is not None or STOP.search(inside) is not None
    return opens and (closes or ORDINAL.match(inside) is not None)


LINK = re.compile(r"(?:[（(][^（）()]{1,8}[）)])?[、和与及 　]{1,2}")
SHARED_WORD = re.compile(rf"(?P<word>[{HAN_RANGE}]{{1,2}})[、和与及]")


def alike(text: str, slots: Sequence[Slot]) -> list[Slot]:
    """The slots; a mask that nothing but its default calls a name takes the kind of the member beside it."""
    told = list(slots)
    for index in range(1, len(told)):
        told[index] = _like(text, told[index], told[index - 1], told[index - 1], told[index])
    for index in range(len(told) - 2, -1, -1):
        told[index] = _like(text, told[index], told[index + 1], told[index], told[index + 1])
    return told


def _like(text: str, slot: Slot, known: Slot, first: Slot, second: Slot) -> Slot:
    if slot.subkind != MaskKind.NAME:
        return slot
    if known.subkind == MaskKind.PERSON:
        same = _can_be_person(slot) and LINK.fullmatch(text, first.end, second.start) is not None
    else:
        same = known.subkind == MaskKind.ORDINAL and _share_a_word(text, first, second)
    return replace(slot, subkind=known.subkind, reach=slot.end) if same else slot


def _can_be_person(slot: Slot) -> bool:
    return slot.end - slot.start > 1 and slot.reach <= slot.end


def _share_a_word(text: str, first: Slot, second: Slot) -> bool:
    shared = SHARED_WORD.fullmatch(text, first.end, second.start)
    return shared is not None and text.startswith(shared["word"], second.end)
