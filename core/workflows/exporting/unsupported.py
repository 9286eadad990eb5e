"""Features of a layout that page view, printing and PDF leave out, listed in one sentence."""

from core.errors import BadInput, BadTemplate
from core.result import Notice
from core.word.layouts.file import layout_parts
from core.word.pages.unsupported import unsupported_in


def not_shown(layout: bytes, code: str) -> tuple[Notice, ...]:
    """One notice with that code if there are such features; none for a file that cannot be read."""
    try:
        kinds = unsupported_in(layout_parts(layout))
    except (BadInput, BadTemplate):
        return ()
    return (Notice(code, 0, {"what": "、".join(kinds)}),) if kinds else ()
