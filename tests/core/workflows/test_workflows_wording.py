"""Every code has its sentence, every sentence its code, and all of them are plain Chinese."""

import ast
import re
import string
from functools import cache
from pathlib import Path

import pytest

from core.errors import AppError, BadInput
from core.result import Notice
from core.workflows.messages import sentence, sentences
from tests import architecture as house

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.usefixtures("trees_forgotten")
MAKERS = frozenset({"Notice", "AppError", "BadInput", "BadTemplate", "BadDraft", "BadUse"})
ALLOWED_LATIN = frozenset(
    {
        "Tab",
        "SmartArt",
        "Tesseract",
        "Works",
        ".nigao",
        "--help",
        "--set",
        "--from",
        "--year",
        "--base",
        "-year",
        "--accept",
        "--read",
        "--plan",
        "-o",
        "--only",
        "--opinions",
        "redline",
        "now",
        "release.json",
        "Qt",
        "MIT",
        "LGPL",
        "Word",
        "WPS",
        ".docx",
        ".doc",
        ".wps",
        ".txt",
    }
    | {"Excel", ".xlsx", ".xls", ".ods", ".et"}
    | {"GB", "T"}  # standards: GB/T 9704
    | {"GPL", "NOTICE", "LICENSE", "licences"}  # the licence, and files of that name beside the program
    | {"The", "Company", "Ltd.", "download.qt.io"}  # whose Qt is, and where its sources are: its licence asks for both
    | {"PDF", "RTF", "OFD", "ODF", "UTF", "XML", "if", "for", "endif", "endfor"}
)
"""Names of programs, of file kinds and of what a clerk types: those stand on their screen as well."""
CODE = re.compile(r"[a-z]+(?:_[a-z0-9]+)+|unknown")


def _nodes(folder: str) -> tuple[ast.AST, ...]:
    """Every call and every constant in the modules of a folder."""
    found = (node for module in house.load(ROOT, folder) for node in module.nodes)
    return tuple(node for node in found if isinstance(node, ast.Call | ast.Constant))


@cache
def _codes_made() -> set[str]:
    """The literal first arguments of every notice and error that core makes."""
    found = set()
    for node in _nodes("core"):
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in MAKERS:
            found |= {text for argument in node.args[:1] for text in _strings(argument)}
    return found


def _strings(node: ast.AST) -> set[str]:
    if isinstance(node, ast.IfExp):
        return _strings(node.body) | _strings(node.orelse)
    return {node.value} if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()


def _strings_in_the_program() -> set[str]:
    found = set()
    for node in (*_nodes("core"), *_nodes("gui")):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
            found.add(node.value)
    return found


def test_every_code_has_its_sentence() -> None:
    assert sorted(_codes_made() - set(sentences())) == []


def test_every_sentence_is_used() -> None:
    assert sorted(set(sentences()) - _strings_in_the_program()) == []


def test_the_scan_finds_codes() -> None:
    assert {"file_missing", "draft_newer", "kind_broken", "unknown"} <= _codes_made()


@pytest.mark.parametrize("code", sorted(sentences()))
def test_sentence_is_plain_chinese(code: str) -> None:
    bare = "".join(text for text, *_ in string.Formatter().parse(sentences()[code]))
    latin = set(re.findall(r"[-.]*[A-Za-z][A-Za-z.]*", bare)) - ALLOWED_LATIN
    assert latin == set()
    assert re.search(r"[\u4e00-\u9fff]", bare)
    assert bare.endswith(("。", "？", "！"))


def test_places_are_filled() -> None:
    assert sentence(BadInput("file_empty", name="总结.txt")).startswith("“总结.txt”是空文件")


def test_missing_places_stay_empty() -> None:
    assert sentence(Notice("file_empty")).startswith("“”是空文件")


def test_braces_in_a_value_are_only_text() -> None:
    assert "{name}" in sentence(BadInput("file_empty", name="{name}"))


def test_unknown_code_still_gets_a_sentence() -> None:
    assert sentence(AppError("no_such_code")) == sentences()["unknown"]
