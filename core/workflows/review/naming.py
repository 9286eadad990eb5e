"""What a clerk calls the place of a cell or of a note: 表2 粮食产量·今年, 脚注3; and who changed a file, by its name."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from core.model.elements import Element, Role
from core.model.grid import PlacedTable, tables_of
from core.model.review.changes import ChangeKind, ReviewChange, TableEdit
from core.model.structure.captions import Caption, numbered_captions
from core.model.structure.notes import notes_of
from core.model.tables.cells import build_table_words, squeezed
from core.model.tables.heads import Heads
from core.model.tables.view import view_of
from core.resources import load

TABLE_WORDS, OWNER_WORDS, COMMON_WORDS = "tables.toml", ("owners.toml", "facts.toml"), "common_words.txt"
MOST_PLACES = 6_000
"""Places of a table beyond which its heads are not worked out: rows and columns are counted."""

_NOTES = MappingProxyType({"footnote": "脚注", "endnote": "尾注"})
_HEADS = "表头"


class CellNames:
    """The names of the cells of one table, by their paragraphs."""

    def __init__(self, placed: PlacedTable, elements: Sequence[Element]) -> None:
        self._table = placed.table
        rows, columns = placed.table.size
        view = (
            view_of(placed, elements, load(build_table_words, TABLE_WORDS)) if rows * columns <= MOST_PLACES else None
        )
        self._heads = Heads(view) if view is not None else None

    @cached_property
    def _places(self) -> tuple[dict[str, int], dict[str, int]]:
        rows = {row.id: number for number, row in enumerate(self._table.rows)}
        return rows, {column.id: number for number, column in enumerate(self._table.columns)}

    def _place(self, element: Element) -> tuple[int, int]:
        """Row and column of the cell of a paragraph."""
        rows, columns = self._places
        cell = element.cell
        return (rows.get(cell.row, 0), columns.get(cell.column, 0)) if cell is not None else (0, 0)

    def of(self, element: Element) -> str:
        """Heads of row and column; for cells without any, row and column counted from 1."""
        row, column = self._place(element)
        counted = f"第{row + 1}行第{column + 1}列"
        if self._heads is None:
            return counted
        view = self._heads.view
        if row in (*range(view.head_rows), *view.repeats):
            return _HEADS
        own, label = self._heads.plain(element.text), self._heads.label(row, column)
        is_name = column in self._heads.view.head_columns or not label or label == own
        return f"第{row + 1}行{f'·{label}' if label and label != own else ''}" if is_name else label

    def head_of(self, element: Element) -> str:
        """The head of the column that a cell of values stands in; "" for heads and names of rows."""
        row, column = self._place(element)
        heads = self._heads
        if heads is None or row < heads.view.head_rows or column in heads.view.head_columns:
            return ""
        return "·".join(filter(None, map(heads.plain, heads.of_column(row, column))))


class PlaceNames:
    """The names of the places of a draft's elements; "" for text outside of tables and notes."""

    def __init__(self, elements: Sequence[Element]) -> None:
        self._elements = elements
        self._cells: dict[str, CellNames] = {}

    @cached_property
    def _tables(self) -> dict[str, tuple[PlacedTable, str]]:
        """The table of each of its paragraphs, and what it is called: by its caption's number, else by its own."""
        captions = {each.block_id: each for each in numbered_captions(self._elements)}
        found: dict[str, tuple[PlacedTable, str]] = {}
        for number, placed in enumerate(tables_of(self._elements), 1):
            name = _name(captions.get(placed.element_id), number)
            found.update((each.id, (placed, name)) for each in self._elements[placed.start : placed.end])
        return found

    @cached_property
    def _notes(self) -> dict[str, str]:
        return dict(_of_notes(self._elements))

    @cached_property
    def _own(self) -> dict[str, Element]:
        return {each.id: each for each in self._elements}

    def of(self, element_id: str) -> str:
        """The name of the cell or note that a paragraph stands in."""
        element = self._own.get(element_id)
        if element is None:
            return ""
        if element_id not in self._tables:
            return self._notes.get(element_id, "")
        name = self._tables[element_id][1]
        return f"{name} {self.cells(element_id).of(element)}" if element.role is Role.CELL else name

    def of_change(self, change: ReviewChange) -> str:
        """The same for the place of a change; a paragraph put behind one of a cell stands in that."""
        name = change.element_id or next(iter(change.elements), "") or change.after
        element = self._own.get(name)
        is_behind = name == change.after and (element is None or element.role is not Role.CELL)
        return "" if is_behind else self.of(name)

    def cells(self, element_id: str) -> CellNames:
        """The names in the table of a paragraph."""
        placed, _ = self._tables[element_id]
        if placed.element_id not in self._cells:
            self._cells[placed.element_id] = CellNames(placed, self._elements)
        return self._cells[placed.element_id]


def _name(caption: Caption | None, number: int) -> str:
    return f"{caption.kind}{squeezed(caption.digits)}" if caption is not None else f"第{number}张表"


def _of_notes(elements: Sequence[Element]) -> Iterator[tuple[str, str]]:
    for note in notes_of(elements).values():
        yield from ((each.id, f"{_NOTES[note.kind]}{note.number}") for each in note.texts)


_LINES = MappingProxyType({TableEdit.ROW_MOVED: "行", TableEdit.COLUMN_MOVED: "列"})
_SHOWN = 24
"""Characters shown of a passage that was moved, and of the one that it stands behind now."""


def moved_words(change: ReviewChange, printed: Mapping[str, str], sections: Mapping[str, str]) -> str:
    """What was moved from where to where; ``printed`` is what was printed of each element, ``sections`` the section of each."""
    what = quoted(_beginning(printed, change.elements))
    line = _LINES.get(TableEdit(change.detail)) if change.kind is ChangeKind.TABLE else ""
    behind = _behind(change, printed, f"那一{line}" if line else "")
    if line:
        return f"把{what}这一{line}移到{behind}。"
    count = f"等{len(change.elements)}段" if len(change.elements) > 1 else "这一段"
    here, there = (sections.get(name, "") for name in (change.elements[0], change.after))
    is_own = printed.get(change.elements[0], "").strip().startswith(here)  # a section that moves with its heading
    origin = "" if is_own else f"从{quoted(here)}"
    return f"把{what}{count}{origin}移到{f'{quoted(there)}里的' * (there not in ('', here))}{behind}。"


def _behind(change: ReviewChange, printed: Mapping[str, str], line: str) -> str:
    if printed.get(change.after):
        return f"{quoted(_beginning(printed, (change.after,)))}{line}之后"
    return "表格之后" if change.after else "最前面"


def _beginning(printed: Mapping[str, str], names: Sequence[str]) -> str:
    text = next((text for name in names if (text := printed.get(name, "").strip())), "")
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


_TURNED = str.maketrans("“”‘’", "‘’“”")


def quoted(text: str) -> str:
    """Words in quotation marks; those inside become single ones.

    >>> quoted("推进“放管服”改革")
    '“推进‘放管服’改革”'
    """
    return f"“{text.translate(_TURNED)}”"


_PARTS = re.compile(r"[-—_－+,，、.;；\s()（）\[\]【】〔〕《》]+")
_NUMBER_OF_DRAFT = r"第?[一二三四五六七八九十0-9]+(?:稿|版|次)?|[vV][0-9.]*"
_MACHINE = re.compile(r"(?:desktop|laptop|pc|win|ms)-[0-9a-z]+|[0-9]+", re.IGNORECASE)
LONGEST_OFFICE = 12


@dataclass(frozen=True, slots=True, eq=False)
class OwnerWords:
    """What tells a person or an office in the name of a file; the better sort first."""

    sorts: tuple[re.Pattern[str], ...]
    doings: re.Pattern[str]
    accounts: frozenset[str]


def build_owner_words(lists: Mapping[str, str], facts: Mapping[str, str]) -> OwnerWords:
    """The patterns of the lists."""
    posts, offices, doings = (_any(lists[name].split()) for name in ("posts", "offices", "doings"))
    surname = _any([*lists["compounds"].split(), *lists["rare"].split(), *facts["surnames"].split()])
    doing = f"(?:{doings}|{_NUMBER_OF_DRAFT})"
    return OwnerWords(
        (
            re.compile(f"{surname}[\u4e00-\u9fff]{{0,2}}(?:常务)?副?{posts}$"),
            re.compile(f"^[\u4e00-\u9fff]{{1,{LONGEST_OFFICE}}}(?:{offices}|领导)$"),
            re.compile(f"^{surname}[\u4e00-\u9fff]{{0,2}}$"),
        ),
        re.compile(f"^{doing}+|{doing}+$"),
        frozenset(lists["accounts"].split()),
    )


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})"


def owner_in(name: str) -> str:
    """The person or the office in the name of a file; "" where nothing looks like one."""
    words, common = load(build_owner_words, *OWNER_WORDS), load(_words, COMMON_WORDS)
    parts = [words.doings.sub("", part) for part in _PARTS.split(name.rsplit(".", 1)[0])]
    found = (sort.search(part) for sort in words.sorts for part in reversed(parts) if part not in common)
    return next((each.group() for each in found if each is not None), "")


def _words(text: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for line in text for word in line.split())


def is_account(author: str) -> bool:
    """Whether a name in a file is that of a machine or a program, and of nobody: Administrator, DESKTOP-7K2."""
    squeezed_name = "".join(author.split()).lower()
    return squeezed_name in load(build_owner_words, *OWNER_WORDS).accounts or bool(_MACHINE.fullmatch(squeezed_name))
