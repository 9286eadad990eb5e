"""The end of a report: closing, signature, date, attachments, notes and page chrome."""

import pytest

from core.model.elements import Role
from core.model.raw import Origin, RawDocument, RawParagraph
from core.parsing.recognise import recognise
from tests.words import PHRASES

TEXT = (
    "关于安全生产工作情况的报告", "县人民政府：", "现将有关情况报告如下：", "一、工作情况", "开展检查23次，整改隐患120处。",
    "二、下一步打算", "（一）加强宣传。组织培训6期。", "（二）加强检查。每月检查1次。", "（三）加强整改。建立台账。",
)  # fmt: skip
C, G, D, A, N, X, V, B, M, T, H = (
    Role.CLOSING, Role.SIGNATURE, Role.ISSUE_DATE, Role.ATTACHMENT, Role.NOTE, Role.NOISE, Role.VOCATIVE, Role.BODY,
    Role.ATTACHMENT_MARK, Role.ATTACHMENT_TITLE, Role.HEADING,
)  # fmt: skip

ENDS = [
    (["特此报告。"], [C]),
    (["以上报告，请审阅。"], [C]),
    (["专此报告", "县应急局党组", "（印章）", "2022年3月1日"], [C, G, G, D]),
    (["此致", "敬礼！", "县应急局"], [C, C, G]),
    (["各乡镇、各部门要高度重视，确保工作取得实效。"], [C]),
    (["同志们！", "时不我待。让我们携起手来，共创美好明天！", "谢谢大家！"], [V, C, C]),
    (["总之，我们要以更加昂扬的斗志，为全县高质量发展作出新的更大贡献。"], [C]),
    (["县应急局"], [G]),
    (["2022年3月1日"], [D]),
    (["（二○二二年三月一日）"], [D]),
    (["县应急局", "20××年×月×日"], [G, D]),
    (["2022年3月1日", "县应急局"], [D, G]),
    (["县应急局    2022年3月1日"], [G]),
    (["中共云山县委", "云山县人民政府", "2022年3月1日", "（此件发至县团级）"], [G, G, D, N]),
    (["报告人：李强", "2022年3月1日"], [G, D]),
    (["附件：1．隐患台账", "　　　2．检查记录", "县应急局", "2022年3月1日"], [A, A, G, D]),
    (["县应急局", "2022年3月1日", "附件1", "隐患台账", "一、总体情况", "2022年2月1日"], [G, D, M, T, H, B]),
    (["附：隐患台账"], [A]),
    (["（此件公开发布）"], [N]),
    (["（联系人：王明，电话：8623456）"], [N]),
    (["负责人：王秋  电话：（略）", "县应急局", "2022年3月1日"], [C, G, D]),
    (["县应急局", "2022年3月1日", "抄送：县委办公室。", "县应急局办公室    2022年3月1日印发"], [G, D, N, N]),
    (["注：1．数据截至2月底。", "2．不含驻县单位。"], [N, N]),
    (["[1] 参见有关规定第三条。"], [N]),
    (["责任编辑：王某", "【打印本页】【关闭窗口】"], [X, X]),
    (["相关链接", "县应急局开展检查", "县委召开会议", "主办单位：县政府办"], [X, X, X, X]),
    (["————————", "- 3 -"], [X, X]),
]


def roles_of(end: list[str]) -> list[Role]:
    raw = RawDocument(tuple(RawParagraph(text, number) for number, text in enumerate((*TEXT, *end), 1)))
    return [element.role for element in recognise(raw, PHRASES).value.elements[len(TEXT) :]]


@pytest.mark.parametrize(("end", "roles"), ENDS, ids=lambda value: str(value[0])[:20])
def test_roles_below_the_text(end: list[str], roles: list[Role]) -> None:
    assert roles_of(end) == roles


def test_a_date_inside_the_text_is_no_end() -> None:
    end = ["2022年3月1日", "这一天，全县集中开展了安全生产大检查，排查隐患86处。"]
    assert roles_of(end)[0] is not Role.ISSUE_DATE


def test_text_right_under_a_heading_is_no_closing() -> None:
    raw = RawDocument(tuple(RawParagraph(text, 1) for text in (*TEXT, "三、有关要求", "各乡镇要高度重视，抓好落实。")))
    assert recognise(raw, PHRASES).value.elements[-1].role is Role.BODY


def test_footnotes_of_a_word_file_are_notes() -> None:
    raw = RawDocument((*(RawParagraph(text, 1) for text in TEXT), RawParagraph("数据来自县统计局", 2, Origin.FOOTNOTE)))
    assert recognise(raw, PHRASES).value.elements[-1].role is Role.NOTE


def test_a_table_holds_no_headings() -> None:
    raw = RawDocument((*(RawParagraph(text, 1) for text in TEXT), RawParagraph("（四）加强督查", 2, Origin.TABLE)))
    assert recognise(raw, PHRASES).value.elements[-1].role is Role.BODY


@pytest.mark.parametrize(
    ("texts", "code"), [((), "no_text"), (("  ", ""), "no_text"), (("只有一段话。",), "no_headings")]
)
def test_notices(texts: tuple[str, ...], code: str) -> None:
    result = recognise(RawDocument(tuple(RawParagraph(text, 1) for text in texts)), PHRASES)
    assert [notice.code for notice in result.notices] == [code]
