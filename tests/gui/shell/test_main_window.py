"""The frame: files dropped anywhere, drafts opened and kept, notices in place, export."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zipfile import ZipFile

import pytest
from PySide6.QtCore import QMimeData, QObject, QPoint, Qt, QUrl, Signal
from PySide6.QtGui import QAction, QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QFrame, QLabel, QPushButton, QToolButton, QWidget
from shiboken6 import isValid

from core.drafts.store import DraftStore
from core.errors import AppError, BadDraft
from core.model.draft import Draft
from core.model.elements import Role
from core.stores.positions import DraftPlace
from core.workflows.drafting.drafting import DraftRequest, start_draft
from core.workflows.drafting.editing import set_element, set_value
from core.workflows.drafting.recent import list_recent
from core.workflows.drafting.session import Session, create_session, open_session, read_stored
from core.workflows.importing.kind_cards import list_cards
from core.workflows.importing.kinds import read_kinds
from gui.export.form import ExportForm
from gui.export.preview import ExportLook
from gui.layouts.page import LayoutsPage
from gui.review.page import ReviewPage
from gui.session.draft_controller import UnsavedBar
from gui.session.sessions import SessionController
from gui.shell import theme
from gui.shell.main_window import MainWindow
from gui.shell.router import PAGES
from gui.shell.services import Services
from gui.shell.tasks import TaskRunner
from gui.widgets.frame.notice_place import NoticePlace

NOW = datetime(2023, 7, 5, 9, 41)
KIND = "上半年工作总结"


def now() -> datetime:
    return NOW


class BasesStandIn(QObject):
    """What the window needs of the list of 往年材料."""

    add_wanted = Signal()
    noted = Signal(object)


class DraftStandIn(QWidget):
    """What the window needs of a draft page."""

    export_requested = Signal()
    sheets_to_send = Signal()
    sheets_to_read = Signal()
    cards_requested = Signal(str)
    compare_requested = Signal(object, int, int)

    def __init__(self, session: Session, _runner: TaskRunner) -> None:
        super().__init__()
        self.session = session
        self.prior = SimpleNamespace(bases=BasesStandIn(self))
        self.saved: list[datetime] = []
        self.facts: list[str] = []
        self.unsaved = self.asked = False
        self.numbers: list[int] = []
        self.switch = SimpleNamespace(press_number=self.numbers.append)

    def show_saved(self, time: datetime | None, is_asked: bool = False) -> None:
        """Note it."""
        self.unsaved, self.asked = time is None, self.asked or is_asked
        self.saved += [time] if time else []

    def flush(self) -> None:
        """Nothing is typed here."""

    @property
    def place(self) -> DraftPlace:
        """The fact asked for last."""
        return DraftPlace(field="".join(self.facts[-1:]))

    def take_place(self, place: DraftPlace) -> None:
        """Note what it was."""
        self.facts = [place.field] if place.field else []

    def take_place_of(self, page: "DraftStandIn") -> None:
        """Note what it was."""
        self.facts = page.facts

    def show_fact(self, fact_id: str) -> None:
        """Note it."""
        self.facts.append(fact_id)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    return tmp_path / "稿件"


@pytest.fixture
def window(qtbot: Any, folder: Path) -> Iterator[MainWindow]:
    runner = TaskRunner(AppError)
    made = MainWindow(
        runner,
        Services(
            list_cards,
            read_kinds,
            lambda door: SessionController(door, folder, now),
            list_recent,
            now,
            lambda: folder,
            {**PAGES, "draft": PAGES["draft"]._replace(source=f"{__name__}:DraftStandIn")},
        ),
    )
    with qtbot.waitSignal(made.completed):
        made.show()
    qtbot.waitUntil(lambda: not runner.is_busy)
    yield made
    made.close()
    runner.close()
    made.deleteLater()
    qtbot.waitUntil(lambda: not isValid(made))


@pytest.fixture
def draft_page(window: MainWindow, qtbot: Any) -> DraftStandIn:
    """A new draft, made as the sheet makes it."""
    window.controllers.draft.create(start_draft(DraftRequest(KIND, 2023, "青禾县档案馆")).value, [])
    return shown(window, qtbot, DraftStandIn)


def shown(window: MainWindow, qtbot: Any, kind: Any) -> Any:
    """The page in view, once it is of that kind."""
    qtbot.waitUntil(lambda: isinstance(window.pages.currentWidget(), kind), timeout=20000)
    return window.pages.currentWidget()


def words(widget: QWidget) -> str:
    return "\n".join(found.text() for found in widget.findChildren(QLabel) if found.isVisible())


def press(widget: QWidget, text: str) -> None:
    """Click the button whose words begin like this."""
    next(found for found in widget.findChildren(QPushButton) if found.text().startswith(text)).click()


def action(window: MainWindow, name: str) -> QAction:
    return next(action for action in window.actions() if action.objectName() == name)


MIDDLE = QPoint(600, 400)


def drop(window: MainWindow, *paths: Path, at: QPoint = MIDDLE) -> bool:
    """Drag these files in and let go; whether the window took them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(at, Qt.DropAction.CopyAction, data, *buttons)
    event = QDropEvent(at, Qt.DropAction.CopyAction, data, *buttons)
    QApplication.sendEvent(window.windowHandle(), enter)
    QApplication.sendEvent(window.windowHandle(), event)
    return enter.isAccepted()


def test_a_kind_leads_to_the_sheet(window: MainWindow, qtbot: Any) -> None:
    window.start.kind_chosen.emit(KIND)
    assert window.pages.currentWidget().request.kind == KIND


def test_a_report_dropped_anywhere_leads_to_the_sheet(window: MainWindow, tmp_path: Path, qtbot: Any) -> None:
    report = tmp_path / "去年.txt"
    report.write_text("青禾县2022年上半年工作总结\n一、工作情况\n接收档案**卷。", "utf-8")
    assert drop(window, report)
    assert window.pages.currentWidget().basis.paths == (report,)


def test_the_veil_goes_when_the_other_program_ends_in_the_middle_of_a_drag(window: MainWindow, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "去年.txt"))])
    none = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(
        window.windowHandle(), QDragEnterEvent(QPoint(600, 400), Qt.DropAction.CopyAction, data, *none)
    )
    veil = window.findChild(QFrame, "veil")
    assert veil.isVisible()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Shift)
    assert not veil.isVisible()


def test_a_view_chosen_before_the_draft_is_there_is_shown_then(
    window: MainWindow, draft_page: DraftStandIn, tmp_path: Path, qtbot: Any
) -> None:
    window.controllers.draft.close()
    window.controllers.go("go_start")
    window.open_draft(draft_page.session.path)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    page = shown(window, qtbot, DraftStandIn)
    qtbot.waitUntil(lambda: page.numbers == [4])


def test_a_draft_that_cannot_be_left_for_another_keeps_its_number_keys(
    window: MainWindow, draft_page: DraftStandIn, folder: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, other = draft_page.session, folder / "另一份.nigao"
    create_session(other, session.draft, now).close()

    def _record(store: DraftStore, *_edit: Any) -> None:
        raise BadDraft("draft_disk_full", name=store.path.name)

    with monkeypatch.context() as disk:
        disk.setattr(DraftStore, "record", _record)
        session.do(set_value(session.draft, session.draft.facts[0].id, "5"))
        window.controllers.go("go_start")
        with qtbot.waitSignal(window.controllers.draft.stuck, check_params_cb=lambda _said, is_leaving: is_leaving):
            window.open_draft(other)
        window.controllers.go("go_draft")
        keys = list[int]()
        monkeypatch.setattr(draft_page, "keyPressEvent", lambda event: keys.append(event.key()))
        draft_page.setFocus()
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    window.controllers.draft.abandon()
    assert Qt.Key.Key_4 in keys


def test_text_dragged_inside_the_window_is_no_file(window: MainWindow) -> None:
    assert not drop(window)


def test_a_draft_dropped_on_the_window_is_opened(
    window: MainWindow, draft_page: DraftStandIn, folder: Path, qtbot: Any
) -> None:
    path = draft_page.session.path
    window.controllers.draft.close()
    drop(window, path)
    assert shown(window, qtbot, DraftStandIn).session.path == path


def test_a_new_draft_gets_a_file_and_the_rail_its_buttons(window: MainWindow, draft_page: DraftStandIn) -> None:
    assert draft_page.session.path.is_file()
    assert [button.text() for button in window.rail.findChildren(QToolButton)][-2:] == ["起草", "审阅"]


def test_the_rail_leads_to_what_came_back_of_the_draft(
    window: MainWindow, draft_page: DraftStandIn, qtbot: Any
) -> None:
    (button,) = (each for each in window.rail.findChildren(QToolButton) if each.text() == "审阅")
    button.click()
    page = shown(window, qtbot, ReviewPage)
    assert (page.session, button.isChecked()) == (draft_page.session, True)


def test_an_edit_reaches_the_disk_and_is_told(window: MainWindow, draft_page: DraftStandIn, qtbot: Any) -> None:
    session = draft_page.session
    assert session.do(set_value(session.draft, session.draft.facts[0].id, "5"))
    qtbot.waitUntil(lambda: draft_page.saved == [NOW])
    window.controllers.draft.close()
    stored = open_session(session.path, now).value
    stored.close()
    assert stored.draft == session.draft


def test_a_draft_worked_on_is_among_the_recent_ones(window: MainWindow, draft_page: DraftStandIn, qtbot: Any) -> None:
    action(window, "go_start").trigger()
    qtbot.waitUntil(lambda: "最近的稿件" in words(window) and draft_page.session.draft.title in words(window))


def test_a_title_just_typed_is_among_the_recent_ones(
    window: MainWindow, draft_page: DraftStandIn, monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> None:
    session = draft_page.session
    monkeypatch.setattr(draft_page, "flush", lambda: session.do(set_element(session.draft, Role.TITLE, "刚改的标题")))
    action(window, "go_start").trigger()
    qtbot.waitUntil(lambda: "刚改的标题" in words(window.start))


def test_what_is_no_draft_is_told_in_place(window: MainWindow, tmp_path: Path, qtbot: Any) -> None:
    path = tmp_path / "假的.nigao"
    path.write_text("不是稿件" * 100, "utf-8")
    window.open_draft(path)
    qtbot.waitUntil(lambda: "不是拟稿的稿件" in words(window))


def test_exporting_without_a_draft_says_what_to_do(window: MainWindow) -> None:
    action(window, "export").trigger()
    assert "先新建或打开" in words(window)


@pytest.fixture
def sheet(window: MainWindow, draft_page: DraftStandIn) -> Any:
    """The export sheet of a draft."""
    draft_page.export_requested.emit()
    return window.pages.currentWidget()


def form(sheet: QWidget) -> ExportForm:
    return sheet.findChild(ExportForm)


def test_the_sheet_proposes_a_file_name(sheet: Any) -> None:
    assert sheet.target.name == "青禾县档案馆2023年上半年工作总结（送审稿）.docx"


def test_the_sheet_lists_what_is_open(sheet: Any, draft_page: DraftStandIn) -> None:
    assert "没有核" in sheet.findChild(ExportLook).open.fold.line.text()
    assert sheet.findChild(ExportLook).open.list.topLevelItemCount() > 0


def test_an_open_fact_leads_back_to_its_place(window: MainWindow, sheet: Any, draft_page: DraftStandIn) -> None:
    sheet.findChild(ExportLook).open.list.itemActivated.emit(sheet.findChild(ExportLook).open.list.topLevelItem(0), 0)
    assert window.pages.currentWidget() is draft_page
    assert draft_page.facts[0] in {fact.id for fact in draft_page.session.draft.facts}


def exported(sheet: Any, qtbot: Any) -> Path:
    """Press the button and wait for the file."""
    press(sheet, "仍要导出")
    qtbot.waitUntil(lambda: "已经导出" in words(sheet), timeout=20000)
    return Path(sheet.target)


def test_exporting_writes_the_file_and_offers_to_open_it(sheet: Any, qtbot: Any) -> None:
    path = exported(sheet, qtbot)
    assert "word/document.xml" in ZipFile(path).namelist()
    shown = {button.text() for button in sheet.findChildren(QPushButton) if button.isVisible()}
    assert {"打开文件(&W)", "打开所在文件夹(&K)"} <= shown


def test_only_changed_fields_are_passed_on(sheet: Any) -> None:
    form(sheet).fields["主送"].setText("县委办公室：")
    assert dict(sheet.options.fields) == {"主送": "县委办公室："}


def content_of(draft: Draft, role: Role) -> list[str]:
    return [element.content for element in draft.elements if element.role is role]


@pytest.mark.parametrize(
    ("name", "role", "text"),
    [
        ("标题", Role.TITLE, "青禾县档案馆半年小结"),
        ("主送", Role.ADDRESSEE, "县委办公室："),
        ("署名", Role.SIGNATURE, "青禾县档案中心"),
        ("成文日期", Role.ISSUE_DATE, "2023年7月9日"),
    ],
)
def test_what_is_typed_on_the_sheet_is_an_edit_once_it_is_left(
    window: MainWindow, sheet: Any, draft_page: DraftStandIn, name: str, role: Role, text: str
) -> None:
    before = content_of(draft_page.session.draft, role)
    form(sheet).fields[name].setText(text)
    press(sheet, "返回稿件")
    assert content_of(draft_page.session.draft, role) == [text]
    draft_page.session.undo()
    assert content_of(draft_page.session.draft, role) == before


def test_the_start_page_takes_nothing_from_the_sheet(window: MainWindow, sheet: Any, draft_page: DraftStandIn) -> None:
    form(sheet).fields["署名"].setText("青禾县档案中心")
    action(window, "go_start").trigger()
    assert content_of(draft_page.session.draft, Role.SIGNATURE) == ["青禾县档案中心"]


def test_asking_for_the_export_again_keeps_what_was_typed(window: MainWindow, sheet: Any) -> None:
    form(sheet).fields["署名"].setText("青禾县档案中心")
    action(window, "export").trigger()
    assert form(sheet).fields["署名"].text() == "青禾县档案中心"


def test_what_is_typed_on_the_sheet_is_stored_when_the_window_closes(
    window: MainWindow, sheet: Any, draft_page: DraftStandIn
) -> None:
    form(sheet).fields["署名"].setText("青禾县档案中心")
    window.close()
    stored = open_session(draft_page.session.path, now).value
    stored.close()
    assert content_of(stored.draft, Role.SIGNATURE) == ["青禾县档案中心"]


def test_exporting_makes_an_edit_of_what_was_typed(sheet: Any, draft_page: DraftStandIn, qtbot: Any) -> None:
    form(sheet).fields["署名"].setText("青禾县档案中心")
    exported(sheet, qtbot)
    assert content_of(draft_page.session.draft, Role.SIGNATURE) == ["青禾县档案中心"]


def test_a_file_that_exists_is_replaced_only_when_asked_for(sheet: Any, qtbot: Any) -> None:
    sheet.target.write_bytes(b"kept")
    press(sheet, "仍要导出")
    qtbot.waitUntil(lambda: "已经存在" in words(sheet))
    assert sheet.target.read_bytes() == b"kept"


def test_a_place_that_cannot_be_written_is_told(sheet: Any, tmp_path: Path, qtbot: Any) -> None:
    form(sheet).target_field.setText(str(tmp_path / "没有" / "这里.docx"))
    press(sheet, "仍要导出")
    qtbot.waitUntil(lambda: "不存在" in words(sheet), timeout=20000)


def refuse(*_: object) -> None:
    raise BadDraft("draft_disk_full", name="稿件")


@pytest.fixture
def refused(draft_page: DraftStandIn, monkeypatch: pytest.MonkeyPatch, qtbot: Any) -> Iterator[pytest.MonkeyPatch]:
    """A draft with an edit that the disk does not take."""
    with monkeypatch.context() as patch:
        patch.setattr(DraftStore, "record", refuse)
        session = draft_page.session
        session.do(set_value(session.draft, session.draft.facts[0].id, "5"))
        qtbot.waitUntil(lambda: draft_page.unsaved)
        yield patch


def test_a_refused_edit_is_told_on_every_page(
    window: MainWindow, draft_page: DraftStandIn, refused: pytest.MonkeyPatch
) -> None:
    action(window, "go_start").trigger()
    action(window, "go_draft").trigger()
    assert "磁盘已满" in words(window)


def test_what_is_asked_to_be_stored_is_told_to_be(window: MainWindow, draft_page: DraftStandIn, qtbot: Any) -> None:
    session = draft_page.session
    session.do(set_value(session.draft, session.draft.facts[0].id, "5"))
    action(window, "save").trigger()
    qtbot.waitUntil(lambda: draft_page.asked)
    assert read_stored(session.path).facts[0].text == "5"


def test_what_is_on_the_disk_already_is_told_at_once(window: MainWindow, draft_page: DraftStandIn) -> None:
    action(window, "save").trigger()
    assert draft_page.asked


def test_on_another_page_of_the_draft_it_is_told_above(window: MainWindow, draft_page: DraftStandIn) -> None:
    action(window, "export").trigger()
    action(window, "save").trigger()
    assert "已存好。" in words(window)


def test_what_the_disk_refuses_is_told_again_when_asked_for(
    window: MainWindow, draft_page: DraftStandIn, refused: pytest.MonkeyPatch, qtbot: Any
) -> None:
    bar = window.findChildren(UnsavedBar)[0]
    bar.hide()
    action(window, "save").trigger()
    qtbot.waitUntil(lambda: not bar.isHidden())
    assert not draft_page.asked


def test_the_window_stays_while_an_edit_is_not_on_the_disk(
    window: MainWindow, refused: pytest.MonkeyPatch, qtbot: Any
) -> None:
    closed = window.close()
    qtbot.waitUntil(lambda: "没有关闭" in words(window))
    offered = {button.text() for button in window.findChildren(QPushButton)}
    assert not closed
    assert {"再试", "另存到别处…", "放弃改动并关闭"} <= offered


def test_closing_anyway_closes(window: MainWindow, refused: pytest.MonkeyPatch, qtbot: Any) -> None:
    window.close()
    qtbot.waitUntil(lambda: "没有关闭" in words(window))
    press(window, "放弃改动并关闭")
    assert not window.isVisible()


def test_trying_again_stores_and_closes(
    window: MainWindow, draft_page: DraftStandIn, refused: pytest.MonkeyPatch, qtbot: Any
) -> None:
    path, draft = draft_page.session.path, draft_page.session.draft
    window.close()
    qtbot.waitUntil(lambda: "没有关闭" in words(window))
    refused.undo()
    press(window, "再试")
    qtbot.waitUntil(lambda: not window.isVisible())
    assert read_stored(path) == draft


def test_what_is_not_opened_of_many_files_is_told(
    window: MainWindow, draft_page: DraftStandIn, tmp_path: Path, qtbot: Any
) -> None:
    drop(window, draft_page.session.path, tmp_path / "二.nigao", tmp_path / "三.txt")
    qtbot.waitUntil(lambda: "没有打开：二.nigao" in words(window))
    assert "没有用上：三.txt" in words(window)


def test_a_notice_of_the_draft_goes_with_it(window: MainWindow, draft_page: DraftStandIn) -> None:
    window.show_notice("只能查看", "warning")
    action(window, "go_start").trigger()
    assert "只能查看" not in words(window)


def test_drafts_are_looked_for_where_they_lie(
    window: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.mkdir()
    assert begun_at(window, monkeypatch) == [str(folder)]


def test_the_next_draft_is_looked_for_beside_the_one_at_work(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> None:
    path = tmp_path / "别处.nigao"
    create_session(path, start_draft(DraftRequest(KIND, 2023, "青禾县档案馆")).value, now).close()
    window.open_draft(path)
    shown(window, qtbot, DraftStandIn)
    assert begun_at(window, monkeypatch) == [str(tmp_path)]


def begun_at(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Where the chooser of drafts begins."""
    asked: list[str] = []
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *given: asked.append(given[2]) or ("", ""))
    action(window, "open_draft").trigger()
    return asked


def test_a_desktop_that_opens_nothing_is_told(sheet: Any, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    path = exported(sheet, qtbot)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    press(sheet, "打开所在文件夹")
    assert f"请在文件管理器里打开：{path.parent}" in words(sheet)


@pytest.fixture
def other_size(qapp: Any) -> Iterator[Any]:
    """Turns the type up, and back in the end."""
    yield lambda: theme.apply_theme(qapp, theme.load_theme(scale=2.0))
    theme.apply_theme(qapp, theme.load_theme())


def test_another_type_size_makes_the_draft_page_anew(
    window: MainWindow, draft_page: DraftStandIn, other_size: Any, qtbot: Any
) -> None:
    draft_page.facts.append("f1")
    other_size()
    qtbot.waitUntil(lambda: window.pages.currentWidget() is not draft_page)
    assert shown(window, qtbot, DraftStandIn).facts == ["f1"]


def test_another_type_size_keeps_the_sheet_in_front(
    window: MainWindow, sheet: Any, draft_page: DraftStandIn, other_size: Any, qtbot: Any
) -> None:
    form(sheet).fields["署名"].setText("青禾县档案中心")
    other_size()
    qtbot.waitUntil(lambda: window.pages.currentWidget() is not sheet)
    assert form(window.pages.currentWidget()).fields["署名"].text() == "青禾县档案中心"


def test_the_start_page_is_measured_anew(window: MainWindow, other_size: Any, qtbot: Any) -> None:
    before = window.start.kinds.minimumSizeHint().width()
    other_size()
    qtbot.waitUntil(lambda: window.start.kinds.minimumSizeHint().width() == 2 * before)
    qtbot.waitUntil(lambda: len(buttons_of(window.start)) > len(list_cards()))  # shown with the next turn


def buttons_of(page: QWidget) -> list[QPushButton]:
    return [button for button in page.findChildren(QPushButton) if button.isVisible()]


CONTROLS = frozenset(
    ("QPushButton", "QToolButton", "QLineEdit", "QComboBox", "QSpinBox", "QCheckBox", "QTreeWidget", "CardButton")
)


def unnamed(root: QWidget) -> list[str]:
    """Controls that a screen reader could not call by any name."""
    inner = ("qt_spinbox_lineedit", "ScrollLeftButton", "ScrollRightButton")
    return [
        type(widget).__name__
        for widget in root.findChildren(QWidget)
        if type(widget).__name__ in CONTROLS and widget.objectName() not in inner
        if not (widget.accessibleName() or getattr(widget, "text", str)())
    ]


def test_every_control_has_a_name(window: MainWindow, sheet: Any) -> None:
    window.begin_draft(KIND)
    assert unnamed(window) == []


def test_bars_above_the_pages_take_no_room_while_none_is_shown(qtbot):
    place, bar = NoticePlace(), QWidget()
    qtbot.addWidget(place)
    place.add(bar)
    bar.show()
    shown = not place.isHidden()
    bar.hide()
    assert (shown, place.isHidden()) == (True, True)


def test_the_page_of_layouts_leads_back_to_the_sheet(window: MainWindow, sheet: Any, qtbot: Any) -> None:
    press(sheet, "版式设置")
    page = shown(window, qtbot, LayoutsPage)
    page.closed.emit()
    assert window.pages.currentWidget() is sheet


def test_the_page_of_layouts_shows_what_would_be_exported(window: MainWindow, sheet: Any, qtbot: Any) -> None:
    form(sheet).fields["标题"].setText("半年小结")
    press(sheet, "版式设置")
    shown(window, qtbot, LayoutsPage)
    unit, draft = window.router.page("layouts").shown_for
    assert (unit, draft.title) == ("青禾县档案馆", "半年小结")


def test_layouts_can_be_set_without_a_draft(window: MainWindow, qtbot: Any) -> None:
    action(window, "layouts").trigger()
    shown(window, qtbot, LayoutsPage).closed.emit()
    assert window.pages.currentWidget() is window.start


def test_the_page_of_layouts_leads_back_to_the_draft(window: MainWindow, draft_page: DraftStandIn, qtbot: Any) -> None:
    action(window, "layouts").trigger()
    shown(window, qtbot, LayoutsPage).closed.emit()
    assert window.pages.currentWidget() is draft_page


def test_another_type_size_keeps_the_page_of_layouts_in_front(
    window: MainWindow, draft_page: DraftStandIn, other_size: Any, qtbot: Any
) -> None:
    action(window, "layouts").trigger()
    before = shown(window, qtbot, LayoutsPage)
    other_size()
    qtbot.waitUntil(lambda: window.pages.currentWidget() is not before)
    assert isinstance(window.pages.currentWidget(), LayoutsPage)


def test_a_report_dropped_on_the_plan_view_is_the_plan(
    window: MainWindow, draft_page: DraftStandIn, tmp_path: Path
) -> None:
    taken: list[Path] = []
    draft_page.coverage = SimpleNamespace(take_file=lambda path: taken.append(path) or True)
    drop(window, tmp_path / "要点.txt")
    assert taken == [tmp_path / "要点.txt"]


def test_the_tab_key_comes_to_the_rail_before_the_page(window: Any) -> None:
    after = window.centralWidget()
    while not after.focusPolicy() & Qt.FocusPolicy.TabFocus:
        after = after.nextInFocusChain()
    assert window.rail.isAncestorOf(after)
