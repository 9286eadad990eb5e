"""JSON of unknown origin as values, and the header by which JSON files of ours are recognised."""

import json
from typing import Any, NamedTuple

from core.errors import BadInput, NewerFile

FORMAT_KEY, VERSION_KEY = "格式", "版本"

MALFORMED = (ValueError, TypeError, LookupError, AttributeError)
"""What reading values out of JSON of an unexpected form raises."""


class FileFormat(NamedTuple):
    """A kind of file of ours: the values of ``格式`` and ``版本``, and the error codes for other files.

    ``newer`` is the code for a file of a newer program; without one such a file is accepted.
    """

    kind: str
    version: int
    foreign: str
    newer: str = ""


def parse_json(data: bytes) -> Any:
    """The value of JSON in UTF-8, with or without byte order mark; ValueError when it is broken or nested too deep."""
    try:
        return json.loads(data.decode("utf-8-sig"))
    except RecursionError as error:
        raise ValueError("nested too deep") from error


def parse_own_json(data: bytes, form: FileFormat) -> dict[str, Any]:
    """The JSON object of such a file, its header included. Raises BadInput (``foreign``) and NewerFile (``newer``)."""
    try:
        found = parse_json(data)
    except ValueError as error:
        raise BadInput(form.foreign) from error
    if not isinstance(found, dict) or found.get(FORMAT_KEY) != form.kind:
        raise BadInput(form.foreign)
    version = found.get(VERSION_KEY)
    if type(version) is not int or version < 1:
        raise BadInput(form.foreign)
    if form.newer and version > form.version:
        raise NewerFile(form.newer)
    return found


def readable_json(form: FileFormat, values: dict[str, Any]) -> str:
    """The text of such a file: header first, two spaces of indent, Chinese as it is."""
    shape = {FORMAT_KEY: form.kind, VERSION_KEY: form.version, **values}
    return json.dumps(shape, ensure_ascii=False, indent=2) + "\n"
