"""导出校对稿: the exported file with the findings as Word comments."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from core.files import write_atomically
from core.model.change import number_of
from core.model.draft import Draft
from core.model.elements import Element
from core.model.finding import SEVERITY_NAMES, Finding
from core.result import Result
from core.word.writing.comments import Author, Comment, with_comments
from core.workflows.checking.findings import reported_places, shown_span
from core.workflows.exporting.export import word_bytes
from core.workflows.exporting.options import ExportOptions

AUTHOR, INITIALS = "拟稿", "拟"
FILE_LAYOUT = "内部材料"
"""What a file is set in, of which nobody knows the layout."""


def export_proof(
    draft: Draft, findings: Iterable[Finding], target: Path, options: ExportOptions, now: datetime
) -> Result[Path]:
    """Write the draft as a Word file with a comment at each place of each finding, whole or not at all.

    Raises as ``export_draft`` does.
    """
    written = word_bytes(draft, target, options)
    texts = {number_of(element.id): element.text for element in draft.elements}
    comments = comments_of(draft, findings)
    data = with_comments(written.value, comments, texts, Author(AUTHOR, INITIALS, now))
    write_atomically(target, data)
    return Result(target, written.notices)


def comments_of(draft: Draft, findings: Iterable[Finding]) -> tuple[Comment, ...]:
    """A comment for each place of each finding."""
    known = {element.id: element for element in draft.elements}
    return tuple(comment for finding in findings for comment in _comments(finding, known))


def _comments(finding: Finding, known: dict[str, Element]) -> Iterator[Comment]:
    for place in reported_places(finding, known.values()):
        element = known[place.element_id]
        start, end = shown_span(element, finding, place)
        if start == end:  # something is missing here: the comment covers the heading or the whole line
            start, end = 0, len(element.prefix) + (element.heading_length or len(element.content))
        yield Comment(number_of(element.id), start, end, comment_words(finding))


def comment_words(finding: Finding) -> str:
    """Severity and explanation, and on a line of its own the proposed replacement."""
    new = finding.replacement
    said = f"{SEVERITY_NAMES[finding.severity]}：{finding.message}"
    if new is None:
        return said
    return f"{said}\n建议：“{finding.text}”改为“{new}”。" if new else f"{said}\n建议：删去。"
