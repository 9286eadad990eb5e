"""打印: the preview, once the pages are current, and then the printer."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.model.draft import Draft
from gui.collection.files import show_path
from gui.preview.pages import PageModel
from gui.shell.doors import late
from gui.shell.tasks import TaskRunner

if TYPE_CHECKING:
    from core.workflows.exporting.pages import Pages

OPEN_FOLDER = "打开所在文件夹(&W)"
not_printed = late("core.workflows.exporting.unsupported:not_printed")
preview_pages = late("gui.printing.dialogs:preview_pages")
order_of = late("gui.printing.dialogs:PrintOrder")


class PrintMatter(NamedTuple):
    """What is printed: the draft, the index of its current page, and the folder where a PDF belongs."""

    draft: Draft
    current: int
    folder: Path


class PrintAction(QObject):
    """Prints the pages of a model; ``what`` returns what they are of; ``parent`` is the parent of the dialogs.

    ``wanted`` is emitted first, so that typed text is committed; ``message_shown`` carries what the pages leave out, then what
    was printed or written, and choices.
    """

    wanted = Signal()
    message_shown = Signal(str, list)

    def __init__(self, runner: TaskRunner, model: PageModel, what: Callable[[], PrintMatter], parent: QWidget) -> None:
        super().__init__(parent)
        self._runner = runner
        self._model = model
        self._what = what
        self._parent = parent
        self._is_wanted = False
        model.changed.connect(self._on_changed)

    def begin(self) -> None:
        """Print as soon as the pages are current."""
        self.wanted.emit()
        self._is_wanted = True
        self._model.hurry()
        self._on_changed()

    def _on_changed(self) -> None:
        pages = self._model.pages
        if not self._is_wanted or self._model.is_stale:
            return
        self._is_wanted = False
        if self._model.error is not None:
            self._runner.failed.emit(self._model.error)
        elif pages is not None and pages.pages:
            matter = self._what()
            self._runner.run(not_printed, matter.draft, on_done=partial(self._preview, pages, matter))

    def _preview(self, pages: "Pages", matter: PrintMatter, told: str) -> None:
        if told:
            self.message_shown.emit(told, [])
        order = order_of(pages, matter.draft.title, matter.current, matter.folder)
        job = preview_pages(order, self._runner, self._parent)
        if job is not None:
            job.finished.connect(partial(self._on_finished, f"{job.done}{told}", job.path))

    def _on_finished(self, done: str, path: Path | None, is_whole: bool) -> None:
        if is_whole:
            self.message_shown.emit(done, [] if path is None else [(OPEN_FOLDER, partial(self._show, path))])

    def _show(self, path: Path) -> None:
        show_path(path.parent, lambda message: self.message_shown.emit(message, []), "PDF已经写好")
