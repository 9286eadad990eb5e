"""The pages beside the work, 设置 and 帮助: made when first asked for, left for where one came from."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from gui.settings.preferences import preferences
from gui.shell.actions import make_action
from gui.shell.tasks import TaskRunner
from gui.widgets.frame.notice_place import NoticePlace
from gui.widgets.frame.page_stack import PageStack

if TYPE_CHECKING:  # made when first asked for, which the first frame must not wait for
    from gui.help.page import HelpPage
    from gui.session.draft_controller import DraftController
    from gui.settings.page import SettingsPage
    from gui.start.guide import Guide, Take

SETTINGS, HELP, KEYS = "go_settings", "go_help", "show_keys"
ON_RAIL = (HELP, SETTINGS)


class AuxiliaryPages(QObject):
    """``shown`` names the button of the page that came to the front, ``left`` tells that one went back.

    ``home_wanted`` asks for 开始.
    """

    shown = Signal(str)
    left = Signal()
    home_wanted = Signal()

    def __init__(self, runner: TaskRunner, pages: PageStack) -> None:
        super().__init__(pages)
        self._runner = runner
        self._pages = pages
        self._settings: SettingsPage | None = None
        self._help: HelpPage | None = None
        self._back: QWidget | None = None
        self._guide: Guide | None = None
        self._make_guide: Callable[[], Guide] | None = None
        pages.rescaled.connect(self._on_rescaled)

    @property
    def current(self) -> QWidget | None:
        """The page beside the work that is in front, if one is."""
        front = self._pages.currentWidget()
        return front if front is not None and front in (self._settings, self._help) else None

    def add_actions(self, window: QWidget) -> None:
        """Reach the pages by keys, from wherever one is."""
        for name in (SETTINGS, HELP, KEYS):
            make_action(name, window, partial(self.show, name))

    def show(self, name: str) -> None:
        """Bring a page to the front."""
        page: Any = self._settings_page() if name == SETTINGS else self._help_page()
        front = self._pages.currentWidget()
        if front not in (self._settings, self._help):
            self._back = front
        if name == KEYS:
            page.show_keys()
        self._pages.setCurrentWidget(page)
        page.setFocus()
        self.shown.emit(SETTINGS if name == SETTINGS else HELP)

    def add_guide(self, desk: "DraftController", place: NoticePlace, take: "Take") -> None:
        """The two-minute draft, offered where that is set."""
        self._make_guide = partial(self._guide_made, desk, place, take)
        known = preferences()
        if known is not None and known.value("guide"):
            self._make_guide().offer()

    def _guide_made(self, desk: "DraftController", place: NoticePlace, take: "Take") -> "Guide":
        if self._guide is None:
            from gui.start.guide import Guide

            self._guide = Guide(self._runner, desk, self._pages, place, take)
            self._guide.home_wanted.connect(self.home_wanted)
        return self._guide

    def _on_guide_wanted(self) -> None:
        self._on_closed()
        if self._make_guide is not None:
            self._make_guide().begin()

    def _settings_page(self) -> "SettingsPage":
        if self._settings is None:
            from gui.settings.page import SettingsPage
            from gui.settings.preferences import Preferences

            known = preferences()
            assert isinstance(known, Preferences), "the program has preferences before it has a window"
            self._settings = SettingsPage(known, self._runner)
            self._settings.closed.connect(self._on_closed)
            self._pages.addWidget(self._settings)
        return self._settings

    def _help_page(self) -> "HelpPage":
        if self._help is None:
            from gui.help.page import HelpPage

            self._help = HelpPage()
            self._help.closed.connect(self._on_closed)
            self._help.guide_wanted.connect(self._on_guide_wanted)
            self._pages.addWidget(self._help)
        return self._help

    def _on_closed(self) -> None:
        back, self._back = self._back, None
        if back is not None and isValid(back) and self._pages.indexOf(back) >= 0:
            self._pages.setCurrentWidget(back)
            back.setFocus()
        self.left.emit()

    def _on_rescaled(self) -> None:
        """Make the pages anew: what they measured and coloured was for another look."""
        front, settings, help_page = self._pages.currentWidget(), self._settings, self._help
        self._settings = self._help = None
        for old, made in ((settings, self._settings_page), (help_page, self._help_page)):
            if old is None:
                continue
            if old is front:
                new: Any = made()
                self._pages.setCurrentWidget(new)
                new.take_place_of(old)
            self._pages.discard(old)
