"""The basis documents of a new draft: chosen or dropped, read in the background, each with its status."""

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.workflows.importing.reports import Report, read_report
from core.workflows.messages import sentence
from gui.shell import theme
from gui.shell.tasks import Task, TaskRunner
from gui.widgets.basics import button, icon_button, label, restyle

SHOWN_NOTICES = 3
MORE, LESS = "另有{count}项，全部列出", "收起"
KEY = "basis"


class _BasisRow(QFrame):
    """One document: its name, its status, and a remove button."""

    removed = Signal(object)

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.report: Report | None = None
        self.task: Task | None = None
        self._notices: tuple[str, ...] = ()
        self._is_all = False
        self.setProperty("notice", "none")
        self._state = label("正在读取…", "small", wrap=True)
        self._more = button("", self._on_more, "quiet")
        self._more.hide()
        self._use = label("", "small", wrap=True)
        self._use.hide()
        name = label(path.name, wrap=True)
        words = QVBoxLayout()
        words.setSpacing(theme.length(2))
        words.addWidget(name)
        words.addWidget(self._state)
        words.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        words.addWidget(self._use)
        picture = QLabel()
        picture.setPixmap(theme.pixmap("file-text", "secondary", 18))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.length(12), theme.length(8), theme.length(6), theme.length(8))
        row.setSpacing(theme.length(10))
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        cross = icon_button("x", f"移去{path.name}", partial(self.removed.emit, self))
        row.addWidget(cross, 0, Qt.AlignmentFlag.AlignTop)

    def show_report(self, report: Report, notices: Sequence[str]) -> None:
        """The document was read."""
        self.report, self.task = report, None
        self._notices = (report.document.kind or "没有认出材料类型", *notices)
        self._more.setVisible(len(notices) > SHOWN_NOTICES)
        self._show_notices(False)

    def _show_notices(self, is_all: bool) -> None:
        """All notices about the document, or their beginning. The button stays: the focus must not move to the remove
        button."""
        self._is_all = is_all
        shown = self._notices if is_all else self._notices[: 1 + SHOWN_NOTICES]
        self._state.setText("\n".join(shown))
        self._more.setText(LESS if is_all else MORE.format(count=len(self._notices) - 1 - SHOWN_NOTICES))

    def _on_more(self) -> None:
        self._show_notices(not self._is_all)

    def show_use(self, words: str) -> None:
        """Show the use of the document."""
        self._use.setText(words)
        self._use.setHidden(not words)

    def show_error(self, words: str) -> None:
        """Show why the document cannot be used."""
        self.task = None
        self._state.setText(words)
        restyle(self, "notice", "error")


class BasisPanel(QWidget):
    """``changed`` is emitted when a document was added, read, refused or removed."""

    changed = Signal()

    def __init__(self, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._rows: list[_BasisRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.length(8))

    @property
    def reports(self) -> tuple[Report, ...]:
        """The documents that were read, in the order they were added."""
        return tuple(row.report for row in self._rows if row.report is not None)

    @property
    def reading(self) -> tuple[int, int]:
        """How many documents are done, and how many there are."""
        return sum(row.task is None for row in self._rows), len(self._rows)

    @property
    def paths(self) -> tuple[Path, ...]:
        """The added files, refused ones included."""
        return tuple(row.path for row in self._rows)

    def add(self, paths: Iterable[Path]) -> None:
        """Read these files in the background; one added already is not read again."""
        for path in paths:
            if path not in self.paths:
                self._start(path)
        self.changed.emit()

    def show_uses(self, uses: Iterable[str]) -> None:
        """Show the use of each of ``reports``."""
        read = (row for row in self._rows if row.report is not None)
        for row, words in zip(read, uses, strict=True):
            row.show_use(words)

    def cancel(self) -> None:
        """Stop reading: documents not read yet are removed from the list."""
        for row in [row for row in self._rows if row.task is not None]:
            self._take_off(row)
        self.changed.emit()

    def clear(self) -> None:
        """Remove all documents."""
        for row in list(self._rows):
            self._take_off(row)
        self.changed.emit()

    def _start(self, path: Path) -> None:
        row = _BasisRow(path)
        row.removed.connect(self._on_removed)
        self._rows.append(row)
        self._column.addWidget(row)
        done, failed = partial(self._on_read, row), partial(self._on_failed, row)
        row.task = self._runner.run(read_report, path, on_done=done, on_failed=failed, key=f"{KEY}/{path}")

    def _take_off(self, row: _BasisRow) -> None:
        if row.task is not None:
            row.task.cancel()
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _on_removed(self, row: _BasisRow) -> None:
        self._take_off(row)
        self.changed.emit()

    def _on_read(self, row: _BasisRow, result: Any) -> None:
        row.show_report(result.value, tuple(dict.fromkeys(sentence(notice) for notice in result.notices)))
        self.changed.emit()

    def _on_failed(self, row: _BasisRow, error: Any) -> None:
        row.show_error(sentence(error))
        self.changed.emit()
