"""The word tables of the checks, from ``resources/words`` and the user's own tables (loaded by ``core.resources``)."""

import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from core.checks.names.similar_names import NameEndings, name_endings
from core.checks.names.similar_persons import PersonPatterns, person_patterns
from core.checks.numerals.impossible import RatePatterns, rate_patterns
from core.checks.precision import Precision, precision_table
from core.checks.punctuation.marks import MarkRules, mark_rules
from core.checks.punctuation.missing_marks import JoinTable, join_table
from core.checks.spelling.confusions import IGNORE, Confusion, ConfusionTable, confusion_table, parse_confusion
from core.checks.spelling.doubled_characters import DoublingTable
from core.checks.spelling.language import HAN, PARTS, Language, Lists, language
from core.checks.spelling.look_alikes import LookAlikeTable, twins_of
from core.checks.spelling.missing_characters import SplitTable, split_table
from core.checks.spelling.particles import ParticleTable, particle_table
from core.checks.spelling.signs import Signs, signs_model
from core.checks.wording.grammar import GrammarTable, grammar_table
from core.checks.wording.leftovers import LeftoverTable, leftover_table
from core.checks.wording.phrases import Phrase, PhraseTable, parse_phrase, phrase_table
from core.checks.wording.stock_wording import StockTable, UsualPhrases, stock_table
from core.checks.wording.unnamed_terms import ThingPattern, thing_pattern
from core.errors import BadWords
from core.paths import resources_folder
from core.reading import open_regular, parse_toml, read_bytes
from core.resources import DAMAGED, data_lines, listed_words, load, load_rows, text_values
from core.resources import FOLDER as WORDS
from core.result import Notice, Result
from core.segment import dictionary_words

FOLDER, MODEL, SIGNS_MODEL = "language", "model.zip", "signs.bin"
OFFICE, USUAL = "office_words.txt", "usual_words.txt"
STOCK, PHRASES, CONFUSIONS = "stock_wording.txt", "fixed_phrases.tsv", "confusions.tsv"
SPLITS, SIGNS = "splits.toml", "lonely_signs.txt"
LEFTOVERS = "leftovers.toml"
COMMON = "common_words.txt"
PARTICLES, GRAMMAR = "particles.toml", "grammar.toml"
NAMES = "names.toml"
JOINS, MARKS, FIGURES = "joins.toml", "marks.toml", "figures.toml"
OFFICE_PHRASES, PRECISION = "office_phrases.txt", "precision.tsv"
THINGS = "term_things.txt"
Entry = TypeVar("Entry", Confusion, Phrase)
TABLES = (OFFICE, USUAL, SPLITS, STOCK, PHRASES, CONFUSIONS)


def load_language(folder: Path | None = None) -> Language:
    """The model; read once per process, since it never changes and takes 25 MB. BadWords when a file is damaged."""
    return _loaded(folder or resources_folder())


def load_signs(folder: Path | None = None) -> Signs:
    """The model of signs; read once per process (7 MB). BadWords when the file is missing or damaged."""
    return _loaded_signs(folder or resources_folder())


@lru_cache(maxsize=1)
def _loaded_signs(folder: Path) -> Signs:
    try:
        return signs_model(read_bytes(folder / FOLDER / SIGNS_MODEL))
    except (OSError, ValueError) as error:
        raise BadWords(DAMAGED, name=SIGNS_MODEL) from error


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
    phrases = [line.split("\t")[0] for name in (STOCK, PHRASES) for line in data_lines(tables[name])]
    # Words of two characters that occur in phrases and are missing in the dictionary: 铸牢.
    pairs = pairwise(dictionary_words(" ".join(phrases)))
    office = [
        *listed_words(tables[OFFICE]),
        *filter(HAN.fullmatch, (one + two for one, two in pairs if len(one) == len(two) == 1)),
        *splits["known"].split(),
    ]
    lines = data_lines(tables[CONFUSIONS])
    rows = [line.split("\t") for line in lines if line.count("\t") > 1]
    wrong = [row[0] for row in rows if row[1] != IGNORE and not row[2]]
    return Lists(office, listed_words(tables[USUAL]), splits["twins"].split(), wrong)


@dataclass(frozen=True, slots=True, eq=False)
class WordTables:
    """All tables, by the names under which the registry of checks asks for them."""

    joins: JoinTable
    marks: MarkRules
    rates: RatePatterns
    confusions: ConfusionTable
    phrases: PhraseTable
    leftovers: LeftoverTable
    particles: ParticleTable
    grammar: GrammarTable
    doubled_characters: DoublingTable
    stock: StockTable
    language: Language
    signs: Signs
    splits: SplitTable
    twins: Mapping[str, frozenset[str]]
    things: ThingPattern
    persons: PersonPatterns
    endings: NameEndings
    usual: UsualPhrases
    notices: tuple[Notice, ...]

    @property
    def redoubled(self) -> frozenset[str]:
        """Verbs that may be doubled."""
        return self.splits.redoubled


def load_word_tables() -> WordTables:
    """The tables as their files are now; BadWords when one of the program's own is missing or damaged."""
    confusions = load_confusions()
    alikes, splits = load_alikes(confusions.value), load_splits()
    phrases = load_phrases_table(alikes=alikes)
    return WordTables(
        joins=load_joins(),
        marks=load_marks(),
        rates=load_rates(),
        confusions=confusions.value,
        phrases=phrases.value,
        leftovers=load_leftovers(),
        particles=load_particles(),
        grammar=load_grammar(),
        doubled_characters=doubling_table(alikes, splits),
        stock=load_stock(alikes, splits),
        language=load_language(),
        signs=load_signs(),
        splits=splits,
        twins=alikes.twins,
        things=load_things(),
        persons=load_persons(),
        endings=load_endings(),
        usual=load_usual(),
        notices=(*confusions.notices, *phrases.notices),
    )


def load_joins(folder: Path | None = None) -> JoinTable:
    """The words that show a missing mark. Raises BadWords, as all loaders here do."""
    return load(join_table, JOINS, folder=folder)


def load_marks(folder: Path | None = None) -> MarkRules:
    """The rules for marks, with the words that some of them stand behind."""
    return load(mark_rules, MARKS, folder=folder)


def load_rates(folder: Path | None = None) -> RatePatterns:
    """The rates that cannot exceed 100 %."""
    return load(rate_patterns, FIGURES, folder=folder)


def load_confusions(folder: Path | None = None, own: Path | None = None) -> Result[ConfusionTable]:
    """Wrong words, the program's and the user's; rows of the user's table that cannot be parsed give a notice."""
    entries, notices = load_rows(CONFUSIONS, parse_confusion, folder, own, _owned)
    return Result(confusion_table(entries), notices)


def load_phrases_table(
    folder: Path | None = None, own: Path | None = None, alikes: LookAlikeTable | None = None
) -> Result[PhraseTable]:
    """Set phrases, the program's and the user's, with misspellings by ``alikes``; notices as ``load_confusions``."""
    phrases, notices = load_rows(PHRASES, parse_phrase, folder, own, _owned)
    return Result(phrase_table(phrases, alikes.twins if alikes else None), notices)


def _owned(entry: Entry) -> Entry:
    """A row of the user's, known as one."""
    return replace(entry, row=replace(entry.row, is_own=True))


def load_splits(folder: Path | None = None) -> SplitTable:
    """Characters that rarely stand alone, and exceptions."""
    return load(_split_table, SPLITS, SIGNS, folder=folder)


def _split_table(lists: Mapping[str, str], signs: Sequence[str]) -> SplitTable:
    return split_table("".join(signs), lists)


def load_alikes(confusions: ConfusionTable, folder: Path | None = None) -> LookAlikeTable:
    """Characters confused with one another: those of the table, and those that differ in a confusion."""
    groups, lonely, common = load(_alike_lists, SPLITS, SIGNS, COMMON, folder=folder)
    words = ((entry.wrong, entry.right) for entry in confusions.entries)
    return LookAlikeTable(lonely, common, twins_of(groups, words))


def _alike_lists(
    lists: Mapping[str, str], signs: Sequence[str], common: Sequence[str]
) -> tuple[tuple[str, ...], frozenset[str], frozenset[str]]:
    return tuple(lists.get("twins", "").split()), frozenset("".join(signs)), frozenset(common)


def load_stock(alikes: LookAlikeTable, splits: SplitTable, folder: Path | None = None) -> StockTable:
    """Phrases of everyday official writing."""
    phrases, office = load(_as_given, STOCK, OFFICE, folder=folder)
    return stock_table(phrases, alikes, splits, office)


def _as_given(*lists: Sequence[str]) -> tuple[Sequence[str], ...]:
    return lists


def load_things(folder: Path | None = None) -> ThingPattern:
    """Nouns that terms qualify."""
    return load(thing_pattern, THINGS, folder=folder)


def load_particles(folder: Path | None = None) -> ParticleTable:
    """The words that decide between 的, 地 and 得."""
    return load(particle_table, PARTICLES, folder=folder)


def load_grammar(folder: Path | None = None) -> GrammarTable:
    """The words of slips of grammar."""
    return load(_grammar_of, GRAMMAR, folder=folder, parse=str)


def load_precision(folder: Path | None = None) -> Precision:
    """How often each kind of finding was right."""
    return load(precision_table, PRECISION, folder=folder, parse=data_lines)


def _grammar_of(text: str) -> GrammarTable:
    whole = parse_toml(text)
    return grammar_table(text_values(text), whole["parts"], whole["shapes"])


def load_persons(folder: Path | None = None) -> PersonPatterns:
    """The patterns of names of persons."""
    return load(person_patterns, NAMES, folder=folder)


def load_endings(folder: Path | None = None) -> NameEndings:
    """What names that are compared with one another end with."""
    return load(name_endings, NAMES, folder=folder)


def doubling_table(alikes: LookAlikeTable, splits: SplitTable) -> DoublingTable:
    """The table of doubled characters, from the other tables and the language model."""
    return DoublingTable(
        alikes.lonely, splits.lonely, alikes.common, splits.suffixes, splits.redoubled, load_language()
    )


def load_usual(folder: Path | None = None) -> UsualPhrases:
    """Official wording of three characters or more, within which no single character or word is reported."""
    return load(_usual_wording, OFFICE, STOCK, OFFICE_PHRASES, folder=folder)


def _usual_wording(*lists: Sequence[str]) -> UsualPhrases:
    return UsualPhrases({word for words in lists for word in words if len(word) > 2})


def load_leftovers(folder: Path | None = None) -> LeftoverTable:
    """The words of writers' notes to themselves."""
    return load(leftover_table, LEFTOVERS, folder=folder)
