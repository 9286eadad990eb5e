"""What page view, printing and PDF leave out of a layout or of a draft, listed in one sentence."""

from collections.abc import Collection

from core.errors import AppError, BadInput
from core.model.draft import Draft
from core.package import open_package
from core.result import Notice
from core.word.pages.unsupported import unsupported_in
from core.workflows.exporting.options import ExportOptions, chosen_layout
from core.workflows.exporting.pages import write_draft
from core.workflows.layouts.usage import load_usable
from core.workflows.messages import sentence


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


PRINTING = "print_objects_not_shown"


def not_printed(draft: Draft, code: str = PRINTING) -> str:
    """What is said of the objects of a draft that its pages do not show, by the notice of that ``code``; "" where all are, or its
    layout cannot be used."""
    if not any(element.objects for element in draft.elements):
        return ""
    try:
        layout = chosen_layout(draft, ExportOptions()).value
        written = write_draft(draft, load_usable(layout), marks=False)
    except AppError:
        return ""
    return "".join(map(sentence, not_shown(written.value, code, kinds_not_shown(layout))))
