"""Comments of a returned Word file with their threads (ECMA-376 part 1, 17.13.4; [MS-DOCX] 2.5 for replies)."""

from collections.abc import Mapping

from core.model.review.returned_copy import CopyComment, CopyPosition
from core.package import Node, Package, W
from core.word.attributes import is_on

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_COMMENT, _P = W + "comment", W + "p"


def read_comments(
    package: Package,
    main: str,
    starts: Mapping[str, CopyPosition],
    ends: Mapping[str, CopyPosition],
    marks: Mapping[str, CopyPosition],
) -> tuple[CopyComment, ...]:
    """The comments in the order of the part; places come from the ranges in the text, else from the reference."""
    name = package.related(main, "comments")
    part = package.xml(name) if name else None
    if part is None:
        return ()
    nodes = tuple(part.iterchildren(_COMMENT))
    parents, done = _threads(package, main, nodes)
    found = []
    for node in nodes:
        key = node.get(W + "id") or ""
        start = starts.get(key, marks.get(key, ends.get(key)))
        end = ends.get(key, marks.get(key, start))
        author, date = ((node.get(W + each) or "").strip() for each in ("author", "date"))
        words = "\n".join(_words(paragraph) for paragraph in node.iter(_P))
        found.append(CopyComment(key, author, date, words, start, end, parents.get(key, ""), key in done))
    return tuple(found)


def _words(paragraph: Node) -> str:
    return "".join(each.text or "" for each in paragraph.iter(W + "t"))


def _threads(package: Package, main: str, nodes: tuple[Node, ...]) -> tuple[dict[str, str], set[str]]:
    """The parent of each reply and the settled comments, by id; linked by the id of a comment's last paragraph."""
    name = package.related(main, "commentsExtended")
    part = package.xml(name) if name else None
    if part is None:
        return {}, set()
    keys = {_last_paragraph(node): node.get(W + "id", "") for node in nodes}
    parents, done = {}, set()
    for node in part.iterchildren(W15 + "commentEx"):
        key, parent = (keys.get(node.get(W15 + name), "") for name in ("paraId", "paraIdParent"))
        if parent not in ("", key):
            parents[key] = parent
        if is_on(node, W15 + "done", "0"):
            done.add(key)
    return parents, done


def _last_paragraph(comment: Node) -> str:
    """The id of a comment's last paragraph; one that nothing refers to where it has none."""
    ids = [paragraph.get(W14 + "paraId") for paragraph in comment.iter(_P)]
    return ids[-1] if ids and ids[-1] else f"none {comment.get(W + 'id')}"
