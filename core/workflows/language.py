"""The model of the language in ``resources/language``, and the office words that it has not."""

import tomllib
import zipfile
import zlib
from functools import lru_cache
from pathlib import Path

from core.checks.language import PARTS, Language, language
from core.errors import BadWords
from core.paths import resources_folder

FOLDER, MODEL = "language", "model.zip"
WORDS, OFFICE, SPLITS = "words", "office_words.txt", "splits.toml"


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
        lines = (folder / WORDS / OFFICE).read_text("utf-8-sig").splitlines()
        office = [word for line in lines if not line.startswith("#") for word in line.split()]
        splits = tomllib.loads((folder / WORDS / SPLITS).read_text("utf-8-sig"))
        return language(parts, [*office, *splits["known"].split()], splits["twins"].split())
    except (OSError, KeyError, ValueError) as error:
        raise BadWords("words_damaged", name=OFFICE) from error
