"""调整行距或字距: searches in the background for the smallest adjustment that puts body text beside 署名, and applies it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from core.model.change import Change
from core.model.draft import Draft
from core.workflows.exporting.fit import NONE, set_fit
from core.workflows.messages import sentence
from gui.shell.tasks import TaskRunner

FIT, BACK = "调整行距或字距(&J)", "恢复原来的行距(&H)"
TRYING = "正在逐一试排，请稍候…"
DONE = "{adjusted}，署名、成文日期和正文在同一页了。"
NO_ADJUSTMENT = "行距、字距在允许的范围里怎样调，署名和正文都到不了同一页。稿件没有改动，请增删一两行正文。"
CHANGED = "稿件刚才又有改动，没有调整。请再点一次。"
READ_ONLY = "这份稿件现在只能看，不能改，行距和字距没有动。"
Take = Callable[[Callable[[Draft], Change]], bool]


class FitAction(QObject):
    """``message_shown`` carries the adjustment made; ``notice_raised`` why there is none, or that the search is running.

    ``source`` returns the draft, ``take`` makes an edit and returns whether it could.
    """

    message_shown = Signal(str)
    notice_raised = Signal(str)

    def __init__(self, runner: TaskRunner, source: Callable[[], Draft], take: Take, parent: QObject) -> None:
        super().__init__(parent)
        self._runner, self._source, self._take = runner, source, take

    def begin(self) -> None:
        """Search in the background; the result is applied only if the draft has not changed since."""
        draft = self._source()
        self.notice_raised.emit(TRYING)
        self._runner.run(
            _adjustment,
            draft,
            on_done=lambda adjustment: self.apply_adjustment(draft, adjustment),
            on_failed=lambda error: self.notice_raised.emit(sentence(error)),
            key="fit",
        )

    def take_back(self) -> None:
        """Remove the adjustment."""

        self._make(lambda draft: set_fit(draft, "", NONE), "行距和字距已恢复成版式原来的。")

    def apply_adjustment(self, draft: Draft, adjustment: Any) -> None:
        """Apply the adjustment found for a draft; None: there is none."""

        if adjustment is None:
            self.notice_raised.emit(NO_ADJUSTMENT)
        elif self._source() is not draft and self._source() != draft:
            self.notice_raised.emit(CHANGED)
        else:
            self._make(
                lambda now: set_fit(now, adjustment.layout, adjustment.fit),
                DONE.format(adjusted=adjustment.description),
            )

    def _make(self, edit: Callable[[Draft], Change], message: str) -> None:
        if self._take(edit):
            self.message_shown.emit(message)
        else:
            self.notice_raised.emit(READ_ONLY)


def _adjustment(draft: Draft) -> Any:
    """Runs in the background."""
    from core.workflows.exporting.closing_page import find_adjustment

    return find_adjustment(draft)
