"""The open draft as a Qt object: accepts edits and emits signals."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from core.model.change import Change
from core.model.draft import Draft
from core.model.history import Step, Version, VersionReason
from core.model.index import DraftIndex, index_of, updated
from core.model.outline import Readiness, Section
from core.model.structure.objects import removed_by
from core.model.tables.fit import USUAL_AREA, TypeArea
from core.workflows.checking.consistency import ObjectsToCheck, objects_to_check
from core.workflows.drafting.editing import with_numbers, with_strips_settled
from core.workflows.drafting.session import AppError, Session
from core.workflows.drafting.versions import restore_version
from gui.outline.sections import keyed_sections, stay
from gui.shell.tasks import TaskRunner

Edit = Callable[..., Change]
GOING = "going"
SHORT = 20
"""Steps of the history that are replayed at once: fewer are not noticeable."""


class DraftModel(QObject):
    """One session as the panels see it.

    ``flush_requested`` asks every panel to commit what was typed; it is emitted before an edit or a step of the history
    is made, so that the edit applies to the text as shown. ``changed`` carries the Change that was made;
    ``history_changed`` follows when undo and redo are updated, ``versions_changed`` when a version was stored.
    ``travelled`` follows a step in the history. ``failed`` carries the error when the file cannot be read. ``blocks_removed``
    carries what an edit took away besides text: tables, pictures, notes. ``area_changed``: the layout has another
    ``type_area``.
    """

    flush_requested = Signal()
    changed = Signal(object)
    history_changed = Signal()
    versions_changed = Signal()
    travelled = Signal()
    failed = Signal(object)
    blocks_removed = Signal(str)
    area_changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.folder: Callable[[], Path] = lambda: session.path.parent  # not cached: the draft may be saved elsewhere
        self.step: Callable[[], int] = lambda: session.step
        self._closed = False
        self._sections: tuple[Draft, dict[str, Section]] | None = None
        self._index: DraftIndex | None = None
        self._objects: tuple[Draft, ObjectsToCheck] | None = None
        self._removed = 0, ""
        self._area = USUAL_AREA
        session.listen(self._on_changed)
        session.before_close(self._on_closing)

    @property
    def draft(self) -> Draft:
        """The present draft."""
        return self.session.draft

    @property
    def sections(self) -> dict[str, Section]:
        """The sections of the present draft, by key; computed once for all views."""
        if self._sections is None or self._sections[0] is not self.draft:
            self._sections = self.draft, keyed_sections(self.draft)
        return self._sections[1]

    @property
    def index(self) -> DraftIndex:
        """Paragraphs, facts and fields of the present draft, by id; computed once, then updated."""
        if self._index is None or self._index.draft is not self.draft:
            self._index = index_of(self.draft)
        return self._index

    @property
    def objects(self) -> ObjectsToCheck:
        """The objects of last year's, and which of them wait for a look; computed once for all views."""
        if self._objects is None or self._objects[0] is not self.draft:
            self._objects = self.draft, objects_to_check(self.draft)
        return self._objects[1]

    @property
    def ready(self) -> Readiness:
        """How many fields and objects of the draft still have to be looked at."""
        counts = self.objects.counts.values()
        return self.index.ready.with_objects(sum(each for each, _ in counts), sum(each for _, each in counts))

    def ids_in(self, key: str) -> tuple[str, ...] | None:
        """The elements of a section; None, for all elements, when no key is given."""
        if not key:
            return None
        section = self.sections.get(key)
        return section.element_ids if section else ()

    @property
    def read_only(self) -> bool:
        """Whether edits are refused."""
        return self._closed or self.session.read_only

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to undo."""
        return self.session.can_undo and not self.read_only

    @property
    def can_redo(self) -> bool:
        """Whether there is an edit to redo."""
        return self.session.can_redo and not self.read_only

    def do(self, edit: Edit, *arguments: Any) -> bool:
        """Make the edit ``edit(draft, *arguments)``; False if nothing changed."""
        self.flush()
        return self.take(edit, *arguments)

    def take(self, edit: Edit, *arguments: Any, continues: bool = False, is_reported: bool = False) -> bool:
        """Make an edit that itself commits typed text: nothing is flushed before it. One that ``continues`` the last edit
        is undone together with it; removals of an edit that ``is_reported`` are reported by the caller.

        Numbers of captions follow it, and strips of a scan go with the last figure that was looked at.
        """
        if self._closed:
            return False
        draft = self.draft
        change = with_numbers(draft, with_strips_settled(draft, edit(draft, *arguments)))
        done = self._notified(self.session.do(change, continues))
        if done and not is_reported:
            self._report_removed(change)
        return done

    def _report_removed(self, change: Change) -> None:
        """Report everything that the current step has removed, again with each edit that continues it."""
        words = removed_by(change) or (self._removed[1] if self._removed[0] == self.session.step else "")
        self._removed = self.session.step, words
        if words:
            self.blocks_removed.emit(words)

    @property
    def type_area(self) -> TypeArea:
        """The type area of the draft's layout, by its pages; the usual one before they are made."""
        return self._area

    def take_area(self, area: TypeArea) -> None:
        """The pages have this type area now."""
        if area != self._area:
            self._area = area
            self.area_changed.emit()

    def undo(self) -> bool:
        """Undo the last edit."""
        return self._go(lambda: self.session.undo())

    def redo(self) -> bool:
        """Redo the last undone edit."""
        return self._go(lambda: self.session.redo())

    def go_to(self, number: int, runner: TaskRunner | None = None) -> bool:
        """Go to a step of the history; 0 is the beginning. False if the draft is not there, or not yet.

        With a runner, long jumps are replayed in the background; edits made meanwhile restart the replay, and a newer
        request cancels it.
        """
        if runner is None:
            return self._go(lambda: self.session.go_to(number))
        self.flush()
        path = None if self._closed else self._attempt(lambda: self.session.path_to(number))
        if path is None or path.length <= SHORT:
            runner.cancel(GOING)
            return path is not None and self._go(lambda: self.session.commit_at(path, path.replay()))

        def _arrive(reached: tuple[Draft, Change]) -> None:
            is_there = not isValid(self) or self._go(lambda: self.session.commit_at(path, reached))
            if not is_there and path.draft is not self.draft:
                self.go_to(number, runner)

        def _fail(error: object) -> None:
            if isValid(self):
                self.failed.emit(error)

        runner.run(path.replay, on_done=_arrive, on_failed=_fail, key=GOING)
        return False

    def _go(self, move: Callable[[], bool]) -> bool:
        self.flush()
        is_there = not self._closed and self._notified(bool(self._attempt(move)))
        if is_there:
            self.travelled.emit()
        return is_there

    def history(self) -> tuple[tuple[Step, ...], tuple[int, int]]:
        """All steps in the order they were begun, none when they cannot be read; the present step; and the redo tip."""
        return self._attempt(self.session.steps) or (), (self.session.step, self.session.tip)

    def versions(self) -> tuple[Version, ...]:
        """All versions, the oldest first; none when they cannot be read."""
        return self._attempt(self.session.versions) or ()

    def version(self, number: int) -> Draft | None:
        """The draft of a version, None when it cannot be read; 0 is the present draft."""
        return self.draft if number == 0 else self._attempt(lambda: self.session.version(number))

    def keep_version(self, name: str, note: str = "", keeping: VersionReason = VersionReason.HAND) -> bool:
        """Store the draft under a name, with everything typed."""
        self.flush()
        kept = None if self.read_only else self._attempt(lambda: self.session.keep_version(name, note, keeping))
        if kept is not None:
            self.versions_changed.emit()
        return kept is not None

    def restore_version(self, number: int, key: str = "") -> bool:
        """Restore a version, or one section of it, as an edit that can be undone."""
        done = self._go(lambda: not self.read_only and restore_version(self.session, number, key))
        self.versions_changed.emit()
        return done

    def _attempt(self, action: Callable[[], Any]) -> Any:
        try:
            return action()
        except AppError as error:
            self.failed.emit(error)
        return None

    def flush(self) -> None:
        """Make every panel commit what was typed."""
        if not self.read_only:
            self.flush_requested.emit()

    def _notified(self, done: bool) -> bool:
        if done:
            self.history_changed.emit()
        return done

    def _on_closing(self) -> None:
        if isValid(self):
            self.flush()
        self._closed = True

    def _on_changed(self, change: Change) -> None:
        if isValid(self):
            if self._index is not None:
                self._index = updated(self._index, self.draft, change)
            if self._sections is not None:
                self._sections = (self.draft, self._sections[1]) if stay(change) else None
            self.changed.emit(change)
