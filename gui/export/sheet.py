"""导出: layout and its fields, the pages as they will print, the open facts, the file. A page, not a dialog."""

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QHideEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from core.errors import AppError
from core.model.change import Change, apply
from core.model.draft import Draft, Identity
from core.workflows.drafting.session import Session
from core.workflows.exporting.export import export_pdf
from core.workflows.exporting.options import ExportOptions, current_fields, fields_edit, proposed_name, usual_layout
from core.workflows.exporting.particulars import LAYOUT, grouped, keep, kept_values, known_particulars, proposed
from core.workflows.layouts.summary import LayoutLook, look_at
from core.workflows.messages import sentence
from core.workflows.review.sending import SendingBase, SentFile, version_to_send, write_sent
from gui.export.form import ExportForm
from gui.export.preview import ExportLook
from gui.history.papers import VersionPapers
from gui.layouts.watch import LayoutWatch
from gui.printing.action import PrintAction, PrintMatter
from gui.printing.pages import write_pdf
from gui.shell import theme
from gui.shell.actions import hint, make_action
from gui.shell.progress import ProgressToken
from gui.shell.tasks import TaskRunner
from gui.widgets.basics import back_button, button, label
from gui.widgets.frame.columns import Columns
from gui.widgets.frame.notice_bar import Choice, NoticeBar
from gui.widgets.frame.sheet_frame import footer, lay_out_sheet, page_column

# Writes the file of an export in the background, with notices and buttons to open the result.

KEY = "export"
PDF = ".pdf"
STOPPED = "export_stopped"


class ExportWork(QObject):
    """``ended`` is emitted when no work is left, whatever the outcome; ``written`` when a file was written."""

    ended = Signal()
    written = Signal()
    sent = Signal(object, object)
    """The session, and its file that was sent out for review."""

    def __init__(self, runner: TaskRunner, notice: NoticeBar) -> None:
        super().__init__(notice)
        self._runner = runner
        self._notice = notice
        self._asked = ""
        self._made: Path | None = None

    def ask(self, target: Path, go: Callable[[Path], None]) -> None:
        """Start at once, or, if the file exists, after the user confirms; the confirmation holds for this file only."""
        if os.path.exists(target):
            words = f"“{target.name}”已经存在。导出会替换它；要保留它，请改一个文件名。"
            self._ask(words, [("替换(&R)", partial(go, target))])
        else:
            go(target)

    def refuse_nameless(self) -> None:
        """Report that the file has no name yet."""
        self._ask("还没有文件名，没有导出。请在“存为”里写一个文件名，或者按“更改”选一个位置。")

    def forget(self) -> None:
        """Cancel the question about a file, because another one was chosen."""
        if self._notice.text == self._asked:
            self._notice.hide()

    def _ask(self, words: str, choices: Sequence[Choice] = ()) -> None:
        self._asked = words
        self._notice.show_notice(words, "warning", choices)

    def write(self, session: Session, target: Path, options: ExportOptions) -> None:
        """Write the file: a PDF if its ending says so, else a Word file that names the version kept of it."""
        draft = session.draft
        version = version_to_send(session, target.name)
        if target.suffix.lower() == PDF:
            self._write_pdf(draft, target, options)
            return
        self._notice.show_notice("正在导出…")
        on_done = partial(self._on_sent, session)
        base = SendingBase(session.path.name, version, session.printed(version) if version else "")
        arguments = (draft, target, options, base)
        self._runner.run(write_sent, *arguments, on_done=on_done, on_failed=self._on_not_written, key=KEY)

    def _on_sent(self, session: Session, file: SentFile) -> None:
        self._show_written(file.path, file.notices)
        self.sent.emit(session, file)

    def _write_pdf(self, draft: Draft, target: Path, options: ExportOptions) -> None:
        """Painting hundreds of pages takes time: progress is shown, and it can be stopped."""

        watch = ProgressToken(self)
        watch.progressed.connect(lambda done: self._notice.update_text(f"正在导出，写好{done}页…"))
        self.ended.connect(watch.deleteLater)
        self._notice.show_notice("正在导出…", "info", [("停止(&X)", watch.stop)])
        self._run(export_pdf, draft, target, options, partial(write_pdf, watch=watch))

    def _run(self, function: Callable[..., Any], *arguments: Any) -> None:
        self._runner.run(function, *arguments, on_done=self._on_written, on_failed=self._on_not_written, key=KEY)

    def _on_written(self, result: Any) -> None:
        self._show_written(result.value, result.notices)

    def _show_written(self, path: Path, notices: Sequence[Any]) -> None:
        self._made = path
        messages = [sentence(notice) for notice in notices]
        self.ended.emit()
        self.written.emit()
        self._notice.show_notice("\n".join([f"已经导出“{path.name}”。", *messages]), "success")

    def open_made(self) -> None:
        """Open the file written last."""
        if self._made is not None:
            self._open_path(self._made)

    def open_folder(self) -> None:
        """Open the folder of the file written last."""
        if self._made is not None:
            self._open_path(self._made.parent)

    def _open_path(self, path: Path) -> None:
        """Open a file or folder with the desktop; if that fails, show its path."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._notice.show_notice(f"系统没能打开它，文件已经导出好了。请在文件管理器里打开：{path}", "warning")

    def _on_not_written(self, error: AppError) -> None:
        self.ended.emit()
        self._notice.show_notice(sentence(error), "info" if error.code == STOPPED else "error")


NOTHING = Draft(Identity())
OPEN_MADE, OPEN_FOLDER = "打开文件(&W)", "打开所在文件夹(&K)"
GONE = "版式“{gone}”已经不在了，改用“{now}”。稿件没有改动。"


class ExportSheet(QWidget):
    """``begin`` shows it for a draft; ``closed``: return; ``fact_chosen`` requests to go to an open fact,
    ``findings_wanted`` the findings; ``exported``: a file was written.

    ``layouts_wanted`` requests the page of layouts and carries the chosen one. Typed values become edits of the draft
    when the field or the sheet is left; proposed values become an edit with the export.
    """

    closed = Signal()
    fact_chosen = Signal(str)
    findings_wanted = Signal()
    layouts_wanted = Signal(str)
    exported = Signal()

    def __init__(self, runner: TaskRunner, clock: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._clock = clock
        self._session: Session | None = None
        self._stands: Mapping[str, str] = {}
        self._proposed = ""
        self.watch = LayoutWatch(self)
        self.is_reading = self._is_wanted = self._is_broken = False
        self.notice = NoticeBar()
        self.form = ExportForm(grouped(known_particulars()))
        self.look = ExportLook(runner, self.as_exported, self._do)
        self._work = ExportWork(runner, self.notice)
        self._papers = VersionPapers(runner, self.notice.show_notice, self)
        self._print = PrintAction(
            runner,
            self.look.model,
            lambda: PrintMatter(self.as_exported(), max(self.look.view.current_page, 0), self.form.target.parent),
            self,
        )
        self._build()
        self._connect()

    # Public interface

    def begin(self, session: Session) -> None:
        """Show the draft's values and proposals, its open facts, and a file in its folder unless one was chosen."""
        self.flush()
        if session is not self._session:
            session.before_close(self._on_session_closing)
            self._proposed = ""
        self._session, draft = session, session.draft
        self.notice.hide()
        self.form.show_layouts(self.watch.names(), usual_layout(draft))
        self._fill()
        self._read_layout()
        if str(self.form.target) == self._proposed or not (self._proposed and self.form.has_target):
            self.form.show_target(free_name(session.path.parent / proposed_name(draft)))
            self._proposed = str(self.form.target)
        self.look.show_draft(session)
        self._offer_made(False)
        self.go_button.setEnabled(True)
        self.go_button.setFocus()

    def take_place_of(self, sheet: "ExportSheet") -> None:
        """Show the content of the sheet that this one replaces, with its pages until new ones are ready."""
        self.look.model.take_state(sheet.look.model.state)
        if sheet._session is not None:
            self.begin(sheet._session)

    def flush(self) -> None:
        """Commit typed values to the draft; for a read-only draft they apply to the file alone."""
        typed = self.form.typed
        if typed:
            self._take(typed)

    def as_exported(self) -> Draft:
        """The draft as an export now would write it, without changing it."""
        if self._session is None:
            return NOTHING
        options = self.options
        given = {**options.fields, LAYOUT: options.layout}
        return apply(self._session.draft, fields_edit(self._session.draft, given).value)

    @property
    def options(self) -> ExportOptions:
        """The options chosen; of the fields only those that differ from the draft."""
        given = {name: text for name, text in self.form.values.items() if text != self._stands.get(name, "")}
        form = self.form
        return ExportOptions(
            form.layouts.currentText(), given, form.marks.isChecked(), is_recorded=form.recorded.isChecked()
        )

    @property
    def target(self) -> Path:
        """The file to write."""
        return self.form.target

    # Building

    def _build(self) -> None:
        content, column = page_column(top=16, gap=14)
        columns = Columns(self._left(), self.look, (1, 1))
        columns.stacked.connect(self.form.show_whole)
        columns.stacked.connect(self.look.show_whole)
        column.addWidget(columns, 1)
        self.go_button = button("导出(&S)", self._on_go, "primary")
        self.go_button.installEventFilter(self)
        checking = button("核稿单(&N)…", self._write_sheet, "", "签发以前要看的：没核的要素、改过的数字、签署栏")
        printing = button("打印(&P)…", self._print.begin, hint=hint("print"))
        self.made_buttons = button(OPEN_MADE, self._work.open_made), button(OPEN_FOLDER, self._work.open_folder)
        back = back_button("返回稿件(&B)", self.closed.emit, self)
        lay_out_sheet(self, content, footer((printing, checking, *self.made_buttons), (back, self.go_button)))
        self._offer_made(False)

    def _write_sheet(self) -> None:
        """Write 核稿单 of the draft."""
        self.flush()
        if self._session is not None:
            self._papers.write_sheet(self._session.path, self._session.draft)

    def _left(self) -> QWidget:
        """Everything but the pages, which have the right side."""
        left = QWidget()
        column, head = QVBoxLayout(left), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length(10))
        head.setSpacing(theme.length(16))
        head.addWidget(label("导出", "headline"))
        head.addWidget(self.look.proof, 1)
        column.addLayout(head)
        column.addWidget(self.notice)
        self.form.put_first(self.look.open)
        column.addWidget(self.form, 1)
        return left

    def _connect(self) -> None:
        self.form.left.connect(self.flush)
        self.form.layout_chosen.connect(self._on_layout_chosen)
        self.form.layouts_wanted.connect(self._on_layouts_wanted)
        self.form.edited.connect(self._touch)
        self.form.target_changed.connect(self._work.forget)
        self.look.open.fact_chosen.connect(self.fact_chosen)
        self.look.open.objects_wanted.connect(self.findings_wanted)
        self.look.proof.wanted.connect(self.findings_wanted)
        make_action("print", self, self._print.begin)
        self._print.wanted.connect(self.flush)
        self._print.message_shown.connect(lambda words, choices: self.notice.show_notice(words, "success", choices))
        self.look.counted.connect(partial(_show_open, self.go_button, self.form.marks))
        self._work.ended.connect(self._on_ended)
        self._work.written.connect(self.exported)
        self._work.sent.connect(self._on_sent)
        self._work.written.connect(lambda: self._offer_made(True))
        self.watch.changed.connect(self._refresh_layouts)

    # Between fields and draft

    def _fill(self) -> None:
        """Show the draft's values, and proposals where it has none."""
        if self._session is None:
            return
        draft = self._session.draft
        kept = kept_values(draft.identity.unit)
        self._stands = current_fields(draft)
        self.form.show_values({**self._stands, **proposed(draft, kept.value, self._clock().date())})
        if kept.notices:
            self.notice.show_notice("\n".join(map(sentence, kept.notices)), "warning")

    def _take(self, given: Mapping[str, str]) -> None:
        """Write values by name as edits, and store those that belong to the unit."""
        session = self._session
        if session is None or session.read_only:
            return
        edit = fields_edit(session.draft, given)
        if edit.notices:
            self._on_refused(edit.notices[0])
            return
        session.do(edit.value)
        self._touch()
        self._runner.run(keep, session.draft.identity.unit, given, on_failed=self._on_refused)
        self._fill()

    def _do(self, edit: Callable[[Draft], Change]) -> bool:
        """Make an edit of the draft, which changes the export; False for a read-only draft."""
        if self._session is None or self._session.read_only:
            return False
        self._session.do(edit(self._session.draft))
        self._fill()
        self._touch()
        self.look.model.hurry()
        return True

    def _touch(self) -> None:
        self.look.touch(self.form.marks.isChecked())

    def _on_layouts_wanted(self) -> None:
        self.flush()
        self.layouts_wanted.emit(self.form.layouts.currentText())

    def _on_layout_chosen(self, layout: str) -> None:
        self.flush()
        self._take({LAYOUT: layout})
        self.notice.hide()
        self._read_layout()

    def _refresh_layouts(self) -> None:
        """List the layouts again; replace a missing one by the usual one."""
        chosen, before, session = self.form.layouts.currentText(), self.watch.listed, self._session
        names = self.watch.names()
        if session is None:
            return
        is_gone = chosen in before and chosen not in names
        self.form.show_layouts(names, usual_layout(session.draft) if is_gone else chosen)
        self._read_layout()
        if is_gone:
            self.notice.show_notice(GONE.format(gone=chosen, now=self.form.layouts.currentText()), "warning")

    def _read_layout(self) -> None:
        """Determine what the chosen layout prints, and whether it can be used."""
        self.is_reading, self._is_wanted = True, False
        layout = self.form.layouts.currentText()
        self._runner.run(look_at, layout, on_done=self._on_read, on_failed=self._on_not_read, key="layout")

    def _on_read(self, look: LayoutLook) -> None:
        self.form.show_fields(look.particulars)
        self.is_reading, self._is_broken = False, bool(look.faults)
        self._touch()
        self.look.model.hurry()
        if look.faults:
            words = "这个版式现在不能用，稿件没有改动。请换一个版式，或者照下面说的改好：\n" + "\n".join(look.faults)
            self.notice.show_notice(words, "error", [("版式设置(&G)…", self._on_layouts_wanted)])
        elif self._is_wanted:
            self._on_go()

    def _on_not_read(self, error: AppError) -> None:
        self._is_wanted = False
        self._on_read(LayoutLook())
        self._is_broken = True
        self._on_refused(error)

    def _on_refused(self, reason: Any) -> None:
        """An error or a notice."""
        self.notice.show_notice(sentence(reason), "error")

    # Export

    def _on_go(self) -> None:
        """Export once the layout has been read, since proposals depend on it; reading a broken one is tried again."""
        if self._is_broken and not self.is_reading:
            self._is_broken = False
            self._read_layout()
        self._is_wanted = self.is_reading
        if self.is_reading:
            return
        if self.form.has_target:
            self._work.ask(self.target, self._write)
        else:
            self._work.refuse_nameless()
            self.form.target_field.setFocus()

    def _write(self, target: Path) -> None:
        if self._session is None:
            return
        self._take(dict(self.options.fields))
        self.go_button.setEnabled(False)
        self._work.write(self._session, target, self.options)

    def _on_sent(self, session: Session, file: SentFile) -> None:
        """Store what the file printed with the version that it names."""
        if session is self._session and file.version:
            self._runner.attempt(session.keep_printed, file.version, file.printed)

    def _offer_made(self, is_made: bool) -> None:
        """The buttons for the written file remain after its notice has disappeared."""
        for each in self.made_buttons:
            each.setVisible(is_made)

    def _on_ended(self) -> None:
        self.go_button.setEnabled(True)
        self.go_button.setFocus()  # a disabled button had passed the focus on to the rail

    def _on_session_closing(self) -> None:
        if isValid(self):
            self.flush()
        self._session = None

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A double click exports once: its second press would ask whether to replace the file just written."""
        is_second = watched is self.go_button and event.type() == QEvent.Type.MouseButtonDblClick
        return is_second or super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Commit typed values when the sheet is left."""
        super().hideEvent(event)
        self.flush()


def _show_open(go: QPushButton, marks: QCheckBox, has_open: bool) -> None:
    """Whether anything is open decides what the button says, and whether there is something to mark."""
    go.setText("仍要导出(&S)" if has_open else "导出(&S)")
    marks.setVisible(has_open)


def free_name(path: Path) -> Path:
    """The path, or the same with （2）, （3）, … when it is taken."""
    found, number = path, 2
    while found.exists():
        found, number = path.with_name(f"{path.stem}（{number}）{path.suffix}"), number + 1
    return found
