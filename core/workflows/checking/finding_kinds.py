"""What the registry of checks says of a finding, for the window and for suppression."""

from core.checks.registry import Group, code_of
from core.model.finding import Finding


def group_of(code: str) -> str:
    """The heading under which findings of a code are listed; ``Group.OTHER`` for an unknown code."""
    return code_of(code).group.value


def group_names() -> tuple[str, ...]:
    """All headings in the order of the list."""
    return tuple(group.value for group in Group)


def title_of(finding: Finding, text: str) -> str:
    """What a list says of the finding: ``text``, or what is missing where the text does not say it."""
    return code_of(finding.code).title.format(text=text)


def is_underlined(code: str) -> bool:
    """Whether the words at the place are marked: not where the finding is about something that is not there."""
    return code_of(code).underlined


def can_be_suppressed(finding: Finding) -> bool:
    """Whether it is about a way of writing, which one user may want to keep in all drafts."""
    return not code_of(finding.code).per_draft
