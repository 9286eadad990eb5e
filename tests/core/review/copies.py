"""Returned copies made at random, with the truth about them: what they were made from is known."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from core.model.review.printed import PrintedParagraph
from core.model.review.returned_copy import (
    NO_REVISION,
    CopyAnchor,
    CopyParagraph,
    CopyPiece,
    CopyPosition,
    ReturnedCopy,
    Revision,
    TextState,
)

_HANDS = (Revision("张处", "2026-07-03T09:12:00Z"), Revision("李科", "2026-07-04T10:00:00Z"))
_PUT_IN = ("进一步", "500万元", "扎实推进", "，全面完成", "同比增长12.5%", "和", "的", "工作任务", "重点")
_UNITS = ["河道", "校舍", "窗口", "车间", "病区", "林场", "站点", "卷宗", "账套", "街巷", "课程", "泵房"]
DEEDS = [
    "排查整治",
    "集中采购",
    "分批改造",
    "逐户走访",
    "按月通报",
    "限时办结",
    "联合检查",
    "登记造册",
    "提档升级",
    "公开评议",
]
_ENDS = ["有序推进", "全部完成", "群众满意度提高", "台账齐全", "问题清零", "责任到人"]


@dataclass(frozen=True, slots=True)
class Habits:
    """How a copy is edited: how often its changes are recorded, and whether its bookmarks are still there."""

    recorded: float = 0.6
    has_anchors: bool = True


def printed_paragraphs(rng: random.Random, count: int) -> list[PrintedParagraph]:
    """Paragraphs of a report, no two alike."""
    return [PrintedParagraph(f"e{number}", _paragraph(rng, number), number) for number in range(1, count + 1)]


def _paragraph(rng: random.Random, number: int) -> str:
    sentences = (
        f"{rng.choice(_UNITS)}{rng.choice(DEEDS)}{rng.randint(2, 9000)}处，{rng.choice(_ENDS)}"
        for _ in range(rng.randint(1, 6))
    )
    return f"（{number}）{'；'.join(sentences)}。"


def edited(rng: random.Random, printed: list[PrintedParagraph], habits: Habits) -> ReturnedCopy:
    """A copy of these paragraphs with words, paragraphs and marks put in and struck out, recorded or not."""
    pen = _Pen(rng, habits)
    for number, paragraph in enumerate(printed):
        pen.write(paragraph, is_last=number == len(printed) - 1)
    return pen.copy()


@dataclass(slots=True)
class _Pen:
    """Writes the stream of one copy."""

    rng: random.Random
    habits: Habits
    done: list[CopyParagraph] = field(default_factory=list)
    line: list[CopyPiece] = field(default_factory=list)
    anchors: list[CopyAnchor] = field(default_factory=list)
    hand: Revision = NO_REVISION

    def write(self, paragraph: PrintedParagraph, is_last: bool) -> None:
        """One printed paragraph with whatever happens to it."""
        self.hand = self.rng.choice(_HANDS) if self.rng.random() < self.habits.recorded else NO_REVISION
        chance = self.rng.random()
        if chance < 0.06:
            self._drop(paragraph.text)
            return
        if chance < 0.12:
            self.line.append(self._piece(_paragraph(self.rng, 90), TextState.INSERTED))
            self._end(TextState.INSERTED)
        start = self._here()
        for piece in self._words(paragraph.text):
            self.line.append(piece)
            if self.rng.random() < 0.04:
                self._end(TextState.INSERTED)
        if self.habits.has_anchors:
            self.anchors.append(CopyAnchor(str(paragraph.number), start, self._here()))
        if is_last or self.rng.random() > 0.06:
            self.done.append(CopyParagraph(tuple(self.line)))
            self.line = []
        elif self.hand is not NO_REVISION:
            self._end(TextState.DELETED)

    def _drop(self, text: str) -> None:
        """A paragraph struck out, or simply not there when nothing is recorded."""
        if self.hand is not NO_REVISION:
            self.line.append(self._piece(text, TextState.DELETED))
            self._end(TextState.DELETED)

    def _words(self, text: str) -> Iterator[CopyPiece]:
        place = 0
        while place < len(text):
            end = min(place + self.rng.randint(5, 60), len(text))
            yield CopyPiece(text[place:end])
            place = end
            chance = self.rng.random()
            if chance < 0.2:
                place = min(end + self.rng.randint(1, 8), len(text))
                if self.hand is not NO_REVISION and place > end:
                    yield self._piece(text[end:place], TextState.DELETED)
            if 0.1 < chance < 0.3:
                yield self._piece(self.rng.choice(_PUT_IN), TextState.INSERTED)

    def _piece(self, text: str, state: TextState) -> CopyPiece:
        return CopyPiece(text, self._state(state), self.hand)

    def _state(self, state: TextState) -> TextState:
        return TextState.KEPT if self.hand is NO_REVISION else state

    def _end(self, state: TextState) -> None:
        self.done.append(CopyParagraph(tuple(self.line), self._state(state), self.hand))
        self.line = []

    def _here(self) -> CopyPosition:
        return CopyPosition(len(self.done), sum(len(piece.text) for piece in self.line))

    def copy(self) -> ReturnedCopy:
        """What was written; words after the last mark get one."""
        if self.line:
            self.done.append(CopyParagraph(tuple(self.line)))
        return ReturnedCopy(tuple(self.done), tuple(self.anchors))
