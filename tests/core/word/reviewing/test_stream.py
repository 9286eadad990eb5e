"""Reading returned copies: the two views of public files are what pandoc gives (``review_cases/cases.json``)."""

import json
from typing import Any

import pytest

from core.model.review.returned_copy import ReturnedCopy
from core.review.views import ViewParagraph, final, original
from core.word.reviewing.stream import read_copy
from tests.conftest import SHARED

_FOLDER = SHARED / "review_cases"
_CASES = json.loads((_FOLDER / "cases.json").read_text("utf-8")) if _FOLDER.exists() else []
_HIDDEN = ("11_adeu.docx",)
"""Has hidden text, which pandoc shows and Nigao tells."""


def _copy(case: dict[str, Any]) -> ReturnedCopy:
    return read_copy((_FOLDER / case["name"]).read_bytes()).value


def _texts(paragraphs: tuple[ViewParagraph, ...]) -> list[str]:
    texts = ("".join(paragraph.text.split()) for paragraph in paragraphs)
    return [text for text in texts if text]


@pytest.mark.parametrize(
    "case", [case for case in _CASES if case["name"] not in _HIDDEN], ids=lambda case: case["name"]
)
def test_public_files_read_as_others_read_them(case: dict[str, Any]) -> None:
    copy = _copy(case)
    assert (_texts(final(copy)), _texts(original(copy))) == (case["accept"], case["reject"])
