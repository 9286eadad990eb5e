"""What last year's documents are for, and adding and removing them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.errors import AppError
from core.model.draft import BasisRole
from core.workflows.importing.isolated import ReportReader
from core.workflows.importing.reports import Report
from core.workflows.messages import sentence
from core.workflows.yearly.bases import ListedBasis, add_bases, change_role, listed_bases, proposed_role, remove_basis
from gui.new_draft.basis import RoleChoice
from gui.new_draft.scan_reading import READ, STOP, ScanReading, is_scan
from gui.session.draft_model import DraftModel
from gui.shell import theme
from gui.shell.tasks import TaskRunner
from gui.widgets.basics import button, icon_button
from gui.widgets.frame.flow import Flow

ADD = "添加(&Q)…"
ADD_HINT = "添加往年材料：从电脑里选，存进这份稿件；也可以把文件拖到窗口里（Ctrl+Shift+U）"
REMOVE = "移去这份材料"
READING = "正在读取“{name}”…"
ADDED = "已放进往年材料：{names}。用途可以在“往年材料”上面改，按 Ctrl+Z 撤销。"
KNOWN = "这份材料已经在往年材料里，没有改动。"
CHANGED = "《{name}》的用途改为“{role}”。"
REMOVED = "《{name}》已从往年材料里移去，按 Ctrl+Z 放回。"
NOT_ADDED = "这份稿件现在只能看，没有添加。"
SCAN = "“{}”：{}"
KEY = "add_basis"


@dataclass(slots=True)
class _Batch:
    """Files added at once to a draft: those still to be read, and what was read."""

    model: DraftModel
    reader: ReportReader
    waiting: list[Path]
    read: list[Report] = field(default_factory=list)


class BasisBar(QWidget):
    """``message_shown`` carries what was done; ``add_wanted`` requests files, ``added`` the number of a new document,
    ``noted`` words, their tone and choices for the window."""

    message_shown = Signal(str)
    add_wanted = Signal()
    added = Signal(int)
    noted = Signal(str, str, list)

    def __init__(self, runner: TaskRunner) -> None:
        super().__init__()
        self._runner = runner
        self._model: DraftModel | None = None
        self._shown: ListedBasis | None = None
        self._batches: list[_Batch] = []
        self.role = RoleChoice("这份材料的用途")
        self.role.activated.connect(self._on_role_chosen)
        self.remove = icon_button("x", REMOVE, self._on_removed)
        self.add_button = button(ADD, self.add_wanted.emit, "quiet", ADD_HINT)
        row = Flow((self.role, self.remove, self.add_button), theme.length(6))
        row.setContentsMargins(0, 0, 0, 0)
        self.setLayout(row)

    def show_basis(self, model: DraftModel, number: int) -> None:
        """Show what the document with this number is for."""
        self._model = model
        found = (each for each in listed_bases(model.draft) if each.number == number)
        self._shown = next(found, None)
        for widget in (self.role, self.remove):
            widget.setVisible(self._shown is not None)
            widget.setDisabled(model.read_only)
        self.add_button.setDisabled(model.read_only)
        if self._shown is not None:
            self.role.setCurrentText(self._shown.role)
            self.remove.setDisabled(model.read_only or self._shown.is_source)

    def add(self, paths: Sequence[Path], reader: ReportReader) -> None:
        """Read these files one after the other, then store them in the draft as one step."""
        if self._model is None or self._model.read_only:
            self.message_shown.emit(NOT_ADDED)
            return
        self._batches.append(_Batch(self._model, reader.beside(), list(paths)))
        if len(self._batches) == 1:
            self._read_next()

    def _read_next(self) -> None:
        """Read the next file; those added meanwhile wait, and are a step of their own."""
        while self._batches and not self._batches[0].waiting:
            done = self._batches.pop(0)
            self._store(done.model, done.read)
        if not self._batches:
            return
        batch = self._batches[0]
        path = batch.waiting.pop(0)
        self.message_shown.emit(READING.format(name=path.name))
        answered = partial(self._on_read, batch, path)
        self._runner.run(_report_in, batch.reader, path, on_done=answered, on_failed=answered, key=KEY)

    def _on_read(self, batch: "_Batch", path: Path, found: Report | AppError) -> None:
        if isinstance(found, Report):
            batch.read.append(found)
        elif is_scan(found):
            self._ask(batch, path, found)
        else:
            self._runner.failed.emit(found)
        self._read_next()

    def _ask(self, batch: "_Batch", path: Path, problem: AppError) -> None:
        """Ask whether to recognise a scan; what was read of it is stored as a step of its own."""
        scan = ScanReading(self._runner, batch.reader, path, self)
        name = partial(SCAN.format, path.name)
        start, stop = [(READ, scan.start)], [(STOP, scan.stop)]
        scan.asked.connect(lambda words: self.noted.emit(name(words), "info", start))
        scan.progressed.connect(lambda words: self.noted.emit(name(words), "info", stop))
        scan.read.connect(lambda result: self._on_scan_read(batch.model, result.value, sentence(result.notices[0])))
        scan.failed.connect(self._runner.failed)
        scan.ask(problem)

    def _on_scan_read(self, model: DraftModel, report: Report, words: str) -> None:
        self.noted.emit(SCAN.format(report.name, words), "success", [])
        self._store(model, [report])

    def _store(self, model: DraftModel, reports: Sequence[Report]) -> None:
        """Store documents in the draft that they were added to, which may not be the one shown any more."""
        if not reports:
            return
        draft = model.draft
        roles = [(report, proposed_role(draft, report)) for report in reports]
        if self._runner.attempt(model.do, add_bases, roles):
            names = "、".join(f"《{report.name}》（{role}）" for report, role in roles)
            if model is self._model:
                self.added.emit(listed_bases(model.draft)[-1].number)
            self.message_shown.emit(ADDED.format(names=names))
        else:
            self.message_shown.emit(KNOWN)

    def _on_role_chosen(self) -> None:
        shown, role = self._shown, BasisRole(self.role.currentText())
        if self._model is None or shown is None:
            return
        if self._runner.attempt(self._model.do, change_role, shown.number, role):
            self.message_shown.emit(CHANGED.format(name=shown.name, role=role))
        self.show_basis(self._model, shown.number)

    def _on_removed(self) -> None:
        shown = self._shown
        if self._model is None or shown is None:
            return
        if self._runner.attempt(self._model.do, remove_basis, shown.number):
            self.message_shown.emit(REMOVED.format(name=shown.name))


def _report_in(reader: ReportReader, path: Path) -> Report:
    """Runs in the background."""
    return reader.read_here_or_apart(path).value
