"""What the command line asks of a painter. Qt is loaded only for those who want it."""

from collections.abc import Callable, Sequence
from typing import Any


def pdf_printer() -> Callable[..., Any]:
    """What writes PDFs."""
    from gui.printing.pages import pdf_printer as make

    return make()


def font_families() -> Sequence[str]:
    """The fonts installed here."""
    from gui.printing.pages import font_families as find

    return find()
