"""Lists of a table of words as patterns; the notation is explained to the clerk at the head of each table."""

import re
from collections.abc import Mapping

from core.errors import BadWords

NOTHING = "(?!)"


def listed(lists: Mapping[str, str], name: str) -> str:
    """The text of a list; ``BadWords`` with its name if there is none."""
    if name not in lists:
        raise BadWords("words_incomplete", list=name)
    return lists[name]


def words_in(lists: Mapping[str, str], name: str) -> tuple[str, ...]:
    """The words of a list in their order; ``BadWords`` with its name if there is none."""
    return tuple(listed(lists, name).split())


def any_of(lists: Mapping[str, str], name: str) -> str:
    """A pattern for any word of a list, longest first.

    ``word/a/b`` is the word where neither a nor b follows, and ``word/a!xy`` where a does not follow but for ax and ay;
    ``ab|word`` is the word where neither character stands before; ``^`` and ``$`` at its ends are the ends of the text.
    """
    words = sorted(words_in(lists, name), key=_size, reverse=True)
    return f"(?:{'|'.join(map(_pattern, words)) or NOTHING})"


def signs(lists: Mapping[str, str], name: str) -> str:
    """The words of a list, each one character, for a character class."""
    return re.escape("".join(words_in(lists, name)))


def _size(word: str) -> int:
    return len(word.rpartition("|")[2].partition("/")[0])


def _pattern(word: str) -> str:
    before, _, rest = word.rpartition("|")
    own, *refused = rest.split("/")
    bare = own.removeprefix("^").removesuffix("$")
    pattern = "^" * own.startswith("^") + re.escape(bare) + "$" * own.endswith("$")
    pattern = f"(?<![{re.escape(before)}]){pattern}" if before else pattern
    return f"{pattern}(?!{'|'.join(map(_refused, refused))})" if refused else pattern


def _refused(word: str) -> str:
    own, _, allowed = word.partition("!")
    return f"{re.escape(own)}(?![{re.escape(allowed)}])" if allowed else re.escape(own)
