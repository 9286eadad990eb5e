"""The page router: each page of the window is registered once and created, shown, restyled and closed in one place."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gui.shell.doors import load
from gui.widgets.frame.page_stack import PageStack

START, DRAFT, REVIEW, HELP, SETTINGS = "go_start", "go_draft", "go_review", "go_help", "go_settings"
"""Buttons of the rail."""

OF_DRAFT = (DRAFT, REVIEW)
"""Those that are there while a draft is open."""


class PageSpec(NamedTuple):
    """How a page is created: ``module:class`` and the names of its constructor's arguments, in order.

    ``rail`` is the button marked while the page is in front; empty leaves the mark unchanged. ``is_lasting`` pages are
    restyled at once even while another is in front; of the others only the front one, the rest when next requested. A
    page that is ``closed_by_restyling`` cannot be recreated; the draft is shown instead.
    """

    title: str
    source: str
    needs: tuple[str, ...] = ("runner",)
    rail: str = ""
    is_lasting: bool = False
    closed_by_restyling: bool = False


PAGES: Mapping[str, PageSpec] = MappingProxyType(
    {
        "start": PageSpec("开始", "gui.start.page:StartPage", ("cards",), START, is_lasting=True),
        "new_draft": PageSpec(
            "新建稿件",
            "gui.new_draft.page:NewDraftPage",
            ("runner", "kinds", "today", "reader"),
            START,
            is_lasting=True,
        ),
        "several": PageSpec("选择往年材料", "gui.new_draft.several:SeveralPage", ("runner", "reader", "today"), START),
        "recovery": PageSpec("找回稿件", "gui.recovery.page:BackupsPage", ("runner", "folder", "clock"), START),
        "draft": PageSpec("起草", "gui.draft.page:DraftPage", ("session", "runner"), DRAFT, is_lasting=True),
        "export": PageSpec("导出", "gui.export.sheet:ExportSheet", ("runner", "clock"), DRAFT),
        "layouts": PageSpec("版式设置", "gui.layouts.page:LayoutsPage", rail=DRAFT),
        "send": PageSpec("下发填报表", "gui.collection.send_sheet:SendSheet", rail=DRAFT),
        "read": PageSpec("回收填报表", "gui.collection.read_sheet:ReadSheet", rail=DRAFT),
        "review": PageSpec("审阅", "gui.review.page:ReviewPage", rail=REVIEW),
        "compare": PageSpec("版本对比", "gui.history.compare_sheet:CompareSheet", rail=DRAFT, closed_by_restyling=True),
        "cards": PageSpec("单位名片", "gui.cards.page:CardsPage"),
        "settings": PageSpec("设置", "gui.settings.page:SettingsPage", ("preferences", "runner"), SETTINGS),
        "help": PageSpec("帮助", "gui.help.page:HelpPage", (), HELP),
    }
)
"""Every page by its name."""


class Router(QObject):
    """The open pages by name. ``shown`` names one that was requested and shown, ``returned`` one that another page
    returned to; ``restyling`` is emitted before a change of theme, ``restyled`` after.

    A page that can take over the content of its replaced predecessor has a method ``take_place_of(page)``; one that
    does not need the other page for that has ``state`` and ``take_state(state)``.
    """

    shown = Signal(str)
    returned = Signal(str)
    restyling = Signal()
    restyled = Signal()

    def __init__(self, stack: PageStack, pages: Mapping[str, PageSpec] = PAGES) -> None:
        super().__init__(stack)
        self.stack = stack
        self._pages = pages
        self._suppliers: dict[str, Callable[[], Any]] = {}
        self._connectors: dict[str, Callable[[Any], object]] = {}
        self._open: dict[str, Any] = {}
        self._origins: dict[str, str] = {}
        self._removed_states: tuple[str, dict[str, Any]] | None = None
        """The page that was in front, and the states of those put away, while the look changes."""
        stack.rescaled.connect(self.restyle)

    def supply(self, **suppliers: Callable[[], Any]) -> None:
        """Register the suppliers of constructor arguments, by the names in the table."""
        self._suppliers.update(suppliers)

    def connect_made(self, name: str, connector: Callable[[Any], object]) -> None:
        """Call this with each page of that name when it is created."""
        self._connectors[name] = connector

    @property
    def front(self) -> str:
        """The name of the page in front; empty for none."""
        widget = self.stack.currentWidget()
        return next((name for name, page in self._open.items() if page is widget), "")

    def rail(self, name: str) -> str:
        """The button of the rail that is marked while that page is in front."""
        return self._pages[name].rail

    def find(self, name: str) -> Any:
        """The page if it is open, else None."""
        return self._open.get(name)

    def page(self, name: str) -> Any:
        """The page, created if it is not open."""
        page = self._open.get(name)
        return page if page is not None else self.make(name)

    def make(self, name: str) -> Any:
        """A new page; an open one of that name stays in the stack without a name."""
        spec = self._pages[name]
        page = load(spec.source)(*(self._suppliers[need]() for need in spec.needs))
        self.adopt(name, page)
        if name in self._connectors:
            self._connectors[name](page)
        return page

    def adopt(self, name: str, page: QWidget | None) -> None:
        """Register this page under that name; None removes the name."""
        self._open.pop(name, None)
        if page is not None:
            self._open[name] = page
            if self.stack.indexOf(page) < 0:
                self.stack.addWidget(page)

    def show(self, name: str) -> Any:
        """Show a page, with the focus where it was."""
        page = self._bring(name)
        self.shown.emit(name)
        return page

    def show_beside(self, name: str, others: frozenset[str] = frozenset()) -> Any:
        """Show a page that returns to the previous one, also if it was reached through one of these ``others``."""
        origin = self.front
        if origin in others:
            origin = self._origins.get(origin, "")
        if origin != name:
            self._origins[name] = origin
        return self.show(name)

    def origin(self, name: str) -> str:
        """The page from which that one was shown."""
        return self._origins.get(name, "")

    def go_back(self, name: str) -> bool:
        """Return to the previous page; False if it is gone."""
        origin = self._origins.pop(name, "")
        if origin not in self._open:
            return False
        self._bring(origin)
        self.returned.emit(origin)
        return True

    def close(self, name: str) -> None:
        """Close a page, if it is open; the next time it is created again."""
        page = self._open.pop(name, None)
        if page is not None:
            self.stack.discard(page)
        elif self._removed_states is not None:
            self._removed_states[1].pop(name, None)

    def remove_front_pages(self) -> None:
        """Before a new style sheet: remove pages that pass their state on to new ones, so that it is not computed for
        them."""
        self.restyling.emit()
        leaving = {name: page for name, page in self._open.items() if hasattr(page, "take_state")}
        self._removed_states = self.front, {name: page.state for name, page in leaving.items()}
        for name, page in leaving.items():
            del self._open[name]
            self.stack.discard_now(page)

    def restyle(self) -> None:
        """The theme changed: pages that do not restyle themselves are replaced by new ones with the same content."""
        if self._removed_states is None:
            self.restyling.emit()
        front, states = self._removed_states or (self.front, {})
        self._removed_states = None
        replaced = [(name, page) for name, page in self._open.items() if not hasattr(page, "restyle")]
        for name, state in states.items():
            self.make(name).take_state(state)
        for name, page in replaced:
            self._replace(name, page, name == front)
        self._return_to(front)
        self.restyled.emit()

    def _return_to(self, front: str) -> None:
        """Show the page of that name again, or the draft if it is gone."""
        name = front if front in self._open else "draft"
        if front and name in self._open and name != self.front:
            self._bring(name)

    def _replace(self, name: str, page: Any, is_in_front: bool) -> None:
        spec = self._pages[name]
        if spec.closed_by_restyling or not (is_in_front or spec.is_lasting):
            self._open.pop(name)
        else:
            self.make(name).take_place_of(page)
        if is_in_front and name in self._open:
            self._bring(name)
        self.stack.discard(page)

    def _bring(self, name: str) -> Any:
        page = self.page(name)
        self.stack.setCurrentWidget(page)
        (page.focusWidget() or page).setFocus()
        return page
