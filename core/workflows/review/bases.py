"""Which draft a returned copy was made from, and which version of it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import chain
from operator import itemgetter
from pathlib import Path
from typing import Protocol

from core.drafts.store import DraftStore
from core.errors import BadDraft, BadInput
from core.model.draft import Draft
from core.model.history import Version, VersionReason
from core.model.review.decisions import KeptCopy
from core.model.review.printed import PrintedParagraph
from core.model.review.returned_copy import NamedVersion, ReturnedCopy
from core.package import Package
from core.reading import read_limited
from core.review.matching import folded, match
from core.review.printing import with_figures
from core.review.views import original
from core.stores.recent import listed
from core.word.layouts.finishing import bookmark_key
from core.workflows.review.printed import Printing, checksum_of, printed_paragraphs, printings

LEAST_KNOWN = 0.3
"""The share of a copy's paragraphs that the draft must have printed, else it is a copy of another one."""

MOST_VERSIONS = 20
"""Versions that are tried, the newest first, when a copy does not say which one it was made from."""

NOW = 0
"""Stands for the draft as it is, beside the numbers of its versions."""

ALIKE = "alike"
MISMATCH = "mismatch"

_MARK = re.compile(rb"_GW_([0-9A-Za-z]+)_v?r?[0-9]")
_MARKED_PARTS = ("content.xml", "meta.xml", "docProps/custom.xml")
"""Beside the main part of a Word file: those of OpenDocument, and the second witness."""


class VersionSource(Protocol):
    """What a draft file or an open session knows of versions."""

    def versions(self) -> tuple[Version, ...]:
        """All of them."""

    def version(self, number: int) -> Draft:
        """The draft of one."""

    def printed(self, number: int) -> str:
        """What files of one printed."""


@dataclass(frozen=True, slots=True)
class ReviewBase:
    """What a copy is compared with: a version of the draft (``NOW`` for the present one) and what it printed.

    ``found`` says how it was chosen: by the bookmark or the property of the file, or because its text is alike; MISMATCH: it is
    alike, the file names a version that this draft has with other words or not at all. ``file`` is the file that the version
    was kept for, "" where it was kept for none.
    """

    version: int
    draft: Draft
    printed: tuple[PrintedParagraph, ...]
    found: str
    name: str = ""
    file: str = ""


def base_of(copy: ReturnedCopy, draft: Draft, source: VersionSource, kept: KeptCopy) -> ReviewBase:
    """The base of a copy: the one it was kept with, else the best now. Raises BadInput for a copy of another draft."""
    return _stored(copy, source, kept) or _chosen(copy, draft, source, kept.name)


def _stored(copy: ReturnedCopy, source: VersionSource, kept: KeptCopy) -> ReviewBase | None:
    """The base that a copy was kept with: the draft grows like the copy with every change that is taken, its likest version not."""
    version = _numbered(source).get(kept.base)
    return None if version is None else _likest(_of_version(source, version, kept.found), copy)[0]


def _chosen(copy: ReturnedCopy, draft: Draft, source: VersionSource, name: str) -> ReviewBase:
    """The base of a copy by what it says. Raises BadInput for a copy of another draft; ``name`` is the file's."""
    key = bookmark_key(draft.identity.key)
    keys = copy.keys or tuple(each.key for each in copy.versions)
    if keys and key not in keys:
        raise BadInput("review_other_draft", name=name)
    found = _of_names(copy, draft, source, key)
    if found is not None:
        return found
    base, share = _likest(_bases(draft, source, _numbered(source)), copy)
    if not keys and not _is_known(copy, base, share):
        raise BadInput("review_other_draft", name=name)
    return base


def _numbered(source: VersionSource) -> dict[int, Version]:
    return {version.number: version for version in source.versions()}


def _of_names(copy: ReturnedCopy, draft: Draft, source: VersionSource, key: str) -> ReviewBase | None:
    """The base of a copy that names a version of the draft with this key, fitting or not; None for one that names none."""
    named = next((each for each in copy.versions if each.key == key), None)
    if named is None:
        return None
    versions = _numbered(source)
    return _fitting(copy, source, versions, named) or _mismatch(copy, draft, source, versions)


def _mismatch(copy: ReturnedCopy, draft: Draft, source: VersionSource, versions: Mapping[int, Version]) -> ReviewBase:
    """The likest base of a copy that names a version which does not fit."""
    return replace(_likest(_bases(draft, source, versions), copy)[0], found=MISMATCH)


def _fitting(
    copy: ReturnedCopy, source: VersionSource, versions: Mapping[int, Version], named: NamedVersion
) -> ReviewBase | None:
    """The version that a copy names, as the file printed it.

    Copies of a draft count their versions alike, so that the number alone is no proof: the checksum decides, in a file that lost
    it the text. The same words under another number are as good. None where nothing fits.
    """
    own = tuple(_of_version(source, versions[named.number], named.found)) if named.number in versions else ()
    if checksum := _checksum(copy, named):
        others = (
            _of_version(source, each, named.found) for number, each in _newest(versions) if number != named.number
        )
        return next(
            (base for base in chain(own, chain.from_iterable(others)) if checksum_of(base.printed) == checksum), None
        )
    return _known(own, copy)


def _checksum(copy: ReturnedCopy, named: NamedVersion) -> str:
    """The checksum that any name of this version in the file gives."""
    return next((each.checksum for each in copy.versions if each[:2] == named[:2] and each.checksum), "")


def _known(bases: Sequence[ReviewBase], copy: ReturnedCopy) -> ReviewBase | None:
    """The likest of these if it printed enough of the copy."""
    if not bases:
        return None
    base, share = _likest(bases, copy)
    return base if _is_known(copy, base, share) else None


def _is_known(copy: ReturnedCopy, base: ReviewBase, share: float) -> bool:
    """Whether enough of a copy was printed by a base, word for word (``share``) or however edited."""
    return share >= LEAST_KNOWN or _share_alike(copy, base) >= LEAST_KNOWN


def _newest(versions: Mapping[int, Version]) -> list[tuple[int, Version]]:
    """The versions that are tried, the newest first, with their numbers."""
    return sorted(versions.items(), reverse=True, key=itemgetter(0))[:MOST_VERSIONS]


def _bases(draft: Draft, source: VersionSource, versions: Mapping[int, Version]) -> Iterator[ReviewBase]:
    """What a copy that names no version may have been made from, the likeliest first."""
    for _, version in _newest(versions):
        yield from _of_version(source, version, ALIKE)
    yield ReviewBase(NOW, draft, printed_paragraphs(draft), ALIKE)


def _of_version(source: VersionSource, version: Version, found: str) -> Iterator[ReviewBase]:
    """A version with each of the texts that files of it printed; one that stored none as it prints now."""
    draft = source.version(version.number)
    stored: tuple[Printing, ...] = printings(source.printed(version.number))
    for printing in stored or (printed_paragraphs(draft),):
        yield ReviewBase(
            version.number, draft, with_figures(printing, draft.elements), found, version.name, _file_of(version)
        )


def _file_of(version: Version) -> str:
    return version.note if version.keeping is VersionReason.EXPORT else ""


def _likest(bases: Iterable[ReviewBase], copy: ReturnedCopy) -> tuple[ReviewBase, float]:
    """The base whose paragraphs the copy without its recorded changes repeats best, and the share; the first of equals."""
    shown = {folded(paragraph.text) for paragraph in original(copy)} - {""}
    found: list[tuple[ReviewBase, float]] = []
    for base in bases:
        found.append((base, _share_known(shown, base)))
        if found[-1][1] == 1.0:
            break
    return max(found, key=lambda pair: pair[1])


def _share_alike(copy: ReturnedCopy, base: ReviewBase) -> float:
    """The share of a copy's paragraphs that a base printed, however they were edited."""
    shown = [paragraph.text for paragraph in original(copy) if paragraph.text.strip()]
    return len(match([each.text for each in base.printed], shown, {}).owners) / max(len(shown), 1)


def _share_known(shown: Set[str], base: ReviewBase) -> float:
    """The share of these texts that a base printed."""
    return len(shown & {folded(each.text) for each in base.printed}) / max(len(shown), 1)


def keys_in(file: Path) -> frozenset[str]:
    """The keys of drafts that a file of any format names in its bookmarks; none for one that cannot be read."""
    try:
        data = read_limited(file)
        parts = _marked_parts(Package(data)) if data.startswith(b"PK") else (data, data.replace(b"\0", b""))
        return frozenset(key.decode() for part in parts for key in _MARK.findall(part))
    except BadInput:
        return frozenset()


def _marked_parts(package: Package) -> Iterator[bytes]:
    """The parts that may name a draft."""
    main = package.related("", "officeDocument") or "word/document.xml"
    return map(package.read, (main, *_MARKED_PARTS))


def is_copy_of(file: Path, key: str) -> bool:
    """Whether a file names the draft with this key."""
    return bookmark_key(key) in keys_in(file)


def owners_of(files: Sequence[Path], beside: Sequence[Path] = ()) -> dict[Path, Path]:
    """The draft that each file was exported from, of those that name one: one that came with them, else a recent one."""
    named = {file: keys for file in files if (keys := keys_in(file))}
    owners: dict[Path, Path] = {}
    for path in chain(beside, (Path(entry.path) for entry in listed().value)):
        if len(owners) == len(named):
            break
        key = _key_of(path)
        owners |= {file: path for file, keys in named.items() if key in keys and file not in owners}
    return owners


def _key_of(path: Path) -> str:
    """The key of a draft as its bookmarks have it; "" for a file that cannot be read."""
    try:
        store = DraftStore.view(path)
    except (BadDraft, OSError):
        return ""
    try:
        return bookmark_key(store.draft().identity.key)
    except BadDraft:
        return ""
    finally:
        store.close()
