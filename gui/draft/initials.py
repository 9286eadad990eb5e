"""The first letters of Chinese words in pinyin, as people type them to find something: 工作总结 is gzzj."""

from bisect import bisect_right

LETTERS = "abcdefghjklmnopqrstwxyz"
FIRST = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
"""The first character of each letter: GB 2312 sorts its 3755 common characters by pinyin."""

BOUNDS = tuple(character.encode("gb2312") for character in FIRST)
LAST = "座".encode("gb2312")


def initials(text: str) -> str:
    """A letter for each common character; signs that have none stay as they are, in lower case.

    >>> initials("2023年总结")
    '2023nzj'
    """
    return "".join(map(_initial, text)).lower()


def _initial(character: str) -> str:
    try:
        code = character.encode("gb2312")
    except UnicodeEncodeError:
        return character
    return LETTERS[bisect_right(BOUNDS, code) - 1] if BOUNDS[0] <= code <= LAST else character
