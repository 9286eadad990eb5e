"""The panes beside the queue of 审阅: the running text around the current change, and its base with the decision.

In the text old words are struck and new ones underlined, each in the colour of its person. The base of the place
stands above each side, words of one's own and the reason below.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from itertools import takewhile
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPixmap,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from core.model.fact import FactKind
from core.model.review.changes import ChangeKind, ReviewChange, ReviewState
from core.workflows.review.choosing import can_reword, can_take_both, is_for_hands
from core.workflows.review.copies import CopyReview
from core.workflows.review.listing import short
from core.workflows.review.naming import moved_words
from core.workflows.review.queue import (
    ReviewItem,
    ReviewQueue,
    ReviewSide,
    ReviewThread,
    ShownPictures,
    owner_of,
    pictures_of,
    what_of,
)
from core.workflows.review.running import PieceLook, RunningParagraph, RunningPiece, RunningText, running_text
from gui.preview.pictures import picture
from gui.review.people import colour_name
from gui.settings.preferences import prefer, preferred
from gui.shell import theme
from gui.widgets.basics import button, frame, label

OTHER_PLACES = "同一要素全稿另有{places}处，一并改", "同一日期全稿另有{places}处，只改这一处，其余不动"
UNSURE = "请确认位置：可能是新的一段，也可能是把“{words}”改写了（{share}成相像）。"
PERHAPS_ANSWERS = "和{who}的批注“{words}”批在同样的文字上，又写在后面，可能是答复它，文件里没有写明。"
ASK_REASONS = "ask_reasons"
LATE = "刚才不采纳的“{words}”没有写理由。"
HANDLED_HINT = "已经在正文里自己改好的，稿件不动；采纳情况表里写作已另行处理"
KEYS = 4
"""Sides that have a key of their own, Alt+1 and on."""

OLD_PICTURE, NEW_PICTURE = "送出去的图", "改稿里的图"
UNDRAWN = "这种图这里画不出来，请打开改稿看。"
PICTURE_ROOM = 104
"""Points of the longest side of a picture that stands beside another."""

AROUND, AROUND_SEVERAL = 120, 50
"""Characters of a long paragraph shown on each side of the change; fewer where several sides need the room."""


class DecisionPanel(QWidget):
    """``side_taken`` carries the id of a side, ``reworded`` words of one's own, ``refused`` asks to refuse with the reason
    typed, ``settled`` to settle a comment. ``both_taken`` carries the id of the side that is to stand first, ``rewrite_taken``
    the id of a side and the element that it is other words for. ``reasoned`` carries the reason of what is looked at and was
    refused before, ``late_reasoned`` that of what was refused last.
    """

    side_taken = Signal(str)
    both_taken = Signal(str)
    handled = Signal(str)
    rewrite_taken = Signal(str, str)
    reworded = Signal(str)
    refused = Signal()
    settled = Signal()
    reasoned = Signal(str)
    late_reasoned = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "side")
        self._base_title, self._base = label("", "heading", wrap=True), label("", "", wrap=True)
        self._base.setObjectName("marked")
        self._base.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._sides_title = label("", "heading", wrap=True)
        self._sides = QVBoxLayout()
        self._sides.setSpacing(theme.length(8))
        self.own = QLineEdit()
        self.own.setPlaceholderText("写成另外的说法，按 Enter")
        self.own.setAccessibleName("另外的说法")
        self.reason = QLineEdit()
        self.reason.setAccessibleName("不采纳的理由")
        self.needs_reason = QCheckBox("不采纳时问理由")
        self.needs_reason.setChecked(bool(preferred(ASK_REASONS)))
        self.needs_reason.toggled.connect(partial(prefer, ASK_REASONS))
        self.needs_reason.setToolTip("要写采纳情况表的勾上：没写理由就不采纳时，先请您写")
        self._own_title, self._reason_title = label("改成别的", "heading"), label("", "heading")
        self._late_title, self.late_reason = label("", "secondary", wrap=True), QLineEdit()
        self.late_reason.setPlaceholderText("可以补写理由，按 Enter 记下")
        self.late_reason.setAccessibleName("补写上一处不采纳的理由")
        self._build()
        self.offer_reason("")
        self.own.returnPressed.connect(self._on_own)
        self.reason.returnPressed.connect(self._on_reason)
        self.late_reason.returnPressed.connect(lambda: self.late_reasoned.emit(self.late_reason.text()))
        self._is_comment = self._is_decided = False

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.length(12)] * 4)
        column.setSpacing(theme.length(8))
        for words in (self._base_title, self._base, self._sides_title):
            column.addWidget(words)
        column.addLayout(self._sides)
        fields = (self._own_title, self.own, self._reason_title, self.reason, self.needs_reason)
        for widget in (*fields, self._late_title, self.late_reason):
            column.addWidget(widget)
        column.addStretch(1)

    def show_item(self, queue: ReviewQueue, item: ReviewItem | None, can_write: bool) -> None:
        """Show what belongs to an item; None for none."""
        self.own.clear()
        self.reason.clear()
        self._is_decided = False
        self._clear_sides()
        self._show_fields(item, can_write and item is not None and item.is_open)
        if can_write and item is not None:
            self._show_decided(item)
        if item is None:
            self._show_texts("", "", "")
        elif item.thread is not None:
            self._show_thread(queue, item, item.thread)
        else:
            self._show_sides(queue, item, can_write)

    def _show_fields(self, item: ReviewItem | None, is_open: bool) -> None:
        """The fields for what can be decided; a comment is answered and not refused."""
        self._is_comment = item is not None and item.thread is not None
        is_change = is_open and not self._is_comment
        is_rewordable = is_change and item is not None and can_reword(item)
        for widget, is_shown in (
            (self._reason_title, is_open),
            (self.reason, is_open),
            (self.needs_reason, is_change),
            (self._own_title, is_rewordable),
            (self.own, is_rewordable),
        ):
            widget.setVisible(is_shown)
        self._reason_title.setText("答复" if self._is_comment else "不采纳的理由")
        self.reason.setPlaceholderText(
            "写上答复，按 Enter" if self._is_comment else "可以不写；写了按 Enter 就是不采纳"
        )

    def _show_decided(self, item: ReviewItem) -> None:
        """The reason of what was refused, or taken in part: it may be written or corrected afterwards."""
        self._is_decided = item.state in (ReviewState.REFUSED, ReviewState.PART)
        if self._is_decided:
            self._reason_title.setText("理由")
            self.reason.setText(next((side.reason for side in item.sides if side.reason), ""))
            self.reason.setPlaceholderText("可以不写；写了按 Enter 记下")
            self._reason_title.show()
            self.reason.show()

    def offer_reason(self, words: str) -> None:
        """Offer to write why ``words``, decided just now, were refused; "" offers nothing any more."""
        self.late_reason.clear()
        self._late_title.setText(LATE.format(words=words))
        for widget in (self._late_title, self.late_reason):
            widget.setVisible(bool(words))

    def ask_in(self, field: QLineEdit) -> None:
        """Put the focus into one of the fields for reasons, and that into view once the panes are laid out."""
        field.setFocus()
        QTimer.singleShot(0, field, partial(self._reveal, field))

    def _reveal(self, field: QWidget) -> None:
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if isinstance(area, QScrollArea):
            area.ensureWidgetVisible(field)

    def _clear_sides(self) -> None:
        while (taken := self._sides.takeAt(0)) is not None:
            if (widget := taken.widget()) is not None:
                widget.deleteLater()

    def _show_texts(self, title: str, base: str, sides: str) -> None:
        for widget, words in ((self._base_title, title), (self._base, base), (self._sides_title, sides)):
            widget.setText(words)
            widget.setVisible(bool(words))

    def _show_sides(self, queue: ReviewQueue, item: ReviewItem, can_write: bool) -> None:
        is_contradiction = len(item.sides) > 1
        title, text = _base_of(queue, item.sides[0], AROUND_SEVERAL if is_contradiction else AROUND)
        text = f"{_where(item)}{text}"
        words = f"{item.reason}，请您定" if is_contradiction and item.is_open else "改法"
        self._show_texts(title, text, words)
        for number, side in enumerate(item.sides, 1):
            self._sides.addWidget(self._side(queue, side, number if is_contradiction and can_write else 0))
        if can_write:
            self._offer_other_ways(queue, item)

    def _offer_other_ways(self, queue: ReviewQueue, item: ReviewItem) -> None:
        """Buttons for what can be done besides taking one side."""
        for side in item.sides if can_take_both(item) else ():
            words = f"两处都要，{short(side.people)}的在前"
            self._sides.addWidget(button(words, partial(self.both_taken.emit, side.key)))
        if is_for_hands(item):
            self._sides.addWidget(button("已手工处理(&M)", partial(self.handled.emit, item.key), hint=HANDLED_HINT))
        for each in item.sides[0].unsure if item.is_open and len(item.sides) == 1 else ():
            words = f"按改写“{short(_printed(queue, item.sides[0], each.element_id))}”采纳"
            self._sides.addWidget(button(words, partial(self.rewrite_taken.emit, item.key, each.element_id)))

    def _side(self, queue: ReviewQueue, side: ReviewSide, number: int) -> QWidget:
        """One side in a box; with a ``number`` it has a button that takes it."""
        box = frame("card")
        column = QVBoxLayout(box)
        column.setContentsMargins(*[theme.length(10)] * 4)
        name = label(
            " · ".join(filter(None, (side.people, side.change.revision.date[:16].replace("T", " ")))), "name", wrap=True
        )
        name.setProperty("tone", colour_name(side.people, queue.people))
        column.addWidget(name)
        column.addWidget(_marked(_both(side)))
        found = pictures_of(queue.review, side.change)
        if found.old or found.new:
            column.addLayout(_beside(found))
        for words in _remarks(queue, side):
            column.addWidget(label(words, "secondary", wrap=True))
        if number and side.state in (ReviewState.CONFLICT, ReviewState.OPEN):
            key = f"(&{number})" if number <= KEYS else ""
            column.addWidget(button(f"采纳{short(side.people)}的{key}", partial(self.side_taken.emit, side.key)))
        return box

    def _show_thread(self, queue: ReviewQueue, item: ReviewItem, thread: ReviewThread) -> None:
        quote = f"<b>{escape(thread.comment.quote)}</b>" if thread.comment.quote else "（批注没有选中文字）"
        self._show_texts("批注所指", f"{_where(item)}{quote}", "批注和回复")
        copy = next(each for each in queue.review.copies if each.kept.number == thread.comment.copy)
        for each in (thread.comment, *thread.replies):
            box = frame("card")
            column = QVBoxLayout(box)
            who = owner_of(copy, each.author)
            name = label(" · ".join(filter(None, (who, each.date[:16].replace("T", " ")))), "name", wrap=True)
            name.setProperty("tone", colour_name(who, queue.people))
            column.addWidget(name)
            column.addWidget(label(each.text, "", wrap=True))
            self._sides.addWidget(box)
        asked = thread.perhaps_answers
        if asked is not None:
            words = PERHAPS_ANSWERS.format(who=asked.author or "前一条", words=short(asked.text))
            self._sides.addWidget(label(words, "secondary", wrap=True))

    def _on_own(self) -> None:
        self.reworded.emit(self.own.text())

    def _on_reason(self) -> None:
        if self._is_decided:
            self.reasoned.emit(self.reason.text())
        else:
            (self.settled if self._is_comment else self.refused).emit()


def _beside(found: ShownPictures) -> QHBoxLayout:
    """Pictures before and after, side by side, each below its name."""
    row = QHBoxLayout()
    row.setSpacing(theme.length(8))
    every = [(OLD_PICTURE, data) for data in found.old] + [(NEW_PICTURE, data) for data in found.new]
    room = theme.length(PICTURE_ROOM if len(every) > 1 else 2 * PICTURE_ROOM)
    for name, data in every:
        column = QVBoxLayout()
        column.addWidget(label(name, "secondary"))
        column.addWidget(_drawn(data, name, room))
        column.addStretch(1)
        row.addLayout(column)
    row.addStretch(1)
    return row


def _drawn(data: bytes, name: str, room: int) -> QLabel:
    """A picture no wider and no higher than the room; in words where it cannot be drawn."""
    image = picture(data)
    if image.isNull():
        return label(UNDRAWN, "secondary", wrap=True)
    shown = QLabel()
    aspect, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    is_large = max(image.width(), image.height()) > room
    shown.setPixmap(QPixmap.fromImage(image.scaled(room, room, aspect, smooth) if is_large else image))
    shown.setAccessibleName(name)
    return shown


def _where(item: ReviewItem) -> str:
    """The cell or the note, above the words."""
    return f"{escape(item.where)}<br>" if item.where else ""


def _marked(html: str) -> QLabel:
    words = label(html, "", wrap=True)
    words.setObjectName("marked")
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return words


def _base_of(queue: ReviewQueue, side: ReviewSide, around: int) -> tuple[str, str]:
    """Which version the copy was made from, and so many characters around the old words there, which are bold."""
    copy = next(each for each in queue.review.copies if each.kept.number == side.change.copy)
    base = copy.base
    name = f"第{base.version}版" if base.version else "现在的稿件"
    title = f"送出去的原文（{'，'.join(filter(None, (name, base.file or base.name)))}）"
    change = side.change
    name = change.element_id or change.after
    text = _printed(queue, side, name) or change.old
    start, end = max(change.start - around, 0), min(change.end + around, len(text))
    before, old, after = text[start : change.start], text[change.start : change.end], text[change.end : end]
    words = f"{'…' * bool(start)}{escape(before)}<b><u>{escape(old)}</u></b>{escape(after)}{'…' * (end < len(text))}"
    return title, words


def _printed(queue: ReviewQueue, side: ReviewSide, name: str) -> str:
    """What was printed of an element; "" of one that was not there."""
    copy = next(each for each in queue.review.copies if each.kept.number == side.change.copy)
    return copy.index.printed.get(name, "")


def _both(side: ReviewSide) -> str:
    change = side.change
    parts = [what_of(change)]
    if change.old:
        parts.append(f"<s>{escape(change.old)}</s>")
    if change.new:
        parts.append(f"<u>{escape(change.new)}</u>".replace("\u2029", "↵"))
    return "　".join(parts).replace("\t", "｜")


def _remarks(queue: ReviewQueue, side: ReviewSide) -> Iterator[str]:
    """Remarks about a side: the facts it sets, how it was recorded, what became of it."""
    copy = next(each for each in queue.review.copies if each.kept.number == side.change.copy)
    yield from _facts(queue, copy, side.change.id)
    yield from _goal(copy, side.change)
    for each in side.unsure:
        yield UNSURE.format(words=short(copy.index.printed.get(each.element_id, "")), share=round(each.share * 10))
    if not side.change.is_tracked:
        yield "没有修订记录，是和原文逐字对照出来的"
    elif side.change.revision.author not in ("", *side.who):
        yield f"文件里的署名：{side.change.revision.author}"
    if side.state is ReviewState.OVERTAKEN:
        yield "已另改：稿件的这一处后来改过，没有动您写的。请对照着定：要用就自己改，不用就不采纳。"
    if side.reason:
        yield f"理由：{side.reason}"


def _goal(copy: CopyReview, change: ReviewChange) -> Iterator[str]:
    """Where a move leads to."""
    if change.kind is ChangeKind.MOVE:
        yield moved_words(change, copy.index.printed, copy.sections)


def _facts(queue: ReviewQueue, copy: CopyReview, key: str) -> Iterator[str]:
    """The facts that a change touches, and in how many other places of the draft a value is changed with it."""
    facts = copy.facts.get(key, ())
    labels = "、".join(fact.label for fact in facts if fact.label)
    if labels:
        yield f"涉及要素：{labels}"
    groups = {fact.group for fact in facts}
    places = sum(fact.group in groups for fact in queue.review.draft.facts) - len(facts)
    if places > 0 and key in copy.values:
        yield OTHER_PLACES[FactKind.DATE in {fact.kind for fact in facts}].format(places=places)


MARGIN, INDENT, SMALL = 20, 2, 12


class RunningView(QTextEdit):
    """Read only. ``item_wanted`` carries the key of a change that was clicked, ``entered`` and ``refused`` are its keys."""

    item_wanted = Signal(str)
    entered = Signal()
    refused = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("reviewed")
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("稿件和各人的修改")
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(theme.length(MARGIN))
        self._queue: ReviewQueue | None = None
        self._shown: RunningText | None = None
        self._blocks: list[_Block] = []
        self._middle = ""

    def show_item(self, queue: ReviewQueue, item: ReviewItem | None) -> None:
        """Show the text around an item and mark it; what is shown already is not written again."""
        if item is None:
            self._queue, self._shown = None, None
            self.clear()
            return
        is_seen = self._shown is not None and self._shown.holds(item.element_id)
        if queue is not self._queue or not is_seen:
            is_anew = self._queue is None or self._queue.people != queue.people  # in other colours
            self._queue = queue
            self._write(self._around(queue, item, is_seen), is_anew)
        self._mark(item)

    def _around(self, queue: ReviewQueue, item: ReviewItem, is_seen: bool) -> RunningText:
        """The text around an item: that which is shown, as long as the item stands in it."""
        shown = running_text(queue, self._middle) if is_seen else None
        if shown is not None and shown.holds(item.element_id):
            return shown
        self._middle = item.element_id
        return running_text(queue, self._middle)

    def _write(self, shown: RunningText, is_anew: bool) -> None:
        """Write the paragraphs that are not there as they should be: between the first and the last that differ."""
        old = None if is_anew else self._shown
        if old is None or (old.before, old.behind) != (shown.before, shown.behind):
            self._write_all(shown)
        elif old.paragraphs != shown.paragraphs:
            head, tail = _same_edges(old.paragraphs, shown.paragraphs)
            if head and tail:
                self._write_between(shown, head, len(old.paragraphs) - tail, len(shown.paragraphs) - tail)
            else:
                self._write_all(shown)
        self._shown = shown

    def _write_all(self, shown: RunningText) -> None:
        self._blocks = []
        self.setUpdatesEnabled(False)
        self.clear()
        cursor = self.textCursor()
        cursor.beginEditBlock()
        if shown.before:
            self._note(cursor, f"前面还有{shown.before}段", True)
        for number, paragraph in enumerate(shown.paragraphs):
            self._blocks.append(self._paragraph(cursor, paragraph, not number and not shown.before))
        if shown.behind:
            self._note(cursor, f"后面还有{shown.behind}段", False)
        cursor.endEditBlock()
        self.setUpdatesEnabled(True)

    def _write_between(self, shown: RunningText, head: int, old_end: int, end: int) -> None:
        """Write the paragraphs ``head`` to ``end`` in place of those to ``old_end``; one stands before, one behind them."""
        cursor = self.textCursor()
        before, behind = self._blocks[head - 1], self._blocks[old_end:]
        gone = behind[0].start - before.end - 1
        cursor.beginEditBlock()
        cursor.setPosition(before.end)
        cursor.setPosition(behind[0].start - 1, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        made = [self._paragraph(cursor, each, False) for each in shown.paragraphs[head:end]]
        cursor.endEditBlock()
        moved = cursor.position() - before.end - gone
        self._blocks[head:] = [*made, *(each.moved(moved) for each in behind)]

    def _note(self, cursor: QTextCursor, words: str, is_first: bool) -> None:
        if not is_first:
            cursor.insertBlock()
        look = QTextBlockFormat()
        look.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        cursor.setBlockFormat(look)
        cursor.insertText(words, _small("secondary"))

    def _paragraph(self, cursor: QTextCursor, paragraph: RunningParagraph, is_first: bool) -> "_Block":
        look = QTextBlockFormat()
        size = theme.running_font().pixelSize() or theme.length(theme.RUNNING_SIZE)
        look.setTextIndent(0 if paragraph.is_cell else INDENT * size)
        look.setLeftMargin(INDENT * size if paragraph.is_cell else 0)
        look.setLineHeight(150, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.setBlockFormat(look) if is_first else cursor.insertBlock(look)
        first, spans = cursor.position(), []
        for piece in paragraph.pieces:
            start = cursor.position()
            cursor.insertText(piece.text, self._look(piece, paragraph.depth))
            if piece.key:
                spans.append((piece.key, start, cursor.position()))
        return _Block(paragraph.elements, first, cursor.position(), tuple(spans))

    def _look(self, piece: RunningPiece, depth: int) -> QTextCharFormat:
        if piece.look is PieceLook.REMARK:
            return _small(self._colour(piece.who) if piece.who else "secondary")
        look = QTextCharFormat()
        font = QFont(theme.running_font())
        font.setBold(bool(depth) and depth < 2)
        font.setStrikeOut(piece.look is PieceLook.OLD)
        font.setUnderline(piece.look is PieceLook.NEW)
        look.setFont(font)
        shade = self._colour(piece.who) if piece.look in (PieceLook.OLD, PieceLook.NEW) else "text"
        look.setForeground(theme.colour(shade))
        if piece.look is PieceLook.TAKEN:
            look.setBackground(theme.colour("updated"))
        return look

    def _colour(self, who: str) -> str:
        return colour_name(who, self._queue.people if self._queue is not None else ())

    def _mark(self, item: ReviewItem) -> None:
        """Highlight the item and scroll it to the middle of the view."""
        spans = [(start, end) for key, start, end in self._spans() if key == item.key]
        self.setExtraSelections([self._selection(start, end) for start, end in spans])
        here = next((each.start for each in self._blocks if item.element_id in each.elements), 0)
        start = spans[0][0] if spans else here
        cursor = self.textCursor()
        cursor.setPosition(start)
        self.setTextCursor(cursor)
        self._scroll_to_cursor()

    def _scroll_to_cursor(self) -> None:
        bar, place = self.verticalScrollBar(), self.cursorRect(self.textCursor())
        bar.setValue(bar.value() + place.center().y() - self.viewport().height() // 3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The current change stays in view when lines break elsewhere, as they do when the page is first laid out."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._scroll_to_cursor()

    def _spans(self) -> Iterator[tuple[str, int, int]]:
        """The key of each piece of a change and where it stands."""
        return (span for each in self._blocks for span in each.spans)

    def _selection(self, start: int, end: int) -> Any:
        found = QTextEdit.ExtraSelection()
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        found.cursor = cursor
        found.format.setBackground(theme.colour("hit"))
        return found

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a change selects it."""
        super().mouseReleaseEvent(event)
        cursor = self.cursorForPosition(event.position().toPoint())
        place = cursor.position()
        keys = [key for key, start, end in self._spans() if start <= place <= end]
        if keys and not self.textCursor().hasSelection():
            self.item_wanted.emit(keys[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Delete decide here as well."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.refused.emit()
        else:
            super().keyPressEvent(event)


@dataclass(frozen=True, slots=True)
class _Block:
    """Where a paragraph stands in the document, and its pieces with a key."""

    elements: tuple[str, ...]
    start: int
    end: int
    spans: tuple[tuple[str, int, int], ...]

    def moved(self, by: int) -> "_Block":
        """The same, moved back by that many characters."""
        if not by:
            return self
        spans = tuple((key, start + by, end + by) for key, start, end in self.spans)
        return _Block(self.elements, self.start + by, self.end + by, spans)


def _same_edges(old: Sequence[RunningParagraph], new: Sequence[RunningParagraph]) -> tuple[int, int]:
    """How many paragraphs are the same at the beginning, and at the end of what is left."""
    head = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    pairs = zip(reversed(old[head:]), reversed(new[head:]), strict=False)
    return head, sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _small(shade: str) -> QTextCharFormat:
    look = QTextCharFormat()
    font = QFont(theme.running_font())
    font.setPixelSize(theme.length(SMALL))
    look.setFont(font)
    look.setForeground(theme.colour(shade))
    return look
