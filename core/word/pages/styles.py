"""Styles of a Word file as formats for page layout (ECMA-376 part 1, 17.7.2): defaults, ``basedOn``, direct formatting."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from core.package import Node, W
from core.typesetting.values import Face, ParagraphShape
from core.word.attributes import value
from core.word.pages.paragraph_properties import merged, read_paragraph_properties, shape_of
from core.word.pages.run_properties import (
    NOTHING,
    PropertyMap,
    RunFormat,
    read_run_properties,
    run_format,
    with_character_style,
)
from core.word.pages.sections import Grid
from core.word.styles import StyleResolver

MOST_KEPT = 5000

Key: TypeAlias = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A paragraph style including inherited properties: of paragraphs (``form``) and of runs (``run``)."""

    identifier: str
    name: str
    form: PropertyMap
    run: PropertyMap


class PageStyles:
    """All styles of a file, with a cache: equal formats are the same object."""

    def __init__(self, root: Node | None, fonts: Mapping[str, str], grid: Grid) -> None:
        self._fonts = fonts
        self._grid = grid
        self._resolver = StyleResolver(root)
        self._defaults = ParagraphStyle(
            "",
            "",
            read_paragraph_properties(self._resolver.document_defaults("pPr")),
            read_run_properties(self._resolver.document_defaults("rPr"), fonts),
        )
        self._styles: dict[str, ParagraphStyle] = {}
        self._characters: dict[str, PropertyMap] = {}
        self._looks: dict[Key, RunFormat] = {}
        self._shapes: dict[Key, ParagraphShape] = {}

    def style(self, properties: Node | None) -> ParagraphStyle:
        """The paragraph style that a ``w:pPr`` names; the default one if it names none or an unknown one."""
        identifier = value(None if properties is None else properties.find(_P_STYLE))
        if self._resolver.find(identifier, "paragraph") is None:
            identifier = self._resolver.default_id()
        known = self._styles.get(identifier)
        if known is None:
            known = self._styles[identifier] = self._worked_out(identifier)
        return known

    def run_format(self, style: ParagraphStyle, properties: Node | None) -> RunFormat:
        """The format of a run with these properties in a paragraph of that style."""
        key: Key = (style.identifier, *_key(properties, _NOT_LOOKS)) if properties is not None else (style.identifier,)
        known = self._looks.get(key)
        if known is None:
            _limit(self._looks)
            said = with_character_style(style.run, self._character(properties))
            said |= read_run_properties(properties, self._fonts)
            snaps = style.form.get("snap", True) and said.get("snap", True)
            known = self._looks[key] = run_format(said, self._grid.more if snaps else 0.0)
        return known

    def shape(self, style: ParagraphStyle, properties: Node | None, face: Face) -> ParagraphShape:
        """The shape of a paragraph of that style with these direct properties; ``face`` is its first character's."""
        own = _key(properties, _NOT_SHAPES) if properties is not None else ()
        key: Key = (style.identifier, face.size, face.spacing, *own)
        known = self._shapes.get(key)
        if known is None:
            _limit(self._shapes)
            said = merged(style.form, read_paragraph_properties(properties)) if own else style.form
            known = self._shapes[key] = shape_of(said, style.name, face, self._grid.pitch)
        return known

    def table_properties(self, identifier: str) -> list[Node]:
        """The ``w:tblPr`` of a table style and of the styles it is based on, furthest first."""
        chain = self._resolver.chain_of(identifier or self._resolver.default_id("table"), "table")
        return [found for style in reversed(chain) if (found := style.find(W + "tblPr")) is not None]

    def _worked_out(self, identifier: str) -> ParagraphStyle:
        form: dict[str, Any] = dict(self._defaults.form)
        run: dict[str, Any] = dict(self._defaults.run)
        name = ""
        for style in reversed(self._resolver.chain_of(identifier, "paragraph")):
            form = merged(form, read_paragraph_properties(style.find(W + "pPr")))
            run |= read_run_properties(style.find(W + "rPr"), self._fonts)
            name = value(style.find(W + "name"))
        return ParagraphStyle(identifier, name, form, run)

    def _character(self, properties: Node | None) -> PropertyMap:
        """The properties of the character style that a ``w:rPr`` names."""
        identifier = value(None if properties is None else properties.find(_R_STYLE))
        if not identifier:
            return NOTHING
        known = self._characters.get(identifier)
        if known is None:
            said: dict[str, Any] = {}
            for style in reversed(self._resolver.chain_of(identifier, "character")):
                said |= read_run_properties(style.find(W + "rPr"), self._fonts)
            known = self._characters[identifier] = said
        return known


def _key(properties: Node, left_out: frozenset[str]) -> Key:
    """Properties as a cache key."""
    parts: list[Any] = []
    for node in properties:
        if node.tag not in left_out:
            parts += (node.tag, *node.attrib.items())
            for inner in node.iterdescendants():
                parts += (inner.tag, *inner.attrib.items())
    return tuple(parts)


def _limit(kept: dict[Any, Any]) -> None:
    """Clear a full cache, so that a file in which every word differs does not exhaust memory."""
    if len(kept) >= MOST_KEPT:
        kept.clear()


_P_STYLE, _R_STYLE = W + "pStyle", W + "rStyle"
_NOT_SHAPES = frozenset((_P_STYLE, W + "rPr", W + "sectPr", W + "pPrChange", W + "numPr"))
_NOT_LOOKS = frozenset((W + "rPrChange", W + "lang", W + "szCs", W + "bCs", W + "ins", W + "del"))
