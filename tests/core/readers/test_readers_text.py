"""Text files: encodings told by content, lines that are paragraphs, breaks taken back on strong evidence only."""

import codecs
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.encoding import decode, plausibility
from core.errors import BadInput
from core.readers.lines import find_wrapping, goes_on, paragraphs_of, split_lines
from core.readers.text import LARGEST_TEXT, read_text

SIMPLIFIED = (
    "各位代表：\n现在，我代表区政府报告上半年工作，请予审议。\n一、主要工作\n全区新建项目12个，完成投资3亿元。\n"
)
TRADITIONAL = (
    "各位代表：\n現在，我代表區政府報告上半年工作，請予審議。\n一、主要工作\n全區新建專案12個，完成投資3億元。\n"
)
BODY = (
    "今年以来，柳溪区坚持把服务群众作为一切工作的出发点和落脚点，统筹推进城乡建设、产业发展和社会治理，各项事业稳步向前。"
    "全区新建便民服务站十二个，培训网格员三百余名，办理群众诉求两千四百件，按期办结率明显提高，群众满意度逐季上升。"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_simplified_text_is_read_in_every_encoding(encoding: str) -> None:
    assert decode(SIMPLIFIED.encode(encoding)).text == SIMPLIFIED


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
def test_traditional_text_is_read_in_every_encoding(encoding: str) -> None:
    assert decode(TRADITIONAL.encode(encoding)).text == TRADITIONAL


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")],
    ids=["little", "big"],
)
def test_a_byte_order_mark_is_no_text(mark: bytes, encoding: str) -> None:
    assert decode(mark + SIMPLIFIED.encode(encoding)).text == SIMPLIFIED


@pytest.mark.parametrize("text", ["你好", "工作总结", "机关工作总结", "办公室"])
def test_a_few_characters_of_gbk_suffice(text: str) -> None:
    assert decode(text.encode("gbk")).text == text


@pytest.mark.parametrize("text", ["你好", "工作總結", "機關工作總結", "辦公室"])
def test_a_few_characters_of_big5_suffice(text: str) -> None:
    assert decode(text.encode("big5")).text == text


def test_big5_read_as_gb18030_is_less_plausible() -> None:
    data = TRADITIONAL.encode("big5")
    assert plausibility(data.decode("gb18030")) < 0.5 < plausibility(data.decode("big5"))


def test_characters_beyond_gbk_are_kept() -> None:
    text = "镕基大道、㙍街道、𠮷祥社区开展了三次培训，共有八十名干部参加。"
    assert decode(text.encode("gb18030")).text == text


def test_ascii_is_plain_text() -> None:
    assert decode(b"Report 2022\n").text == "Report 2022\n"


def test_a_file_cut_inside_a_character_is_read_and_told() -> None:
    result = read_text(BODY.encode("gb18030")[:-1])
    assert result.value.paragraphs[0].text.startswith(BODY[:-1])
    assert [notice.code for notice in result.notices] == ["text_damaged"]


@pytest.mark.parametrize("number", range(3))
def test_random_bytes_are_no_text(number: int) -> None:
    with pytest.raises(BadInput) as caught:
        decode(random.Random(number).randbytes(5000))
    assert caught.value.code == "text_not_text"


def test_random_bytes_without_zero_have_no_encoding() -> None:
    with pytest.raises(BadInput) as caught:
        decode(random.Random(1).randbytes(5000).replace(b"\0", b"a"))
    assert caught.value.code == "text_unknown_encoding"


def test_control_characters_are_no_text() -> None:
    with pytest.raises(BadInput) as caught:
        decode(b"ab\x01\x02\x03\x04\x05" * 50)
    assert caught.value.code == "text_not_text"


@pytest.mark.parametrize(
    "data", [b"", b"\xef\xbb\xbf", b" \r\n\n", "\u3000\n".encode()], ids=["nothing", "mark", "ascii", "wide"]
)
def test_a_file_without_a_word_is_empty(data: bytes) -> None:
    with pytest.raises(BadInput) as caught:
        read_text(data)
    assert caught.value.code == "input_empty"


def test_a_huge_text_is_refused_before_it_is_decoded() -> None:
    with pytest.raises(BadInput) as caught:
        read_text(b"\xff" * (LARGEST_TEXT + 1))
    assert caught.value.code == "text_too_long"


@pytest.mark.parametrize("mark", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x0b"])
def test_every_line_break_ends_a_line(mark: str) -> None:
    assert split_lines(f"甲{mark}乙{mark}{mark}丙{mark}") == ["甲", "乙", "", "丙"]


def test_lines_are_numbered_with_blank_ones() -> None:
    found = read_text("一、概况\r\n\r\n　　全区稳定。\r\n".encode()).value.paragraphs
    assert [(paragraph.line, paragraph.text) for paragraph in found] == [
        (1, "一、概况"),
        (2, ""),
        (3, "　　全区稳定。"),
    ]


def wrapped(columns: int, indent: str = "　　") -> str:
    """Two paragraphs under a heading as a program of old wrapped them."""
    lines = ["一、工作开展情况"]
    for body in (BODY, BODY[::-1].lstrip("。") + "。"):
        text = indent + body
        lines += [text[start : start + columns] for start in range(0, len(text), columns)]
    return "\n".join(lines)


@pytest.mark.parametrize("columns", [18, 20, 35, 38, 40])
def test_hard_wrapped_columns_are_joined(columns: int) -> None:
    found = paragraphs_of(wrapped(columns)).paragraphs
    assert [paragraph.text for paragraph in found] == [
        "一、工作开展情况",
        f"　　{BODY}",
        f"　　{BODY[::-1].lstrip('。')}。",
    ]


def test_a_joined_paragraph_has_the_line_it_begins_on() -> None:
    found = paragraphs_of(wrapped(40)).paragraphs
    assert [paragraph.line for paragraph in found] == [1, 2, 5]


HEADED = [
    text
    for number in range(1, 7)
    for text in (
        f"　　{number}.抓实第{number}件实事",
        f"　　到202{number}年6月底，{BODY}",
        f"　　累计投入{number}30万元。",
    )
]


def broken(text: str, columns: int, narrow: float) -> list[str]:
    """A paragraph cut at a margin; ``narrow`` is the place a half-width character takes."""
    lines, taken = [""], 0.0
    for char in text:
        place = narrow if char < "\u0250" else 1.0
        if taken + place > columns:
            lines.append("")
            taken = 0.0
        lines[-1] += char
        taken += place
    return lines


@pytest.mark.parametrize("columns", [26, 32, 38])
@pytest.mark.parametrize("narrow", [0.5, 1.0])
def test_wrapping_between_many_short_headings_is_taken_back(columns: int, narrow: float) -> None:
    lines = [line for text in HEADED for line in broken(text, columns, narrow)]
    assert len(lines) > len(HEADED)
    assert [paragraph.text for paragraph in paragraphs_of("\n".join(lines)).paragraphs] == HEADED


def test_paragraphs_between_many_short_headings_stay_apart() -> None:
    assert paragraphs_of("\n".join(HEADED)).joins == 0


def test_lines_of_differing_length_are_paragraphs() -> None:
    assert find_wrapping([BODY, BODY[:30], "一、概况", BODY[:55], BODY[:80]]) is None


def test_equally_long_sentences_are_paragraphs() -> None:
    lines = [f"{number}.{BODY[:27]}。" for number in range(1, 9)]
    assert len(paragraphs_of("\n".join(lines)).paragraphs) == 8


LONG = "全区各级各部门认真落实年度重点工作任务，持续抓好项目建设和民生保障"


@pytest.mark.parametrize(
    ("line", "following"),
    [
        pytest.param(f"{LONG}，", "推动各项工作取得新的成效。", id="comma"),
        pytest.param(f"{LONG}、", "乡村振兴等工作。", id="enumeration comma"),
        pytest.param(LONG, "，推动各项工作取得成效。", id="next opens with a comma"),
        pytest.param(f"{LONG}（含街道", "社区）等。", id="inside brackets"),
        pytest.param(f"{LONG}，打造“一站", "式”服务。", id="inside quotation marks"),
    ],
)
def test_a_sentence_broken_in_the_middle_goes_on(line: str, following: str) -> None:
    assert goes_on(line, following, None)


@pytest.mark.parametrize(
    ("line", "following"),
    [
        pytest.param("一、工作开展情况", "今年以来，全区稳定。", id="heading"),
        pytest.param(f"{LONG}。", "今年以来，全区稳定。", id="full stop"),
        pytest.param(f"{LONG}；", "今年以来，全区稳定。", id="semicolon"),
        pytest.param("尊敬的各位领导、各位来宾，同志们，", "受区委委托，由我汇报。", id="vocative"),
        pytest.param(f"{LONG}，", "二、存在的问题", id="ordinal"),
        pytest.param(f"{LONG}，", "　　今年以来，全区稳定。", id="indented"),
        pytest.param(f"{LONG}，", "", id="blank"),
        pytest.param(f"{LONG}，实施“扩面提质", "“双提升”工程。", id="quotation mark forgotten"),
        pytest.param("关于报送二〇二二年上半年", "工作总结的报告", id="title on two lines"),
        pytest.param(f"{LONG}", "柳溪区人民政府", id="signature"),
    ],
)
def test_two_paragraphs_stay_apart(line: str, following: str) -> None:
    assert not goes_on(line, following, None)


def test_one_line_is_cut_at_wide_blanks() -> None:
    found = paragraphs_of("　　柳溪区总结　　一、概况　　全区稳定。　二、问题　　王　明同志")
    assert [paragraph.text for paragraph in found.paragraphs] == [
        "　　柳溪区总结", "　　一、概况", "　　全区稳定。", "　二、问题", "　　王　明同志",
    ]  # fmt: skip
    assert {paragraph.line for paragraph in found.paragraphs} == {1}


def test_wide_blanks_in_a_text_of_several_lines_stay() -> None:
    assert len(paragraphs_of("签发人：甲　　　联系人：乙\n正文。").paragraphs) == 2


def test_what_was_joined_is_told() -> None:
    notices = read_text(wrapped(40).encode()).notices
    assert [(notice.code, notice.count) for notice in notices] == [("text_lines_joined", 4)]


TEXTS = st.text(st.sampled_from("一二工作，。；：“”（）、全区AB 12\u3000\t\n\r\u2028"), min_size=1, max_size=400)


@given(TEXTS)
def test_nothing_of_the_text_is_lost(text: str) -> None:
    found = "".join(paragraph.text for paragraph in paragraphs_of(text).paragraphs)
    assert "".join(found.split()) == "".join(text.split())


@given(TEXTS)
def test_lines_never_run_backwards(text: str) -> None:
    lines = [paragraph.line for paragraph in paragraphs_of(text).paragraphs]
    assert lines == sorted(lines)
    assert all(1 <= line <= len(split_lines(text)) for line in lines)


@given(
    st.lists(
        st.sampled_from([BODY, BODY[:40] + "。", "一、概况", "", "　　（一）加强学习。" + BODY]), min_size=1, max_size=9
    )
)
def test_paragraphs_on_lines_of_their_own_come_out_as_they_are(lines: list[str]) -> None:
    found = paragraphs_of("\n".join([*lines, "完。"])).paragraphs
    assert [paragraph.text for paragraph in found] == [*lines, "完。"]


@pytest.mark.shared
def test_a_real_report_is_one_paragraph_a_line(seed: Path) -> None:
    text = seed.read_text("utf-8")
    found = read_text(seed.read_bytes()).value.paragraphs
    assert [(paragraph.line, paragraph.text) for paragraph in found] == list(enumerate(split_lines(text), 1))


@pytest.mark.shared
@pytest.mark.parametrize("columns", [35, 40])
def test_a_real_report_survives_wrapping(seed: Path, columns: int) -> None:
    lines = [line for line in split_lines(seed.read_text("utf-8")) if line.strip()]
    broken = [
        ("　　" + line.strip())[start : start + columns]
        for line in lines
        for start in range(0, len(line.strip()) + 2, columns)
    ]
    found = paragraphs_of("\n".join(broken)).paragraphs
    assert ["".join(paragraph.text.split()) for paragraph in found] == ["".join(line.split()) for line in lines]
