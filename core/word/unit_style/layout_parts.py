"""The parts of a layout while a house style is applied: main part, styles, settings, footers."""

import copy
import posixpath
from collections.abc import Iterator

from core.errors import BadInput
from core.package import OFFICE, Node, R, W, open_package, parse_xml, xml_part
from core.word.package_writer import CONTENT_TYPES, NO_RELATIONSHIPS, add_content_type, add_relationship, write_package
from core.word.unit_style.page_setup import sections
from core.word.unit_style.tree import add_child

DOCUMENT, STYLES, SETTINGS = "word/document.xml", "word/styles.xml", "word/settings.xml"
RELATIONS = "word/_rels/document.xml.rels"
_ID = R + "id"
_FOOTER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
_NO_FOOTER = f'<w:ftr xmlns:w="{W[1:-1]}" xmlns:r="{OFFICE}"/>'


class LayoutParts:
    """The parts of a layout. Raises BadInput if it is no Word file."""

    def __init__(self, layout: bytes) -> None:
        self._data = open_package(layout)
        if not {DOCUMENT, STYLES, CONTENT_TYPES} <= self._data.keys():
            raise BadInput("word_no_document")
        self._trees: dict[str, Node] = {}
        self.document = self._tree(DOCUMENT)
        self.styles = self._tree(STYLES)
        self.settings = self._tree(SETTINGS) if SETTINGS in self._data else None

    def pack(self) -> bytes:
        """The file with all changes."""
        for name, tree in self._trees.items():
            self._data[name] = xml_part(tree)
        return write_package(self._data)

    def shown(self) -> list[Node]:
        """The main part, and every header and footer."""
        names = [name for name in self._data if posixpath.basename(name).startswith(("header", "footer"))]
        return [self.document, *(self._tree(name) for name in names if name.startswith("word/") and ".xml" in name)]

    def footers(self) -> list[tuple[str, Node]]:
        """Every footer in use with the kind of page it is for: default, even or first."""
        found: dict[str, str] = {}
        for section in sections(self.document):
            for reference in section.findall(W + "footerReference"):
                name = self._target(reference)
                if name:
                    found.setdefault(name, reference.get(W + "type") or "default")
        return [(kind, self._tree(name)) for name, kind in found.items()]

    def footer(self, kind: str, section: Node) -> Node:
        """The section's footer for that kind of page, created if missing."""
        for reference in _references(section, "footerReference", kind):
            if name := self._target(reference):
                return self._tree(name)
        return self._new_footer(section, kind, parse_xml(_NO_FOOTER.encode()))

    def copy_for_even_pages(self) -> None:
        """Give even pages the headers of all pages, and copies of their footers."""
        for section in sections(self.document):
            self._copy(section, "even", True)

    def copy_for_first_page(self, section: Node) -> None:
        """Give the section's first page the headers of all its pages, without a footer."""
        self._copy(section, "first", False)

    def _copy(self, section: Node, kind: str, with_footer: bool) -> None:
        for reference in _references(section, "headerReference", "default"):
            if not list(_references(section, "headerReference", kind)):
                _refer(section, "headerReference", kind, reference.get(_ID))
        for reference in list(_references(section, "footerReference", "default")) if with_footer else ():
            name = self._target(reference)
            if name and not list(_references(section, "footerReference", kind)):
                self._new_footer(section, kind, copy.deepcopy(self._tree(name)))

    def _new_footer(self, section: Node, kind: str, root: Node) -> Node:
        taken = {name.lower() for name in self._data}
        name = next(name for n in range(1, len(taken) + 2) if (name := f"word/footer{n}.xml") not in taken)
        self._data[name] = b""
        self._trees[name] = root
        add_content_type(self._tree(CONTENT_TYPES), name, _FOOTER_TYPE)
        key = add_relationship(self._relations(), "rIdNumber", f"{OFFICE}/footer", posixpath.basename(name))
        _refer(section, "footerReference", kind, key)
        return root

    def _relations(self) -> Node:
        if RELATIONS not in self._data:
            self._data[RELATIONS] = NO_RELATIONSHIPS
        return self._tree(RELATIONS)

    def _target(self, reference: Node) -> str:
        """The part that a reference of the main part points to; "" for none."""
        for relation in self._relations():
            if relation.get("Id") == reference.get(_ID) and relation.get("TargetMode") != "External":
                name = posixpath.normpath(posixpath.join("/word", relation.get("Target") or "")).lstrip("/")
                return name if name in self._data else ""
        return ""

    def _tree(self, name: str) -> Node:
        if name not in self._trees:
            self._trees[name] = parse_xml(self._data[name])
        return self._trees[name]


def _references(section: Node, tag: str, kind: str) -> Iterator[Node]:
    return (found for found in section.findall(W + tag) if (found.get(W + "type") or "default") == kind)


def _refer(section: Node, tag: str, kind: str, key: str) -> None:
    reference = add_child(section, tag)
    reference.set(W + "type", kind)
    reference.set(_ID, key)
