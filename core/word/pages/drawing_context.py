"""Shared state of reading drawings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias

from core.package import Node
from core.typesetting.values import Block, Border
from core.word.pages.geometry import USUAL_COLOURS

CHART, DIAGRAM, SHAPE, PICTURE, OBJECT, WORD_ART, UPRIGHT, CANVAS, BESIDE = (
    "图表",
    "SmartArt",
    "特殊形状",
    "不是 PNG、JPEG、GIF、BMP 或者太大的图片",
    "嵌入对象",
    "艺术字",
    "竖排文字",
    "画布",
    "文字绕图的排法",
)
"""Kinds of content that pages do not show, in Chinese."""

# Total thickness of a compound line as a multiple of the thickness of its border.
_COMPOUNDS = MappingProxyType({"double": 3.0, "thickThinSmallGap": 1.7, "thinThickSmallGap": 1.7, "triple": 5.0})

ReadBlocks: TypeAlias = Callable[[Node], tuple[Block, ...]]


def _no_picture(_identifier: str) -> bytes:
    return b""


def _no_note(_mark: Node) -> tuple[str, tuple[Block, ...]]:
    return "", ()


@dataclass(frozen=True, slots=True)
class DrawingResources:
    """``colours`` are those of the theme, ``picture`` returns the bytes of a picture by relationship id.

    ``note`` returns the sign of a mark of a note and the blocks at the foot of its page.
    """

    colours: Mapping[str, str] = field(default_factory=lambda: USUAL_COLOURS)
    picture: Callable[[str], bytes] = _no_picture
    note: Callable[[Node], tuple[str, tuple[Block, ...]]] = _no_note


NO_RESOURCES = DrawingResources()


@dataclass(frozen=True, slots=True)
class DrawingContext:
    """State of one reading: ``blocks`` reads the content of a box, ``unsupported`` collects what cannot be shown."""

    resources: DrawingResources
    blocks: ReadBlocks
    unsupported: list[str] = field(default_factory=list)

    def note_unsupported(self, what: str) -> None:
        """Record that this kind of content is not shown."""
        self.unsupported.append(what)


def stroke(whole: float, colour: str, style: str) -> Border:
    """A line around a drawing; ``whole`` is the thickness of all its parts together."""
    return Border(whole / _COMPOUNDS.get(style, 1.0), 0.0, colour, style)
