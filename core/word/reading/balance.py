"""The account of an import: what a file holds by a second count, and what of it was read, kept or reported.

The second count looks at the bytes of the main part alone, knows nothing of styles, lists or fields, and shares no code with the
reader, so that a mistake of the reader cannot hide in both. Written-out numbers and signs of picture fonts may only add to
what was read.
"""

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from types import MappingProxyType

from core.model.blocks import KeptObject
from core.model.raw import ImportAccount, RawDocument
from core.model.structure.notes import TEXT_OF, is_of_note
from core.result import Notice
from core.word.reading.account import BESIDE

_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_FALLBACK = re.compile(rb"<(?P<end>/?)(?:[\w.-]+:)?Fallback\b[^<>]*?(?P<alone>/?)>")
"""What old programs see instead of a drawing."""

_TEXT = re.compile(rb"<(?:[\w.-]+:)?(?:t|delText)(?:\s[^<>]*+)?(?<!/)>([^<]++)")
"""Text of runs, deleted or not, and of formulas."""

_PRIVATE = re.compile("[\ue000-\uf8ff]")
_LONGEST_QUOTE, _MOST_PIECES = 40, 5_000


@dataclass(frozen=True, slots=True)
class Unread:
    """Characters of a file that are neither read nor reported: how many, the first piece that is missing, and the index of the
    paragraph that was read before it."""

    characters: int
    words: str
    after: int


@dataclass(frozen=True, slots=True)
class Tally:
    """The second count of a main part: its texts, how many ``characters`` they have and how many of them are ``missing`` in
    the paragraphs that were read; ``things`` as ``things_in`` has them."""

    part: bytes
    pieces: Sequence[bytes]
    paragraphs: Sequence[str]
    characters: int
    missing: int
    things: Mapping[str, int]


def tally_of(part: bytes, paragraphs: Sequence[str]) -> Tally:
    """The second count of a main part from which these paragraphs were read."""
    pieces = list(_pieces(part))
    source, read = _folded(_decoded(b"".join(pieces))), _folded("".join(paragraphs))
    return Tally(part, pieces, paragraphs, len(source), _count_missing(source, read), MappingProxyType(things_in(part)))


def _count_missing(source: str, read: str) -> int:
    return 0 if source == read else (Counter(source) - Counter(read)).total()


def unread(tally: Tally, reported: int) -> Unread | None:
    """What a main part holds besides the texts that were read and ``reported`` characters; None if that is all.

    A part that is not in UTF-8 is not counted.
    """
    if (
        tally.missing <= reported
        or _count_missing(_decoded(b"".join(tally.pieces)), "".join(tally.paragraphs)) <= reported
    ):
        return None
    words, after = _first_missing(list(map(_decoded, tally.pieces)), tally.paragraphs)
    return Unread(tally.missing - reported, words, after)


_PICTURE = re.compile(rb"<(?:[\w.-]+:)?(?:blip|imagedata)[\s/>]")


_PARAGRAPH = re.compile(rb"<(?:[\w.-]+:)?p[\s>]")


def paragraphs_in(part: bytes) -> int:
    """How many paragraphs of the bytes of a main part have words of their own."""
    pieces = _PARAGRAPH.split(b"".join(_shown(part)))
    return sum(any(_decoded(each).strip() for each in _TEXT.findall(piece)) for piece in pieces)


def pictures_in(part: bytes) -> int:
    """How many pictures the bytes of a part, or of the XML of an object, name."""
    return sum(len(_PICTURE.findall(stretch)) for stretch in _shown(part))


def _pieces(part: bytes) -> Iterator[bytes]:
    """The texts of a part as its bytes have them, except those for old programs."""
    for stretch in _shown(part):
        yield from _TEXT.findall(stretch)


def _decoded(text: bytes) -> str:
    return html.unescape(text.decode("utf-8", "ignore"))


def _folded(text: str) -> str:
    """Text without what the reader may write otherwise: white space, raised signs, signs that only a font knows."""
    return _PRIVATE.sub("", "".join(unicodedata.normalize("NFKC", text).split()))


def _first_missing(pieces: Sequence[str], paragraphs: Sequence[str]) -> tuple[str, int]:
    """The first piece that stands in no paragraph, and the index of the paragraph in which the one before it stands."""
    whole, place = "\n".join(map(_folded, paragraphs)), 0
    for piece in map(_folded, islice(pieces, _MOST_PIECES)):
        found = whole.find(piece, place)
        if found < 0 and piece not in whole:
            return piece[:_LONGEST_QUOTE], whole.count("\n", 0, place)
        place = max(found, place)
    return "", whole.count("\n", 0, place)


_PREFIX = re.compile(rb'xmlns:([\w.-]+)="[^"]*/(?:wordprocessingml(?:/2006)?|officeDocument(?:/2006)?)/(main|math)"')
_MAIN, _MATH = b"main", b"math"
_DELETED = (b"del", b"moveFrom", b"cellDel", b"vanish")
_THINGS = (
    ("cells", _MAIN, (b"tc",)),
    ("notes", _MAIN, (b"footnoteReference", b"endnoteReference")),
    ("formulas", _MATH, (b"oMath",)),
    ("objects", _MAIN, (b"drawing", b"object")),
)


def things_in(part: bytes) -> dict[str, int]:
    """How many cells, notes, formulas and drawn or embedded objects the bytes of a main part hold.

    Nothing of a part with deleted or hidden content, which a counter of bytes cannot tell from the rest.
    """
    names = {_MAIN: b"w", _MATH: b"m", **{sort: name for name, sort in _PREFIX.findall(part[:_HEAD])}}
    if any(name in part and _opening(names[_MAIN], name).search(part) for name in _DELETED):
        return {}
    whole = b"".join(_shown(part))
    return {
        thing: sum(len(_opening(names[sort], tag).findall(whole)) for tag in tags if tag in whole)
        for thing, sort, tags in _THINGS
    }


_HEAD = 8_192
"""Bytes in which the namespaces are declared."""


def _opening(prefix: bytes, tag: bytes) -> re.Pattern[bytes]:
    """The beginning of an element, whole: found by its first letters, which is ten times as fast as any prefix would be."""
    return re.compile(rb"<" + re.escape(prefix + b":" + tag) + rb"[\s/>]")


def _shown(part: bytes) -> Iterator[bytes]:
    """The stretches of a part that are no comments and not for old programs."""
    part = _COMMENT.sub(b"", part) if b"<!--" in part else part
    depth = start = 0
    for found in _FALLBACK.finditer(part) if b"Fallback" in part else ():
        if not depth:
            yield part[start : found.start()]
        if not found["alone"]:
            depth = max(depth + (-1 if found["end"] else 1), 0)
        start = found.end()
    if not depth:
        yield part[start:]


_OBJECT_KINDS = frozenset(("picture", "chart", "object", "textbox", "formula"))
_KEPT_CODES = frozenset(f"word_{kind}_kept" for kind in ("picture", "chart", "object", "diagram", "shape", "formula"))
_THING_KINDS = MappingProxyType({"cells": "table", "notes": "note", "formulas": "formula", "objects": "object"})


def not_accounted(tally: Tally, cells: int, read: RawDocument, notices: Sequence[Notice]) -> Iterator[Notice]:
    """A notice when the bytes of the main part hold more characters than were read or told, and one for each sort of thing
    of which it holds more than the reader saw; ``cells`` are those it saw."""
    yield from _characters_not_accounted(tally, read, notices)
    kept, left_out = _kept(read), _left_out(notices)
    seen = {
        "cells": cells,
        "notes": _notes_in(_objects(read)) + left_out["note"],
        "formulas": kept["formula"] + left_out["formula"],
        "objects": kept.total() + sum(left_out[kind] for kind in _OBJECT_KINDS),
    }
    for name, count in tally.things.items():
        if count > seen[name]:
            parameters = MappingProxyType({"characters": "0", "words": ""})
            yield Notice(f"word_unread_{name}", 0, parameters, _THING_KINDS[name], count - seen[name], ())


def _characters_not_accounted(tally: Tally, read: RawDocument, notices: Sequence[Notice]) -> Iterator[Notice]:
    found = unread(tally, _characters_reported(notices))
    if found:
        words = f"：“{found.words}”" if found.words else ""
        parameters = {"words": words, "characters": str(found.characters)}
        places = tuple(each.line for each in read.paragraphs[found.after : found.after + 1])
        yield Notice("word_unread_left_out", 0, MappingProxyType(parameters), "", found.characters, places)


def account_of(tally: Tally, cells: int, read: RawDocument, notices: Sequence[Notice]) -> ImportAccount:
    """How much of each sort the main part holds by the count of its bytes, and what became of it.

    Things cannot be counted by bytes where something is deleted or hidden; there a file holds what the reader saw.
    """
    left_out, counted, part = _left_out(notices), tally.things, tally.part
    written = sum(bool(each.text.strip()) for each in read.paragraphs)
    wordless = sum(bool(each.objects) and not each.text.strip() for each in read.paragraphs)
    without_words = sum(each.count for each in notices if each.parameters.get("characters", "0") != "0")
    things = {
        "paragraphs": (paragraphs_in(part) if counted else None, written, wordless, without_words),
        "cells": (counted.get("cells"), cells, 0, 0),
        "notes": (counted.get("notes"), _notes_in(_objects(read)), 0, left_out["note"]),
        "pictures": (pictures_in(part) if counted else None, 0, _pictures(read), left_out["picture"]),
        "objects": (counted.get("objects"), 0, _kept(read).total(), sum(left_out[kind] for kind in _OBJECT_KINDS)),
        "characters": (
            tally.characters,
            tally.characters - tally.missing,
            0,
            min(tally.missing, _characters_reported(notices)),
        ),
    }
    return _account(things)


def _account(things: Mapping[str, tuple[int | None, int, int, int]]) -> ImportAccount:
    """Source, understood, kept and told of each sort; what was kept or told besides the source's own is not counted."""
    found: dict[str, dict[str, int]] = {"source": {}, "understood": {}, "kept": {}, "told": {}}
    for name, (source, *parts) in things.items():
        left = sum(parts) if source is None else source
        found["source"][name] = left
        for side, count in zip(("understood", "kept", "told"), parts, strict=True):
            found[side][name] = min(count, left)
            left -= found[side][name]
    return MappingProxyType({side: MappingProxyType(counts) for side, counts in found.items()})


def _pictures(read: RawDocument) -> int:
    """The pictures in what was kept."""
    return sum(pictures_in(read.media.get(each.media, b"")) for each in _not_of_notes(_objects(read)))


def _characters_reported(notices: Iterable[Notice]) -> int:
    return sum(int(each.parameters.get("characters", "0")) for each in notices if each.code not in BESIDE)


def _left_out(notices: Iterable[Notice]) -> Counter[str]:
    """How much the notices report as left out, by kind; not what they report as kept."""
    found = Counter[str]()
    for each in notices:
        if each.code not in _KEPT_CODES:
            found[each.kind] += each.count
    return found


def _objects(read: RawDocument) -> list[KeptObject]:
    return list(chain.from_iterable(each.objects for each in read.paragraphs))


def _kept(read: RawDocument) -> Counter[str]:
    """The kept objects by kind."""
    return Counter(each.kind for each in _not_of_notes(_objects(read)))


def _not_of_notes(objects: Iterable[KeptObject]) -> Iterator[KeptObject]:
    return (each for each in objects if not is_of_note(each))


def _notes_in(objects: Iterable[KeptObject]) -> int:
    """The marks of notes of which the text was read, too."""
    notes = [each for each in objects if is_of_note(each)]
    texts = {each.media for each in notes if each.kind not in TEXT_OF}
    return sum(each.kind in TEXT_OF and each.media in texts for each in notes)
