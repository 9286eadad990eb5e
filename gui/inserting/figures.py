"""Pictures in the running text: files and screenshots put in or in the place of another one, the sheet about a picture."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.errors import AppError
from core.workflows.drafting.editing import begin_caption, begin_unit_line, beside, renumber_captions
from core.workflows.messages import sentence
from core.workflows.tables.figures import (
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
from gui.inserting.figure_sheet import FigureSheet
from gui.session.draft_model import DraftModel
from gui.shell.doors import late
from gui.shell.tasks import TaskRunner
from gui.widgets.file_choice import choose_pictures

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
