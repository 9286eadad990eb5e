"""The verbs ``new`` and ``fill``."""

import json
from argparse import Namespace
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path

from core.cli.drafts import opened_to_write, report_of
from core.cli.output import print_json, print_notices
from core.errors import BadInput, BadUse
from core.model.change import apply, difference
from core.model.draft import Draft
from core.model.fact import Fact
from core.model.outline import fields
from core.model.scales import intended_value
from core.model.spans import Place
from core.model.text import without_invisible
from core.reading import read_limited
from core.result import Notice
from core.stores.cards import card_names, fitting_card, load_card
from core.workflows.checking.consistency import readiness_of
from core.workflows.drafting.drafting import DraftRequest, leading, start_draft
from core.workflows.drafting.editing import field_of
from core.workflows.drafting.filling import fill_in, remark_on_value
from core.workflows.drafting.session import create_session
from core.workflows.importing import listing
from core.workflows.importing.reports import Report, proposed_unit

LONGEST_NUMBER = 30
"""Digits of a number in JSON; the gross product of the world in 分 has seventeen."""


def new(options: Namespace) -> None:
    """Make a draft of a kind, from prior reports or from the kind's skeleton."""
    reports = [report_of(path, options.ocr) for path in options.basis]
    basis = tuple(report.value for report in reports)
    card, unit = _card_and_unit(options, basis)
    draft = start_draft(DraftRequest(options.kind, options.year, unit, basis, card=card, base_year=options.base_year))
    create_session(options.output, draft.value, datetime.now).close()
    notices = (*(notice for report in reports for notice in report.notices), *draft.notices)
    if options.json:
        print_json(listing.new_shape(options.output, draft.value, readiness_of(draft.value), card, notices))
    else:
        used = (f"单位名片：{card}",) if card else ()
        print(
            "\n".join(
                (
                    f"已建立稿件：{options.output}",
                    *used,
                    listing.readiness_text(draft.value.facts, readiness_of(draft.value)),
                )
            )
        )
    print_notices(notices)


def _card_and_unit(options: Namespace, basis: Sequence[Report]) -> tuple[str, str]:
    """The card asked for, or else the one made for the unit, and the draft's unit. BadUse for a card that is not there."""
    chosen = leading(basis, options.kind)
    if not options.card:
        return fitting_card(options.unit or (proposed_unit(basis[chosen]) if chosen is not None else "")), options.unit
    if options.card not in card_names():
        raise BadUse("card_unknown", name=options.card, known="、".join(card_names()) or "还没有")
    card = load_card(options.card).value
    return options.card, options.unit or (card.unit if card else "")


def fill(options: Namespace) -> None:
    """Give values to facts; all of them or, when one cannot be given, none."""
    given = {**_values_in(options.source), **dict(options.pairs)}
    values = {
        identifier: " ".join(value.replace("\t", " ").splitlines()).strip() for identifier, value in given.items()
    }
    if not values:
        raise BadUse("fill_nothing")
    seen = {identifier: without_invisible(value) for identifier, value in values.items()}
    unseen = sum(map(len, values.values())) - sum(map(len, seen.values()))
    with opened_to_write(options.draft) as session:
        before, after = session.draft, _filled(session.draft, seen)
        session.do(difference(before, after, Place(before.elements[0].id), "批量填写要素"))
    touched = [fact for fact in after.facts if fact.id in seen]
    print(f"已填写{len(fields(touched))}项。{listing.readiness_text(after.facts, readiness_of(after))}")
    unseen_notice = [Notice("value_unseen_signs", unseen)] if unseen else []
    print_notices([*_doubts(before, touched, seen), *_notes(before, touched, seen), *unseen_notice])


def _notes(before: Draft, touched: Sequence[Fact], values: Mapping[str, str]) -> list[Notice]:
    """Notices where the written value differs from the given one (a field given twice, a scale appended)."""
    wanted = {fact.id: intended_value(field_of(before, fact.id)[0], values[fact.id]) or fact.prior for fact in touched}
    overruled = "、".join(fact.id for fact in touched if fact.text != wanted[fact.id])
    scaled = "、".join(f"{name}={text}" for name, text in wanted.items() if values[name] and text != values[name])
    notices = [Notice("fill_overruled", 0, {"ids": overruled})] if overruled else []
    return notices + ([Notice("fill_as_before", 0, {"values": scaled})] if scaled else [])


def _doubts(before: Draft, touched: Sequence[Fact], values: Mapping[str, str]) -> list[Notice]:
    """A notice of the values that do not fit their facts; none without any."""
    remarks = {fact.id: remark_on_value(before, fact, values[fact.id]) for fact in touched}
    odd = "、".join(f"{name}={values[name]}（{remark}）" for name, remark in remarks.items() if remark)
    return [Notice("fill_doubtful", 0, {"values": odd})] if odd else []


def _filled(draft: Draft, values: Mapping[str, str]) -> Draft:
    """The draft with every value entered as if typed into its field; an empty one restores last year's text.

    Raises BadUse for an unknown id.
    """
    for identifier, value in values.items():
        draft = apply(draft, fill_in(draft, identifier, value))
    return draft


def _values_in(source: Path | None) -> Mapping[str, str]:
    """Values by fact id from a JSON file; none without a file."""
    if source is None:
        return {}
    try:
        text = read_limited(source).decode("utf-8-sig")
        found = json.loads(
            text, object_pairs_hook=_without_repeats, parse_constant=_number, parse_float=_number, parse_int=_number
        )
    except (ValueError, InvalidOperation, RecursionError) as error:
        raise BadInput("fill_not_json", name=source.name) from error
    if not isinstance(found, dict) or not all(map(_is_value, found.values())):
        raise BadInput("fill_not_json", name=source.name)
    return found


def _is_value(value: object) -> bool:
    return isinstance(value, str)


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """The pairs as an object. Raises ValueError for a repeated id, as it is unknown which value is meant."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError(pairs)
    return found


def _number(text: str) -> str:
    """A JSON number as it stands in a sentence: 3.10 as written, 1e3 as 1000. Raises ValueError for 1e999 and NaN."""
    number = Decimal(text) if len(text) <= LONGEST_NUMBER else Decimal("inf")
    if not number.is_finite() or abs(number.adjusted()) > LONGEST_NUMBER:
        raise ValueError(text[:LONGEST_NUMBER])
    return f"{number:f}"
