"""What no year stands in and yet changes with it: running counts, days arranged anew, sessions without a number, plans to come."""

import pytest

from core.model.proposal import Term
from tests.rolled import rolled

SUMMARY = Term("年度工作总结", 2025, "全年"), Term("年度工作总结", 2026, "全年")
EARLY = Term("年度工作要点", 2024, "全年"), Term("年度工作要点", 2025, "全年")


@pytest.mark.parametrize(
    "text",
    [
        "数字档案馆运行⟦6→7?⟧年，设备老化。",
        "托管中心已成立⟦九→十?⟧年。",
        "少年宫办学⟦28→29?⟧年来，培训9万人。",
        "茶园合作社建社近⟦20→?⟧年。",
        "水库连续⟦2100→?⟧天安全运行。",
        "客运站安全行车⟦3650→?⟧天。",
        "“书香夜读”连续举办⟦36→?⟧期，连续承办⟦四→五?⟧届。",
        "应急救援队组建⟦5→6?⟧年来，处置险情318起。",
        "连续3天突击检查。",
        "成立满3年的合作社可以申报。",
        "对运行5年以上的锅炉开展检测。",
        "签订3年合同，历时2年建成。",
    ],
)
def test_a_count_that_grows_with_the_year_is_asked(text: str) -> None:
    assert rolled(text, *SUMMARY) == text


@pytest.mark.parametrize(
    "text",
    [
        "开展⟦首→第二?⟧个“全国河湖日”宣传。",
        "⟦首→第二?⟧个全国生态日举办植树活动。",
        "首个工作日即到企业走访。",
        "第⟦八→九⟧个国家宪法日前开展宣讲。",
        "第⟦三十八→三十九⟧个世界艾滋病日期间义诊。",
        "开展第⟦三十三→三十四⟧届“世界水日”宣传。",
        "⟦5月18日→?⟧全国助残日走访家庭。",
        "12月4日国家宪法日开展宣讲。",
        "⟦10月1日至8日→?⟧国庆中秋假期照常开放。",
        "国庆假期⟦7天→?⟧接待游客6万人次。",
        "除夕（⟦星期二→?⟧）走访值班人员。",
    ],
)
def test_days_of_the_calendar_are_asked_where_they_differ(text: str) -> None:
    assert rolled(text, *SUMMARY) == text


@pytest.mark.parametrize(
    "text",
    [
        "传达⟦市委全会→?⟧精神。",
        "学习⟦区党代会→?⟧和⟦中央城市工作会议→?⟧、⟦中央民营企业座谈会→?⟧部署。",
        "学习中央经济工作会议精神。",
        "全年召开区委全会3次。",
    ],
)
def test_a_session_without_a_number_is_asked_unless_there_is_one_a_year(text: str) -> None:
    assert rolled(text, *SUMMARY) == text


@pytest.mark.parametrize(
    "text",
    [
        "衔接“⟦十五五→?⟧”规划，储备项目20个。",
        "启动“⟦十五五→?⟧”规划前期研究。",
    ],
)
def test_a_plan_that_has_not_begun_is_asked(text: str) -> None:
    assert rolled(text, *EARLY) == text


@pytest.mark.parametrize(
    "text",
    [
        "做好“⟦十五五→?⟧”规划项目储备，对接“⟦十五五→?⟧”重大工程。",
        "宣传《青禾县“⟦十五五=⟧”养老规划》。",
    ],
)
def test_a_plan_that_was_prepared_for_is_asked_once_it_has_begun(text: str) -> None:
    assert rolled(text, *SUMMARY) == text


@pytest.mark.parametrize(
    "text",
    ["评选⟦2025年→2026年?⟧“十佳河长”。", "落实⟦2025年→2026年?⟧中央一号文件精神。", "评选⟦2025年度→2026年度⟧优秀教师。"],
)
def test_titles_and_first_documents_are_asked_with_the_next_year_at_hand(text: str) -> None:
    assert rolled(text, *SUMMARY) == text


def test_a_running_count_leaves_the_year_beside_it_certain() -> None:
    text = "⟦2025年→2026年⟧，连续安全生产⟦360→?⟧天，查档合格率98%。"
    assert rolled(text, *SUMMARY) == text


@pytest.mark.parametrize(
    "text",
    [
        "做好⟦2026年→?⟧村（居）委会换届选举。",
        "到⟦2030年=⟧，亩均产值较⟦2025年→2026年?⟧提高15%。",
        "⟦2024年→2025年?⟧初冰雪灾害损毁的17处路基，在⟦2024年→2025年?⟧完成12处的基础上，4月底前全部修复。",
        "今年亩均产值较⟦2024年→2025年⟧提高15%。",
    ],
)
def test_an_election_and_what_a_goal_is_measured_by_are_asked(text: str) -> None:
    assert rolled(text, *SUMMARY) == text


@pytest.mark.parametrize(
    "text", ["合作社成立⟦一→?⟧年来。", "合作社成立⟦1→?⟧年来。", "⟦首→?⟧个全国生态日。", "庆祝建馆⟦一→?⟧周年。"]
)
def test_a_count_has_no_suggestion_where_a_report_goes_back_in_time(text: str) -> None:
    assert rolled(text, SUMMARY[0], Term("年度工作总结", 2023, "全年")) == text


def test_a_count_that_no_numeral_says_has_no_suggestion() -> None:
    assert rolled("距今⟦九九九九→?⟧年。", *SUMMARY) == "距今⟦九九九九→?⟧年。"
