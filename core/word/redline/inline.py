"""What stands in a paragraph: pieces of text and objects by offset, so that any part of it can be written again."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import groupby
from types import MappingProxyType

from core.model.review.redline import FIRST_OBJECT
from core.package import XML_SPACE, Node, Package, R, W
from core.word.attributes import PPR, RPR, RUN, T

_BR, _FIELD, _LINK = W + "br", W + "fldChar", W + "hyperlink"
_SIGNS = MappingProxyType({W + "tab": "\t", W + "cr": "\n", W + "noBreakHyphen": "\u2011", W + "softHyphen": "\u00ad"})
_UNSEEN = frozenset({W + "proofErr", W + "lastRenderedPageBreak", W + "annotationRef", RPR, PPR})
_OPEN = frozenset({W + "smartTag", W + "customXml", W + "sdtContent", W + "bdo", W + "dir"})
_POINTS = frozenset(
    W + name
    for name in (
        *("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "permStart", "permEnd"),
        *("commentReference", "fldChar", "instrText"),
    )
)
"""What takes no room in the text."""


@dataclass(slots=True)
class ObjectSigns:
    """One character for each object of both files; equal objects have the same one."""

    known: dict[str, str] = field(default_factory=dict)

    def sign(self, nodes: Sequence[Node], package: Package, main: str) -> str:
        """The character of an object, by its XML and the bytes of the parts it names."""
        digest = sha256()
        for node in nodes:
            for each in node.iter("*"):
                digest.update(f"<{each.tag}>{each.text or ''}".encode())
                for key in sorted(each.attrib):
                    digest.update(_value(key, each, package, main))
        return self.known.setdefault(digest.hexdigest(), chr(ord(FIRST_OBJECT) + len(self.known)))


def _value(key: str, node: Node, package: Package, main: str) -> bytes:
    """What an attribute says, without numbers that a program gives anew at every save."""
    value = node.get(key)
    if key.startswith(R):
        found = package.relation(main, value)
        return package.read(found[1]) if found else b""
    is_number = (
        key == "id" or key.endswith(("}id", "}anchorId", "}editId", "}rsidR", "}rsidRPr")) or "docPr" in node.tag
    )
    return b"" if is_number else f"{key}={value}".encode()


@dataclass(frozen=True, slots=True)
class InlinePiece:
    """Text of one run, an object, or a point between characters (no text).

    ``nodes`` are children of ``run``, or nodes beside runs when it is None; ``link`` is the hyperlink around.
    """

    start: int
    text: str
    nodes: tuple[Node, ...]
    run: Node | None = None
    link: Node | None = None

    @property
    def end(self) -> int:
        """The offset behind it."""
        return self.start + len(self.text)

    @property
    def is_marker(self) -> bool:
        """Whether it is a point beside runs: a bookmark, an end of a comment's range."""
        return not self.text and self.run is None


def plain_text(paragraph: Node) -> str | None:
    """The text of a paragraph of nothing but runs and bookmarks; None where ``read_inline`` is needed."""
    found = []
    for node in paragraph:
        if node.tag == RUN:
            for child in node:
                if child.tag == T:
                    found.append(child.text or "")
                elif child.tag != RPR:
                    return None
        elif node.tag not in _PLAIN:
            return None
    return "".join(found)


_PLAIN = frozenset({PPR, W + "bookmarkStart", W + "bookmarkEnd", W + "proofErr"})


class InlineReader:
    """Reads the paragraphs of one file."""

    def __init__(self, package: Package, main: str, signs: ObjectSigns) -> None:
        self._package, self._main, self._signs = package, main, signs
        self._pieces: list[InlinePiece] = []
        self._length = 0

    def read(self, paragraph: Node) -> list[InlinePiece]:
        """The pieces of a paragraph in order."""
        self._pieces, self._length = [], 0
        self._walk(paragraph, None)
        return self._pieces

    def text(self, paragraph: Node) -> str:
        """The text of a paragraph, objects as their signs."""
        found = plain_text(paragraph)
        return "".join(piece.text for piece in self.read(paragraph)) if found is None else found

    def _walk(self, container: Node, link: Node | None) -> None:
        nodes = iter(list(container))
        for node in nodes:
            if node.tag == RUN:
                whole = _whole_field(node)
                if whole:
                    self._object(whole, None, link)
                    for _ in whole[1:]:
                        next(nodes)
                else:
                    self._run(node, link)
            else:
                self._beside(node, link)

    def _beside(self, node: Node, link: Node | None) -> None:
        """What stands between runs."""
        if node.tag in _POINTS:
            self._pieces.append(InlinePiece(self._length, "", (node,), None, link))
        elif node.tag in _OPEN:
            self._walk(node, link)
        elif node.tag == _LINK:
            self._walk(node, node)
        elif node.tag == W + "sdt":
            for content in node.iterchildren(W + "sdtContent"):
                self._walk(content, link)
        elif node.tag not in _UNSEEN:
            self._object((node,), None, link)

    def _run(self, run: Node, link: Node | None) -> None:
        for child in run:
            text = _text_of(child)
            if text is not None:
                self._add(text, child, run, link)
            elif child.tag in _POINTS:
                self._pieces.append(InlinePiece(self._length, "", (child,), run, link))
            else:
                self._object((child,), run, link)

    def _add(self, text: str, child: Node, run: Node, link: Node | None) -> None:
        if text:
            self._pieces.append(InlinePiece(self._length, text, (child,), run, link))
            self._length += len(text)

    def _object(self, nodes: Sequence[Node], run: Node | None, link: Node | None) -> None:
        sign = self._signs.sign(nodes, self._package, self._main)
        self._pieces.append(InlinePiece(self._length, sign, tuple(nodes), run, link))
        self._length += 1


def _text_of(child: Node) -> str | None:
    """What a child of a run says; "" for what shows nothing, None for points and objects."""
    if child.tag == T:
        return child.text or ""
    if child.tag == _BR and child.get(W + "type", "textWrapping") == "textWrapping":
        return "\n"
    return "" if child.tag in _UNSEEN else _SIGNS.get(child.tag)


def _whole_field(run: Node) -> list[Node]:
    """The nodes of a complex field that begins in a run and ends beside it; empty for any other run."""
    depth, found = 0, list[Node]()
    node = run
    while node is not None:
        kinds = [mark.get(W + "fldCharType") for mark in node.iter(_FIELD)]
        depth += kinds.count("begin") - kinds.count("end")
        if not found and not depth:
            return []
        found.append(node)
        if depth == 0:
            return found
        node = node.getnext()
    return []


def linked_nodes(pieces: Sequence[InlinePiece], start: int, end: int) -> Iterator[tuple[Node | None, Node]]:
    """Copies of the runs and objects with the characters ``start`` to ``end``, each with the link that was around it."""
    inside = [piece for piece in pieces if piece.text and piece.start < end and piece.end > start]
    for _, group in groupby(inside, key=lambda piece: id(piece) if piece.run is None else id(piece.run)):
        own = list(group)
        yield from ((own[0].link, node) for node in _written(own, start, end))


def _written(pieces: Sequence[InlinePiece], start: int, end: int) -> Iterator[Node]:
    """One run again, or the nodes of an object beside runs."""
    run = pieces[0].run
    if run is None:
        yield from (deepcopy(node) for node in pieces[0].nodes)
        return
    made = run.makeelement(RUN, dict(run.attrib))
    look = run.find(RPR)
    if look is not None:
        made.append(deepcopy(look))
    for piece in pieces:
        node = deepcopy(piece.nodes[0])
        if node.tag == T:
            node.text = piece.text[max(start - piece.start, 0) : end - piece.start]
            node.set(XML_SPACE, "preserve")
        made.append(node)
    yield made


def point_nodes(piece: InlinePiece) -> Iterator[Node]:
    """A copy of a marker, or of a point inside a run as a run of its own."""
    if piece.run is None:
        yield from (deepcopy(node) for node in piece.nodes)
    else:
        made = piece.run.makeelement(RUN, dict(piece.run.attrib))
        made.extend(deepcopy(node) for node in piece.nodes)
        yield made
