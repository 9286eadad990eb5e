"""Numbers such as 1.1.2 as automatic numbers of the finished file (ECMA-376 part 1, 17.9).

They were such numbers where the text was read; all others are written as text, which no copying loses. A number that Word
would count otherwise stays text, too.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from core.package import XML_DECLARATION, Node, W, parse_xml, xml_part
from core.word.attributes import child_value
from core.word.package_writer import CONTENT_TYPES, NO_RELATIONSHIPS, add_content_type, add_relationship
from core.word.styles import StyleResolver
from core.word.unit_style.tree import child

NUMBERING_PART = "word/numbering.xml"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
_NAMESPACE = W[1:-1]
_DEEPEST = 9
_NUMBER = re.compile(r"[1-9][0-9]{0,3}(?:\.[1-9][0-9]{0,3})*(?![0-9.])")


def counted_number(text: str) -> str:
    """The number at the beginning of a text as Word can count it; empty if it has none."""
    found = _NUMBER.match(text)
    return found[0] if found is not None and found[0].count(".") < _DEEPEST else ""


@dataclass(frozen=True, slots=True)
class PartNames:
    """The names of the main part, of its style sheet and of the list of its relationships."""

    main: str
    styles: str
    relations: str


@dataclass(slots=True)
class _Counter:
    """The counters of one list as Word keeps them."""

    counters: list[int] = field(default_factory=list)

    def takes(self, number: str) -> bool:
        """Count a paragraph of the number's level if Word would show this number."""
        wanted = [int(part) for part in number.split(".")]
        depth = len(wanted) - 1
        known = self.counters[: depth + 1]
        shown = [*known, *[1] * (depth + 1 - len(known))]
        if len(known) > depth:
            shown[depth] += 1
        if shown != wanted:
            return False
        self.counters = shown
        return True


def with_counted_numbers(parts: Mapping[str, bytes], names: PartNames, numbers: Mapping[int, str]) -> dict[str, bytes]:
    """The parts that change so that Word counts these ``numbers``, given by the elements whose paragraphs begin with them."""
    root = parse_xml(parts[names.main])
    counter, found = _Counter(), list[tuple[Node, int]]()
    for paragraph, number in _numbered(root, numbers):
        texts = _texts_beginning(paragraph, number)
        if texts and counter.takes(number):
            found.append((paragraph, number.count(".")))
            _cut(texts, len(number))
    if not found:
        return {}
    numbering, identifier = _with_list(parts.get(NUMBERING_PART, b""))
    styles = StyleResolver(parse_xml(parts[names.styles]))
    for paragraph, depth in found:
        _count(paragraph, depth, identifier, styles)
    changed = {names.main: xml_part(root), NUMBERING_PART: numbering}
    return changed if NUMBERING_PART in parts else {**changed, **_listed(parts, names.relations)}


def _numbered(root: Node, numbers: Mapping[int, str]) -> Iterator[tuple[Node, str]]:
    """The paragraphs of the body that begin with a number of theirs, in order."""
    for mark in root.iterfind(f"{W}body/{W}p/{W}bookmarkStart"):
        start, _, name = (mark.get(W + "name") or "").rpartition("_")
        if start.startswith("_GW_") and name.isdecimal() and int(name) in numbers:
            yield mark.getparent(), numbers[int(name)]


def _texts_beginning(paragraph: Node, number: str) -> list[Node]:
    """The first texts of a paragraph, which hold the number; none if something else stands in it."""
    found, shown = list[Node](), ""
    for node in paragraph.iterfind(f"{W}r/*"):
        if node.tag == W + "rPr":
            continue
        if len(shown) >= len(number) or node.tag != W + "t":
            break
        found.append(node)
        shown += node.text or ""
    return found if shown.startswith(number) else []


def _cut(texts: list[Node], length: int) -> None:
    """Remove the first characters, and runs that are empty then."""
    for node in texts:
        text = node.text or ""
        node.text, length = text[length:], max(length - len(text), 0)
        run = node.getparent()
        if not node.text:
            run.remove(node)
        if all(each.tag == W + "rPr" for each in run):
            run.getparent().remove(run)


def _count(paragraph: Node, depth: int, identifier: int, styles: StyleResolver) -> None:
    """Give a paragraph the automatic number of a level of a list."""
    properties = paragraph.find(W + "pPr")
    if properties is None:
        properties = paragraph.makeelement(W + "pPr")
        paragraph.insert(0, properties)
    number = child(properties, "numPr")
    number[:] = [number.makeelement(W + name, {W + "val": str(value)}) for name, value in _pair(depth, identifier)]
    indent = _indent(styles, child_value(properties, "pStyle"))
    if indent is not None and properties.find(W + "ind") is None:
        child(properties, "ind").attrib.update(indent.attrib)


def _pair(depth: int, identifier: int) -> tuple[tuple[str, int], ...]:
    return ("ilvl", depth), ("numId", identifier)


def _indent(styles: StyleResolver, identifier: str) -> Node | None:
    """The indent that a style gives; some programs take it away where a number has none."""
    found = (style.find(f"{W}pPr/{W}ind") for style in styles.chain_of(identifier))
    return next((indent for indent in found if indent is not None), None)


def _with_list(existing: bytes) -> tuple[bytes, int]:
    """A numbering part with a list of our own, and the id of its number."""
    root = parse_xml(existing or f'{XML_DECLARATION}<w:numbering xmlns:w="{_NAMESPACE}"/>'.encode())
    lists, numbers = root.findall(W + "abstractNum"), root.findall(W + "num")
    base = _free(each.get(W + "abstractNumId") for each in lists)
    identifier = _free(each.get(W + "numId") for each in numbers)
    place = root.index(lists[-1]) + 1 if lists else root.index(numbers[0]) if numbers else len(root)
    root.insert(place, parse_xml(_list(base).encode()))
    number = f'<w:num xmlns:w="{_NAMESPACE}" w:numId="{identifier}"><w:abstractNumId w:val="{base}"/></w:num>'
    last = root.findall(W + "num")
    root.insert(root.index(last[-1]) + 1 if last else place + 1, parse_xml(number.encode()))
    return xml_part(root), identifier


def _list(base: int) -> str:
    """The list; a level has no indent of its own, so that its paragraphs keep that of their style."""
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{".".join(f"%{place}" for place in range(1, depth + 2))}"/><w:lvlJc w:val="left"/></w:lvl>'
        for depth in range(_DEEPEST)
    )
    kind = '<w:multiLevelType w:val="multilevel"/>'
    return f'<w:abstractNum xmlns:w="{_NAMESPACE}" w:abstractNumId="{base}">{kind}{levels}</w:abstractNum>'


def _free(used: Iterator[str | None]) -> int:
    return max((int(each) for each in used if each and each.isdecimal()), default=0) + 1


def _listed(parts: Mapping[str, bytes], relations: str) -> dict[str, bytes]:
    """The lists of relationships and content types with the numbering part."""
    links = parse_xml(parts.get(relations) or NO_RELATIONSHIPS)
    types = parse_xml(parts[CONTENT_TYPES])
    add_relationship(links, "rIdCounted", _KIND, "numbering.xml")
    add_content_type(types, NUMBERING_PART, _TYPE)
    return {relations: xml_part(links), CONTENT_TYPES: xml_part(types)}
