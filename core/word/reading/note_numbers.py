"""The number formats of footnotes and endnotes (ECMA-376 part 1, 17.11.16 to 17.11.18)."""

from collections.abc import Mapping

from core.model.structure.notes import NUMBER_FORMS, OWN_SIGN
from core.package import Node, W
from core.word.attributes import child_value, is_on

_SECTION = W + "sectPr"


def number_form(holder: Node | None, kind: str) -> str:
    """The number format of footnotes or endnotes that a section or the settings of a file name; empty for none known."""
    properties = None if holder is None else holder.find(f"{W}{kind}Pr")
    form = "" if properties is None else child_value(properties, "numFmt")
    return form if form in NUMBER_FORMS else ""


def has_own_sign(mark: Node) -> bool:
    """Whether the sign of a mark is the text behind it and no number."""
    return is_on(mark, W + "customMarkFollows", "0")


def mark_labels(main: Node, tag: str, settings: Node | None) -> Mapping[Node, str]:
    """The labels of the marks of one kind: the number format of their section, else of the file."""
    kind = tag.removeprefix(W).removesuffix("Reference")
    usual = number_form(settings, kind)
    found: dict[Node, str] = {}
    waiting: list[Node] = []
    for node in main.iter(tag, _SECTION):
        if node.tag == tag:
            waiting.append(node)
            continue
        form = number_form(node, kind) or usual
        found.update((mark, form) for mark in waiting)
        waiting = []
    found.update((mark, usual) for mark in waiting)
    return {mark: OWN_SIGN if has_own_sign(mark) else form for mark, form in found.items()}
