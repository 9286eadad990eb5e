"""Inserting a ready-made section with its facts as one edit."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count

from core.editing.outline.sections import add_section, demote, end_of_parts, place_section
from core.editing.text.one_line import one_line
from core.editing.text.paragraphs import TypedFact, TypedParagraph, take_over
from core.model.change import Change, apply, difference
from core.model.draft import Draft
from core.model.elements import Element
from core.model.fact import Fact
from core.model.outline import subtree
from core.model.spans import Place

REASON = "从要点生成"
_OF_PLAN = "plan:"


@dataclass(frozen=True, slots=True)
class NewSection:
    """A heading (empty: a paragraph without one) with its text; the spans of ``facts`` are in ``text``, in order.

    Their ids and groups only distinguish them: the draft assigns its own.
    """

    heading: str
    text: str
    facts: tuple[Fact, ...] = ()


def insert_section(draft: Draft, new: NewSection, beside: str, before: bool = False, under: bool = False) -> Change:
    """Insert the section after the one headed by ``beside`` ("": after the last part), ``before`` it or ``under`` it.

    It is run in if the section beside it is. Raises BadUse for a text that cannot be stored.
    """
    if not new.heading:
        return _as_paragraph(draft, new, beside)
    lead = one_line(new.heading) + "。" if not under and _is_run_in(draft, beside) else ""
    after = apply(draft, add_section(draft, beside, lead or one_line(new.heading)))
    made = f"e{draft.serial + 1}"
    if under:
        after = apply(after, demote(after, made))
    elif before:
        after = apply(after, place_section(after, made, beside))
    return difference(draft, _with_text(after, new, made, lead), Place(made), REASON)


def _is_run_in(draft: Draft, heading_id: str) -> bool:
    return any(element.id == heading_id and element.run_in for element in draft.elements)


def _with_text(draft: Draft, new: NewSection, heading_id: str, lead: str) -> Draft:
    """The text after the heading: in its own paragraph when a ``lead`` is given, else in the next one."""
    text = one_line(new.text)
    if not text.strip():
        return draft
    facts = _own(draft, new.facts)
    if lead:
        typed: tuple[TypedParagraph, ...] = (TypedParagraph(heading_id, lead + text, _typed(facts, len(lead))),)
    else:
        content = next(element.content for element in draft.elements if element.id == heading_id)
        typed = (TypedParagraph(heading_id, content), TypedParagraph("", text, _typed(facts, 0)))
    return apply(draft, take_over(draft, (heading_id,), typed, facts))


def _as_paragraph(draft: Draft, new: NewSection, beside: str) -> Change:
    facts = _own(draft, new.facts)
    end = subtree(draft.elements, beside)[1] if beside else end_of_parts(draft)
    before = draft.elements[max(end - 1, 0) : end]
    typed = [TypedParagraph(e.id, e.content, _kept(draft, e)) for e in before]
    typed.append(TypedParagraph("", one_line(new.text), _typed(facts, 0)))
    ids = tuple(element.id for element in before)
    after = apply(draft, take_over(draft, ids, typed, facts))
    return difference(draft, after, Place(ids[0] if ids else ""), REASON)


def _kept(draft: Draft, element: Element) -> tuple[TypedFact, ...]:
    return tuple(TypedFact(fact.id, fact.start, fact.end) for fact in draft.facts if fact.element_id == element.id)


def _own(draft: Draft, facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts with new ids, each a field of its own; ids are left free for the elements created with them."""
    numbers = count(draft.serial + 2)
    return tuple(replace(fact, id=(own := f"f{next(numbers)}"), group=f"{_OF_PLAN}{own}") for fact in facts)


def is_of_plan(fact: Fact) -> bool:
    """Whether a fact was inserted with a ready-made section."""
    return fact.group.startswith(_OF_PLAN)


def _typed(facts: Sequence[Fact], shift: int) -> tuple[TypedFact, ...]:
    return tuple(TypedFact(fact.id, fact.start + shift, fact.end + shift) for fact in facts)
