"""The words for comparing figures are a table: a missing list is refused, a word that is added counts."""

import pytest

from core.checks.figures.consistency import check_figures
from core.checks.figures.passages import FIGURE_LISTS, figure_words
from core.errors import BadWords
from core.model.elements import Element, Role
from core.resources import text_values, words_folder
from core.workflows.facts import find_facts

LISTS = text_values((words_folder() / "figures.toml").read_text("utf-8"))


def codes(text: str, **added: str) -> list[str]:
    """The findings for a sentence with words added to lists."""
    words = figure_words({name: f"{text} {added.get(name, '')}" for name, text in LISTS.items()})
    elements = [Element("e1", Role.BODY, text)]
    return [found.code for found in check_figures(elements, find_facts(elements), words)]


def test_every_list_is_used() -> None:
    assert set(LISTS) == {*FIGURE_LISTS, "rates"}


@pytest.mark.parametrize("name", sorted(FIGURE_LISTS))
def test_a_missing_list_is_refused(name: str) -> None:
    with pytest.raises(BadWords) as refused:
        figure_words({own: words for own, words in LISTS.items() if own != name})
    assert refused.value.parameters == {"list": name}


def test_a_word_for_what_is_finished_counts() -> None:
    text = "38项任务中，27项已归零，9项正在推进。"
    assert (codes(text), codes(text, done="归零")) == ([], ["figures_sum"])
