"""The model of the language: prices of words, its file, and how that is made."""

import zipfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from core.checks.spelling.language import BITS, KNOWN, STRANGE, USUAL, Language, Lists, language, mark_gaps
from core.errors import BadWords
from core.workflows.checking.word_tables import load_language
from tests.corpus import Document
from tests.language import (
    backoffs_of,
    blurred,
    by_use,
    dictionary,
    homophones,
    look_alikes,
    model,
    priced,
    readings,
    sounds_of,
    stroke_codes,
)
from tests.official_words import PHRASE, REPORT, Counts, counted, mixed

ARPA = """\\data\\
\\1-grams:
-2.0\t治理\t-0.5
-3.0\t基层\t-0.5
-7.5\t冶理\t-0.5
-7.5\t冶\t-0.5
-3.0\tabc\t-0.5

\\2-grams:
-0.5\t基层 治理\t0
-2.5\t治理 治理\t0
-0.5\tabc 治理\t0
"""

LINES = ("基层治理，治理水平", "基层治理")
NOTHING = Counts(Counter(), Counter())


def small(
    wrong: Sequence[str] = (), usual: Sequence[str] = (), office: Sequence[str] = ("提质",), **changed: bytes
) -> Language:
    """Two words, the second of which is known to follow the first."""
    parts = {
        "words.txt": "基层\n治理".encode(),
        "prices.bin": bytes((100, 90)),
        "read.bin": bytes((150, 190)),
        "backoffs.bin": bytes((10, 0)),
        "counts.bin": bytes((1, 0, 0, 0)),
        "rights.bin": bytes((1, 0)),
        "pairs.bin": bytes((30,)),
        "signs.txt": "冶\t野\t治".encode(),
        "strokes.txt": "冶uckg\n治ick\n旷jyt\n时jfy\n六uygy\n际bfi".encode(),
        "gaps.bin": bytes(BITS // 8),
        "homophones.txt": "自理 治理\t自立\n提质 体质".encode(),
        "sounds.bin": bytes((0, 1, 0, 0)),
        "rare.txt": "子立提制".encode(),
        "rare_sounds.bin": bytes((2, 3, 0, 0)),
    }
    return language({**parts, **changed}, Lists(office, usual, ["冶治"], wrong))


def test_a_known_pair_has_its_own_price() -> None:
    assert small().price(0, 1) == 30


def test_any_other_word_costs_more_than_alone_by_what_the_word_before_takes_off() -> None:
    assert small().price(0, 0) == 110


def test_office_words_are_added_at_a_price_of_their_own() -> None:
    known = small()
    assert known.prices[known.words["提质"]] == KNOWN


def test_an_office_word_that_the_model_has_keeps_the_lower_price() -> None:
    assert small().prices[1] == 90


def test_a_usual_word_is_cheap() -> None:
    parts = {"prices.bin": bytes((100, 250))}
    assert small(usual=["治理", "无此"], **parts).prices[1] == USUAL


def test_a_usual_word_that_is_cheaper_stays_so() -> None:
    assert small(usual=["治理"]).prices[1] == 90


def test_a_usual_word_is_so_in_official_text_too() -> None:
    assert list(small(usual=["治理"]).read[:2]) == [150, USUAL]


def test_a_sign_that_nobody_knows_is_dear() -> None:
    known = small()
    assert known.price(known.beginning, known.stranger) == STRANGE


def test_a_word_has_those_of_its_sound_and_those_of_nearly_the_same() -> None:
    assert list(small().homophones.of("治理", 1)) == [("自理", True), ("自立", False)]


def test_rare_words_have_some_too() -> None:
    assert list(small().homophones.of("提制", None)) == [("提质", True), ("体质", True)]


def test_words_that_nobody_knows_have_none() -> None:
    assert list(small().homophones.of("提是", None)) == []


def test_office_words_have_none_they_are_meant() -> None:
    known = small()
    assert list(known.homophones.of("提质", known.words["提质"])) == []


def test_office_words_that_the_model_has_have_none_either() -> None:
    assert list(small(office=["治理"]).homophones.of("治理", 1)) == []


def test_sounds_that_are_not_there_are_refused() -> None:
    with pytest.raises(ValueError, match="9"):
        small(**{"sounds.bin": bytes((9, 1, 0, 0))})


def test_words_that_are_always_wrong_are_unknown() -> None:
    assert "基层" not in small(wrong=["基层"]).words


def test_groups_of_like_signs_are_added() -> None:
    assert small().near["冶"] == "治治"


@pytest.mark.parametrize("changed", [{"prices.bin": b"1"}, {"pairs.bin": b""}, {"words.txt": b"\xff"}])
def test_damaged_parts_are_refused(changed: dict[str, bytes]) -> None:
    with pytest.raises(ValueError, match=r"1|2|codec"):
        small(**changed)


def test_long_words_are_known_by_what_is_left_of_them() -> None:
    marks = bytearray(BITS // 8)
    mark_gaps(marks, "负责人")
    left = [("负责", ""), ("", "责人"), ("负", "人"), ("负", "责"), ("治", "理")]
    assert [small(**{"gaps.bin": bytes(marks)}).may_be_long(*one) for one in left] == [True, True, True, False, False]


# The file


def test_the_file_of_the_program_is_read() -> None:
    known = load_language()
    assert known.price(known.words["国内外"], known.words["形势"]) < known.prices[known.words["形势"]]


def test_it_is_read_once() -> None:
    assert load_language() is load_language()


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadWords):
        load_language(tmp_path)


def test_a_file_with_a_part_missing_is_told(tmp_path: Path) -> None:
    (tmp_path / "language").mkdir()
    with zipfile.ZipFile(tmp_path / "language" / "model.zip", "w") as file:
        file.writestr("words.txt", "治理")
    with pytest.raises(BadWords):
        load_language(tmp_path)


# How it is made


def test_rare_words_and_foreign_ones_are_left_out_single_signs_are_not(tmp_path: Path) -> None:
    (tmp_path / "some.arpa").write_text(ARPA, "utf-8")
    words, _ = model(tmp_path / "some.arpa", NOTHING)
    assert [word in words for word in ("治理", "冶理", "abc", "冶")] == [True, False, False, True]


def test_pairs_that_tell_nothing_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "some.arpa").write_text(ARPA, "utf-8")
    _, pairs = model(tmp_path / "some.arpa", NOTHING)
    assert {pair: round(value, 2) for pair, value in pairs.items()} == {("基层", "治理"): -0.5}


def test_the_most_usual_word_comes_first() -> None:
    assert by_use({"冶": -5.0, "治理": -2.0}) == ["治理", "冶"]


def test_a_word_takes_off_the_others_what_it_gives_to_those_that_follow_it() -> None:
    backoffs = backoffs_of({"基层": -3.0, "治理": -2.0}, {("基层", "治理"): -0.5})
    assert (round(backoffs["基层"], 2), backoffs["治理"]) == (-0.16, 0.0)


def document(source: str, is_counted: bool) -> Document:
    some = (Document(source, (f"# {number}", *LINES)) for number in range(99))
    return next(one for one in some if one.is_counted is is_counted)


def read_from(*phrases: str, source: str = "laws") -> Counts:
    return counted([document(source, True), document(source, False)], phrases)


def test_words_and_pairs_of_documents_that_are_not_kept_out_are_counted_within_their_clauses() -> None:
    read = read_from()
    assert (read.words["治理"], read.pairs["基层", "治理"], read.pairs["治理", "水平"]) == (3, 2, 1)
    assert ("治理", "治理") not in read.pairs


def test_a_report_counts_several_times() -> None:
    assert read_from(source="gwr").pairs["治理", "水平"] == REPORT


def test_a_phrase_counts_several_times() -> None:
    assert read_from("水平提高").pairs["水平", "提高"] == PHRASE


def test_what_official_text_writes_becomes_likelier() -> None:
    words = {"基层": -3.0, "治理": -3.0, "水平": -3.0, "自理": -3.0}
    both, pairs = mixed(words, {("基层", "自理"): -1.0}, read_from())
    assert both["治理"] > -3.0 > both["自理"]
    assert pairs["基层", "治理"] > pairs["基层", "自理"]


def test_a_pair_written_once_is_left_out() -> None:
    _, pairs = mixed({"治理": -3.0, "水平": -3.0}, {}, read_from())
    assert ("治理", "水平") not in pairs


@pytest.mark.parametrize(
    ("sound", "same"), [("zheng", "zen"), ("nan", "lan"), ("xing", "xin"), ("shi", "si"), ("er", "er"), ("na", "la")]
)
def test_sounds_that_many_do_not_tell_apart(sound: str, same: str) -> None:
    assert blurred(sound) == same


def test_rare_readings_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "some.txt").write_text("行 hang -1.0\n行 heng -3.0\n行 xing -0.1\n行动 xing'dong\n", "utf-8")
    assert readings(tmp_path / "some.txt") == {"行": {"hang", "xing"}}


def test_signs_of_the_same_strokes_but_one_look_alike(tmp_path: Path) -> None:
    (tmp_path / "some.txt").write_text("uckg 冶\nickg 治\njtyl 监\n", "utf-8")
    alike = look_alikes(stroke_codes(tmp_path / "some.txt"), {"治", "监"})
    assert alike["冶"] == {"治"}


def test_homophones_are_usual_words_whatever_their_signs() -> None:
    words = {"形式": -4.0, "形势": -4.5, "行事": -4.0, "刑式": -5.9}
    lines, _ = homophones(words, dict.fromkeys(words, "xing'shi"))
    assert lines == ["形势 形式 行事"]


def test_words_of_nearly_the_same_sound_share_a_line() -> None:
    lines, numbers = homophones({"支援": -4.0, "资源": -4.0}, {"支援": "zhi'yuan", "资源": "zi'yuan"})
    assert (lines, numbers) == (["支援\t资源"], {"zhi'yuan": 1, "zi'yuan": 2})


def test_words_that_begin_with_a_figure_have_no_homophones() -> None:
    assert homophones({"一级": -4.0, "以及": -4.0}, {"一级": "yi'ji", "以及": "yi'ji"})[0] == ["以及"]


def test_a_word_without_pinyin_has_that_of_its_signs(tmp_path: Path) -> None:
    (tmp_path / "some.txt").write_text("保 bao\n户 hu -0.1\n户 fu -3.0\n", "utf-8")
    assert sounds_of(tmp_path / "some.txt", ["保户"]) == {"保户": "bao'hu"}


def test_idioms_of_the_dictionary_are_taken_names_are_not() -> None:
    words = dictionary()
    assert [word in words for word in ("明察暗访", "上海")] == [True, False]


def test_a_price_is_never_more_than_a_byte() -> None:
    assert (priced(-1.0), priced(-99.0)) == (32, 255)


@pytest.mark.parametrize(
    ("one", "other", "alike"), [("冶", "治", True), ("旷", "时", True), ("六", "际", False), ("冶", "无", False)]
)
def test_characters_are_made_alike_that_share_parts(one: str, other: str, alike: bool) -> None:
    assert small().is_made_alike(one, other) is alike
