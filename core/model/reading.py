"""Normalisation of text for recognition: invisible characters removed, look-alikes mapped to what they stand for.

Mappings keep the length, so offsets stay valid in the original text, which is never changed.
"""

import re

from core.model.text import DIGIT_RANGE, HAN_DIGITS

# Zero-width space, byte order mark, soft hyphen, vowel separator, word joiner and signs of formulas without a shape.
_UNSEEN = "\u200b\ufeff\u00ad\u180e\u2060-\u2064"
# Joiners and tags mean something beside other scripts and pictures, marks of direction beside writing from right to left.
_JOINING = "\u200c\u200d\U000e0000-\U000e007f"
_DIRECTING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_ANY = re.compile(f"[{_UNSEEN}{_JOINING}{_DIRECTING}]")
_LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_OTHER_SCRIPT = re.compile(
    "[\u0590-\u08ff\u0900-\u109f\u1780-\u18af\ufb1d-\ufdff\ufe70-\ufefc\u2600-\u27bf\U0001f000-\U0001faff]"
)

# Box-drawing lines and dashes of other alphabets between figures: 5─10年, 1－7月.
_DASHES = re.compile(rf"(?<=[{DIGIT_RANGE}%％‰万亿元年月日号])([─━―‒−﹣﹘‐‑]{{1,2}})(?=[{DIGIT_RANGE}])")
_WAVES = re.compile(rf"(?<=[{DIGIT_RANGE}%％‰万亿元年月日号])[〜∼](?=[{DIGIT_RANGE}])")
_HAN_ZEROS = re.compile(rf"(?<=[{HAN_DIGITS}])[OoＯｏ0０◯]{{1,2}}(?=[{HAN_DIGITS}年])")
_LETTER_ZEROS = re.compile(
    r"(?<![A-Za-zＡ-Ｚａ-ｚ0-9.])[1-9](?:[0-9,]|\.(?=[0-9]))*[OoＯｏ][0-9OoＯｏ]*(?=[%％]|(?!型)[\u4e00-\u9fff])"
)
_LETTER = str.maketrans("OoＯｏ", "0000")
_SUSPECT = re.compile("[─━―‒−﹣﹘‐‑〜∼OoＯｏ0０◯]")


def without_invisible(text: str) -> str:
    """The text without characters that neither show nor mean anything in it."""
    if _ANY.search(text) is None:
        return text
    kept = ""
    if _OTHER_SCRIPT.search(text):
        kept += _JOINING
    if _LEFTWARD.search(_ANY.sub("", text)):
        kept += _DIRECTING
    meaningless = re.compile(f"(?![{kept}]){_ANY.pattern}") if kept else _ANY
    return meaningless.sub("", text)


def normalised(text: str) -> str:
    """The text with dashes between figures and zeros within numbers as they are meant, of the same length.

    >>> normalised("5─10年"), normalised("二OO二年"), normalised("一九八０年"), normalised("55O次")
    ('5—10年', '二〇〇二年', '一九八〇年', '550次')
    """
    if _SUSPECT.search(text) is None:
        return text
    text = _DASHES.sub(lambda match: "—" * len(match.group()), text)
    text = _WAVES.sub("～", text)
    text = _HAN_ZEROS.sub(lambda match: "〇" * len(match.group()), text)
    return _LETTER_ZEROS.sub(lambda match: match.group().translate(_LETTER), text)
