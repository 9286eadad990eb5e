"""The legend of a redline: lines in the header of its first page, outside the text, so that accepting everything leaves it clean."""

from collections.abc import Sequence
from html import escape

from core.package import Node, Package, W, parse_xml, xml_part
from core.word.redline.editing import PackageEditor

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = f"{_OFFICE}/header"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
_RELATION = f"{{{_OFFICE}}}id"
_PART = "redline_legend.xml"
_SIZE = 18
"""Half points: 小五."""

_BEHIND_TITLE_PAGE = frozenset(
    W + name for name in ("textDirection", "bidi", "rtlGutter", "docGrid", "printerSettings", "sectPrChange")
)


def add_legend(body: Node, package: Package, target: PackageEditor, main: str, lines: Sequence[str]) -> None:
    """Put lines into a header of the first page alone; its footers and what its header says stay."""
    section = next(body.iter(W + "sectPr"), None)
    if section is None:
        section = body.makeelement(W + "sectPr", {})
        body.append(section)
    had_title_page = section.find(W + "titlePg") is not None
    usual = _reference(section, "header", "first" if had_title_page else "default")
    own = _header(package, main, usual)
    own.extend(_paragraphs(lines))
    identifier = target.add(_PART, xml_part(own), _TYPE, _KIND)
    if had_title_page and usual is not None:
        usual.set(_RELATION, identifier)
        return
    _refer(section, "header", identifier)
    foot = _reference(section, "footer", "default")
    if not had_title_page:
        if foot is not None and _reference(section, "footer", "first") is None:
            _refer(section, "footer", foot.get(_RELATION))
        _insert_title_page(section)


def _reference(section: Node, part: str, kind: str) -> Node | None:
    nodes = section.findall(f"{W}{part}Reference")
    return next((node for node in nodes if node.get(W + "type", "default") == kind), None)


def _header(package: Package, main: str, reference: Node | None) -> Node:
    """What the header of the first page says already, if it is text alone; else an empty one."""
    found = package.relation(main, reference.get(_RELATION)) if reference is not None else None
    root = package.xml(found[1]) if found and not package.relation_ids(found[1]) else None
    if root is not None:
        return root
    return parse_xml(f'<w:hdr xmlns:w="{W[1:-1]}"/>'.encode())


def _refer(section: Node, part: str, identifier: str) -> None:
    for old in [_reference(section, part, "first")]:
        if old is not None:
            section.remove(old)
    made = section.makeelement(f"{W}{part}Reference", {W + "type": "first", _RELATION: identifier})
    section.insert(0, made)


def _insert_title_page(section: Node) -> None:
    made = section.makeelement(W + "titlePg", {})
    behind = next((node for node in section if node.tag in _BEHIND_TITLE_PAGE), None)
    section.append(made) if behind is None else behind.addprevious(made)


def _paragraphs(lines: Sequence[str]) -> list[Node]:
    look = f'<w:rPr><w:rFonts w:hint="eastAsia"/><w:sz w:val="{_SIZE}"/><w:szCs w:val="{_SIZE}"/></w:rPr>'
    shape = (
        '<w:pPr><w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
        '<w:ind w:left="0" w:right="0" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="left"/></w:pPr>'
    )
    rows = "".join(f"<w:p>{shape}<w:r>{look}<w:t>{escape(line, quote=False)}</w:t></w:r></w:p>" for line in lines)
    return list(parse_xml(f'<w:hdr xmlns:w="{W[1:-1]}">{rows}</w:hdr>'.encode()))
