"""拟稿: without arguments, or with files to open, the window; with a verb the same work without one."""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any


def start(words: list[str]) -> int:
    """The exit code. Files alone come from a double click on a draft, or were dragged on the program's icon."""
    files = [Path(word).absolute() for word in words if "." in word and os.path.isfile(word)]
    if len(files) == len(words):
        from gui.app import run

        return run(files)
    from core.command_line import Screen, main

    return main(words, Screen(pdf_printer, font_families))


def pdf_printer() -> Callable[..., Any]:
    """What writes PDFs; Qt is loaded only for those who want one."""
    from gui.printing import pdf_printer as make

    return make()


def font_families() -> Sequence[str]:
    """The fonts installed here."""
    from gui.printing import font_families as find

    return find()


if __name__ == "__main__":
    sys.exit(start(sys.argv[1:]))
