"""“永不提示”: what one user does not want to be told in any draft, as a plain table that can be edited and shared."""

from collections.abc import Iterable
from pathlib import Path

from core.errors import AppError, BadInput
from core.model.finding import Finding, Ignored
from core.paths import user_folder
from core.reading import LARGEST_TABLE, read_bytes
from core.workflows.files import write_atomically
from core.workflows.importing.plain_text import MARKED, text_of

FOLDER, FILE = "校对", "不再提示.txt"
HEAD = (
    "# 校对时不再提示的内容，每行一条：类别代号、Tab 键、文字；只有类别代号表示这一类都不提示。删去一行就恢复提示。\n"
)
LONGEST = 20
"""Characters of the longest text that is remembered; of a longer one, such as a whole sentence, the sort is."""

ONE_DRAFT = frozenset(
    (
        "carry",
        "figures",
        "plan",
        "complete",
        "import",
        "numbering",
        "points",
        "reference",
        "attachment",
        "date",
        "quote",
        "bracket",
    )
)
"""First words of the codes of findings that are about one draft alone: right in it, the same may be wrong in another."""

OF_A_KIND = frozenset(("complete_part", "complete_vocative"))


def may_be_never(finding: Finding) -> bool:
    """Whether it is a way of writing, about which one may think otherwise in every draft."""
    return finding.code in OF_A_KIND or finding.code.partition("_")[0] not in ONE_DRAFT


def never_file() -> Path:
    """Where the table stands; it need not exist."""
    return user_folder() / FOLDER / FILE


def never_told() -> tuple[Ignored, ...]:
    """What is never told, in the order it was noted; nothing when the table is missing or cannot be read."""
    try:
        lines = text_of(read_bytes(never_file(), LARGEST_TABLE)).splitlines()
    except (OSError, BadInput):
        return ()
    rows = (line.split("\t") for line in lines if line.strip() and not line.startswith("#"))
    return tuple(dict.fromkeys(Ignored(row[0].strip(), row[1].strip() if len(row) > 1 else "") for row in rows))


def never_tell(finding: Finding) -> Ignored:
    """Note that this is right wherever it stands, in all drafts. AppError when the table cannot be read or written."""
    note = Ignored(finding.code, finding.text if _is_short(finding.text) else "")
    known = _readable()
    if note not in known:
        _write((*known, note))
    return note


def tell_again(note: Ignored) -> None:
    """Take a note back. AppError when the table cannot be read or written."""
    _write(one for one in _readable() if one != note)


def without_never(findings: Iterable[Finding], notes: Iterable[Ignored]) -> tuple[Finding, ...]:
    """The findings that are not among what is never told."""
    known = {(note.code, note.text) for note in notes}
    found = tuple(findings)
    if not known:
        return found
    return tuple(one for one in found if not {(one.code, one.text), (one.code, "")} & known)


def _is_short(text: str) -> bool:
    return 0 < len(text) <= LONGEST and text == text.strip() and text.isprintable() and "\t" not in text


def _readable() -> tuple[Ignored, ...]:
    """The notes; a table that is there and cannot be read must not be written over."""
    try:
        if never_file().exists():
            text_of(read_bytes(never_file(), LARGEST_TABLE))
    except (OSError, BadInput) as error:
        raise BadInput("never_unreadable", name=FILE) from error
    return never_told()


def _write(notes: Iterable[Ignored]) -> None:
    lines = (f"{note.code}\t{note.text}\n" for note in notes)
    try:
        never_file().parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AppError("never_not_kept", name=FILE) from error
    write_atomically(never_file(), "".join((HEAD, *lines)).encode(MARKED))
