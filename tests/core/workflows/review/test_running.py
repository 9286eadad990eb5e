"""The queue of a review and the running text around its changes."""

import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from core.model.review.changes import ReviewState
from core.workflows.drafting.report_draft import draft_of
from core.workflows.drafting.session import create_session
from core.workflows.exporting.export import export_draft
from core.workflows.exporting.options import ExportOptions
from core.workflows.importing.reports import recognise_report
from core.workflows.review.arrivals import gathered, read_arrivals
from core.workflows.review.queue import ReviewQueue, ReviewSort, review_queue
from core.workflows.review.running import PieceLook, RunningPiece, running_text
from tests.builders import make_draft
from tests.builders_docx import docx, p
from tests.core.word.reading.test_word_reading_tables import tbl, tc, tr

DRAFT = """h1 一、|工作情况
h2 （一）|接收档案。‖接收档案{490}卷，方便群众查阅。
body |全馆同志齐心协力，完成了各项任务。
body |其他工作照常进行，没有发生事故。"""
Read = Callable[..., ReviewQueue]


@pytest.fixture(name="read")
def read_fixture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """The queue of copies, each by its name and the words replaced in it."""
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    session = create_session(tmp_path / "今年.nigao", make_draft(DRAFT), datetime.now)
    export_draft(session.draft, tmp_path / "发出.docx", ExportOptions(marks=False))
    session.close()

    def read(*copies: tuple[str, str, str]) -> ReviewQueue:
        files = []
        for name, old, new in copies:
            files.append(tmp_path / f"{name}.docx")
            with zipfile.ZipFile(tmp_path / "发出.docx") as source, zipfile.ZipFile(files[-1], "w") as target:
                target.comment = name.encode()  # two people never send the same bytes
                for part in source.namelist():
                    data = source.read(part)
                    is_main = part == "word/document.xml"
                    target.writestr(part, data.decode().replace(old, new).encode() if is_main else data)
        found = read_arrivals(session.path, files, datetime(2026, 7, 3))
        return review_queue(gathered(session.draft, found.copies), session.draft)

    return read


def _pieces(queue: ReviewQueue, element_id: str) -> list[RunningPiece]:
    shown = running_text(queue, element_id)
    return [piece for each in shown.paragraphs if element_id in each.elements for piece in each.pieces]


def test_an_edit_is_shown_as_old_and_new_words_with_the_name(read: Read) -> None:
    pieces = _pieces(read(("王", "490", "512")), "e2")
    assert [(piece.look, piece.text) for piece in pieces[1:4]] == [
        (PieceLook.OLD, "490"),
        (PieceLook.NEW, "512"),
        (PieceLook.REMARK, "〔王〕"),
    ]


def test_without_what_is_put_in_the_text_is_that_of_the_draft(read: Read) -> None:
    queue = read(("王", "490卷", "512卷（含电子）"), ("李", "方便群众", "便利群众"))
    for element in queue.review.draft.elements:
        kept = (piece.text for piece in _pieces(queue, element.id) if piece.look in (PieceLook.PLAIN, PieceLook.OLD))
        assert "".join(kept) == element.text


def test_what_two_say_differently_is_one_item_with_two_sides(read: Read) -> None:
    (item,) = read(("王", "490", "512"), ("李", "490", "530")).items
    assert (item.state, [side.people for side in item.sides]) == (ReviewState.CONFLICT, ["王", "李"])


def test_what_two_say_alike_is_one_side_of_both(read: Read) -> None:
    (item,) = read(("王", "490", "512"), ("李", "490", "512")).items
    assert (item.state, item.sides[0].who) == (ReviewState.OPEN, ("王", "李"))


@pytest.mark.parametrize(
    ("old", "new", "sort"), [("490", "512", ReviewSort.NUMBER), ("齐心", "同心", ReviewSort.WORDS)]
)
def test_numbers_can_be_taken_together(read: Read, old: str, new: str, sort: ReviewSort) -> None:
    queue = read(("王", old, new))
    assert [item.sort for item in queue.items] == [sort]
    assert len(queue.plain(sort=ReviewSort.NUMBER)) == (sort is ReviewSort.NUMBER)


def test_only_the_paragraphs_around_are_shown_and_the_others_counted(read: Read) -> None:
    shown = running_text(read(("王", "490", "512")), "e2", around=1)
    assert (len(shown.paragraphs), shown.before, shown.behind) == (3, 0, 1)


def test_a_row_of_a_table_around_a_change_counts_as_one_paragraph(read: Read) -> None:
    queue = read(("王", "490", "512"))
    made = recognise_report(
        "表.docx", docx(p("一、工作情况"), tbl(*(tr(*map(tc, "甲乙丙丁")) for _ in range(6))), p("完成了各项任务。"))
    ).value
    draft = draft_of(made.document)
    queue = replace(queue, review=replace(queue.review, draft=draft))
    shown = running_text(queue, draft.elements[0].id, 4)
    assert [len(each.elements) for each in shown.paragraphs if each.is_cell] == [1, 4, 4, 4]
