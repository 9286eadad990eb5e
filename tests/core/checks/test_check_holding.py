"""Which paragraphs have which words."""

from core.checks.checked_text import CheckedText, paragraphs_with
from tests.builders import body

TEXT = CheckedText([body("整理档案", 1), body("档案档案馆", 2), body("读者", 3)])


def test_each_paragraph_is_told_once_for_each_word_in_it() -> None:
    found = paragraphs_with(TEXT, ("档案", "档案馆", "案卷", "档案"))
    assert {word: [element.id for element in elements] for word, elements in found.items()} == {
        "档案": ["e1", "e2"],
        "档案馆": ["e2"],
    }


def test_where_nothing_is_asked_nothing_is_found() -> None:
    assert paragraphs_with(TEXT, ()) == {}
