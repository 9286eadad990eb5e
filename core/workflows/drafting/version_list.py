"""Which versions expire, and proposed names."""

from collections.abc import Sequence

from core.model.history import Version, VersionReason
from core.numbering import int_to_han

MOST_OWN = 30
"""Versions of the program that are kept; beyond that, the oldest of the most frequent reason expires."""

CLERKS = frozenset({VersionReason.HAND})


def expired(versions: Sequence[Version]) -> tuple[int, ...]:
    """The numbers of the versions that expire; never one made by the user."""
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
    """The next free name in the series 送审一稿, 送审二稿, …"""
    taken = {version.name for version in versions}
    number = 1
    while f"{word}{int_to_han(number)}稿" in taken:
        number += 1
    return f"{word}{int_to_han(number)}稿"


def name_in_papers(version: Version) -> str:
    """A version as papers call it: by the name that somebody gave it, else by its number and what it was kept before."""
    if version.keeping is VersionReason.HAND:
        return version.name
    return f"第{version.number}版（{version.note or version.name}）"
