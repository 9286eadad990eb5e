"""核稿单 and 采纳情况表 of a draft file: what they need of it, read once."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from core.drafts.store import DraftStore
from core.errors import AppError, BadDraft
from core.files import safe_name
from core.model.draft import Draft
from core.model.history import Version, VersionReason
from core.result import Notice
from core.workflows.checking.proofreader import Proofreader
from core.workflows.exporting.closing_page import draft_findings
from core.workflows.exporting.export import Printer
from core.workflows.messages import sentence
from core.workflows.redlining.redline import write_redline
from core.workflows.redlining.sources import (
    NOW_NAME,
    DraftState,
    RedlineSource,
    of_base_and_copy,
    of_states,
    stamp,
)
from core.workflows.redlining.three_columns import GROUPS, NO_REMARKS, WrittenPaper, three_columns, write_paper
from core.workflows.redlining.versions import OpenState, write_version_columns
from core.workflows.review.copies import CopyReview
from core.workflows.review.queue import UNDECIDED
from core.workflows.review.returned import DraftReview, read_returned
from core.workflows.review.taking import review_states
from core.workflows.signoff.opinions import lacking_notices, write_opinions
from core.workflows.signoff.reviewed import hand_of, open_points, opinions_of, remarks_of
from core.workflows.signoff.sheet import OpenPoint, SignoffMatter, signoff_paper

SENT_WORDS = ("送审", "征求意见", "送签", "上报")
"""In the name of a version that a person kept because it went out."""

_MOST_READ = 5
"""Versions read at most to find one that differs from the draft."""


def signoff_matter(path: Path, present: Draft | None = None) -> SignoffMatter:
    """What the sheet of a draft file is made from; the stage is the name of its newest version kept by hand.

    ``present`` is the draft where it is open and may be ahead of its file.

    The version sent last is the newest one that went out and reads otherwise than the draft: what was exported a minute ago
    for signing is compared with nothing. Raises BadDraft.
    """
    store = DraftStore.view(path)
    try:
        draft, versions = present or store.draft(), store.versions()
        sent, name = _last_sent(store, draft, versions)
    finally:
        store.close()
    findings = (*Proofreader().draft(draft).findings, *draft_findings(draft))
    return SignoffMatter(draft, sent, name, findings, _points(path, draft), stage_of(versions))


def _points(path: Path, draft: Draft) -> Sequence[OpenPoint]:
    """What is still open of the copies that the draft keeps; that they cannot be read is open, too."""
    if not draft.copies:
        return ()
    try:
        return open_points(replace(read_returned(path).value, draft=draft))
    except AppError as error:
        return (OpenPoint("收回的改稿没能读出", "", sentence(error)),)


def kept_review(path: Path) -> DraftReview | None:
    """The review of the copies that a draft file keeps; None where it keeps none. Raises BadDraft, BadInput."""
    review = read_returned(path).value
    return review if review.copies else None


def write_signoff_sheet(path: Path, draft: Draft, target: Path, today: date) -> WrittenPaper:
    """Write 核稿单 of an open draft: ``path`` is its file, ``draft`` its present state."""
    return WrittenPaper(write_paper(signoff_paper(signoff_matter(path, draft), today), target))


def write_draft_columns(path: Path, draft: Draft, states: tuple[OpenState, OpenState], target: Path) -> WrittenPaper:
    """Write the differences of two states of a draft as a table of three columns, with the reasons and comments of its review.

    ``path`` is its file, ``draft`` its present state. If its copies cannot be read the table is made without them, with a notice.
    """
    remarks: Mapping[str, Sequence[str]] = NO_REMARKS
    unread: tuple[Notice, ...] = ()
    try:
        review = kept_review(path) if draft.copies else None
        remarks = remarks_of(replace(review, draft=draft)) if review is not None else NO_REMARKS
    except AppError as error:
        unread = (Notice(error.code, parameters=MappingProxyType(dict(error.parameters))),)
    written = write_version_columns(states, target, remarks)
    return replace(written, notices=(*written.notices, *unread))


def write_review_opinions(review: DraftReview, draft: Draft, target: Path) -> WrittenPaper:
    """Write 采纳情况表 of copies that were read, by the decisions of the present draft; a notice names missing reasons."""
    opinions = opinions_of(replace(review, draft=draft))
    return WrittenPaper(write_opinions(draft.title, opinions, target), lacking_notices(opinions))


@dataclass(frozen=True, slots=True)
class CopyPair:
    """What a paper about copies compares: ``new`` is the number of a copy, 0 for the draft as it is now; ``old`` that of the copy
    whose base it is compared with. ``name`` says it in words, ``file`` in few.
    """

    new: int
    old: int
    name: str
    file: str


def copy_pairs(review: DraftReview) -> tuple[CopyPair, ...]:
    """Each copy with what it was made from; then the draft with each version that went out."""
    found: list[CopyPair] = []
    bases: dict[str, CopyPair] = {}
    for copy in review.copies:
        number, who, base = copy.kept.number, hand_of(copy), _name_of_base(copy)
        version = f"第{copy.base.version}版" if copy.base.version else NOW_NAME
        found.append(
            CopyPair(number, number, f"{_name_of_copy(copy)}　和　{base}　比", safe_name(f"{who}改稿对{version}"))
        )
        if copy.base.version:
            name = f"现在的稿件，已经定的都在内　和　{base}　比"
            bases.setdefault(base, CopyPair(0, number, name, f"现稿对{version}"))
    return (*found, *bases.values())


def _name_of_base(copy: CopyReview) -> str:
    base = copy.base
    return f"送出去的第{base.version}版（{base.file or base.name}）" if base.version else NOW_NAME


def _name_of_copy(copy: CopyReview) -> str:
    return f"{hand_of(copy)}的改稿（{copy.kept.name}）"


def write_review_redline(
    review: DraftReview, pair: CopyPair, now: OpenState, target: Path, printer: "Printer | None" = None
) -> WrittenPaper:
    """Write the redline of a pair; ``now`` is the draft as it is now."""
    written = write_redline(*_sides(review, pair, now), target, printer)
    return WrittenPaper(written.value, (*written.notices, *_undecided(review, pair, now)))


def write_review_columns(review: DraftReview, pair: CopyPair, now: OpenState, target: Path) -> WrittenPaper:
    """Write a pair as a table of three columns, with what became of each change and the comments."""
    remarks = remarks_of(replace(review, draft=now[0]), pair.new)
    made = three_columns(*_sides(review, pair, now), remarks, GROUPS[""])
    return WrittenPaper(write_paper(made.value, target), (*made.notices, *_undecided(review, pair, now)))


def _undecided(review: DraftReview, pair: CopyPair, now: OpenState) -> tuple[Notice, ...]:
    """That changes nobody decided about are not in a paper about the draft as it is now."""
    states = review_states(replace(review, draft=now[0])).values() if not pair.new else ()
    count = sum(state in UNDECIDED for state in states)
    return (Notice("redline_undecided", count=count, parameters={"count": str(count)}),) if count else ()


def _sides(review: DraftReview, pair: CopyPair, now: OpenState) -> tuple[RedlineSource, RedlineSource]:
    copies = {copy.kept.number: copy for copy in review.copies}
    one, draft = copies[pair.old], now[0]
    base = DraftState(one.base.draft, _name_of_base(one))
    if not pair.new:
        return of_states(base, DraftState(draft, NOW_NAME, stamp(list(now[2]))))
    copy = copies[pair.new]
    data = review.media[copy.kept.id] if copy.kept.id in review.media else draft.media[copy.kept.id]
    return of_base_and_copy(base, _name_of_copy(copy), data, hand_of(copy))


def stage_of(versions: Sequence[Version]) -> str:
    """The name of the newest version that a person kept; "" for none."""
    names = [version.name for version in versions if version.keeping is VersionReason.HAND]
    return names[-1] if names else ""


def _last_sent(store: DraftStore, draft: Draft, versions: Sequence[Version]) -> tuple[Draft | None, str]:
    sent = [version for version in versions if _went_out(version)]
    for version in reversed(sent[-_MOST_READ:]):
        with suppress(BadDraft):  # a damaged version is told where versions are listed
            then = store.version(version.number)
            if (then.elements, then.facts) != (draft.elements, draft.facts):
                return then, name_of_version(version)
    return None, ""


def _went_out(version: Version) -> bool:
    if version.keeping is VersionReason.EXPORT:
        return True
    return version.keeping is VersionReason.HAND and any(word in version.name for word in SENT_WORDS)


def name_of_version(version: Version) -> str:
    """The name of a version with its day."""
    return f"{version.note or version.name}（{version.time.month}月{version.time.day}日）"
