"""What a list says of a proposal: numbers with what they count, roles by either name."""

import pytest

from core.model.proposal import Proposal, RollRole
from core.model.spans import Place, Span
from core.workflows.yearly.proposal_text import changes_by_role, proposed_change_text
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
