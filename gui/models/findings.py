"""问题 as rows: findings by kind, each with its places."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from core.model.change import number_of
from core.model.draft import Draft
from core.model.finding import Finding, Ignored, Severity
from core.model.spans import Place
from gui.models.listed import Follower, Look, Node, Shown, around

Mark = tuple[int, int, int, str]
"""What gui.widgets.page_painter calls a Mark, which comes with the layout engine: no draft waits for that."""

CARRIED = "carry_over_"
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "carry_over_person": "不在名片里的姓名",
        "carry_over_place": "不在名片里的地名",
        "carry_over_unit": "不在名片里的单位",
        "figures_sum": "分项与合计",
        "figures_two_values": "同一项两个数",
        "figures_direction": "升降与数值",
        "figures_growth": "增幅与数值",
        "figures_share": "占比与数值",
        "figures_plan": "计划与完成",
        "figures_units": "单位不一致",
        "figures_range": "起止颠倒",
        "plan_not_reported": "要点里有、稿件里没有",
    }
)
OTHER_KIND = "其他"
IGNORED = "ignored"
IGNORED_HINT = "已看过，这份稿件里不再提示。"
KEPT_NAME = "保留的名称"


def finding_nodes(findings: Iterable[Finding], draft: Draft) -> list[Node]:
    """The groups of findings in the order of the kinds, each finding where its first place stands."""
    contents = {element.id: element.content for element in draft.elements}
    groups: dict[str, list[Finding]] = {kind: [] for kind in (*KINDS.values(), OTHER_KIND)}
    for finding in findings:
        groups[KINDS.get(finding.code, OTHER_KIND)].append(finding)
    return [
        Node(kind, Shown(Look.GROUP, f"{kind}（{len(found)}）"), ()).hold(_rows(found, contents))
        for kind, found in groups.items()
        if found
    ]


def ignored_nodes(draft: Draft) -> list[Node]:
    """One line for all that has been ignored in a draft, to be opened; none where nothing has."""
    from core.workflows.consistency import ignored_in

    notes = ignored_in(draft)
    if not notes:
        return []
    contents = {element.id: element.content for element in draft.elements}
    line = Shown(Look.ROW, f"已忽略{len(notes)}处", hint=IGNORED_HINT, tone="secondary")
    return [Node(IGNORED, line, ()).hold(_ignored(note, draft, contents) for note in notes)]


def _ignored(note: Ignored, draft: Draft, contents: Mapping[str, str]) -> Node:
    from core.workflows.consistency import place_of

    place = place_of(draft, note)
    shown = Shown(
        Look.ROW,
        note.text,
        "",
        around(contents[place.element_id], place.span) if place else None,
        KINDS.get(note.code, OTHER_KIND) if note.code else KEPT_NAME,
        is_faded=True,
        hint=IGNORED_HINT,
    )
    return Node(f"{IGNORED}\n{note}", shown, [place] if place else [], note)


def is_carried(finding: Finding) -> bool:
    """Whether it is a name that was taken over, which can be kept, replaced or put on the card."""
    return finding.code.startswith(CARRIED)


def places_of(finding: Finding) -> tuple[Place, ...]:
    """All its places."""
    return (finding.place, *finding.others)


def followed_findings(
    findings: Iterable[Finding], before: Draft, after: Draft, first_only: bool = False
) -> list[tuple[Place, Finding]]:
    """Where the findings of one state of a draft stand in another one, in its order: all their places or the first."""
    follower = Follower(before, after)

    last = 1 if first_only else None
    moved = ((follower.place(place), finding) for finding in findings for place in places_of(finding)[:last])
    order = {element.id: number for number, element in enumerate(after.elements)}
    found = [(place, finding) for place, finding in moved if place is not None and place.element_id in order]
    return sorted(found, key=lambda each: (order[each[0].element_id], each[0].span))


def next_place(places: Sequence[tuple[Place, Finding]], draft: Draft, here: tuple[str, int], step: int) -> Place | None:
    """The place behind (1) or before (-1) an element and an offset in it; round at the ends, None where there is none."""
    order = {element.id: number for number, element in enumerate(draft.elements)}
    at = (order.get(here[0], -1), here[1])
    found = [place for place, _ in places]
    if step > 0:
        ahead = [place for place in found if (order[place.element_id], place.span.start) >= at]
        return next(iter((*ahead, *found)), None)
    behind = [place for place in found if (order[place.element_id], place.span.end) < at]
    return next(reversed((*found, *behind)), None)


def marks(places: Iterable[tuple[Place, Finding]], draft: Draft, tone: Callable[[Severity], str]) -> tuple[Mark, ...]:
    """The places as the pages underline them, in a colour by severity."""
    shift = {element.id: len(element.prefix) for element in draft.elements}
    return tuple(
        (
            number_of(at.element_id),
            at.span.start + shift[at.element_id],
            at.span.end + shift[at.element_id],
            tone(finding.severity),
        )
        for at, finding in places
        if at.element_id in shift
    )


def _rows(findings: Sequence[Finding], contents: Mapping[str, str]) -> list[Node]:
    found: dict[str, int] = {}
    rows = []
    for finding in findings:
        same = f"{finding.code}\n{finding.text}\n{finding.place.element_id}"
        found[same] = found.get(same, 0) + 1
        rows.append(_row(f"{same}\n{found[same]}", finding, contents))
    return rows


def _row(key: str, finding: Finding, contents: Mapping[str, str]) -> Node:
    places = [place for place in places_of(finding) if place.element_id in contents]
    shown = Shown(
        Look.ROW,
        finding.text,
        f"{len(places)}处" if len(places) > 1 else "",
        around(contents[finding.place.element_id], finding.place.span),
        "" if is_carried(finding) else finding.message,
        typed=finding.text if is_carried(finding) else None,
        hint=finding.message,
    )
    below = [Node(f"{key}\n{number}", _place(place, contents), [place], finding) for number, place in enumerate(places)]
    return Node(key, shown, places, finding).hold(below if len(below) > 1 else ())


def _place(place: Place, contents: Mapping[str, str]) -> Shown:
    return Shown(Look.PLACE, "", "", around(contents[place.element_id], place.span))
