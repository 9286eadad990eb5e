"""Tables and pictures in files, as they are put into a draft; importing it loads openpyxl and python-docx."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from core.model.blocks import LARGEST_MEDIA, joined_media
from core.model.tables.fit import USUAL_WIDTH
from core.model.tables.given import GivenPicture, GivenTable
from core.readers.sheets.ranges import SheetName, range_of, sheet_names
from core.reading import read_limited
from core.word.writing.pictures import picture_object
from core.workflows.messages import sentence

__all__ = ("SheetName", "picture_from", "pictures_in", "sheets_in", "table_in")


def sheets_in(path: Path) -> tuple[SheetName, ...]:
    """The visible worksheets of a spreadsheet; BadInput for other files."""
    return sheet_names(read_limited(path))


def table_in(path: Path, sheet: str, area: str, headers: int) -> tuple[GivenTable, str]:
    """A range of a worksheet (empty: all that stands there) as a table, and sentences about what did not come along.

    BadInput where there is none.
    """
    found = range_of(read_limited(path), sheet, area, headers)
    return found.value, "".join(map(sentence, found.notices))


def pictures_in(
    sources: Sequence[Path | bytes], held: Mapping[str, bytes], width: int = USUAL_WIDTH
) -> tuple[GivenPicture, ...]:
    """The pictures of files, or of what files would hold, in their order, at most ``width`` twips wide; BadInput for the
    first that is none or too large for the draft."""
    found = []
    for source in sources:
        data = source if isinstance(source, bytes) else read_limited(source, LARGEST_MEDIA)
        found.append(picture_from(data, held, "", width))
        held = joined_media(held, found[-1].media)
    return tuple(found)


def picture_from(data: bytes, held: Mapping[str, bytes], label: str = "", width: int = USUAL_WIDTH) -> GivenPicture:
    """A picture file as bytes, at its own size but at most ``width`` twips wide; ``held`` are the draft's media."""
    return GivenPicture(*picture_object(data, width, label, held))
