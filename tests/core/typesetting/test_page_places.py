"""From the draft to the page and back, headings, and what is kept from run to run."""

from dataclasses import replace

import pytest

from core.typesetting.paginate import lay_out
from core.typesetting.paragraph_cache import TypesettingCache
from core.typesetting.places import character_at, find_place, headings
from core.typesetting.values import Cell, Face, Pages, PageSection, Paragraph, TableBlock, TableRow, TextPiece
from tests.core.page_values import BODY, EM, LINE, PLAIN, SHEET, laid, paragraph, paragraphs

LONG = replace(paragraph("国" * 35), number=7, skipped=5)


def pages(*blocks: Paragraph) -> Pages:
    """The pages of one section."""
    return Pages(laid(*blocks))


SHOWN = pages(*paragraphs(6), replace(LONG, number=0), LONG)


@pytest.mark.parametrize(
    ("number", "offset", "page", "row"),
    [(1, 0, 0, 0), (3, 2, 0, 2), (7, 5, 1, 0), (7, 0, 1, 0), (7, 15, 1, 1), (7, 999, 1, 3)],
)
def test_a_place_of_the_draft_is_found_on_its_page(number: int, offset: int, page: int, row: int) -> None:
    place = find_place(SHOWN, number, offset)
    assert place is not None
    assert (place.page, place.line) == (page, SHOWN.pages[page].lines[row])


def test_a_repeated_heading_row_is_found_on_its_first_page() -> None:
    head = TableRow((Cell((replace(paragraph(), number=9),), 5 * EM),), repeats=True)
    table = TableBlock((head, *(TableRow((Cell((paragraph(),), 5 * EM),)) for _ in range(30))))
    place = find_place(Pages(laid(table)), 9, 1)
    assert place is not None
    assert place.page == 0


def test_what_is_not_shown_is_not_found() -> None:
    assert find_place(SHOWN, 99, 0) is None


@pytest.mark.parametrize(
    ("x", "y", "found"),
    [
        (EM, EM + 10, (7, 5)),
        (3.4 * EM, EM + 10, (7, 7)),
        (3.6 * EM, EM + 10, (7, 8)),
        (EM, EM + LINE + 10, (7, 15)),
        (99 * EM, EM + 10, (7, 15)),
        (0, 0, (7, 5)),
        (5 * EM, 99 * LINE, (7, 39)),
    ],
)
def test_a_point_on_the_page_is_a_place_of_the_draft(x: float, y: float, found: tuple[int, int]) -> None:
    assert character_at(SHOWN, 1, x, y) == found


def test_a_point_in_a_word_goes_by_its_letters() -> None:
    face = Face("宋体", "Times New Roman", 50)
    words = Paragraph((TextPiece("iiiWWW", face),), PLAIN, face, number=1)
    assert character_at(pages(words), 0, EM + 3 * 278, EM) == (1, 3)


def test_an_empty_line_is_hit_at_its_start() -> None:
    assert character_at(pages(replace(paragraph(""), number=4)), 0, 5 * EM, EM) == (4, 0)


def test_a_page_without_text_of_the_draft_gives_no_place() -> None:
    assert character_at(pages(paragraph("国")), 0, EM, EM) is None


def test_headings_are_told_with_their_pages() -> None:
    heading = paragraph("一、标\n题" + "国" * 20, outline=1)
    found = list(headings(pages(*paragraphs(9), heading, paragraph("节", outline=2))))
    assert [(one.level, one.text[:5], one.page, one.y) for one in found] == [
        (1, "一、标 题", 0, EM + 9 * LINE),
        (2, "节", 1, EM + 3 * LINE),
    ]


# Memory


def test_lines_of_an_unchanged_paragraph_are_the_same_objects() -> None:
    cache, kept = TypesettingCache(), paragraph("国" * 25)
    first = laid(paragraph("甲"), kept, cache=cache)
    second = laid(paragraph("乙"), kept, cache=cache)
    assert [placed.line for placed in first[0].lines[1:]] == [placed.line for placed in second[0].lines[1:]]


def test_what_a_run_did_not_use_is_dropped() -> None:
    cache, once = TypesettingCache(), paragraph("甲")
    first = laid(once, cache=cache)
    laid(paragraph("乙"), cache=cache)
    assert laid(once, cache=cache)[0].lines[0].line is not first[0].lines[0].line


def test_another_width_breaks_lines_anew() -> None:
    cache, block = TypesettingCache(), paragraph("国" * 20)
    narrow = PageSection(replace(SHEET, right=6 * EM), (block,))
    lay_out([PageSection(SHEET, (block,))], cache)
    assert len(lay_out([narrow], cache).pages[0].lines) == 4


def test_a_memory_works_out_each_thing_once() -> None:
    cache, runs = TypesettingCache(), list[int]()
    for _ in range(2):
        cache.get_or_compute("key", lambda: runs.append(1) or "value")
        cache.drop_unused()
    assert runs == [1]


def test_equal_paragraphs_are_not_the_same() -> None:
    assert paragraph("国") != paragraph("国")
    assert replace(BODY) == BODY
