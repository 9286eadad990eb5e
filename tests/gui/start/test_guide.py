"""The two-minute draft: offered once, a strip that follows what the clerk does, left at any time, begun again from the help."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton, QToolButton

from core.model.elements import Role
from core.workflows.drafting.editing import set_element, set_value
from gui.draft.views import ROLL_OVER
from gui.settings.preferences import preferences, preferred
from gui.shell.main_window import MainWindow
from gui.start.guide import Guide
from tests.gui.whole_window import draft_file, settle, whole_window


@pytest.fixture
def window(qapp: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: Any) -> Iterator[MainWindow]:
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    with whole_window(qapp, tmp_path) as made:
        qtbot.waitUntil(lambda: made.controllers.auxiliary.make_guide is not None)
        settle(made)
        yield made


@pytest.fixture
def guide(window: MainWindow) -> Guide:
    """The guide, as the help begins it."""
    window.controllers.auxiliary.show("go_help")
    window.router.page("help").guide_wanted.emit()
    return window.controllers.auxiliary.guide


def offered(guide: Guide) -> list[str]:
    return [button.text() for button in guide.bar.findChildren(QPushButton) if button.isVisible()]


def on_rail(window: MainWindow) -> set[str]:
    return {button.text() for button in window.rail.findChildren(QToolButton) if not button.isHidden()}


def press(guide: Guide, words: str) -> None:
    next(button for button in guide.bar.findChildren(QPushButton) if button.text() == words).click()


def test_it_is_offered_where_that_is_set(window: MainWindow) -> None:
    before = window.controllers.auxiliary.guide
    preferences().change("guide", True)
    window.controllers.auxiliary.add_guide(window.controllers.draft, window.notices, window.take_files)
    assert before is None
    assert "不用了" in offered(window.controllers.auxiliary.guide)


def test_the_offer_stays_on_the_page_where_it_was_made(window: MainWindow) -> None:
    preferences().change("guide", True)
    window.controllers.auxiliary.add_guide(window.controllers.draft, window.notices, window.take_files)
    bar, seen = window.controllers.auxiliary.guide.bar, list[bool]()
    for name in ("go_settings", "go_start"):
        window.controllers.go(name)
        seen.append(bar.isHidden())
    assert seen == [True, False]


def test_declined_it_is_not_offered_again(window: MainWindow) -> None:
    preferences().change("guide", True)
    window.controllers.auxiliary.add_guide(window.controllers.draft, window.notices, window.take_files)
    press(window.controllers.auxiliary.guide, "不用了")
    assert preferred("guide") is False
    assert window.controllers.auxiliary.guide.bar.isHidden()


def test_the_help_begins_it_and_leads_back_to_the_start(window: MainWindow, guide: Guide) -> None:
    assert window.pages.currentWidget() is window.start
    assert guide.bar.text.startswith("第1步，共5步")


def test_opening_the_sample_leads_to_the_second_step(window: MainWindow, guide: Guide, qtbot: Any) -> None:
    press(guide, "打开样例")
    qtbot.waitUntil(lambda: guide.step == 1)
    assert window.pages.currentWidget().request.kind == "上半年工作总结"


def test_a_draft_of_the_sample_leads_to_the_facts(window: MainWindow, guide: Guide, tmp_path: Path, qtbot: Any) -> None:
    window.open_draft(draft_file(tmp_path))
    qtbot.waitUntil(lambda: window.controllers.draft.page is not None)
    guide.sample = Path("青石镇2025年上半年工作总结（样例）.txt")
    guide.look()
    session = window.controllers.draft.session
    for number, fact in enumerate([fact for fact in session.draft.facts if fact.kind == "mask"][:3]):
        session.do(set_value(session.draft, fact.id, str(number)))
    before = guide.step
    guide.look()
    assert (before, guide.step) == (2, 3)


def test_another_draft_is_not_taken_for_the_sample(
    window: MainWindow, guide: Guide, tmp_path: Path, qtbot: Any
) -> None:
    guide.sample = Path("另一份.txt")
    window.open_draft(draft_file(tmp_path))
    qtbot.waitUntil(lambda: window.controllers.draft.page is not None)
    guide.look()
    assert guide.step == 0


def test_over_another_draft_it_waits_where_it_was(window: MainWindow, guide: Guide, tmp_path: Path, qtbot: Any) -> None:
    window.open_draft(draft_file(tmp_path))
    qtbot.waitUntil(lambda: window.controllers.draft.page is not None)
    guide.sample, guide.step = Path("另一份.txt"), 2
    guide.look()
    at_work = guide.bar.isHidden()
    window.controllers.draft.exported.emit()
    window.controllers.go("go_start")
    guide.look()
    assert (at_work, guide.bar.isHidden(), guide.step, guide.has_file) == (True, False, 2, False)


@pytest.fixture
def finished(window: MainWindow, guide: Guide, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: Any) -> Path:
    """The sample, after the last step; the trash is a folder of its own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (tmp_path / "data").mkdir()
    window.open_draft(draft_file(tmp_path))
    qtbot.waitUntil(lambda: window.controllers.draft.page is not None)
    sample = tmp_path / "青石镇2025年上半年工作总结（样例）.txt"
    sample.write_text("样例", "utf-8")
    guide.sample, guide.has_file = sample, True
    guide.step = len(guide.words.steps)
    guide.timer.stop()
    guide.show(sample)
    return sample


def test_the_end_offers_the_folder_of_the_sample_and_to_delete_it(guide: Guide, finished: Path) -> None:
    words = [button.text() for button in guide.bar.buttons]
    assert words == ["打开样例所在文件夹", "删除样例", "好"]


def test_sample_and_practice_draft_go_to_the_trash_and_come_back(
    window: MainWindow, guide: Guide, finished: Path
) -> None:
    practice = window.controllers.draft.path
    assert practice is not None
    press(guide, "删除样例")
    gone = finished.exists(), practice.exists(), window.pages.currentWidget() is window.start
    press(guide, "撤销")
    assert gone == (False, False, True)
    assert (finished.read_text("utf-8"), practice.exists()) == ("样例", True)


def test_nothing_leads_to_a_deleted_draft(window: MainWindow, guide: Guide, finished: Path) -> None:
    before, title = on_rail(window), window.windowTitle()
    press(guide, "删除样例")
    assert (before - on_rail(window), window.windowTitle()) == ({"起草", "审阅"}, "拟稿")
    assert title.endswith("工作总结 - 拟稿")


def test_it_is_left_at_any_time(guide: Guide) -> None:
    press(guide, "退出引导")
    assert (guide.step, guide.timer.isActive()) == (-1, False)


def test_the_cross_leaves_it_too(guide: Guide) -> None:
    guide.bar.cross.click()
    assert (guide.step, guide.timer.isActive()) == (-1, False)


def test_a_full_disk_is_told_and_nothing_begins(window: MainWindow, tmp_path: Path, qtbot: Any) -> None:
    (tmp_path / "home" / "样例").parent.mkdir(exist_ok=True)
    (tmp_path / "home" / "样例").write_text("no folder")
    window.controllers.auxiliary.show("go_help")
    with qtbot.waitSignal(window.runner.failed):
        window.router.page("help").guide_wanted.emit()
    assert window.controllers.auxiliary.guide.step == -1


def test_a_step_names_the_tab_as_it_reads(window: MainWindow, guide: Guide, tmp_path: Path, qtbot: Any) -> None:
    window.open_draft(draft_file(tmp_path))
    qtbot.waitUntil(lambda: window.controllers.draft.page is not None)
    guide.step, beside = 3, window.controllers.draft.page.side
    beside.show()
    beside.setTabText(ROLL_OVER, "更新")
    shown = guide.sentence
    beside.hide()
    assert "点右边“更新”，" in shown
    assert "点右边“右栏”，再点“更新”" in guide.sentence


def test_the_window_is_called_what_the_draft_is_called_now(window: MainWindow, tmp_path: Path, qtbot: Any) -> None:
    window.open_draft(draft_file(tmp_path))
    qtbot.waitUntil(lambda: window.controllers.draft.page is not None)
    session = window.controllers.draft.session
    session.do(set_element(session.draft, Role.TITLE, "另一个标题"))
    assert window.windowTitle() == "另一个标题 - 拟稿"


def test_the_keyboard_goes_on_to_the_next_step(window: MainWindow) -> None:
    preferences().change("guide", True)
    window.controllers.auxiliary.add_guide(window.controllers.draft, window.notices, window.take_files)
    guide = window.controllers.auxiliary.guide
    begin = next(button for button in guide.bar.findChildren(QPushButton) if button.text().startswith("走一遍"))
    begin.setFocus()
    begin.click()
    assert (window.focusWidget() or window).property("text") == "打开样例"


def test_the_steps_come_before_the_page_and_the_cross_behind_them(guide: Guide, window: MainWindow) -> None:
    settle(window)
    order, place = list[Any](), window.nextInFocusChain()
    while place is not window:
        order.append(place)
        place = place.nextInFocusChain()
    buttons = [button for button in guide.bar.findChildren(QPushButton) if button.isVisible()]
    known = [*buttons, guide.bar.cross, window.pages]
    assert sorted(known, key=order.index) == known
