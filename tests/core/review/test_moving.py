"""Paragraphs struck out at one place and put in at another by one person are moved, whoever's program wrote it so."""

import random

import pytest

from core.model.review.printed import PrintedParagraph
from core.model.review.returned_copy import (
    CopyAnchor,
    CopyParagraph,
    CopyPiece,
    CopyPosition,
    ReturnedCopy,
    Revision,
    TextState,
)
from core.review.compare import ReviewFlow, compare
from core.review.moving import with_moves
from core.review.views import final, original, placed
from tests.core.review.copies import Habits, edited, printed_paragraphs

ZHANG, LI = Revision("张处", "2026-07-03T09:12:00Z"), Revision("李科", "2026-07-04T10:00:00Z")
KEPT, DELETED, INSERTED = TextState.KEPT, TextState.DELETED, TextState.INSERTED
LINES = (
    "一、接收档案各项工作按期完成",
    "二、整理档案四百卷并全部上架",
    "三、编印年鉴一千册送到各村各站",
    "四、做好档案宣传方便群众查阅",
)


def line(text: str, state: TextState = KEPT, hand: Revision = ZHANG, mark: TextState | None = None) -> CopyParagraph:
    own = Revision() if state is KEPT else hand
    return CopyParagraph((CopyPiece(text, state, own),), state if mark is None else mark, own)


FIRST, SECOND, THIRD, FOURTH = map(line, LINES)


def changes_of(*paragraphs: CopyParagraph) -> list[tuple[str, str, str, str, str]]:
    """Kind, element, old and new words and author of each change against the four lines."""
    copy = with_moves(ReturnedCopy(paragraphs))
    printed = [PrintedParagraph(f"e{number}", text, number) for number, text in enumerate(LINES, 1)]
    found = compare(ReviewFlow(printed, placed(copy), {}), copy.paragraphs).changes
    return [(str(each.kind), each.element_id, each.old, each.new, each.revision.author) for each in found]


def test_a_paragraph_cut_out_and_pasted_elsewhere_is_moved() -> None:
    gone, new = line(LINES[0], DELETED), line(LINES[0], INSERTED)
    assert changes_of(gone, SECOND, THIRD, new, FOURTH) == [("move", "e1", "", "", "张处")]


def test_its_mark_may_be_that_of_the_paragraph_before() -> None:
    """Selected from the end of the line before, pasted behind the end of another."""
    gone = line(LINES[0], mark=DELETED), line(LINES[1], DELETED, mark=KEPT)
    new = line(LINES[3], mark=INSERTED), line(LINES[1], INSERTED, mark=KEPT)
    assert changes_of(*gone, THIRD, *new) == [("move", "e2", "", "", "张处")]


def test_what_was_edited_on_the_way_is_an_edit_of_the_moved_paragraph() -> None:
    new = line(LINES[0].replace("各项工作", "任务"), INSERTED)
    found = changes_of(line(LINES[0], DELETED), SECOND, THIRD, new, FOURTH)
    assert found == [("replace", "e1", "各项工作", "任务", "张处"), ("move", "e1", "", "", "张处")]


def test_another_hand_at_the_other_place_moves_nothing() -> None:
    found = changes_of(line(LINES[0], DELETED), SECOND, THIRD, line(LINES[0], INSERTED, LI), FOURTH)
    assert [each[0] for each in found] == ["gone", "new"]


def test_a_paragraph_written_anew_at_its_place_is_not_moved() -> None:
    found = changes_of(FIRST, line(LINES[1], DELETED), line(LINES[1] + "了", INSERTED), THIRD, FOURTH)
    assert "move" not in [each[0] for each in found]


def test_places_behind_what_was_struck_out_on_the_way_stay_on_their_words() -> None:
    new = line(LINES[0].replace("各项工作", ""), INSERTED)
    anchor = CopyAnchor("1", CopyPosition(3, 0), CopyPosition(3, 10))
    copy = with_moves(ReturnedCopy((line(LINES[0], DELETED), SECOND, THIRD, new), (anchor,)))
    assert copy.paragraphs[3].text == LINES[0]
    assert copy.anchors[0].end == CopyPosition(3, 14)


@pytest.mark.parametrize("number", range(12))
def test_both_readings_stay_as_they_were(number: int) -> None:
    rng = random.Random(number)
    copy = edited(rng, printed_paragraphs(rng, 12), Habits(recorded=1.0))
    lines = list(copy.paragraphs)
    own = lines[rng.randrange(len(lines))]
    words = "".join(piece.text for piece in own.pieces if piece.state is not TextState.INSERTED)
    lines.insert(rng.randrange(len(lines)), line(words, INSERTED, mark=rng.choice((KEPT, INSERTED))))
    lines.insert(rng.randrange(len(lines)), line(words, DELETED, mark=rng.choice((KEPT, DELETED))))
    before = ReturnedCopy(tuple(lines))
    after = with_moves(before)
    for view in (original, final):
        assert [each.text for each in view(after)] == [each.text for each in view(before)]
