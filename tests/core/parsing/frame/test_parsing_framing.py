"""What masthead and imprint say of a document, by the names of the particulars."""

import pytest

from core.model.elements import Element, Role
from core.model.raw import RawDocument, RawParagraph
from core.parsing.frame.particulars import frame_particulars, imprint_ids, number_alone
from core.parsing.recognise import recognise
from tests.words import PHRASES

TITLE = "关于上半年工作情况的报告"
TEXT = ("县人民政府：", "现将情况报告如下：", "一、工作情况", "开展检查23次，整改隐患120处。")
SIGNED = ("云山县档案局", "2022年7月6日")
NUMBER = "云档发〔2022〕3号"


def elements(head: tuple[str, ...], end: tuple[str, ...] = ()) -> tuple[Element, ...]:
    texts = (*head, TITLE, *TEXT, *SIGNED, *end)
    return recognise(RawDocument(tuple(RawParagraph(text, 1) for text in texts)), PHRASES).value.elements


def test_all_that_is_said() -> None:
    head = ("云山县档案局文件", f"{NUMBER}　签发人：李明")
    end = ("抄送：县委办公室，县人大办公室。", "云山县档案局办公室　2022年7月6日印发")
    assert frame_particulars(elements(head, end), PHRASES) == {
        "发文机关": "云山县档案局",
        "签发人": "李明",
        "抄送": "县委办公室，县人大办公室",
        "印发机关": "云山县档案局办公室",
        "印发日期": "2022年7月6日",
    }


AUTHORITIES = [
    (("云 山 县 档 案 局 文 件", NUMBER), "云山县档案局"),
    (("云山县应急管理局", "云山县消防救援大队", "文件", NUMBER), "云山县应急管理局、云山县消防救援大队"),
    (("云山县档案局", NUMBER), "云山县档案局"),
    (("云山县人民政府门户网站", "首页"), None),
    ((), None),
]


@pytest.mark.parametrize(("head", "name"), AUTHORITIES)
def test_authorities(head: tuple[str, ...], name: str | None) -> None:
    assert frame_particulars(elements(head), PHRASES).get("发文机关") == name


SIGNATORIES = [
    ((f"{NUMBER}　签发人：孙　立",), "孙立"),
    ((NUMBER, "签发人：李明　张华", "　　　　王海涛"), "李明、张华、王海涛"),
    (("签发人：李　明　张　华", f"{NUMBER}　　　王海涛"), "李明、张华、王海涛"),
    ((NUMBER,), None),
]


@pytest.mark.parametrize(("lines", "names"), SIGNATORIES)
def test_signatories(lines: tuple[str, ...], names: str | None) -> None:
    assert frame_particulars(elements(("云山县档案局文件", *lines)), PHRASES).get("签发人") == names


COPIES = [
    (("抄送：市统计局，", "　　　市财政局。", "县档案局办公室　2022年7月6日印发"), "市统计局，市财政局"),
    (("抄  送：市统计局",), "市统计局"),
    (("抄报：市政府。", "抄送：市统计局。"), "市统计局"),
    (("（此件公开发布）",), None),
]


@pytest.mark.parametrize(("end", "names"), COPIES)
def test_copies(end: tuple[str, ...], names: str | None) -> None:
    assert frame_particulars(elements((), end), PHRASES).get("抄送") == names


def test_the_printing_authority_in_a_cell_of_its_own() -> None:
    end = ("抄送：市统计局。", "云山县档案局办公室", "2022年7月6日印发")
    assert frame_particulars(elements((), end), PHRASES)["印发机关"] == "云山县档案局办公室"


def test_other_notes_are_no_imprint() -> None:
    found = elements((), ("（此件公开发布）", "联系人：王明", "抄送：市统计局。", "共印20份"))
    assert imprint_ids(found, PHRASES) == {element.id for element in found[-2:]}


def test_text_is_no_imprint() -> None:
    assert imprint_ids((Element("e1", Role.BODY, "抄送：市统计局。"),), PHRASES) == frozenset()


@pytest.mark.parametrize(
    ("line", "number"),
    [
        (f"{NUMBER}　　签发人：李明", NUMBER),
        (f"{NUMBER}\t　　王海涛", NUMBER),
        (f"000123\t{NUMBER}", NUMBER),
        (f"  {NUMBER}  ", NUMBER),
        ("第3期", "第3期"),
        ("〔2018〕第7号", "〔2018〕第7号"),
        ("另行编号", "另行编号"),
    ],
)
def test_the_number_of_its_line(line: str, number: str) -> None:
    assert number_alone(line) == number
