"""The right side of the export sheet: the pages as they will be printed, with the findings and open facts."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget
from shiboken6 import isValid

from core.model.draft import Draft
from core.model.fact import FactState
from core.model.finding import SEVERITY_NAMES, Finding
from core.model.outline import fields, section_names
from core.workflows.checking.consistency import objects_to_check
from core.workflows.drafting.session import Session
from core.workflows.exporting.closing_page import closing_findings, current_fit_text
from core.workflows.exporting.draft_pages import DraftSetter
from core.workflows.messages import sentence
from gui.export.fit_action import BACK, FIT, FitAction, Take
from gui.preview.pages import PageModel
from gui.preview.view import PageView
from gui.session.proofs import make_look
from gui.shell import theme
from gui.shell.tasks import TaskRunner
from gui.widgets.basics import button, label
from gui.widgets.frame.fold import Fold
from gui.widgets.frame.notice_bar import NoticeBar

if TYPE_CHECKING:
    from core.workflows.exporting.pages import Pages


FACT = Qt.ItemDataRole.UserRole
HINT = "列出或收起还没有核过的要素；双击一项，回到稿件里的那一处"


class OpenFacts(QWidget):
    """The count, and after it the list; ``fact_chosen`` requests to go to one, ``objects_wanted`` to the pictures."""

    fact_chosen = Signal(str)
    objects_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = _open_list()
        self.list.itemActivated.connect(self._on_activated)
        self.fold = Fold(self.list, HINT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.fold)

    def _on_activated(self, item: QTreeWidgetItem) -> None:
        if fact := item.data(0, FACT):
            self.fact_chosen.emit(fact)
        else:
            self.objects_wanted.emit()

    def show_draft(self, draft: Draft) -> bool:
        """List the open facts, empty ones first, then pictures and other objects of last year's; whether there are any."""
        still = [group[0] for group in fields(draft.facts) if group[0].state.is_open]
        objects = tuple(objects_to_check(draft).waiting.values())
        places = section_names(draft.elements)
        self.list.clear()
        for fact in sorted(still, key=lambda fact: fact.state is not FactState.EMPTY):
            item = _item(fact.state is FactState.EMPTY, fact.label or fact.text, places[fact.element_id])
            item.setToolTip(1, f"{fact.label}（上年：{fact.prior}）" if fact.prior else fact.label)
            item.setData(0, FACT, fact.id)
            self.list.addTopLevelItem(item)
        for each in objects:
            self.list.addTopLevelItem(_item(False, each.text, places.get(each.place.element_id, "")))
        empty, count = sum(fact.state is FactState.EMPTY for fact in still), len(still) + len(objects)
        self.fold.show_words(f"还有{count}项没有核：待填{empty}，待核{count - empty}")
        self.setVisible(bool(count))
        return bool(count)


def _item(is_empty: bool, name: str, place: str) -> QTreeWidgetItem:
    item = QTreeWidgetItem(["待填" if is_empty else "待核", name, place])
    item.setForeground(0, theme.colour("empty_text" if is_empty else "carried_text"))
    item.setForeground(2, theme.colour("secondary"))
    item.setToolTip(1, name)
    item.setToolTip(2, place)
    return item


def _open_list() -> QTreeWidget:
    """Three columns: state, what the fact counts, its place."""
    tree = QTreeWidget()
    tree.setColumnCount(3)
    tree.setHeaderHidden(True)
    tree.setRootIsDecorated(False)
    tree.setUniformRowHeights(True)
    modes = QHeaderView.ResizeMode
    for column, mode in enumerate((modes.ResizeToContents, modes.Stretch, modes.Stretch)):
        tree.header().setSectionResizeMode(column, mode)
    tree.setAccessibleName("还没有核过的要素")
    tree.setMinimumHeight(theme.length(210))
    return tree


WORKING, NONE_FOUND = "正在校对…", "没有发现问题。"


class FindingsLine(QWidget):
    """``wanted`` requests the list of findings."""

    wanted = Signal()

    def __init__(self, runner: TaskRunner) -> None:
        super().__init__()
        self._runner = runner
        self._look = make_look()
        self._wanted: Draft | None = None
        self._is_working = False
        self.words = label("", "", wrap=True)
        self.go = button("逐条查看", self.wanted.emit, "", "回到稿件，在“问题”里逐条看")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.length(14))
        row.addWidget(self.words, 1)
        row.addWidget(self.go)

    def show_draft(self, draft: Draft) -> None:
        """Check the draft and show the counts; one check after the other, of the last draft that was wanted."""
        self._say(WORKING, False)
        self._wanted = draft
        if not self._is_working:
            self._check(draft)

    def _check(self, draft: Draft) -> None:
        self._is_working = True
        self._runner.run(
            self._look,
            draft,
            on_done=lambda answer: self._on_checked(draft, counted(answer[0]), bool(answer[0])),
            on_failed=lambda error: self._on_checked(draft, sentence(error), False),
        )

    def _on_checked(self, draft: Draft, words: str, has_findings: bool) -> None:
        if not isValid(self):
            return
        self._is_working = False
        if self._wanted is None or self._wanted is draft:
            self._say(words, has_findings)
        else:
            self._check(self._wanted)

    def _say(self, words: str, has_findings: bool) -> None:
        self.words.setText(words)
        self.go.setVisible(has_findings)


def counted(findings: Sequence[Finding]) -> str:
    """The counts, such as ``问题 4：错误1、提醒2、提示1``."""
    if not findings:
        return NONE_FOUND
    counts = {name: sum(one.severity is severity for one in findings) for severity, name in SEVERITY_NAMES.items()}
    return f"问题 {len(findings)}：" + "、".join(f"{name}{count}" for name, count in counts.items() if count)


NO_PAGES = "这样导出不了，没有页面可看。"


class ExportLook(QFrame):
    """``source`` returns the draft as it would be exported now; ``touch`` says that it has changed.

    The sheet places ``open`` and ``proof``. ``take`` makes an edit of the draft. ``counted`` tells whether anything is open.
    """

    counted = Signal(bool)

    def __init__(self, runner: TaskRunner, source: Callable[[], Draft], take: Take) -> None:
        super().__init__()
        self._source = source
        self._session: Session | None = None
        self._seen: Draft | None = None
        self._fit = FitAction(runner, source, take, self)
        self.setProperty("look", "card")
        self._setter = DraftSetter()
        self.model = PageModel(runner, source, self._setter, self)
        self.view = PageView()
        self.open = OpenFacts()
        self.proof = FindingsLine(runner)
        self.notice: NoticeBar = NoticeBar()
        self._refused = ""
        self.notice.dismissed.connect(self._on_dismissed)
        self._fit.notice_raised.connect(lambda words: self.notice.show_notice(words))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 6, 1, 6)
        column.addWidget(self.notice)
        column.addWidget(self.view, 1)
        self.setMinimumHeight(theme.length(220))
        self.model.changed.connect(self._on_changed)

    def show_draft(self, session: Session) -> None:
        """Show the pages of a draft, its open facts and the count of its findings, which follow its changes."""
        if session is not self._session:
            self._session = session
            session.listen(lambda _change: self._count_anew(session))
        self._count(session.draft)
        self.touch(marks=self._setter.marks)
        self.view.show_waiting()
        self.model.hurry()

    def _count(self, draft: Draft) -> None:
        self._seen = draft
        self.proof.show_draft(draft)
        self.counted.emit(self.open.show_draft(draft))

    def _count_anew(self, session: Session) -> None:
        """The draft changed, here or in its page: count again once this is seen."""
        if isValid(self) and session is self._session and self.isVisible() and session.draft is not self._seen:
            self._count(session.draft)

    def showEvent(self, event: QShowEvent) -> None:
        """Count what was changed while this was hidden."""
        super().showEvent(event)
        if self._session is not None:
            self._count_anew(self._session)

    def show_whole(self, is_whole: bool) -> None:
        """Below the form, pages get the height they need."""
        self.setMinimumHeight(theme.length(560 if is_whole else 220))

    def touch(self, marks: bool) -> None:
        """The export has changed."""
        self._setter.marks = marks
        self.model.touch()

    def _on_changed(self) -> None:
        pages = self.model.pages
        if self.model.error is not None:
            self.notice.show_notice(sentence(self.model.error), "warning")
            self.view.show_nothing(NO_PAGES)
        elif pages is None:
            self.view.show_waiting()
        elif not self.model.is_stale:
            self._tell(pages)
            self.view.show_pages(pages)

    def _tell(self, pages: "Pages") -> None:
        """The notice that 署名 is alone on its page, or how that was adjusted."""

        draft = self._source()
        found = next(iter(closing_findings(draft, pages)), None)
        adjusted = "" if found is not None else current_fit_text(draft)
        if self._refused and self._refused in (found.message if found is not None else "", _adjusted(adjusted)):
            self.notice.hide()
        elif found is not None:
            self.notice.show_notice(found.message, "warning", [(FIT, self._fit.begin)])
        elif adjusted:
            self.notice.show_notice(_adjusted(adjusted), "info", [(BACK, self._fit.take_back)])
        else:
            self.notice.hide()

    def _on_dismissed(self) -> None:
        """A dismissed notice does not return at the next edit."""
        self._refused = self.notice.text


def _adjusted(change: str) -> str:
    return f"为使署名和正文同页，{change}。"
