"""新建稿件: one sheet with kind, year, unit and basis documents at the left and the recognised outline at the right."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from core.errors import AppError
from core.model.document import Kind
from core.model.draft import BasisRole, Draft
from core.model.proposal import Term
from core.stores.cards import card_names, fitting_card, load_card
from core.stores.unsaved_forms import NewDraftForm
from core.workflows.drafting.drafting import DraftRequest, leading, leading_year, start_draft
from core.workflows.importing.isolated import ReportReader
from core.workflows.importing.reports import Report, proposed_unit
from core.workflows.messages import sentence
from core.workflows.yearly.plans import uses_of
from gui.new_draft.basis import BasisPanel, OutlineChoice
from gui.new_draft.year_question import YearQuestion
from gui.settings.preferences import preferred
from gui.shell import theme
from gui.shell.tasks import TaskRunner
from gui.widgets.basics import back_button, button, frame, label
from gui.widgets.frame.columns import Columns
from gui.widgets.frame.notice_bar import Choice, NoticeBar
from gui.widgets.frame.notice_place import NoticePlace
from gui.widgets.frame.sheet_frame import WIDE, footer, lay_out_sheet, page_column
from gui.widgets.wheel import keep_wheel_from

# The unit card of a new draft: the one of its unit, another one, none, or one to be created.

NONE, NEW = "不用名片", "新建名片…"


class CardChoice(QComboBox):
    """``new_wanted`` requests a new card; ``unit_known`` carries the unit of a card that the user chose."""

    new_wanted = Signal()
    unit_known = Signal(str)

    def __init__(self, runner: TaskRunner) -> None:
        super().__init__()
        self._runner = runner
        self._is_given = False
        self._name = ""
        self.setToolTip("名片上的人名、地名和会议用来填空和核对；开始起草以后也可以换")
        self.activated.connect(self._on_activated)
        self._show("")

    @property
    def name(self) -> str:
        """The chosen card; empty for none."""
        return self._name

    def begin(self) -> None:
        """Reset to no choice by the user."""
        self._is_given = False
        self._show("")

    def fit(self, unit: str) -> None:
        """Choose the card of a unit, unless the user chose one."""
        if not self._is_given:
            self._show(fitting_card(unit))

    def take(self, name: str) -> None:
        """Choose this card as the user's choice."""
        self._is_given = True
        self._show(name)
        card = self._runner.attempt(load_card, name)
        if card is not None and card.value is not None:
            self.unit_known.emit(card.value.unit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys open the list, so that moving over its last line does not choose it."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.showPopup()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page."""
        event.ignore()

    def _show(self, name: str) -> None:
        with QSignalBlocker(self):
            self.clear()
            self.addItem(NONE, "")
            for other in card_names():
                self.addItem(other, other)
            self.insertSeparator(self.count())
            self.addItem(NEW)
            self.setCurrentIndex(max(self.findData(name), 0))
        self._name = str(self.currentData() or "")

    def _on_activated(self, index: int) -> None:
        if index == self.count() - 1:
            self.setCurrentIndex(max(self.findData(self._name), 0))
            self.new_wanted.emit()
        elif name := self.itemData(index):
            self.take(name)
        else:
            self._is_given, self._name = True, ""


FIRST_YEAR, LAST_YEAR = 1990, 2100
PREVIEW, MAKE = "new_draft/preview", "new_draft/make"
USES: Mapping[str, str] = MappingProxyType(
    {
        "leading": "用来起草：提纲和文字",
        "drafting": "也用来起草：查找文字、算沿用率时一起看",
        "plan": "今年要点：用来逐项对照任务写了没有",
        "both": "用来起草；也是今年要点，用来逐项对照",
        "aside": "放在旁边备查",
    }
)
ROLE_OF: Mapping[str, BasisRole] = MappingProxyType({"plan": BasisRole.PLAN, "aside": BasisRole.ASIDE})
DROP_HINT = "把去年的文件拖到这里，或点“选择文件”。可以放几份，最合适的一份用来起草；写总结时放上今年的要点，可以逐项对照；其余放在旁边备查。"


class NewDraftPage(QWidget):
    """``draft_made`` carries the draft and messages about what was left out or guessed.

    ``edited`` is emitted when ``form``, the user's input, may have changed. ``card_requested`` requests a new unit card
    for the unit; ``take_card`` receives its name.
    """

    draft_made = Signal(Draft, list)
    edited = Signal()
    cancelled = Signal()
    files_requested = Signal()
    folder_requested = Signal()
    card_requested = Signal(str)

    def __init__(
        self, runner: TaskRunner, kinds: Sequence[Kind], today: date, reader: ReportReader | None = None
    ) -> None:
        super().__init__()
        self._runner = runner
        self._today = today
        self.kind = QComboBox()
        self.kind.addItems([kind.name for kind in kinds])
        self.year = QSpinBox()
        self.year.setRange(FIRST_YEAR, LAST_YEAR)
        self.year.setSuffix(" 年")
        self.year.lineEdit().setTextMargins(theme.length(9), 0, 0, 0)  # style sheets do not apply inside
        for box in (self.kind, self.year):
            keep_wheel_from(box)
        self.unit = QLineEdit()
        self.unit.setPlaceholderText("例如：青禾县档案馆")
        self.card = CardChoice(runner)
        self.basis = BasisPanel(runner, reader or ReportReader())
        self.outline = OutlineChoice()
        self.question = YearQuestion()
        self._shown: Report | None = None
        self._base_year = 0
        self._kind_was_given = self._is_touched = self.is_made = False
        self._build()
        self._connect()

    def begin(self, kind: str, paths: Iterable[Path] = (), roles: Sequence[str] = ()) -> None:
        """Start over with a kind (empty: that of the documents) and these documents, with what each is for."""
        self.notice.hide()
        self.basis.clear()
        self.unit.setText(str(preferred("unit")))
        self.card.begin()
        self.year.setValue(self._today.year)
        self.kind.setCurrentText(kind)
        self._kind_was_given = bool(kind)
        self._shown, self._base_year = None, 0
        self.outline.choose(())
        self.add_documents(paths, roles)
        self._is_touched = self.is_made = False
        self.kind.setFocus()

    def take_up(self, form: NewDraftForm) -> None:
        """Continue with an unsaved form; its headings follow when its documents are read."""
        self.begin(form.kind, map(Path, form.paths), form.roles)
        self.year.setValue(form.year)
        self.unit.setText(form.unit)
        if form.card:
            self.card.take(form.card)
        self.outline.choose(form.headings)
        self._base_year = form.base_year
        self._is_touched = True

    def take_place_of(self, page: "NewDraftPage") -> None:
        """Show the content of the page that this one replaces; its documents are read again."""
        if page.has_input:
            self.take_up(page.form)
        else:
            self.begin(page.request.kind)

    @property
    def form(self) -> NewDraftForm:
        """The input so far, for continuing later."""
        asked = self.request
        paths = tuple(str(path.absolute()) for path in self.basis.paths)
        return NewDraftForm(
            *(asked.kind, asked.year, asked.unit, asked.card, paths),
            *(self.outline.choices, asked.base_year, self.basis.chosen_roles),
        )

    @property
    def has_input(self) -> bool:
        """Whether there is input that is in no draft yet."""
        return not self.is_made and (self._is_touched or bool(self.basis.paths))

    def show_notice(self, words: str, choices: Sequence[Choice] = ()) -> None:
        """Show a message at the foot of the sheet; empty words remove it."""
        self.notice.show_notice(words, "info", choices)
        self.notice.setVisible(bool(words))

    def add_documents(self, paths: Iterable[Path], roles: Sequence[str] = ()) -> None:
        """Read more basis documents, with what each is for; empty where its content decides."""
        self.basis.add(paths, roles)

    @property
    def request(self) -> DraftRequest:
        """The request for a draft by the present input."""
        return DraftRequest(
            self.kind.currentText(),
            self.year.value(),
            self.unit.text().strip(),
            self.basis.reports,
            self.outline.dropped if self._shown else frozenset(),
            self.outline.renamed if self._shown else {},
            self.card.name,
            str(preferred("layout")),
            self._base_year if self._shown else 0,
            self.basis.roles,
        )

    def take_card(self, name: str) -> None:
        """Choose this unit card for the draft."""
        self.card.take(name)
        self.card.setFocus()

    # Building

    def _build(self) -> None:
        content, column = page_column(32, WIDE, 16)
        column.addWidget(label("新建稿件", "headline"))
        column.addWidget(Columns(self._left(), self._right(), (2, 3)), 1)
        place, self.notice = NoticePlace(WIDE, 12), NoticeBar()
        place.add(self.notice)
        lay_out_sheet(self, content, place, self._footer())  # a notice must not move the field being typed in

    def _left(self) -> QWidget:
        card = frame("card")
        column = _card_column(card)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setVerticalSpacing(theme.length(12))
        form.setHorizontalSpacing(theme.length(16))
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        rows = (
            ("材料类型(&K)", self.kind),
            ("年份(&Y)", self.year),
            ("单位(&U)", self.unit),
            ("单位名片(&C)", self.card),
        )
        for words, field in rows:
            field.setAccessibleName(words.partition("(")[0])
            field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            form.addRow(words, field)
        column.addLayout(form)
        column.addSpacing(theme.length(8))
        head = QHBoxLayout()
        head.addWidget(label("往年材料", "heading"), 1)
        self._choose = button("选择文件(&F)…", self.files_requested.emit)
        head.addWidget(self._choose)
        head.addWidget(button("文件夹(&D)…", self.folder_requested.emit, hint="列出一个文件夹里的材料，勾选要用的"))
        column.addLayout(head)
        column.addWidget(self.basis)
        column.addWidget(self.question)
        column.addWidget(_drop_hint())
        column.addStretch(1)
        return card

    def _right(self) -> QWidget:
        card = frame("card")
        column = _card_column(card)
        column.addWidget(label("提纲", "heading"))
        self._source = label("", "secondary", wrap=True)
        column.addWidget(self._source)
        column.addWidget(self.outline, 1)
        self.outline.setMinimumHeight(theme.length(240))
        return card

    def _footer(self) -> QWidget:
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(theme.length(180))
        self._progress.setAccessibleName("读取进度")
        self._progress_words = label("", "secondary")
        self._stop: QPushButton = button("停止读取", self.basis.cancel, "quiet")
        self._go: QPushButton = button("开始起草(&S)", self._on_go, "primary")
        back = back_button("返回(&B)", self._on_back, self)
        return footer((self._progress, self._progress_words, self._stop), (back, self._go), WIDE)

    def _connect(self) -> None:
        self.basis.changed.connect(self._on_basis_changed)
        self.question.answered.connect(self._on_year_answered)
        self.kind.currentTextChanged.connect(lambda _text: self._show_outline())
        self.year.valueChanged.connect(lambda _year: self._show_outline())
        self.unit.editingFinished.connect(self._show_outline)
        for edit in (self.unit.textEdited, self.year.valueChanged, self.kind.activated, self.card.activated):
            edit.connect(self.edited)
        for given in (self.unit.textEdited, self.year.valueChanged, self.kind.activated, self.outline.changed):
            given.connect(self._on_touched)
        self.outline.changed.connect(self.edited)
        self.kind.activated.connect(self._on_kind_activated)
        self.basis.changed.connect(self.edited)
        self.unit.editingFinished.connect(lambda: self.card.fit(self.unit.text().strip()))
        self.card.new_wanted.connect(lambda: self.card_requested.emit(self.unit.text().strip()))
        self.card.unit_known.connect(lambda unit: self.unit.setText(self.unit.text().strip() or unit))

    # Signals

    def _on_touched(self) -> None:
        self._is_touched, self.is_made = True, False

    def _on_kind_activated(self) -> None:
        self._kind_was_given = True

    def _on_basis_changed(self) -> None:
        self.is_made = False
        reports = self.basis.reports
        if reports:  # kind and unit of the document, unless the user has set them
            first = reports[leading(reports, "", self.basis.roles) or 0]
            kind, unit = first.document.kind, proposed_unit(first)
            if kind and not self._kind_was_given:
                self.kind.setCurrentText(kind)
                self._kind_was_given = True
            if unit and not self.unit.text():
                self.unit.setText(unit)
                self.card.fit(unit)
        self._show_progress()
        self._show_outline()

    def _show_progress(self) -> None:
        done, total = self.basis.reading
        reading = done < total
        for widget in (self._progress, self._progress_words, self._stop):
            widget.setVisible(reading)
        self._progress.setRange(0, total if total > 1 else 0)  # a range of 0 to 0 shows a busy indicator
        self._progress.setValue(done)
        self._progress_words.setText(f"正在读取第{done + 1}份，共{total}份")
        self._go.setEnabled(not reading)

    def _show_outline(self) -> None:
        """The outline of the leading document, or the kind's usual one without any."""
        reports = self.basis.reports
        kind, roles = self.kind.currentText(), self.basis.roles
        chosen = leading(reports, kind, roles)
        uses = uses_of(reports, chosen, Term(kind, self.year.value()), roles)
        self.basis.show_uses([(USES[use], ROLE_OF.get(use, BasisRole.DRAFTING)) for use in uses])
        done, total = self.basis.reading
        if chosen is None and done < total:
            self._runner.cancel(PREVIEW)
            self._shown = None
            self.outline.show_outline((), (), False)
            self._source.setText("正在读取往年材料，提纲马上就来。")
        elif chosen is None:
            self._shown, self._base_year = None, 0
            request = DraftRequest(self.kind.currentText(), self.year.value(), self.unit.text().strip())
            if request.kind:
                self._runner.run(start_draft, request, on_done=self._on_skeleton, key=PREVIEW)
        elif reports[chosen] is not self._shown:
            self._runner.cancel(PREVIEW)
            self._take(reports[chosen])
            self._shown = reports[chosen]
            self.outline.show_outline(self._shown.document.elements, self._shown.facts, True)
            self._source.setText(f"起草用《{self._shown.name}》。去掉勾选的章节不带入新稿，双击或按 F2 改标题。")
        self._show_year()

    def _take(self, report: Report) -> None:
        """What was chosen for the report shown so far goes, unless it is the same one with its tables read anew."""
        if self._shown is None or self._shown.name == report.name:
            self.outline.choose(self.outline.choices)
        else:
            self._base_year = 0

    def _show_year(self) -> None:
        """The year of the leading document."""
        year = leading_year(self.request) if self._shown and self.kind.currentText() else None
        self.question.show_years((year,) if year is not None else ())

    def _on_year_answered(self, _number: int, year: int) -> None:
        self._base_year = year
        self._on_touched()
        self._show_year()
        self.edited.emit()

    def _on_skeleton(self, result: Any) -> None:
        draft: Draft = result.value
        self.outline.show_outline(draft.elements, draft.facts, False)
        self._source.setText(
            f"没有往年材料时，用“{draft.identity.kind}”的常用提纲起草；放入去年的文件，就按去年的提纲来。"
        )

    def _on_go(self) -> None:
        self._go.setEnabled(False)
        self._runner.run(start_draft, self.request, on_done=self._on_made, on_failed=self._on_not_made, key=MAKE)

    def _on_made(self, result: Any) -> None:
        self.is_made = True
        self.edited.emit()
        self._show_progress()
        self.draft_made.emit(result.value, [sentence(notice) for notice in result.notices])

    def _on_not_made(self, error: AppError) -> None:
        self._go.setEnabled(True)
        self.notice.show_notice(sentence(error), "error")

    def _on_back(self) -> None:
        """The input is kept as an unsaved form, and its documents are still read for it."""
        self._runner.cancel(MAKE)
        self._show_progress()
        self.cancelled.emit()


def _card_column(card: QFrame) -> QVBoxLayout:
    column = QVBoxLayout(card)
    side = theme.length(20)
    column.setContentsMargins(side, side, side, side)
    column.setSpacing(theme.length(10))
    return column


def _drop_hint() -> QFrame:
    box = frame("drop")
    words = label(DROP_HINT, "secondary", wrap=True)
    words.setAlignment(Qt.AlignmentFlag.AlignCenter)
    column = QVBoxLayout(box)
    side = theme.length(16)
    column.setContentsMargins(side, side, side, side)
    column.addWidget(words)
    return box
