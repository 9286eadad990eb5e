"""Returned copies of a draft: which version they were made from, and every change in them.

Nothing is taken over here, and the draft is only read.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from core.drafts.store import DraftStore
from core.errors import BadInput
from core.model.draft import Draft
from core.model.elements import Role
from core.model.fact import Fact
from core.model.review.changes import ReviewChange, ReviewComment
from core.model.review.printed import PrintedParagraph
from core.model.review.returned_copy import CopyCell, ReturnedCopy
from core.package import Package
from core.reading import read_bytes
from core.result import Notice, Result
from core.review.applying import applied
from core.review.compare import ReviewFlow, compare
from core.review.conflicts import Comparisons, conflicts
from core.review.flows import named_paragraphs
from core.review.matching import folded
from core.review.placing import placed_comments
from core.review.views import ViewParagraph, final, original, placed
from core.word.layouts.finishing import bookmark_key
from core.word.reviewing.stream import read_copy
from core.workflows.review.printed import printed_paragraphs, printings

LEAST_KNOWN = 0.3
"""The share of a copy's paragraphs that the draft must have printed, else it is a copy of another one."""

Placed = TypeVar("Placed", PrintedParagraph, ViewParagraph)

MOST_VERSIONS = 20
"""Versions that are tried, the newest first, when a copy does not say which one it was made from."""

ALIKE = "alike"
NOW = 0
"""Stands for the draft as it is, beside the numbers of its versions."""


@dataclass(frozen=True, slots=True)
class ReviewBase:
    """What a copy is compared with: a version of the draft (``NOW`` for the present one) and what it printed.

    ``found`` says how it was chosen: named in the file, or by likeness.
    """

    version: int
    draft: Draft
    printed: tuple[PrintedParagraph, ...]
    found: str


@dataclass(frozen=True, slots=True)
class CopyReview:
    """One returned copy with its changes, comments, and its texts when all or none of the changes are taken.

    ``is_closed``: the changes together make the copy's text, so that nothing of it is missing from them. ``cells`` counts the
    cells of tables that read otherwise, which are not compared further, ``pictures`` those that are new, gone or another one,
    ``spacing`` the characters of mere white space or width that differ.
    """

    name: str
    base: ReviewBase
    changes: tuple[ReviewChange, ...]
    comments: tuple[ReviewComment, ...]
    accepted: tuple[str, ...]
    rejected: tuple[str, ...]
    is_closed: bool
    facts: Mapping[str, tuple[Fact, ...]]
    cells: int
    pictures: int
    spacing: int
    sections: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DraftReview:
    """All copies of a draft that were read together, what they say against one another, and the draft as it is now."""

    draft: Draft
    copies: tuple[CopyReview, ...]
    compared: Comparisons


def read_returned(path: Path, files: Sequence[Path]) -> Result[DraftReview]:
    """Read copies of the draft in a file. Raises BadDraft, BadInput; notices tell what is not compared, copy by copy."""
    store = DraftStore.view(path)
    try:
        reviews = []
        notices: list[Notice] = list(store.notices)
        for number, file in enumerate(files):
            read = read_copy(read_bytes(file))
            bases = _bases(store, read.value, file)
            review = _review(read.value, _chosen(bases, read.value, file), number, file.name)
            notices += [_named(notice, file) for notice in (*read.notices, *_told(review))]
            reviews.append(review)
        changes = [change for review in reviews for change in review.changes]
        groups = {key: group for review in reviews for key, group in _groups(review)}
        return Result(DraftReview(store.draft(), tuple(reviews), conflicts(changes, groups)), tuple(notices))
    finally:
        store.close()


def _named(notice: Notice, file: Path) -> Notice:
    told = {**notice.parameters, "name": file.name, "count": str(notice.count)}
    return replace(notice, parameters=MappingProxyType(told))


def _bases(store: DraftStore, copy: ReturnedCopy, file: Path) -> Iterator[ReviewBase]:
    """What the copy may have been made from, the likeliest first. Raises BadInput for a copy of another draft."""
    draft = store.draft()
    key = bookmark_key(draft.identity.key)
    if not _is_of(copy, key):
        raise BadInput("review_other_draft", name=file.name)
    versions = {version.number for version in store.versions()}
    named = [each for each in copy.versions if each.key == key and each.number in versions]
    if named:
        yield from _of_version(store, named[0].number, named[0].found)
        return
    for number in sorted(versions, reverse=True)[:MOST_VERSIONS]:
        yield from _of_version(store, number, ALIKE)
    yield ReviewBase(NOW, draft, printed_paragraphs(draft), ALIKE)


def _is_of(copy: ReturnedCopy, key: str) -> bool:
    """Whether a copy may be one of the draft with this key: it names it, or no draft at all."""
    keys = copy.keys or tuple(each.key for each in copy.versions)
    return not keys or key in keys


def _of_version(store: DraftStore, number: int, found: str) -> Iterator[ReviewBase]:
    """A version with each of the texts that files of it printed; one that stored none as it prints now."""
    draft = store.version(number)
    for printing in printings(store.printed(number)) or (printed_paragraphs(draft),):
        yield ReviewBase(number, draft, printing, found)


def _chosen(bases: Iterable[ReviewBase], copy: ReturnedCopy, file: Path) -> ReviewBase:
    """The base whose paragraphs the copy without its recorded changes repeats best; the first of equals."""
    shown = {folded(paragraph.text) for paragraph in original(copy)} - {""}
    best, share = None, -1.0
    for base in bases:
        own = _share_known(shown, base)
        if own > share:
            best, share = base, own
        if share == 1.0:
            break
    if best is None or (share < LEAST_KNOWN and best.draft.identity.key not in copy.keys):
        raise BadInput("review_other_draft", name=file.name)
    return best


def _share_known(shown: Set[str], base: ReviewBase) -> float:
    """The share of these texts that a base printed."""
    return len(shown & {folded(each.text) for each in base.printed}) / max(len(shown), 1)


def _review(copy: ReturnedCopy, base: ReviewBase, number: int, name: str) -> CopyReview:
    printed, shown = _of_body(base.printed), _of_body(placed(copy))
    numbers = {str(each.number): index for index, each in enumerate(printed) if each.number}
    flow = ReviewFlow(printed, shown, named_paragraphs(copy, shown, numbers))
    compared = compare(flow, copy.paragraphs)
    changes = tuple(
        replace(change, id=f"c{number + 1}-{place}", copy=number) for place, change in enumerate(compared.changes, 1)
    )
    accepted, rejected = _written(final(copy)), _written(original(copy))
    return CopyReview(
        name,
        base,
        changes,
        tuple(replace(each, copy=number) for each in placed_comments(copy.comments, flow, compared)),
        accepted,
        rejected,
        _folded(applied(printed, changes)) == _folded(accepted),
        MappingProxyType({change.id: _facts(change, base, printed) for change in changes}),
        changed_cells(base.printed, final(copy)),
        changed_pictures(base.printed, copy),
        compared.noise,
        MappingProxyType(_sections(base.draft)),
    )


def _of_body(paragraphs: Iterable[Placed]) -> tuple[Placed, ...]:
    """The paragraphs that stand in no table."""
    return tuple(each for each in paragraphs if each.cell is None)


def _written(paragraphs: Iterable[ViewParagraph]) -> tuple[str, ...]:
    """The texts of the body's paragraphs that have any."""
    return tuple(each.text for each in _of_body(paragraphs) if each.text.strip())


def _folded(texts: Iterable[str]) -> list[str]:
    return [text for text in map(folded, texts) if text]


def _facts(change: ReviewChange, base: ReviewBase, printed: Sequence[PrintedParagraph]) -> tuple[Fact, ...]:
    """The facts of the base that a change touches; offsets are those of the printed text."""
    element = next((each for each in base.draft.elements if each.id == change.element_id), None)
    text = next((each.text for each in printed if each.element_id == change.element_id), "")
    if element is None or text != element.text:
        return ()
    shift = len(element.prefix)
    return tuple(
        fact
        for fact in base.draft.facts
        if fact.element_id == element.id and fact.start + shift < change.end and change.start < fact.end + shift
    )


def _sections(draft: Draft) -> dict[str, str]:
    """The heading that each element stands under, by id."""
    found: dict[str, str] = {}
    heading = ""
    for element in draft.elements:
        if element.role is Role.HEADING and element.level <= 1:
            heading = element.ordinal + element.heading
        found[element.id] = heading
    return found


def _groups(review: CopyReview) -> Iterator[tuple[str, str]]:
    """The field that a change sets, for changes that touch exactly one fact."""
    for key, facts in review.facts.items():
        if len(facts) == 1:
            yield key, facts[0].group or facts[0].id


def _told(review: CopyReview) -> Iterator[Notice]:
    """What was compared how, and what not: tables, and text that no change accounts for."""
    code = "review_base_now" if review.base.version == NOW else "review_base_version"
    yield Notice(code, parameters={"version": str(review.base.version)})
    for code, count in (("review_pictures_differ", review.pictures), ("review_spacing_differs", review.spacing)):
        if count:
            yield Notice(code, count=count)
    if review.cells:
        yield Notice("review_tables_not_compared", count=review.cells)
    if not review.is_closed:
        yield Notice("review_not_closed")


def changed_cells(printed: Iterable[PrintedParagraph], shown: Iterable[ViewParagraph]) -> int:
    """How many cells of the tables read otherwise than they were printed, by their place in the file."""
    before, after = _by_cell(printed), _by_cell(shown)
    return sum(before.get(cell, "") != after.get(cell, "") for cell in before.keys() | after.keys())


def changed_pictures(printed: Iterable[PrintedParagraph], copy: ReturnedCopy) -> int:
    """How many pictures are new or gone, by their bytes; one put in another's place is one."""
    before = Counter(key for paragraph in printed for key in paragraph.pictures)
    after = Counter(key for paragraph in copy.paragraphs for key in paragraph.pictures)
    return max((before - after).total(), (after - before).total())


def _by_cell(paragraphs: Iterable[Placed]) -> dict[CopyCell, str]:
    found: dict[CopyCell, str] = defaultdict(str)
    for paragraph in paragraphs:
        if paragraph.cell is not None:
            found[paragraph.cell] += folded(paragraph.text)
    return found


def is_copy_of(path: Path, key: str) -> bool:
    """Whether a Word file names the draft with this key in its bookmarks; False for anything that cannot be read."""
    try:
        package = Package(read_bytes(path))
        main = package.related("", "officeDocument") or "word/document.xml"
        return f'"_GW_{key}_'.encode() in package.read(main)
    except (BadInput, OSError):
        return False
