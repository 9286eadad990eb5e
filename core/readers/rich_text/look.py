"""How text and paragraphs look, from control words of RTF to properties of WordprocessingML."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from core.readers.word_markup import escaped, value

_REVISIONS = MappingProxyType({"deleted": "del", "revised": "ins"})
_UNDERLINES = re.compile("ul|uld|ul(th)?dash(d|dd)?|ulth(d|ldash)?|uldb|ulldash|ul(h|uldb)?wave|ulw")
_VALUES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "super": ("vertAlign", "superscript"),
        "sub": ("vertAlign", "subscript"),
        "nosupersub": ("vertAlign", ""),
        "accdot": ("em", "dot"),
        "acccomma": ("em", "comma"),
        "acccircle": ("em", "circle"),
        "accnone": ("em", ""),
        "ulnone": ("u", ""),
        "b": ("b", "1"),
        "i": ("i", "1"),
        "strike": ("strike", "1"),
        "striked": ("dstrike", "1"),
        "v": ("vanish", "1"),
        "caps": ("caps", "1"),
        "scaps": ("smallCaps", "1"),
        "outl": ("outline", "1"),
        "shad": ("shadow", "1"),
        "embo": ("emboss", "1"),
        "impr": ("imprint", "1"),
    }
)
_TAKEN_AWAY = ("b", "i", "u", "strike", "dstrike")
_SIZES = range(1, 4_000)
_UNDERLINED, _NOTHING = ("u", "single"), ("", "")
_ALIGNMENTS = MappingProxyType({"ql": "left", "qc": "center", "qr": "right", "qj": "both", "qd": "distribute"})
_COLOURS = MappingProxyType({"cf": "color", "highlight": "shd", "chcbpat": "shd", "cb": "shd"})

CHARSETS = MappingProxyType(
    {
        77: "mac-roman",
        128: "cp932",
        129: "cp949",
        134: "gb18030",
        136: "cp950",
        161: "cp1253",
        162: "cp1254",
        163: "cp1258",
        177: "cp1255",
        178: "cp1256",
        186: "cp1257",
        204: "cp1251",
        222: "cp874",
        238: "cp1250",
    }
)
"""Python's names of the code pages by the number of a font's character set; others take the document's code page."""

SYMBOLS = 2
EAST_ASIAN = frozenset((128, 129, 134, 136))


@dataclass(frozen=True, slots=True)
class RtfFont:
    """A font of the table."""

    name: str = ""
    charset: int = 0


@dataclass(frozen=True, slots=True)
class TextLook:
    """How text looks: properties by their names in WordprocessingML, ``font`` and ``asian`` as numbers of the table."""

    values: Mapping[str, str] = field(default_factory=dict)
    font: int = -1
    asian: int = -1
    revision: str = ""
    style: int = 0

    @property
    def letters(self) -> int:
        """The font of Chinese characters, as far as one is named."""
        return self.asian if self.asian >= 0 else self.font

    def with_value(self, name: str, text: str) -> "TextLook":
        """The look with a property; an empty text takes it away."""
        if self.values.get(name, "") == text:
            return self
        changed = {key: known for key, known in self.values.items() if key != name}
        return replace(self, values=changed | ({name: text} if text else {}))


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """How a paragraph looks; ``depth`` is how many tables it stands in, ``outline`` counts from 0."""

    style: int = 0
    alignment: str = ""
    outline: int | None = None
    depth: int = 0


def text_changed(look: TextLook, word: str, number: int | None, colours: list[str]) -> TextLook | None:
    """The look behind a control word; None for a word that is none of characters."""
    if word in _COLOURS:
        return look.with_value(_COLOURS[word], dict(enumerate(colours)).get(number or 0, ""))
    name, text = _VALUES.get(word, _UNDERLINED if _UNDERLINES.fullmatch(word) else _NOTHING)
    if name:
        return look.with_value(name, text if number != 0 else "")
    return _numbered(look, word, number)


def _numbered(look: TextLook, word: str, number: int | None) -> TextLook | None:
    if word in _REVISIONS:
        return replace(look, revision=_REVISIONS[word] if number != 0 else "")
    if word == "fs":
        return look.with_value("sz", str(number) if number in _SIZES else "")
    if word == "cs":
        return replace(look, style=number or 0)
    return TextLook() if word == "plain" else None


def paragraph_changed(look: ParagraphLook, word: str, number: int | None) -> ParagraphLook | None:
    """The look behind a control word; None for a word that is none of paragraphs."""
    if word in _ALIGNMENTS:
        return replace(look, alignment=_ALIGNMENTS[word])
    change = _PARAGRAPH_WORDS.get(word)
    return None if change is None else change(look, number or 0)


_PARAGRAPH_WORDS: Mapping[str, Callable[[ParagraphLook, int], ParagraphLook]] = MappingProxyType(
    {
        "pard": lambda _look, _number: ParagraphLook(),
        "s": lambda look, number: replace(look, style=number),
        "outlinelevel": lambda look, number: replace(look, outline=number if 0 <= number < 9 else None),
        "intbl": lambda look, _number: replace(look, depth=max(look.depth, 1)),
        "itap": lambda look, number: replace(look, depth=min(max(number, 0), 6)),
    }
)


def text_xml(look: TextLook, fonts: Mapping[int, RtfFont], base: TextLook | None = None) -> str:
    """The content of ``w:rPr``; what the ``base`` of the paragraph's style has and the text has not is taken away."""
    font = escaped(fonts.get(look.letters, RtfFont()).name)
    style = f'<w:rStyle w:val="c{look.style}"/>' if look.style else ""
    family = f'<w:rFonts w:ascii="{font}" w:eastAsia="{font}"/>' if font else ""
    known = {} if base is None else base.values
    lost = (name for name in _TAKEN_AWAY if name in known and name not in look.values)
    off = (value(name, "none" if name == "u" else "0") for name in lost)
    return "".join((style, family, *map(_value, look.values.items()), *off))


def _value(each: tuple[str, str]) -> str:
    name, text = each
    return f'<w:shd w:val="clear" w:fill="{text}"/>' if name == "shd" else value(name, text)


def paragraph_xml(look: ParagraphLook) -> str:
    """The content of ``w:pPr`` but for the properties of the mark."""
    level = "" if look.outline is None else value("outlineLvl", look.outline)
    alignment = value("jc", look.alignment) if look.alignment else ""
    return f'<w:pStyle w:val="s{look.style}"/>{alignment}{level}'
