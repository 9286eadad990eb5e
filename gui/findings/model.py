"""问题 as rows: findings by kind, each with its places."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from types import MappingProxyType

from core.model.change import number_of
from core.model.draft import Draft
from core.model.elements import Element
from core.model.finding import SEVERITY_NAMES, Finding, Ignored, Severity
from core.model.outline import section_names
from core.model.spans import Place, Span
from core.model.text import PHRASE_END
from core.workflows.checking.consistency import ignored_in, place_of
from core.workflows.checking.finding_kinds import group_names, group_of, is_underlined, name_of, title_of
from gui.widgets.lists.result_model import Context, Follower, Node, RowLook, RowText, around

Mark = tuple[int, int, int, str]
"""The same as Mark of gui.preview.page_painter, which would load the layout engine if it were imported here."""

Spot = tuple[str, int]
"""An element and an offset in it, where the keyboard is."""

CARRIED = "carry_over_"
IGNORED, SUPPRESSED, ERRORS, HINTS = "ignored", "never", "errors", "hints"
IGNORED_HINT = "已看过，这份稿件里不再提示。"
HINTS_HINT = "不一定有错，值得看一眼；按右方向键或 Enter 展开。"
SUPPRESSED_HINT = "永不提示：所有稿件里都不再提示。"
KEPT_NAME = "保留的名称"
GONE = "删去"
TONES: Mapping[Severity, str] = MappingProxyType(
    {Severity.ERROR: "finding_text", Severity.WARNING: "empty_text", Severity.HINT: "carried_text"}
)
NAMED_BY, UNIT = 8, 3
"""Characters before and behind a bare number that say what it counts."""

BARE_NUMBER = re.compile(r"[-+]?[0-9][0-9.,]*%?")
IN_CELL = "表格里的{number}"
CLOSE = 3
"""Characters before a sign that are shown with it where it stands alone."""

BESIDE = 6
"""Characters on each side of a proposed correction that are shown with it."""


@dataclass(frozen=True, slots=True)
class SuppressedFinding:
    """A suppressed finding as a line of the list."""

    note: Ignored

    @property
    def text(self) -> str:
        """The suppressed text, or the title of its kind."""
        return name_of(self.note)


def finding_nodes(findings: Iterable[Finding], draft: Draft, by_section: bool = False) -> list[Node]:
    """The groups of findings, each finding at its first place: errors, then kinds or sections in their order.

    Hints are below one line, which is closed until somebody opens it.
    """
    found: dict[Severity, list[Finding]] = {severity: [] for severity in Severity}
    for finding in findings:
        found[finding.severity].append(finding)
    contents = {element.id: element.content for element in draft.elements}
    errors, hints = (_rows(found[severity], contents, _kind) for severity in (Severity.ERROR, Severity.HINT))
    mark = _grave_and_kind if by_section else _grave
    groups = (
        Node(title, RowText(RowLook.GROUP, f"{title}（{len(members)}）"), ()).hold(_rows(members, contents, mark))
        for title, members in _grouped(found[Severity.WARNING], draft, by_section).items()
        if members
    )
    shown = RowText(RowLook.GROUP, f"{SEVERITY_NAMES[Severity.ERROR]}（{len(errors)}）", tone=TONES[Severity.ERROR])
    line = RowText(RowLook.ROW, f"{len(hints)}条提示", hint=HINTS_HINT, tone=TONES[Severity.HINT])
    edges = Node(ERRORS, shown, ()).hold(errors), Node(HINTS, line, ()).hold(hints)
    return [one for one in (edges[0], *groups, edges[1]) if one.children]


def _grouped(findings: Iterable[Finding], draft: Draft, by_section: bool) -> dict[str, list[Finding]]:
    titles = section_names(draft.elements) if by_section else {}
    order = tuple(titles.values()) if by_section else group_names()
    groups: dict[str, list[Finding]] = {title: [] for title in order}
    for finding in findings:
        groups[titles[finding.place.element_id] if by_section else group_of(finding.code)].append(finding)
    return groups


def _grave(finding: Finding) -> str:
    return SEVERITY_NAMES[finding.severity]


def _kind(finding: Finding) -> str:
    return group_of(finding.code)


def _grave_and_kind(finding: Finding) -> str:
    return f"{_grave(finding)} · {_kind(finding)}"


def suppressed_nodes(notes: Sequence[Ignored]) -> list[Node]:
    """One expandable line with the findings suppressed in all drafts; none if there are none."""
    if not notes:
        return []
    line = RowText(RowLook.ROW, f"永不提示{len(notes)}条", hint=SUPPRESSED_HINT, tone="secondary")
    rows = (
        Node(
            f"{SUPPRESSED}\n{note}",
            RowText(
                RowLook.ROW,
                SuppressedFinding(note).text,
                group_of(note.code),
                is_faded=True,
                hint=SUPPRESSED_HINT,
                mark_tone="placeholder",
            ),
            [],
            SuppressedFinding(note),
        )
        for note in notes
    )
    return [Node(SUPPRESSED, line, ()).hold(rows)]


def ignored_nodes(draft: Draft) -> list[Node]:
    """One expandable line with the findings ignored in a draft; none if there are none."""

    notes = ignored_in(draft)
    if not notes:
        return []
    line = RowText(RowLook.ROW, f"已忽略{len(notes)}处", hint=IGNORED_HINT, tone="secondary")
    return [Node(IGNORED, line, ()).hold(_ignored(note, draft) for note in notes)]


def _ignored(note: Ignored, draft: Draft) -> Node:

    place = place_of(draft, note)
    kind = group_of(note.code) if note.code else KEPT_NAME
    shown = RowText(RowLook.ROW, note.text, kind, is_faded=True, hint=IGNORED_HINT, mark_tone="placeholder")
    return Node(f"{IGNORED}\n{note}", shown, [place] if place else [], note)


def is_carried(finding: Finding) -> bool:
    """Whether it is a carried-over name, which can be kept, replaced or added to the card."""
    return finding.code.startswith(CARRIED)


def places_of(finding: Finding) -> tuple[Place, ...]:
    """All its places."""
    return (finding.place, *finding.others)


def followed_findings(
    findings: Iterable[Finding], before: Draft, after: Draft, first_only: bool = False
) -> list[tuple[Place, Finding]]:
    """The findings moved to another state of the draft, in its order: all their places or the first."""
    follower = Follower(before, after)

    last = 1 if first_only else None
    moved = ((follower.place(place), finding) for finding in findings for place in places_of(finding)[:last])
    order = {element.id: number for number, element in enumerate(after.elements)}
    found = [(place, finding) for place, finding in moved if place is not None and place.element_id in order]
    return sorted(found, key=lambda each: (order[each[0].element_id], each[0].span))


def moved_finding(finding: Finding, before: Draft, after: Draft) -> Finding:
    """A finding moved to another state of the draft; unchanged if its first place is gone."""
    first = [place for place, _ in followed_findings((finding,), before, after, first_only=True)]
    places = [place for place, _ in followed_findings((finding,), before, after)]
    others = tuple(place for place in places if place not in first)
    return replace(finding, place=first[0], others=others) if first else finding


def settled_and_restored(
    settled: Sequence[Finding], before: Iterable[Finding], after: Sequence[Finding]
) -> tuple[tuple[Finding, ...], Finding | None]:
    """The findings still settled, the latest first; and the one that an undone step brought back."""
    more = Counter(map(_same, after))
    more.subtract(map(_same, before))
    back = [one for one in settled if more[_same(one)] > 0]
    again = [one for one in after if back and _same(one) == _same(back[-1])]
    nearest = min(again, key=lambda one: abs(one.place.span.start - back[-1].place.span.start), default=None)
    return tuple(one for one in settled if one not in back), nearest


def _same(finding: Finding) -> tuple[str, str, str]:
    return finding.code, finding.text, finding.place.element_id


class FoundPlaces:
    """The places of findings in a draft; grouped by paragraph at first use."""

    def __init__(self, findings: Sequence[Finding], draft: Draft) -> None:
        self._findings, self._draft = findings, draft

    def now(self, draft: Draft) -> list[tuple[Place, Finding]]:
        """All places in another state of the draft, in its order."""
        return followed_findings(self._findings, self._draft, draft)

    def in_paragraph(self, element_id: str) -> tuple[str, list[tuple[Span, Finding]]]:
        """The content of an element and its underlines; None for an element that does not exist."""
        element = self._elements.get(element_id)
        if element is None:
            return "", []
        found = self._gathered.get(element_id, ())
        return element.content, [(marked_span(element, at), one) for at, one in found if is_underlined(one.code)]

    @cached_property
    def _elements(self) -> dict[str, Element]:
        return {element.id: element for element in self._draft.elements}

    @cached_property
    def _gathered(self) -> dict[str, list[tuple[Place, Finding]]]:
        found: dict[str, list[tuple[Place, Finding]]] = {}
        for finding in self._findings:
            for place in places_of(finding):
                found.setdefault(place.element_id, []).append((place, finding))
        return found


def next_place(places: Sequence[tuple[Place, Finding]], draft: Draft, here: tuple[str, int], step: int) -> Place | None:
    """The place after (1) or before (-1) an element and an offset in it, wrapping around; None if there is none."""
    order = {element.id: number for number, element in enumerate(draft.elements)}
    at = (order.get(here[0], -1), here[1])
    found = [place for place, _ in places]
    if step > 0:
        ahead = [place for place in found if (order[place.element_id], place.span.start) >= at]
        return next(iter((*ahead, *found)), None)
    behind = [place for place in found if (order[place.element_id], place.span.end) < at]
    return next(reversed((*found, *behind)), None)


def marks(places: Iterable[tuple[Place, Finding]], draft: Draft, tone: Callable[[Severity], str]) -> tuple[Mark, ...]:
    """The places as the pages underline them, each once, coloured by severity; for an ordinal the ordinal itself."""
    known = {element.id: element for element in draft.elements}
    found = (
        (number_of(at.element_id), *_in_text(known[at.element_id], at, finding), tone(finding.severity))
        for at, finding in places
        if at.element_id in known
    )
    return tuple(dict.fromkeys(found))


def _in_text(element: Element, at: Place, finding: Finding) -> tuple[int, int]:
    """The place in the whole text of an element, which begins with its ordinal."""
    shift = len(element.prefix)
    if not at.span and finding.text and finding.text in element.prefix:
        start = element.prefix.index(finding.text)
        return start, start + len(finding.text)
    return at.span.start + shift, at.span.end + shift


def marked_span(element: Element, at: Place) -> Span:
    """The span to underline where the ordinal is not editable: the heading, for a place without characters."""
    return at.span if at.span else Span(0, element.heading_length or len(element.content))


def _rows(findings: Sequence[Finding], contents: Mapping[str, str], mark: Callable[[Finding], str]) -> list[Node]:
    found: dict[str, int] = {}
    rows = []
    for finding in findings:
        same = f"{finding.code}\n{finding.text}\n{finding.place.element_id}"
        found[same] = found.get(same, 0) + 1
        rows.append(_row(f"{same}\n{found[same]}", finding, contents, mark(finding)))
    return rows


def _row(key: str, finding: Finding, contents: Mapping[str, str], mark: str) -> Node:
    places = [place for place in places_of(finding) if place.element_id in contents]
    below = [
        Node(f"{key}\n{number}", partial(_place, place, contents), [place], finding, RowLook.PLACE)
        for number, place in enumerate(places if len(places) > 1 else ())
    ]
    note = f"{len(places)}处 · {mark}" if len(places) > 1 else mark
    return Node(key, partial(_shown, finding, note, contents), places, finding).hold(below)


def _shown(finding: Finding, mark: str, contents: Mapping[str, str]) -> RowText:
    """One line; explanation and context of the current one are shown below the list."""
    return RowText(
        RowLook.ROW,
        titled(finding, contents[finding.place.element_id]),
        mark,
        typed=finding.text if is_carried(finding) else None,
        hint=finding.message,
        mark_tone=TONES[finding.severity],
    )


def titled(finding: Finding, content: str = "") -> str:
    """The words with the replacement; for single marks, which are hard to tell apart, with their neighbours.

    A finding with several places is shown without neighbours, which differ from place to place.
    """
    new, span = finding.replacement, finding.place.span
    text = title_of(finding, finding.text.strip() or "空格")
    change = _number_shown(text, content, span) if new is None else f"{text} → {new or GONE}"
    if finding.others or not _is_sign(finding) or content[span.start : span.end] != text:
        return change
    before, after = content[max(span.start - CLOSE, 0) : span.start], content[span.end :][:1]
    return " → ".join(f"{before}{sign}{after}" for sign in (text, new) if sign is not None)


def _number_shown(text: str, content: str, span: Span) -> str:
    """A bare number with the words of its phrase, 整改问题6个 for 6; any other text as it is."""
    if content[span.start : span.end] != text or BARE_NUMBER.fullmatch(text) is None:
        return text
    before = PHRASE_END.split(content[max(span.start - NAMED_BY, 0) : span.start])[-1]
    after = PHRASE_END.split(content[span.end : span.end + UNIT])[0]
    return f"{before}{text}{after}" if before or after else IN_CELL.format(number=text)


def _is_sign(finding: Finding) -> bool:
    """Whether neither the words nor the replacement contain a letter or digit."""
    return not any(sign.isalnum() for sign in finding.text + (finding.replacement or ""))


def content_at(draft: Draft, finding: Finding) -> str:
    """The paragraph of a finding's first place; None if it is gone."""
    return next((one.content for one in draft.elements if one.id == finding.place.element_id), "")


def before_and_after(finding: Finding | None, draft: Draft) -> tuple[str, str]:
    """The words around the proposal before and after it; empty without a proposal or a visible difference."""
    if finding is None or finding.replacement is None:
        return "", ""
    element = next((one for one in draft.elements if one.id == finding.place.element_id), None)
    span, new = finding.place.span, finding.replacement
    if element is None:
        return "", ""
    if not span:
        rest = element.content[:BESIDE]
        return f"{finding.text}{rest}", f"{new}{rest}"
    before, after = element.content[max(span.start - BESIDE, 0) : span.start], element.content[span.end :][:BESIDE]
    return f"{before}{element.content[span.start : span.end]}{after}", f"{before}{new}{after}"


def around_it(finding: Finding, draft: Draft) -> Context:
    """The words of a finding with their context; for one without words the beginning of the paragraph."""
    return around(content_at(draft, finding), finding.place.span)


def findings_at(places: Iterable[tuple[Place, Finding]], here: Spot) -> list[Finding]:
    """The findings at an element and an offset in it, the shortest first."""
    element_id, offset = here
    found = [each for each in places if each[0].element_id == element_id and _holds(each[0].span, offset)]
    return [finding for _, finding in sorted(found, key=lambda each: each[0].span.end - each[0].span.start)]


def _holds(span: Span, offset: int) -> bool:
    return span.start <= offset <= span.end


def _place(place: Place, contents: Mapping[str, str]) -> RowText:
    return RowText(RowLook.PLACE, "", "", around(contents[place.element_id], place.span))
