"""The composition root: environment, look, runner, crash path and window put together, and taken apart again."""

import os
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from core.errors import AppError
from core.paths import user_folder
from core.workflows.kind_cards import list_cards
from gui import theme
from gui.errors import CrashReporter
from gui.main_window import PROGRAM_NAME, MainWindow, Suppliers
from gui.tasks import TaskRunner

if TYPE_CHECKING:
    from core.workflows.session import Session
    from gui.sessions import SessionKeeper

SIZE = (1280, 800)
WARM_AFTER = 1500
"""Milliseconds after the first frame until the word list is loaded: the hand has not begun to type, or has paused."""

INPUT_METHODS = ("fcitx", "fcitx5")


class Program(QObject):
    """Owns what lives as long as the window."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._settings = QSettings(str(user_folder() / "window.ini"), QSettings.Format.IniFormat)
        self._look(float(str(self._settings.value("scale", 1.0))))
        self._runner = TaskRunner(AppError, self)
        self._crashes = CrashReporter(_log_crash, self)
        self.window = MainWindow(self._runner, Suppliers(list_cards, _kinds, _keeper, _draft_page, _recent, datetime.now))
        self._connect()

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

    def _connect(self) -> None:
        self._crashes.install()
        self._crashes.crashed.connect(self._on_crashed)
        self.window.first_painted.connect(self._on_first_painted)
        self.window.zoom_requested.connect(self._on_zoom_requested)

    def _look(self, scale: float) -> None:
        theme.apply_theme(self._app, theme.load_theme(theme.is_dark(self._app), scale))

    def _on_first_painted(self) -> None:
        QTimer.singleShot(0, self, self._open_log)
        self._app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
        QTimer.singleShot(WARM_AFTER, self, self._on_idle)

    def _open_log(self) -> None:
        from core.log import open_log

        open_log(user_folder() / "log")

    def _on_idle(self) -> None:
        self._runner.run(_warm, key="warm")

    def _on_zoom_requested(self, scale: float) -> None:
        self._look(scale)
        self._settings.setValue("scale", theme.current().scale)

    def _on_scheme_changed(self) -> None:
        self._look(theme.current().scale)

    def _on_crashed(self, words: str) -> None:
        self.window.show_notice(words, "error")


def run(paths: Iterable[Path] = ()) -> int:
    """Open the window and work until it is closed; the process's exit code."""
    if os.environ.get("QT_IM_MODULE") in INPUT_METHODS:
        os.environ.update(input_method(os.environ, plugin_folders(os.environ)))
    app = QApplication([PROGRAM_NAME, "-style", "fusion"])  # as an argument: QStyle's enumerations cost 8 ms
    app.setApplicationDisplayName("")
    app.setDesktopFileName("nigao")
    program = Program(app)
    program.open_window(paths)
    code = app.exec()
    program.close()
    return code


def plugin_folders(environment: Mapping[str, str]) -> list[Path]:
    """Where Qt looks for input method plugins."""
    from PySide6.QtCore import QLibraryInfo

    folders = [QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)]
    folders += [folder for folder in environment.get("QT_PLUGIN_PATH", "").split(os.pathsep) if folder]
    return [Path(folder) / "platforminputcontexts" for folder in folders]


def input_method(environment: Mapping[str, str], folders: Iterable[Path]) -> dict[str, str]:
    """What to change in the environment so that Chinese can be typed.

    The wheels of PySide6 bring the ibus plugin only; fcitx5 answers ibus, too, so it is asked that way where its own
    plugin is missing.
    """
    if environment.get("QT_IM_MODULE") not in INPUT_METHODS:
        return {}
    found = any("fcitx" in file.name for folder in folders if folder.is_dir() for file in folder.iterdir())
    return {} if found else {"QT_IM_MODULE": "ibus"}


def drafts_folder() -> Path:
    """Where new drafts lie: 拟稿 among the user's documents, where a clerk looks for it."""
    from PySide6.QtCore import QStandardPaths

    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(documents) / PROGRAM_NAME


def _log_crash(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    from core.log import log_crash

    log_crash(kind, error, trace)


def _kinds() -> Any:
    from core.workflows.kinds import read_kinds

    return read_kinds()


def _keeper(runner: TaskRunner) -> "SessionKeeper":
    from gui.sessions import SessionKeeper

    return SessionKeeper(runner, drafts_folder(), datetime.now)


def _draft_page(session: "Session") -> Any:
    from gui.pages.draft import DraftPage

    return DraftPage(session)


def _recent() -> Any:
    from core.workflows.recent import list_recent

    return list_recent()


def _warm() -> None:
    from core.segment import warm

    warm()
