"""Empty cells that wait for a value are seen in a file for review, and in no other."""

import io
import zipfile

import pytest

from core.word.writing.document import write_word
from tests.tables import table_draft
from tests.word_files import usual_layout

SOURCE = """指标 | 2023年 | 2024年
收购量（吨） | 410 | /
库存量（吨） | 96 | 88
轮换量（吨） | 35 | 32"""


@pytest.mark.parametrize(("marks", "count"), [(True, 1), (False, 0)])
def test_an_open_cell_is_shaded_in_a_file_for_review(marks: bool, count: int) -> None:
    data = write_word(table_draft(SOURCE), usual_layout(), marks, "abcd1234").value
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        xml = file.read("word/document.xml").decode()
    assert xml.count('w:fill="FFFF00"') == count
