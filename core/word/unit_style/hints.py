"""Hints about a usable layout: tags split over runs, full-width brackets, direct formatting, unsafe content."""

from collections.abc import Iterator, Mapping, Sequence

from core.errors import BadInput, BadTemplate
from core.package import Node, W, parse_xml
from core.word.attributes import PPR, RPR, RUN, STYLES_PART, P
from core.word.layouts.file import has_tags, tagged_parts
from core.word.layouts.parts import texts_of
from core.word.layouts.sanitise import sanitise
from core.word.layouts.tags import Tag, around, find_tags
from core.word.unit_style.check import part_name
from core.word.unit_style.findings import STYLES_PLACE, LayoutFinding, LayoutSeverity

FEWEST_DIRECT = 3
"""Paragraphs with direct formatting from which the hint is given."""

_EXPECTED = (
    *((f"{han}级标题", f"heading {level}", "导航窗格里看不到这一级标题") for level, han in enumerate("一二三四", 1)),
    *((name, name, "右边空几字不能按落款的长短自动调整") for name in ("署名", "成文日期")),
)
"""What a layout prints, the style expected for it, and the effect of its absence."""

_WIDE = frozenset("｛｝％＃")
_HAND_MADE = tuple(W + name for name in ("rFonts", "sz", "b", "color"))
_HAND_PLACED = tuple(W + name for name in ("ind", "spacing", "jc"))


def hints_in(parts: Mapping[str, bytes]) -> tuple[LayoutFinding, ...]:
    """All hints and warnings that the file alone gives, in file order; broken parts are ignored."""
    found: list[LayoutFinding] = []
    by_hand = 0
    for name in tagged_parts(parts):
        try:
            root = parse_xml(parts[name])
        except BadInput:
            continue
        paragraphs = list(root.iter(P))
        for number, paragraph in enumerate(paragraphs, 1):
            found += _forms(paragraph, part_name(name), number)
        by_hand += sum(map(_is_hand_made, paragraphs))
    if by_hand >= FEWEST_DIRECT:
        found.append(LayoutFinding("layout_by_hand", LayoutSeverity.HINT, parameters={"count": str(by_hand)}))
    return (*found, *_elsewhere(parts), *_unsafe(parts), *_styles_lacking(parts))


def _forms(paragraph: Node, part: str, number: int) -> Iterator[LayoutFinding]:
    """Tags of a paragraph that are split over several runs or written with full-width brackets."""
    texts = texts_of(paragraph)
    whole = "".join(text.text or "" for text in texts)
    lengths = [len(text.text or "") for text in texts]
    for tag in tolerant_tags(whole):
        if holders(tag, lengths)[1:]:
            yield LayoutFinding(
                "layout_split", LayoutSeverity.HINT, part, number, around(whole, tag.shown), tag.shown, mend="split"
            )
        if is_wide(tag):
            yield LayoutFinding(
                "layout_wide", LayoutSeverity.HINT, part, number, around(whole, tag.shown), tag.shown, mend="wide"
            )


def tolerant_tags(text: str) -> tuple[Tag, ...]:
    """The tags of a paragraph; faults are ignored, as they are reported elsewhere."""
    faults: list[BadTemplate] = []
    return find_tags(text, 0, faults.append)


def holders(tag: Tag, lengths: Sequence[int]) -> list[int]:
    """The indexes of the consecutive texts of these lengths that contain a part of the tag."""
    found, position = [], 0
    for index, length in enumerate(lengths):
        if length and tag.start < position + length and tag.end > position:
            found.append(index)
        position += length
    return found


def is_wide(tag: Tag) -> bool:
    """Whether one of the tag's brackets is a full-width character."""
    written = tag.paragraph[tag.start : tag.end]
    return not _WIDE.isdisjoint(written[:2] + written[-2:])


def _is_hand_made(paragraph: Node) -> bool:
    """Whether a paragraph with text has direct formatting."""
    if not any((text.text or "").strip() for text in texts_of(paragraph)):
        return False
    placed = any(paragraph.find(f"{PPR}/{tag}") is not None for tag in _HAND_PLACED)
    return placed or any(_is_direct(look) for run in paragraph.iter(RUN) for look in run.iterfind(f"{RPR}/*"))


def _is_direct(look: Node) -> bool:
    """Whether a run property is visible formatting; the font hint of rFonts alone is not."""
    return look.tag in _HAND_MADE and not (look.tag == W + "rFonts" and set(look.attrib) <= {W + "hint"})


def _elsewhere(parts: Mapping[str, bytes]) -> Iterator[LayoutFinding]:
    """Tags in footnotes and other parts, which are never filled in."""
    filled = {*tagged_parts(parts), STYLES_PART}
    for name in sorted(parts):
        if name.startswith("word/") and name.endswith(".xml") and name not in filled and has_tags(parts[name]):
            yield LayoutFinding("layout_tags_elsewhere", LayoutSeverity.WARNING, part_name(name))


def _unsafe(parts: Mapping[str, bytes]) -> Iterator[LayoutFinding]:
    """Content removed from files made with the layout, because Word would load or run it."""
    tamed = sanitise(parts)
    if tamed.outside:
        yield LayoutFinding("layout_outside", LayoutSeverity.WARNING, parameters={"count": str(tamed.outside)})
    if tamed.fields:
        yield LayoutFinding("layout_fields", LayoutSeverity.WARNING, parameters={"fields": "、".join(tamed.fields)})


def _styles_lacking(parts: Mapping[str, bytes]) -> Iterator[LayoutFinding]:
    """Missing named styles that the layout's output should use."""
    try:
        styles = parse_xml(parts[STYLES_PART])
    except BadInput:
        return
    names = {str(name.get(W + "val", "")).lower() for name in styles.iterfind(f"{W}style/{W}name")}
    code = _code_of(parts)
    for what, style, effect in _EXPECTED:
        if what in code and style not in names:
            given = {"style": style, "what": what, "effect": effect}
            yield LayoutFinding("layout_no_style", LayoutSeverity.HINT, STYLES_PLACE, parameters=given)


def _code_of(parts: Mapping[str, bytes]) -> str:
    """The code of all tags."""
    found: list[str] = []
    for name in tagged_parts(parts):
        try:
            root = parse_xml(parts[name])
        except BadInput:
            continue
        for paragraph in root.iter(P):
            found += [tag.code for tag in tolerant_tags("".join(text.text or "" for text in texts_of(paragraph)))]
    return "\n".join(found)
