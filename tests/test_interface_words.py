"""One word for one thing: the words on the left of the table in CONTRIBUTING.md stand in nothing that a clerk reads."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType

import pytest

from tests import architecture as house

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.usefixtures("trees_forgotten")
TEXTS = (
    *("README.zh-CN.md", "resources/notices.toml", "resources/guide/steps.toml", "resources/help/keys.toml"),
    *(path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "resources/help").glob("*.md"))),
    *(path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "templates").glob("*/kind.toml"))),
)
# The words a row forbids also stand inside the right ones: 下发填报表 holds 发填报表.
INSIDE = MappingProxyType({"发填报表": "下", "收填报表": "回"})
# Where code deals with such words in reports instead of saying them: module -> reason.
CODE_EXCEPTIONS = MappingProxyType(
    {
        "core.typesetting.lines": "marks that may end or begin a line",
        "core.word.writing.values": "names that layouts of users ask for, marks that may begin a line of the title",
        "core.readers.lines": "pairs of marks in texts read",
        "core.readers.pages.paragraphs": "marks that may end or begin a line",
        "core.facts": "words and marks of reports",
        "core.parsing": "words and marks of reports",
        "core.checks": "words and marks of reports",
        "core.roll_over": "words and marks of reports",
        "core.word.unit_style": "names that layouts of users ask for",
    }
)


def forbidden() -> tuple[str, ...]:
    """The words on the left of the table with the head “not | but”, those of one row parted by 、."""
    table = (ROOT / "CONTRIBUTING.md").read_text("utf-8").split("| not | but |")[1].split("\n\n")[0]
    rows = re.findall(r"^\| ([^|:]+?) \|", table, re.MULTILINE)
    return tuple(word for row in rows for word in row.split("、") if word)


FORBIDDEN = forbidden()


def found_in(text: str) -> list[str]:
    """The forbidden words of a text."""
    return [word for word in FORBIDDEN if re.search(rf"(?<!{INSIDE.get(word, chr(0))}){re.escape(word)}", text)]


def strings(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every string of a module with its line, without docstrings and other strings that stand for themselves."""
    alone = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in alone:
            yield node.lineno, node.value


def test_the_table_is_read() -> None:
    assert {"年份滚动", "文种", "「"} <= set(FORBIDDEN)


@pytest.mark.parametrize("name", TEXTS)
def test_texts_use_the_words_of_today(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    told = [(number, found_in(line)) for number, line in enumerate(text.splitlines(), 1) if found_in(line)]
    assert not told


def test_code_uses_the_words_of_today() -> None:
    found = [
        (module.name, line, found_in(text))
        for module in house.load(ROOT, "main.py", "core", "gui")
        if not house.under(module.name, tuple(CODE_EXCEPTIONS))
        for line, text in strings(module.tree)
        if found_in(text)
    ]
    assert not found


@pytest.mark.parametrize("text", ["点“发填报表”", "「设置」", "年份滚动"])
def test_an_old_word_is_seen(text: str) -> None:
    assert found_in(text)


def test_the_right_word_around_an_old_one_is_let_pass() -> None:
    assert not found_in("下发填报表，回收填报表")
