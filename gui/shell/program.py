"""What lives as long as the program: look, runner, crash path and window, put together and taken apart again."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLocale, QObject, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from core.stores.settings import declared, load_settings, window_file
from gui.settings.preferences import PROPERTY, Preferences
from gui.shell import theme
from gui.shell.errors import Crash, CrashReporter, Hook
from gui.shell.main_window import PROGRAM_NAME, MainWindow
from gui.shell.services import Services
from gui.shell.tasks import TaskRunner

if TYPE_CHECKING:
    from gui.shell.crash_dialog import CrashController

LOCALE = "zh_CN"
SIZE = (1280, 800)
FRAME = (16, 48)
"""What the desktop draws around a window, at most; known exactly only after it was shown."""

SMALL_SCREEN = (1366, 768)
LOOKS = frozenset(("look", "scale", "running_size", ""))
"""Settings that change how everything looks; the last stands for several at once."""

WARM_AFTER = 1500
"""Milliseconds after the window was complete until the word list is loaded: the hand has not begun to type, or has paused."""


class Ground(NamedTuple):
    """The cellar as the program needs it: the user's folder, the family of expected errors, the log, the word list."""

    folder: Path
    expected: type[Exception]
    log_crash: Hook
    open_log: Callable[[Path], None]
    warm: Callable[[], None]


class Program(QObject):
    """Owns everything; ``close`` leaves nothing behind. ``again`` are the files to start anew with, if that is wished."""

    def __init__(self, app: QApplication, suppliers: Services, ground: Ground) -> None:
        super().__init__(app)
        self._app = app
        self._ground = ground
        self._settings = QSettings(str(window_file(ground.folder)), QSettings.Format.IniFormat)
        self._is_dark = theme.is_dark(app)
        self._runner = TaskRunner(ground.expected, self)
        loaded = load_settings()
        self._told = loaded.notices
        self.preferences = Preferences(loaded.settings, self._runner, self)
        app.setProperty(PROPERTY, self.preferences)
        look = self._look()
        theme.apply_ground(app, look)
        self.again: list[Path] | None = None
        self._crash_desk: CrashController | None = None
        self._crashes = CrashReporter(ground.log_crash, self)
        self._crashes.install()
        self._crashes.crashed.connect(self._on_crashed)
        self.window = MainWindow(self._runner, suppliers)
        self.window.completed.connect(self._on_completed)
        self.window.zoom_requested.connect(self._on_zoom_requested)
        theme.apply_sheet(app, look)
        self.preferences.changed.connect(self._on_preference_changed)

    def open_window(self, paths: Iterable[Path] = ()) -> None:
        """Show the window at the size it had, with these files taken as if they were dropped on it."""
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
        """Keep the window's place, wait for background work, give the exception hooks back."""
        self._settings.setValue("geometry", self.window.saveGeometry())
        self.window.close()
        self.preferences.flush()
        self._app.setProperty(PROPERTY, None)
        self._runner.close()
        self._crashes.remove()
        self.window.deleteLater()

    def _look(self) -> theme.Theme:
        """The look as it is set."""
        known, look = self.preferences, self.preferences.text("look")
        if look == "system":
            look = theme.DARK if self._is_dark else theme.LIGHT
        return theme.load_theme(look, known.number("scale") / 100, known.number("running_size"))

    def _on_completed(self) -> None:
        QTimer.singleShot(0, self, self._settle)
        QTimer.singleShot(WARM_AFTER, self, self._on_idle)

    def _settle(self) -> None:
        """The collector works again, but need not look at what stays for good: that keeps typing even."""
        from gui.shell.candidates import CandidatePlace
        from gui.shell.collector import calm
        from gui.shell.language import speak_chinese

        calm(self._app)
        speak_chinese(self._app)
        CandidatePlace(self._app, self)
        self._ground.open_log(self._ground.folder / "log")
        self._dress_frame()
        self._app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
        if self._told:
            self.window.tell(self._told)

    def _on_idle(self) -> None:
        self._runner.run(self._ground.warm, key="warm")

    def _on_preference_changed(self, name: str) -> None:
        if name in LOOKS:
            self._dress_frame()
            self._ask_desktop()
            look = self._look()
            if look != theme.current():
                theme.apply_theme(self._app, look)

    def _dress_frame(self) -> None:
        """The frame that the desktop draws around the window goes with the look."""
        from PySide6.QtCore import Qt

        schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark, "contrast": Qt.ColorScheme.Dark}
        self._app.styleHints().setColorScheme(schemes.get(self.preferences.text("look"), Qt.ColorScheme.Unknown))

    def _ask_desktop(self) -> None:
        """What the desktop itself looks like; a desktop that does not say is taken for what it was."""
        from PySide6.QtCore import Qt

        scheme = self._app.styleHints().colorScheme()
        if self.preferences.text("look") == "system" and scheme != Qt.ColorScheme.Unknown:
            self._is_dark = scheme == Qt.ColorScheme.Dark

    def _on_scheme_changed(self) -> None:
        self._on_preference_changed("look")

    def _on_zoom_requested(self, scale: float) -> None:
        least, most, step = declared("scale").bounds
        wanted = round(scale * 100 / step) * step
        self.preferences.change("scale", min(max(wanted, least), most))
        if not least <= wanted <= most:
            self.window.show_notice("字号不能再大了。" if scale > 1 else "字号不能再小了。")

    def _on_crashed(self, crash: Crash) -> None:
        if self._crash_desk is None:
            from gui.shell.crash_dialog import CrashController

            tell = partial(self.window.show_notice, tone="error")
            self._crash_desk = CrashController(
                self.window, lambda: self.window.desks.rescue.unsaved, tell, self._restart
            )
        self._crash_desk.show(crash)

    def _restart(self) -> None:
        """Close and start anew with the draft at work; when it cannot be closed, nothing is planned."""
        path = self.window.desks.rescue.draft_path
        self.again = [path] if path is not None else []
        if not self.window.close():
            self.again = None


def first_size(width: int, height: int) -> tuple[int, int] | None:
    """The window's first size in that room, its frame left out; None where it had better take all of it."""
    if width <= SMALL_SCREEN[0] or height <= SMALL_SCREEN[1]:
        return None
    return min(SIZE[0], width - FRAME[0]), min(SIZE[1], height - FRAME[1])


def make_application() -> QApplication:
    """The one QApplication. Fusion is asked for as an argument: ``setStyle`` builds QStyle's enumerations, 8 ms.

    The language decides how signs are drawn, so it is said before any is: “…” would jump otherwise.
    """
    QLocale.setDefault(QLocale(LOCALE))
    app = QApplication([PROGRAM_NAME, "-style", "fusion"])
    app.setDesktopFileName("nigao")
    return app
