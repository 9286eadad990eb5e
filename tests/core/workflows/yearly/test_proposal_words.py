"""What a list says of a proposal: numbers with what they count, roles by either name."""

import pytest

from core.model.proposal import Proposal, RollRole
from core.model.spans import Place, Span
from core.workflows.yearly.proposal_text import changes_by_role, proposed_change_text, words_for_place
from core.workflows.yearly.role_names import ROLE_NAMES, role_named
from tests.rolled import MARK, plain


def told(marked: str) -> str:
    """What is said of the marked place of a sentence."""
    match = next(MARK.finditer(marked))
    place = Place("e1", Span(match.start(), match.start() + len(match[1])))
    new = None if match[3] == "?" else match[3]
    return proposed_change_text(
        Proposal("p", RollRole.MEETING_NUMBER, place, match[1], new, ""), plain(marked), "请改写", "（删去）"
    )


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("筹备召开第⟦三→?⟧次会议，研究工作。", "第三次会议 → 请改写"),
        ("筹备召开第⟦三→四⟧次会议。", "第三次会议 → 第四次会议"),
        ("落实区委五届⟦三→四⟧次全会精神。", "三次全会精神 → 四次全会精神"),
        ("建团⟦100→101⟧周年。", "建团100周年 → 建团101周年"),
        ("参与⟦首→第二⟧届“漆器节”，设展。", "首届“漆器节” → 第二届“漆器节”"),
        ("推动⟦**→青禾⟧区发展。", "推动**区发展 → 推动青禾区发展"),
        ("⟦2022年→2023年⟧工作。", "2022年 → 2023年"),
        ("2025年是“⟦十四五”规划收官之年→?⟧，", "“十四五”规划收官之年 → 请改写"),
        ("落实“⟦十四五→十五五⟧”规划。", "“十四五”规划 → “十五五”规划"),
        ("实现“⟦十四五”良好开局→⟧，", "“十四五”良好开局 → （删去）"),
        ("上半年⟦上半年→⟧工作。", "上半年 → （删去）"),
    ],
)
def test_a_number_is_shown_with_what_it_counts(marked: str, words: str) -> None:
    assert told(marked) == words


@pytest.mark.parametrize("role", list(RollRole))
def test_a_role_is_known_by_both_its_names(role: RollRole) -> None:
    assert (role_named(role.value), role_named(ROLE_NAMES[role])) == (role, role)


def test_what_is_no_role_is_none() -> None:
    assert role_named("年号") is None


def test_many_changes_are_told_by_their_kind() -> None:
    def _made(role: RollRole, old: str, new: str) -> Proposal:
        return Proposal("p", role, Place("e1", Span(0, len(old))), old, new, "")

    year, ago = _made(RollRole.REPORT_YEAR, "2022年", "2023年"), _made(RollRole.BASE_YEAR, "2021年", "2022年")
    other, table = _made(RollRole.REPORT_YEAR, "2022年度", "2023年度"), _made(RollRole.TABLE, "", "")
    told = changes_by_role([year, year, other, ago, table])
    assert told == "报告年度3处（2022年→2023年等）、上年1处（2021年→2022年）、表格1处"


def test_an_indicator_that_keeps_its_value_is_told_as_joined() -> None:
    same = Proposal("p", RollRole.FIELD, Place("e1", Span(0, 1)), "8", "8", "")
    other = Proposal("q", RollRole.REPORT_YEAR, Place("e1", Span(1, 6)), "2022年", "2023年", "")
    assert changes_by_role([same, other]) == "同一指标1处（正文与表格合成一项）、报告年度1处（2022年→2023年）"


def test_of_joined_indicators_the_change_is_told_where_there_is_one() -> None:
    same = Proposal("p", RollRole.FIELD, Place("e1", Span(0, 1)), "8", "8", "")
    other = Proposal("q", RollRole.FIELD, Place("e1", Span(1, 2)), "7", "9", "")
    assert changes_by_role([same, other]) == "同一指标2处（7→9）"


@pytest.mark.parametrize(
    ("marked", "typed", "words"),
    [
        ("第⟦九→?⟧次全会作出部署。", "十", "十"),
        ("第⟦九→?⟧次全会作出部署。", "第十次全会", "十"),
        ("落实县委九届第⟦九→?⟧次全会部署。", "九届第十次全会部署", "十"),
        ("第⟦九→?⟧次全会作出部署。", "", ""),
        ("参与⟦首→?⟧届书展。", "第二届", "第二"),
        ("推动⟦**→?⟧区发展。", "青禾区", "青禾"),
        ("落实⟦喜迎盛会→?⟧精神。", "盛会精神", "盛会精神"),
        ("第⟦九→?⟧次全会作出部署。", "十届四中全会", None),
        ("第⟦九→?⟧次全会作出部署。", "次全会", None),
    ],
)
def test_typed_words_do_not_double_those_around_a_number(marked: str, typed: str, words: str | None) -> None:
    match = next(MARK.finditer(marked))
    place = Place("e1", Span(match.start(), match.start() + len(match[1])))
    asked = Proposal("p", RollRole.MEETING_NUMBER, place, match[1], None, "")
    assert words_for_place(asked, plain(marked), typed) == words
