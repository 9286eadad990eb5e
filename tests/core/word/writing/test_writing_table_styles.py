"""Tables, captions and notes take their look from the styles of the layout; one without them says it directly."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest

from core.model.blocks import Table
from core.model.draft import Draft
from core.package import Node, Package, W
from core.word.layouts.templating import load_layout
from core.word.writing.document import write_word
from tests.tables import table_draft
from tests.word_files import LAYOUT, style_names

SOURCE = """
    表1　主要指标
    单位：亿元
    指标 | 2023年 | 2024年
    产值 | 8 | 9
    注：产值为快报数。
"""


def written(draft: Draft, layout: bytes) -> tuple[bytes, dict[str, Node]]:
    """The file, and its paragraphs by their text."""
    data = write_word(draft, load_layout(layout), False, "k1").value
    nodes = Package(data).xml("word/document.xml").iter(W + "p")
    return data, {"".join(t.text or "" for t in each.iter(W + "t")): each for each in nodes}


def without_styles(layout: bytes) -> bytes:
    """The layout with the styles of tables under other names."""
    made = BytesIO()
    with ZipFile(BytesIO(layout)) as source, ZipFile(made, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(
                name, data.replace('"表'.encode(), '"别的表'.encode()) if name == "word/styles.xml" else data
            )
    return made.getvalue()


def style_of(found: tuple[bytes, dict[str, Node]], text: str) -> str:
    data, nodes = found
    used = nodes[text].find(f"{W}pPr/{W}pStyle")
    return style_names(data)[used.get(W + "val")] if used is not None else ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("表1　主要指标", "表题"),
        ("单位：亿元", "表注"),
        ("产值", "表内文字"),
        ("注：产值为快报数。", "表注"),
    ],
)
def test_each_part_of_a_table_has_its_style(text: str, name: str) -> None:
    assert style_of(written(table_draft(SOURCE), LAYOUT.read_bytes()), text) == name


def test_what_the_style_says_is_not_said_again() -> None:
    _, nodes = written(table_draft(SOURCE), LAYOUT.read_bytes())
    assert [child.tag.removeprefix(W) for child in nodes["产值"].find(W + "pPr")] == ["pStyle"]


def test_a_layout_without_the_styles_says_all_directly() -> None:
    _, nodes = written(table_draft(SOURCE), without_styles(LAYOUT.read_bytes()))
    properties = nodes["产值"].find(W + "pPr")
    assert properties.find(W + "pStyle") is None
    assert properties.find(f"{W}rPr/{W}sz").get(W + "val") == "28"


def test_a_row_of_heads_has_its_style_and_keeps_with_the_row_below() -> None:
    draft = table_draft(SOURCE)
    elements = tuple(replace(each, table=_with_header(each.table)) if each.table else each for each in draft.elements)
    found = written(replace(draft, elements=elements), LAYOUT.read_bytes())
    assert style_of(found, "指标") == "表头"
    kept = {text: found[1][text].find(f"{W}pPr/{W}keepNext") is not None for text in ("指标", "产值")}
    assert kept == {"指标": True, "产值": False}


def _with_header(table: Table) -> Table:
    return replace(table, rows=(replace(table.rows[0], is_header=True), *table.rows[1:]))
