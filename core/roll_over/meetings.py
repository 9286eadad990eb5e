"""Meeting numbers that the text cannot give: the unit card holds the last number of recurring meetings."""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from core.model.card import Meeting
from core.model.proposal import Proposal, RollRole
from core.model.text import PHRASE_END, TO_FULL_WIDTH, TO_HALF_WIDTH
from core.numbering import han_to_int, int_to_han
from core.roll_over.numerals import HAN, NUMBER
from core.roll_over.references import FIRST

COUNT = re.compile(rf"第?(?:{NUMBER}|{FIRST})[届次]")
SAME = (("全体会议", "全会"), ("全体扩大会议", "全会"), ("全体（扩大）会议", "全会"))
UNITS = ("次", "届")
FURTHEST = 9999


def with_meetings(
    proposals: Sequence[Proposal], contents: Mapping[str, str], meetings: Sequence[Meeting]
) -> tuple[Proposal, ...]:
    """The proposals, with the number after the card's last one filled in for meetings that were left to the user.

    ``contents`` are the texts of the elements by id. A meeting counted in several ways in the text, or differently in text
    and card, stays a question: it is unknown which number is last year's.
    """
    held = {each.id: _meeting(each, contents, meetings) if each.asks else None for each in proposals}
    counted: dict[tuple[Meeting, str], set[int | None]] = {}
    for each in proposals:
        meeting = held[each.id]
        if meeting is not None:
            counted.setdefault((meeting, _unit(each, contents)), set()).add(_value(each.text))
    single = {key for key, values in counted.items() if len(values) == 1}
    return tuple(_answered(each, held[each.id], _unit(each, contents), single) for each in proposals)


def counted_on(
    meetings: Sequence[Meeting], accepted: Sequence[Proposal], contents: Mapping[str, str]
) -> tuple[Meeting, ...]:
    """The meetings after these proposals were accepted: a number beyond the card's last one becomes the last one.

    ``contents`` are the texts for which the proposals were made.
    """
    found = list(meetings)
    for each in accepted:
        meeting, number = _meeting(each, contents, found), _value(each.replacement or "") or 0
        if meeting is not None:
            found[found.index(meeting)] = _further(meeting, _unit(each, contents), number)
    return tuple(found)


def _further(meeting: Meeting, unit: str, number: int) -> Meeting:
    if unit == "次" and 0 < meeting.number < number <= FURTHEST:
        return replace(meeting, number=number)
    if unit == "届" and not meeting.number and 0 < meeting.term < number <= FURTHEST:
        return replace(meeting, term=number)
    return meeting


def _answered(
    proposal: Proposal, meeting: Meeting | None, unit: str, single: Container[tuple[Meeting, str]]
) -> Proposal:
    if meeting is None or (meeting, unit) not in single:
        return proposal
    last = meeting.number if unit == "次" else meeting.term
    if not 0 < last < FURTHEST:
        return proposal
    if unit == "届" and meeting.number:  # the term goes on while its sessions are counted
        return _as(proposal, last, f"单位名片：{meeting.name}现在是第{int_to_han(last)}届")
    if _value(proposal.text) != last:  # one of them was counted on already, or was wrong before
        told = f"上一{unit}是第{int_to_han(last)}{unit}，和文中的数不接续，请核定"
        return replace(proposal, reason=f"单位名片：{meeting.name}{told}")
    told = f"上一{unit}是第{int_to_han(last)}{unit}，接着是第{int_to_han(last + 1)}{unit}"
    return _as(proposal, last + 1, f"单位名片：{meeting.name}{told}")


def _as(proposal: Proposal, number: int, reason: str) -> Proposal:
    return replace(proposal, replacement=_written(proposal.text, number), reason=reason)


def _meeting(proposal: Proposal, contents: Mapping[str, str], meetings: Sequence[Meeting]) -> Meeting | None:
    """The meeting with the longest name around the number, ignoring other counts in between."""
    if proposal.role is not RollRole.MEETING_NUMBER or _unit(proposal, contents) not in UNITS:
        return None
    text, span = contents.get(proposal.place.element_id, ""), proposal.place.span
    left = PHRASE_END.split(text[: span.start])[-1]
    right = PHRASE_END.split(text[span.end :])[0]
    before = _plain(COUNT.sub("", left.removesuffix("第")))
    after = _plain(COUNT.sub("", right[1:]))
    names = sorted((each for each in meetings if len(each.name) > 1), key=lambda each: -len(each.name))
    return next((each for each in names if _touches(_plain(each.name), before, after)), None)


def _touches(name: str, before: str, after: str) -> bool:
    """Whether the name ends before the number, begins after it or surrounds it."""
    return any(before.endswith(name[:cut]) and after.startswith(name[cut:]) for cut in range(len(name) + 1))


def _plain(text: str) -> str:
    for long, short in SAME:
        text = text.replace(long, short)
    return text


def _unit(proposal: Proposal, contents: Mapping[str, str]) -> str:
    end = proposal.place.span.end
    return contents.get(proposal.place.element_id, "")[end : end + 1]


def _value(text: str) -> int | None:
    if text == FIRST:
        return 1
    digits = text.removeprefix("第").translate(TO_HALF_WIDTH)
    return int(digits) if digits.isascii() and digits.isdigit() else han_to_int(digits)


def _written(like: str, number: int) -> str:
    """The number written in the same kind of numeral as ``like``."""
    if like == FIRST:
        return f"第{int_to_han(number)}"
    if like[:1] in HAN:
        return int_to_han(number)
    return str(number) if like.isascii() else str(number).translate(TO_FULL_WIDTH)
