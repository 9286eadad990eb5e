"""Whole documents as very different houses write them: every line gets its role, and the title is the title."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.model.elements import Element, Role
from core.parsing.recognise import recognise
from core.readers.text import read_text
from tests.words import PHRASES

FILE = Path(__file__).resolve().parents[2] / "houses" / "reports.txt"
OF_ATTACHED = (Role.ATTACHMENT_MARK, Role.ATTACHMENT_TITLE)
LETTERS = dict(
    zip(
        (role for role in Role if role not in (Role.HEADING, Role.TABLE, Role.CELL, Role.FIGURE, *OF_ATTACHED)),
        ("T", "S", "N", "A", "P", "I", "B", "V", "C", "G", "D", "F", "R", "X", "O"),
        strict=True,
    )
)
Labelled = tuple[str, list[tuple[str, str]]]


def documents() -> Iterator[object]:
    for block in re.split(r"^@@", FILE.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        head, *lines = block.strip("\n").split("\n")
        name, _, title = head.partition("|")
        labelled = [(label, text) for label, _, text in (line.partition("|") for line in lines)]
        yield pytest.param((title, labelled), id=name)


def label_of(element: Element | None) -> str:
    if element is None:
        return "-"
    if element.role is Role.HEADING:
        return ("h" if element.run_in else "H") + str(element.depth)
    return LETTERS[Role.ATTACHMENT if element.role in OF_ATTACHED else element.role]


@pytest.mark.parametrize("labelled", list(documents()))
def test_every_line_has_its_role_and_the_title_is_whole(labelled: Labelled) -> None:
    title, lines = labelled
    raw = read_text("\n".join(text for _, text in lines).encode()).value
    document = recognise(raw, PHRASES).value
    found = {element.line: element for element in document.elements}
    assert [label_of(found.get(number)) for number in range(1, len(lines) + 1)] == [label for label, _ in lines]
    assert (document.title or "").replace(" ", "") == title.replace(" ", "")
