"""Recognition of the real reports against the answers made by hand."""

import csv
from pathlib import Path

import pytest

from core.model.elements import Element, Role
from core.model.raw import RawDocument, RawParagraph
from core.parsing.inline_points import inline_points
from core.parsing.recognise import recognise
from tests.words import PHRASES

FOLDED = {Role.POINT: "body", Role.VOCATIVE: "body", Role.NOTE: "body", Role.SUBTITLE: "title"}


def elements_of(seed: Path) -> tuple[Element, ...]:
    lines = seed.read_text("utf-8").split("\n")
    return recognise(
        RawDocument(tuple(RawParagraph(text, number) for number, text in enumerate(lines, 1))), PHRASES
    ).value.elements


def answers(shared: Path, seed: Path, ending: str) -> list[dict[str, str]]:
    path = shared / "gold" / f"seed_{seed.name[:3]}{ending}"
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def row_of(element: Element) -> tuple[str, str, str]:
    if element.role is not Role.HEADING:
        return str(element.line), FOLDED.get(element.role, element.role.value), ""
    return str(element.line), f"h{element.level}", str(element.body_start or "")


@pytest.mark.shared
def test_roles_and_cuts(seed: Path, shared: Path) -> None:
    rows = [row for row in answers(shared, seed, ".tsv") if row["role"] != "blank"]
    expected = [
        (
            row["line"],
            {"point": "body"}.get(row["role"], row["role"]),
            row["body_start"] if row["role"][0] == "h" else "",
        )
        for row in rows
    ]
    assert [row_of(element) for element in elements_of(seed)] == expected


@pytest.mark.shared
def test_depth(seed: Path, shared: Path) -> None:
    expected = [(row["line"], row["depth"]) for row in answers(shared, seed, ".tsv") if row["role"][0] == "h"]
    assert [(str(e.line), str(e.depth)) for e in elements_of(seed) if e.role is Role.HEADING] == expected


@pytest.mark.shared
def test_inline_points(seed: Path, shared: Path) -> None:
    starts = [0]
    for text in seed.read_text("utf-8").split("\n"):
        starts.append(starts[-1] + len(text) + 1)
    found = [
        tuple(starts[element.line - 1] + edge for edge in (point.marker.start, point.head.start, point.head.end))
        for element in elements_of(seed)
        for point in inline_points(element)
    ]
    rows = answers(shared, seed, ".points.tsv")
    assert found == [(int(row["start"]), int(row["head_start"]), int(row["head_end"])) for row in rows]
