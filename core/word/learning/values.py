"""Values of learning: the input (paragraphs with known roles) and the result (a layout with its formats)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from core.package import Node
from core.typesetting.values import Face, PageSheet, ParagraphShape
from core.word.layouts.fillable import TABLE_STYLES

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
        **{name: name for name in TABLE_STYLES},
    }
)
"""The style of each kind of paragraph; run-in headings have character styles."""

Resolve = Callable[[Node], tuple[ParagraphShape, tuple[tuple[str, Face], ...]]]
"""The shape of a ``w:p`` and its text in pieces of one face, with the styles of its file applied."""


@dataclass(frozen=True, slots=True)
class FormatReader:
    """Reads formats from a file: of its paragraphs, and the page of a ``w:sectPr``.

    ``is_tight``: whether a paragraph has no space between Han characters and Latin text (w:autoSpaceDE off).
    """

    resolve: Resolve
    paper: Callable[[Node], PageSheet]
    is_tight: Callable[[Node], bool]


@dataclass(frozen=True, slots=True)
class KnownParagraph:
    """A paragraph with a known role: ``place`` is its index among all ``w:p`` of the main part.

    ``kind`` is a key of ``STYLES``; ``rest`` counts the characters at its end that follow a run-in heading.
    """

    place: int
    kind: str
    rest: int = 0


def is_lead_kind(kind: str) -> bool:
    """Whether paragraphs of this kind begin with words in a format of their own."""
    return kind.endswith(RUN_IN) or kind == LEAD


@dataclass(frozen=True, slots=True)
class LearnedRole:
    """The format of one kind of paragraph, from ``count`` paragraphs; ``example`` is the start of the first.

    ``reason`` is the code of a sentence that says why it was guessed; empty if the document is unambiguous.
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
        """Whether the user should check it."""
        return bool(self.reason)

    @property
    def is_lead(self) -> bool:
        """Whether it is the format of words at the beginning of a paragraph, whose shape is the body's."""
        return is_lead_kind(self.name)


@dataclass(frozen=True, slots=True)
class Learned:
    """The layout as a .docx file with tags, and a description of it.

    ``head`` and ``foot`` are the lines of letterhead and imprint including tags, ``margins`` those of page headers and
    footers. A layout that already had tags has neither findings nor page.
    """

    layout: bytes
    findings: tuple[LearnedRole, ...] = ()
    page: PageSheet | None = None
    head: tuple[str, ...] = ()
    foot: tuple[str, ...] = ()
    margins: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=lambda: NO_NAMES)
