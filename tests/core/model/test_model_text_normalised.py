"""Dashes and zeros that only look like others: read as what is meant, each sign in its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.elements import Element, Role
from core.model.text import normalised, without_invisible
from core.roll_over.numerals import shifted
from core.workflows.facts import find_facts


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("5─10年", "5—10年"),
        ("1━7月", "1—7月"),
        ("3%―5%", "3%—5%"),
        ("20〜30人", "20～30人"),
        ("二OO二年", "二〇〇二年"),
        ("一九八０年", "一九八〇年"),
        ("二０二一年", "二〇二一年"),
        ("55O次", "550次"),
        ("1OO余人", "100余人"),
        ("3O%", "30%"),
        ("20O2年", "2002年"),
    ],
)
def test_odd_signs_in_figures_are_read_as_meant(written: str, meant: str) -> None:
    assert normalised(written) == meant


@pytest.mark.parametrize(
    "text", ["2O型血", "A4O纸", "PM2.5─污染", "一─二", "O型", "第二0中学", "───", "某某○○县", "GBO2", "5O", "二○二三年"]
)
def test_what_is_no_figure_stays(text: str) -> None:
    assert normalised(text) == text


@given(st.text(st.sampled_from("一二九十〇○OoＯ0５5─━~〜年月次人%A，."), max_size=24))
def test_what_is_read_is_as_long_as_what_is_written(text: str) -> None:
    assert len(normalised(text)) == len(text)


@given(st.text(st.sampled_from("全区12。\u200b\ufeff\u00ad\u202e\u2068\u0627\u200d\U0001f468"), max_size=24))
def test_only_signs_that_nobody_sees_are_taken_out(text: str) -> None:
    unseen = {"\u200b", "\ufeff", "\u00ad", "\u202e", "\u2068", "\u200d"}
    assert [sign for sign in without_invisible(text) if sign not in unseen] == [s for s in text if s not in unseen]


UNSEEN = (
    *("\u200b", "\ufeff", "\u00ad", "\u180e", "\u2060", "\u034f", "\u3164", "\u200c", "\u200d", "\ufe0f"),
    *map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))),
)


@pytest.mark.parametrize("sign", UNSEEN, ids=ascii)
def test_a_sign_that_nobody_sees_hides_no_figure(sign: str) -> None:
    (fact,) = find_facts((Element("e1", Role.BODY, without_invisible(f"建成水库3{sign}8座。")),))
    assert (fact.text, fact.unit) == ("38", "座")


def test_signs_that_change_a_picture_stay_beside_it() -> None:
    assert without_invisible("办结1\ufe0f\u20e3件") == "办结1\ufe0f\u20e3件"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("建成5─10年的道路。", ("range", "5─10", "年")),
        ("检查55O次。", ("count", "55O", "次")),
        ("二OO二年改制。", ("year", "二OO二", "年")),
        ("一九八０年建站。", ("year", "一九八０", "年")),
        ("投资3━5亿元。", ("range", "3━5", "亿元")),
    ],
)
def test_facts_are_found_in_them_and_keep_their_words(text: str, found: tuple[str, str, str]) -> None:
    (fact,) = find_facts([Element("e1", Role.BODY, text)])
    assert (fact.subkind, fact.text, fact.unit) == found


@pytest.mark.parametrize(
    ("old", "new"),
    [("二OO二年", "二〇〇三年"), ("二○○二年", "二○○三年"), ("一九八０年", "一九八一年"), ("二零零九年", "二零一零年")],
)
def test_a_year_that_moves_is_written_with_proper_zeros(old: str, new: str) -> None:
    assert shifted(old, 1) == new


def test_figures_around_struck_out_text_are_no_one_figure() -> None:
    (fact,) = find_facts([Element("e1", Role.BODY, "完成投资500  600万元。")])
    assert fact.text == "600"
