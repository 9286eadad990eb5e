"""Masked names that the unit card can fill in, and the words that distinguish the own unit from others."""

from pathlib import Path

from core.checks.names import masks
from core.checks.names.mask_words import MaskWords, build_mask_words
from core.model.card import UnitCard
from core.model.draft import Draft
from core.resources import load

FILE = "masks.toml"


def mask_proposals(draft: Draft, card: UnitCard) -> tuple[masks.MaskProposal, ...]:
    """One proposal for each field of the card, with the places that mean the own unit. Raises BadWords."""
    return masks.mask_proposals(draft, card, load_mask_words())


def load_mask_words(folder: Path | None = None) -> MaskWords:
    """The words of the table in its present state. Raises BadWords."""
    return load(build_mask_words, FILE, folder=folder)
