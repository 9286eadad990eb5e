"""Rendered template text as XML: facts highlighted, paragraphs bookmarked, characters that XML cannot hold removed."""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from types import MappingProxyType
from typing import NamedTuple

from core.cooperative import BATCH_SIZE, YieldToUi, cooperatively, never_yield
from core.model.text import unraised
from core.package import XML_DECLARATION
from core.word.layouts.tags import END, NUMBER_END, SLOT, START

# Around a piece of text that is to be highlighted.
FACT_START, FACT_END = "\x13", "\x14"
# Around the names of a look and the text that has it; around the name of an object; around the name of a block.
LOOK_START, LOOK_NAMES_END, LOOK_END, OBJECT, BLOCK = "\x15", "\x16", "\x17", "\x18", "\x19"
HIGHLIGHT = '<w:highlight w:val="yellow"/>'
LONGEST_KEY = 24
SAFE_CONTROLS = "\t\n\r"
CONTROLS = bytes(code for code in range(32) if chr(code) not in SAFE_CONTROLS)
NOT_XML = ("\ufffe", "\uffff")
AT_A_TIME = 8
"""Paragraphs finished between two cooperative yields."""

_RUN = re.compile(
    rf'<w:r>(<w:rPr>(?:<(?!/w:rPr>)[^>]*>|{SLOT})*</w:rPr>)<w:t xml:space="preserve">'
    rf"([^<]*[{FACT_START}{LOOK_START}{OBJECT}{BLOCK}][^<]*)</w:t></w:r>"
)
_MARKS = re.compile(
    f"([{FACT_START}{FACT_END}{LOOK_END}]|{LOOK_START}[^{LOOK_NAMES_END}]*{LOOK_NAMES_END}"
    f"|{OBJECT}[^{OBJECT}]*{OBJECT}|{BLOCK}[^{BLOCK}]*{BLOCK})"
)
_WRITTEN = re.compile(r"<w:t(?: [^>]*)?>[^<]*[^<\s][^<]*</w:t>|<w:drawing|<w:pict|<w:object|<gwo |<gwb ")
_LOOK_XML = MappingProxyType(
    {
        "bold": ("b", "<w:b/>"),
        "italic": ("i", "<w:i/>"),
        "underlined": ("u", '<w:u w:val="single"/>'),
        "dotted": ("em", '<w:em w:val="dot"/>'),
        "superscript": ("vertAlign", '<w:vertAlign w:val="superscript"/>'),
        "struck": ("strike", "<w:strike/>"),
        "subscript": ("vertAlign", '<w:vertAlign w:val="subscript"/>'),
    }
)
_ORDER = tuple(
    name
    for line in (
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid",
        "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em",
        "lang eastAsianLayout specVanish oMath",
    )
    for name in line.split()
)
"""The order of the properties of a run (ECMA-376 part 1, 17.3.2.28, CT_RPr)."""

_PROPERTY = re.compile(rf"<w:(\w+)[^>]*?/>|{SLOT}")
_TEXT_START = '<w:t xml:space="preserve">'


class _FinishedParagraph(NamedTuple):
    """A finished paragraph without its bookmark.

    ``number`` is the bookmark number it asks for (0: any), ``is_written`` whether it shows anything, ``after`` follows it.
    """

    number: int
    is_written: bool
    content: bytes
    after: bytes


class Finisher:
    """Finishes the parts of one layout's files repeatedly; not thread-safe.

    Paragraphs that are the same as in the previous run are taken from a cache.
    """

    def __init__(self, yield_to_ui: YieldToUi = never_yield) -> None:
        self._yield_to_ui = yield_to_ui
        self._known: dict[str, dict[str, _FinishedParagraph]] = {}

    def finish(self, part: str, portions: Iterable[str], key: str, serial: int = 0) -> bytes:
        """The finished part with that name; ``key`` goes into the bookmarks, numbers up to ``serial`` are for elements."""
        pieces = cooperatively(_pieces(portions), self._yield_to_ui, AT_A_TIME)
        head = without_controls(with_breaks(_highlighted(next(pieces))))
        paragraphs = self._paragraphs(part, pieces)
        key = bookmark_key(key)
        whole = (
            BytesIO()
        )  # grows with what is written: joined in one go, the parts of a long draft would be one long piece
        whole.writelines((XML_DECLARATION.encode(), head))
        whole.writelines(_numbered(paragraphs, (key.encode(), serial), self._yield_to_ui))
        return whole.getvalue()

    def _paragraphs(self, part: str, pieces: Iterable[str]) -> list[_FinishedParagraph]:
        known, fresh = self._known.get(part, {}), dict[str, _FinishedParagraph]()
        paragraphs = []
        for piece in pieces:
            fresh[piece] = paragraph = known.get(piece) or _paragraph(piece)
            paragraphs.append(paragraph)
        self._known[part] = fresh
        return paragraphs


def bookmark_key(key: str) -> str:
    """The key of a draft as its bookmarks have it."""
    return "".join(c for c in key if c.isascii() and c.isalnum())[:LONGEST_KEY]


def _pieces(portions: Iterable[str]) -> Iterator[str]:
    """The text before the first paragraph to be bookmarked, then one piece from each such paragraph to the next."""
    rest = ""
    for portion in portions:
        *whole, rest = (rest + portion).split(START)
        yield from whole
    yield rest


def _paragraph(piece: str) -> _FinishedParagraph:
    number, _, rest = _highlighted(piece).partition(NUMBER_END)
    content, _, after = with_breaks(rest).partition(END)
    wanted = int(number) if number.isdecimal() else 0
    return _FinishedParagraph(
        wanted, bool(_WRITTEN.search(content)), without_controls(content), without_controls(after)
    )


def _highlighted(xml: str) -> str:
    is_marked = any(mark in xml for mark in (FACT_START, LOOK_START, OBJECT, BLOCK))
    return (_RUN.sub(lambda found: marked_runs(*found.groups()), xml) if is_marked else xml).replace(SLOT, "")


def marked_runs(look: str, text: str) -> str:
    """One run split at its marks: facts highlighted, emphasis as formatting, places of objects and blocks as elements.

    ``look`` is the ``w:rPr`` with a SLOT for the highlight, ``text`` escaped XML text.
    """
    runs: list[str] = []
    is_fact, looks = False, tuple[str, ...]()
    for piece in _MARKS.split(text):
        sign = piece[:1]
        if sign in (FACT_START, FACT_END):
            is_fact = sign == FACT_START
        elif sign in (LOOK_START, LOOK_END):
            looks = tuple(piece[1:-1].split()) if sign == LOOK_START else ()
        elif sign in (OBJECT, BLOCK):
            runs.append(f'<{"gwo" if sign == OBJECT else "gwb"} n="{piece[1:-1]}"/>')
        elif piece:
            runs.append(_run(look, piece, is_fact, looks))
    return "".join(runs)


def _run(look: str, text: str, is_fact: bool, looks: tuple[str, ...]) -> str:
    shown = _with_looks(look, looks) if looks else look
    text = unraised(text) if "superscript" in looks or "subscript" in looks else text
    return f"<w:r>{shown.replace(SLOT, HIGHLIGHT if is_fact else '')}{_TEXT_START}{text}</w:t></w:r>"


def _with_looks(look: str, looks: tuple[str, ...]) -> str:
    """The properties of a run with those of emphasis among them, in the order of the schema."""
    added = dict(_LOOK_XML[name] for name in looks if name in _LOOK_XML)
    found = [(each[1] or "highlight", each[0]) for each in _PROPERTY.finditer(look)]
    kept = [(name, xml) for name, xml in found if name not in added]
    whole = sorted(
        (*kept, *added.items()), key=lambda each: _ORDER.index(each[0]) if each[0] in _ORDER else len(_ORDER)
    )
    return f"<w:rPr>{''.join(xml for _, xml in whole)}</w:rPr>"


def _numbered(
    paragraphs: list[_FinishedParagraph], naming: tuple[bytes, int], yield_to_ui: YieldToUi
) -> Iterator[bytes]:
    """The paragraphs with bookmarks around those that show something, each with a unique number.

    What is no element gets a number that no element has: tables, cells and captions ask for none here.
    """
    key, serial = naming
    spare = max((serial, *(each.number for each in cooperatively(paragraphs, yield_to_ui, BATCH_SIZE))))
    used: set[int] = set()
    for wanted, is_written, content, after in cooperatively(paragraphs, yield_to_ui, BATCH_SIZE):
        if not is_written:
            yield from (content, after)
            continue
        if not wanted or wanted in used:
            wanted = spare = spare + 1
        used.add(wanted)
        yield b'<w:bookmarkStart w:id="%d" w:name="_GW_%b_%d"/>' % (wanted, key, wanted)
        yield from (content, b'<w:bookmarkEnd w:id="%d"/>' % wanted, after)


def with_breaks(xml: str) -> str:
    """Line breaks and tabs as WordprocessingML elements."""
    if "\r" in xml:
        xml = xml.replace("\r\n", "\n").replace("\r", "\n")
    if "\t" in xml:
        xml = xml.replace("\t", f"</w:t><w:tab/>{_TEXT_START}")
    return xml.replace("\n", f"</w:t><w:br/>{_TEXT_START}")


def without_controls(text: str) -> bytes:
    """The text in UTF-8 without characters that XML cannot hold."""
    for character in NOT_XML:
        text = text.replace(character, "")
    return text.encode("utf-8", "replace").translate(None, CONTROLS)
