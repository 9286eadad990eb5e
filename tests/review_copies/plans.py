"""What a reviewer does to a text, planned on the text alone: the truth that a copy is read back against."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.review_copies.tables import TablePlan

PHRASES = (
    "进一步",
    "扎实推进",
    "，全面完成",
    "同比增长12.5%",
    "和",
    "工作任务",
    "重点抓好",
    "按期",
    "（含街道）",
    "3个批次",
)
WORDS = ("抓紧", "落实责任", "统筹", "56", "跟踪问效", "常态化", "按季度", "约", "1.2万")
NUMBER = re.compile(r"\d+")
_GAP = 4


@dataclass(frozen=True, slots=True)
class TextEdit:
    """Characters ``start`` to ``end`` of a paragraph become ``new``."""

    start: int
    end: int
    new: str
    hand: int = 0

    def made(self, text: str) -> str:
        """The paragraph after it."""
        return text[: self.start] + self.new + text[self.end :]


@dataclass(slots=True)
class Plan:
    """Everything done to one copy, by the numbers of the elements."""

    edits: dict[int, list[TextEdit]] = field(default_factory=dict)
    splits: dict[int, int] = field(default_factory=dict)
    joins: set[int] = field(default_factory=set)
    moves: list[tuple[tuple[int, ...], int]] = field(default_factory=list)
    new: dict[int, str] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)
    comments: list[tuple[int, int, int, str]] = field(default_factory=list)
    swapped: set[int] = field(default_factory=set)
    table: "TablePlan | None" = None
    section: tuple[int, int] | None = None

    @property
    def touched(self) -> set[int]:
        """Elements that something structural is done to."""
        moved = {number for own, after in self.moves for number in (*own, after)}
        joined = {number + step for number in self.joins for step in (0, 1)}
        return {*self.splits, *joined, *moved, *self.new, *self.gone, *self.swapped}


def edits_in(rng: random.Random, text: str, first: int, count: int) -> list[TextEdit]:
    """Up to so many edits of a paragraph behind its ordinal, apart from one another."""
    found: list[TextEdit] = []
    for _ in range(count * 3):
        edit = _edit(rng, text, first)
        is_apart = all(edit.end + _GAP <= other.start or other.end + _GAP <= edit.start for other in found)
        if len(found) < count and is_apart and edit.made(text) != text:
            found.append(edit)
    return sorted(found, key=lambda each: each.start)


def _edit(rng: random.Random, text: str, first: int) -> TextEdit:
    hand = rng.randrange(2)
    numbers = [each for each in NUMBER.finditer(text) if each.start() >= first]
    kind = rng.random()
    if numbers and kind < 0.3:
        own = rng.choice(numbers)
        if kind < 0.08 and len(own[0]) > 1:
            return TextEdit(own.start() + 1, own.start() + 2, rng.choice("0123456789"), hand)
        return TextEdit(own.start(), own.end(), str(int(own[0]) + rng.randint(1, 900)), hand)
    start = rng.randint(first, max(len(text) - 2, first))
    end = min(start + rng.randint(2, 7), len(text))
    start, end = _whole_numbers(text, start, end)
    if kind < 0.55:
        return TextEdit(start, end, rng.choice(WORDS), hand)
    if kind < 0.8:
        return TextEdit(start, start, rng.choice(PHRASES), hand)
    return TextEdit(start, end, "", hand)


def _whole_numbers(text: str, start: int, end: int) -> tuple[int, int]:
    """Edges moved out of numbers, which people replace as a whole."""
    for each in NUMBER.finditer(text):
        if each.start() < start < each.end():
            start = each.start()
        if each.start() < end < each.end():
            end = each.end()
    return start, max(start, end)


def plan(rng: random.Random, texts: dict[int, str], firsts: dict[int, int], bodies: Sequence[int]) -> Plan:
    """A plan for the paragraphs ``bodies`` (in document order); ``firsts`` are the lengths of their ordinals."""
    found = Plan()
    free = [number for number in bodies if len(texts[number]) >= 20]
    rng.shuffle(free)
    order = {number: place for place, number in enumerate(bodies)}

    def pick(count: int) -> Iterator[int]:
        taken = 0
        while free and taken < count:
            number = free.pop()
            beside = {bodies[place] for place in range(max(order[number] - 1, 0), min(order[number] + 2, len(bodies)))}
            if not beside & found.touched:
                taken += 1
                yield number

    for number in pick(2):
        found.splits[number] = rng.randint(firsts[number] + 6, len(texts[number]) - 6)
    for number in pick(1):
        if order[number] + 1 < len(bodies) and bodies[order[number] + 1] == number + 1:
            found.joins.add(number)
    for number in pick(2):
        found.gone.add(number)
    for number in pick(2):
        found.new[number] = (
            f"{rng.choice(PHRASES)}新写的一段{rng.randint(100, 999)}，{rng.choice(WORDS)}到位，见{rng.choice(PHRASES)}。"
        )
    for number in pick(1):
        far = [each for each in bodies if abs(order[each] - order[number]) > 4 and each not in found.touched]
        if far:
            found.moves.append(((number,), rng.choice(far)))
    rest = [number for number in bodies if number not in found.touched and len(texts[number]) >= 14]
    for number in rng.sample(rest, min(len(rest), 14)):
        found.edits[number] = edits_in(rng, texts[number], firsts[number], rng.randint(1, 3))
    quiet = [number for number in rest if number not in found.edits]
    for number in rng.sample(quiet, min(len(quiet), 4)):
        start = rng.randint(firsts[number], len(texts[number]) - 4)
        found.comments.append((number, start, min(start + rng.randint(2, 6), len(texts[number])), f"意见{number}"))
    return found
