"""三栏对照表: a row for each change with the sentence around it."""

import pytest

from core.model.review.redline import RedlineBlock, RedlineRow
from core.model.tables.paper_table import PaperCell
from core.review.redlining import redline_plan
from core.review.three_columns import ChangeGroup, ComparedRow, compared_rows

HEAD = RedlineBlock("一、工作情况")


def rows(old: list[str], new: list[str]) -> tuple[ComparedRow, ...]:
    """The rows of two lists of paragraphs below one heading."""
    one, two = ([HEAD, *map(RedlineBlock, side)] for side in (old, new))
    return compared_rows(redline_plan(one, two), one, two)


def words(cell: PaperCell) -> str:
    """A cell with what is struck in brackets and what is bold in stars."""
    return "".join(f"[{run.text}]" if run.is_struck else f"*{run.text}*" if run.is_bold else run.text for run in cell)


@pytest.mark.parametrize(
    ("old", "new", "left", "right", "what"),
    [
        (
            "开头一句。投资500万元。末尾一句。",
            "开头一句。投资600万元。末尾一句。",
            "……投资[500]万元。……",
            "……投资*600*万元。……",
            "",
        ),
        ("各项任务完成。", "各项任务全部完成。", "各项任务完成。", "各项任务*全部*完成。", ""),
        ("甲乡按时报送了材料。乙乡验收合格。", "甲乡按时报送了材料。\n乙乡验收合格。", "……乙乡验收合格。", "", "分段"),
    ],
)
def test_only_the_sentences_around_a_change_are_shown(old: str, new: str, left: str, right: str, what: str) -> None:
    (row,) = rows([old], new.split("\n"))
    assert (what == row.what, not right or words(row.old) == left, not right or words(row.new) == right) == (True,) * 3


def test_rows_stand_under_their_section() -> None:
    assert {row.section for row in rows(["各项任务完成。"], ["各项任务全部完成。"])} == {"一、工作情况"}


@pytest.mark.parametrize(
    ("old", "new", "group"),
    [
        ("投资500万元。", "投资600万元。", ChangeGroup.NUMBERS),
        ("投资500万元。", "投资500多万元。", ChangeGroup.WORDING),
        ("投资500万元。", "投资约600万元。", ChangeGroup.WORDING),
    ],
)
def test_figures_and_wording_are_told_apart(old: str, new: str, group: ChangeGroup) -> None:
    assert [row.group for row in rows([old], [new])] == [group]


def test_whole_paragraphs_are_struck_or_bold() -> None:
    gone, new = rows(["加强水资源管理，落实制度。"], ["新建渠道三条，全部通水。"])
    assert (words(gone.old), gone.new, words(new.new), gone.what, new.what) == (
        "[加强水资源管理，落实制度。]",
        (),
        "*新建渠道三条，全部通水。*",
        "删去",
        "新增",
    )


def test_a_cell_is_named_by_the_head_of_its_row() -> None:
    shape = ((1, ""), (1, ""))
    old, new = ([RedlineBlock("", (), (RedlineRow(("水务站", text), shape),))] for text in ("320", "350"))
    (row,) = compared_rows(redline_plan(old, new), old, new)
    assert (words(row.old), words(row.new)) == ("水务站：[320]", "水务站：*350*")


def test_objects_are_named() -> None:
    one, two = "\U000f0000", "\U000f0001"
    found = rows(["各项任务完成。", one, f"见{one}所示。"], ["各项任务完成。", two, f"见{two}所示。"])
    assert {(words(row.old), words(row.new), row.what) for row in found} == {
        ("[〔图片或对象〕]", "", "删去图片或对象"),
        ("", "*〔图片或对象〕*", "新增图片或对象"),
        ("见[〔图片或对象〕]所示。", "见*〔图片或对象〕*所示。", ""),
    }
