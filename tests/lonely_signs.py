"""Makes two lists from jieba's: signs that hardly ever are a word by themselves, and common words of two signs.

Run with ``make signs``. jieba's list is under the MIT licence, which stands beside the package.
"""

from collections import Counter
from importlib.util import find_spec
from pathlib import Path

from core.paths import resources_folder

MOST, LEAST = 0.2, 200
"""Share of a sign's uses in which it is a word by itself, and uses from which that can be said."""

COMMON = 300
"""Uses from which a word is common."""

HEAD = """{what}
# 由 make signs 从 jieba 0.42.1 的词典（MIT 许可，Copyright (c) 2013 Sun Junyi）算出，请不要手工改；要放过的词请写进 splits.toml。"""
SIGNS = "# 很少单独成词的字：分词以后若孤零零剩下一个，前后可能漏了字或写错了字。"
WORDS = "# 常用的两字词：两个孤零零的字换掉一个就是常用词，可能写错了字。"


def lonely_signs(lines: list[str]) -> str:
    """The signs in one string, from lines of a word, its frequency and its tag."""
    alone: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    for line in lines:
        word, count, *_ = line.split(" ")
        (alone if len(word) == 1 else inside).update(dict.fromkeys(word, int(count)))
    uses = alone + inside
    return "".join(sorted(sign for sign in uses if uses[sign] >= LEAST and alone[sign] < MOST * uses[sign]))


def common_words(lines: list[str]) -> list[str]:
    """Words of two signs that are used often."""
    words = (line.split(" ") for line in lines)
    return sorted(word for word, count, *_ in words if len(word) == 2 and int(count) >= COMMON)


def main() -> None:
    """Writes the file."""
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise SystemExit("jieba is not installed")
    lines = (Path(spec.origin).parent / "dict.txt").read_text("utf-8").splitlines()
    signs, words = lonely_signs(lines), common_words(lines)
    write("lonely_signs.txt", SIGNS, [signs[at : at + 60] for at in range(0, len(signs), 60)])
    write("common_words.txt", WORDS, [" ".join(words[at : at + 40]) for at in range(0, len(words), 40)])


def write(name: str, what: str, rows: list[str]) -> None:
    """One list with its head."""
    text = "\n".join([HEAD.format(what=what), *rows, ""])
    (resources_folder() / "words" / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
