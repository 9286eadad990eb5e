"""What is drawn in a Word text: pictures, charts, SmartArt, embedded objects, shapes (ECMA-376 part 1, 20 and 21; part 4)."""

from collections import Counter
from collections.abc import Iterable

from core.ooxml import Node, W
from core.readers.word_account import Account

DRAWN = (W + "drawing", W + "pict", W + "object")
_BOXES = ("txbx", "textbox", "textpath")
"""Their text is taken up elsewhere."""


def note_drawings(nodes: Iterable[Node], account: Account) -> None:
    """Note what the drawings of a cleaned tree hold; their text boxes are no part of them any more."""
    for node in nodes:
        names = Counter(each.tag.rpartition("}")[2] for each in node.iter())
        pictures = names["blip"] + names["imagedata"]
        if names["OLEObject"] or names["control"]:
            _note_embedded(node, pictures, account)
            continue
        words = "".join(each.text or "" for each in node.iter("{*}t"))
        found = [
            ("word_pictures_left_out", pictures),
            ("word_charts_left_out", names["chart"]),
            ("word_diagrams_left_out", names["relIds"]),
        ]
        found = [(code, count) for code, count in found if count]
        is_bare = not found and not any(names[name] for name in _BOXES)
        for code, count in found or ([("word_shapes_left_out", 1)] if is_bare or words else []):
            account.note(code, node, words, count)
            words = ""


def _note_embedded(node: Node, pictures: int, account: Account) -> None:
    """An object and the picture of it; a formula of the old editors is one as well, and controls are told by themselves."""
    for each in node.iter("{*}OLEObject"):
        is_formula = (each.get("ProgID") or "").startswith("Equation")
        account.note("word_equations_left_out" if is_formula else "word_objects_left_out", node)
    if pictures:
        account.note("word_previews_left_out", node, count=pictures)
