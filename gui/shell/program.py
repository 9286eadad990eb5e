"""The composition root: creates theme, runner, crash handling and window, connects them, and closes them again."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple

import PySide6
from PySide6 import QtCore
from PySide6.QtCore import QLocale, QObject, QSettings, QTimer
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from core.errors import AppError
from core.paths import DRAFTS_NAME, OWN_NAME, package_name, portable_home, user_folder
from core.stores.settings import declared, load_settings, window_file
from core.version import VERSION, version_of_data
from core.workflows.importing.kind_cards import list_cards
from gui.settings.preferences import PROPERTY, Preferences
from gui.shell import theme
from gui.shell.doors import late, load
from gui.shell.errors import Crash, CrashReporter, Hook
from gui.shell.main_window import PROGRAM_NAME, MainWindow
from gui.shell.services import Services
from gui.shell.tasks import TaskRunner

if TYPE_CHECKING:
    from datetime import datetime

    from gui.session.sessions import SessionController
    from gui.shell.crash_dialog import CrashController

LOCALE = "zh_CN"
DRAFTS_FOLDER = "拟稿"
SIZE = (1280, 800)
FRAME = (16, 48)
"""What the desktop draws around a window, at most; known exactly only after it was shown."""

SMALL_SCREEN = (1366, 768)
QT_NOTES, DIALOG_NOTES = "QtProject", "FileDialog"
"""Organization and group of the settings that QFileDialog writes."""

LOOKS = frozenset(("look", "scale", "running_size", ""))
"""Settings that change how everything looks; the last stands for several at once."""

SCREENS = frozenset(("xcb", "wayland"))
"""Platforms of Qt on which an input method of Linux is needed."""

WARM_AFTER = 1500
"""Milliseconds after the window was complete until the word list is loaded."""


class Ground(NamedTuple):
    """The dependencies of the program: the user's folder, the base class of expected errors, log, word list."""

    folder: Path
    expected: type[Exception]
    log_crash: Hook
    open_log: Callable[[Path], None]
    warm: Callable[[], None]


class Program(QObject):
    """Owns everything; ``close`` leaves nothing behind. ``again`` are the files to restart with, if a restart was
    requested."""

    def __init__(self, app: QApplication, services: Services, ground: Ground) -> None:
        super().__init__(app)
        self.app = app
        self._ground = ground
        self._settings = QSettings(str(window_file(ground.folder)), QSettings.Format.IniFormat)
        QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(ground.folder))
        self._noted = _noted_folders() if portable_home() else None
        self.is_dark = theme.is_dark(app)
        self.runner = TaskRunner(ground.expected, self)
        older = _kept_aside(ground.folder)
        loaded = load_settings()
        self._notices = loaded.notices if older is None else (older, *loaded.notices)
        self.preferences = Preferences(loaded.settings, self.runner, self)
        app.setProperty(PROPERTY, self.preferences)
        look = self._look()
        theme.apply_ground(app, look)
        self.again: list[Path] | None = None
        self._crash_controller: CrashController | None = None
        self._crashes = CrashReporter(ground.log_crash, self)
        self._crashes.install()
        self._crashes.crashed.connect(self._on_crashed)
        self.window = MainWindow(self.runner, services)
        self.window.completed.connect(self._on_completed)
        self.window.zoom_requested.connect(self._on_zoom_requested)
        theme.apply_sheet(app, look)
        self.preferences.changed.connect(self._on_preference_changed)

    def open_window(self, paths: Iterable[Path] = ()) -> None:
        """Show the window in its last size; these files are treated as dropped on it."""
        geometry = self._settings.value("geometry")
        room = self.window.screen().availableSize()
        size = first_size(room.width(), room.height())
        self.window.resize(*(size or SIZE))
        if geometry is not None:
            self.window.restoreGeometry(geometry)
        if geometry is None and size is None:
            self.window.showMaximized()
        else:
            self.window.show()
        if given := list(paths):
            self.window.take_files(given)

    def close(self) -> None:
        """Store the window's position, wait for background work, restore the exception hooks."""
        self._settings.setValue("geometry", self.window.saveGeometry())
        self.window.close()
        self.preferences.flush()
        if self._noted is not None:
            _note_folders(self._noted)
        self.app.setProperty(PROPERTY, None)
        self.runner.close()
        self._crashes.remove()
        self.window.deleteLater()

    def _look(self) -> theme.Theme:
        """The theme by the settings."""
        known, look = self.preferences, self.preferences.text("look")
        if look == "system":
            look = theme.DARK if self.is_dark else theme.LIGHT
        return theme.load_theme(look, known.number("scale") / 100, known.number("running_size"))

    def _on_completed(self) -> None:
        QTimer.singleShot(0, self, self._settle)
        QTimer.singleShot(WARM_AFTER, self, self._on_idle)

    def _settle(self) -> None:
        """Installed once the window is complete."""
        load("gui.shell.collector:calm")(self.app)
        load("gui.shell.language:speak_chinese")(self.app)
        load("gui.widgets.input_methods:CandidatePlace")(self.app, self)
        load("core.workflows.maintenance.first_start:mark_version")(self._ground.folder)
        self._ground.open_log(self._ground.folder / "log")
        self._set_frame_scheme()
        self.app.styleHints().colorSchemeChanged.connect(self.follow_desktop)
        if self._notices:
            self.window.show_notices(self._notices)

    def _on_idle(self) -> None:
        self.runner.run(self._ground.warm, key="warm")
        self.runner.run(input_method_trouble, on_done=self._on_input_method_known, key="input_method")

    def _on_input_method_known(self, trouble: str) -> None:
        if trouble:
            self.window.show_notice(load("core.workflows.messages:words")(trouble))

    def _on_preference_changed(self, name: str) -> None:
        if name in LOOKS:
            self._set_frame_scheme()
            self._ask_desktop()
            QTimer.singleShot(0, self, self._apply_look)  # after the key or click that requested it

    def _apply_look(self) -> None:
        """Apply the theme of the settings, if it differs.

        A style sheet is computed for every existing widget, so the draft page is removed first.
        """
        look = self._look()
        if look == theme.current():
            return
        if self.thread().loopLevel() <= 1:  # no menu, dialog or drag of the page is open
            self.window.router.remove_front_pages()
        theme.apply_theme(self.app, look)

    def _set_frame_scheme(self) -> None:
        """Let the desktop's window frame follow the theme."""
        schemes = QtCore.Qt.ColorScheme
        known = {"light": schemes.Light, "dark": schemes.Dark, "contrast": schemes.Dark}
        self.app.styleHints().setColorScheme(known.get(self.preferences.text("look"), schemes.Unknown))

    def _ask_desktop(self) -> None:
        """Query the desktop's colour scheme; a desktop that does not answer keeps the former one."""
        scheme, schemes = self.app.styleHints().colorScheme(), QtCore.Qt.ColorScheme
        if self.preferences.text("look") == "system" and scheme != schemes.Unknown:
            self.is_dark = scheme == schemes.Dark

    def follow_desktop(self) -> None:
        """The desktop's colour scheme changed."""
        self._on_preference_changed("look")

    def _on_zoom_requested(self, scale: float) -> None:
        least, most, step = declared("scale").bounds
        wanted = round(scale * 100 / step) * step
        self.preferences.change("scale", min(max(wanted, least), most))
        if not least <= wanted <= most:
            self.window.show_notice("字号不能再大了。" if scale > 1 else "字号不能再小了。")

    def _on_crashed(self, crash: Crash) -> None:
        if self._crash_controller is None:
            show = partial(self.window.show_notice, tone="error")
            made: CrashController = load("gui.shell.crash_dialog:CrashController")(
                self.window, lambda: self.window.controllers.recovery.unsaved, show, self._restart
            )
            self._crash_controller = made
        self._crash_controller.show(crash)

    def _restart(self) -> None:
        """Close and restart with the open draft; if it cannot be closed, there is no restart."""
        path = self.window.controllers.recovery.draft_path
        self.again = [path] if path is not None else []
        if not self.window.close():
            self.again = None


def assemble(app: QApplication) -> Program:
    """The program around an application: window, runner, crash handling; nothing is shown yet."""
    kinds, recent = (
        late("core.workflows.importing.kinds:read_kinds"),
        late("core.workflows.drafting.recent:list_recent"),
    )
    services = Services(list_cards, kinds, _session_controller, recent, now, drafts_folder)
    return Program(app, services, Ground(user_folder(), AppError, log_crash, _open_log, warm_up))


def _noted_folders() -> dict[str, object]:
    """What Qt notes of file dialogs, such as the last folders, for all programs of the user: on Windows in the registry."""
    notes = QSettings(QSettings.Scope.UserScope, QT_NOTES)
    notes.beginGroup(DIALOG_NOTES)
    return {name: notes.value(name) for name in notes.allKeys()}


def _note_folders(noted: Mapping[str, object]) -> None:
    """Put back what was noted before a portable program ran."""
    notes = QSettings(QSettings.Scope.UserScope, QT_NOTES)
    notes.beginGroup(DIALOG_NOTES)
    notes.remove("")
    for name, value in noted.items():
        notes.setValue(name, value)


def drafts_folder() -> Path:
    """The folder of new drafts: 拟稿 among the user's documents; of a portable program a folder beside it."""
    home = portable_home()
    if home is not None:
        return home / DRAFTS_NAME
    known = QtCore.QStandardPaths
    documents = known.writableLocation(known.StandardLocation.DocumentsLocation)
    return Path(documents) / DRAFTS_FOLDER


def warm_up() -> None:
    """Load what checking and typesetting the first draft need; otherwise loading would be noticeable while typing."""
    load("core.segment:warm")()
    for room in ("core.workflows.checking.proofreader", "core.workflows.exporting.draft_pages"):
        with suppress(AppError):  # a damaged table or layout is reported where it is used
            load(f"{room}:warm_up")()


def _kept_aside(folder: Path) -> Any:
    """Copy the data of another version before it is touched; a notice when that fails."""
    if version_of_data(folder) in ("", VERSION):
        return None
    return load("core.workflows.maintenance.first_start:keep_older_data")(folder)


def input_method_trouble() -> str:
    """The code of what is wrong with the running input method; empty when all is well."""
    if QGuiApplication.platformName() not in SCREENS:
        return ""
    trouble: str = load("gui.help.selftest:found_input_trouble")()
    return trouble


def now() -> "datetime":
    """The local time."""
    found: datetime = load("datetime:datetime").now()
    return found


def _session_controller(runner: TaskRunner) -> "SessionController":
    made: SessionController = load("gui.session.sessions:SessionController")(runner, drafts_folder(), now)
    return made


def log_crash(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> Path:
    """Record an unexpected error; the path of the report."""
    load("core.log:log_crash")(kind, error, trace)
    versions = {"PySide6": PySide6.__version__}
    report: Path = load("core.log:write_report")(user_folder() / "log", error, versions, now())
    return report


def log_early_crash(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> Any:
    """Before the window is complete no log is open; without one Python would print the traceback."""
    _open_log(user_folder() / "log")
    return log_crash(kind, error, trace)


def _open_log(folder: Path) -> None:
    if load("core.log:open_log")(folder) is not None:
        load("core.log:note_hard_crashes")(folder)


def first_size(width: int, height: int) -> tuple[int, int] | None:
    """The window's first size within the available area, without its frame; None if it should be maximised."""
    if width <= SMALL_SCREEN[0] or height <= SMALL_SCREEN[1]:
        return None
    return min(SIZE[0], width - FRAME[0]), min(SIZE[1], height - FRAME[1])


def make_application() -> QApplication:
    """The single QApplication. Fusion is passed as an argument: ``setStyle`` builds QStyle's enumerations, 8 ms.

    The language determines how characters are drawn, so it is set before any text is: “…” would move otherwise.
    """
    QLocale.setDefault(QLocale(LOCALE))
    app = QApplication([OWN_NAME, "-style", "fusion"])  # X11 knows the windows by it (StartupWMClass)
    app.setApplicationName(PROGRAM_NAME)
    app.setDesktopFileName(package_name())
    app.setWindowIcon(QIcon(str(theme.RESOURCES / "icons" / "nigao.svg")))
    return app
