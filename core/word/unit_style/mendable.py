"""Faults told more closely: what was meant, and whether it can be put right without doubt."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from types import MappingProxyType

from core.errors import BadInput
from core.package import Node, parse_xml
from core.word.layouts.file import tagged_parts
from core.word.layouts.parts import P
from core.word.unit_style.check import part_name
from core.word.unit_style.findings import LayoutFinding
from core.word.unit_style.loop_ends import loop_end
from core.word.unit_style.lost_styles import BuiltInStyles


def with_mends(
    found: Iterable[LayoutFinding], parts: Mapping[str, bytes], standard: BuiltInStyles
) -> Iterator[LayoutFinding]:
    """The findings, those of lost styles and of what was begun and never ended with a code and a ``mend`` of their own."""
    for finding in found:
        if finding.code == "layout_missing_style":
            yield _style(finding, standard)
        elif finding.code == "layout_unbalanced":
            yield _opened(finding, parts)
        else:
            yield finding


def _style(finding: LayoutFinding, standard: BuiltInStyles) -> LayoutFinding:
    """A style that the built-in layouts have can come back; no other can."""
    identifier = finding.parameters["style"]
    if standard.find(identifier) is None:
        return replace(finding, mend="")
    given = MappingProxyType({**finding.parameters, "shown": standard.shown(identifier)})
    return replace(finding, code="layout_lost_style", parameters=given, mend="style")


def _opened(finding: LayoutFinding, parts: Mapping[str, bytes]) -> LayoutFinding:
    word = finding.tag.strip("{}｛｝%％#＃- 　").split(" ")[0]
    if word == "if":
        return replace(finding, code="layout_open_if")
    if word != "for":
        return finding
    opening = _paragraph(finding, parts)
    if opening is None or loop_end(opening) is None:
        return replace(finding, code="layout_open_for")
    return replace(finding, code="layout_open_for_sure", mend="loop")


def _paragraph(finding: LayoutFinding, parts: Mapping[str, bytes]) -> Node | None:
    """The paragraph of a finding; None where headers or footers are several and any of them could be meant."""
    names = [name for name in tagged_parts(parts) if part_name(name) == finding.part]
    try:
        root = parse_xml(parts[names[0]]) if len(names) == 1 else None
    except BadInput:
        return None
    return None if root is None else next(islice(root.iter(P), max(finding.number - 1, 0), None), None)
