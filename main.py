"""拟稿: without arguments, or with files to open, the window; with a verb the same work without one."""

import os
import sys
from pathlib import Path

from core.paths import keep_temporary_files, portable_home


def start(words: list[str]) -> int:
    """The exit code. Files alone come from a double click on a draft, or were dragged on the program's icon."""
    keep_temporary_files(portable_home())
    files = [Path(word).absolute() for word in words if "." in word and os.path.isfile(word)]
    if len(files) == len(words):
        from gui.shell.app import run

        return run(files)
    from core.cli.main import PaintServices, main
    from gui.shell.screen import display_rows, font_families, pdf_printer

    return main(words, PaintServices(pdf_printer, font_families, display_rows))


if __name__ == "__main__":
    try:
        sys.exit(start(sys.argv[1:]))
    except KeyboardInterrupt:  # while the program starts: nothing has been done
        sys.exit(130)
