"""Which version of a draft a returned copy was made from."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Protocol

from core.errors import BadInput
from core.model.draft import Draft
from core.model.history import Version
from core.model.review.printed import PrintedParagraph
from core.model.review.returned_copy import ReturnedCopy
from core.review.matching import folded, match
from core.review.views import original
from core.word.layouts.finishing import bookmark_key
from core.workflows.review.printed import Printing, printed_paragraphs, printings

LEAST_KNOWN = 0.3
"""The share of a copy's paragraphs that the draft must have printed, else it is a copy of another one."""

MOST_VERSIONS = 20
"""Versions that are tried, the newest first, when a copy does not say which one it was made from."""

NOW = 0
"""Stands for the draft as it is, beside the numbers of its versions."""

ALIKE = "alike"


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

    ``found`` says how it was chosen: by the bookmark or the property of the file, or because its text is alike.
    """

    version: int
    draft: Draft
    printed: tuple[PrintedParagraph, ...]
    found: str
    name: str = ""


def base_of(copy: ReturnedCopy, draft: Draft, source: VersionSource, name: str) -> ReviewBase:
    """The base of a copy. Raises BadInput for a copy of another draft; ``name`` is the file's."""
    key = bookmark_key(draft.identity.key)
    keys = copy.keys or tuple(each.key for each in copy.versions)
    if keys and key not in keys:
        raise BadInput("review_other_draft", name=name)
    base, share = _likest_base(copy, draft, source, key)
    if not keys and share < LEAST_KNOWN and _share_alike(copy, base) < LEAST_KNOWN:
        raise BadInput("review_other_draft", name=name)
    return base


def _likest_base(copy: ReturnedCopy, draft: Draft, source: VersionSource, key: str) -> tuple[ReviewBase, float]:
    """The version that a copy names, else the likest one, and the share of its paragraphs that is known."""
    versions = {version.number: version for version in source.versions()}
    found = tuple(_named(copy, source, versions, key))
    if len(found) == 1:
        return found[0], 1.0
    return _likest(found or _bases(draft, source, versions), copy)


def _named(
    copy: ReturnedCopy, source: VersionSource, versions: Mapping[int, Version], key: str
) -> Iterator[ReviewBase]:
    """The version that a copy names, with each of the texts that files of it printed."""
    for each in copy.versions:
        if each.key == key and each.number in versions:
            yield from _of_version(source, versions[each.number], each.found)
            return


def _bases(draft: Draft, source: VersionSource, versions: Mapping[int, Version]) -> Iterator[ReviewBase]:
    """What a copy that names no version may have been made from, the likeliest first."""
    for number in sorted(versions, reverse=True)[:MOST_VERSIONS]:
        yield from _of_version(source, versions[number], ALIKE)
    yield ReviewBase(NOW, draft, printed_paragraphs(draft), ALIKE)


def _of_version(source: VersionSource, version: Version, found: str) -> Iterator[ReviewBase]:
    """A version with each of the texts that files of it printed; one that stored none as it prints now."""
    draft = source.version(version.number)
    stored: tuple[Printing, ...] = printings(source.printed(version.number))
    for printing in stored or (printed_paragraphs(draft),):
        yield ReviewBase(version.number, draft, printing, found, version.name)


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
