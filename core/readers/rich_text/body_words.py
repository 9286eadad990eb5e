"""Control words of running text that do more than change a look."""

from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType

from core.readers.rich_text.context import RtfContext
from core.readers.rich_text.heads import code_page
from core.readers.rich_text.look import EAST_ASIAN
from core.readers.rich_text.state import Purpose

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
        known.update({name: self._script(name) for name in ("dbch", "hich", "loch")})
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
