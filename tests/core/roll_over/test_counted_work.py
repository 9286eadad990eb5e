"""What every trade does and counts each year moves with the report; the same words told of one event ask."""

import pytest

from core.model.elements import Element, Role
from core.model.proposal import Proposal, Term
from core.roll_over.narrated_years import narrated_years
from core.roll_over.propose import propose
from core.workflows.facts import find_facts
from core.workflows.yearly.roll_over import load_tables

YEAR = Term("年度工作总结", 2022, "全年"), Term("年度工作总结", 2023, "全年")
HALF = Term("上半年工作总结", 2022, "上半年"), Term("上半年工作总结", 2023, "上半年")
TITLE = Element("e1", Role.TITLE, "云溪县综合服务中心2022年工作总结")


def found(text: str, pair: tuple[Term, Term] = YEAR) -> list[Proposal]:
    elements = TITLE, Element("e2", Role.HEADING, "主要工作"), Element("e3", Role.BODY, text)
    return [
        each for each in propose(elements, find_facts(elements), *pair, load_tables()) if each.place.element_id == "e3"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2022年，管护名木86株，养护草坪3.2万平方米。",
        "2022年，接处市民热线860件，办结率98%。",
        "2022年，印制宣传折页3600份，收到锦旗18面。",
        "2022年，登记献血者86人，合格率98%，报废率1.2%。",
        "2022年清明、五一期间，接待游客2.6万人次，未发生安全事故。",
        "2022年春季，接待读者2.6万人次。",
        "力争2023年群众满意率达到96%。",
        "2022年，审批水土保持方案43个，整改问题138个。",
        "2022年，开展河湖“清四乱”行动，清理垃圾1260立方米。",
        "2022年，有12个集体、26名干警受到市级以上表彰。",
        "2022年，职工在市级以上比武中获奖46人次，发表论文58篇。",
        "2022年，圆满完成高考、中考保障任务。",
        "2022年一季度，实现“开门红”，入库税收3.2亿元。",
        "2022年水费收缴率仅为76%，管护经费不足。",
        "各位代表，2022年接待来访群众1260人次。",
        "人民法庭2022年审理案件216件。",
        "回顾2022年的工作，我们也看到服务还不够到位。",
        "2022年，举办读书节、体育节各1届，参与学生6800人次。",
    ],
)
def test_what_is_done_and_counted_every_year_is_certain(text: str) -> None:
    assert [each.asks for each in found(text)] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "2022年，安放烈士遗骸36具，迁葬骨灰120份。",
        "2022年，购买救护车6辆、病床260张。",
        "2022年，完成户厕860座，完成公共厕所26座。",
        "2022年，登记土地确权面积2.6万亩，发证8600本。",
        "2022年，看望抗洪官兵860人次，送去物资26万元。",
        "2022年，扑救北山大火出动人员860人次，车辆126台次。",
        "2022年，认领结对帮扶村12个，走访农户860户。",
        "2022年春季，新馆接待读者2.6万人次。",
        "2022年清明、五一期间，新园开放，接待游客2.6万人次。",
        "2022年，录制县史口述18集，采录老人36人。",
        "2022年，评审古树普查项目126项，入库率86%。",
        "2022年，表彰抗旱先进个人36名，发放奖金18万元。",
        "2022年，换领三代证件2.6万张，补办860张。",
        "2022年，查出问题疫苗360支，追缴货款28万元。",
        "力争2023年建成通车。",
        "确保2023年云溪大厦通过消防验收。",
        "2022年，申报水土保持方案1个，整改问题3个。",
        "2022年，圆满完成农运会保障任务。",
        "安置小区2022年接收住户216户。",
        "2022年一季度，新馆开放，接待读者3.2万人次。",
        "2022年，冷链监测系统升级完成，检测样品212份。",
    ],
)
def test_the_same_words_told_of_one_event_ask(text: str) -> None:
    assert all(each.asks for each in found(text))
    assert found(text)


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("截至2022年6月，在册读者126人。", "2023年6月"),
        ("截至2022年5月，文物普查结束。", None),
        ("2022年6月，审结“6·12”涉恶案件，判处被告人14人。", None),
    ],
)
def test_the_last_month_of_the_half_year_is_suggested_and_another_is_not(text: str, suggestion: str | None) -> None:
    (one,) = found(text, HALF)
    assert (one.replacement or one.suggestion) == suggestion


@pytest.mark.parametrize(
    ("text", "suggestion"), [("2023年，中心将继续深化服务改革。", "2024年"), ("2023年，改版中心网站。", "2024年")]
)
def test_what_the_unit_will_go_on_with_has_the_next_year_at_hand(text: str, suggestion: str | None) -> None:
    (one,) = found(text)
    assert (one.replacement, one.suggestion) == (None, suggestion)


def test_an_account_that_opens_with_its_year_again_and_again_is_no_course() -> None:
    years = (1998, 2021, 2022, 2022, 2022, 2023)
    account = [Element(f"e{number}", Role.BODY, f"{year}年，完成3项。") for number, year in enumerate(years)]
    assert narrated_years(account, 2022) == frozenset()
    assert len(narrated_years(account[:3], 2022)) == 3


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("云溪县花木档案馆2022年工作总结", ""),
        ("云溪县花木档案馆工作总结", ""),
        ("云溪县花木档案馆关于2022年工作情况的报告", ""),
        ("工作总结", "云溪县花木档案馆"),
        ("关于2022年工作情况的报告", "云溪县花木档案馆"),
    ],
)
def test_the_unit_is_known_by_the_title_or_by_who_signed(first: str, last: str) -> None:
    text = "2022年，花木档案馆接收档案3600卷。县花木档案馆2022年接待查档3200人次，复制档案1.2万页。"
    elements = [
        Element("e1", Role.TITLE, first),
        Element("e2", Role.HEADING, "主要工作"),
        Element("e3", Role.BODY, text),
    ]
    elements += [Element("e4", Role.SIGNATURE, last)] if last else []
    told = propose(elements, find_facts(elements), *YEAR, load_tables())
    assert [each.asks for each in told if each.place.element_id == "e3"] == [False, False]


def test_without_a_unit_its_name_is_unknown() -> None:
    text = "2022年，花木驿接收档案3600卷。"
    elements = Element("e1", Role.TITLE, "工作总结"), Element("e2", Role.BODY, text)
    assert [each.asks for each in propose(elements, find_facts(elements), *YEAR, load_tables())] == [True]
