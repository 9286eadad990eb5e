"""Group, title and other display attributes of findings, taken from the registry of checks."""

from core.checks.precision import Precision
from core.checks.registry import Group, code_of
from core.model.finding import Finding, Ignored, WordRow
from core.workflows.checking.word_tables import load_precision
from core.workflows.messages import words

WHOLE_SORT, OWN_TABLE = "这一类全部", "自己的词表"


def group_of(code: str) -> str:
    """The heading under which findings of a code are listed; ``Group.OTHER`` for an unknown code."""
    return code_of(code).group.value


def name_of(note: Ignored) -> str:
    """What an entry of findings that are never told is called: its text, or the heading of its kind."""
    return note.text or f"{group_of(note.code)}（{WHOLE_SORT}）"


def group_names() -> tuple[str, ...]:
    """All headings in the order of the list."""
    return tuple(group.value for group in Group)


def title_of(finding: Finding, text: str) -> str:
    """The title of a finding in a list: its ``text``, or what is missing where the text does not show it."""
    return code_of(finding.code).title.format(text=text)


def is_underlined(code: str) -> bool:
    """Whether the words at the place are underlined; False for findings about something missing."""
    return code_of(code).underlined


def can_be_suppressed(finding: Finding) -> bool:
    """Whether it concerns a way of writing that a user may want to keep in all drafts."""
    return not code_of(finding.code).per_draft


def reasons(finding: Finding, precision: Precision | None = None) -> tuple[str, ...]:
    """Why it is reported: how often published text writes either reading, whose row of a table says so, and how often such
    findings were right, which nobody has counted of the user's own rows.

    BadWords when the table of the latter is missing or damaged.
    """
    read = [f"“{one.text}”{one.count}次" for one in finding.readings]
    counted = (words("why_counted", readings="，".join(read)),) if read else ()
    if finding.row and finding.row.is_own:
        return (*counted, _listed(finding.row))
    listed = (_listed(finding.row),) if finding.row else ()
    return (*counted, *listed, _judged(finding, load_precision() if precision is None else precision))


def _listed(row: WordRow) -> str:
    """Which table it comes from, and who says so there."""
    kind = "why_row" if row.source else "why_row_own" if row.is_own else "why_row_made"
    return words(kind, table=OWN_TABLE if row.is_own else row.table, source=row.source)


def _judged(finding: Finding, precision: Precision) -> str:
    """How often findings of its code and severity were right, and in how much text; of any severity where nobody read such."""
    every = {severity: rows for (code, severity), rows in precision.items() if code == finding.code}
    rows = every.get(finding.severity) or [one for found in every.values() for one in found]
    names = ("read", "right", "debatable", "false", "signs")
    counts = {name: str(sum(getattr(one, name) for one in rows)) for name in names}
    return words("why_judged", **counts) if rows else words("why_unread")
