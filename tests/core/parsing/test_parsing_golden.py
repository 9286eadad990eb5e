"""Golden pairs: reports in many shapes beside the answer written by hand."""

import csv
from pathlib import Path

import pytest

from core.model.document import Document
from core.model.elements import Element, Role
from core.model.raw import RawDocument, RawParagraph
from core.parsing.recognise import recognise
from tests.words import PHRASES

GOLDEN = Path(__file__).resolve().parents[2] / "golden"
PAIRS = sorted(GOLDEN.glob("*.tsv"))


def recognised(answer: Path) -> Document:
    lines = answer.with_suffix(".txt").read_text("utf-8").split("\n")
    return recognise(
        RawDocument(tuple(RawParagraph(text, number) for number, text in enumerate(lines, 1))), PHRASES
    ).value


def split_answer(answer: Path) -> tuple[dict[str, str], list[dict[str, str]]]:
    lines = answer.read_text("utf-8").splitlines()
    heads = dict(line[2:].split("=", 1) for line in lines if line.startswith("# "))
    rows = [line for line in lines if not line.startswith("#")]
    return heads, list(csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE))


def row_of(element: Element) -> dict[str, str]:
    heading = element.role is Role.HEADING
    start = element.body_start if heading else None
    return {
        "line": str(element.line),
        "role": element.role.value,
        "level": str(element.level) if heading else "",
        "depth": str(element.depth) if heading else "",
        "body_start": "" if start is None else str(start),
    }


def test_there_are_a_dozen_pairs() -> None:
    assert len(PAIRS) >= 12
    assert all(path.with_suffix(".txt").exists() for path in PAIRS)


@pytest.mark.parametrize("answer", PAIRS, ids=lambda path: path.stem)
def test_roles_and_run_in_cuts(answer: Path) -> None:
    _, rows = split_answer(answer)
    assert [row_of(element) for element in recognised(answer).elements] == rows


@pytest.mark.parametrize("answer", PAIRS, ids=lambda path: path.stem)
def test_title_kind_and_numbering(answer: Path) -> None:
    heads, _ = split_answer(answer)
    document = recognised(answer)
    mode = document.numbering.mode.value + str(document.numbering.level or "")
    assert (document.title or "-", document.kind or "-", mode) == (heads["title"], heads["kind"], heads["numbering"])
