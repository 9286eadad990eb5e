"""What can be done with unit cards as files: new ones, copies, other names, put aside and taken back."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

from core.errors import AppError, BadUse
from core.model.card import UnitCard
from core.workflows.names import safe_name
from core.workflows.user.cards import LONGEST_NAME, card_names, card_path, load_card, save_card, trail_path, write_trail

__all__ = ("copy_card", "new_card", "remove_card", "rename_card", "restore_card")

UNNAMED, COPY = "新名片", "（副本）"
LONGEST_STEM = 50
"""Characters of a name that is made up; the number or mark behind it has the rest."""
REMOVED = ".removed"


def new_card(unit: str) -> str:
    """A card for a unit, nothing else filled in: the name it is kept under. AppError when the disk refuses."""
    name = _free(unit or UNNAMED)
    save_card(name, UnitCard(unit))
    return name


def copy_card(name: str) -> str:
    """A copy of a card: its name. BadUse (``card_gone``) where there is none; BadInput, AppError."""
    copy = _free(name[:LONGEST_STEM] + COPY)
    save_card(copy, _card(name))
    return copy


def rename_card(old: str, new: str) -> str:
    """Keep a card under another name: that name. Drafts that have it by its old name find it still.

    BadUse for a name that no disk takes (``card_name``) or that another card has (``card_name_taken``); AppError.
    """
    new = new.strip()
    if new == old:
        return old
    if new.casefold() in map(str.casefold, card_names()) and new.casefold() != old.casefold():
        raise BadUse("card_name_taken", name=new)
    source, target = card_path(old), card_path(new)
    if target is None:
        raise BadUse("card_name", name=new, limit=str(LONGEST_NAME))
    if source is None or not source.exists():
        raise BadUse("card_gone", name=old)
    _move(source, target)
    write_trail(old, new)
    return new


def remove_card(name: str) -> Path:
    """Put a card away: where its file lies then, with another ending. BadUse (``card_gone``); AppError."""
    path = card_path(name)
    if path is None or not path.exists():
        raise BadUse("card_gone", name=name)
    places = (path.with_name(f"{path.name}{REMOVED}{number or ''}") for number in count())
    target = next(place for place in places if not place.exists())
    _move(path, target)
    return target


def restore_card(path: Path, name: str) -> str:
    """Take a card back that was put away: its name, another one when that is taken by now. AppError."""
    free = _free(name)
    target = card_path(free)
    if target is not None:
        _move(path, target)
    return free


def _card(name: str) -> UnitCard:
    card = load_card(name).value
    if card is None:
        raise BadUse("card_gone", name=name)
    return card


def _free(wanted: str) -> str:
    """The name, as far as a disk takes it, or the same with 2, 3, … when there is such a card."""
    stem = safe_name("".join(sign for sign in wanted if sign.isprintable()))[:LONGEST_NAME].strip(" .") or UNNAMED
    taken = frozenset(map(str.casefold, card_names()))
    return next(name for name in _names(stem) if name.casefold() not in taken)


def _names(stem: str) -> Iterator[str]:
    yield stem
    for number in count(2):
        yield f"{stem[:LONGEST_STEM].rstrip(' .')}{number}"


def _move(path: Path, target: Path) -> None:
    try:
        path.replace(target)
    except OSError as error:
        raise AppError("card_not_moved", name=path.stem) from error
    trail_path(target.stem).unlink(missing_ok=True)  # a name that is in use again leads nowhere else
