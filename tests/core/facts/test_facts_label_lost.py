"""Labels keep what is counted: the thing behind a clause, what a lone measure is of, the name that two ends make."""

import pytest

from core.model.elements import Element, Role
from core.workflows.facts import find_facts


def labels(text: str) -> list[str]:
    facts = find_facts([Element("e1", Role.BODY, text)])
    return [fact.label for fact in facts if fact.kind in ("figure", "mask")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("对年度评比先进的8个班组各奖励2万元。", ["年度评比先进的班组（个）", "班组奖励（万元）"]),
        ("去年遗留的3.6万亩任务8月底前完成。", ["遗留任务（亩）"]),
        ("对今年列入帮扶名单的420户1310人逐户制定方案。", ["列入帮扶名单（户）", "列入帮扶名单（人）"]),
        ("月度测评中排名后5位的站点要作出说明。", ["月度测评中排名后＿位的站点"]),
        ("全市38个水保所平均在岗4.1人。", ["水保所（个）", "水保所平均在岗（人）"]),
        ("7个县（市、区）协作，交换线索52条。", ["县（市、区）协作（个）", "交换线索（条）"]),
        ("2010年以前铺设的供水管网260公里进入更新期。", ["铺设的供水管网（公里）"]),
        ("今年“阳光厨房”覆盖60个食堂。", ["“阳光厨房”覆盖食堂（个）"]),
    ],
)
def test_what_is_counted_is_told(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("落实《清河县海塘加固规划（2021—2030年）》，到2030年累计建成80公里。", "海塘加固建成（公里）"),
        ("办理股权质押融资24笔，金额2.3亿元。", "办理股权质押融资金额（亿元）"),
        ("今年投入620万元，完成镇敬老院扩建，建筑面积2800平方米。", "镇敬老院扩建建筑面积（平方米）"),
        ("影院上座率严格按照70%控制。", "影院上座率控制（%）"),
        ("流动诊疗86次，服务5200人次。", "流动诊疗服务（人次）"),
        ("民宿客房入住率不高，平均仅41%。", "民宿客房入住率平均（%）"),
        ("新登记合作社31家，年检96家，撤销5家。", "合作社撤销（家）"),
        ("清溪至东岭快速路2020年6月开工，2022年8月通车，全长38.5公里。", "清溪至东岭快速路全长（公里）"),
        ("储蓄网点达到66家，通存通兑覆盖率88%。", "通存通兑覆盖率（%）"),
        ("去年反馈的22个问题，已整改20个，剩余2个计划今年6月完成。", "剩余问题（个）"),
        ("今年实施技改项目12个，投入资金2100万元。", "技改项目投入资金（万元）"),
        ("新建站点4个，改造校舍3所，投入资金900万元。", "投入资金（万元）"),
        ("新聘护士12名。今年在市级以上刊物撰文31篇，其中省级以上6篇。", "省级以上的刊物撰文（篇）"),
        ("新引进护士30名，其中本科12名。", "新引进本科（名）"),
        ("召开果品推介会96场，其中线下41场。", "召开果品推介会·线下（场）"),
        ("执行育儿补贴政策，一季度出生960人。", "出生（人）"),
        ("在籍渔民860人；去年末在籍渔民910人。", "年末在籍渔民（人）"),
        ("监测网页3.2万条次。", "监测网页（条次）"),
    ],
)
def test_a_lone_word_takes_what_it_is_of_and_nothing_else(text: str, expected: str) -> None:
    assert labels(text)[-1] == expected


def test_both_ends_of_a_trial_are_told_with_its_name() -> None:
    told = labels("“阳光厨房”试点从前年的6个食堂扩大到41个。")
    assert told == ["“阳光厨房”试点食堂扩大前（个）", "“阳光厨房”试点食堂扩大到（个）"]


def test_two_activities_with_one_head_are_told_apart() -> None:
    assert labels("受理入库申报31件、出库申报9件。") == ["受理入库申报（件）", "受理出库申报（件）"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("天气雷达迁建工程2021年立项，占地18亩。", "天气雷达占地（亩）"),
        ("职工党员占31%，平均年龄36岁。", "职工党员平均年龄（岁）"),
        ("在市级以上报刊发稿76篇，其中省级以上19篇。", "省级以上的报刊发稿（篇）"),
        ("预算执行率偏低，平均仅83%；明年计划投资2600万元。", "计划投资（万元）"),
    ],
)
def test_no_label_begins_with_half_a_word_or_with_another_clause(text: str, expected: str) -> None:
    assert labels(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("去年中标金额3亿元；今年中标金额4亿元。", "中标金额（亿元）·2"),
        ("上座率拟按72%安排。", "上座率（%）"),
        ("镇财政安排300万元救助金。", "安排救助金（万元）"),
    ],
)
def test_only_what_tells_is_added(text: str, expected: str) -> None:
    assert labels(text)[-1] == expected
