"""What page view, printing and PDF leave out of a layout or of a draft, listed in one sentence."""

from collections.abc import Collection

from core.errors import BadInput
from core.package import open_package
from core.result import Notice
from core.word.pages.unsupported import unsupported_in


def kinds_not_shown(data: bytes) -> tuple[str, ...]:
    """The kinds of content of a Word file that pages do not show; none for a file that cannot be read."""
    try:
        return unsupported_in(open_package(data))
    except BadInput:
        return ()


def not_shown(data: bytes, code: str, known: Collection[str] = ()) -> tuple[Notice, ...]:
    """One notice with that code if a Word file holds such content beside the kinds that are ``known``."""
    kinds = [each for each in kinds_not_shown(data) if each not in known]
    return (Notice(code, 0, {"what": "、".join(kinds)}),) if kinds else ()
