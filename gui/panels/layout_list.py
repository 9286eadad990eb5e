"""The layouts at hand: those of the program and the user's own, and what can be done with one."""

from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.workflows.house import copy_styles, rename_styles
from core.workflows.layout_files import (
    ENDING,
    copy_layout,
    is_own,
    layout_names,
    layouts,
    remove_layout,
    rename_layout,
    restore_layout,
)
from core.workflows.wording import sentence
from gui import theme
from gui.actions import make_action
from gui.tasks import TaskRunner
from gui.widgets.basics import button, label
from gui.widgets.layout_watch import LayoutWatch
from gui.widgets.notice_bar import Choice
from gui.widgets.two_lines import LOOK, TwoLines

NAME = Qt.ItemDataRole.UserRole
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


class LayoutList(QWidget):
    """``chosen`` carries a layout's name; ``told`` a sentence, its tone, and choices as of a notice.

    ``renamed`` carries the old and the new name; ``copy_begun`` wants kept what was changed; ``learn_wanted`` and ``check_wanted`` ask for these sheets.
    """

    chosen = Signal(str)
    told = Signal(str, str, object)
    renamed = Signal(str, str)
    copy_begun = Signal()
    learn_wanted = Signal()
    check_wanted = Signal(str)

    def __init__(self, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._watch = LayoutWatch(self)
        self._watch.changed.connect(lambda: self.show_layouts(self.current))
        self._list = QListWidget()
        self._list.setAccessibleName("版式")
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setItemDelegate(TwoLines(self._list))
        self._list.currentItemChanged.connect(lambda _now, _before: self._on_current())
        self._list.itemChanged.connect(self._on_edited)
        self._rename = button("改名(&M)", self._begin_renaming, hint="改名（F2）")
        self._remove = button("删除(&D)", self._on_remove)
        self._word = button("用Word打开(&W)", self._open_file)
        make_action("rename", self._list, self._begin_renaming).setShortcutContext(
            Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        self.setFocusProxy(self._list)
        self._build()

    @property
    def current(self) -> str:
        """The name of the layout that is chosen; empty if none is."""
        item = self._list.currentItem()
        return "" if item is None else str(item.data(NAME) or "")

    def show_layouts(self, current: str) -> None:
        """List all layouts anew; the one of that name, or file somewhere else, is chosen, or else the first."""
        self._watch.names()
        with QSignalBlocker(self._list):
            self._list.clear()
            for title, names in _groups(current).items():
                self._list.addItem(_heading(title))
                for name in names:
                    self._list.addItem(_item(name, title == OWN))
            items = [item for item in map(self._list.item, range(self._list.count())) if item.data(NAME)]
            self._list.setCurrentItem(next((item for item in items if item.data(NAME) == current), items[0]))
        self._on_current()

    # Building

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)  # large type needs the room for words
        column.setSpacing(theme.length(8))
        column.addWidget(label("版式", "heading"))
        column.addWidget(self._list, 1)
        grid = QGridLayout()
        grid.setSpacing(theme.length(6))
        for index, widget in enumerate(self._buttons()):
            grid.addWidget(widget, index // 2, index % 2)
        column.addLayout(grid)
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

    def _on_current(self) -> None:
        is_mine = is_own(self.current)
        for widget, words in (
            (self._rename, "改名（F2）"),
            (self._remove, "移到“已删除”文件夹"),
            (self._word, "打开来改标记和样式"),
        ):
            widget.setEnabled(is_mine)
            widget.setToolTip(words if is_mine else "自带的版式不能改动，请先复制一份")
        self.chosen.emit(self.current)

    # What can be done with a layout

    def _on_copy(self) -> None:
        self.copy_begun.emit()
        self._runner.run(_copy, self.current, on_done=self._on_copied, on_failed=self._on_refused)

    def _on_copied(self, name: Any) -> None:
        self.show_layouts(name)
        self._begin_renaming()

    def _begin_renaming(self) -> None:
        item = self._list.currentItem()
        if item is not None and is_own(self.current):
            self._list.editItem(item)

    def _on_edited(self, item: QListWidgetItem) -> None:
        old, new = str(item.data(NAME)), item.text()
        if old and new != old:
            self._runner.run(
                _rename, old, new, on_done=partial(self._on_renamed, old), on_failed=partial(self._on_not_renamed, old)
            )

    def _on_renamed(self, old: str, new: Any) -> None:
        self.renamed.emit(old, new)
        self.show_layouts(new)
        self._list.setFocus()

    def _on_not_renamed(self, old: str, error: Any) -> None:
        self.show_layouts(old)
        self._on_refused(error)

    def _on_remove(self) -> None:
        name = self.current
        self._runner.run(remove_layout, name, on_done=partial(self._on_removed, name), on_failed=self._on_refused)

    def _on_removed(self, name: str, path: Any) -> None:
        self.show_layouts("")
        back: list[Choice] = [("撤销删除(&U)", partial(self._restore, path, name))]
        self.told.emit(f"版式“{name}”已移到“已删除”文件夹，用它导出过的文件不受影响。", "info", back)

    def _restore(self, path: Path, name: str) -> None:
        self._runner.run(restore_layout, path, name, on_done=self._on_restored, on_failed=self._on_refused)

    def _on_restored(self, name: Any) -> None:
        self.show_layouts(name)
        self.told.emit(f"版式“{name}”已经回来。", "success", [])

    def _open_file(self) -> None:
        self._open(layouts().get(self.current, Path(self.current)))

    def _open_folder(self) -> None:
        self._open(layouts().get(self.current, Path(self.current)).parent)

    def _open(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.told.emit(CANNOT_OPEN.format(path=path), "warning", [])

    def _on_refused(self, error: Any) -> None:
        self.told.emit(sentence(error), "error", [])


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
    item = QListWidgetItem(Path(name).stem if name.lower().endswith(ENDING) else name)
    item.setData(NAME, name)
    item.setData(LOOK, about)
    item.setToolTip(name)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}，{about or ('自己的版式' if own else '内置版式')}")
    if own:
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
    return item
