"""Clipboard text with its facts and emphasis: restored when pasted into the same draft; elsewhere it is plain text."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from core.drafts.codec import FACT_COLUMNS, fact_from, fact_row
from core.editing.text.paragraphs import TypedParagraph
from core.model.blocks import LOOKS, Emphasis, moved_emphasis
from core.model.draft import Draft
from core.model.fact import Fact
from core.model.spans import Span

TEXTS = frozenset(FACT_COLUMNS) - {"start", "end", "value"}


@dataclass(frozen=True, slots=True)
class ClipLine:
    """One paragraph or a part of it; the spans of ``facts`` and ``emphasis`` are in ``text``, in order."""

    text: str
    facts: tuple[Fact, ...] = ()
    emphasis: tuple[Emphasis, ...] = ()


def clip_of(draft: Draft, lines: Iterable[TypedParagraph]) -> bytes:
    """Lines with facts of the draft, for the clipboard; facts unknown to the draft are left out."""
    known = {fact.id: fact for fact in draft.facts}
    rows = [
        [
            line.content,
            [fact_row(replace(known[f.fact_id], start=f.start, end=f.end)) for f in line.facts if f.fact_id in known],
            [[each.start, each.end, *each.looks] for each in line.emphasis or ()],
        ]
        for line in lines
    ]
    return json.dumps({"draft": draft.identity.key, "lines": rows}, ensure_ascii=False).encode("utf-8")


def clip_from(draft: Draft, data: bytes) -> tuple[ClipLine, ...]:
    """The content made by ``clip_of`` for this draft, with the present values of its fields.

    Empty when it belongs to another draft or cannot be parsed.
    """
    try:
        found = json.loads(data)
        if not draft.identity.key or found["draft"] != draft.identity.key:
            return ()
        lines = [
            ClipLine(_text(text), _facts(_text(text), rows), _emphasis(_text(text), looks))
            for text, rows, looks in found["lines"]
        ]
    except (ValueError, TypeError, KeyError, RecursionError):
        return ()
    now = {fact.field: fact for fact in reversed(draft.facts)}
    return tuple(_of_now(line, now) for line in lines)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _facts(text: str, rows: Sequence[Sequence[Any]]) -> tuple[Fact, ...]:
    end, facts = 0, []
    for row in rows:
        named = dict(zip(FACT_COLUMNS, row, strict=True))
        if not all(isinstance(named[name], str) for name in TEXTS) or not isinstance(named["value"], str | None):
            raise TypeError
        fact = fact_from(row)
        if not end <= fact.start < fact.end <= len(text) or fact.text != text[fact.start : fact.end]:
            raise ValueError
        facts.append(fact)
        end = fact.end
    return tuple(facts)


def _emphasis(text: str, rows: Sequence[Sequence[Any]]) -> tuple[Emphasis, ...]:
    at, found = 0, []
    for start, end, *looks in rows:
        if not at <= start < end <= len(text) or not looks or not frozenset(LOOKS).issuperset(looks):
            raise ValueError
        found.append(Emphasis(start, end, tuple(looks)))
        at = end
    return tuple(found)


def _of_now(line: ClipLine, now: dict[str, Fact]) -> ClipLine:
    """The line with the present value of every field that is still in the draft."""
    text, facts, at, emphasis = "", [], 0, line.emphasis
    for fact in line.facts:
        own = replace(now.get(fact.field, fact), id=fact.id)
        text += line.text[at : fact.start]
        emphasis = moved_emphasis(emphasis, Span(len(text), len(text) + len(fact.text)), len(own.text))
        facts.append(replace(own, start=len(text), end=len(text) + len(own.text)))
        text, at = text + own.text, fact.end
    return ClipLine(text + line.text[at:], tuple(facts), emphasis)
