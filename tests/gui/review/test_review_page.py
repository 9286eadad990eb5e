"""审阅: returned copies as a queue beside the draft; each decision is a step, and everything stays in the draft."""

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMenu, QPushButton

from core.model.review.changes import ReviewState
from core.stores.recent import RecentDraft, remember
from core.stores.settings import Settings
from core.word.layouts.finishing import bookmark_key
from core.workflows.drafting.drafting import DraftRequest, start_draft
from core.workflows.drafting.editing import set_value
from core.workflows.drafting.session import Session, create_session
from core.workflows.exporting.export import export_draft
from core.workflows.exporting.options import ExportOptions
from core.workflows.importing.kinds import list_kinds
from core.workflows.importing.reports import read_report
from core.workflows.review.bases import is_copy_of, owners_of
from core.workflows.review.sending import send
from gui.review.page import ReviewPage
from gui.review.panes import RunningView
from gui.review.people import TWICE
from gui.settings.preferences import PROPERTY, Preferences
from gui.shell import theme
from gui.shell.tasks import TaskRunner
from tests.builders import make_draft
from tests.core.drawn_made import png

DRAFT = """h1 一、|工作情况
h2 （一）|接收档案。‖接收档案{490}卷，方便群众查阅。
body |全馆同志齐心协力，完成了各项任务。"""
Open = Callable[..., ReviewPage]


@pytest.fixture(name="session")
def session_fixture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    """A draft that has gone out as 发出.docx."""
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    session = create_session(tmp_path / "今年.nigao", make_draft(DRAFT), datetime.now)
    export_draft(session.draft, tmp_path / "发出.docx", ExportOptions(marks=False))
    return session


def _copy(folder: Path, name: str, *words: tuple[str, str]) -> Path:
    written = io.BytesIO()
    with zipfile.ZipFile(folder / "发出.docx") as source, zipfile.ZipFile(written, "w") as target:
        for part in source.namelist():
            data = source.read(part)
            text = data.decode() if part == "word/document.xml" else ""
            for old, new in words:
                text = text.replace(old, new)
            target.writestr(part, text.encode() if text else data)
    (folder / name).write_bytes(written.getvalue())
    return folder / name


@pytest.fixture(name="page_with")
def page_fixture(qtbot: Any, runner: TaskRunner, session: Session) -> Open:
    """The page once it has read these copies and their owners are said."""
    page = ReviewPage(runner)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    page.begin(session)

    def read(*paths: Path, owners: bool = True) -> ReviewPage:
        page.take_files(paths)
        qtbot.waitUntil(lambda: not runner.is_busy)
        if owners and page.owners.fields:
            page.owners.start.click()
            qtbot.waitUntil(lambda: not runner.is_busy)
        return page

    return read


def _settle(qtbot: Any, page: ReviewPage) -> None:
    qtbot.waitUntil(lambda: not page.runner.is_busy)


def _states(page: ReviewPage) -> list[ReviewState]:
    return [item.state for item in page.queue.items] if page.queue is not None else []


def test_nothing_is_changed_before_somebody_says_whose_copy_it_is(
    page_with: Open, session: Session, tmp_path: Path
) -> None:
    before = session.draft
    page = page_with(_copy(tmp_path, "王.docx", ("490", "512")), owners=False)
    assert list(page.owners.owners.values()) == ["王"]
    assert session.draft is before


def test_a_name_that_nobody_said_is_asked_for(page_with: Open, session: Session, tmp_path: Path, qtbot: Any) -> None:
    page = page_with(_copy(tmp_path, "终稿.docx", ("490", "512")), owners=False)
    (field,) = page.owners.fields.values()
    qtbot.waitUntil(field.isVisible)
    page.owners.start.click()
    assert (field.text(), page.focusWidget(), session.draft.copies) == ("", field, ())
    field.setText("王科长")
    page.owners.start.click()
    assert [copy.who for copy in session.draft.copies] == ["王科长"]


def test_copies_are_kept_and_listed_again_by_another_page(
    page_with: Open, session: Session, tmp_path: Path, runner: TaskRunner, qtbot: Any
) -> None:
    page_with(_copy(tmp_path, "王.docx", ("490", "512")))
    again = ReviewPage(runner)
    qtbot.addWidget(again)
    again.begin(session)
    _settle(qtbot, again)
    assert [copy.who for copy in session.draft.copies] == ["王"]
    assert _states(again) == [ReviewState.OPEN]


def test_enter_takes_and_goes_on_and_undo_brings_back(
    page_with: Open, session: Session, tmp_path: Path, qtbot: Any
) -> None:
    page = page_with(_copy(tmp_path, "王.docx", ("490", "512"), ("齐心协力", "同心协力")))
    QTest.keyClick(page.splitter.list, Qt.Key.Key_Return)
    _settle(qtbot, page)
    current = page.splitter.current
    assert "512卷" in session.draft.elements[1].content
    assert (current is not None and current.is_open) is True
    session.undo()
    page.refresh()
    _settle(qtbot, page)
    assert _states(page) == [ReviewState.OPEN, ReviewState.OPEN]


def test_delete_refuses_with_the_reason_that_was_typed(
    page_with: Open, session: Session, tmp_path: Path, qtbot: Any
) -> None:
    page = page_with(_copy(tmp_path, "王.docx", ("490", "512")))
    page.splitter.decision.reason.setText("数字已核")
    QTest.keyClick(page.splitter.list, Qt.Key.Key_Delete)
    _settle(qtbot, page)
    assert _states(page) == [ReviewState.REFUSED]
    assert [decision.reason for decision in session.draft.decisions] == ["数字已核"]


def test_the_reason_is_asked_for_where_it_is_handed_on(page_with: Open, tmp_path: Path, session: Session) -> None:
    page = page_with(_copy(tmp_path, "王.docx", ("490", "512")))
    page.splitter.decision.needs_reason.setChecked(True)
    QTest.keyClick(page.splitter.list, Qt.Key.Key_Delete)
    assert session.draft.decisions == ()
    assert "理由" in page.notice.text


def test_whether_reasons_are_asked_for_is_remembered(qtbot: Any, runner: TaskRunner, qapp: Any) -> None:
    known = Preferences(Settings(), runner)
    qapp.setProperty(PROPERTY, known)
    try:
        for wanted in (True, False):
            page = ReviewPage(runner)
            qtbot.addWidget(page)
            page.splitter.decision.needs_reason.setChecked(wanted)
            again = ReviewPage(runner)
            qtbot.addWidget(again)
            assert again.splitter.decision.needs_reason.isChecked() is wanted
    finally:
        qapp.setProperty(PROPERTY, None)
        known.flush()


def test_why_the_others_lost_is_asked_where_reasons_are_wanted(
    page_with: Open, session: Session, tmp_path: Path, qtbot: Any
) -> None:
    page = page_with(_copy(tmp_path, "王.docx", ("490", "512")), _copy(tmp_path, "李.docx", ("490", "530")))
    decision = page.splitter.decision
    decision.needs_reason.setChecked(True)
    assert page.queue is not None
    decision.side_taken.emit(page.queue.items[0].sides[1].key)
    assert page.focusWidget() is decision.late_reason
    QTest.keyClicks(decision.late_reason, "year end")
    QTest.keyClick(decision.late_reason, Qt.Key.Key_Return)
    _settle(qtbot, page)
    assert {each.reason for each in session.draft.decisions} == {"", "year end"}


def test_after_undo_the_item_is_looked_at_that_is_open_again(page_with: Open, tmp_path: Path, qtbot: Any) -> None:
    page = page_with(_copy(tmp_path, "王.docx", ("490", "512"), ("齐心", "同心")))
    QTest.keyClick(page.splitter.list, Qt.Key.Key_Return)
    _settle(qtbot, page)
    next(each for each in page.findChildren(QAction) if each.objectName() == "undo").trigger()
    _settle(qtbot, page)
    assert page.splitter.current is not None
    assert page.splitter.current.sides[0].change.new == "512"


def test_what_was_made_by_hand_is_counted_apart(page_with: Open, session: Session, tmp_path: Path, qtbot: Any) -> None:
    page = page_with(_copy(tmp_path, "王.docx", ("490", "512")))
    session.do(set_value(session.draft, session.draft.facts[0].id, "505"))
    page.refresh()
    _settle(qtbot, page)
    assert page.queue is not None
    assert not page.splitter.take_button.isEnabled()
    page.splitter.decision.handled.emit(page.queue.items[0].key)
    qtbot.waitUntil(lambda: page.queue.account == (0, 0, 0, 0, 1))


def test_a_contradiction_is_never_taken_by_enter(page_with: Open, session: Session, tmp_path: Path) -> None:
    page = page_with(_copy(tmp_path, "王.docx", ("490", "512")), _copy(tmp_path, "李.docx", ("490", "530")))
    QTest.keyClick(page.splitter.list, Qt.Key.Key_Return)
    assert _states(page) == [ReviewState.CONFLICT]
    assert "490卷" in session.draft.elements[1].content


def test_choosing_a_side_refuses_the_other(page_with: Open, session: Session, tmp_path: Path, qtbot: Any) -> None:
    page = page_with(_copy(tmp_path, "王.docx", ("490", "512")), _copy(tmp_path, "李.docx", ("490", "530")))
    assert page.queue is not None
    page.splitter.decision.side_taken.emit(page.queue.items[0].sides[1].key)
    _settle(qtbot, page)
    assert "530卷" in session.draft.elements[1].content
    assert [side.state for side in page.queue.items[0].sides] == [ReviewState.REFUSED, ReviewState.TAKEN]


def test_a_third_wording_takes_all_sides_in_part(page_with: Open, session: Session, tmp_path: Path, qtbot: Any) -> None:
    page = page_with(_copy(tmp_path, "王.docx", ("490", "512")), _copy(tmp_path, "李.docx", ("490", "530")))
    page.splitter.decision.own.setText("520")
    QTest.keyClick(page.splitter.decision.own, Qt.Key.Key_Return)
    _settle(qtbot, page)
    assert page.queue is not None
    assert "520卷" in session.draft.elements[1].content
    assert {side.state for side in page.queue.items[0].sides} == {ReviewState.PART}


def test_all_of_a_person_that_nobody_contradicts(page_with: Open, session: Session, tmp_path: Path, qtbot: Any) -> None:
    page = page_with(
        _copy(tmp_path, "王.docx", ("490", "512"), ("齐心协力", "同心协力")), _copy(tmp_path, "李.docx", ("490", "530"))
    )
    action = next(each for each in page.splitter.bulk_menu().actions() if each.text().startswith("王的全部无冲突"))
    action.trigger()
    qtbot.waitUntil(lambda: not page.decider.bulk.is_running)
    _settle(qtbot, page)
    assert "同心协力" in session.draft.elements[2].content
    assert "490卷" in session.draft.elements[1].content


def test_a_second_copy_of_a_person_replaces_what_is_open(
    page_with: Open, session: Session, tmp_path: Path, qtbot: Any
) -> None:
    page_with(_copy(tmp_path, "王.docx", ("490", "512")))
    page = page_with(_copy(tmp_path, "王（2）.docx", ("490", "515")), owners=False)
    (field,) = page.owners.fields.values()
    field.setText("王")
    page.owners.start.click()
    _settle(qtbot, page)
    assert page.queue is not None
    assert [item.sides[0].change.new for item in page.queue.items] == ["515"]


def _inserted(words: str, new: str) -> tuple[str, str]:
    """Words put in behind others, recorded by 张处."""
    run = f'<w:r><w:t xml:space="preserve">{new}</w:t></w:r>'
    mark = f'<w:ins w:id="9001" w:author="张处" w:date="2026-07-03T09:12:00Z">{run}</w:ins>'
    return f"{words}</w:t></w:r>", f"{words}</w:t></w:r>{mark}"


def test_two_copies_that_come_together_are_not_taken_for_one_person_unsaid(
    page_with: Open, tmp_path: Path, qtbot: Any
) -> None:
    files = [
        _copy(tmp_path, name, _inserted("各项任务。", new))
        for name, new in (("办公室意见.docx", "甲"), ("李.docx", "乙"))
    ]
    page = page_with(*files, owners=False)
    first, second = page.owners.fields.values()
    assert (first.text(), second.text()) == ("张处", "李")
    second.setText("张处")
    said = [each.text() for each in page.owners.findChildren(QLabel) if "另有后来的一份" in each.text()]
    assert said == [TWICE.format(who="张处", name="李.docx")]
    first.setText("办公室")
    page.owners.start.click()
    _settle(qtbot, page)
    people = page.queue.people if page.queue is not None else ()
    assert set(people) == {"办公室", "张处"}


def test_the_question_whose_a_further_copy_is_stays_until_it_is_answered(
    page_with: Open, session: Session, tmp_path: Path, qtbot: Any
) -> None:
    page = page_with(_copy(tmp_path, "王.docx", ("490", "512")))
    page.begin(session)
    page.take_files([_copy(tmp_path, "李.docx", ("齐心", "同心"))])
    _settle(qtbot, page)
    assert page.pages.currentWidget() is page.owners


def test_what_comes_before_the_owners_are_said_is_asked_about_with_them(page_with: Open, tmp_path: Path) -> None:
    page = page_with(_copy(tmp_path, "王.docx", ("490", "512")), owners=False)
    next(iter(page.owners.fields.values())).setText("王局长")
    page_with(_copy(tmp_path, "李.docx", ("齐心", "同心")), _copy(tmp_path, "坏.docx", ("<w:body>", "<")), owners=False)
    assert list(page.owners.owners.values()) == ["王局长", "李"]


def test_a_place_typed_into_since_says_so(page_with: Open, session: Session, tmp_path: Path, qtbot: Any) -> None:
    page = page_with(_copy(tmp_path, "王.docx", ("490", "512")))
    session.do(set_value(session.draft, session.draft.facts[0].id, "505"))
    page.refresh()
    _settle(qtbot, page)
    assert _states(page) == [ReviewState.OVERTAKEN]
    assert "已另改" in page.splitter.running.toPlainText()


@pytest.mark.parametrize(
    ("words", "said"), [((("_GW_abcd1234_", "_GW_ffff0000_"),), "不是这份稿件导出的文件"), ((), "完全一样")]
)
def test_files_of_which_there_is_nothing_to_decide_are_told(
    page_with: Open, tmp_path: Path, words: tuple[tuple[str, str], ...], said: str
) -> None:
    page = page_with(_copy(tmp_path, "王.docx", *words))
    assert said in page.notice.text


def test_a_copy_of_another_draft_is_led_there(page_with: Open, tmp_path: Path, qtbot: Any) -> None:
    other = create_session(
        tmp_path / "别稿.nigao", start_draft(DraftRequest("年度工作总结", 2025, "")).value, datetime.now
    )
    remember(RecentDraft.of(other.path, other.draft, datetime(2026, 7, 3)))
    file = _copy(tmp_path, "别的.docx", ("_GW_abcd1234_", f"_GW_{bookmark_key(other.draft.identity.key)}_"))
    page = page_with(file)
    assert "不是这份稿件导出的文件" in page.notice.text
    with qtbot.waitSignal(page.draft_wanted) as wanted:
        page.notice.buttons[0].click()
    assert wanted.args == [other.path, [file]]


def test_coming_back_after_the_button_the_keys_decide(page_with: Open, tmp_path: Path, qtbot: Any) -> None:
    page = page_with(_copy(tmp_path, "王.docx", ("490", "512"), ("齐心", "同心")))
    back = next(each for each in page.findChildren(QPushButton) if each.text().startswith("返回稿件"))
    back.setFocus()
    with qtbot.waitSignal(page.closed):
        back.click()
    assert page.focusWidget() is page.splitter.list
    page.more.setFocus()
    QTest.keyClick(page, Qt.Key.Key_F8)
    assert page.focusWidget() is page.splitter.list


def test_a_missing_file_has_its_own_sentence_and_keeps_no_other_out(page_with: Open, tmp_path: Path) -> None:
    page = page_with(tmp_path / "没有.docx", _copy(tmp_path, "王.docx", ("490", "512")), owners=False)
    assert "找不到文件“没有.docx”" in page.notice.text
    assert list(page.owners.owners.values()) == ["王"]


def test_old_and_new_words_stand_in_the_running_text_with_a_name(page_with: Open, tmp_path: Path) -> None:
    page = page_with(_copy(tmp_path, "王.docx", ("490", "512")))
    assert "接收档案490512〔王〕卷" in page.splitter.running.toPlainText()


def test_the_current_change_stays_in_view_when_lines_break_elsewhere(
    page_with: Open, tmp_path: Path, qtbot: Any
) -> None:
    long = ("群众查阅", f"群众{'随时' * 2000}查阅")
    page = page_with(_copy(tmp_path, "王.docx", long, ("齐心", "同心")))
    QTest.keyClick(page.splitter.list, Qt.Key.Key_Down)
    running = page.splitter.running
    page.resize(900, 700)
    qtbot.waitUntil(lambda: running.viewport().rect().contains(running.cursorRect().center()))
    assert running.toPlainText()[running.textCursor().position() :].startswith("齐同")


def test_a_copy_leads_to_its_draft_among_the_recent_ones(session: Session, tmp_path: Path) -> None:
    sent, broken = tmp_path / "发出.docx", tmp_path / "别的.docx"
    broken.write_bytes(b"PK")
    assert owners_of([sent]) == {}
    remember(RecentDraft.of(session.path, session.draft, datetime(2026, 7, 3)))
    assert owners_of([broken, sent]) == {sent: session.path}


def test_a_copy_leads_to_the_draft_that_came_with_it(session: Session, tmp_path: Path) -> None:
    assert owners_of([tmp_path / "发出.docx"], [session.path]) == {tmp_path / "发出.docx": session.path}


def _open_document(mark: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        package.writestr("content.xml", f'<text:bookmark-start text:name="{mark}"/>')
    return written.getvalue()


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("改.odt", _open_document),
        ("改.doc", lambda mark: b"\xd0\xcf\x11\xe0" + mark.encode("utf-16-le")),
        ("改.rtf", lambda mark: f"{{\\rtf1{{\\*\\bkmkstart {mark}}}".encode()),
    ],
)
def test_a_copy_of_another_format_is_known_by_its_bookmarks(
    session: Session, tmp_path: Path, name: str, write: Callable[[str], bytes]
) -> None:
    (tmp_path / name).write_bytes(write(f"_GW_{session.draft.identity.key}_3"))
    assert is_copy_of(tmp_path / name, session.draft.identity.key)
    assert not is_copy_of(tmp_path / name, "ffff0000")


def test_a_copy_is_known_by_its_bookmarks(session: Session, tmp_path: Path) -> None:
    (tmp_path / "坏.docx").write_bytes(b"PK")
    assert is_copy_of(tmp_path / "发出.docx", session.draft.identity.key)
    assert not is_copy_of(tmp_path / "发出.docx", "ffff0000")
    assert not is_copy_of(tmp_path / "坏.docx", session.draft.identity.key)


def test_the_model_keeps_the_rules_of_qt(page_with: Open, tmp_path: Path) -> None:
    page = page_with(_copy(tmp_path, "王.docx", ("490", "512")))
    tester = QAbstractItemModelTester(page.splitter.list.listed, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert tester.model() is page.splitter.list.listed


def test_opinions_are_written_of_what_came_back(
    page_with: Open, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_with(_copy(tmp_path, "王.docx", ("方便群众", "方便群众随时")))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "采纳.xlsx"), ""))
    page.write_opinions()
    qtbot.waitUntil(lambda: not page.runner.is_busy, timeout=20_000)
    assert "采纳情况表已写到“采纳.xlsx”" in page.notice.text
    assert (tmp_path / "采纳.xlsx").exists()


@pytest.fixture
def sent(session: Session, tmp_path: Path) -> None:
    """The draft has gone out as its first version."""
    send(session, session.draft, tmp_path / "发出.docx", ExportOptions(marks=False))


TWO_COPIES = ("王.docx", ("方便群众", "方便群众随时")), ("李.docx", ("490", "512"))


@pytest.mark.usefixtures("sent")
@pytest.mark.parametrize(
    ("number", "file", "told"),
    [
        (0, "花脸稿，王改稿对第1版", "“王的改稿（王.docx）”和“送出去的第1版（发出.docx）”比，共1处"),
        (1, "花脸稿，李改稿对第1版", "“李的改稿（李.docx）”和“送出去的第1版（发出.docx）”比，共1处"),
        (2, "花脸稿，现稿对第1版", "“现在的稿件”和“送出去的第1版（发出.docx）”的正文完全一样"),
    ],
)
def test_of_several_copies_the_clerk_chooses_what_is_compared(
    page_with: Open, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, file: str, told: str
) -> None:
    page, asked = page_with(*(_copy(tmp_path, *each) for each in TWO_COPIES)), list[str]()
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *given: (asked.append(given[2]), (str(tmp_path / "比.docx"), ""))[1]
    )
    _choose(page, number)
    qtbot.waitUntil(lambda: not page.runner.is_busy, timeout=20_000)
    assert (file in asked[0], told in page.notice.text) == (True, True)
    assert ("改稿里还有2处修改没有定，不在里面。" in page.notice.text) == (number == 2)
    assert told.split("”")[0] in _header(tmp_path / "比.docx")


def _choose(page: ReviewPage, number: int) -> None:
    page.offer_redlines()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    [each for each in menu.actions() if each.text() and each.isEnabled()][number].trigger()
    menu.close()


def _header(path: Path) -> str:
    with zipfile.ZipFile(path) as package:
        names = [name for name in package.namelist() if "redline_legend" in name]
        return package.read(names[0]).decode()


@pytest.mark.usefixtures("sent")
def test_what_was_compared_can_be_a_table(
    page_with: Open, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_with(*(_copy(tmp_path, *each) for each in TWO_COPIES))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "表.docx"), ""))
    _choose(page, len(TWO_COPIES) + 2)  # behind the redlines of both and of the draft
    qtbot.waitUntil(lambda: not page.runner.is_busy, timeout=20_000)
    assert [cell.text for cell in Document(str(tmp_path / "表.docx")).tables[0].rows[-1].cells][:2] == [
        "……接收档案490卷，方便群众查阅。",
        "……接收档案512卷，方便群众查阅。",
    ]


def test_the_running_text_written_in_parts_is_the_one_written_at_once(
    page_with: Open, session: Session, tmp_path: Path, qtbot: Any
) -> None:
    page = page_with(_copy(tmp_path, "王.docx", ("490", "512"), ("齐心协力", "同心协力"), ("方便群众", "方便群众随时")))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Delete, Qt.Key.Key_Return):
        QTest.keyClick(page.splitter.list, key)
        qtbot.waitUntil(lambda: page.queue is not None and page.queue.review.draft is session.draft)
        item, afresh = page.splitter.current, RunningView()
        qtbot.addWidget(afresh)
        assert page.queue is not None
        afresh.show_item(page.queue, item)
        assert page.splitter.running.toHtml() == afresh.toHtml()
        shown = [
            (each.cursor.selectionStart(), each.cursor.selectionEnd())
            for each in page.splitter.running.extraSelections()
        ]
        wanted = [(each.cursor.selectionStart(), each.cursor.selectionEnd()) for each in afresh.extraSelections()]
        assert shown == wanted


def test_both_insertions_at_one_point_are_taken_in_an_order_and_the_account_closes(
    page_with: Open, session: Session, tmp_path: Path, qtbot: Any
) -> None:
    page = page_with(
        _copy(tmp_path, "王.docx", ("方便群众", "方便全体群众"), ("490", "512")),
        _copy(tmp_path, "李.docx", ("方便群众", "方便广大群众")),
    )
    (queue,) = (each for each in [page.queue] if each is not None)
    (item,) = (each for each in queue.items if each.state is ReviewState.CONFLICT)
    page.splitter.list.turn_to(item.key)
    page.splitter.decision.both_taken.emit(item.sides[1].key)
    _settle(qtbot, page)
    assert "方便广大全体群众" in session.draft.elements[1].content
    shown = [each.text() for each in page.splitter.findChildren(QLabel)]
    assert "收到3处修改 = 采纳2 + 部分采纳0 + 不采纳0 + 待定1" in shown


def _reasons(session: Session) -> list[str]:
    return [decision.reason for decision in session.draft.decisions]


def test_the_reason_of_what_was_refused_last_may_be_written_afterwards(
    page_with: Open, session: Session, tmp_path: Path, qtbot: Any
) -> None:
    page = page_with(_copy(tmp_path, "王.docx", ("490", "512"), ("齐心协力", "同心协力")))
    decision = page.splitter.decision
    QTest.keyClick(page.splitter.list, Qt.Key.Key_Delete)
    _settle(qtbot, page)
    assert decision.late_reason.isVisible()
    decision.late_reason.setText("已经核实")
    QTest.keyClick(decision.late_reason, Qt.Key.Key_Return)
    _settle(qtbot, page)
    assert (_reasons(session), decision.late_reason.isVisible()) == (["已经核实"], False)


def test_nothing_is_offered_behind_a_refusal_with_a_reason(
    page_with: Open, session: Session, tmp_path: Path, qtbot: Any
) -> None:
    page = page_with(_copy(tmp_path, "王.docx", ("490", "512")))
    page.splitter.decision.reason.setText("数字有据")
    QTest.keyClick(page.splitter.decision.reason, Qt.Key.Key_Return)
    _settle(qtbot, page)
    assert (_reasons(session), page.splitter.decision.late_reason.isVisible()) == (["数字有据"], False)


def test_the_reason_of_an_earlier_refusal_is_corrected_in_its_place(
    page_with: Open, session: Session, tmp_path: Path, qtbot: Any
) -> None:
    page = page_with(_copy(tmp_path, "王.docx", ("490", "512")))
    decision = page.splitter.decision
    decision.reason.setText("数字有据")
    QTest.keyClick(decision.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: decision.reason.text() == "数字有据")
    decision.reason.setText("以统计局数字为准")
    QTest.keyClick(decision.reason, Qt.Key.Key_Return)
    _settle(qtbot, page)
    assert (_reasons(session), _states(page)) == (["以统计局数字为准"], [ReviewState.REFUSED])


def test_an_empty_page_has_the_button_that_takes_copies_back(page_with: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([], ""))
    page = page_with()
    said = [each.text() for each in page.findChildren(QPushButton) if each.isVisible()]
    assert sum("收回改稿" in each for each in said) == 1


def _drawn(page: ReviewPage) -> list[str]:
    """The names of the pictures beside the text."""
    found = page.splitter.decision.findChildren(QLabel)
    return [each.accessibleName() for each in found if not each.pixmap().isNull() and not each.isHidden()]


def test_an_exchanged_picture_is_shown_before_and_after(
    runner: TaskRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> None:
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    source = Document()
    for text in ("白石县交通局2025年工作总结", "一、工作情况", "施工情况见下图。"):
        source.add_paragraph(text)
    source.add_picture(io.BytesIO(png(1)))
    source.save(str(tmp_path / "去年.docx"))
    report = read_report(tmp_path / "去年.docx").value
    draft = start_draft(DraftRequest(list_kinds()[0].name, 2026, "白石县交通局", (report,))).value
    session = create_session(tmp_path / "图.nigao", draft, datetime.now)
    export_draft(session.draft, tmp_path / "发出.docx", ExportOptions(marks=False))
    copy = Document(str(tmp_path / "发出.docx"))
    new, _ = copy.part.get_or_add_image(io.BytesIO(png(2)))
    next(copy.element.body.iter(qn("a:blip"))).set(qn("r:embed"), new)
    copy.save(str(tmp_path / "王.docx"))
    page = ReviewPage(runner)
    qtbot.addWidget(page)
    page.begin(session)
    page.take_files((tmp_path / "王.docx",))
    qtbot.waitUntil(lambda: not runner.is_busy)
    page.owners.start.click()
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert _drawn(page) == ["送出去的图", "改稿里的图"]


def test_a_notice_moves_nothing_that_could_be_clicked(page_with: Open, tmp_path: Path) -> None:
    page = page_with(_copy(tmp_path, "王.docx", ("490", "512")))
    page.notice.hide()
    QApplication.processEvents()
    before = page.splitter.geometry()
    page.notice.show_notice("已撤销“采纳修改”。")
    QApplication.processEvents()
    assert page.splitter.geometry() == before


@pytest.fixture
def large_type(qapp: Any) -> Iterator[None]:
    theme.apply_theme(qapp, theme.load_theme(scale=1.5))
    yield
    theme.apply_theme(qapp, theme.load_theme())


@pytest.mark.usefixtures("large_type")
def test_with_large_type_the_page_fits_a_small_screen_and_the_decision_stands_below_the_text(
    page_with: Open, tmp_path: Path, qtbot: Any
) -> None:
    page = page_with(_copy(tmp_path, "王.docx", ("490", "512")), _copy(tmp_path, "李.docx", ("490", "530")))
    page.resize(907, 681)
    qtbot.waitUntil(lambda: page.splitter.decision.visibleRegion().boundingRect().width() > 0)
    running, decision = (each.mapTo(page, QPoint(0, 0)) for each in (page.splitter.running, page.splitter.decision))
    assert page.minimumSizeHint().width() <= 907
    assert (decision.x() - running.x() < 40, decision.y() > running.y() + 100) == (True, True)


@pytest.mark.parametrize(("height", "is_kept"), [(700, True), (420, False)])
def test_a_notice_keeps_its_room_where_the_page_is_high_enough(
    page_with: Open, tmp_path: Path, height: int, is_kept: bool
) -> None:
    page = page_with(_copy(tmp_path, "王.docx", ("490", "512")))
    page.resize(1200, height)
    assert page.notice.sizePolicy().retainSizeWhenHidden() is is_kept
