"""The settings of the running program; stored on disk shortly after a change."""

from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from core.stores.settings import Settings, Value, all_default, changed, save_settings
from gui.shell.tasks import TaskRunner

PROPERTY = "preferences"
PAUSE = 400
"""Milliseconds: who steps through the sizes does not have each of them written."""


class Preferences(QObject):
    """``changed`` names the setting that changed; it is empty after a change of several."""

    changed = Signal(str)

    def __init__(self, settings: Settings, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.runner = runner
        self._waiting = QTimer(self, singleShot=True, interval=PAUSE)
        self._waiting.timeout.connect(self._on_paused)
        self.settings = settings

    def value(self, name: str) -> Value:
        """The present value."""
        return self.settings.value(name)

    def number(self, name: str) -> int:
        """The present value of a number."""
        return int(self.settings.value(name))

    def text(self, name: str) -> str:
        """The present value of a text or a choice."""
        return str(self.settings.value(name))

    def change(self, name: str, value: Value) -> None:
        """Set a value; BadUse for one that is not valid."""
        if value != self.value(name):
            self._take(changed(self.settings, name, value), name)

    def reset(self) -> None:
        """Restore all defaults."""
        self._take(all_default(self.settings), "")

    def take_over(self, settings: Settings) -> None:
        """Replace all settings, as after an import."""
        self._take(settings, "")

    def flush(self) -> bool:
        """Store a pending change at once; False when the disk refuses, which the runner reports."""
        if not self._waiting.isActive():
            return True
        self._waiting.stop()
        return bool(self.runner.attempt(_kept, self.settings))

    def _take(self, settings: Settings, name: str) -> None:
        self.settings = settings
        self._waiting.start()
        self.changed.emit(name)

    def _on_paused(self) -> None:
        self.runner.run(save_settings, self.settings, key=PROPERTY)


def _kept(settings: Settings) -> bool:
    save_settings(settings)
    return True


def preferences() -> Preferences | None:
    """The preferences of the running program; None where only a part of it was created."""
    app = QCoreApplication.instance()
    found: Any = app.property(PROPERTY) if app is not None else None
    return found if isinstance(found, Preferences) else None


def preferred(name: str) -> Value:
    """The present value of a setting, also where only a part of the program was created."""
    found = preferences()
    return (found.settings if found is not None else Settings()).value(name)


def prefer(name: str, value: Value) -> None:
    """Set a value, if there is a program to store it."""
    found = preferences()
    if found is not None:
        found.change(name, value)


def is_empty_first() -> bool:
    """Whether Tab goes to 待填 facts before 待核 ones."""
    return preferred("tab_order") == "empty_first"
