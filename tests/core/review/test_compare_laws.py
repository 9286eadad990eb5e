"""Laws of comparing: all changes together make the copy, none the printed text, whoever edited it and however."""

import random

import pytest

from core.model.review.printed import PrintedParagraph
from core.model.review.returned_copy import ReturnedCopy
from core.review.applying import applied
from core.review.compare import Comparison, ReviewFlow, compare
from core.review.matching import folded
from core.review.views import final, named_paragraphs, original, placed
from tests.core.review.copies import Habits, edited, printed_paragraphs

_HABITS = (Habits(), Habits(has_anchors=False), Habits(recorded=1.0), Habits(recorded=0.0), Habits(0.0, False))


def _compared(printed: list[PrintedParagraph], copy: ReturnedCopy) -> Comparison:
    shown = placed(copy)
    numbers = {str(each.number): index for index, each in enumerate(printed)}
    return compare(ReviewFlow(printed, shown, named_paragraphs(copy, shown, numbers)), copy.paragraphs)


@pytest.mark.parametrize("habits", _HABITS)
@pytest.mark.parametrize("number", range(40))
def test_all_changes_together_make_the_final_text(number: int, habits: Habits) -> None:
    rng = random.Random(number)
    printed = printed_paragraphs(rng, rng.randint(1, 14))
    copy = edited(rng, printed, habits)
    found = _compared(printed, copy)
    wanted = [folded(paragraph.text) for paragraph in final(copy)]
    assert [folded(text) for text in applied(printed, found.changes)] == [text for text in wanted if text]


@pytest.mark.parametrize("number", range(40))
def test_with_everything_recorded_every_change_has_an_author(number: int) -> None:
    rng = random.Random(number)
    printed = printed_paragraphs(rng, rng.randint(1, 14))
    copy = edited(rng, printed, Habits(recorded=1.0))
    assert [paragraph.text for paragraph in original(copy)] == [paragraph.text for paragraph in printed]
    assert all(change.is_tracked and change.revision.author for change in _compared(printed, copy).changes)


def test_no_change_leaves_the_printed_text() -> None:
    printed = printed_paragraphs(random.Random(1), 5)
    assert applied(printed, ()) == tuple(each.text for each in printed)
