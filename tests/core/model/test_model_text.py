"""The patterns of sentences, clauses, masks and digits that all rooms share."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model import text as patterns
from core.model.text import (
    CLAUSE_END,
    HAN_DIGITS,
    HAN_RANGE,
    MASK_SIGNS,
    PHRASE_END,
    SENTENCE,
    SENTENCE_END,
    TO_FULL_WIDTH,
    TO_HALF_WIDTH,
    WITHIN_CLAUSE,
    WITHIN_PHRASE,
    WITHIN_SENTENCE,
    sentence_before,
)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("会议开了。工作好！", ["会议开了。", "工作好！"]),
        ("“好。”他说。", ["“好。”", "他说。"]),
        ("（见附件。）办好了", ["（见附件。）", "办好了"]),
        ("一是学；二是干", ["一是学；", "二是干"]),
        ("好吗?好!行;完", ["好吗?", "好!", "行;", "完"]),
        ("增长3.5%左右", ["增长3.5%左右"]),
        ("上行\n下行", ["上行\n", "下行"]),
        ("好……！！干", ["好……！！", "干"]),
        ("", []),
    ],
)
def test_a_sentence_ends_with_its_marks(text: str, sentences: list[str]) -> None:
    assert SENTENCE.findall(text) == sentences


@given(st.text("会议开了。！？；!?;\n，：、”’）) 　3.5*"))
def test_all_sentences_together_are_the_text(text: str) -> None:
    assert "".join(SENTENCE.findall(text)) == text


@pytest.mark.parametrize(
    ("text", "sentence", "clause", "phrase"),
    [
        ("甲、乙，丙：丁；戊", ["甲、乙，丙：丁", "戊"], ["甲、乙", "丙", "丁", "戊"], ["甲", "乙", "丙", "丁", "戊"]),
        ("甲！乙？丙\n丁", ["甲", "乙", "丙", "丁"], ["甲", "乙", "丙", "丁"], ["甲", "乙", "丙", "丁"]),
        ("3.5,甲", ["3.5,甲"], ["3.5,甲"], ["3.5,甲"]),
    ],
)
def test_what_ends_a_sentence_ends_a_clause_and_what_ends_a_clause_ends_a_phrase(
    text: str, sentence: list[str], clause: list[str], phrase: list[str]
) -> None:
    assert SENTENCE_END.split(text) == sentence
    assert CLAUSE_END.split(text) == clause
    assert PHRASE_END.split(text) == phrase


@pytest.mark.parametrize(
    ("within", "reached"),
    [(WITHIN_SENTENCE, "甲、乙，丙："), (WITHIN_CLAUSE, "甲、乙"), (WITHIN_PHRASE, "甲")],
)
def test_a_class_reaches_as_far_as_its_name_says(within: str, reached: str) -> None:
    found = re.match(f"{within}*", "甲、乙，丙：。丁")
    assert found is not None
    assert found.group() == reached


@pytest.mark.parametrize(
    ("text", "position", "before"),
    [
        ("第一句。第二句说", 8, "第二句说"),
        ("第一句。第二句说", 4, ""),
        ("第一句。第二句说", 2, "第一"),
        ("上行\n下行", 4, "下"),
        ("没有标记", 0, ""),
    ],
)
def test_what_stands_before_a_place_in_its_own_sentence(text: str, position: int, before: str) -> None:
    assert sentence_before(text, position) == before


@given(st.text("甲。！，\n"), st.integers(0, 12))
def test_what_stands_before_ends_no_sentence(text: str, position: int) -> None:
    before = sentence_before(text, position)
    assert SENTENCE_END.search(before) is None
    assert text[:position].endswith(before)


@pytest.mark.parametrize("sign", ["*", "＊", "x", "Ｘ", "×", "_", "＿", "〇", "○", "◯", "□"])
def test_a_mask_is_made_of_these_signs(sign: str) -> None:
    assert re.fullmatch(f"[{MASK_SIGNS}]", sign)


@pytest.mark.parametrize("sign", ["某", "O", "0", "＋", "-", "。"])
def test_other_signs_mask_nothing(sign: str) -> None:
    assert not re.fullmatch(f"[{MASK_SIGNS}]", sign)


@pytest.mark.parametrize(
    "name", [name for name in vars(patterns) if name.endswith(("_ENDS", "_SIGNS", "CLOSING_MARKS"))]
)
def test_plain_signs_stand_in_a_class_as_they_are(name: str) -> None:
    signs = getattr(patterns, name)
    assert all(re.fullmatch(f"[{signs}]", sign) for sign in signs)
    assert not re.fullmatch(f"[{signs}]", "中")


@given(st.text("0123456789０１２３４５６７８９年"))
def test_digits_change_their_width_and_nothing_else(text: str) -> None:
    half = text.translate(TO_HALF_WIDTH)
    assert half.translate(TO_FULL_WIDTH).translate(TO_HALF_WIDTH) == half
    assert len(half) == len(text)


def test_han_digits_are_han_and_stand_for_one_to_nine() -> None:
    assert re.fullmatch(f"[{HAN_RANGE}]{{9}}", HAN_DIGITS)
    assert HAN_DIGITS.index("五") + 1 == 5
