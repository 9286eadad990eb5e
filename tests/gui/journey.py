"""``python -m tests.gui.journey FOLDER REPORT``: a clerk's whole way in a real window, from last year's report to paper.

Prints one line per step; pictures of the stations are left in FOLDER. What was typed is printed at the end for the test
to look for in the file.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTextEdit,
    QTreeView,
    QWidget,
)

from gui.preview.view import PageView
from gui.shell.main_window import MainWindow
from gui.shell.program import assemble, make_application
from gui.widgets.frame.notice_bar import NoticeBar
from tests.gui.hand import Hand

KIND = "上半年工作总结"
CHARACTERS_REPLACED = 150
"""The old name of the renamed part, and last year's value at every place of the one field that was filled."""

VALUE, TYPED, NAME, AUTHORITY, NUMBER = "7041", "KAOPU", "XINBIAOTI", "QINGHE", "QHFA-2023-7"
RED = "国标公文"


class Journey:
    """The stations in their order."""

    def __init__(self, window: MainWindow, folder: Path, report: Path) -> None:
        self._window = window
        self._hand = Hand(window)
        self._folder = folder
        self._report = report

    def walk(self) -> None:
        """All stations; an AssertionError tells where it ended."""
        stations = (self.choose, self.drop, self.fill, self.rename, self.write, self.take_back, self.look, self.export)
        for station in (*stations, self.red_head, self.pdf):
            station()
            self._picture(station.__name__)
            print("done:", station.__name__, flush=True)

    def choose(self) -> None:
        """Choose the kind on 开始."""
        self._hand.click(self._hand.find(QAbstractButton, KIND))
        year = self._hand.find(QSpinBox, "年份")
        self._hand.click(year)
        self._hand.key("ctrl+a")
        self._hand.type("2023")

    def drop(self) -> None:
        """Drop last year's report on the window; its outline appears; begin."""
        # The kind's usual outline stands there before: only the name tells that the report has arrived.
        self._hand.drag_file(self._report, self._window, lambda: self._says(f"起草用《{self._report.stem}"))
        tree = self._hand.find(QTreeView, "识别出的提纲")
        self._hand.wait(lambda: tree.model().rowCount() > 1, "the outline does not appear")
        self._picture("outline")
        self._hand.click(self._hand.find(QPushButton, "开始起草"))

    def fill(self) -> None:
        """Go to the first open field with Tab, give a value, confirm the next."""
        self._hand.click(self._form_entry())
        self._hand.key("Tab")
        self._hand.wait(lambda: isinstance(self._focus(), QLineEdit), "Tab does not reach a field")
        self._hand.type(VALUE)
        self._hand.key("Return", "Return")
        # What is to be filled in next may stand in another section: only 正文 shows the one that was left.
        self._hand.click(self._hand.find(QPushButton, "正文"))
        text = self._hand.find(QTextEdit, "正文")
        self._hand.wait(lambda: VALUE in text.toPlainText(), "the value does not reach the text")

    def rename(self) -> None:
        """Give the first part another name in the outline."""
        tree = self._hand.find(QTreeView, "提纲")
        index = next(
            i for row in range(tree.model().rowCount()) if "一、" in str((i := tree.model().index(row, 0)).data())
        )
        self._hand.click(tree.viewport(), tree.visualRect(index))
        self._hand.key("F2")
        self._hand.key("ctrl+a")
        self._hand.type(NAME)
        self._hand.key("Return")
        self._hand.wait(lambda: NAME in str(tree.model().index(index.row(), 0).data()), "the part keeps its name")

    def write(self) -> None:
        """Type into the running text."""
        self._hand.click(self._hand.find(QPushButton, "正文"))
        text = self._hand.find(QTextEdit, "正文")
        self._hand.click(text.viewport())
        self._hand.key("End")
        self._hand.type(TYPED)
        self._hand.wait(lambda: TYPED in text.toPlainText(), "what is typed does not appear")

    def take_back(self) -> None:
        """Undo and redo the typing."""
        text = self._hand.find(QTextEdit, "正文")
        self._hand.key("ctrl+z")
        self._hand.wait(lambda: TYPED not in text.toPlainText(), "undo does not take the typing back")
        self._hand.key("ctrl+y")
        self._hand.wait(lambda: TYPED in text.toPlainText(), "redo does not bring the typing again")

    def look(self) -> None:
        """See the pages, and go back to the text by a click on one."""
        self._hand.click(self._hand.find(QPushButton, "版面"))
        view = self._hand.find(PageView, "")
        self._hand.wait(lambda: view.page_count > 1, "the pages do not appear")
        self._hand.wait(lambda: TYPED in _printed(view), "the pages do not show what was typed")
        self._picture("pages")
        self._hand.click(view.reel.viewport())
        text = self._hand.find(QTextEdit, "正文")
        self._hand.wait(text.hasFocus, "a click on a page does not lead to the text")

    def export(self) -> None:
        """Ask for the Word file and wait until it is there."""
        self._hand.click(self._hand.find(QPushButton, "导出"))
        self._write_to("out.docx")

    def red_head(self) -> None:
        """Choose the layout with the red head, fill in what it asks for, see it on the page, export."""
        layouts = self._hand.find(QComboBox, "版式")
        self._hand.click(layouts)
        self._hand.wait(layouts.view().isVisible, "the list of layouts does not open")
        self._hand.key("Home", "Return")
        self._hand.wait(lambda: layouts.currentText() == RED, "the layout is not chosen")
        self._enter("发文机关", AUTHORITY)
        self._enter("发文字号", NUMBER)
        view = self._hand.find(PageView, "")
        self._hand.wait(lambda: NUMBER in _printed(view), "the page does not show the number")
        self._write_to("red.docx")

    def pdf(self) -> None:
        """The same as a PDF."""
        self._write_to("red.pdf")

    def _enter(self, name: str, text: str) -> None:
        """Type into a field in place of what stands there, once the rows of the form have come to rest."""
        field = self._hand.find(QLineEdit, name)
        places: list[QPoint] = []

        def rests() -> bool:
            places.append(field.mapToGlobal(QPoint()))
            return len(places) > 3 and places[-1] == places[-4]

        self._hand.wait(rests, f"the field {name} does not come to rest")
        self._hand.click(field)
        self._hand.wait(field.hasFocus, f"the field {name} does not get the keyboard")
        self._hand.key("ctrl+a")
        self._hand.type(text)

    def _write_to(self, name: str) -> None:
        """Give a file name on the export sheet, and wait until the file is there."""
        self._hand.click(self._hand.find(QLineEdit, "存为"))
        self._hand.key("ctrl+a")
        self._hand.type(str(self._folder / name))
        self._hand.key("Tab")
        self._hand.click(self._hand.find(QPushButton, "仍要导出"))
        self._hand.wait((self._folder / name).exists, f"{name} is not written")
        notice = self._hand.find(NoticeBar, "提示")
        self._hand.wait(lambda: f"已经导出“{name}”" in notice.text, f"{name} is not told")
        self._hand.find(QPushButton, "打开所在文件夹")

    def _form_entry(self) -> QWidget:
        return self._hand.find(QTextEdit, "本章节正文").viewport()

    def _says(self, words: str) -> bool:
        return any(words in label.text() for label in self._window.findChildren(QLabel) if label.isVisible())

    def _focus(self) -> object:
        return QGuiApplication.focusObject()

    def _picture(self, name: str) -> None:
        self._window.screen().grabWindow(0).save(str(self._folder / f"{name}.png"))


def _printed(view: PageView) -> str:
    """All that stands on the pages."""
    lines = (placed.line for page in view.reel.pages for placed in page.lines)
    return "".join(stretch.text for line in lines for stretch in line.stretches)


def main(folder: Path, report: Path) -> int:
    """0 when the whole way was gone."""
    app = make_application()
    program = assemble(app)
    failures: list[BaseException] = []

    def begin() -> None:
        try:
            Journey(program.window, folder, report).walk()
        except AssertionError as error:
            program.window.screen().grabWindow(0).save(str(folder / "failed.png"))
            failures.append(error)
        app.exit()

    program.window.first_painted.connect(lambda: QTimer.singleShot(300, app, begin))
    program.open_window()
    program.window.activateWindow()
    app.exec()
    program.close()
    print(*failures, file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
