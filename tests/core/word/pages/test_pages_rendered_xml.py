"""A body is cut at its blocks and nowhere else, and style sheets are compared style by style."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.word.pages.reading import changed_styles, split_body
from tests.core.sheets_made import SECTION, main_part, part, style

BOX = "<w:p><w:r><w:pict><w:txbxContent><w:p><w:r/></w:p><w:p/></w:txbxContent></w:pict></w:r></w:p>"
INNER = "<w:tbl><w:tr><w:tc><w:tbl><w:tr/></w:tbl><w:p/></w:tc></w:tr></w:tbl>"
BLOCKS = (
    "<w:p><w:r><w:t>甲</w:t></w:r></w:p>",
    "<w:p/>",
    '<w:p w:rsidR="00A1"><w:pPr/></w:p>',
    '<w:p w:x="&lt;/w:p&gt;"/>',
    "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>",
    "<w:tbl><w:tr><w:tc><w:p><w:r/></w:p></w:tc></w:tr></w:tbl>",
    INNER,
    BOX,
    '<w:bookmarkStart w:id="1"/>',
    "<w:sdt><w:sdtContent><w:p/><w:p><w:r/></w:p></w:sdtContent></w:sdt>",
    SECTION,
    "<w:sectPr/>",
    "<w:p><w:r/></w:p>\n  ",
)


@given(st.lists(st.sampled_from(BLOCKS)))
def test_blocks_come_out_as_they_went_in(blocks: list[str]) -> None:
    xml = main_part("".join(blocks)).encode()
    cut = split_body(xml)
    assert cut is not None
    assert [block.decode() for block in cut.blocks] == blocks
    assert b"".join((cut.head, *cut.blocks, cut.tail)) == xml


def test_white_space_before_the_first_block_belongs_to_none() -> None:
    cut = split_body(main_part(" \n<w:p/>").encode())
    assert cut is not None
    assert cut.blocks == (b"<w:p/>",)


@pytest.mark.parametrize(
    "body",
    ["文", "<w:p>", "<w:p><w:r></w:p", "<!-- --><w:p/>", "<w:tbl><w:tbl></w:tbl>", "</w:p>", "<>", "<w:p/>文"],
)
def test_what_is_written_otherwise_is_not_cut(body: str) -> None:
    assert split_body(main_part(body).encode()) is None


@pytest.mark.parametrize("xml", ["", "<w:body>", "</w:body>", "<x:body></x:body>"])
def test_without_a_body_nothing_is_cut(xml: str) -> None:
    assert split_body(xml.encode()) is None


LEFT = '<w:pPr><w:ind w:left="{}"/></w:pPr>'


def sheet(*styles: str, rest: str = "<w:docDefaults/>") -> str:
    return part("styles", rest + "".join(styles))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (sheet(style("A")), sheet(style("A")), frozenset()),
        (sheet(style("A", LEFT.format(1)), style("B")), sheet(style("A", LEFT.format(2)), style("B")), {"A"}),
        (
            sheet(style("C", based="B"), style("A", LEFT.format(1)), style("B", based="A")),
            sheet(style("C", based="B"), style("A", LEFT.format(2)), style("B", based="A")),
            {"A", "B", "C"},
        ),
        (sheet(style("A")), sheet(style("A"), style("B")), None),
        (sheet(style("A")), sheet(style("B")), None),
        (sheet(style("A")), sheet(style("A"), rest="<w:docDefaults> </w:docDefaults>"), None),
        (sheet(style("A", LEFT.format(1), default=True)), sheet(style("A", LEFT.format(2), default=True)), None),
        ("", sheet(style("A")), None),
    ],
)
def test_which_styles_differ(before: str, after: str, expected: frozenset[str] | None) -> None:
    assert changed_styles(before, after) == expected
