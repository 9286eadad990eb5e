"""Ctrl+S: edits are stored automatically, but the key confirms that they are stored now."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gui.session.draft_controller import DraftController
from gui.shell.actions import make_action
from gui.shell.router import Router

STORED = "已存好。"
READ_ONLY = "这份稿件现在只能查看，没有改动要存。"


class SaveController(QObject):
    """A page with data of its own has a method ``save``, which reports it; one that edits the draft ``flush``."""

    def __init__(self, window: QWidget, router: Router, draft: DraftController, clock: Callable[[], datetime]) -> None:
        super().__init__(window)
        self._router, self._draft, self._clock = router, draft, clock
        self._is_asked = False
        draft.stored.connect(self._on_stored)
        make_action("save", window, self._save)

    def _save(self) -> None:
        page: Any = self._router.find(self._router.front)
        if hasattr(page, "save"):
            page.save()
        elif hasattr(page, "flush") and self._draft.session is not None:
            self._is_asked = True
            self._draft.flush()
            self._draft.retry()

    def _on_stored(self) -> None:
        """If the page in front is the draft's, its status bar reports it."""
        session: Any = self._draft.session
        if not self._is_asked or session is None:
            return
        self._is_asked, is_seen = False, self._router.front == "draft"
        if session.read_only:
            self._draft.message_shown.emit(READ_ONLY, "info")
        elif is_seen:
            self._draft.page.show_saved(self._clock(), True)
        else:
            self._draft.message_shown.emit(STORED, "success")
