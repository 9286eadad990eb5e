"""The page of GB/T 9704-2012: 22 lines of 28 characters, in twips (1/20 point) unless a name says points.

The character pitch is 15.75 pt, so that 28 of them fill 441 of the type area's 442.2 pt; the line pitch 28.95 pt, so
that 22 lines fill 636.9 of its 637.8 pt.
"""

PAGE_WIDTH = 11906
PAGE_HEIGHT = 16838
TOP = 2098
BOTTOM = 1984
LEFT = 1588
RIGHT = 1474
FOOTER = 1423

CHARACTER = 315
LINE = 579
CHARACTERS_PER_LINE = 28
LINES_PER_PAGE = 22

# Points: 二号, 三号 and 四号.
SIZE_2 = 22
SIZE_3 = 16
SIZE_4 = 14

TITLE_CHARACTERS = (PAGE_WIDTH - LEFT - RIGHT) // (SIZE_2 * 20)


def width(text: str) -> int:
    """How many characters wide a text is, half-width ones counted as half and the sum rounded up.

    >>> width("2022年1月8日")
    6
    """
    if text.isascii():
        return (len(text) + 1) // 2
    halves = sum(1 if ord(character) < 0x300 else 2 for character in text)
    return -(-halves // 2)


def signature_indents(signature: str, date: str, per_line: int = CHARACTERS_PER_LINE) -> tuple[int, int]:
    """Left indents of 署名 and 成文日期 in whole characters (clause 7.3.5.2, without a seal), ``per_line`` to a line.

    署名 ends two characters before the margin and the date begins two characters after it; a date longer than the
    署名 ends two characters before the margin instead and 署名 moves to the left.

    >>> signature_indents("金湖区档案馆", "2022年1月8日")
    (20, 22)
    """
    last = per_line - 2
    if width(date) > width(signature):
        begin = last - width(date)
        return max(begin - 2, 0), max(begin, 0)
    begin = max(last - width(signature), 0)
    return begin, begin + 2


def sealed_indents(signature: str, date: str, per_line: int = CHARACTERS_PER_LINE) -> tuple[float, float]:
    """Left indents of 署名 and 成文日期 in characters where a seal is set (clause 7.3.5.1).

    The date ends four characters before the margin, further off where 署名, centred over it, needs the room.

    >>> sealed_indents("金湖区档案馆", "2022年11月18日")
    (17.5, 17.0)
    """
    middle = min(per_line - 4 - width(date) / 2, per_line - width(signature) / 2)
    return max(middle - width(signature) / 2, 0.0), max(middle - width(date) / 2, 0.0)
