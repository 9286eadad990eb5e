"""Draft files damaged on purpose, each with what it is fair to expect of opening and salvaging them."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from core.drafts.salvage import salvage
from core.drafts.store import DraftStore
from core.errors import BadDraft
from core.model.blocks import Cell, CellPlace, Column, Emphasis, KeptObject, Row, Table, media_key
from core.model.change import apply, difference
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.spans import Place
from tests.builders import make_draft

PAGE = 4096
NOON = datetime(2023, 7, 3, 12, 0)
OPENED, SALVAGED, REFUSED = "opened as it was", "salvaged, and told so", "refused in one sentence"
TOLD = "opened, and told that words differ"
FALSE, WRITTEN = "opened with other words and not told", "the damaged file was changed"
GOOD = (OPENED, TOLD, SALVAGED, REFUSED)


@dataclass(frozen=True)
class Sample:
    """A sound draft file: its bytes and what it holds."""

    data: bytes
    draft: Draft


def noon() -> datetime:
    """The clock of these drafts."""
    return NOON


def make_sample(folder: Path, parts: int = 60) -> Sample:
    """A draft of some forty pages of its file, with a history."""
    lines = ["title |2023年青禾县档案馆工作总结"]
    for number in range(1, parts):
        lines += [
            f"h1 {number}、|第{number}部分",
            "body |" + f"选派{{{number}}}名干部，学习{{g{number}:4{number}}}次。" + "档案" * 150,
        ]
    draft = with_blocks(make_draft("\n".join(lines)))
    store = DraftStore.create(folder / "样稿.nigao", draft, noon)
    for number in range(30):
        first = replace(draft.elements[0], content=f"第{number}稿")
        change = difference(draft, replace(draft, elements=(first, *draft.elements[1:])), Place(first.id), "改标题")
        draft = apply(draft, change)
        store.record(change, draft)
    store.close()
    return Sample((folder / "样稿.nigao").read_bytes(), draft)


def with_blocks(draft: Draft) -> Draft:
    """The draft with a table of six cells and a picture of five pages at its end."""
    data = random.Random(PAGE).randbytes(5 * PAGE)
    rows, columns = tuple(Row(f"r{n}") for n in range(3)), tuple(Column(f"c{n}") for n in range(2))
    cells = tuple(Cell(row.id, column.id) for row in rows for column in columns)
    first = draft.serial + 1
    elements = [Element(f"e{first}", Role.TABLE, "", table=Table(columns, rows, cells))]
    for cell in cells:
        name, place = f"e{first + len(elements)}", CellPlace(cell.row, cell.column)
        elements.append(Element(name, Role.CELL, "指标", cell=place, emphasis=(Emphasis(0, 1, ("bold",)),)))
    picture = (KeptObject(0, "picture", media_key(data), label="开工"),)
    elements.append(Element(f"e{first + len(elements)}", Role.FIGURE, "", objects=picture))
    whole = (*draft.elements, *elements)
    return replace(draft, elements=whole, serial=first + len(elements), media={media_key(data): data})


def truncated(data: bytes) -> Iterator[bytes]:
    """Cut off after every page."""
    yield from (data[:end] for end in range(PAGE, len(data), PAGE))


def flipped(data: bytes, chance: random.Random) -> bytes:
    """Some bytes anywhere hold something else."""
    spoiled = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 8, 64))):
        spoiled[chance.randrange(len(spoiled))] = chance.randrange(256)
    return bytes(spoiled)


def blotted(data: bytes, chance: random.Random) -> bytes:
    """A whole page, or a sector of one, is zero or noise."""
    spoiled, length = bytearray(data), chance.choice((512, PAGE))
    start = chance.randrange(len(spoiled) // length) * length
    spoiled[start : start + length] = bytes(length) if chance.random() < 0.5 else chance.randbytes(length)
    return bytes(spoiled)


def mutated(data: bytes, number: int) -> bytes:
    """The mutation of that number, always the same."""
    chance = random.Random(number)
    return blotted(data, chance) if number % 4 == 0 else flipped(data, chance)


def outcome(sample: Sample, data: bytes, path: Path) -> str:
    """What becomes of a file with these bytes: one of ``GOOD``, or what must not be."""
    path.write_bytes(data)
    try:
        found, is_told = _opened(path)
    except BadDraft:
        found, is_told = None, False
    if found is not None:
        is_same = found == sample.draft and dict(found.media) == dict(sample.draft.media)
        return TOLD if is_told else OPENED if is_same else FALSE
    try:
        salvage(path)
        kind = SALVAGED
    except BadDraft:
        kind = REFUSED
    return kind if path.read_bytes() == data else WRITTEN


def _opened(path: Path) -> tuple[Draft, bool]:
    store = DraftStore.open(path, noon)
    try:
        return store.draft(), bool(store.notices)
    finally:
        store.close()
