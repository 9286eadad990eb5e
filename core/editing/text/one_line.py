"""Validation of single-line input: values, headings, names."""

import re

from core.errors import BadUse
from core.model.text import without_invisible

LONGEST = 5000
"""Characters. A value stands inside a sentence; the longest list of addressees is far shorter."""

# Control characters and unpaired surrogates: no file stores them, no printer shows them.
_UNUSABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def one_line(text: str) -> str:
    """The text in one line, line breaks and tabs as spaces, without invisible characters (U+202E, U+200B).

    BadUse when it is too long or cannot be stored.
    """
    if len(text) > LONGEST:
        raise BadUse("value_too_long", limit=str(LONGEST))
    if _UNUSABLE.search(text):
        raise BadUse("value_unusable")
    return without_invisible(" ".join(text.splitlines()).replace("\t", " "))
