"""What the command line needs from Qt, which is loaded only on demand."""

from collections.abc import Callable, Sequence
from typing import Any

from gui.shell.doors import late

display_rows = late("gui.help.selftest:display_rows")
"""Rows of the self-test about screen and input method."""


def pdf_printer() -> Callable[..., Any]:
    """The function that writes PDFs."""
    from gui.printing.pages import pdf_printer as make

    return make()


def font_families() -> Sequence[str]:
    """The installed fonts."""
    from gui.printing.pages import font_families as find

    return find()
