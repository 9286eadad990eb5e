"""The end of a body whose last paragraphs are new or gone: the last mark of all cannot go, so the one before carries it."""

from core.package import Node, W
from core.word.redline.inline import PPR, RPR, P

_INSERTED, _DELETED = W + "ins", W + "del"
_MARKS = frozenset({_INSERTED, _DELETED, W + "moveFrom", W + "moveTo"})


def settle_end(nodes: list[Node]) -> None:
    """Put the marks of the last paragraphs one paragraph earlier, so that every program resolves them alike.

    Word takes a struck out last paragraph away with its own mark, LibreOffice leaves an empty one.
    """
    end = len(nodes)
    while end and _simple_mark(nodes[end - 1]) is not None:
        end -= 1
    if 0 < end < len(nodes) and nodes[end - 1].tag == P and _mark(nodes[end - 1]) is None:
        _settle(nodes, end)


def _settle(nodes: list[Node], end: int) -> None:
    """Settle the paragraphs from ``end`` on, which are all new or gone, behind one that stays."""
    run = nodes[end:]
    gone = [node for node in run if _is_gone(node)]
    if gone == run[: len(gone)] and 0 < len(gone) < len(run):
        _merge(gone[-1], run[len(gone)])
        nodes.remove(gone[-1])
        _unmark(run[-1])
    elif len(gone) in (0, len(run)):
        mark = _simple_mark(run[-1])
        _unmark(run[-1])
        _look(nodes[end - 1]).insert(0, mark)


def _mark(node: Node) -> Node | None:
    """The revision of a paragraph's mark; None for anything else."""
    properties = node.find(PPR) if node.tag == P else None
    look = properties.find(RPR) if properties is not None else None
    return next((each for each in look if each.tag in _MARKS), None) if look is not None else None


def _simple_mark(node: Node) -> Node | None:
    mark = _mark(node)
    return mark if mark is not None and mark.tag in (_INSERTED, _DELETED) else None


def _is_gone(node: Node) -> bool:
    mark = _mark(node)
    return mark is not None and mark.tag == _DELETED


def _unmark(node: Node) -> None:
    mark = _mark(node)
    if mark is not None:
        mark.getparent().remove(mark)


def _merge(gone: Node, new: Node) -> None:
    """Put the content of a struck out paragraph before that of a new one, which ends both."""
    own, place = gone.find(PPR), 1 if new.find(PPR) is not None else 0
    new[place:place] = [node for node in gone if node is not own]


def _look(paragraph: Node) -> Node:
    """The properties of a paragraph's mark, made where there are none."""
    properties = paragraph.find(PPR)
    if properties is None:
        properties = paragraph.makeelement(PPR, {})
        paragraph.insert(0, properties)
    look = properties.find(RPR)
    if look is None:
        look = properties.makeelement(RPR, {})
        behind = next((node for node in properties if node.tag in (W + "sectPr", W + "pPrChange")), None)
        properties.append(look) if behind is None else behind.addprevious(look)
    return look


def mark_end(paragraph: Node, mark: Node) -> None:
    """Give a paragraph's mark a revision."""
    _look(paragraph).insert(0, mark)
