"""A change carried to the draft as it is now: it is taken once, and what was edited since is left to a person."""

import pytest

from core.model.review.changes import ReviewState
from core.review.carrying import carried

PRINTED = "坚持和加强党的领导，完成投资500万元。"
OPEN, TAKEN, OVERTAKEN = ReviewState.OPEN, ReviewState.TAKEN, ReviewState.OVERTAKEN


@pytest.mark.parametrize(
    ("span", "new", "now", "state"),
    [
        ((3, 5), "全面加强", PRINTED, OPEN),
        ((3, 5), "全面加强", "坚持和全面加强党的领导，完成投资500万元。", TAKEN),
        ((3, 3), "全面", "坚持和全面加强党的领导，完成投资500万元。", TAKEN),
        ((3, 5), "改善", "坚持和全面加强党的领导，完成投资500万元。", OPEN),
        ((3, 3), "大力", "坚持和全面加强党的领导，完成投资500万元。", OVERTAKEN),
        ((14, 17), "600", "坚持和加强党的领导，完成投资600万元。", TAKEN),
        ((14, 17), "600", "坚持和加强党的领导，完成投资700万元。", OVERTAKEN),
        ((14, 17), "600", "始终坚持和加强党的领导，完成投资500万元。", OPEN),
    ],
)
def test_state_of_a_change(span: tuple[int, int], new: str, now: str, state: ReviewState) -> None:
    assert carried(span, new, PRINTED, now).state is state


def test_an_open_change_moves_along() -> None:
    now = f"始终{PRINTED}"
    place = carried((14, 17), "600", PRINTED, now)
    assert now[place.start : place.end] == "500"
