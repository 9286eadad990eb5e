"""The layouts at hand: those of the program and the user's own, and what can be done with one."""

from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QListWidgetItem, QPushButton, QWidget

from core.workflows.layouts.files import (
    ENDING,
    copy_layout,
    is_own,
    layout_names,
    layouts,
    remove_layout,
    rename_layout,
    restore_layout,
)
from core.workflows.layouts.unit_styles import copy_styles, rename_styles
from gui.layouts.watch import LayoutWatch
from gui.shell.tasks import TaskRunner
from gui.widgets.basics import button
from gui.widgets.lists.named_list import NameActions, NamedList, named_item

BUILT_IN, OWN, ELSEWHERE = "内置", "自己的", "别处的文件"
ABOUT = MappingProxyType(
    {
        "国标公文": "有版头和版记，正式发文用",
        "内部材料": "没有版头，总结、要点、汇报用",
        "讲话稿": "标题下写讲话人，小二号字",
        "讲话稿（大字）": "二号字，行距大，适合念稿",
        "信函": "首页红色双线，发函用",
        "纪要": "开会议定事项用",
    }
)
CANNOT_OPEN = "系统没能打开它。请在文件管理器里找到：{path}"


def _copy(layout: str) -> str:
    """Copy the layout, and with it what the units changed in it."""
    name = copy_layout(layout)
    copy_styles(layout, name)
    return name


def _rename(old: str, new: str) -> str:
    """Rename the layout, and with it what the units changed in it."""
    name = rename_layout(old, new)
    if name != old:
        rename_styles(old, name)
    return name


ACTIONS = NameActions(
    _copy,
    _rename,
    remove_layout,
    restore_layout,
    removed="版式“{name}”已移到“已删除”文件夹，用它导出过的文件不受影响。",
    restored="版式“{name}”已经回来。",
    undo="撤销删除(&U)",
)


class LayoutList(NamedList):
    """``learn_wanted`` and ``check_wanted`` ask for these sheets."""

    learn_wanted = Signal()
    check_wanted = Signal(str)

    def __init__(self, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(runner, "版式", ACTIONS, parent)
        self.watch = LayoutWatch(self)
        self.watch.changed.connect(lambda: self.show_names(self.current))
        self._remove = button("删除(&D)", self._on_remove)
        self._word = button("用Word打开(&W)", self._open_file)
        column = self._column(*self._buttons())
        column.addWidget(button("用本单位文件作版式(&F)…", self.learn_wanted.emit))

    def _buttons(self) -> tuple[QPushButton, ...]:
        return (
            button("复制(&C)", self._on_copy, hint="复制一份，可以随意改动"),
            self._rename,
            self._remove,
            button("检查(&K)", lambda: self.check_wanted.emit(self.current), hint="检查这份版式能不能用"),
            self._word,
            button("文件夹(&P)", self._open_folder, hint="打开所在文件夹"),
        )

    def _items(self, current: str) -> list[QListWidgetItem]:
        self.watch.names()
        lines = []
        for title, names in _groups(current).items():
            lines.append(_heading(title))
            lines += [_item(name, title == OWN) for name in names]
        return lines

    def _on_current(self) -> None:
        is_mine = is_own(self.current)
        for widget, words in (
            (self._rename, "改名（F2）"),
            (self._remove, "移到“已删除”文件夹"),
            (self._word, "打开来改标记和样式"),
        ):
            widget.setEnabled(is_mine)
            widget.setToolTip(words if is_mine else "自带的版式不能改动，请先复制一份")
        super()._on_current()

    def _open_file(self) -> None:
        self._open(layouts().get(self.current, Path(self.current)))

    def _open_folder(self) -> None:
        self._open(layouts().get(self.current, Path(self.current)).parent)

    def _open(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.told.emit(CANNOT_OPEN.format(path=path), "warning", [])


def _groups(current: str) -> dict[str, list[str]]:
    """The layouts by where they come from; ``current`` may be a file somewhere else."""
    found: dict[str, list[str]] = {}
    names = layout_names()
    for name in names:
        found.setdefault(OWN if is_own(name) else BUILT_IN, []).append(name)
    if current not in names and current.lower().endswith(ENDING):
        found[ELSEWHERE] = [current]
    return found


def _heading(words: str) -> QListWidgetItem:
    item = QListWidgetItem(words)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    return item


def _item(name: str, own: bool) -> QListWidgetItem:
    about = "" if own else ABOUT.get(name, "")
    shown = Path(name).stem if name.lower().endswith(ENDING) else name
    return named_item(name, shown, about, f"{name}，{about or ('自己的版式' if own else '内置版式')}", editable=own)
