"""Page chrome, rules, notes, signatures and addresses, each line judged by itself."""

import pytest

from core.model.raw import RawDocument, RawParagraph
from core.parsing.chrome import is_rule
from core.parsing.items import Form, read_item, worth
from core.parsing.lines import build_lines, closed_up, first_end
from tests.words import PHRASES


@pytest.mark.parametrize(
    "text", ["————————", "--------", "*****", "— 3 —", "- 12 -", "第3页 共10页", "3/12", "◆", "=" * 500]
)
def test_rule_or_page_number(text: str) -> None:
    assert is_rule(text)


@pytest.mark.parametrize("text", ["2022年", "**区", "一、", "（一）", "3%", "同志们", "——突出重点", "12*365"])
def test_no_rule(text: str) -> None:
    assert not is_rule(text)


@pytest.mark.parametrize(
    "text",
    [
        "首页",
        "首页 > 政务公开 > 规划计划",
        "政务公开 > 公文 > 县政府文件",
        "您的位置：首页 > 公文",
        "新闻中心 政务公开 办事服务 互动交流",
        "发布时间：2022-01-12 来源：县司法局",
        "字体：【大 中 小】",
        "【打印本页】【关闭窗口】",
        "浏览次数：312",
        "索 引 号：000-2022-001",
        "上一篇：没有了",
        "责任编辑：王某",
        "版权所有 云山县人民政府",
        "网站标识码：0000000001",
        "目  录",
        "一、工作情况……………3",
    ],
)
def test_page_chrome(text: str) -> None:
    assert PHRASES.chrome.is_chrome(text)


@pytest.mark.parametrize(
    "text",
    [
        "2021年工作总结",
        "一、工作情况",
        "同志们：",
        "县司法局",
        "开展打击拐卖专项行动",
        "微型企业发展较快",
        "时间紧、任务重",
        "关闭小煤矿4处。",
    ],
)
def test_no_page_chrome(text: str) -> None:
    assert not PHRASES.chrome.is_chrome(text)


def test_a_foot_may_be_shorter_than_chrome() -> None:
    assert PHRASES.chrome.is_foot("地址：云山县人民路1号 邮编：000000")
    assert not PHRASES.chrome.is_foot("特此报告。")


def test_related_pages() -> None:
    assert PHRASES.chrome.is_related("相关链接")
    assert not PHRASES.chrome.is_related("相关部门要加强配合，共同做好工作。")


@pytest.mark.parametrize(
    "text",
    [
        "（此件公开发布）",
        "（此件发至县团级）",
        "联系人：王明，电话：8623456",
        "（联系人：王明；联系电话：8623456）",
        "注：数据截至2月底。",
        "[1] 参见有关规定。",
        "① 参见《云山年鉴》第3页。",
        "新华社云山6月21日电",
        "本报讯（记者 林立）7月2日，会议召开。",
    ],
)
def test_note(text: str) -> None:
    assert PHRASES.chrome.is_note(text)


@pytest.mark.parametrize(
    "text", ["注重实效，抓好落实。", "说明问题的关键在于落实。", "联系实际抓落实。", "会议印发了有关材料。"]
)
def test_no_note(text: str) -> None:
    assert not PHRASES.chrome.is_note(text)


@pytest.mark.parametrize(
    "text",
    [
        "县应急局",
        "中共云山县委",
        "云山县人民政府办公室",
        "中共××市委员会  ××市人民政府",
        "县长　马某",
        "县委书记　×××",
        "张三",
        "李  四",
        "述职人：张大明",
    ],
)
def test_signed(text: str) -> None:
    assert PHRASES.people.is_signed(text)


@pytest.mark.parametrize(
    "text", ["特此报告。", "加强组织领导", "县应急局要加强督查，确保落实。", "2022年3月1日", "工作总结"]
)
def test_not_signed(text: str) -> None:
    assert not PHRASES.people.is_signed(text)


@pytest.mark.parametrize("text", ["广大青年朋友们：", "王某某同志：", "市委农村工作领导小组：", "各单位:"])
def test_addressed(text: str) -> None:
    assert PHRASES.people.is_addressee(text)


@pytest.mark.parametrize("text", ["会议指出：", "县委认为：", "为此，我们倡议：", "主要任务："])
def test_not_addressed(text: str) -> None:
    assert not PHRASES.people.is_addressee(text)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("抓学习。抓检查。", 4),
        ("没有停顿", -1),
        ("“干。”就干。", 7),
        ("抓；。", 2),
        ("“未闭合。后文", 5),
        ("长" * 300 + "。", -1),
    ],
)
def test_first_end(text: str, end: int) -> None:
    assert first_end(text) == end


@pytest.mark.parametrize(
    ("text", "result"), [("工 作 总 结", "工作总结"), ("凝心 聚力", "凝心 聚力"), ("总结", "总结"), ("a b", "a b")]
)
def test_letter_spacing_is_closed_up(text: str, result: str) -> None:
    assert closed_up(text) == result


FORMS = [
    ("（一）加强学习", Form.ALONE, "加强学习"),
    ("（一）加强学习。组织培训6期。", Form.RUN, "加强学习"),
    ("（一）加强学习。", Form.SINGLE, "加强学习"),
    ("（一）加强学习；", Form.MEMBER, "加强学习"),
    ("（一）指导思想：以学习为先导。", Form.RUN, "指导思想"),
    ("（一）组织培训6期；开展检查12次。", Form.SINGLE, "组织培训6期；开展检查12次。"),
]


@pytest.mark.parametrize(("text", "form", "topic"), FORMS)
def test_form_of_an_item(text: str, form: Form, topic: str) -> None:
    item = read_item(build_lines(RawDocument((RawParagraph(text, 1),)), PHRASES)[0])
    assert (item.form, item.topic) == (form, topic)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("（一）加强学习。组织培训6期。", "（一）1999年11月，主席会议通过了条例。会后印发。"),
        ("（一）加强学习", "（一）加强学习；"),
        ("1、狠抓廉洁自律。开展检查12次。", "1、严禁公款送礼。违者严肃处理。"),
        ("1、经济平稳增长。增长8%。", "1、完成生产总值120亿元。增长8%。"),
        ("（一）因地制宜抓产业。发展茶叶。", "（一）因受灾情影响。减产严重。"),
    ],
)
def test_worth_of_an_item(better: str, worse: str) -> None:
    good, bad = (
        read_item(line) for line in build_lines(RawDocument((RawParagraph(better, 1), RawParagraph(worse, 2))), PHRASES)
    )
    assert worth(good, followed=False) > max(0, worth(bad, followed=False))
