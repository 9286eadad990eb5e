"""Comments in a finished Word file: runs split where a comment begins and ends (ECMA-376 part 1, 11.3.2 and 17.13.4)."""

import copy
import posixpath
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from core.package import OFFICE, Node, W, open_package, parse_xml, xml_part
from core.word.attributes import MAIN_PART
from core.word.package_writer import CONTENT_TYPES, NO_RELATIONSHIPS, add_content_type, add_relationship, write_package

PLACE = "_GW_"
"""Prefix of the bookmarks of the draft's paragraphs; the element's number follows at the end."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment on the characters ``start`` to ``end`` of an element's whole text; ``number`` is the element's."""

    number: int
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class _PrintedCharacter:
    """One printed character of a paragraph: its text node and its offset there."""

    node: Node
    offset: int
    text: str


def paragraphs_of(document: Node) -> dict[int, Node]:
    """The paragraphs of a finished document by the number of the element they print."""
    found: dict[int, Node] = {}
    for mark in document.iter(W + "bookmarkStart"):
        number = (mark.get(W + "name") or "").rpartition("_")[2]
        if (mark.get(W + "name") or "").startswith(PLACE) and number.isdecimal():
            found.setdefault(int(number), mark.getparent())
    return found


def place_comments(paragraph: Node, text: str, comments: Sequence[tuple[int, Comment]]) -> None:
    """Put comments, each with its id, around their characters; those whose words are not printed so around everything."""
    letters = _letters(paragraph)
    if not letters:
        return
    printed = _printed(letters, text)
    edges: dict[int, tuple[list[int], list[int]]] = {}
    for number, comment in comments:
        start, end = _range(printed, comment, len(letters))
        edges.setdefault(start, ([], []))[1].append(number)
        edges.setdefault(end, ([], []))[0].append(number)
    for position in sorted(edges, reverse=True):
        ended, begun = edges[position]
        _insert(
            letters,
            position,
            [*_ends(paragraph, ended), *(_marked(paragraph, "commentRangeStart", number) for number in begun)],
        )


def _letters(paragraph: Node) -> list[_PrintedCharacter]:
    return [
        _PrintedCharacter(node, offset, letter)
        for node in paragraph.iter(W + "t")
        for offset, letter in enumerate(node.text or "")
    ]


def _printed(letters: Sequence[_PrintedCharacter], text: str) -> dict[int, int]:
    """The printed character for each character of the element's text; white space is ignored."""
    own = [place for place, letter in enumerate(text) if not letter.isspace()]
    shown = [place for place, letter in enumerate(letters) if not letter.text.isspace()]
    begin = "".join(letters[place].text for place in shown).find("".join(text[place] for place in own))
    return dict(zip(own, shown[begin:], strict=False)) if begin >= 0 and own else {}


def _range(printed: dict[int, int], comment: Comment, length: int) -> tuple[int, int]:
    """The printed characters of a comment; for blanks and positions between characters those beside them."""
    inside = [shown for place, shown in printed.items() if comment.start <= place < comment.end]
    if not inside:
        before = [shown for place, shown in printed.items() if place < comment.start]
        after = [shown for place, shown in printed.items() if place >= comment.end]
        inside = [*before[-1:], *after[:1]]
    return (min(inside), max(inside) + 1) if inside else (0, length)


def _insert(letters: Sequence[_PrintedCharacter], position: int, nodes: Sequence[Node]) -> None:
    """Insert nodes before the printed character at a position, or after the last one."""
    if position >= len(letters):
        run = letters[-1].node.getparent()
        for node in reversed(nodes):
            run.addnext(node)
        return
    run = _cut(letters[position])
    for node in nodes:
        run.addprevious(node)


def _cut(letter: _PrintedCharacter) -> Node:
    """The run that begins with this character; the run is split if anything precedes the character in it.

    The first half stays in place, so that earlier positions remain valid.
    """
    text, run = letter.node, letter.node.getparent()
    look = run.find(W + "rPr")
    is_first = all(child is look for child in text.itersiblings(preceding=True))
    if is_first and not letter.offset:
        return run
    rest = run.makeelement(W + "r", dict(run.attrib))
    if look is not None:
        rest.append(copy.deepcopy(look))
    behind = list(text.itersiblings())
    if letter.offset:
        piece = copy.deepcopy(text)
        piece.text, text.text = (text.text or "")[letter.offset :], (text.text or "")[: letter.offset]
        rest.append(piece)
    else:
        behind.insert(0, text)
    rest.extend(behind)
    run.addnext(rest)
    return rest


def _ends(paragraph: Node, numbers: Sequence[int]) -> list[Node]:
    """The end of each comment, followed by the run that refers to it."""
    nodes = []
    for number in numbers:
        run = paragraph.makeelement(W + "r", {})
        run.append(_marked(paragraph, "commentReference", number))
        nodes += [_marked(paragraph, "commentRangeEnd", number), run]
    return nodes


def _marked(paragraph: Node, name: str, number: int) -> Node:
    return paragraph.makeelement(W + name, {W + "id": str(number)})


__all__ = ("Author", "Comment", "with_comments")

COMMENTS_PART = "word/comments.xml"
RELATIONS_PART = "word/_rels/document.xml.rels"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_EMPTY = f'<w:comments xmlns:w="{W[1:-1]}"/>'.encode()
_LOOK = (
    ("spacing", (("before", "0"), ("after", "0"), ("line", "240"), ("lineRule", "auto"))),
    ("ind", (("left", "0"), ("right", "0"), ("firstLineChars", "0"), ("firstLine", "0"))),
    ("jc", (("val", "left"),)),
)
"""Direct formatting of comments, independent of the layout's default paragraph."""

WHOLE = sys.maxsize
_SIZE = "21"
"""Half points: 五号."""


@dataclass(frozen=True, slots=True)
class Author:
    """The author of the comments with initials, and the time (not written if None)."""

    name: str
    initials: str
    written: datetime | None = None


def with_comments(data: bytes, comments: Iterable[Comment], texts: Mapping[int, str], author: Author) -> bytes:
    """The file with the comments; ``texts`` are the whole texts of the draft's elements by number.

    A comment on an element that the layout does not print is attached to the first printed paragraph; without any printed
    paragraph no comments are added. Raises BadInput if it is no Word file.
    """
    parts = open_package(data)
    document = parse_xml(parts[MAIN_PART])
    paragraphs = paragraphs_of(document)
    listed = _root(parts, COMMENTS_PART, _EMPTY)
    by_paragraph = _sorted(comments, paragraphs)
    count = _highest_id(document, listed) + 1
    for number, own in by_paragraph.items():
        numbered = list(enumerate(own, count))
        place_comments(paragraphs[number], texts.get(number, ""), numbered)
        for identity, comment in numbered:
            listed.append(_comment(listed, identity, comment.words, author))
        count += len(own)
    parts[MAIN_PART], parts[COMMENTS_PART] = xml_part(document), xml_part(listed)
    _declare(parts)
    return write_package(parts)


def _sorted(comments: Iterable[Comment], paragraphs: Mapping[int, Node]) -> dict[int, list[Comment]]:
    """The comments by the number of the paragraph they are attached to, in paragraph order."""
    found: dict[int, list[Comment]] = {number: [] for number in paragraphs}
    first = next(iter(paragraphs), None)
    for comment in comments:
        if comment.number in paragraphs:
            found[comment.number].append(comment)
        elif first is not None:
            found[first].append(replace(comment, number=first, start=0, end=WHOLE))
    return {number: own for number, own in found.items() if own}


def _highest_id(*roots: Node) -> int:
    """The highest ``w:id``: comments, bookmarks and revisions share one counter."""
    found = (node.get(W + "id") or "" for root in roots for node in root.iter("*"))
    return max((int(number) for number in found if number.isdecimal()), default=-1)


def _root(parts: Mapping[str, bytes], name: str, empty: bytes) -> Node:
    return parse_xml(parts.get(name) or empty)


def _comment(listed: Node, number: int, words: str, author: Author) -> Node:
    comment = _made(listed, "comment", id=str(number), author=author.name, initials=author.initials)
    if author.written is not None:
        comment.set(W + "date", author.written.strftime("%Y-%m-%dT%H:%M:%SZ"))
    for line in words.split("\n"):
        paragraph, run = _made(listed, "p"), _made(listed, "r")
        paragraph.append(_made(listed, "pPr"))
        for name, values in _LOOK:
            paragraph[0].append(_made(listed, name, **dict(values)))
        run.append(_made(listed, "rPr"))
        run[0].append(_made(listed, "sz", val=_SIZE))
        text = _made(listed, "t")
        text.text = line
        run.append(text)
        paragraph.append(run)
        comment.append(paragraph)
    return comment


def _made(root: Node, name: str, **values: str) -> Node:
    return root.makeelement(W + name, {W + key: value for key, value in values.items()})


def _declare(parts: dict[str, bytes]) -> None:
    """Add relationship and content type of the comments part if they are missing."""
    relations, types = _root(parts, RELATIONS_PART, NO_RELATIONSHIPS), parse_xml(parts[CONTENT_TYPES])
    kind = f"{OFFICE}/comments"
    if all(one.get("Type") != kind for one in relations):
        add_relationship(relations, "rId", kind, posixpath.basename(COMMENTS_PART))
        parts[RELATIONS_PART] = xml_part(relations)
    add_content_type(types, COMMENTS_PART, _TYPE)
    parts[CONTENT_TYPES] = xml_part(types)
