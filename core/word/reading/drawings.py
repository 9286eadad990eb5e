"""What is drawn in a Word text: pictures, charts, SmartArt, embedded objects, shapes (ECMA-376 part 1, 20 and 21; part 4)."""

from collections import Counter
from collections.abc import Iterable

from core.package import Node, W
from core.word.reading.account import Account

DRAWN = (W + "drawing", W + "pict", W + "object")
_PARTS = (
    ("word_pictures_left_out", ("blip", "imagedata")),
    ("word_charts_left_out", ("chart",)),
    ("word_diagrams_left_out", ("relIds",)),
)
_BOXES = ("txbx", "textbox", "textpath")
"""Their text is taken up elsewhere."""


def note_drawings(nodes: Iterable[Node], account: Account) -> None:
    """Note what the drawings of a cleaned tree hold; their text boxes are no part of them any more."""
    for node in nodes:
        names = Counter(each.tag.rpartition("}")[2] for each in node.iter())
        if names["OLEObject"] or names["control"]:
            _note_embedded(node, names["blip"] + names["imagedata"], account)
        else:
            _note_drawing(node, names, account)


def _note_drawing(node: Node, names: Counter[str], account: Account) -> None:
    """Note pictures, charts and SmartArt, and a shape for one without any; words in it are noted with the first of them."""
    words = "".join(each.text or "" for each in node.iter("{*}t"))
    found = [(code, count) for code, inside in _PARTS if (count := _count(names, inside))]
    if not found and (words or not _count(names, _BOXES)):
        found = [("word_shapes_left_out", 1)]
    for code, count in found:
        account.note(code, node, words, count)
        words = ""


def _count(names: Counter[str], wanted: Iterable[str]) -> int:
    return sum(names[name] for name in wanted)


def _note_embedded(node: Node, pictures: int, account: Account) -> None:
    """An object and the picture of it; a formula of the old editors is one as well, and controls are told by themselves."""
    for each in node.iter("{*}OLEObject"):
        is_formula = (each.get("ProgID") or "").startswith("Equation")
        account.note("word_equations_left_out" if is_formula else "word_objects_left_out", node)
    if pictures:
        account.note("word_previews_left_out", node, count=pictures)
