"""Filled sheets as rows to look at: what stands where, in which order, and what can be taken."""

from pathlib import Path

import pytest

from core.model.change import apply
from core.model.draft import Draft
from core.workflows.drafting.editing import set_value
from core.workflows.yearly.collected import ReadRow, Standing, read_rows
from core.workflows.yearly.collecting import Collected, CollectionOrder, accepted, read_answers, send_sheets
from tests.builders import make_draft
from tests.filled import filled, with_units

REPORT = """
h1 一、|开展情况
h2 （一）|加强学习。‖选派{**}名干部，举办{g1:48}期。
h1 二、|存在问题
body |投入{1200}万元，再办{g1:48}期。
"""


@pytest.fixture
def draft() -> Draft:
    return with_units(make_draft(REPORT), {"f1": "名", "f2": "期", "f3": "万元", "f4": "期"})


class Post:
    """Sends sheets out and fills them in."""

    def __init__(self, draft: Draft, folder: Path) -> None:
        self.sent = [sheet.path for sheet in send_sheets(draft, folder, CollectionOrder())]

    def fill(self, number: int, values: dict[int, object], name: str = "", **top: object) -> Path:
        """A sheet with these values, under another name if one is given."""
        path = self.sent[number]
        target = path.with_name(name or path.name)
        target.write_bytes(filled(path.read_bytes(), values, **top))
        return target


@pytest.fixture
def post(draft: Draft, tmp_path: Path) -> Post:
    return Post(draft, tmp_path)


def rows(draft: Draft, *paths: Path) -> list[ReadRow]:
    return list(read_rows(draft, read_answers(draft, paths)))


def standings(found: list[ReadRow]) -> list[str]:
    return [row.standing.value for row in found]


def test_an_answer_shows_where_it_belongs_and_what_stands_there(draft: Draft, post: Post) -> None:
    row = rows(draft, post.fill(0, {1: 52}))[0]
    assert (row.section, row.label, row.unit) == ("（一）加强学习", "f2的数", "期")
    assert (row.prior, row.now, row.given) == ("48", "", "52")


def test_an_answer_says_who_when_and_which_file(draft: Draft, post: Post) -> None:
    row = rows(draft, post.fill(0, {1: 52}, "一.xlsx", unit="人事科", person="林一禾", day="2023-07-05"))[0]
    assert row.explanation == "人事科 林一禾，2023-07-05（一.xlsx）"


def test_two_sheets_that_differ_are_both_there_to_choose_from(draft: Draft, post: Post) -> None:
    found = rows(draft, post.fill(0, {1: 52}, "甲.xlsx"), post.fill(0, {1: 53}, "乙.xlsx"))[:2]
    assert standings(found) == ["conflict", "conflict"]
    assert [(row.given, row.answer and row.answer.value, row.field) for row in found] == [
        ("52", "52", "g1"),
        ("53", "53", "g1"),
    ]


def test_a_value_given_meanwhile_is_not_written_over(draft: Draft, post: Post) -> None:
    after = apply(draft, set_value(draft, "f2", "50"))
    row = rows(after, post.fill(0, {1: 52}))[0]
    assert (row.standing, row.now, row.given) == (Standing.FILLED, "50", "52")


def test_what_was_taken_already_is_told_apart(draft: Draft, post: Post) -> None:
    path = post.fill(0, {0: 9, 1: 52})
    after = apply(draft, accepted(draft, read_answers(draft, [path]).answers))
    assert standings(rows(after, path)) == ["same", "same"]


@pytest.mark.parametrize(
    ("value", "standing"), [("约五十", "doubtful"), ("12%", "refused"), ("=1+1", "refused"), (480000, "doubtful")]
)
def test_what_is_no_plain_number_is_not_ready(draft: Draft, post: Post, value: object, standing: str) -> None:
    assert standings(rows(draft, post.fill(0, {1: value})))[0] == standing


def test_a_file_that_is_no_sheet_is_a_row_with_a_sentence(draft: Draft, tmp_path: Path) -> None:
    (tmp_path / "坏.xlsx").write_bytes(b"PK")
    row = rows(draft, tmp_path / "坏.xlsx")[0]
    assert (row.standing, row.file, row.answer, row.field) == (Standing.UNREAD, "坏.xlsx", None, "")
    assert row.explanation.endswith("。")


def test_cells_left_empty_come_last(draft: Draft, post: Post) -> None:
    assert standings(rows(draft, post.fill(0, {1: 52}))) == ["ready", "empty"]


def test_rows_of_one_standing_stand_in_the_order_of_the_draft(draft: Draft, post: Post) -> None:
    found = rows(draft, post.fill(1, {0: 1300}), post.fill(0, {0: 9, 1: 52}))
    assert [row.label for row in found] == ["f1的数", "f2的数", "f3的数"]


def test_of_two_sheets_that_differ_the_one_taken_is_settled(draft: Draft, post: Post) -> None:
    paths = post.fill(0, {1: 52}, "甲.xlsx"), post.fill(0, {1: 53}, "乙.xlsx")
    after = apply(draft, set_value(draft, "f2", "52"))
    assert standings(rows(after, *paths))[:2] == ["filled", "same"]


def test_a_remark_beside_an_empty_cell_is_told(draft: Draft) -> None:
    row = read_rows(draft, Collected(unanswered=("f2",), remarks={"f2": "暂无"}))[0]
    assert row.explanation.startswith("备注：暂无。")
