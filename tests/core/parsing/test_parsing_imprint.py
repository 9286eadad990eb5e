"""版记: 抄送 and 印发 below the text are notes, the same words inside it are text."""

import pytest

from core.model.elements import Role
from core.model.raw import Origin, RawDocument, RawParagraph
from core.parsing.recognise import recognise
from tests.words import PHRASES

HEAD = (
    "关于上半年工作情况的报告",
    "县人民政府：",
    "现将情况报告如下：",
    "一、工作情况",
    "开展检查23次，整改隐患120处。",
)
SIGNED = ("云山县档案局", "2022年7月6日")
G, D, A, R, X, M, T, B = (
    Role.SIGNATURE, Role.ISSUE_DATE, Role.ATTACHMENT, Role.NOTE, Role.NOISE, Role.ATTACHMENT_MARK, Role.ATTACHMENT_TITLE, Role.BODY,
)  # fmt: skip
PRINTED = "云山县档案局办公室　　2022年7月6日印发"

ENDS = [
    ("plain", [*SIGNED, "抄送：县委办公室。", PRINTED, "共印20份"], [G, D, R, R, R]),
    ("spaced label", [*SIGNED, "抄  送：县委办公室"], [G, D, R]),
    ("between rules", [*SIGNED, "————————", "抄送：县委办。", "————————", PRINTED, "- 3 -"], [G, D, X, R, X, R, X]),
    ("list on two lines", [*SIGNED, "抄送：市发展和改革委员会，市统计局，", "　　　市财政局。", PRINTED], [G, D, R, R, R]),
    ("row in two cells", [*SIGNED, "抄送：县委办。", "云山县档案局办公室", "2022年7月6日印发"], [G, D, R, R, R]),
    ("old form", [*SIGNED, "主题词：经济  报告", "主送：市政府。", "抄送：市统计局。", "校对：赵平　　共印30份"], [G, D, R, R, R, R]),
    ("minutes", ["出席：李明", "分送：各参会单位。", PRINTED], [R, R, R]),
    ("before attachments", [*SIGNED, "抄送：县委办。", PRINTED, "附件1", "隐患台账"], [G, D, R, R, M, T]),
    ("before what a letter sends", [*SIGNED, "抄送：县委办。", PRINTED, "工作方案", "各地要抓好落实。"], [G, D, R, R, A, A]),
    ("after attachments", ["附件：隐患台账", *SIGNED, "（此件公开发布）", "抄送：县委办。"], [A, G, D, R, R]),
    ("printed without a date", [*SIGNED, "抄送：县委办。", "云山县档案局办公室"], [G, D, R, R]),
    ("count in brackets", [*SIGNED, "（共印 60 份）"], [G, D, R]),
]  # fmt: skip


def roles_of(*paragraphs: RawParagraph) -> list[Role]:
    head = tuple(RawParagraph(text, 1) for text in HEAD)
    found = recognise(RawDocument((*head, *paragraphs)), PHRASES).value
    return [element.role for element in found.elements[len(HEAD) :]]


@pytest.mark.parametrize(("end", "roles"), [pytest.param(*case[1:], id=case[0]) for case in ENDS])
def test_an_imprint_is_a_note(end: list[str], roles: list[Role]) -> None:
    assert roles_of(*(RawParagraph(text, 2) for text in end)) == roles


@pytest.mark.parametrize(
    "text",
    [
        "抄送：指发文时同时送达的其他机关，上半年共核对抄送单位320家次。",
        "抄送各单位的材料要按时归档，确保齐全完整。",
        "工作方案已于2022年3月5日印发",
        "简报共印12份",
    ],
)
def test_the_same_words_inside_the_text_are_text(text: str) -> None:
    end = (text, "二、下一步打算", "继续努力。", *SIGNED)
    assert roles_of(*(RawParagraph(line, 2) for line in end))[0] is B


@pytest.mark.parametrize("origin", [Origin.TABLE, Origin.TEXT_BOX])
def test_an_imprint_in_a_table_or_a_box(origin: Origin) -> None:
    signed = (RawParagraph(text, 2) for text in SIGNED)
    imprint = (
        RawParagraph(text, 3, origin) for text in ("抄送：县委办公室。", "云山县档案局办公室", "2022年7月6日印发")
    )
    assert roles_of(*signed, *imprint) == [G, D, R, R, R]


def test_a_box_may_hang_on_a_paragraph_of_the_text() -> None:
    box = RawParagraph("抄送：县委办公室。", 2, Origin.TEXT_BOX)
    text = (RawParagraph(line, 3) for line in ("二、下一步打算", "继续努力。"))
    assert roles_of(box, *text)[0] is R


def test_an_organ_above_the_date_it_was_printed_signs_when_nothing_else_does() -> None:
    assert roles_of(*(RawParagraph(text, 2) for text in ("继续努力。", "云山县档案局", "抄送：县委办。")))[1:] == [G, R]


@pytest.mark.parametrize(
    "text", ["抄送：县委各部门。", "抄  报：市政府", "县政府办公室　2014年1月20日印发", "共印50份", "校对：赵平"]
)
def test_imprint(text: str) -> None:
    assert PHRASES.frame.is_imprint(text)


@pytest.mark.parametrize(
    "text", ["会议印发了有关材料。", "抄送范围由办公室确定。", "印发", "发送材料12份。", "抄送：" + "长" * 300]
)
def test_no_imprint(text: str) -> None:
    assert not PHRASES.frame.is_imprint(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (PRINTED, ("云山县档案局办公室", "2022年7月6日")),
        ("2022年7月6日印发", ("", "2022年7月6日")),
        ("抄送：县委办。", None),
        ("本办法 印发", None),
    ],
)
def test_who_printed(text: str, found: tuple[str, str] | None) -> None:
    assert PHRASES.frame.printing(text) == found


def test_many_lines_of_copies_are_read_at_once() -> None:
    lines = tuple(RawParagraph(f"抄送：第{number}单位，", 2) for number in range(20_000))
    assert set(roles_of(*lines)) == {R}
