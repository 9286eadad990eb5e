"""Footnotes that are longer than a page go on at the foot of the following ones; no line of them is lost or overlaps."""

from itertools import pairwise

import pytest

from core.typesetting.paragraph_cache import TypesettingCache
from core.typesetting.values import PageNote, Paragraph, TextPiece
from tests.core.page_values import BODY, EM, LINE, PLAIN, SHEET, laid, paragraph, paragraphs, shown


def noted(count: int, lines: int = 1) -> Paragraph:
    """A paragraph whose first line has a footnote of so many lines."""
    note = PageNote(0, tuple(paragraph(f"注{number}") for number in range(1, count + 1)))
    return Paragraph((TextPiece("国" * 10 * lines, BODY),), PLAIN, BODY, notes=(note,))


def notes_on(pages: list[list[str]]) -> list[list[str]]:
    return [[text for text in page if text.startswith("注")] for page in pages]


@pytest.mark.parametrize("count", [9, 15, 40])
def test_every_line_of_a_long_note_is_shown_once_and_in_order(count: int) -> None:
    found = [text for page in notes_on(shown(laid(noted(count), *paragraphs(30)))) for text in page]
    assert found == [f"注{number}" for number in range(1, count + 1)]


@pytest.mark.parametrize("count", [9, 15, 40])
def test_nothing_stands_below_the_type_area_or_on_another_line(count: int) -> None:
    for page in laid(noted(count), *paragraphs(30)):
        tops = sorted(placed.y for placed in page.lines)
        assert all(later - earlier >= LINE - 1 for earlier, later in pairwise(tops))
        assert not tops or tops[-1] + LINE <= SHEET.height - EM + 1


def test_the_text_goes_on_above_the_rest_of_a_note() -> None:
    pages = shown(laid(noted(12), *paragraphs(12)))
    assert [bool(page) and not page[0].startswith("注") for page in pages[:2]] == [True, True]


def test_pages_are_added_for_a_note_that_outlasts_the_text() -> None:
    assert len(laid(noted(30))) > 2


def test_a_note_that_fits_a_page_stays_whole() -> None:
    pages = notes_on(shown(laid(*paragraphs(6), noted(5), *paragraphs(3))))
    assert [len(page) for page in pages if page] == [5]


@pytest.mark.parametrize(("line", "count"), [(LINE, 7), (LINE + 100, 6), (100.0, 7)])
def test_the_rule_above_notes_takes_the_room_of_its_paragraph(line: float, count: int) -> None:
    page = laid(noted(2), *paragraphs(20), separator=(paragraph("", line=line),))[0]
    assert len(page.lines) - 2 == count
    first_note = min(placed.y for placed in page.lines if placed.paragraph.pieces[0].text == "注1")
    assert page.rules[-1].y == first_note - line / 2


def test_memory_changes_nothing() -> None:
    cache = TypesettingCache()
    blocks = (*paragraphs(12), noted(25), *paragraphs(30))
    first = laid(*blocks, cache=cache)
    assert shown(laid(*blocks, cache=cache)) == shown(first) == shown(laid(*blocks))
    longer = (*blocks, *paragraphs(3))
    assert shown(laid(*longer, cache=cache)) == shown(laid(*longer))
