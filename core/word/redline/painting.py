"""Revisions as looks, for pages that are read on paper: what is gone struck out, what is new underlined, both in colour."""

from types import MappingProxyType

from core.package import Node, W, unwrap
from core.word.redline.inline import RPR, R, T

RED, BLUE, GREEN = "C00000", "1F4E9E", "2E7D32"
_LOOKS = MappingProxyType(
    {
        W + "ins": ("u", "single", BLUE),
        W + "del": ("strike", "1", RED),
        W + "moveFrom": ("strike", "1", GREEN),
        W + "moveTo": ("u", "double", GREEN),
    }
)
_TEXTS = MappingProxyType({W + "delText": T, W + "delInstrText": W + "instrText"})
_ENDED = "↵"
"""Shows the end of a paragraph that is new or gone inside text that stays."""


def paint(root: Node) -> None:
    """Turn all revisions of a body into looks; what was gone stays, struck out."""
    for mark in list(root.iter(*_LOOKS)):
        parent = mark.getparent()
        if parent.tag == RPR:
            _show_end(mark, parent.getparent().getparent())
        elif parent.tag != W + "trPr":
            for run in mark.iter(R):
                _dress(run, *_LOOKS[mark.tag])
    for node in root.iter(*_TEXTS):
        node.tag = _TEXTS[node.tag]
    for mark in list(root.iter(*_LOOKS)):
        if mark.getparent().tag in (RPR, W + "trPr"):
            mark.getparent().remove(mark)
    unwrap(root, _LOOKS)


def _dress(run: Node, name: str, value: str, colour: str) -> None:
    """Give a run a look; what was struck out stays so."""
    look = run.find(RPR)
    if look is None:
        look = run.makeelement(RPR, {})
        run.insert(0, look)
    for tag in (name, "color"):
        for node in look.findall(W + tag):
            look.remove(node)
    look.append(look.makeelement(W + name, {W + "val": value}))
    look.append(look.makeelement(W + "color", {W + "val": colour}))


def _show_end(mark: Node, paragraph: Node) -> None:
    """Write a sign at the end of a paragraph with text that stays; ends of whole paragraphs need none."""
    if not any(run.getparent().tag not in _LOOKS for run in paragraph.iter(R)):
        return
    run = paragraph.makeelement(R, {})
    text = run.makeelement(T, {})
    text.text = _ENDED
    run.append(text)
    _dress(run, *_LOOKS[mark.tag])
    paragraph.append(run)
