"""Changes that the user makes to a learned layout before it is kept: font, size and bold of a role."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from core.package import Node, W, open_package, parse_xml, xml_part
from core.typesetting.values import Face
from core.word.layouts.file import STYLES_PART
from core.word.learning.styles import run_properties
from core.word.learning.values import Learned, LearnedRole
from core.word.package_writer import write_package

_RUN, _INDENT = W + "rPr", f"{W}pPr/{W}ind"


@dataclass(frozen=True, slots=True)
class RoleChange:
    """The wanted format of a role: ``size`` in points."""

    font: str
    size: float
    bold: bool


def with_changes(learned: Learned, wishes: Mapping[str, RoleChange]) -> Learned:
    """The layout with these roles changed; a changed role no longer counts as a guess."""
    roles = tuple(_wished(role, wishes.get(role.name)) for role in learned.findings)
    changed = {role.style: role for role, before in zip(roles, learned.findings, strict=True) if role != before}
    if not changed:
        return learned
    parts = open_package(learned.layout)
    styles = parse_xml(parts[STYLES_PART])
    for style in styles.iter(W + "style"):
        name = style.find(W + "name")
        if name is not None and name.get(W + "val") in changed:
            _write(style, changed[name.get(W + "val")])
    parts[STYLES_PART] = xml_part(styles)
    return replace(learned, layout=write_package(parts, 9), findings=roles)


def _wished(role: LearnedRole, wish: RoleChange | None) -> LearnedRole:
    if wish is None or wish == RoleChange(role.face.family, role.face.size, role.face.bold):
        return role
    latin = wish.font if role.face.latin == role.face.family else role.face.latin
    face = replace(role.face, family=wish.font, latin=latin, size=wish.size, bold=wish.bold)
    first = role.shape.first * _unit(face) / _unit(role.face)
    return replace(role, face=face, shape=replace(role.shape, first=first), reason="")


def _unit(face: Face) -> float:
    return face.size * 20 + face.spacing


def _write(style: Node, role: LearnedRole) -> None:
    properties = parse_xml(f'<w:rPr xmlns:w="{W.strip("{}")}">{run_properties(role.face)}</w:rPr>'.encode())
    style.replace(style.find(_RUN), properties)
    indent = style.find(_INDENT)
    if indent is not None and indent.get(W + "firstLineChars", "0") != "0":
        indent.set(W + "firstLine", f"{role.shape.first:.0f}")
