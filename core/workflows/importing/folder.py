"""Which files of folders are prior reports: found by name, without following links; a notice reports exceeded limits."""

import filecmp
import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

from core.errors import BadInput
from core.files import shown_name
from core.result import Notice
from core.workflows.names import DRAFT_ENDING, REPORT_ENDINGS

MOST_FILES, MOST_ENTRIES, DEEPEST = 500, 50_000, 8
"""Files that are read; names that are looked at; folders within one another. A unit's folder of ten years has some hundred."""

LOCKS = ("~$", ".~", "~WRL")
"""How the files begin that Word, WPS and LibreOffice lay beside an open document."""

HIDDEN, LINK, OTHER = "folder_hidden", "folder_link", "folder_other"
DEEP, CLOSED, MANY, TWINS = "folder_deep", "folder_closed", "folder_many", "folder_twins"
MOST_NAMED = 3
LIMITS = {DEEP: str(DEEPEST), MANY: str(MOST_FILES)}.items()
_WINDOWS_HIDDEN = getattr(stat, "FILE_ATTRIBUTE_HIDDEN", 2) | getattr(stat, "FILE_ATTRIBUTE_SYSTEM", 4)
_WINDOWS_LINK = getattr(stat, "FILE_ATTRIBUTE_REPARSE_POINT", 1024)


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file; ``name`` is its path within the folder it was found in, as text that can be shown."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class FoundReports:
    """The reports that were found, by name, and notices about what was left out."""

    files: tuple[FoundFile, ...]
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class FileSummary:
    """What a list of files shows of one: what was recognised, empty and 0 where nothing was, or why it cannot be read.

    ``is_scan``: there is no text, but pictures that may be recognised.
    """

    file: FoundFile
    kind: str = ""
    year: int = 0
    unit: str = ""
    title: str = ""
    problem: str = ""
    is_scan: bool = False


def find_reports(paths: Sequence[Path]) -> FoundReports:
    """The reports among files and in folders, by their names; files that were named themselves are all there.

    Notices count what was left out: hidden and lock files, other kinds of files, links, folders that are too deep or
    cannot be opened, and what exceeds the limits.
    """
    found = _FolderSearch()
    for path in paths:
        if os.path.isdir(path):
            found.walk(path)
        else:
            found.files.append(FoundFile(path, shown_name(path.name)))
    found.files.sort(key=attrgetter("name"))
    found.skipped[MANY] += len(found.files[MOST_FILES:])
    limits = dict(LIMITS)
    notices = [
        Notice(code, parameters={"limit": limits.get(code, "")}, count=count)
        for code, count in sorted(found.skipped.items())
        if count
    ]
    return FoundReports(tuple(found.files[:MOST_FILES]), tuple(notices))


def different_reports(paths: Sequence[Path]) -> FoundReports:
    """``find_reports``, of files with the same bytes only the first by name; a notice names the others."""
    found = find_reports(paths)
    kept, twins = _without_twins(found.files)
    names = "、".join(f"“{each.name}”" for each in twins[:MOST_NAMED]) + "等" * (len(twins) > MOST_NAMED)
    same = (Notice(TWINS, parameters={"names": names}, count=len(twins)),) if twins else ()
    return FoundReports(tuple(kept), (*found.notices, *same))


def _without_twins(files: Sequence[FoundFile]) -> tuple[list[FoundFile], list[FoundFile]]:
    """The files, and apart from them those that are the same as an earlier one, byte for byte."""
    by_size: dict[int, list[FoundFile]] = {}
    kept, twins = list[FoundFile](), list[FoundFile]()
    for each in files:
        alike = by_size.setdefault(_size(each.path), [])
        if any(_are_same(other.path, each.path) for other in alike):
            twins.append(each)
        else:
            alike.append(each)
            kept.append(each)
    return kept, twins


def _size(path: Path) -> int:
    try:
        found = path.stat()
    except OSError:
        return -1
    return found.st_size if stat.S_ISREG(found.st_mode) else -1


def _are_same(one: Path, other: Path) -> bool:
    """Whether two files have the same bytes; what cannot be read is like nothing, and its reading says why."""
    try:
        return _size(one) >= 0 and filecmp.cmp(one, other, shallow=False)
    except OSError:
        return False


def reports_in(folder: Path) -> FoundReports:
    """The reports in a folder. BadInput ``folder_without_reports`` when there are none."""
    found = find_reports([folder])
    if not found.files:
        raise BadInput("folder_without_reports", name=shown_name(folder.name or str(folder)))
    return found


class _FolderSearch:
    """What a walk has found so far."""

    def __init__(self) -> None:
        self.files: list[FoundFile] = []
        self.skipped: Counter[str] = Counter()
        self._entries = 0

    def walk(self, root: Path) -> None:
        """All files in a folder and in those below it."""
        folders = [(root, 0)]
        while folders:
            folder, depth = folders.pop()
            for entry in self._entries_of(folder):
                why = _skipped(entry)
                if why:
                    self.skipped[why] += 1
                elif not entry.is_dir(follow_symlinks=False):
                    self._take(Path(entry.path), root)
                elif depth + 1 < DEEPEST:
                    folders.append((Path(entry.path), depth + 1))
                else:
                    self.skipped[DEEP] += 1

    def _take(self, path: Path, root: Path) -> None:
        if path.suffix.lower() in (*REPORT_ENDINGS, DRAFT_ENDING):
            self.files.append(FoundFile(path, shown_name(path.relative_to(root).as_posix())))
        else:
            self.skipped[OTHER] += 1

    def _entries_of(self, folder: Path) -> Iterator[os.DirEntry[str]]:
        try:
            with os.scandir(folder) as entries:
                yield from self._counted(entries)
        except OSError:
            self.skipped[CLOSED] += 1

    def _counted(self, entries: Iterable[os.DirEntry[str]]) -> Iterator[os.DirEntry[str]]:
        for entry in entries:
            self._entries += 1
            if self._entries > MOST_ENTRIES:
                self.skipped[MANY] += 1
                return
            yield entry


def _skipped(entry: os.DirEntry[str]) -> str:
    """Why an entry is left out; empty if it is not. One that went away meanwhile, or a broken link of Windows, is CLOSED."""
    try:
        attributes = getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0)
    except OSError:
        return CLOSED
    if entry.is_symlink() or attributes & _WINDOWS_LINK:
        return LINK
    return HIDDEN if entry.name.startswith((".", *LOCKS)) or attributes & _WINDOWS_HIDDEN else ""
