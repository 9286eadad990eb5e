"""Red heads and imprints of learned layouts: what stays, what becomes a tag, what is left out; and bad input."""

import io
from dataclasses import replace
from zipfile import ZipFile

import pytest

from core.errors import BadInput
from core.package import W
from core.result import Result
from core.word.learning.source import open_source, text_of
from core.word.learning.values import Learned
from core.word.writing.document import write_word
from core.workflows.drafting.report_draft import draft_of
from core.workflows.importing.reports import recognise_report
from core.workflows.layouts.learning import learn_bytes, summary
from core.workflows.layouts.usage import load_usable
from tests.finished.heads import FANG, LINE_HEAD, PLAIN_FOOT, PLAIN_HEAD, RED, TABLE_FOOT, TABLE_HEAD
from tests.finished.report import FOOTER, OFFICE, TEXT, House, Look, changed, finished, paragraph, usual_looks

PLAIN = House(usual_looks(), footer=FOOTER)
FRAMED = replace(PLAIN, head=PLAIN_HEAD, foot=TABLE_FOOT)
GIVEN = (
    ("发文字号", "云档发〔2023〕8号"),
    ("抄送", "县政府办公室"),
    ("印发机关", "云山县档案局办公室"),
    ("印发日期", "2023年7月9日"),
)
ROOM = '<w:p><w:r><w:pict><v:shape style="width:9pt;height:9pt"><v:imagedata r:id="ri"/></v:shape></w:pict></w:r></w:p>'
AUTHOR = 'w:id="1" w:author="林立" w:date="2022-07-01T00:00:00Z"'


def learn(house: House) -> Result[Learned]:
    return learn_bytes("材料.docx", finished(house))


def codes(house: House) -> list[str]:
    return [notice.code for notice in learn(house).notices]


def printed(layout: bytes, particulars: tuple[tuple[str, str], ...] = GIVEN) -> list[str]:
    """The lines of next year's report in the layout."""
    draft = draft_of(recognise_report("今年.docx", finished(PLAIN, 2023)).value.document)
    draft = replace(draft, identity=replace(draft.identity, particulars=particulars))
    made = write_word(draft, load_usable(layout), False, "k").value
    return [text_of(node) for node in open_source(made).paragraphs if text_of(node).strip()]


@pytest.mark.parametrize(
    ("head", "lines"),
    [
        (PLAIN_HEAD, ("{{ 份号 }}", "{{ 密级 }}", "{{ 紧急程度 }}", "云山县档案局文件", "{{ 发文字号 }}")),
        (TABLE_HEAD, ("云山县档案局", "{% if 签发人 %}签发人：{{ 签发人 }}{% endif %}", "{{ 发文字号 }}")),
        (LINE_HEAD, ("云山县档案局", "{{ 发文字号 }}　　　　　　　　{% if 签发人 %}签发人：{{ 签发人 }}{% endif %}")),
        ("", ()),
    ],
)
def test_the_red_head_keeps_its_words_and_its_changing_parts_become_tags(head, lines):
    assert learn(replace(PLAIN, head=head)).value.head == lines


@pytest.mark.parametrize(
    ("foot", "lines"),
    [
        (TABLE_FOOT, ("抄送：{{ 抄送 }}", "{{ 印发机关 }}　　　　　{{ 印发日期 }}印发")),
        (PLAIN_FOOT, ("抄送：{{ 抄送 }}", "{{ 印发机关 }}\t{{ 印发日期 }}印发", "（共印30份）")),
    ],
)
def test_the_changing_parts_of_an_imprint_become_tags(foot, lines):
    assert learn(replace(PLAIN, foot=foot)).value.foot == lines


def test_a_signatory_in_the_cell_beside_its_label_becomes_a_tag():
    head = TABLE_HEAD.replace("签发人：周明", "签发人：").replace('<w:t xml:space="preserve"></w:t>', "")
    head = head.replace("云档〔2022〕3号", "周明")
    assert "{{ 签发人 }}" in "".join(learn(replace(PLAIN, head=head)).value.head)


def test_next_years_report_has_its_own_number_and_imprint():
    lines = printed(learn(FRAMED).value.layout)
    assert lines[:3] == ["云山县档案局文件", "云档发〔2023〕8号", "关于2023年上半年档案工作情况的报告"]
    assert lines[-2:] == ["抄送：县政府办公室。", "云山县档案局办公室　　　　　2023年7月9日印发"]


def test_without_particulars_no_imprint_is_printed():
    assert printed(learn(FRAMED).value.layout, ())[-1] == "2023年7月8日"


def test_a_report_without_copies_has_no_empty_row():
    assert not any("抄送" in line for line in printed(learn(FRAMED).value.layout, GIVEN[2:]))


def test_the_number_stands_once():
    lines = printed(learn(FRAMED).value.layout)
    assert sum("〔2023〕8号" in line for line in lines) == 1


def test_the_rule_of_an_imprint_of_paragraphs_stays():
    layout = learn(replace(PLAIN, foot=PLAIN_FOOT)).value.layout
    assert open_source(layout).root.find(".//{*}pBdr/{*}bottom") is not None


def test_page_number_fields_stay_and_a_repeated_title_becomes_a_tag():
    header = "<w:p><w:r><w:t>关于2022年上半年档案工作情况的报告</w:t></w:r></w:p>"
    learned = learn(replace(PLAIN, header=header)).value
    assert learned.margins == ("{{ 标题 }}", "— 1 —")
    assert b"PAGE" in ZipFile(io.BytesIO(learned.layout)).read("word/footer1.xml")


def test_a_number_below_the_title_makes_no_head():
    text = (TEXT[0], ("subtitle", "（云档发〔2022〕15号）"), *TEXT[2:])
    house = replace(PLAIN, looks=usual_looks(subtitle=Look("楷体_GB2312", align="center")))
    data = changed(finished(house), {"（2022年7月8日）": text[1][1]})
    assert learn_bytes("材料.docx", data).value.head == ()


def test_a_cover_is_left_out_and_told():
    cover = paragraph("云山县档案局", RED) + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    result = learn(replace(PLAIN, head=cover))
    assert result.value.head == ()
    assert "learn_cover_dropped" in [notice.code for notice in result.notices]


def test_a_head_without_changing_parts_is_told():
    assert "learn_head_kept" in codes(replace(PLAIN, head=paragraph("云山县档案局", RED)))


def test_the_section_of_the_text_gives_the_page():
    margins = '<w:pgMar w:top="2000" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="992" w:gutter="0"/>'
    first = f'<w:p><w:pPr><w:sectPr><w:pgSz w:w="11906" w:h="16838"/>{margins}</w:sectPr></w:pPr></w:p>'
    tables = first + paragraph("附件1", FANG) + paragraph("乡镇档案工作情况表", FANG)
    page = learn(replace(PLAIN, foot=tables, margins=(1000, 1000, 1000, 1000))).value.page
    assert (page.top, page.left) == (2000, 1588)


# What must not come along


def everything(layout: bytes) -> str:
    with ZipFile(io.BytesIO(layout)) as package:
        return "".join(package.read(name).decode("utf-8", "ignore") for name in package.namelist())


def test_nobodys_name_is_in_the_layout():
    tracked = {
        '<w:jc w:val="both"/></w:pPr>': f'<w:jc w:val="both"/><w:pPrChange {AUTHOR}><w:pPr/></w:pPrChange></w:pPr>'
    }
    data = changed(finished(FRAMED), tracked)
    text = everything(learn_bytes("材料.docx", data).value.layout)
    assert not any(name in text for name in ("林立", "周明", "内部稿"))


def test_the_text_of_the_report_is_not_in_the_layout():
    assert "培训班" not in everything(learn(FRAMED).value.layout)


def test_deleted_text_has_no_say():
    deleted = (
        f'<w:del {AUTHOR}><w:r><w:rPr><w:sz w:val="99"/></w:rPr><w:delText>删去的话删去的话</w:delText></w:r></w:del>'
    )
    data = changed(
        finished(PLAIN), {'<w:r><w:rPr><w:rFonts w:ascii="黑体"': deleted + '<w:r><w:rPr><w:rFonts w:ascii="黑体"'}
    )
    learned = learn_bytes("材料.docx", data).value
    assert next(role for role in learned.findings if role.name == "一级标题").face.size == 16


def test_what_lies_outside_the_file_is_not_followed():
    outside = f'<Relationship Id="ri" Type="{OFFICE}/image" Target="http://example.org/x.png" TargetMode="External"/>'
    result = learn(replace(PLAIN, head=ROOM, relations=outside))
    assert "example.org" not in everything(result.value.layout)
    assert "learn_pictures_dropped" in [notice.code for notice in result.notices]


def test_macros_stay_behind():
    result = learn(replace(PLAIN, more={"word/vbaProject.bin": "宏"}))
    assert "vbaProject" not in everything(result.value.layout)
    assert "learn_macros_dropped" in [notice.code for notice in result.notices]


def test_a_picture_of_the_head_comes_along():
    inside = f'<Relationship Id="ri" Type="{OFFICE}/image" Target="media/a.png"/>'
    layout = learn(replace(PLAIN, head=ROOM, relations=inside, more={"word/media/a.png": "像"})).value.layout
    assert "word/media/image1.png" in ZipFile(io.BytesIO(layout)).namelist()


@pytest.mark.parametrize(
    "data",
    [
        finished(House({"body": FANG}, left_out=tuple(role for role, _ in TEXT))),
        finished(House({"body": FANG}, left_out=tuple(role for role, _ in TEXT), head=TABLE_HEAD)),
    ],
    ids=("empty", "only_a_table"),
)
def test_a_file_without_text_is_refused(data):
    with pytest.raises(BadInput) as refused:
        learn_bytes("材料.docx", data)
    assert refused.value.code == "learn_no_text"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("文字".encode(), "learn_not_word"),
        (b"PK\x03\x04 torn", "package_damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "word_encrypted"),
        (b"", "input_empty"),
    ],
    ids=("text", "torn", "locked", "empty"),
)
def test_what_is_no_word_file_is_refused_in_its_own_words(data, code):
    with pytest.raises(BadInput) as refused:
        learn_bytes("材料.docx", data)
    assert refused.value.code == code


def test_a_line_drawn_at_the_title_is_drawn_again():
    drawn = '<w:r><w:pict><v:line id="l1" style="position:absolute" from="0,0" to="442pt,0" strokecolor="red"/></w:pict></w:r>'
    data = changed(
        finished(PLAIN), {'<w:jc w:val="center"/></w:pPr>': f'<w:jc w:val="center"/></w:pPr>{drawn}'}, count=1
    )
    result = learn_bytes("材料.docx", data)
    assert open_source(result.value.layout).root.find(".//{*}pict/{*}line") is not None
    assert "learn_pictures_dropped" not in [notice.code for notice in result.notices]


def test_a_seal_in_the_signature_stays_behind_and_is_told():
    seal = '<w:r><w:pict><v:rect id="s1" style="width:80pt;height:80pt"/></w:pict></w:r>'
    data = changed(finished(PLAIN), {'<w:jc w:val="right"/></w:pPr>': f'<w:jc w:val="right"/></w:pPr>{seal}'}, count=1)
    result = learn_bytes("材料.docx", data)
    assert open_source(result.value.layout).root.find(".//{*}pict") is None
    assert "learn_pictures_dropped" in [notice.code for notice in result.notices]


def test_the_body_of_a_report_that_says_printed_is_text():
    text = {"现将有关情况报告如下": "2022年3月1日印发的办法得到落实"}
    data = changed(finished(PLAIN), text)
    body = next(role for role in learn_bytes("材料.docx", data).value.findings if role.name == "正文")
    assert body.count == 4


@pytest.mark.parametrize(("foot", "rows"), [(TABLE_FOOT, True), (PLAIN_FOOT, False)])
def test_an_imprint_that_was_learned_stays_whole(foot, rows):
    root = open_source(learn(replace(PLAIN, head=PLAIN_HEAD, foot=foot)).value.layout).root
    assert bool(list(root.iter(W + "cantSplit"))) == rows
    lines = [node for node in root.iter(W + "p") if "抄送" in text_of(node) and "{{" in text_of(node)]
    assert [node.find(f"{W}pPr/{W}keepNext") is not None for node in lines] == [True]


BULLETIN = paragraph("报：县委办公室。 发：各股室。", FANG)


def test_an_imprint_that_names_only_receivers_stays_as_it_is_and_is_told():
    learned = learn(replace(PLAIN, foot=BULLETIN))
    assert learned.value.foot == ("报：县委办公室。 发：各股室。",)
    assert "learn_foot_kept" in [notice.code for notice in learned.notices]


def test_an_imprint_in_which_nothing_changes_is_printed_always():
    assert printed(learn(replace(PLAIN, foot=BULLETIN)).value.layout, ())[-1] == "报：县委办公室。 发：各股室。"


@pytest.mark.parametrize("line", ["报：县委办公室。", "分送：各股室。", "抄报：市局。"])
def test_signature_and_date_above_such_an_imprint_are_found(line):
    findings = learn(replace(PLAIN, foot=paragraph(line, FANG))).value.findings
    assert {role.name for role in findings if role.count} >= {"署名", "成文日期"}


def test_a_page_number_is_summed_up_as_page_one_shows_it():
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    inner = field.format("begin") + "<w:r><w:instrText>PAGE</w:instrText></w:r>" + field.format("end")
    footer = f"<w:p><w:r><w:t>— </w:t></w:r>{inner}<w:r><w:t> —</w:t></w:r></w:p>"
    assert summary(learn(replace(PLAIN, footer=footer)).value)[-1] == "页眉页脚：页码“— 1 —”"
