"""What of last year's wording still stands."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.editing.compare import kept_spans

TEXTS = st.text("一二三，。0123", max_size=24)


@pytest.mark.parametrize(
    ("prior", "now", "kept"),
    [
        ("举办48期", "举办48期", ["举办48期"]),
        ("举办48期", "举办42期", ["举办", "期"]),
        ("选派**名干部", "选派16名干部", ["选派", "名干部"]),
        ("达到63%以上", "达到63%", ["达到63%"]),
        ("学习。", "", []),
        ("", "学习。", []),
        ("甲乙", "丙丁", []),
        ("加强学习，抓好落实", "抓好落实", ["抓好落实"]),
    ],
)
def test_unchanged_stretches_are_found(prior: str, now: str, kept: list[str]) -> None:
    assert [prior[span.start : span.end] for span in kept_spans(prior, now)] == kept


@given(TEXTS)
def test_a_text_keeps_all_of_itself(text: str) -> None:
    assert sum(len(span) for span in kept_spans(text, text)) == len(text)


@given(TEXTS, TEXTS)
def test_kept_stretches_stand_in_both_texts_in_order(prior: str, now: str) -> None:
    place = 0
    for span in kept_spans(prior, now):
        place = now.index(prior[span.start : span.end], place) + len(span)
    assert place <= len(now)


@given(TEXTS, TEXTS)
def test_kept_stretches_do_not_overlap(prior: str, now: str) -> None:
    spans = kept_spans(prior, now)
    assert all(first.end <= second.start for first, second in itertools.pairwise(spans))
