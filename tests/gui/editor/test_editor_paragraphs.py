"""A paragraph of the running text that becomes another one looks as if it had been written anew."""

from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from core.model.elements import Role
from core.model.fact import FactState
from gui.editor.blocks import formats_of
from gui.editor.document_sync import DocumentSync
from gui.editor.paragraphs import Paragraph, Piece, PieceLook, ShownFact, pieces_of, splice_of, spliced

TEXTS = st.text("档案1２\U00020000\n。", max_size=8)
STATES = st.sampled_from(FactState)


@st.composite
def paragraphs(draw: st.DrawFn) -> Paragraph:
    """Any heading, and up to three facts that do not overlap."""
    content = draw(TEXTS)
    cuts = sorted(draw(st.lists(st.integers(0, len(content)), min_size=6, max_size=6)))
    spans = [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=True) if a < b]
    facts = tuple(ShownFact(f"f{draw(st.integers(0, 1))}{n}", a, b, draw(STATES)) for n, (a, b) in enumerate(spans))
    depth = draw(st.sampled_from((0, 1, 2)))
    return Paragraph("e1", Role.BODY, "", content, draw(st.integers(0, len(content))), depth, facts)


def shown(*steps: Paragraph) -> tuple[Any, ...]:
    """What Qt holds after a screen was filled with the first and showed the others."""
    document = QTextDocument()
    screen = DocumentSync(document)
    screen.fill(steps[:1])
    for step in steps[1:]:
        screen.show((step,))
    block = document.begin()
    return block.text(), formats_of(block), block.blockFormat()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(paragraphs(), paragraphs())
def test_it_looks_as_if_written_anew(qapp: Any, first: Paragraph, second: Paragraph) -> None:
    assert shown(first, second) == shown(second)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(paragraphs(), TEXTS, st.integers(0, 8))
def test_what_is_written_amid_facts_moves_them(qapp: Any, old: Paragraph, text: str, at: int) -> None:
    at = min(at, len(old.content))
    facts = tuple(
        replace(fact, start=fact.start + len(text) * (fact.start >= at), end=fact.end + len(text) * (fact.end > at))
        for fact in old.facts
    )
    new = replace(old, content=old.content[:at] + text + old.content[at:], facts=facts)
    assert shown(old, new) == shown(new)


def test_a_splice_is_as_short_as_can_be() -> None:
    assert splice_of("接收档案", "接收旧档案") == (2, 2, 1)


def test_facts_cut_a_paragraph_and_its_heading() -> None:
    fact = ShownFact("f1", 1, 3, FactState.EMPTY)
    pieces = pieces_of(Paragraph("e1", Role.BODY, "", "甲乙丙丁", 2, 0, (fact,)))
    assert [(piece.start, piece.end) for piece in pieces] == [(0, 1), (1, 2), (2, 3), (3, 4)]


def test_what_is_written_into_a_fact_has_its_look() -> None:
    look = PieceLook(False, "f1", FactState.UPDATED)
    assert spliced([Piece(0, 4, look)], (1, 2, 3), look) == {Piece(0, 6, look)}
