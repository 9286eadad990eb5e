"""版头: what stands above the title of an issued document (GB/T 9704-2012, 7.2), with the heads of letters, minutes, bulletins."""

import re
from collections.abc import Callable, Sequence
from enum import Enum, auto

from core.dates import find_dates, is_date_line
from core.model.elements import Role
from core.model.raw import Origin
from core.model.text import HAN_RANGE
from core.parsing.chrome import is_rule
from core.parsing.frame.title_words import DOCUMENT_NUMBER, DOCUMENT_NUMBER_LINE, ISSUE
from core.parsing.lines import Line, head_of
from core.parsing.phrases import Phrases

# Fifteen authorities, each on a line of its own, with everything that can stand around them.
_FARTHEST = 24
_TWO = 2
_BARS = re.compile(r"[|｜│]")
_BARRED = re.compile(rf"[{HAN_RANGE}“”·\s]{{2,20}}[|｜│]\s?")
_LONGEST = 60
_TITLE_LINES = 4
_LARGE = 20


class _Mark(Enum):
    """What a line of a masthead is."""

    STAMP = auto()
    AUTHORITY = auto()
    ORGAN = auto()
    BULLETIN = auto()
    NAMED_ISSUE = auto()
    NUMBER = auto()
    SIGNATORY = auto()
    ISSUED = auto()
    ROW = auto()
    RULE = auto()


_ANCHORS = frozenset((_Mark.AUTHORITY, _Mark.NUMBER, _Mark.SIGNATORY, _Mark.ROW, _Mark.NAMED_ISSUE))
_NAMES = frozenset((_Mark.BULLETIN, _Mark.ROW, _Mark.NAMED_ISSUE))
_BEFORE_DATE = frozenset((_Mark.NUMBER, _Mark.ORGAN, _Mark.ISSUED, _Mark.NAMED_ISSUE))
_BESIDE = frozenset((_Mark.STAMP, _Mark.RULE))


def mark_masthead(lines: Sequence[Line], roles: list[Role | None]) -> int:
    """Give the lines of a masthead their roles; returns the index of the first line below it, 0 without one."""
    marks = _marks(lines)
    end = _end(marks)
    if not _is_masthead(lines, marks[:end]):
        return 0
    for index, mark in enumerate(marks[:end]):
        roles[index] = Role.DOCUMENT_NUMBER if mark is _Mark.NUMBER else Role.NOISE
    return end


def boxed_mark(line: Line) -> Role | None:
    """The role of a masthead's line in a text box, which is read after the paragraph it hangs on."""
    if line.origin is not Origin.TEXT_BOX:
        return None
    mark = _mark(line, None)
    if mark is _Mark.NUMBER:
        return Role.DOCUMENT_NUMBER
    return Role.NOISE if mark in _ANCHORS | _BESIDE else None


def _marks(lines: Sequence[Line]) -> list[_Mark]:
    marks: list[_Mark] = []
    for index, line in enumerate(lines[:_FARTHEST]):
        mark = _mark(line, marks[-1] if marks else None) or _bulletin_above(lines[index : index + 4])
        if mark is None or _tells_of_meeting(lines[index : index + 2]):
            break
        marks.append(mark)
    return marks


def _tells_of_meeting(lines: Sequence[Line]) -> bool:
    """Whether two lines tell the time, place and people of a meeting: 时间：… / 地点：…"""
    return len(lines) > 1 and all(line.phrases.chrome.meeting.match(line.bare) for line in lines)


def _mark(line: Line, before: _Mark | None) -> _Mark | None:
    bare, people = head_of(line.bare), line.phrases.people
    if len(bare) > _LONGEST or line.origin is Origin.FOOTNOTE:
        return None
    if before is _Mark.SIGNATORY and people.persons_in(bare):
        return _Mark.SIGNATORY
    if before in _BEFORE_DATE and is_date_line(bare):
        return _Mark.ISSUED
    return _plain(bare, line.phrases) or _name(line)


def _bulletin_above(lines: Sequence[Line]) -> _Mark | None:
    """The mark of a name without a word for bulletins (云山水务), told by the issue with who made it or when below, in one row or
    more."""
    name, *below = lines
    if not below or not (is_issue_row(head_of(below[0].bare), name.phrases) or _are_issue(below)):
        return None
    may_name = name.short and not (name.level or name.stops or name.phrases.titles.end.search(name.bare))
    return _Mark.BULLETIN if may_name else None


def _are_issue(lines: Sequence[Line]) -> bool:
    """Whether lines are the issue of a bulletin and who made it or when."""
    if len(lines) < _TWO or ISSUE.fullmatch(lines[0].bare) is None:
        return False
    if is_date_line(lines[1].bare) or _is_issued(lines[1]):
        return True
    is_organ = lines[1].phrases.people.organ.fullmatch("".join(lines[1].bare.split())) is not None
    return is_organ and len(lines) > _TWO and is_date_line(lines[2].bare)


def _is_named_issue(bare: str, phrases: Phrases) -> bool:
    """Whether a line holds the name of a bulletin, its issue, and perhaps who made it and when: 云山水务｜第7期｜2023年5月10日."""
    issue = ISSUE.search(bare)
    if issue is None or len(bare) > _LONGEST:
        return False
    name, rest = bare[: issue.start()], _without_date(_BARS.sub(" ", bare[issue.end() :]))[0]
    if not (_BARRED.fullmatch(name) or phrases.frame.issue_name.fullmatch("".join(name.split()))):
        return False
    issuer = phrases.frame.issuer_in(rest)
    return not issuer or phrases.people.organ.fullmatch(issuer) is not None


def is_issue_row(bare: str, phrases: Phrases) -> bool:
    """Whether a line holds the issue of a bulletin with who made it, when, or both, and nothing else: 第7期 县水务局 2023年5月10日."""
    issue = ISSUE.search(bare)
    if issue is None or len(bare) > _LONGEST:
        return False
    rest, is_dated = _without_date(_BARS.sub(" ", f"{bare[: issue.start()]} {bare[issue.end() :]}"))
    issuer = phrases.frame.issuer_in(rest)
    return phrases.people.organ.fullmatch(issuer) is not None if issuer else is_dated


def _without_date(text: str) -> tuple[str, bool]:
    """The text without the last full date in it, and whether there was one."""
    dates = [date for date in find_dates(text) if date.day is not None]
    return (text[: dates[-1].start] + text[dates[-1].end :], True) if dates else (text, False)


def _plain(bare: str, phrases: Phrases) -> _Mark | None:
    """The mark of a line that is known by its words alone."""
    known: tuple[tuple[_Mark, Callable[[str], object]], ...] = (
        (_Mark.RULE, is_rule),
        (_Mark.RULE, phrases.chrome.is_chrome),
        (_Mark.STAMP, phrases.frame.is_stamp),
        (_Mark.NUMBER, DOCUMENT_NUMBER_LINE.fullmatch),
        (_Mark.NAMED_ISSUE, lambda text: _is_named_issue(text, phrases)),
        (_Mark.ROW, lambda text: is_issue_row(text, phrases)),
        (_Mark.NUMBER, lambda text: _is_number_with_names(text, phrases)),
        (_Mark.SIGNATORY, phrases.frame.signatory.match),
    )
    return next((mark for mark, fits in known if fits(bare)), None)


def _is_number_with_names(bare: str, phrases: Phrases) -> bool:
    """Whether the last 签发人 of several stands beside the document number (clause 7.2.6)."""
    number = DOCUMENT_NUMBER.match(bare)
    return number is not None and bool(phrases.people.persons_in(bare[number.end() :]))


def _name(line: Line) -> _Mark | None:
    """The mark of a line that holds a name: of an authority, of minutes, of who issued them and when."""
    frame, closed = line.phrases.frame, "".join(line.bare.split())
    if frame.authority.fullmatch(closed):
        return _Mark.AUTHORITY
    if frame.bulletin.fullmatch(closed):
        return _Mark.BULLETIN
    if line.level == 0 and line.phrases.people.organ.fullmatch(closed):
        return _Mark.ORGAN
    return _Mark.ISSUED if _is_issued(line) else None


def _is_issued(line: Line) -> bool:
    return names_issuer(line.bare, line.phrases)


def names_issuer(bare: str, phrases: Phrases) -> bool:
    """Whether a line says who made the paper, with or without the date: 主办：县水务局, 县水务局编 2023年5月10日."""
    if phrases.people.is_dated_signature(bare):
        return True
    rest, _ = _without_date(bare)
    issuer = phrases.frame.issuer_in(rest)
    says_issuer = issuer != phrases.frame.unspaced(rest)
    return says_issuer and phrases.people.organ.fullmatch(issuer) is not None


def _end(marks: Sequence[_Mark]) -> int:
    """The end of a masthead: an organ below the document number begins the title."""
    anchors = _ANCHORS | ({_Mark.ISSUED} if _NAMES & {*marks} else set())
    end = max((index + 1 for index, mark in enumerate(marks) if mark in anchors), default=0)
    while end and end < len(marks) and marks[end] in _BESIDE:
        end += 1
    return end


def _is_masthead(lines: Sequence[Line], marks: Sequence[_Mark]) -> bool:
    """Whether the marks make a masthead; a lone name could be the title, if there is no other."""
    if _Mark.ROW in marks or {_Mark.AUTHORITY, _Mark.NUMBER} <= {*marks}:
        return True
    opens = _opens_title(lines, len(marks))
    if _Mark.AUTHORITY in marks:
        return opens
    if _Mark.NAMED_ISSUE in marks or {_Mark.NUMBER, _Mark.BULLETIN} <= {*marks}:
        return opens or _opens_piece(lines, len(marks))
    return opens and {_Mark.NUMBER, _Mark.ORGAN} <= {*marks}


def _opens_piece(lines: Sequence[Line], start: int) -> bool:
    """Whether what follows the head of a bulletin with its issue (第17期) is the title of a piece, which may name no kind:
    a short line."""
    if start >= len(lines) or not any(ISSUE.search(line.bare) for line in lines[:start]):
        return False
    line = lines[start]
    if _tells_of_meeting(lines[start : start + 2]):
        return False
    return line.short and not line.level and line.bare[-1] not in "：:，,。；;！!？?"


def _opens_title(lines: Sequence[Line], start: int) -> bool:
    """Whether a title stands at ``start``, perhaps in several lines."""
    for line in lines[start : start + _TITLE_LINES]:
        if not line.short or line.level or line.bare[-1] in "：:，,。；;":
            return False
        if line.phrases.titles.end.search(line.bare) or (line.look is not None and line.look.size >= _LARGE):
            return True
    return False
