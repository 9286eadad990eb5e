"""Words as data: every list counts, a word added to one is recognised, and no list holds anything but plain words."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence

import pytest

from core.errors import BadWords
from core.model.raw import LookHints, RawDocument, RawParagraph
from core.parsing.phrases import build_phrases
from core.parsing.recognise import recognise
from core.parsing.word_lists import WordLists
from core.paths import resources_folder

SOURCE = (resources_folder() / "words" / "reports.toml").read_text("utf-8")
WORDS = {name: tuple(text.split()) for name, text in tomllib.loads(SOURCE).items()}
REPORT = (
    "2021年工作总结",
    "一年来，我们做了大量工作。",
    "一、工作情况",
    "开展检查23次。",
    "二、下一步打算",
    "继续抓好落实。",
)


class Recorded(Mapping[str, Sequence[str]]):
    """The words, remembering which lists were asked for."""

    def __init__(self) -> None:
        self.asked: set[str] = set()

    def __getitem__(self, name: str) -> Sequence[str]:
        self.asked.add(name)
        return WORDS[name]

    def __iter__(self) -> Iterator[str]:
        return iter(WORDS)

    def __len__(self) -> int:
        return len(WORDS)


def roles_of(texts: Sequence[str], words: Mapping[str, Sequence[str]], look: LookHints | None = None) -> list[str]:
    raw = RawDocument(tuple(RawParagraph(text, number, look=look) for number, text in enumerate(texts, 1)))
    return [element.role.value for element in recognise(raw, build_phrases(words)).value.elements]


def extended(name: str, word: str) -> dict[str, tuple[str, ...]]:
    return {**WORDS, name: (*WORDS[name], word)}


def test_every_list_is_used() -> None:
    recorded = Recorded()
    build_phrases(recorded)
    assert sorted(recorded.asked) == sorted(WORDS)


@pytest.mark.parametrize("name", sorted(WORDS))
def test_a_list_that_is_missing_is_named(name: str) -> None:
    with pytest.raises(BadWords) as caught:
        build_phrases({other: words for other, words in WORDS.items() if other != name})
    assert (caught.value.code, caught.value.parameters) == ("words_incomplete", {"list": name})


@pytest.mark.parametrize("name", sorted(WORDS))
def test_a_list_may_be_emptied(name: str) -> None:
    assert len(roles_of(REPORT, {**WORDS, name: ()})) == len(REPORT)


def test_lists_hold_plain_words_only() -> None:
    signs = frozenset("[]{}|\\*+^$?\"'（）")
    assert [word for words in WORDS.values() for word in words if signs & set(word)] == []


def test_no_list_says_a_word_twice() -> None:
    assert [name for name, words in WORDS.items() if len(set(words)) < len(words)] == []


def test_every_list_says_what_it_does() -> None:
    blocks = [block for block in SOURCE.split("\n\n") if " = '''" in block]
    assert [block[:20] for block in blocks if not block.startswith("# ")] == []


# The list, the word added to it, the lines, which of them changes, and its role before and after.
ADDED = [
    ("title_nouns", "日志", ("扶贫，在路上的日志", *REPORT[1:]), 0, "preamble", "title"),
    ("version_names", "呈批件", ("管理办法", "（呈批件）", *REPORT[1:]), 1, "subtitle", "title"),
    ("masthead_marks", "急件", ("急件", *REPORT), 0, "title", "noise"),
    ("people", "各位网友", ("工作汇报", "各位网友！", *REPORT[1:]), 1, "preamble", "vocative"),
    ("organ_ends", "供电段", (*REPORT, "云山县松岭供电段"), -1, "body", "signature"),
    ("posts", "站务长", (*REPORT, "云山站务长王小明"), -1, "body", "signature"),
    ("surnames", "令狐", (*REPORT, "令狐小明"), -1, "body", "signature"),
    ("closing_formulas", "汇报到此为止", (*REPORT, "汇报到此为止。"), -1, "body", "closing"),
    ("page_starts", "云上云山", ("云上云山欢迎你", *REPORT), 0, "title", "noise"),
    ("page_labels", "阅读时长", ("阅 读 时 长：3分钟", *REPORT), 0, "preamble", "noise"),
    ("menu_words", "便民地图", ("便民地图", *REPORT), 0, "title", "noise"),
    ("contact_labels", "热线", (*REPORT, "热线：8623456"), -1, "body", "note"),
    ("note_labels", "存档", (*REPORT, "存档：县档案馆。"), -1, "body", "note"),
    ("prohibitions", "谨防", (*REPORT[:3], "1.谨防公款送礼。立查立改。"), 3, "heading", "body"),
    ("narrative_starts", "考虑到", (*REPORT[:3], "1.考虑到2020年的灾情完成了减免。共12户。"), 3, "heading", "body"),
]


@pytest.mark.parametrize(
    ("name", "word", "texts", "place", "before", "after"), ADDED, ids=lambda value: str(value)[:16]
)
def test_a_word_added_to_a_list_is_recognised(
    name: str, word: str, texts: Sequence[str], place: int, before: str, after: str
) -> None:
    assert (roles_of(texts, WORDS)[place], roles_of(texts, extended(name, word))[place]) == (before, after)


def test_a_word_added_to_a_list_changes_the_kind() -> None:
    raw = RawDocument((RawParagraph("2021年前六个月工作总结", 1), RawParagraph(REPORT[1], 2)))
    words = extended("half_year_periods", "前六个月")
    kinds = [recognise(raw, build_phrases(known)).value.kind for known in (WORDS, words)]
    assert kinds == ["年度工作总结", "上半年工作总结"]


def test_a_style_added_to_a_list_makes_a_title() -> None:
    raw = RawDocument((RawParagraph("红旗漫卷，春潮涌动", 1, look=LookHints("Cover Line")), RawParagraph(REPORT[1], 2)))
    words = extended("title_styles", "coverline")
    titles = [recognise(raw, build_phrases(known)).value.title for known in (WORDS, words)]
    assert titles == [None, "红旗漫卷，春潮涌动"]


LISTS = WordLists({"words": ("总结", "工作总结", "为…奋斗", "…", "1.5"), "none": ()})


@pytest.mark.parametrize(
    ("text", "found"), [("工作总结", "工作总结"), ("为美好明天奋斗", "为美好明天奋斗"), ("1.5", "1.5")]
)
def test_words_become_a_pattern(text: str, found: str) -> None:
    match = re.match(LISTS.any_of("words"), text)
    assert match is not None
    assert match.group() == found


@pytest.mark.parametrize("text", ["", "为明天。奋斗", "125", "…"])
def test_what_no_word_matches(text: str) -> None:
    assert re.match(LISTS.any_of("words"), text) is None


def test_letter_spaced_words_match_when_asked_for() -> None:
    assert re.match(LISTS.spaced("words"), "总　结")
    assert re.match(LISTS.any_of("words"), "总　结") is None


def test_an_empty_list_matches_nothing() -> None:
    assert re.search(LISTS.any_of("none"), "工作总结") is None
    assert re.search(LISTS.spaced("none"), "") is None
