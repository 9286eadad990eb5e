"""Versions of a draft: compared, restored, named."""

from contextlib import suppress
from types import MappingProxyType

from core.editing.restoring import restore_all, restore_section
from core.editing.versions import FactPair, Pair, PairKind, compared, compared_facts
from core.errors import BadDraft
from core.model.history import VersionReason
from core.workflows.drafting.session import Session
from core.workflows.drafting.version_list import proposed_name

__all__ = (
    "OWN_NAMES",
    "FactPair",
    "Pair",
    "PairKind",
    "compared",
    "compared_facts",
    "keep_before",
    "proposed_name",
    "restore_version",
)

OWN_NAMES = MappingProxyType(
    {
        VersionReason.EXPORT: "导出前",
        VersionReason.IMPORT: "回收填报表前",
        VersionReason.ROLL_OVER: "全部更新前",
        VersionReason.RESTORE: "恢复前",
    }
)


def keep_before(session: Session, keeping: VersionReason, what: str = "") -> None:
    """Store a version before an operation that changes or sends out a lot; ``what`` describes it."""
    with suppress(BadDraft):  # damaged versions are reported where they are listed; they must not stop the work
        session.keep_version(OWN_NAMES[keeping], what, keeping)


def restore_version(session: Session, number: int, key: str = "") -> bool:
    """Restore a version, or only its section ``key``, as an edit that can be undone; False if nothing changed.

    The state before is stored as a version.
    """
    name = next(one.name for one in session.versions() if one.number == number)
    now, then = session.draft, session.version(number)
    change = restore_section(now, then, key, name) if key else restore_all(now, then, name)
    if change.is_empty:
        return False
    keep_before(session, VersionReason.RESTORE, f"恢复“{name}”")
    return session.do(change)
