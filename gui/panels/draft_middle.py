"""The three views of a draft in the middle of its page: 表单, 正文, 版面."""

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from gui.panels.draft_pages import PagesPanel
from gui.panels.form import FormPanel
from gui.panels.text import TextPanel
from gui.widgets.basics import frame

FORM, TEXT, PAGES = 0, 1, 2


class DraftMiddle(QStackedWidget):
    """One of the views, the number of which is ``currentIndex``."""

    def __init__(self, form: FormPanel, text: TextPanel, pages: PagesPanel) -> None:
        super().__init__()
        self._form, self._text, self._pages = form, text, pages
        self.addWidget(form)
        self.addWidget(_card(text))
        self.addWidget(_card(pages))

    @property
    def entry(self) -> QWidget:
        """Where one fills in, types or looks: the first open field of the section, the text, the pages."""
        match self.currentIndex():
            case 0:
                return self._form.first_field
            case 1:
                return self._text
        return self._pages.view

    def show_place(self, element_id: str, offset: int = -1, end: int = -1) -> None:
        """Bring a place of the draft into view, up to its end if that is given; without an offset, the element."""
        if self.currentIndex() == TEXT:
            self._text.show_element(element_id, offset, end)
        elif self.currentIndex() == FORM and offset >= 0:
            self._form.show_place(element_id, offset, end)


def _card(content: QWidget) -> QWidget:
    card = frame("card")
    inside = QVBoxLayout(card)
    inside.setContentsMargins(1, 6, 1, 6)
    inside.addWidget(content)
    return card
