"""The command line at its edges: strange value files, places that cannot be written, names of every sort, JSON shapes."""

import json
import os
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from core.cli.main import run
from core.drafts.store import DraftStore
from core.model.elements import Role
from core.model.fact import FactKind, FactState, MaskKind
from core.stores.recent import RecentDraft, remember
from core.workflows.drafting.recent import list_recent
from tests.builders import lines_of, make_draft
from tests.rereading import SAMPLES
from tests.screen import SCREEN
from tests.word_files import texts

DRAFT = """
title |{place:**}区{year:2022}年总结
h1 一、|情况
h2 （一）|抓学习。‖选派{**}名干部，{48}期。
body |{place:**}区{7}人。
signature |档案馆
"""
REPORT = (
    "清源县2022年上半年工作总结\n2022年以来，我县抓落实。\n一、开展情况\n（一）抓学习。选派**名，举办48期，达12.5%。\n"
)
NAMES = ["有 空格 的稿件", "稿件（送审稿）·终", "a&b'c", "#100%稿?" if os.name != "nt" else "稿", "长" * 70]
ELEMENT_TYPES = {
    "line": int,
    "role": str,
    "level": int,
    "depth": int,
    "ordinal": str,
    "heading": str,
    "run_in": bool,
    "body_start": (int, type(None)),
    "text": str,
}
FACT_TYPES = {
    **dict.fromkeys(
        ("id", "kind", "subkind", "text", "unit", "label", "group", "state", "prior", "source", "note"), str
    ),
    **dict.fromkeys(("line", "start", "end"), int),
    "value": (str, type(None)),
}

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """Run the command line; exit code, stdout, stderr."""

    def run_it(*arguments: object) -> tuple[int, str, str]:
        code = run([str(argument) for argument in arguments], SCREEN)
        return code, *capsys.readouterr()

    return run_it


@pytest.fixture
def draft_file(tmp_path: Path) -> Path:
    return made(tmp_path / "稿.nigao")


@pytest.fixture
def report_file(tmp_path: Path) -> Path:
    path = tmp_path / "材料.txt"
    path.write_text(REPORT, "utf-8")
    return path


def made(path: Path) -> Path:
    DraftStore.create(path, make_draft(DRAFT), datetime.now).close()
    return path


def stored_lines(path: Path) -> list[str]:
    store = DraftStore.open(path, datetime.now)
    lines = lines_of(store.draft())
    store.close()
    return lines


def shape(call: Call, *arguments: object) -> dict[str, Any]:
    code, out, _ = call(*arguments, "--json")
    assert code == 0
    return dict(json.loads(out))


# fill


@pytest.mark.parametrize(
    "text",
    ['["f1"]', '"f1"', "12", "null", '{"f1": null}', '{"f1": ["青禾"]}', '{"f1": {"value": 1}}', "{f1: 1}", "", "{"],
)
def test_a_value_file_of_another_shape_is_refused_whole(call: Call, draft_file: Path, text: str) -> None:
    source = draft_file.with_name("值.json")
    source.write_text(text, "utf-8")
    code, out, err = call("fill", draft_file, "--from", source)
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert stored_lines(draft_file) == lines_of(make_draft(DRAFT))


@pytest.mark.parametrize("text", ['{"f1": true}', '{"f1": NaN}', '{"f1": Infinity}', '{"f1": "\\ud800"}'])
def test_a_value_that_no_clerk_can_mean_is_refused(call: Call, draft_file: Path, text: str) -> None:
    source = draft_file.with_name("值.json")
    source.write_text(text, "utf-8")
    assert call("fill", draft_file, "--from", source)[0] == 2
    assert stored_lines(draft_file) == lines_of(make_draft(DRAFT))


def test_an_id_given_twice_in_a_value_file_is_refused(call: Call, draft_file: Path) -> None:
    source = draft_file.with_name("值.json")
    source.write_text('{"f3": "12", "f3": "13"}', "utf-8")
    assert call("fill", draft_file, "--from", source)[0] == 2
    assert stored_lines(draft_file) == lines_of(make_draft(DRAFT))


@pytest.mark.parametrize(("text", "written"), [('{"f3": 12}', "12"), ('{"f3": 12.5}', "12.5"), ('{"f3": "12 "}', "12")])
def test_numbers_are_written_as_they_stand(call: Call, draft_file: Path, text: str, written: str) -> None:
    source = draft_file.with_name("值.json")
    source.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert call("fill", draft_file, "--from", source)[0] == 0
    assert stored_lines(draft_file)[2] == f"（一）抓学习。选派{written}名干部，48期。"


def test_one_unknown_id_among_known_ones_leaves_the_draft_alone(call: Call, draft_file: Path) -> None:
    code, _, err = call("fill", draft_file, "--set", "f3=12", "--set", "f99=1")
    assert (code, "f99" in err) == (2, True)
    assert stored_lines(draft_file) == lines_of(make_draft(DRAFT))


def test_the_command_line_wins_over_the_value_file(call: Call, draft_file: Path) -> None:
    source = draft_file.with_name("值.json")
    source.write_text('{"f3": "12"}', "utf-8")
    call("fill", draft_file, "--from", source, "--set", "f3=13")
    assert "选派13名" in stored_lines(draft_file)[2]


def test_a_value_of_spaces_brings_last_years_text_back(call: Call, draft_file: Path) -> None:
    call("fill", draft_file, "--set", "f3=12")
    assert call("fill", draft_file, "--set", "f3=  ")[2] == ""
    assert "选派**名" in stored_lines(draft_file)[2]


def test_an_equals_sign_may_stand_in_a_value(call: Call, draft_file: Path) -> None:
    call("fill", draft_file, "--set", "f3=1+1=2")
    assert "选派1+1=2名" in stored_lines(draft_file)[2]


# export


def exported(call: Call, source: Path, *more: str) -> list[str]:
    target = source.with_name("出.docx")
    assert call("export", source, "-o", target, *more)[0] == 0
    return texts(target.read_bytes())


def test_an_emptied_title_is_left_out_of_this_file_alone(call: Call, draft_file: Path) -> None:
    assert exported(call, draft_file, "--set", "标题=")[0] == "一、情况"
    assert stored_lines(draft_file)[0] == "**区2022年总结"


def test_an_emptied_signature_is_left_out(call: Call, draft_file: Path) -> None:
    assert "档案馆" not in exported(call, draft_file, "--set", "署名=")


def test_an_empty_text_for_what_is_not_there_changes_nothing(call: Call, draft_file: Path) -> None:
    assert exported(call, draft_file, "--set", "主送=") == exported(call, draft_file)


@pytest.mark.parametrize("place", [".", "没有这个文件夹/出.docx"])
def test_a_place_that_is_none_is_refused(call: Call, draft_file: Path, place: str) -> None:
    before = sorted(draft_file.parent.iterdir())
    code, out, err = call("export", draft_file, "-o", draft_file.parent / place)
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert sorted(draft_file.parent.iterdir()) == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="no folder is closed to this user")
def test_a_folder_without_permission_is_refused(call: Call, draft_file: Path) -> None:
    closed = draft_file.parent / "只读"
    closed.mkdir(mode=0o500)
    code, _, err = call("export", draft_file, "-o", closed / "出.docx")
    assert (code, "没有权限" in err) == (2, True)


@pytest.mark.parametrize(
    ("value", "told"),
    [("\udc80", "存不下"), ("一\x00二", "存不下"), ("一\x1b[31m", "存不下"), ("长" * 3_000_000, "超过5000字")],
    ids=["half a character", "null", "escape", "endless"],
)
def test_a_value_that_cannot_be_stored_is_refused(call: Call, draft_file: Path, value: str, told: str) -> None:
    before = draft_file.read_bytes()
    code, out, err = call("fill", draft_file, "--set", f"f3={value}")
    assert (code, out, len(err.splitlines()), told in err) == (2, "", 1, True)
    assert draft_file.read_bytes() == before


def test_a_title_of_blanks_is_none(call: Call, draft_file: Path) -> None:
    assert exported(call, draft_file, "--set", "标题= ")[0] == "一、情况"


# names and places


@pytest.mark.parametrize("name", NAMES)
def test_a_draft_of_any_name_is_made_filled_and_exported(call: Call, tmp_path: Path, name: str) -> None:
    path, target = tmp_path / f"{name}.nigao", tmp_path / f"{name}.docx"
    codes = [
        call("new", "--kind", "上半年工作总结", "--year", "2023", "--basis", SAMPLES[0], "-o", path)[0],
        call("fill", path, "--set", f"{shape(call, 'facts', path)['facts'][0]['id']}=五")[0],
        call("export", path, "-o", target)[0],
    ]
    assert (codes, target.is_file()) == ([0, 0, 0], True)


@pytest.mark.parametrize(
    "arguments",
    [
        ("outline", "{}.txt"),
        ("facts", "{}.nigao"),
        ("fill", "{}.nigao", "--set", "f1=1"),
        ("new", "--kind", "上半年工作总结", "--year", "2023", "-o", "{}.nigao"),
        ("new", "--kind", "上半年工作总结", "--year", "2023", "--basis", "{}.docx", "-o", "稿.nigao"),
        ("export", SAMPLES[0], "-o", "{}.docx"),
        ("export", SAMPLES[0], "-o", "出.docx", "--layout", "{}.docx"),
    ],
    ids=["outline", "facts", "fill", "new", "basis", "export", "layout"],
)
def test_a_name_longer_than_disks_allow_is_refused_in_a_sentence(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[object, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = call(*(str(argument).format("长" * 300) for argument in arguments))
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert list(tmp_path.iterdir()) == []


def test_a_draft_copied_while_it_is_open_is_whole(draft_file: Path) -> None:
    store = DraftStore.open(draft_file, datetime.now)
    shutil.copy(draft_file, draft_file.with_name("副本.nigao"))
    store.close()
    assert stored_lines(draft_file.with_name("副本.nigao")) == lines_of(make_draft(DRAFT))


def test_a_copy_of_an_open_draft_can_be_written(call: Call, draft_file: Path) -> None:
    store = DraftStore.open(draft_file, datetime.now)
    copy = draft_file.with_name("副本.nigao")
    shutil.copy(draft_file, copy)
    code = call("fill", copy, "--set", "f3=12")[0]
    store.close()
    assert code == 0


def test_an_open_draft_can_be_exported(call: Call, draft_file: Path) -> None:
    store = DraftStore.open(draft_file, datetime.now)
    code = call("export", draft_file, "-o", draft_file.with_name("出.docx"))[0]
    store.close()
    assert code == 0


def test_the_users_folder_may_have_a_chinese_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "我的 拟稿"))
    path = made(tmp_path / "稿.nigao")
    card = RecentDraft.of(path, make_draft(DRAFT), datetime(2023, 7, 1))
    remember(card)
    assert list_recent().value == (card,)


# JSON shapes


@pytest.mark.parametrize("path", SAMPLES, ids=[path.parent.name for path in SAMPLES])
def test_every_element_has_the_types_that_scripts_rely_on(call: Call, path: Path) -> None:
    elements = shape(call, "outline", path)["elements"]
    assert all(list(element) == list(ELEMENT_TYPES) for element in elements)
    assert all(isinstance(element[key], kind) for element in elements for key, kind in ELEMENT_TYPES.items())
    assert {element["role"] for element in elements} <= {role.value for role in Role}


@pytest.mark.parametrize("path", SAMPLES, ids=[path.parent.name for path in SAMPLES])
def test_ordinal_heading_and_body_are_found_in_the_text(call: Call, path: Path) -> None:
    for element in shape(call, "outline", path)["elements"]:
        if element["role"] == "heading":
            head = element["text"][: element["body_start"]]
            assert head.strip().startswith(element["ordinal"])
            assert element["heading"] in head


@pytest.mark.parametrize("path", SAMPLES, ids=[path.parent.name for path in SAMPLES])
def test_every_fact_of_a_file_has_the_types_that_scripts_rely_on(call: Call, path: Path) -> None:
    facts = shape(call, "facts", path)["facts"]
    assert all(set(fact) == set(FACT_TYPES) for fact in facts)
    assert all(isinstance(fact[key], kind) for fact in facts for key, kind in FACT_TYPES.items())


def test_every_fact_of_a_draft_has_the_types_that_scripts_rely_on(call: Call, draft_file: Path) -> None:
    facts = shape(call, "facts", draft_file)["facts"]
    assert all(set(fact) == set(FACT_TYPES) for fact in facts)
    assert all(isinstance(fact[key], kind) for fact in facts for key, kind in FACT_TYPES.items())


def test_a_drafts_facts_have_the_same_shape_as_a_files(call: Call, draft_file: Path, report_file: Path) -> None:
    found = [shape(call, "facts", path) for path in (draft_file, report_file)]
    assert [list(one) for one in found] == [["facts", "notices"]] * 2
    assert list(found[0]["facts"][0]) == list(found[1]["facts"][0])


def test_kinds_subkinds_and_states_are_the_words_of_the_contract(call: Call, report_file: Path) -> None:
    facts = shape(call, "facts", report_file)["facts"]
    assert {fact["kind"] for fact in facts} <= {kind.value for kind in FactKind}
    assert {fact["state"] for fact in facts} <= {state.value for state in FactState}
    assert {fact["subkind"] for fact in facts if fact["kind"] == "mask"} <= {kind.value for kind in MaskKind}


def test_a_fact_stands_at_its_offsets_in_its_line(call: Call, report_file: Path) -> None:
    lines = REPORT.split("\n")
    facts = shape(call, "facts", report_file)["facts"]
    assert [lines[fact["line"] - 1][fact["start"] : fact["end"]] for fact in facts] == [f["text"] for f in facts]
    assert all(fact["value"] is None and fact["prior"] == fact["text"] for fact in facts)


def test_a_filled_fact_tells_value_prior_and_state(call: Call, draft_file: Path) -> None:
    call("fill", draft_file, "--set", "f4=52")
    (fact,) = [fact for fact in shape(call, "facts", draft_file)["facts"] if fact["id"] == "f4"]
    assert (fact["text"], fact["value"], fact["prior"], fact["state"]) == ("52", "52", "48", "updated")
