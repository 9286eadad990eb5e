"""Laws of editing: whatever a clerk does in whatever order, the draft stays sound, can be taken back and is stored."""

import itertools
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from core.drafts.patches import DraftPatcher, body_of
from core.editing.outline.renumber import renumbered
from core.editing.outline.sections import (
    add_section,
    delete_section,
    demote,
    move_section,
    place_section,
    promote,
    rename,
)
from core.editing.text.elements import NAMES, set_element
from core.editing.text.paragraphs import TypedFact, TypedParagraph, retyped, take_over
from core.editing.text.values import confirm, reset, set_value
from core.model.change import Change, apply
from core.model.document import Numbering, NumberingMode
from core.model.draft import Draft
from core.model.elements import Element, Role
from tests.builders import fact_texts, make_draft
from tests.journals import stored_and_standing

REPORTS = (
    """
    title |{year:2022年}上半年工作总结
    addressee |县委：
    preamble |今年以来，{place:**}区工作有序。
    h1 一、|开展情况
    h2 （一）|加强{place:**}区学习。‖选派{**}名干部，举办{48}期。
    h2 （二）|夯实基层。‖{38}项{62}个。
    point 一是|抓{place:**}区。
    body |说明{year:2022年}。
    point 二是|抓{n:7}次。
    h1 二、|存在问题
    body （1）|一些{n:7}问题。
    body （2）|另一些。
    h1 三、|下半年计划
    h2 （一）|抓学习。‖学。
    closing |特此报告。
    signature |{place:**}区档案馆
    issue_date |{year:2022年}7月1日
    attachment |附件：名册
    """,
    """
    h1 一、|甲
    h3 1.|子{**}。‖丑
    h3 2.|寅。‖卯{12}
    h1 二、|乙
    h2 （一）|午
    h3 3.|辰。‖巳{12}
    h4 ⑴|未
    h4 ⑵|申{**}
    """,
    """
    preamble |没有标题的一段{5}。
    h1 |没有序号
    h2 |也没有
    h1 |还是没有{**}
    """,
    """
    title |总结
    body |通篇没有小标题，{30}人。
    closing |特此报告。
    """,
)
NUMBERINGS = (Numbering(), Numbering(NumberingMode.RUN_ON, 3), Numbering(), Numbering())
WORDS = st.text("学习**48。，\u3000 ：a😀", max_size=9)
PICK = st.integers(0, 99)
NAMES_OF_EDITS = (
    "value", "value", "confirm", "reset", "rename", "add", "delete", "move", "place",
    "promote", "demote", "element", "retype", "split", "join", "remove",
)  # fmt: skip
EDITS = st.lists(st.tuples(st.sampled_from(NAMES_OF_EDITS), PICK, PICK, WORDS), max_size=9)
DRAFTS = st.sampled_from([make_draft(*pair) for pair in zip(REPORTS, NUMBERINGS, strict=True)])


def edited(draft: Draft, name: str, first: int, second: int, words: str) -> Change | None:
    """The change of one edit; the numbers choose among what the draft has. None where it has nothing to choose."""
    if name in ("value", "confirm", "reset"):
        return _value(draft, name, first, words)
    if name in ("retype", "split", "join", "remove"):
        return _typed(draft, name, first, words)
    if name == "element":
        return set_element(draft, list(NAMES)[first % len(NAMES)], words)
    return _outline(draft, name, first, second, words)


def _value(draft: Draft, name: str, first: int, words: str) -> Change | None:
    if not draft.facts:
        return None
    fact_id = draft.facts[first % len(draft.facts)].id
    return {
        "value": lambda: set_value(draft, fact_id, words),
        "confirm": lambda: confirm(draft, fact_id),
        "reset": lambda: reset(draft, fact_id),
    }[name]()


def _outline(draft: Draft, name: str, first: int, second: int, words: str) -> Change | None:
    ids = [element.id for element in draft.elements if element.role is Role.HEADING]
    if not ids:
        return add_section(draft, "", words) if name == "add" else None
    one, other = ids[first % len(ids)], (*ids, "")[second % (len(ids) + 1)]
    return {
        "rename": lambda: rename(draft, one, words),
        "add": lambda: add_section(draft, other, words),
        "delete": lambda: delete_section(draft, one),
        "move": lambda: move_section(draft, one, 1 if second % 2 else -1),
        "place": lambda: place_section(draft, one, other, second % 5),
        "promote": lambda: promote(draft, one),
        "demote": lambda: demote(draft, one),
    }[name]()


def _typed(draft: Draft, name: str, first: int, words: str) -> Change | None:
    if len(draft.elements) < 2:
        return None
    index = first % (len(draft.elements) - 1)
    one, two = draft.elements[index], draft.elements[index + 1]
    if name == "retype":
        place = first % (len(one.content) + 1)
        return take_over(draft, (one.id,), (retyped(draft, one, one.content[:place] + words + one.content[place:]),))
    if name == "split":
        place = first % (len(one.content) + 1)
        head, tail = _piece(draft, one, 0, place), _piece(draft, one, place, len(one.content))
        return take_over(draft, (one.id,), (head, replace(tail, element_id="")))
    if name == "join":
        ahead, behind = _piece(draft, one, 0, len(one.content)), _piece(draft, two, 0, len(two.content))
        moved = [TypedFact(f.fact_id, len(one.content) + f.start, len(one.content) + f.end) for f in behind.facts]
        joined = TypedParagraph(one.id, ahead.content + behind.content, (*ahead.facts, *moved))
        return take_over(draft, (one.id, two.id), (joined,))
    return take_over(draft, (one.id,), ())


def _piece(draft: Draft, element: Element, start: int, end: int) -> TypedParagraph:
    """A stretch of a paragraph with the facts that lie wholly in it."""
    own = [f for f in draft.facts if f.element_id == element.id and start <= f.start and f.end <= end]
    facts = tuple(TypedFact(fact.id, fact.start - start, fact.end - start) for fact in own)
    return TypedParagraph(element.id, element.content[start:end], facts)


def run(draft: Draft, edits: Sequence[tuple[str, int, int, str]]) -> list[tuple[Change, Draft]]:
    """Every change made, with the draft it led to."""
    steps = []
    for edit in edits:
        change = edited(draft, *edit)
        if change is not None:
            draft = apply(draft, change)
            steps.append((change, draft))
    return steps


def last(draft: Draft, edits: Sequence[tuple[str, int, int, str]]) -> Draft:
    steps = run(draft, edits)
    return steps[-1][1] if steps else draft


def without_serial(draft: Draft) -> tuple[object, ...]:
    return draft.identity, draft.elements, draft.facts, draft.numbering


@given(DRAFTS, EDITS)
def test_facts_stand_where_they_say(draft, edits):
    after = last(draft, edits)
    assert fact_texts(after) == [fact.text for fact in after.facts]


@given(DRAFTS, EDITS)
def test_facts_stand_in_order_and_apart(draft, edits):
    after = last(draft, edits)
    position = {element.id: index for index, element in enumerate(after.elements)}
    places = [(position[fact.element_id], fact.start, fact.end) for fact in after.facts]
    assert all(start < end for _, start, end in places)
    assert all(a[0] < b[0] or a[2] <= b[1] for a, b in itertools.pairwise(places))


@given(DRAFTS, EDITS)
def test_ids_are_given_once_and_counted(draft, edits):
    after = last(draft, edits)
    ids = [item.id for item in (*after.elements, *after.facts)]
    assert len(ids) == len(set(ids))
    assert all(int(identifier[1:]) <= after.serial for identifier in ids)


@given(DRAFTS, EDITS)
def test_one_field_has_one_state(draft, edits):
    states: dict[str, set[str]] = {}
    for fact in last(draft, edits).facts:
        states.setdefault(fact.group, set()).add(fact.state)
    assert all(len(found) == 1 for found in states.values())


@given(DRAFTS, EDITS)
def test_a_heading_lies_inside_its_paragraph(draft, edits):
    for element in last(draft, edits).elements:
        assert 0 <= element.heading_length <= len(element.content)
        assert not element.run_in or element.heading_length < len(element.content)


@given(DRAFTS, EDITS)
def test_depths_stay_within_four_levels(draft, edits):
    headings = [element for element in last(draft, edits).elements if element.role is Role.HEADING]
    assert all(1 <= heading.depth <= 4 and 0 <= heading.level <= 4 for heading in headings)


@given(DRAFTS, EDITS)
def test_numbers_are_always_in_order(draft, edits):
    after = last(draft, edits)
    assert renumbered(after.elements, after.numbering) == after.elements


@given(DRAFTS, EDITS)
def test_every_edit_can_be_taken_back(draft, edits):
    for change, after in run(draft, edits):
        assert without_serial(apply(after, change.inverse())) == without_serial(draft)
        draft = after


@given(DRAFTS, EDITS)
def test_every_edit_can_be_made_again(draft, edits):
    steps = run(draft, edits)
    for change, after in reversed(steps):
        assert apply(apply(after, change.inverse()), change) == after


@given(DRAFTS, EDITS)
def test_every_change_can_be_read_forwards_from_the_history(draft, edits):
    bench, steps = DraftPatcher(draft), run(draft, edits)
    for change, _ in steps:
        bench.forward(body_of(change))
    assert bench.draft() == (steps[-1][1] if steps else draft)


@given(DRAFTS, EDITS)
def test_every_change_can_be_read_backwards_from_the_history(draft, edits):
    bench, steps = DraftPatcher(last(draft, edits)), run(draft, edits)
    for change, _ in reversed(steps):
        bench.backward(body_of(change))
    assert without_serial(bench.draft()) == without_serial(draft)


@settings(max_examples=30)
@given(DRAFTS, EDITS, st.booleans())
def test_the_file_holds_the_draft_as_it_stands(draft, edits, undone):
    stored, stands = stored_and_standing(draft, run(draft, edits), undone)
    assert stored == stands


@given(DRAFTS, st.lists(st.tuples(st.sampled_from(("confirm", "value")), PICK, PICK, WORDS), max_size=5))
def test_giving_every_value_back_leaves_last_years_text(draft, edits):
    after = last(draft, edits)
    for fact in draft.facts:
        after = apply(after, reset(after, fact.id))
    assert (after.elements, after.facts) == (draft.elements, draft.facts)
