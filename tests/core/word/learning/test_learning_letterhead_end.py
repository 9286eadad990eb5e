"""Where a red head ends, what a cover is, which lines belong to an imprint."""

import pytest

from core.word.learning.letterhead import head_tags, is_imprint, tag_foot, tag_head, with_conditions
from core.word.learning.letterhead_end import find_cover, find_head, imprint_places
from core.word.learning.source import open_source
from core.workflows.layouts.learning import format_reader
from tests.builders_docx import docx, p, r, table

RED = '<w:color w:val="FF0000"/>'
RULED = '<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="1" w:color="FF0000"/></w:pBdr>'
MARK, NUMBER, TITLE = p(r("云山县档案局文件", RED)), "云档发〔2022〕15号", p("关于2022年工作情况的报告")
TEXT = p(
    "2022年上半年，我局围绕全县中心工作，着力夯实基础、提升服务，各项工作取得新的进展，现将有关情况报告如下，请予审阅并提出意见。"
    * 2
)
BREAK = '<w:r><w:br w:type="page"/></w:r>'
SECTION = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'


def head(*blocks: str) -> int:
    source = open_source(docx(*blocks, TEXT))
    return find_head(source, format_reader(source))


@pytest.mark.parametrize(
    ("blocks", "end"),
    [
        ((MARK, p(NUMBER), TITLE), 1),
        ((p(NUMBER, RULED), TITLE), 0),
        ((p(NUMBER), p("", RULED), TITLE), 0),
        ((p("000123"), p("机密★1年"), p("特急"), TITLE), 2),
        ((p("000123"), p(NUMBER), TITLE), 1),
        ((MARK, TITLE), 0),
        ((p(r("云山县档案局", '<w:color w:val="C00000"/>')), TITLE), 0),
        ((table((MARK, p("签发人：林立")), (p(NUMBER), p(""))), TITLE), 3),
        ((MARK, p("第3期"), TITLE), 1),
    ],
)
def test_a_head_ends_with_its_last_line(blocks, end):
    assert head(*blocks) == end


@pytest.mark.parametrize(
    "blocks",
    [
        (TITLE,),
        (TITLE, p("（云档发〔2022〕15号）")),
        (TITLE, p(NUMBER)),
        (p(r("绿色的字", '<w:color w:val="00B050"/>')), TITLE),
        (p("第3期"), TITLE),
        (),
    ],
)
def test_without_red_rule_or_marks_there_is_no_head(blocks):
    assert head(*blocks) == -1


def test_a_red_word_in_the_text_is_no_head():
    assert head(TITLE, TEXT, p(r("红色的字", RED))) == -1


@pytest.mark.parametrize(
    ("blocks", "place"),
    [
        ((p("封面"), p(BREAK), TITLE), 1),
        ((p(r("封面") + BREAK), TITLE), 0),
        ((p("封面", SECTION), TITLE), 0),
        ((p("封面", SECTION.replace("<w:pgSz", '<w:type w:val="continuous"/><w:pgSz')), TITLE), -1),
        ((TITLE, p("正文")), -1),
        ((TITLE, TEXT, p(BREAK)), -1),
    ],
)
def test_a_cover_ends_at_a_new_page_above_the_text(blocks, place):
    assert find_cover(open_source(docx(*blocks, TEXT))) == place


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("抄送：市档案局。", True),
        ("　抄　送：市档案局。", True),
        ("抄 送: 市档案局", True),
        ("云山县档案局办公室　　2022年7月9日印发", True),
        ("2022年7月9日印发", True),
        ("二〇二二年七月九日印发", True),
        ("（共印30份）", True),
        ("共印30份", True),
        ("2022年7月9日印发的《办法》规定，", False),
        ("已将材料抄送：市档案局", False),
        ("2022年7月9日", False),
        ("正文", False),
        ("抄送：" + "某单位、" * 100, False),
    ],
)
def test_lines_of_an_imprint_are_known(text, is_one):
    assert is_imprint(text) is is_one


def test_the_places_of_an_imprint():
    assert imprint_places(open_source(docx(p("正文"), p("抄送：某局。"), p("2022年7月9日印发")))) == {1, 2}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("云档发〔2022〕15号", {"发文字号"}),
        ("云政办函[2022]3号", {"发文字号"}),
        ("云档发（2022）第15号", {"发文字号"}),
        ("云档发〔××××〕×号", {"发文字号"}),
        ("000123", {"份号"}),
        ("份号：000123", {"份号"}),
        ("000123　云档发〔2022〕15号", {"份号", "发文字号"}),
        ("机密★1年", {"密级"}),
        ("秘密　特急", {"密级", "紧急程度"}),
        ("特　急", {"紧急程度"}),
        ("（第12期）", {"期号"}),
        ("总第三期", {"期号"}),
        ("某局文件", set()),
        ("机密文件管理办法", set()),
        ("2022年7月", set()),
    ],
)
def test_parts_of_a_head_are_known(text, names):
    assert head_tags(text) == names


def tagged(text: str) -> str:
    source = open_source(docx(p(text)))
    tag_head(list(source.body))
    return "".join(node.text or "" for node in source.body.iter("{*}t"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("云档发〔2022〕15号", "{{ 发文字号 }}"),
        ("云档报〔2022〕3号　　签发人：林立", "{{ 发文字号 }}　　{% if 签发人 %}签发人：{{ 签发人 }}{% endif %}"),
        ("签发人：林立　周明", "{% if 签发人 %}签发人：{{ 签发人 }}{% endif %}"),
        ("份号：000123", "份号：{{ 份号 }}"),
        ("绝密★长期　特急", "{{ 密级 }}　{{ 紧急程度 }}"),
        ("云山县档案局文件", "云山县档案局文件"),
    ],
)
def test_parts_of_a_head_become_tags(text, expected):
    assert tagged(text) == expected


def foot(*blocks: str) -> list[str]:
    source = open_source(docx(*blocks))
    tag_foot(list(source.body))
    made = with_conditions(list(source.body), ())
    return ["".join(node.text or "" for node in block.iter("{*}t")) for block in made]


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ((p("抄送：市档案局，县委办。"),), "抄送：{{ 抄送 }}"),
        ((p("某局办公室　2022年7月9日印发"),), "{{ 印发机关 }}　{{ 印发日期 }}印发"),
        ((p("2022年7月9日印发"),), "{{ 印发日期 }}印发"),
    ],
)
def test_a_line_of_an_imprint_is_printed_only_where_there_is_something(blocks, expected):
    lines = foot(*blocks)
    assert (lines[0], lines[-1]) == ("{% if 抄送 or 印发机关 or 印发日期 %}", "{% endif %}")
    assert lines[1].startswith("{% if ")
    assert lines[2] == expected


def test_rows_of_an_imprint_are_printed_only_where_there_is_something():
    lines = foot(table((p("抄送："), p("市档案局")), (p("某局办公室"), p("2022年7月9日印发"))))
    assert lines[1] == (
        "{%tr if 抄送 %}抄送：{{ 抄送 }}{%tr endif %}"
        "{%tr if 印发机关 or 印发日期 %}{{ 印发机关 }}{{ 印发日期 }}印发{%tr endif %}"
    )


def test_without_imprint_there_is_no_condition():
    assert with_conditions([], ()) == []
