"""Detects the character encoding of a text file from its content alone.

Order: byte order mark, UTF-8, then the Chinese encodings and UTF-16 without mark, chosen by how plausible the decoded
text is. Big5 bytes are nearly always valid GB18030 too, but decode to rare characters and private-use code points; the
wrong byte order of UTF-16 likewise.
"""

import codecs
import re
from dataclasses import dataclass

from core.errors import BadInput

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_CANDIDATES = ("gb18030", "big5", "cp950", "utf-16-le", "utf-16-be")
_SAMPLE = 4000
_PLAUSIBLE = 0.5
_MOST_DAMAGE = 0.002
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
# The most frequent characters of Chinese text, simplified and traditional: about a third of any text.
_FREQUENT = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种"
    "事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公"
    "此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内"
    "党建设部推展委组织干市区县省镇化基层领导工作总结强务责任项目"
    "這個們來為國說時會對後裡過發還進樣開實軍無與長機關點業將兩間問應戰頭體見產東車電書學經動現當從種黨設組織導總結強務責任項區縣鎮"
)


MARKED = "utf-8-sig"
"""Encoding in which tables are written: spreadsheet programs recognise UTF-8 by the byte order mark."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, the encoding's Python name, and the number of undecodable places (shown as U+FFFD)."""

    text: str
    encoding: str
    damaged: int = 0


def text_of(data: bytes) -> str:
    """The decoded text, lines ended by ``\\n``; BadInput also when a part cannot be decoded.

    For tables a user may have edited: 记事本 of older Windows writes GBK or UTF-16, newer ones UTF-8.
    """
    found = decode(data)
    if found.damaged:
        raise BadInput("text_unknown_encoding")
    return found.text.replace("\r\n", "\n").replace("\r", "\n")


def decode(data: bytes) -> Decoded:
    """The text of a file's bytes. Raises BadInput ``text_not_text`` or ``text_unknown_encoding``."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _tolerant(data[len(mark) :], encoding)
    if b"\0" not in data:
        text = _strict(data, "utf-8")
        if text is not None:
            return _checked(Decoded(text, "utf-8"))
    return _most_plausible(data)


def _most_plausible(data: bytes) -> Decoded:
    best, best_score = None, _PLAUSIBLE
    for encoding in _CANDIDATES:
        text = _strict(data, encoding)
        score = plausibility(text) if text is not None else 0.0
        if text is not None and score > best_score:
            best, best_score = Decoded(text, encoding), score
    return _checked(best) if best else _guess_of_damaged(data)


def _guess_of_damaged(data: bytes) -> Decoded:
    """Decode a text with a few broken bytes, such as a file cut in the middle of a character."""
    for encoding in ("utf-8", *_CANDIDATES):
        text = data.decode(encoding, errors="replace")
        damaged = text.count("\ufffd")
        if 0 < damaged <= 1 + _MOST_DAMAGE * len(text) and plausibility(text.replace("\ufffd", "")) > _PLAUSIBLE:
            return _checked(Decoded(text, encoding, damaged))
    raise BadInput("text_not_text" if b"\0" in data else "text_unknown_encoding")


def _tolerant(data: bytes, encoding: str) -> Decoded:
    text = _strict(data, encoding)
    if text is None:
        text = data.decode(encoding, errors="replace")
    return _checked(Decoded(text, encoding, text.count("\ufffd")))


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _checked(decoded: Decoded) -> Decoded:
    """Refuse what decodes but is not text: a stray control character happens, many of them mean binary data."""
    text = decoded.text
    if len(_CONTROL.findall(text)) > 2 + len(text) // 500 or decoded.damaged > 2 + len(text) // 100:
        raise BadInput("text_not_text")
    return decoded


def plausibility(text: str) -> float:
    """How much a text looks like Chinese: the mean weight of its characters outside ASCII, at most 3.

    A frequent character counts 3, a common one or a punctuation mark 1, a rare one -1, an unassigned code point -3.
    """
    foreign = [char for char in text[:_SAMPLE] if not " " <= char <= "~" and not char.isspace()]
    if not foreign:
        return 1.0
    return sum(_weight(char) for char in foreign) / len(foreign)


def _weight(char: str) -> int:
    if char in _FREQUENT:
        return 3
    if "\u4e00" <= char <= "\u9fff":
        return 1 if _is_common(char) else -1
    if "\u3000" <= char <= "\u301f" or "\uff00" <= char <= "\uff5f" or "\u2010" <= char <= "\u203b":
        return 1
    return 0 if "\u00a1" <= char <= "\u33ff" else -3


def _is_common(char: str) -> bool:
    """Whether the character is of the first level in GB 2312 (3755 characters) or Big5 (5401)."""
    simplified, traditional = char.encode("gb2312", "ignore"), char.encode("big5", "ignore")
    return b"\xb0" <= simplified[:1] <= b"\xd7" or b"\xa4" <= traditional[:1] <= b"\xc6"
