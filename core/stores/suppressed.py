"""Findings a user never wants to see in any draft (“永不提示”), as a plain table that can be edited and shared."""

from collections.abc import Iterable
from pathlib import Path

from core.encoding import MARKED, text_of
from core.errors import AppError, BadInput
from core.files import write_atomically
from core.model.finding import Finding, Ignored
from core.paths import user_folder
from core.reading import LARGEST_TABLE, read_bytes

FOLDER, FILE = "校对", "不再提示.txt"
HEAD = (
    "# 校对时不再提示的内容，每行一条：类别代号、Tab 键、文字；只有类别代号表示这一类都不提示。删去一行就恢复提示。\n"
)
LONGEST = 20
"""Characters of the longest text that is stored; for longer ones, such as whole sentences, only the code is."""


def suppressed_file() -> Path:
    """The path of the table; it need not exist."""
    return user_folder() / FOLDER / FILE


def suppressed_codes() -> tuple[Ignored, ...]:
    """The suppressed codes and texts in the order they were added; empty when the table is missing or unreadable."""
    try:
        lines = text_of(read_bytes(suppressed_file(), LARGEST_TABLE)).splitlines()
    except (OSError, BadInput):
        return ()
    rows = (line.split("\t") for line in lines if line.strip() and not line.startswith("#"))
    return tuple(dict.fromkeys(Ignored(row[0].strip(), row[1].strip() if len(row) > 1 else "") for row in rows))


def suppress(finding: Finding) -> Ignored:
    """Suppress this finding in all drafts. AppError when the table cannot be read or written."""
    text = finding.text
    is_short = 0 < len(text) <= LONGEST and text == text.strip() and text.isprintable() and "\t" not in text
    note = Ignored(finding.code, finding.text if is_short else "")
    suppress_again(note)
    return note


def suppress_again(note: Ignored) -> None:
    """Add an entry, as one that was removed. AppError when the table cannot be read or written."""
    known = _readable()
    if note not in known:
        _write((*known, note))


def unsuppress(note: Ignored) -> None:
    """Remove an entry. AppError when the table cannot be read or written."""
    _write(one for one in _readable() if one != note)


def without_suppressed(findings: Iterable[Finding], notes: Iterable[Ignored]) -> tuple[Finding, ...]:
    """The findings without those suppressed."""
    known = {(note.code, note.text) for note in notes}
    found = tuple(findings)
    if not known:
        return found
    return tuple(one for one in found if not {(one.code, one.text), (one.code, "")} & known)


def _readable() -> tuple[Ignored, ...]:
    """The entries, for changing them; BadInput for an existing table that cannot be read: it must not be overwritten."""
    try:
        if suppressed_file().exists():
            text_of(read_bytes(suppressed_file(), LARGEST_TABLE))
    except (OSError, BadInput) as error:
        raise BadInput("never_unreadable", name=FILE) from error
    return suppressed_codes()


def _write(notes: Iterable[Ignored]) -> None:
    lines = (f"{note.code}\t{note.text}\n" for note in notes)
    try:
        suppressed_file().parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AppError("never_not_kept", name=FILE) from error
    write_atomically(suppressed_file(), "".join((HEAD, *lines)).encode(MARKED))
