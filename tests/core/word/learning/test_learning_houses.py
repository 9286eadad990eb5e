"""What is learned from finished files of very different houses, against what is known of them."""

from dataclasses import replace

import pytest

from core.word.layouts.templating import load_layout
from core.word.learning.package_file import RoleChange, with_changes
from core.word.learning.source import open_source, text_of
from core.word.learning.values import Learned, LearnedRole
from core.word.writing.document import write_word
from core.workflows.drafting.report_draft import draft_of
from core.workflows.importing.reports import recognise_report
from core.workflows.layouts.learning import format_reader, learn_bytes, summary
from tests.finished.heads import THEME
from tests.finished.houses import HOUSES, PLAIN
from tests.finished.report import OFFICE, TEXT, TIMES, House, Look, changed, finished, usual_looks

FANG, KAI, SONG = "仿宋_GB2312", "楷体_GB2312", "宋体"


def learned_from(house: House, **changed: object) -> Learned:
    return learn_bytes("材料.docx", finished(replace(house, **changed))).value


def role(learned: Learned, name: str) -> LearnedRole:
    return next(each for each in learned.findings if each.name == name)


def again(learned: Learned, house: House) -> dict[str, tuple[tuple[object, ...], tuple[object, ...]]]:
    """Next year's report in the layout: by the beginning of each paragraph its face and shape."""
    bare = replace(house, head="", foot="", header="", footer="")
    draft = draft_of(recognise_report("今年.docx", finished(bare, 2023)).value.document)
    source = open_source(write_word(draft, load_layout(learned.layout), False, "k").value)
    reader = format_reader(source)
    found = {}
    for node in source.paragraphs:
        shape, pieces = reader.resolve(node)
        if pieces:
            face = pieces[0][1]
            lines = (
                shape.align,
                round(shape.first),
                round(shape.right),
                round(shape.line),
                shape.rule,
                round(shape.after),
            )
            found[text_of(node)[:8]] = ((face.family, face.size, face.bold), lines)
    return found


@pytest.mark.parametrize("name", HOUSES)
def test_a_report_in_the_learned_layout_looks_as_the_house_does(name):
    house = HOUSES[name]
    shown = again(learned_from(house), house)
    for kind, words in TEXT:
        if kind not in house.looks:
            continue
        look = house.looks[kind]
        lines = house.looks["body"] if kind in house.run_in else look
        text = words.format(year=2023).partition("‖")[0]
        expected = shown.get(text.rstrip("。")[:8]) or shown[text[:8]]
        assert expected[0] == (look.font, look.size, look.bold), kind
        assert expected[1] == (lines.align, lines.twips, lines.right, lines.line, lines.rule, lines.after), kind


def test_digits_have_a_font_of_their_own():
    assert role(learned_from(HOUSES["short_runs"]), "正文").face.latin == TIMES


def test_paper_and_margins_are_those_of_the_file():
    page = learned_from(HOUSES["one_and_a_half"]).page
    assert (page.top, page.left, page.pitch) == (1440, 1800, 312)


def test_fonts_of_the_theme_are_told_by_name():
    looks = {"body": Look("@", chars=2)}
    data = finished(House({**PLAIN, **looks}, theme=THEME))
    themed = '<w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia" w:hAnsiTheme="minorHAnsi"/>'
    data = changed(data, {'<w:rFonts w:ascii="@" w:eastAsia="@" w:hAnsi="@"/>': themed})
    face = role(learn_bytes("材料.docx", data).value, "正文").face
    assert (face.family, face.latin) == ("仿宋", TIMES)


def test_blanks_in_front_become_an_indent():
    looks = {kind: replace(look, chars=0) for kind, look in PLAIN.items()}
    body = role(learned_from(House(looks, how="spaced")), "正文")
    assert (body.shape.first, body.reason) == (640, "learn_spaced")


def test_a_signature_pushed_to_the_right_stands_against_the_right_edge():
    pushed = Look(FANG, align="left", left=5500)
    found = role(learned_from(House(usual_looks(signature=pushed, date=pushed))), "署名")
    assert (found.shape.align, found.shape.left, found.reason) == ("right", 0, "learn_pushed")
    assert found.shape.right == 8844 - 5500 - 6 * 320


def test_signature_and_date_keep_the_rule_of_the_standard():
    signed = usual_looks(signature=Look(FANG, align="left", left=6284), date=Look(FANG, align="left", left=6924))
    found = role(learned_from(House(signed)), "成文日期")
    assert (found.shape.align, found.shape.left, found.is_guessed) == ("left", 6924, False)


def test_a_blank_line_above_the_signature_becomes_space():
    assert role(learned_from(HOUSES["direct"]), "署名").shape.before == 560


def test_blank_lines_below_the_title_stay():
    source = open_source(learned_from(HOUSES["direct"]).layout)
    texts = [text_of(node) for node in source.paragraphs]
    assert texts[texts.index("{% for 段 in 各段 %}") - 1] == ""


def test_a_level_without_examples_follows_its_run_in_heading():
    found = role(learned_from(HOUSES["direct"]), "二级标题")
    assert (found.face.family, found.count, found.reason) == (KAI, 0, "learn_from_lead")


def test_what_the_file_does_not_show_is_the_standards_at_its_size():
    found = role(learned_from(HOUSES["one_and_a_half"]), "附件说明")
    assert (found.face.family, found.face.size, found.reason) == (SONG, 14, "learn_not_found")


def test_a_role_that_looks_now_so_now_otherwise_is_a_guess():
    other = {'w:eastAsia="黑体"': 'w:eastAsia="宋体"'}
    data = changed(finished(HOUSES["direct"]), other, count=1)
    assert role(learn_bytes("材料.docx", data).value, "一级标题").reason == "learn_mixed"


def test_indents_of_a_list_count():
    numbering = (
        '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0">'
        '<w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/><w:pPr><w:ind w:firstLine="630"/></w:pPr>'
        '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    lists = {
        'before="7"': 'before="0"',
        '<w:pPr><w:spacing w:before="7"': '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:spacing w:before="7"',
        "</Relationships>": f'<Relationship Id="n" Type="{OFFICE}/numbering" Target="numbering.xml"/></Relationships>',
    }
    house = House(usual_looks(h1=Look("黑体", before=7)), more={"word/numbering.xml": numbering})
    data = changed(finished(house), dict(reversed(lists.items())))
    assert role(learn_bytes("材料.docx", data).value, "一级标题").shape.first == 630


def test_clashing_styles_make_way():
    layout = learned_from(HOUSES["styles"]).layout
    names = [node.find("{*}name").get(VAL) for node in open_source(layout).styles.iter("{*}style")]
    assert names.count("Title") == names.count("heading 1") == 1
    assert "（原）" not in "".join(names)


def test_a_style_that_the_head_uses_stays_under_another_name():
    head = '<w:p><w:pPr><w:pStyle w:val="Biaoti"/></w:pPr><w:r><w:rPr><w:color w:val="FF0000"/></w:rPr><w:t>云山县档案局文件</w:t></w:r></w:p>'
    layout = learned_from(HOUSES["styles"], head=head).layout
    names = {node.get(ID): node.find("{*}name").get(VAL) for node in open_source(layout).styles.iter("{*}style")}
    assert names["Biaoti"] == "Title（原）"
    assert names["Title"] == "Title"


def test_a_wish_changes_the_style_and_ends_the_guess():
    learned = learned_from(HOUSES["direct"])
    made = with_changes(learned, {"正文": RoleChange("仿宋", 15, True)})
    found = next(
        node for node in open_source(made.layout).styles.iter("{*}style") if node.find("{*}name").get(VAL) == "正文段落"
    )
    assert found.find("{*}rPr/{*}sz").get(VAL) == "30"
    assert found.find("{*}pPr/{*}ind").get(VAL.replace("val", "firstLine")) == "600"
    assert role(made, "正文").shape.first == 600


def test_without_wishes_nothing_changes():
    learned = learned_from(HOUSES["direct"])
    assert with_changes(learned, {"正文": RoleChange(FANG, 16, False)}) is learned


def test_what_was_learned_is_told_in_words():
    lines = summary(learned_from(HOUSES["direct"]))
    assert lines[0] == "页面：A4，页边距上37、下35、左28、右26毫米"
    assert "标题：方正小标宋简体 二号（22磅），居中，行距30磅（1段）" in lines
    assert "署名：仿宋_GB2312 三号（16磅），靠右，右缩进2字，行距28磅，段前28磅（1段）" in lines


VAL, ID = (f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}" for name in ("val", "styleId"))
