"""Creates a new draft from last year's report or from a kind's skeleton."""

import secrets
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from operator import attrgetter

from core.editing.grids.turning import turn_tables, wide_tables
from core.editing.outline.renumber import renumbered
from core.editing.outline.sections import rename
from core.editing.text.one_line import one_line
from core.editing.text.values import with_settled
from core.errors import AppError
from core.model.blocks import joined_media
from core.model.change import apply, number_of
from core.model.document import Document, Kind, KindSection
from core.model.draft import Basis, BasisRole, Draft, Identity
from core.model.elements import Element, Role
from core.model.fact import Fact, FactKind
from core.model.outline import subtree
from core.model.particulars import CARD
from core.model.proposal import Term
from core.model.tables.fit import USUAL_AREA, TypeArea
from core.numbering import find_ordinal, write_ordinal
from core.result import NO_PARAMETERS, Notice, Result
from core.word.layouts.templating import render_text
from core.workflows.drafting.report_draft import copied_draft, highest_number, margin_particulars
from core.workflows.exporting.draft_pages import DraftSetter
from core.workflows.exporting.particulars import LAYOUT, kept_values, set_particulars
from core.workflows.facts import find_facts
from core.workflows.importing.account import DRAFTED, SHOWN_TEXTS, left_out, left_out_notices
from core.workflows.importing.base_years import BasisYear, answer_asked, asked_years, report_year, year_notices
from core.workflows.importing.kind_cards import list_cards
from core.workflows.importing.kinds import kind_named, phrase_values
from core.workflows.importing.reports import Report
from core.workflows.yearly.bases import with_role
from core.workflows.yearly.plans import NO_ROLES, has_plan_kind


@dataclass(frozen=True, slots=True)
class DraftRequest:
    """The user's choices: kind, year and unit, the prior reports, and what to do with the first one's outline.

    ``card`` is the name of the draft's unit card, empty for none. ``layout`` is used where the unit has none of its
    own; empty stands for the kind's. ``base_year`` is the year of the leading basis document, 0 if it was not asked or
    not answered.

    ``roles`` are what the user said about some of the basis documents, by their number.

    ``dropped`` holds ids of headings of the leading basis document that are left out with everything under them,
    ``renamed`` new texts for others. Both use the ids of the report that ``leading`` returns.
    """

    kind: str
    year: int
    unit: str = ""
    basis: tuple[Report, ...] = ()
    dropped: frozenset[str] = frozenset()
    renamed: Mapping[str, str] = field(default_factory=lambda: NO_PARAMETERS)
    card: str = ""
    layout: str = ""
    base_year: int = 0
    roles: Mapping[int, BasisRole] = field(default_factory=lambda: NO_ROLES)


def leading(basis: Sequence[Report], kind: str, roles: Mapping[int, BasisRole] = NO_ROLES) -> int | None:
    """The basis document whose outline and text the draft starts from; None for none.

    The first that the user wants for drafting. Of those without a role: the first of the same kind, else of the kinds
    that this one usually takes over, in their order, else the first.
    """
    said = [number for number, role in sorted(roles.items()) if role is BasisRole.DRAFTING]
    free = [number for number in range(len(basis)) if number not in roles]
    if said or not free:
        return next(iter(said), None)
    usual = next((card.basis for card in list_cards() if card.name == kind), ())
    kinds = [basis[number].document.kind for number in free]
    return next((free[kinds.index(wanted)] for wanted in (kind, *usual) if wanted in kinds), free[0])


def leading_year(request: DraftRequest) -> "BasisYear | None":
    """The year of the leading basis document; None without one. BadUse for an unknown kind."""
    chosen = leading(request.basis, request.kind, request.roles)
    if chosen is None:
        return None
    now = Term(request.kind, request.year, kind_named(request.kind).period)
    return report_year(request.basis[chosen], now, request.base_year)


def start_draft(request: DraftRequest) -> Result[Draft]:
    """A new draft. Every value carried over from a basis document is open; of a skeleton only the masks are facts.

    The basis documents are stored whole in the draft. Its particulars are those stored for the unit; its layout is the
    unit's, else that of its kind. Raises BadUse for an unknown kind.
    """
    kind = kind_named(request.kind)
    made = _draft_made(request, kind)
    kept = kept_values(made.value.identity.unit)
    given = {LAYOUT: request.layout or kind.layout, CARD: request.card, **kept.value}
    draft = apply(made.value, set_particulars(made.value, {name: text for name, text in given.items() if text}))
    for number, role in request.roles.items():
        if number < len(draft.basis) and not (role is BasisRole.PLAN and has_plan_kind(kind.name)):
            draft = with_role(draft, number, role)
    draft, asked = _with_year(draft, request)
    draft, turned = _with_wide_tables_turned(draft)
    return Result(draft, (*made.notices, *kept.notices, *asked, *turned))


def _with_wide_tables_turned(draft: Draft) -> tuple[Draft, tuple[Notice, ...]]:
    """The draft with tables that are too wide for an upright page on landscape pages, and the notice about them."""
    area = _area_of(draft)
    ids = wide_tables(draft, None, area.width)
    if not ids:
        return draft, ()
    lines = tuple(element.line for element in draft.elements if element.id in ids)
    return turn_tables(draft, ids, True, area), (Notice("tables_turned", 0, NO_PARAMETERS, "table", len(ids), lines),)


def _area_of(draft: Draft) -> TypeArea:
    """The type area of the draft's layout, which is loaded only for tables; the usual one of a layout that cannot be used."""
    with suppress(AppError):  # who shows or exports the pages says what is wrong with it
        if any(element.role is Role.TABLE for element in draft.elements):
            return DraftSetter().area(draft)
    return USUAL_AREA


def _with_year(draft: Draft, request: DraftRequest) -> tuple[Draft, tuple[Notice, ...]]:
    """The draft with the answer about the base year, and the notice if the question is still open."""
    if not draft.basis:
        return draft, ()
    if request.base_year:
        draft = apply(draft, answer_asked(draft, request.base_year))
    return draft, year_notices(asked_years(draft))


def _draft_made(request: DraftRequest, kind: Kind) -> Result[Draft]:
    chosen = leading(request.basis, request.kind, request.roles)
    unit = one_line(request.unit).strip()
    identity = Identity(kind.name, request.year, unit, kind.period, secrets.token_hex(4))
    if chosen is None:
        return Result(_from_skeleton(kind, identity))
    above = tuple(margin_particulars(request.basis[chosen].document, NO_PARAMETERS).items())
    draft = copied_draft(request.basis[chosen].document, replace(identity, particulars=above), chosen)
    lost = _left_out(request.basis[chosen].document, draft)
    basis = tuple(Basis(r.name, r.document.elements) for r in request.basis)
    media = joined_media(draft.media, *(report.document.media for report in request.basis))
    draft = replace(draft, basis=basis, import_notices=request.basis[chosen].import_notices, media=media)
    whole, draft = draft, _without_dropped(draft, request.dropped)
    lost += _renumbered_notices(whole, draft)
    draft = _titled(draft, kind)
    draft = with_settled(replace(draft, facts=_carried(draft, request.basis[chosen])))
    draft = replace(draft, serial=highest_number(draft))
    for heading_id, heading in request.renamed.items():
        if any(element.id == heading_id for element in draft.elements):
            draft = apply(draft, rename(draft, heading_id, heading))
    return Result(draft, lost)


def proposed_title(kind: Kind, identity: Identity) -> str:
    """The title for year and unit by the kind's pattern."""
    return render_text(kind.title, phrase_values(identity)).strip()


def _without_dropped(draft: Draft, dropped: frozenset[str]) -> Draft:
    elements = draft.elements
    for heading_id in sorted(dropped):
        if any(element.id == heading_id for element in elements):
            start, end = subtree(elements, heading_id)
            elements = elements[:start] + elements[end:]
    if elements == draft.elements:
        return draft
    return replace(draft, elements=renumbered(elements, draft.numbering, draft))


def _renumbered_notices(before: Draft, after: Draft) -> tuple[Notice, ...]:
    """Notices about numbers that differ from the source because sections before them were dropped."""
    old = {element.id: element.ordinal for element in before.elements}
    changed = [element for element in after.elements if old[element.id] != element.ordinal]
    if not changed:
        return ()
    shown = [f"“{old[element.id]}”改为“{element.ordinal}”" for element in changed[:SHOWN_TEXTS]]
    texts = "，".join(shown) + "等" * (len(changed) > len(shown))
    lines = tuple(element.line for element in changed)
    return (Notice("ordinals_renumbered", 0, {"texts": texts}, "", len(changed), lines),)


def _carried(draft: Draft, report: Report) -> tuple[Fact, ...]:
    """All facts of carried-over text; of text written for this year only the masks.

    They are not looked for again where the text is that of the report as it was read.
    """
    copied = frozenset(element_id for element_id, _, _ in draft.origins)
    is_same = list(map(_READ, draft.elements)) == list(map(_READ, report.document.elements))
    found = report.facts if is_same else find_facts(draft.elements)
    return tuple(f for f in found if f.kind is FactKind.MASK or f.element_id in copied)


_READ = attrgetter("id", "role", "prefix", "content", "heading_length", "level", "cell", "table", "emphasis")
"""What facts are found by."""


def _titled(draft: Draft, kind: Kind) -> Draft:
    """The draft with a proposed title in front when its basis has none."""
    if draft.title:
        return draft
    number = max(number_of(element.id) for element in draft.elements) + 1 if draft.elements else 1
    title = Element(f"e{number}", Role.TITLE, proposed_title(kind, draft.identity))
    return replace(draft, elements=(title, *draft.elements))


def _left_out(document: Document, copied: Draft) -> tuple[Notice, ...]:
    """Notices about content of a basis document that did not come into the draft."""
    found = left_out(document.elements, (element.text for element in copied.elements))
    return left_out_notices(document.elements, found, DRAFTED) if found else ()


def _from_skeleton(kind: Kind, identity: Identity) -> Draft:
    """Title, opening, the kind's sections and closing; values in the phrases are this year's own, masks are open."""
    values = phrase_values(identity)
    parts = [Element("", Role.TITLE, proposed_title(kind, identity))]
    parts += _paragraphs(render_text(kind.vocative, values), Role.ADDRESSEE)
    parts += _paragraphs(render_text(kind.opening, values), Role.PREAMBLE)
    for section in kind.sections:
        parts += _section_parts(section, kind, values)
    parts += _paragraphs(render_text(kind.closing, values), Role.CLOSING)
    parts += [Element("", Role.SIGNATURE, identity.unit)] if identity.unit else []
    elements = tuple(replace(element, id=f"e{index}") for index, element in enumerate(parts, 1))
    elements = renumbered(elements, kind.numbering)
    masks = tuple(fact for fact in find_facts(elements) if fact.kind is FactKind.MASK)
    draft = Draft(identity, elements, masks, kind.numbering)
    return replace(draft, serial=highest_number(draft))


def _section_parts(section: KindSection, kind: Kind, values: Mapping[str, object]) -> list[Element]:
    heading = render_text(section.heading, values).strip()
    parts = [Element("", Role.HEADING, heading, write_ordinal(1, "一、"), 1, 1, len(heading))]
    parts += _paragraphs(render_text(section.text, values), Role.BODY)
    prefix = write_ordinal(1, kind.item_shape)
    ordinal = find_ordinal(prefix)
    for item in section.items:
        content = render_text(item, values).strip()
        length = content.find("。") + 1 or len(content)
        level = ordinal.level if ordinal else 0
        parts.append(Element("", Role.HEADING, content, prefix, level, 2, length, length < len(content)))
    return parts


def _paragraphs(text: str, role: Role) -> list[Element]:
    return [Element("", role, line.strip()) for line in text.splitlines() if line.strip()]
