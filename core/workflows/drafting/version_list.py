"""Which versions stay, and what a new one may be called."""

from collections.abc import Sequence

from core.model.history import Version, VersionReason
from core.numbering import int_to_han

MOST_OWN = 30
"""Versions that the program keeps by itself; beyond that the oldest of the kind with the most go."""

CLERKS = frozenset({VersionReason.HAND})


def expired(versions: Sequence[Version]) -> tuple[int, ...]:
    """The numbers of versions that need not be kept any longer; never one kept by hand."""
    own = [version for version in versions if version.keeping not in CLERKS]
    gone: list[int] = []
    while len(own) > MOST_OWN:
        counts = [version.keeping for version in own]
        commonest = max(dict.fromkeys(counts), key=counts.count)
        first = next(version for version in own if version.keeping is commonest)
        own.remove(first)
        gone.append(first.number)
    return tuple(gone)


def proposed_name(versions: Sequence[Version], word: str = "送审") -> str:
    """The next free name in the row 送审一稿, 送审二稿, …"""
    taken = {version.name for version in versions}
    number = 1
    while f"{word}{int_to_han(number)}稿" in taken:
        number += 1
    return f"{word}{int_to_han(number)}稿"
