"""A house style tried on a draft before it is kept."""

from dataclasses import replace

import pytest

from core.errors import BadUse
from core.model.elements import Role
from core.workflows.layouts.files import USUAL_LAYOUT, layout_names
from core.workflows.layouts.style_trial import LONGEST_DRAFT, HouseStyle, Trial, make_style, sample_draft, try_house
from tests.builders import make_draft

SHORT = make_draft("title |关于档案工作的报告\nbody |正文一段。")


def shown(trial: Trial) -> str:
    """All text of the pages."""
    lines = (line for page in trial.pages.pages for line in page.lines)
    return "".join(stretch.text for placed in lines for stretch in placed.line.stretches)


def test_the_draft_s_own_text_is_set() -> None:
    assert shown(try_house(USUAL_LAYOUT, HouseStyle(), SHORT)) == "关于档案工作的报告正文一段。"


@pytest.mark.parametrize("draft", [None, make_draft("")], ids=("none", "empty"))
def test_without_a_text_there_are_words_of_the_program_s_own(draft: object) -> None:
    assert "主要工作开展情况" in shown(try_house(USUAL_LAYOUT, HouseStyle(), draft))  # type: ignore[arg-type]


def test_the_program_s_own_words_have_every_level() -> None:
    levels = {(element.level, element.run_in) for element in sample_draft().elements if element.role is Role.HEADING}
    assert {level for level, _ in levels} == {1, 2, 3, 4}
    assert {(2, True), (2, False)} <= levels


def test_values_are_told_with_the_style_and_without_it() -> None:
    trial = try_house(USUAL_LAYOUT, make_style({"left": 45}), SHORT)
    assert (trial.values.left, trial.plain.left) == (45, 28)
    assert (trial.values.characters, trial.plain.characters) == (25, 28)


def test_the_page_shows_the_style() -> None:
    page = try_house(USUAL_LAYOUT, make_style({"left": 45, "title_before": 2}), SHORT).pages.pages[0]
    assert round(page.sheet.left) == round(45 / 25.4 * 1440)
    assert page.lines[0].y > page.sheet.top + 2 * 570


@pytest.mark.parametrize("layout", layout_names())
def test_every_layout_can_be_tried(layout: str) -> None:
    assert try_house(layout, make_style({"number_place": "居中"})).pages.pages


def test_of_a_long_draft_only_the_beginning_is_set() -> None:
    (element,) = make_draft("body |" + "字" * 1000).elements
    elements = tuple(replace(element, id=f"e{number}") for number in range(1, 100))
    trial = try_house(USUAL_LAYOUT, HouseStyle(), replace(SHORT, elements=elements, facts=()))
    assert LONGEST_DRAFT < len(shown(trial)) < LONGEST_DRAFT + 2000


def test_what_cannot_stand_on_the_page_is_told() -> None:
    with pytest.raises(BadUse) as told:
        try_house(USUAL_LAYOUT, make_style({"characters": 50}), SHORT)
    assert told.value.code == "house_too_tight"
