"""年份更新 as rows: what has to become the same is one row with its places, what stays is put together at the end."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from core.model.draft import Draft
from core.model.proposal import Proposal, RollRole
from core.model.spans import Place
from core.workflows.yearly.proposal_text import told_change
from core.workflows.yearly.role_names import ROLE_NAMES
from gui.widgets.lists.result_model import Follower, Node, RowLook, RowText, around

KEPT = "kept"
NO_TEXT = "（删去）"
ASKED, CHECKED = "需人工修改", "请核对"

Group = tuple[Proposal, ...]


def rolled_nodes(proposals: Iterable[Proposal], draft: Draft, role: RollRole | None = None) -> list[Node]:
    """The rows for proposals of one role or of all, in document order, and last a group of those that stay."""
    contents = {element.id: element.content for element in draft.elements}
    wanted = [proposal for proposal in proposals if role in (None, proposal.role)]
    rows = [_row(group, contents) for group in _grouped(wanted)]
    open_rows = [row for row in rows if not row.shown.is_faded]
    kept = [row for row in rows if row.shown.is_faded]
    if kept:
        count = sum(len(row.places) for row in kept)
        open_rows.append(Node(KEPT, RowText(RowLook.GROUP, f"不变（{count}）"), ()).hold(kept))
    return open_rows


def counts(proposals: Iterable[Proposal]) -> Mapping[RollRole, int]:
    """How many places of each role have to be looked at."""
    found: dict[RollRole, int] = {}
    for proposal in proposals:
        found[proposal.role] = found.get(proposal.role, 0) + (not proposal.is_kept)
    return found


def open_count(proposals: Iterable[Proposal]) -> int:
    """How many places have to be looked at."""
    return sum(not proposal.is_kept for proposal in proposals)


def followed(proposals: Iterable[Proposal], before: Draft, after: Draft) -> tuple[Proposal, ...]:
    """The proposals with their places in another state of the draft; without those whose text was touched."""
    if before is after:
        return tuple(proposals)
    follower = Follower(before, after)
    moved = ((proposal, follower.place(proposal.place)) for proposal in proposals)
    return tuple(replace(proposal, place=place) for proposal, place in moved if place is not None)


def left_by(written: Iterable[Proposal], rest: Iterable[Proposal], after: Draft) -> tuple[Proposal, ...]:
    """The rest once others were written into the text, with its places there; what one of those covered is gone."""
    contents = {element.id: element.content for element in after.elements}
    done: dict[str, list[Proposal]] = {}
    for proposal in written:
        done.setdefault(proposal.place.element_id, []).append(proposal)
    moved = (replace(each, place=_shifted(each.place, done.get(each.place.element_id, ()))) for each in rest)
    return tuple(each for each in moved if _text_at(contents, each.place) == each.text)


def _shifted(place: Place, written: Iterable[Proposal]) -> Place:
    """Where a place stands behind words of another length."""
    earlier = (each for each in written if each.place.span.end <= place.span.start)
    distance = sum(
        len(each.text if each.replacement is None else each.replacement) - len(each.text) for each in earlier
    )
    return Place(place.element_id, place.span.moved(distance))


def _text_at(contents: Mapping[str, str], place: Place) -> str:
    return contents.get(place.element_id, "")[place.span.start : place.span.end]


def _grouped(proposals: Iterable[Proposal]) -> list[Group]:
    """Those that say the same put together, where the first of them stands."""
    found: dict[str, list[Proposal]] = {}
    for proposal in proposals:
        found.setdefault(key_of(proposal), []).append(proposal)
    return [tuple(group) for group in found.values()]


def key_of(proposal: Proposal) -> str:
    """What all proposals of one row have in common; a suggestion has a row of its own, so that its place is looked at."""
    decision = f"={proposal.id}" if proposal.suggestion is not None else proposal.replacement or f"={proposal.asks}"
    return "\n".join((proposal.role.value, proposal.text, decision, proposal.reason))


def _row(group: Group, contents: Mapping[str, str]) -> Node:
    first = group[0]
    name = role_name(first.role)
    shown = RowText(
        RowLook.ROW,
        first.text
        if first.is_kept
        else told_change(first, contents[first.place.element_id], ASKED if first.taken.asks else CHECKED, NO_TEXT),
        f"{len(group)}处" if len(group) > 1 else "",
        around(contents[first.place.element_id], first.place.span),
        first.reason if first.reason.startswith(name) else f"{name} · {first.reason}",
        first.is_kept,
        _typed(first),
        tone="empty_text" if first.asks else "text",
    )
    key = key_of(first)
    return Node(key, shown, [proposal.place for proposal in group], group).hold(_places(key, group, contents))


def _places(key: str, group: Sequence[Proposal], contents: Mapping[str, str]) -> list[Node]:
    if len(group) == 1:
        return []
    return [
        Node(f"{key}\n{number}", _place(proposal, contents), [proposal.place], (proposal,))
        for number, proposal in enumerate(group)
    ]


def _place(proposal: Proposal, contents: Mapping[str, str]) -> RowText:
    found = around(contents[proposal.place.element_id], proposal.place.span)
    return RowText(
        RowLook.PLACE,
        "",
        "",
        found,
        is_faded=proposal.is_kept,
        typed=_typed(proposal),
    )


def _typed(proposal: Proposal) -> str:
    """What stands in the box where a place is rewritten."""
    likely = proposal.taken.replacement
    return proposal.text if likely is None else likely


def role_name(role: RollRole) -> str:
    """What a clerk calls the role."""
    return ROLE_NAMES[role]
