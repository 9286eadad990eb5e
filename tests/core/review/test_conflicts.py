"""When two changes of different copies exclude each other (half-open spans)."""

import pytest

from core.model.review.changes import ChangeKind, ReviewChange
from core.review.conflicts import conflicts

_REPLACE, _INSERT, _GONE, _MOVE, _NEW = (
    ChangeKind.REPLACE,
    ChangeKind.INSERT,
    ChangeKind.GONE,
    ChangeKind.MOVE,
    ChangeKind.NEW,
)


def _change(copy: int, kind: ChangeKind, span: tuple[int, int], new: str = "", after: str = "") -> ReviewChange:
    elements = ("e1",) if kind is _MOVE else ()
    element_id = "" if kind is _NEW else "e1"
    return ReviewChange(
        f"c{copy}", kind, element_id, *span, "旧" * (span[1] - span[0]), new, after, elements=elements, copy=copy
    )


@pytest.mark.parametrize(
    ("one", "two", "reason"),
    [
        ((_REPLACE, (2, 6), "甲"), (_REPLACE, (4, 8), "乙"), "overlap"),
        ((_REPLACE, (2, 6), "甲"), (_INSERT, (4, 4), "乙"), "overlap"),
        ((_REPLACE, (2, 6), "甲"), (_INSERT, (6, 6), "乙"), ""),
        ((_REPLACE, (2, 6), "甲"), (_INSERT, (2, 2), "乙"), ""),
        ((_INSERT, (4, 4), "甲"), (_INSERT, (4, 4), "乙"), "order"),
        ((_GONE, (0, 9)), (_INSERT, (4, 4), "乙"), "gone"),
        ((_MOVE, (0, 0), "", "e5"), (_REPLACE, (2, 6), "甲"), ""),
        ((_MOVE, (0, 0), "", "e5"), (_MOVE, (0, 0), "", "e7"), "move"),
        ((_NEW, (0, 0), "甲", "e1"), (_NEW, (0, 0), "乙", "e1"), "order"),
    ],
)
def test_two_changes_at_one_element(one: tuple[object, ...], two: tuple[object, ...], reason: str) -> None:
    pair = [_change(1, *one), _change(2, *two)]  # type: ignore[arg-type]
    assert [each.reason for each in conflicts(pair, {}).conflicts] == ([reason] if reason else [])


@pytest.mark.parametrize(
    ("own", "struck", "reasons"),
    [(("e1", "e2"), ("e1",), []), (("e1",), ("e1",), ["gone"]), (("e1", "e2"), ("e1", "e2"), ["gone", "gone"])],
)
def test_a_section_moves_without_paragraphs_that_are_gone_unless_all_are(
    own: tuple[str, ...], struck: tuple[str, ...], reasons: list[str]
) -> None:
    move = ReviewChange("c1", _MOVE, own[0], after="e7", elements=own, copy=1)
    gone = [ReviewChange(f"{name} gone", _GONE, name, 0, 9, "旧" * 9, copy=2) for name in struck]
    assert [each.reason for each in conflicts([move, *gone], {}).conflicts] == reasons


def test_words_put_beside_kept_ones_are_an_insertion() -> None:
    one = ReviewChange("c1", _REPLACE, "e1", 3, 5, "加强", "全面加强", copy=1)
    two = ReviewChange("c2", _INSERT, "e1", 3, 3, "", "大力", copy=2)
    assert [each.reason for each in conflicts([one, two], {}).conflicts] == ["order"]


def test_changes_of_one_copy_never_conflict() -> None:
    pair = [_change(1, _INSERT, (4, 4), "甲"), _change(1, _INSERT, (4, 4), "乙")]
    assert conflicts(pair, {}).conflicts == ()


def test_the_same_change_twice_is_one() -> None:
    pair = [_change(1, _REPLACE, (2, 6), "甲"), _change(2, _REPLACE, (2, 6), "甲")]
    found = conflicts(pair, {})
    assert (found.conflicts, dict(found.same_as)) == ((), {"c2": "c1"})


@pytest.mark.parametrize(
    ("two", "reasons"),
    [
        (ReviewChange("c2", _REPLACE, "e1", 2, 3, "4", "8", copy=2), ["overlap"]),
        (ReviewChange("c2", _INSERT, "e1", 2, 2, "", "约", copy=2), []),
    ],
)
def test_digits_of_one_number_are_one_place(two: ReviewChange, reasons: list[str]) -> None:
    """Taken both, 486 and 890 would be 886, which nobody wrote."""
    one = ReviewChange("c1", _REPLACE, "e1", 3, 5, "90", "86", copy=1)
    found = conflicts([one, two], {}, {"c1": "接收490卷", "c2": "接收490卷"})
    assert [each.reason for each in found.conflicts] == reasons


@pytest.mark.parametrize(
    ("kind", "own", "after", "reasons"),
    [
        (_NEW, (), "e1", ["join"]),
        (_NEW, (), "e2", []),
        (_MOVE, ("e8",), "e1", ["join"]),
        (_MOVE, ("e8",), "e2", []),
        (_MOVE, ("e2",), "e8", ["join"]),
        (_MOVE, ("e1", "e2"), "e8", []),
    ],
    ids=["new between", "new behind", "moved between", "moved behind", "one goes", "both go"],
)
def test_what_comes_between_joined_paragraphs_excludes_the_join(
    kind: ChangeKind, own: tuple[str, ...], after: str, reasons: list[str]
) -> None:
    join = ReviewChange("c1", ChangeKind.JOIN, "e1", 9, 0, elements=("e1", "e2"), order=1, copy=1)
    other = ReviewChange("c2", kind, own[0] if own else "", new="" if own else "甲", after=after, elements=own, copy=2)
    for pair in ((join, other), (other, join)):
        assert [each.reason for each in conflicts(pair, {}).conflicts] == reasons
