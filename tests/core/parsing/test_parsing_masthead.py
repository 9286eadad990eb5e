"""版头: what stands above the title is no title, and a title that only sounds like it stays one."""

import pytest

from core.model.document import Document
from core.model.elements import Role
from core.model.raw import LookHints, Origin, RawDocument, RawParagraph
from core.parsing.recognise import recognise
from core.word.reading.document import read_word
from core.workflows.importing.account import sorts_of
from tests.builders_docx import docx, p, r, table
from tests.words import PHRASES

T, N, A, X, P, G = (
    Role.TITLE, Role.DOCUMENT_NUMBER, Role.ADDRESSEE, Role.NOISE, Role.PREAMBLE, Role.SIGNATURE,
)  # fmt: skip
TEXT = ("现将有关情况报告如下：", "一、工作情况", "开展检查23次，整改隐患120处。", "二、下一步打算", "继续努力。")
TITLE = "关于2022年上半年工作情况的报告"
NUMBER = "云档发〔2022〕3号"


def document(*head: str) -> Document:
    paragraphs = (RawParagraph(text, number) for number, text in enumerate((*head, *TEXT), 1))
    return recognise(RawDocument(tuple(paragraphs)), PHRASES).value


def roles(found: Document, count: int) -> list[Role]:
    return [element.role for element in found.elements[:count]]


HEADS = [
    ("all marks", ["000123", "机密★1年", "特急", "云山县档案局文件", f"{NUMBER}　　签发人：李明", TITLE, "县政府："], [X, X, X, X, N, T, A]),
    ("spaced", ["云 山 县 档 案 局 文 件", "━━━━━━━━", NUMBER, TITLE], [X, X, N, T]),
    ("star", ["云山县档案局文件", NUMBER, "————★————", TITLE], [X, N, X, T]),
    ("marks in a line", ["000123　机密★1年　特急", "云山县档案局文件", NUMBER, TITLE], [X, X, N, T]),
    ("labels", ["份号：000123", "密级：秘密", "紧急程度：加急", "云山县档案局文件", NUMBER, TITLE], [X, X, X, X, N, T]),
    ("spread stamps", ["机　密★5年", "特　急", "云山县档案局文件", NUMBER, TITLE], [X, X, X, N, T]),
    ("signatory below", ["云山县档案局文件", NUMBER, "签发人：李明", TITLE], [X, N, X, T]),
    ("signatories", ["云山县档案局文件", NUMBER, "签发人：李明　张华", "　　　　王海涛", TITLE], [X, N, X, X, T]),
    ("last signatory beside", ["云山县档案局文件", "签发人：李　明　张　华", f"{NUMBER}　　　王海涛", TITLE], [X, X, N, T]),
    ("title with its organ", ["云山县档案局文件", NUMBER, "云山县档案局", TITLE], [X, N, T, T]),
    ("no number", ["云山县档案局文件", TITLE], [X, T]),
    ("joint", ["云山县应急管理局", "云山县消防救援大队", "文件", NUMBER, TITLE], [X, X, X, N, T]),
    ("joint, mark in the middle", ["云山县教育局", "云 山 县 公 安 局　　文件", "共青团云山县委员会", NUMBER, TITLE], [X, X, X, N, T]),
    ("letter", ["云山县档案局", "════════", "云档函〔2022〕5号", "关于反馈工作情况的函", "县统计局："], [X, X, N, T, A]),
    ("copy number beside", ["云山县档案局", "000123　云档函〔2022〕5号", "特急", "关于反馈工作情况的函"], [X, N, X, T]),
    ("minutes", ["云山县政府专题会议纪要", "〔2022〕4号", "县政府办公室　2022年7月5日", "关于研究重点工作的纪要"], [X, N, X, T]),
    ("bulletin", ["云山档案工作简报", "第3期（总第56期）", "县档案局办公室　2022年7月5日", "上半年工作情况"], [X, N, X, T]),
    ("bulletin and issue, parted by a bar", ["云山信息｜第3期", "县档案局　2022年7月5日", "查档服务成效明显"], [X, X, T]),
    ("all in one row", ["云山水务 | 2022年第3期（总第15期） | 县水务局编 | 2022年7月5日", "抗旱工作成效明显"], [X, T]),
    ("bars in the row below", ["云山水务", "第3期 | 县水务局 | 2022年7月5日", "节水工作成效明显"], [X, X, T]),
    ("issue in brackets", ["云山动态（第3期）", "查档服务成效明显"], [X, T]),
    ("four lines", ["云山水务", "第3期", "云山县水务局", "2022年7月5日", "节水工作成效明显"], [X, N, X, X, T]),
    ("below page chrome", ["首页", "云山县档案局文件", NUMBER, TITLE], [X, X, N, T]),
]  # fmt: skip


@pytest.mark.parametrize(("head", "expected"), [pytest.param(*case[1:], id=case[0]) for case in HEADS])
def test_a_masthead_is_no_title(head: list[str], expected: list[Role]) -> None:
    assert roles(document(*head), len(head) + 1) == [*expected, P]


DECOYS = [
    ("a course by its number", ["云山县青年干部培训班（第3期）", "工作总结", "各单位："], [T, T, A]),
    ("a bulletin alone", ["云山信息｜第3期", "各单位："], [T, A]),
    ("a title about documents", ["关于印发2022年上半年工作总结等文件的通知", NUMBER, "各单位："], [T, N, A]),
    ("minutes alone", ["县长办公会议纪要", "〔2022〕7号"], [T, N]),
    ("an organ in the title", ["云山县商务局", "2021年工作总结"], [T, T]),
    ("documents alone", ["云山县档案局文件"], [T]),
    ("a title that begins as a classification", ["秘密战线工作总结"], [T]),
    ("reading documents", ["关于文件传阅会议的情况报告"], [T]),
    ("number below the title", [TITLE, NUMBER, "云山县人民政府："], [T, N, A]),
]


@pytest.mark.parametrize(("head", "expected"), [pytest.param(*case[1:], id=case[0]) for case in DECOYS])
def test_what_sounds_like_a_masthead_can_be_a_title(head: list[str], expected: list[Role]) -> None:
    assert roles(document(*head), len(head) + 1) == [*expected, P]


def test_the_title_is_only_the_title() -> None:
    assert (
        document("特急", "云山县档案局文件", f"{NUMBER}　签发人：李明", "云山县档案局", TITLE).title
        == f"云山县档案局{TITLE}"
    )


def test_a_line_keeps_its_whole_text() -> None:
    line = f"{NUMBER}　　签发人：李明"
    assert document("云山县档案局文件", line, TITLE).elements[1].text == line


def test_a_large_red_head_is_no_title() -> None:
    rows = [("云山县档案局文件", 36.0), (NUMBER, 16.0), (TITLE, 22.0)]
    raw = [RawParagraph(text, 1, look=LookHints(alignment="center", size=size)) for text, size in rows]
    found = recognise(RawDocument((*raw, *(RawParagraph(text, 2) for text in TEXT))), PHRASES).value
    assert (found.title, roles(found, 3)) == (TITLE, [X, N, T])


def word_document(*head: str) -> Document:
    return recognise(read_word(docx(*head, *map(p, TEXT))).value, PHRASES).value


def test_a_red_head_in_a_table() -> None:
    head = table((p("云山县档案局文件"),), (p(NUMBER), p("签发人：李明")))
    found = word_document(head, p(TITLE), p("县政府："))
    assert roles(found, 6) == [X, N, X, T, A, P]


def test_a_red_head_in_a_text_box_above_the_title() -> None:
    found = word_document(p(boxed("000123", "云山县档案局文件", NUMBER)), p(TITLE))
    assert roles(found, 5) == [X, X, N, T, P]


def test_a_red_head_in_a_text_box_that_hangs_on_the_title() -> None:
    found = word_document(p(r(TITLE) + boxed("云山县档案局文件", NUMBER)), p("县政府："))
    assert (found.title, roles(found, 5)) == (TITLE, [T, X, N, A, P])


def test_a_footnote_is_no_masthead() -> None:
    paragraphs = (RawParagraph("云山县档案局文件", 1, Origin.FOOTNOTE), RawParagraph(TITLE, 2))
    assert recognise(RawDocument(paragraphs), PHRASES).value.elements[0].role is Role.NOTE


def boxed(*lines: str) -> str:
    """A text box with a paragraph for each line."""
    inside = "".join(map(p, lines))
    return (
        f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )


@pytest.mark.parametrize(
    "text", ["000123", "机密★1年", "绝密★启用前", "机密★长期", "秘密 特急", "内部资料，注意保存", "00017"]
)
def test_stamp(text: str) -> None:
    assert PHRASES.frame.is_stamp(text)


@pytest.mark.parametrize("text", ["2022", "秘密战线", "特急件办理情况", "机密文件管理办法", "平急两用", "20220706"])
def test_no_stamp(text: str) -> None:
    assert not PHRASES.frame.is_stamp(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("李明　张华", ("李明", "张华")),
        ("孙　立", ("孙立",)),
        ("李　明　王海涛", ("李明", "王海涛")),
        ("云山县档案局", ()),
        ("", ()),
        ("李明 要闻", ()),
    ],
)
def test_names_in_a_row(text: str, names: tuple[str, ...]) -> None:
    assert PHRASES.people.persons_in(text) == names


@pytest.mark.parametrize(
    ("head", "expected", "title"),
    [
        (["云山县县长　李明", "2022年政府工作报告", "代表们："], [G, T, A], "2022年政府工作报告"),
        (
            ["省水务厅厅长 王 涛", "（2022年7月5日）", "在全省水务会议上的讲话"],
            [G, Role.ISSUE_DATE, T],
            "在全省水务会议上的讲话",
        ),
        (["云山县县长办公会议", "2022年工作总结"], [T, T], "云山县县长办公会议2022年工作总结"),
    ],
)
def test_who_speaks_may_stand_above_the_title(head: list[str], expected: list[Role], title: str) -> None:
    found = document(*head)
    assert (roles(found, len(head)), found.title) == (expected, title)


@pytest.mark.parametrize("name", ["云山县政府专题会议纪要", "云山档案工作简报"])
def test_who_issued_minutes_or_a_bulletin_is_told_as_part_of_the_masthead(name: str) -> None:
    found = document(name, "第3期", "县政府办公室　2022年7月5日", "关于研究渠道管护的情况报告").elements
    issued = next(element for element in found if "2022年7月5日" in element.content)
    assert issued.role is X
    assert issued.id in sorts_of(found).frame


def test_who_drafted_and_checked_the_text_is_no_web_page() -> None:
    texts = ("云山县水务局会议纪要", *TEXT, "拟稿：赵强", "审核：王海涛", "签发：李明")
    raw = RawDocument(tuple(RawParagraph(text, number) for number, text in enumerate(texts, 1)))
    assert [element.role for element in recognise(raw, PHRASES).value.elements[-3:]] == [Role.NOTE] * 3
