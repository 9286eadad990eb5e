"""The pieces a house style is put in with: styles by name, places in the schema, paper, numbers of pages, the title block."""

from typing import Any

import pytest

from core.package import W, parse_xml
from core.word.attributes import is_on
from core.word.unit_style.apply import (
    GridMeasure,
    lines_after,
    lines_before,
    measure_of,
    set_lines_after,
    set_lines_before,
    wanted,
)
from core.word.unit_style.layout_parts import LayoutParts
from core.word.unit_style.layout_styles import LayoutStyles, names_of
from core.word.unit_style.page_numbers import form_of
from core.word.unit_style.page_setup import PageGeometry, first_number, leading, paper_of
from core.word.unit_style.style import make_style
from core.word.unit_style.tree import child, number, put
from tests.layouts.built_in import layout
from tests.word_files import layout_file, p

SIZE = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588"/>'


def xml(tag: str, inside: str = "") -> Any:
    """An element with its contents."""
    return parse_xml(f'<w:{tag} xmlns:w="{W[1:-1]}">{inside}</w:{tag}>'.encode())


def style(name: str, inside: str = "", **more: str) -> str:
    """A style; ``more`` are attributes and the style it is based on."""
    based = f'<w:basedOn w:val="{more.pop("based")}"/>' if "based" in more else ""
    attributes = "".join(f' w:{key}="{value}"' for key, value in {"styleId": name, **more}.items())
    return f'<w:style w:type="paragraph"{attributes}><w:name w:val="{name}"/>{based}{inside}</w:style>'


def sheet(*styles: str) -> LayoutStyles:
    """A style sheet."""
    return LayoutStyles(xml("styles", "".join(styles)))


def tags(element: Any) -> list[str]:
    """The names of the children."""
    return [each.tag.removeprefix(W) for each in element]


# The tree


@pytest.mark.parametrize(
    ("tag", "inside", "new", "order"),
    [
        ("rPr", "<w:rFonts/><w:sz/>", "b", ["rFonts", "b", "sz"]),
        ("rPr", "", "sz", ["sz"]),
        ("pPr", "<w:pStyle/><w:jc/>", "spacing", ["pStyle", "spacing", "jc"]),
        ("style", "<w:name/><w:qFormat/><w:rPr/>", "pPr", ["name", "qFormat", "pPr", "rPr"]),
        (
            "sectPr",
            "<w:footerReference/><w:pgSz/><w:docGrid/>",
            "titlePg",
            ["footerReference", "pgSz", "titlePg", "docGrid"],
        ),
        ("settings", "<w:zoom/><w:compat/>", "evenAndOddHeaders", ["zoom", "evenAndOddHeaders", "compat"]),
    ],
)
def test_a_new_child_stands_where_the_schema_wants_it(tag: str, inside: str, new: str, order: list[str]) -> None:
    element = xml(tag, inside)
    child(element, new)
    assert tags(element) == order


def test_a_child_that_is_there_is_used() -> None:
    element = xml("rPr", '<w:sz w:val="32"/>')
    put(element, "sz", val=44)
    assert (tags(element), number(element.find(f"{W}sz"), "val")) == (["sz"], 44)


def test_an_attribute_can_be_taken_away() -> None:
    element = xml("pPr", '<w:ind w:left="3" w:leftChars="1"/>')
    put(element, "ind", leftChars=None)
    assert element[0].attrib == {f"{W}left": "3"}


@pytest.mark.parametrize(("text", "value"), [("12", 12), ("12.5pt", 12.5), ("-3", -3), ("viel", None), ("", None)])
def test_numbers_are_read_with_care(text: str, value: float | None) -> None:
    assert number(xml("ind", "") if not text else put(xml("pPr"), "ind", left=text), "left") == value


@pytest.mark.parametrize(("value", "on"), [(None, True), ("1", True), ("true", True), ("0", False), ("off", False)])
def test_switches_are_on_unless_they_say_otherwise(value: str | None, on: bool) -> None:
    assert is_on(put(xml("rPr"), "b", val=value)) is on


# Styles


def test_styles_are_known_by_name_and_alias_in_any_case() -> None:
    element = xml("style", '<w:name w:val="Heading 1"/><w:aliases w:val="一级标题, 章"/>')
    assert names_of(element) == ("heading 1", "一级标题", "章")


def test_the_first_style_is_the_one_that_says_so() -> None:
    found = sheet(style("other"), style("正文", default="1")).normal
    assert found is not None
    assert found.get(f"{W}styleId") == "正文"


def test_without_a_style_of_its_own_the_body_is_the_first_one() -> None:
    styles = sheet(style("normal", default="1"))
    assert styles.role("body") is styles.normal
    assert styles.role("title") is None


def test_what_a_style_does_not_say_its_forebears_do() -> None:
    size = '<w:rPr><w:sz w:val="32"/></w:rPr>'
    styles = sheet(style("normal", size, default="1"), style("a", based="normal"), style("b", based="a"))
    assert styles.amount(styles.by_id("b"), "rPr/sz", "val") == 32


def test_at_last_the_defaults_are_asked() -> None:
    styles = sheet(
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>', style("a")
    )
    assert styles.amount(styles.by_id("a"), "rPr/sz", "val") == 21


def test_styles_based_on_one_another_end() -> None:
    styles = sheet(style("a", based="b"), style("b", based="a"))
    assert styles.effective(styles.by_id("a"), "rPr/sz", "val") is None


def test_a_level_is_shown_by_its_run_in_style_too() -> None:
    styles = LayoutStyles(LayoutParts(layout()).styles)
    assert [names_of(holder)[0] for holder in styles.holders("level2")] == ["heading 2", "二级标题字符"]


def test_page_numbers_title_and_tags_are_no_text() -> None:
    found = {names_of(each)[0] for each in LayoutStyles(LayoutParts(layout()).styles).texts()}
    assert not found & {"title", "页码", "双页页码", "版式指令", "heading 1", "一级标题字符"}
    assert {"normal", "正文段落", "署名", "段首句字符"} <= found


# Paper and measure


def test_a_file_that_says_nothing_of_its_paper_has_none() -> None:
    assert paper_of(xml("document", "<w:body><w:p/></w:body>")) is None


def test_the_measure_of_the_standard() -> None:
    parts = LayoutParts(layout())
    measure = measure_of(LayoutStyles(parts.styles), paper_of(parts.document))
    assert (measure.pitch, measure.size, measure.character) == (579, 32, 315)


def test_a_grid_gives_the_pitch_where_no_style_does() -> None:
    paper = PageGeometry(11906, 16838, 2098, 1984, 1588, 1474, grid=579)
    assert measure_of(sheet(style("normal", default="1")), paper).pitch == 579


@pytest.mark.parametrize(
    ("values", "pitch"), [({}, 579), ({"pitch": 30}, 600), ({"lines": 20}, 637), ({"pitch": 30, "lines": 20}, 637)]
)
def test_lines_go_before_the_pitch(values: dict[str, Any], pitch: float) -> None:
    paper = PageGeometry(11906, 16838, 2098, 1984, 1588, 1474)
    assert wanted(GridMeasure(579, 32, -5), paper, make_style(values)).pitch == pitch


def breaks(*between: str) -> Any:
    """A document with a section break in a paragraph among these, and one at the end."""
    middle = f"<w:p><w:pPr><w:sectPr>{SIZE}</w:sectPr></w:pPr></w:p>"
    body = "".join(middle if text == "|" else f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in between)
    return xml("document", f"<w:body>{body}<w:sectPr>{SIZE}<w:pgNumType w:start='3'/></w:sectPr></w:body>")


@pytest.mark.parametrize(
    ("between", "count"),
    [(("文",), 1), (("文", "|", "文"), 1), (("文", "{% if 版记独页 %}", "|", "{% endif %}", "文"), 2)],
    ids=("one", "sure", "perhaps"),
)
def test_the_first_page_may_belong_to_a_section_that_only_some_files_have(between: tuple[str, ...], count: int) -> None:
    assert len(leading(breaks(*between))) == count


def test_the_first_number_is_that_of_the_first_section() -> None:
    assert (first_number(breaks("文")), first_number(breaks("文", "|"))) == (3, None)


# Numbers of pages


def test_the_form_of_a_layout_without_footers_is_none() -> None:
    assert (
        form_of(LayoutParts(layout_file(p("{{ 标题 }}", style="Title"), f"<w:sectPr>{SIZE}</w:sectPr>"))) == "不印页码"
    )


# The title block

TITLE, BLANK, BODY = p("{{ 标题 }}", style="Title"), p(style="BlankLine"), p("{{ 段.正文 }}")
HEAD, IF, END = (
    p("某局文件", style="DocumentNumber"),
    p("{% if 标题 %}", style="LayoutTag"),
    p("{% endif %}", style="LayoutTag"),
)


def block(*paragraphs: str) -> tuple[Any, LayoutStyles]:
    """A main part of these paragraphs, and the usual styles."""
    parts = LayoutParts(layout_file(*paragraphs))
    return parts.document, LayoutStyles(parts.styles)


@pytest.mark.parametrize(
    ("paragraphs", "count"),
    [
        ((TITLE, BODY), 0),
        ((TITLE, BLANK, BODY), 1),
        ((IF, TITLE, END, p("{{ 行.文字 }}", style="Subtitle"), IF, BLANK, BLANK, END, BODY, BLANK), 2),
        ((BODY, BLANK), None),
    ],
    ids=("none", "one", "behind tags", "no title"),
)
def test_blank_lines_below_the_title_are_counted(paragraphs: tuple[str, ...], count: int | None) -> None:
    assert lines_after(*block(*paragraphs)) == count


@pytest.mark.parametrize("before", [0, 1, 3])
@pytest.mark.parametrize("after", [0, 1, 4])
def test_blank_lines_below_the_title_are_set(before: int, after: int) -> None:
    document, styles = block(IF, TITLE, END, *[BLANK] * before, BODY)
    set_lines_after(document, styles, after)
    assert lines_after(document, styles) == after


def test_new_blank_lines_stand_behind_the_tags_of_the_title() -> None:
    document, styles = block(IF, TITLE, END, BODY)
    set_lines_after(document, styles, 1)
    texts = ["".join(text.text for text in each.iter(f"{W}t")) for each in document.iter(f"{W}p")]
    assert texts == ["{% if 标题 %}", "{{ 标题 }}", "{% endif %}", "", "{{ 段.正文 }}"]


def test_blank_lines_above_the_title_count_with_its_space() -> None:
    document, styles = block(HEAD, BLANK, BLANK, IF, TITLE, END)
    assert lines_before(document, styles, 579) == 2


def test_lines_above_the_title_become_its_space() -> None:
    document, styles = block(HEAD, BLANK, BLANK, IF, TITLE, END)
    set_lines_before(document, styles, 3, 579)
    assert lines_before(document, styles, 579) == 3
    assert styles.amount(styles.role("title"), "pPr/spacing", "before") == 3 * 579


def test_a_space_that_is_no_number_of_lines_is_not_told() -> None:
    document, styles = block(TITLE)
    put(styles.role("title").find(f"{W}pPr"), "spacing", before=100)  # type: ignore[union-attr]
    assert lines_before(document, styles, 579) is None
