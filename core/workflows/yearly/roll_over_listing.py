"""Proposals on the command line: the stable JSON shape, and the same as Chinese text."""

from collections.abc import Iterable, Mapping
from typing import Any

from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.proposal import COPY, Proposal, RollRole
from core.workflows.importing.base_years import BasisYear, is_held, year_notices
from core.workflows.importing.line_places import LinePlaces
from core.workflows.importing.listing import cell_shapes
from core.workflows.importing.reports import Report
from core.workflows.messages import notice_shape
from core.workflows.yearly.proposal_text import proposed_change_text
from core.workflows.yearly.role_names import ROLE_NAMES

Shape = dict[str, Any]
Place = tuple[int, Element]
BESIDE = 12  # characters shown around a place
LONGEST = 30  # characters shown of a heading


def draft_proposals(proposals: Iterable[Proposal], draft: Draft) -> Shape:
    """The JSON object of ``rollover DRAFT --json``: ``line`` is the element's place in the draft."""
    return rollover_shape(proposals, draft_places(draft))


def draft_places(draft: Draft) -> Mapping[str, Place]:
    """The elements of a draft with their places in it."""
    return {element.id: (number, element) for number, element in enumerate(draft.elements, 1)}


def report_places(report: Report) -> Mapping[str, Place]:
    """The elements of a file with their paragraphs in the source."""
    return {element.id: (element.line, element) for element in report.document.elements}


def rollover_shape(proposals: Iterable[Proposal], places: Mapping[str, Place]) -> Shape:
    """Proposals with the lines and elements of their ids; ``start`` and ``end`` count from the start of the paragraph.

    ``replacement`` equal to ``text`` means kept, null that the user has to decide; ``suggestion`` is the likely
    decision.
    """
    cells = cell_shapes([element for _, element in places.values()])
    return {
        "proposals": [
            {**_shape(proposal, *places[proposal.place.element_id]), **_in_table(proposal, cells)}
            for proposal in proposals
        ]
    }


def _in_table(proposal: Proposal, cells: Mapping[str, Shape]) -> Shape:
    """Where a proposal stands in a table; of a whole table every cell that changes, ``added`` those of a new line."""
    if proposal.role is not RollRole.TABLE:
        return cells.get(proposal.place.element_id, {})
    shapes = []
    for each in proposal.cells:
        own = each.element_id.removeprefix(COPY)
        shape = {**cells.get(own, {}), "fate": each.fate.value, "before": each.before, "after": each.after}
        shapes.append({**shape, "added": own != each.element_id})
    return {"table": shapes[0].get("table") if shapes else None, "cells": shapes}


def years_shape(years: Iterable[BasisYear]) -> list[Shape]:
    """The notices about unconfirmed years, as in every ``--json``; ``years`` are the candidates."""
    return [
        {**notice_shape(notice), "years": [candidate.year for candidate in year.candidates]}
        for year in years
        for notice in year_notices([year])
    ]


def _shape(proposal: Proposal, line: int, element: Element) -> Shape:
    before, span = len(element.prefix), proposal.place.span
    return {
        "id": proposal.id,
        "role": proposal.role.value,
        "line": line,
        "start": before + span.start,
        "end": before + span.end,
        "text": proposal.text,
        "replacement": proposal.replacement,
        "reason": proposal.reason,
        "suggestion": proposal.suggestion,
    }


def rollover_text(proposals: Iterable[Proposal], places: Mapping[str, Place]) -> str:
    """The proposals as text, under the headings of their sections, one line for each: line of the text, role, 原文 → 建议,
    the words around it, reason. An unconfirmed year of a document is mentioned once."""
    sections = section_headings(element for _, element in places.values())
    lines: list[str] = []
    section = ""
    waits: set[str] = set()
    found = [element for _, element in places.values()]
    named = LinePlaces(found, {element.id: line for line, element in places.values()})
    for proposal in proposals:
        line, element = places[proposal.place.element_id]
        if sections[element.id] != section:
            section = sections[element.id]
            lines.append(f"【{section}】")
        reason = "" if proposal.reason in waits else f"　{proposal.reason}"
        lines.append(
            f"{named.name(line)}〔{ROLE_NAMES[proposal.role]}〕{_change_in_context(proposal, element)}{reason}"
        )
        waits.update([proposal.reason] if is_held(proposal) else [])
    return "\n".join(lines)


def _change_in_context(proposal: Proposal, element: Element) -> str:
    content, span = element.content, proposal.place.span
    start = max(span.start - BESIDE, 0)
    around = (
        f"“{'…' if start else ''}{content[start : span.end + BESIDE]}{'…' if span.end + BESIDE < len(content) else ''}”"
    )
    if not content:
        around = ""  # an empty cell, or the paragraph of a table
    if proposal.is_kept:
        return f"{proposal.text}（不变）{around}"
    return proposed_change_text(proposal, content, "请核定", "（删去）") + around


def section_headings(elements: Iterable[Element]) -> Mapping[str, str]:
    """The heading above each element, shortened."""
    found: dict[str, str] = {}
    heading = ""
    for element in elements:
        if element.role is Role.HEADING and element.depth <= 1:
            heading = (element.prefix.strip() + element.heading)[:LONGEST]
        found[element.id] = heading
    return found
