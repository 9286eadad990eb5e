"""Reading returned copies into changes, and three of them together; the peer compares paragraphs, then characters, with difflib."""

import gc
import random
import tempfile
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path

from core.drafts.store import DraftStore
from core.model.change import number_of
from core.model.draft import Draft
from core.model.elements import Role
from core.model.review.decisions import KeptCopy
from core.word.reviewing.stream import read_copy
from core.workflows.review.bases import ReviewBase
from core.workflows.review.copies import review_copy
from core.workflows.review.printed import printings
from core.workflows.review.returned import review_copies
from tests.bench.frame import Row, figures, median, medians, sized
from tests.builders import make_draft
from tests.core.review.copies import printed_paragraphs
from tests.review_copies.files import applied
from tests.review_copies.marking import Habits
from tests.review_copies.plans import Plan, edits_in
from tests.review_copies.scoring import Sent, sent

SHORT, LONG = sized(170, 20), sized(3000, 30)
"""Paragraphs of 22 and of 391 pages."""


def rows() -> list[Row]:
    """Reading with names and without, and three copies; as in the window, where cycles are collected when nobody works."""
    gc.disable()
    try:
        return _rows()
    finally:
        gc.enable()


def _rows() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        return [
            *_of(Path(folder), "22 pages, 50 edits", SHORT, (50, 20.0)),
            *_of(Path(folder), "391 pages, 411 edits", LONG, (411, 250.0)),
            *_decisions(),
        ]


def _decisions() -> list[Row]:
    """In a process of its own: processor time of the window's thread, as the program waits for nothing there."""
    first, others, _, read, behind = figures("tests.bench.review_window")
    return [
        Row("review 391 pages: first decision shown", first, None, 100, "below"),
        Row("review 391 pages: decision shown", others, None, 16, "below"),
        Row("review 391 pages: longest step while a copy is read", read, None, 50, "below"),
        Row("review 391 pages: longest step behind a decision", behind, None, 50, "below"),
    ]


def _of(folder: Path, name: str, count: int, marks: tuple[int, float]) -> list[Row]:
    edits, mark = marks
    own = folder / name.split()[0]
    own.mkdir()
    base = sent(own, draft_of(count))
    copies = [copy_with(base, edits, seed, Habits()) for seed in range(3)]
    lost = copy_with(base, edits, 1, Habits(anchors="lost"))
    with_names, peer = medians(_reading(base, copies[0]), _peer(base, copies[0]), 9)
    found = [
        Row(f"review {name}", with_names, None, mark, "below"),
        Row(f"review {name}, difflib", with_names, peer, 20, "within"),
    ]
    found.append(Row(f"review {name}, no names", median(_reading(base, lost), 5), None, mark * 1.6, "below"))
    if count == LONG:
        found.append(
            Row("review three copies of 391 pages", median(lambda: _together(base, copies), 3), None, 1000, "below")
        )
    return found


def draft_of(count: int) -> Draft:
    """A report of so many paragraphs."""
    rng = random.Random(count)
    return make_draft("\n".join(f"body |{each.text.partition('）')[2]}" for each in printed_paragraphs(rng, count)))


def copy_with(base: Sent, edits: int, seed: int, habits: Habits) -> bytes:
    """A tracked copy with so many edits."""
    rng = random.Random(seed)
    bodies = [each for each in base.draft.elements if each.role is Role.BODY]
    chosen = rng.sample(bodies, min(edits, len(bodies)))
    plan = Plan(edits={number_of(each.id): edits_in(rng, each.text, 0, 1) for each in chosen})
    return applied(base.data, plan, habits, rng)


def _base(base: Sent) -> ReviewBase:
    store = DraftStore.view(base.path)
    try:
        return ReviewBase(1, store.version(1), printings(store.printed(1))[0], "bookmark")
    finally:
        store.close()


def _reading(base: Sent, data: bytes) -> Callable[[], object]:
    own, kept = _base(base), KeptCopy("", 1, "王.docx", "")
    return lambda: review_copy(read_copy(data).value, own, kept)


def _together(base: Sent, copies: list[bytes]) -> object:
    store = DraftStore.view(base.path)
    try:
        kept = [KeptCopy(str(number), number, f"{number}.docx", "") for number in range(1, 4)]
        return review_copies(store.draft(), store, kept, {str(number): data for number, data in enumerate(copies, 1)})
    finally:
        store.close()


def _peer(base: Sent, data: bytes) -> Callable[[], object]:
    """difflib over paragraphs, then over the characters of those that differ; reading the file is not counted."""
    one = [each.text for each in base.draft.elements]
    two = [
        "".join(piece.text for piece in each.pieces if piece.state.is_final)
        for each in read_copy(data).value.paragraphs
    ]

    def compare() -> object:
        found = []
        for tag, a, b, c, d in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
            if tag == "replace":
                found += [
                    SequenceMatcher(None, x, y, autojunk=False).get_opcodes()
                    for x, y in zip(one[a:b], two[c:d], strict=False)
                ]
        return found

    return compare
