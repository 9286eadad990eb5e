"""Lists of OpenDocument as the part ``numbering`` (ISO/IEC 26300-1, 16.30; 19.880)."""

from dataclasses import dataclass, field
from types import MappingProxyType

from core.package import Node
from core.readers.open_document.names import STYLE, TEXT, number_of
from core.readers.word_markup import part, value

LEVELS = 9
OUTLINE = "\0outline"
_FORMS = MappingProxyType(
    {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
)
_CHINESE = MappingProxyType(
    {
        "一": "chineseCountingThousand",
        "壹": "chineseLegalSimplified",
        "①": "decimalEnclosedCircle",
        "甲": "ideographTraditional",
        "子": "ideographZodiac",
        "１": "decimalFullWidth",
    }
)


@dataclass(slots=True)
class OdtLists:
    """The list styles of a file, and the numbers given to lists; each list counts by itself."""

    styles: dict[str, Node] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    _written: list[str] = field(default_factory=list)

    def take(self, root: Node | None) -> None:
        """Take the list styles of a part."""
        for outline in () if root is None else root.iter(TEXT + "outline-style"):
            self.styles[OUTLINE] = outline
        if root is not None:
            self.styles.update({each.get(STYLE + "name") or "": each for each in root.iter(TEXT + "list-style")})

    def number(self, style: str, key: str) -> int:
        """The number of the list with a key, which counts on if it is known."""
        if key not in self.numbers:
            number = self.numbers[key] = len(self.numbers) + 1
            node = self.styles.get(style)
            levels = "" if node is None else "".join(map(_level, node))
            self._written.append(f'<w:abstractNum w:abstractNumId="{number}">{levels}</w:abstractNum>')
        return self.numbers[key]

    def has_level(self, style: str, level: int) -> bool:
        """Whether a style numbers a level (from 1) of the outline."""
        nodes = self.styles.get(style, ())
        return any(number_of(each, TEXT + "level") == level and each.get(STYLE + "num-format") for each in nodes)

    def part(self) -> bytes:
        """The part ``numbering``."""
        numbers = self.numbers.values()
        own = (f'<w:num w:numId="{each}">{value("abstractNumId", each)}</w:num>' for each in numbers)
        return part("numbering", "".join((*self._written, *own)))


def _level(node: Node) -> str:
    depth = number_of(node, TEXT + "level", most=LEVELS)
    head = value("start", number_of(node, TEXT + "start-value"))
    if not node.tag.endswith(("number", "outline-level-style")):
        return f'<w:lvl w:ilvl="{depth - 1}">{head}{value("numFmt", "bullet")}{value("lvlText", "•")}</w:lvl>'
    form, text = _shown(node, depth)
    return f'<w:lvl w:ilvl="{depth - 1}">{head}{value("numFmt", form)}{value("lvlText", text)}</w:lvl>'


def _shown(node: Node, depth: int) -> tuple[str, str]:
    """(number format, text of the level) as Word names them."""
    said = node.get(STYLE + "num-format") or ""
    before, behind = (node.get(STYLE + name) or "" for name in ("num-prefix", "num-suffix"))
    if not said:
        return "none", before + behind
    shown = number_of(node, TEXT + "display-levels", most=depth)
    places = ".".join(f"%{place}" for place in range(depth - shown + 1, depth + 1))
    return _FORMS.get(said, _CHINESE.get(said[:1], "decimal")), before + places + behind
