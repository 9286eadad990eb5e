"""What an issued document says of itself above and below its text, by the names of the particulars."""

import re
from collections.abc import Iterator, Mapping, Sequence

from core.model.elements import Element, Role
from core.parsing.frame.imprint import LIST_GOES_ON, imprint_members
from core.parsing.frame.title_words import DOCUMENT_NUMBER_LINE
from core.parsing.phrases import Phrases

_ABOVE = frozenset((Role.NOISE, Role.DOCUMENT_NUMBER, Role.TITLE, Role.SUBTITLE))
_STOPS = "。. "
_SPACE = re.compile(r"\s+")


def number_alone(text: str) -> str:
    """The document number of its line, without copy number and 签发人 beside it; the whole line when it holds nothing else."""
    bare = text.strip()
    found = DOCUMENT_NUMBER_LINE.match(bare)
    return (found["number"] if found else "") or bare


def imprint_ids(elements: Sequence[Element], phrases: Phrases) -> frozenset[str]:
    """The ids of the notes that are lines of the imprint."""
    members = imprint_members([element.content.strip() for element in elements], phrases)
    return frozenset(elements[index].id for index in members if elements[index].role is Role.NOTE)


def frame_particulars(elements: Sequence[Element], phrases: Phrases) -> Mapping[str, str]:
    """发文机关, 签发人, 抄送, 印发机关 and 印发日期 as masthead and imprint have them; what they do not say is left out."""
    above = list(_above(elements))
    ids = imprint_ids(elements, phrases)
    below = [element.content.strip() for element in elements if element.id in ids]
    printed_by, printed_on = _printing(below, phrases)
    found = {
        "发文机关": "、".join(_authorities(above, phrases)),
        "签发人": "、".join(_signatories(above, phrases)),
        "抄送": _copies(below, phrases),
        "印发机关": printed_by,
        "印发日期": printed_on,
    }
    return {name: text for name, text in found.items() if text}


def _above(elements: Sequence[Element]) -> Iterator[Element]:
    for element in elements:
        if element.role not in _ABOVE:
            return
        if element.role in (Role.NOISE, Role.DOCUMENT_NUMBER):
            yield element


def _authorities(above: Sequence[Element], phrases: Phrases) -> Iterator[str]:
    """The names on the red head; without 文件 or a document number below them they are a web page's."""
    closed = [_SPACE.sub("", element.content) for element in above if element.role is Role.NOISE]
    if not any(map(phrases.frame.authority.fullmatch, closed)) and len(closed) == len(above):
        return
    for name in closed:
        name = phrases.frame.without_mark(name)
        if phrases.people.organ.fullmatch(name) and not phrases.titles.site.fullmatch(name):
            yield name


def _signatories(above: Sequence[Element], phrases: Phrases) -> list[str]:
    """The names behind 签发人：, on the lines after it too, and those beside the document number."""
    found: list[str] = []
    for element in above:
        text = _beside_number(element)
        label = phrases.frame.signatory.match(text)
        if label or found:
            found += phrases.people.persons_in(text[label.end() :] if label else text)
    return found


def _beside_number(element: Element) -> str:
    """What a line says beside the document number, if it has one."""
    text = element.content.strip()
    found = DOCUMENT_NUMBER_LINE.match(text) if element.role is Role.DOCUMENT_NUMBER else None
    return text[found.end("number") :].strip() if found and found["number"] else text


def _copies(below: Sequence[str], phrases: Phrases) -> str:
    """The list behind 抄送：, on the lines after it too."""
    text, goes_on = "", False
    for line in below:
        label = phrases.frame.copies.match(line)
        if label and not text:
            text, goes_on = line[label.end() :], True
        elif goes_on and not phrases.frame.is_imprint(line) and text.endswith(LIST_GOES_ON):
            text += line
        else:
            goes_on = False
    return text.rstrip(_STOPS)


def _printing(below: Sequence[str], phrases: Phrases) -> tuple[str, str]:
    """Who printed and when; the authority may stand in a cell before the date."""
    for index, line in enumerate(below):
        found = phrases.frame.printing(line)
        if found is not None:
            before = below[index - 1] if index else ""
            return found[0] or (before if phrases.people.organ.fullmatch(before) else ""), found[1]
    return "", ""
