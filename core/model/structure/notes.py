"""Footnotes and endnotes: a mark in the text, and the paragraphs of the note as elements of their own.

The paragraphs stand in the flat list like any other, so facts, checks, search and history know them. Mark and paragraphs
carry a kept object with the same media: that of the mark is of kind ``footnote`` or ``endnote``, that of a paragraph of
the note of the kind in TEXT_OF.

Only a paragraph of role NOTE that begins with such an object and has no mark stands in a note; any other is text. So a mark
never stands in a note, and the paragraphs of a note are always reached from the text.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from core.model.blocks import KeptObject
from core.model.elements import Element, Role

TEXT_OF: Mapping[str, str] = MappingProxyType({"footnote": "footnote_text", "endnote": "endnote_text"})
"""The kind of the object in the paragraphs of a note, by the kind of its mark."""

MARK_OF: Mapping[str, str] = MappingProxyType({text: mark for mark, text in TEXT_OF.items()})


OWN_SIGN = "own"
"""The label of a mark whose sign (*) is written in the text behind it; that of another one names the format of its number."""

_FORMS = """
decimal upperRoman lowerRoman upperLetter lowerLetter ordinal cardinalText ordinalText hex chicago ideographDigital
japaneseCounting aiueo iroha decimalFullWidth decimalHalfWidth japaneseLegal japaneseDigitalTenThousand
decimalEnclosedCircle decimalFullWidth2 aiueoFullWidth irohaFullWidth decimalZero bullet ganada chosung
decimalEnclosedFullstop decimalEnclosedParen decimalEnclosedCircleChinese ideographEnclosedCircle ideographTraditional
ideographZodiac ideographZodiacTraditional taiwaneseCounting ideographLegalTraditional taiwaneseCountingThousand
taiwaneseDigital chineseCounting chineseLegalSimplified chineseCountingThousand koreanDigital koreanCounting koreanLegal
koreanDigital2 vietnameseCounting russianLower russianUpper none numberInDash hebrew1 hebrew2 arabicAlpha arabicAbjad
hindiVowels hindiConsonants hindiNumbers hindiCounting thaiLetters thaiNumbers thaiCounting bahtText dollarText
"""
NUMBER_FORMS = frozenset(_FORMS.split())
"""The formats that a file may name (ECMA-376 part 1, 17.18.59) without words of its own: Word refuses a file with any other."""

_UNMARKED = frozenset({Role.FIGURE, Role.TABLE})
"""Nothing is printed for a mark in these."""


@dataclass(frozen=True, slots=True)
class Note:
    """A mark: ``kind`` footnote or endnote, ``number`` among its kind from 1, ``texts`` the paragraphs of the note.

    ``label`` is that of the mark.
    """

    kind: str
    number: int
    texts: tuple[Element, ...]
    label: str = ""


def number_forms(notes: Iterable[Note]) -> Mapping[str, str]:
    """The format of the numbers of each kind of note: that of the first mark which names one, as all of a file have one."""
    found: dict[str, str] = {}
    for note in notes:
        if note.label in NUMBER_FORMS:
            found.setdefault(note.kind, note.label)
    return MappingProxyType(found)


def is_of_note(one: KeptObject) -> bool:
    """Whether an object is the mark of a note or of one of its paragraphs, and shows nothing itself."""
    return one.kind in TEXT_OF or one.kind in MARK_OF


def is_note_text(element: Element) -> bool:
    """Whether a paragraph stands in a note and not in the text."""
    return element.role is Role.NOTE and _is_text(element.objects)


def text_objects(objects: Iterable[KeptObject]) -> tuple[KeptObject, ...]:
    """Those of the objects that make a paragraph one of a note."""
    return tuple(each for each in objects if each.kind in MARK_OF)


def _is_text(objects: Sequence[KeptObject]) -> bool:
    return any(not each.offset for each in text_objects(objects)) and not any(each.kind in TEXT_OF for each in objects)


@dataclass(frozen=True, slots=True)
class _Found:
    """An object of a note: its element, its number there, the mark's kind and media, whether it is the mark, its label."""

    name: str
    index: int
    key: tuple[str, str]
    is_mark: bool
    label: str


def _found(holders: Iterable[tuple[str, Sequence[KeptObject]]]) -> Iterator[_Found]:
    for name, objects in holders:
        is_text = _is_text(objects)
        for index, each in enumerate(objects):
            if each.kind in TEXT_OF or (is_text and each.kind in MARK_OF and not each.offset):
                key = MARK_OF.get(each.kind, each.kind), each.media
                yield _Found(name, index, key, each.kind in TEXT_OF, each.label)


def notes_of(elements: Iterable[Element]) -> dict[tuple[str, int], Note]:
    """The notes by element and number of the object there, in the order of their marks.

    A mark whose note was deleted counts for nothing. Two marks of one note, as copying makes them, are two notes.
    """
    holders = {element.id: element for element in elements if element.objects}
    found = list(_placed(holders))
    texts: dict[tuple[str, str], dict[str, Element]] = {}
    for each in found:
        if not each.is_mark:
            texts.setdefault(each.key, {})[each.name] = holders[each.name]
    marks = [each for each in found if each.is_mark and each.key in texts]
    numbers = _numbers(marks)
    return {
        (each.name, each.index): Note(each.key[0], number, tuple(texts[each.key].values()), each.label)
        for each, number in zip(marks, numbers, strict=True)
    }


def _placed(holders: Mapping[str, Element]) -> Iterator[_Found]:
    for each in _found((name, element.objects) for name, element in holders.items()):
        role = holders[each.name].role
        if role not in _UNMARKED if each.is_mark else role is Role.NOTE:
            yield each


def _numbers(marks: Iterable[_Found]) -> Iterator[int]:
    """The numbers of marks among those of their kind."""
    counts = dict.fromkeys(TEXT_OF, 0)
    for each in marks:
        counts[each.key[0]] += 1
        yield counts[each.key[0]]


def note_signs(
    holders: Iterable[tuple[str, Sequence[KeptObject]]], write: Callable[[int, str], str]
) -> dict[tuple[str, int], str]:
    """What a text shows for the marks of notes and in front of their paragraphs: the number, 尾 before that of an endnote.

    ``holders`` are ids of paragraphs with their objects, in order. ``write`` gives a number in a format. A mark with a
    sign of its own shows nothing: the sign stands in the text.
    """
    found = list(_found(holders))
    noted = {each.key for each in found if not each.is_mark}
    marks = [each for each in found if each.is_mark and each.key in noted and each.label != OWN_SIGN]
    forms = _forms(marks)
    signs: dict[tuple[str, str], str] = {}
    made: dict[tuple[str, int], str] = {}
    for each, number in zip(marks, _numbers(marks), strict=True):
        made[each.name, each.index] = sign = _lead(each) + write(number, forms.get(each.key[0], ""))
        signs.setdefault(each.key, sign)
    return made | {(each.name, each.index): signs[each.key] for each in found if not each.is_mark and each.key in signs}


def _forms(marks: Sequence[_Found]) -> Mapping[str, str]:
    """The format of each kind of note, by the first mark that names one."""
    return {each.key[0]: each.label for each in reversed(marks) if each.label}


def _lead(mark: _Found) -> str:
    return "尾" if mark.key[0] == "endnote" else ""


def noted_ids(notes: Mapping[tuple[str, int], Note]) -> frozenset[str]:
    """The ids of the paragraphs that stand in notes and not in the text."""
    return frozenset(element.id for note in notes.values() for element in note.texts)
