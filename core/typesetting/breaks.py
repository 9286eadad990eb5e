"""Where a line may end: the marks of GB/T 15834 as Word treats them."""

# The lists of ECMA-376 part 1, 17.3.1.16, for Simplified Chinese, which Word keeps. No line starts with these …
NO_START = frozenset(
    "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠"
)
# … and none ends with these. The dash is in neither: —— may start a line, but is never divided.
NO_END = frozenset("$([{£¥·‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥")
# One of these may stand past the right edge: stops and commas only, as the printed page of the measured reference has it.
# [MS-OI29500] 2.1.52 lists closing quotes and brackets for Word as well; see docs/decisions/027-line-breaks.md.
HANGING = frozenset("。，、；：？！．")
# Two of the same are one mark.
DOUBLED = frozenset("—…")


def may_break(text: str, place: int, kinsoku: bool) -> bool:
    """Whether a line may end before the character at ``place`` and the next one begin with it.

    >>> [place for place in range(1, 8) if may_break("约5.5万户。好", place, True)]
    [1, 4, 5, 7]
    """
    before, after = text[place - 1], text[place]
    if after == " " or before in " \t":
        return after != " "
    if kinsoku and (after in NO_START or before in NO_END):
        return False
    return not _belong_together(before, after)


def _belong_together(before: str, after: str) -> bool:
    """Halves of one mark, and letters of one word; a word may be divided after a hyphen, a number not."""
    if _is_word(before) and _is_word(after):
        return before != "-" or not after.isalpha()
    return before == after and before in DOUBLED


def _is_word(character: str) -> bool:
    return "\u0020" < character < "\u0530"
