"""The basis documents of an open draft: added at any time, given another role, removed; each is one step of the history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from core.editing.plan_notes import CHOSEN, NO_PLAN, noted
from core.errors import AppError, BadUse
from core.model.blocks import joined_media
from core.model.change import Change, difference
from core.model.draft import ROLES, Basis, BasisRole, Draft, drafting_numbers, noted_roles, roles_text
from core.model.proposal import Term
from core.model.spans import Place
from core.workflows.importing.folder import FileSummary, FoundFile
from core.workflows.importing.isolated import Recognised
from core.workflows.importing.kind_cards import list_cards
from core.workflows.importing.reports import Report
from core.workflows.importing.scans import SCANS
from core.workflows.messages import sentence, words
from core.workflows.yearly.plans import has_plan_kind, is_plan_for, plan_number
from core.workflows.yearly.roll_over import report_term

ADDED, CHANGED, REMOVED = "添加往年材料", "更改往年材料的用途", "移去往年材料"
YEARLY = "年度工作总结"
"""The kind that most drafts are made from."""

SHORT_LIST = 8
"""Files of a list that are all proposed; of a longer one only those that are needed."""

GONE = Basis("", ())
"""What stands in the place of a removed document, so that the numbers of those behind it stay."""


@dataclass(frozen=True, slots=True)
class ListedBasis:
    """A basis document as it is listed; ``is_source``: text of the draft was copied from it, so that it has to stay."""

    number: int
    name: str
    role: BasisRole
    is_source: bool


def summary_of(file: FoundFile, found: Recognised | AppError) -> FileSummary:
    """What a list shows of a file that was read, or of one that cannot be."""
    if isinstance(found, AppError) and found.code in SCANS:
        return FileSummary(file, title=words("scan_listed"), is_scan=True)
    if isinstance(found, AppError):
        return FileSummary(file, problem=sentence(found))
    document = found.report.value.document
    return FileSummary(file, document.kind or "", found.year, found.unit, document.title or "")


def proposed_roles(files: Sequence[FileSummary], kind: str, year: int) -> Mapping[Path, BasisRole]:
    """The files of a list that are proposed for a draft of this kind (empty: not known yet) and year, and what for.

    The newest report of the kind that is usually taken over, the plan of the year; of a short list all others, too.
    """
    read = sorted(
        (each for each in files if not (each.problem or each.is_scan)), key=lambda each: (-each.year, each.file.name)
    )
    plans = [each for each in read if is_plan_for(Term(each.kind, each.year), kind, year)]
    past = _usual_first([each for each in read if each not in plans], kind, year)
    proposed = (
        (BasisRole.ASIDE, read if len(read) <= SHORT_LIST else ()),
        (BasisRole.PLAN, plans[:1]),
        (BasisRole.DRAFTING, past[:1]),
    )
    return {each.file.path: role for role, files in proposed for each in files}


def _usual_first(files: Sequence[FileSummary], kind: str, year: int) -> list[FileSummary]:
    """The files: those before the year, then those of it, of each those of the usual kinds in front, in their order."""
    usual = next((card.basis for card in list_cards() if card.name == kind), ())
    wanted = [*dict.fromkeys((kind, *usual) if kind else (YEARLY,))]
    place = {name: number for number, name in enumerate(wanted)}
    return sorted(files, key=lambda each: (max(each.year - year, -1), place.get(each.kind, len(wanted))))


def listed_bases(draft: Draft) -> tuple[ListedBasis, ...]:
    """The basis documents in the order they were added, without removed ones."""
    sources = {number for _, number, _ in draft.origins}
    roles = _roles(draft)
    return tuple(
        ListedBasis(number, basis.name, roles.get(number, BasisRole.ASIDE), number in sources)
        for number, basis in enumerate(draft.basis)
        if basis != GONE
    )


def _roles(draft: Draft) -> Mapping[int, BasisRole]:
    """The roles that are known, those that somebody gave above those that the content tells."""
    drafting = dict.fromkeys(drafting_numbers(draft), BasisRole.DRAFTING)
    is_said = len(drafting) == len(draft.basis) and not noted(
        draft, CHOSEN
    )  # and the years in all the text need not be found
    plan = -1 if is_said else plan_number(draft)
    chosen = {plan: BasisRole.PLAN} if plan >= 0 else {}
    said = chosen if noted(draft, CHOSEN) == str(plan) else {}
    return {**chosen, **drafting, **said, **noted_roles(draft)}


def proposed_role(draft: Draft, report: Report) -> BasisRole:
    """The year's plan where the draft has none yet; otherwise for drafting."""
    identity = draft.identity
    is_plan = is_plan_for(report_term(report), identity.kind, identity.year)
    return BasisRole.PLAN if is_plan and plan_number(draft) < 0 else BasisRole.DRAFTING


def add_bases(draft: Draft, added: Sequence[tuple[Report, BasisRole]]) -> Change:
    """Store reports in the draft with these roles; one that is stored already only gets its role."""
    after, media = draft, draft.media
    for report, role in added:
        basis = Basis(report.name, report.document.elements)
        known = next((n for n, each in enumerate(after.basis) if each.elements == basis.elements), -1)
        if known < 0:
            known, after = len(after.basis), replace(after, basis=(*after.basis, basis))
        after = with_role(after, known, role)
        media = joined_media(media, report.document.media)
    return _step(draft, replace(after, media=media), ADDED)


def change_role(draft: Draft, number: int, role: BasisRole) -> Change:
    """Give a basis document another role; the former plan is then there to be looked at."""
    return _step(draft, with_role(draft, number, role), CHANGED)


def remove_basis(draft: Draft, number: int) -> Change:
    """Remove a basis document from the draft. BadUse for one that text of the draft was copied from."""
    if any(number == own for _, own, _ in draft.origins):
        raise BadUse("basis_is_source", name=draft.basis[number].name)
    after = with_role(draft, number, None)
    kept = [*after.basis[:number], GONE, *after.basis[number + 1 :]]
    highest = max((own for _, own, _ in draft.origins), default=-1)
    while kept and kept[-1] == GONE and len(kept) - 1 > highest:
        kept.pop()
    return _step(draft, replace(after, basis=tuple(kept)), REMOVED)


def with_role(draft: Draft, number: int, role: BasisRole | None) -> Draft:
    """The draft with the role of a document noted; None: nothing, because it is removed. BadUse for a plan of a plan."""
    if role is BasisRole.PLAN and has_plan_kind(draft.identity.kind):
        raise BadUse("basis_no_plan", kind=draft.identity.kind)
    others = {key: each for key, each in noted_roles(draft).items() if key != number}
    after = dict(draft.identity.particulars)
    after[ROLES] = roles_text({**others, number: role} if role is not None else others)
    if role is BasisRole.PLAN:
        after[CHOSEN] = str(number)
    elif number == plan_number(draft) or noted(draft, CHOSEN) == str(number):
        after[CHOSEN] = NO_PLAN
    return replace(draft, identity=replace(draft.identity, particulars=tuple(after.items())))


def _step(before: Draft, after: Draft, reason: str) -> Change:
    return difference(before, after, Place(before.elements[0].id if before.elements else ""), reason)
