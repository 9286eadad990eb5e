"""对照表: the tasks of the plan on paper or in a file, worked out and written in the background."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QDate, QObject, Signal
from PySide6.QtWidgets import QWidget

from core.model.draft import Draft
from core.workflows.messages import sentence
from core.workflows.yearly.coverage_table import plan_table, table_name, table_pages, write_table
from core.workflows.yearly.plan_table import plan_view
from gui.collection.files import show_path
from gui.session.draft_model import DraftModel
from gui.shell.tasks import TaskRunner
from gui.widgets.file_choice import choose_new_file

TITLE = "要点对照表"
KINDS = MappingProxyType({".docx": "Word 文件", ".xlsx": "Excel 表格"})


class TableAction(QObject):
    """``noted`` carries what became of it, with what may be chosen."""

    noted = Signal(str, list)

    def __init__(self, runner: TaskRunner, model: DraftModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._runner, self._model, self._parent = runner, model, parent

    def print(self) -> None:
        """Show the pages as they go to the printer."""
        self._model.flush()
        self._runner.run(_pages, self._model.draft, _today(), on_done=self._on_set, on_failed=self._on_failed)

    def save(self, ending: str) -> None:
        """Ask for a file and write it."""

        self._model.flush()
        proposal = self._model.folder() / table_name(self._model.draft, ending)
        for target in choose_new_file(self._parent, TITLE, proposal, KINDS[ending]):
            self._runner.run(
                _write, self._model.draft, target, _today(), on_done=self._on_written, on_failed=self._on_failed
            )

    def _on_set(self, pages: Any) -> None:
        from gui.printing.dialogs import PrintOrder, preview_pages

        preview_pages(PrintOrder(pages, TITLE, 0), self._runner, self._parent)

    def _on_written(self, path: Path) -> None:
        choices: list[tuple[str, Callable[[], None]]] = [
            ("打开(&P)", partial(self._show, path)),
            ("打开所在文件夹(&W)", partial(self._show, path.parent)),
        ]
        self.noted.emit(f"对照表已写到“{path.name}”。", choices)

    def _show(self, path: Path) -> None:
        show_path(path, lambda message: self.noted.emit(message, []), "对照表已经写好")

    def _on_failed(self, error: Any) -> None:
        self.noted.emit(sentence(error), [])


def _today() -> date:
    day = QDate.currentDate()
    return date(day.year(), day.month(), day.day())


def _pages(draft: Draft, today: date) -> Any:
    """For the background."""

    return table_pages(plan_table(plan_view(draft), draft, today))


def _write(draft: Draft, target: Path, today: date) -> Path:
    """For the background. Raises AppError when the disk refuses."""

    return write_table(plan_table(plan_view(draft), draft, today), target)
