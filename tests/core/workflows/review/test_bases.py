"""Which version a returned copy is compared with, also where several drafts count their versions alike."""

import io
import shutil
import zipfile
from contextlib import closing
from datetime import datetime
from pathlib import Path

import docx
import pytest

from core.cli.main import run
from core.editing.text.paragraphs import TypedParagraph, take_over
from core.model.review.changes import ReviewChange, ReviewState
from core.package import open_package
from core.word.package_writer import write_package
from core.workflows.drafting.session import create_session, open_session
from core.workflows.review.copies import CopyReview
from core.workflows.review.queue import review_queue
from core.workflows.review.returned import read_returned
from core.workflows.review.taking import ALL, review_states, take, wanted
from tests.builders import make_draft
from tests.screen import SCREEN

DRAFT = """title |青禾县档案馆工作总结
h1 一、|工作情况
body |接收档案490卷，整理档案320卷，方便群众查阅。
body |编印年鉴1000册，送到各村。
body |下一步，认真整改。"""
MINE, COPY = Path("今年.nigao"), Path("副本.nigao")
NOW = datetime(2026, 7, 6, 9)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a draft that was not sent out yet."""
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    create_session(MINE, make_draft(DRAFT), datetime.now).close()
    return tmp_path


def edited(draft: Path, old: str, new: str) -> None:
    with closing(open_session(draft, datetime.now).value) as session:
        element = next(each for each in session.draft.elements if old in each.text)
        typed = TypedParagraph(element.id, element.content.replace(old, new), ())
        session.do(take_over(session.draft, [element.id], [typed]))


def exported(draft: Path, name: str) -> Path:
    assert run(["export", str(draft), "-o", name, "--no-marks"], SCREEN) in (0, 1)
    return Path(name)


def returned(file: Path) -> tuple[CopyReview, list[str]]:
    found = read_returned(MINE, [file], {}, NOW)
    return found.value.copies[0], [notice.code for notice in found.notices]


def words(changes: tuple[ReviewChange, ...]) -> list[tuple[str, str]]:
    return [(change.old, change.new) for change in changes]


def altered(file: Path, part: str, old: str, new: str) -> Path:
    """The file with other words in one part, as a program that records nothing writes them."""
    parts = open_package(file.read_bytes())
    text = parts[part].decode()
    assert old in text
    file.write_bytes(write_package({**parts, part: text.replace(old, new).encode()}))
    return file


def test_the_file_holds_the_checksum_of_what_it_printed(folder: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(exported(MINE, "发出.docx").read_bytes())) as package:
        assert package.testzip() is None
        assert b"_GW_abcd1234_v1_" in package.read("docProps/custom.xml")


def test_a_copy_of_the_named_version_is_compared_with_it(folder: Path) -> None:
    file = altered(exported(MINE, "发出.docx"), "word/document.xml", "认真整改", "逐条整改")
    edited(MINE, "320", "356")
    exported(MINE, "又发.docx")
    copy, codes = returned(file)
    assert (copy.base.version, copy.base.found) == (1, "bookmark")
    assert words(copy.changes) == [("认真", "逐条")]
    assert "review_base_mismatch" not in codes


def test_the_same_number_of_another_draft_is_told(folder: Path) -> None:
    shutil.copy(MINE, COPY)
    edited(COPY, "认真整改", "逐条整改")
    file = exported(COPY, "同事.docx")
    edited(MINE, "320", "356")
    exported(MINE, "我.docx")
    copy, codes = returned(file)
    assert copy.base.found == "mismatch"
    assert "review_base_mismatch" in codes
    review = read_returned(MINE, [file], {}, NOW).value
    assert (wanted(review, [ALL]), review_queue(review, review.draft).plain()) == ((), ())


def test_a_version_with_another_number_is_found_by_its_words(folder: Path) -> None:
    shutil.copy(MINE, COPY)
    file = altered(exported(COPY, "同事.docx"), "word/document.xml", "认真整改", "逐条整改")
    edited(MINE, "1000", "1200")
    exported(MINE, "甲.docx")
    edited(MINE, "1200", "1000")
    exported(MINE, "乙.docx")
    copy, codes = returned(file)
    assert (copy.base.version, words(copy.changes)) == (2, [("认真", "逐条")])
    assert "review_base_mismatch" not in codes


def test_a_named_version_that_was_deleted_is_told(folder: Path) -> None:
    shutil.copy(MINE, COPY)
    edited(COPY, "认真整改", "逐条整改")
    _, codes = returned(exported(COPY, "同事.docx"))
    assert "review_base_mismatch" in codes


def test_without_a_checksum_the_number_counts_where_the_words_are_alike(folder: Path) -> None:
    file = exported(MINE, "发出.docx")
    part = open_package(file.read_bytes())["docProps/custom.xml"].decode()
    checksum = part.split("_GW_abcd1234_v1")[1].split("<")[0]
    copy, codes = returned(altered(file, "docProps/custom.xml", checksum, ""))
    assert (copy.base.version, copy.base.found, "review_base_mismatch" in codes) == (1, "bookmark", False)


def test_without_a_checksum_other_words_are_no_proof(folder: Path) -> None:
    other = make_draft(
        "title |林场防火情况\nbody |巡山护林员走遍了所有的山头地块。\nbody |本季没有发生火情，物资已经备齐。"
    )
    create_session(COPY, other, datetime.now).close()
    file = exported(COPY, "同事.docx")
    part = open_package(file.read_bytes())["docProps/custom.xml"].decode()
    altered(file, "docProps/custom.xml", part.split("_GW_abcd1234_v1")[1].split("<")[0], "")
    exported(MINE, "发出.docx")
    _, codes = returned(file)
    assert "review_base_mismatch" in codes


@pytest.mark.parametrize("is_sent", [True, False])
def test_a_copy_without_names_keeps_its_base(folder: Path, is_sent: bool) -> None:
    if is_sent:
        exported(MINE, "发出.docx")
    document = docx.Document()
    for element in make_draft(DRAFT).elements:
        document.add_paragraph(element.text.replace("认真整改", "逐条整改"))
    document.save("甲.docx")
    review = read_returned(MINE, [Path("甲.docx")], {}, NOW).value
    before = words(review.copies[0].changes)
    with closing(open_session(MINE, datetime.now).value) as session:
        taken = take(session, review, wanted(review, [ALL])).taken
    again = read_returned(MINE).value
    assert (again.copies[0].base.version, words(again.copies[0].changes)) == (1, before)
    assert ("认真", "逐条") in before
    assert [review_states(again)[key] for key in taken] == [ReviewState.TAKEN] * len(taken)
