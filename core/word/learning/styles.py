"""Learned formats as named styles of a Word file (order of elements: ECMA-376 part 1, wml.xsd)."""

from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from core.package import Node, W, parse_xml
from core.typesetting.values import Face, ParagraphShape
from core.word.attributes import child_value
from core.word.learning.values import LearnedRole
from core.word.styles import StyleResolver

ID, NAME, VAL = W + "styleId", W + "name", W + "val"
BUILT_IN = ("title", "subtitle", "heading ")
_ALIASES = ("一级标题", "二级标题", "三级标题", "四级标题")
_SPACE = f'xmlns:w="{W.strip("{}")}"'
_ADDED = "（原）"
_PAGE_BREAK = frozenset(("附件标识",))
_KEEPS = frozenset(("署名", "版记前空"))
"""Styles of lines that must be on the same page as the next line."""
_INDENT_NEAR = 12


@dataclass(frozen=True, slots=True)
class NamedStyle:
    """A style to be written.

    ``next`` and ``link`` are names of styles; ``is_tight``: no space between Han characters and Latin text or digits.
    """

    name: str
    face: Face
    shape: ParagraphShape
    is_character: bool = False
    outline: int = 0
    next: str = ""
    link: str = ""
    is_tight: bool = False


def named_style(role: LearnedRole, is_tight: bool) -> NamedStyle:
    """The style of a role."""
    number = "一二三四".find(role.name[0]) + 1 if role.name[1:2] == "级" else 0
    link = f"{role.name[:2]}标题字符" if number and not role.is_lead else f"heading {number}" if number else ""
    follows = "正文段落" if role.style.lower().startswith(BUILT_IN) else ""
    return NamedStyle(
        role.style, role.face, role.shape, role.is_lead, 0 if role.is_lead else number, follows, link, is_tight
    )


class LearnedStyleSheet:
    """The style sheet of the source, changed into that of the layout."""

    def __init__(self, root: Node) -> None:
        self.root = root

    def put(self, styles: Iterable[NamedStyle], kept: frozenset[str]) -> dict[str, str]:
        """Add the styles; their ids by name. Existing styles of the same name are removed, or renamed if in ``kept``."""
        listed = list(styles)
        self._clear({style.name.lower() for style in listed}, self._closure(kept))
        taken = {node.get(ID) or "" for node in self.root.iter(W + "style")}
        ids: dict[str, str] = {}
        for style in listed:
            ids[style.name] = _free(style.name, taken)
            taken.add(ids[style.name])
        for style in listed:
            self.root.append(parse_xml(_style(style, ids).encode()))
        return ids

    def _closure(self, used: frozenset[str]) -> frozenset[str]:
        """The used ids, the default styles, and all styles they are based on."""
        resolver = StyleResolver(self.root)
        chains = map(resolver.chain_of, (*used, *resolver.default_ids))
        return frozenset(style.get(ID) or "" for chain in chains for style in chain)

    def _clear(self, names: set[str], kept: frozenset[str]) -> None:
        gone: dict[str, str] = {}
        for node in list(self.root.iter(W + "style")):
            name = node.find(NAME)
            if name is None or not {(name.get(VAL) or "").lower(), *_aliases(node)} & names:
                continue
            if node.get(ID) in kept:
                name.set(VAL, (name.get(VAL) or "") + _ADDED)
                node.set(W + "customStyle", "1")
                _remove(node, "aliases")
            else:
                gone[node.get(ID) or ""] = child_value(node, "basedOn")
                self.root.remove(node)
        self._mend(gone)

    def _mend(self, gone: dict[str, str]) -> None:
        """Rebase styles whose base was removed; other references to removed styles are dropped."""
        for node in self.root.iter(W + "style"):
            base = node.find(W + "basedOn")
            while base is not None and base.get(VAL) in gone:
                base.set(VAL, gone[base.get(VAL)])
            if base is not None and not base.get(VAL):
                node.remove(base)
            for tag in ("next", "link"):
                if child_value(node, tag) in gone:
                    _remove(node, tag)


def _aliases(node: Node) -> set[str]:
    return {alias.strip().lower() for alias in child_value(node, "aliases").split(",") if alias.strip()}


def _remove(node: Node, tag: str) -> None:
    found = node.find(W + tag)
    if found is not None:
        node.remove(found)


def _free(name: str, taken: set[str]) -> str:
    """An unused id; Word's own id for built-in styles if it is free."""
    wanted = name.replace("heading ", "Heading").replace(" ", "")
    number, identifier = 2, wanted
    while identifier in taken:
        identifier, number = f"{wanted}{number}", number + 1
    return identifier


def _style(style: NamedStyle, ids: dict[str, str]) -> str:
    kind = "character" if style.is_character else "paragraph"
    custom = "" if style.name.lower().startswith(BUILT_IN) else ' w:customStyle="1"'
    parts = [f'<w:style {_SPACE} w:type="{kind}"{custom} w:styleId={quoteattr(ids[style.name])}>']
    parts.append(f"<w:name w:val={quoteattr(style.name)}/>")
    if style.outline:
        parts.append(f'<w:aliases w:val="{_ALIASES[style.outline - 1]}"/>')
    for tag, other in (("next", style.next), ("link", style.link)):
        if other in ids and other != style.name:
            parts.append(f"<w:{tag} w:val={quoteattr(ids[other])}/>")
    parts.append("<w:qFormat/>")
    if not style.is_character:
        parts.append(f"<w:pPr>{paragraph_properties(style)}</w:pPr>")
    return "".join((*parts, f"<w:rPr>{run_properties(style.face)}</w:rPr></w:style>"))


def paragraph_properties(style: NamedStyle) -> str:
    """The content of ``w:pPr``; complete, as the style is based on no other."""
    shape = style.shape
    parts = [_switches(style)]
    parts.append(
        f'<w:spacing w:before="{shape.before:.0f}" w:beforeAutospacing="0" w:after="{shape.after:.0f}"'
        f' w:afterAutospacing="0" w:line="{shape.line:.0f}" w:lineRule="{shape.rule}"/>'
    )
    parts.append(_indent(shape, style.face))
    parts.append('<w:contextualSpacing w:val="1"/>' if shape.contextual else "")
    parts.append(f'<w:jc w:val="{shape.align}"/>')
    parts.append(f'<w:outlineLvl w:val="{style.outline - 1}"/>' if style.outline else "")
    return "".join(parts)


def _switches(style: NamedStyle) -> str:
    """The on/off properties that need to be written, in schema order.

    LibreOffice keeps headings with the next paragraph unless they say otherwise, so headings always say it. Properties
    whose default is on are written only when off, as LibreOffice and Word treat their absence differently.
    """
    shape, is_heading = style.shape, bool(style.outline)
    keeps = shape.keep_next or style.name in _KEEPS
    has_break = style.name in _PAGE_BREAK or shape.page_break_before
    switches = (
        ("keepNext", keeps, keeps or is_heading),
        ("keepLines", shape.keep_lines, shape.keep_lines or is_heading),
        ("pageBreakBefore", has_break, has_break),
        ("widowControl", False, not shape.widow_control),
        ("kinsoku", False, not shape.kinsoku),
        ("overflowPunct", False, not shape.hangs),
        ("autoSpaceDE", False, style.is_tight),
        ("autoSpaceDN", False, style.is_tight),
        ("snapToGrid", False, not shape.snap),
    )
    return "".join(f'<w:{name} w:val="{int(is_on)}"/>' for name, is_on, is_said in switches if is_said)


def _indent(shape: ParagraphShape, face: Face) -> str:
    """``w:ind``; a first-line indent of whole characters is written in characters so that it follows the type size."""
    unit = face.size * 20 + face.spacing
    characters = round(shape.first / unit)
    whole = characters > 0 and abs(shape.first - characters * unit) <= _INDENT_NEAR * characters
    first = f' w:firstLineChars="{characters * 100 if whole else 0}"' if shape.first >= 0 else ""
    first += f' w:firstLine="{shape.first:.0f}"' if shape.first >= 0 else f' w:hanging="{-shape.first:.0f}"'
    left = f' w:left="{shape.left:.0f}"' if shape.left else ""
    return f'<w:ind{left} w:right="{shape.right:.0f}"{first}/>'


def run_properties(face: Face) -> str:
    """The content of ``w:rPr``."""
    family, latin = quoteattr(face.family), quoteattr(face.latin)
    parts = [f"<w:rFonts w:ascii={latin} w:hAnsi={latin} w:eastAsia={family}/>"]
    parts += [f'<w:{tag} w:val="{int(face.bold)}"/>' for tag in ("b", "bCs")]
    parts.append("<w:i/>" if face.italic else "")
    parts.append(f'<w:color w:val="{"auto" if face.colour == "000000" else face.colour}"/>')
    parts.append(f'<w:spacing w:val="{face.spacing:.0f}"/>')
    parts.append(f'<w:w w:val="{face.scale}"/>' if face.scale != 100 else "")
    parts.append('<w:kern w:val="0"/>')
    parts.append("".join(f'<w:{tag} w:val="{face.size * 2:.0f}"/>' for tag in ("sz", "szCs")))
    parts.append('<w:u w:val="single"/>' if face.underline else "")
    return "".join(parts)
