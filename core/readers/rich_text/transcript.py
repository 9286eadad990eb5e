"""An RTF file as a package of WordprocessingML.

Groups that nobody reads and the data of pictures are passed over without building strings. Surrogates, bytes in the code
page of their font, and the characters that stand for ``\\u`` in old programs are put together here.

Control words begin something else than text of the body (notes, headers, boxes, pictures, fields), mark the text or change its
look.
"""

import copy
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from types import MappingProxyType

from core.errors import BadInput
from core.readers.rich_text.heads import RtfHeads, code_page
from core.readers.rich_text.look import (
    EAST_ASIAN,
    ParagraphLook,
    TextLook,
    paragraph_changed,
    text_changed,
)
from core.readers.rich_text.pictures import RtfPicture
from core.readers.rich_text.state import GroupState, Purpose
from core.readers.rich_text.story import RtfWriting, Story
from core.readers.rich_text.tokens import RtfCharacters, Token, TokenKind, Tokens
from core.result import Notice, Result


class RtfContext:
    """The file being read and the one being written; ``state`` is that of the innermost group."""

    def __init__(self, data: bytes) -> None:
        self.tokens = Tokens(data)
        self.heads = RtfHeads()
        self.writing = RtfWriting(self.heads)
        self.characters = RtfCharacters(self.heads)
        self.state = GroupState(TextLook(), ParagraphLook())
        self.picture = RtfPicture()
        self.formulas = self.objects = 0

    def pause(self) -> None:
        """Text of the document goes on; an entry of a table of fonts or styles may consist of several groups."""
        if self.state.purpose in (Purpose.TEXT, Purpose.CODE):
            self.flush()

    def flush(self) -> None:
        """Write the text that waits."""
        if self.characters:
            text = self.characters.taken(self.font_now, self.state.purpose is Purpose.TEXT)
            self.writing.say(text, self.state)

    def change(self, look: TextLook) -> None:
        """The text that follows looks otherwise."""
        if look is not self.state.look and look != self.state.look:
            self.pause()
            self.state.look = look

    def turn_to(self, purpose: Purpose) -> None:
        """The text that follows in this group is for something else."""
        self.pause()
        self.state.purpose = purpose

    def end(self, write: Callable[[], None]) -> None:
        """Write what waits and then what ends it."""
        if self.state.purpose is Purpose.TEXT:
            self.flush()
            write()

    @property
    def inner(self) -> int:
        """How deep the present table stands in others."""
        return max(self.state.paragraph.depth, 2)

    @property
    def font_now(self) -> int:
        """The number of the font that text is in."""
        is_head = self.state.purpose is Purpose.FONTS
        return self.heads.present_font if is_head else self.state.look.font


_BREAKS = ("page", "column")
_PAGES = MappingProxyType({"ansi": 1252, "mac": 10000, "pc": 437, "pca": 850})


class BodyWords:
    """The control words of one file."""

    def __init__(self, context: RtfContext) -> None:
        self._context = context

    def words(self) -> dict[str, Callable[[int | None], None]]:
        """The control words that do more than change a look."""
        context = self._context
        known: dict[str, Callable[[int | None], None]] = {
            "uc": self._instead,
            "f": self._font,
            "af": self._associated,
            "fcharset": lambda number: self._of_font("fcharset", number),
            "ansicpg": self._page,
            "deff": self._default_font,
            "par": lambda _: context.end(lambda: context.writing.end_paragraph(context.state)),
            "sect": lambda _: context.end(lambda: context.writing.end_section(context.state)),
            "cell": lambda _: context.end(lambda: context.writing.story.end_cell(context.state.paragraph, 1)),
            "nestcell": lambda _: context.end(
                lambda: context.writing.story.end_cell(context.state.paragraph, context.inner)
            ),
            "row": lambda _: context.end(lambda: context.writing.story.end_row(context.state.paragraph, 1)),
            "nestrow": lambda _: context.end(
                lambda: context.writing.story.end_row(context.state.paragraph, context.inner)
            ),
            "trowd": lambda _: context.writing.story.begin_row(context.state.is_inner),
            "sectd": lambda _: context.writing.begin_section(),
            "landscape": lambda _: context.writing.turn(True),
            "lndscpsxn": lambda _: context.writing.turn(False),
            "cols": self._set_columns,
            "ftnalt": self._as_endnote,
        }
        known.update({name: self._page_of(page) for name, page in _PAGES.items()})
        known.update({name: self._script(name) for name in ("dbch", "hich", "loch", "rtlch", "ltrch")})
        known.update({name: self._break(name) for name in _BREAKS})
        return known

    def _instead(self, number: int | None) -> None:
        self._context.state.instead = min(max(1 if number is None else number, 0), 16)

    def _font(self, number: int | None) -> None:
        if self._context.state.purpose is Purpose.FONTS:
            self._context.heads.take_font("f", number)
            return
        font = number or 0
        is_asian = self._context.heads.charset(font) in EAST_ASIAN
        look = self._context.state.look
        self._context.change(replace(look, font=font, asian=font if is_asian else look.asian))

    def _of_font(self, word: str, number: int | None) -> None:
        if self._context.state.purpose is Purpose.FONTS:
            self._context.heads.take_font(word, number)

    def _associated(self, number: int | None) -> None:
        if self._context.state.script == "dbch" and self._context.state.purpose is Purpose.TEXT:
            self._context.change(replace(self._context.state.look, asian=number or 0))

    def _script(self, name: str) -> Callable[[int | None], None]:
        def _set(_number: int | None) -> None:
            self._context.state.script = name

        return _set

    def _page(self, number: int | None) -> None:
        self._context.heads.page = code_page(number)

    def _page_of(self, page: int) -> Callable[[int | None], None]:
        return lambda _: self._page(page)

    def _default_font(self, number: int | None) -> None:
        self._context.heads.default_font = number or 0

    def _break(self, kind: str) -> Callable[[int | None], None]:
        return lambda _: self._context.end(lambda: self._context.writing.story.say(f'<w:br w:type="{kind}"/>'))

    def _set_columns(self, number: int | None) -> None:
        self._context.writing.columns = min(max(number or 1, 1), 9)

    def _as_endnote(self, _number: int | None) -> None:
        self._context.writing.is_endnote = True


class DestinationWords:
    """The destinations of one file."""

    def __init__(self, context: RtfContext) -> None:
        self._context = context

    def words(self) -> dict[str, Callable[[int | None], None]]:
        """What each control word does."""
        known: dict[str, Callable[[int | None], None]] = {
            "fonttbl": lambda _: self._context.turn_to(Purpose.FONTS),
            "colortbl": lambda _: self._context.turn_to(Purpose.COLOURS),
            "stylesheet": lambda _: self._context.turn_to(Purpose.STYLES),
            "pict": lambda _: self._begin_picture(),
            "field": lambda _: self._begin_field(),
            "fldinst": lambda _: self._begin_code(),
            "fldrslt": lambda _: None,
            "shp": lambda _: self._begin_shape(),
            "do": lambda _: self._begin_shape(),
            "object": lambda _: self._begin_object(),
            "result": lambda _: self._context.turn_to(Purpose.TEXT),
            "nesttableprops": lambda _: self._begin_inner(),
            "moMath": lambda _: self._skip_formula(),
            "moMathPara": lambda _: self._skip_formula(),
            "footnote": lambda _: self._capture(self._context.writing.end_note),
            "annotation": lambda _: self._capture(self._context.writing.end_comment),
            "listtext": lambda _: self._capture(lambda _: self._context.writing.end_label()),
            "pntext": lambda _: self._capture(lambda _: self._context.writing.end_label()),
            "shptxt": lambda _: self._capture(self._context.writing.end_box),
            "dptxbxtext": lambda _: self._capture(self._context.writing.end_box),
        }
        for kind in ("header", "footer"):
            known.update({kind + which: self._margin(kind) for which in ("", "l", "r", "f")})
        return known

    def _capture(self, end: Callable[[ParagraphLook], None]) -> None:
        """What follows in this group is a text of its own."""
        self._context.pause()

        def _finish() -> None:
            self._context.flush()
            end(self._context.state.paragraph)

        self._context.writing.stories.append(Story())
        self._context.state.purpose, self._context.state.end = Purpose.TEXT, _finish
        self._context.state.look, self._context.state.paragraph = TextLook(), ParagraphLook()

    def _margin(self, kind: str) -> Callable[[int | None], None]:
        return lambda _: self._capture(partial(self._context.writing.end_margin, kind))

    def _begin_picture(self) -> None:
        self._context.turn_to(Purpose.PICTURE)
        found = self._context.picture = RtfPicture()
        self._context.state.end = lambda: self._context.writing.end_picture(found)

    def _begin_shape(self) -> None:
        writing = self._context.writing
        before, stories = writing.drawn(), len(writing.stories)

        def _end() -> None:
            writing.lost += writing.drawn() == before and len(writing.stories) == stories

        self._context.turn_to(Purpose.IGNORED)
        self._context.state.end = _end

    def _begin_object(self) -> None:
        self._context.turn_to(Purpose.IGNORED)
        self._context.objects += 1

    def _skip_formula(self) -> None:
        self._context.tokens.skip_group()
        self._context.formulas += 1

    def _begin_field(self) -> None:
        if self._context.state.purpose is Purpose.TEXT:
            self._mark_field("begin")
            self._context.state.end = lambda: self._mark_field("end")

    def _begin_code(self) -> None:
        if self._context.state.purpose is Purpose.TEXT:
            self._context.turn_to(Purpose.CODE)
            self._context.state.end = lambda: self._mark_field("separate")

    def _mark_field(self, kind: str) -> None:
        self._context.pause()
        self._context.writing.mark_field(kind)

    def _begin_inner(self) -> None:
        self._context.state.is_inner = True


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
_ASSOCIATED = MappingProxyType({f"a{name}": name for name in ("b", "i", "fs", "ul", "ulnone", "uld", "ulw", "strike")})
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
        if state.script == "dbch":  # what is associated is then meant for Chinese characters
            name = _ASSOCIATED.get(name, name)
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
