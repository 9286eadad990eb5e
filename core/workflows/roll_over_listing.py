"""What the command line shows of proposals: the stable JSON shape, and the same as Chinese text."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from core.model.draft import Draft
from core.model.elements import Element
from core.model.proposal import Proposal, RollRole
from core.workflows.reports import Report

ROLE_NAMES: Mapping[RollRole, str] = MappingProxyType(
    {
        RollRole.REPORT_YEAR: "报告年度",
        RollRole.BASE_YEAR: "上年",
        RollRole.RELATIVE: "相对年份",
        RollRole.PERIOD: "时段",
        RollRole.RANGE: "起止时间",
        RollRole.NAMED_DOCUMENT: "文件名称",
        RollRole.HISTORY: "历史年份",
        RollRole.PLAN: "计划年份",
        RollRole.DATED_REFERENCE: "时效提法",
        RollRole.EVENT: "当年大事",
        RollRole.MEETING_NUMBER: "届次",
        RollRole.ANNIVERSARY: "周年",
        RollRole.DAY: "具体日期",
        RollRole.CARD: "单位名片",
    }
)

Shape = dict[str, Any]


def draft_proposals(proposals: Iterable[Proposal], draft: Draft) -> Shape:
    """The JSON object of ``rollover DRAFT --json``: ``line`` is the element's place in the draft."""
    return rollover_shape(proposals, {e.id: (n, e) for n, e in enumerate(draft.elements, 1)})


def report_proposals(proposals: Iterable[Proposal], report: Report) -> Shape:
    """The JSON object of ``rollover FILE --json``: ``line`` is the paragraph in the source."""
    return rollover_shape(proposals, {e.id: (e.line, e) for e in report.document.elements})


def rollover_shape(proposals: Iterable[Proposal], places: Mapping[str, tuple[int, Element]]) -> Shape:
    """Proposals with the lines and elements of their ids; ``start`` and ``end`` count from the start of the paragraph.

    ``replacement`` equal to ``text`` means kept, null that a person has to decide.
    """
    return {"proposals": [_shape(proposal, *places[proposal.place.element_id]) for proposal in proposals]}


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
    }


def rollover_text(proposals: Iterable[Proposal]) -> str:
    """The proposals as a clerk reads them, one line for each: role, 原文 → 建议, reason."""
    return "\n".join(_line(proposal) for proposal in proposals)


def _line(proposal: Proposal) -> str:
    if proposal.is_kept:
        told = f"{proposal.text}（不变）"
    elif proposal.asks:
        told = f"{proposal.text} → 请核定"
    else:
        told = f"{proposal.text} → {proposal.replacement or '（删去）'}"
    return f"〔{ROLE_NAMES[proposal.role]}〕{told}　{proposal.reason}"
