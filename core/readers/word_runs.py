"""The text of one Word paragraph, run by run (ECMA-376 part 1, 17.3 and 17.16)."""

import re
from collections.abc import Callable, Iterable
from types import MappingProxyType
from typing import TypeAlias

from core.ooxml import M, Node, W
from core.readers.word_cleaning import Cleaned
from core.readers.word_signs import PRIVATE, raised, shown_signs, sign_of
from core.readers.word_styles import LOWERED, STRUCK

Piece: TypeAlias = tuple[str, Node]
"""Text, and the element that holds it."""

_T, _FORMULA_TEXT, _RUN, _RUN_PROPERTIES = W + "t", M + "t", W + "r", W + "rPr"
_FIXED = MappingProxyType({W + "tab": "\t", W + "ptab": "\t", W + "cr": "\n", W + "noBreakHyphen": "-"})
_BREAK, _SYMBOL, _FIELD = W + "br", W + "sym", W + "fldChar"
_WANTED = (_T, _FIELD, _BREAK, *_FIXED, _SYMBOL, _FORMULA_TEXT)
_NUMERATOR, _DENOMINATOR, _BASE, _LOWER = M + "num", M + "den", M + "e", M + "sub"
_FORMULA_PARTS = (_NUMERATOR, _DENOMINATOR, _BASE, _LOWER, M + "sup")


class RunReader:
    """Reads the paragraphs of one document, and notes what of them is not shown or cannot be shown as it is."""

    def __init__(self, cleaned: Cleaned) -> None:
        self._hidden, self._marked, self._account = cleaned.hidden_runs, cleaned.marked_runs, cleaned.account
        self._fields: list[bool] = []

    def read(self, paragraph: Node) -> list[Piece]:
        """The pieces of a paragraph of a cleaned tree.

        Fields are followed inside the paragraph only: an end without a beginning closes one that began in an earlier
        paragraph with its result, and a beginning without an end must not swallow what follows. Figures on both sides
        of struck-out text must not become one.
        """
        pieces: list[Piece] = []
        self._fields = []
        is_parted = False
        for node in paragraph.iter(*_WANTED):
            tag = node.tag
            if tag != _T:
                text = self._special(tag, node)
            elif self._fields or self._hidden or self._marked:
                text = self._shown(node)
                is_parted = is_parted or (not text and self._marked.get(node.getparent()) == STRUCK)
            else:  # nearly every node of a real file comes this way
                text = node.text
            if text:
                if PRIVATE.search(text):
                    text = self._signs(text, node)
                is_parted = is_parted or (tag == _FORMULA_TEXT and _opens_fraction(node))
                if is_parted and pieces and pieces[-1][0][-1].isnumeric() and text[0].isnumeric():
                    pieces.append((" ", node))
                is_parted = False
                pieces.append((text, node))
        return pieces

    def _shown(self, node: Node) -> str:
        """The text of a node as it counts; what does not count is noted."""
        text, run = node.text or "", node.getparent()
        mark = self._marked.get(run, "")
        if any(self._fields):
            self._account.note("word_fields_kept", node, text, 0)
        elif run in self._hidden or not text:
            return ""
        elif mark == STRUCK:
            self._account.note("word_struck_left_out", node, text)
        elif mark:
            self._account.note("word_raised_flattened", node, shown=text)
            return raised(text, mark == LOWERED)
        else:
            return text
        return ""

    def _is_shown(self, node: Node) -> bool:
        """Whether the node is no part of hidden or struck-out text or of a field's code."""
        run = node.getparent()
        return not any(self._fields) and run not in self._hidden and self._marked.get(run) != STRUCK

    def _signs(self, text: str, node: Node) -> str:
        """Text with private-use signs, as far as their font tells what they show."""
        fonts = node.getparent().find(f"{_RUN_PROPERTIES}/{W}rFonts")
        names = () if fonts is None else (fonts.get(W + side) for side in ("ascii", "hAnsi", "eastAsia", "cs"))
        for name in filter(None, names):
            text = shown_signs(text, name)
        left = PRIVATE.findall(text)
        if left:
            self._account.note("word_signs_unknown", node, count=len(left))
        return text

    def _special(self, tag: str, node: Node) -> str:
        """The text of whatever is not plain text; a tab stop in the paragraph's properties is none."""
        if tag == _FIELD:
            self._field(node)
            return ""
        if not self._is_shown(node) or (tag in _FIXED and node.getparent().tag != _RUN):
            return ""
        if tag == _SYMBOL:
            return self._symbol(node)
        return _WRITERS[tag](node) if tag in _WRITERS else _FIXED[tag]

    def _symbol(self, node: Node) -> str:
        """The sign of a ``w:sym``; one that no other font shows is kept and noted."""
        code, font = node.get(W + "char") or "", node.get(W + "font") or ""
        number = int(code, 16) if re.fullmatch("[0-9A-Fa-f]{1,4}", code) else 0
        drawn = sign_of(font, number)
        if drawn:
            return drawn
        sign = chr(number) if number >= 0x20 and not 0xD800 <= number <= 0xDFFF and number <= 0xFFFD else ""
        if not sign:
            self._account.note("word_signs_unknown", node)
        return sign

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
    """The text of a formula in one line: powers and indices as signs of their own, or behind ^ and _, fractions with a slash."""
    text = node.text or ""
    part = next((each for each in node.iterancestors() if each.tag in _FORMULA_PARTS), None)
    if part is None or part.tag == _BASE:
        return text
    is_first = next(part.iter(_FORMULA_TEXT), None) is node
    if part.tag == _DENOMINATOR:
        return "/" + text if is_first else text
    if part.tag == _NUMERATOR:
        return text
    written = raised(text, part.tag == _LOWER)
    return written if written != text or not is_first else ("_" if part.tag == _LOWER else "^") + text


def _opens_fraction(node: Node) -> bool:
    """Whether this is the first text above the line of a fraction: a figure before it is none of its digits."""
    part = next((each for each in node.iterancestors() if each.tag in _FORMULA_PARTS), None)
    return part is not None and part.tag == _NUMERATOR and next(part.iter(_FORMULA_TEXT), None) is node


def _break(node: Node) -> str:
    return "\n" if (node.get(W + "type") or "textWrapping") == "textWrapping" else ""


_WRITERS = MappingProxyType({_BREAK: _break, _FORMULA_TEXT: _formula})


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
