"""Caption and unit line of a table stand above it in either order."""

import pytest

from core.model.elements import Element, Role
from core.model.structure.captions import captions_of
from core.model.tables.given import plain_table

TABLE = plain_table([["单位", "投资"], ["一局", "45"]]).table


@pytest.mark.parametrize(
    ("above", "found"),
    [
        (["表1　投资情况", "单位：万元"], ["center", "right"]),
        (["单位：万元", "表1　投资情况"], ["right", "center"]),
        (["（单位：万元）", "各局投资完成情况"], ["right", "center"]),
        (["单位：万元", "今年抓了三件事。"], [None, None]),
        (["单位：万元"], ["right"]),
    ],
)
def test_a_unit_line_belongs_to_its_table_above_the_caption_too(above, found):
    lines = [Element(f"e{number}", Role.BODY, text) for number, text in enumerate(above, 1)]
    told = captions_of([*lines, Element("e9", Role.TABLE, "", table=TABLE)])
    assert [told.get(each.id) for each in lines] == found
