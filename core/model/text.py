"""Sentence, clause, mask and digit patterns, symbols and raised signs: the one place where a room finds what ends a sentence or hides a value.

Names ending in ``_ENDS`` or ``_SIGNS`` are plain characters, to be put between brackets of a character class; they
hold nothing that a class would read as syntax. Names in ``WITHIN_…`` are character classes.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

SENTENCE_ENDS = "。！？；\n"
"""End a sentence (GB/T 15834-2011, 4.1-4.3 and 4.6: a clause after ； stands by itself); a line break does as well."""

HALF_WIDTH_ENDS = "!?;"
"""The same marks as they are typed with a Latin input method; the half-width full stop also stands in figures."""

CLAUSE_ENDS = SENTENCE_ENDS + "，："
PHRASE_ENDS = CLAUSE_ENDS + "、"
CLOSING_MARKS = "”’）)"
"""May follow the mark that ends a sentence and still belong to it."""

WITHIN_SENTENCE = f"[^{SENTENCE_ENDS}]"
WITHIN_CLAUSE = "[^，。；]"
"""A character that a word may be looked for across: the three commonest ends only, for ！ ？ and ： rarely stand between."""

WITHIN_PHRASE = "[^，。；、]"

SENTENCE = re.compile(
    f"[^{SENTENCE_ENDS}{HALF_WIDTH_ENDS}]*[{SENTENCE_ENDS}{HALF_WIDTH_ENDS}]+[{CLOSING_MARKS}]*"
    f"|[^{SENTENCE_ENDS}{HALF_WIDTH_ENDS}]+"
)
"""One sentence with its marks; all matches together are the whole text."""

SENTENCE_END = re.compile(f"[{SENTENCE_ENDS}]")
CLAUSE_END = re.compile(f"[{CLAUSE_ENDS}]")
PHRASE_END = re.compile(f"[{PHRASE_ENDS}]")

CROSS_SIGNS = "*＊xXｘＸ×"
LINE_SIGNS = "_＿"
RING_SIGNS = "〇○◯□"
MASK_SIGNS = CROSS_SIGNS + LINE_SIGNS + RING_SIGNS
"""Stand for a hidden value. 〇 and ○ are also the zero of a year in Han digits: leave RING_SIGNS out there."""

HAN_RANGE = "\u4e00-\u9fff"
"""CJK unified ideographs of the basic block, as a range for a character class."""

DIGIT_RANGE = "0-9０-９"
HAN_DIGITS = "一二三四五六七八九"
BLANK_SIGNS = " \u3000"
"""Space and ideographic space; as characters to strip or inside a character class."""

_HALF, _FULL = "0123456789", "０１２３４５６７８９"
TO_HALF_WIDTH = MappingProxyType(str.maketrans(_FULL, _HALF))
"""For ``str.translate``: full-width digits as half-width ones."""

TO_FULL_WIDTH = MappingProxyType(str.maketrans(_HALF, _FULL))


def sentence_before(text: str, position: int) -> str:
    """The characters of its own sentence to the left of ``position`` (offset in code points)."""
    start = max(text.rfind(mark, 0, position) for mark in SENTENCE_ENDS) + 1
    return text[start:position]


# Normalisation for recognition. Mappings keep the length, so offsets stay valid in the original text, which is never changed.

# Zero-width space, byte order mark, soft hyphen, vowel separator, word joiner, signs of formulas without a shape, fillers.
_UNSEEN = "\u200b\ufeff\u00ad\u180e\u2060-\u2064\u034f\u115f\u1160\u3164\uffa0"
# Joiners, tags and forms of signs mean something beside other scripts and pictures, marks of direction beside writing from
# right to left.
_JOINING = "\u200c\u200d\ufe00-\ufe0f\U000e0000-\U000e007f"
_DIRECTING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_ANY = re.compile(f"[{_UNSEEN}{_JOINING}{_DIRECTING}]")
_LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_OTHER_SCRIPT = re.compile(
    "[\u0590-\u08ff\u0900-\u109f\u1780-\u180d\u180f-\u18af\u20e3\ufb1d-\ufdff\ufe70-\ufefc\u2600-\u27bf\U0001f000-\U0001faff]"
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


# What the codes of symbol fonts show, whose characters lie in the private area of Unicode


def _table(signs: str) -> Mapping[int, str]:
    """Characters by hexadecimal code."""
    return MappingProxyType({int(each[:2], 16): each[2:] for each in signs.split()})


_SYMBOL_FONT = _table(
    "44Δ 46Φ 47Γ 4CΛ 50Π 51Θ 53Σ 57Ω 59Ψ 61α 62β 63χ 64δ 65ε 66φ 67γ 68η 69ι 6Aϕ 6Bκ 6Cλ 6Dμ 6Eν 6Fο 70π 71θ 72ρ 73σ "
    "74τ 75υ 76ϖ 77ω 78ξ 79ψ 7Aζ A3≤ A5∞ AC← AE→ B0° B1± B3≥ B4× B7• B8÷ B9≠ BA≡ BB≈ D6√ DE⇒ E5∑"
)
_WINGDINGS = _table(
    "28☎ 2A✉ 45☜ 46☞ 4A☺ 6C● 6E■ 6F□ 71❑ 72❒ 75◆ 76❖ 80⓪ 81① 82② 83③ 84④ 85⑤ 86⑥ 87⑦ 88⑧ 89⑨ 8A⑩ 8B⓿ 8C❶ 8D❷ 8E❸ 8F❹ "
    "90❺ 91❻ 92❼ 93❽ 94❾ 95❿ A7▪ A8□ AB★ D8➢ DF← E0→ E1↑ E2↓ F0⇨ FB✗ FC✓ FD☒ FE☑"
)
_WINGDINGS_2 = _table(
    "4F✗ 50✓ 52☑ 54☒ 69⓪ 6A① 6B② 6C③ 6D④ 6E⑤ 6F⑥ 70⑦ 71⑧ 72⑨ 73⑩ 74⓿ 75❶ 76❷ 77❸ 78❹ 79❺ 7A❻ 7B❼ 7C❽ 7D❾ 7E❿ A3□"
)
_LIKELY = MappingProxyType({"Symbol": _SYMBOL_FONT, "Wingdings": _WINGDINGS, "Wingdings 2": _WINGDINGS_2})
"""The signs that are met, by those that most fonts have."""

_NO_SIGN = "�"
_ALL: Mapping[str, str] = MappingProxyType(
    {
        "Symbol": (
            "!∀#∃%&∍()*"
            "+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞ"
            "ΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}~������������������"
            "���������������€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪"
            "⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪�〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭�"
        ),
        "Wingdings": (
            "🖉✂✁👓🕭🕮🕯🕿✆🖂🖃📪📫📬📭🗀🗁🗎🗏🗐🗄⌛🖮🖰🖲🖳🖴🖫🖬✇✍🖎✌🖏👍👎☜☞☝☟🖐☺😐☹💣🕱🏳🏱✈☼🌢❄🕆✞🕈✠"
            "✡☪☯🕉☸♈♉♊♋♌♍♎♏♐♑♒♓🙰🙵●🔾■□🞐❑❒🞟⧫◆❖⬩⌧⮹⌘🏵🏶🙶🙷▯🄋➀➁➂➃➄➅➆➇➈➉🄌➊➋➌➍➎"
            "➏➐➑➒➓🙢🙠🙡🙣🙞🙜🙝🙟∙•⬝⭘🞆🞈🞊🞋🔿▪□🟁🟅★🟋🟏🟓🟑⯐⌖⯎⯏⯑✪✰🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛⮰⮱⮲⮳⮴⮵"
            "⮶⮷🙪🙫🙕🙔🙗🙖🙐🙑🙒🙓⌫⌦⮘⮚⮙⮛⮈⮊⮉⮋←→↑↓↖↗↙↘←→↑↓🡼🡽🡿🡾⇦⇨⇧⇩⬄⇳⬁⬀⬃⬂🢬🢭✗✓☒☑�"
        ),
        "Wingdings 2": (
            "🖊🖋🖌🖍✄✀🕾🕽🗅🗆🗇🗈🗉🗊🗋🗌🗍📋🗑🗔🖵🖶🖷🖸🖭🖯🖱🖒🖓🖘🖙🖚🖛👈👉🖜🖝🖞🖟🖠🖡👆👇🖢🖣🖑✗✓🗵☑⮽☒⮾⮿🛇⦸"
            "🙱🙴🙲🙳‽🙹🙺🙻🙦🙤🙥🙧🙚🙘🙙🙛⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿�☉🌕☽☾⸿✝🕇🕜🕝🕞🕟🕠🕡🕢🕣🕤🕥"
            "🕦🕧🙨🙩⋅🞄⦁●○🞅🞇🞉⊙⦿🞌🞍◾■□🞑🞒🞓🞔▣🞕🞖🞗🞘⬩⬥◇🞚◈🞛🞜🞝🞞⬪⬧◊🞠◖◗⯊⯋⯀⯁⬟⯂⬣⬢⯃⯄🞡🞢🞣"
            "🞤🞥🞦🞧🞨🞩🞪🞫🞬🞭🞮🞯🞰🞱🞲🞳🞴🞵🞶🞷🞸🞹🞺🞻🞼🞽🞾🞿🟀🟂🟄🟆🟉🟊✶🟌🟎🟐🟒✹🟃🟇✯🟍🟔⯌⯍※⁂������"
        ),
        "Wingdings 3": (
            "←→↑↓↖↗↙↘⭰⭲⭱⭳⭶⭸⭻⭽↔↕⭪⭬⭫⭭⭍⮠⮡⮢⮣⮤⮥⮦⮧⮐⮑⮒⮓⮀⮃⭾⭿⮄⮆⮅⮇⮏⮍⮎⮌⭮⭯⎋⌤⌃⌥␣⍽⇪"
            "⮸🢠🢡🢢🢣🢤🢥🢦🢧🢨🢩🢪🢫🡐🡒🡑🡓🡔🡕🡗🡖🡘🡙▲▼△▽◀▶◁▷◣◢◤◥🞀🞂🞁�🞃⯅⯆⯇⯈⮜⮞⮝⮟🠐🠒🠑🠓🠔🠖🠕🠗"
            "🠘🠚🠙🠛🠜🠞🠝🠟🠀🠂🠁🠃🠄🠆🠅🠇🠈🠊🠉🠋🠠🠢🠤🠦🠨🠪🠬🢜🢝🢞🢟🠮🠰🠲🠴🠶🠸🠺🠹🠻🢘🢚🢙🢛🠼🠾🠽🠿🡀🡂🡁🡃🡄🡆🡅🡇"
            "⮨⮩⮪⮫⮬⮭⮮⮯←→↑↓↖↗↙↘←→↑↓🡴🡵🡷🡶🢀🢂🢁🢃🢄🢅🢇🢆🢐🢒🢑🢓🢔🢖🢕🢗���������������"
        ),
        "Webdings": (
            "🕷🕸🕲🕶🏆🎖🖇🗨🗩🗰🗱🌶🎗🙾🙼🗕🗖🗗◀▶▲▼⏪⏩⏮⏭⏸■⏺🗚🗳🛠🏗🏘🏙🏚🏜🏭🏛🏠🏖🏝🛣🔍🏔👁👂🏞🏕🛤🏟🛳🕬🕫🕨🔈"
            "🎔🎕🗬🙽🗭🗪🗫⮔✔🚲⬜🛡📦🛱⬛🚑🛈🛩🛰🟈🕴⬤🛥🚔🗘🗙❓🛲🚇🚍⛳⦸⊖🚭🗮⏐🗯🗲�🚹🚺🛉🛊🚼👽🏋⛷🏂🏌🏊🏄🏍🏎🚘🗠🛢"
            "💰🏷💳👪🗡🗢🗣✯🖄🖅🖃🖆🖹🖺🖻🕵🕰🖽🖾📋🗒🗓🕮📚🗞🗟🗃🗂🖼🎭🎜🎘🎙🎧💿🎞📷🎟🎬📽📹📾📻🎚🎛📺💻🖥🖦🖧🕹🎮🕻🕼📟🖁"
            "🖀🖨🖩🖿🖪🗜🔒🔓🗝📥📤🕳🌣🌤🌥🌦☁🌨🌧🌩🌪🌬🌫🌜🌡🛋🛏🍽🍸🛎🛍Ⓟ♿🛆🖈🎓🗤🗥🗦🗧🛪🐿🐦🐟🐕🐈🙬🙮🙭🙯🗺🌍🌏🌎🕊"
        ),
    }
)
"""What the fonts show for the codes from 0x21 on, by the correspondences published with Unicode 7."""


def sign_of(font: str, number: int) -> str:
    """The character that a symbol font shows for a code, with or without the private-use offset; "" if unknown."""
    code = number & 0xFF if number <= 0xFF or 0xF000 <= number <= 0xF0FF else 0
    signs, place = _ALL.get(font, ""), code - 0x21
    known = signs[place] if 0 <= place < len(signs) else _NO_SIGN
    return _LIKELY.get(font, {}).get(code, "") or known.replace(_NO_SIGN, "")


def likely_sign(font: str, number: int) -> str:
    """The same for a font of another name, as files with fixed pages have them: of its family, else of the first in which it
    is met."""
    own = max((each for each in _ALL if font.startswith(each)), key=len, default="")
    families = sorted((each for each in _LIKELY if each != own), key=len)
    met = (_LIKELY[each].get(number & 0xFF, "") for each in families if number <= 0xF0FF)
    return (sign_of(own, number) or next(filter(None, met), "")) if number >= 0xF000 else ""


# Full-width brackets stay as they are: there is no way back to them from ⁽ and ⁾.
_RAISED = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_UNRAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", "0123456789+-=()ni0123456789+-=()")


def raised(text: str, is_lowered: bool = False) -> str:
    """Raised or lowered digits as Unicode superscripts or subscripts, so that 10³ does not become 103."""
    return text.translate(_LOWERED if is_lowered else _RAISED)


def unraised(text: str) -> str:
    """The text with such signs as plain digits, for a run that Word raises or lowers itself."""
    return text.translate(_UNRAISED)
