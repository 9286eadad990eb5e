"""The composition root: what the window needs from the core, handed to it; the way in and the way out.

Light on purpose: PySide6 is imported inside ``run``, after the collector is put off, because walking through a hundred
thousand objects of freshly imported modules takes a fifth of the time to the first frame.
"""

import gc
import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, NoReturn

from core.errors import AppError
from core.paths import user_folder
from core.workflows.importing.kind_cards import list_cards

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from core.workflows.drafting.session import Session
    from gui.session.sessions import SessionController
    from gui.shell.program import Program
    from gui.shell.tasks import TaskRunner

DRAFTS_FOLDER = "拟稿"
FCITX = ("fcitx", "fcitx5")


def run(paths: Iterable[Path] = ()) -> int:
    """Open the window and work until it is closed; the process's exit code."""
    if has_no_display(os.environ, sys.platform):
        from core.workflows.messages import sentence

        print(sentence(AppError("no_display")), file=sys.stderr)
        return 2
    gc.disable()
    os.environ.update(input_methods(os.environ))
    skip_feature_search()
    from gui.shell.errors import begun
    from gui.shell.program import make_application

    app = make_application()
    program = begun(lambda: _shown(assemble(app), paths), _log_early_crash)
    if program is None:
        return _not_begun()
    code = app.exec()
    program.close()
    if program.again is not None:
        start_anew(program.again)
    return code


def _shown(program: "Program", paths: Iterable[Path]) -> "Program":
    program.open_window(paths)
    return program


def _not_begun() -> NoReturn:
    """Say that there is no window, and end without taking apart what was only half put together."""
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtWidgets import QMessageBox

    from core.workflows.messages import words

    told = words("not_begun", folder=str(user_folder() / "log"))
    print(told, file=sys.stderr, flush=True)
    if QGuiApplication.platformName() not in ("offscreen", "minimal"):
        QMessageBox.critical(None, "拟稿", told)
    os._exit(2)


def skip_feature_search() -> None:
    """Keep PySide6 from reading the source of every imported module for whether it asks for ``__feature__``.

    No module here does, and it takes a twelfth of the time to the first frame.
    """
    import PySide6.QtCore  # noqa: F401 - brings the search with it

    search: Any = sys.modules.get("shibokensupport.feature")
    if search is not None:
        search._mod_uses_pyside = lambda _module: True


def start_anew(paths: Iterable[Path]) -> None:
    """Start another process of the program with these files; this one is about to end."""
    import subprocess

    from core.paths import PROGRAM

    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, str(PROGRAM / "main.py")]
    subprocess.Popen([*program, *map(str, paths)], close_fds=True)


def has_no_display(environment: Mapping[str, str], platform: str) -> bool:
    """Whether Qt would find no screen to draw on and end the process with an English message."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return platform.startswith("linux") and not any(environment.get(name) for name in names)


def assemble(app: "QApplication") -> "Program":
    """The program around an application: window, runner, crash path; nothing is shown yet."""
    from gui.shell.program import Ground, Program
    from gui.shell.services import Services

    suppliers = Services(list_cards, _kinds, _keeper, _draft_page, _recent, datetime.now, drafts_folder)
    return Program(app, suppliers, Ground(user_folder(), AppError, _log_crash, _open_log, warm_up))


def input_methods(environment: Mapping[str, str]) -> dict[str, str]:
    """What to change in the environment so that Chinese can be typed.

    The wheels of PySide6 bring the ibus plugin only, and Qt takes no plugin made for another Qt. Where fcitx has none that
    fits, fcitx5 is asked as if it were ibus.
    """
    asked = (environment.get("QT_IM_MODULES") or environment.get("QT_IM_MODULE", "")).split(";")
    if "ibus" in asked or not set(asked).intersection(FCITX):
        return {}
    return {"QT_IM_MODULES": ";".join([*asked, "ibus"])}


def drafts_folder() -> Path:
    """Where new drafts lie: 拟稿 among the user's documents, where a clerk looks for it."""
    from PySide6.QtCore import QStandardPaths

    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(documents) / DRAFTS_FOLDER


def _log_crash(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> Path:
    import PySide6

    from core.log import log_crash, write_report

    log_crash(kind, error, trace)
    return write_report(user_folder() / "log", error, {"PySide6": PySide6.__version__}, datetime.now())


def _log_early_crash(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> Path:
    """Before the window is complete no log is open yet; without one Python would show the trace."""
    _open_log(user_folder() / "log")
    return _log_crash(kind, error, trace)


def _open_log(folder: Path) -> None:
    from core.log import note_hard_crashes, open_log

    if open_log(folder) is not None:
        note_hard_crashes(folder)


def _kinds() -> Any:
    from core.workflows.importing.kinds import read_kinds

    return read_kinds()


def _keeper(runner: "TaskRunner") -> "SessionController":
    from gui.session.sessions import SessionController

    return SessionController(runner, drafts_folder(), datetime.now)


def _draft_page(session: "Session", runner: "TaskRunner") -> Any:
    from gui.draft.page import DraftPage

    return DraftPage(session, runner)


def _recent() -> Any:
    from core.workflows.drafting.recent import list_recent

    return list_recent()


def warm_up() -> None:
    """Load what the first draft is looked through and set with; whoever types in it would feel that otherwise."""
    from core.segment import warm
    from core.workflows.checking.proofreader import warm_up as warm_checks
    from core.workflows.exporting.draft_pages import warm_up as warm_pages

    warm()
    for step in (warm_checks, warm_pages):
        with suppress(AppError):  # a damaged table or layout is told where it is used
            step()
