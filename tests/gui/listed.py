"""Proposals and findings for tests of the lists beside a draft, and the lists read back."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt

from core.model.draft import Basis, Draft
from core.model.finding import Finding, Severity
from core.model.proposal import Proposal, RollRole
from core.model.spans import Place, Span
from gui.widgets.lists.result_model import Node, ResultTreeModel
from tests.builders import make_draft

ROLLED = """
title |2022年总结
preamble |2022年以来，以喜迎党的二十大为契机，开展攻坚年行动。
h1 一、|攻坚年进展
body |攻坚年收官。2022年底完成。按照2021年的意见办理。
"""


def rolled_draft() -> Draft:
    """A draft that says all that its basis document said."""
    draft = make_draft(ROLLED)
    basis = Basis("2022年总结", draft.elements)
    return replace(draft, basis=(basis,), origins=tuple((e.id, 0, e.id) for e in draft.elements))


def place(draft: Draft, element_id: str, text: str) -> Place:
    """Where a text stands in an element."""
    content = next(element.content for element in draft.elements if element.id == element_id)
    start = content.index(text)
    return Place(element_id, Span(start, start + len(text)))


def proposal(draft: Draft, element_id: str, text: str, new: str | None, role: RollRole) -> Proposal:
    """A proposal at the first place of a text in an element."""
    at = place(draft, element_id, text)
    return Proposal(f"{element_id}:{at.span.start}", role, at, text, new, f"{text}的理由")


def proposals(draft: Draft) -> tuple[Proposal, ...]:
    """Three years, one of them kept, one thing that asks, and one that asks in three places."""
    year, event = RollRole.REPORT_YEAR, RollRole.EVENT
    return (
        proposal(draft, "e2", "2022年", "2023年", year),
        proposal(draft, "e2", "喜迎党的二十大", None, event),
        proposal(draft, "e2", "攻坚年", None, event),
        proposal(draft, "e3", "攻坚年", None, event),
        proposal(draft, "e4", "攻坚年", None, event),
        proposal(draft, "e4", "2022年", "2023年", year),
        proposal(draft, "e4", "2021年", "2021年", RollRole.HISTORY),
    )


def finding(draft: Draft, code: str, *places: tuple[str, str]) -> Finding:
    """A finding at texts of elements."""
    first, *others = [place(draft, element_id, text) for element_id, text in places]
    return Finding(code, Severity.WARNING, first, places[0][1], "为什么", None, tuple(others))


def titles(nodes: Sequence[Node]) -> list[str]:
    """What the lines of one level say first."""
    return [node.shown.title for node in nodes]


def listed_titles(model: ResultTreeModel) -> list[str]:
    """The lines of the top level as Qt gives them."""
    return [model.index(row, 0).data(Qt.ItemDataRole.DisplayRole) for row in range(model.rowCount())]
