"""A covering letter with the document it sends along, and what is no letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.document import Document
from core.model.elements import Role
from core.model.raw import RawDocument, RawParagraph
from core.parsing.recognise import recognise
from tests.words import PHRASES

LETTER = (
    "关于印发《柳溪县2022年工作要点》的通知",
    "各乡镇：",
    "现将《柳溪县2022年工作要点》印发给你们，请认真贯彻执行。",
    "柳溪县人民政府",
    "2022年3月2日",
)
POINTS = (
    "柳溪县2022年工作要点",
    "今年工作的总体要求是稳中求进。",
    "一、抓好春耕",
    "落实面积。",
    "二、抓好水利",
    "修好渠道。",
)
ARTICLES = (
    "柳溪县车辆管理办法",
    "第一条 为规范管理，制定本办法。",
    "一、适用范围",
    "全县。",
    "二、管理职责",
    "车管所。",
)


def recognised(*texts: str) -> Document:
    return recognise(
        RawDocument(tuple(RawParagraph(text, number) for number, text in enumerate(texts, 1))), PHRASES
    ).value


def roles_of(*texts: str) -> list[str]:
    return [element.role.value for element in recognised(*texts).elements]


def test_letter_keeps_its_own_roles() -> None:
    found = roles_of(*LETTER, *POINTS)[: len(LETTER)]
    assert found == ["title", "addressee", "preamble", "signature", "issue_date"]


def test_what_is_sent_along_is_a_report() -> None:
    found = roles_of(*LETTER, *POINTS)[len(LETTER) :]
    assert found == ["subtitle", "preamble", "heading", "body", "heading", "body"]


def test_title_is_the_letters() -> None:
    assert recognised(*LETTER, *POINTS).title == LETTER[0]


def test_title_is_the_reports_where_the_letter_has_none() -> None:
    letter = ("县委办公室：", "现将我县工作要点报上，请审阅。", "柳溪县人民政府", "2022年3月2日")
    assert recognised(*letter, *POINTS).title == POINTS[0]


def test_kind_is_that_of_the_report() -> None:
    assert recognised("关于报送材料的函", *LETTER[1:], *POINTS).kind == "年度工作要点"


def test_headings_keep_their_depth() -> None:
    report = ("一、抓好春耕", "（一）落实面积", "早下种。", "（二）备足肥料", "早下拨。")
    found = recognised(*LETTER, POINTS[0], *report).elements
    assert [element.depth for element in found if element.role is Role.HEADING] == [1, 2, 2]


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param(ARTICLES, id="articles"),
        pytest.param(("受表彰单位名单", "城关镇", "东门镇"), id="list"),
    ],
)
def test_what_stays_an_attachment(sent: tuple[str, ...]) -> None:
    assert set(roles_of(*LETTER, *sent)[len(LETTER) :]) == {"attachment"}


@pytest.mark.parametrize("mark", ["附件", "附件1："])
def test_what_is_announced_is_an_attached_part(mark: str) -> None:
    found = roles_of(*LETTER, mark, *POINTS)[len(LETTER) :]
    assert found[:2] == ["attachment_mark", "attachment_title"]
    assert "title" not in found


def test_attachment_named_before_the_signature() -> None:
    found = roles_of(*LETTER[:3], "附件：柳溪县2022年工作要点", *LETTER[3:], *POINTS)
    assert set(found[6:]) == {"attachment"}


def test_letter_with_nothing_behind_it_is_body() -> None:
    assert roles_of(*LETTER)[2] == "body"


def test_letter_with_headings_keeps_its_attachments() -> None:
    found = roles_of(
        *LETTER[:2], "一、统一思想", "各乡镇要重视。", "二、抓好落实", "各乡镇要落实。", *LETTER[3:], *POINTS
    )
    assert found[-1] == "attachment"


@pytest.mark.parametrize("date", ["2022年3月2日", "（2022年3月2日）"])
def test_date_before_any_text_ends_nothing(date: str) -> None:
    found = roles_of(
        "真抓实干，勇争先进", "建设美丽柳溪", date, "柳溪县人民政府", "一、抓好春耕", "落实面积。", "二、抓好水利"
    )
    assert "attachment" not in found


@pytest.mark.parametrize(
    "mark",
    [
        pytest.param("——在全县三级干部会议上的报告", id="occasion"),
        pytest.param("（2022年3月2日）", id="bracketed_date"),
        pytest.param("县长　鲁春山", id="speaker"),
        pytest.param("×××", id="masked_name"),
    ],
)
def test_slogans_above_a_title_block_mark_are_the_title(mark: str) -> None:
    document = recognised(
        "凝心聚力，砥砺前行", "奋力谱写柳溪发展新篇章", mark, "同志们：", "下面我讲三点。", "一、抓好春耕"
    )
    assert document.title == "凝心聚力，砥砺前行奋力谱写柳溪发展新篇章"
    assert document.elements[3].role is Role.ADDRESSEE


def test_kind_of_a_speech_with_a_slogan_as_title() -> None:
    assert recognised("坚定信心开新局", "柯　峰", "同志们：", "下面我讲三点。", "一、抓好春耕").kind == "工作汇报"


@pytest.mark.parametrize("opening", ["附：有关名词解释", "名词解释", "注："])
def test_words_explained_after_the_closing_are_notes(opening: str) -> None:
    found = roles_of(
        "一、抓好春耕", "落实面积。", opening, "①“河长制”：由各级负责人担任河长。", "②“两新一重”：新型基础设施。"
    )
    assert found[2:] == ["note", "note", "note"]


def test_words_explained_without_a_heading_are_notes() -> None:
    found = roles_of(
        "一、抓好春耕", "落实面积。", "“河长制”：由各级负责人担任河长。", "“路长制”：由各级负责人担任路长。"
    )
    assert found[2:] == ["note", "note"]


@pytest.mark.parametrize(
    "text",
    [
        "以上述职，不妥之处，敬请批评指正。",
        "以上汇报，请予审议。",
        "以上是本人的述职报告，如有不当之处，敬请各位领导批评指正。",
    ],
)
def test_formula_is_closing(text: str) -> None:
    assert roles_of("一、抓好春耕", "落实面积。", "修好渠道。", text)[-1] == "closing"


@pytest.mark.parametrize("row", ["1 松岭县 210 133", "3 个乡镇已经完成", "12 月底前完成"])
def test_bare_figures_that_are_no_outline(row: str) -> None:
    assert roles_of("一、基本情况", row, "2 云台县 188 97")[1] == "body"


def test_bare_figures_that_count_up_are_headings() -> None:
    assert roles_of("一、上半年情况", "1 社会救助", "做到应保尽保。", "2 救灾救济", "下拨棉被1200床。") == [
        "heading", "heading", "body", "heading", "body",
    ]  # fmt: skip


PIECE = st.sampled_from(
    [*LETTER, *POINTS, "（2022年3月2日）", "王　强", "（一）抓好春耕。落实面积。", "今年以来，各项工作进展顺利。"]
)


@given(st.lists(PIECE, max_size=16))
def test_a_document_without_headings_hides_no_outline_in_its_attachments(texts: list[str]) -> None:
    document = recognised(*texts)
    hidden = [element.text for element in document.elements if element.role is Role.ATTACHMENT]
    headings = [element for element in document.elements if element.role is Role.HEADING]
    assert headings or sum(element.role is Role.HEADING for element in recognised(*hidden).elements) < 2


def test_many_letters_one_after_the_other_are_read() -> None:
    assert len(recognised(*LETTER * 800).elements) == 800 * len(LETTER)


def test_signature_without_a_date_above_what_is_sent_along() -> None:
    assert roles_of(*LETTER[:4], *POINTS)[3:6] == ["signature", "subtitle", "preamble"]


@pytest.mark.parametrize("speaker", ["青坪镇中心小学　陆晓梅", "市　长　梁　栋", "青坪供销联社　陆晓梅"])
def test_who_speaks_stands_between_title_and_address(speaker: str) -> None:
    texts = ("2022年述职报告", speaker, "各位代表：", "现将工作报告如下。", "一、学习", "认真。")
    elements = recognise(RawDocument(tuple(RawParagraph(text, 1) for text in texts)), PHRASES).value.elements
    assert [element.role for element in elements[:3]] == [Role.TITLE, Role.SIGNATURE, Role.ADDRESSEE]


def test_a_word_of_a_web_page_that_no_list_has_stands_below_its_foot() -> None:
    texts = (
        "工作总结",
        "一年来，我们做了大量工作。",
        "柳溪县司法局",
        "2022年1月14日",
        "【打印本页】",
        "小溪助手｜晨曦客服",
    )
    elements = recognise(RawDocument(tuple(RawParagraph(text, 1) for text in texts)), PHRASES).value.elements
    assert [element.role for element in elements[2:]] == [Role.SIGNATURE, Role.ISSUE_DATE, Role.NOISE, Role.NOISE]
