"""The menu of the outline: everything its keys do, in words."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from core.model.document import Numbering, NumberingMode
from gui.outline.outline_actions import OutlineActions


class Panel(Protocol):
    """What the menu asks of the outline besides its section_actions."""

    def add(self) -> None:
        """A new section."""

    def delete(self) -> None:
        """The sections chosen."""

    def copy(self) -> None:
        """The sections chosen, for the clipboard."""

    def rename(self) -> None:
        """Another heading."""


def fill_menu(menu: QMenu, panel: Panel, section_actions: OutlineActions, actions: Mapping[str, QAction]) -> None:
    """All that can be done with the sections chosen."""
    has_part = bool(section_actions.keys)
    own: Sequence[tuple[str, Callable[[], object]] | None] = (
        ("改标题\tF2", panel.rename),
        ("删除\tDel", panel.delete),
        None,
        ("上移\tAlt+Shift+↑", lambda: section_actions.move(-1)),
        ("下移\tAlt+Shift+↓", lambda: section_actions.move(1)),
        ("升级\tAlt+Shift+←", lambda: section_actions.shift(-1)),
        ("降级\tAlt+Shift+→", lambda: section_actions.shift(1)),
        None,
    )
    for item in own:
        if item is None:
            menu.addSeparator()
        else:
            menu.addAction(item[0], item[1]).setEnabled(has_part)
    for name in ("split_section", "join_section", "heading_line", "points_to_sections"):
        _add(menu, actions, name)
    back = menu.addMenu("小标题变成一是、二是(&B)")
    _add(back, actions, "sections_to_points")
    back.addAction("每个一段", lambda: section_actions.to_points(together=False))
    back.addAction("合成一段", lambda: section_actions.to_points(together=True))
    back.setEnabled(has_part)
    menu.addMenu(numbering_menu(menu, section_actions))
    menu.addSeparator()
    menu.addAction("复制\tCtrl+C", panel.copy)
    for name in ("paste_sections", "align_headings"):
        _add(menu, actions, name)


def _add(menu: QMenu, actions: Mapping[str, QAction], name: str) -> None:
    if name in actions:
        menu.addAction(actions[name])


def numbering_menu(parent: QWidget, section_actions: OutlineActions) -> QMenu:
    """Whether the level begins again in every part or runs on; the outline shows it at once."""
    menu = QMenu("这一级的编号(&N)", parent)
    level = section_actions.level
    menu.setEnabled(bool(level))
    runs_on = section_actions.numbering == Numbering(NumberingMode.RUN_ON, level)
    for words, run_on in (("每章节重新编号", False), ("全文连续编号", True)):
        action = menu.addAction(words, _numbering(section_actions, run_on))
        action.setCheckable(True)
        action.setChecked(runs_on is run_on)
    return menu


def _numbering(section_actions: OutlineActions, run_on: bool) -> Callable[[], None]:
    return lambda: section_actions.number(run_on)
