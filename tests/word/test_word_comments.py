"""Comments on the text, judged by the validator and read by LibreOffice."""

from datetime import datetime
from pathlib import Path

import pytest

from core.workflows.checking.proof_file import comments_of, export_proof
from core.workflows.checking.proofreader import Proofreader
from core.workflows.exporting.options import ExportOptions
from core.workflows.layouts.files import layouts
from tests.builders import make_draft
from tests.word.office import convert, validator_errors

pytestmark = pytest.mark.word

SOURCE = """
title |青禾县档案馆2022年上半年工作总结
addressee |县委：
h1 一、|开展情况
h2 （一）|接收档案。‖接收档案320卷,整理{**}件。开展开展培训3期, 编印书籍2种。
h2 （三）|利用档案。‖查阅档案“2100卷次。
signature |青禾县档案馆
"""


def proof(folder: Path, layout: str) -> Path:
    draft = make_draft(SOURCE)
    found = Proofreader().draft(draft).findings
    target = folder / f"{layout}校对稿.docx"
    return export_proof(draft, found, target, ExportOptions(layout), datetime(2023, 7, 5)).value


@pytest.mark.parametrize("layout", layouts())
def test_a_proof_in_every_layout_is_valid(layout: str, tmp_path: Path) -> None:
    assert validator_errors(proof(tmp_path, layout)) == []


def test_another_program_reads_the_comments(tmp_path: Path) -> None:
    (read,) = convert([proof(tmp_path, "国标公文")], "fodt", tmp_path)
    text, draft = read.read_text("utf-8"), make_draft(SOURCE)
    assert text.count("<office:annotation ") == len(comments_of(draft, Proofreader().draft(draft).findings))
    assert "<dc:creator>拟稿</dc:creator>" in text
