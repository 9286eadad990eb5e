"""The account of an import closes: what a file holds was understood, kept or told."""

import pytest

from core.word.reading.document import read_word
from tests.builders_docx import docx, p, r, table
from tests.core.word.reading.test_word_reading_tables import DOWN, ON, tbl, tc, tr

FORMULA = (
    '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>a</m:t></m:r></m:oMath>'
)


@pytest.mark.parametrize(
    "blocks",
    [
        pytest.param((p("正文"), p()), id="text"),
        pytest.param((p("正文" * 30), table((p("甲"), p("乙")), (p("丙"), p("")))), id="a table"),
        pytest.param(
            (p("正文" * 30), tbl(tr(tc("甲", DOWN), tc("乙")), tr(tc("藏着的字", ON), tc("丙")))),
            id="words in a covered cell",
        ),
        pytest.param((p("正文"), p(FORMULA)), id="a formula alone"),
        pytest.param(
            (p("正文"), p(r("留下"), "<w:del><w:r><w:delText>去掉</w:delText></w:r></w:del>")), id="revisions"
        ),
    ],
)
def test_what_a_file_holds_is_understood_kept_or_told(blocks: tuple[str, ...]) -> None:
    account = read_word(docx(*blocks)).value.account
    assert account["source"]["characters"] > 0
    for thing, count in account["source"].items():
        assert count == sum(account[side][thing] for side in ("understood", "kept", "told")), thing
