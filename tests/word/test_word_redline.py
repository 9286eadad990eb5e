"""Redlines, judged by Microsoft's validator; LibreOffice reads the new version with its revisions."""

import random
from pathlib import Path

import pytest

from tests.core.word.redline.pairs import pair
from tests.core.word.redline.test_redline_laws import redlined
from tests.word.office import convert, validator_errors

pytestmark = pytest.mark.word


@pytest.mark.parametrize("number", range(6))
def test_a_redline_is_valid(number: int, tmp_path: Path) -> None:
    made = pair(random.Random(number))
    target = tmp_path / "花脸稿.docx"
    target.write_bytes(redlined(made.old, made.new))
    assert validator_errors(target) == []


def test_another_program_reads_the_revisions(tmp_path: Path) -> None:
    target = tmp_path / "redline.docx"
    target.write_bytes(redlined(["一、各项工作按期完成", "二、抓好落实"], ["一、各项工作提前完成"]))
    (read,) = convert([target], "fodt", tmp_path)
    text = read.read_text("utf-8")
    assert ("<text:deletion>" in text, "<text:insertion>" in text) == (True, True)
