"""A layout's styles as house style finds them: by name and alias, what holds for each, which show a role, which are apart."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.package import W
from core.word.styles import is_default
from core.word.unit_style.layout_styles import (
    LEVELS,
    ROLES,
    LayoutStyles,
    is_apart,
    names_of,
    own,
    own_number,
    properties,
)
from core.word.unit_style.style import LIKE_TEXT, TIMES, Value, make_style
from core.word.unit_style.style_fonts import bold_of, digits_of, font_of, is_times, set_formats, size_of_role
from core.word.unit_style.tree import add_child, number
from tests.core.word.unit_style.test_unit_style_layout_parts import sheet, style, tags, xml


def font(family: str, latin: str = "") -> str:
    """Fonts of a style."""
    return f'<w:rPr><w:rFonts w:eastAsia="{family}" w:ascii="{latin or family}" w:hAnsi="{latin or family}"/></w:rPr>'


def found(styles: LayoutStyles, role: str) -> str:
    """The id of a role's style; empty for none."""
    node = styles.role(role)
    return "" if node is None else str(node.get(W + "styleId"))


# Names


@pytest.mark.parametrize(
    ("role", "name"),
    [
        *(("title", "Title"), ("title", "公文标题"), ("title", "标题"), ("subtitle", "副标题"), ("subtitle", "题下行")),
        *(
            ("level1", "heading 1"),
            ("level1", "一级标题"),
            ("level2", "标题 2"),
            ("level3", "标题3"),
            ("level4", "Heading 4"),
        ),
        *(("body", "正文段落"), ("body", "Body Text"), ("body", "正文文本")),
    ],
)
def test_a_role_is_found_by_the_names_that_programs_give_it(role: str, name: str) -> None:
    assert found(sheet(style("a", default="1"), style(name)), role) == name


@pytest.mark.parametrize("role", [role for role in ROLES if role != "body"])
def test_a_role_without_a_style_has_none(role: str) -> None:
    styles = sheet(style("a", default="1"))
    assert found(styles, role) == ""
    assert (font_of(styles, role), size_of_role(styles, role), bold_of(styles, role)) == (None, None, None)


@pytest.mark.parametrize(
    ("styles", "expected"),
    [
        ((style("a", default="1"), style("b")), "a"),
        ((style("b"), style("a", default="true")), "a"),
        ((style("b"), style("Normal")), "Normal"),
        ((style("b"),), ""),
    ],
)
def test_text_without_a_style_of_its_own_has_the_first_one(styles: tuple[str, ...], expected: str) -> None:
    assert found(sheet(*styles), "body") == expected


def test_a_style_is_known_by_its_aliases_too() -> None:
    node = xml("style", '<w:name w:val="Biaoti"/><w:aliases w:val="公文标题, GW标题 ,"/>')
    assert names_of(node) == ("biaoti", "公文标题", "gw标题")


def test_of_two_styles_with_one_name_the_first_counts() -> None:
    twice = style("a", '<w:aliases w:val="一级标题"/>') + style("b", '<w:aliases w:val="一级标题"/>')
    assert found(sheet(twice), "level1") == "a"


@pytest.mark.parametrize("name", ["页码", "双页页码", "header", "Footer", "版式指令", "页眉", "页脚", "page number"])
def test_styles_of_headers_and_tags_are_apart(name: str) -> None:
    styles = sheet(style("a", default="1"), style(name))
    assert is_apart(styles.by_id(name))
    assert [node.get(W + "styleId") for node in styles.texts()] == ["a"]


def test_styles_of_text_are_those_without_a_part_of_their_own() -> None:
    styles = sheet(*(style(name) for name in ("title", "heading 1", "正文段落", "附注", "署名", "页码")))
    assert [node.get(W + "styleId") for node in styles.texts()] == ["正文段落", "附注", "署名"]


@pytest.mark.parametrize(("value", "default"), [("1", True), ("true", True), ("on", True), ("0", False), ("", False)])
def test_which_style_paragraphs_have_by_default(value: str, default: bool) -> None:
    assert is_default(xml("style").makeelement(W + "style", {W + "default": value})) is default


def test_a_level_is_shown_by_its_style_its_linked_one_and_that_of_run_in_headings() -> None:
    styles = sheet(style("heading 2", '<w:link w:val="c"/>'), style("c"), style("二级标题字符"), style("d"))
    assert [node.get(W + "styleId") for node in styles.holders("level2")] == ["heading 2", "二级标题字符", "c"]


# What holds for a style


@pytest.mark.parametrize(
    ("own_says", "base_says", "default_says", "size"),
    [("44", "32", "21", "44"), ("", "32", "21", "32"), ("", "", "21", "21"), ("", "", "", None)],
)
def test_what_a_style_does_not_say_its_forebears_and_the_defaults_say(
    own_says: str, base_says: str, default_says: str, size: str | None
) -> None:
    looks = [f'<w:rPr><w:sz w:val="{each}"/></w:rPr>' if each else "" for each in (own_says, base_says, default_says)]
    usual = f"<w:docDefaults><w:rPrDefault>{looks[2]}</w:rPrDefault></w:docDefaults>"
    styles = sheet(usual, style("底", looks[1]), style("中", based="底"), style("甲", looks[0], based="中"))
    assert styles.effective(styles.named("甲"), "rPr/sz", "val") == size


def test_an_element_without_the_attribute_asks_the_next() -> None:
    styles = sheet(style("底", font("黑体")), style("甲", '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>', based="底"))
    assert styles.effective(styles.named("甲"), "rPr/rFonts", "eastAsia") == "黑体"


@pytest.mark.parametrize(("said", "amount"), [("32", 32.0), ("16pt", 16.0), ("-5", -5.0), ("groß", None), ("", None)])
def test_an_amount_is_a_number_or_nothing(said: str, amount: float | None) -> None:
    styles = sheet(style("甲", f'<w:rPr><w:sz w:val="{said}"/></w:rPr>'))
    assert styles.amount(styles.named("甲"), "rPr/sz", "val") == amount
    assert own_number(styles.named("甲"), "rPr/sz", "val") == amount


def test_what_a_style_says_itself_is_not_what_it_inherits() -> None:
    styles = sheet(style("底", "<w:rPr><w:b/></w:rPr>"), style("甲", based="底"))
    assert own(styles.named("甲"), "rPr", "b") is None
    assert styles.element(styles.named("甲"), "rPr/b") is not None


def test_every_style_is_told_once() -> None:
    assert [node.get(W + "styleId") for node in sheet(style("甲"), style("乙")).all()] == ["甲", "乙"]


# Looks


@pytest.mark.parametrize(
    ("latin", "digits", "times"), [("仿宋", LIKE_TEXT, False), (TIMES, TIMES, True), ("Arial", None, True)]
)
def test_digits_are_like_the_text_or_of_another_font(latin: str, digits: str | None, times: bool) -> None:
    styles = sheet(style("正文段落", font("仿宋", latin)))
    assert (digits_of(styles), is_times(styles, "body")) == (digits, times)


@pytest.mark.parametrize(
    ("inside", "bold"),
    [
        ("<w:b/>", True),
        ('<w:b w:val="1"/>', True),
        ('<w:b w:val="0"/>', False),
        ('<w:b w:val="false"/>', False),
        ("", False),
    ],
)
def test_a_role_is_bold_as_its_style_says(inside: str, bold: bool) -> None:
    assert bold_of(sheet(style("title", f"<w:rPr>{inside}</w:rPr>")), "title") is bold


LOOKS: tuple[tuple[str, Value], ...] = (
    *((f"{role}_font", "宋体") for role in ROLES),
    *((f"{role}_size", 15.0) for role in ROLES),
    *((f"{role}_bold", True) for role in ROLES if role != "body"),
)


def every_role() -> LayoutStyles:
    """A style for every role."""
    names = ("title", "subtitle", *(f"heading {level}" for level in range(1, 5)), "正文段落")
    return sheet(style("a", font("仿宋"), default="1"), *(style(name, font("仿宋"), based="a") for name in names))


def looks_of(styles: LayoutStyles) -> dict[str, Any]:
    """All looks by the name of their setting."""
    told: dict[str, Any] = {f"{role}_font": font_of(styles, role) for role in ROLES}
    told |= {f"{role}_size": size_of_role(styles, role) for role in ROLES}
    return told | {f"{role}_bold": bold_of(styles, role) for role in ROLES if role != "body"}


@settings(max_examples=20)
@given(st.sets(st.sampled_from(LOOKS)))
def test_what_is_set_is_read_back(chosen: set[tuple[str, Value]]) -> None:
    styles = every_role()
    set_formats(styles, make_style(dict(chosen)))
    assert dict(chosen).items() <= looks_of(styles).items()


@pytest.mark.parametrize(("name", "value"), [each for each in LOOKS if not each[0].startswith("body")])
def test_what_is_set_for_one_role_leaves_the_others(name: str, value: Value) -> None:
    styles, before = every_role(), looks_of(every_role())
    set_formats(styles, make_style({name: value}))
    assert {key for key, look in looks_of(styles).items() if look != before[key]} == {name}


# The tree


@settings(max_examples=20)
@given(st.permutations(("pStyle", "keepNext", "pBdr", "tabs", "spacing", "ind", "jc", "outlineLvl")))
def test_children_stand_in_the_order_of_the_schema_however_they_come(names: list[str]) -> None:
    element = xml("pPr")
    for name in names:
        add_child(element, name)
    assert tags(element) == ["pStyle", "keepNext", "pBdr", "tabs", "spacing", "ind", "jc", "outlineLvl"]


@pytest.mark.parametrize("kind", ["pPr", "rPr"])
def test_properties_are_made_once(kind: str) -> None:
    node = xml("style", '<w:name w:val="甲"/>')
    assert properties(node, kind) is properties(node, kind)
    assert tags(node) == ["name", kind]


def test_a_number_of_nothing_is_none() -> None:
    assert (number(None, "val"), number(xml("sz"), "val"), len(LEVELS)) == (None, None, 4)
