"""The head of the findings: counts and filter by severity, grouping, and export of the proof."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QComboBox, QMenu, QPushButton, QVBoxLayout, QWidget

from core.model.finding import SEVERITY_NAMES, Finding, Severity
from gui.shell import theme
from gui.widgets.basics import button
from gui.widgets.frame.flow import Flow

LOOKS = ((Severity.ERROR, "finding"), (Severity.WARNING, "empty"), (Severity.HINT, "carried"))
GROUPINGS = ("按类别", "按章节")
EXPORT = "导出校对稿…"
OPEN_OWN = "打开自己的词表"
OWN, OWN_HINT = "自己的词表…", "打开自己的词表：本单位容易写错的词和固定提法，加一行就多一条"


class FindingsHead(QWidget):
    """``changed`` follows a change of severities or grouping, ``export_wanted`` requests the proof.

    ``own_words_wanted`` requests the user's own tables.
    """

    changed = Signal()
    export_wanted = Signal()
    own_words_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.severities = {severity: self._toggle(severity, tone) for severity, tone in LOOKS}
        self.grouping = QComboBox()
        self.grouping.addItems(GROUPINGS)
        self.grouping.setAccessibleName("问题的排列")
        self.grouping.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self.export = button(EXPORT, self.export_wanted.emit, "", "写成 Word 文件，每个问题是一条批注")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length(6))
        column.addLayout(Flow(tuple(self.severities.values()), theme.length(6)))
        self.own = button(OWN, self.own_words_wanted.emit, "", OWN_HINT)
        self.own.setAccessibleName(OPEN_OWN)
        self._buttons = self.export, self.own
        self.more = button("更多", lambda: None, "", "这里放不下的")
        self._folded: list[QAction] = []
        self.more.setMenu(self._menu())
        self.more.hide()
        self._one_row = Flow((self.grouping, *self._buttons, self.more), theme.length(6))
        column.addLayout(self._one_row)

    def _menu(self) -> QMenu:
        """The same actions as a menu, where the buttons do not fit."""
        menu = QMenu(self)
        for source in self._buttons:
            action = menu.addAction(source.text(), source.click)
            self._folded.append(action)
            menu.aboutToShow.connect(lambda action=action, source=source: action.setEnabled(source.isEnabled()))
        return menu

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One row for grouping and buttons: those that do not fit move into 更多, the last one first."""
        super().resizeEvent(event)
        margins = self.contentsMargins()
        room = event.size().width() - margins.left() - margins.right()
        count = len(self._buttons)
        while count and self.width_with(count) > room:
            count -= 1
        for number, source in enumerate(self._buttons):
            source.setVisible(number < count)
            self._folded[number].setVisible(number >= count)
        self.more.setVisible(count < len(self._buttons))

    def width_with(self, count: int) -> int:
        """The width of the row with so many buttons, and 更多 for the others."""
        parts = (self.grouping, *self._buttons[:count], *((self.more,) if count < len(self._buttons) else ()))
        for part in parts:
            part.ensurePolished()  # the font of a widget is unknown until it is shown
        widths: list[int] = [part.sizeHint().width() for part in parts]
        gaps: int = self._one_row.spacing() * (len(parts) - 1)
        return sum(widths) + gaps

    @property
    def by_section(self) -> bool:
        """Whether the findings are grouped by section."""
        return self.grouping.currentIndex() == 1

    def shown(self, findings: Sequence[Finding]) -> tuple[Finding, ...]:
        """The findings of the chosen severities."""
        return tuple(one for one in findings if self.severities[one.severity].isChecked())

    def show_counts(self, findings: Sequence[Finding]) -> None:
        """Say how many there are of each severity."""
        for severity, toggle in self.severities.items():
            count = sum(one.severity is severity for one in findings)
            toggle.setText(f"{SEVERITY_NAMES[severity]} {count}")
            toggle.setAccessibleName(f"列出{SEVERITY_NAMES[severity]}，{count}个")
        self.export.setEnabled(bool(findings))

    def _toggle(self, severity: Severity, tone: str) -> QPushButton:
        toggle = QPushButton(SEVERITY_NAMES[severity])
        toggle.setCheckable(True)
        toggle.setChecked(True)
        toggle.setProperty("look", "severity")
        toggle.setProperty("tone", tone)
        toggle.setToolTip(f"列出或不列出{SEVERITY_NAMES[severity]}")
        toggle.toggled.connect(lambda _checked: self.changed.emit())
        return toggle
