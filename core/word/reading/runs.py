"""Runs of a paragraph as text with emphasis, and the formatting that the draft does not keep.

Elements of ECMA-376 part 1, 17.3.1 and 17.3.2, and the text effects that Word 2010 added ([MS-DOCX] 2.6).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

from core.model.blocks import LOWERED, STRUCK, KeptObject
from core.model.text import raised, sign_of
from core.package import M, Node, V, W
from core.word.attributes import VAL, is_on
from core.word.reading.account import HORIZONTAL, Account
from core.word.reading.cleaning import CleanedTree, ElementsByTag, text_in
from core.word.reading.plain import Piece
from core.word.reading.styles import ReadingStyles

PRIVATE = re.compile("[\ue000-\uf8ff]")
"""Private-use characters: what they show depends on the font."""


def plain_sign(number: int) -> str:
    """The character with that code; "" for one that no text may contain."""
    return chr(number) if 0x20 <= number <= 0xD7FF or 0xE000 <= number <= 0xFFFD else ""


def shown_signs(text: str, font: str) -> str:
    """Text in a symbol font as it is shown; unknown characters are kept."""
    return PRIVATE.sub(lambda match: sign_of(font, ord(match.group())) or match.group(), text)


_T, _FORMULA_TEXT, _RUN, _RUN_PROPERTIES = W + "t", M + "t", W + "r", W + "rPr"
_FIXED = MappingProxyType({W + "tab": "\t", W + "ptab": "\t", W + "cr": "\n", W + "noBreakHyphen": "-"})
_BREAK, _SYMBOL, _FIELD = W + "br", W + "sym", W + "fldChar"
_OBJECTS = (
    *(W + "drawing", W + "pict", W + "object", M + "oMath", M + "oMathPara"),
    *(W + "footnoteReference", W + "endnoteReference"),
)
SPECIAL = (_FIELD, _BREAK, *_FIXED, _SYMBOL, _FORMULA_TEXT, *_OBJECTS)
"""What is read besides plain text."""

_WANTED = (_T, *SPECIAL)
_NUMERATOR, _DENOMINATOR, _BASE, _LOWER, _UPPER = M + "num", M + "den", M + "e", M + "sub", M + "sup"
_FORMULA_PARTS = (_NUMERATOR, _DENOMINATOR, _BASE, _LOWER, _UPPER)
_GAP = "  "
"""Inserted between separate numbers; after a single blank the second one would not be recognised."""

_BEFORE = MappingProxyType({_DENOMINATOR: "/", _LOWER: "_", _UPPER: "^"})


class RunReader:
    """Reads the paragraphs of one document, and records what is not shown or cannot be shown unchanged."""

    def __init__(self, cleaned: CleanedTree) -> None:
        self._hidden, self._marked, self._account = cleaned.hidden_runs, cleaned.marked_runs, cleaned.account
        self._kept, self._with_special, self._plain = cleaned.kept, cleaned.with_special, cleaned.plain.paragraphs
        self.objects: list[tuple[int, KeptObject]] = []
        self._fields: list[bool] = []
        self._is_parted, self._count = False, 0

    def read(self, paragraph: Node) -> list[Piece]:
        """The pieces of a paragraph of a cleaned tree.

        Fields are followed inside the paragraph only: an end without a beginning closes one that began in an earlier
        paragraph with its result, and a beginning without an end must not hide what follows. ``objects`` are then the
        kept objects, each with the number of pieces before it.
        """
        self._fields, self._is_parted, self.objects = [], False, []
        if self._hidden or self._marked or paragraph in self._with_special:
            return self._closely(paragraph)
        plain = self._plain.get(paragraph)  # nearly every paragraph of a table; no other needs more than its texts
        pieces = plain.pieces if plain else [(text, node) for node in paragraph.iter(_T) if (text := node.text)]
        if PRIVATE.search(joined(pieces)):
            return [(self._signs(text, node), node) for text, node in pieces]
        return pieces

    def _closely(self, paragraph: Node) -> list[Piece]:
        """The pieces of a paragraph that may hold more than plain text, all of it shown."""
        pieces: list[Piece] = []
        for node in paragraph.iter(*_WANTED):
            self._count = len(pieces)
            text = self._shown(node) if node.tag == _T else self._special(node.tag, node)
            if text:
                text = self._signs(text, node)
                self._part(pieces, text, node)
                pieces.append((text, node))
        return pieces

    def _part(self, pieces: list[Piece], text: str, node: Node) -> None:
        """Insert blanks between digits that belong to different numbers, once per gap."""
        is_parted, self._is_parted = self._is_parted, False
        if is_parted and pieces and pieces[-1][0][-1].isnumeric() and text[0].isnumeric():
            pieces.append((_GAP, node))

    def _shown(self, node: Node) -> str:
        """The visible text of a node; text that is left out is recorded once."""
        text, run = node.text or "", node.getparent()
        mark = self._marked.get(run, "")
        if any(self._fields):
            self._account.note("word_fields_kept", node, text, 0)
        elif run not in self._hidden:
            return self._as_marked(text, mark, node) if mark and text else text
        return ""

    def _as_marked(self, text: str, mark: str, node: Node) -> str:
        """Struck-out text stays, with a notice; raised and lowered digits become superscripts and subscripts."""
        if mark == STRUCK:
            self._account.note("word_struck_kept", node, shown=text)
            return text
        return raised(text, mark == LOWERED)

    def _is_shown(self, node: Node) -> bool:
        """Whether the node is outside hidden text and field codes."""
        return not any(self._fields) and node.getparent() not in self._hidden

    def _signs(self, text: str, node: Node) -> str:
        """Text with private-use characters replaced where the font determines what they show."""
        if not PRIVATE.search(text):
            return text
        fonts = node.getparent().find(f"{_RUN_PROPERTIES}/{W}rFonts")
        names = () if fonts is None else (fonts.get(W + side) for side in ("ascii", "hAnsi", "eastAsia", "cs"))
        for name in filter(None, names):
            text = shown_signs(text, name)
        left = PRIVATE.findall(text)
        if left:
            self._account.note("word_signs_unknown", node, count=len(left))
        return text

    def _special(self, tag: str, node: Node) -> str:
        """The text of elements other than plain text; a tab stop in paragraph properties has none."""
        if tag == _FIELD:
            self._field(node)
            return ""
        if not self._is_shown(node):
            return ""
        if tag in _OBJECTS:
            self.objects += [(self._count, self._kept[node])] if node in self._kept else []
            return ""
        if tag == _SYMBOL:
            return self._symbol(node)
        if tag == _FORMULA_TEXT:
            return self._formula_text(node)
        return _break(node) if tag == _BREAK else _FIXED[tag] * (node.getparent().tag == _RUN)

    def _formula_text(self, node: Node) -> str:
        """The text of a formula that could not be kept, on one line."""
        if self._kept and any(each in self._kept for each in node.iterancestors(*_OBJECTS)):
            return ""
        part = _formula_part(node)
        self._is_parted = self._is_parted or (part is not None and part.tag == _NUMERATOR)
        return _formula(node, part)

    def _symbol(self, node: Node) -> str:
        """The character of a ``w:sym``; one that only its font shows is kept and recorded."""
        code = node.get(W + "char") or ""
        number = int(code, 16) if re.fullmatch("[0-9A-Fa-f]{1,4}", code) else 0
        sign = sign_of(node.get(W + "font") or "", number) or plain_sign(number)
        if not sign:
            self._account.note("word_signs_unknown", node)
        return sign

    def _field(self, node: Node) -> None:
        """Track field state: nothing is shown from begin to separator; the result follows until the end."""
        kind = node.get(W + "fldCharType")
        if kind == "begin":
            self._fields.append(True)
        elif self._fields and kind == "separate":
            self._fields[-1] = False
        elif self._fields and kind == "end":
            self._fields.pop()


def _formula_part(node: Node) -> Node | None:
    """The part of a formula that a text begins; None for text directly in the formula or inside a part."""
    part = next((each for each in node.iterancestors() if each.tag in _FORMULA_PARTS), None)
    is_first = part is not None and next(part.iter(_FORMULA_TEXT), None) is node
    return part if is_first else None


def _formula(node: Node, part: Node | None) -> str:
    """The text of a formula on one line: powers and indices as Unicode signs or after ^ and _, fractions with a slash."""
    text = node.text or ""
    if part is None:
        return text
    if part.tag in (_LOWER, _UPPER):
        written = raised(text, part.tag == _LOWER)
        return written if written != text else _BEFORE[part.tag] + text
    return _BEFORE.get(part.tag, "") + text


def _break(node: Node) -> str:
    return "\n" if (node.get(W + "type") or "textWrapping") == "textWrapping" else ""


def joined(pieces: Sequence[Piece]) -> str:
    """The text of the pieces; nearly every paragraph of a table has one."""
    return pieces[0][0] if len(pieces) == 1 else "".join(text for text, _ in pieces)


def properties_of(piece: Piece) -> Node | None:
    """The ``w:rPr`` of the run that contains a piece."""
    run = piece[1].getparent()
    return next(run.iterchildren(_RUN_PROPERTIES), None) if len(run) > 1 else None


def lead_length(pieces: list[Piece], look: Callable[[Node | None], object]) -> int:
    """The number of characters at the start whose format differs from the last ones; white space is ignored."""
    if len(pieces) <= 1:
        return 0
    last = next((piece for piece in reversed(pieces) if not piece[0].isspace()), None)
    end = None if last is None else look(properties_of(last))
    length = 0
    for piece in pieces:
        if not piece[0].isspace() and look(properties_of(piece)) == end:
            break
        length += len(piece[0])
    return length if last is not None else 0


_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_HOLDERS = (_RUN, W + "p", W + "tc")
_STYLES = (W + "rStyle", W + "pStyle")
_CAPITALS, _EFFECTS = "word_capitals_left_out", "word_effects_left_out"
_FRAMES, _BORDERS, _VERTICAL = "word_frames_left_out", "word_borders_left_out", "word_vertical_flattened"
_DIAGONALS = "word_diagonals_left_out"
_SWITCHES = tuple(W + name for name in ("outline", "shadow", "emboss", "imprint"))
_ADDED = tuple(_W14 + name for name in ("glow", "shadow", "reflection", "textOutline", "textFill", "props3d"))
_CODES = MappingProxyType(
    {
        W + "caps": _CAPITALS,
        W + "smallCaps": _CAPITALS,
        W + "effect": _EFFECTS,
        W + "bdr": _EFFECTS,
        W + "position": _EFFECTS,
        W + "eastAsianLayout": _EFFECTS,
        W + "framePr": _FRAMES,
        W + "pBdr": _BORDERS,
        W + "textDirection": _VERTICAL,
        W + "tcBorders": _DIAGONALS,
        **dict.fromkeys((*_SWITCHES, *_ADDED), _EFFECTS),
    }
)
"""The notice for each property that changes the look of a text."""

_NOTHING = HORIZONTAL | {"", "0", "none", "nil"}
"""Values with which a property shows nothing, or text runs as usual."""

_LETTERS, _WORDS = re.compile("[a-z]"), re.compile(r"\S")
_SHOWN_BY = MappingProxyType({_CAPITALS: _LETTERS, _DIAGONALS: re.compile("")})
"""What a text must have for a look to be seen, where that is not any sign."""

_UPRIGHT = ("", "horz")
_BODY_PROPERTIES, _TEXT_BOX = "{*}bodyPr", V + "textbox"
_UPRIGHT_TAGS = ("}bodyPr", "}textbox")
LOOK_TAGS = (*_CODES, *_STYLES, _BODY_PROPERTIES, _TEXT_BOX)
StyleProperties: TypeAlias = Mapping[str, tuple[Node, ...]]
"""Properties that styles give, by style id."""


def note_looks(trees: Iterable[Node], met: ElementsByTag, styles: ReadingStyles, cleaned: CleanedTree) -> None:
    """Record the texts of cleaned trees with such a look, direct or by style; neighbouring runs count once.

    ``met`` is what the trees held of ``LOOK_TAGS``: most hold nothing that needs a closer look.
    """
    named = styles.having(_CODES.keys())
    if not _has_looks(met, named):
        return
    found: dict[str, dict[Node, str]] = {}
    for tree in trees:
        _note_upright(tree, cleaned.account)
        for code, holder in _looks(tree, named):
            text = "" if holder in cleaned.hidden_runs else text_in((holder,), cleaned.hidden_runs)
            if _SHOWN_BY.get(code, _WORDS).search(text):
                found.setdefault(code, {})[holder] = text
    for code, texts in found.items():
        _note_groups(code, texts, cleaned.account)


def _has_looks(met: ElementsByTag, named: StyleProperties) -> bool:
    used = {node.get(VAL) or "" for tag in _STYLES for node in met.get(tag, ())} if named else ()
    return not named.keys().isdisjoint(used) or any(tag in _CODES or tag.endswith(_UPRIGHT_TAGS) for tag in met)


def _note_groups(code: str, texts: Mapping[Node, str], account: Account) -> None:
    for holders in _side_by_side(texts):
        account.note(code, holders[0], shown="".join(texts[holder] for holder in holders))


def _looks(tree: Node, named: StyleProperties) -> Iterator[tuple[str, Node]]:
    """The code of each such property with the run, paragraph or cell whose look it changes."""
    for node in tree.iter(*_CODES, *_STYLES):
        properties = node.getparent()
        holder = properties.getparent()
        if holder is not None and holder.tag in _HOLDERS:  # not of a paragraph's mark, not as it was before
            styled = (given for given in named.get(node.get(VAL) or "", ()) if properties.find(given.tag) is None)
            shown = filter(_shows, styled if node.tag in _STYLES else (node,))
            yield from ((_CODES[given.tag], holder) for given in shown)


def _shows(node: Node) -> bool:
    """Whether a property is more than the lack of its effect."""
    return _SHOWS.get(node.tag, _has_value)(node)


def _has_value(node: Node) -> bool:
    return (node.get(VAL) or "") not in _NOTHING


def _is_there(_: Node) -> bool:
    return True


def _has_line(node: Node) -> bool:
    return any(map(_has_value, node))


def _has_diagonal(node: Node) -> bool:
    return any(map(_has_value, node.iterchildren(W + "tl2br", W + "tr2bl")))


def _is_laid_out(node: Node) -> bool:
    return any(is_on(node, W + name, "0") for name in ("combine", "vert"))


def _is_filled(node: Node) -> bool:
    """Whether an effect of Word 2010 is more than an outline without a line or a plain colour."""
    plain = _W14 + ("solidFill" if node.tag == _W14 + "textFill" else "noFill")
    return next(node.iter(plain, _W14 + "noFill"), None) is None


_SHOWS: Mapping[str, Callable[[Node], bool]] = MappingProxyType(
    {
        **dict.fromkeys((W + "caps", W + "smallCaps", *_SWITCHES), is_on),
        **dict.fromkeys(_ADDED, _is_filled),
        W + "eastAsianLayout": _is_laid_out,
        W + "pBdr": _has_line,
        W + "tcBorders": _has_diagonal,
        W + "framePr": _is_there,
    }
)
"""Whether a property is more than the lack of its effect, where that is not its value."""


def _side_by_side(holders: Iterable[Node]) -> Iterator[list[Node]]:
    """The runs in groups of neighbours; paragraphs and cells one by one."""
    group: list[Node] = []
    for holder in holders:
        if group and holder.tag == _RUN and holder.getprevious() is group[-1]:
            group.append(holder)
            continue
        if group:
            yield group
        group = [holder]
    if group:
        yield group


def _note_upright(tree: Node, account: Account) -> None:
    """Record the text boxes whose text runs from top to bottom."""
    for body in tree.iter(_BODY_PROPERTIES):
        if (body.get("vert") or "") not in _UPRIGHT:
            account.note(_VERTICAL, body)
    for box in tree.iter(_TEXT_BOX):
        if "vertical" in (box.get("style") or ""):
            account.note(_VERTICAL, box)
