"""表单: the section's title, its facts as fields, and its running text below them."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.model.fact import Fact
from core.model.index import DraftIndex
from core.model.outline import fields
from core.workflows.editing import confirm, set_typed
from gui import theme
from gui.models.drafts import DraftModel
from gui.models.fields import next_open
from gui.models.sections import BACK
from gui.panels.field_row import FieldRow, row_height
from gui.panels.form_facts import FactsCard
from gui.panels.form_head import FormHead
from gui.panels.text import TextPanel
from gui.panels.text_place import TextPlace
from gui.widgets.basics import frame, scrolled
from gui.widgets.pause import TypingPause

AT_ONCE = 16
"""Rows made before the form is shown; the others follow while nothing else happens."""

A_FEW = 4
"""Rows made at a time then: a key press in between does not wait."""

ENOUGH = 120
"""Rows up to which they follow by themselves; those of a longer section are made when somebody scrolls to their end.

Every new row has the whole column laid out anew: with hundreds of them that would be felt for many seconds.
"""

NARROW = 500
"""Width below which the labels stand above the values."""

WIDEST = 880
"""Width that is enough: labels stay near their fields."""

LEAST_ROWS = 3
SHARE = 0.42
"""Most of the height that the fields take from the text below them."""


class FormPanel(QWidget):
    """``fact_wanted`` asks to go to a fact wherever it stands, ``fact_at_work`` names the one whose field is typed in.

    ``nothing_open`` tells that Tab found no other open fact.
    """

    fact_wanted = Signal(str)
    fact_at_work = Signal(str)
    nothing_open = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model: DraftModel | None = None
        self._key, self._filled = "", 0
        self._rows: list[FieldRow] = []
        self._fields: tuple[tuple[Fact, int], ...] = ()
        self._touched: FieldRow | None = None
        self._pause = TypingPause(
            lambda: self._touched is not None and self._touched.edit.is_composing,
            self,
            lambda: self._touched is not None and not self._touched.edit.text().strip(),
        )
        self._pause.rested.connect(self.flush)
        self._pause.overdue.connect(self.flush)
        self._grow = QTimer(self, singleShot=True, interval=0)
        self._grow.timeout.connect(self._on_grow)
        self.text = TextPanel("本部分正文")
        self.head = FormHead()
        self._card = FactsCard()
        self._area = self._card.area
        self._area.verticalScrollBar().valueChanged.connect(lambda _value: self._grow.start())
        self._build()

    def _build(self) -> None:
        content = QWidget()
        content.setObjectName("page")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._page = scrolled(content)
        outer.addWidget(self._page)
        text = frame("card")
        below = QVBoxLayout(text)
        below.setContentsMargins(1, 6, 1, 6)
        below.addWidget(self.text)
        self.text.setMinimumHeight(theme.length(96))
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length(12))
        column.addWidget(self.head)
        column.addWidget(self._card)
        column.addWidget(text, 1)
        for part in (self.head, self._card, text):
            part.setMaximumWidth(theme.length(WIDEST))

    # What may be asked of it

    def show_section(self, model: DraftModel, key: str) -> None:
        """Show a section of the draft."""
        self.flush()
        if model is not self._model:
            self._model = model
            model.flush_requested.connect(self.flush)
            model.changed.connect(self._on_changed)
        if key != self._key:
            self._key, self._filled = key, 0
            self._area.verticalScrollBar().setValue(0)
        self.text.show_section(model, key)
        self.head.show_section(model, key)
        self._on_changed()

    def show_fact(self, fact_id: str) -> None:
        """Put the cursor into the field of a fact of this section, and bring its place in the text into view."""
        if self._model is None:
            return
        groups = [fact.group or fact.id for fact, _ in self._fields]
        wanted = next((f.group or f.id for f in self._model.draft.facts if f.id == fact_id), "")
        if wanted not in groups:
            return
        self._make_rows(groups.index(wanted) + 1)
        row = self._rows[groups.index(wanted)]
        row.edit.setFocus(Qt.FocusReason.TabFocusReason)
        row.edit.selectAll()
        QTimer.singleShot(0, row, lambda: self._area.ensureWidgetVisible(row, 0, row.height()))
        self.text.show_fact(fact_id, select=False)

    def show_place(self, element_id: str, offset: int, end: int = -1) -> None:
        """Bring a place of the section into view: in the text, and the first field that stands there or behind."""
        self.text.show_element(element_id, offset, end)
        QTimer.singleShot(0, self, lambda: self._page.ensureWidgetVisible(self.text, 0, 0))
        places = [(fact.element_id, fact.start) for fact, _ in self._fields]
        number = next((n for n, (there, start) in enumerate(places) if there == element_id and start >= offset), -1)
        if number >= 0:
            self._make_rows(number + 1)
            row, bar = self._rows[number], self._area.verticalScrollBar()
            QTimer.singleShot(0, row, lambda: bar.setValue(row.y()))

    def take_place(self, place: TextPlace, field: str) -> None:
        """The keyboard in the field of a fact, else in the text if it has a cursor; the text at that place."""
        self._refresh()  # perhaps not in sight yet, where fields are made only when shown
        self.first_field.setFocus()
        if field:
            self.show_fact(field)
        elif place.position[0]:
            self.text.setFocus()
        self.text.take_place(place)

    @property
    def first_field(self) -> QWidget:
        """Where the keyboard begins: the first field that is open, else the first, or the text where there is none."""
        number = next((n for n, (fact, _) in enumerate(self._fields) if fact.state.is_open), 0)
        self._make_rows(number + 1)
        return self._rows[number].edit if self._fields else self.text

    def flush(self) -> None:
        """Take over what was typed into a field."""
        self._pause.stop()
        row, self._touched = self._touched, None
        if row is not None and self._model is not None and row.fact is not None and row.is_touched:
            self._model.do(set_typed, row.fact.id, row.edit.text().strip())
            row.show_value()
        self.head.flush()

    # Showing

    def _on_changed(self) -> None:
        if self.isVisible():
            self._refresh()

    def showEvent(self, event: object) -> None:
        """Catch up with what changed while out of sight."""
        super().showEvent(event)  # type: ignore[arg-type]
        self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The fields take what they need, up to their share."""
        super().resizeEvent(event)
        self._fit()

    def _refresh(self) -> None:
        if self._model is None:
            return
        self._fields = _fields(self._model.index, self._model.ids_in(self._key) or ())
        self._card.show_counts([fact for fact, _ in self._fields])
        self._card.setHidden(not self._fields and self._key == BACK)  # what is signed is filled in above
        self._filled = min(len(self._fields), max(AT_ONCE, self._filled))
        for row in self._rows[self._filled :]:
            if not row.isHidden():
                row.hide()
        self._make_rows(self._filled)
        self._fit()
        if self._filled < len(self._fields):
            self._grow.start()

    def _make_rows(self, count: int, done: int = 0) -> None:
        """Make sure that the first ``count`` rows exist and show their fields; the first ``done`` are known to do so."""
        self._filled = max(self._filled, count)
        while len(self._rows) < count:
            self._add_row()
        for row, (fact, places) in zip(self._rows[done:count], self._fields[done:], strict=False):
            is_shown = row.shows == (fact, places) and not row.is_touched
            if row is not self._touched and not is_shown:
                _show_field(row, self._model, fact, places)
            if row.isHidden():
                row.show()

    def _add_row(self) -> None:
        row = FieldRow()
        row.typed.connect(self._on_typed)
        row.entered.connect(self._on_entered)
        row.stepped.connect(self._on_stepped)
        row.focused.connect(self._on_focused)
        row.left.connect(self._on_left)
        self._card.add(row)
        self._rows.append(row)

    def _on_grow(self) -> None:
        bar = self._area.verticalScrollBar()
        is_wanted = self._filled < ENOUGH or bar.value() + 2 * bar.pageStep() > bar.maximum()
        if not self.isVisible() or not is_wanted:
            return
        self._make_rows(min(len(self._fields), self._filled + A_FEW), self._filled)
        if self._filled < len(self._fields):
            self._grow.start()

    def _fit(self) -> None:
        narrow = self.width() < theme.length(NARROW)
        for row in self._rows:
            row.set_narrow(narrow)
        height = row_height(narrow)
        room = max(int(self.height() * SHARE) // height, LEAST_ROWS)
        self._area.setFixedHeight(max(min(len(self._fields), room), 1) * height)

    # The hand

    def _on_typed(self, row: FieldRow) -> None:
        self._touched = row
        self._pause.touch()

    def _on_left(self, row: FieldRow) -> None:
        if row is self._touched:
            self.flush()

    def _on_focused(self, row: FieldRow) -> None:
        if row.fact is not None:
            self._area.ensureWidgetVisible(row, 0, row.height())
            self.text.show_fact(row.fact.id, select=False)
            self.fact_at_work.emit(row.fact.id)

    def _on_entered(self, row: FieldRow) -> None:
        if row.is_touched:
            self._touched = row
            self.flush()
        elif row.fact is not None and self._model is not None:
            self._model.do(confirm, row.fact.id)
        self._on_stepped(row, 1)

    def _on_stepped(self, row: FieldRow, step: int) -> None:
        self.flush()
        fact = row.fact
        if fact is None or self._model is None:
            return
        target = next_open(self._model.draft, fact.element_id, fact.start, step)
        if target is not None:
            self.fact_wanted.emit(target.id)
        else:
            self.nothing_open.emit()
            row.edit.focusNextPrevChild(step > 0)


def _fields(index: DraftIndex, ids: Iterable[str]) -> tuple[tuple[Fact, int], ...]:
    """The first place in the section (its elements' ids) of each of its fields, and the number of places in the draft."""
    return tuple((group[0], index.places_of(group[0])) for group in fields(index.facts_in(ids)))


def _show_field(row: FieldRow, model: DraftModel | None, fact: Fact, places: int) -> None:
    row.show_fact(fact, places, model is not None and bool(model.draft.basis))
    row.edit.setReadOnly(model is None or model.read_only)
