"""What the user has set, for the whole window; kept on the disk a moment after it was changed."""

from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from core.stores.settings import Settings, Value, all_default, changed, save_settings
from gui.shell.tasks import TaskRunner

PROPERTY = "preferences"
PAUSE = 400
"""Milliseconds: who steps through the sizes does not have each of them written."""


class Preferences(QObject):
    """``changed`` names the setting that has another value now; it is empty after a change of several."""

    changed = Signal(str)

    def __init__(self, settings: Settings, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.runner = runner
        self._waiting = QTimer(self, singleShot=True, interval=PAUSE)
        self._waiting.timeout.connect(self._on_paused)
        self.settings = settings

    def value(self, name: str) -> Value:
        """What holds now."""
        return self.settings.value(name)

    def number(self, name: str) -> int:
        """The same, of a number."""
        return int(self.settings.value(name))

    def text(self, name: str) -> str:
        """The same, of a text or a choice."""
        return str(self.settings.value(name))

    def change(self, name: str, value: Value) -> None:
        """Another value, which must be one that may stand (BadUse)."""
        if value != self.value(name):
            self._take(changed(self.settings, name, value), name)

    def reset(self) -> None:
        """Everything as it was delivered."""
        self._take(all_default(self.settings), "")

    def take_over(self, settings: Settings) -> None:
        """Other settings altogether, as they were imported."""
        self._take(settings, "")

    def flush(self) -> bool:
        """Keep at once what waits to be kept; False from a disk that refuses, which the runner reports."""
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
    """Those of the program that runs; None where only a part of it was made."""
    app = QCoreApplication.instance()
    found: Any = app.property(PROPERTY) if app is not None else None
    return found if isinstance(found, Preferences) else None


def preferred(name: str) -> Value:
    """What holds now for a name of the table, also where only a part of the program was made."""
    found = preferences()
    return (found.settings if found is not None else Settings()).value(name)


def prefer(name: str, value: Value) -> None:
    """Another value, if there is a program to remember it."""
    found = preferences()
    if found is not None:
        found.change(name, value)


def is_empty_first() -> bool:
    """Whether Tab goes to what is 待填 before it goes to what is 待核."""
    return preferred("tab_order") == "empty_first"
