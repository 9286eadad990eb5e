"""What an edit took away besides text is named with its number; what was moved or exchanged is not."""

import pytest

from core.model.blocks import Cell, CellPlace, Column, KeptObject, Row, Table
from core.model.change import Change, Patch
from core.model.elements import Element, Role
from core.model.spans import Place
from core.model.structure.objects import removed_by

TABLE = Element("t", Role.TABLE, "", table=Table((Column("c"),), (Row("r"),), (Cell("r", "c"),)))
CELL = Element("c", Role.CELL, "数", cell=CellPlace("r", "c"))
PICTURE = Element("p", Role.FIGURE, "", objects=(KeptObject(0, "picture", "1"),))
OTHER = Element("p", Role.FIGURE, "", objects=(KeptObject(0, "picture", "2"),))
NOTED = Element("n", Role.BODY, "正文", objects=(KeptObject(2, "footnote", "3"), KeptObject(2, "picture", "1")))
TEXT = Element("n", Role.BODY, "正文")


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ((TABLE, CELL), (), "1张表格"),
        ((TABLE, CELL, PICTURE, NOTED), (TEXT,), "1张表格、2张图片、1条脚注"),
        ((PICTURE,), (OTHER,), ""),
        ((TABLE, CELL), (CELL, TABLE), ""),
        ((), (TABLE, PICTURE), ""),
        ((TEXT,), (), ""),
    ],
)
def test_what_is_gone_is_named(before, after, words):
    assert removed_by(Change(Place("n"), Patch(before), Patch(after), "删除")) == words
