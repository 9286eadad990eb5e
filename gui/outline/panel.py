"""提纲: the sections of the draft with their numbers and progress, and all actions on them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from core.model.change import Change
from core.model.document import Numbering, NumberingMode
from core.workflows.drafting.editing import add_section, rename
from gui.outline.model import OutlineModel
from gui.outline.outline_actions import OutlineActions, arrow_moves
from gui.outline.reuse import ReuseFoot
from gui.outline.sections import OutlineLines, SectionEntry, touched_by
from gui.outline.view import OutlineView
from gui.session.draft_model import DraftModel
from gui.shell import theme
from gui.widgets.basics import button
from gui.widgets.flash import Flash


class Panel(Protocol):
    """What the menu needs of the outline besides its section actions."""

    def add(self) -> None:
        """Add a section."""

    def delete(self) -> None:
        """Delete the selected sections."""

    def copy(self) -> None:
        """Copy the selected sections."""

    def rename(self) -> None:
        """Rename the heading."""


def fill_menu(menu: QMenu, panel: Panel, section_actions: OutlineActions, actions: Mapping[str, QAction]) -> None:
    """All actions on the selected sections."""
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
    """Numbering of the level: restarting in every part or running on; the outline shows it at once."""
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


ALT = Qt.KeyboardModifier.AltModifier
SELECT = QItemSelectionModel.SelectionFlag


class OutlinePanel(QWidget):
    """``section_chosen`` carries the key of the current section; ``message_shown`` a message about an edit.

    ``notice_raised`` says why nothing changed, ``copied`` what was copied. ``passed_on`` requests the section's open fields, on
    Tab. ``place_chosen`` follows when a point was selected: its element, and the offset where it begins.
    """

    section_chosen = Signal(str)
    place_chosen = Signal(str, int)
    message_shown = Signal(str)
    notice_raised = Signal(str)
    copied = Signal(str)
    passed_on = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model: DraftModel | None = None
        self.tree = OutlineModel(self)
        self._flash = Flash(self)
        self.view = OutlineView(self.tree)
        self.section_actions = OutlineActions(self.view.chosen, self)
        self._actions: Mapping[str, QAction] = {}
        self.setFocusProxy(self.view)
        self._key = ""
        self._is_renaming = False
        self._lines = OutlineLines()
        self._opened: set[str] = set()
        self._parents: dict[str, bool] = {}
        self._set_up_view()
        self._add = button("＋ 添加章节", self.add, "quiet", "在所选章节之后添加（Ctrl+Enter）")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.length(4), theme.length(8), 0, theme.length(8))
        column.setSpacing(theme.length(4))
        column.addWidget(self.view, 1)
        self._attach = button(
            "＋ 附件",
            self.section_actions.add_attachment,
            "quiet",
            "在最后添加附件（Ctrl+Shift+F）：名称也写进附件说明",
        )
        self._attach.setAccessibleName("添加附件")
        buttons = QHBoxLayout()
        buttons.addWidget(self._add)
        buttons.addWidget(self._attach)
        buttons.addStretch(1)
        column.addLayout(buttons)
        self.tree.renamed.connect(self._on_renamed)
        self._flash.changed.connect(self._on_flashed)

    def _set_up_view(self) -> None:
        view = self.view
        view.customContextMenuRequested.connect(self._on_menu_requested)
        view.selectionModel().currentChanged.connect(self._on_current_changed)
        view.clicked.connect(view.expand)
        self.tree.modelAboutToBeReset.connect(self._on_about_to_reset)
        view.installEventFilter(self)
        view.dropped.connect(self.section_actions.place)
        self.section_actions.message_shown.connect(self.message_shown)
        self.section_actions.notice_raised.connect(self.notice_raised)
        self.section_actions.copied.connect(self.copied)
        self.section_actions.chosen.connect(self.choose_all)
        self.section_actions.new_heading.connect(self._name)

    # Public interface

    def show_model(self, model: DraftModel) -> None:
        """Show the outline of a draft."""
        self.model = model
        self.section_actions.show_model(model)
        self.tree.read_only = model.read_only
        self._add.setEnabled(not model.read_only)
        self._attach.setEnabled(not model.read_only)
        model.changed.connect(self._on_changed)
        model.changed.connect(self._flash.follow)
        model.flush_requested.connect(self.flush)
        self._on_changed()

    def show_reuse(self, foot: ReuseFoot) -> None:
        """Show each section's share of last year's text, and the draft's at the bottom."""
        foot.shares_computed.connect(self.tree.show_shares)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(1, foot)

    def show_actions(self, actions: Mapping[str, QAction]) -> None:
        """The actions of the page that are in the menu of the outline, too."""
        self._actions = actions

    def flush(self) -> None:
        """Commit the heading being typed; only Esc discards it."""
        editor = self.view.indexWidget(self.view.currentIndex())
        if editor is None or self._is_renaming:
            return
        if editor.hasFocus():
            QGuiApplication.inputMethod().commit()
        self.view.commitData(editor)
        self.view.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def select(self, key: str) -> None:
        """Select a section without emitting signals."""
        self._key = key
        index, here = self.tree.index_of(key), self._current()
        if index.isValid() and (here is None or here.section_key != key):
            chosen = self.view.selectionModel()
            chosen.blockSignals(True)
            chosen.setCurrentIndex(index, SELECT.ClearAndSelect)
            chosen.blockSignals(False)
            self.view.scrollTo(index)
            self.view.viewport().update()

    @property
    def key(self) -> str:
        """The current section."""
        return self._key

    # Actions on sections

    def add(self) -> None:
        """Add a section after the current one and edit its heading."""
        model = self.model
        if model is None or model.read_only:
            return
        before = {element.id for element in model.draft.elements}
        behind = self.tree.entry(self.tree.index_of(self._key))
        if model.do(add_section, behind.key if behind and behind.depth else ""):
            new = next(element.id for element in model.draft.elements if element.id not in before)
            self._choose(new)
            self.view.edit(self.view.currentIndex())

    def delete(self) -> None:
        """Delete the selected sections with everything under them."""
        keys = self.section_actions.keys
        indexes = [self.tree.index_of(key) for key in keys]
        around = [self.view.indexBelow(indexes[-1]), self.view.indexAbove(indexes[0])] if keys else []
        nearest = [entry.section_key for entry in map(self.tree.entry, around) if entry is not None]
        if self.section_actions.delete() and self.model is not None:
            rest = (key for key in (*nearest, *self.model.sections) if key in self.model.sections)
            self._choose(next(rest))

    def copy(self) -> None:
        """Copy the selected sections with everything under them, or the current point; works in a read-only draft, too."""
        entry, keys = self._current(), self.view.chosen()
        if entry is not None:
            self.section_actions.copy(keys or (entry.section_key,), None if keys else entry.place)

    def rename(self) -> None:
        """Edit a heading in place."""
        if self._part():
            self.view.edit(self.view.currentIndex())

    def _name(self, key: str) -> None:
        """Edit the heading of a new section."""
        self._choose(key)
        self.view.setFocus()
        self.view.edit(self.tree.index_of(key))

    @property
    def place(self) -> str:
        """The element of the current point; empty for a section."""
        entry = self._current()
        return entry.place[0] if entry is not None and entry.place else ""

    def _part(self) -> str:
        """The key of the current section, if it can be changed."""
        entry = self._current()
        writable = self.model is not None and not self.model.read_only
        return entry.key if entry is not None and entry.depth and writable else ""

    def _current(self) -> SectionEntry | None:
        return self.tree.entry(self.view.currentIndex())

    def _choose(self, key: str) -> None:
        self.select(key)
        self.section_chosen.emit(key)

    def choose_all(self, keys: Sequence[str]) -> None:
        """Select these sections, the first one current."""
        for number, key in enumerate(key for key in keys if self.tree.index_of(key).isValid()):
            if number == 0:
                self._choose(key)
            self.view.selectionModel().select(self.tree.index_of(key), SELECT.Select)

    # Signals

    def _on_changed(self, change: Change | None = None) -> None:
        if self.model is None:
            return
        touched = touched_by(change) if change is not None else None
        if self.tree.show_entries(
            self._lines.of(self.model.index, self.model.sections, touched, self.model.objects.counts)
        ):
            for key, has_sections in self.tree.parents().items():
                known = key in self._parents
                if key in self._opened if known else has_sections:
                    self.view.expand(self.tree.index_of(key))
            self.select(self._key)

    def _on_flashed(self) -> None:
        self.tree.flashing = self._flash.ids
        self.view.viewport().update()

    def _on_about_to_reset(self) -> None:
        """Remember the expanded lines; new ones are expanded down to sections, not points."""
        self._parents = self.tree.parents()
        self._opened = {key for key in self._parents if self.view.isExpanded(self.tree.index_of(key))}

    def _on_current_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        entry, before = self.tree.entry(current), self.tree.entry(previous)
        if entry is None:
            return
        if entry.section_key != self._key or (before is not None and before.place and not entry.place):
            self._key = entry.section_key
            self.section_chosen.emit(self._key)
        if entry.place:
            self.place_chosen.emit(*entry.place)

    def _on_renamed(self, key: str, words: str) -> None:
        if self.model is not None:
            self._is_renaming = True  # the editor stays open until this returns
            self.model.do(rename, key, words)
            self._is_renaming = False

    def _on_menu_requested(self, place: QPoint) -> None:
        menu = QMenu(self)
        fill_menu(menu, self, self.section_actions, self._actions)
        menu.addSeparator()
        menu.addAction("添加章节\tCtrl+Enter", self.add).setEnabled(self._add.isEnabled())
        _add(menu, self._actions, "add_attachment")
        menu.exec(self.view.viewport().mapToGlobal(place))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the tree; Ctrl+Enter adds a section here, whatever it does elsewhere on the page."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _adds(event):
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key_pressed(event)
        return super().eventFilter(watched, event)

    def _key_pressed(self, event: QKeyEvent) -> bool:
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        handler: Callable[[], object] | None = None
        if modifiers & ALT:
            handler = arrow_moves(self.section_actions).get(key)
        elif event.matches(QKeySequence.StandardKey.Paste):
            handler = self._actions["paste_sections"].trigger if self._actions else None
        elif event.matches(QKeySequence.StandardKey.Copy):
            handler = self.copy
        elif modifiers & Qt.KeyboardModifier.ControlModifier:
            handler = self.add if _adds(event) else None
        else:
            handler = {Qt.Key.Key_Delete: self.delete, Qt.Key.Key_Tab: self.passed_on.emit}.get(key)
        if handler is not None:
            handler()
        return handler is not None


def _adds(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return held == Qt.KeyboardModifier.ControlModifier and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
