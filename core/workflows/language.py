"""The model of the language in ``resources/language``, and the office words that it has not."""

import tomllib
import zipfile
import zlib
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from core.checks.language import HAN, PARTS, Language, language
from core.errors import BadWords
from core.paths import resources_folder
from core.segment import dictionary_words

FOLDER, MODEL = "language", "model.zip"
WORDS, OFFICE, SPLITS = "words", "office_words.txt", "splits.toml"
STOCK, FIXED = "stock_wording.txt", "fixed_phrases.tsv"


def load_language(folder: Path | None = None) -> Language:
    """The model; read once in a process, since it never changes and takes 25 MB. BadWords when a file is damaged."""
    return _loaded(folder or resources_folder())


@lru_cache(maxsize=1)
def _loaded(folder: Path) -> Language:
    try:
        with zipfile.ZipFile(folder / FOLDER / MODEL) as file:
            parts = {name: file.read(name) for name in PARTS}
    except (OSError, KeyError, zipfile.BadZipFile, zlib.error) as error:
        raise BadWords("words_damaged", name=MODEL) from error
    try:
        office = [word for line in _lines(folder, OFFICE) for word in line.split()]
        phrases = [line.split("\t")[0] for name in (STOCK, FIXED) for line in _lines(folder, name)]
        office += _unknown(" ".join(phrases))
        splits = tomllib.loads((folder / WORDS / SPLITS).read_text("utf-8-sig"))
        return language(parts, [*office, *splits["known"].split()], splits["twins"].split())
    except (OSError, KeyError, ValueError) as error:
        raise BadWords("words_damaged", name=OFFICE) from error


def _lines(folder: Path, name: str) -> list[str]:
    lines = (folder / WORDS / name).read_text("utf-8-sig").splitlines()
    return [line for line in lines if not line.startswith("#")]


def _unknown(phrases: str) -> list[str]:
    """Words of two signs that the dictionary has not: 铸牢."""
    words = dictionary_words(phrases)
    pairs = [one + two for one, two in pairwise(words) if len(one) == len(two) == 1]
    return [pair for pair in pairs if HAN.fullmatch(pair)]
