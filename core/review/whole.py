"""A whole copy compared with what was printed: the body, in which each table is one paragraph, then tables cell by
cell.

Emphasis that a copy shows otherwise than it was printed, and pictures, are changes of their own.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from core.model.blocks import Table
from core.model.review.changes import ChangeKind, ReviewChange, TableEdit
from core.model.review.printed import PrintedParagraph
from core.model.review.returned_copy import CopyParagraph, CopyPiece, CopyPosition, ReturnedCopy, Revision
from core.review.applying import applied
from core.review.compare import Comparison, ReviewFlow, compare
from core.review.differences import TOKEN, hunks, is_token
from core.review.matching import folded
from core.review.notes import PrintedNote, compare_notes
from core.review.pictures import homes_in, picture_changes
from core.review.tables import (
    Cells,
    PrintedGrid,
    RowNames,
    ShownGrid,
    TablePair,
    compare_tables,
    grids_of,
    match_tables,
    named_rows,
)
from core.review.views import CharacterPlaces, ViewParagraph, final, named_paragraphs, placed

Looks = tuple[str, ...]
_CONTENT = frozenset({"bold", "underlined", "struck", "superscript", "subscript", "italic", "dotted"})


def format_changes(
    flow: ReviewFlow, compared: Comparison, paragraphs: Sequence[CopyParagraph]
) -> Iterator[ReviewChange]:
    """The emphasis put on or taken off characters that stayed, one change for each run of them."""
    for unit in compared.units:
        if len(unit.elements) != 1 or len(unit.shown) != 1:
            continue
        printed, shown = flow.printed[unit.elements[0]], flow.shown[unit.shown[0]]
        if not is_token(shown.text) and (printed.looks or _has_looks(shown, paragraphs)):
            yield from _of_paragraph(printed, shown, paragraphs)


def _has_looks(shown: ViewParagraph, paragraphs: Sequence[CopyParagraph]) -> bool:
    own = paragraphs[shown.first : shown.last + 1]
    return any(piece.looks or piece.former for paragraph in own for piece in paragraph.pieces)


def _of_paragraph(
    printed: PrintedParagraph, shown: ViewParagraph, paragraphs: Sequence[CopyParagraph]
) -> Iterator[ReviewChange]:
    before = _looks_at(printed)
    pieces = _pieces_at(shown.places, paragraphs)
    found: list[tuple[int, Looks, Looks, Revision | None]] = []
    for own, other in _kept(printed.text, shown.text):
        piece = pieces[other]
        after = tuple(sorted(_CONTENT.intersection(piece.looks)))
        if piece.state.is_final and before[own] != after and not printed.text[own].isspace():
            found.append((own, before[own], after, _restyled_by(piece)))
    for (_, old, new, revision), run in groupby(enumerate(found), lambda item: (item[1][0] - item[0], *item[1][1:])):
        places = [each[0] for _, each in run]
        text = printed.text[places[0] : places[-1] + 1]
        made = ReviewChange("", ChangeKind.FORMAT, printed.element_id, places[0], places[-1] + 1, text, text)
        yield _recorded(replace(made, detail=_detail(old, new)), revision)


def _restyled_by(piece: CopyPiece) -> Revision | None:
    """Who is recorded to have changed the format; None for no record."""
    return None if piece.former is None else piece.revision


def _recorded(change: ReviewChange, revision: Revision | None) -> ReviewChange:
    return change if revision is None else replace(change, revision=revision, is_tracked=True)


def _looks_at(printed: PrintedParagraph) -> list[Looks]:
    found: list[Looks] = [()] * len(printed.text)
    for start, end, looks in printed.looks:
        found[start:end] = [tuple(sorted(_CONTENT.intersection(looks)))] * (end - start)
    return found


def _pieces_at(places: Sequence[CopyPosition], paragraphs: Sequence[CopyParagraph]) -> list[CopyPiece]:
    """The piece that each character stands in."""
    found: list[CopyPiece] = []
    for index, own in groupby(places, lambda place: place.paragraph):
        pieces = [piece for piece in paragraphs[index].pieces for _ in piece.text]
        found += [pieces[place.offset] for place in own]
    return found


def _kept(printed: str, shown: str) -> Iterator[tuple[int, int]]:
    """The offsets of characters that stand in both texts."""
    own = other = 0
    for hunk in hunks(printed, shown):
        yield from zip(range(own, hunk.start), range(other, hunk.new_start), strict=True)
        own, other = hunk.end, hunk.new_end
    yield from zip(range(own, len(printed)), range(other, len(shown)), strict=True)


def _detail(old: Looks, new: Looks) -> str:
    """What was put on and taken off: +bold -struck."""
    return " ".join(
        [*(f"+{look}" for look in new if look not in old), *(f"-{look}" for look in old if look not in new)]
    )


_UNKNOWN = 1000
"""Tables of the copy that are no printed ones are numbered from here."""


@dataclass(slots=True)
class WholeComparison:
    """What the flows of one copy gave: changes, the flows themselves, and characters of noise and without a change.

    ``brought`` are paragraphs whose pictures come with a new line of a table. ``ended`` is the copy with everything accepted.
    """

    changes: list[ReviewChange] = field(default_factory=list)
    flows: list[tuple[ReviewFlow, Comparison]] = field(default_factory=list)
    noise: int = 0
    missing: int = 0
    brought: set[int] = field(default_factory=set)
    ended: tuple[ViewParagraph, ...] = ()

    def add(self, flow: ReviewFlow, compared: Comparison, wanted: Iterable[str]) -> None:
        """Add a flow that should make these paragraphs."""
        self.flows.append((flow, compared))
        self.noise += compared.noise
        self.missing += _missing(applied(flow.printed, compared.changes), wanted)


@dataclass(frozen=True, slots=True)
class _CopyTables:
    """The tables on all sides, and which printed one each of the copy is."""

    printed: Mapping[int, PrintedGrid]
    shown: Mapping[int, ShownGrid]
    final: Mapping[int, ShownGrid]
    rows: RowNames
    pairs: Mapping[int, int]
    ids: Mapping[int, str]

    def own_token(self, table: int) -> str:
        """What stands for a printed table."""
        return f"{TOKEN}{chr(0xE000 + table)}" * 4

    def token(self, table: int) -> str:
        """What stands for a table of the copy."""
        return self.own_token(self.pairs.get(table, table + _UNKNOWN))

    def names_in(self, table: int) -> dict[int, list[int]]:
        """The rows of a table of the copy that bookmarks name, with the rows they name."""
        own = self.pairs[table]
        found = ((row, places) for (at, row), places in self.rows.items() if at == table)
        return {row: [place[1] for place in places if place[0] == own] for row, places in found}


@dataclass(frozen=True, slots=True)
class PrintedBlocks:
    """What was printed besides paragraphs: how the cells of each table are cut, and the notes."""

    grids: Mapping[str, Table]
    notes: Sequence[PrintedNote] = ()


def compare_whole(
    copy: ReturnedCopy,
    printed: Sequence[PrintedParagraph],
    table_ids: Mapping[int, str],
    other: PrintedBlocks,
) -> WholeComparison:
    """All changes of a copy; ``table_ids`` are the elements of the printed tables by their index in the file,
    ``other`` how their cells are cut, and the notes.
    """
    shown, ended = placed(copy), final(copy)
    grids, others = grids_of(printed), grids_of(shown)
    rows = named_rows(copy, printed)
    tables = _CopyTables(grids, others, grids_of(ended), rows, match_tables(grids, others, rows), table_ids)
    found = WholeComparison(ended=ended)
    flow = _body(copy, tables, printed, shown)
    compared = compare(flow, copy.paragraphs)
    found.add(flow, compared, (_text_of(each, tables) for each in _once_a_table(ended)))
    found.changes += _as_tables(compared.changes, tables)
    found.changes += format_changes(flow, compared, copy.paragraphs)
    for table, own in tables.pairs.items():
        if table in tables.final:
            name, names = table_ids[own], tables.names_in(table)
            pair = TablePair(name, grids[own], others[table], tables.final[table], names, other.grids.get(name))
            _compare_pair(pair, copy, found)
    found.changes += picture_changes(printed, copy.paragraphs, homes_in(found.flows, found.brought), table_ids)
    notes = compare_notes(copy, other.notes, found.flows)
    found.changes += notes.changes
    found.noise += notes.noise
    found.missing += _missing(notes.made, notes.wanted)
    return found


def _body(
    copy: ReturnedCopy, tables: _CopyTables, printed: Iterable[PrintedParagraph], shown: Iterable[ViewParagraph]
) -> ReviewFlow:
    """The paragraphs outside of tables on both sides, and one for each table."""
    own = [_printed_token(each, tables) for each in _once_a_table(printed)]
    lasts = {each.cell.table: each.last for each in shown if each.cell is not None}
    others = [_shown_token(each, tables, lasts) for each in _once_a_table(shown)]
    named = named_paragraphs(copy, others, {str(each.number): index for index, each in enumerate(own) if each.number})
    places = {each.text: index for index, each in enumerate(own) if is_token(each.text)}
    named.update({index: [places[each.text]] for index, each in enumerate(others) if each.text in places})
    return ReviewFlow(own, others, named)


def _once_a_table(paragraphs: Iterable[Cells]) -> Iterator[Cells]:
    """The paragraphs outside of tables, and the first of each table."""
    seen: set[int] = set()
    for each in paragraphs:
        if each.cell is None or each.cell.table not in seen:
            yield each
        if each.cell is not None:
            seen.add(each.cell.table)


def _printed_token(each: PrintedParagraph, tables: _CopyTables) -> PrintedParagraph:
    if each.cell is None:
        return each
    return PrintedParagraph(tables.ids[each.cell.table], tables.own_token(each.cell.table))


def _shown_token(each: ViewParagraph, tables: _CopyTables, lasts: Mapping[int, int]) -> ViewParagraph:
    if each.cell is None:
        return each
    text = tables.token(each.cell.table)
    return ViewParagraph(
        text, CharacterPlaces([(CopyPosition(each.first, 0), len(text))]), each.first, lasts[each.cell.table]
    )


def _text_of(each: ViewParagraph, tables: _CopyTables) -> str:
    return each.text if each.cell is None else tables.token(each.cell.table)


def _compare_pair(pair: TablePair, copy: ReturnedCopy, found: WholeComparison) -> None:
    """Add the changes of a pair of tables."""
    lines = compare_tables(pair, copy.paragraphs)
    found.changes += lines.changes
    found.brought |= lines.brought
    for flow, matching in lines.cells:
        compared = compare(flow, copy.paragraphs, matching)
        place = flow.shown[0].cell
        ended = pair.final.cells.get((place.row, place.column), []) if place else []
        found.add(flow, compared, [each.text for each in ended])
        found.changes += (*compared.changes, *format_changes(flow, compared, copy.paragraphs))


def _missing(made: Iterable[str], wanted: Iterable[str]) -> int:
    """Characters of two lists of paragraphs that should be equal and are not, white space and width aside."""
    made, wanted = ([text for text in texts if text.strip()] for texts in (made, wanted))
    if made == wanted:
        return 0
    one, two = ([text for text in map(folded, texts) if text] for texts in (made, wanted))
    if one == two:
        return 0
    whole = "\n".join(one), "\n".join(two)
    return max(sum(each.end - each.start + each.new_end - each.new_start for each in hunks(*whole)), 1)


def _as_tables(changes: Iterable[ReviewChange], tables: _CopyTables) -> Iterator[ReviewChange]:
    """The changes of the body, those of what stands for a table with the words of that."""
    new = {tables.token(table): grid.whole for table, grid in tables.final.items()}
    own = {tables.own_token(table): grid for table, grid in tables.printed.items()}
    for change in changes:
        if change.kind is ChangeKind.NEW and is_token(change.new):
            whole = new.get(change.new, "")
            yield replace(change, kind=ChangeKind.TABLE, new=whole, detail=str(TableEdit.NEW))
        elif change.kind is ChangeKind.GONE and is_token(change.old):
            yield _table_gone(change, own[change.old])
        else:
            yield change


def _table_gone(change: ReviewChange, grid: PrintedGrid) -> ReviewChange:
    ids = tuple(each.element_id for cells in grid.cells.values() for each in cells)
    gone = replace(change, kind=ChangeKind.TABLE, old=grid.whole, start=0, end=0, elements=ids)
    return replace(gone, detail=str(TableEdit.GONE))
