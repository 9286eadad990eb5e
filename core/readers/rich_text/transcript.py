"""An RTF file as a package of WordprocessingML.

Groups that nobody reads and the data of pictures are passed over without building strings. Surrogates, bytes in the code
page of their font, and the characters that stand for ``\\u`` in old programs are put together here.
"""

import copy
from types import MappingProxyType

from core.errors import BadInput
from core.readers.rich_text.body_words import BodyWords
from core.readers.rich_text.context import RtfContext
from core.readers.rich_text.destinations import DestinationWords
from core.readers.rich_text.look import (
    ParagraphLook,
    TextLook,
    paragraph_changed,
    text_changed,
)
from core.readers.rich_text.state import GroupState, Purpose
from core.readers.rich_text.tokens import Token, TokenKind
from core.result import Notice, Result

MOST_DEPTH = 1_000
MOST_BYTES = 100 * 1024 * 1024


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SKIPPED = _names(
    "info listtable listoverridetable revtbl rsidtbl nonshppict shprslt nonesttables bkmkstart bkmkend xe tc rxe upr "
    "fontemb fontfile filetbl private pn objclass objname objdata atnid atnauthor atnicn atnref atntime"
)
_STARRED = _names(
    "shppict shpinst shpgrp do footnote annotation fldinst nesttableprops cs listtext pntext ud moMath moMathPara"
)
_SIGNS = MappingProxyType(
    {
        "tab": "\t",
        "line": "\n",
        "emdash": "—",
        "endash": "–",
        "lquote": "‘",
        "rquote": "’",
        "ldblquote": "“",
        "rdblquote": "”",
        "bullet": "•",
        "emspace": "\u2003",
        "enspace": "\u2002",
        "qmspace": "\u2005",
    }
)
_ESCAPED = MappingProxyType({"~": "\u00a0", "_": "\u2011", "\\": "\\", "{": "{", "}": "}"})


def transcribe(data: bytes) -> Result[bytes]:
    """The bytes of a .docx file with what an RTF file holds; notices tell what is left out.

    BadInput ``package_too_large``, ``package_too_deep``, ``text_too_long``.
    """
    if len(data) > MOST_BYTES:
        raise BadInput("package_too_large")
    reader = _RtfReader(data)
    written = reader.package()
    return Result(written, reader.notices())


class _RtfReader:
    """Reads one file; ``package`` is called once."""

    def __init__(self, data: bytes) -> None:
        self._is_whole = data.startswith(b"{\\rtf")
        self._context = RtfContext(data)
        self._groups: list[GroupState] = []
        self._skip = 0
        self._is_starred = self._is_incomplete = False
        destinations = DestinationWords(self._context).words()
        own = {"u": self._unicode, "bin": self._binary}
        self._words = {**BodyWords(self._context).words(), **destinations, **own}

    def package(self) -> bytes:
        """The bytes of the package."""
        take = {
            TokenKind.OPEN: self._open,
            TokenKind.CLOSE: self._close,
            TokenKind.WORD: self._word,
            TokenKind.BYTE: self._byte,
            TokenKind.SIGN: self._sign,
            TokenKind.TEXT: self._said,
        }
        for token in self._context.tokens:
            take[token.kind](token)
            if not self._groups and self._is_whole:
                break
        self._is_incomplete = bool(self._groups)
        while self._groups:
            self._close(None)
        self._context.flush()
        return self._context.writing.package(self._context.state)

    def notices(self) -> tuple[Notice, ...]:
        """What was left out."""
        counts = (
            ("text_damaged", "", self._context.characters.damaged),
            ("rtf_incomplete", "", int(self._is_incomplete)),
            ("rtf_drawings_left_out", "picture", self._context.writing.lost),
            ("rtf_formulas_left_out", "formula", self._context.formulas),
            ("rtf_objects_shown", "object", self._context.objects),
        )
        return tuple(Notice(code, 0, kind=kind, count=count) for code, kind, count in counts if count)

    # groups

    def _open(self, _token: Token) -> None:
        self._context.pause()
        if len(self._groups) >= MOST_DEPTH:
            raise BadInput("package_too_deep")
        self._groups.append(self._context.state)
        self._context.state = copy.copy(self._context.state)
        self._context.state.end = None
        self._skip, self._is_starred = 0, False
        if self._context.state.purpose is Purpose.STYLES:
            self._context.state.look, self._context.state.paragraph = TextLook(), ParagraphLook()

    def _close(self, _token: Token | None) -> None:
        self._context.pause()
        if self._context.state.end is not None:
            self._context.state.end()
        self._context.state = self._groups.pop() if self._groups else self._context.state
        self._skip, self._is_starred = 0, False

    # control words

    def _word(self, token: Token) -> None:
        name, number = token.name, token.number
        if self._skip and name != "u":
            self._skip -= 1
        is_starred, self._is_starred = self._is_starred, False
        if name in _SKIPPED or (is_starred and name not in _STARRED):
            self._context.tokens.skip_group()
            return
        known = self._words.get(name)
        if known is not None:
            known(number)
        elif name in _SIGNS:
            self._context.characters.add(_SIGNS[name], self._context.font_now)
        else:
            self._format(name, number)

    def _format(self, name: str, number: int | None) -> None:
        state = self._context.state
        if state.purpose is Purpose.PICTURE:
            self._context.picture.take(name, number)
            return
        if state.purpose is Purpose.COLOURS:
            self._context.heads.take_colour(name, number)
            return
        look = text_changed(state.look, name, number, self._context.heads.colours)
        if look is not None:
            self._context.change(look)
            return
        found = paragraph_changed(state.paragraph, name, number)
        if found is not None:
            state.paragraph = found
        else:
            self._context.writing.story.plan(state.is_inner).take(name, number)

    # characters

    def _said(self, token: Token) -> None:
        data = token.data
        if self._skip:
            taken = min(self._skip, len(data))
            data, self._skip = data[taken:], self._skip - taken
        purpose = self._context.state.purpose
        if not data or purpose is Purpose.IGNORED:
            return
        if purpose is Purpose.PICTURE:
            self._context.picture.fill(self._context.tokens, data)
        elif purpose in (Purpose.TEXT, Purpose.CODE):
            self._context.characters.add_bytes(data)
        else:
            self._entries(data)

    def _byte(self, token: Token) -> None:
        if self._skip:
            self._skip -= 1
        elif self._context.state.purpose not in (Purpose.IGNORED, Purpose.PICTURE):
            self._context.characters.add_bytes(token.data)

    def _sign(self, token: Token) -> None:
        sign = token.name
        if sign == "*":
            self._is_starred = True
        elif self._skip:
            self._skip -= 1
        elif sign in ("\r", "\n"):
            self._end_paragraph()
        elif sign in _ESCAPED and self._context.state.purpose not in (Purpose.IGNORED, Purpose.PICTURE):
            self._context.characters.add(_ESCAPED[sign], self._context.font_now)

    def _unicode(self, number: int | None) -> None:
        self._skip = self._context.state.instead
        if self._context.state.purpose not in (Purpose.IGNORED, Purpose.PICTURE):
            self._context.characters.add(chr((number or 0) & 0xFFFF), self._context.font_now)

    def _binary(self, number: int | None) -> None:
        data = self._context.tokens.binary(max(number or 0, 0))
        if self._context.state.purpose is Purpose.PICTURE:
            self._context.picture.data = self._context.picture.data or data

    # fonts and tables at the head

    def _entries(self, data: bytes) -> None:
        """Text of a table at the head: entries end with semicolons."""
        *ended, rest = data.split(b";")
        for each in ended:
            self._context.characters.add_bytes(each)
            name = self._context.characters.taken(self._context.font_now)
            if self._context.state.purpose is Purpose.FONTS:
                self._context.heads.end_font(name)
            elif self._context.state.purpose is Purpose.COLOURS:
                self._context.heads.end_colour()
            else:
                self._context.heads.end_style(name, self._context.state.look, self._context.state.paragraph)
        self._context.characters.add_bytes(rest)

    # paragraphs, cells, sections, texts beside the body

    def _end_paragraph(self) -> None:
        self._context.end(lambda: self._context.writing.end_paragraph(self._context.state))

    # pictures, shapes, objects, fields
