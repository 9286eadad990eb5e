"""A label tells its number by itself: lone verbs with their thing, verbs with their object, general words by their clause."""

import pytest

from core.model.elements import Element, Role
from core.workflows.facts import find_facts


def labels(text: str) -> list[str]:
    facts = find_facts([Element("e1", Role.BODY, text)])
    return [fact.label for fact in facts if fact.kind in ("figure", "mask")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("发现隐患问题86条，督促完成整改79条。", "隐患问题督促完成整改（条）"),
        ("督察组第三轮转办群众信访件35件，办结33件。", "督察组转办群众信访件办结（件）"),
        ("检查冷库64家，立案5起。", "检查冷库立案（起）"),
        ("实现大小水利工程基本建成8项，新开工6项。", "大小水利工程新开工（项）"),
        ("青石镇护林站2600名护林员实行24小时值守。", "实行值守（小时）"),
        ("落实校园大课间延长至30分钟的要求。", "落实校园大课间延长至＿分钟的要求"),
        ("48小时内恢复供水。", "＿小时内恢复供水"),
        ("为**名孤儿、困境儿童发放生活费。", "为孤儿…发放生活费（名）"),
    ],
)
def test_no_label_is_a_lone_verb_or_a_general_word(text: str, expected: str) -> None:
    assert labels(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("土地延包试点在4个乡镇开展。", "土地延包试点乡镇开展（个）"),
        ("完成南园片区二期160亩土地平整。", "完成南园片区二期土地平整（亩）"),
        ("全年接收市直23家单位移交的文书。", "接收市直单位（家）"),
        ("列入社区养老改革试点的6个街道全部通过验收。", "列入社区养老改革试点的街道（个）"),
        ("对17家“三无”企业下达通知。", "“三无”企业下达通知（家）"),
        ("重点推进冷链物流、光纤制造等20余个项目。", "推进项目（个）"),
        ("落实民办幼儿园生均600元补助政策。", "民办幼儿园生均补助政策（元）"),
    ],
)
def test_the_verb_of_a_label_governs_what_is_counted(text: str, expected: str) -> None:
    assert labels(text)[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("产业税收12.5亿元，逆势增长5%。", ["产业税收（亿元）", "产业税收逆势增长（%）"]),
        ("客运量210万人次，受疫情影响下降21%。", ["客运量（人次）", "客运量下降（%）"]),
        ("加固水库10座（大型2座、小型8座）。", ["加固水库（座）", "加固水库·大型（座）", "加固水库·小型（座）"]),
        ("货运周转量38.4亿吨公里。", ["货运周转量（吨公里）"]),
        ("占年度任务45亿元的101%。", ["年度任务（亿元）", "完成年度任务（%）"]),
        ("要淘汰钢铁2700吨、水泥4200吨。", ["淘汰钢铁（吨）", "淘汰水泥（吨）"]),
        (
            "查获走私案件21起，罚款8万元，分别下降18%和12%。",
            ["查获走私案件（起）", "查获走私案件罚款（万元）", "查获走私案件下降（%）", "查获走私案件罚款下降（%）"],
        ),
        ("加固山塘12座，其中2021年列入规划的7座完工。", ["加固山塘（座）", "列入规划的山塘（座）"]),
        ("惠及8个乡镇53个村4.2万人。", ["惠及乡镇（个）", "惠及村（个）", "惠及人口（人）"]),
        ("公交站点500米覆盖率97%。", ["公交站点＿米覆盖率", "公交站点500米覆盖率（%）"]),
        ("营业收入27亿元，配网投资2.5亿元。", ["营业收入（亿元）", "配网投资（亿元）"]),
        ("整改率100%，连续1620天实现零事故。", ["整改率（%）", "连续＿天实现零事故"]),
        ("建成自动站62个，其中四要素以上48个。", ["建成自动站（个）", "建成四要素以上的自动站（个）"]),
        ("确保全年新增就业5000人目标圆满完成。", ["确保新增就业（人）"]),
    ],
)
def test_each_number_has_its_own_subject(text: str, expected: list[str]) -> None:
    assert labels(text) == expected
