"""The stored form of a cell's paragraph: one text, whatever its row and column are called."""

import json

import pytest

from core.drafts.codec import blocks_text, element_from, element_row
from core.model.blocks import CellPlace, Emphasis
from core.model.elements import Element, Role


@pytest.mark.parametrize("place", [CellPlace("r12", "c3"), CellPlace('a"b', "行\\1"), CellPlace("第一行", "c 3")])
@pytest.mark.parametrize("emphasis", [(), (Emphasis(0, 1, ("bold",)),)])
def test_a_cell_is_stored_as_json_and_read_again(place: CellPlace, emphasis: tuple[Emphasis, ...]) -> None:
    element = Element("e1", Role.CELL, "12", cell=place, emphasis=emphasis)
    text = blocks_text(element)
    assert json.loads(text)["cell"] == [place.row, place.column]
    assert element_from(element_row(element)) == element
