"""Which styles differ between two style sheets of one layout, so that paragraphs of the others need not be read anew."""

import re
from collections.abc import Iterable

_START = "<w:style "
_ID = re.compile(r'w:styleId="([^"]*)"')
_BASE = re.compile(r'<w:basedOn w:val="([^"]*)"')
_DEFAULT = re.compile(r'[^>]*w:default="(?:1|true|on)"')


def changed_styles(before: str, after: str) -> frozenset[str] | None:
    """The ids of the styles that differ, those based on them too; None where more than that may differ.

    Both sheets are XML as the layout engine writes it; more is what stands outside the styles, or a default style.
    """
    old, new = before.split(_START), after.split(_START)
    if len(old) != len(new) or old[0] != new[0]:
        return None
    pairs = [pair for pair in zip(old[1:], new[1:], strict=True) if pair[0] != pair[1]]
    if not all(_is_alone(was, style) for was, style in pairs):
        return None
    return frozenset(_with_heirs({_identifier(style) for _, style in pairs}, new[1:]))


def _is_alone(was: str, style: str) -> bool:
    """Whether both are one style, and one that only paragraphs which name it have."""
    return _identifier(was) == _identifier(style) != "" and not _DEFAULT.match(style)


def _identifier(style: str) -> str:
    found = _ID.search(style)
    return found[1] if found else ""


def _with_heirs(changed: set[str], styles: Iterable[str]) -> set[str]:
    bases = [(_identifier(style), based[1]) for style in styles if (based := _BASE.search(style))]
    size = 0
    while size < len(changed):
        size = len(changed)
        changed |= {identifier for identifier, base in bases if base in changed}
    return changed
