"""Places of comments in a finished Word file: runs cut where a comment begins and ends (ECMA-376 part 1, 17.13.4)."""

import copy
from collections.abc import Sequence
from dataclasses import dataclass

from core.package import Node, W

PLACE = "_GW_"
"""How the bookmarks of the draft's paragraphs begin; they end with the element's number."""


@dataclass(frozen=True, slots=True)
class Comment:
    """What to say of the characters ``start`` to ``end`` of an element's whole text; ``number`` is the element's."""

    number: int
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class _PrintedCharacter:
    """One character of a paragraph as it is printed: the text node it stands in and its offset there."""

    node: Node
    offset: int
    text: str


def paragraphs_of(document: Node) -> dict[int, Node]:
    """The paragraphs of a finished document by the numbers of the elements they print."""
    found: dict[int, Node] = {}
    for mark in document.iter(W + "bookmarkStart"):
        number = (mark.get(W + "name") or "").rpartition("_")[2]
        if (mark.get(W + "name") or "").startswith(PLACE) and number.isdecimal():
            found.setdefault(int(number), mark.getparent())
    return found


def place(paragraph: Node, text: str, comments: Sequence[tuple[int, Comment]]) -> None:
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
        _insert(letters, position, [*_ends(paragraph, ended), *_starts(paragraph, begun)])


def _letters(paragraph: Node) -> list[_PrintedCharacter]:
    return [
        _PrintedCharacter(node, offset, letter)
        for node in paragraph.iter(W + "t")
        for offset, letter in enumerate(node.text or "")
    ]


def _printed(letters: Sequence[_PrintedCharacter], text: str) -> dict[int, int]:
    """Which printed character each character of the element's text is; white space is printed as the layout likes."""
    own = [place for place, letter in enumerate(text) if not letter.isspace()]
    shown = [place for place, letter in enumerate(letters) if not letter.text.isspace()]
    begin = "".join(letters[place].text for place in shown).find("".join(text[place] for place in own))
    return dict(zip(own, shown[begin:], strict=False)) if begin >= 0 and own else {}


def _range(printed: dict[int, int], comment: Comment, length: int) -> tuple[int, int]:
    """The printed characters of a comment; of blanks and of places between characters those beside them."""
    inside = [shown for place, shown in printed.items() if comment.start <= place < comment.end]
    if not inside:
        before = [shown for place, shown in printed.items() if place < comment.start]
        after = [shown for place, shown in printed.items() if place >= comment.end]
        inside = [*before[-1:], *after[:1]]
    return (min(inside), max(inside) + 1) if inside else (0, length)


def _insert(letters: Sequence[_PrintedCharacter], position: int, nodes: Sequence[Node]) -> None:
    """Put nodes before the printed character at a position, or behind the last one."""
    if position >= len(letters):
        run = letters[-1].node.getparent()
        for node in reversed(nodes):
            run.addnext(node)
        return
    run = _cut(letters[position])
    for node in nodes:
        run.addprevious(node)


def _cut(letter: _PrintedCharacter) -> Node:
    """The run that begins with this character: a new one, if there is something before it in its run.

    What stands before it stays where it is, so that places nearer the beginning are found afterwards.
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


def _starts(paragraph: Node, numbers: Sequence[int]) -> list[Node]:
    return [_marked(paragraph, "commentRangeStart", number) for number in numbers]


def _ends(paragraph: Node, numbers: Sequence[int]) -> list[Node]:
    """The end of each comment, and behind it the run that refers to it."""
    nodes = []
    for number in numbers:
        run = paragraph.makeelement(W + "r", {})
        run.append(_marked(paragraph, "commentReference", number))
        nodes += [_marked(paragraph, "commentRangeEnd", number), run]
    return nodes


def _marked(paragraph: Node, name: str, number: int) -> Node:
    return paragraph.makeelement(W + name, {W + "id": str(number)})
