"""What only the window knows of its computer: display, scale, and whether the running input method can be reached."""

import os
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QLibraryInfo
from PySide6.QtGui import QGuiApplication

from core.workflows.maintenance.selftest import Health, SelfTestRow
from core.workflows.messages import words

PROCESSES = Path("/proc")
FCITX, FCITX5, IBUS = "fcitx", "fcitx5", "ibus-daemon"
INPUT_METHODS = frozenset((FCITX, FCITX5, IBUS))
DISPLAY = "显示与输入"


def display_rows() -> tuple[SelfTestRow, ...]:
    """Rows of the self-test about the screen and the input method."""
    screen = QGuiApplication.primaryScreen()
    size, ratio = screen.size(), screen.devicePixelRatio()
    shown = f"{QGuiApplication.platformName()}，{size.width()}×{size.height()}，缩放{round(ratio * 100)}%"
    trouble = input_trouble(running_input_methods(), input_plugins())
    told = SelfTestRow(DISPLAY, "输入法", Health.ATTENTION if trouble else Health.GOOD, _input_words(trouble))
    return (SelfTestRow(DISPLAY, "屏幕", Health.GOOD, shown), told)


def _input_words(trouble: str) -> str:
    if trouble:
        return words(trouble)
    known = sorted(running_input_methods())
    return f"正在运行：{'、'.join(known)}" if known else "由系统提供"


def input_trouble(running: Collection[str], plugins: Collection[str]) -> str:
    """The code of the sentence about a running input method that this window cannot reach; empty when all is well.

    fcitx 5 is also reached through its ibus interface, fcitx 4 through its own plugin only.
    """
    reached = {FCITX: "fcitx" in plugins, FCITX5: bool({"fcitx", "ibus"} & set(plugins)), IBUS: "ibus" in plugins}
    if not running or any(reached.get(name, False) for name in running):
        return ""
    return "input_method_unreached"


def running_input_methods(processes: Path = PROCESSES) -> frozenset[str]:
    """Names of the input methods that run on this Linux computer; none elsewhere."""
    found = set()
    for place in processes.glob("[0-9]*/comm"):
        with suppress(OSError, UnicodeDecodeError):  # the process has just ended
            found.add(place.read_text("utf-8").strip())
    return frozenset(found & INPUT_METHODS)


def input_plugins(environment: Mapping[str, str] = os.environ) -> frozenset[str]:
    """Which of ``fcitx`` and ``ibus`` Qt has a plugin for, in its own folder or in those of ``QT_PLUGIN_PATH``."""
    own = QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)
    folders = [Path(folder) / "platforminputcontexts" for folder in (own, *_listed(environment))]
    names = "\n".join(path.name for folder in folders for path in folder.glob("*.so"))
    return frozenset(name for name in ("fcitx", "ibus") if name in names)


def _listed(environment: Mapping[str, str]) -> list[str]:
    return [folder for folder in environment.get("QT_PLUGIN_PATH", "").split(":") if folder]
