"""Texts read in all ways: a sign in a gap costs what it costs in the whole text."""

import pytest

from core.checks.spelling.language import Language
from core.checks.spelling.lattice import build_lattice, lattice_around


@pytest.mark.parametrize(
    ("before", "behind"), [("全市", "建项目"), ("", "化管理"), ("贯彻落", ""), ("", ""), ("综合治理工", "机制健全完善")]
)
@pytest.mark.parametrize("sign", "再在实作囧")
def test_a_sign_in_a_gap_costs_what_it_does_in_the_text(
    before: str, behind: str, sign: str, language: Language
) -> None:
    gap = lattice_around(before, behind, language)
    assert gap.cost(sign, language) == build_lattice(before + sign + behind, language).cost


def test_both_directions_say_what_the_cheapest_way_costs(language: Language) -> None:
    window = build_lattice("推进各项工作", language)
    first = min(cost + window.behind[0][word] for word, cost in read_costs(window.text, language).items())
    assert first == window.cost


def read_costs(text: str, language: Language) -> dict[int, int]:
    """The prices of the words that may begin a text."""
    starts = (text[:end] for end in range(1, len(text) + 1))
    numbers = (language.words[word] for word in starts if word in language.words)
    return {number: language.price(language.beginning, number) for number in numbers}


def test_what_makes_a_word_is_cheaper_than_what_makes_none(language: Language) -> None:
    assert build_lattice("坚定", language).cost < build_lattice("监定", language).cost
