"""Actions on a recent draft besides opening: show in its folder, copy, remove from the list, delete."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from core.stores.recent import RecentDraft, forget, remember
from core.workflows.drafting.recent import copy_recent
from core.workflows.recovery.trash import Trashed, bring_back, can_bring_back, move_to_trash
from gui.collection.files import show_path
from gui.session.draft_controller import DraftController
from gui.shell.services import Services
from gui.shell.tasks import TaskRunner
from gui.start.trash import into_trash
from gui.widgets.frame.notice_place import NoticePlace

OFF_LIST = "“{name}”已从列表中移除，文件还在原处。"
COPIED = "已复制一份：“{name}”。"
TRASHED = "“{name}”已移到回收站。"
FROM_TRASH = "要找回，请在回收站里还原。"
NOT_LEFT = "“{name}”还有改动没有存上，没有删除。存好以后再试。"
IN_ITS_FOLDER = "稿件在这个文件夹里"


class RecentController(QObject):
    """``changed`` requests a reload of the list; ``draft_wanted`` carries the path of a draft to open."""

    changed = Signal()
    draft_wanted = Signal(object)

    def __init__(self, runner: TaskRunner, services: Services, drafts: DraftController, notices: NoticePlace) -> None:
        super().__init__(notices)
        self._runner, self._services, self._drafts, self._notices = runner, services, drafts, notices

    def actions(self, draft: RecentDraft) -> tuple[tuple[str, Callable[[], object]], ...]:
        """The entries of a card's menu; an empty name is a separator before the deleting ones."""
        path = Path(draft.path)
        return (
            ("打开(&O)", partial(self.draft_wanted.emit, path)),
            ("在文件夹中显示(&F)", partial(self._show, path)),
            ("复制一份(&C)", partial(self._copy, draft)),
            ("", lambda: None),
            ("从列表中移除(&R)", partial(self._take_off, draft)),
            ("删除到回收站(&D)", partial(self.delete, draft)),
        )

    def _show(self, path: Path) -> None:
        show_path(path.parent, partial(self._notices.tell, tone="warning"), IN_ITS_FOLDER)

    def _copy(self, draft: RecentDraft) -> None:
        self._drafts.flush()
        self._runner.run(copy_recent, draft, self._services.clock(), on_done=self._on_copied)

    def _on_copied(self, copy: RecentDraft) -> None:
        path = Path(copy.path)
        words = COPIED.format(name=path.name)
        self._notices.tell(words, "success", [("打开", partial(self.draft_wanted.emit, path))])
        self.changed.emit()

    def _take_off(self, draft: RecentDraft) -> None:
        forget(Path(draft.path))
        words = OFF_LIST.format(name=_name(draft))
        self._notices.tell(words, "success", [("撤销", partial(self._list_again, draft))])
        self.changed.emit()

    def _list_again(self, draft: RecentDraft) -> None:
        remember(draft)
        self._notices.hush()
        self.changed.emit()

    def delete(self, draft: RecentDraft) -> None:
        """Move a draft to the trash; an open one is closed first, if every edit is stored."""
        path = Path(draft.path)
        if self._drafts.path == path and not self._drafts.leave():
            self._notices.tell(NOT_LEFT.format(name=_name(draft)), "warning")
            return
        moved: Any = self._runner.attempt(move_to_trash, [path], into_trash)
        if moved is not None:
            self._tell_deleted(draft, moved)

    def _tell_deleted(self, draft: RecentDraft, moved: tuple[Trashed, ...]) -> None:
        words, can_restore = TRASHED.format(name=_name(draft)), can_bring_back(moved)
        back = [("撤销", partial(self._bring_back, draft, moved))] if can_restore else []
        self._notices.tell(words if can_restore else words + FROM_TRASH, "success", back)
        self.changed.emit()

    def _bring_back(self, draft: RecentDraft, moved: tuple[Trashed, ...]) -> None:
        self._notices.hush()
        self._runner.attempt(bring_back, moved)
        if Path(draft.path).exists():
            remember(draft)
        self.changed.emit()


def _name(draft: RecentDraft) -> str:
    return draft.title or Path(draft.path).stem
