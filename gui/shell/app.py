"""Starts and ends the window.

Light on purpose: PySide6 is imported inside ``run``, after the garbage collector is postponed, because traversing a
hundred thousand objects of freshly imported modules takes a fifth of the time to the first frame.
"""

import gc
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from core.errors import AppError
from core.paths import PROGRAM, user_folder
from gui.shell.doors import load

if TYPE_CHECKING:
    from gui.shell.program import Program

FCITX = ("fcitx", "fcitx5")


def run(paths: Iterable[Path] = ()) -> int:
    """Open the window and run until it is closed; the process's exit code."""
    if has_no_display(os.environ, sys.platform):
        print(load("core.workflows.messages:sentence")(AppError("no_display")), file=sys.stderr)
        return 2
    gc.disable()
    os.environ.update(input_methods(os.environ))
    skip_feature_search()
    app = load("gui.shell.program:make_application")()

    def _begin() -> "Program":
        program: Program = load("gui.shell.program:assemble")(app)
        program.open_window(paths)
        return program

    program = load("gui.shell.errors:begun")(_begin, load("gui.shell.program:log_early_crash"))
    if program is None:
        return _give_up()
    code: int = app.exec()
    program.close()
    if program.again is not None:
        start_process(program.again)
    return code


def _give_up() -> NoReturn:
    """Report that the window could not be opened, and exit without destroying half-built objects."""
    said = load("core.workflows.messages:words")("not_begun", folder=str(user_folder() / "log"))
    print(said, file=sys.stderr, flush=True)
    if load("PySide6.QtGui:QGuiApplication").platformName() not in ("offscreen", "minimal"):
        load("PySide6.QtWidgets:QMessageBox").critical(None, "拟稿", said)
    os._exit(2)


def skip_feature_search() -> None:
    """Keep PySide6 from reading the source of every imported module to look for ``__feature__``.

    No module here uses it, and it takes a twelfth of the time to the first frame.
    """
    import PySide6.QtCore  # noqa: F401 - brings the search with it

    search: Any = sys.modules.get("shibokensupport.feature")
    if search is not None:
        search._mod_uses_pyside = lambda _module: True


def start_process(paths: Iterable[Path]) -> None:
    """Start another process of the program with these files; this one is about to end."""
    command = [*load("core.workflows.importing.isolated:interpreter")(), str(PROGRAM / "main.py"), *map(str, paths)]
    load("subprocess:Popen")(command, close_fds=True)


def has_no_display(environment: Mapping[str, str], platform: str) -> bool:
    """Whether Qt would find no display and end the process with an English message."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return platform.startswith("linux") and not any(environment.get(name) for name in names)


def input_methods(environment: Mapping[str, str]) -> dict[str, str]:
    """The changes of the environment that make Chinese input work.

    The wheels of PySide6 contain the ibus plugin only, and Qt accepts no plugin built for another Qt. Where fcitx has
    no matching plugin, fcitx5 is addressed through its ibus interface.
    """
    asked = (environment.get("QT_IM_MODULES") or environment.get("QT_IM_MODULE", "")).split(";")
    if "ibus" in asked or not set(asked).intersection(FCITX):
        return {}
    return {"QT_IM_MODULES": ";".join([*asked, "ibus"])}
