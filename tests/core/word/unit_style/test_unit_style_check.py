"""检查版式: all faults of a layout at once, each with its paragraph and place, and a copy with them put right."""

from pathlib import Path

import pytest

from core.word.unit_style.findings import LayoutFinding, LayoutSeverity
from core.workflows.layouts.check import (
    check_layout,
    is_in_order,
    is_usable,
    load_usable,
    mend_layout,
    message,
    shape_of,
)
from core.workflows.layouts.files import layouts
from tests.altered import edited, with_part
from tests.layouts import markup
from tests.layouts.package import relations
from tests.word_files import layout_file, p, paragraphs

LOOP = (p("{% for 段 in 各段 %}"), p("{{ 段.序号 }}{{ 段.标题 }}{{ 段.正文 }}"), p("{% endfor %}"))
GOOD = (p("{{ 标题 }}", style="Title"), *LOOP, p("{{ 主送机关 }}{{ 署名 }}{{ 成文日期 }}"))
HEADER = f"{markup.HEAD}<w:hdr {markup.NAMES}>{{}}</w:hdr>"
ROW = "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:tcPr/>{}</w:tc></w:tr></w:tbl>"

FAULTS = (
    ("layout_unknown_name", p("{{ 标提 }}"), "标题"),
    ("layout_unknown_name", p("{{ 发文机构 }}"), "发文机关"),
    ("layout_unknown_name", p("{% for 段 in 各段 %}{{ 断.正文 }}{% endfor %}"), "段"),
    ("layout_unknown_name", p("{% for 段 in 各段 %}{{ 段.证文 }}{% endfor %}"), "正文"),
    ("layout_unknown_name", p("{% for 段 in 各断 %}{{ 段.正文 }}{% endfor %}"), "各段"),
    ("layout_unknown_name", p("{% if 署明 %}有{% endif %}"), "署名"),
    ("layout_no_such_name", p("{{ 甲 }}"), ""),
    ("layout_out_of_loop", p("{% for 句 in 各段 %}{% endfor %}{{ 句.正文 }}"), ""),
    ("layout_unclosed", p("{{ 标题 }"), ""),
    ("layout_unclosed", p("{% if 标题 }}有{% endif %}"), ""),
    ("layout_open_if", p("{% if 标题 %}"), ""),
    ("layout_unbalanced", p("{% endfor %}"), ""),
    ("layout_misplaced", p("甲{% if 标题 %}") + p("乙{% endif %}"), ""),
    ("layout_misplaced", p("{%tr if 标题 %}") + p("{%tr endif %}"), ""),
    ("layout_syntax", p("{{ 标题 署名 }}"), ""),
    ("layout_syntax", p("{% if %}有{% endif %}"), ""),
    ("layout_syntax", p("{{ " + "长" * 600 + " }}"), ""),
    ("layout_forbidden", p("{% include 标题 %}"), ""),
    ("layout_forbidden", p("{{ 标题.upper() }}"), ""),
    ("layout_missing_style", p("甲", style="Ghost"), ""),
    ("layout_misplaced", p("{% if 标题 %}") + ROW.format(p("{% endif %}") + p("")), ""),
)


def found(data: bytes, severity: LayoutSeverity = LayoutSeverity.ERROR) -> list[LayoutFinding]:
    return [finding for finding in check_layout(data) if finding.severity is severity]


def codes(data: bytes, severity: LayoutSeverity = LayoutSeverity.ERROR) -> list[str]:
    return [finding.code for finding in found(data, severity)]


@pytest.mark.parametrize("name", layouts())
def test_the_programs_own_layouts_are_in_order(name: str) -> None:
    spoilt = [finding for finding in check_layout(layouts()[name]) if finding.severity is not LayoutSeverity.HINT]
    assert spoilt == []


def test_a_good_layout_has_no_errors() -> None:
    assert codes(layout_file(*GOOD)) == []


@pytest.mark.parametrize(("code", "body", "better"), FAULTS)
def test_a_fault_is_found_with_what_was_meant(code: str, body: str, better: str) -> None:
    first = next(finding for finding in found(layout_file(body, *GOOD)) if finding.code == code)
    assert first.parameters.get("better", "") == better


@pytest.mark.parametrize(("code", "body", "better"), FAULTS)
def test_a_fault_is_quoted_with_its_place(code: str, body: str, better: str) -> None:
    first = next(finding for finding in found(layout_file(*GOOD, body)) if finding.code == code)
    assert first.place in ("正文第6段", "正文第7段")
    assert first.paragraph or code == "layout_missing_style"


@pytest.mark.parametrize(("code", "body", "better"), FAULTS)
def test_a_fault_is_said_in_one_sentence(code: str, body: str, better: str) -> None:
    (first, *_) = found(layout_file(*GOOD, body))
    assert message(first).endswith("。")
    assert "“”" not in message(first)


def test_all_faults_are_found_at_once() -> None:
    bodies = (p("{{ 标提 }}"), p("{{ 标题 }"), p("{{ 标题 署名 }}"), p("{% endif %}"), p("甲", style="Ghost"))
    assert set(codes(layout_file(*bodies, *GOOD))) == {
        *("layout_unknown_name", "layout_unclosed", "layout_syntax", "layout_unbalanced", "layout_missing_style")
    }


def test_a_misspelt_name_is_found_wherever_it_stands() -> None:
    data = layout_file(p("{{ 标提 }}"), p("又是{{ 标提 }}"), *GOOD)
    assert [finding.number for finding in found(data)] == [1, 2]


def test_a_loop_variable_is_right_inside_its_loop_only() -> None:
    (finding,) = found(layout_file(*GOOD, p("{{ 段.正文 }}")))
    assert (finding.number, finding.parameters["name"]) == (6, "段")


def test_a_missing_style_is_told_once() -> None:
    (finding,) = found(layout_file(*GOOD, p("甲", style="Ghost"), p("乙", style="Ghost")))
    assert "共2处" in message(finding)


@pytest.mark.parametrize("part", ["header7", "footer7"])
def test_heads_and_feet_are_checked(part: str) -> None:
    data = layout_file(*GOOD, **{f"word__{part}_xml": HEADER.format(p("页首") + p("{{ 标提 }}"))})
    (finding,) = found(data)
    assert finding.place == {"header7": "页眉第2段", "footer7": "页脚第2段"}[part]


def test_a_head_whose_tag_is_torn_is_filled_in_and_checked() -> None:
    data = layout_file(*GOOD, word__header7_xml=HEADER.format(p("{", "{ 标提 }", "}")))
    assert codes(data) == ["layout_unknown_name"]


@pytest.mark.parametrize(
    "body",
    [
        (p("{{ 标题 }}"),),
        (p("{% for 段 in 各段 %}"), p("一段"), p("{% endfor %}")),
        (p("{% for 段 in 各段 %}"), p("{{ 段.序号 }}{{ 段.标题 }}"), p("{% endfor %}")),
        (),
    ],
    ids=["title only", "loop that prints nothing of it", "headings only", "empty"],
)
def test_a_layout_without_the_body_is_an_error(body: tuple[str, ...]) -> None:
    assert codes(layout_file(*body)) == ["layout_no_body"]


def test_no_body_is_told_beside_other_faults() -> None:
    assert codes(layout_file(p("{{ 标题 }"))) == ["layout_unclosed", "layout_no_body"]


def test_what_is_never_printed_is_told() -> None:
    data = layout_file(*LOOP)
    missing = {finding.parameters["what"] for finding in check_layout(data) if finding.code == "layout_not_printed"}
    assert missing == {"标题", "副标题"}


def test_a_level_that_is_not_printed_spoils_the_file() -> None:
    body = (p("{% for 段 in 各段 %}"), p("{{ 段.正文 }}"), p("{% endfor %}"))
    spoilt = [finding.parameters["what"] for finding in found(layout_file(*body), LayoutSeverity.WARNING)]
    assert "一级标题" in spoilt


def test_a_value_that_may_be_empty_is_told() -> None:
    data = layout_file(*GOOD, p("{{ 各签发人[0] }}"))
    (finding,) = found(data, LayoutSeverity.WARNING)
    assert (finding.code, finding.place) == ("layout_fails_empty", "正文第6段")


HINTS = (
    ("layout_split", p("{{ 标", "题 }}")),
    ("layout_split", p("{", "{ 标题 }", "}")),
    ("layout_wide", p("｛｛ 标题 ｝｝")),
    ("layout_wide", p("{％ if 标题 %}有{% endif %}")),
)


@pytest.mark.parametrize(("code", "body"), HINTS)
def test_what_works_but_could_be_better_is_a_hint(code: str, body: str) -> None:
    (finding,) = [finding for finding in check_layout(layout_file(body, *GOOD)) if finding.code == code]
    assert (finding.severity, finding.place, bool(finding.mend)) == (LayoutSeverity.HINT, "正文第1段", True)


def test_formatting_by_hand_is_summed_up() -> None:
    run = '<w:p><w:r><w:rPr><w:rFonts w:eastAsia="隶书"/><w:sz w:val="30"/></w:rPr><w:t>字</w:t></w:r></w:p>'
    moved = '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t>字</w:t></w:r></w:p>'
    data = layout_file(*GOOD, run, run, moved, "<w:p><w:pPr><w:jc/></w:pPr></w:p>")
    (finding,) = [finding for finding in check_layout(data) if finding.code == "layout_by_hand"]
    assert finding.parameters["count"] == "3"


def test_the_hint_for_quotes_is_no_formatting_by_hand() -> None:
    run = '<w:p><w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t>“字”</w:t></w:r></w:p>'
    assert "layout_by_hand" not in codes(layout_file(*GOOD, run * 9), LayoutSeverity.HINT)


def test_tags_where_nobody_fills_them_in_are_told() -> None:
    notes = f"{markup.HEAD}<w:footnotes {markup.NAMES}>{p('{{ 标题 }}')}</w:footnotes>"
    (finding,) = found(layout_file(*GOOD, word__footnotes_xml=notes), LayoutSeverity.WARNING)
    assert (finding.code, finding.place) == ("layout_tags_elsewhere", "脚注")


def test_what_a_file_takes_from_outside_is_told() -> None:
    links = relations((f"{markup.LINKS}/attachedTemplate", "file://server/share/a.dotm"))
    links = links.replace("<Relationship Id", '<Relationship TargetMode="External" Id')
    data = with_part(layout_file(*GOOD), "word/_rels/settings.xml.rels", links)
    assert codes(data, LayoutSeverity.WARNING) == ["layout_outside"]


def test_a_level_without_its_named_style_is_told() -> None:
    data = layout_file(*GOOD, p("{% if 标题 == “二级标题” %}甲{% endif %}"))
    data = edited(data, "word/styles.xml", '"heading 2"', '"二级"')
    (finding,) = [finding for finding in check_layout(data) if finding.code == "layout_no_style"]
    assert finding.parameters["style"] == "heading 2"


FAMILIES = ("仿宋_GB2312", "楷体", "黑体", "宋体")


def test_fonts_that_are_missing_here_come_with_what_stands_in() -> None:
    told = [finding for finding in check_layout(layout_file(*GOOD), FAMILIES) if finding.code == "layout_font"]
    assert [(finding.parameters["font"], finding.parameters["other"]) for finding in told] == [
        ("方正小标宋简体", "宋体"),
    ]


def test_a_font_that_nothing_can_stand_in_for_is_a_warning() -> None:
    run = '<w:p><w:r><w:rPr><w:rFonts w:eastAsia="Wingdings"/></w:rPr><w:t>字</w:t></w:r></w:p>'
    told = [finding.code for finding in check_layout(layout_file(*GOOD, run), FAMILIES)]
    assert "layout_font_none" in told


def test_without_a_list_of_families_fonts_are_not_told() -> None:
    assert not [finding for finding in check_layout(layout_file(*GOOD)) if "font" in finding.code]


@pytest.mark.parametrize("data", [b"PK", b"not a zip", b"PK\x05\x06" + b"\0" * 18], ids=["start", "text", "empty"])
def test_what_is_no_word_file_is_one_finding(data: bytes) -> None:
    assert [(finding.code, finding.place) for finding in check_layout(data)] == [("layout_not_word", "整个文件")]


def test_a_broken_part_is_named() -> None:
    data = layout_file(word__document_xml="<w:document")
    assert ("layout_not_word", "正文") in [(finding.code, finding.place) for finding in check_layout(data)]


def test_hints_leave_a_layout_in_order() -> None:
    assert is_in_order(check_layout(layout_file(*GOOD, p("｛｛ 标题 ｝｝"))))
    assert not is_in_order(check_layout(layout_file(*LOOP[:1], p("{{ 段.正文 }}"), p("{% endfor %}"))))


def test_findings_as_plain_data() -> None:
    (shape, *_) = shape_of(check_layout(layout_file(p("{{ 标提 }}"), *GOOD)))
    assert (shape["severity"], shape["place"], shape["mendable"]) == ("error", "正文第1段", True)


# Mending

MENDABLE = (
    p("{{ 标", "提 }}"),
    p("｛｛ 主送机关 ｝｝和", "｛% if 署名 %｝有", "{% endif %}"),
    p("{% for 段 in 各段 %}") + p("{{ 断.正", "文 }}{{ 段.序号 }}") + p("{% endfor %}"),
    p("甲", style="CopyTo"),
    p("前{", "{ 标", "题 }", "}中{{ 署", "名 }}后"),
)


@pytest.mark.parametrize("body", MENDABLE)
def test_what_can_be_mended_is_right_in_the_copy(tmp_path: Path, body: str) -> None:
    path = tmp_path / "便函.docx"
    path.write_bytes(layout_file(body, *GOOD))
    copy = mend_layout(path, check_layout(path))
    assert not [finding for finding in check_layout(copy) if finding.mend]
    assert is_usable(check_layout(copy))


def test_the_text_of_a_mended_paragraph_stays(tmp_path: Path) -> None:
    path = tmp_path / "便函.docx"
    path.write_bytes(layout_file(MENDABLE[-1], *GOOD))
    copy = mend_layout(path, check_layout(path)).read_bytes()
    (first, *_) = paragraphs(copy)
    assert [run.text for run in first.runs] == ["前{{ 标题 }}", "", "", "中{{ 署名 }}", "后"]


def test_only_what_was_asked_for_is_mended(tmp_path: Path) -> None:
    path = tmp_path / "便函.docx"
    path.write_bytes(layout_file(p("{{ 标", "题 }}"), p("{{ 署", "名 }}"), *GOOD))
    first, second = (finding for finding in check_layout(path) if finding.mend)
    assert [finding.number for finding in check_layout(mend_layout(path, [second])) if finding.mend] == [first.number]


def test_the_original_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "便函.docx"
    path.write_bytes(data := layout_file(MENDABLE[0], *GOOD))
    copy = mend_layout(path, check_layout(path))
    assert (path.read_bytes(), copy.name) == (data, "便函（改好）.docx")


def test_a_copy_is_mended_in_place(tmp_path: Path) -> None:
    path = tmp_path / "便函（改好）.docx"
    path.write_bytes(layout_file(MENDABLE[0], *GOOD))
    assert mend_layout(path, check_layout(path)) == path


def test_a_copy_of_a_built_in_layout_is_the_users_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path))
    copy = mend_layout(layouts()["国标公文"], ())
    assert copy == tmp_path / "templates" / "layouts" / "国标公文（改好）.docx"


def test_a_usable_layout_is_compiled_once() -> None:
    data = layout_file(*GOOD)
    assert load_usable(data) is load_usable(data)
