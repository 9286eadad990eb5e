"""The model of the language in ``resources/language``, and the office words that it has not."""

import zipfile
import zlib
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from core.checks.spelling.confusions import IGNORE
from core.checks.spelling.language import HAN, PARTS, Language, Lists, language
from core.errors import BadWords
from core.paths import resources_folder
from core.reading import open_regular, read_text, read_toml
from core.segment import dictionary_words

FOLDER, MODEL = "language", "model.zip"
WORDS, OFFICE, USUAL, SPLITS = "words", "office_words.txt", "usual_words.txt", "splits.toml"
STOCK, FIXED, CONFUSIONS = "stock_wording.txt", "fixed_phrases.tsv", "confusions.tsv"


def load_language(folder: Path | None = None) -> Language:
    """The model; read once in a process, since it never changes and takes 25 MB. BadWords when a file is damaged."""
    return _loaded(folder or resources_folder())


@lru_cache(maxsize=1)
def _loaded(folder: Path) -> Language:
    try:
        with open_regular(folder / FOLDER / MODEL) as packed, zipfile.ZipFile(packed) as file:
            parts = {name: file.read(name) for name in PARTS}
    except (OSError, KeyError, zipfile.BadZipFile, zlib.error) as error:
        raise BadWords("words_damaged", name=MODEL) from error
    try:
        splits = read_toml(folder / WORDS / SPLITS)
        office = [*_office(folder), *splits["known"].split()]
        twins, singles = splits["twins"].split(), splits["singles"].split()
        return language(parts, Lists(office, _listed(folder, USUAL), twins, singles, _wrong(folder)))
    except (OSError, KeyError, ValueError) as error:
        raise BadWords("words_damaged", name=OFFICE) from error


def _office(folder: Path) -> list[str]:
    """The words of the list, and those of two signs in phrases that the dictionary has not: 铸牢."""
    phrases = [line.split("\t")[0] for name in (STOCK, FIXED) for line in _lines(folder, name)]
    pairs = [one + two for one, two in pairwise(dictionary_words(" ".join(phrases))) if len(one) == len(two) == 1]
    return [*_listed(folder, OFFICE), *filter(HAN.fullmatch, pairs)]


def _listed(folder: Path, name: str) -> list[str]:
    return [word for line in _lines(folder, name) for word in line.split()]


def _wrong(folder: Path) -> list[str]:
    """Words of the confusion table that are wrong wherever they stand."""
    rows = [line.split("\t") for line in _lines(folder, CONFUSIONS) if line.count("\t") > 1]
    return [row[0] for row in rows if row[1] != IGNORE and not row[2]]


def _lines(folder: Path, name: str) -> list[str]:
    lines = read_text(folder / WORDS / name).splitlines()
    return [line for line in lines if not line.startswith("#")]
