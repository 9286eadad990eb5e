"""The text of one Word paragraph, run by run (ECMA-376 part 1, 17.3 and 17.16)."""

from collections.abc import Callable, Iterable
from types import MappingProxyType
from typing import TypeAlias

from core.ooxml import M, Node, W

Piece: TypeAlias = tuple[str, Node]
"""Text, and the element that holds it."""

_T, _FORMULA_TEXT, _RUN, _RUN_PROPERTIES = W + "t", M + "t", W + "r", W + "rPr"
_FIXED = MappingProxyType({W + "tab": "\t", W + "ptab": "\t", W + "cr": "\n", W + "noBreakHyphen": "-"})
_BREAK, _SYMBOL, _FIELD = W + "br", W + "sym", W + "fldChar"
_WANTED = (_T, _FIELD, _BREAK, *_FIXED, _SYMBOL, _FORMULA_TEXT)
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


class RunReader:
    """Reads the paragraphs of one document; ``hidden`` are the runs that are not shown."""

    def __init__(self, hidden: set[Node]) -> None:
        self._hidden = hidden
        self._fields: list[bool] = []

    def read(self, paragraph: Node) -> list[Piece]:
        """The pieces of a paragraph of a cleaned tree.

        Fields are followed inside the paragraph only: an end without a beginning closes one that began in an earlier
        paragraph with its result, and a beginning without an end must not swallow what follows.
        """
        pieces: list[Piece] = []
        self._fields = []
        for node in paragraph.iter(*_WANTED):
            tag = node.tag
            if tag != _T:
                text = self._special(tag, node)
            elif self._fields or self._hidden:
                text = node.text if self._is_shown(node) else ""
            else:  # nearly every node of a real file comes this way
                text = node.text
            if text:
                pieces.append((text, node))
        return pieces

    def _is_shown(self, node: Node) -> bool:
        """Whether the node is no part of hidden text or of a field's code."""
        return not any(self._fields) and node.getparent() not in self._hidden

    def _special(self, tag: str, node: Node) -> str:
        """The text of whatever is not plain text; a tab stop in the paragraph's properties is none."""
        if tag == _FIELD:
            self._field(node)
            return ""
        if not self._is_shown(node) or (tag in _FIXED and node.getparent().tag != _RUN):
            return ""
        return _WRITERS[tag](node) if tag in _WRITERS else _FIXED[tag]

    def _field(self, node: Node) -> None:
        """A field shows nothing from its beginning to the separator; what follows to its end is its result."""
        kind = node.get(W + "fldCharType")
        if kind == "begin":
            self._fields.append(True)
        elif self._fields and kind == "separate":
            self._fields[-1] = False
        elif self._fields and kind == "end":
            self._fields.pop()


def _formula(node: Node) -> str:
    return node.text or ""


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


_WRITERS = MappingProxyType({_BREAK: _break, _SYMBOL: _symbol, _FORMULA_TEXT: _formula})


def joined(pieces: Iterable[Piece]) -> str:
    """The pieces' text."""
    return "".join(text for text, _ in pieces)


def properties_of(piece: Piece) -> Node | None:
    """The ``w:rPr`` of the run a piece stands in."""
    run = piece[1].getparent()
    return run.find(_RUN_PROPERTIES)


def lead_length(pieces: list[Piece], look: Callable[[Node | None], object]) -> int:
    """How many characters at the start look different from the last ones; white space has no look of its own."""
    last = next((piece for piece in reversed(pieces) if not piece[0].isspace()), None)
    end = None if last is None else look(properties_of(last))
    length = 0
    for piece in pieces:
        if not piece[0].isspace() and look(properties_of(piece)) == end:
            break
        length += len(piece[0])
    return length if last is not None else 0
