"""Style values that depend on the draft: position of 署名 and 签发人, size of 发文机关标志."""

from collections.abc import Mapping

from core.model.draft import Draft
from core.model.elements import Role
from core.model.outline import title_block
from core.model.particulars import NO_SEAL, SEAL
from core.typesetting.standard import (
    CHARACTER,
    CHARACTERS_PER_LINE,
    TITLE_CHARACTERS,
    sealed_indents,
    signature_indents,
    width,
)
from core.word.layouts.fillable import AFTER, BEFORE, LEFT, LINE, SIZE, TAB, LineMeasure, StyleValues
from core.word.writing.particulars import (
    SIGNATORY,
    authorities,
    mark,
    minutes_mark,
    names_in,
    signatory_rows,
    tidy_particulars,
)

SMALLEST_MARK = 36
"""Half points: 18 pt, larger than the text under it."""
JOINT = "联合发文机关"
JOINT_SHARE = 0.68
"""Share of the type area's width for the names of a joint issue; the rest is for 文件."""
TALLEST_JOINT = 3400
"""Twips: 60 mm, so that the first page still has room for text."""
BASELINE = 0.8
"""Position of the baseline in a line of exact height in word processors, from its top."""
HAN_TOP, HAN_BOTTOM = 0.85, 0.1
"""Extent of Han glyphs above and below the baseline, in ems."""


def title_width(measure: LineMeasure) -> int:
    """The number of characters on a line of the title."""
    character = measure.characters.get("Title", 0)
    return max(measure.width // character, 1) if measure.width and character else TITLE_CHARACTERS


def settings_for(draft: Draft, measure: LineMeasure, usual: StyleValues) -> dict[tuple[str, str], int]:
    """The style values for a draft in a layout whose own values are ``usual``."""
    given = tidy_particulars(draft)
    return {
        **_closing(draft, measure, given[SEAL] not in NO_SEAL),
        **_signatories(given, measure),
        **_marks(given, measure, usual),
    }


def _closing(draft: Draft, measure: LineMeasure, sealed: bool) -> dict[tuple[str, str], int]:
    """Left indents for the longest 署名 and 成文日期."""
    below = draft.elements[title_block(draft.elements) :]
    signature, date = (
        max((element.text.strip() for element in below if element.role is role), key=width, default="")
        for role in (Role.SIGNATURE, Role.ISSUE_DATE)
    )
    if not signature and not date:
        return {}
    character, per_line = _grid(measure, "署名")
    first, second = (sealed_indents if sealed else signature_indents)(signature, date, per_line)
    left = {"署名": first, "成文日期": second, "单独日期": second}
    return {(style, LEFT): round(characters * character) for style, characters in left.items()}


def _signatories(given: Mapping[str, str], measure: LineMeasure) -> dict[tuple[str, str], int]:
    """Indents with which 签发人 ends one character before the margin."""
    rows = signatory_rows(names_in(given["签发人"]))
    if not rows:
        return {}
    character, per_line = _grid(measure, "签发人")
    begin = max(per_line - 1 - len(SIGNATORY) - max(map(width, rows)), 0) * character
    return {("签发人", LEFT): begin, ("上行文发文字号", TAB): begin}


def _marks(given: Mapping[str, str], measure: LineMeasure, usual: StyleValues) -> dict[tuple[str, str], int]:
    """A smaller size for a 标志 that is too long for its line; the space around it keeps its outer edges in place."""
    names = authorities(given)
    whole = measure.width or CHARACTER * CHARACTERS_PER_LINE
    rooms = {
        "发文机关标志": whole / _longest(mark(given)),
        "信函机关标志": whole / _longest(*names[:1]),
        "纪要标志": whole / _longest(minutes_mark(given)),
    }
    if len(names) > 1:
        share = TALLEST_JOINT / max(usual.get((JOINT, LINE), 0) * len(names), 1)
        rooms[JOINT] = min(whole * JOINT_SHARE / _longest(*names), usual.get((JOINT, SIZE), 0) * 10 * share)
    return {key: value for style, room in rooms.items() for key, value in _smaller(style, usual, room).items()}


def _smaller(style: str, usual: StyleValues, character: float) -> dict[tuple[str, str], int]:
    """The values for a 标志 whose characters may be so many twips wide; none if they already fit."""
    size, line = usual.get((style, SIZE), 0), usual.get((style, LINE), 0)
    fitting = max(int(character / 10), SMALLEST_MARK)
    if fitting >= size:
        return {}
    share = fitting / size
    above = line * BASELINE - size * 10 * HAN_TOP
    below = line * (1 - BASELINE) - size * 10 * HAN_BOTTOM
    return {
        (style, SIZE): fitting,
        (style, LINE): round(line * share),
        (style, BEFORE): round(usual.get((style, BEFORE), 0) + above * (1 - share)),
        (style, AFTER): round(usual.get((style, AFTER), 0) + below * (1 - share)),
    }


def _grid(measure: LineMeasure, style: str) -> tuple[int, int]:
    """The character pitch of a style and the number of characters per line."""
    character = measure.characters.get(style, CHARACTER)
    return character, measure.width // character if measure.width else CHARACTERS_PER_LINE


def _longest(*texts: str) -> int:
    """The width of the widest text in characters, at least one."""
    return max(map(width, texts), default=0) or 1
