"""Laws of the outline's structure: numbers in order, no word lost, facts in their places, everything taken back."""

import re
from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from core.drafts.patches import DraftPatcher, body_of
from core.editing.outline.bulk import move_sections, place_sections, roots_of
from core.editing.outline.parallel import beside
from core.editing.outline.renumber import renumbered
from core.model.change import Change, apply
from core.model.document import Numbering, NumberingMode
from core.model.draft import Draft
from core.model.elements import Role
from core.model.outline import subtree
from core.workflows.drafting.restructuring import points_to_sections, sections_to_points
from core.workflows.importing.reports import recognise_report
from tests.builders import fact_texts, lines_of, make_draft
from tests.core.restructurings import NAMES, restructured
from tests.journals import stored_and_standing

REPORTS = (
    """
    title |上半年工作总结
    preamble |今年以来，{place:**}区工作有序。
    h1 一、|开展情况
    h2 （一）|加强学习。‖抓了{3}件事。一是选派{**}名干部。都到岗。二是举办{48}期；三是考核。
    h2 （二）|夯实基层
    body |主要如下：
    point 一是|抓{place:**}区。说明{9}条。
    body |补充{year:2022年}。
    point 二是|抓{n:7}次
    h2 （三）|查阅。‖接待。
    h1 二、|存在问题
    body |一是人手{5}人。二是经费。
    h3 1.|小项{1}
    h3 2.|另一项。‖又{2}。
    signature |{place:**}区档案馆
    """,
    """
    h1 一、|甲
    h3 1.|子{**}。‖丑
    h3 2.|寅。‖卯{12}
    h1 二、|乙
    h2 （一）|午
    h3 3.|辰。‖巳{12}
    h4 ⑴|未。
    h4 ⑵|申{**}
    """,
)
KEEPING = tuple(name for name in NAMES if name not in ("delete_all", "paste", "paste_plain"))
PICK = st.integers(0, 60)
DRAFTS = st.sampled_from([make_draft(REPORTS[0]), make_draft(REPORTS[1], Numbering(NumberingMode.RUN_ON, 3))])
EDITS = st.lists(st.tuples(st.sampled_from(NAMES), PICK, PICK), min_size=1, max_size=6)
KEPT_EDITS = st.lists(st.tuples(st.sampled_from(KEEPING), PICK, PICK), min_size=1, max_size=6)
FEW = settings(max_examples=40)
MARKS = re.compile(r"[一二三四五六七八九十]+是|新的章节|[。：，；]")


def run(draft: Draft, edits: list[tuple[str, int, int]]) -> list[tuple[Change, Draft]]:
    """Every change made, with the draft it led to."""
    steps = []
    for edit in edits:
        change = restructured(draft, *edit)
        if change is not None:
            draft = apply(draft, change)
            steps.append((change, draft))
    return steps


def last(draft: Draft, edits: list[tuple[str, int, int]]) -> Draft:
    steps = run(draft, edits)
    return steps[-1][1] if steps else draft


def words(draft: Draft) -> Counter[str]:
    """The characters of the text without numbers, markers and stops, wherever they stand."""
    return Counter(MARKS.sub("", "".join(element.content for element in draft.elements)))


def whole(draft: Draft) -> tuple[object, ...]:
    return draft.elements, draft.facts, draft.numbering


@FEW
@given(DRAFTS, EDITS)
def test_numbers_follow_every_edit(draft, edits):
    after = last(draft, edits)
    assert renumbered(after.elements, after.numbering) == after.elements


@FEW
@given(DRAFTS, EDITS)
def test_facts_stay_in_their_words(draft, edits):
    after = last(draft, edits)
    assert fact_texts(after) == [fact.text for fact in after.facts]
    assert len({item.id for item in (*after.elements, *after.facts)}) == len(after.elements) + len(after.facts)


@FEW
@given(DRAFTS, KEPT_EDITS)
def test_no_word_and_no_fact_is_lost(draft, edits):
    after = last(draft, edits)
    assert words(after) == words(draft)
    assert {fact.id for fact in after.facts} == {fact.id for fact in draft.facts}


@FEW
@given(DRAFTS, EDITS)
def test_headings_stay_in_their_paragraphs_and_levels(draft, edits):
    for element in last(draft, edits).elements:
        assert element.heading_length <= len(element.content)
        assert not element.run_in or element.heading_length < len(element.content)
        assert (1 <= element.depth <= 4) if element.role is Role.HEADING else True


@FEW
@given(DRAFTS, EDITS)
def test_every_step_is_taken_back_and_made_again(draft, edits):
    for change, after in run(draft, edits):
        assert whole(apply(after, change.inverse())) == whole(draft)
        assert whole(apply(draft, change)) == whole(after)
        draft = after


@FEW
@given(DRAFTS, EDITS)
def test_every_step_is_read_back_from_the_history(draft, edits):
    bench, steps = DraftPatcher(draft), run(draft, edits)
    for change, _ in steps:
        bench.forward(body_of(change))
    assert whole(bench.draft()) == whole(steps[-1][1] if steps else draft)
    for change, _ in reversed(steps):
        bench.backward(body_of(change))
    assert whole(bench.draft()) == whole(draft)


@settings(max_examples=6)
@given(DRAFTS, EDITS, st.booleans())
def test_the_file_holds_the_structure_as_it_stands(draft, edits, undone):
    stored, stands = stored_and_standing(draft, run(draft, edits), undone)
    assert stored == stands


@FEW
@given(DRAFTS, st.sets(PICK), PICK, st.integers(0, 4))
def test_sections_put_somewhere_stay_whole_and_in_order(draft, picked, target, depth):
    ids = [element.id for element in draft.elements if element.role is Role.HEADING]
    chosen = {ids[number % len(ids)] for number in picked}
    after = apply(draft, place_sections(draft, chosen, (*ids, "")[target % (len(ids) + 1)], depth))
    roots = roots_of(draft.elements, chosen)
    order = [element.id for element in after.elements]
    for root in roots:
        part = [element.id for element in draft.elements[slice(*subtree(draft.elements, root))]]
        assert order[order.index(root) :][: len(part)] == part
    assert sorted(roots, key=order.index) == list(roots)


@FEW
@given(DRAFTS, st.sets(PICK), st.sampled_from((-1, 1)))
def test_neighbours_moved_together_never_pass_one_another(draft, picked, steps):
    ids = [element.id for element in beside(draft.elements, "e5" if len(draft.elements) > 9 else "e2")]
    roots = roots_of(draft.elements, {ids[number % len(ids)] for number in picked})
    after = apply(draft, move_sections(draft, roots, steps))
    order = [element.id for element in after.elements]
    assert sorted(roots, key=order.index) == list(roots)


DRAFT = make_draft(REPORTS[0])
TEXT = st.text("甲乙丙，", min_size=1, max_size=6)
POINTS = st.lists(st.tuples(TEXT, TEXT, st.booleans()), min_size=2, max_size=5)


def in_one(lead: str, points: list[tuple[str, str, bool]]) -> str:
    """A paragraph with points, a figure in some of them."""
    told = [
        f"{mark}是{head}。{rest}" + ("{12}件。" if has_fact else "。")
        for mark, (head, rest, has_fact) in zip("一二三四五", points, strict=False)
    ]
    return f"h1 一、|部分\nbody |{lead}" + "".join(told) + "\nh1 二、|后面\n"


@FEW
@given(TEXT, POINTS)
def test_points_made_sections_and_back_in_one_paragraph_are_the_same_text(lead, points):
    draft = make_draft(in_one(lead + "：", points))
    there = apply(draft, points_to_sections(draft, "e2"))
    back = apply(there, sections_to_points(there, "e1", together=True))
    assert len(there.elements) == len(draft.elements) + len(points)
    assert (back.elements, fact_texts(back)) == (draft.elements, fact_texts(draft))


@FEW
@given(POINTS)
def test_points_of_their_own_made_sections_and_back_are_the_same_draft(points):
    told = "".join(
        f"point {mark}是|{head}。{rest}" + ("{12}件\n" if has_fact else "完\n")
        for mark, (head, rest, has_fact) in zip("一二三四五", points, strict=False)
    )
    draft = make_draft(f"h1 一、|部分\n{told}h1 二、|后面")
    there = apply(draft, points_to_sections(draft, "e2"))
    back = apply(there, sections_to_points(there, "e1"))
    assert [element.role for element in there.elements].count(Role.HEADING) == len(points) + 2
    assert (lines_of(back), back.facts) == (lines_of(draft), draft.facts)


LEADS = ("加强学习培训", "今年以来举办了9期", "推进项目建设，做好服务保障", "“抓两头”工作有序")
READ_POINTS = st.lists(st.tuples(st.sampled_from(LEADS), st.booleans(), st.booleans()), min_size=2, max_size=5)


@FEW
@given(READ_POINTS)
def test_points_as_they_were_read_are_the_same_after_having_been_sections(points):
    told = "".join(
        f"{mark}是{lead}。" + "共走访9户。" * has_text + "\n" + "另外补充两条意见。\n" * has_more
        for mark, (lead, has_text, has_more) in zip("一二三四五", points, strict=False)
    )
    text = f"2022年工作总结\n一、主要做法\n主要抓了这些事：\n{told}二、存在问题\n人手还不够。"
    report = recognise_report("总结.txt", text.encode()).value
    draft = replace(DRAFT, elements=report.document.elements, facts=report.facts, serial=99)
    heading, first = (element.id for element in (draft.elements[1], draft.elements[3]))
    there = apply(draft, points_to_sections(draft, first))
    back = apply(there, sections_to_points(there, heading))
    assert len([e for e in there.elements if e.role is Role.HEADING]) == len(points) + 2
    assert (back.elements, back.facts) == (draft.elements, draft.facts)
