"""The page that tells clerks about layouts names everything there is."""

import io
import re
import zipfile
from pathlib import Path

import pytest

from core.word.writing.values import FIELDS, NAMES
from tests.layouts.built_in import SOURCES, layout
from tests.word_files import style_names

PAGE = (Path(__file__).resolve().parents[4] / "templates" / "layouts" / "说明.md").read_text("utf-8")
OFFICES = frozenset(("Normal", "Default Paragraph Font", "Normal Table", "No List", "Title", "联合标志表"))


def kinds(name: str) -> set[str]:
    """The kinds of paragraphs that a layout tells apart."""
    with zipfile.ZipFile(io.BytesIO(layout(name))) as package:
        text = package.read("word/document.xml").decode("utf-8")
    return set(re.findall(r"段\.类别 == “(\w+)”", text))


def like_the_first(name: str) -> str:
    """The page writes 一级 … 四级 for all four."""
    return re.sub("^[二三四]级", "一级", re.sub(r"heading \d", "heading 1", name))


def test_every_value_is_named() -> None:
    assert [name for name in sorted(NAMES | FIELDS) if name not in PAGE] == []


@pytest.mark.parametrize("name", SOURCES)
def test_every_kind_of_paragraph_is_named(name: str) -> None:
    assert [kind for kind in sorted(kinds(name)) if like_the_first(kind) not in PAGE] == []


@pytest.mark.parametrize("name", SOURCES)
def test_every_style_is_named(name: str) -> None:
    styles = set(style_names(layout(name)).values()) - OFFICES
    assert [style for style in sorted(styles) if like_the_first(style) not in PAGE] == []


@pytest.mark.parametrize("name", SOURCES)
def test_every_layout_is_named(name: str) -> None:
    assert name in PAGE
