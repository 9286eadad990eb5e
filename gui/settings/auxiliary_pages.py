"""The auxiliary pages 设置 and 帮助, which return to the previous page; and the guide, which the help starts."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from gui.settings.preferences import preferences
from gui.shell.actions import make_action
from gui.shell.doors import load
from gui.shell.router import HELP, SETTINGS, Router
from gui.shell.tasks import TaskRunner
from gui.widgets.frame.notice_place import NoticePlace

if TYPE_CHECKING:  # loaded when it is offered, after the first frame
    from gui.session.draft_controller import DraftController
    from gui.start.guide import Guide, Take

KEYS = "show_keys"
NAMES = frozenset(("settings", "help"))


class AuxiliaryPages(QObject):
    """``origin_lost``: the previous page is gone; ``home_wanted`` requests 开始."""

    origin_lost = Signal()
    home_wanted = Signal()

    def __init__(self, runner: TaskRunner, router: Router) -> None:
        super().__init__(router)
        self._runner, self._router = runner, router
        self.guide: Guide | None = None
        self.make_guide: Callable[[], Guide] | None = None
        for name in NAMES:
            router.connect_made(name, partial(self._connect, name))

    def add_actions(self, window: QWidget) -> None:
        """Add the keys of the pages, available everywhere."""
        for name in (SETTINGS, HELP, KEYS):
            make_action(name, window, partial(self.show, name))

    def show(self, name: str) -> None:
        """Show a page."""
        page = "settings" if name == SETTINGS else "help"
        if name == KEYS:
            self._router.page(page).show_keys()
        self._router.show_beside(page, NAMES)

    def add_guide(self, draft: "DraftController", place: NoticePlace, take: "Take") -> None:
        """Add the two-minute draft, offered if the setting says so."""
        self.make_guide = partial(self._guide_made, draft, place, take)
        known = preferences()
        if known is not None and known.value("guide"):
            self.make_guide().offer()

    def _guide_made(self, draft: "DraftController", place: NoticePlace, take: "Take") -> "Guide":
        if self.guide is None:
            guide: Guide = load("gui.start.guide:Guide")(self._runner, draft, self._router, place, take)
            guide.home_wanted.connect(self.home_wanted)
            self.guide = guide
        return self.guide

    def _connect(self, name: str, page: Any) -> None:
        page.closed.connect(partial(self._on_closed, name))
        if name == "help":
            page.guide_wanted.connect(self._on_guide_wanted)
            page.selftest_wanted.connect(partial(self._on_selftest_wanted, page))
            page.update_wanted.connect(partial(self._on_update_wanted, page))

    def _on_selftest_wanted(self, page: QWidget) -> None:
        _opened(load("gui.help.selftest:SelfTestDialog")(self._runner, page))

    def _on_update_wanted(self, page: QWidget) -> None:
        for path in load("gui.help.update:choose_release")(page):
            dialog = load("gui.help.update:UpdateDialog")(self._runner, path, page)
            dialog.started.connect(page.window().close)
            _opened(dialog)

    def _on_guide_wanted(self) -> None:
        self._on_closed("help")
        if self.make_guide is not None:
            self.make_guide().begin()

    def _on_closed(self, name: str) -> None:
        if not self._router.go_back(name):
            self.origin_lost.emit()


def _opened(dialog: QDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
