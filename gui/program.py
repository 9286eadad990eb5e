"""What lives as long as the program: look, runner, crash path and window, put together and taken apart again."""

import gc
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from gui import theme
from gui.errors import CrashReporter, Hook
from gui.main_window import PROGRAM_NAME, MainWindow
from gui.suppliers import Suppliers
from gui.tasks import TaskRunner

SIZE = (1280, 800)
ROUNDING = 0.01
WARM_AFTER = 1500
"""Milliseconds after the first frame until the word list is loaded: the hand has not begun to type, or has paused."""


class Ground(NamedTuple):
    """The cellar as the program needs it: the user's folder, the family of expected errors, the log, the word list."""

    folder: Path
    expected: type[Exception]
    log_crash: Hook
    open_log: Callable[[Path], None]
    warm: Callable[[], None]


class Program(QObject):
    """Owns everything; ``close`` leaves nothing behind."""

    def __init__(self, app: QApplication, suppliers: Suppliers, ground: Ground) -> None:
        super().__init__(app)
        self._app = app
        self._ground = ground
        self._settings = QSettings(str(ground.folder / "window.ini"), QSettings.Format.IniFormat)
        self._is_dark = theme.is_dark(app)
        look = theme.load_theme(self._is_dark, _number(self._settings.value("scale")))
        theme.apply_ground(app, look)
        self._runner = TaskRunner(ground.expected, self)
        self._crashes = CrashReporter(ground.log_crash, self)
        self._crashes.install()
        self._crashes.crashed.connect(self._on_crashed)
        self.window = MainWindow(self._runner, suppliers)
        self.window.first_painted.connect(self._on_first_painted)
        self.window.zoom_requested.connect(self._on_zoom_requested)
        theme.apply_sheet(app, look)

    def open_window(self, paths: Iterable[Path] = ()) -> None:
        """Show the window at the size it had, with these files taken as if they were dropped on it."""
        geometry = self._settings.value("geometry")
        self.window.resize(*SIZE)
        if geometry is not None:
            self.window.restoreGeometry(geometry)
        self.window.show()
        if given := list(paths):
            self.window.take_files(given)

    def close(self) -> None:
        """Keep the window's place, wait for background work, give the exception hooks back."""
        self._settings.setValue("geometry", self.window.saveGeometry())
        self.window.close()
        self._runner.close()
        self._crashes.remove()
        self.window.deleteLater()

    def _look(self, scale: float) -> None:
        theme.apply_theme(self._app, theme.load_theme(self._is_dark, scale))

    def _on_first_painted(self) -> None:
        QTimer.singleShot(0, self, self._settle)
        QTimer.singleShot(WARM_AFTER, self, self._on_idle)

    def _settle(self) -> None:
        """The collector works again, but need not look at what stays for good: that keeps typing even."""
        from gui.language import speak_chinese

        gc.freeze()
        gc.enable()
        speak_chinese(self._app)
        self._ground.open_log(self._ground.folder / "log")
        self._app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)

    def _on_idle(self) -> None:
        self._runner.run(self._ground.warm, key="warm")

    def _on_zoom_requested(self, scale: float) -> None:
        self._look(scale)
        self._settings.setValue("scale", theme.current().scale)
        if abs(scale - theme.current().scale) > ROUNDING:
            self.window.show_notice("字号不能再大了。" if scale > 1 else "字号不能再小了。")

    def _on_scheme_changed(self) -> None:
        from PySide6.QtCore import Qt

        self._is_dark = self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        self._look(theme.current().scale)

    def _on_crashed(self, words: str) -> None:
        self.window.show_notice(words, "error")


def make_application() -> QApplication:
    """The one QApplication. Fusion is asked for as an argument: ``setStyle`` builds QStyle's enumerations, 8 ms."""
    app = QApplication([PROGRAM_NAME, "-style", "fusion"])
    app.setDesktopFileName("nigao")
    return app


def _number(stored: object) -> float:
    """A number from the settings file, which anybody may have edited."""
    try:
        return float(str(stored))
    except ValueError:
        return 1.0
