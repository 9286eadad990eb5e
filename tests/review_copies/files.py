"""A returned file: a real export with a plan applied."""

import random
from collections.abc import Callable
from typing import Any

from core.package import W, open_package, parse_xml, xml_part
from core.word.package_writer import CONTENT_TYPES, add_content_type, add_relationship, write_package
from core.word.reviewing.beside import W14, W15
from tests.review_copies.marking import Habits, Marker, Node
from tests.review_copies.plans import Plan
from tests.review_copies.tables import edit_table

MAIN, RELATIONS = "word/document.xml", "word/_rels/document.xml.rels"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = (
    ("comments", f"{_OFFICE}/comments"),
    ("commentsExtended", "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"),
)


def applied(data: bytes, plan: Plan, habits: Habits, rng: random.Random) -> bytes:
    """A copy of an exported file with a plan applied in the manner of ``habits``."""
    parts = open_package(data)
    root = parse_xml(parts[MAIN])
    names = {mark.get(W + "name"): mark.getparent() for mark in root.iter(W + "bookmarkStart")}
    by_number = {int(digits): node for name, node in names.items() if (digits := name.rpartition("_")[2]).isdecimal()}
    work = Marker(rng, habits, root)
    if habits.is_torn:
        work.tear()
    for number, edits in plan.edits.items():
        for edit in reversed(edits):
            work.edit(by_number[number], edit)
    for place, (number, start, end, _words) in enumerate(plan.comments):
        _comment(work, by_number[number], (start, end), has_range=not (habits.is_wps and place % 2))
    _structure(work, plan, by_number, next(iter(names)).split("_")[2])
    if plan.table is not None:
        edit_table(work, plan.table)
    if habits.anchors == "lost":
        _without_names(root)
        parts = {name: part for name, part in parts.items() if name != "docProps/custom.xml"}
    listed = _with_comments(parts, plan, root, habits)
    return write_package({**listed, MAIN: xml_part(root)})


def _structure(work: Marker, plan: Plan, nodes: dict[int, Node], key: str) -> None:
    actions: list[tuple[Callable[..., None], tuple[Any, ...]]] = []
    actions += [(work.split, (nodes[number], offset, f"_GW_{key}_{number}")) for number, offset in plan.splits.items()]
    actions += [(work.join, (nodes[number],)) for number in plan.joins]
    actions += [(work.new, (nodes[number], text)) for number, text in plan.new.items()]
    actions += [(work.gone, (nodes[number],)) for number in plan.gone]
    actions += [(work.move, ([nodes[number] for number in own], nodes[after])) for own, after in plan.moves]
    for action, arguments in actions:
        action(*arguments)
    for number in plan.swapped:
        work.swap(nodes[number], nodes[number + 1])


def _without_names(root: Node) -> None:
    for node in [*root.iter(W + "bookmarkStart", W + "bookmarkEnd")]:
        node.getparent().remove(node)


def _comment(work: Marker, paragraph: Node, span: tuple[int, int], has_range: bool) -> None:
    runs = work.between(paragraph, *span)
    number = str(next(work.ids))
    reference = work.made("r")
    reference.append(work.made("commentReference", id=number))
    runs[-1].addnext(reference)
    if has_range:
        runs[0].addprevious(work.made("commentRangeStart", id=number))
        runs[-1].addnext(work.made("commentRangeEnd", id=number))


def _with_comments(parts: dict[str, bytes], plan: Plan, root: Node, habits: Habits) -> dict[str, bytes]:
    """The comments in the order in which they were made; in the manner of Word the first is answered, the second done."""
    if not plan.comments:
        return parts
    listed = parse_xml(f'<w:comments xmlns:w="{W[1:-1]}" xmlns:w14="{W14[1:-1]}"/>'.encode())
    more = parse_xml(f'<w15:commentsEx xmlns:w15="{W15[1:-1]}"/>'.encode())
    ids = sorted((node.get(W + "id") for node in root.iter(W + "commentReference")), key=int)
    for number, (_, _, _, words) in zip(ids, plan.comments, strict=True):
        _add(listed, number, words)
    if not habits.is_wps:
        _add(listed, "99999", "同意")
        _answer(root, ids[0], "99999")
        _link(more, (ids[0], "", ""), ("99999", ids[0], ""), (ids[1], "", "1"))
    relations, types = parse_xml(parts[RELATIONS]), parse_xml(parts[CONTENT_TYPES])
    for name, kind in _PARTS:
        add_relationship(relations, "rId", kind, f"{name}.xml")
        add_content_type(types, f"word/{name}.xml", f"{_TYPE}.{name}+xml")
    changed = {
        RELATIONS: relations,
        CONTENT_TYPES: types,
        "word/comments.xml": listed,
        "word/commentsExtended.xml": more,
    }
    return {**parts, **{name: xml_part(node) for name, node in changed.items()}}


def _answer(root: Node, own: str, number: str) -> None:
    """Marks of its own for an answer, around those of what it answers."""
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        mark = next(node for node in root.iter(W + name) if node.get(W + "id") == own)
        twin = mark.makeelement(mark.tag, {W + "id": number})
        if name == "commentReference":
            run = mark.getparent().makeelement(W + "r", {})
            run.append(twin)
            mark.getparent().addnext(run)
        else:
            mark.addnext(twin)


def _add(listed: Node, number: str, words: str) -> None:
    values = {W + "id": number, W + "author": "王主任", W + "date": "2026-07-05T08:00:00Z"}
    comment = listed.makeelement(W + "comment", values)
    paragraph, run, text = (listed.makeelement(W + tag, {}) for tag in ("p", "r", "t"))
    paragraph.set(W14 + "paraId", f"{int(number):08X}")
    text.text = words
    run.append(text)
    paragraph.append(run)
    comment.append(paragraph)
    listed.append(comment)


def _link(more: Node, *rows: tuple[str, str, str]) -> None:
    for number, parent, done in rows:
        values = {W15 + "paraId": f"{int(number):08X}", W15 + "done": done or "0"}
        if parent:
            values[W15 + "paraIdParent"] = f"{int(parent):08X}"
        more.append(more.makeelement(W15 + "commentEx", values))
