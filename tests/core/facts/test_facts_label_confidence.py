"""A label that cannot be trusted gives way to the clause of its number, shortened in the middle."""

import pytest

from core.model.elements import Element, Role
from core.workflows.facts import find_facts


def labels(text: str) -> list[str]:
    return [fact.label for fact in find_facts([Element("e1", Role.BODY, text)]) if fact.kind == "figure"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("二是与沿街商铺100%签订责任书。", "沿街商铺＿%签订责任书"),
        ("一是清理行动开展得力,今年组织了11次行动,共拆除23处棚屋。", "组织行动（次）"),
        ("拨付68人的资金93万元。", "拨付＿人的资金"),
        ("免费为86名有听力障碍的老人配发助听器。", "免费为＿名有听力障碍的老人配发助听器"),
        ("立案查处不正常运行油烟净化系统违法行为12件。", "立案查处不正常运行油烟净化系统违法行为＿件"),
        ("今年在13个棉花主产县选择部分乡镇试点。", "在＿个棉花主产县选择部分乡镇试点"),
    ],
)
def test_a_label_that_says_something_else_is_its_clause(text: str, expected: str) -> None:
    assert labels(text)[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1-11月份,完成投资8.2亿元。", ["完成投资（亿元）"]),
        (
            "承担课题54项,其中国家级2项,省级9项,市级12项。",
            ["承担课题（项）", "承担课题·国家级（项）", "承担课题·省级（项）", "承担课题·市级（项）"],
        ),
        (
            "装备制造、食品、高端瓷三大优势产业总产值分别达到75亿元、20亿元、13亿元。",
            ["装备制造总产值（亿元）", "食品总产值（亿元）", "高端瓷总产值（亿元）"],
        ),
        ("发放轮椅、拐杖、助行器、坐便器、护理床垫等各类辅助器具近600件。", ["发放辅助器具（件）"]),
        ("9个乡镇水利站共有技术人员17名。", ["乡镇水利站（个）", "乡镇水利站共有技术人员（名）"]),
        (
            "发表信息36条,被省局采用16条,被市局采用20条。",
            ["发表信息（条）", "信息被省局采用（条）", "信息被市局采用（条）"],
        ),
        (
            "关停小煤矿企业12家,市区砖瓦企业稳步退出,已关停4家。",
            ["关停小煤矿企业（家）", "市区砖瓦企业…关停＿家"],
        ),
        ("常住人口城镇化率首次超过60%。", ["常住人口城镇化率（%）"]),
        ("城镇登记失业率实际控制在3.93%。", ["城镇登记失业率（%）"]),
        ("发放米面价值4.6万元,棉衣价值2万元,合计6.6万元。", ["发放米面价值（万元）", "棉衣价值（万元）", "合计＿万元"]),
        ("争取到省级文化专项资金20万元。", ["争取到省级文化专项资金（万元）"]),
        ("8万元慰问金全部发放到18户居民手中。", ["慰问金发放（万元）", "某万元慰问金全部发放到＿户居民手中"]),
        ("应上交财政10亿元,已上交9亿元。", ["应上交财政（亿元）", "上交＿亿元"]),
        ("95个行政村已实现通邮72个。", ["行政村（个）", "行政村实现通邮（个）"]),
        ("实现进出口总值14084万元人民币,同比增长6%。", ["实现进出口总值（万元）", "进出口总值同比增长（%）"]),
        (
            "用于教育的投入，将由去年的10亿元增加到15亿元。",
            ["去年用于教育的投入（亿元）", "用于教育的投入增加到（亿元）"],
        ),
        ("先后4次降低存款准备金率。", ["＿次降低存款准备金率"]),
        ("市图书馆联合教育局对158所小学进行走访。", ["市图书馆联合教育局对＿所小学进行走访"]),
        ("人口平均受教育年限达到9年以上。", ["人口平均受教育年限达到＿年以上"]),
    ],
)
def test_a_label_takes_no_more_than_what_is_its_own(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("案卷合格率达到95%，去年为93%。", ["案卷合格率（%）", "去年案卷合格率（%）"]),
        ("公文差错率降至1%，上年同期为2%。", ["公文差错率（%）", "上年同期公文差错率（%）"]),
        ("调解纠纷90件，上年只有85件。", ["调解纠纷（件）", "上年调解纠纷（件）"]),
    ],
)
def test_a_number_of_another_year_alone_in_its_clause_says_so(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年11月开工的110千伏城东输变电工程如期投运。", "＿千伏城东输变电工程如期投运"),
        ("完成2003年投运的35千伏变电站隐患治理。", "投运的＿千伏变电站隐患治理"),
    ],
)
def test_no_unit_of_a_date_is_left_before_a_description(text: str, expected: str) -> None:
    assert labels(text) == [expected]
