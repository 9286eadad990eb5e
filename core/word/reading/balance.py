"""The account of an import: what a file holds by the second count, and what of it was read, kept or told."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType

from core.model.blocks import KeptObject
from core.model.raw import ImportAccount, RawDocument
from core.model.structure.notes import TEXT_OF, is_of_note
from core.result import Notice
from core.word.reading.account import BESIDE
from core.word.reading.tally import characters_in, paragraphs_in, pictures_in, things_in, unread

_OBJECT_KINDS = frozenset(("picture", "chart", "object", "textbox", "formula"))
_KEPT_CODES = frozenset(f"word_{kind}_kept" for kind in ("picture", "chart", "object", "diagram", "shape", "formula"))
_THING_KINDS = MappingProxyType({"cells": "table", "notes": "note", "formulas": "formula", "objects": "object"})


def not_accounted(part: bytes, cells: int, read: RawDocument, notices: Sequence[Notice]) -> Iterator[Notice]:
    """A notice when the bytes of the main part hold more characters than were read or told, and one for each sort of thing
    of which it holds more than the reader saw; ``cells`` are those it saw."""
    yield from _characters_not_accounted(part, read, notices)
    kept, told = _kept(read), _told(notices)
    seen = {
        "cells": cells,
        "notes": _notes_in(_objects(read)) + told["note"],
        "formulas": kept["formula"] + told["formula"],
        "objects": kept.total() + sum(told[kind] for kind in _OBJECT_KINDS),
    }
    for name, count in things_in(part).items():
        if count > seen[name]:
            parameters = MappingProxyType({"characters": "0", "words": ""})
            yield Notice(f"word_unread_{name}", 0, parameters, _THING_KINDS[name], count - seen[name], ())


def _characters_not_accounted(part: bytes, read: RawDocument, notices: Sequence[Notice]) -> Iterator[Notice]:
    found = unread(part, [each.text for each in read.paragraphs], _characters_told(notices))
    if found:
        words = f"：“{found.words}”" if found.words else ""
        parameters = {"words": words, "characters": str(found.characters)}
        places = tuple(each.line for each in read.paragraphs[found.after : found.after + 1])
        yield Notice("word_unread_left_out", 0, MappingProxyType(parameters), "", found.characters, places)


def account_of(part: bytes, cells: int, read: RawDocument, notices: Sequence[Notice]) -> ImportAccount:
    """How much of each sort the main part holds by the count of its bytes, and what became of it.

    Things cannot be counted by bytes where something is deleted or hidden; there a file holds what the reader saw.
    """
    told, counted = _told(notices), things_in(part)
    written = sum(bool(each.text.strip()) for each in read.paragraphs)
    characters, missing = characters_in(part, [each.text for each in read.paragraphs])
    things = {
        "paragraphs": (paragraphs_in(part) if counted else None, written, 0, 0),
        "cells": (counted.get("cells"), cells, 0, 0),
        "notes": (counted.get("notes"), _notes_in(_objects(read)), 0, told["note"]),
        "pictures": (pictures_in(part) if counted else None, 0, _pictures(read), told["picture"]),
        "objects": (counted.get("objects"), 0, _kept(read).total(), sum(told[kind] for kind in _OBJECT_KINDS)),
        "characters": (characters, characters - missing, 0, min(missing, _characters_told(notices))),
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


def _characters_told(notices: Iterable[Notice]) -> int:
    return sum(int(each.parameters.get("characters", "0")) for each in notices if each.code not in BESIDE)


def _told(notices: Iterable[Notice]) -> Counter[str]:
    """How much was told as left out, by kind; not what is told as kept."""
    told = Counter[str]()
    for each in notices:
        if each.code not in _KEPT_CODES:
            told[each.kind] += each.count
    return told


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
