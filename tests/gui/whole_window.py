"""A window with everything in it, on the guide's sample, and the way to each of its pages."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDeadlineTimer, QEvent, QThread
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QWidget

from core.errors import AppError
from core.stores.settings import Settings
from core.workflows.drafting.drafting import DraftRequest, start_draft
from core.workflows.drafting.guide import make_sample
from core.workflows.drafting.recent import list_recent
from core.workflows.drafting.session import create_session
from core.workflows.importing.kind_cards import list_cards
from core.workflows.importing.kinds import read_kinds
from core.workflows.importing.reports import read_report
from gui.session.sessions import SessionController
from gui.settings.preferences import PROPERTY, Preferences
from gui.shell.main_window import MainWindow
from gui.shell.services import Services
from gui.shell.tasks import TaskRunner

NOW = datetime(2026, 7, 5, 9, 41)
SIZE = (1280, 800)
PATIENCE_MS = 20_000
BREATH_MS = 2
"""Between two looks the interpreter is left to the task that is waited for."""


def now() -> datetime:
    """A day in July."""
    return NOW


@contextmanager
def whole_window(app: Any, folder: Path) -> Iterator[MainWindow]:
    """The window with a draft at work; NIGAO_HOME must be a folder of its own."""
    runner = TaskRunner(AppError)
    known = Preferences(Settings({"guide": False}), runner)
    app.setProperty(PROPERTY, known)
    services = Services(list_cards, read_kinds, lambda door: SessionController(door, folder, now), list_recent, now)
    window = MainWindow(runner, services)
    window.resize(*SIZE)
    window.show()
    yield window
    settle(window)
    app.setProperty(PROPERTY, None)
    window.close()
    known.flush()
    runner.close()
    window.deleteLater()


def draft_file(folder: Path) -> Path:
    """A draft made from the sample."""
    report = read_report(make_sample(NOW.year)).value
    draft = start_draft(DraftRequest("上半年工作总结", NOW.year, "", (report,))).value
    path = folder / "练习.nigao"
    folder.mkdir(parents=True, exist_ok=True)
    create_session(path, draft, now).close()
    return path


def ways(window: MainWindow) -> Mapping[str, Callable[[], object]]:
    """What leads to each page, sheet and view; the draft is open."""
    draft: Any = window.controllers.draft.page
    views = {f"view {number}": lambda number=number: draft.show_tab(number) for number in range(draft.views.count())}
    beside = {
        f"beside {number}": lambda number=number: draft.side.setCurrentIndex(number)
        for number in range(draft.side.count())
    }
    return {
        "start": lambda: window.controllers.go("go_start"),
        "new": lambda: window.begin_draft("上半年工作总结"),
        **{
            name: lambda way=way: (window.controllers.draft.show_draft(), way())
            for name, way in {**views, **beside}.items()
        },
        "export": window.controllers.draft.show_export,
        "layouts": window.controllers.draft.show_layouts,
        "settings": lambda: window.controllers.auxiliary.show("go_settings"),
        "help": lambda: window.controllers.auxiliary.show("go_help"),
    }


def settle(window: MainWindow) -> None:
    """Wait for what is still being read or thrown away."""
    end = QDeadlineTimer(PATIENCE_MS)
    while window.runner.is_busy and not end.hasExpired():
        QApplication.processEvents()
        QThread.msleep(BREATH_MS)
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def controls(window: QWidget) -> list[QWidget]:
    """What the keyboard reaches in what is shown, inner parts of other controls left out."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible() and widget.focusPolicy() and _is_whole(widget)
    ]


def _is_whole(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    inner = widget.objectName().startswith("qt_") or widget.objectName() in ("ScrollLeftButton", "ScrollRightButton")
    passes_on = widget.focusProxy() is not None
    return not inner and not passes_on and not isinstance(parent, QComboBox | QAbstractSpinBox | QLineEdit)
