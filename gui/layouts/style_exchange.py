"""A unit's settings passed on: out into a file, in from one, and from one layout to all others."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from core.files import safe_name
from core.workflows.layouts.style_trial import HouseStyle
from core.workflows.layouts.unit_styles import (
    ENDING,
    StyleSpread,
    export_book,
    import_book,
    layout_title,
    save_styles,
    spread_style,
)
from core.workflows.messages import sentence
from gui.shell.tasks import TaskRunner

FILTER = f"版式设置 (*{ENDING});;所有文件 (*)"


class HouseTrade(QObject):
    """``told`` carries a sentence, its tone, and choices as of a notice; ``imported`` the styles by layout."""

    told = Signal(str, str, object)
    imported = Signal(object)

    def __init__(self, runner: TaskRunner, window: QWidget) -> None:
        super().__init__(window)
        self._runner = runner
        self._window = window

    def ask_export(self, unit: str) -> None:
        """Ask for a file and write the unit's settings into it."""
        name = f"{safe_name(unit) or '本单位'}{ENDING}"
        path, _filter = QFileDialog.getSaveFileName(self._window, "导出设置", str(Path.home() / name), FILTER)
        if path:
            target = Path(path if path.lower().endswith(".json") else path + ENDING)
            self._run(export_book, unit, target, on_done=partial(self._on_exported, target))

    def ask_import(self, unit: str) -> None:
        """Ask for a file and take its settings over for the unit."""
        path, _filter = QFileDialog.getOpenFileName(self._window, "导入设置", str(Path.home()), FILTER)
        if path:
            self._run(import_book, unit, Path(path), on_done=self._on_imported)

    def spread(self, unit: str, layout: str, style: HouseStyle) -> None:
        """Use what was changed in one layout for all others, too."""
        self._run(spread_style, unit, layout, style, on_done=partial(self._on_spread, unit))

    def _run(self, function: Callable[..., Any], *arguments: Any, on_done: Callable[[Any], None]) -> None:
        self._runner.run(function, *arguments, on_done=on_done, on_failed=self._on_failed)

    def _on_exported(self, target: Path, _none: Any) -> None:
        self.told.emit(f"本单位各版式的设置已经存为“{target.name}”，可以交给别人导入。", "success", [])

    def _on_imported(self, result: Any) -> None:
        names = "、".join(map(layout_title, result.value.styles))
        message = [f"已经导入：{names}。" if names else "文件里没有改动过的版式。", *map(sentence, result.notices)]
        self.told.emit("\n".join(message), "warning" if result.notices else "success", [])
        self.imported.emit(result.value.styles)

    def _on_spread(self, unit: str, spread: StyleSpread) -> None:
        message = f"已经用到另外{len(spread.before)}个版式。"
        if spread.left_out:
            message += f"这些版式排不下，没有改动：{'、'.join(spread.left_out)}。"
        back = ("撤销(&Z)", partial(self._take_back, unit, spread))
        self.told.emit(message, "warning" if spread.left_out else "success", [back])

    def _take_back(self, unit: str, spread: StyleSpread) -> None:
        self._run(save_styles, unit, spread.before, on_done=self._on_taken_back)

    def _on_taken_back(self, _none: Any) -> None:
        self.told.emit("其他版式的设置已经恢复。", "success", [])

    def _on_failed(self, error: Any) -> None:
        self.told.emit(sentence(error), "error", [])
