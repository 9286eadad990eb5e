"""Words of headers and footers that belong to the draft and not to its layout, put into the finished parts of a file.

A layout needs no tags for them: they stand above what the layout itself has in its headers and footers, and where it
has none, in a header or footer of their own (ECMA-376 part 1, 17.10).
"""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from core.package import XML_DECLARATION, parse_xml, xml_part
from core.word.layouts.finishing import without_controls
from core.word.layouts.landscape import PREFIX
from core.word.layouts.placing import RELATIONSHIPS_PART
from core.word.package_writer import CONTENT_TYPES, add_content_type, add_relationship_with_id

MARGIN_PART = re.compile(r"word/(?P<kind>header|footer)\d*\.xml")
_WORDS = re.compile(rb"<w:t(?: [^>]*)?>([^<]*)</w:t>")
_PART_START = re.compile(rb"<w:(?:hdr|ftr)(?: [^>]*)?>")
_SECTION = re.compile(rb"<w:sectPr(?: [^>]*)?>(?=(.*?)</w:sectPr>)", re.DOTALL)
_REFERENCE = re.compile(rb'<w:(header|footer)Reference\b[^>]*?w:type="(\w+)"')
_SETTINGS, _EVEN, _FIRST = "word/settings.xml", b"<w:evenAndOddHeaders", b"<w:titlePg"
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_ROOTS = MappingProxyType({"header": "hdr", "footer": "ftr"})
_KINDS = tuple(_ROOTS)


@dataclass(frozen=True, slots=True)
class MarginWords:
    """The lines above and below the text of every page, besides those of the layout."""

    header: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there are none."""
        return not (self.header or self.footer)

    def of(self, kind: str) -> tuple[str, ...]:
        """The lines of ``header`` or ``footer``."""
        return self.header if kind == "header" else self.footer


def with_margins(rendered: Mapping[str, bytes], fixed: Mapping[str, bytes], words: MarginWords) -> dict[str, bytes]:
    """The parts of a file that the words change, by name, and those that they add.

    ``rendered`` are the parts made for this draft, the main part among them; ``fixed`` all others. A line that the
    layout prints in the same place anyway is not printed twice.
    """
    parts = {**fixed, **rendered}
    changed: dict[str, bytes] = {}
    added: list[str] = []
    for kind in _KINDS:
        own = {name: data for name, data in parts.items() if _kind_of(name) == kind}
        lines = [line for line in words.of(kind) if not any(_says(data, line) for data in own.values())]
        if lines:
            changed |= {name: _with_lines(data, lines) for name, data in own.items()}
            changed[_own_part(kind)] = _new_part(kind, lines)
            added.append(kind)
    if not added:
        return {}
    has_even = _EVEN in parts.get(_SETTINGS, b"")
    changed[_MAIN] = _with_references(parts[_MAIN], added, has_even)
    return {**changed, **_listed(parts, added)}


_MAIN = "word/document.xml"


def _kind_of(name: str) -> str:
    found = MARGIN_PART.fullmatch(name)
    return "footer" if name.startswith(f"word/{PREFIX}") else found["kind"] if found else ""


def _own_part(kind: str) -> str:
    return f"word/kept/draft_{kind}.xml"


def _relation_id(kind: str) -> str:
    return f"rIdDraft{kind.capitalize()}"


def _says(part: bytes, line: str) -> bool:
    text = b"".join(_WORDS.findall(part)).decode("utf-8", "replace")
    return "".join(line.split()) in "".join(html.unescape(text).split())


def _with_lines(part: bytes, lines: Iterable[str]) -> bytes:
    start = _PART_START.search(part)
    return part if start is None else part[: start.end()] + _paragraphs(lines) + part[start.end() :]


def _new_part(kind: str, lines: Iterable[str]) -> bytes:
    root = f"w:{_ROOTS[kind]}"
    head, tail = f'{XML_DECLARATION}<{root} xmlns:w="{_NAMESPACE}">', f"</{root}>"
    return b"".join((head.encode(), _paragraphs(lines), tail.encode()))


def _paragraphs(lines: Iterable[str]) -> bytes:
    return without_controls(
        "".join(
            '<w:p><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
            '<w:ind w:left="0" w:right="0" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/></w:pPr><w:r><w:rPr>'
            '<w:rFonts w:hint="eastAsia"/><w:spacing w:val="0"/><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr>'
            f'<w:t xml:space="preserve">{html.escape(line, quote=False)}</w:t></w:r></w:p>'
            for line in lines
        )
    )


def _with_references(main: bytes, kinds: Iterable[str], has_even: bool) -> bytes:
    """References to the new parts where neither a section nor one before it has any; Word takes over those before."""
    known: set[tuple[str, str]] = set()
    pieces: list[bytes] = []
    position = 0
    for section in _SECTION.finditer(main):
        known |= {(kind.decode(), sort.decode()) for kind, sort in _REFERENCE.findall(section[1])}
        missing = [key for key in _wanted(kinds, has_even, _FIRST in section[1]) if key not in known]
        known.update(missing)
        pieces += (main[position : section.end()], *map(_reference, missing))
        position = section.end()
    return b"".join((*pieces, main[position:]))


def _wanted(kinds: Iterable[str], has_even: bool, has_first: bool) -> Iterator[tuple[str, str]]:
    for kind in kinds:
        yield from ((kind, sort) for sort in ("default", *("even",) * has_even, *("first",) * has_first))


def _reference(key: tuple[str, str]) -> bytes:
    kind, sort = key
    names = f'xmlns:r="{_RELATION.rstrip("/")}"'
    return f'<w:{kind}Reference {names} w:type="{sort}" r:id="{_relation_id(kind)}"/>'.encode()


def _listed(parts: Mapping[str, bytes], kinds: Iterable[str]) -> dict[str, bytes]:
    """The lists of relationships and content types with the new parts."""
    relations, types = parse_xml(parts[RELATIONSHIPS_PART]), parse_xml(parts[CONTENT_TYPES])
    for kind in kinds:
        add_relationship_with_id(relations, _relation_id(kind), _RELATION + kind, _own_part(kind).removeprefix("word/"))
        add_content_type(types, _own_part(kind), f"{_TYPE}{kind}+xml")
    return {RELATIONSHIPS_PART: xml_part(relations), CONTENT_TYPES: xml_part(types)}
