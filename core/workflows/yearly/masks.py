"""Masked names that the unit card can fill, with the words that tell one's own from others' at hand."""

from functools import lru_cache
from pathlib import Path

from core.checks.names import masks
from core.checks.names.mask_words import MaskWords, build_words
from core.errors import BadWords
from core.model.card import UnitCard
from core.model.draft import Draft
from core.paths import resources_folder
from core.reading import parse_toml, read_text
from core.workflows.words import FOLDER

FILE = "masks.toml"


def mask_proposals(draft: Draft, card: UnitCard) -> tuple[masks.MaskProposal, ...]:
    """What the card could fill in, each field once with the places that speak of one's own; BadWords as below."""
    return masks.mask_proposals(draft, card, load_mask_words())


def load_mask_words(folder: Path | None = None) -> MaskWords:
    """The words as the file says now; BadWords when it is missing or damaged."""
    path = (folder or resources_folder() / FOLDER) / FILE
    try:
        return _words_of(read_text(path))
    except (OSError, ValueError) as error:
        raise BadWords("words_damaged", name=path.name) from error


@lru_cache(maxsize=1)
def _words_of(source: str) -> MaskWords:
    return build_words({name: text for name, text in parse_toml(source).items() if isinstance(text, str)})
