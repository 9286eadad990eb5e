"""花脸稿, 三栏对照表 and 核稿单 written from the window: a file is asked for, work goes on in the background."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QObject, Qt
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from core.errors import AppError
from core.model.draft import Draft
from core.workflows.drafting.session import Session
from core.workflows.drafting.version_list import name_in_papers
from core.workflows.messages import sentence
from core.workflows.names import name_of_draft
from gui.collection.files import show_path
from gui.session.draft_model import DraftModel
from gui.shell.doors import late
from gui.shell.progress import ProgressToken
from gui.shell.tasks import TaskRunner
from gui.widgets.file_choice import existing
from gui.widgets.frame.notice_bar import Choice

if TYPE_CHECKING:
    from core.workflows.redlining.three_columns import WrittenPaper
    from core.workflows.review.returned import DraftReview
    from core.workflows.signoff.making import CopyPair

write_version_redline = late("core.workflows.redlining.versions:write_version_redline")
write_draft_columns = late("core.workflows.signoff.making:write_draft_columns")
write_review_opinions = late("core.workflows.signoff.making:write_review_opinions")
copy_pairs = late("core.workflows.signoff.making:copy_pairs")
write_review_columns = late("core.workflows.signoff.making:write_review_columns")
write_review_redline = late("core.workflows.signoff.making:write_review_redline")
write_signoff_sheet = late("core.workflows.signoff.making:write_signoff_sheet")
write_pdf = late("gui.printing.pages:write_pdf")
REDLINE, COLUMNS, SHEET, OPINIONS = "花脸稿", "三栏对照表", "核稿单", "采纳情况表"
WORD, PDF = "Word 文件 (*.docx)", "PDF 文件，供纸上看 (*.pdf)"
SHEET_FILE = "Excel 表格 (*.xlsx)"
ENDINGS = MappingProxyType({WORD: ".docx", PDF: ".pdf", SHEET_FILE: ".xlsx"})
KEY = "papers"
STOPPED = "export_stopped"
Tell = Callable[[str, str, Sequence[Choice]], None]


class VersionPapers(QObject):
    """Writes papers about two states of a draft; ``tell`` shows a message with its tone and choices."""

    def __init__(self, runner: TaskRunner, tell: Tell, parent: QWidget) -> None:
        super().__init__(parent)
        self._runner, self._tell, self._parent = runner, tell, parent

    def write_redline(self, model: DraftModel, old: int, new: int) -> None:
        """Ask for a file and write the differences between two versions as revisions, or as pages; 0 is the draft itself."""
        sides, target = _sides(model, old, new), self._target(model, REDLINE, (WORD, PDF))
        if sides is None or target is None:
            return
        self._run(REDLINE, write_version_redline, sides, target, partial(write_pdf, watch=self._watch()))

    def write_columns(self, model: DraftModel, old: int, new: int) -> None:
        """Ask for a file and write the differences as a table of three columns."""
        sides, target = _sides(model, old, new), self._target(model, COLUMNS, (WORD,))
        if sides is not None and target is not None:
            self._run(COLUMNS, write_draft_columns, model.session.path, model.draft, sides, target)

    def write_sheet(self, path: Path, draft: Draft) -> None:
        """Ask for a file and write 核稿单 of a draft; ``path`` is its file, which holds the versions."""
        target = self._ask(path.parent / f"{name_of_draft(draft)}（{SHEET}）.docx", SHEET, (WORD,))
        if target is not None:
            self._run(SHEET, write_signoff_sheet, path, draft, target, _today())

    def write_opinions(self, review: "DraftReview", session: Session) -> None:
        """Ask for a file and write what became of each opinion in copies that came back."""
        proposal = session.path.parent / f"{name_of_draft(session.draft)}（{OPINIONS}）.docx"
        target = self._ask(proposal, OPINIONS, (WORD, SHEET_FILE))
        if target is not None:
            self._run(OPINIONS, write_review_opinions, review, session.draft, target)

    def copy_menu(self, review: "DraftReview", session: Session, number: int) -> QMenu:
        """What papers about returned copies compare, for the person to choose; copy ``number`` is looked at."""
        menu = QMenu(self._parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for what in (REDLINE, COLUMNS):  # in one menu: a second one beside these long lines would cover them
            menu.addAction(f"写成{what}：").setEnabled(False)
            for pair in copy_pairs(review):
                action = menu.addAction(pair.name)
                action.triggered.connect(partial(self._write_pair, what, review, session, pair))
                if pair.new == number and what == REDLINE:
                    menu.setActiveAction(action)
            menu.addSeparator()
        return menu

    def _write_pair(
        self, what: str, review: "DraftReview", session: Session, pair: "CopyPair", _is_checked: bool = False
    ) -> None:
        """Ask for a file, which names what is compared with what, and write it."""
        name = f"{name_of_draft(session.draft)}（{what}，{pair.file}）.docx"
        target = self._ask(session.path.parent / name, what, (WORD,) if what == COLUMNS else (WORD, PDF))
        now = session.draft, "", tuple(step.time for step in session.steps())
        if target is not None and what == COLUMNS:
            self._run(what, write_review_columns, review, pair, now, target)
        elif target is not None:
            self._run(what, write_review_redline, review, pair, now, target, partial(write_pdf, watch=self._watch()))

    def _watch(self) -> ProgressToken:
        """The progress token for the pages of a PDF."""
        watch = ProgressToken(self)
        watch.progressed.connect(lambda done: self._tell(f"正在写花脸稿，写好{done}页…", "info", self._stopping(watch)))
        return watch

    def _target(self, model: DraftModel, what: str, kinds: Sequence[str]) -> Path | None:
        return self._ask(model.folder() / f"{name_of_draft(model.draft)}（{what}）.docx", what, kinds)

    def _ask(self, proposal: Path, what: str, kinds: Sequence[str]) -> Path | None:
        """A new file; None when cancelled. The dialog asks before it replaces one."""
        begin = str(existing(proposal.parent) / proposal.name)
        chosen, kind = QFileDialog.getSaveFileName(self._parent, what, begin, ";;".join(kinds))
        if not chosen:
            return None
        return _with_ending(Path(chosen), kind, kinds)

    def _run(self, what: str, function: Callable[..., object], *arguments: object) -> None:
        self._tell(f"正在写{what}…", "info", ())
        self._runner.run(
            function, *arguments, on_done=partial(self._on_written, what), on_failed=self._on_failed, key=KEY
        )

    def _stopping(self, watch: ProgressToken) -> Sequence[Choice]:
        return [("停止(&X)", watch.stop)]

    def _on_written(self, what: str, made: "WrittenPaper") -> None:
        path = made.path
        choices = [
            ("打开(&P)", partial(self._show, what, path)),
            ("打开所在文件夹(&W)", partial(self._show, what, path.parent)),
        ]
        words = [f"{what}已写到“{path.name}”。", *map(sentence, made.notices)]
        self._tell("\n".join(words), "success", choices)

    def _show(self, what: str, path: Path) -> None:
        show_path(path, lambda message: self._tell(message, "warning", ()), f"{what}已经写好")

    def _on_failed(self, error: AppError) -> None:
        self._tell(sentence(error), "info" if error.code == STOPPED else "error", ())


def _with_ending(chosen: Path, kind: str, kinds: Sequence[str]) -> Path:
    """The file with an ending that is offered: its own, else that of the kind chosen."""
    own, wanted = chosen.suffix.lower(), ENDINGS.get(kind, ENDINGS[kinds[0]])
    if own == wanted or (own in (ENDINGS[each] for each in kinds) and own != ENDINGS[WORD]):
        return chosen
    return chosen.with_suffix(wanted) if own == ENDINGS[WORD] else Path(f"{chosen}{wanted}")


def _sides(model: DraftModel, old: int, new: int) -> "tuple[Side, Side] | None":
    """Both states as the workflow takes them; None when one cannot be read, which the model reports."""
    model.flush()
    one, two = _side(model, old), _side(model, new)
    return None if one is None or two is None else (one, two)


Side = tuple[Draft, str, tuple[datetime, ...]]
"""A draft, the name of its state ("" for the present one), and times of which the latest is that of the state."""


def _side(model: DraftModel, number: int) -> Side | None:
    draft = model.version(number)
    version = next((each for each in model.versions() if each.number == number), None)
    if draft is None:
        return None
    if version is not None:
        return draft, name_in_papers(version), (version.time,)
    return draft, "", tuple(step.time for step in model.history()[0])


def _today() -> date:
    day = QDate.currentDate()
    return date(day.year(), day.month(), day.day())
