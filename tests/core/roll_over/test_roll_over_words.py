"""The tables of words and reasons: they and the code that uses them name the same ones."""

import re
from pathlib import Path
from string import Formatter

import pytest

import core.roll_over
from core.resources import text_values, words_folder
from core.roll_over.words import COMPOSED, KNOWN, ONLY_WORDS
from core.workflows.yearly.roll_over import load_tables
from tests.corpus import Document
from tests.ordinary_nouns import LEAST, event_words, ordinary_nouns

DYNAMIC = {f"{course}_{end}" for course in ("course", "aim", "growth") for end in ("kept", "asked")}
MARKS = {"check", "checked"}
OF_VALUES = ("formula", "field")
"""What begins so is filled where values of tables are proposed, and tested there."""


def sources() -> str:
    """All modules of the room."""
    return "\n".join(path.read_text("utf-8") for path in sorted(Path(core.roll_over.__path__[0]).rglob("*.py")))


def test_every_reason_is_in_the_table_and_used() -> None:
    named = set(re.findall(r'because\(\s*"(\w+)"', sources()))
    named |= set(re.findall(r'because\("(\w+)" if [^)]*? else "\w+"', sources()))
    named |= set(re.findall(r'because\("\w+" if [^)]*? else "(\w+)"', sources()))
    named |= set(re.findall(r'words\["(table_\w+)"\]', sources()))
    found = {code for code in load_tables().reasons if not code.startswith(OF_VALUES)}
    assert found - DYNAMIC - MARKS == named


def test_every_list_of_words_is_used() -> None:
    lists = text_values((words_folder() / "roll_over.toml").read_text("utf-8"))
    composed = {field for pattern in COMPOSED.values() for _, field, _, _ in Formatter().parse(pattern) if field}
    assert set(lists) == {*ONLY_WORDS, *composed, *KNOWN, "things", "counted_work"} | {
        "notable_year",
        "notable_one",
        "ends_this_year",
    }


def test_every_place_of_a_reason_is_filled() -> None:
    text = sources()
    reasons = load_tables().reasons.items()
    for code, told in ((code, told) for code, told in reasons if not code.startswith(OF_VALUES)):
        for _, field, _, _ in Formatter().parse(told):
            calls = re.findall(rf'because\([^;]*?"{code}".{{0,160}}', text, re.DOTALL)
            assert field is None or any(f"{field}=" in call or "**periods" in call for call in calls), code


@pytest.mark.parametrize(
    ("clause", "with_nouns", "is_known"),
    [
        ("受理投诉举报，准点办结", False, False),
        ("受理投诉举报", False, True),
        ("发布预警信号", False, False),
        ("发布预警信号", True, True),
        ("建成", True, False),
        ("成果", True, True),
        ("落成", True, False),
        ("个贷不良率", True, True),
    ],
)
def test_a_clause_is_known_by_whole_words(clause: str, with_nouns: bool, is_known: bool) -> None:
    assert load_tables().words.know(clause, with_nouns) is is_known


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("召开工作会议12次", False),
        ("新发展会员28家", False),
        ("新馆开工", True),
        ("年内建成投用", True),
        ("举办展会3场", True),
    ],
)
def test_a_word_of_what_happens_once_is_none_of_the_halves_of_two_others(text: str, tells: bool) -> None:
    assert load_tables().words.tells_once(text) is tells


def test_no_ordinary_noun_is_an_event() -> None:
    words = load_tables().words
    assert not [
        noun for noun in words.nouns if any(words[name].search(noun) for name in ("one_off", "never_again", "gained"))
    ]


def test_ordinary_is_what_many_documents_have_and_no_event() -> None:
    many = [Document("laws", ("大桥的预警和补偿由档案馆登记，垃圾清运。",))] * (LEAST - 1)
    last = Document("laws", ("大桥的预警和补偿由档案馆登记。",))
    assert ordinary_nouns([*many, last], (), event_words()) == ["预警"]
    assert ordinary_nouns(many, ("热情",), event_words()) == ["热情"]
