"""Figures that cannot be read as they stand, and sound ones that look like them."""

import pytest

from core.checks.numerals.impossible import check_clashes
from core.model.elements import Element, Role
from core.workflows.checking.word_tables import load_rates

FOUND = (
    ("下辖二十3个社区。", "number_two_scripts", "二十3", "二十三"),
    ("共有职工5十6人。", "number_two_scripts", "5十6", "56"),
    ("下辖十7个村。", "number_two_scripts", "十7", "17"),
    ("整改问题三百4十处。", "number_two_scripts", "三百4十", "三百四十"),
    ("整改问题三百4十处，办结27件。", "number_two_scripts", "三百4十", "340"),
    ("收到来信五6件。", "number_two_scripts", "五6", "五六"),
    ("每组6七人。", "number_two_scripts", "6七", "六七"),
    ("2025年七月6日开馆。", "number_two_scripts", "2025年七月6日", "2025年7月6日"),
    ("定于下午26时集合。", "time_impossible", "下午26时", None),
    ("6月3日25时前上报。", "time_impossible", "日25时", None),
    ("2023年11月至2023年5月开展整治。", "period_backwards", "2023年11月至2023年5月", None),
    ("医保参保率达到97.3，位居前列。", "rate_bare", "97.3", "97.3%"),
    ("投诉按期办结率为104%。", "rate_over", "104%", None),
    ("收到来信几10封。", "number_two_scripts", "几10", None),
    ("二〇24年完成验收。", "number_two_scripts", "二〇24", None),
    ("20二四年完成验收。", "number_two_scripts", "20二四", None),
    ("二〇二四年5月9日", "number_two_scripts", "二〇二四年5月9日", "2024年5月9日"),
    ("2024年五月九日", "number_two_scripts", "2024年五月九日", "2024年5月9日"),
    ("藏书3,4567册。", "number_groups", "3,4567", None),
    ("20241年以来，成效明显。", "year_long", "20241年", None),
    ("用水量减少2倍。", "number_fall", "减少2倍", None),
    ("下午14:68开会。", "time_impossible", "14:68", None),
    ("开放时间为26:00至18:00。", "time_impossible", "26:00", None),
    ("开放时间为9:00至17:80。", "time_impossible", "17:80", None),
    ("会议于25:30召开。", "time_impossible", "25:30", None),
    ("定于上午14时开会。", "time_impossible", "上午14时", None),
    ("工期90-60天不等。", "range_backwards", "90-60天", None),
    ("增幅为8%～5%。", "range_backwards", "8%～5%", None),
    ("5月28日至4月3日集中整治。", "period_backwards", "5月28日至4月3日", None),
    ("7月下旬至5月上旬为主汛期。", "period_backwards", "7月下旬至5月上旬", None),
    ("2023年5月28日至2022年6月3日。", "period_backwards", "2023年5月28日至2022年6月3日", None),
    ("污水处理率为101.2%。", "rate_over", "101.2%", None),
    ("群众满意率达到103%。", "rate_over", "103%", None),
    ("202年全馆接收档案三批。", "year_short", "202年", None),
    ("完成任务的百分之一百零五十。", "number_han", "百零五十", None),
    ("规划期为2030—2025年。", "period_backwards", "2030—2025年", None),
)

LEFT = (
    "小学毛入学率达到104.2%。",
    "二十三个社区、23个社区、二十几人、10几人。",
    "二〇二四年五月九日，2024年5月9日，一九九八年。",
    "农历2024年八月十五日前后。",
    "共3,456册，编号12,345,678。",
    "距今20000年，用电20000千瓦时，2024年以来。",
    "产量增加2倍，减少20%。",
    "上午9:30至24:00开放，结构为14:68:18，按25:75配比。",
    "2025—2030年，2022—2023学年，1998年到1998年底。",
    "由2025年提前至2023年。",
    "三十6点到场。",
    "提前100米至50米减速，距路口80至30米处，到站前20至15分钟，到馆100至50米前，（365天-104天）÷12月＝21.75天。",
    "由90-60天压缩，从80至60人，比分5-3，12月28日至1月3日，11月至3月。",
    "完成率103%，满意率98%，电话0571-88，文号5-3号。",
    "2022年7月至2023年5月，上午9时至下午5时，凌晨2时。",
    "3千人，十个，十几个，第二百5十条，五6月间，三十6点，二百一十三处。",
    "2023年11月至2024年5月，2023年5月至2023年11月，连续运行72时。",
    "容积率为2.5，覆盖率为97.3%，占比为0.97，满意率97.3个百分点。",
    "获利5000至1万元，造林8000至2万亩。",
    "距今201年历史，百零五岁，一千零五十人。",
)


@pytest.mark.parametrize(("text", "code", "given", "right"), FOUND)
def test_what_cannot_be_read_is_found_once(text: str, code: str, given: str, right: str | None) -> None:
    found = [
        (slip.code, slip.text, slip.replacement) for slip in check_clashes(Element("e1", Role.BODY, text), load_rates())
    ]
    assert found == [(code, given, right)]


@pytest.mark.parametrize("text", LEFT)
def test_sound_figures_are_left_alone(text: str) -> None:
    assert not list(check_clashes(Element("e1", Role.BODY, text), load_rates()))
