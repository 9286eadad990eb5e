"""Tables that come into a draft from the clipboard, the edits of their grids, and lines of text with the emphasis of their HTML."""

import unicodedata
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from core.editing.grids.given import Filling, Gap, GivenBlock, insert_blocks, is_number
from core.editing.grids.given import fill_cells as filled
from core.editing.text.values import written
from core.model.blocks import BOLD, LOWERED, RAISED
from core.model.change import apply, difference
from core.model.draft import Draft
from core.model.fact import Fact, FactKind, FactState, MaskKind
from core.model.tables.given import (
    GivenCell,
    GivenPicture,
    GivenTable,
    GivenText,
    empty_table,
    given_table,
    joined_texts,
    plain_table,
)
from core.model.text import unraised, without_invisible
from core.numbering import find_ordinal
from core.readers.tabs import split_columns, tabbed_table
from core.readers.web_looks import dressed, without_head_look
from core.readers.web_tables import blocks_in, paragraphs_in
from core.workflows.drafting.clips import clip_from
from core.workflows.drafting.filling import ODD, doubt_of, is_nonsense

__all__ = (
    "Filling",
    "Gap",
    "GivenBlock",
    "GivenPicture",
    "GivenTable",
    "GivenText",
    "GivenValues",
    "clipboard_blocks",
    "empty_table",
    "fill_cells",
    "insert_blocks",
    "is_number",
    "named_blocks",
    "pasted_lines",
    "values_in",
    "values_of_clip",
)

_COUNTED = frozenset((MaskKind.FIGURE, MaskKind.PARTIAL_FIGURE, MaskKind.PERCENT))
_UNASSIGNED = frozenset(("Cc", "Cs", "Co", "Cn"))


def clipboard_blocks(html: str, text: str) -> tuple[GivenBlock, ...]:
    """The paragraphs and tables of a clipboard: from its HTML, else from text in columns made of tabs; empty without a table.

    BadInput ``table_too_large``.
    """
    blocks: Sequence[GivenBlock] = blocks_in(html)
    if not blocks:
        table = tabbed_table(text)
        blocks = [table] if table is not None else []
    return tuple(_cleaned(blocks))


@dataclass(frozen=True, slots=True)
class GivenValues:
    """Values for cells; ``around`` is the number of paragraphs beside their table, for which there is no cell."""

    table: GivenTable
    around: int = 0

    @property
    def is_several(self) -> bool:
        """Whether there is more than one value."""
        return len(self.table.words) > 1

    @property
    def is_typed(self) -> bool:
        """Whether it is one value as if typed, none from a place of the draft where nobody has looked at it yet."""
        return not self.is_several and not self.table.words[0].waits


def values_of_clip(draft: Draft, data: bytes) -> GivenValues | None:
    """The values of what was copied in the program, with the facts of those of this draft; None for text beside tables."""
    blocks = clip_from(draft, data)
    tables = [block for block in blocks if isinstance(block, GivenTable)]
    if tables:
        return GivenValues(tables[0]) if len(blocks) == 1 else None
    words = joined_texts([block for block in blocks if isinstance(block, GivenText)] or [GivenText()])
    return GivenValues(given_table([[GivenCell(words)]])) if words.text.strip() and "\n" not in words.text else None


def values_in(html: str, text: str) -> GivenValues | None:
    """The values of a clipboard for the cells of a table: its only table, else its lines, parted by tabs; None without any.

    BadInput ``table_too_large``.
    """
    blocks = clipboard_blocks(html, text)
    tables = [block for block in blocks if isinstance(block, GivenTable)]
    if len(tables) == 1:
        return GivenValues(tables[0], len(blocks) - 1)
    lines = split_columns(text.rstrip("\r\n"))
    if tables or not text.strip():
        return None
    return GivenValues(plain_table([list(map(_plain, line)) for line in lines]))


def fill_cells(draft: Draft, element_id: str, given: GivenTable, reason: str) -> Filling | None:
    """Write values into the cells from that of a paragraph on; None outside of tables.

    A value is judged as if it had been typed into its box: one that is odd or of another kind stays 待核, last year's figure
    given again is this year's. One copied in the draft where nobody has looked at it stays 待核, too. Any other value, such
    as a date, keeps its state unless it changed.
    """
    filling = filled(draft, element_id, given, reason)
    if filling is None:
        return None
    after = apply(draft, filling.change)
    given_facts = _given(draft, after, filling.ids)
    fields = {fact.field: fact.element_id in filling.waiting or _is_doubtful(after, fact) for fact in given_facts}
    found = [fact for fact in after.facts if fact.field in fields]
    doubtful = {fact.id: fact.text for fact in found if fields[fact.field]}
    settled = {fact.id: fact.text for fact in found if not fields[fact.field]}
    judged = written(written(after, doubtful, FactState.CARRIED), settled, FactState.UPDATED)
    return replace(filling, change=difference(draft, judged, filling.change.place, reason))


def _given(draft: Draft, after: Draft, ids: Container[str]) -> list[Fact]:
    """The facts of these paragraphs whose values were given."""
    old = {fact.id: fact.text for fact in draft.facts}
    own = (fact for fact in after.facts if fact.element_id in ids and fact.text)
    return [fact for fact in own if _is_counted(fact) or fact.text != old.get(fact.id)]


def _is_counted(fact: Fact) -> bool:
    return fact.kind is FactKind.FIGURE or (fact.kind is FactKind.MASK and fact.subkind in _COUNTED)


def _is_doubtful(draft: Draft, fact: Fact) -> bool:
    return is_nonsense(draft, fact, fact.text) or doubt_of(draft, fact, fact.text) in ODD


def _cleaned(blocks: Sequence[GivenBlock]) -> Iterator[GivenBlock]:
    for block in blocks:
        if isinstance(block, GivenText):
            yield _plain_words(block)
        elif isinstance(block, GivenTable):
            yield replace(block, words=tuple(map(_plain_words, block.words)))
        else:
            yield block


def _plain(text: str) -> str:
    """The text without signs that no text holds; line breaks stay."""
    kept = (sign for sign in text if sign == "\n" or unicodedata.category(sign) not in _UNASSIGNED)
    return without_invisible("".join(kept))


def _plain_words(words: GivenText) -> GivenText:
    """The same with the emphasis of the signs that stay."""
    text = _plain(words.text)
    if text == words.text:
        return words
    looks = {at: each.looks for each in words.emphasis for at in range(each.start, each.end)}
    kept = ((sign, frozenset(looks.get(at, ()))) for at, sign in enumerate(words.text))
    following, pieces = iter(kept), list[tuple[str, frozenset[str]]]()
    for sign in text:
        pieces.append(next(each for each in following if each[0] == sign))
    return dressed(pieces, len(text))


REACH, LONGEST_MARK = 40, 8
"""How far behind the last words those of the next line are looked for, and characters of a list mark that only plain text has."""


class PastedLines(NamedTuple):
    """Lines of plain text with the emphasis of their HTML; ``is_lost``: some of it could not be placed."""

    lines: tuple[GivenText, ...]
    is_lost: bool = False


def pasted_lines(lines: Sequence[str], html: str) -> PastedLines:
    """Lines of plain text, dressed as the same words of their HTML are, where 10³ is not 103.

    Programs write marks of lists into one of the two only, so that each line is looked for behind the one before. A line
    that is bold as a whole and numbered is a heading, whose look is that of its role.
    """
    signs = [sign for words in paragraphs_in(html) for sign in _signs(words)]
    wanted = _looked(signs)
    if not wanted:
        return PastedLines(tuple(map(GivenText, lines)))
    placed = list(_placed(lines, signs))
    is_lost = sum(map(_looked, placed)) < wanted
    return PastedLines(tuple(map(_dressed_line, lines, placed)), is_lost)


Sign = tuple[str, frozenset[str]]
"""A character but for white space with its looks."""


def _looked(signs: Sequence[Sign]) -> int:
    return sum(bool(looks) for _, looks in signs)


def _placed(lines: Sequence[str], signs: Sequence[Sign]) -> Iterator[list[Sign]]:
    """The signs of each line; none of one that does not stand in the HTML."""
    whole, at = "".join(sign for sign, _ in signs), 0
    for line in lines:
        bare = "".join(line.split())
        start, skipped = _found_in(whole, bare, at)
        own = list(signs[start : start + len(bare) - skipped]) if start >= 0 else []
        at = start + len(own) if own else at
        yield [("", NOTHING)] * skipped + own


NOTHING = frozenset[str]()


def _signs(words: GivenText) -> Iterator[Sign]:
    """The characters of a paragraph but for white space, plain, with their looks."""
    looks = {at: frozenset(each.looks) for each in words.emphasis for at in range(each.start, each.end)}
    for at, sign in enumerate(words.text):
        own = looks.get(at, NOTHING)
        if not sign.isspace():
            yield unraised(sign) if own & {RAISED, LOWERED} else sign, own


def _found_in(whole: str, bare: str, at: int) -> tuple[int, int]:
    """Where the signs of a line stand, and how many of its first ones do not; -1 where they do not stand near."""
    for skipped in range(min(LONGEST_MARK, len(bare))):
        start = whole.find(bare[skipped:], at, at + len(bare) + REACH)
        if start >= 0:
            return start, skipped
    return -1, 0


def _dressed_line(line: str, signs: Sequence[Sign]) -> GivenText:
    if not any(looks for _, looks in signs):
        return GivenText(line)
    following, pieces, last = iter(signs), list[tuple[str, frozenset[str]]](), NOTHING
    for sign in line:
        last = last if sign.isspace() else next(following)[1]
        pieces.append((sign, last))
    words = dressed(pieces, len(line))
    bold = sum(each.end - each.start for each in words.emphasis if BOLD in each.looks)
    return without_head_look(words, bold >= len(line.strip()) and find_ordinal(line) is not None)


def named_blocks(blocks: Sequence[GivenBlock]) -> str:
    """What was put in, for a message: 3行4列的表格."""
    tables = [block for block in blocks if isinstance(block, GivenTable)]
    pictures = sum(isinstance(block, GivenPicture) for block in blocks)
    prose = sum(isinstance(block, GivenText) for block in blocks)
    words = f"{len(tables)}张表格" if tables else ""
    if len(tables) == 1:
        rows, columns = tables[0].table.size
        words = f"{rows}行{columns}列的表格"
    parts = (words, f"{pictures}张图片" if pictures else "", f"{prose}段文字" if prose else "")
    return "和".join(filter(None, parts))
