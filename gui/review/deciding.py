"""Decisions about the current item (accept, refuse, reword, settle), and about many items one after another."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from core.model.review.changes import ReviewState
from core.workflows.drafting.session import Session
from core.workflows.messages import words
from core.workflows.review.choosing import handle, refuse_item, take_both, take_side, write_otherwise
from core.workflows.review.deciding import give_reason, settle
from core.workflows.review.listing import short
from core.workflows.review.queue import UNDECIDED, ReviewItem, ReviewQueue, ReviewSide, what_of
from core.workflows.review.taking import Taking, take, take_as_rewrite
from gui.review.splitter import ReviewSplitter
from gui.shell.tasks import TaskRunner

Work = tuple[Session, ReviewQueue]
CHOOSE = "几份改稿说法不一，请在右边选一个说法，或者自己写一句。"
ASK_LATE = "请写上不采纳的理由，再按 Enter；不想写，直接按 Enter。"
ASK_REASON = "请写上不采纳的理由，再按 Enter。"
NO_PLACE = "没有写进去：这一处在稿件里已经没有了。"
TAKING = "正在采纳：{done}/{count}处。按 Esc 停下，已经采纳的都在。"
TAKEN = "已采纳{done}处，每处是历史里的一步，按 Ctrl+Z 可以一步步撤销。"
REASON_KEPT = "理由已经记下，采纳情况表里会写上。"
LEFT = "另有{left}处没有采纳，留在单子里。"


def _keys_of(item: ReviewItem) -> frozenset[str]:
    return frozenset(key for side in item.sides for key in side.ids)


def _words_of(side: ReviewSide) -> str:
    """The proposal in a few words."""
    change = side.change
    return short(change.new or change.old) or what_of(change)


TAKEN_ALREADY = "review_taken_already"


class BulkTaking(QObject):
    """``start`` takes changes by their ids, one per idle moment of the window; ``stop`` leaves the rest undecided."""

    message_shown = Signal(str, str)
    finished = Signal()

    def __init__(self, take_one: Callable[[str], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._take_one = take_one
        self._keys: list[str] = []
        self._count = self._done = 0
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._next)

    @property
    def is_running(self) -> bool:
        """Whether it is at work."""
        return self._timer.isActive()

    def start(self, keys: Sequence[str]) -> None:
        """Begin with these."""
        if keys and not self.is_running:
            self._keys, self._count, self._done = list(keys), len(keys), 0
            self._timer.start()

    def stop(self) -> None:
        """Stop; the remaining changes stay undecided."""
        if self.is_running:
            self._finish()

    def _next(self) -> None:
        self._done += self._take_one(self._keys.pop(0))
        if not self._keys:
            self._finish()
        else:
            self.message_shown.emit(TAKING.format(done=self._count - len(self._keys), count=self._count), "info")

    def _finish(self) -> None:
        self._timer.stop()
        left = self._count - self._done
        said = TAKEN.format(done=self._done) + (LEFT.format(left=left) if left else "")
        self.message_shown.emit(said, "success" if self._done else "info")
        self.finished.emit()


class ReviewDecider(QObject):
    """``work`` is the session with the queue, None without one. ``decided`` carries the queue with the new states and the
    key of the item to look at next, ``message_shown`` a message.
    """

    decided = Signal(object, str)
    message_shown = Signal(str, str)

    def __init__(self, runner: TaskRunner, splitter: ReviewSplitter, parent: QObject) -> None:
        super().__init__(parent)
        self._runner, self._splitter = runner, splitter
        self.work: Work | None = None
        self._late: frozenset[str] = frozenset()
        self.bulk = BulkTaking(self._take_one, self)
        self.bulk.message_shown.connect(self.message_shown)
        splitter.taken.connect(self.take)
        splitter.refused.connect(self.refuse)
        splitter.bulk_wanted.connect(self._on_bulk)
        splitter.decision.side_taken.connect(self._on_side)
        splitter.decision.both_taken.connect(self._on_both)
        splitter.decision.rewrite_taken.connect(self._on_rewrite)
        splitter.decision.handled.connect(self._on_handled)
        splitter.decision.reworded.connect(self._on_reworded)
        splitter.decision.refused.connect(self.refuse)
        splitter.decision.settled.connect(self.take)
        splitter.decision.reasoned.connect(self._on_reasoned)
        splitter.decision.late_reasoned.connect(self._on_late_reasoned)

    def take(self) -> None:
        """Take the current item, or settle a comment. A conflict is never taken: the user chooses a side."""
        found = self._to_decide()
        if found is None:
            return
        item, (session, queue) = found
        if item.thread is not None:
            answer = self._splitter.decision.reason.text()
            self._runner.attempt(settle, session, queue.review, item.thread.comment, answer)
            self._end(item, {item.key: ReviewState.TAKEN})
        elif len(item.sides) > 1:
            self.message_shown.emit(CHOOSE, "info")
        else:
            self._take_side(item, item.sides[0])

    def refuse(self) -> None:
        """Refuse the current item; a reason can be added."""
        found = self._to_decide()
        if found is None or found[0].thread is not None:
            return
        item, (session, queue) = found
        decision = self._splitter.decision
        if decision.needs_reason.isChecked() and not decision.reason.text().strip():
            decision.ask_in(decision.reason)
            self.message_shown.emit(ASK_REASON, "info")
            return
        reason = decision.reason.text()
        self._runner.attempt(refuse_item, session, queue.review, item, reason)
        self._end(item, {side.key: ReviewState.REFUSED for side in item.sides})
        if not reason.strip():
            self._ask_late(item.sides)

    def _on_reasoned(self, reason: str) -> None:
        """Store the reason for the current item, which was decided before."""
        item = self._splitter.current
        if item is not None:
            self._write_reason(_keys_of(item), reason)

    def _on_late_reasoned(self, reason: str) -> None:
        """Store the reason for the item refused last; without one go on."""
        if reason.strip():
            self._write_reason(self._late, reason)
        else:
            self._splitter.list.setFocus()
        self._late = frozenset()
        self._splitter.decision.offer_reason("")

    def _write_reason(self, keys: frozenset[str], reason: str) -> None:
        item, work = self._splitter.current, self.work
        if work is None or work[0].read_only or self.bulk.is_running:
            return
        if self._runner.attempt(give_reason, work[0], work[1].review, keys, reason):
            self.decided.emit(work[1], item.key if item is not None else "")
            self.message_shown.emit(REASON_KEPT, "success")

    def _to_decide(self) -> tuple[ReviewItem, Work] | None:
        """The current item if it is open; if it is decided already, move on to the next one."""
        item, work = self._splitter.current, self.work
        if item is None or work is None or work[0].read_only or self.bulk.is_running:
            return None
        if not item.is_open:
            self._splitter.step(1)
            return None
        return item, work

    def _take_side(self, item: ReviewItem, side: ReviewSide) -> None:
        if self.work is None:
            return
        session, queue = self.work
        reason = self._splitter.decision.reason.text()
        taking = self._runner.attempt(take_side, session, queue.review, item, side, reason)
        if taking is None:
            return
        if taking.left:
            self.message_shown.emit(words(taking.left[0][1], id="这一处"), "warning")
            return
        self._end(item, {side.key: ReviewState.TAKEN, **dict.fromkeys(side.rivals, ReviewState.REFUSED)})
        losers = [each for each in item.sides if each.key in side.rivals]
        if losers and not reason.strip():
            self._ask_late(losers)

    def _ask_late(self, sides: Sequence[ReviewSide]) -> None:
        """Offer to write why these were refused; wait for it where reasons are wanted."""
        decision = self._splitter.decision
        self._late = frozenset(key for side in sides for key in side.ids)
        decision.offer_reason("、".join(map(_words_of, sides)))
        if decision.needs_reason.isChecked():
            decision.ask_in(decision.late_reason)
            self.message_shown.emit(ASK_LATE, "info")

    def _on_both(self, key: str) -> None:
        """Both sides are taken, the one of this key before the other."""
        found = self._to_decide()
        if found is None:
            return
        item, (session, queue) = found
        first = next(side for side in item.sides if side.key == key)
        self._taken(item, self._runner.attempt(take_both, session, queue.review, item, first))

    def _on_rewrite(self, key: str, element_id: str) -> None:
        found = self._to_decide()
        if found is not None and found[0].key == key:
            item, (session, queue) = found
            self._taken(item, self._runner.attempt(take_as_rewrite, session, queue.review, key, element_id))

    def _on_handled(self, key: str) -> None:
        """Record that the user made the change by hand."""
        found = self._to_decide()
        if found is not None and found[0].key == key:
            item, (session, queue) = found
            if self._runner.attempt(handle, session, queue.review, item):
                state = ReviewState.PART if len(item.sides) > 1 else ReviewState.TAKEN
                self._end(item, {side.key: state for side in item.sides if side.state in UNDECIDED})

    def _taken(self, item: ReviewItem, taking: Taking | None) -> None:
        """Show what was taken, and why the rest was not."""
        if taking is None:
            return
        if taking.left:
            self.message_shown.emit(words(taking.left[0][1], id="这一处"), "warning")
        if taking.taken:
            self._end(item, dict.fromkeys(taking.taken, ReviewState.TAKEN))

    def _on_side(self, key: str) -> None:
        found = self._to_decide()
        side = next((side for side in found[0].sides if side.key == key), None) if found is not None else None
        if found is not None and side is not None:
            self._take_side(found[0], side)

    def _on_reworded(self, text: str) -> None:
        found = self._to_decide()
        if found is None:
            return
        item, (session, queue) = found
        reason = self._splitter.decision.reason.text()
        if self._runner.attempt(write_otherwise, session, queue.review, item, text, reason):
            self._end(item, dict.fromkeys((side.key for side in item.sides), ReviewState.PART))
        else:
            self.message_shown.emit(NO_PLACE, "warning")

    def _end(self, item: ReviewItem, states: dict[str, ReviewState]) -> None:
        self._splitter.decision.offer_reason("")
        if self.work is not None:
            queue = self.work[1].decided(states)
            kept = queue.find(item.key)
            following = item.key if kept is not None and kept.is_open else self._splitter.list.following({item.key})
            self.decided.emit(queue, following)

    def _on_bulk(self, keys: list[str]) -> None:
        if self.work is not None and not self.work[0].read_only:
            self.bulk.start(keys)

    def _take_one(self, key: str) -> bool:
        if self.work is None:
            return False
        taking = self._runner.attempt(take, self.work[0], self.work[1].review, (key,))
        if taking is None:
            return False
        along = {code for _, code in taking.left} == {TAKEN_ALREADY}  # with another that says the same
        return bool(taking.taken) or along
