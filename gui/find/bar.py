"""查找和替换 over the whole draft, above whatever view of it is shown."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from core.model.draft import Draft
from core.model.spans import Place
from core.workflows.checking.find_replace import Hit, SearchQuery, find_hits, outcomes, replace_hits, replace_outcomes
from gui.editor.panel import TextPanel
from gui.find.fields import FindFields
from gui.find.hits import HitModel, fields_of, hit_nodes, next_hit
from gui.outline.sections import keyed_sections
from gui.session.draft_model import DraftModel
from gui.shell import theme
from gui.shell.tasks import TaskRunner
from gui.widgets.basics import frame
from gui.widgets.lists.result_model import Node
from gui.widgets.lists.result_view import LEAST, ResultTreeView

SOON, LATER = 120, 350
"""Milliseconds from a key in the fields, and from a change of the draft, to the next search."""

LONGEST_SELECTION = 60
LIST_HEIGHT, SHARE, MANY = 200, 4, 20
"""As high as the list becomes, and more lines than there is room for."""

CLEAR = 1000
"""Hits up to which all are listed; of more the sections with their counts, as nobody reads so many."""

Answer = tuple[tuple[Hit, ...], list[Node]]


def look(draft: Draft, wanted: SearchQuery, new: str | None) -> Answer:
    """The hits, and their lines with, if ``new`` is given, what replacing does to each. BadUse for words one cannot store.

    For the background, the lines too: ten thousand of them are felt.
    """
    hits = find_hits(draft, wanted)
    done = {outcome.hit.key: outcome for outcome in outcomes(draft, hits, new)} if new is not None else {}
    return hits, hit_nodes(draft, keyed_sections(draft), hits, done, new or "")


class FindBar(QWidget):
    """Hidden until it is asked for. ``place_chosen`` carries an element with start and end, ``told`` what was done."""

    place_chosen = Signal(str, int, int)
    told = Signal(str)
    closed = Signal()

    def __init__(self, model: DraftModel, runner: TaskRunner, texts: Sequence[TextPanel]) -> None:
        super().__init__()
        self._model, self._runner, self._texts = model, runner, texts
        self._draft = model.draft
        self._hits: tuple[Hit, ...] = ()
        self._here = ("", -1)
        self._current = -1
        self._goes_on = False
        self._done = ""
        self._fields = FindFields()
        self._listed = HitModel(self)
        self._listed.read_only = model.read_only
        self._view = ResultTreeView("查到的地方", self._listed)
        self._pause = QTimer(self, singleShot=True, interval=SOON)
        self._marking = QTimer(self, singleShot=True, interval=SOON)
        self._lay_out()
        self._connect()
        self.hide()

    def _lay_out(self) -> None:
        card = frame("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        inside.addWidget(self._fields)
        inside.addWidget(self._view)
        self._view.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)

    def _connect(self) -> None:
        fields = self._fields
        fields.changed.connect(self._on_wanted_changed)
        fields.rewritten.connect(lambda: self._pause.start(SOON))
        fields.stepped.connect(self.step)
        fields.replace_wanted.connect(self._replace_one)
        fields.all_wanted.connect(self._replace_all)
        fields.went_down.connect(self._view.setFocus)
        fields.closed.connect(self.close_bar)
        self._listed.ticked.connect(self._count)
        self._view.place_wanted.connect(self._on_line_chosen)
        self._view.entered.connect(self.closed)
        self._pause.timeout.connect(self._look)
        self._marking.timeout.connect(self._mark)
        self._model.changed.connect(self._on_changed)
        for text in self._texts:
            text.cursorPositionChanged.connect(self._on_moved)
            text.verticalScrollBar().valueChanged.connect(self._on_moved)
        QShortcut(QKeySequence("Esc"), self, self.close_bar, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # What may be asked of it

    def begin(self, is_replacing: bool = False) -> None:
        """Show the fields; what is selected in the text is looked for."""
        selected = next((text.textCursor().selectedText() for text in self._texts if text.hasFocus()), "")
        self._here = next((text.place_in_draft for text in self._texts if text.isVisible()), self._here)
        self._fields.show_replacing(is_replacing and not self._model.read_only)
        self.show()
        if selected and len(selected) <= LONGEST_SELECTION and not set("\u2028\u2029") & set(selected):
            self._fields.old.setText(selected)
        self._fields.old.setFocus()
        self._fields.old.selectAll()
        self._pause.start(0)

    def step(self, step: int) -> None:
        """Go to the next hit (1) or the one before (-1), round the end of the draft."""
        if self.isHidden():
            self.begin()
            return
        order = {element.id: number for number, element in enumerate(self._draft.elements)}
        number = next_hit(self._hits, order, self._place(), step)
        if number >= 0:
            self._go(number)

    def close_bar(self) -> None:
        """Put everything away, the marks included."""
        self.hide()
        self._pause.stop()
        self._hits, self._current, self._done = (), -1, ""
        self._mark()
        self.closed.emit()

    # Looking

    def _on_moved(self) -> None:
        if self.isVisible():
            self._marking.start()

    def _on_changed(self) -> None:
        if self.isVisible():
            self._pause.start(LATER)

    def _place(self) -> tuple[str, int]:
        """From where the next hit counts: the cursor, while somebody types, else the hit that was shown last."""
        for text in self._texts:
            if text.hasFocus():
                element_id, offset = text.place_in_draft
                return element_id, offset - len(text.textCursor().selectedText())
        return self._here

    def _on_wanted_changed(self) -> None:
        self._current, self._done = -1, ""
        self._listed.forget()
        self._pause.start(SOON)

    def _look(self) -> None:
        new = self._fields.new.text() if self._fields.is_replacing else None
        draft = self._model.draft
        self._runner.run(
            look, draft, self._fields.wanted, new, on_done=lambda answer: self._show(draft, answer), key="find_words"
        )

    def _show(self, draft: Draft, answer: Answer) -> None:
        if self.isHidden():
            return
        if draft is not self._model.draft:
            self._pause.start(SOON)
            return
        self._draft, (self._hits, nodes) = draft, answer
        self._view.show_nodes(nodes, opened=len(self._hits) <= CLEAR)
        self._view.setVisible(bool(self._hits))
        self._view.setFixedHeight(min(self._most(), self._height(nodes)))
        here = (hit.place for hit in self._hits)
        self._current = next((n for n, p in enumerate(here) if (p.element_id, p.span.start) == self._here), -1)
        self._count()
        self._mark()
        if self._goes_on:
            self._goes_on = False
            self.step(1)

    def _most(self) -> int:
        """A part of the window, so that the text is seen, but never too little for a few lines."""
        share = self.window().height() // SHARE
        return max(min(theme.length(LIST_HEIGHT), share), theme.length(LEAST))

    def _height(self, nodes: Sequence[Node]) -> int:
        """What all lines together need."""
        lines = [line for node in nodes for line in (node, *node.children)]
        return 4 + sum(self._view.sizeHintForIndex(self._listed.index_of(line.key)).height() for line in lines[:MANY])

    def _count(self) -> None:
        self._fields.show_count(len(self._hits), self._current, len(self._listed.chosen()), self._done)

    def _mark(self) -> None:
        places: list[Place] = [hit.place for hit in self._hits]
        for text in self._texts:
            if text.isVisible() or not places:
                text.highlights.show(places)

    # Going there

    def _on_line_chosen(self) -> None:
        node = self._view.current
        keys = [hit.key for hit in self._hits]
        if node is not None and node.key in keys:
            self._go(keys.index(node.key))

    def _go(self, number: int) -> None:
        """Show a hit; the keyboard stays where it is."""
        place = self._hits[number].place
        self._current, self._here = number, (place.element_id, place.span.start)
        held = QApplication.focusWidget()
        with QSignalBlocker(self._view):
            self._view.setCurrentIndex(self._listed.index_of(self._hits[number].key))
        self.place_chosen.emit(place.element_id, place.span.start, place.span.end)
        if held is not None and self.isAncestorOf(held):
            held.setFocus()
        self._count()
        self._marking.start()

    # Replacing

    def _replace_one(self) -> None:
        """The hit that is shown, and on to the next one; without one, go to the first."""
        if not 0 <= self._current < len(self._hits):
            self.step(1)
            return
        hit, new = self._hits[self._current], self._fields.new.text()
        self._here = (hit.place.element_id, hit.place.span.start + len(new) - 1)
        self._goes_on = bool(self._runner.attempt(self._model.do, replace_hits, [hit], new))
        if not self._goes_on:
            self.step(1)
        self._pause.start(0)

    def _replace_all(self) -> None:
        hits, new = self._listed.chosen(), self._fields.new.text()
        self._model.flush()
        found = self._runner.attempt(outcomes, self._model.draft, hits, new)
        if found and self._model.take(replace_outcomes, found, new):
            fields = fields_of(found)
            old = self._fields.old.text()
            done = f"已把{len(hits)}处“{old}”替换为“{new}”" if new else f"已删去{len(hits)}处“{old}”"
            self._done = f"已全部{'替换' if new else '删去'}{len(hits)}处"
            self.told.emit(done + (f"，其中{fields}个要素改了值，标为已更新。" if fields else "。"))
        self._pause.start(0)
