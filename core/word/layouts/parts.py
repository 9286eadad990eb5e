"""A Word part with tags as Jinja source: tags split over runs are joined and unescaped, everything else stays XML.

Control characters, which XML text cannot contain, mark places that are completed only after rendering.
"""

import copy
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.errors import BadTemplate
from core.package import XML_SPACE, Node, W, serialise
from core.word.attributes import PPR, RPR, RUN, P, T
from core.word.layouts.tags import (
    END,
    NUMBER_END,
    SLOT,
    START,
    VARIABLE_END,
    VARIABLE_START,
    Report,
    Tag,
    check_balance,
    find_tags,
    refuse,
)

NUMBERS = "编号"
MOST_PARAGRAPHS = 20_000

_DROPPED = tuple(
    W + name for name in ("proofErr", "bookmarkStart", "bookmarkEnd", "lastRenderedPageBreak", "permStart", "permEnd")
) + tuple(W + name for name in ("commentRangeStart", "commentRangeEnd", "commentReference"))
_AFTER_HIGHLIGHT = frozenset(
    W + name
    for name in (
        *("u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout"),
        *("specVanish", "oMath", "rPrChange"),
    )
)
_AMBIGUOUS = re.compile("[“”‘’…—·]")
_MARKER = re.compile(r'<gw(?: xmlns="")? n="(\d+)"/>')
_LOOP_TARGETS = re.compile(r"for\s+(.+?)\s+in\s")
_ATTRIBUTE_OF = re.compile(r"\s*([^\W\d]\w*)\s*\.")
_NAME = re.compile(r"\s*([^\W\d]\w*)\s*(?:\||$)")


@dataclass(frozen=True, slots=True)
class PreparedPart:
    """``source`` is Jinja source; ``tags`` in order; ``styles`` are (style id, text, paragraph number) of each use."""

    source: str
    tags: tuple[Tag, ...]
    styles: tuple[tuple[str, str, int], ...]


class _TagMarkers:
    """Placeholder elements for source text while the part is an XML tree, and the tags with their placeholders."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.sources: list[str] = []
        self.tags: list[Tag] = []
        self.places: dict[int, Node] = {}
        self.loops: list[list[str]] = []

    def element(self, beside: Node, source: str) -> Node:
        """A placeholder element for ``source``."""
        self.sources.append(source)
        return beside.makeelement("gw", {"n": str(len(self.sources) - 1)})

    def tag(self, beside: Node, tag: Tag) -> Node:
        """A placeholder element for a tag, which is recorded."""
        element = self.element(beside, tag.source())
        self.places[id(tag)] = element
        self.tags.append(tag)
        if tag.word == "for":
            found = _LOOP_TARGETS.match(tag.code)
            self.loops.append(re.findall(r"\w+", found.group(1)) if found else [])
        elif tag.word == "endfor" and self.loops:
            self.loops.pop()
        return element

    def number(self, tags: Iterable[Tag]) -> str:
        """Source that prints the number of the draft element shown by a paragraph; it may print nothing."""
        targets = {name for names in self.loops for name in names}
        owners = (_owner(tag.code, targets) for tag in tags if tag.kind == "variable")
        owner = next((owner for owner in owners if owner), "")
        return f"{VARIABLE_START}{owner}|default(''){VARIABLE_END}" if owner else ""


def _owner(code: str, targets: set[str]) -> str:
    """The expression for the number of the element that ``{{ code }}`` shows: a loop variable or the table of numbers."""
    attribute, name = _ATTRIBUTE_OF.match(code), _NAME.match(code)
    if attribute and attribute.group(1) in targets:
        return f"{attribute.group(1)}.{NUMBERS}"
    return f"{NUMBERS}.{name.group(1)}" if name and not targets else ""


def prepare_part(root: Node, bookmarks: bool, report: Report = refuse) -> PreparedPart:
    """Turn a parsed part into Jinja source; the tree is modified. Reports faults, quoting the paragraph.

    Raises BadTemplate for anything but a Word part. After a reported fault only ``tags`` and ``styles`` are usable.
    """
    if root.prefix != "w":
        raise BadTemplate("template_not_word")
    _clean(root)
    marks = _TagMarkers(report)
    paragraphs = list(root.iter(P))
    if len(paragraphs) > MOST_PARAGRAPHS:
        raise BadTemplate("template_heavy")
    styles = tuple(_used_styles(paragraphs))
    for number, paragraph in enumerate(paragraphs, 1):
        if any(parent is root for parent in paragraph.iterancestors()):
            _paragraph(paragraph, number, marks, bookmarks)
    _check_places(marks)
    xml = serialise(root).translate({10: " ", 13: " ", 9: " "})
    source = _MARKER.sub(lambda found: marks.sources[int(found.group(1))], xml)
    return PreparedPart(source, tuple(marks.tags), styles)


def _clean(root: Node) -> None:
    """Remove what a loop must not repeat: bookmarks, comments, revision ids."""
    for element in list(root.iter(*_DROPPED)):
        element.getparent().remove(element)
    for element in root.iter(P, RUN, W + "tr"):
        element.attrib.clear()


def _used_styles(paragraphs: Iterable[Node]) -> Iterator[tuple[str, str, int]]:
    for number, paragraph in enumerate(paragraphs, 1):
        text = "".join(_text(t) for t in texts_of(paragraph))
        for use in paragraph.iter(W + "pStyle", W + "rStyle"):
            yield use.get(W + "val", ""), text, number


def texts_of(paragraph: Node) -> list[Node]:
    """The text elements of this paragraph, without those of a text box inside it."""
    return [t for t in paragraph.iter(T) if next(t.iterancestors(P)) is paragraph]


def _text(element: Node) -> str:
    return element.text or ""


def _paragraph(paragraph: Node, number: int, marks: _TagMarkers, bookmarks: bool) -> None:
    texts = texts_of(paragraph)
    whole = "".join(_text(t) for t in texts)
    tags = find_tags(whole, number, marks.report)
    if tags and _is_control(tags, whole):
        _make_control(paragraph, tags, marks)
    else:
        _mark_text(texts, tags, marks)
        if bookmarks and whole.strip():
            _mark_ends(paragraph, tags, marks)


def _mark_text(texts: list[Node], tags: tuple[Tag, ...], marks: _TagMarkers) -> None:
    for run in {id(t.getparent()): t.getparent() for t in texts}.values():
        _split_run(run)
    if tags:
        _assign_tags(texts, tags, marks)
    for t in texts:
        if len(t) or _AMBIGUOUS.search(_text(t)):
            _set_east_asian_hint(t.getparent(), marks)


def _mark_ends(paragraph: Node, tags: tuple[Tag, ...], marks: _TagMarkers) -> None:
    start = marks.element(paragraph, START + marks.number(tags) + NUMBER_END)
    paragraph.insert(0 if paragraph.find(PPR) is None else 1, start)
    paragraph.append(marks.element(paragraph, END))


def _is_control(tags: tuple[Tag, ...], whole: str) -> bool:
    """Whether the paragraph holds only statements and is itself not written."""
    if any(tag.kind == "variable" for tag in tags):
        return False
    if any(tag.scope in ("p", "tr", "tc") for tag in tags):
        return True
    ends = (0, *(tag.end for tag in tags))
    starts = (*(tag.start for tag in tags), len(whole))
    return not any(whole[end:start].strip() for end, start in zip(ends, starts, strict=True))


def _make_control(paragraph: Node, tags: tuple[Tag, ...], marks: _TagMarkers) -> None:
    """Replace the paragraph by its bare tags, or the table row or cell that docxtpl's tr and tc name."""
    scope = next((tag.scope for tag in tags if tag.scope in ("tr", "tc")), "")
    holder = next(paragraph.iterancestors(W + scope), None) if scope else paragraph
    if holder is None:
        marks.report(tags[0].error("template_misplaced"))
        holder = paragraph
    for tag in tags:
        holder.addprevious(marks.tag(paragraph, tag))
    if holder is paragraph and paragraph.find(f"{PPR}/{W}sectPr") is not None:
        _keep_break(paragraph)
    else:
        holder.getparent().remove(holder)


def _keep_break(paragraph: Node) -> None:
    """Keep an empty paragraph with the section break of a paragraph that held only a tag."""
    for content in [child for child in paragraph if child.tag != PPR]:
        paragraph.remove(content)


def _split_run(run: Node) -> None:
    """Split a run into one run per child, so that text can be cut without touching breaks and fields."""
    properties = run.find(RPR)
    pieces = [child for child in run if child.tag != RPR]
    for piece in reversed(pieces[1:]):
        other = run.makeelement(RUN)
        if properties is not None:
            other.append(copy.deepcopy(properties))
        other.append(piece)
        run.addnext(other)


def _assign_tags(texts: list[Node], tags: tuple[Tag, ...], marks: _TagMarkers) -> None:
    """Put every tag into the text element in which it starts and remove its rest from the following ones."""
    position = 0
    for t in texts:
        length = len(_text(t))
        touching = [tag for tag in tags if tag.end > position and tag.start < position + length]
        _fill(t, position, touching, marks)
        position += length
        if length and not t.text and not len(t):
            t.getparent().getparent().remove(t.getparent())


def _fill(t: Node, begin: int, tags: list[Tag], marks: _TagMarkers) -> None:
    """Rewrite a text element that begins at offset ``begin`` of the paragraph and contains parts of these tags."""
    text, position, last = _text(t), begin, None
    t.text = ""
    t.set(XML_SPACE, "preserve")
    for tag in tags:
        _append(t, last, text[position - begin : max(tag.start - begin, 0)])
        if tag.start >= begin:
            last = marks.tag(t, tag)
            t.append(last)
        position = min(tag.end, begin + len(text))
    _append(t, last, text[position - begin :])


def _append(t: Node, last: Node, text: str) -> None:
    if last is None:
        t.text += text
    else:
        last.tail = (last.tail or "") + text


def _set_east_asian_hint(run: Node, marks: _TagMarkers) -> None:
    """Draw quotes, dashes and dots in the East Asian font, and mark where a highlight would be inserted."""
    properties = run.find(RPR)
    if properties is None:
        properties = run.makeelement(RPR)
        run.insert(0, properties)
    fonts = properties.find(W + "rFonts")
    if fonts is None:
        fonts = run.makeelement(W + "rFonts")
        properties.insert(1 if properties.find(W + "rStyle") is not None else 0, fonts)
    fonts.set(W + "hint", "eastAsia")
    if properties.find(W + "highlight") is None and properties.find("gw") is None:
        place = next((i for i, child in enumerate(properties) if child.tag in _AFTER_HIGHLIGHT), len(properties))
        properties.insert(place, marks.element(run, SLOT))


def _check_places(marks: _TagMarkers) -> None:
    """Report tags of one statement that are not siblings: leaving out their content would break the XML."""
    for group in check_balance(marks.tags, marks.report):
        parents = [_level(marks.places[id(tag)]) for tag in group]
        if any(parent is not parents[0] for parent in parents):
            marks.report(group[-1].error("template_misplaced"))


def _level(element: Node) -> Node:
    parent = element.getparent()
    return parent.getparent().getparent() if parent.tag == T else parent
