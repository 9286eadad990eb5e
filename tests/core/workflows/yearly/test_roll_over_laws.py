"""Laws of roll-over: nothing happens by itself, nothing happens twice, and every fact stands where it says."""

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from core.drafts.validation import validated
from core.editing.proposals import accept, refuse
from core.editing.text.paragraphs import TypedFact, TypedParagraph, take_over
from core.editing.text.values import set_value
from core.model.change import Change, apply
from core.model.draft import Draft
from core.model.elements import Element
from core.model.proposal import Proposal
from core.workflows.drafting.drafting import DraftRequest, start_draft
from core.workflows.importing.reports import recognise_report
from core.workflows.yearly.roll_over import load_tables, roll_over
from tests.builders import fact_texts, lines_of

SENTENCES = (
    "2022年，完成投资1200万元，比2021年增长5%。",
    "制定《2022年工作要点》，落实《2019—2023年规划》。",
    "喜迎党的二十大，开展“喜迎二十大”活动12次。",
    "2022年是党的二十大召开之年，更是规划的关键一年。",
    "截至7月26日，1－7月完成12项，上半年共38项。",
    "自2012年以来，第二次会议和十三届省委全会。",
    "20XX年，庆祝建团100周年、建党101周年。",
    "二〇二二年，２０２２年度，2021、2022年和2021-2022学年。",
    "全年选派**名干部，明年继续；下半年召开第3次会议。",
    "2022漆器大赛于2022年**月20日举办。",
)
DRAFTS = st.builds(
    lambda title, lines, kind: made(title, tuple(lines), kind),
    st.sampled_from(["县档案馆2022年工作总结", "县档案馆2022年上半年工作总结", "县档案馆20XX年工作要点"]),
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5),
    st.sampled_from(["上半年工作总结", "年度工作总结", "年度工作要点"]),
)
FAR = 12
"""Characters behind which what stands at the start of a paragraph says nothing of a place."""

PICKS = st.lists(st.integers(0, 30), max_size=6)


@cache
def made(title: str, lines: tuple[str, ...], kind: str) -> Draft:
    """A new draft of 2023 from a report of these lines."""
    text = "\n".join((title, *lines))
    return start_draft(DraftRequest(kind, 2023, "县档案馆", (recognise_report("材料.txt", text.encode()).value,))).value


def proposals(draft: Draft) -> tuple[Proposal, ...]:
    """What is proposed for the draft as it stands."""
    return roll_over(draft, load_tables())


def typed_before(draft: Draft, element: Element, words: str) -> Change:
    """Words typed at the start of a paragraph."""
    size = len(words)
    facts = (fact for fact in draft.facts if fact.element_id == element.id)
    typed = tuple(TypedFact(fact.id, fact.start + size, fact.end + size) for fact in facts)
    return take_over(draft, (element.id,), (TypedParagraph(element.id, words + element.content, typed),), ())


def chosen(draft: Draft, picks: list[int]) -> list[Proposal]:
    """Some of them, in any order, perhaps twice."""
    found = proposals(draft)
    return [found[pick % len(found)] for pick in picks if found]


@settings(max_examples=25, deadline=None)
@given(DRAFTS, PICKS)
def test_a_refused_proposal_changes_no_character(draft: Draft, picks: list[int]) -> None:
    assert lines_of(apply(draft, refuse(draft, chosen(draft, picks)))) == lines_of(draft)


@settings(max_examples=25, deadline=None)
@given(DRAFTS)
def test_accepting_all_twice_is_accepting_all_once(draft: Draft) -> None:
    once = apply(draft, accept(draft, proposals(draft)))
    assert accept(once, proposals(once)).is_empty


@settings(max_examples=25, deadline=None)
@given(DRAFTS, PICKS)
def test_facts_stand_where_they_say_after_any_choice(draft: Draft, picks: list[int]) -> None:
    after = validated(apply(draft, accept(draft, chosen(draft, picks))))
    assert fact_texts(after) == [fact.text for fact in after.facts]


@settings(max_examples=25, deadline=None)
@given(DRAFTS, PICKS)
def test_one_by_one_leads_where_all_at_once_leads(draft: Draft, picks: list[int]) -> None:
    together = apply(draft, accept(draft, proposals(draft)))
    for pick in picks:
        draft = apply(draft, accept(draft, chosen(draft, [pick])))
    draft = apply(draft, accept(draft, proposals(draft)))
    assert lines_of(draft) == lines_of(together)


@settings(max_examples=25, deadline=None)
@given(DRAFTS, PICKS)
def test_every_choice_can_be_taken_back(draft: Draft, picks: list[int]) -> None:
    change = accept(draft, chosen(draft, picks))
    back = apply(apply(draft, change), change.inverse())
    assert (back.elements, back.facts) == (draft.elements, draft.facts)


@settings(max_examples=25, deadline=None)
@given(DRAFTS, st.integers(0, 20), st.sampled_from(["9", "一百二十", "二〇二三年"]))
def test_proposals_follow_the_text_after_edits_before_them(draft: Draft, pick: int, value: str) -> None:
    if draft.facts:
        draft = apply(draft, set_value(draft, draft.facts[pick % len(draft.facts)].id, value))
    content = {element.id: element.content for element in draft.elements}
    for proposal in proposals(draft):
        span = proposal.place.span
        assert content[proposal.place.element_id][span.start : span.end] == proposal.text


@settings(max_examples=25, deadline=None)
@given(DRAFTS, st.integers(0, 20), st.sampled_from(["此外，", "一、二、三，", "𠀀经查，"]))
def test_proposals_move_along_with_words_typed_before_them(draft: Draft, pick: int, words: str) -> None:
    element = draft.elements[pick % len(draft.elements)]
    after = apply(draft, typed_before(draft, element, words))
    moved = {(p.place.span, p.text, p.replacement) for p in proposals(after) if p.place.element_id == element.id}
    for proposal in proposals(draft):
        if proposal.place.element_id == element.id and proposal.place.span.start > FAR:
            assert (proposal.place.span.moved(len(words)), proposal.text, proposal.replacement) in moved


@settings(max_examples=25, deadline=None)
@given(DRAFTS)
def test_ids_tell_proposals_apart(draft: Draft) -> None:
    ids = [proposal.id for proposal in proposals(draft)]
    assert len(set(ids)) == len(ids)
