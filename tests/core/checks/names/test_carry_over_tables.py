"""The tables of names, and the words of a paragraph, each for itself."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.checks.names.carry_over import PERSON, PLACE, UNIT, NameSpan, persons, places, read_words, units
from core.checks.names.tables import EPITHETS, WORD_LISTS, NameTables, build_tables
from core.errors import BadWords
from core.resources import words_folder
from core.workflows.checking.carry_over import load_names

DIVISIONS = {
    "provinces": "省 江西 湖南\n自治区 广西壮族",
    "cities": "市 宜春\n自治州 恩施土家族苗族",
    "counties": "区 袁州 平安\n县 易 和",
    "towns": "镇 清水 和平\n街道 青山湖",
}
WORDS: Mapping[str, str] = {
    "peoples": "壮族 土家族 苗族",
    "common_words": "平安",
    "common_names": "城区",
    "kinds": "和平 中心",
    "national": "长江经济带 长江",
    "surnames": "王 李 欧阳",
    "posts": "书记 主任",
    "roles": "专家",
    "titles": "同志",
    "actions": "出席",
    "lessons": "精神",
    "epithets": "陇原 甘肃 八桂 广西",
    "place_tails": "社区 村 路",
    "unit_tails": "有限公司 大学",
}
TEXT = st.text(st.sampled_from("书记王小明李延安市江西公司*“”、，。X"), max_size=30)


@pytest.fixture(scope="module")
def tables() -> NameTables:
    return build_tables(DIVISIONS, WORDS)


def spots(text: str, tables: NameTables) -> list[str]:
    return sorted({text[name.start : name.end] for name in places(read_words(text), tables)})


def people(text: str, tables: NameTables) -> list[str]:
    return [text[name.start : name.end] for name in persons(read_words(text), tables)]


def firms(text: str, tables: NameTables) -> list[str]:
    words = read_words(text)
    return [text[name.start : name.end] for name in units(words, tables, places(words, tables))]


def test_full_names_have_their_ending(tables: NameTables) -> None:
    assert {"江西省", "广西壮族自治区", "易县", "清水镇"} <= tables.divisions


def test_short_names_reach_down_to_the_county(tables: NameTables) -> None:
    assert {"江西", "宜春", "袁州"} <= set(tables.shorts)
    assert "清水" not in tables.shorts


def test_a_short_name_has_two_characters_at_least(tables: NameTables) -> None:
    assert "易" not in tables.shorts


def test_several_peoples_are_left_out_of_a_short_name(tables: NameTables) -> None:
    assert tables.shorts["恩施"] == "恩施土家族苗族自治州"
    assert "恩施州" in tables.divisions


def test_an_epithet_knows_its_province(tables: NameTables) -> None:
    assert dict(tables.epithets) == {"陇原": "甘肃", "八桂": "广西"}


def test_an_epithet_without_province_is_left_out() -> None:
    assert not build_tables({}, {"epithets": "陇原"}).epithets


def test_parts_of_a_national_name_know_it(tables: NameTables) -> None:
    assert set(tables.nationals["长江"]) == {"长江经济带", "长江"}
    assert tables.nationals["经济带"] == ("长江经济带",)


def test_posts_and_roles_are_called_together(tables: NameTables) -> None:
    assert tables.words["called"] == {"书记", "主任", "专家"}
    assert tables.words["called_ends"] == {"记", "任", "家"}


@pytest.mark.parametrize("name", ["长江", "城区"])
def test_what_everybody_knows_is_plain(name: str, tables: NameTables) -> None:
    assert tables.is_plain(name)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("与江西省签约。", ["江西省"]),
        ("赴江西学习。", ["江西"]),
        ("在清水镇调研。", ["清水镇"]),
        ("推进城区改造。", []),
        ("和县委沟通。", []),
        ("建设平安乡村。", []),
        ("在*和平镇开展。", []),
        ("“江西”", []),
        ("陇原之光", ["陇原"]),
    ],
)
def test_places_by_list(text: str, found: list[str], tables: NameTables) -> None:
    assert [name for name in spots(text, tables) if name != "学习"] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("书记王小明出席会议。", ["王小明"]),
        ("王小明同志讲话。", ["王小明"]),
        ("王小明、李建国参加。", ["王小明", "李建国"]),
        ("“王小明”工作室", []),
        ("书记王*明讲话。", []),
        ("书记王某讲话。", []),
        ("书记强调。", []),
        ("", []),
    ],
)
def test_people_by_what_stands_beside_them(text: str, found: list[str], tables: NameTables) -> None:
    assert list(dict.fromkeys(people(text, tables))) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("引进江西恒立科技有限公司。", ["江西恒立科技有限公司"]),
        ("与江西师范大学合作。", ["江西师范大学"]),
        ("成立有限公司。", []),
        ("与*科技有限公司合作。", []),
        ("县公安局", []),
        ("形成良好格局。", []),
    ],
)
def test_units_need_a_name_in_front(text: str, found: list[str], tables: NameTables) -> None:
    assert firms(text, tables) == found


def test_words_know_their_places() -> None:
    words = read_words("召开会议。")
    assert [words.at(place) for place in (0, 2, 4)] == [0, 1, 2]
    assert [words.is_start(place) for place in (0, 1, 2, 5)] == [True, False, True, True]


def test_beyond_the_words_there_is_nothing() -> None:
    words = read_words("会议")
    assert (words.word(-1), words.word(9)) == ("", "")
    assert words.stops(-1)
    assert words.stops(9)


def test_no_text_has_no_words() -> None:
    assert read_words("").words == ()


def test_what_stands_in_quotation_marks_is_told() -> None:
    words = read_words("培育“三明”干部")
    assert words.quote(3, 5) == "三明"
    assert words.quote(6, 8) == ""


def test_a_mask_before_a_place_is_seen() -> None:
    assert read_words("**区").is_masked(2)
    assert not read_words("我区").is_masked(1)


@given(TEXT)
def test_names_lie_within_the_text(text: str) -> None:
    words, names = read_words(text), load_names()
    spotted = places(words, names)
    for name in (*spotted, *persons(words, names), *units(words, names, spotted)):
        assert 0 <= name.start < name.end <= len(text)
        assert name.sort in (PLACE, PERSON, UNIT)


def test_names_are_in_the_order_of_their_places() -> None:
    assert sorted([NameSpan(3, 5, PLACE), NameSpan(0, 9, UNIT)])[0].sort == UNIT


def test_an_ending_of_units_that_is_added_counts() -> None:
    added = build_tables(DIVISIONS, {**WORDS, "unit_tails": "大学 设计院"})
    assert firms("与江西恒立设计院合作。", build_tables(DIVISIONS, WORDS)) == []
    assert firms("与江西恒立设计院合作。", added) == ["江西恒立设计院"]


@pytest.mark.parametrize("name", [EPITHETS, *WORD_LISTS])
def test_a_missing_list_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "words").mkdir()
    text = (words_folder() / "names.toml").read_text("utf-8")
    (tmp_path / "words" / "names.toml").write_text(text.replace(f"\n{name} = ", f"\nno_{name} = "), "utf-8")
    (tmp_path / "divisions").mkdir()
    for division in DIVISIONS:
        (tmp_path / "divisions" / f"{division}.txt").write_text("", "utf-8")
    with pytest.raises(BadWords, match="words_incomplete"):
        load_names(tmp_path)
