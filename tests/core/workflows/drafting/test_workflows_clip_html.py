"""What goes to the clipboard as HTML: sound, escaped, in the fonts of the layout, a table as a table."""

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from core.editing.particulars import set_particulars
from core.model.blocks import BOLD, ITALIC, STRUCK, UNDERLINED, Emphasis
from core.model.change import apply
from core.model.draft import Draft
from core.word.unit_style.style import HouseStyle
from core.workflows.drafting.clip_html import Passage, passages_html, passages_text, table_html
from core.workflows.layouts.unit_styles import save_styles
from tests.builders import make_draft
from tests.tables import table_draft


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folder of its own."""
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def draft(source: str) -> Draft:
    """In the layout of the standard."""
    made = make_draft(source)
    return apply(made, set_particulars(made, {"版式": "国标公文"}))


def whole(made: Draft) -> str:
    """Everything as it is copied."""
    return passages_html(made, [Passage(element.id, 0, len(element.content)) for element in made.elements])


def tree(html: str) -> ElementTree.Element:
    """The HTML as a tree; an error where it is not well formed."""
    return ElementTree.fromstring(html.replace('<meta charset="utf-8">', "").replace("<br>", "<br/>"))


def styles(html: str) -> list[tuple[str, str]]:
    """Each run with its style."""
    return [(run.text or "", run.get("style", "")) for run in tree(html).iter("span")]


def test_the_title_has_its_font_and_stands_in_the_middle() -> None:
    html = whole(draft("title |总结"))
    assert "方正小标宋简体" in styles(html)[0][1]
    assert "font-size:22pt" in styles(html)[0][1]
    assert "text-align:center" in tree(html).find(".//p").get("style", "")


def test_a_run_in_heading_has_its_own_font_and_the_rest_the_bodys() -> None:
    made = draft("h2 （一）|抓实学习。‖开展学习12次。")
    found = styles(whole(made))
    assert [text for text, _ in found] == ["（一）抓实学习。", "开展学习12次。"]
    assert ("楷体_GB2312" in found[0][1], "仿宋_GB2312" in found[1][1]) == (True, True)


def test_text_is_escaped_and_control_signs_are_gone() -> None:
    made = draft("body |甲<b>&乙\x01\"'丙")
    assert "".join(text for text, _ in styles(whole(made))) == "甲<b>&乙 \"'丙"


def test_the_font_of_a_units_layout_is_taken_and_cannot_break_out() -> None:
    made = draft("title |总结")
    save_styles(made.identity.unit, {"国标公文": HouseStyle(title_font="楷体';x:url(1)\"<", title_size=24)})
    found = styles(whole(made))[0][1]
    assert "font-family:'楷体xurl(1)'" in found
    assert "font-size:24pt" in found


def test_a_part_of_one_paragraph_goes_without_a_paragraph() -> None:
    made = draft("body |今年以来，各项工作有序推进。")
    html = passages_html(made, [Passage(made.elements[0].id, 5, 9, is_whole=False)])
    assert [text for text, _ in styles(html)] == ["各项工作"]
    assert tree(html).find(".//p") is None


def test_a_passage_that_is_not_in_the_draft_is_left_out() -> None:
    assert styles(passages_html(draft("body |好。"), [Passage("e99", 0, 1)])) == []


def test_line_breaks_and_double_spaces_are_kept() -> None:
    html = table_html([("名",), ("甲  乙\n丙",)])
    cell = tree(html).find(".//td")
    assert (cell.text, cell.find("br").tail) == ("甲 \u00a0乙", "丙")


def test_rows_are_a_table() -> None:
    found = tree(table_html([("名称", "今年"), ("<检查>", "12"), ("培训", "")]))
    assert [cell.text for cell in found.iter("th")] == ["名称", "今年"]
    assert [[cell.text or "" for cell in row.iter("td")] for row in found.iter("tr")][1:] == [
        ["<检查>", "12"],
        ["培训", ""],
    ]


@pytest.mark.parametrize(
    ("look", "style"),
    [
        (STRUCK, "text-decoration:line-through"),
        (UNDERLINED, "text-decoration:underline"),
        (ITALIC, "font-style:italic"),
    ],
)
def test_struck_out_and_underlined_words_stay_so(look: str, style: str) -> None:
    made = draft("body |完成500600万元")
    marked = replace(made.elements[0], emphasis=(Emphasis(2, 5, (look,)),))
    runs = styles(whole(replace(made, elements=(marked,))))
    assert [text for text, found in runs if style in found] == ["500"]


def test_bold_words_are_bold() -> None:
    made = draft("body |全年重点完成")
    bold = replace(made.elements[0], emphasis=(Emphasis(2, 4, (BOLD,)),))
    runs = styles(whole(replace(made, elements=(bold,))))
    assert [(text, "font-weight:bold" in style) for text, style in runs] == [
        ("全年", False),
        ("重点", True),
        ("完成", False),
    ]


GRID = "表前。\n镇|完成|<\n东桥|甲|12\n^|乙|15\n西桥|丙|30\n表后。"


def chosen(made: Draft, texts: str) -> list[Passage]:
    """The paragraphs with these texts as they are copied."""
    return [Passage(each.id, 0, len(each.content)) for each in made.elements if each.content in texts.split()]


def test_a_table_among_paragraphs_is_a_table() -> None:
    made = table_draft(GRID)
    passages = [Passage(each.id, 0, len(each.content)) for each in made.elements[1:]]
    assert passages_text(made, passages) == "表前。\n镇\t完成\t\n东桥\t甲\t12\n\t乙\t15\n西桥\t丙\t30\n表后。"
    html = passages_html(made, passages)
    assert [len(row.findall("td")) for row in tree(html).iter("tr")] == [2, 3, 2, 3]
    assert [text for text, _ in styles(html)] == ["表前。", "表后。"]


def test_a_part_of_a_table_is_its_rows_and_what_reaches_in_is_cut() -> None:
    made = table_draft(GRID)
    passages = chosen(made, "15 西桥 丙 30 表后。")
    assert passages_text(made, passages) == "\t\t15\n西桥\t丙\t30\n表后。"
    assert "rowspan" not in passages_html(made, passages)


def test_the_words_of_a_single_cell_are_no_table() -> None:
    made = table_draft(GRID)
    assert passages_text(made, chosen(made, "30 表后。")) == "30\n表后。"
    assert "<table" not in passages_html(made, chosen(made, "30 表后。"))
