"""The text of one Word paragraph, run by run (ECMA-376 part 1, 17.3 and 17.16)."""

import re
from collections.abc import Callable, Iterable
from types import MappingProxyType
from typing import TypeAlias

from core.package import M, Node, W
from core.word.reading.cleaning import CleanedTree
from core.word.reading.styles import LOWERED, STRUCK
from core.word.reading.symbols import PRIVATE, plain_sign, raised, shown_signs, sign_of

Piece: TypeAlias = tuple[str, Node]
"""Text, and the element that holds it."""

_T, _FORMULA_TEXT, _RUN, _RUN_PROPERTIES = W + "t", M + "t", W + "r", W + "rPr"
_FIXED = MappingProxyType({W + "tab": "\t", W + "ptab": "\t", W + "cr": "\n", W + "noBreakHyphen": "-"})
_BREAK, _SYMBOL, _FIELD = W + "br", W + "sym", W + "fldChar"
_WANTED = (_T, _FIELD, _BREAK, *_FIXED, _SYMBOL, _FORMULA_TEXT)
_NUMERATOR, _DENOMINATOR, _BASE, _LOWER, _UPPER = M + "num", M + "den", M + "e", M + "sub", M + "sup"
_FORMULA_PARTS = (_NUMERATOR, _DENOMINATOR, _BASE, _LOWER, _UPPER)
_GAP = "  "
"""Between figures that are not one; a single blank would leave the second without recognition."""

_BEFORE = MappingProxyType({_DENOMINATOR: "/", _LOWER: "_", _UPPER: "^"})


class RunReader:
    """Reads the paragraphs of one document, and notes what of them is not shown or cannot be shown as it is."""

    def __init__(self, cleaned: CleanedTree) -> None:
        self._hidden, self._marked, self._account = cleaned.hidden_runs, cleaned.marked_runs, cleaned.account
        self._fields: list[bool] = []
        self._is_parted = False

    def read(self, paragraph: Node) -> list[Piece]:
        """The pieces of a paragraph of a cleaned tree.

        Fields are followed inside the paragraph only: an end without a beginning closes one that began in an earlier
        paragraph with its result, and a beginning without an end must not swallow what follows. Figures on both sides
        of struck-out text must not become one.
        """
        pieces: list[Piece] = []
        self._fields, self._is_parted = [], False
        for node in paragraph.iter(*_WANTED):
            tag = node.tag
            if tag != _T:
                text = self._special(tag, node)
            elif self._fields or self._hidden or self._marked:
                text = self._shown(node)
            else:  # nearly every node of a real file comes this way
                text = node.text
            if text:
                if PRIVATE.search(text):
                    text = self._signs(text, node)
                self._part(pieces, text, node)
                pieces.append((text, node))
        return pieces

    def _part(self, pieces: list[Piece], text: str, node: Node) -> None:
        """Put blanks between figures that are not one; each gap parts once."""
        is_parted, self._is_parted = self._is_parted, False
        if is_parted and pieces and pieces[-1][0][-1].isnumeric() and text[0].isnumeric():
            pieces.append((_GAP, node))

    def _shown(self, node: Node) -> str:
        """The text of a node as it counts; what does not count is noted, once."""
        text, run = node.text or "", node.getparent()
        mark = self._marked.get(run, "")
        if any(self._fields):
            self._account.note("word_fields_kept", node, text, 0)
        elif run not in self._hidden:
            return self._as_marked(text, mark, node) if mark and text else text
        return ""

    def _as_marked(self, text: str, mark: str, node: Node) -> str:
        """Struck-out text is left out, raised and lowered digits become signs of their own."""
        if mark == STRUCK:
            self._account.note("word_struck_left_out", node, text)
            self._is_parted = True
            return ""
        self._account.note("word_raised_flattened", node, shown=text)
        return raised(text, mark == LOWERED)

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
        if not self._is_shown(node):
            return ""
        if tag == _SYMBOL:
            return self._symbol(node)
        if tag == _FORMULA_TEXT:
            part = _formula_part(node)
            self._is_parted = self._is_parted or (part is not None and part.tag == _NUMERATOR)
            return _formula(node, part)
        return _break(node) if tag == _BREAK else _FIXED[tag] * (node.getparent().tag == _RUN)

    def _symbol(self, node: Node) -> str:
        """The sign of a ``w:sym``; one that no other font shows is kept and noted."""
        code = node.get(W + "char") or ""
        number = int(code, 16) if re.fullmatch("[0-9A-Fa-f]{1,4}", code) else 0
        sign = sign_of(node.get(W + "font") or "", number) or plain_sign(number)
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


def _formula_part(node: Node) -> Node | None:
    """The part of a formula that a text opens; None for one in its line or in the middle of a part."""
    part = next((each for each in node.iterancestors() if each.tag in _FORMULA_PARTS), None)
    is_first = part is not None and next(part.iter(_FORMULA_TEXT), None) is node
    return part if is_first else None


def _formula(node: Node, part: Node | None) -> str:
    """The text of a formula in one line: powers and indices as signs of their own, or behind ^ and _, fractions with a slash."""
    text = node.text or ""
    if part is None:
        return text
    if part.tag in (_LOWER, _UPPER):
        written = raised(text, part.tag == _LOWER)
        return written if written != text else _BEFORE[part.tag] + text
    return _BEFORE.get(part.tag, "") + text


def _break(node: Node) -> str:
    return "\n" if (node.get(W + "type") or "textWrapping") == "textWrapping" else ""


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
