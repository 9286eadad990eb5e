"""What a check puts right by itself: a lost style comes back as the standard has it, a loop ends where it surely ends."""

import re
from itertools import product, starmap
from pathlib import Path

import pytest

from core.word.unit_style.findings import LayoutFinding
from core.workflows.layouts.check import check_layout, is_usable, mend_layout, message
from core.workflows.layouts.files import layouts
from tests.altered import parts_of, with_part
from tests.examples import thinned
from tests.layouts.built_in import layout
from tests.word_files import layout_file, p, part, style

STYLES = "word/styles.xml"
OPEN = p("{% for 行 in 各副标题 %}")
BODY = (p("{% for 段 in 各段 %}"), p("{{ 段.序号 }}{{ 段.标题 }}{{ 段.正文 }}"), p("{% endfor %}"))


def without(data: bytes, *identifiers: str) -> bytes:
    """The layout without these styles."""
    sheet = parts_of(data)[STYLES].decode()
    for identifier in identifiers:
        sheet = re.sub(rf'<w:style (?:(?!<w:style ).)*?w:styleId="{identifier}".*?</w:style>', "", sheet)
    return with_part(data, STYLES, sheet)


def mend(data: bytes, folder: Path) -> bytes:
    path = folder / "便函.docx"
    path.write_bytes(data)
    return mend_layout(path, check_layout(path)).read_bytes()


def codes(data: bytes) -> list[str]:
    return [finding.code for finding in check_layout(data)]


def first(data: bytes) -> LayoutFinding:
    return check_layout(data)[0]


# Styles

LOST = ("Heading1", "Signature", "BodyParagraph", "Title")


@pytest.mark.parametrize(("name", "identifier"), thinned(starmap(pytest.param, product(layouts(), LOST)), 3))
def test_a_lost_style_comes_back(tmp_path: Path, name: str, identifier: str) -> None:
    made = mend(without(layout(name), identifier), tmp_path)
    assert codes(made) == codes(layout(name))


def test_a_lost_style_comes_back_as_the_standard_has_it(tmp_path: Path) -> None:
    made = mend(without(layout("内部材料"), "Heading1"), tmp_path)
    (found,) = re.findall(r'<w:style [^>]*w:styleId="Heading1">.*?</w:style>', parts_of(made)[STYLES].decode())
    assert found in parts_of(layout("国标公文"))[STYLES].decode()


def test_paragraphs_keep_the_style_that_comes_back(tmp_path: Path) -> None:
    made = mend(without(layout("内部材料"), "Heading1"), tmp_path)
    assert len(parts_of(made)["word/document.xml"]) == len(parts_of(layout("内部材料"))["word/document.xml"])


def test_what_a_lost_style_is_based_on_comes_with_it(tmp_path: Path) -> None:
    data = without(layout_file(p("甲", style="Heading1"), *BODY), "Heading1", "BodyParagraph")
    made = mend(data, tmp_path)
    assert style(made, "正文段落") is not None
    assert is_usable(check_layout(made))


def test_a_lost_style_goes_by_its_name_where_ids_are_names(tmp_path: Path) -> None:
    made = mend(layout_file(p("甲", style="署名"), *BODY), tmp_path)
    (found,) = re.findall(r'<w:style [^>]*w:styleId="署名">.*?</w:style>', parts_of(made)[STYLES].decode())
    assert "keepNext" in found


def test_a_lost_style_is_called_by_the_name_that_clerks_know() -> None:
    said = message(first(without(layout("内部材料"), "Heading1")))
    assert "“一级标题”" in said
    assert "Heading" not in said


def test_a_lost_style_is_told_once() -> None:
    assert not {"layout_no_style", "layout_missing_style"} & set(codes(without(layout("国标公文"), "Heading1")))


def test_a_style_that_nobody_knows_is_not_mended() -> None:
    finding = first(layout_file(p("甲", style="Ghost"), *BODY))
    assert (finding.code, finding.mend) == ("layout_missing_style", "")


# Loops


@pytest.mark.parametrize(
    ("body", "end"),
    [
        ((OPEN, p("{{ 行.文字 }}"), p("别的")), 2),
        ((OPEN, p("{% if 行.文字 %}"), p("{{ 行.文字 }}"), p("{% endif %}"), p("别的")), 4),
        ((OPEN, p("{{ 行.序号 }}"), p("中间"), p("{{ 行.文字 }}")), 4),
    ],
)
def test_a_loop_is_closed_behind_the_last_use_of_its_variable(tmp_path: Path, body: tuple[str, ...], end: int) -> None:
    made = mend(layout_file(*body, *BODY), tmp_path)
    texts = ["".join(node.itertext()) for node in part(made)[0]]
    assert texts[end] == "{% endfor %}"
    assert is_usable(check_layout(made))


@pytest.mark.parametrize(
    "body",
    [
        (OPEN, p("甲")),
        (p("甲{% for 行 in 各副标题 %}"), p("{{ 行.文字 }}")),
        (OPEN, p("{% if 标题 %}"), p("{{ 行.文字 }}")),
    ],
    ids=["unused", "inline", "condition open"],
)
def test_a_loop_whose_end_is_in_doubt_stays_open(body: tuple[str, ...]) -> None:
    finding = next(each for each in check_layout(layout_file(*body, *BODY)) if "行" in each.tag)
    assert (finding.code, finding.mend) == ("layout_open_for", "")


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("{% for 行 in 各副标题 %}", "从这一段开始重复"),
        ("{% if 标题 %}", "从这一段开始判断"),
        ("{% endif %}", "前面没有与它成对的开头"),
    ],
)
def test_what_was_not_ended_is_told_from_where_it_begins(tag: str, words: str) -> None:
    finding = first(layout_file(p(tag), *BODY))
    assert (finding.place, words in message(finding)) == ("正文第1段", True)


# Fonts


def test_fonts_that_are_missing_are_told_in_one_line() -> None:
    told = [finding for finding in check_layout(layout("国标公文"), ("宋体", "楷体", "黑体")) if "font" in finding.code]
    assert [finding.code for finding in told] == ["layout_fonts"]
    assert all(name in message(told[0]) for name in ("楷体_GB2312", "方正小标宋简体"))
