"""The open facts on the export sheet."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from core.model.draft import Draft
from core.model.fact import FactState
from core.model.outline import fields, sections
from gui.shell import theme
from gui.widgets.frame.fold import Fold

FACT = Qt.ItemDataRole.UserRole
HINT = "列出或收起还没有核过的要素；双击一项，回到稿件里的那一处"


class OpenFacts(QWidget):
    """The count, and after it the list; ``fact_chosen`` requests to go to one."""

    fact_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = _open_list()
        self.list.itemActivated.connect(lambda item: self.fact_chosen.emit(item.data(0, FACT)))
        self.fold = Fold(self.list, HINT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.fold)

    def show_draft(self, draft: Draft) -> bool:
        """List the open facts, empty ones first; whether there are any."""
        still = [group[0] for group in fields(draft.facts) if group[0].state.is_open]
        places = section_names(draft)
        self.list.clear()
        for fact in sorted(still, key=lambda fact: fact.state is not FactState.EMPTY):
            place = places[fact.element_id]
            is_empty = fact.state is FactState.EMPTY
            item = QTreeWidgetItem(["待填" if is_empty else "待核", fact.label or fact.text, place])
            item.setForeground(0, theme.colour("empty_text" if is_empty else "carried_text"))
            item.setForeground(2, theme.colour("secondary"))
            item.setToolTip(1, f"{fact.label}（上年：{fact.prior}）" if fact.prior else fact.label)
            item.setToolTip(2, place)
            item.setData(0, FACT, fact.id)
            self.list.addTopLevelItem(item)
        empty = sum(fact.state is FactState.EMPTY for fact in still)
        self.fold.show_words(f"还有{len(still)}项没有核：待填{empty}，待核{len(still) - empty}")
        self.setVisible(bool(still))
        return bool(still)


def section_names(draft: Draft) -> dict[str, str]:
    """Ordinal and heading of the section of every element."""
    return {
        element_id: section.ordinal + section.heading
        for section in sections(draft.elements)
        for element_id in section.element_ids
    }


def _open_list() -> QTreeWidget:
    """Three columns: state, what the fact counts, its place."""
    tree = QTreeWidget()
    tree.setColumnCount(3)
    tree.setHeaderHidden(True)
    tree.setRootIsDecorated(False)
    tree.setUniformRowHeights(True)
    tree.setAllColumnsShowFocus(True)
    modes = QHeaderView.ResizeMode
    for column, mode in enumerate((modes.ResizeToContents, modes.Stretch, modes.Stretch)):
        tree.header().setSectionResizeMode(column, mode)
    tree.setAccessibleName("还没有核过的要素")
    tree.setMinimumHeight(theme.length(210))
    return tree
