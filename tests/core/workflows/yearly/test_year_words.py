"""Words below heads of years roll over like figures: nothing that was said of last year stands under this one."""

import pytest

from core.editing.text.values import confirm, reset
from core.model.change import apply
from core.model.draft import Draft
from core.model.fact import Fact, FactState
from core.model.proposal import Proposal, RollRole
from core.workflows.yearly.proposals import accept, proposals_of
from core.workflows.yearly.roll_over import load_tables
from core.workflows.yearly.table_picture import picture_of, without_cells
from tests.tables import grid_of, table_draft

TWO_YEARS = """
    指标 | 2023年 | 2024年
    产量（吨） | 410 | 430
    销量（吨） | 400 | 420
    考核等次 | 良好 | 优秀
    库存（吨） | 12 | —
    损耗（吨） | 3 | /
"""
ROLLED = {
    "columns": (
        TWO_YEARS,
        """
        指标 | 2024年 | 2025年
        产量（吨） | 430 | /
        销量（吨） | 420 | /
        考核等次 | 优秀 | /
        库存（吨） | — | /
        损耗（吨） | / | /
        """,
    ),
    "a dash that every year has stays": (
        "指标 | 2023年 | 2024年\n一、收入 | — | —\n其中：粮款 | 410 | 430",
        "指标 | 2024年 | 2025年\n一、收入 | — | —\n其中：粮款 | 430 | /",
    ),
    "rows of two years take their words along": (
        """
        粮站 | 年度 | 收购（吨） | 等次 | 备注 | 责任单位
        东桥 | 2023年 | 41 | 良好 | / | 业务科
        东桥 | 2024年 | 48 | 优秀 | 含晚稻 | 业务科
        """,
        """
        粮站 | 年度 | 收购（吨） | 等次 | 备注 | 责任单位
        东桥 | 2024年 | 48 | 优秀 | 含晚稻 | 业务科
        东桥 | 2025年 | / | / | / | 业务科
        """,
    ),
    "the new row of a series": (
        """
        序号 | 年份 | 收购（吨） | 名次 | 备注
        1 | 2022年 | 41 | 良好 | /
        2 | 2023年 | 45 | 良好 | /
        3 | 2024年 | 48 | 优秀 | 含晚稻
        """,
        """
        序号 | 年份 | 收购（吨） | 名次 | 备注
        1 | 2022年 | 41 | 良好 | /
        2 | 2023年 | 45 | 良好 | /
        3 | 2024年 | 48 | 优秀 | 含晚稻
        4 | 2025年 | / | / | /
        """,
    ),
    "the new column of a series": (
        """
        指标 | 2022年 | 2023年 | 2024年
        收购（吨） | 41 | 45 | 48
        销售（吨） | 40 | 44 | 47
        考核等次 | 良好 | 良好 | 优秀
        """,
        """
        指标 | 2022年 | 2023年 | 2024年 | 2025年
        收购（吨） | 41 | 45 | 48 | /
        销售（吨） | 40 | 44 | 47 | /
        考核等次 | 良好 | 良好 | 优秀 | /
        """,
    ),
    "a day, which waits to be looked at, stays": (
        "指标 | 2023年 | 2024年\n收购（吨） | 41 | 48\n销售（吨） | 40 | 47\n评定时间 | 2023年5月 | 2024年6月",
        "指标 | 2024年 | 2025年\n收购（吨） | 48 | /\n销售（吨） | 47 | /\n评定时间 | 2024年6月 | 2024年6月",
    ),
    "a column of words that compares": (
        """
        指标 | 2024年 | 比上年
        收购（吨） | 48 | 增加3
        销售（吨） | 47 | 持平
        """,
        """
        指标 | 2025年 | 比上年
        收购（吨） | / | 增加
        销售（吨） | / | /
        """,
    ),
}


def rows(expected: str) -> list[str]:
    lines = expected.strip().splitlines()
    return [" | ".join("" if cell == "/" else cell for cell in line.strip().split(" | ")) for line in lines]


def table_of(draft: Draft) -> Proposal:
    (found,) = (each for each in proposals_of(draft, load_tables()) if each.role is RollRole.TABLE)
    return found


def rolled(source: str) -> Draft:
    draft = table_draft(source)
    return apply(draft, accept(draft, [table_of(draft)]))


def facts_of(draft: Draft) -> dict[str, Fact]:
    return {fact.label: fact for fact in draft.facts}


@pytest.mark.parametrize("name", ROLLED)
def test_words_roll_over_with_the_figures(name: str) -> None:
    source, expected = ROLLED[name]
    assert grid_of(rolled(source)) == rows(expected)


@pytest.mark.parametrize("name", ROLLED)
def test_undoing_brings_the_words_back(name: str) -> None:
    draft = table_draft(ROLLED[name][0])
    change = accept(draft, [table_of(draft)])
    back = apply(apply(draft, change), change.inverse())
    assert (back.elements, back.facts) == (draft.elements, draft.facts)


@pytest.mark.parametrize(
    ("label", "prior"), [("考核等次·2025年", "优秀"), ("库存·2025年（吨）", "—"), ("损耗·2025年（吨）", "")]
)
def test_words_wait_to_be_written_with_last_years_beside_them(label: str, prior: str) -> None:
    fact = facts_of(rolled(TWO_YEARS))[label]
    assert (fact.state, fact.text, fact.prior) == (FactState.EMPTY, "", prior)


def test_words_of_a_row_are_named_by_the_names_of_the_row() -> None:
    source = "年份 | 收购（吨） | 等次 | 名次\n2023年 | 45 | 良好 | 第三\n2024年 | 48 | 优秀 | 第二"
    assert {"2025年·等次", "2025年·名次"} <= facts_of(rolled(source)).keys()


def test_words_may_stay_as_they_are() -> None:
    draft = table_draft(TWO_YEARS)
    proposal = table_of(draft)
    (word,) = (each.element_id for each in proposal.cells if each.before == "优秀")
    after = apply(draft, accept(draft, [without_cells(proposal, {word})]))
    assert "考核等次 | 优秀 | 优秀" in grid_of(after)


def test_the_picture_shows_that_words_wait() -> None:
    draft = table_draft(TWO_YEARS)
    picture = picture_of(draft, table_of(draft))
    assert picture is not None
    assert [cell.text for cell in picture.after[3]] == ["考核等次", "优秀", "待填"]


def test_rows_of_projects_with_the_years_of_each_are_asked_about() -> None:
    found = table_of(
        table_draft("序号 | 项目 | 建设年份 | 投资（万元）\n1 | 东桥粮库 | 2023年 | 120\n2 | 西桥粮库 | 2024年 | 230")
    )
    assert found.asks
    assert "一行一行是上年的项目" in found.reason


@pytest.mark.parametrize("label", ["考核等次·2025年", "库存·2025年（吨）"])
def test_last_years_words_can_be_brought_back_and_confirmed(label: str) -> None:
    draft = rolled(TWO_YEARS)
    back = apply(draft, reset(draft, facts_of(draft)[label].id))
    carried = facts_of(back)[label]
    after = facts_of(apply(back, confirm(back, carried.id)))[label]
    assert (carried.state, after.state) == (FactState.CARRIED, FactState.CONFIRMED)
    assert after.text == after.prior
