"""The name of a fact follows its sentence when the words around it are rewritten."""

from dataclasses import replace

from core.model.change import apply
from core.model.draft import Draft
from core.workflows.drafting.marking import rename_fields, renewed_labels
from core.workflows.facts import find_facts
from tests.builders import make_draft


def drafted(text: str) -> Draft:
    draft = make_draft(f"body |{text}")
    return replace(draft, facts=find_facts(draft.elements))


def rewritten(draft: Draft, old: str, new: str) -> Draft:
    """The draft with other words; what stands behind them moves."""
    (element,) = draft.elements
    at, shift = element.content.index(old), len(new) - len(old)
    facts = (replace(f, start=f.start + shift, end=f.end + shift) if f.start > at else f for f in draft.facts)
    return replace(draft, elements=(replace(element, content=element.content.replace(old, new)),), facts=tuple(facts))


def renewed(draft: Draft, old: str, new: str) -> list[str]:
    after = rewritten(draft, old, new)
    labels = renewed_labels(draft, after, {draft.elements[0].id})
    return [fact.label for fact in apply(after, rename_fields(after, labels)).facts]


def test_other_words_are_another_name() -> None:
    assert renewed(drafted("新建桥梁12座。"), "桥梁", "泵站") == ["新建泵站（座）"]


def test_words_elsewhere_in_the_paragraph_change_no_name() -> None:
    draft = drafted("新建桥梁12座。群众反映良好。")
    assert renewed(draft, "良好", "很好") == ["新建桥梁（座）"]


def test_a_name_that_the_sentence_did_not_give_stays() -> None:
    draft = drafted("新建桥梁12座。")
    named = replace(draft, facts=(replace(draft.facts[0], label="全县桥梁（座）"),))
    assert renewed(named, "桥梁", "泵站") == ["全县桥梁（座）"]


def test_nothing_renewed_is_no_change() -> None:
    draft = drafted("新建桥梁12座。")
    assert rename_fields(draft, {}).is_empty
