"""Signs that sound alike: GB 2312 puts its common signs in the order of their sounds."""

FIRST, LAST = (0xB0, 0xD7)
"""First bytes of the rows that are in the order of sounds."""

ROW, NEAR = 94, 12


def sound_alike(one: str, two: str) -> bool:
    """Whether two signs stand close together in that order: 洪 and 宏, 凌 and 陵; rare signs do not."""
    here, there = _rank(one), _rank(two)
    return here >= 0 and there >= 0 and 0 < abs(here - there) <= NEAR


def _rank(sign: str) -> int:
    code = sign.encode("gb2312", "ignore")
    if len(code) != 2 or not FIRST <= code[0] <= LAST:
        return -1
    return code[0] * ROW + code[1]
