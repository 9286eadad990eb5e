"""表单: the section's title, its facts as fields, and its running text below."""

from functools import partial
from itertools import filterfalse
from types import MappingProxyType

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from core.model.change import Change
from core.model.elements import Element, Role
from core.model.fact import Fact, FactState
from core.model.outline import fields
from core.workflows.drafting.editing import ELEMENT_NAMES, element_of, remark_on_date, rename, set_element, standard_day
from core.workflows.drafting.filling import fill_in, is_rolled, keep, remark_on_value
from gui.editor.panel import TextPanel
from gui.editor.position import TextPlace
from gui.form.field_row import FactsCard, FieldRow, ValueEdit, row_height
from gui.form.fields import form_order, name_of, nearest_field, next_box
from gui.form.grid_card import GridCards, GridView
from gui.outline.sections import BACK, FRONT
from gui.session.draft_model import DraftModel
from gui.settings.preferences import is_empty_first
from gui.shell import theme
from gui.widgets.basics import frame, label, scrolled
from gui.widgets.frame.scrollable_column import is_mouse_down
from gui.widgets.typing_timer import TypingPause

NARROW = 500
"""Width below which the labels stand above the values."""

WIDEST = 800
"""Width that is enough: labels stay near their fields."""

LEAST_ROWS = 3
SHARE = 0.42
"""Most of the height that the fields take from the text below them."""

ELEMENTS = MappingProxyType({FRONT: (Role.TITLE, Role.ADDRESSEE), BACK: (Role.SIGNATURE, Role.ISSUE_DATE)})


class FormHead(QWidget):
    """The card above the fields: a section's heading, or the single elements before and after the text.

    One or two line edits; typed text is committed when typing pauses, a cleared line when it is left.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model: DraftModel | None = None
        self._key = ""
        self.pause = TypingPause(lambda: any(edit.is_composing for edit in self.edits), self)
        self.pause.rested.connect(self._take_whole)
        self.pause.overdue.connect(self._take_whole)
        card = frame("card")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)
        grid = QGridLayout(card)
        side = theme.length(16)
        grid.setContentsMargins(side, theme.length(12), side, theme.length(14))
        grid.setHorizontalSpacing(theme.length(12))
        grid.setVerticalSpacing(theme.length(8))
        self._captions = [label("", "secondary") for _ in range(2)]
        self.edits = [ValueEdit() for _ in range(2)]
        for row, (caption, edit) in enumerate(zip(self._captions, self.edits, strict=True)):
            caption.setBuddy(edit)
            grid.addWidget(caption, row, 0)
            grid.addWidget(edit, row, 1)
            edit.left.connect(self._on_left)
            edit.textEdited.connect(self._on_typed)
            edit.entered.connect(self._on_entered)
            edit.stepped.connect(self._on_stepped)
        self.remark = label("", "doubt")
        self.remark.hide()
        grid.addWidget(self.remark, len(self.edits), 1)

    def show_section(self, model: DraftModel, key: str) -> None:
        """Show the title or elements of a section."""
        if model is not self._model:
            model.changed.connect(self._on_changed)
        self._model, self._key = model, key
        self._refresh()

    @property
    def last(self) -> QWidget:
        """The lower one of the visible lines."""
        return self.edits[self.edits[1].isVisible()]

    def flush(self) -> None:
        """Commit typed text."""
        self._take_typed(with_empty=True)

    def _on_typed(self) -> None:
        self.pause.touch()
        self._tell(self.edits[1].text())

    def _tell(self, typed: str) -> None:
        """A remark about the text in the box of a date."""
        self.remark.setText(remark_on_date(typed) if self._key == BACK else "")
        self.remark.setVisible(bool(self.remark.text()))

    def _take_whole(self) -> None:
        self._take_typed(with_empty=False)

    def _take_typed(self, with_empty: bool) -> None:
        self.pause.stop()
        if self._model is None or self._model.read_only:
            return
        for number, edit in enumerate(self.edits):
            text = edit.text().strip()
            if edit.isModified() and (text or with_empty):
                edit.setModified(False)
                self._take(number, text)

    def _take(self, number: int, text: str) -> None:
        model = self._model
        if model is None:
            return
        if self._key in ELEMENTS:
            model.do(set_element, ELEMENTS[self._key][number], text)
        elif text and self._key in model.sections:
            model.do(rename, self._key, text)
        self._refresh()

    def _on_changed(self, change: Change) -> None:
        sides = (change.before, change.after)
        roles = {element.role for side in sides for element in side.elements}
        is_other = change.after.order is not None or not roles.isdisjoint(ELEMENTS.get(self._key, roles))
        if is_other and self.isVisible():
            self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Update after changes made while hidden."""
        super().showEvent(event)
        self._refresh()

    def _refresh(self) -> None:
        if self._model is None:
            return
        shown = self._contents(self._model)
        for number, edit in enumerate(self.edits):
            visible = number < len(shown)
            self._captions[number].setVisible(visible)
            edit.setVisible(visible)
            if not visible:
                continue
            caption, text = shown[number]
            self._captions[number].setText(caption)
            edit.setToolTip(text)
            edit.setAccessibleName(caption)
            edit.setReadOnly(self._model.read_only)
            _show_line(edit, text)
        if self._key != BACK or not self.edits[1].hasFocus():
            self._tell(self.edits[1].text())

    def _contents(self, model: DraftModel) -> list[tuple[str, str]]:
        """Caption and text of each line."""
        if self._key in ELEMENTS:
            own = ((role, element_of(model.draft, role)) for role in ELEMENTS[self._key])
            return [(ELEMENT_NAMES[role], _shown(model, element)) for role, element in own]
        section = model.sections.get(self._key)
        return [(f"标题　{section.ordinal}".rstrip("　"), section.heading)] if section else []

    def _on_left(self) -> None:
        self.flush()
        self._refresh()

    def _on_entered(self) -> None:
        self.flush()
        self.focusNextChild()

    def _on_stepped(self, step: int) -> None:
        self.flush()
        self.focusNextPrevChild(step > 0)


def _cell_at(grids: GridCards, focus: QWidget | None) -> str:
    """The first paragraph of the current cell of the table with the focus, on it or on a box in it; empty for none."""
    views = (card.view for card in grids.cards)
    view = next((each for each in views if focus is not None and (focus is each or each.isAncestorOf(focus))), None)
    return view.grid.first_at(view.currentIndex()) if view is not None else ""


def _table_of(grids: GridCards, element_id: str) -> GridView | None:
    """The table in which a paragraph stands, if it is shown."""
    views = (card.view for card in grids.cards if element_id in grids.ids)
    return next((view for view in views if view.grid.place_of_element(element_id).isValid()), None)


def _bring(area: QScrollArea, content: QWidget, view: QWidget, box: QRect) -> None:
    """Scroll an area to a part of a view in it; under a pressed mouse it stays, or the mouse would stand on another part."""
    if not is_mouse_down():
        centre = view.mapTo(content, box.center())
        area.ensureVisible(centre.x(), centre.y(), 0, box.height() // 2 + 1)


class FormPanel(QWidget):
    """``fact_wanted`` requests to go to a fact anywhere, ``fact_at_work`` names the one whose field is being edited.

    ``nothing_open``: Tab found no other open fact.
    """

    fact_wanted = Signal(str)
    fact_at_work = Signal(str)
    nothing_open = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model: DraftModel | None = None
        self._key = ""
        self._fields: tuple[tuple[Fact, int], ...] = ()
        self._touched: FieldRow | None = None
        self._near, self._is_led = ("", 0), False
        self.pause = TypingPause(
            lambda: self._touched is not None and self._touched.edit.is_composing,
            self,
            lambda: self._touched is not None and not self._touched.edit.text().strip(),
        )
        self.pause.rested.connect(self.flush)
        self.pause.overdue.connect(self.flush)
        self.text = TextPanel("本章节正文")
        self.head = FormHead()
        self.card = FactsCard()
        self.grids = GridCards()
        self.fields = self.card.area
        self.fields.make, self.fields.show_row = self._new_row, self._show_row
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
        column.addWidget(self.card)
        column.addWidget(self.grids)
        column.addWidget(text, 1)
        self.card.fact_wanted.connect(self.show_fact)
        self.grids.fact_focused.connect(self._on_cell_focused)
        self.grids.reached.connect(partial(_bring, self._page, content))
        self.grids.message_shown.connect(self.text.copied)
        self.grids.filled.connect(self.text.committed)
        self.grids.stepped.connect(self._on_cell_stepped)
        content.setMaximumWidth(theme.length(WIDEST))
        self._page.setAlignment(Qt.AlignmentFlag.AlignHCenter)

    # Public interface

    def show_section(self, model: DraftModel, key: str) -> None:
        """Show a section of the draft."""
        at_work = QApplication.focusWidget()
        self.flush()
        if model is not self.model:
            self.model = model
            model.flush_requested.connect(self.flush)
            model.changed.connect(self._on_changed)
        if key != self._key:
            self._key, self._near = key, ("", 0)
            self.fields.verticalScrollBar().setValue(0)
        self.text.show_section(model, key)
        self.head.show_section(model, key)
        self._on_changed()
        if at_work is not None and self.isAncestorOf(at_work) and not at_work.isVisible():
            self.first_field.setFocus()  # Qt would pass the focus on to whatever comes behind the form

    def show_fact(self, fact_id: str) -> None:
        """Put the cursor into the field of a fact of this section, and scroll to its place in the text.

        Words without a box (上年) are selected in the text, where Enter confirms them, too.
        """
        chosen = next((f for f in self.model.draft.facts if f.id == fact_id), None) if self.model is not None else None
        groups = [fact.field for fact, _ in self._fields]
        if chosen is None or chosen.field not in groups:
            self._show_cell(fact_id)
            return
        row = self.fields.row(groups.index(chosen.field))
        QTimer.singleShot(0, row, lambda: self.fields.ensureWidgetVisible(row, 0, row.height()))
        has_box = not is_rolled(chosen)
        (row.edit if has_box else self.text).setFocus(Qt.FocusReason.TabFocusReason)
        row.edit.setSelection(0, len(row.edit.text()) * has_box)
        self.text.show_fact(fact_id, select=not has_box)

    def _show_cell(self, fact_id: str) -> None:
        if self.grids.show_fact(fact_id):
            self.text.show_fact(fact_id, select=False)

    def show_place(self, element_id: str, offset: int, end: int = -1) -> None:
        """Scroll to a place of the section: in the text, its cell, and the first field at or after it."""
        self.text.show_element(element_id, offset, end)
        self.grids.show_element(element_id)
        QTimer.singleShot(0, self, lambda: self._page.ensureWidgetVisible(self.text, 0, 0))
        places = [(fact.element_id, fact.start) for fact, _ in self._fields]
        number = next((n for n, (there, start) in enumerate(places) if there == element_id and start >= offset), -1)
        if number >= 0:
            bar, top = self.fields.verticalScrollBar(), number * row_height(self._is_narrow)
            QTimer.singleShot(0, self, lambda: bar.setValue(top))

    def take_place(self, place: TextPlace, field: str) -> None:
        """Focus the field of a fact, else the text if it has a cursor; scroll the text to that place."""
        self._refresh()  # possibly not visible yet: fields are created when shown
        self.first_field.setFocus()
        if field:
            self.show_fact(field)
        elif place.position[0]:
            self.text.setFocus()
        self.text.take_place(place)

    @property
    def first_field(self) -> QWidget:
        """The widget that gets the focus: the field or table set by ``lead_to``, the first open field, the first, or else
        the text."""
        near = _table_of(self.grids, self._near[0])
        if near is not None:
            return near
        if not self._fields:
            return self.grids.first_open or self.text
        order = self.model.ids_in(self._key) if self.model is not None else None
        number = nearest_field([fact for fact, _ in self._fields], order or (), self._near, is_empty_first())
        return self.fields.row(number).edit if number >= 0 else self.text

    def lead_to(self, place: tuple[str, int]) -> None:
        """Set the field nearest to a place of the section, or the cell with it, as the one that gets the focus."""
        self._near, self._is_led = place, True

    @property
    def hand(self) -> tuple[str, int]:
        """The place of work, a field, a cell or a position in the text; no element until the focus was moved."""
        focus = self.focusWidget()
        row = focus.parentWidget() if focus is not None else None
        if focus is self.text:
            return self.text.place_in_draft
        if not isinstance(row, FieldRow) or row.fact is None or focus is self.first_field:
            return _cell_at(self.grids, focus), 0
        return row.fact.element_id, row.fact.start

    def flush(self) -> None:
        """Commit the text typed into a field."""
        self.pause.stop()
        row, self._touched = self._touched, None
        if row is not None and self.model is not None and row.fact is not None and row.is_touched:
            self.model.do(fill_in, row.fact.id, row.edit.text().strip())
            row.show_value()
            self._tell_beside(row)
        self.grids.flush()
        self.head.flush()

    # Display

    def _on_changed(self) -> None:
        if self.isVisible():
            self._refresh()

    def showEvent(self, event: object) -> None:
        """Update after changes made while hidden."""
        super().showEvent(event)  # type: ignore[arg-type]
        self._refresh()
        if self._is_led:
            self._is_led = False
            self.grids.show_element(self._near[0])  # at once: the next key is for this cell
            if (view := _table_of(self.grids, self._near[0])) is not None:  # scrolled to once the form has its size
                QTimer.singleShot(
                    0, view, lambda: view.reached.emit(view.viewport(), view.visualRect(view.currentIndex()))
                )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The fields take the height they need, up to their share."""
        super().resizeEvent(event)
        self._fit()

    def _refresh(self) -> None:
        if self.model is None:
            return
        index, ids = self.model.index, self.model.ids_in(self._key) or ()
        # the first place in the section of each of its fields, and the number of places in the draft
        self.grids.show_section(self.model, ids)
        prose = index.facts_in(filterfalse(self.grids.ids.__contains__, ids))
        self._fields = tuple((group[0], index.places_of(group[0])) for group in fields(prose))
        self.card.show_counts([fact for fact, _ in self._fields])
        is_filled_elsewhere = self._key == BACK or bool(self.grids.ids)  # in the signature, or a table
        self.card.setHidden(not self._fields and is_filled_elsewhere)
        self.fields.show_fields([name_of(fact) for fact, _ in self._fields])
        self._fit()

    def _new_row(self) -> FieldRow:
        row = FieldRow()
        row.typed.connect(self._on_typed)
        row.entered.connect(self._on_entered)
        row.stepped.connect(self._on_stepped)
        row.focused.connect(self._on_focused)
        row.left.connect(self._on_left)
        row.kept.connect(self._on_kept)
        return row

    def _show_row(self, row: FieldRow, number: int) -> None:
        """Show the field of this number, unless the row is being edited."""
        fact, places = self._fields[number]
        is_shown = row.shows == (fact, places) and not row.is_touched
        if row is not self._touched and not is_shown:
            row.show_fact(fact, places, self.model is not None and bool(self.model.draft.basis))
            row.set_writable(self.model is not None and not self.model.read_only)
            self._tell_beside(row)

    def _tell_beside(self, row: FieldRow) -> None:
        """Show a remark about odd text in the box, typed or taken over."""
        if row.fact is not None and self.model is not None and not is_rolled(row.fact):
            row.show_doubt(remark_on_value(self.model.draft, row.fact, row.edit.text()))

    @property
    def _is_narrow(self) -> bool:
        return self.width() < theme.length(NARROW)

    def _fit(self) -> None:
        self.fields.set_narrow(self._is_narrow)
        height = row_height(self._is_narrow)
        room = max(int(self.height() * SHARE) // height, LEAST_ROWS)
        self.fields.setFixedHeight(max(min(len(self._fields), room), 1) * height)

    # Focus

    def _on_typed(self, row: FieldRow) -> None:
        self._touched = row
        self._tell_beside(row)
        self.pause.touch()

    def _on_left(self, row: FieldRow) -> None:
        if row is self._touched:
            self.flush()
        self._tell_beside(row)  # in which form it is written, too: that stays
        row.settle()

    def _on_focused(self, row: FieldRow) -> None:
        if row.fact is not None:
            self.fields.ensureWidgetVisible(row, 0, row.height())
            self.text.show_fact(row.fact.id, select=False)
            self.fact_at_work.emit(row.fact.id)

    def _on_entered(self, row: FieldRow) -> None:
        is_filled = row.fact is not None and row.fact.state is FactState.EMPTY
        self._on_kept(row)
        self._step(row, 1, is_filled and is_empty_first())

    def _on_kept(self, row: FieldRow) -> None:
        """Confirm a field, or take over what was typed into it; by mouse the focus stays where it is."""
        if row.is_touched:
            self._touched = row
            self.flush()
        elif row.fact is not None and self.model is not None:
            self.model.do(keep, row.fact.id)

    def _on_stepped(self, row: FieldRow, step: int) -> None:
        self._step(row, step, is_empty_first())

    def _step(self, row: FieldRow, step: int, empty_first: bool) -> None:
        """Enter, which confirms one value after the other, goes to the next field; Tab first goes to 待填 ones."""
        self.flush()
        fact = row.fact
        if fact is None or self.model is None:
            return
        target = _next_box(self.model, fact, step, empty_first)
        if target is not None:
            self.fact_wanted.emit(target.id)
        else:
            self.nothing_open.emit()
            self._step_on(self.fields.number_of(row) + step, step)

    def _on_cell_focused(self, fact: Fact) -> None:
        self.text.show_fact(fact.id, select=False)
        self.fact_at_work.emit(fact.id)

    def _on_cell_stepped(self, fact_id: str, step: int) -> None:
        """Tab in a table: to the next open fact of the draft, or out of the table."""
        here = next((each for each in self.model.draft.facts if each.id == fact_id), None) if self.model else None
        target = None
        if here is not None and self.model is not None:
            target = _next_box(self.model, here, step, is_empty_first())
        if target is not None:
            self.fact_wanted.emit(target.id)
        else:
            self.nothing_open.emit()
            (self.text if step > 0 else self.head.last).setFocus(Qt.FocusReason.TabFocusReason)

    def _step_on(self, number: int, step: int) -> None:
        """Go to the field of this number, or the next one with a box, or out of the fields."""
        while 0 <= number < len(self._fields) and is_rolled(self._fields[number][0]):
            number += step
        is_field = 0 <= number < len(self._fields)
        beside = self.head.last if number < 0 else self.text
        (self.fields.row(number).edit if is_field else beside).setFocus(Qt.FocusReason.TabFocusReason)


def _show_line(edit: ValueEdit, text: str) -> None:
    """Show a text, unless something else was typed, or the same, perhaps in another form, is being typed."""
    at_work = edit.hasFocus() and text in (edit.text().strip(), standard_day(edit.text()) or None)
    if edit.text() != text and not edit.isModified() and not at_work:
        edit.setText(text)
        edit.setCursorPosition(0)


def _shown(model: DraftModel, element: Element | None) -> str:
    """An element as one line; a title in several lines without their breaks."""
    if element is None:
        return ""
    return model.draft.title if element.role is Role.TITLE else element.content


def _next_box(model: DraftModel, fact: Fact, step: int, empty_first: bool) -> Fact | None:
    """The next open field of the draft, in the order in which the form shows them."""
    sections = (section.element_ids for section in model.sections.values())
    return next_box(model.draft, fact, step, empty_first, form_order(model.draft, sections))
