"""征求意见采纳情况表: counts, missing reasons, both kinds of files."""

import io
from dataclasses import replace

import pytest
from docx import Document
from openpyxl import load_workbook

from core.errors import BadUse
from core.workflows.signoff.opinions import (
    LACKS_REASON,
    Opinion,
    OpinionState,
    head_line,
    lacking_reasons,
    opinions_table,
    table_bytes,
)

OPINIONS = (
    Opinion("财政局", "二、项目", "投资500万元", "改为480万元", OpinionState.TAKEN),
    Opinion("财政局", "二、项目", "新建三处", "删去", OpinionState.REFUSED, "已经验收"),
    Opinion("农业局", "三、打算", "力争完成", "改为确保", OpinionState.PART),
    Opinion("民政局", state=OpinionState.NONE),
)


def test_the_head_line_is_counted_from_the_states() -> None:
    assert head_line(OPINIONS) == "征求3个单位意见，收到3条，采纳1、部分采纳1、不采纳1。"


def test_what_is_undecided_is_said() -> None:
    assert head_line((Opinion("财政局", words="改"),)) == "征求1个单位意见，收到1条，采纳0、部分采纳0、不采纳0，未定1。"


def test_a_refusal_without_a_reason_is_listed_and_marked() -> None:
    assert lacking_reasons(OPINIONS) == ("第3条 农业局：改为确保",)
    assert [row[5] for row in opinions_table("", OPINIONS).rows] == ["", "已经验收", LACKS_REASON, ""]


def test_a_list_of_opinions_has_one_full_stop_at_its_end() -> None:
    opinions = (replace(OPINIONS[2], words="“力争”改为“确保”。"), replace(OPINIONS[2], words="核对数字；"))
    assert lacking_reasons(opinions) == ("第1条 农业局：“力争”改为“确保”", "第2条 农业局：核对数字")


def test_the_word_file_has_every_cell() -> None:
    table = Document(io.BytesIO(table_bytes(opinions_table("总结", OPINIONS), ".docx"))).tables[0]
    assert [cell.text for cell in table.rows[1].cells] == [
        "1",
        "财政局",
        "二、项目\n投资500万元",
        "改为480万元",
        "采纳",
        "",
        "",
    ]


def test_the_sheet_has_every_row() -> None:
    sheet = load_workbook(io.BytesIO(table_bytes(opinions_table("总结", OPINIONS), ".xlsx"))).active
    assert [row[1].value for row in sheet.iter_rows(min_row=4)] == ["财政局", "财政局", "农业局", "民政局"]


def test_equal_tables_give_equal_bytes() -> None:
    table = opinions_table("总结", OPINIONS)
    assert table_bytes(table, ".docx") == table_bytes(table, ".docx")


def test_other_endings_are_refused() -> None:
    with pytest.raises(BadUse):
        table_bytes(opinions_table("", OPINIONS), ".pdf")
