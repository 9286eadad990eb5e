"""Facts in attached parts are rolled over like those of the text: years are proposed, figures wait, nothing goes out unseen."""

from dataclasses import replace

import pytest

from core.editing.proposals import accept
from core.model.change import apply
from core.model.elements import Role
from core.model.fact import FactState
from core.model.structure.attachments import attached_start
from core.workflows.drafting.drafting import DraftRequest, start_draft
from core.workflows.importing.reports import recognise_report
from core.workflows.yearly.proposals import accept as accept_named
from core.workflows.yearly.proposals import proposals_of
from core.workflows.yearly.roll_over import load_tables, roll_over

TEXT = """青禾县林业局2022年工作总结
2022年，全局完成造林3200亩。
一、主要工作
（一）造林绿化。2022年完成造林3200亩。
附件：1.2022年造林任务分解表
　　　2.防火巡护安排
青禾县林业局
2022年12月20日
附件1
2022年造林任务分解表
2022年3月底前完成整地1500亩，由造林科负责。
附件2
防火巡护安排
2022年3月至5月，每日巡护4次，全年投入32万元。
"""


@pytest.fixture
def draft():
    report = recognise_report("材料.txt", TEXT.encode()).value
    return start_draft(DraftRequest("年度工作总结", 2023, "青禾县林业局", (report,))).value


def attached(draft):
    """The ids of what is attached."""
    return {each.id for each in draft.elements[attached_start(draft.elements) :]}


def test_the_attached_parts_are_in_the_draft(draft):
    marks = [each.content for each in draft.elements if each.role is Role.ATTACHMENT_MARK]
    assert marks == ["附件1", "附件2"]


@pytest.mark.parametrize("figure", ["1500", "4", "32"])
def test_figures_of_attachments_wait_for_the_clerk(draft, figure):
    own = attached(draft)
    assert {fact.state for fact in draft.facts if fact.element_id in own and fact.text == figure} == {FactState.CARRIED}


def test_years_of_attachments_are_rolled_over_at_head_and_list_alike(draft):
    after = apply(draft, accept(draft, [each.taken for each in roll_over(draft, load_tables())]))
    own = attached(after)
    assert [each.text for each in after.elements if each.id in own][1] == "2023年造林任务分解表"
    assert "2023年造林任务分解表" in next(each.text for each in after.elements if each.role is Role.ATTACHMENT)


def test_every_year_in_an_attachment_is_proposed_or_asked(draft):
    own = attached(draft)
    years = [each.id for each in draft.elements if each.id in own and "2022年" in each.text]
    proposed = {
        each.place.element_id: each.taken.asks for each in roll_over(draft, load_tables()) if "2022年" in each.text
    }
    assert [proposed[name] for name in years] == [False, False, True]


def test_undoing_brings_last_years_attachments_back(draft):
    change = accept(draft, [each.taken for each in roll_over(draft, load_tables())])
    assert apply(apply(draft, change), change.inverse()).elements == draft.elements


def test_the_name_of_an_attachment_is_renewed_at_both_places(draft):
    listed = next(each.id for each in draft.elements if "1.2022年造林" in each.text)
    found = [one for one in proposals_of(draft, load_tables()) if one.place.element_id == listed]
    taken = [replace(one, replacement=one.replacement or one.suggestion) for one in found]
    after = apply(draft, accept_named(draft, taken))
    assert [each.text for each in after.elements if "造林任务分解表" in each.text] == [
        "附件：1.2023年造林任务分解表",
        "2023年造林任务分解表",
    ]


def test_a_name_in_other_words_keeps_its_words_and_its_own_question():
    text = TEXT.replace("\n2022年造林任务分解表", "\n2022年造林任务责任分解表（修订稿）")
    report = recognise_report("材料.txt", text.encode()).value
    draft = start_draft(DraftRequest("年度工作总结", 2023, "青禾县林业局", (report,))).value
    names = {each.id: each.text for each in draft.elements if "分解表" in each.text}
    listed, title = names
    found = [one for one in proposals_of(draft, load_tables()) if one.place.element_id == listed]
    after = apply(
        draft, accept_named(draft, [replace(one, replacement=one.replacement or one.suggestion) for one in found])
    )
    assert {each.id: each.text for each in after.elements if each.id in names} == {
        listed: "附件：1.2023年造林任务分解表",
        title: "2022年造林任务责任分解表（修订稿）",
    }
    assert title in {one.place.element_id for one in proposals_of(after, load_tables())}
