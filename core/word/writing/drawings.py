"""A drawing of a draft with another size or alternative text (ECMA-376 part 1, 20.4.2.7 extent, 20.4.2.5 docPr, 20.1.7.3 ext)."""

from core.package import parse_xml, serialise

_RELATIVE = ("{*}sizeRelH", "{*}sizeRelV")
"""Sizes as shares of the page, which would overrule the extent."""


def resized_drawing(data: bytes, width: int, height: int) -> bytes | None:
    """The drawing at this size in English Metric Units; None where it is no DrawingML with an extent."""
    root = parse_xml(data)
    extent = next(root.iter("{*}extent"), None)
    if extent is None:
        return None
    inner = [each for each in root.iter("{*}ext") if each.get("cx")]
    for each in (extent, *inner[:1]):
        each.set("cx", str(width))
        each.set("cy", str(height))
    for name in _RELATIVE:
        for each in list(root.iter(name)):
            each.getparent().remove(each)
    return serialise(root).encode()


def relabelled_drawing(data: bytes, label: str) -> bytes | None:
    """The drawing with this alternative text; None where it has no place for one."""
    root = parse_xml(data)
    found = list(root.iter("{*}docPr"))
    for each in found:
        each.set("descr", label)
    return serialise(root).encode() if found else None
