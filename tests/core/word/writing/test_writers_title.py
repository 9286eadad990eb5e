"""Long titles: lines of a trapezium or rhombus, words whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.typesetting.standard import width
from core.word.writing.values import break_title

LIMIT = 20

TITLES = (
    ("青禾县|档案馆|2023|年|上半年|工作|总结", ("青禾县档案馆2023年上半年工作总结",)),
    (
        "中共|青禾|县委|组织部|关于|2023|年|上半年|组织|工作|情况|的|总结|报告",
        ("中共青禾县委组织部关于2023年上半年", "组织工作情况的总结报告"),
    ),
    (
        "在|全县|组织部长|会议|暨|基层|党建|工作|推进会|上|的|讲话",
        ("在全县组织部长会议暨基层", "党建工作推进会上的讲话"),
    ),
    (
        "青禾县|人民政府|办公室|关于|印发|《|青禾县|2023|年度|重点|工作|任务|分解|方案|》|的|通知",
        ("青禾县人民政府办公室", "关于印发《青禾县2023年度", "重点工作任务分解方案》的通知"),
    ),
)
WORDS = st.lists(
    st.sampled_from(("青禾县", "人民政府", "关于", "的", "2023", "年", "《", "》", "、", "通知", "和")), max_size=40
)


@pytest.mark.parametrize(("words", "expected"), TITLES)
def test_a_title_is_broken_where_the_sense_pauses(words: str, expected: tuple[str, ...]) -> None:
    assert break_title(words.split("|"), LIMIT) == expected


@given(WORDS)
def test_the_lines_are_the_title(words: list[str]) -> None:
    assert "".join(break_title(words, LIMIT)) == "".join(words)


@given(st.lists(st.sampled_from(("青禾县", "人民政府", "文件", "印发", "通知")), max_size=40))
def test_no_line_is_wider_than_the_measure(words: list[str]) -> None:
    assert max(width(line) for line in break_title(words, LIMIT)) <= LIMIT


@given(WORDS)
def test_words_stay_whole(words: list[str]) -> None:
    ends, place = set(), 0
    for word in words:
        place += len(word)
        ends.add(place)
    lines = break_title(words, LIMIT)
    assert {sum(map(len, lines[:count])) for count in range(1, len(lines))} <= ends


@given(WORDS)
def test_no_line_begins_with_what_closes_or_ends_with_what_opens(words: list[str]) -> None:
    lines = break_title(words, LIMIT)
    assert not any(line[0] in "》、的" for line in lines[1:])
    assert not any(line[-1] in "《、和" for line in lines[:-1])


@pytest.mark.parametrize("count", [21, 39, 41, 59, 61, 79])
def test_three_lines_and_more_have_no_waist(count: int) -> None:
    widths = [width(line) for line in break_title(["长"] * count, LIMIT)]
    inner = zip(widths, widths[1:], widths[2:], strict=False)
    assert not any(middle < min(before, after) for before, middle, after in inner)


def test_a_word_wider_than_the_line_is_left_to_the_word_processor() -> None:
    assert break_title(["A" * 60], LIMIT) == ("A" * 60,)


def test_an_endless_title_is_filled_line_by_line() -> None:
    assert [len(line) for line in break_title(["长长"] * 60, LIMIT)] == [20] * 6
