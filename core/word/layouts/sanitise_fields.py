"""Fields that a layout of unknown origin may not bring into files (ECMA-376 part 1, 17.16): of these what they show stays.

Names are told by their local part, for Word reads Strict files, too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from core.package import Node

_SWITCHES = r'(?:\s+\\\*\s+"?\w+"?|\s+\\#\s+"?[0#,.]+"?)*\s*'
_HARMLESS = re.compile(
    rf"\s*(?:(?:PAGE|NUMPAGES|SECTIONPAGES|SECTION){_SWITCHES}|=[\d\s+*/().-]*{_SWITCHES})", re.IGNORECASE | re.ASCII
)
"""Page numbers and sums of them. DATE and TIME are none: a document's date must not change when it is opened."""

LONGEST_CODE = 200
LONGEST_NAME = 20
_CODE_PARTS = frozenset(
    ("t", "instrText", "delInstrText", "tab", "br", "sym", "drawing", "pict", "object", "fldSimple")
)
_CODE_TEXTS = frozenset(("t", "instrText", "delInstrText"))


@dataclass(slots=True)
class _TextField:
    """A field under way: its ``marks``, and what stands between its begin and its separator."""

    paragraph: Node | None
    marks: list[Node]
    code: str = ""
    coded: list[Node] = field(default_factory=list)
    shows: bool = False
    is_safe: bool = True

    @property
    def is_harmless(self) -> bool:
        """Whether it may stay."""
        return self.is_safe and len(self.code) <= LONGEST_CODE and _HARMLESS.fullmatch(self.code) is not None

    def add_code(self, text: Node) -> None:
        """A piece of the code."""
        self.code += text.text or ""
        self.is_safe &= _paragraph(text) is self.paragraph

    @property
    def name(self) -> str:
        """How it is called: the first word of its code."""
        word = re.match(r"\s*(\w+|=)", self.code)
        return word.group(1).upper()[:LONGEST_NAME] if word else "?"

    def flatten(self) -> None:
        """Leave what it shows."""
        for node in (*self.coded, *self.marks):
            if local_name(node) == "fldSimple" and node in self.marks:
                _unwrap(node)
            else:
                take_out(node)


def flatten(root: Node) -> list[str]:
    """Make plain text of the fields of a tree that may not stay; their names in order."""
    fields = [*_simple_fields(root), *_torn_fields(root)]
    unsafe = [each for each in fields if not each.is_harmless]
    for each in unsafe:
        each.flatten()
    return [each.name for each in unsafe]


def _simple_fields(root: Node) -> Iterator["_TextField"]:
    """The fields written as one element."""
    simple = [node for node in root.iter("*") if local_name(node) == "fldSimple"]
    return (_TextField(None, [node], _said(node, "instr")) for node in simple)


def _said(node: Node, attribute: str) -> str:
    """An attribute by its local name."""
    return next((value for name, value in node.attrib.items() if name.rpartition("}")[2] == attribute), "")


def _unwrap(node: Node) -> None:
    for child in list(node):
        node.addprevious(child)
    take_out(node)


def _torn_fields(root: Node) -> Iterator[_TextField]:
    """The fields written in parts, inner ones before those around them; one without an end at last."""
    opened: list[_TextField] = []
    for node in list(root.iter("*")):
        name = local_name(node)
        if name == "fldChar":
            yield from _mark(node, opened)
        elif name in _CODE_PARTS:
            _note(node, opened)
    for each in opened:
        each.is_safe = False
        yield each


def _note(node: Node, opened: list[_TextField]) -> None:
    """What may stand in the code of fields under way."""
    for each in [each for each in opened if not each.shows]:
        each.coded.append(node)
    if opened and not opened[-1].shows and local_name(node) in _CODE_TEXTS:
        opened[-1].add_code(node)


def _mark(node: Node, opened: list[_TextField]) -> Iterator[_TextField]:
    kind = _said(node, "fldCharType")
    if kind == "begin":
        opened.append(_TextField(_paragraph(node), [node]))
    elif not opened:
        return
    else:
        opened[-1].marks.append(node)
        opened[-1].is_safe &= _paragraph(node) is opened[-1].paragraph
        opened[-1].shows |= kind == "separate"
    if kind == "end":
        ended = opened.pop()
        if opened and not opened[-1].shows:
            opened[-1].code += "1" if ended.is_harmless else "?"
            opened[-1].coded += ended.marks
        yield ended


def _paragraph(node: Node) -> Node | None:
    return next((parent for parent in node.iterancestors() if local_name(parent) == "p"), None)


def take_out(node: Node) -> None:
    """Take out an element and the runs that it leaves empty; what it stands in stays."""
    parent = node.getparent()
    if parent is None:
        return
    parent.remove(node)
    if local_name(parent) == "r" and all(local_name(child) == "rPr" for child in parent):
        take_out(parent)


def local_name(node: Node) -> str:
    """The name of an element without its namespace."""
    return str(node.tag).rpartition("}")[2]
