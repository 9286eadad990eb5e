"""The text of one Word paragraph, run by run (ECMA-376 part 1, 17.3 and 17.16)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias

from core.ooxml import M, Node, V, W

Piece: TypeAlias = tuple[str, "Node | None"]
"""A run's text and its ``w:rPr``."""

R, _T, _RUN_PROPERTIES = W + "r", W + "t", W + "rPr"
_FORMULAS = (M + "oMath", M + "oMathPara")
_FIXED = MappingProxyType(
    {W + "tab": "\t", W + "ptab": "\t", W + "cr": "\n", W + "noBreakHyphen": "-"}
)
_BREAK, _SYMBOL, _FIELD, _RUBY = W + "br", W + "sym", W + "fldChar", W + "ruby"
_DRAWINGS = frozenset((W + "drawing", W + "pict", W + "object"))
_BOX, _ART = W + "txbxContent", V + "textpath"
# Check boxes, ticks and bullets of the picture fonts as Unicode has them.
_PICTURES = MappingProxyType(
    {
        "Wingdings": MappingProxyType(
            {0xFC: "✓", 0xFB: "✗", 0xFE: "☑", 0xFD: "☒", 0xA8: "□", 0x6C: "●", 0x6E: "■", 0x75: "◆", 0xD8: "➢"}
        ),
        "Wingdings 2": MappingProxyType({0x50: "✓", 0x52: "☑", 0xA3: "□"}),
        "Symbol": MappingProxyType({0xB7: "•", 0xB4: "×", 0xB1: "±", 0xB0: "°", 0xA3: "≤", 0xB3: "≥"}),
    }
)


@dataclass(slots=True)
class Content:
    """What a paragraph holds: its pieces in order, and the text boxes and word art anchored in it."""

    pieces: list[Piece] = field(default_factory=list)
    boxes: list[Node] = field(default_factory=list)


class RunReader:
    """Reads the paragraphs of one document; ``hidden`` are the runs that are not shown."""

    def __init__(self, hidden: set[Node]) -> None:
        self._hidden = hidden
        self._fields: list[bool] = []

    def read(self, paragraph: Node) -> Content:
        """The content of a paragraph of a cleaned tree.

        Fields are followed inside the paragraph only: an end without a beginning closes one that began in an earlier
        paragraph with its result, and a beginning without an end must not swallow what follows.
        """
        content = Content()
        self._fields = []
        for node in paragraph.iterchildren(R, *_FORMULAS):
            if node.tag != R:
                content.pieces.append(("".join(part.text or "" for part in node.iter(M + "t")), None))
            elif not self._hidden or node not in self._hidden:
                self._run(node, content)
        return content

    def _run(self, run: Node, content: Content) -> None:
        text, properties = "", None
        for node in run:
            tag = node.tag
            if tag == _T:
                text += node.text or ""
            elif tag == _RUN_PROPERTIES:
                properties = node
            else:
                text += self._special(tag, node, content)
        if text and not any(self._fields):
            content.pieces.append((text, properties))

    def _special(self, tag: str, node: Node, content: Content) -> str:
        """The text of whatever is neither text nor properties; drawings are set aside."""
        if tag == _FIELD:
            self._field(node)
        elif tag in _DRAWINGS:
            content.boxes += _boxes(node)
        writer = _WRITERS.get(tag)
        return writer(node) if writer is not None else _FIXED.get(tag, "")

    def _field(self, node: Node) -> None:
        """A field shows nothing from its beginning to the separator; what follows to its end is its result."""
        kind = node.get(W + "fldCharType")
        if kind == "begin":
            self._fields.append(True)
        elif self._fields and kind == "separate":
            self._fields[-1] = False
        elif self._fields and kind == "end":
            self._fields.pop()


def _ruby(node: Node) -> str:
    return "".join(part.text or "" for part in node.iterfind(f"{W}rubyBase/{R}/{_T}"))


def _break(node: Node) -> str:
    return "\n" if (node.get(W + "type") or "textWrapping") == "textWrapping" else ""


def _symbol(node: Node) -> str:
    code, font = node.get(W + "char") or "", node.get(W + "font") or ""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    drawn = _PICTURES[font].get(number & 0xFF) if font in _PICTURES else None
    return drawn or (chr(number) if 0x20 <= number <= 0xFFFD and not 0xD800 <= number <= 0xDFFF else "")


_WRITERS = MappingProxyType({_RUBY: _ruby, _BREAK: _break, _SYMBOL: _symbol})


def _boxes(drawing: Node) -> list[Node]:
    """The outermost text boxes of a drawing and its word art, in order; boxes inside a box are found when it is read."""
    found = [box for box in drawing.iter(_BOX, _ART) if box.tag == _BOX or (box.get("string") or "").strip()]
    inner = {nested for box in found for nested in box.iterdescendants(_BOX, _ART)}
    return [box for box in found if box not in inner]


def art_text(box: Node) -> str | None:
    """The text of word art; None for a text box."""
    return str(box.get("string")) if box.tag == _ART else None


def joined(pieces: Iterable[Piece]) -> str:
    """The pieces' text."""
    return "".join(text for text, _ in pieces)


def lead_length(pieces: list[Piece], look: Callable[[Node | None], object]) -> int:
    """How many characters at the start look different from the last ones; white space has no look of its own."""
    inked = [(text, properties) for text, properties in pieces if not text.isspace()]
    if len(inked) < 2:
        return 0
    end = look(inked[-1][1])
    length = 0
    for text, properties in pieces:
        if not text.isspace() and look(properties) == end:
            break
        length += len(text)
    return length
