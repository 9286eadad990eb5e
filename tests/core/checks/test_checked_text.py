"""A text that is looked through again and again: what is remembered is what a fresh look finds."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from core.checks.checked_text import FEW, TOGETHER, CheckedText, ParagraphCache, checked
from core.model.draft import Draft, Identity
from core.model.elements import Element, Role
from core.workflows.checking.proofreader import Proofreader
from core.workflows.facts import find_facts
from tests.builders import body

PIECES = (
    *("全馆共接待读者38人，其中党员27人、群众9人。", "全年投入资金350万元。", "全年投入资金350元。", "办结36件，占38件的63%。"),
    *("截止目前，", "王红霞局长讲话。", "王洪霞同志强调，", "“第一议题”制度", "“第一议题制度”", "一是整理档案。", "三是修复档案。", "详见第六部分。"),
    *("青禾县档案馆", "青和县", "审批服务管理局", "审批服务管局", "加大隐患排查力度，", "进一步进一步", "５０％", "50%", "如表3所示，", "表1 进度"),
    *("全馆建立覆盖城乡的档案查询利用服务网络，全年接待读者1200人次，", "县档案馆（以下简称县馆）", "见附件3。", "\n", "（1）甲（3）丙"),
)  # fmt: skip
CONTENTS = st.lists(st.sampled_from(PIECES), max_size=6).map("".join)
ROLES = st.sampled_from(
    (Role.BODY, Role.BODY, Role.BODY, Role.POINT, Role.HEADING, Role.TITLE, Role.ISSUE_DATE, Role.NOISE)
)


@st.composite
def edited(draw: st.DrawFn) -> list[Draft]:
    """One draft as it stands after each of some edits: paragraphs typed in, put in, moved, struck, made another thing."""
    elements: list[Element] = []
    drafts = []
    for number in range(draw(st.integers(2, 6))):
        place = draw(st.integers(0, max(len(elements) - 1, 0)))
        action = draw(st.sampled_from(("put in", "type", "strike", "turn", "move"))) if elements else "put in"
        element = elements.pop(place) if elements and action != "put in" else Element(f"e{number}", Role.BODY, "")
        if action in ("put in", "type"):
            element = replace(element, content=draw(CONTENTS))
        if action in ("put in", "turn"):
            element = replace(element, role=draw(ROLES), prefix=draw(st.sampled_from(("", "一、", "（三）"))))
        if action != "strike":
            elements.insert(draw(st.integers(0, len(elements))) if action == "move" else place, element)
        drafts.append(Draft(Identity("年度工作总结", 2023), tuple(elements), find_facts(elements)))
    return drafts


@settings(max_examples=25)
@given(edited())
def test_who_looks_again_finds_what_a_fresh_look_finds(drafts: list[Draft]) -> None:
    inspector = Proofreader()
    for draft in drafts:
        assert inspector.draft(draft).findings == Proofreader().draft(draft).findings


class Length:
    """How long a paragraph is, and which paragraphs were asked about."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, element: Element, more: int = 0) -> int:
        self.asked.append(element.content)
        return len(element.content) + more


def test_only_what_has_changed_is_looked_at_anew() -> None:
    length, cache = Length(), ParagraphCache()
    for contents in (("甲", "乙"), ("甲", "乙丙")):
        found = [said for _, said in CheckedText(map(body, contents, (1, 2)), cache).per_paragraph(length)]
    assert (found, length.asked) == ([1, 2], ["甲", "乙", "乙丙"])


def test_what_is_held_against_something_else_is_looked_at_anew() -> None:
    text, length = CheckedText([body("甲")]), Length()
    assert [said for more in (1, 2, 1) for _, said in text.per_paragraph(length, more)] == [2, 3, 2]


def test_a_paragraph_that_is_gone_is_forgotten() -> None:
    length, cache = Length(), ParagraphCache()
    for contents in (("甲", "乙"), ("甲",)):
        list(CheckedText(map(body, contents, (1, 2)), cache).per_paragraph(length))
    assert list(cache.entries((length,))) == ["e1"]


def test_a_part_of_a_text_gives_way_like_the_whole() -> None:
    asked: list[None] = []
    text = CheckedText([body("甲", number) for number in range(3 * FEW)], ParagraphCache(lambda: asked.append(None)))
    assert len(list(text[FEW:])) == 2 * FEW
    assert len(asked) > 2


def test_way_is_given_before_each_paragraph_that_is_looked_at() -> None:
    asked: list[None] = []
    text = CheckedText([body("甲", number) for number in range(3)], ParagraphCache(lambda: asked.append(None)))
    assert [said for _, said in text.per_paragraph(lambda _: len(asked))] == [2, 3, 4]


def test_paragraphs_that_have_changed_are_looked_at_together() -> None:
    asked, cache = list[list[str]](), ParagraphCache()

    def lengths(elements: Sequence[Element]) -> list[int]:
        asked.append([element.content for element in elements])
        return [len(element.content) for element in elements]

    for contents in (("甲", "乙", "丙"), ("甲", "乙丁", "丙丁")):
        found = [said for _, said in CheckedText(map(body, contents, (1, 2, 3)), cache).per_batch(lengths)]
    assert (found, asked) == ([1, 2, 2], [["甲", "乙", "丙"], ["乙丁", "丙丁"]])


def test_no_more_paragraphs_are_looked_at_together_than_are_kept() -> None:
    text = CheckedText([body("甲", number) for number in range(TOGETHER + 1)])
    sizes = [size for _, size in text.per_batch(lambda elements: [len(elements)] * len(elements))]
    assert sizes == [TOGETHER] * TOGETHER + [1]


def test_a_text_is_remembered_only_by_who_keeps_it() -> None:
    text = checked((body("甲"),))
    assert checked(text) is text
