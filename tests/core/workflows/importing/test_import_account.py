"""What is told as left out is what is missing, in whole words and of its own kind."""

import pytest

from core.model.elements import Element, Role
from core.workflows.importing.account import PRINTED, left_out, left_out_notices

UNIT, YEAR = "青禾县水利局", "2019年工作总结"
TEXT = f"{YEAR[:5]}，{UNIT}完成工作总结12篇。"


def title(*lines: str) -> tuple[Element, ...]:
    return tuple(Element(f"e{number}", Role.TITLE, line, line=number) for number, line in enumerate(lines, 1))


BODY, SIGNED = Element("e8", Role.BODY, TEXT, line=8), Element("e9", Role.SIGNATURE, UNIT, line=9)


@pytest.mark.parametrize(
    ("titles", "told"),
    [
        ((UNIT, YEAR, UNIT + YEAR), (UNIT, YEAR)),
        ((UNIT + YEAR, UNIT + YEAR), (UNIT + YEAR,)),
        ((f"【标题】{UNIT}{YEAR}", UNIT + YEAR), (f"【标题】{UNIT}{YEAR}",)),
        ((f"【标题】{UNIT}{YEAR}",), ("【标题】",)),
    ],
)
def test_a_title_said_twice_is_told_in_whole_lines(titles: tuple[str, ...], told: tuple[str, ...]) -> None:
    found = left_out((*title(*titles), BODY, SIGNED), (UNIT + YEAR, TEXT, UNIT))
    assert tuple(each.text for each in found) == told


def test_a_text_cut_in_two_paragraphs_is_found() -> None:
    assert left_out((BODY,), (TEXT[:9], TEXT[9:])) == ()


def test_the_label_of_a_title_is_no_second_title() -> None:
    elements = title(f"【题名】{UNIT}{YEAR}")
    notices = left_out_notices(elements, left_out(elements, (UNIT + YEAR,)), PRINTED)
    assert [notice.code for notice in notices] == ["noise_left_out"]


def test_the_mark_of_an_annex_that_is_the_document_is_told_as_such() -> None:
    elements = (Element("e7", Role.NOISE, "附件3", line=7), *title(UNIT + YEAR))
    notices = left_out_notices(elements, left_out(elements, (UNIT + YEAR,)), PRINTED)
    assert [notice.code for notice in notices] == ["annex_mark_left_out"]
