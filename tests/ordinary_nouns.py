"""Nouns and function words that stand in many published official documents: what a year's clause may count without telling of one event.

    python -m tests.ordinary_nouns FOLDER

writes ``resources/words/ordinary_nouns.txt``. A noun is ordinary if many laws and reports of different years have it, or
the list of words usual in offices; what only a few have (方舱, 消费券, 轻轨) belongs to its time. Left out are nouns of what is
built, compensated, punished, fought or over, whatever their number, and all that the lists of 年份更新 call an event.
"""

import sys
from collections import Counter
from collections.abc import Collection, Iterable
from pathlib import Path

import jieba

from core.resources import listed_words, text_values, words_folder
from core.segment import dictionary_words
from tests.corpus import FOLDER, Document, documents
from tests.official_words import HAN

LEAST = 15
"""Documents that have an ordinary noun; those of a few places or years are no more than some."""

LEAST_REPORTS = 4
"""Reports of the government, each of another year, that have one."""

TAGS = frozenset(("n", "vn", "an", "b", "j", "i", "l", "t", "nr"))
"""What jieba's dictionary calls a noun, or a verb, adjective, attribute, short form, set phrase or time that serves as one; it
takes some for names of persons (林木, 苗木), which no law names."""

FUNCTION_TAGS = frozenset(("a", "ad", "an", "c", "d", "f", "p", "q", "r", "u", "z"))
"""Adjectives, adverbs and what only joins words: they tell of no event."""

EVENTS = ("one_off", "never_again", "gained", "happened", "done_once", "founding", "came_to_be", "begun_earlier")
"""The lists of ``roll_over.toml`` that name events."""

THEMES = frozenset(
    "补赔偿股债军战灾疫难险案犯刑罪诉讼狱尸毒迁征拆建修施桥隧轨港航境外遗址宅选届期次首新旧清退烈墓突革伤棚厂暴危升变转移易染损诈恐枪武爆炸盗抢邪谣铁渔葬弃废停撤"
    "获荣被月天雾沉震洪涝雷雪冻"
)
"""Signs of what is built, compensated, punished, fought, moved or over."""

ONE_THING = frozenset(
    (
        "曾经",
        "电车",
        "身份证",
        "校舍",
        "故居",
        "考古",
        "运动员",
        "防护用品",
        "集资",
        "产权证书",
        "产权",
        "证书",
        "权证",
        "改作",
        "改动",
        "调离",
        "领事",
        "示威",
        "化石",
        "行政村",
        "台胞",
        "车型",
        "票价",
        "口罩",
        "密切接触",
        "医学观察",
        "大水",
        "水害",
        "泥石流",
        "低温",
        "冰冻",
        "残奥会",
        "发布会",
        "展览会",
        "展销会",
        "沙化",
        "合资经营",
        "资源整合",
        "重整",
        "企业化",
        "复员",
        "轻轨",
        "缆车",
        "渡槽",
        "军转",
        "冠名",
        "立功",
        "裁员",
        "裁减人员",
        "滑坡",
        "地面沉降",
        "筹备工作",
        "筹备组",
        "以旧换新",
    )
)
"""What many laws name and reports seldom count but once."""

NUMBERED = ("第", "百分之")
"""First signs of numbers of articles and of shares."""

WORKS = frozenset("线馆厂站桥楼路园库院港塔坝岛湖江河海山城头场区网道心台统施房所室地宫井")
"""Last signs of what has a name of its own."""

HEAD = """# 各地各年的公文里都常见的名词：年份那个分句里认得的词，除了 roll_over.toml 的各张表，还有这些。
# 由 python -m tests.ordinary_nouns 从公开的法规和政府工作报告里数出来，不用手改；要加减词，改 roll_over.toml 的 ordinary 或 one_off。
"""
WIDTH = 30
"""Words a line."""


def ordinary_nouns(found: Iterable[Document], usual: Collection[str], events: Collection[str]) -> list[str]:
    """The nouns that enough of the documents have, or that are ``usual`` in offices, in the order of their signs."""
    laws, reports = Counter[str](), Counter[str]()
    for document in found:
        words = {word for run in HAN.findall(document.text) for word in dictionary_words(run)}
        (reports if document.source == "gwr" else laws).update(words)
    tags = _tags()
    return sorted(
        word
        for word in {*laws, *reports, *usual}
        if (laws[word] >= LEAST or reports[word] >= LEAST_REPORTS or word in usual)
        and tags.get(word) in TAGS | FUNCTION_TAGS
        and not word.startswith(NUMBERED)
        and _is_plain(word, events)
    )


def _is_plain(word: str, events: Collection[str]) -> bool:
    if len(word) < 2 or word in ONE_THING or word[-1] in WORKS or not THEMES.isdisjoint(word):
        return False
    return not any(event in word for event in events)


def _tags() -> dict[str, str]:
    """What jieba's dictionary calls its words."""
    with jieba.get_dict_file() as file:
        rows = (line.decode("utf-8").split() for line in file)
        return {row[0]: row[2] for row in rows if len(row) > 2}


def event_words() -> frozenset[str]:
    """The words that the lists of 年份更新 call an event; single signs of them stand in many other words (生 in 民生)."""
    lists = text_values((words_folder() / "roll_over.toml").read_text("utf-8"))
    return frozenset(word for name in EVENTS for word in lists[name].split() if len(word) > 1)


def main(folder: Path) -> None:
    """Write the file anew."""
    usual = frozenset(listed_words((words_folder() / "usual_words.txt").read_text("utf-8")))
    words = ordinary_nouns(documents(folder), usual, event_words())
    lines = (" ".join(words[start : start + WIDTH]) for start in range(0, len(words), WIDTH))
    (words_folder() / "ordinary_nouns.txt").write_text(HEAD + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
