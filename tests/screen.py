"""A painter for the tests of the command line, which does without Qt."""

from pathlib import Path

from core.cli.main import PaintServices
from core.workflows.exporting.pages import Pages


def paint(pages: Pages, path: Path, title: str) -> bool:
    """Write down what there was to paint."""
    path.write_text(f"{title}|{len(pages.pages)}", "utf-8")
    return True


SCREEN = PaintServices(lambda: paint, lambda: ("仿宋", "楷体", "黑体", "宋体"), tuple)
