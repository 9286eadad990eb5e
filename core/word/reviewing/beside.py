"""What stands beside the body of a returned file: comments with their places, replies and whether they are settled;
what was changed in parts that are not compared.

Source: ECMA-376 part 1, 17.13.4; replies and settled ones: [MS-DOCX] 2.5.
"""

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType

from core.model.review.returned_copy import CopyComment, CopyPosition
from core.package import Node, Package, W
from core.word.attributes import is_on

_LOST_PARTS = MappingProxyType({"copy_headers_not_read": ("header", "footer")})
_REVISED_TAGS = tuple(W + name for name in ("ins", "del", "moveFrom", "moveTo"))
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_COMMENT, _PARAGRAPH = W + "comment", W + "p"


def read_comments(
    package: Package,
    main: str,
    starts: Mapping[str, CopyPosition],
    ends: Mapping[str, CopyPosition],
    marks: Mapping[str, CopyPosition],
) -> tuple[CopyComment, ...]:
    """The comments in the order of their places, then of their dates; places come from the ranges in the text, else from the reference."""
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
        words = "\n".join(_words(paragraph) for paragraph in node.iter(_PARAGRAPH))
        found.append(CopyComment(key, author, date, words, start, end, parents.get(key, ""), key in done))
    return tuple(sorted(found, key=_turn))


def _turn(comment: CopyComment) -> tuple[bool, CopyPosition, str]:
    """Comments in the order of their places, those at one place as they were written: LibreOffice writes the last one first."""
    place = comment.start
    return place is None, place if place is not None else CopyPosition(0, 0), comment.date


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
    return _roots(parents), done


def _roots(parents: Mapping[str, str]) -> dict[str, str]:
    """The comment that begins the thread of each reply; replies that answer one another in a circle are none."""
    roots: dict[str, str] = {}
    for key in parents:
        path: dict[str, str] = {}
        while key in parents and key not in roots and key not in path:
            path[key] = key
            key = parents[key]
        roots.update(path if key in path else dict.fromkeys(path, roots.get(key, key)))
    return {key: root for key, root in roots.items() if key != root}


def _last_paragraph(comment: Node) -> str:
    """The id of a comment's last paragraph; one that nothing refers to where it has none."""
    ids = [paragraph.get(W14 + "paraId") for paragraph in comment.iter(_PARAGRAPH)]
    return ids[-1] if ids and ids[-1] else f"none {comment.get(W + 'id')}"


def other_parts(package: Package, main: str, root: Node) -> Counter[str]:
    """What was changed in parts that are not compared, and a setting that will take the authors' names away."""
    changed: Counter[str] = Counter()
    for code, kinds in _LOST_PARTS.items():
        changed[code] = sum(_revised(package, name) for kind in kinds for name in package.all_related(main, kind))
    settings = package.related(main, "settings")
    part = package.xml(settings) if settings else None
    changed["copy_names_removed"] = part is not None and part.find(W + "removePersonalInformation") is not None
    changed["copy_sections"] = sum(1 for _ in root.iter(W + "sectPrChange", W + "tblPrChange", W + "cellMerge"))
    return changed


def _revised(package: Package, name: str) -> int:
    """How many revisions a part holds."""
    part = package.xml(name)
    return 0 if part is None else sum(1 for _ in part.iter(*_REVISED_TAGS))
