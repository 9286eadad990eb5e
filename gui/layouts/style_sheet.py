"""版式设置: the unit style of a layout, beside a page that shows it at once; its undo history keeps whole values."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QVBoxLayout, QWidget

from core.errors import AppError
from core.files import safe_name
from core.model.draft import Draft
from core.workflows.layouts.style_trial import HouseStyle, Trial, try_house
from core.workflows.layouts.unit_styles import (
    ENDING,
    StyleSpread,
    export_book,
    house_style,
    import_book,
    keep_style,
    layout_title,
    save_styles,
    spread_style,
)
from core.workflows.messages import sentence
from gui.layouts.style_form import HouseForm
from gui.preview.view import PageView
from gui.shell import theme
from gui.shell.actions import make_action
from gui.shell.tasks import TaskRunner
from gui.widgets.basics import button, frame, label, scrolled
from gui.widgets.frame.columns import Halves
from gui.widgets.frame.flow import Flow
from gui.widgets.frame.notice_bar import Choice, NoticeBar
from gui.widgets.frame.scrollable_column import ScrollableColumn
from gui.widgets.frame.sheet_frame import footer

T = TypeVar("T")


class History(Generic[T]):
    """Values in the order they were made; a new one after an undo drops the undone ones."""

    def __init__(self, first: T) -> None:
        self._values = [first]
        self._place = 0
        self._what = ""

    def begin(self, value: T) -> None:
        """Clear the history and start with this value."""
        self._values, self._place, self._what = [value], 0, ""

    def add(self, value: T, what: str, joins: bool = False) -> None:
        """Add a value; ``what`` was changed. With ``joins`` it replaces the last one if that changed the same."""
        if joins and what == self._what and self._place:
            self._values[self._place :] = [value]
        else:
            self._values[self._place + 1 :] = [value]
            self._place += 1
        self._what = what

    def undo(self) -> T:
        """The previous value; the first one stays."""
        self._place, self._what = max(self._place - 1, 0), ""
        return self._values[self._place]

    def redo(self) -> T:
        """The next value; the last one stays."""
        self._place, self._what = min(self._place + 1, len(self._values) - 1), ""
        return self._values[self._place]

    @property
    def can_undo(self) -> bool:
        """Whether there is a value before."""
        return self._place > 0

    @property
    def can_redo(self) -> bool:
        """Whether there is a value after."""
        return self._place < len(self._values) - 1


FILTER = f"版式设置 (*{ENDING});;所有文件 (*)"


class HouseTrade(QObject):
    """Import, export and copying of unit styles. ``message_shown`` carries a message, its tone and choices; ``imported`` the
    styles by layout."""

    message_shown = Signal(str, str, object)
    imported = Signal(object)

    def __init__(self, runner: TaskRunner, window: QWidget) -> None:
        super().__init__(window)
        self._runner = runner
        self._window = window

    def ask_export(self, unit: str) -> None:
        """Ask for a file and export the unit's settings to it."""
        name = f"{safe_name(unit) or '本单位'}{ENDING}"
        path, _filter = QFileDialog.getSaveFileName(self._window, "导出设置", str(Path.home() / name), FILTER)
        if path:
            target = Path(path if path.lower().endswith(".json") else path + ENDING)
            self._run(export_book, unit, target, on_done=partial(self._on_exported, target))

    def ask_import(self, unit: str) -> None:
        """Ask for a file and import its settings for the unit."""
        path, _filter = QFileDialog.getOpenFileName(self._window, "导入设置", str(Path.home()), FILTER)
        if path:
            self._run(import_book, unit, Path(path), on_done=self._on_imported)

    def spread(self, unit: str, layout: str, style: HouseStyle) -> None:
        """Apply the changes of one layout to all others, too."""
        self._run(spread_style, unit, layout, style, on_done=partial(self._on_spread, unit))

    def _run(self, function: Callable[..., Any], *arguments: Any, on_done: Callable[[Any], None]) -> None:
        self._runner.run(function, *arguments, on_done=on_done, on_failed=self._on_failed)

    def _on_exported(self, target: Path, _none: Any) -> None:
        self.message_shown.emit(f"本单位各版式的设置已经存为“{target.name}”，可以交给别人导入。", "success", [])

    def _on_imported(self, result: Any) -> None:
        names = "、".join(map(layout_title, result.value.styles))
        message = [f"已经导入：{names}。" if names else "文件里没有改动过的版式。", *map(sentence, result.notices)]
        self.message_shown.emit("\n".join(message), "warning" if result.notices else "success", [])
        self.imported.emit(result.value.styles)

    def _on_spread(self, unit: str, spread: StyleSpread) -> None:
        message = f"已经用到另外{len(spread.before)}个版式。"
        if spread.left_out:
            message += f"这些版式排不下，没有改动：{'、'.join(spread.left_out)}。"
        back = ("撤销(&Z)", partial(self._take_back, unit, spread))
        self.message_shown.emit(message, "warning" if spread.left_out else "success", [back])

    def _take_back(self, unit: str, spread: StyleSpread) -> None:
        self._run(save_styles, unit, spread.before, on_done=self._on_taken_back)

    def _on_taken_back(self, _none: Any) -> None:
        self.message_shown.emit("其他版式的设置已经恢复。", "success", [])

    def _on_failed(self, error: AppError) -> None:
        self.message_shown.emit(sentence(error), "error", [])


PAUSE = 250
"""Milliseconds from the last change to the new page."""

KEY = "house"
NO_PAGES = "这个版式现在不能用，没有页面可看。原因写在上面。"
FORM_WIDTH, VIEW_WIDTH = 444, 520
LEAST = 170
"""Height in which a setting and a part of a page can be seen."""


class HouseSheet(QWidget):
    """``closed``: return. ``begin`` sets unit and draft, ``show_layout`` the layout to edit."""

    closed = Signal()

    def __init__(self, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._unit = self._layout = self._shown = ""
        self._draft: Draft | None = None
        self._history = History(HouseStyle())
        self._saved = self._good = HouseStyle()
        self._form = HouseForm()
        self._view = PageView()
        self._notice = NoticeBar()
        self._title, self._unit_name = label("版式设置", "heading"), label("", "secondary")
        self.undo_button = button("撤销(&U)", lambda: self._go_to(self._history.undo()), "quiet")
        self._redo = button("重做(&R)", lambda: self._go_to(self._history.redo()), "quiet")
        self.exchange = HouseTrade(runner, self)
        self.pause = QTimer(self, singleShot=True, interval=PAUSE)
        self.pause.timeout.connect(self._try)
        self._build()
        self._connect()

    def begin(self, unit: str, draft: Draft | None) -> None:
        """Set the unit whose styles are edited, and the draft shown on the page."""
        self.flush()
        self._unit, self._draft, self._layout = unit, draft, ""
        self._unit_name.setText(f"单位：{unit or '未填'}")
        self._notice.hide()

    def show_layout(self, layout: str) -> None:
        """Edit another layout with the unit's style; messages about the previous one are removed."""
        if layout != self._layout:
            self.flush()
            self._layout, self._shown = layout, ""
            self._notice.hide()
            self._title.setText(f"版式设置：{layout_title(layout)}")
            self._runner.run(
                house_style, self._unit, layout, on_done=partial(self._on_loaded, layout), on_failed=self._on_failed
            )

    def show_again(self) -> None:
        """Reload the layout, which may have changed."""
        self.flush()
        layout, self._layout = self._layout, ""
        self.show_layout(layout)

    def rename_layout(self, old: str, _new: str) -> None:
        """The layout shown was renamed."""
        if self._layout == old:
            self.flush()
            self._layout = ""

    def flush(self) -> None:
        """Save pending changes at once: the next action reads them."""
        style = self._form.style_made
        if self._layout and self._shown == self._layout and style != self._saved:
            kept = self._runner.attempt(keep_style, self._unit, self._layout, style, self._good)
            self._saved = self._saved if kept is None else kept

    def tell(self, words: str, tone: str, choices: Sequence[Choice] = ()) -> None:
        """Show a message above the settings."""
        self._notice.show_notice(words, tone, choices)

    # Building

    def _build(self) -> None:
        # The form scrolls vertically only: it is never narrower than its fields.
        form = self._form
        form.setObjectName("page")
        area = scrolled(form)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumWidth(form.minimumWidth() + area.verticalScrollBar().sizeHint().width())
        for half in (area, self._view):
            half.setMinimumHeight(theme.length(LEAST))
        self._halves = Halves(area, self._view)
        self._halves.setStretchFactor(1, 1)
        self._halves.setSizes([theme.length(FORM_WIDTH), theme.length(VIEW_WIDTH)])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(_head((self._title, self._unit_name), (self.undo_button, self._redo), self._notice))
        column.addWidget(ScrollableColumn(self._halves), 1)
        column.addWidget(self._foot())

    def _foot(self) -> QWidget:
        more = button("更多(&O)　", _nothing, hint="导入、导出设置，用于所有版式")
        menu = QMenu(more)
        menu.aboutToShow.connect(self.flush)  # copies are made of the saved style
        menu.addAction("导入设置(&I)…", lambda: self.exchange.ask_import(self._unit))
        menu.addAction("导出设置(&X)…", lambda: self.exchange.ask_export(self._unit))
        menu.addAction("把这些改动用于所有版式(&A)", self.spread)
        more.setMenu(menu)
        back = button("返回(&B)", self.closed.emit, hint="返回（Esc）")
        return footer((more,), (back, button("保存(&S)", self.save, "primary")), side=10)

    def _connect(self) -> None:
        self._form.changed.connect(self._on_changed)
        self._form.refused.connect(lambda words: self.tell(words, "warning"))
        self.exchange.message_shown.connect(self.tell)
        self.exchange.imported.connect(self._on_imported)
        for name, action in (("undo", self.undo_button.click), ("redo", self._redo.click)):
            make_action(name, self, action).setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # Display

    def _on_loaded(self, layout: str, result: Any) -> None:
        if layout != self._layout:
            return
        self._saved, self._good = result.value, HouseStyle()
        self._history.begin(result.value)
        self._form.show_style(result.value)
        if result.notices:
            self.tell("\n".join(map(sentence, result.notices)), "warning")
        self._try()

    def _try(self) -> None:
        """Typeset the page with the present style; an outdated answer is dropped."""
        self.pause.stop()
        self.undo_button.setEnabled(self._history.can_undo)
        self._redo.setEnabled(self._history.can_redo)
        self._view.show_waiting()
        self._run_trial(self._form.style_made, self._on_not_tried)

    def _run_trial(self, style: HouseStyle, on_failed: Callable[[Any], None]) -> None:
        done = partial(self._on_tried, self._layout, style)
        self._runner.run(try_house, self._layout, style, self._draft, on_done=done, on_failed=on_failed, key=KEY)

    def _on_tried(self, layout: str, style: HouseStyle, trial: Trial) -> None:
        self._shown, self._good = layout, style
        self._form.show_values(trial.values, trial.plain)
        self._form.setEnabled(True)
        self._view.show_pages(trial.pages)

    def _on_not_tried(self, error: AppError) -> None:
        """The page stays as it was, or shows the layout without the style if there was none."""
        self._on_failed(error)
        if self._shown != self._layout:
            self._run_trial(HouseStyle(), self._on_broken)

    def _on_broken(self, error: AppError) -> None:
        """Clear everything of the previous layout, so that it is not mistaken for this one's."""
        self._on_failed(error)
        self._form.show_values(HouseStyle(), HouseStyle())
        self._form.setEnabled(False)
        self._view.show_nothing(NO_PAGES)

    # Changes

    def _on_changed(self, style: HouseStyle, what: str) -> None:
        self._history.add(style, what, self.pause.isActive())
        self._notice.hide()
        self.undo_button.setEnabled(True)
        self._redo.setEnabled(False)
        self.pause.start()

    def _go_to(self, style: HouseStyle) -> None:
        self._form.show_style(style)
        self._notice.hide()
        self._try()

    def _on_imported(self, styles: Mapping[str, HouseStyle]) -> None:
        style = styles.get(self._layout)
        if style is not None:
            self._saved = style
            self._history.add(style, "")
            self._form.show_style(style)
            self._try()

    def spread(self) -> None:
        """Apply the changes made here to all other layouts, too."""
        self._saved = self._form.style_made
        self.exchange.spread(self._unit, self._layout, self._saved)

    def save(self) -> None:
        """Save the changes, with a message."""
        self.flush()
        if self._saved == self._form.style_made:
            self.tell(f"“{layout_title(self._layout)}”的设置已经保存，以后导出都照此办理。", "success")

    def _on_failed(self, error: AppError) -> None:
        self.tell(sentence(error), "error")

    # Qt

    def hideEvent(self, event: QHideEvent) -> None:
        """Save pending changes when the sheet is left."""
        super().hideEvent(event)
        self.flush()


def _nothing() -> None:
    """The button only opens its menu."""


def _head(titles: Sequence[QWidget], tools: Sequence[QWidget], notice: QWidget) -> QWidget:
    bar = frame("bar")
    column = QVBoxLayout(bar)
    column.setContentsMargins(*[theme.length(10)] * 4)
    column.addLayout(Flow((*titles, *tools), theme.length(12), pushed=len(tools)))
    column.addWidget(notice)
    return bar
