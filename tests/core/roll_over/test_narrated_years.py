"""Years of what has been: they stay, or a person decides, but they never move by themselves."""

import pytest

from core.model.elements import Element, Role
from core.model.proposal import Term
from core.roll_over.narrated_years import narrated_years
from core.roll_over.propose import propose
from core.workflows.yearly.roll_over import load_tables
from tests.rolled import rolled

PAIR = Term("年度工作总结", 2022, "全年"), Term("年度工作总结", 2023, "全年")
SENTENCES = (
    "县档案馆建立于⟦1958年=⟧，新馆成立于⟦2022年=⟧。",
    "新馆始建于⟦2019年=⟧，⟦2021年→?⟧主体完工，⟦2022年→?⟧投入使用。",
    "⟦2022年=⟧成立的青禾县数字档案中心运行平稳。",
    "全县⟦2022年=⟧新成立的合作社有12家。",
    "⟦2022年→?⟧被评为全市先进单位。",
    "⟦2022年→2023年⟧，县档案馆被评为全市先进单位。",
    "⟦2008年=⟧奥运会以来群众体育蓬勃发展。",
    "⟦2022年=⟧卡塔尔世界杯期间，值守到位。",
    "⟦2023年=⟧亚运会即将在邻市举办，做好志愿服务。",
    "出口退税办法自⟦2023年→?⟧起调整。",
    "⟦2020=⟧、⟦2021→?⟧、⟦2022年→?⟧分别增长1%、2%和3%。",
    "⟦2020年=⟧、⟦2021年→?⟧和⟦2022年→?⟧分别增长1%、2%和3%。",
    "⟦2021→2022⟧、⟦2022→2023⟧两年累计完成5项。",
    "⟦2021级→2022级⟧、⟦2022级→2023级⟧学生全部返校。",
    "⟦2022年→2023年⟧漆器大赛如期举办。",
    "“两个一百年”奋斗目标鼓舞人心。",
    "“奥运年”宣传到位。",
    "开展“作风⟦建设年→?⟧”活动。",
    "森林覆盖率由⟦2021年→?⟧的35%提高到⟦2025年=⟧的38%。",
    "人均收入由⟦2015年=⟧的1.2万元增加到⟦2022年→2023年⟧的2.4万元。",
    "⟦1949年=⟧建立档案室，⟦1984年=⟧设立档案局，⟦2022年→?⟧机构改革。",
    "从⟦2005年=⟧开始连续⟦三→?⟧年提高补助标准。",
    "⟦二OO二年=⟧扩建阅览室。",
    "⟦2022届→2023届⟧新招录的大学生全部上岗。",
    "⟦2022年→?⟧春季学期起免除住宿费。",
    "余额从⟦2016年=⟧末的6亿元增加到⟦2021年→?⟧末的17亿元。",
    "⟦2021年→2022年⟧，全县有床位3000张，比⟦2020年→?⟧增加200张。",
    "全县有床位3000张，比⟦2020年=⟧增加200张。",
    "选送的作品⟦2022年→?⟧入围全国决赛。",
    "⟦2023年→2024年⟧是新中国成立⟦74→75⟧周年。",
)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_year_of_something_past_does_not_move(sentence: str) -> None:
    assert rolled(sentence, *PAIR) == sentence


def paragraphs(*lines: str) -> tuple[Element, ...]:
    return tuple(Element(f"e{number}", Role.BODY, line) for number, line in enumerate(lines, 1))


def test_paragraphs_of_one_year_each_are_a_course() -> None:
    assert narrated_years(paragraphs("1984年 设局。", "1999年 建馆。", "2022年 改革。", "今年完成3项。")) == {
        "e1",
        "e2",
        "e3",
    }


def test_two_years_are_no_course() -> None:
    assert narrated_years(paragraphs("2021年，完成3项。", "2022年，完成4项。")) == frozenset()


def test_years_that_go_back_are_no_course() -> None:
    assert narrated_years(paragraphs("2022年，完成3项，比2021年多，2020年少。", "1999年 建馆。")) == frozenset()


def test_the_last_year_of_a_course_is_asked_for() -> None:
    found = propose(paragraphs("1984年 设局。", "1999年 建馆。", "2022年 改革。"), (), *PAIR, load_tables())
    assert [(each.text, each.replacement) for each in found] == [
        ("1984年", "1984年"),
        ("1999年", "1999年"),
        ("2022年", None),
    ]
