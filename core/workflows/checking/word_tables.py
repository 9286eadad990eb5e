"""The tables of ``resources/words/*.tsv`` and the clerk's own beside them: rows of words that 记事本 or WPS can open."""

import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from core.checks.names.similar_persons import PersonPatterns, person_patterns
from core.checks.punctuation.joins import JoinTable, join_table
from core.checks.spelling.confusions import ConfusionTable, confusion_table, parse_confusion
from core.checks.spelling.doubled_characters import DoublingTable
from core.checks.spelling.language import Language
from core.checks.spelling.look_alikes import AlikeTable, twins_of
from core.checks.spelling.missing_characters import SplitTable, split_table
from core.checks.spelling.particles import ParticleTable, particle_table
from core.checks.wording.leftovers import LeftoverTable, leftover_table
from core.checks.wording.phrases import PhraseTable, parse_phrase, phrase_table
from core.checks.wording.stock_wording import StockTable, UsualWording, stock_table
from core.checks.wording.unnamed_terms import ThingPattern, thing_pattern
from core.encoding import text_of
from core.errors import BadInput, BadWords
from core.paths import resources_folder, user_folder
from core.reading import LARGEST_TABLE, read_bytes, read_text, read_toml
from core.result import Notice, Result
from core.workflows.checking.language import OFFICE, load_language

FOLDER = "words"
CONFUSIONS = "confusions.tsv"
PHRASES = "fixed_phrases.tsv"
SPLITS, SIGNS = "splits.toml", "lonely_signs.txt"
LEFTOVERS = "leftovers.toml"
COMMON = "common_words.txt"
PARTICLES = "particles.toml"
NAMES = "names.toml"
JOINS = "joins.toml"
STOCK, OFFICE_PHRASES = "stock_wording.txt", "office_phrases.txt"
THINGS = "term_things.txt"
GROUP = re.compile(r"@(?P<name>\S+)\s*=\s*(?P<words>\S+)\s*")
Entry = TypeVar("Entry")
Parse = Callable[[Sequence[str], Mapping[str, str]], Entry]
Groups = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, eq=False)
class WordTables:
    """All tables, by the names under which the registry of checks asks for them."""

    joins: JoinTable
    confusions: ConfusionTable
    phrases: PhraseTable
    leftovers: LeftoverTable
    particles: ParticleTable
    doubled_characters: DoublingTable
    stock: StockTable
    language: Language
    splits: SplitTable
    twins: Mapping[str, frozenset[str]]
    things: ThingPattern
    persons: PersonPatterns
    usual: UsualWording
    notices: tuple[Notice, ...]

    @property
    def redoubled(self) -> frozenset[str]:
        """Verbs that may be said twice."""
        return self.splits.redoubled


def load_word_tables() -> WordTables:
    """The tables as their files are now; BadWords when one of the program's own is missing or damaged."""
    confusions = load_confusions()
    alikes, splits = load_alikes(confusions.value), load_splits()
    phrases = load_phrases_table(alikes=alikes)
    return WordTables(
        joins=load_joins(),
        confusions=confusions.value,
        phrases=phrases.value,
        leftovers=load_leftovers(),
        particles=load_particles(),
        doubled_characters=doubling_table(alikes, splits),
        stock=load_stock(alikes, splits),
        language=load_language(),
        splits=splits,
        twins=alikes.twins,
        things=load_things(),
        persons=load_persons(),
        usual=load_usual(),
        notices=(*confusions.notices, *phrases.notices),
    )


def load_joins(folder: Path | None = None) -> JoinTable:
    """The words that show a missing mark; BadWords when the file is missing or damaged."""
    try:
        return join_table(_lists((folder or resources_folder() / FOLDER) / JOINS))
    except (OSError, ValueError) as error:
        raise BadWords("words_damaged", name=JOINS) from error


def load_confusions(folder: Path | None = None, own: Path | None = None) -> Result[ConfusionTable]:
    """The program's wrong words and the clerk's own; BadWords when the program's own table is missing or damaged.

    ``own`` is the folder of the clerk's tables. Rows there that are not understood are told and left out.
    """
    entries, notices = load_rows(CONFUSIONS, parse_confusion, folder, own)
    return Result(confusion_table(entries), notices)


def load_phrases_table(
    folder: Path | None = None, own: Path | None = None, alikes: AlikeTable | None = None
) -> Result[PhraseTable]:
    """The program's set phrases and the clerk's own, misspelt as ``alikes`` says; as ``load_confusions``."""
    phrases, notices = load_rows(PHRASES, parse_phrase, folder, own)
    return Result(phrase_table(phrases, alikes.twins if alikes else None), notices)


def load_splits(folder: Path | None = None) -> SplitTable:
    """Which signs hardly stand alone and what need not be doubted; BadWords when a file is missing or damaged."""
    place = folder or resources_folder() / FOLDER
    try:
        return split_table("".join(_made(place / SIGNS)), _lists(place / SPLITS))
    except (OSError, ValueError) as error:
        raise BadWords("words_damaged", name=SPLITS) from error


def load_alikes(confusions: ConfusionTable, folder: Path | None = None) -> AlikeTable:
    """Signs that are written for one another, by the table's words, too; BadWords when a file is missing or damaged."""
    place = folder or resources_folder() / FOLDER
    try:
        lists = _lists(place / SPLITS)
        words = ((entry.wrong, entry.right) for entry in confusions.entries)
        twins = twins_of(lists.get("twins", "").split(), words)
        lonely, common = frozenset("".join(_made(place / SIGNS))), frozenset(_made(place / COMMON))
        return AlikeTable(lonely, common, twins)
    except (OSError, ValueError) as error:
        raise BadWords("words_damaged", name=SPLITS) from error


def load_stock(alikes: AlikeTable, splits: SplitTable, folder: Path | None = None) -> StockTable:
    """Phrases of everyday official writing and the signs by which they are told; BadWords when the file is damaged."""
    try:
        place = folder or resources_folder() / FOLDER
        phrases, office = _made(place / STOCK), _made(place / OFFICE)
    except (OSError, ValueError) as error:
        raise BadWords("words_damaged", name=STOCK) from error
    return stock_table(phrases, alikes, splits, office)


def load_things(folder: Path | None = None) -> ThingPattern:
    """What terms name; BadWords when the file is missing or damaged."""
    try:
        return thing_pattern(_made((folder or resources_folder() / FOLDER) / THINGS))
    except (OSError, ValueError) as error:
        raise BadWords("words_damaged", name=THINGS) from error


def load_particles(folder: Path | None = None) -> ParticleTable:
    """The words by which 的, 地 and 得 are told; BadWords when the file is missing or damaged."""
    try:
        return particle_table(_lists((folder or resources_folder() / FOLDER) / PARTICLES))
    except (OSError, ValueError) as error:
        raise BadWords("words_damaged", name=PARTICLES) from error


def load_persons(folder: Path | None = None) -> PersonPatterns:
    """How names of persons are told; BadWords when the file is missing or damaged."""
    try:
        return person_patterns(_lists((folder or resources_folder() / FOLDER) / NAMES))
    except (OSError, ValueError) as error:
        raise BadWords("words_damaged", name=NAMES) from error


def doubling_table(alikes: AlikeTable, splits: SplitTable) -> DoublingTable:
    """What the other tables and the language say of signs that stand beside a word."""
    return DoublingTable(
        alikes.lonely, splits.lonely, alikes.common, splits.suffixes, splits.redoubled, load_language()
    )


def load_usual(folder: Path | None = None) -> UsualWording:
    """Finds wording of offices of three signs or more, in which no single sign or word is doubted; BadWords when damaged."""
    place = folder or resources_folder() / FOLDER
    try:
        known = {word for name in (STOCK, OFFICE, OFFICE_PHRASES) for word in _made(place / name) if len(word) > 2}
    except (OSError, ValueError) as error:
        raise BadWords("words_damaged", name=OFFICE) from error
    return UsualWording(known)


def load_leftovers(folder: Path | None = None) -> LeftoverTable:
    """The words of a writer's notes to himself; BadWords when the file is missing or damaged."""
    try:
        return leftover_table(_lists((folder or resources_folder() / FOLDER) / LEFTOVERS))
    except (OSError, ValueError) as error:
        raise BadWords("words_damaged", name=LEFTOVERS) from error


def _lists(path: Path) -> dict[str, str]:
    """The lists of a file; a ValueError, too, if its text or its form is damaged."""
    return {name: value for name, value in read_toml(path).items() if isinstance(value, str)}


def _made(path: Path) -> list[str]:
    """The words of a list made by ``make signs``."""
    lines = read_text(path).splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


def load_rows(
    name: str, parse: Parse[Entry], folder: Path | None = None, own: Path | None = None
) -> tuple[tuple[Entry, ...], tuple[Notice, ...]]:
    """The parsed rows of a table of the program and of the clerk's own of the same name, and what was left out."""
    path = (folder or resources_folder() / FOLDER) / name
    try:
        entries, groups, bad = _parsed(read_bytes(path), parse, ())
    except (OSError, BadInput) as error:
        raise BadWords("words_damaged", name=name) from error
    if bad:
        raise BadWords("words_damaged", name=name)
    more, notices = _own((own or user_folder() / FOLDER) / name, parse, groups)
    return (*entries, *more), notices


def _own(path: Path, parse: Parse[Entry], groups: Groups) -> tuple[tuple[Entry, ...], tuple[Notice, ...]]:
    try:
        data = read_bytes(path, LARGEST_TABLE) if os.path.lexists(path) else b""
        entries, _, bad = _parsed(data, parse, groups)
    except (OSError, BadInput):
        return (), (Notice("own_words_unreadable", 0, {"name": path.name}),)
    lines = "、".join(map(str, bad[:10]))
    told = {"name": path.name, "lines": lines, "count": str(len(bad))}
    return entries, (Notice("own_words_left_out", bad[0], told),) if bad else ()


# Every draft that is opened asks for the same tables.
@lru_cache(maxsize=8)
def _parsed(data: bytes, parse: Parse[Entry], known: Groups) -> tuple[tuple[Entry, ...], Groups, tuple[int, ...]]:
    """The entries, the groups of words named in the table, and the numbers of lines that are not understood."""
    entries: list[Entry] = []
    groups, bad = dict(known), []
    for number, line in enumerate(text_of(data).splitlines(), 1):
        group = GROUP.fullmatch(line)
        if group:
            groups[group["name"]] = "|".join(map(re.escape, group["words"].split("/")))
        elif line.strip() and not line.lstrip('"').startswith(("#", "错误写法\t", "提法\t")):
            try:
                entries.append(parse(_cells(line), groups))
            except ValueError:
                bad.append(number)
    return tuple(entries), tuple(groups.items()), tuple(bad)


def _cells(line: str) -> list[str]:
    """The cells of a row; spreadsheet programs put quotation marks around some."""
    return [cell[1:-1].replace('""', '"') if cell[:1] == cell[-1:] == '"' else cell for cell in line.split("\t")]
