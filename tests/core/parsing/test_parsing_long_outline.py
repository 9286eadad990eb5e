"""Outlines of tens of thousands of headings are read in a number of steps that grows as the text does."""

import sys
from collections.abc import Sequence
from types import FrameType
from typing import Any

import pytest

from core.model.elements import Role
from core.model.raw import RawDocument, RawParagraph
from core.parsing.lines import build_lines
from core.parsing.outline import find_headings
from core.workflows.words import load_phrases

PHRASES = load_phrases()
SENTENCE = "各站所按季巡查渠道，修补渗漏处，群众反映良好。"
SHAPES = {
    "parts above rows of numbers": ["渠系管护情况", "一、巡查渠道", "二、修补渗漏"],
    "parts named by their time": ["2022年主要工作", "一、巡查渠道", SENTENCE],
    "parts with text alone": ["渠系管护情况", "一、巡查渠道", SENTENCE, "水费收缴情况", SENTENCE],
    "a speech": ["一、巡查渠道", "第一，压实责任", SENTENCE, "第二，守住底线", SENTENCE],
    "sisters below numbers": ["一、巡查渠道", "巡查频次", SENTENCE, "巡查记录", SENTENCE],
    "numbers in parts": ["1 巡查渠道", "1.1 巡查频次", "1.2 巡查记录"],
    "entries": ["一、巡查渠道", "【巡查频次】" + SENTENCE, "【巡查记录】" + SENTENCE],
}


def steps(pattern: Sequence[str], times: int) -> int:
    """How many lines of code, turns of comprehensions included, are run to find the headings of a repeated pattern."""
    texts = [*pattern] * times
    raw = RawDocument(tuple(RawParagraph(text, number) for number, text in enumerate(texts, 1)))
    lines = build_lines(raw, PHRASES)
    count = 0

    def counted(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        count += event in ("line", "call")
        return counted

    before = sys.gettrace()
    sys.settrace(counted)
    try:
        find_headings(lines, [None] * len(lines))
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("pattern", SHAPES.values(), ids=SHAPES)
def test_steps_grow_with_the_text_and_not_with_its_square(pattern: Sequence[str]) -> None:
    few, many = steps(pattern, 40), steps(pattern, 400)
    assert many < 12 * few


def test_a_line_that_is_no_text_may_stand_between_a_part_and_its_first_number() -> None:
    texts = ["渠系管护情况", "— 3 —", "一、巡查渠道", SENTENCE, "水费收缴情况", "— 4 —", "一、核定水量", SENTENCE]
    raw = RawDocument(tuple(RawParagraph(text, number) for number, text in enumerate(texts, 1)))
    roles = [Role.NOISE if text.startswith("—") else None for text in texts]
    assert list(find_headings(build_lines(raw, PHRASES), roles)) == [0, 2, 4, 6]
