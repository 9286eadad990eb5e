"""Elements made from rows when they are asked for are the same as those made at once."""

import pickle
from collections.abc import Sequence
from typing import Any

from core.model.draft import Basis, LateElements, advance_all
from core.model.elements import Element, Role

ROWS = [(f"e{number}", f"第{number}段") for number in range(10)]


def made(rows: Sequence[Sequence[Any]]) -> list[Element]:
    return [Element(row[0], Role.BODY, row[1]) for row in rows]


WHOLE = tuple(made(ROWS))


def test_they_are_equal_to_those_made_at_once() -> None:
    assert LateElements(ROWS, made) == WHOLE
    assert [LateElements(ROWS, made)] == [WHOLE]
    assert Basis("上年", LateElements(ROWS, made)) == Basis("上年", WHOLE)


def test_none_is_made_before_it_is_asked_for() -> None:
    asked: list[str] = []

    def noted(rows: Sequence[Sequence[Any]]) -> list[Element]:
        asked.extend(row[0] for row in rows)
        return made(rows)

    late = LateElements(ROWS, noted)
    assert (len(late), bool(late), asked) == (10, True, [])
    assert [late[3].id, late[-1].id, len(late[2:4]), len(asked)] == ["e3", "e9", 2, 10]


def test_they_are_made_in_steps_each_once() -> None:
    late = LateElements(ROWS, made)
    assert [late.advance(4), late.advance(4), late.advance(4), late.advance(4)] == [False, False, True, True]
    assert tuple(late) == WHOLE
    assert late[0] is late[0]


def test_steps_go_from_one_document_to_the_next() -> None:
    both = LateElements(ROWS, made), WHOLE, LateElements(ROWS, made)
    assert [advance_all(both, 10), advance_all(both, 5), advance_all(both, 5)] == [False, False, True]


def test_another_process_gets_them_all() -> None:
    assert pickle.loads(pickle.dumps(LateElements(ROWS, made))) == WHOLE


def test_those_of_no_rows_are_none() -> None:
    assert (tuple(LateElements((), made)), LateElements((), made).advance(1)) == ((), True)
