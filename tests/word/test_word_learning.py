"""Learned layouts before the judges: what is exported through them is as valid as the file they come from."""

from dataclasses import replace

import pytest

from core.word.writing.document import write_word
from core.workflows.drafting.report_draft import draft_of
from core.workflows.importing.reports import recognise_report
from core.workflows.layouts.learning import learn_bytes
from core.workflows.layouts.usage import load_usable
from tests.finished.heads import LINE_HEAD, PLAIN_FOOT, PLAIN_HEAD, TABLE_FOOT, TABLE_HEAD
from tests.finished.houses import HOUSES
from tests.finished.report import FOOTER, House, finished, usual_looks
from tests.word.office import validator_errors

pytestmark = pytest.mark.word
FRAMES = {
    "plain_head": House(usual_looks(), head=PLAIN_HEAD, foot=TABLE_FOOT, footer=FOOTER),
    "table_head": House(usual_looks(), head=TABLE_HEAD, foot=PLAIN_FOOT, footer=FOOTER),
    "line_head": House(usual_looks(), head=LINE_HEAD, header=FOOTER),
}


@pytest.mark.parametrize("name", [*HOUSES, *FRAMES])
def test_what_is_exported_through_a_learned_layout_is_valid(name, tmp_path):
    house = {**HOUSES, **FRAMES}[name]
    layout = learn_bytes("材料.docx", finished(house)).value.layout
    bare = finished(replace(house, head="", foot="", header="", footer=""), 2023)
    draft = draft_of(recognise_report("今年.docx", bare).value.document)
    path = tmp_path / "今年.docx"
    path.write_bytes(write_word(draft, load_usable(layout), False, "k").value)
    assert validator_errors(path) == []
