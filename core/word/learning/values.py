"""What is learned from a finished document, and what learning starts from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from core.package import Node
from core.typesetting.values import Face, PageSheet, ParagraphShape

TITLE, SUBTITLE, BODY = "标题", "副标题", "正文"
SIGNATURE, DATE, LONE_DATE = "署名", "成文日期", "单独日期"
LEAD = "段首句"
LEVELS = "一二三四"
RUN_IN = "段首标题"
NO_NAMES: Mapping[str, str] = MappingProxyType({})

STYLES: Mapping[str, str] = MappingProxyType(
    {
        TITLE: "Title",
        SUBTITLE: "Subtitle",
        BODY: "正文段落",
        **{f"{number}级标题": f"heading {level}" for level, number in enumerate(LEVELS, 1)},
        **{f"{number}级{RUN_IN}": f"{number}级标题字符" for number in LEVELS},
        LEAD: "段首句字符",
        "主送机关": "主送机关",
        "附件说明": "附件说明",
        "附件说明首项": "附件说明首项",
        "附件说明续项": "附件说明续项",
        SIGNATURE: SIGNATURE,
        DATE: DATE,
        LONE_DATE: LONE_DATE,
        "附注": "附注",
        "附件标识": "附件标识",
        "附件标题": "附件标题",
    }
)
"""The style that carries the look of each kind of paragraph; a run-in heading's is a character style."""

Resolve = Callable[[Node], tuple[ParagraphShape, tuple[tuple[str, Face], ...]]]
"""A ``w:p`` as it looks, by the style sheet of its file: its shape, and its text in pieces of one face."""


@dataclass(frozen=True, slots=True)
class FormatReader:
    """How the file is looked at: its paragraphs, and the paper that a ``w:sectPr`` describes.

    ``is_tight``: whether a paragraph has no space between Han characters and others (w:autoSpaceDE off).
    """

    resolve: Resolve
    paper: Callable[[Node], PageSheet]
    is_tight: Callable[[Node], bool]


@dataclass(frozen=True, slots=True)
class KnownParagraph:
    """A paragraph whose part in the report is known: ``place`` among all ``w:p`` of the main part, counted from 0.

    ``kind`` is one of ``STYLES``; ``rest`` counts the characters at its end that follow a run-in heading.
    """

    place: int
    kind: str
    rest: int = 0


def is_lead_kind(kind: str) -> bool:
    """Whether paragraphs of this kind begin with words that look different from what follows."""
    return kind.endswith(RUN_IN) or kind == LEAD


@dataclass(frozen=True, slots=True)
class LearnedRole:
    """How one kind of paragraph looks: from ``count`` paragraphs, ``example`` the beginning of the first.

    ``reason`` is the code of a sentence that says why it was guessed; empty where the document left no doubt.
    """

    name: str
    style: str
    face: Face
    shape: ParagraphShape
    count: int = 0
    example: str = ""
    reason: str = ""

    @property
    def is_guessed(self) -> bool:
        """Whether the clerk should have a look at it."""
        return bool(self.reason)

    @property
    def is_lead(self) -> bool:
        """Whether it is the look of words at the beginning of a paragraph, whose shape is the body's."""
        return is_lead_kind(self.name)


@dataclass(frozen=True, slots=True)
class Learned:
    """The layout as a .docx file with tags, and what is in it.

    ``head`` and ``foot`` are the lines above the title and below the text as the layout keeps them, tags and all;
    ``margins`` those of page headers and footers. A layout that had tags before has neither findings nor page.
    """

    layout: bytes
    findings: tuple[LearnedRole, ...] = ()
    page: PageSheet | None = None
    head: tuple[str, ...] = ()
    foot: tuple[str, ...] = ()
    margins: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=lambda: NO_NAMES)
