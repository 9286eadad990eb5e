"""Measures PDFs in a process of its own: ``python -m tests.bench.pdf_work FILE.docx`` prints the figures."""

import gc
import sys
import tempfile
from pathlib import Path

from core.workflows.exporting.pages import Pages, set_file
from gui.preview.page_fonts import FontShelf
from gui.printing.pages import page_image, pdf_of, pdf_printer
from tests.bench.frame import forget_memory, median, milliseconds, most_memory, sized

LONG = sized(400, 2)
SCREEN_WIDTH = 794
"""Pixels of A4 at the size of the paper on a screen of 96 dpi."""


def figures(path: Path) -> list[float]:
    """ms from the Word file to the PDF; ms to paint a page; ms and MB of memory for a PDF of 400 pages."""
    write, shelf = pdf_printer(), FontShelf()
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "bench.pdf"
        short = median(lambda: write(set_file(path.read_bytes()), target, "bench"), 5)
    pages = set_file(path.read_bytes()).pages
    page = median(lambda: page_image(pages[1], SCREEN_WIDTH, shelf))
    gc.collect()
    forget_memory()
    before = most_memory()
    long = milliseconds(lambda: pdf_of(Pages((pages * LONG)[:LONG]), "bench"))
    return [short, page, long, most_memory() - before]


if __name__ == "__main__":
    print(*figures(Path(sys.argv[1])))
