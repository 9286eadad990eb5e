"""The caption of a table may stand below it, unless it is that of the table that follows."""

import pytest

from core.model.elements import Element, Role
from core.model.structure.captions import beside_blocks
from core.model.tables.given import plain_table

TABLE = plain_table([["单位", "投资"], ["一局", "45"]]).table
GRID = "▦"


def elements_of(lines: list[str]) -> list[Element]:
    return [
        Element(f"e{number}", Role.TABLE, "", table=TABLE) if text == GRID else Element(f"e{number}", Role.BODY, text)
        for number, text in enumerate(lines, 1)
    ]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["今年抓了三件事。", GRID, "表1　投资情况", "各局按时完成。"], ["表1　投资情况"]),
        (["单位：万元", GRID, "表1 投资情况"], ["表1 投资情况"]),
        ([GRID, "表1　投资情况", "注：按完成时间排列"], ["表1　投资情况"]),
        (["表1　投资情况", GRID, "表2　人员情况", GRID], ["表1　投资情况", "表2　人员情况"]),
        ([GRID, "表1　人员情况", "单位：人", GRID], [None, "表1　人员情况"]),
        ([GRID, "表1　投资情况", "说到人员。", GRID, "表2　人员情况"], ["表1　投资情况", "表2　人员情况"]),
        ([GRID, "表1中的数按年底口径统计"], [None]),
        ([GRID, "表1　投资情况，按年底口径统计。"], [None]),
    ],
)
def test_a_caption_below_belongs_to_the_table_above_it(lines: list[str], found: list[str | None]) -> None:
    captions = [each.caption for each in beside_blocks(elements_of(lines))]
    assert [each.text if each else None for each in captions] == found


def test_notes_stand_below_the_caption() -> None:
    (block,) = beside_blocks(elements_of([GRID, "表1　投资情况", "注：按完成时间排列"]))
    assert [note.text for note in block.notes] == ["注：按完成时间排列"]
