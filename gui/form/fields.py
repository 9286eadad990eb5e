"""Fields of a draft for the form: their texts and hints, and the next open one."""

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from itertools import accumulate, chain, pairwise
from os.path import commonprefix
from types import MappingProxyType

from core.model.draft import Draft
from core.model.fact import Fact, FactState
from core.model.outline import fields
from core.model.scales import intended_value, split_scale
from core.workflows.importing.listing import STATE_NAMES

GAP = "…"
NEAR = 8
"""Names before and behind in alphabetical order that a name is distinguished from."""


def next_open(draft: Draft, element_id: str, offset: int, step: int, empty_first: bool = True) -> Fact | None:
    """The first place of the next open field after (``step`` 1) or before (-1) a place, wrapping around.

    ``empty_first``: as long as another field is 待填, none that is 待核. The field at the place itself is skipped; None
    when no other is open.
    """
    rank = {element.id: index for index, element in enumerate(draft.elements)}
    here = (rank.get(element_id, -1), offset)
    still = _wanted(_open_elsewhere(draft, element_id, offset), empty_first)
    if not still:
        return None
    places = [(rank[fact.element_id], fact.start) for fact in still]
    if step > 0:
        return next((fact for place, fact in zip(places, still, strict=True) if place > here), still[0])
    behind = [fact for place, fact in zip(places, still, strict=True) if place < here]
    return behind[-1] if behind else still[-1]


def nearest_field(facts: Sequence[Fact], ids: Sequence[str], near: tuple[str, int], empty_first: bool = True) -> int:
    """The index of the field nearest to a place of a section; if there is none, or at the beginning, the first open one.

    ``empty_first``: the first 待填 one, if there is any.
    """
    element_id, offset = near
    if element_id not in ids or near == (ids[0], 0):
        still = _wanted([fact for fact in facts if fact.state.is_open], empty_first)
        return facts.index(still[0]) if still else 0
    rank = {each: number for number, each in enumerate(ids)}
    line = rank[element_id]
    away = [(abs(rank[fact.element_id] - line), _gap(fact, element_id, offset)) for fact in facts]
    return away.index(min(away))


def _gap(fact: Fact, element_id: str, offset: int) -> int:
    """Characters between a fact and a place of its paragraph; in an earlier paragraph the last fact is nearest."""
    return max(fact.start - offset, offset - fact.end, 0) if fact.element_id == element_id else -fact.start


def _wanted(still: list[Fact], empty_first: bool) -> list[Fact]:
    return [fact for fact in still if empty_first and fact.state is FactState.EMPTY] or still


def _open_elsewhere(draft: Draft, element_id: str, offset: int) -> list[Fact]:
    """The first places of all open fields except the one at the place."""
    mine = {_field(f) for f in draft.facts if f.element_id == element_id and f.start <= offset <= f.end}
    leaders = (group[0] for group in fields(draft.facts))
    return [fact for fact in leaders if fact.state.is_open and _field(fact) not in mine]


def _field(fact: Fact) -> str:
    return fact.group or fact.id


def shown_value(fact: Fact) -> str:
    """The text of the form's field: empty while the fact is open, except for text that is no value of its kind."""
    return "" if fact.state.is_open and fact.text == (fact.prior or fact.text) else fact.text


def field_text(fact: Fact) -> str:
    """The text of the form's field: the value without the scale that is shown with the unit."""
    return _number_in(fact, shown_value(fact))


def field_hint(fact: Fact) -> str:
    """Last year's value, the placeholder of an empty field of a carried fact."""
    return _number_in(fact, fact.prior) if fact.state is FactState.CARRIED else ""


def _number_in(fact: Fact, value: str) -> str:
    """The part of a value that can be typed alone and means the whole: 85 of 85万."""
    number = split_scale(value)[0]
    return number if intended_value(fact, number) == value else value


def scale_beside(fact: Fact, typed: str) -> str:
    """The scale shown beside the field for this input: 万 where the number counts in 万."""
    words = typed.strip()
    is_own = words in ("", field_text(fact))
    number, value = (_number_in(fact, fact.text), fact.text) if is_own else (words, intended_value(fact, words))
    return value.removeprefix(number).strip() if value.startswith(number) else ""


def unit_beside(fact: Fact, typed: str) -> str:
    """The unit shown beside the field for this input, with its scale: 万立方米."""
    return scale_beside(fact, typed) + fact.unit


def is_said(fact: Fact, typed: str) -> bool:
    """Whether the text in the field means the fact's value, in whatever form it was typed."""
    return typed == field_text(fact) or (not fact.state.is_open and intended_value(fact, typed) == fact.text)


HINTS = MappingProxyType(
    {
        FactState.EMPTY: "双击选中，输入新值",
        FactState.CARRIED: "双击选中，按 Enter 沿用，或者输入新值",
        FactState.UPDATED: "右键可以恢复上年值",
        FactState.CONFIRMED: "右键可以恢复上年值",
    }
)

NEW_HINT = "双击选中，输入新值；右键可以改为普通文字"
"""Of a fact that last year's report had not."""


def fact_tooltip(draft: Draft, fact: Fact) -> str:
    """The tool tip of a fact in the text, one item per line."""
    places = sum(_field(other) == _field(fact) for other in draft.facts)
    prior = f"上年 {fact.prior} · " if draft.basis and fact.prior else ""
    lines = (
        f"{name_of(fact)}（{fact.unit}）" if fact.unit else name_of(fact),
        prior + STATE_NAMES[fact.state],
        f"全稿{places}处，填一次一起改" if places > 1 else "",
        HINTS[fact.state] if fact.prior else NEW_HINT,
    )
    return "\n".join(line for line in lines if line)


def differences(names: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """For each name the offsets of characters that distinguish it from names with the most similar beginning, nearest
    first.

    Empty for a name with a unique beginning. Equal names count as one.
    """
    order = sorted(set(names))
    shared = [len(commonprefix(pair)) for pair in pairwise(order)]
    found = {}
    for number, name in enumerate(order):
        before = accumulate(reversed(shared[max(number - NEAR, 0) : number]), min)
        behind = accumulate(shared[number : number + NEAR], min)
        offsets = {min(offset, len(name) - 1) for offset in chain(before, behind) if offset}
        found[name] = tuple(sorted(offsets, reverse=True))
    return found


def shortened(name: str, kept: Iterable[int], fits: Callable[[str], bool]) -> str:
    """A name shortened with …; the characters at the offsets ``kept`` stay as far as possible."""
    if fits(name):
        return name
    shown: set[int] = set()
    wanted = tuple(kept)
    following = (start + step for step in range(len(name)) for start in (0, *wanted))
    for offset in chain(wanted, following):
        if offset < len(name) and offset not in shown:
            if not fits(_with_gaps(name, shown | {offset})):
                break
            shown.add(offset)
    return _with_gaps(name, shown)


def _with_gaps(name: str, shown: AbstractSet[int]) -> str:
    found: list[str] = []
    for offset, character in enumerate(name):
        if offset in shown:
            found.append(character)
        elif found[-1:] != [GAP]:
            found.append(GAP)
    return "".join(found)


def name_of(fact: Fact) -> str:
    """The form's label of the field; the unit has a column of its own."""
    return fact.label.removesuffix(f"（{fact.unit}）") or fact.prior or fact.text
