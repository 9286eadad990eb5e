"""The card above the fields: a section's heading, or the single elements before and behind the text."""

from types import MappingProxyType

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from core.model.change import Change
from core.model.elements import Role
from core.workflows.drafting.editing import ELEMENT_NAMES, rename, set_element
from gui.form.field_row import ValueEdit
from gui.outline.sections import BACK, FRONT
from gui.session.draft_model import DraftModel
from gui.shell import theme
from gui.widgets.basics import frame, label
from gui.widgets.typing_timer import TypingPause

ELEMENTS = MappingProxyType({FRONT: (Role.TITLE, Role.ADDRESSEE), BACK: (Role.SIGNATURE, Role.ISSUE_DATE)})


class FormHead(QWidget):
    """One or two line edits; what is typed is committed when typing pauses, an emptied line when it is left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model: DraftModel | None = None
        self._key = ""
        self.pause = TypingPause(lambda: any(edit.is_composing for edit in self.edits), self)
        self.pause.rested.connect(self._take_whole)
        self.pause.overdue.connect(self._take_whole)
        card = frame("card")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)
        grid = QGridLayout(card)
        side = theme.length(16)
        grid.setContentsMargins(side, theme.length(12), side, theme.length(14))
        grid.setHorizontalSpacing(theme.length(12))
        grid.setVerticalSpacing(theme.length(8))
        self._captions = [label("", "secondary") for _ in range(2)]
        self.edits = [ValueEdit() for _ in range(2)]
        for row, (caption, edit) in enumerate(zip(self._captions, self.edits, strict=True)):
            caption.setBuddy(edit)
            grid.addWidget(caption, row, 0)
            grid.addWidget(edit, row, 1)
            edit.left.connect(self._on_left)
            edit.textEdited.connect(lambda _text: self.pause.touch())
            edit.entered.connect(self._on_entered)
            edit.stepped.connect(self._on_stepped)

    def show_section(self, model: DraftModel, key: str) -> None:
        """Show what stands above the text of a section."""
        if model is not self._model:
            model.changed.connect(self._on_changed)
        self._model, self._key = model, key
        self._refresh()

    @property
    def last(self) -> QWidget:
        """The lower one of the lines that are there."""
        return self.edits[self.edits[1].isVisible()]

    def flush(self) -> None:
        """Take over what was typed."""
        self._take_typed(with_empty=True)

    def _take_whole(self) -> None:
        self._take_typed(with_empty=False)

    def _take_typed(self, with_empty: bool) -> None:
        self.pause.stop()
        if self._model is None or self._model.read_only:
            return
        for number, edit in enumerate(self.edits):
            text = edit.text().strip()
            if edit.isModified() and (text or with_empty):
                edit.setModified(False)
                self._take(number, text)

    def _take(self, number: int, text: str) -> None:
        model = self._model
        if model is None:
            return
        if self._key in ELEMENTS:
            model.do(set_element, ELEMENTS[self._key][number], text)
        elif text and self._key in model.sections:
            model.do(rename, self._key, text)
        self._refresh()

    def _on_changed(self, change: Change) -> None:
        sides = (change.before, change.after)
        roles = {element.role for side in sides for element in side.elements}
        is_other = change.after.order is not None or not roles.isdisjoint(ELEMENTS.get(self._key, roles))
        if is_other and self.isVisible():
            self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while out of sight."""
        super().showEvent(event)
        self._refresh()

    def _refresh(self) -> None:
        if self._model is None:
            return
        shown = self._contents(self._model)
        for number, edit in enumerate(self.edits):
            visible = number < len(shown)
            self._captions[number].setVisible(visible)
            edit.setVisible(visible)
            if not visible:
                continue
            caption, text = shown[number]
            self._captions[number].setText(caption)
            edit.setAccessibleName(caption)
            edit.setReadOnly(self._model.read_only)
            at_work = edit.hasFocus() and edit.text().strip() == text
            if edit.text() != text and not edit.isModified() and not at_work:
                edit.setText(text)
                edit.setCursorPosition(0)

    def _contents(self, model: DraftModel) -> list[tuple[str, str]]:
        """Caption and text of each line."""
        if self._key in ELEMENTS:
            found = {element.role: element.content for element in reversed(model.draft.elements)}
            found |= {Role.TITLE: model.draft.title} if Role.TITLE in found else {}
            return [(ELEMENT_NAMES[role], found.get(role, "")) for role in ELEMENTS[self._key]]
        section = model.sections.get(self._key)
        return [(f"标题　{section.ordinal}".rstrip("　"), section.heading)] if section else []

    def _on_left(self) -> None:
        self.flush()
        self._refresh()

    def _on_entered(self) -> None:
        self.flush()
        self.focusNextChild()

    def _on_stepped(self, step: int) -> None:
        self.flush()
        self.focusNextPrevChild(step > 0)
