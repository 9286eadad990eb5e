"""版记: copies, who printed and when, how many (GB/T 9704-2012, 7.4), where it stands below the text."""

from collections.abc import Sequence

from core.dates import is_date_line
from core.model.elements import Role
from core.model.raw import Origin
from core.numbering import find_ordinal
from core.parsing.chrome import is_rule
from core.parsing.frame.ending_words import ATTACHMENT
from core.parsing.lines import Line, head_of
from core.parsing.phrases import Phrases

LIST_GOES_ON = ("，", "、", "；", ",", ";")
"""With these a list of 抄送 goes on in the next line."""

_ADDRESSED = ("主送：", "主送:")
# A date of issue stands not further above.
_NEAR = 12


def mark_imprint(lines: Sequence[Line], roles: list[Role | None], start: int) -> None:
    """Make notes of the imprint's lines from ``start`` on: below a date of issue, before the attachments or at the end.

    Elsewhere the same words are text: a report may explain what 抄送 is.
    """
    if not lines:
        return
    members, is_end = imprint_members([line.bare for line in lines], lines[0].phrases), True
    for line in reversed(lines[start:]):
        if line.index in members and (is_end or _is_below(lines, line)):
            roles[line.index] = Role.NOTE
        else:
            is_end = _is_end(line, roles[line.index], is_end)


def imprint_members(texts: Sequence[str], phrases: Phrases) -> frozenset[int]:
    """Which of these paragraphs read like an imprint's, the halves of a list or a row that were parted included."""
    found: set[int] = set()
    for index, text in enumerate(texts):
        following = texts[index + 1] if index + 1 < len(texts) else ""
        goes_on = index - 1 in found and _goes_on(texts[index - 1], text, phrases)
        if goes_on or phrases.frame.is_imprint(text) or _announces(text, following, phrases):
            found.add(index)
    return frozenset(found)


def _announces(text: str, following: str, phrases: Phrases) -> bool:
    """Whether a line is one of the imprint by the next: 主送：… above 抄送：…, the printing authority beside its date."""
    if text.startswith(_ADDRESSED):
        return phrases.frame.is_imprint(following)
    is_organ = len(text) <= 60 and phrases.people.organ.fullmatch(text) is not None
    printing = phrases.frame.printing(following)
    return is_organ and printing is not None and not printing[0]


def _goes_on(line: str, text: str, phrases: Phrases) -> bool:
    """Whether a line goes on with the list before it, or names who printed without a date."""
    if phrases.frame.copies.match(line) and len(text) <= 60 and phrases.people.organ.fullmatch(text):
        return True
    listed = line.endswith(LIST_GOES_ON) and len(text) <= 120
    return listed and find_ordinal(text) is None and not is_date_line(text)


def _is_below(lines: Sequence[Line], line: Line) -> bool:
    """Whether a line stands below a date of issue; a text box hangs on whatever paragraph it was drawn at."""
    above = lines[max(0, line.index - _NEAR) : line.index]
    return line.origin is Origin.TEXT_BOX or any(map(_is_dated, above))


def _is_dated(line: Line) -> bool:
    return len(line.bare) <= 60 and (is_date_line(line.bare) or line.phrases.people.is_dated_signature(line.bare))


def _is_end(line: Line, role: Role | None, is_end: bool) -> bool:
    """Whether the text is over above a line: an attachment, or at the end one that says nothing."""
    bare = head_of(line.bare)
    if ATTACHMENT.match(bare):
        return True
    return is_end and (role in (Role.NOTE, Role.NOISE) or is_rule(bare) or line.phrases.chrome.is_foot(bare))
