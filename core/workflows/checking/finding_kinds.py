"""Group, title and other display attributes of findings, taken from the registry of checks."""

from core.checks.registry import Group, code_of
from core.model.finding import Finding


def group_of(code: str) -> str:
    """The heading under which findings of a code are listed; ``Group.OTHER`` for an unknown code."""
    return code_of(code).group.value


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
