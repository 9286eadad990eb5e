"""Masked quantities that no list of measure words knows, told by the build of the words around them."""

import re

from core.facts.measures import PLACE
from core.model.fact import MaskKind
from core.segment import tagged

MAGNITUDE = re.compile(
    r"[ 　]?[余多]?(?P<unit>[十百千]?[万亿])[余多]?(?!达|科|州|家灯火|象|里|物|方|古|隆|华|向|众一心)"
)

# One character between a number and a pause is its measure word (升级到**管，) unless it ends the name of a place or body.
PAUSED = re.compile(r"(?P<unit>[\u4e00-\u9fff])(?=[，。；、]|提[高升]|增[加至长]|[升降]至|[升降]到|减少|下降|扩大)")
ROUTES_LEFT = re.compile(r"(?:监控|视频|探头|摄像头?|公交|专线|信号|线路)$")  # 监控×××路 is counted, 在××路 is a street
BODIES = frozenset(
    "段线杯奖节省市区县旗盟镇乡村庄寨街路局委办科站所院校厂矿队室处部厅会社店馆组团班企行号中等内外上下里间边旁岸国家府"
)
COUNTING = ("v", "n", "vn", "nz", "l", "j", "f", "i", "r", "t")
WORD = re.compile(r"[\u4e00-\u9fff]{1,2}(?=[，。；、])")

Verdict = tuple[str, str, int]


def by_grammar(left: str, right: str) -> Verdict | None:
    """A quantity by a magnitude, by a measure word's tag, or by one character between the mask and a pause."""
    if right.startswith("路") and ROUTES_LEFT.search(left):
        return MaskKind.FIGURE, "路", 1
    if PLACE.match(right):
        return None
    unit = _magnitude(right) or _measure(right) or _paused(left, right)
    return (MaskKind.FIGURE, unit, len(unit)) if unit else None


def _magnitude(right: str) -> str:
    """万剂次 of ``**万剂次，``."""
    magnitude = MAGNITUDE.match(right)
    if magnitude is None:
        return ""
    word = WORD.match(right, magnitude.end())
    return magnitude["unit"] + (word.group() if word else "")


def _measure(right: str) -> str:
    words = tagged("12" + right[:8])
    word, tag = words[1] if len(words) > 1 else ("", "")
    return word if tag == "q" and word[-1] not in BODIES - {"家", "间"} else ""


def _paused(left: str, right: str) -> str:
    paused = PAUSED.match(right)
    if paused is None or paused["unit"] in BODIES:
        return ""
    words = tagged(left[-8:])
    return paused["unit"] if words and words[-1][1] in COUNTING else ""
