"""A package with parts added or replaced, and the relationships of its main part."""

import posixpath

from core.package import Node, Package, parse_xml, xml_part
from core.word.package_writer import (
    CONTENT_TYPES,
    NO_RELATIONSHIPS,
    add_content_type,
    add_relationship,
    write_package,
)


class PackageEditor:
    """Collects what changes in a package."""

    def __init__(self, package: Package, main: str) -> None:
        self._folder, name = posixpath.split(main)
        self._relations_part = posixpath.join(self._folder, "_rels", f"{name}.rels")
        self._parts = {each: package.read(each) for each in package.names}
        self._types = parse_xml(self._parts[CONTENT_TYPES])
        self._relations = parse_xml(self._parts.get(self._relations_part) or NO_RELATIONSHIPS)

    def put(self, name: str, root: Node) -> None:
        """Replace a part."""
        self._parts[name] = xml_part(root)

    def add(self, name: str, data: bytes, content_type: str, kind: str) -> str:
        """Add a part beside the main part; the id of its relationship of type ``kind``."""
        full = posixpath.join(self._folder, name)
        self._parts[full] = data
        add_content_type(self._types, full, content_type)
        return add_relationship(self._relations, "rIdRedline", kind, name)

    def written(self) -> bytes:
        """The package."""
        parts = {**self._parts, CONTENT_TYPES: xml_part(self._types), self._relations_part: xml_part(self._relations)}
        return write_package(parts)
