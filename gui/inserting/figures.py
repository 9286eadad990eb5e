"""Pictures in the running text: files and screenshots put in or in the place of another one.

The sheet about a picture (图片) sets its width, caption and alternative text.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from core.errors import AppError
from core.workflows.drafting.editing import begin_caption, begin_unit_line, beside, renumber_captions
from core.workflows.messages import sentence
from core.workflows.tables.figures import (
    EMU_PER_MM,
    FigureDetails,
    FigurePlace,
    change_picture,
    details_of,
    is_sizable,
    most_width,
    set_details,
)
from core.workflows.tables.pasting import GivenPicture
from gui.editor.figures import BACK, Source
from gui.editor.panel import TextPanel
from gui.inserting.table_sheet import buttons
from gui.session.draft_model import DraftModel
from gui.shell import theme
from gui.shell.doors import late
from gui.shell.tasks import TaskRunner
from gui.widgets.basics import label
from gui.widgets.file_choice import choose_pictures

NAME = "图片"
HINT = "高按比例跟着变；最宽到版心。编号按图的先后自动排。替代文字给看不见图的人听，导出的 Word 文件里也有。"
FIXED = "这个对象不能在这里改大小，导出后在 Word 里改。"
LEAST = 5


class FigureSheet(QDialog):
    """``details_chosen`` carries the FigureDetails."""

    details_chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sheet")
        self.setWindowTitle(NAME)
        self.width_field, self.caption, self.label = QSpinBox(), QLineEdit(), QLineEdit()
        self.told = label("", "hint", wrap=True)
        self._details = FigureDetails(0, "")
        for field, name in ((self.width_field, "宽，毫米"), (self.caption, "题注"), (self.label, "替代文字")):
            field.setAccessibleName(name)
            field.setMinimumWidth(theme.length(280))
        self.width_field.setSuffix(" 毫米")
        self.caption.setPlaceholderText("图名，如：项目开工现场")
        self.label.setPlaceholderText("图里是什么，如：三名工人在浇筑基础")
        self._form = QFormLayout()
        self._form.addRow("宽(&W)", self.width_field)
        self._form.addRow("题注(&C)", self.caption)
        self._form.addRow("替代文字(&A)", self.label)
        column = QVBoxLayout(self)
        column.setSpacing(theme.length(10))
        column.addLayout(self._form)
        column.addWidget(self.told)
        column.addLayout(buttons(self, "确定(&O)"))
        self.accepted.connect(lambda: self.details_chosen.emit(self.details))

    def begin(self, details: FigureDetails, most: int, is_sizable: bool) -> None:
        """Ask; ``most`` is the greatest width in English Metric Units."""
        self._details = details
        self.width_field.setRange(LEAST, max(most // EMU_PER_MM, LEAST))
        self.width_field.setValue(round(details.width / EMU_PER_MM))
        self.width_field.setEnabled(is_sizable)
        self._form.setRowVisible(self.caption, details.caption is not None)
        self.caption.setText(details.caption or "")
        self.label.setText(details.label)
        self.told.setText(HINT if is_sizable else FIXED)
        self.open()
        (self.width_field if is_sizable else self.label).setFocus()
        self.width_field.selectAll()

    @property
    def details(self) -> FigureDetails:
        """What was asked for; a width that was not touched is the old one to the unit."""
        old = self._details
        is_same = self.width_field.value() == round(old.width / EMU_PER_MM) or not self.width_field.isEnabled()
        width = old.width if is_same else self.width_field.value() * EMU_PER_MM
        caption = None if old.caption is None else self.caption.text()
        return FigureDetails(width, self.label.text().strip(), caption)


KEY = "insert/picture"
CHANGED = "已换图，宽度不变，{back}题注和替代文字请核对。"
pictures_in = late("core.workflows.tables.sources:pictures_in")


class FigureActions(QObject):
    """Does what the pictures of several texts ask for.

    ``message_shown`` carries a message about an edit, ``notice_raised`` why there is none; ``put`` inserts pictures at
    the cursor.
    """

    message_shown = Signal(str)
    notice_raised = Signal(str)

    def __init__(
        self, model: DraftModel, runner: TaskRunner, page: QWidget, put: Callable[[Sequence[GivenPicture]], None]
    ) -> None:
        super().__init__(page)
        self._model, self._runner, self._page, self._put = model, runner, page, put
        self._sheet = FigureSheet(page)
        self._place = FigurePlace("")
        self._sheet.details_chosen.connect(lambda details: model.do(set_details, self._place, details))

    def follow(self, texts: Sequence[TextPanel]) -> None:
        """Do what the pictures and tables in these texts ask for."""
        for text in texts:
            text.figures.given.connect(self.take)
            text.figures.file_wanted.connect(self.choose)
            text.figures.details_wanted.connect(self.ask)
            text.figures.told.connect(self.message_shown)
            for lines in (text.figures, text.clipboard.guard):
                lines.caption_wanted.connect(partial(self.add_caption, text))
                lines.numbers_wanted.connect(self.renumber)
            text.clipboard.guard.unit_wanted.connect(partial(self.add_unit, text))

    def take(self, sources: Sequence[Source], place: FigurePlace | None) -> None:
        """Put pictures in, or one in the place of another."""

        def _done(given: Sequence[GivenPicture]) -> None:
            if place is None:
                self._put(given)
            elif self._model.do(change_picture, place, given[0]):
                self.message_shown.emit(CHANGED.format(back=BACK))

        held = self._model.draft.media
        self._runner.run(pictures_in, sources, held, on_done=_done, on_failed=self._refuse, key=KEY)

    def _refuse(self, error: AppError) -> None:
        self.notice_raised.emit(sentence(error))

    def choose(self, place: FigurePlace) -> None:
        """Ask for the file of another picture."""
        paths: list[Path] = choose_pictures(self._page, "换图", is_one=True)
        if paths:
            self.take(paths, place)

    def ask(self, place: FigurePlace) -> None:
        """Show the sheet about a picture."""
        self._model.flush()
        draft = self._model.draft
        details = details_of(draft, place)
        if details is not None and not self._model.read_only:
            self._place = place
            self._sheet.begin(details, most_width(draft, place), is_sizable(draft, place))

    # Captions, where the words are typed in place

    def add_caption(self, text: TextPanel, element_id: str) -> None:
        """Go to the caption of a table or figure; without one, add it, its words to be typed."""
        text.flush()
        self._model.do(begin_caption, element_id)
        found = beside(self._model.draft, element_id)
        if found is not None and found.caption is not None:
            end = len(found.caption.content)
            text.show_element(found.caption.id, end)
            text.setFocus()

    def add_unit(self, text: TextPanel, element_id: str) -> None:
        """Go to the unit line of a table with the unit selected; without one, add it."""
        text.flush()
        self._model.do(begin_unit_line, element_id)
        found = beside(self._model.draft, element_id)
        if found is not None and found.unit is not None:
            content = found.unit.content
            at = max(content.find("："), content.find(":")) + 1
            text.show_element(found.unit.id, at, len(content))
            text.setFocus()

    def renumber(self) -> None:
        """Count all captions anew."""
        if self._model.do(renumber_captions):
            self.message_shown.emit(f"已按先后给题注重新编号，正文里的“见图”“见表”跟着改了，{BACK}")
        else:
            self.message_shown.emit("题注的编号本来就是按先后排的，没有改动。")
