"""The text of a prior report as a draft."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from operator import attrgetter
from zlib import crc32

from core.model.blocks import Emphasis, KeptObject, cut_emphasis
from core.model.change import number_of
from core.model.document import Document
from core.model.draft import Draft, Identity
from core.model.elements import Element, Role
from core.model.fact import Fact
from core.model.outline import COVER
from core.model.particulars import FOOTER, HEADER
from core.model.structure.notes import TEXT_OF, is_of_note
from core.parsing.frame.particulars import frame_particulars, imprint_ids, number_alone
from core.parsing.frame.titles import read_title
from core.workflows.facts import find_facts
from core.workflows.words import load_phrases

AUTHORITY, SECRECY = "发文机关", "密级"


def draft_of(document: Document, facts: Sequence[Fact] | None = None) -> Draft:
    """A prior report treated as a draft with nothing filled in; nothing is proposed and nothing renumbered.

    Its masthead and imprint become particulars, so that a layout with such parts prints them again. ``facts`` are those
    of the document's elements, used when the draft has the same elements.
    """
    key = f"{crc32(chr(10).join(element.text for element in document.elements).encode()):08x}"
    framed = frame_particulars(document.elements, load_phrases())
    given = tuple({**margin_particulars(document, framed), **framed}.items())
    draft = copied_draft(document, Identity(document.kind or "", key=key, particulars=given), 0)
    if facts is None or draft.elements != document.elements:
        facts = find_facts(draft.elements)
    draft = replace(draft, origins=(), facts=tuple(facts))
    return replace(draft, serial=highest_number(draft))


def margin_particulars(document: Document, framed: Mapping[str, str]) -> Mapping[str, str]:
    """页眉 and 页脚 of a prior report. A classification in its header is one of the masthead where there is a masthead."""
    frame = load_phrases().frame
    header, footer = document.margins
    stamps = [line for line in header if AUTHORITY in framed and frame.is_stamp(line) and "密" in line]
    lines = [line for line in header if line not in stamps[:1]]
    found = {SECRECY: "".join(stamps[:1]), HEADER: "\n".join(lines), FOOTER: "\n".join(footer)}
    return {name: text for name, text in found.items() if text}


def copied_draft(document: Document, identity: Identity, number: int) -> Draft:
    """A draft with the text of the basis document of that number, before facts are recognised."""
    titled = _title_of(document.elements)
    text = (each for each in map(_plain_number, text_and_objects_of(document.elements)) if each.role is not Role.TITLE)
    elements = _in_order([element for element, _ in titled], list(text))
    sources = {element.id: source for element, source in titled}
    origins = tuple((element.id, number, sources.get(element.id, element.id)) for element in elements)
    return Draft(identity, elements, numbering=document.numbering, origins=origins, media=document.media)


def _in_order(titled: Sequence[Element], text: Sequence[Element]) -> tuple[Element, ...]:
    """The title before everything but the tables, figures and page of contents that stand above it."""
    line = titled[0].line if titled else 0
    above = list(takewhile(lambda element: element.line < line and element.role in COVER, text))
    return (*above, *titled, *text[len(above) :])


def _objects_of(elements: Sequence[Element], length: int) -> tuple[KeptObject, ...]:
    """The objects of all these elements for one text: before its first character, marks of notes behind its ``length``."""
    found = [each for element in elements for each in element.objects]
    placed = (replace(each, offset=length if each.kind in TEXT_OF else 0) for each in found)
    return tuple(sorted(placed, key=attrgetter("offset")))


def _title_of(elements: Sequence[Element]) -> list[tuple[Element, str]]:
    """The title in one element with its author's line breaks, and elements for the other content of its lines.

    Each is returned with the id of its source element. A second copy of the title and the name of a web site are left
    out.
    """
    titles = [element for element in elements if element.role is Role.TITLE]
    if not titles:
        return []
    reading = read_title([element.content for element in titles], load_phrases())
    first = titles[0]
    text = "\n".join(reading.lines)
    emphasis = tuple(_emphasis_in(text, titles))
    whole = Element(
        first.id, Role.TITLE, text, line=first.line, emphasis=emphasis, objects=_objects_of(titles, len(text))
    )
    found = [(whole, first.id)]
    number = max(number_of(element.id) for element in elements)
    beside = (each for each in reading.beside if each.role is not Role.NOISE)
    for step, each in enumerate(beside, 1):
        source = titles[each.line]
        found.append((Element(f"e{number + step}", each.role, each.text, line=source.line), source.id))
    return found if reading.lines else found[1:]


def _emphasis_in(text: str, titles: Sequence[Element]) -> Iterator[Emphasis]:
    """The emphasis of the lines of a title where they stand in the whole; of a line that is not there none."""
    end = 0
    for element in titles:
        bare = element.content.strip()
        start = text.find(bare, end)
        if bare and start >= 0:
            shift, end = start - (len(element.content) - len(element.content.lstrip())), start + len(bare)
            yield from cut_emphasis(element.emphasis, start - shift, end - shift, shift)


def text_and_objects_of(elements: Sequence[Element]) -> tuple[Element, ...]:
    """As ``text_of``, with figures for the pictures and objects of lines that are left out; drawn rules go with them."""
    kept = {element.id: element for element in text_of(elements)}
    found = (kept.get(element.id) or _objects_alone(element) for element in elements)
    return tuple(element for element in found if element is not None)


def _objects_alone(element: Element) -> Element | None:
    objects = tuple(
        replace(each, offset=0) for each in element.objects if each.kind != "shape" and not is_of_note(each)
    )
    return Element(element.id, Role.FIGURE, "", line=element.line, objects=objects) if objects else None


def text_of(elements: Sequence[Element]) -> tuple[Element, ...]:
    """The elements that a new draft takes over: without noise and imprint, which layouts write from particulars."""
    left_out = imprint_ids(elements, load_phrases())
    return tuple(e for e in elements if e.role is not Role.NOISE and e.id not in left_out)


def _plain_number(element: Element) -> Element:
    if element.role is not Role.DOCUMENT_NUMBER:
        return element
    return element.with_content(number_alone(element.content))


def highest_number(draft: Draft) -> int:
    """The highest number in any id of an element or fact of the draft or its basis."""
    ids = [element.id for element in draft.elements] + [fact.id for fact in draft.facts]
    for basis in draft.basis:
        ids += [element.id for element in basis.elements]
    return max((number_of(identifier) for identifier in ids), default=0)
