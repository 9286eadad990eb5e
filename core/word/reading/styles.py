"""Paragraph and character styles of a Word file as formats for reading (ECMA-376 part 1, 17.7)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from core.model.blocks import LOWERED, RAISED, STRUCK
from core.package import Node, W
from core.word.attributes import VAL, child_value, is_on
from core.word.styles import StyleResolver

_ALIGNMENTS = (("start", "left"), ("left", "left"), ("end", "right"), ("right", "right"), ("center", "center"))
_SIZE, _FONTS, _RAISED = W + "sz", W + "rFonts", W + "vertAlign"
_PLAIN: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class TextFormat:
    """The format given by a style or by direct formatting on top of it; None and "" for properties not set.

    ``size`` is in half points, ``outline_level`` as Word counts it (0 is level one, 9 body text). ``number_id`` and
    ``number_level`` are those of ``w:numPr``; ``style_id`` is the style that gives the number.
    """

    name: str = ""
    alignment: str = ""
    outline_level: int | None = None
    size: int = 0
    bold: bool | None = None
    font: str = ""
    hidden: bool | None = None
    italic: bool | None = None
    underlined: bool | None = None
    dotted: bool | None = None
    struck: bool | None = None
    struck_twice: bool | None = None
    raised: str = ""
    number_id: str = ""
    number_level: int | None = None
    style_id: str = ""

    @property
    def mark(self) -> str:
        """``struck``, ``superscript``, ``subscript`` or nothing."""
        if self.struck or self.struck_twice:
            return STRUCK
        return self.raised if self.raised in (RAISED, LOWERED) else ""

    @property
    def stress(self) -> frozenset[str]:
        """The kinds of emphasis of this format."""
        if not (self.bold or self.italic or self.underlined or self.dotted):
            return _PLAIN
        ways = {"bold": self.bold, "italic": self.italic, "underlined": self.underlined, "dotted": self.dotted}
        return frozenset(way for way, is_so in ways.items() if is_so)


class ReadingStyles:
    """All styles of a file, resolved on first use."""

    def __init__(self, root: Node | None) -> None:
        self._resolver = StyleResolver(root)
        self._known: dict[str, TextFormat] = {}
        self._texts: dict[tuple[object, ...], TextFormat] = {}
        self._hides = root is not None and next(root.iter(W + "vanish"), None) is not None
        marks = (W + "strike", W + "dstrike", W + "vertAlign")
        self._marks = root is not None and next(root.iter(*marks), None) is not None
        self.normal = self._resolver.default_id()
        self._defaults = with_run(TextFormat(), self._resolver.document_defaults("rPr"))

    def traits(self, identifier: str) -> TextFormat:
        """The format of a style including inherited properties; the document defaults for an unknown one."""
        known = self._known.get(identifier)
        if known is None:
            known = self._known[identifier] = self._resolved(identifier)
        return known

    def hidden(self) -> frozenset[str]:
        """The ids of the styles whose text is hidden."""
        if not self._hides:
            return frozenset()
        return frozenset(identifier for identifier in self._resolver.ids if self.traits(identifier).hidden)

    def marked(self) -> frozenset[str]:
        """The ids of the styles whose text is struck out, raised or lowered."""
        if not self._marks:
            return frozenset()
        return frozenset(identifier for identifier in self._resolver.ids if self.traits(identifier).mark)

    def having(self, tags: Collection[str]) -> Mapping[str, tuple[Node, ...]]:
        """The properties with these tags that styles give, by style id, inherited ones too; the nearest of each tag."""
        root = self._resolver.root
        if root is None or next(root.iter(*tags), None) is None:
            return {}
        return {identifier: found for identifier in self._resolver.ids if (found := self._given(identifier, tags))}

    def _given(self, identifier: str, tags: Collection[str]) -> tuple[Node, ...]:
        found: dict[str, Node] = {}
        for style in self._resolver.chain_of(identifier):
            for properties in style.iterchildren(W + "rPr", W + "pPr"):
                for node in properties.iterchildren(*tags):
                    found.setdefault(node.tag, node)
        return tuple(found.values())

    def of_paragraph(self, properties: Node | None) -> TextFormat:
        """The format of a paragraph with this ``w:pPr``."""
        if properties is None:
            return self.traits(self.normal)
        style = properties.find(W + "pStyle")
        identifier = self.normal if style is None else style.get(VAL) or ""
        return with_paragraph(self.traits(identifier), properties)

    def of_text(self, traits: TextFormat, properties: Node | None) -> TextFormat:
        """The format of a run with this ``w:rPr`` in a paragraph of this format."""
        if properties is None:
            return traits
        key = (traits, tuple([(node.tag, *node.attrib.items()) for node in properties]))
        known = self._texts.get(key)
        if known is None:  # a file has many runs and few looks
            style = properties.find(W + "rStyle")
            base = traits if style is None else self.on_top(traits, style.get(VAL) or "")
            known = self._texts[key] = with_run(base, properties)
        return known

    def of_run(self, run: Node) -> TextFormat:
        """The format of a run in its paragraph."""
        paragraph = next(run.iterancestors(W + "p"), None)
        around = None if paragraph is None else paragraph.find(W + "pPr")
        return self.of_text(self.of_paragraph(around), run.find(W + "rPr"))

    def number_of(self, identifier: str) -> str:
        """The id of the number that a numbering style stands for, else ""."""
        return self.traits(identifier).number_id

    def on_top(self, traits: TextFormat, identifier: str) -> TextFormat:
        """The format with the properties of a character style on top."""
        for style in reversed(self._resolver.chain_of(identifier)):
            traits = with_run(traits, style.find(W + "rPr"))
        return traits

    def _resolved(self, identifier: str) -> TextFormat:
        changes: dict[str, object] = {}
        for style in reversed(self._resolver.chain_of(identifier)):
            changes["name"] = child_value(style, "name")
            changes |= _paragraph_changes(style.find(W + "pPr"), style.get(W + "styleId") or "")
            changes |= _run_changes(style.find(W + "rPr"))
        return _changed(self._defaults, changes)


def whole_number(node: Node | None, default: int = 0) -> int:
    """The ``w:val`` of an element as a number; ``default`` if missing or malformed."""
    value = "" if node is None else node.get(VAL) or ""
    digits = value[1:] if value[:1] == "-" else value
    return int(value) if digits.isascii() and digits.isdigit() and len(digits) < 10 else default


def _changed(traits: TextFormat, changes: dict[str, object]) -> TextFormat:
    return replace(traits, **changes) if changes else traits  # type: ignore[arg-type]


def with_paragraph(traits: TextFormat, properties: Node | None) -> TextFormat:
    """The format with the properties of a ``w:pPr`` on top."""
    return _changed(traits, _paragraph_changes(properties, ""))


def _paragraph_changes(properties: Node | None, style_id: str) -> dict[str, object]:
    """What a ``w:pPr`` sets; ``style_id`` is the style that it belongs to."""
    changes: dict[str, object] = {}
    for node in () if properties is None else properties:
        if node.tag == W + "jc":
            changes["alignment"] = dict(_ALIGNMENTS).get(node.get(VAL) or "", "both")
        elif node.tag == W + "outlineLvl":
            changes["outline_level"] = whole_number(node, 9)
        elif node.tag == W + "numPr":
            changes |= _number(node, style_id)
    return changes


def _number(properties: Node, style_id: str) -> dict[str, object]:
    number, level = properties.find(W + "numId"), properties.find(W + "ilvl")
    said: dict[str, object] = {}
    if number is not None:
        said |= {"number_id": number.get(VAL) or "", "number_level": None, "style_id": style_id}
    if level is not None:
        said["number_level"] = whole_number(level)
    return said


def with_run(traits: TextFormat, properties: Node | None) -> TextFormat:
    """The format with the properties of a ``w:rPr`` on top; ``font`` is the East Asian one, by theme name if needed."""
    return _changed(traits, _run_changes(properties))


def _run_changes(properties: Node | None) -> dict[str, object]:
    changes: dict[str, object] = {}
    for node in () if properties is None else properties:
        changes |= _run_property(node)
    return changes


def _run_property(node: Node) -> dict[str, object]:
    """The field of ``TextFormat`` that an element of ``w:rPr`` sets."""
    switch = _SWITCHES.get(node.tag)
    if switch is not None:
        return {switch[0]: is_on(node, default=switch[1])}
    if node.tag == _SIZE:
        return {"size": whole_number(node)}
    if node.tag == _RAISED:
        return {"raised": node.get(VAL) or ""}
    font = (node.get(W + "eastAsia") or node.get(W + "eastAsiaTheme")) if node.tag == _FONTS else None
    return {"font": font} if font else {}


_SWITCHES = MappingProxyType(
    {
        W + "b": ("bold", "1"),
        W + "i": ("italic", "1"),
        W + "u": ("underlined", "none"),
        W + "em": ("dotted", "none"),
        W + "strike": ("struck", "1"),
        W + "dstrike": ("struck_twice", "1"),
        W + "vanish": ("hidden", "1"),
    }
)
"""On/off properties of a run: the field of ``TextFormat``, and the value that stands for a missing ``w:val``."""
