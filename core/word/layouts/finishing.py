"""Rendered template text as XML: facts highlighted, paragraphs bookmarked, characters that XML cannot hold removed."""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import NamedTuple

from core.cooperative import BATCH_SIZE, YieldToUi, cooperatively, never_yield
from core.package import XML_DECLARATION
from core.word.layouts.tags import END, NUMBER_END, SLOT, START

# Around a piece of text that is to be highlighted.
FACT_START, FACT_END = "\x13", "\x14"
HIGHLIGHT = '<w:highlight w:val="yellow"/>'
LONGEST_KEY = 24
SAFE_CONTROLS = "\t\n\r"
CONTROLS = bytes(code for code in range(32) if chr(code) not in SAFE_CONTROLS)
NOT_XML = ("\ufffe", "\uffff")
AT_A_TIME = 8
"""Paragraphs finished between two cooperative yields."""

_RUN = re.compile(
    rf'<w:r>(<w:rPr>(?:<(?!/w:rPr>)[^>]*>|{SLOT})*</w:rPr>)<w:t xml:space="preserve">([^<]*{FACT_START}[^<]*)</w:t></w:r>'
)
_FACT = re.compile(f"[{FACT_START}{FACT_END}]")
_WRITTEN = re.compile(r"<w:t(?: [^>]*)?>[^<]*[^<\s][^<]*</w:t>|<w:drawing|<w:pict|<w:object")
_TEXT_START = '<w:t xml:space="preserve">'


class _Paragraph(NamedTuple):
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
        self._known: dict[str, dict[str, _Paragraph]] = {}

    def finish(self, part: str, portions: Iterable[str], key: str) -> bytes:
        """The finished part with that name; ``key`` goes into the bookmarks."""
        pieces = cooperatively(_pieces(portions), self._yield_to_ui, AT_A_TIME)
        head = without_controls(_with_breaks(_highlighted(next(pieces))))
        paragraphs = self._paragraphs(part, pieces)
        key = "".join(c for c in key if c.isascii() and c.isalnum())[:LONGEST_KEY]
        whole = (
            BytesIO()
        )  # grows with what is written: joined in one go, the parts of a long draft would be one long piece
        whole.writelines((XML_DECLARATION.encode(), head))
        whole.writelines(_numbered(paragraphs, key.encode(), self._yield_to_ui))
        return whole.getvalue()

    def _paragraphs(self, part: str, pieces: Iterable[str]) -> list[_Paragraph]:
        known, fresh = self._known.get(part, {}), dict[str, _Paragraph]()
        paragraphs = []
        for piece in pieces:
            fresh[piece] = paragraph = known.get(piece) or _paragraph(piece)
            paragraphs.append(paragraph)
        self._known[part] = fresh
        return paragraphs


def _pieces(portions: Iterable[str]) -> Iterator[str]:
    """The text before the first paragraph to be bookmarked, then one piece from each such paragraph to the next."""
    rest = ""
    for portion in portions:
        *whole, rest = (rest + portion).split(START)
        yield from whole
    yield rest


def _paragraph(piece: str) -> _Paragraph:
    number, _, rest = _highlighted(piece).partition(NUMBER_END)
    content, _, after = _with_breaks(rest).partition(END)
    wanted = int(number) if number.isdecimal() else 0
    return _Paragraph(wanted, bool(_WRITTEN.search(content)), without_controls(content), without_controls(after))


def _highlighted(xml: str) -> str:
    return (_RUN.sub(_cut, xml) if FACT_START in xml else xml).replace(SLOT, "")


def _cut(found: re.Match[str]) -> str:
    """One run split into several, with those between fact marks highlighted."""
    look, text = found.groups()
    runs = []
    for index, piece in enumerate(_FACT.split(text)):
        if piece:
            shown = look.replace(SLOT, HIGHLIGHT) if index % 2 else look
            runs.append(f"<w:r>{shown}{_TEXT_START}{piece}</w:t></w:r>")
    return "".join(runs)


def _numbered(paragraphs: list[_Paragraph], key: bytes, yield_to_ui: YieldToUi) -> Iterator[bytes]:
    """The paragraphs with bookmarks around those that show something, each with a unique number."""
    spare = max((paragraph.number for paragraph in cooperatively(paragraphs, yield_to_ui, BATCH_SIZE)), default=0)
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


def _with_breaks(xml: str) -> str:
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
