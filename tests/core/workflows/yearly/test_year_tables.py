"""Tables that name years roll over as one proposal: values move under the earlier year, this year's column opens."""

import pytest

from core.model.change import apply
from core.model.draft import Draft
from core.model.fact import FactKind, FactState
from core.model.proposal import Proposal, RollRole
from core.workflows.yearly.proposals import accept, proposals_of, refuse
from core.workflows.yearly.roll_over import load_tables
from core.workflows.yearly.roll_over_listing import draft_proposals
from tests.tables import grid_of, table_draft

ROLLED = {
    "two years": (
        """
        指标 | 单位 | 2023年 | 2024年
        粮食产量 | 万吨 | 11.2 | 12.3
        油料产量 | 吨 | 450 | —
        """,
        """
        指标 | 单位 | 2024年 | 2025年
        粮食产量 | 万吨 | 12.3 | /
        油料产量 | 吨 | — | /
        """,
    ),
    "shares of two years": (
        """
        来源 | 2023年金额（万元） | 2023年占比 | 2024年金额（万元） | 2024年占比
        省级 | 600 | 60% | 690 | 69%
        县级 | 400 | 40% | 310 | 31%
        """,
        """
        来源 | 2024年金额（万元） | 2024年占比 | 2025年金额（万元） | 2025年占比
        省级 | 690 | 69% | / | %
        县级 | 310 | 31% | / | %
        """,
    ),
    "school years": (
        """
        指标 | 单位 | 2022—2023学年 | 2023-2024学年 | 增减
        在校学生 | 人 | 2860 | 2915 | 55
        专任教师 | 人 | 186 | 191 | 5
        """,
        """
        指标 | 单位 | 2023—2024学年 | 2024-2025学年 | 增减
        在校学生 | 人 | 2915 | / | /
        专任教师 | 人 | 191 | / | /
        """,
    ),
    "rows of school years": (
        """
        学年 | 招生（人） | 毕业（人）
        2022—2023学年 | 860 | 850
        2023—2024学年 | 915 | 880
        """,
        """
        学年 | 招生（人） | 毕业（人）
        2023—2024学年 | 915 | 880
        2024—2025学年 | / | /
        """,
    ),
    "rows of years below a head that begins like a year": (
        """
        项目 | 收入（万元） | 支出（万元） | 当期结余（万元）
        上年 | 5620 | 5010 | 610
        本年 | 5880 | 5230 | 650
        增长（%） | 4.6 | 4.4 | 6.6
        """,
        """
        项目 | 收入（万元） | 支出（万元） | 当期结余（万元）
        上年 | 5880 | 5230 | 650
        本年 | / | / | /
        增长（%） | / | / | /
        """,
    ),
    "rows of years with what they give below": (
        """
        年度 | 总收入（万元） | 总支出（万元）
        2023年 | 8650 | 15200
        2024年 | 9120 | 16010
        增减额 | 470 | 810
        增长% | 5.4 | 5.3
        """,
        """
        年度 | 总收入（万元） | 总支出（万元）
        2024年 | 9120 | 16010
        2025年 | / | /
        增减额 | / | /
        增长% | / | /
        """,
    ),
    "two stars as the mark of a note": (
        """
        科室 | 2023年 | 2024年**
        办公室 | 12 | 15
        业务科 | 9 | 20
        """,
        """
        科室 | 2024年 | 2025年**
        办公室 | 15 | /
        业务科 | 20 | /
        """,
    ),
    "one year": (
        """
        项目 | 2024年（万元）
        工资 | 320
        办公 | 45.6
        """,
        """
        项目 | 2025年（万元）
        工资 | /
        办公 | /
        """,
    ),
    "a series of five": (
        """
        年份 | 2020 | 2021 | 2022 | 2023 | 2024
        客流（万人次） | 31 | 28 | 25 | 40 | 44
        """,
        """
        年份 | 2020 | 2021 | 2022 | 2023 | 2024 | 2025
        客流（万人次） | 31 | 28 | 25 | 40 | 44 | /
        """,
    ),
    "heads typed once more where a page begins": (
        """
        镇 | 2023年 | 2024年 | 增减
        东桥 | 10 | 12 | 2
        西桥 | 20 | 21 | 1
        镇 | 2023年 | 2024年 | 增减
        南桥 | 30 | 32 | 2
        """,
        """
        镇 | 2024年 | 2025年 | 增减
        东桥 | 12 | / | /
        西桥 | 21 | / | /
        镇 | 2024年 | 2025年 | 增减
        南桥 | 32 | / | /
        """,
    ),
    "marks of notes at heads and values": (
        """
        品种（吨） | 2023年① | 2024年[2]
        茶叶 | 31 | 35②
        蚕茧 | 20① | 22
        """,
        """
        品种（吨） | 2024年① | 2025年[2]
        茶叶 | 35② | ②
        蚕茧 | 22 | /
        """,
    ),
    "years above plan and done": (
        """
        镇 | 2023年 | < | 2024年 | <
        ^ | 计划 | 完成 | 计划 | 完成
        东桥 | 10 | 11 | 12 | 13
        西桥 | 20 | 21 | 22 | 23
        """,
        """
        镇 | 2024年 | 2025年
        计划 | 完成 | 计划 | 完成
        东桥 | 12 | 13 | / | /
        西桥 | 22 | 23 | / | /
        """,
    ),
    "last year and this year without numbers, with a rate": (
        """
        科室 | 上年 | 本年 | 增长%
        业务科 | 56 | 63 | 12.5
        """,
        """
        科室 | 上年 | 本年 | 增长%
        业务科 | 63 | / | /
        """,
    ),
    "the same period": (
        """
        类别 | 本期 | 上年同期 | 增减
        投诉 | 12件 | 15件 | -3
        """,
        """
        类别 | 本期 | 上年同期 | 增减
        投诉 | 件 | 12件 | /
        """,
    ),
    "years as rows, two": (
        """
        年度 | 受理 | 办结
        2023年 | 410 | 402
        2024年 | 388 | 388
        """,
        """
        年度 | 受理 | 办结
        2024年 | 388 | 388
        2025年 | / | /
        """,
    ),
    "years as rows, a series": (
        """
        年度 | 受理 | 办结
        2022年 | 400 | 399
        2023年 | 410 | 402
        2024年 | 388 | 388
        """,
        """
        年度 | 受理 | 办结
        2022年 | 400 | 399
        2023年 | 410 | 402
        2024年 | 388 | 388
        2025年 | / | /
        """,
    ),
    "plans of the coming year stay": (
        """
        指标 | 2024年完成 | 2025年计划
        植树（亩） | 800 | 900
        """,
        """
        指标 | 2025年完成 | 2025年计划
        植树（亩） | / | 900
        """,
    ),
    "this year's plan stood beside last year's plan and result": (
        """
        指标 | 2024年计划 | 2024年完成 | 完成率（%） | 2025年计划
        植树（亩） | 800 | 840 | 105 | 900
        育苗（万株） | 60 | 57 | 95 | 64
        """,
        """
        指标 | 2025年计划 | 2025年完成 | 完成率（%） | 2026年计划
        植树（亩） | 900 | / | / | /
        育苗（万株） | 64 | / | / | /
        """,
    ),
    "growth since a year long past": (
        """
        指标 | 2023年 | 2024年 | 比2019年增长（%）
        游客（万人次） | 40 | 44 | 12.8
        """,
        """
        指标 | 2024年 | 2025年 | 比2019年增长（%）
        游客（万人次） | 44 | / | /
        """,
    ),
    "a rate without unit and a plan without year": (
        """
        项目 | 全年预算 | 2024年支出 | 2023年支出 | 执行率
        培训费 | 30.0 | 28.5 | 26.0 | 95.0%
        """,
        """
        项目 | 全年预算 | 2025年支出 | 2024年支出 | 执行率
        培训费 | / | / | 28.5 | %
        """,
    ),
    "months below a title": (
        """
        2024年各月接待人次 | < | < | <
        馆名 | 1月 | 2月 | 3月
        北馆 | 80 | 64 | 91
        """,
        """
        2025年各月接待人次
        馆名 | 1月 | 2月 | 3月
        北馆 | / | / | /
        """,
    ),
    "districts as rows, a growth between years": (
        """
        乡镇 | 2023年产值 | 2024年产值 | 2024年比2023年增长（%）
        柳河镇 | 1.2亿元 | 1.5亿元 | 25.0
        合计 | 1.2亿元 | 1.5亿元 | 25.0
        """,
        """
        乡镇 | 2024年产值 | 2025年产值 | 2025年比2024年增长（%）
        柳河镇 | 1.5亿元 | 亿元 | /
        合计 | 1.5亿元 | 亿元 | /
        """,
    ),
    "newest year first, in a table of two": (
        """
        序号 | 事项 | 2024年 | 2023年 | 备注
        1 | 培训（期） | 12 | 10 | 含线上2期
        """,
        """
        序号 | 事项 | 2025年 | 2024年 | 备注
        1 | 培训（期） | / | 12 | 含线上2期
        """,
    ),
}

LATER = {
    "其中+shares+unit corner": (
        """
        单位：万元 | 2023年 | < | 2024年 | <
        ^ | 金额 | 占比（%） | 金额 | 占比（%）
        合计 | 1000 | 100 | 1200 | 100
        其中：财政拨款 | 800 | 80 | 900 | 75
        自筹 | 200 | 20 | 300 | 25
        """,
        """
        单位：万元 | 2024年 | 2025年
        金额 | 占比（%） | 金额 | 占比（%）
        合计 | 1200 | 100 | / | /
        其中：财政拨款 | 900 | 75 | / | /
        自筹 | 300 | 25 | / | /
        """,
    ),
    "total top, this/last": (
        """
        部门 | 今年累计 | 去年同期 | 同比±%
        全县合计 | 3,250 | 3,010 | 8.0
        东城街道 | 1,250 | 1,110 | 12.6
        西城街道 | 2,000 | 1,900 | 5.3
        """,
        """
        部门 | 今年累计 | 去年同期 | 同比±%
        全县合计 | / | 3,250 | /
        东城街道 | / | 1,250 | /
        西城街道 | / | 2,000 | /
        """,
    ),
    "three years descending": (
        """
        项目 | 单位 | 2024年 | 2023年 | 2022年
        藏书 | 万册 | 12.1 | 11.6 | 10.9
        借阅 | 万人次 | 8.8 | 8.1 | 6.2
        """,
        """
        项目 | 单位 | 2025年 | 2024年 | 2023年 | 2022年
        藏书 | 万册 | / | 12.1 | 11.6 | 10.9
        借阅 | 万人次 | / | 8.8 | 8.1 | 6.2
        """,
    ),
    "plan/done/rate one year": (
        """
        指标名称 | 2024年目标 | 2024年完成 | 完成率
        造林（亩） | 5000 | 5230 | 104.6%
        抚育（亩） | 8000 | 7900 | 98.8%
        """,
        """
        指标名称 | 2025年目标 | 2025年完成 | 完成率
        造林（亩） | / | / | %
        抚育（亩） | / | / | %
        """,
    ),
    "years rows grouped": (
        """
        街道 | 年份 | 就业人数 | 失业人数
        城东 | 2023年 | 1200 | 35
        ^ | 2024年 | 1310 | 31
        城西 | 2023年 | 980 | 28
        ^ | 2024年 | 1005 | 22
        """,
        """
        街道 | 年份 | 就业人数 | 失业人数
        城东 | 2024年 | 1310 | 31
        2025年 | / | /
        城西 | 2024年 | 1005 | 22
        2025年 | / | /
        """,
    ),
    "十四五 target stays": (
        """
        主要指标 | 2023年 | 2024年 | 2025年目标值 | 属性
        常住人口（万人） | 30.2 | 30.1 | 31 | 预期性
        森林覆盖率（%） | 61.2 | 61.5 | 62 | 约束性
        """,
        """
        主要指标 | 2024年 | 2025年 | 2025年目标值 | 属性
        常住人口（万人） | 30.1 | / | 31 | 预期性
        森林覆盖率（%） | 61.5 | / | 62 | 约束性
        """,
    ),
    "quarters under years": (
        """
        指标 | 2023年 | < | 2024年 | <
        ^ | 上半年 | 全年 | 上半年 | 全年
        税收（亿元） | 1.1 | 2.3 | 1.2 | 2.6
        """,
        """
        指标 | 2024年 | 2025年
        上半年 | 全年 | 上半年 | 全年
        税收（亿元） | 1.2 | 2.6 | / | /
        """,
    ),
    "months rows two years": (
        """
        月份 | 2023年 | 2024年
        1月 | 30 | 35
        2月 | 28 | 33
        合计 | 58 | 68
        """,
        """
        月份 | 2024年 | 2025年
        1月 | 35 | /
        2月 | 33 | /
        合计 | 68 | /
        """,
    ),
    "bare year heads text units": (
        """
        县区 | 2023 | 2024 | 增减
        甲县 | 12个 | 15个 | 3个
        乙县 | 8个 | 7个 | -1个
        """,
        """
        县区 | 2024 | 2025 | 增减
        甲县 | 15个 | 个 | 个
        乙县 | 7个 | 个 | 个
        """,
    ),
    "caption year districts": (
        """
        表1 2024年各镇粮食生产情况
        乡镇 | 面积（亩） | 产量（吨）
        柳河镇 | 12000 | 5600
        云岭乡 | 8000 | 3300
        """,
        """
        乡镇 | 面积（亩） | 产量（吨）
        柳河镇 | / | /
        云岭乡 | / | /
        """,
    ),
    "two years with span plan 2021-2025": (
        """
        类别 | 2023年实际 | 2024年实际 | 2021-2025年规划
        公路（公里） | 120 | 130 | 600
        """,
        """
        类别 | 2024年实际 | 2025年实际 | 2021-2025年规划
        公路（公里） | 130 | / | 600
        """,
    ),
}

DRAWN = {
    "what was done beside what is planned": (
        """
        指标 | 2023年实绩 | 2024年目标
        新建驿站（座） | 12 | 13
        """,
        """
        指标 | 2024年实绩 | 2025年目标
        新建驿站（座） | / | /
        """,
    ),
    "two years and an aim of the newest": (
        """
        指标 | 2022年 | 2023年 | 2024年目标
        绿地（公顷） | 310 | 325 | 340
        """,
        """
        指标 | 2023年 | 2024年 | 2025年目标
        绿地（公顷） | 325 | / | /
        """,
    ),
    "three years of plans and results": (
        """
        线路 | 2022年 | < | 2023年 | < | 2024年 | <
        ^ | 计划 | 完成 | 计划 | 完成 | 计划 | 完成
        一号线 | 1 | 2 | 3 | 4 | 5 | 6
        """,
        """
        线路 | 2023年 | 2024年 | 2025年
        计划 | 完成 | 计划 | 完成 | 计划 | 完成
        一号线 | 3 | 4 | 5 | 6 | / | /
        """,
    ),
    "shares without a year beside each year": (
        """
        渠道 | 2023年件数（件） | 占比（%） | 2024年件数（件） | 占比（%）
        窗口 | 300 | 60.0 | 280 | 56.0
        网上 | 200 | 40.0 | 220 | 44.0
        """,
        """
        渠道 | 2024年件数（件） | 占比（%） | 2025年件数（件） | 占比（%）
        窗口 | 280 | 56.0 | / | /
        网上 | 220 | 44.0 | / | /
        """,
    ),
    "a rate that only its sign tells": (
        """
        片区 | 2024年任务（户） | 2024年签约（户） | 签约任务%
        南片 | 40 | 30 | 75
        北片 | 20 | 18 | 90
        """,
        """
        片区 | 2025年任务（户） | 2025年签约（户） | 签约任务%
        南片 | / | / | /
        北片 | / | / | /
        """,
    ),
    "only last year's column says its year": (
        """
        事项 | 目标任务 | 1—12月办结 | 上年同期 | 同比（%）
        调解（件） | 90 | 96 | 80 | 20.0
        咨询（人次） | 200 | 240 | 250 | -4.0
        """,
        """
        事项 | 目标任务 | 1—12月办结 | 上年同期 | 同比（%）
        调解（件） | / | / | 96 | /
        咨询（人次） | / | / | 240 | /
        """,
    ),
    "other words for the same": (
        """
        事项 | 2023年实绩 | 2024年 | < | 2025年预期目标
        ^ | ^ | 计划 | 完成 | ^
        造林（亩） | 500 | 520 | 530 | 550
        """,
        """
        事项 | 2024年实绩 | 2025年 | 2026年预期目标
        计划 | 完成
        造林（亩） | 530 | 550 | / | /
        """,
    ),
    "a difference that its figures show": (
        """
        测点 | 2023年 | 2024年 | 距平值
        甲 | 10 | 12 | 2
        乙 | 20 | 25 | 5
        丙 | 30 | 28 | -2
        """,
        """
        测点 | 2024年 | 2025年 | 距平值
        甲 | 12 | / | /
        乙 | 25 | / | /
        丙 | 28 | / | /
        """,
    ),
    "what began long before stays": (
        """
        项目 | 2023年 | 2024年 | 2021年以来
        修渠（公里） | 11 | 12 | 48
        """,
        """
        项目 | 2024年 | 2025年 | 2021年以来
        修渠（公里） | 12 | / | 48
        """,
    ),
}

ROLLED |= LATER
ROLLED |= DRAWN

UNSURE = {
    "the newest year is not last year": "指标 | 2021年 | 2022年\n产量 | 12 | 13",
    "years with a gap": "指标 | 2022年 | 2024年\n产量 | 12 | 13",
    "years with a gap and of unlike columns": "指标 | 2021年实绩 | 2024年预计\n产量 | 12 | 13",
    "a value joined over both years": "指标 | 2023年 | 2024年\n产量 | 12 | 13\n定员 | 30 | <",
    "two columns that may both be this year's": "事项 | 窗口（件） | 网上（件） | 2023年合计（件）\n办理 | 90 | 96 | 80",
    "plans only": "指标 | 2025年 | 2026年\n产量 | 12 | 13",
    "no years": "指标 | 数量\n产量 | 12",
    "a far aim": "指标 | 五年目标\n产量 | 12",
    "tasks with dates": "序号 | 重点任务 | 责任单位 | 完成时限\n1 | 新增停车位300个 | 城管局 | 2024年10月",
    "a table of tasks": "任务 | 责任单位 | 2024年进展\n修路 | 交通局 | 已经完成路基",
}


def table_of(draft: Draft) -> list[Proposal]:
    return [each for each in proposals_of(draft, load_tables()) if each.role is RollRole.TABLE]


def rows(expected: str) -> list[str]:
    return [
        " | ".join("" if cell == "/" else cell for cell in line.strip().split(" | "))
        for line in expected.strip().splitlines()
    ]


@pytest.mark.parametrize("name", ROLLED)
def test_a_table_is_rolled_over_as_a_whole(name: str) -> None:
    source, expected = ROLLED[name]
    draft = table_draft(source)
    after = apply(draft, accept(draft, table_of(draft)))
    assert grid_of(after) == rows(expected)


@pytest.mark.parametrize("name", ROLLED)
def test_a_table_is_rolled_over_once(name: str) -> None:
    draft = table_draft(ROLLED[name][0])
    found = table_of(draft)
    assert len(found) == 1
    assert all(each.asks for each in table_of(apply(draft, accept(draft, found))))


@pytest.mark.parametrize("name", ROLLED)
def test_undoing_brings_the_table_back(name: str) -> None:
    draft = table_draft(ROLLED[name][0])
    change = accept(draft, table_of(draft))
    back = apply(apply(draft, change), change.inverse())
    assert (back.elements, back.facts) == (draft.elements, draft.facts)


@pytest.mark.parametrize("name", UNSURE)
def test_an_unsure_table_is_not_proposed(name: str) -> None:
    assert not table_of(table_draft(UNSURE[name]))


def test_moved_values_wait_to_be_confirmed_and_new_ones_to_be_filled() -> None:
    draft = table_draft(ROLLED["two years"][0])
    after = apply(draft, accept(draft, table_of(draft)))
    found = {fact.label: fact for fact in after.facts}
    moved, opened = found["粮食产量·2024年（万吨）"], found["粮食产量·2025年（万吨）"]
    assert (moved.text, moved.state, moved.source) == ("12.3", FactState.CARRIED, "上年材料“2024年”一栏")
    assert (opened.text, opened.state, opened.prior) == ("", FactState.EMPTY, "12.3")


def test_heads_of_a_table_never_move_alone() -> None:
    for source in (*UNSURE.values(), *(source for source, _ in ROLLED.values())):
        draft = table_draft(source)
        cells = {element.id for element in draft.elements if element.cell is not None}
        alone = [each for each in proposals_of(draft, load_tables()) if each.place.element_id in cells]
        assert not alone or "责任单位" in source


def test_a_basis_of_another_period_asks() -> None:
    draft = table_draft(ROLLED["two years"][0], kind="上半年工作总结")
    identity = draft.identity.__class__(draft.identity.kind, 2025, "青禾县粮食局", "上半年", "abcd1234")
    asked = table_of(
        draft.__class__(identity, draft.elements, draft.facts, basis=draft.basis, origins=draft.origins, serial=999)
    )
    assert [each.replacement for each in asked] == [None]


def test_a_refused_table_is_not_proposed_again() -> None:
    draft = table_draft(ROLLED["two years"][0])
    after = apply(draft, refuse(draft, table_of(draft)))
    assert after.elements == draft.elements
    assert not table_of(after)


def test_heads_are_shown_before_and_after() -> None:
    found = table_of(table_draft(ROLLED["two years"][0]))
    assert (found[0].text, found[0].replacement) == ("2023年｜2024年", "2024年（待核）｜2025年（待填）")


def test_the_listing_names_every_cell_that_changes() -> None:
    draft = table_draft(ROLLED["two years"][0])
    shape = draft_proposals(table_of(draft), draft)["proposals"][0]
    moved = next(cell for cell in shape["cells"] if cell["fate"] == "moved")
    assert (shape["role"], shape["table"]) == ("table", 1)
    assert moved == {
        "table": 1,
        "row": 1,
        "column": 2,
        "fate": "moved",
        "before": "11.2",
        "after": "12.3",
        "added": False,
    }


CAPTIONED = "2024年、2023年接诊情况对比表\n科室 | 2023年 | 2024年\n内科 | 410 | 455"
LISTED = "2024年道路维修项目明细表\n序号 | 路名 | 里程（公里）\n1 | 东环路 | 1.2\n2 | 站前路 | 0.8"
CONTINUED = "2024年各村种粮面积表\n村 | 面积（亩）\n上村 | 120\n\n续表\n村 | 面积（亩）\n下村 | 90"


def test_the_years_of_a_school_year_in_a_head_wait_to_be_looked_at() -> None:
    draft = table_draft("指标 | 2021—2022学年\n在校学生（人） | 2860\n专任教师（人） | 186")
    heads = {fact.text for fact in draft.facts if fact.kind is FactKind.REFERENCE and fact.state is FactState.CARRIED}
    assert (table_of(draft), heads) == ([], {"2021—2022"})


def test_a_span_of_three_years_is_no_school_year() -> None:
    assert table_of(table_draft("指标 | 2021—2023学年 | 2022—2024学年\n在校学生（人） | 2860 | 2915")) == []


def test_the_reason_names_the_school_year_that_goes_out() -> None:
    (proposal,) = table_of(table_draft(ROLLED["school years"][0]))
    assert proposal.reason.endswith("移出的是2022—2023学年的数")


def test_the_caption_goes_with_its_table() -> None:
    draft = table_draft(CAPTIONED)
    (found,) = table_of(draft)
    after = apply(draft, accept(draft, [found]))
    assert next(each.content for each in after.elements if "接诊" in each.content) == "2025年、2024年接诊情况对比表"


def test_a_list_of_projects_is_asked_as_a_whole() -> None:
    (found,) = table_of(table_draft(LISTED))
    assert (found.replacement, found.cells) == (None, ())


def test_a_table_that_goes_on_has_the_year_of_its_beginning() -> None:
    draft = table_draft(CONTINUED)
    after = apply(draft, accept(draft, table_of(draft)))
    assert (len(table_of(draft)), [each.content for each in after.elements if each.content in ("120", "90")]) == (2, [])


def test_values_that_were_coming_are_told_in_the_reason() -> None:
    (found,) = table_of(table_draft(ROLLED["this year's plan stood beside last year's plan and result"][0]))
    assert (found.text, found.replacement) == (
        "2024年计划｜2024年完成｜2025年计划",
        "2025年计划（待核）｜2025年完成（待填）｜2026年计划（待填）",
    )


@pytest.mark.parametrize("caption", ["2024年各月售电量", "表3 2024年护林员分布", "表5 全县2024年参保情况（单位：人）"])
def test_any_noun_above_a_table_is_its_caption(caption: str) -> None:
    draft = table_draft(f"{caption}\n镇 | 数量（个）\n东桥 | 12\n西桥 | 15")
    after = apply(draft, accept(draft, table_of(draft)))
    assert caption.replace("2024", "2025") in [element.content for element in after.elements]


def test_a_sentence_above_a_table_does_not_go_with_it() -> None:
    sentence = "2024年，各镇都有人驻守。"
    draft = table_draft(f"{sentence}\n镇 | 2024年（个）\n东桥 | 12\n西桥 | 15")
    ids = [element.id for element in draft.elements if element.content == sentence]
    assert not [cell for proposal in table_of(draft) for cell in proposal.cells if cell.element_id in ids]


def test_the_reason_names_the_values_that_move() -> None:
    draft = table_draft("镇 | 2023年完成 | 2024年任务 | 2024年完成\n东桥 | 12 | 14 | 15\n西桥 | 13 | 16 | 17")
    (proposal,) = table_of(draft)
    assert proposal.reason.startswith("表里的年份后移一年：2024年完成的数移到上年一栏")
    assert proposal.replacement == "2024年完成（待核）｜2025年任务（待填）｜2025年完成（待填）"


def test_the_reason_says_when_no_value_can_move() -> None:
    (proposal,) = table_of(table_draft("指标 | 2023年实绩 | 2024年目标\n产量 | 12 | 13"))
    assert "没有数可移" in proposal.reason
    assert proposal.replacement == "2024年实绩（待填）｜2025年目标（待填）"


def grown_series() -> Draft:
    draft = table_draft(
        "年份 | 2021 | 2022 | 2023 | 2024\n客流（万人次） | 31 | 28 | 25 | 40\n收入（万元） | 310 | 280 | 250 | 400"
    )
    return apply(draft, accept(draft, table_of(draft)))


def test_values_of_the_years_of_a_series_are_settled_together() -> None:
    draft = grown_series()
    (found,) = table_of(draft)
    after = apply(draft, accept(draft, [found.taken]))
    assert found.text == "2021年到2024年的8个数"
    in_table = [fact for fact in after.facts if fact.element_id != "e900"]
    assert {fact.text for fact in in_table if fact.state is not FactState.CONFIRMED} == {""}
    assert not table_of(after)


def test_values_of_a_series_are_never_settled_unasked() -> None:
    (found,) = table_of(grown_series())
    assert found.asks


def test_values_of_a_series_stay_open_when_they_are_refused() -> None:
    draft = grown_series()
    after = apply(draft, refuse(draft, table_of(draft)))
    assert not table_of(after)
    assert after.facts == draft.facts
