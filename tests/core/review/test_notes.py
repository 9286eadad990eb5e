"""Pairing the notes of a copy with those printed: by words, by place, by likeness, and not each with each without limit."""

import pytest

from core.model.review.printed import PrintedParagraph
from core.model.review.returned_copy import CopyNote, CopyParagraph, CopyPiece, ReturnedCopy
from core.review import notes
from core.review.notes import MOST_PAIRS, PrintedNote, compare_notes

WORDS = "依据乡镇上报的台账整理，口径与上年相同"


def printed(*texts: str) -> list[PrintedNote]:
    paragraphs = (PrintedParagraph(f"n{number}", text, 0) for number, text in enumerate(texts))
    return [PrintedNote("footnote", f"e{each.element_id}", (each,)) for each in paragraphs]


def copied(*texts: str) -> ReturnedCopy:
    return ReturnedCopy((), notes=tuple(CopyNote("footnote", (CopyParagraph((CopyPiece(text),)),)) for text in texts))


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that were compared by their likeness."""
    known, found = notes.similarity, list[str]()

    def counted(one: str, other: str, least: float) -> float:
        found.append(one)
        return known(one, other, least)

    monkeypatch.setattr(notes, "similarity", counted)
    return found


def test_notes_are_paired_by_their_words_in_order_and_by_likeness(compared: list[str]) -> None:
    own = printed("相同", "相同", f"{WORDS}。")
    changes = compare_notes(copied(f"{WORDS}一致。", "相同", "相同"), own, ()).changes
    assert [(each.element_id, each.old, each.new) for each in changes] == [("n2", "", "一致")]
    assert len(compared) == 1


def test_thousands_of_notes_are_not_compared_each_with_each(compared: list[str]) -> None:
    own, others = ([f"{sign}{number}号说明。" for number in range(200)] for sign in ("甲", "乙"))
    same = [f"{number}号照旧。" for number in range(200)]
    changes = compare_notes(copied(*others, *same), printed(*own, *same), ()).changes
    assert len(compared) <= MOST_PAIRS
    assert ([each.old for each in changes if each.old], [each.new for each in changes if each.new]) == (own, others)
