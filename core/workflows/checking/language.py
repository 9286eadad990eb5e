"""The language model in ``resources/language``, together with office words that it lacks."""

import zipfile
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from core.checks.spelling.confusions import IGNORE
from core.checks.spelling.language import HAN, PARTS, Language, Lists, language
from core.errors import BadWords
from core.paths import resources_folder
from core.reading import open_regular
from core.resources import DAMAGED, data_lines, listed_words, load, text_values
from core.resources import FOLDER as WORDS
from core.segment import dictionary_words

FOLDER, MODEL = "language", "model.zip"
OFFICE, USUAL, SPLITS = "office_words.txt", "usual_words.txt", "splits.toml"
STOCK, FIXED, CONFUSIONS = "stock_wording.txt", "fixed_phrases.tsv", "confusions.tsv"
TABLES = (OFFICE, USUAL, SPLITS, STOCK, FIXED, CONFUSIONS)


def load_language(folder: Path | None = None) -> Language:
    """The model; read once per process, since it never changes and takes 25 MB. BadWords when a file is damaged."""
    return _loaded(folder or resources_folder())


@lru_cache(maxsize=1)
def _loaded(folder: Path) -> Language:
    try:
        with open_regular(folder / FOLDER / MODEL) as packed, zipfile.ZipFile(packed) as file:
            parts = {name: file.read(name) for name in PARTS}
    except (OSError, KeyError, zipfile.BadZipFile, zlib.error) as error:
        raise BadWords(DAMAGED, name=MODEL) from error
    lists = load(_lists_of, *TABLES, folder=folder / WORDS, parse=str)
    try:
        return language(parts, lists)
    except (KeyError, ValueError) as error:
        raise BadWords(DAMAGED, name=MODEL) from error


def _lists_of(*texts: str) -> Lists:
    tables = dict(zip(TABLES, texts, strict=True))
    splits = text_values(tables[SPLITS])
    phrases = [line.split("\t")[0] for name in (STOCK, FIXED) for line in data_lines(tables[name])]
    office = [*listed_words(tables[OFFICE]), *_unknown_pairs(phrases), *splits["known"].split()]
    wrong = _always_wrong(data_lines(tables[CONFUSIONS]))
    return Lists(office, listed_words(tables[USUAL]), splits["twins"].split(), splits["singles"].split(), wrong)


def _unknown_pairs(phrases: Iterable[str]) -> Iterator[str]:
    """Words of two characters that occur in phrases and are missing in the dictionary: 铸牢."""
    pairs = pairwise(dictionary_words(" ".join(phrases)))
    return filter(HAN.fullmatch, (one + two for one, two in pairs if len(one) == len(two) == 1))


def _always_wrong(lines: Iterable[str]) -> list[str]:
    """Words of the confusion table that are wrong in every context."""
    rows = [line.split("\t") for line in lines if line.count("\t") > 1]
    return [row[0] for row in rows if row[1] != IGNORE and not row[2]]
