"""The recogniser of facts, loaded at its first call: compiling its patterns takes as long as opening a draft page."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from core.model.elements import Element
from core.model.fact import Fact
from core.resources import load

if TYPE_CHECKING:
    from core.facts.words import FactWords

TABLES = ("facts.toml", "measures.toml", "fact_labels.toml", "tables.toml")


def find_facts(elements: Sequence[Element]) -> tuple[Fact, ...]:
    """The facts of the elements, in the order of the text."""
    from core.facts.extract import find_facts as find

    return find(elements, load_fact_words())


def load_fact_words(folder: Path | None = None) -> "FactWords":
    """The words of names, columns and labels in their present state. BadWords when a table is missing, damaged or incomplete."""
    from core.facts.words import build_fact_words

    return load(build_fact_words, *TABLES, folder=folder)
