"""One counter of ids over bookmarks, revisions and move ranges of a body, above those of comments.

Word reports unreadable content where a move and a deletion share an id.
"""

from collections.abc import Iterator
from itertools import count

from core.package import Node, W

_COMMENTS = frozenset(W + name for name in ("commentRangeStart", "commentRangeEnd", "commentReference"))
_RANGES = frozenset(W + f"{kind}{edge}" for kind in ("moveFromRange", "moveToRange") for edge in ("Start", "End"))
_BOOKMARKS = frozenset({W + "bookmarkStart", W + "bookmarkEnd"})
_SINGLE = frozenset(W + name for name in ("ins", "del", "moveFrom", "moveTo"))
_ID = W + "id"
_LONGEST_ID = 9


def number_ids(root: Node) -> None:
    """Give every bookmark, revision and range an id of its own; start and end of a pair share theirs."""
    free = count(_highest(root) + 1)
    pairs: dict[tuple[bool, str], int] = {}
    for node in root.iter(*_BOOKMARKS, *_RANGES, *_SINGLE):
        if node.tag in _SINGLE:
            node.set(_ID, str(next(free)))
            continue
        key = node.tag in _BOOKMARKS, node.get(_ID) or ""
        if key not in pairs:
            pairs[key] = next(free)
        node.set(_ID, str(pairs[key]))


def _highest(root: Node) -> int:
    return max(_comment_ids(root), default=0)


def _comment_ids(root: Node) -> Iterator[int]:
    for node in root.iter(*_COMMENTS):
        value = node.get(_ID) or ""
        if value.isdecimal() and value.isascii() and len(value) <= _LONGEST_ID:
            yield int(value)
