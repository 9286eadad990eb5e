"""The end of a report: signature, date, attachments, notes and what a web page leaves below them."""

import re
from collections.abc import Sequence
from itertools import groupby

from core.dates import is_date_line
from core.model.elements import Role
from core.model.raw import Origin
from core.model.structure.captions import reads_as_caption
from core.parsing.chrome import is_rule
from core.parsing.frame.ending_words import ATTACHMENT, ATTACHMENT_LABEL
from core.parsing.frame.imprint import mark_imprint
from core.parsing.lines import Line, head_of, is_record, is_web_page

_QUIET = frozenset((Role.NOISE, Role.NOTE))
_EXPLAINED = re.compile(
    r"(?:[①-⑳]|[（(]?\d{1,2}[）).．、])?\s?[“\"][^”\"]{1,40}[”\"](?:[（(].{1,20}[）)])?\s?(?:[:：]|是指|指)"
)
_LISTED = re.compile(r"[\[［]\d{1,2}[\]］]")
_LONGEST_BUTTON = 40
_SENTENCE = re.compile(r"[。；;！!？?]")


def mark_tail(lines: Sequence[Line], roles: list[Role | None], start: int) -> int:
    """Give roles to everything from ``start`` on that is not the text itself.

    Returns the last line of the signature and date, -1 without them.
    """
    _mark_quiet(lines, roles, start)
    anchor = _dated_end(lines, roles, start)
    if anchor < 0:
        anchor = _signed_end(lines, roles, start)
    _mark_attachments(lines, roles, start)
    if anchor >= 0:
        _fill(roles, anchor + 1, Role.ATTACHMENT)
    return anchor


def _mark_quiet(lines: Sequence[Line], roles: list[Role | None], start: int) -> None:
    remarks = False
    for line in lines[start:]:
        remarks = line.phrases.endings.remarks.match(line.bare) is not None or (remarks and _goes_on(line))
        if _is_remark(line) or remarks:
            roles[line.index] = Role.NOTE
        elif is_rule(head_of(line.bare)):
            roles[line.index] = Role.NOISE
    _mark_minutes(lines, roles, start)
    mark_imprint(lines, roles, start)
    _mark_glossary(lines, roles, start)
    _clear_listed(lines, roles, start)
    _mark_foot(lines, roles, start)


def _mark_minutes(lines: Sequence[Line], roles: list[Role | None], start: int) -> None:
    """Mark who checked the paper (审核：…), which stands in one row with who was there or alone; on a web page the same
    words, alone, are the page's."""
    rows = [list(group) for is_member, group in groupby(lines[start:], key=is_record) if is_member]
    on_page = bool(rows) and is_web_page(lines)
    for row in rows:
        if not on_page or any(line.phrases.chrome.attendance.match(line.bare) for line in row):
            for line in row:
                roles[line.index] = Role.NOTE


def _clear_listed(lines: Sequence[Line], roles: list[Role | None], start: int) -> None:
    """Members of a list in brackets, [1] …, look like footnotes: those with text after them are text themselves, and so
    are those that are all that a heading has."""
    for line in lines[start : _text_end(lines, roles, start)]:
        if roles[line.index] is Role.NOTE and line.origin is Origin.BODY and _LISTED.match(line.bare):
            roles[line.index] = None


def _text_end(lines: Sequence[Line], roles: Sequence[Role | None], start: int) -> int:
    """The last line that is a sentence or numbered; the end where that is a heading without text."""
    text = [line for line in lines[start:] if roles[line.index] is None and (line.level > 0 or line.stops)]
    if not text:
        return start
    return text[-1].index if text[-1].stops else len(lines)


def _goes_on(line: Line) -> bool:
    """Whether a line is one of the remarks that a line before it opened."""
    return line.level >= 3 or _EXPLAINED.match(line.bare) is not None


def _mark_glossary(lines: Sequence[Line], roles: list[Role | None], start: int) -> None:
    """Mark the words explained at the very end: two or more lines such as ①“河长制”：由…负责…"""
    found = len(lines)
    while found > start + 1 and (roles[found - 1] in _QUIET or _EXPLAINED.match(lines[found - 1].bare)):
        found -= 1
    terms = [index for index in range(found, len(lines)) if roles[index] is None]
    for index in terms if len(terms) > 1 else ():
        roles[index] = Role.NOTE


def _mark_foot(lines: Sequence[Line], roles: list[Role | None], start: int) -> None:
    """Mark what a web page leaves at the end: its foot, and the list of related pages above it."""
    foot = min(_foot_start(lines, roles, start), _related(lines, start))
    while foot > start + 1 and _is_chrome(lines[foot - 1]):
        foot -= 1
    of_page = False
    for line in lines[foot:]:
        if roles[line.index] is None or (of_page and roles[line.index] is Role.NOTE and _is_foot(line)):
            roles[line.index] = Role.NOISE
            of_page = True


def _foot_start(lines: Sequence[Line], roles: Sequence[Role | None], start: int) -> int:
    """Where the run of a page's foot at the end begins; a word of the page that no list has stands below one that it has."""
    foot = len(lines)
    while foot > start + 1 and (
        roles[foot - 1] is not None or _is_foot(lines[foot - 1]) or _is_button(lines, foot - 1)
    ):
        foot -= 1
    return foot


def _is_button(lines: Sequence[Line], index: int) -> bool:
    """Whether a few words that are no sentence, no signature and no attachment stand right below a line of the foot."""
    line = lines[index]
    if line.level or line.stops or len(line.bare) > _LONGEST_BUTTON or index == 0 or not _is_foot(lines[index - 1]):
        return False
    return not (_is_dated(line) or line.phrases.people.is_signed(line.bare) or ATTACHMENT.match(line.bare))


def _is_chrome(line: Line) -> bool:
    return line.phrases.chrome.is_chrome(head_of(line.bare))


def _is_foot(line: Line) -> bool:
    return line.phrases.chrome.is_foot(head_of(line.bare))


def _related(lines: Sequence[Line], start: int) -> int:
    """Where the list of related pages at the end begins: only short lines without a full stop follow it."""
    related = len(lines)
    for line in reversed(lines[start + 1 :]):
        if line.phrases.chrome.is_related(line.bare):
            related = line.index
        elif line.stops or not line.short:
            break
    return related


def _is_remark(line: Line) -> bool:
    if line.origin is Origin.FOOTNOTE:
        return True
    return line.origin is Origin.BODY and not line.level and line.phrases.chrome.is_note(head_of(line.bare))


def following(roles: Sequence[Role | None], index: int) -> int:
    """The next line that is neither note nor noise; the number of lines when there is none."""
    index += 1
    while index < len(roles) and roles[index] in _QUIET:
        index += 1
    return index


def _dated_end(lines: Sequence[Line], roles: list[Role | None], start: int) -> int:
    """Mark the block around the date of issue; returns its last line or -1."""
    for index in range(_text_from(lines, roles, start) + 1, len(lines)):
        line = lines[index]
        if roles[index] is None and len(line.bare) <= 60 and _is_dated(line) and _may_end(lines, roles, index):
            roles[index] = Role.ISSUE_DATE if is_date_line(line.bare) else Role.SIGNATURE
            _sign_backwards(lines, roles, index, start)
            return _sign_forwards(lines, roles, index)
    return -1


def _text_from(lines: Sequence[Line], roles: Sequence[Role | None], start: int) -> int:
    """The first line that is clearly text, a sentence or a numbered one: nothing is signed before it."""
    for line in lines[start:]:
        if roles[line.index] is None and (line.stops or line.ordinal or not line.short):
            return line.index
    return len(lines)


def _is_dated(line: Line) -> bool:
    if line.origin is not Origin.BODY or line.level:
        return False
    return is_date_line(line.bare) or line.phrases.people.is_dated_signature(line.bare)


def _may_end(lines: Sequence[Line], roles: Sequence[Role | None], index: int) -> bool:
    """Whether what follows a date may stand after the end of a report: nothing, a signature, an attachment."""
    after = following(roles, index)
    if after >= len(lines):
        return True
    bare = lines[after].bare
    if is_date_line(bare) or lines[after].phrases.people.is_signed(bare) or ATTACHMENT.match(head_of(bare)):
        return True
    return len(bare) <= 60 and not lines[after].level and not _SENTENCE.search(bare) and bare[-1] not in "，：:"


def _sign_backwards(lines: Sequence[Line], roles: list[Role | None], index: int, start: int) -> None:
    for before in range(index - 1, max(start, index - 6), -1):
        if roles[before] in _QUIET:
            continue
        if roles[before] is not None or not _may_sign(lines[before]):
            return
        roles[before] = Role.SIGNATURE


def _may_sign(line: Line) -> bool:
    bare = line.bare
    if line.origin is not Origin.BODY or line.ordinal or len(bare) > 45 or reads_as_caption(bare):
        return False
    if line.phrases.endings.no_signature.search(bare):
        return False
    return line.phrases.people.is_signed(bare) or _may_be_name(line)


def _may_be_name(line: Line) -> bool:
    """Whether a line may be the name of an organ that no list has; captions and unit lines of tables are none."""
    return not line.leads and len(line.bare) <= 30 and not {*line.bare} & {*"：:"} and not ATTACHMENT.match(line.bare)


def _sign_forwards(lines: Sequence[Line], roles: list[Role | None], index: int) -> int:
    last = index
    for after in range(index + 1, min(len(lines), index + 6)):
        if roles[after] in _QUIET:
            continue
        bare = lines[after].bare
        if is_date_line(bare):
            roles[after] = Role.ISSUE_DATE
        elif _signs_again(lines, after):
            roles[after] = Role.SIGNATURE
        else:
            break
        last = after
    return last


def _signs_again(lines: Sequence[Line], index: int) -> bool:
    """Whether a line after the date is part of the signature: the organ, and no title begins with it."""
    line = lines[index]
    return line.phrases.people.is_signed(line.bare) and not _opens_title(lines, index) and _may_sign(line)


def _opens_title(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is a title, or the organ above one: 某县农业农村局 / 2023年工作总结."""
    return any(line.short and line.phrases.titles.end.search(line.bare) for line in lines[index : index + 2])


def _signed_end(lines: Sequence[Line], roles: list[Role | None], start: int) -> int:
    """Mark a signature without a date, at the end or before the attachments; returns its last line or -1."""
    for index in range(_text_from(lines, roles, start) + 1, len(lines)):
        if _signs(lines[index], roles[index]) and _is_last(lines, roles, index) and _set_off(lines, roles, index):
            roles[index] = Role.SIGNATURE
            _sign_named_backwards(lines, roles, index, start)
            return index
    return -1


def _signs(line: Line, role: Role | None) -> bool:
    if role is not None or not _may_sign(line):
        return False
    return line.phrases.people.is_signed(line.bare) or (line.look is not None and line.look.alignment == "right")


def _is_last(lines: Sequence[Line], roles: Sequence[Role | None], index: int) -> bool:
    after = following(roles, index)
    if after >= len(lines) or ATTACHMENT.match(head_of(lines[after].bare)):
        return True
    before = lines[index - 1]
    return _opens_title(lines, after) and before.phrases.endings.sends.search(before.bare[-80:]) is not None


def _set_off(lines: Sequence[Line], roles: Sequence[Role | None], index: int) -> bool:
    """Whether the text before a signature has come to its end."""
    before = lines[index - 1]
    return before.stops or lines[index].gap or roles[index - 1] is not None or _may_sign(before)


def _sign_named_backwards(lines: Sequence[Line], roles: list[Role | None], index: int, start: int) -> None:
    for before in range(index - 1, max(start, index - 4), -1):
        if not _signs(lines[before], roles[before]):
            return
        roles[before] = Role.SIGNATURE


def _mark_attachments(lines: Sequence[Line], roles: list[Role | None], start: int) -> None:
    for index in range(start + 1, len(lines)):
        if roles[index] is None and attaches(lines[index]):
            after = _listed(lines, roles, index)
            if after < len(lines) and roles[after] is None:
                _fill(roles, index, Role.ATTACHMENT)
                return


def attaches(line: Line) -> bool:
    """Whether a line announces an attachment: 附件：…, 附表 2."""
    short = line.origin is Origin.BODY and len(line.bare) <= 120
    return short and ATTACHMENT.match(head_of(line.bare)) is not None


def _listed(lines: Sequence[Line], roles: list[Role | None], index: int) -> int:
    """Mark an attachment line and the numbered ones that continue it; returns the next line that is something else."""
    roles[index] = Role.ATTACHMENT
    label_only = ATTACHMENT_LABEL.fullmatch(lines[index].bare) is not None
    after = index + 1
    while after < len(lines) and not label_only:
        if roles[after] is None and (_continues_list(lines[after]) or attaches(lines[after])):
            roles[after] = Role.ATTACHMENT
        elif roles[after] not in _QUIET:
            break
        after += 1
    return after


def _continues_list(line: Line) -> bool:
    return line.level in (3, 4) and not line.stops and len(line.bare) <= 80


def _fill(roles: list[Role | None], start: int, role: Role) -> None:
    for index in range(start, len(roles)):
        if roles[index] not in _QUIET:
            roles[index] = role
