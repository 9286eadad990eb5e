"""A finished Word file with comments on its text (ECMA-376 part 1, 11.3.2 and 17.13.4)."""

import posixpath
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from core.package import Node, W, open_package, parse_xml, xml_part
from core.word.layouts.file import MAIN_PART
from core.word.package_writer import CONTENT_TYPES, NO_RELATIONSHIPS, add_content_type, add_relationship, write_package
from core.word.writing.comment_places import Comment, paragraphs_of, place

__all__ = ("Author", "Comment", "with_comments")

COMMENTS_PART = "word/comments.xml"
RELATIONS_PART = "word/_rels/document.xml.rels"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_EMPTY = f'<w:comments xmlns:w="{W[1:-1]}"/>'.encode()
_LOOK = (
    ("spacing", (("before", "0"), ("after", "0"), ("line", "240"), ("lineRule", "auto"))),
    ("ind", (("left", "0"), ("right", "0"), ("firstLineChars", "0"), ("firstLine", "0"))),
    ("jc", (("val", "left"),)),
)
"""Comments are small notes, whatever the layout makes of an ordinary paragraph."""

WHOLE = sys.maxsize
_SIZE = "21"
"""Half points: 五号."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who comments, in short, and when; without a time none is written."""

    name: str
    initials: str
    written: datetime | None = None


def with_comments(data: bytes, comments: Iterable[Comment], texts: Mapping[int, str], author: Author) -> bytes:
    """The file with the comments in it; ``texts`` are the whole texts of the draft's elements by their numbers.

    A comment on an element that the layout does not print stands at the first paragraph that it does. Of a file in
    which there is none, nothing is commented. Raises BadInput for what is no Word file.
    """
    parts = open_package(data)
    document = parse_xml(parts[MAIN_PART])
    paragraphs = paragraphs_of(document)
    listed = _root(parts, COMMENTS_PART, _EMPTY)
    by_paragraph = _sorted(comments, paragraphs)
    count = len(listed)
    for number, own in by_paragraph.items():
        numbered = list(enumerate(own, count))
        place(paragraphs[number], texts.get(number, ""), numbered)
        for identity, comment in numbered:
            listed.append(_comment(listed, identity, comment.words, author))
        count += len(own)
    parts[MAIN_PART], parts[COMMENTS_PART] = xml_part(document), xml_part(listed)
    _declare(parts)
    return write_package(parts)


def _sorted(comments: Iterable[Comment], paragraphs: Mapping[int, Node]) -> dict[int, list[Comment]]:
    """The comments by the number of the paragraph they stand at, in the order of the paragraphs."""
    found: dict[int, list[Comment]] = {number: [] for number in paragraphs}
    first = next(iter(paragraphs), None)
    for comment in comments:
        if comment.number in paragraphs:
            found[comment.number].append(comment)
        elif first is not None:
            found[first].append(replace(comment, number=first, start=0, end=WHOLE))
    return {number: own for number, own in found.items() if own}


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
    """Name the part of the comments to the document and to the package, unless both know it."""
    relations, types = _root(parts, RELATIONS_PART, NO_RELATIONSHIPS), parse_xml(parts[CONTENT_TYPES])
    kind = f"{_OFFICE}/comments"
    if all(one.get("Type") != kind for one in relations):
        add_relationship(relations, "rId", kind, posixpath.basename(COMMENTS_PART))
        parts[RELATIONS_PART] = xml_part(relations)
    add_content_type(types, COMMENTS_PART, _TYPE)
    parts[CONTENT_TYPES] = xml_part(types)
