"""A place is told as a clerk finds it: cells are no paragraphs, a place in a table is its row."""

from core.model.elements import Element, Role
from core.model.grid import tables_of
from core.model.tables.given import plain_table
from core.result import Notice
from core.workflows.importing.line_places import LinePlaces, placed_notices
from core.workflows.messages import sentence


def report() -> tuple[Element, ...]:
    """Two paragraphs, a table of two rows and two columns, two paragraphs."""
    given = plain_table([["指标", "数值"], ["产值", "12"]])
    cells = [
        Element(f"c{number}", Role.CELL, text, line=3 + number, cell=place)
        for number, (place, text) in enumerate(
            zip([*_places(given.table)], given.texts, strict=True),
        )
    ]
    head = Element("t", Role.TABLE, "", line=3, table=given.table)
    lines = [Element(f"p{line}", Role.BODY, "文字", line=line) for line in (1, 2, 7, 8)]
    return (*lines[:2], head, *cells, *lines[2:])


def _places(table):
    placed = next(tables_of((Element("t", Role.TABLE, "", table=table),)))
    return placed.cells((Element("t", Role.TABLE, "", table=table),))


def test_cells_are_not_counted_and_are_told_by_their_row():
    places = LinePlaces(report())
    assert [places.name(line) for line in (1, 2, 3, 4, 6, 7, 8)] == [
        *("第1段", "第2段", "表1第1行", "表1第1行", "表1第2行", "第3段", "第4段")
    ]


def test_several_places_are_one_phrase():
    places = LinePlaces(report())
    assert places.names([1, 2, 7]) == "第1—3段"
    assert places.names([8, 5, 6]) == "第4段、表1第2行"
    assert places.names([1, 2, 7, 8], most=3) == "第1、2、3段等"


def test_notices_of_an_import_have_their_places_in_words():
    notice = Notice("word_pictures_left_out", kind="picture", count=2, places=(5, 8))
    (told,) = placed_notices([notice], report())
    assert "（第4段、表1第2行）" in sentence(told)
    assert told.places == (5, 8)
