"""Files that go out for review name the version they were made from, and the version keeps what they printed."""

import io
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from core.cli.main import run
from core.drafts.store import DraftStore
from core.model.draft import Draft
from core.workflows.drafting.session import create_session, open_session
from core.workflows.exporting.options import ExportOptions
from core.workflows.review.printed import printings, with_printing
from core.workflows.review.sending import SendingBase, send, version_to_send, write_sent
from tests.builders import make_draft
from tests.screen import SCREEN
from tests.tables import table_elements

DRAFT = """title |青禾县档案馆工作总结
h1 一、|工作情况
h2 （一）|接收档案。‖接收档案{490}卷，整理档案{320}卷。
body |完成了各项任务。"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with the draft 今年.nigao, which is the present one."""
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    create_session(Path("今年.nigao"), draft_with_table(), datetime.now).close()
    return tmp_path


def draft_with_table() -> Draft:
    """The draft with a table at its end."""
    draft, last = make_draft(DRAFT), 4
    table = [
        replace(each, id=f"e{number}", line=0)
        for number, each in enumerate(table_elements("年份|卷数\n去年|12"), last + 1)
    ]
    return replace(draft, elements=(*draft.elements, *table), serial=last + len(table))


def exported(name: str, *more: str) -> bytes:
    assert run(["export", "今年.nigao", "-o", name, *more], SCREEN) in (0, 1)
    return Path(name).read_bytes()


def main_part(data: bytes) -> str:
    return part(data, "word/document.xml")


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name).decode()


def stored() -> tuple[list[int], tuple[str, ...]]:
    with closing(DraftStore.view(Path("今年.nigao"))) as store:
        numbers = [version.number for version in store.versions()]
        return numbers, tuple(store.printed(number) for number in numbers)


def test_the_command_line_keeps_the_version_and_what_was_printed(folder: Path) -> None:
    exported("发出.docx")
    numbers, texts = stored()
    (printing,) = printings(texts[0])
    assert numbers == [1]
    assert {"e1", "e2", "e3"} <= {each.element_id for each in printing}


def test_the_file_names_its_version_twice(folder: Path) -> None:
    data = exported("发出.docx")
    assert 'w:name="_GW_abcd1234_v1"' in main_part(data)
    assert "_GW_abcd1234_v1" in part(data, "docProps/custom.xml")


@pytest.mark.parametrize(("options", "count"), [((), 1), (("--no-tracking",), 0)])
def test_what_is_edited_in_the_file_is_recorded(folder: Path, options: tuple[str, ...], count: int) -> None:
    settings = part(exported("发出.docx", *options), "word/settings.xml")
    assert settings.count("<w:trackRevisions/>") == count


def test_equal_drafts_give_equal_bytes_and_one_version(folder: Path) -> None:
    assert exported("甲.docx") == exported("乙.docx")
    assert stored()[0] == [1]


def test_an_edited_draft_gets_another_version(folder: Path) -> None:
    exported("甲.docx")
    run(["fill", "今年.nigao", "--set", "f1=512"], SCREEN)
    assert 'w:name="_GW_abcd1234_v2"' in main_part(exported("乙.docx"))


def test_another_layout_of_the_same_version_adds_what_it_printed(folder: Path) -> None:
    exported("甲.docx")
    exported("乙.docx", "--set", "标题=另一个题目")
    numbers, texts = stored()
    assert (numbers, len(printings(texts[0]))) == ([1], 2)


def test_bookmarks_and_rows_have_ids_of_their_own(folder: Path) -> None:
    marks = re.findall(r'<w:bookmarkStart w:id="(\d+)" w:name="_GW_abcd1234_([^"]*)"/>', main_part(exported("甲.docx")))
    ids, names = zip(*marks, strict=True)
    assert len(set(ids)) == len(ids)
    assert {"v1", "r1", "r2"} <= set(names)


def test_cells_are_known_by_their_elements(folder: Path) -> None:
    exported("甲.docx")
    (printing,) = printings(stored()[1][0])
    cells = {each.text: (each.element_id, each.row) for each in printing if each.cell is not None}
    draft = draft_with_table()
    wanted = {element.content: element.id for element in draft.elements if element.cell is not None}
    assert {text: name for text, (name, _) in cells.items()} == wanted
    assert [cells[text][1] for text in ("年份", "12")] == [1, 2]


def test_captions_are_named_and_nothing_else_has_the_number_of_an_element(folder: Path) -> None:
    draft = draft_with_table()
    caption = replace(draft.elements[3], id=f"e{draft.serial + 1}", content="表1　馆藏情况")
    elements = (*draft.elements[:4], caption, *draft.elements[4:])
    create_session(Path("带表.nigao"), replace(draft, elements=elements, serial=draft.serial + 1), datetime.now).close()
    run(["export", "带表.nigao", "-o", "丙.docx", "--layout", "国标公文", "--set", "发文机关=青禾县档案馆"], SCREEN)
    with closing(DraftStore.view(Path("带表.nigao"))) as store:
        (printing,) = printings(store.printed(1))
    names = {each.text: each.element_id for each in printing if each.text}
    assert (names["表1　馆藏情况"], names["青禾县档案馆文件"][:1]) == (caption.id, "#")
    assert len({each.number for each in printing if each.number}) == sum(each.number > 0 for each in printing)


def test_a_draft_open_elsewhere_is_exported_without_a_base(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    session = open_session(Path("今年.nigao"), datetime.now).value
    data = exported("甲.docx")
    session.close()
    assert "_v1" not in main_part(data)
    assert "没能在稿件" in capsys.readouterr().err
    assert stored()[0] == []


def test_the_window_keeps_the_version_before_and_the_text_after(folder: Path) -> None:
    session = open_session(Path("今年.nigao"), datetime.now).value
    version = version_to_send(session, "甲.docx")
    base = SendingBase("今年.nigao", version, session.printed(version))
    sent = write_sent(session.draft, Path("甲.docx"), ExportOptions(), base)
    session.keep_printed(sent.version, sent.printed)
    session.close()
    assert Path("甲.docx").read_bytes() == exported("乙.docx")
    assert stored() == ([1], (sent.printed,))


def test_a_refused_version_leaves_the_file_without_a_base(folder: Path) -> None:
    session = open_session(Path("今年.nigao"), datetime.now).value
    with closing(sqlite3.connect("今年.nigao", isolation_level=None)) as other:
        other.execute("UPDATE meta SET value = '2' WHERE key = 'created'")
    found = send(session, session.draft, Path("甲.docx"), ExportOptions())
    session.close()
    assert [notice.code for notice in found.notices][-1] == "export_version_not_kept"
    assert "_v1" not in main_part(Path("甲.docx").read_bytes())


def test_stored_printings_come_back_as_they_were(folder: Path) -> None:
    exported("甲.docx")
    (text,) = stored()[1]
    (printing,) = printings(text)
    assert with_printing("", printing) == text == with_printing(text, printing)


@pytest.mark.parametrize("text", ["", "{", "[[1]]", "[[[1,2]]]", "null", '[[["e1","a",0,[1]]]]'])
def test_damaged_printings_are_none(text: str) -> None:
    assert printings(text) == ()
