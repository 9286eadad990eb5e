"""Pictures of the built-in layouts by the program's own painter: ``python -m tests.pictures FOLDER``.

They show what the fonts of this computer make of the layouts; in a file they are asked for by their own names.
"""

import sys
from pathlib import Path

from PySide6.QtGui import QImage, QPainter

from core.workflows.exporting.pages import Page, PageSetter
from core.workflows.layouts.files import plain_layout
from gui.printing.pages import page_image
from tests.word.layout_samples import SAMPLES

WIDTH, GAP = 480, 10
MOST_PAGES = 4
BACKGROUND = "#d0d3d8"


def picture(pages: tuple[Page, ...]) -> QImage:
    """The pages beside one another; of many the first ones and the last."""
    shown = pages if len(pages) <= MOST_PAGES else (*pages[: MOST_PAGES - 1], pages[-1])
    images = [page_image(page, WIDTH) for page in shown]
    whole = QImage(GAP + len(images) * (WIDTH + GAP), images[0].height() + 2 * GAP, QImage.Format.Format_RGB32)
    whole.fill(BACKGROUND)
    painter = QPainter(whole)
    for place, image in enumerate(images):
        painter.drawImage(GAP + place * (WIDTH + GAP), GAP, image)
    painter.end()
    return whole


def make(folder: Path) -> None:
    """One picture for every sample."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, layout, draft in SAMPLES:
        picture(PageSetter(plain_layout(layout)).set(draft, marks=False).pages).save(str(folder / f"{name}.png"))


if __name__ == "__main__":
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication(sys.argv)
    make(Path(sys.argv[1]))
