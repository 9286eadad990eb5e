"""A damaged draft: a notice above the page with its last backup and the attempt to read what can be read."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from core.workflows.messages import sentence, words
from core.workflows.recovery.backups import Backup, last_backup
from gui.shell.tasks import TaskRunner
from gui.widgets.frame.notice_bar import NoticeBar
from gui.widgets.frame.notice_place import NoticePlace

ShowBackups = Callable[[Path | None], None]
Salvage = Callable[[Path], None]


class DamagedBar(NoticeBar):
    """``show_damage`` looks for a backup first, so that it can be offered in the same breath."""

    def __init__(self, runner: TaskRunner, place: NoticePlace, parent: QWidget) -> None:
        super().__init__(parent)
        self._runner = runner
        place.add(self, 0)

    def show_damage(self, path: Path, error: Any, show_backups: ShowBackups, salvage: Salvage) -> None:
        """Say what is wrong with a file and what can be done."""
        answered = partial(self._on_looked, path, sentence(error), show_backups, salvage)
        self._runner.run(last_backup, path, on_done=answered, key="damaged")

    def show_lost(self, path: Path, error: Any, show_backups: ShowBackups) -> None:
        """Say that nothing could be read of a file, with the way to its backups."""
        self.show_notice(
            sentence(error), "error", [("看看备份", partial(self._on_choice, partial(show_backups, path)))]
        )

    def _on_looked(
        self, path: Path, said: str, show_backups: ShowBackups, salvage: Salvage, backup: Backup | None
    ) -> None:
        choices = [("尽量读出来", partial(self._on_choice, partial(salvage, path)))]
        if backup is not None:
            said += words("damaged_with_backup", time=f"{backup.time.month}月{backup.time.day}日{backup.time:%H:%M}")
            choices.insert(0, ("看看备份", partial(self._on_choice, partial(show_backups, path))))
        else:
            said += words("damaged_without_backup")
        self.show_notice(said, "error", choices)

    def _on_choice(self, on_chosen: Callable[[], None]) -> None:
        self.hide()
        on_chosen()
