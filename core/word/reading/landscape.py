"""Pages of a Word file that are turned sideways (ECMA-376 part 1, 17.6.13 pgSz)."""

from collections.abc import Iterator

from core.package import Node, W

_P, _SECTION, _FORMER = W + "p", W + "sectPr", W + "sectPrChange"


def sections_of(root: Node) -> Iterator[tuple[Node, list[Node]]]:
    """Each section's properties with its paragraphs, those in tables and boxes included; earlier properties are left out."""
    own: list[Node] = []
    for node in root.iter(_P, _SECTION):
        if node.tag == _P:
            own.append(node)
        elif node.getparent().tag != _FORMER:
            yield node, own
            own = []


def is_landscape(section: Node) -> bool:
    """Whether the section's pages are wider than high, or said to be."""
    size = section.find(W + "pgSz")
    if size is None:
        return False
    width, height = size.get(W + "w") or "", size.get(W + "h") or ""
    is_wide = width.isdecimal() and height.isdecimal() and int(width[:6]) > int(height[:6])
    return is_wide or size.get(W + "orient") == "landscape"


def landscape_paragraphs(root: Node) -> frozenset[Node]:
    """The paragraphs of landscape sections that follow an upright one: a file that begins sideways has no upright pages to
    return to, and is read as upright.
    """
    found: set[Node] = set()
    is_upright_before = False
    for section, paragraphs in sections_of(root):
        if not is_landscape(section):
            is_upright_before = is_upright_before or bool(paragraphs)
        elif is_upright_before:
            found.update(paragraphs)
    return frozenset(found)
