"""Control words that begin something else than text of the body: notes, headers, boxes, pictures, fields."""

from collections.abc import Callable
from functools import partial

from core.readers.rich_text.context import RtfContext
from core.readers.rich_text.look import ParagraphLook, TextLook
from core.readers.rich_text.pictures import RtfPicture
from core.readers.rich_text.state import Purpose
from core.readers.rich_text.story import Story


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
