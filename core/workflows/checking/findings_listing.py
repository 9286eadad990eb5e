"""Findings on the command line: the stable JSON shape, and the same as Chinese text."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from core.model.elements import Element
from core.model.finding import SEVERITY_NAMES, Finding
from core.model.spans import Place
from core.workflows.checking.findings import shown_span
from core.workflows.importing.line_places import LinePlaces
from core.workflows.importing.listing import cell_shapes
from core.workflows.yearly.roll_over_listing import section_headings

LONGEST = 40
"""Characters of a finding's text shown on one line of a terminal."""

SHORT, BESIDE = 8, 8
"""Characters of what is shown with the words around it, and how many of these on each side."""

MARKS: Mapping[str, str] = MappingProxyType(
    {"“": "前引号", "”": "后引号", "‘": "前单引号", "’": "后单引号", '"': "英文引号", "'": "英文单引号", " ": "空格"}
)
"""Characters that cannot be told from the marks around them."""

Shape = dict[str, Any]


def findings_shape(elements: Sequence[Element], lines: Mapping[str, int], findings: Iterable[Finding]) -> Shape:
    """The JSON object of ``check --json``; ``lines`` says which paragraph of the source or draft an element is.

    ``start`` and ``end`` are offsets in the paragraph, of a finding about an ordinal those of the ordinal; ``places``
    are all places of a finding that has several. A place in a cell has its ``table``, ``row`` and ``column``, too.
    """
    known = {element.id: element for element in elements}
    cells = cell_shapes(elements)
    return {"findings": [_shape(finding, lines, known, cells) for finding in findings]}


def _shape(
    finding: Finding, lines: Mapping[str, int], known: Mapping[str, Element], cells: Mapping[str, Shape]
) -> Shape:
    places = [
        {**_place(finding, place, lines, known[place.element_id]), **cells.get(place.element_id, {})}
        for place in (finding.place, *finding.others)
    ]
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        **places[0],
        "text": finding.text,
        "message": finding.message,
        "replacement": finding.replacement,
        "places": places,
    }


def _place(finding: Finding, place: Place, lines: Mapping[str, int], element: Element) -> Shape:
    start, end = shown_span(element, finding, place)
    return {"line": lines[place.element_id], "start": start, "end": end}


def line_sections(elements: Sequence[Element], lines: Mapping[str, int]) -> Mapping[int, str]:
    """The section heading above each paragraph of the source or draft."""
    headings = section_headings(elements)
    return {lines[element.id]: headings[element.id] for element in elements}


def line_texts(elements: Sequence[Element], lines: Mapping[str, int]) -> Mapping[int, str]:
    """The whole text of each paragraph of the source or draft."""
    return {lines[element.id]: element.text for element in elements}


def problems_text(shape: Shape, sections: Mapping[int, str], texts: Mapping[int, str], places: LinePlaces) -> str:
    """The findings as text, from the beginning of the report under the headings of ``line_sections``, two lines each:
    place, severity and, for a short text, the words around it; then the explanation. Ends with the counts."""
    found = sorted(shape["findings"], key=lambda one: one["line"])
    counted = {name: sum(one["severity"] == code for one in found) for code, name in SEVERITY_NAMES.items()}
    total = "，".join(f"{name}{count}" for name, count in counted.items() if count)
    lines: list[str] = []
    section = ""
    for one in found:
        if sections.get(one["line"], "") != section:
            section = sections.get(one["line"], "")
            lines.append(f"【{section}】")
        lines += _lines(one, texts.get(one["line"], ""), places)
    return "\n".join([*lines, f"共{len(found)}个问题：{total}。"]) if found else "没有发现问题。"


def _lines(one: Shape, paragraph: str, places: LinePlaces) -> tuple[str, str]:
    text = one["text"] if len(one["text"]) <= LONGEST else one["text"][:LONGEST] + "……"
    new = "" if one["replacement"] is None else f" → {_quoted(one['replacement'])}" if one["replacement"] else " → 删去"
    several = f"（{len(one['places'])}处）" if len(one["places"]) > 1 else ""
    where = f"{places.name(one['line'])}　{SEVERITY_NAMES[one['severity']]}　{_quoted(text)}{new}{several}"
    return where + _around(one, paragraph), f"　　{one['message']}"


def _around(one: Shape, paragraph: str) -> str:
    """The words around a short text, which may occur in the paragraph many times."""
    start, end = one["start"], one["end"]
    if not 0 < end - start <= SHORT:
        return ""
    first, last = max(start - BESIDE, 0), min(end + BESIDE, len(paragraph))
    return f"　{'…' * bool(first)}{paragraph[first:last].strip()}{'…' * (last < len(paragraph))}"


def _quoted(text: str) -> str:
    return MARKS.get(text) or f"“{text}”"
