"""Compiles layouts and checks them before use: a draft with every kind of element is written, and the layout is refused
if the body is not printed, so that no text is lost silently."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from core.errors import BadInput, BadTemplate
from core.model.draft import Draft, Identity
from core.model.elements import Element, Role
from core.model.particulars import NAMES
from core.package import open_package, parse_xml
from core.word.layouts.file import WordLayout, layout_parts, xml_parts
from core.word.layouts.templating import load_layout
from core.word.writing import values
from core.word.writing.document import write_word
from core.workflows.exporting.fonts import load_fonts

SAID = "试印{:02}号"
"""Numbered texts that no layout contains; short, so that no title is broken."""


KEPT = 4
"""Compiled layouts that are cached: the page is laid out again at every pause in typing."""


@dataclass(frozen=True, slots=True)
class Probe:
    """One kind of paragraph; ``what`` is its Chinese name. ``head``: the text before the last mark is a heading."""

    what: str
    role: Role
    depth: int = 0
    head: bool = False
    mark: str = ""


BODY = frozenset(("开头的正文", "标题下的正文"))
MATTERS = BODY | frozenset(("标题", "一级标题", "二级标题", "三级标题", "四级标题", "接在标题后的正文"))
PROBES = (
    Probe("标题", Role.TITLE),
    Probe("副标题", Role.SUBTITLE),
    Probe("主送机关", Role.ADDRESSEE, mark="："),
    Probe("开头的正文", Role.BODY),
    *(Probe(f"{han}级标题", Role.HEADING, depth) for depth, han in enumerate("一二三四", 1)),
    Probe("接在标题后的正文", Role.HEADING, 2, head=True),
    Probe("段首句后的正文", Role.BODY, head=True),
    Probe("标题下的正文", Role.BODY),
    Probe("附件说明", Role.ATTACHMENT),
    Probe("署名", Role.SIGNATURE),
    Probe("成文日期", Role.ISSUE_DATE),
    Probe("附注", Role.NOTE),
)


@lru_cache(maxsize=KEPT)
def load_usable(data: bytes) -> WordLayout:
    """A layout that may be used; its files get alternative names for all fonts. Raises BadTemplate."""
    # BadTemplate for a part that would keep Word from opening the files made with the layout.
    try:
        parts = layout_parts(data)
        for name in xml_parts(parts):
            parse_xml(parts[name])
    except BadInput as problem:
        raise BadTemplate("template_not_word") from problem
    layout = load_layout(data, load_fonts().alternative)
    layout.check(values.NAMES, values.FIELDS)
    require_body(layout)
    return layout


def full_draft() -> Draft:
    """A draft with every probe and every particular."""
    elements = tuple(_element(number, probe) for number, probe in enumerate(PROBES))
    identity = Identity("工作总结", 2024, "某单位", particulars=tuple((name, "略") for name in NAMES))
    return Draft(identity, elements, serial=len(elements))


def bare_draft() -> Draft:
    """A draft of one paragraph."""
    return Draft(Identity(), (Element("e1", Role.BODY, "正文。"),), serial=1)


def unprinted(file: bytes) -> tuple[str, ...]:
    """The content of the full draft that is missing in the file written from it. Raises BadInput."""
    shown = b"\n".join(data for name, data in open_package(file).items() if name.startswith("word/"))
    return tuple(probe.what for number, probe in enumerate(PROBES) if SAID.format(number).encode() not in shown)


def has_body(missing: Collection[str]) -> bool:
    """Whether some of the body is printed."""
    return not set(missing) >= BODY


def require_body(layout: WordLayout) -> tuple[str, ...]:
    """The content that the layout does not print; BadTemplate ``template_no_body`` when that is the body."""
    missing = unprinted(write_word(full_draft(), layout, False, "").value)
    if not has_body(missing):
        raise BadTemplate("template_no_body")
    return missing


def _element(number: int, probe: Probe) -> Element:
    """The probe's own text follows a run-in heading where it has one, since the body is what is looked for."""
    said = SAID.format(number) + probe.mark
    heading = "提要。" if probe.head else ""
    length = len(heading) or (len(said) if probe.role is Role.HEADING else 0)
    return Element(
        f"e{number + 1}",
        probe.role,
        heading + said,
        level=probe.depth,
        depth=probe.depth,
        heading_length=length,
        run_in=probe.head and probe.depth > 0,
    )
