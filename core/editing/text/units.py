"""Figures written in another unit of the same quantity: 3.3亿元 becomes 3500万元, at every place of the field."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from operator import attrgetter

from core.editing.text.replace_text import Replacement, rewritten
from core.editing.text.values import written
from core.model.change import Change, difference
from core.model.draft import Draft
from core.model.fact import Fact, FactKind, FactState
from core.model.quantities import SCALES, converted, plain, quantity_of, split_unit
from core.model.scales import split_scale
from core.model.spans import Place, Span

_NUMBERS = frozenset({FactKind.FIGURE, FactKind.MASK})
_UNIT = attrgetter("unit")
_SCALE_SIGNS = frozenset("".join(SCALES))


@dataclass(frozen=True, slots=True)
class ScaledValue:
    """A value split into ``text``, which is in the draft, and ``unit``, which follows it or belongs to its column."""

    text: str
    unit: str


def is_printed(fact: Fact, content: str) -> bool:
    """Whether the unit of a fact stands right behind its value."""
    return bool(fact.unit) and content.startswith(fact.unit, fact.end)


def is_at_other_scale(fact: Fact, found: Fact) -> bool:
    """Whether a value counts the same thing as a fact in another unit, in which last year's value can be said, too."""
    if fact.kind not in _NUMBERS or not fact.unit or fact.unit == found.unit:
        return False
    is_same = split_unit(fact.unit)[1] == split_unit(found.unit)[1] != ""
    return is_same and prior_in(fact, found.unit) is not None


def prior_in(fact: Fact, unit: str) -> str | None:
    """Last year's value in another unit of the same thing; None where it is no number of which that can be said.

    >>> prior_in(Fact("f1", FactKind.FIGURE, "", "e1", 0, 3, "3.3", "亿元", prior="3.3"), "万元")
    '33000'
    """
    if not fact.prior or fact.kind is FactKind.MASK or fact.unit == unit:
        return fact.prior
    quantity = quantity_of(fact.prior + fact.unit)
    scale = split_unit(unit)[0]
    if quantity is None or quantity.unit != split_unit(unit)[1]:
        return None
    own = split_unit(fact.unit)[0]
    return plain(quantity.size / SCALES[scale]) + quantity.about if scale else fact.prior + own


def with_scale(draft: Draft, before: Fact, value: ScaledValue) -> Draft:
    """The draft in which a fact, whose new words stand there already, and all other places of its field have this value.

    ``before`` is the fact as it was, with the field that it belonged to. Places where the old unit is printed get the new
    words; the others (cells under a unit) are fields of their own, with the value in their unit.
    """
    printed, apart = _other_places(draft, before)
    own_unit = {each.id: _number_in(value, each.unit) for each in apart}
    draft = _rewritten(draft, printed, value)
    draft = written(draft, {name: text for name, text in own_unit.items() if text}, FactState.UPDATED)
    group = {before.id: before.group} | {each.id: each.group for each in printed}
    facts = (_at_scale(each, value, group[each.id]) if each.id in group else each for each in draft.facts)
    return replace(draft, facts=tuple(_by_itself(each, own_unit) for each in facts))


def _other_places(draft: Draft, own: Fact) -> tuple[list[Fact], list[Fact]]:
    """The other places of a fact's field: those with the unit printed right behind them, and the others."""
    contents = {each.id: each.content for each in draft.elements}
    others = [each for each in draft.facts if each.field == own.field and each.id != own.id]
    printed = [each for each in others if is_printed(each, contents[each.element_id])]
    return printed, [each for each in others if each not in printed]


def _by_itself(fact: Fact, own_unit: Mapping[str, str]) -> Fact:
    """A fact in a unit of its own is a field by itself; one whose value cannot be said in that is to be looked at."""
    if fact.id not in own_unit:
        return fact
    state = fact.state if own_unit[fact.id] else FactState.CARRIED
    return replace(fact, group=f"figure:{fact.id}", state=state)


def _at_scale(fact: Fact, value: ScaledValue, group: str) -> Fact:
    """The fact with a value in another unit; last year's value and the label are in that unit as well."""
    return replace(
        fact,
        end=fact.start + len(value.text),
        text=value.text,
        unit=value.unit,
        label=_labelled(fact, value.unit),
        group=group,
        state=FactState.UPDATED,
        prior=prior_in(fact, value.unit) or "",
        value=value.text,
        source="",
    )


def _labelled(fact: Fact, unit: str) -> str:
    """The label of a fact, which names its unit, with another one."""
    bare = fact.label.removesuffix(f"（{fact.unit}）")
    return fact.label if bare == fact.label else f"{bare}（{unit}）"


def _rewritten(draft: Draft, places: Iterable[Fact], value: ScaledValue) -> Draft:
    """The draft with number and unit of these facts replaced by those of the value."""
    pieces: dict[str, list[Replacement]] = {}
    for fact in places:
        own = pieces.setdefault(fact.element_id, [])
        own.append((Span(fact.start, fact.end), value.text))
        own.append((Span(fact.end, fact.end + len(fact.unit)), value.unit))
    return rewritten(draft, pieces)


def _number_in(value: ScaledValue, unit: str) -> str:
    """A value as a number of another unit; "" where that cannot be said."""
    quantity = quantity_of(value.text + value.unit)
    return converted(quantity, unit) if quantity is not None else ""


def mend_units(draft: Draft) -> Change:
    """A step for drafts of older versions, in which a value taken from a copy kept the unit it had: 3.5亿 of 亿元.

    Such a fact is parted anew as its words say: number and unit behind it. The words stay as they are.
    """
    facts = _mended(draft.facts, {each.id: each.content for each in draft.elements})
    changed = [fact for fact, old in zip(facts, draft.facts, strict=True) if fact is not old]
    place = Place(changed[0].element_id, Span(changed[0].start, changed[0].end)) if changed else Place("")
    return difference(draft, replace(draft, facts=facts) if changed else draft, place, "按正文校正单位")


def _mended(facts: Sequence[Fact], contents: Mapping[str, str]) -> tuple[Fact, ...]:
    scaled = {unit for unit in set(map(_UNIT, facts)) if all(split_unit(unit))}
    return tuple(_parted(each, contents[each.element_id]) if each.unit in scaled else each for each in facts)


def _parted(fact: Fact, content: str) -> Fact:
    """A fact whose unit has a scale, and of something, parted anew; as it is where nothing stands behind it, as in a cell."""
    if fact.end >= len(content) or fact.kind not in _NUMBERS or is_printed(fact, content):
        return fact
    thing = split_unit(fact.unit)[1]
    number, unit = _printed_value(fact, thing, content)
    prior = prior_in(fact, unit) if unit else None
    if prior is None:
        return fact
    end, label = fact.start + len(number), _labelled(fact, unit)
    return replace(fact, end=end, text=number, unit=unit, label=label, prior=prior, value=fact.value and number)


def _printed_value(fact: Fact, thing: str, content: str) -> tuple[str, str]:
    """The number and the unit that stand at a fact; "" for both where the unit is not that of the same thing."""
    number, own = split_scale(fact.text)
    behind = "".join(takewhile(_SCALE_SIGNS.__contains__, content[fact.end :]))
    is_same = own + behind in SCALES and content.startswith(behind + thing, fact.end)
    return (number, own + behind + thing) if is_same and quantity_of(number) is not None else ("", "")
