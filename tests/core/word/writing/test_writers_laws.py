"""What holds of every title, list of names and mark that a layout is given, and of every export in every layout."""

from dataclasses import replace
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.particulars import MANY, NAMES
from core.typesetting.standard import CHARACTERS_PER_LINE, sealed_indents, signature_indents, width
from core.word.layouts.file import Fields, WordLayout
from core.word.layouts.fillable import LEFT, LINE, SIZE, TAB, LineMeasure
from core.word.layouts.templating import load_layout
from core.word.writing.document import SMALLEST_MARK, settings_for, title_width, write_word
from core.word.writing.marks import with_fact_marks
from core.word.writing.particulars import (
    attendance_rows,
    authorities,
    head_lines,
    head_marks,
    mark,
    minutes_mark,
    names_in,
    note_row,
    signatory_lines,
    signatory_rows,
    tidy_particulars,
)
from core.word.writing.values import NAMES as VALUES
from core.word.writing.values import TextOptions, break_title, layout_values
from core.workflows.exporting.options import current_fields, with_fields
from core.workflows.layouts.files import layout_names, plain_layout
from tests.builders import make_draft
from tests.word_files import texts

WIDE = LineMeasure(8844, dict.fromkeys(("署名", "签发人", "Title"), 315))
HAN = st.text("青禾县档案馆教育局办公室林业水利", min_size=2, max_size=12)
PERSON = st.text("王李张周正平一宁安明远", min_size=2, max_size=4)
SAID = st.text("青禾县；;、，。：文件印发（）() 　\n抄送：纪要", max_size=14)
GIVEN = st.dictionaries(st.sampled_from(NAMES), SAID)
few = settings(max_examples=25)
CODES = st.text("国A1<&>\"'\x00\x0b\ufffe\t\n", max_size=12)


def with_particulars(given: dict[str, str], source: str = "title |总结\nbody |正文。") -> Draft:
    """A draft with these particulars."""
    draft = make_draft(source)
    return replace(draft, identity=replace(draft.identity, particulars=tuple(given.items())))


def tidy(given: dict[str, str]) -> dict[str, str]:
    """Particulars as layouts expect them."""
    return tidy_particulars(with_particulars(given))


@lru_cache(maxsize=8)
def compiled(name: str) -> WordLayout:
    """A built-in layout, compiled once."""
    return load_layout(plain_layout(name))


# Titles


@pytest.mark.parametrize("count", [1, 2, 17, 18])
def test_a_short_title_is_one_line(count: int) -> None:
    assert break_title(["国"] * count, 18) == ("国" * count,)


@few
@given(st.integers(19, 35))
def test_a_title_of_two_lines_has_two_of_nearly_one_length(count: int) -> None:
    lines = break_title(["国"] * count, 18)
    assert len(lines) == 2
    assert 1 <= abs(len(lines[0]) - len(lines[1])) <= 2


@pytest.mark.parametrize(
    ("measure", "characters"),
    [
        (LineMeasure(8844, {"Title": 440}), 20),
        (LineMeasure(8844, {"Title": 9000}), 1),
        (LineMeasure(8844), 20),
        (LineMeasure(0, {"Title": 440}), 20),
    ],
)
def test_how_many_characters_of_the_title_stand_on_a_line(measure: LineMeasure, characters: int) -> None:
    assert title_width(measure) == characters


# Signature and date


@few
@given(HAN, st.sampled_from(("2023年1月8日", "2023年11月18日", "二〇二三年七月五日")))
def test_signature_and_date_stand_on_the_line_two_characters_from_the_edge(signature: str, date: str) -> None:
    first, second = signature_indents(signature, date)
    ends = (first + width(signature), second + width(date))
    assert CHARACTERS_PER_LINE - 2 in ends
    assert max(ends) <= CHARACTERS_PER_LINE or width(signature) > CHARACTERS_PER_LINE - 2
    assert abs(second - first) == 2 or 0 in (first, second)


@few
@given(HAN, st.sampled_from(("2023年1月8日", "2023年11月18日")))
def test_below_a_seal_signature_and_date_have_one_middle(signature: str, date: str) -> None:
    first, second = sealed_indents(signature, date)
    assert first + width(signature) / 2 == second + width(date) / 2
    assert max(first + width(signature), second + width(date) + 4) <= CHARACTERS_PER_LINE


@pytest.mark.parametrize(
    ("seal", "indents"),
    [("", (20, 22)), ("无", (20, 22)), ("否", (20, 22)), ("有", (18, 18)), ("青禾县档案馆", (18, 18))],
)
def test_a_seal_moves_signature_and_date(seal: str, indents: tuple[int, int]) -> None:
    draft = with_particulars({"印章": seal}, "title |总结\nsignature |青禾县档案馆\nissue_date |2022年1月8日")
    found = settings_for(draft, WIDE, {})
    expected = tuple(round(each * 315) for each in indents)
    assert (found["署名", LEFT], found["成文日期", LEFT]) == expected


def test_a_draft_without_an_end_sets_no_indents() -> None:
    assert settings_for(with_particulars({}), WIDE, {}) == {}


# Names


@few
@given(st.lists(PERSON, max_size=7))
def test_signatories_are_all_there_two_to_a_line(names: list[str]) -> None:
    rows = signatory_rows(names)
    assert "".join(rows).replace("　", "") == "".join(names)
    assert len(rows) == -(-len(names) // 2)


@few
@given(st.lists(PERSON, min_size=3, max_size=7))
def test_the_second_names_of_all_lines_begin_at_one_place(names: list[str]) -> None:
    rows = [row for number, row in enumerate(signatory_rows(names)) if 2 * number + 1 < len(names)]
    cell = max(3 if len(name) == 2 else len(name) for name in names)
    assert {row[cell] for row in rows} == {"　"}
    assert all(row[cell + 1] != "　" for row in rows)


@few
@given(st.lists(PERSON, min_size=1, max_size=6), st.text("12", min_size=1, max_size=2))
def test_lines_of_signatories_say_so_once_and_number_the_last(names: list[str], number: str) -> None:
    rows = list(signatory_lines(names, number))
    assert [row["标题"] for row in rows] == ["签发人：", *["　　　　"] * (len(rows) - 1)]
    assert [row["编号"] for row in rows] == [*[""] * (len(rows) - 1), number]


@few
@given(st.lists(PERSON, min_size=1, max_size=6))
def test_signatories_end_one_character_before_the_edge(names: list[str]) -> None:
    found = settings_for(with_particulars({"签发人": "、".join(names)}), WIDE, {})
    begin = found["签发人", LEFT]
    longest = max(map(width, signatory_rows(names)))
    assert found["上行文发文字号", TAB] == begin
    assert begin == max(8844 // 315 - 1 - 4 - longest, 0) * 315


@few
@given(st.lists(HAN, max_size=5), st.sampled_from(("、", "；", ";", "\n", "、\n")))
def test_names_are_the_same_whatever_parts_them(names: list[str], between: str) -> None:
    assert names_in(between.join(names)) == tuple(names)


# Particulars


@few
@given(GIVEN)
def test_tidying_twice_is_tidying_once(given: dict[str, str]) -> None:
    once = tidy(given)
    assert tidy(once) == once


@few
@given(GIVEN)
def test_every_particular_has_a_value_and_lists_have_one_separator(given: dict[str, str]) -> None:
    found = tidy(given)
    assert set(found) == set(NAMES)
    assert not [name for name in MANY if {"；", ";", "\n"} & set(found[name])]


@few
@given(GIVEN)
def test_marks_say_what_they_are_once(given: dict[str, str]) -> None:
    found = tidy(given)
    assert mark(found) == "" or mark(found).endswith("文件")
    assert minutes_mark(found) == "" or minutes_mark(found).endswith("纪要")
    assert mark(found).removesuffix("文件") == "".join(authorities(found)[:1])


@few
@given(GIVEN)
def test_the_head_has_three_lines_with_every_mark_that_is_given(given: dict[str, str]) -> None:
    found = tidy(given)
    lines = head_lines(found)
    assert len(lines) == 3
    assert [line for line in lines if line["类别"] != "空行"] == head_marks(found)
    assert not found["密级"] or lines[1]["类别"] == "密级"


@few
@given(GIVEN)
def test_lines_of_attendance_are_split_where_their_fonts_change(given: dict[str, str]) -> None:
    rows = attendance_rows(tidy(given))
    assert [row["文字"] for row in rows] == [f"{row['标题']}{row['正文']}" for row in rows]


@few
@given(SAID)
def test_a_note_stands_in_one_pair_of_brackets(said: str) -> None:
    text = str(note_row(tidy({"附注": said}))["文字"])
    assert text in ("", "（）") or (text[0], text[-1]) == ("（", "）")


@few
@given(GIVEN)
def test_every_value_that_a_layout_may_name_is_there(given: dict[str, str]) -> None:
    found = layout_values(with_particulars(given), TextOptions({}, list, 20))
    assert set(found) == VALUES
    assert all(isinstance(row, Fields) for row in found["各段"])  # type: ignore[attr-defined]


# Marks too long for their line

USUAL = {
    ("发文机关标志", SIZE): 124,
    ("发文机关标志", LINE): 1400,
    ("联合发文机关", SIZE): 88,
    ("联合发文机关", LINE): 1000,
}


@few
@given(st.integers(2, 60))
def test_a_mark_fits_its_line_or_is_as_small_as_it_may_be(count: int) -> None:
    found = settings_for(with_particulars({"发文机关": "青" * count}), WIDE, USUAL)
    size = found.get(("发文机关标志", SIZE), 124)
    assert size == SMALLEST_MARK or size * 10 * (count + 2) <= 8844
    assert size <= 124


@few
@given(st.integers(2, 60), st.integers(2, 60))
def test_a_longer_mark_is_never_larger(one: int, other: int) -> None:
    few, many = sorted((one, other))
    sizes = [
        settings_for(with_particulars({"发文机关": "青" * count}), WIDE, USUAL).get(("发文机关标志", SIZE), 124)
        for count in (few, many)
    ]
    assert sizes[0] >= sizes[1]


@few
@given(st.integers(2, 9))
def test_names_of_a_joint_issue_leave_room_for_text(count: int) -> None:
    names = "、".join(f"青禾县第{number}局" for number in range(count))
    found = settings_for(with_particulars({"发文机关": names}), WIDE, USUAL)
    line = found.get(("联合发文机关", LINE), 1000)
    assert line * count <= 3500 or found["联合发文机关", SIZE] == SMALLEST_MARK


# Highlighted text

SPANS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 5)), max_size=4).map(
    lambda found: sorted({(start, start + length) for start, length in found})
)


@few
@given(st.text("国家好12", max_size=12), SPANS, st.integers(0, 6), st.integers(0, 12))
def test_marks_add_nothing_to_the_text_and_stand_in_pairs(
    text: str, spans: list[tuple[int, int]], start: int, end: int
) -> None:
    found = with_fact_marks(text, start, max(start, min(end, len(text))), spans)
    plain = found.replace("\x13", "").replace("\x14", "")
    assert plain == text[start : max(start, min(end, len(text)))]
    assert "".join(sign for sign in found if sign in "\x13\x14") == "\x13\x14" * found.count("\x13")


# Whole files


@settings(max_examples=15)
@given(st.sampled_from(layout_names()), CODES, CODES, st.dictionaries(st.sampled_from(NAMES), CODES, max_size=4))
def test_any_characters_can_be_written_and_shown(name: str, title: str, body: str, given: dict[str, str]) -> None:
    draft = with_particulars(given)
    elements = (Element("e1", Role.TITLE, f"题{title}"), Element("e2", Role.BODY, f"文{body}终"))
    written = write_word(replace(draft, elements=elements, facts=()), compiled(name), True, "k").value
    shown = "".join(texts(written))
    kept = "".join(sign for sign in body if sign not in "\x00\x0b\ufffe\t\n")
    assert f"文{kept}终" in shown.replace("\t", "").replace("\n", "")


@pytest.mark.parametrize("name", layout_names())
def test_the_same_draft_gives_the_same_bytes(name: str) -> None:
    draft = with_particulars({"签发人": "王一宁", "抄送": "县委"}, "title |总结\nh1 一、|情况\nbody |接待{12}次。")
    assert write_word(draft, compiled(name), True, "k").value == write_word(draft, compiled(name), True, "k").value


@pytest.mark.parametrize("name", layout_names())
def test_marks_of_open_facts_change_no_word(name: str) -> None:
    draft = make_draft("title |总结\nh1 一、|情况\nbody |接待{12}次，{**}人。")
    written = [texts(write_word(draft, compiled(name), marks, "k").value) for marks in (True, False)]
    assert written[0] == written[1]


@few
@given(
    st.dictionaries(
        st.sampled_from(("标题", "主送", "署名", "成文日期", *NAMES)), st.text("国家 1", max_size=6), max_size=5
    )
)
def test_fields_that_are_set_are_told_again(fields: dict[str, str]) -> None:
    draft = with_fields(make_draft("title |总结\nbody |正文。"), fields)
    again = current_fields(draft)
    assert {name: again[name] for name in fields} == {name: text.strip() for name, text in fields.items()}
