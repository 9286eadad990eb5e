"""往年原文: what stood in last year's report at this very place, with what has changed since struck out."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QProgressBar, QTextEdit, QVBoxLayout, QWidget

from core.model.draft import Draft
from core.model.elements import Element
from core.model.spans import Span
from core.workflows.editing import kept_spans
from gui import theme
from gui.models.drafts import DraftModel
from gui.models.origins import compared, counterpart, prior_place
from gui.widgets.basics import label

PAUSE = 250
NO_BASIS = (
    "这份稿件没有依据材料，所以这里没有往年原文。新建稿件时放入去年的文件，写到哪里，这里就显示去年同一处的文字。"
)
NO_COUNTERPART = "这一部分是今年新加的，往年材料里没有对应的文字。"


class PriorPanel(QWidget):
    """Follows the section turned to; never changes anything."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model: DraftModel | None = None
        self._key = self._fact = ""
        self._shown: tuple[Element, ...] = ()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._refresh)
        self._source = label("", "secondary", wrap=True)
        self._none = label("", "hint", wrap=True)
        self._text = QTextEdit(readOnly=True, undoRedoEnabled=False)
        self._text.setObjectName("prior")
        self._text.setFrameShape(QFrame.Shape.NoFrame)
        self._text.setAccessibleName("往年原文")
        self._text.setTabChangesFocus(True)
        self.setFocusProxy(self._text)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._bar = QProgressBar(textVisible=False)
        self._bar.setRange(0, 100)
        self._share = label("", "secondary", wrap=True)
        self._caption = label("沿用程度", "secondary")
        self._build()

    def _build(self) -> None:
        side = theme.length(16)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side // 2, side, side)
        column.setSpacing(theme.length(8))
        column.addWidget(self._source)
        column.addWidget(self._none)
        column.addWidget(self._text, 1)
        column.addWidget(self._caption)
        column.addWidget(self._bar)
        column.addWidget(self._share)
        column.addStretch(0)
        self._column = column

    def show_section(self, model: DraftModel, key: str) -> None:
        """Show last year's text of a section."""
        if model is not self._model:
            model.changed.connect(self._on_changed)
        if (model, key) != (self._model, self._key):
            self._model, self._key, self._fact = model, key, ""
            self._text.verticalScrollBar().setValue(0)
        self._refresh()

    def show_fact(self, fact_id: str) -> None:
        """Mark where last year's value of a fact of this section stands, and bring it into view."""
        self._fact = fact_id
        cursor = self._mark()
        if cursor is not None:
            place, bar = self._text.cursorRect(cursor), self._text.verticalScrollBar()
            height = self._text.viewport().height()
            if not 0 <= place.top() <= place.bottom() <= height:
                bar.setValue(bar.value() + place.top() - height // 3)

    def _mark(self) -> QTextCursor | None:
        """Colour the place of the fact at work; None if it has no counterpart here."""
        found = prior_place(self._model.draft, self._fact) if self._model is not None else None
        number = next((n for n, element in enumerate(self._shown) if found and element is found[0]), -1)
        if found is None or number < 0:
            self._text.setExtraSelections([])
            return None
        text, span, block = found[0].text, found[1], self._text.document().findBlockByNumber(number)
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + _wide(text[: span.start]))
        cursor.setPosition(block.position() + _wide(text[: span.end]), QTextCursor.MoveMode.KeepAnchor)
        mark = QTextEdit.ExtraSelection()
        mark.cursor = cursor
        mark.format.setBackground(theme.colour("accent"))
        mark.format.setForeground(theme.colour("accent_text"))
        self._text.setExtraSelections([mark])
        return cursor

    def _on_changed(self) -> None:
        self._pause.start()

    def _refresh(self) -> None:
        self._pause.stop()
        if self._model is None:
            return
        draft = self._model.draft
        section = self._model.sections.get(self._key)
        found = counterpart(draft, section) if section else None
        self._show_words(draft, found is not None)
        if found is not None:
            basis, there = found
            self._source.setText("　".join(part for part in (basis.name, (there.ordinal + there.heading)) if part))
            self._show_text(compared(draft, basis, there))

    def _show_text(self, pairs: Iterable[tuple[Element, str]]) -> None:
        """The paragraphs of last year, each with what became of it."""
        kept = total = 0
        bar, pairs = self._text.verticalScrollBar(), tuple(pairs)
        at, self._shown = bar.value(), tuple(element for element, _ in pairs)
        self._text.setUpdatesEnabled(False)
        self._text.clear()
        cursor = self._text.textCursor()
        for number, (element, now) in enumerate(pairs):
            spans = _with_prefix(element, kept_spans(element.content, now))
            kept += sum(len(span) for span in spans)
            total += len(element.text)
            self._write(cursor, element, spans, number == 0)
        bar.setValue(at)
        self._mark()
        self._text.setUpdatesEnabled(True)
        self._show_share(100 * kept // total if total else 100)

    def _show_words(self, draft: Draft, has_text: bool) -> None:
        self._none.setText(NO_COUNTERPART if draft.basis else NO_BASIS)
        self._none.setVisible(not has_text)
        for widget in (self._source, self._text, self._caption, self._bar, self._share):
            widget.setVisible(has_text)
        self._column.setStretch(self._column.count() - 1, 0 if has_text else 1)

    def _show_share(self, percent: int) -> None:
        words = f"{percent}% 与上年相同"
        self._bar.setValue(percent)
        self._bar.setAccessibleName(f"沿用程度，{words}")
        self._share.setText(words)

    def _write(self, cursor: QTextCursor, element: Element, kept: tuple[Span, ...], first: bool) -> None:
        block, plain, gone = QTextBlockFormat(), QTextCharFormat(), QTextCharFormat()
        block.setLineHeight(130.0, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        block.setBottomMargin(theme.length(6))
        gone.setFontStrikeOut(True)
        gone.setForeground(theme.colour("finding_text"))
        gone.setBackground(theme.colour("finding_soft"))
        if first:
            cursor.setBlockFormat(block)
        else:
            cursor.insertBlock(block)
        at, text = 0, element.text.replace("\n", "\u2028")
        for span in (*kept, Span(len(text), len(text))):
            cursor.insertText(text[at : span.start], gone)
            cursor.insertText(text[span.start : span.end], plain)
            at = span.end


def _wide(text: str) -> int:
    """The length as Qt counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def _with_prefix(element: Element, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The spans in the whole paragraph; an ordinal counts as kept, because it is computed."""
    shift = len(element.prefix)
    moved = tuple(span.moved(shift) for span in spans)
    return (Span(0, shift), *moved) if shift else moved
