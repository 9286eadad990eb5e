"""The pages of a draft as a Qt object: typeset in the background when typing pauses, one run at a time."""

from bisect import bisect_right
from collections.abc import Callable
from sys import maxsize
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from core.errors import AppError
from core.model.change import number_of
from core.model.draft import Draft
from gui.shell.tasks import TaskRunner

if TYPE_CHECKING:  # loaded with the layout engine, after the first frame
    from core.workflows.exporting.pages import Pages

SHORTEST_PAUSE, LONGEST_PAUSE = 400, 3000
"""Milliseconds from the last change, or the last key after it, to the next setting."""

Places = dict[int, list[tuple[int, int]]]
"""For every element, by number, where in its text each of its lines begins and on which page that is, in order."""

BREATHS = 3
"""The pause before the next layout as a multiple of the time that the last one took, so that very long drafts stay responsive."""


class Setter(Protocol):
    """The interface of core.workflows.exporting.draft_pages.DraftSetter."""

    yield_to_ui: Callable[[], None]

    def set(self, draft: Draft) -> "Pages":
        """The pages of a draft. Raises AppError when its layout cannot be used."""


class PageModelState(NamedTuple):
    """Pages, the positions of the elements on them, and whether the draft has changed since."""

    pages: "Pages | None"
    places: Places
    is_stale: bool


class PageModel(QObject):
    """``changed`` is emitted when ``pages``, ``is_stale`` or ``error`` change.

    ``source`` returns the draft to typeset; ``touch`` says that it has changed.
    """

    changed = Signal()

    def __init__(
        self, runner: TaskRunner, source: Callable[[], Draft], setter: Setter, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._source = source
        self._setter = setter
        self._is_touched, self._is_setting = True, False
        self._began = 0.0
        self._places: Places = {}
        self.pause = QTimer(self, singleShot=True, interval=SHORTEST_PAUSE)
        self.pause.timeout.connect(self._begin)
        self.pages: Pages | None = None
        self.error: AppError | None = None

    @property
    def is_stale(self) -> bool:
        """Whether the pages are outdated."""
        return self._is_touched or self._is_setting

    def touch(self) -> None:
        """The draft has changed: typeset it after a pause."""
        was_stale, self._is_touched = self.is_stale, True
        self.pause.start()
        if not was_stale:
            self.changed.emit()

    def postpone(self) -> None:
        """The user is typing: a pending layout waits until typing pauses."""
        if self.pause.isActive():
            self.pause.start()

    def hurry(self) -> None:
        """Lay the draft out now if its pages are out of date."""
        if self._is_touched:
            self._begin()

    @property
    def state(self) -> PageModelState:
        """The present pages, for another model of the same draft."""
        return PageModelState(self.pages, self._places, self.is_stale)

    def take_state(self, state: PageModelState) -> None:
        """Start with the pages of another model of the same draft: they do not depend on the theme."""
        self.pages, self._places = state.pages, state.places
        if self.pages is not None and not state.is_stale:
            self.pause.stop()
            self._is_touched = False
        self.changed.emit()

    def page_of(self, element_id: str, offset: int = 0) -> int | None:
        """Index of the page with a character of an element (offset in its text); None if it is on none."""
        lines = self._places.get(number_of(element_id))
        if not lines:
            return None
        return lines[max(bisect_right(lines, (offset, maxsize)) - 1, 0)][1]

    def _begin(self) -> None:
        self.pause.stop()
        if self._is_setting:
            return
        self._is_setting, self._is_touched = True, False
        self._began = perf_counter()
        self._runner.run(laid_out, self._setter, self._source(), on_done=self.take, on_failed=self._on_not_set)

    def take(self, done: tuple["Pages", Places]) -> None:
        """Show these pages from now on."""
        self.pages, self._places = done
        self.error = None
        self._finish()

    def _on_not_set(self, error: AppError) -> None:
        self.error = error
        self._finish()

    def _finish(self) -> None:
        """Report the result; changes made meanwhile are typeset next."""
        took = round((perf_counter() - self._began) * 1000)
        self.pause.setInterval(min(max(BREATHS * took, SHORTEST_PAUSE), LONGEST_PAUSE))
        self._is_setting = False
        if self._is_touched and not self.pause.isActive():
            self.pause.start()
        self.changed.emit()


def laid_out(setter: Setter, source: Draft) -> tuple["Pages", Places]:
    """The pages of a draft, with the position of each line of an element; runs in the background."""
    pages = setter.set(source)
    found: Places = {}
    for index, page in enumerate(pages.pages):
        setter.yield_to_ui()
        for placed in page.lines:
            paragraph = placed.paragraph
            if paragraph.number:
                start = paragraph.skipped + placed.line.start
                found.setdefault(paragraph.number, []).append((start, index))
    for lines in found.values():
        lines.sort()
    return pages, found
