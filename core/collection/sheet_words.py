"""The wording of a collection sheet, editable in ``resources/words/``."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from core.errors import BadWords


@dataclass(frozen=True, slots=True)
class SheetWords:
    """Title, advice, column heads and hints; ``{report}``, ``{department}`` and ``{request}`` are placeholders.

    ``advice`` may have several lines; ``request`` is added below it if the user asks for something.
    """

    name: str
    title: str
    advice: str
    request: str
    heads: str
    top: str
    file: str
    unknown: str
    front: str
    partial: str
    number: str
    date: str
    text: str
    page: str
    tables: str
    table_advice: str


def build_words(table: Mapping[str, object]) -> SheetWords:
    """The words from their file; BadWords for one that is missing."""
    found = {field.name: table.get(field.name) for field in fields(SheetWords)}
    texts = {name: text for name, text in found.items() if isinstance(text, str)}
    if lacking := sorted(found.keys() - texts.keys()):
        raise BadWords("words_incomplete", list=lacking[0])
    return SheetWords(**{name: text.strip() for name, text in texts.items()})
