"""Labels that share what the clause says once: households and people, groups and persons, every village, rates."""

import pytest

from core.model.elements import Element, Role
from core.workflows.facts import find_facts


def told(text: str) -> list[tuple[str, str]]:
    facts = find_facts([Element("e1", Role.BODY, text)])
    return [(fact.prior, fact.label) for fact in facts if fact.kind in ("figure", "mask")]


def labels(text: str) -> list[str]:
    return [label for _, label in told(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("解决41户137人住房安全问题。", ["解决住房安全问题（户）", "解决住房安全问题（人）"]),
        ("慰问困难家庭25户61人，发放棉被50床。", ["慰问困难家庭（户）", "慰问困难家庭（人）", "发放棉被（床）"]),
        ("有7个集体、16名个人受到县级表彰。", ["集体受到县级表彰（个）", "个人受到县级表彰（名）"]),
        ("3个班组、9名职工获得表扬。", ["班组获得表扬（个）", "职工获得表扬（名）"]),
        (
            "水稻、油菜、茶叶三大产业产值分别达到4亿元、3亿元、2亿元。",
            [f"{one}产值（亿元）" for one in ("水稻", "油菜", "茶叶")],
        ),
        ("2021年、2022年全镇产值分别为15亿元、16亿元。", ["2021年全镇产值（亿元）", "2022年全镇产值（亿元）"]),
        (
            "水稻、油菜分别收获4万吨、3万吨，占粮油总产量的比重分别为45%、30%。",
            ["水稻收获（吨）", "油菜收获（吨）", "水稻占粮油总产量的比重（%）", "油菜占粮油总产量的比重（%）"],
        ),
        ("火灾起数、受伤人数同比下降9%和4%。", ["火灾起数同比下降（%）", "受伤人数同比下降（%）"]),
        ("新修水渠、清淤河道累计分别达到13公里和8公里。", ["新修水渠（公里）", "清淤河道（公里）"]),
    ],
)
def test_numbers_in_one_breath_share_what_is_said_once(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("每个小区至少配备3名网格员。", "每个小区配备网格员（名）"),
        ("确保每镇不少于2所。", "每镇（所）"),
    ],
)
def test_a_number_for_each_says_for_each_of_what(text: str, expected: str) -> None:
    assert labels(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("结案率97%，按期结案率94%。", ["结案率（%）", "按期结案率（%）"]),
        ("受理申请88件，按时办结率96%。", ["受理申请（件）", "受理申请按时办结率（%）"]),
        ("力争接待量突破30万人次。", ["接待量目标（人次）"]),
        ("税收突破6亿元，实现新突破2项。", ["税收（亿元）", "实现新突破（项）"]),
        ("购置彩超2台。", ["购置彩超（台）"]),
        ("网格员配备率均达100%。", ["网格员配备率（%）"]),
        ("青年职工仅占11%。", ["青年职工占（%）"]),
        ("闲置厂房还有4处。", ["闲置厂房（处）"]),
    ],
)
def test_words_that_only_lead_up_to_the_number_are_left_out(text: str, expected: list[str]) -> None:
    assert labels(text)[-len(expected) :] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("调处纠纷35起，成功33起。", "纠纷成功（起）"),
        ("迁建学校2所、改扩建3所。", "学校改扩建（所）"),
        ("抽查门店70家，责令停业4家，关停2家。", "门店关停（家）"),
        ("收益分红24万元，户均增收800元。", "户均增收（元）"),
        ("实现营业收入3亿元，完成年度目标的103%；利润总额520万元。", "利润总额（万元）"),
        ("帮助解决招工、贷款等困难46个。", "帮助解决招工、贷款等困难＿个"),
    ],
)
def test_a_clause_takes_nothing_foreign_from_the_one_before(text: str, expected: str) -> None:
    assert labels(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("带动务工3万6千人次。", [("3万6千", "带动务工（人次）")]),
        ("发放贷款4亿7千万元。", [("4亿7千万", "发放贷款（元）")]),
        ("实现GDP 8.6亿元。", [("8.6", "实现GDP（亿元）")]),
        ("削减COD 310吨。", [("310", "削减COD（吨）")]),
        ("采购iPhone 15台。", []),
        ("出动机械32台班。", [("32", "出动机械（台班）")]),
        ("审批时限压缩至2个工作日。", [("2", "审批时限（个工作日）")]),
    ],
)
def test_a_number_in_two_magnitudes_or_behind_a_latin_measure_is_one_figure(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("受理买卖、租赁、加工合同争议61件。", ["受理买卖、租赁、加工合同争议（件）"]),
        ("审结劳动报酬、赡养、收养案件33件，调解22件。", ["审结劳动报酬、赡养、收养案件（件）", "案件调解（件）"]),
        ("排查隐患、约谈企业12家。", ["排查隐患、约谈企业＿家"]),
    ],
)
def test_a_lone_verb_inside_a_list_shares_its_object(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


def test_a_name_is_shown_with_the_whole_words_behind_it() -> None:
    assert labels("学习贯彻＿＿新时代中国特色社会主义思想。") == ["姓名：＿新时代中国特色社会主义思想"]


def test_the_fields_of_a_line_are_told_by_their_names() -> None:
    assert labels("姓名：＿＿ 职务：＿＿") == ["姓名", "职务"]
