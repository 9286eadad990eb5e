"""The tables of a section in 表单, each as a grid of fields with its caption above and a remark on the value below."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from core.model.elements import Element
from core.model.fact import Fact
from core.model.grid import PlacedTable
from core.model.outline import readiness
from core.workflows.drafting.editing import beside
from core.workflows.drafting.filling import is_rolled, remark_on_value
from gui.form.field_row import ROLLED_HINT
from gui.form.fields import name_of
from gui.form.grid_model import grids_in
from gui.form.grid_view import GridView
from gui.session.draft_model import DraftModel
from gui.shell import theme
from gui.widgets.basics import label, pill

HIGHEST = 320
"""Most height of a grid, in pixels at the usual size; a higher one scrolls."""

NAME = "表格"


class GridCard(QFrame):
    """One table. ``fact_focused`` carries the fact at hand; ``stepped`` that Tab goes on beyond this table from a fact."""

    fact_focused = Signal(object)
    stepped = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._name, self._told = label("", "secondary"), label("", "hint", wrap=True)
        self._empty, self._carried = pill("", "empty"), pill("", "carried")
        self.view = GridView()
        title = QHBoxLayout()
        title.setSpacing(theme.length(8))
        for widget in (self._name, self._empty, self._carried):
            title.addWidget(widget)
        title.addStretch(1)
        side = theme.length(16)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, theme.length(10), side, theme.length(10))
        column.setSpacing(theme.length(6))
        column.addLayout(title)
        column.addWidget(self.view)
        column.addWidget(self._told)
        self.view.moved.connect(self._on_moved)
        self.view.stepped.connect(self.stepped)
        self.view.cells.typed.connect(self._remark)

    def show_table(self, model: DraftModel, found: tuple[PlacedTable, Sequence[Element]]) -> None:
        """Show a table with its caption."""
        placed, elements = found
        is_other = self.view.grid.show_table(model, placed, elements)
        said = beside(model.draft, placed.element_id)
        name = said.caption.text.strip() if said is not None and said.caption is not None else NAME
        self._name.setText(name)
        self.view.setAccessibleName(name)
        ready = readiness(self.view.grid.facts)
        for widget, words, count in ((self._empty, "待填", ready.empty), (self._carried, "待核", ready.carried)):
            widget.setText(f"{words} {count}")
            widget.setVisible(count > 0)
        if is_other:
            self._fit()
        self._on_moved(self.view.grid.fact_at(self.view.currentIndex()), is_shown=False)

    def _fit(self) -> None:
        self.view.fit()
        self.view.setFixedHeight(min(self.view.whole_height, theme.length(HIGHEST)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns take the room there is."""
        super().resizeEvent(event)
        self._fit()

    def _on_moved(self, fact: Fact | None, is_shown: bool = True) -> None:
        model = self.view.grid.draft
        if fact is None or model is None:
            self._told.setText("")
            return
        doubt = ROLLED_HINT if is_rolled(fact) else remark_on_value(model.draft, fact, fact.text)
        self._told.setText(_described(fact) + (f"：{doubt}" if doubt else ""))
        if is_shown and self.view.hasFocus():
            self.fact_focused.emit(fact)

    def _remark(self, fact: Fact, typed: str) -> None:
        """What is odd about the value in the box, at once."""
        model = self.view.grid.draft
        doubt = remark_on_value(model.draft, fact, typed) if model is not None else ""
        self._told.setText(f"{name_of(fact)}：{doubt}" if doubt else name_of(fact))


def _described(fact: Fact) -> str:
    """A fact in words: its name, unit and last year's value."""
    unit = f"，单位{fact.unit}" if fact.unit else ""
    return name_of(fact) + unit + (f"，上年 {fact.prior}" if fact.prior else "")


class GridCards(QWidget):
    """All tables of a section in which facts stand."""

    fact_focused = Signal(object)
    stepped = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.length(12))
        self.cards: list[GridCard] = []
        self.ids: frozenset[str] = frozenset()
        """The paragraphs that stand in the tables shown."""

    def show_section(self, model: DraftModel, ids: tuple[str, ...]) -> None:
        """Show the tables among these elements."""
        found = grids_in(model.index, ids)
        while len(self.cards) < len(found):
            self._add()
        for number, card in enumerate(self.cards):
            card.setVisible(number < len(found))
            if number < len(found):
                card.show_table(model, found[number])
        self.ids = frozenset(each.id for placed, own in found for each in own[placed.start : placed.end])
        self.setVisible(bool(found))

    def flush(self) -> None:
        """Commit what was typed into an open cell."""
        for card in self.cards:
            card.view.cells.flush()

    def _add(self) -> None:
        card = GridCard()
        card.fact_focused.connect(self.fact_focused)
        card.stepped.connect(self.stepped)
        self.cards.append(card)
        self._column.addWidget(card)

    def show_fact(self, fact_id: str) -> bool:
        """Go to the cell of a fact; False where it is in no table shown."""
        return any(card.isVisibleTo(self) and card.view.show_fact(fact_id) for card in self.cards)

    @property
    def first_open(self) -> QWidget | None:
        """The grid that gets the focus where a section has nothing but tables: the first."""
        return next((card.view for card in self.cards if card.isVisibleTo(self)), None)
