"""Accounting of an import: the content of a report that would be missing in the output, so that all of it is reported."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from types import MappingProxyType

from core.dates import is_date_line
from core.model.elements import Element, Role
from core.model.structure.attachments import is_mark
from core.model.text import raised
from core.package import LARGEST_XML, Node, Package, W, transitional_xml
from core.parsing.frame.masthead import is_issue_row, names_issuer
from core.parsing.frame.particulars import imprint_ids
from core.parsing.phrases import Phrases
from core.result import Notice
from core.word.pages.reading import SplitBody, parsed_blocks, split_body
from core.word.reading.numbering import ListCounters
from core.word.reading.styles import ReadingStyles
from core.workflows.importing.line_places import LinePlaces
from core.workflows.words import load_phrases

PRINTED, DRAFTED = "没有印进文件", "没有带进稿件"
"""Where the reported content is missing: in a Word file or PDF, in a new draft."""

SHOWN_TEXTS, SHOWN_SIGNS = 3, 16
"""How many of the texts a notice quotes, and how much of each."""

_TEXT_PARTS = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
KEPT_PARTS = 8
"""Parts whose texts are kept from export to export."""

_NAMESPACE = W[1:-1].encode()
_PARAGRAPH, _TEXT, _RAISED = W + "p", W + "t", W + "vertAlign"
# White space, and characters that no Word file can hold, which the writer reports by itself.
_UNSEEN = re.compile(r"[\s\x00-\x1f\ufffe\uffff]+")
_LAST: Mapping[Role, int] = MappingProxyType({Role.TITLE: 1, Role.NOISE: 2})
_LEAST = 2
"""Signs of a piece that count as found where the whole paragraph is not."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A paragraph whose ``text``, all of it or a part, is missing in the output."""

    element: Element
    text: str


@dataclass(frozen=True, slots=True)
class Sorts:
    """The kinds of left-out paragraphs by element id: masthead and imprint, table of contents."""

    frame: frozenset[str] = frozenset()
    contents: frozenset[str] = frozenset()


def sorts_of(elements: Sequence[Element]) -> Sorts:
    """The report's elements in its masthead or imprint, and those in a table of contents."""
    phrases = load_phrases()
    noise = [element for element in elements if element.role is Role.NOISE]
    heads = {e.id for e in noise if _is_head(e.content, phrases)}
    numbers = {element.id for element in elements if element.role is Role.DOCUMENT_NUMBER}
    contents = frozenset(e.id for e in noise if phrases.chrome.is_contents(e.content.strip()))
    return Sorts(frozenset(heads | numbers) | imprint_ids(elements, phrases), contents)


def _is_head(text: str, phrases: Phrases) -> bool:
    """Whether a line is one of a masthead: also who issued minutes or a bulletin and when."""
    if phrases.frame.is_head(text) or is_date_line(text.strip()) or is_issue_row(text.strip(), phrases):
        return True
    return names_issuer(text.strip(), phrases) or phrases.people.organ.fullmatch(seen(text)) is not None


_CODES: Mapping[Role, str] = MappingProxyType({Role.NOISE: "noise_left_out", Role.TITLE: "title_left_out"})


def texts_in(data: bytes) -> tuple[str, ...]:
    """The paragraphs of a Word file, including those in its headers and footers; raised and lowered digits as in drafts.

    Numbers that Word counts stand before their texts, as Word shows them.
    """
    package = Package(data)
    names = [name for name in package.names if _TEXT_PARTS.fullmatch(name)]
    numbering = package.xml("word/numbering.xml")
    if numbering is None:
        return tuple(chain.from_iterable(_kept_texts(name).of(package.read(name, LARGEST_XML)) for name in names))
    styles = ReadingStyles(package.xml("word/styles.xml"))
    lists = ListCounters(numbering, styles)
    roots = (package.xml(name) for name in names)
    found = (each for root in roots if root is not None for each in _paragraphs_of(root))
    return tuple(lists.next(styles.of_paragraph(node.find(W + "pPr"))) + text for node, text in found)


class _PartTexts:
    """The texts of the paragraphs of one part, read repeatedly: of what is the same as the last time nothing is parsed."""

    def __init__(self) -> None:
        self._last: tuple[bytes, tuple[str, ...]] = b"", ()
        self._known: tuple[tuple[bytes, bytes], Mapping[bytes, tuple[str, ...]]] = (b"", b""), MappingProxyType({})

    def of(self, xml: bytes) -> tuple[str, ...]:
        """The texts in order. Raises BadInput."""
        last, known = self._last
        if not xml or xml == last:
            return known if xml else ()
        cut = split_body(xml)
        texts = self._of_blocks(cut) if cut and cut.blocks and _NAMESPACE in cut.head else None
        if texts is None:
            texts = _texts_below(transitional_xml(xml))
            self._last = xml, texts
        return texts

    def _of_blocks(self, cut: SplitBody) -> tuple[str, ...] | None:
        """The texts of a body that is written as expected, else None."""
        around, known = self._known
        if around != (cut.head, cut.tail):  # what is known was parsed between these
            known = {}
        unknown = dict.fromkeys(block for block in cut.blocks if block not in known)
        read = dict(zip(unknown, map(_texts_below, parsed_blocks(cut, unknown)), strict=False))
        if len(read) < len(unknown):
            return None
        fresh = {block: known[block] if block in known else read[block] for block in cut.blocks}
        self._known = (cut.head, cut.tail), fresh
        return tuple(chain.from_iterable(fresh[block] for block in cut.blocks))


@lru_cache(maxsize=KEPT_PARTS)
def _kept_texts(_part: str) -> _PartTexts:
    """One for all files, since a draft is exported repeatedly with little changed."""
    return _PartTexts()


def _texts_below(root: Node) -> tuple[str, ...]:
    return tuple(text for _, text in _paragraphs_of(root))


def _paragraphs_of(root: Node) -> Iterator[tuple[Node, str]]:
    is_raised = next(root.iter(_RAISED), None) is not None  # in few files: then each text is asked
    for paragraph in root.iter(_PARAGRAPH):
        texts = map(_written, paragraph.iter(_TEXT)) if is_raised else paragraph.itertext(_TEXT, with_tail=False)
        yield paragraph, "".join(texts)


def _written(text: Node) -> str:
    """The text of a node as a draft holds it: a raised 3 is ³."""
    raising = text.find(f"../{W}rPr/{W}vertAlign")
    place = "" if raising is None else raising.get(W + "val", "")
    return raised(text.text or "", place == "subscript") if place in ("superscript", "subscript") else text.text or ""


def left_out(elements: Sequence[Element], texts: Iterable[str]) -> tuple[LeftOut, ...]:
    """The parts of the elements found in none of the texts; white space does not count, each character of a text counts
    once.

    Whole paragraphs are looked for first: if every one is found, nothing else is done. What may be left out, a second
    copy of the title and noise, is looked for last, and told whole where more of it is missing than found.
    """
    whole = Counter(map(seen, texts))
    rest: list[tuple[Element, str]] = []
    for element in sorted(elements, key=lambda each: _LAST.get(each.role, 0)):
        text = seen(element.text)
        if whole[text] > 0:
            whole[text] -= 1
        elif text:
            rest.append((element, text))
    pool = _Pool([text for text, count in whole.items() for _ in range(count) if text])
    found = {element.id: pool.without(text, element.role in _LAST) for element, text in rest}
    return tuple(LeftOut(element, found[element.id]) for element in elements if found.get(element.id))


def seen(text: str) -> str:
    """The printed characters of a text."""
    text = "".join(text.split())
    return text if text.isprintable() else _UNSEEN.sub("", text)


class _Pool:
    """Texts in which others are looked for, each character once; the search starts at the text with the last match."""

    def __init__(self, stretches: list[str]) -> None:
        self._stretches = stretches
        self._last = 0

    def without(self, text: str, or_whole: bool) -> str:
        """The parts of a text that are not found, in order; the parts that are found are used up.

        ``or_whole``: when less than half is found it counts as chance, and nothing is.
        """
        before, whole = list(self._stretches), text
        missing = self._parts_missing(text)
        if or_whole and 2 * len(missing) > len(whole):
            self._stretches = before
            return whole
        return missing

    def _parts_missing(self, text: str) -> str:
        missing = ""
        while text:
            length = len(text) if self._take(text) else self._longest(text)
            if not length:
                missing, text = missing + text[0], text[1:]
                continue
            if length < len(text):
                self._take(text[:length])
            text = text[length:]
        return missing

    def _longest(self, text: str) -> int:
        """The length of the longest prefix of a text found in one piece; 0 if it is too short to count."""
        low, high = 0, len(text)
        while low < high - 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self._place(text[:middle]) is not None else (low, middle)
        return low if low >= _LEAST else 0

    def _place(self, text: str) -> int | None:
        count = len(self._stretches)
        order = ((self._last + step) % count for step in range(count))
        return next((number for number in order if text in self._stretches[number]), None)

    def _take(self, text: str) -> bool:
        number = self._place(text)
        if number is None:
            return False
        before, _, after = self._stretches[number].partition(text)
        self._stretches[number : number + 1] = [before, after]
        self._last = number + 1
        return True


def left_out_notices(elements: Sequence[Element], found: Sequence[LeftOut], where: str) -> tuple[Notice, ...]:
    """One notice for each kind of left-out paragraphs: how many, which, and how they begin."""
    by_code: dict[str, list[LeftOut]] = {}
    sorts = sorts_of(elements)
    for each in found:
        by_code.setdefault(_code(each, sorts), []).append(each)
    places = LinePlaces(elements)
    return tuple(_notice(code, each, places, where) for code, each in by_code.items())


def _code(found: LeftOut, sorts: Sorts) -> str:
    element = found.element
    if element.id in sorts.contents:
        return "contents_left_out"
    if element.role is Role.NOISE and is_mark(element.content.strip()):
        return "annex_mark_left_out"
    if element.role is Role.TITLE and load_phrases().chrome.is_title_label(found.text):
        return _CODES[Role.NOISE]
    return "frame_left_out" if element.id in sorts.frame else _CODES.get(element.role, "text_left_out")


def _notice(code: str, found: Sequence[LeftOut], places: LinePlaces, where: str) -> Notice:
    texts = [each.text[:SHOWN_SIGNS] + "…" * (len(each.text) > SHOWN_SIGNS) for each in found[:SHOWN_TEXTS]]
    shown = "".join(f"“{text}”" for text in texts) + "等" * (len(found) > len(texts))
    parameters = {
        "count": str(len(found)),
        "signs": str(sum(len(each.text) for each in found)),
        "places": places.names(each.element.line for each in found),
        "texts": shown,
        "where": where,
    }
    lines = tuple(sorted({each.element.line for each in found}))
    return Notice(code, found[0].element.line, parameters, count=len(found), places=lines)
