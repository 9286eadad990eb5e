"""The crash path: evidence is kept without a word of the draft, the clerk is told once, and can start anew."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRunnable, Qt, QThreadPool
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from core.errors import AppError
from gui.shell import app, program
from gui.shell.crash_dialog import CrashController, CrashDialog
from gui.shell.errors import Crash, CrashReporter
from gui.shell.tasks import TaskRunner

SECRET = "青禾县档案馆绝密"


class Log:
    """Keeps what would be written."""

    def __init__(self) -> None:
        self.kinds: list[type[BaseException]] = []
        self.fails = False

    def __call__(self, kind: type[BaseException], error: BaseException, trace: Any) -> Path:
        self.kinds.append(kind)
        if self.fails:
            raise OSError("disk full")
        return Path("report.txt")


@pytest.fixture
def log() -> Log:
    return Log()


@pytest.fixture
def reporter(qtbot: Any, log: Log) -> Iterator[CrashReporter]:
    made = CrashReporter(log)
    made.install()
    yield made
    made.remove()


def test_the_hook_keeps_the_evidence_and_tells(reporter: CrashReporter, log: Log, qtbot: Any) -> None:
    with qtbot.waitSignal(reporter.crashed) as told:
        sys.excepthook(ValueError, ValueError("x"), None)
    assert told.args == [Crash("ValueError ", Path("report.txt"))]
    assert log.kinds == [ValueError]


def test_a_full_disk_does_not_silence_the_notice(reporter: CrashReporter, log: Log, qtbot: Any) -> None:
    log.fails = True
    with qtbot.waitSignal(reporter.crashed) as told:
        sys.excepthook(ValueError, ValueError("x"), None)
    assert told.args[0].report is None


def test_what_is_told_elsewhere_holds_no_text(
    reporter: CrashReporter, qtbot: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    with qtbot.waitSignal(reporter.crashed) as told:
        sys.excepthook(ValueError, ValueError(SECRET), None)
    assert SECRET not in capsys.readouterr().err + str(told.args)


def fail() -> None:
    raise LookupError(SECRET)


class Errand(QRunnable):
    """Fails in a thread of Qt."""

    def run(self) -> None:
        """Fail."""
        fail()


def in_thread() -> None:
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join(5)


def in_pool() -> None:
    QThreadPool.globalInstance().start(Errand())


@pytest.mark.parametrize("begin", [in_thread, in_pool], ids=["a thread of Python", "a thread of Qt"])
def test_a_fault_in_the_background_is_told_in_the_ui_thread(
    reporter: CrashReporter, log: Log, qtbot: Any, begin: Callable[[], None]
) -> None:
    places: list[threading.Thread] = []
    reporter.crashed.connect(
        lambda _crash: places.append(threading.current_thread()), type=Qt.ConnectionType.QueuedConnection
    )
    begin()
    qtbot.waitUntil(lambda: bool(places))
    assert log.kinds == [LookupError]


def test_a_fault_in_background_work_is_told(reporter: CrashReporter, log: Log, qtbot: Any) -> None:
    runner = TaskRunner(AppError)
    with qtbot.waitSignal(reporter.crashed):
        runner.run(fail)
    runner.close()
    assert log.kinds == [LookupError]


def test_what_fails_while_being_thrown_away_is_kept_without_a_word(reporter: CrashReporter, log: Log) -> None:
    told: list[Crash] = []
    reporter.crashed.connect(told.append)

    class Untidy:
        def __del__(self) -> None:
            raise LookupError

    made = Untidy()
    del made
    assert (log.kinds, told) == ([LookupError], [])


def test_removing_gives_the_hooks_back(qtbot: Any, log: Log) -> None:
    before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
    reporter = CrashReporter(log)
    reporter.install()
    reporter.remove()
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before


def test_a_keyboard_interrupt_is_no_crash(reporter: CrashReporter, log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "__excepthook__", lambda *_report: None)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert log.kinds == []


class ScrollableColumn:
    """A window, and what is asked of it."""

    def __init__(self, window: QWidget) -> None:
        self.window = window
        self.unsaved: int | None = 0
        self.told: list[str] = []
        self.restarts: list[str] = []
        self.controller = CrashController(
            window, lambda: self.unsaved, self.told.append, lambda: self.restarts.append("again")
        )

    @property
    def dialogs(self) -> list[CrashDialog]:
        """Those that are open."""
        return [dialog for dialog in self.window.findChildren(CrashDialog) if dialog.isVisible()]

    @property
    def words(self) -> str:
        """All that stands in them."""
        return "\n".join(
            one.text() for dialog in self.dialogs for one in dialog.findChildren(QLabel) if one.isVisible()
        )

    def press(self, words: str) -> None:
        """Press a button of the dialog."""
        next(button for button in self.dialogs[0].findChildren(QPushButton) if words in button.text()).click()


@pytest.fixture
def room(qtbot: Any) -> Iterator[ScrollableColumn]:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    made = ScrollableColumn(window)
    yield made
    for dialog in made.dialogs:
        dialog.reject()


REPORTED = Crash("ValueError a.py:1", Path("/reports/20230703.txt"))


def test_the_dialog_says_what_happened_what_is_safe_and_what_to_do(room: ScrollableColumn) -> None:
    room.controller.show(REPORTED)
    assert all(part in room.words for part in ("没有做完", "都已经存好", "重新启动", "没有稿件的文字", "20230703.txt"))
    assert "Error" not in room.words


@pytest.mark.parametrize(("unsaved", "words"), [(None, "文件都没有改动"), (0, "都已经存好"), (2, "另存到别处")])
def test_what_is_safe_is_the_truth(room: ScrollableColumn, unsaved: int | None, words: str) -> None:
    room.unsaved = unsaved
    room.controller.show(REPORTED)
    assert words in room.words


def test_a_report_that_could_not_be_written_is_not_promised(room: ScrollableColumn) -> None:
    room.controller.show(Crash("ValueError", None))
    assert "报告没能写到磁盘" in room.words
    assert "打开报告" not in "".join(button.text() for button in room.dialogs[0].findChildren(QPushButton))


def test_several_faults_do_not_stack(room: ScrollableColumn) -> None:
    for number in range(5):
        room.controller.show(Crash(f"ValueError a.py:{number}", None))
    assert len(room.dialogs) == 1
    assert "又出现了4次" in room.words


def test_the_same_fault_again_is_a_notice_only(room: ScrollableColumn) -> None:
    room.controller.show(REPORTED)
    room.press("继续工作")
    room.controller.show(REPORTED)
    assert room.dialogs == []
    assert "同样的意外情况" in room.told[0]


def test_another_fault_later_has_its_own_dialog(room: ScrollableColumn) -> None:
    room.controller.show(REPORTED)
    room.press("继续工作")
    room.controller.show(Crash("KeyError b.py:1", None))
    assert len(room.dialogs) == 1
    assert "又出现了" not in room.words


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_R])
def test_what_is_typed_on_when_the_dialog_comes_up_presses_nothing(
    room: ScrollableColumn, qtbot: Any, key: Qt.Key
) -> None:
    room.window.activateWindow()
    room.controller.show(REPORTED)
    QApplication.processEvents()
    dialog = room.dialogs[0]
    qtbot.keyClick(dialog.focusWidget() or dialog, key)
    assert (room.restarts, room.dialogs) == ([], [dialog])


def test_the_keyboard_can_start_anew(room: ScrollableColumn, qtbot: Any) -> None:
    room.controller.show(REPORTED)
    dialog = room.dialogs[0]
    for _ in dialog.findChildren(QPushButton):
        qtbot.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Tab)
    qtbot.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Space)
    assert (room.restarts, room.dialogs) == (["again"], [])


def test_the_folder_of_the_report_is_opened(room: ScrollableColumn, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    room.controller.show(REPORTED)
    room.press("打开报告")
    assert opened == [str(Path("/reports"))]


def test_starting_anew_opens_the_draft_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr("subprocess.Popen", lambda words, **_options: started.append(words))
    app.start_process([tmp_path / "稿.nigao"])
    assert started[0][0] == sys.executable
    assert [Path(word).name for word in started[0][-2:]] == ["main.py", "稿.nigao"]


def test_starting_anew_uses_no_other_libraries_than_the_package_did(tmp_path: Path) -> None:
    source = f"from gui.shell.app import start_process; start_process([{str(tmp_path)!r}])"
    start = f"import subprocess; subprocess.Popen = lambda words, **_: print(*words[1:-2]); {source}"
    command = [sys.executable, "-s", "-E", "-B", "-X", "utf8", "-c", f"import sys; sys.path.insert(0, '.'); {start}"]
    done = subprocess.run(command, cwd=app.PROGRAM, capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == ("-s -E -B -X utf8\n", "")


def test_the_evidence_is_a_report_in_the_user_s_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, expected_log: Callable[[str], None]
) -> None:
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path))
    expected_log("unexpected error")
    report = program.log_crash(LookupError, LookupError(SECRET), None)
    assert report.is_relative_to(tmp_path)
    assert SECRET not in report.read_text("utf-8")
