"""Clipboard text and tables with facts and emphasis: both come along within a draft, in another one the emphasis and the facts
that nobody has looked at."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import count
from typing import Any

from core.drafts.codec import FACT_COLUMNS, fact_from, fact_row, table_from, table_json
from core.editing.text.paragraphs import TypedParagraph
from core.model.blocks import LOOKS, Emphasis, moved_emphasis
from core.model.draft import Draft
from core.model.fact import Fact
from core.model.spans import Span
from core.model.tables.given import GivenTable, GivenText

TEXTS = frozenset(FACT_COLUMNS) - {"start", "end", "value"}


CopiedBlock = GivenText | GivenTable


def lines_of_clip(draft: Draft, lines: Iterable[TypedParagraph]) -> list[GivenText]:
    """Lines with facts of the draft; facts unknown to the draft are left out."""
    known = {fact.id: fact for fact in draft.facts}
    return [
        GivenText(
            line.content,
            tuple(replace(known[f.fact_id], start=f.start, end=f.end) for f in line.facts if f.fact_id in known),
            line.emphasis or (),
        )
        for line in lines
    ]


def clip_of(draft: Draft, blocks: Iterable[CopiedBlock]) -> bytes:
    """Paragraphs and tables of the draft with facts and emphasis, for the clipboard."""
    rows = [_table_rows(block) if isinstance(block, GivenTable) else _words_rows(block) for block in blocks]
    return json.dumps({"draft": draft.identity.key, "lines": rows}, ensure_ascii=False).encode("utf-8")


def _words_rows(words: GivenText) -> list[Any]:
    looks = [[each.start, each.end, *each.looks] for each in words.emphasis]
    return [words.text, list(map(fact_row, words.facts)), looks]


def _table_rows(block: GivenTable) -> dict[str, Any]:
    return {"table": table_json(block.table), "words": list(map(_words_rows, block.words))}


def clip_from(draft: Draft, data: bytes) -> tuple[CopiedBlock, ...]:
    """The content made by ``clip_of``: with the present values of its fields in the same draft. In another one open facts are
    fields of their own there, still open, all others plain words.

    Empty when it cannot be parsed.
    """
    try:
        found = json.loads(data)
        blocks = [_block(row) for row in found["lines"]]
        is_own = bool(draft.identity.key) and found["draft"] == draft.identity.key
    except (ValueError, TypeError, KeyError, IndexError, RecursionError):
        return ()
    if is_own:
        now = {fact.field: fact for fact in reversed(draft.facts)}
        return tuple(_with_words(block, lambda words: _words_now(words, now)) for block in blocks)
    newcomers = _Newcomers(draft, blocks)
    return tuple(_with_words(block, newcomers.words) for block in blocks)


class _Newcomers:
    """Gives the facts of another draft ids and groups that the draft does not have, nor gives to what comes with them."""

    def __init__(self, draft: Draft, blocks: Sequence[CopiedBlock]) -> None:
        texts = [each for block in blocks for each in (block.words if isinstance(block, GivenTable) else (block,))]
        self._numbers = count(draft.serial + 1 + len(blocks) + len(texts) + sum(len(each.facts) for each in texts))
        self._groups: dict[str, str] = {}

    def words(self, words: GivenText) -> GivenText:
        """The words with the facts that are open."""
        return replace(words, facts=tuple(self._own(fact) for fact in words.facts if fact.state.is_open))

    def _own(self, fact: Fact) -> Fact:
        name = f"f{next(self._numbers)}"
        group = self._groups.setdefault(fact.group, name) if fact.group else ""
        return replace(fact, id=name, group=group, element_id="", source="", note="")


def _block(row: Any) -> CopiedBlock:
    if isinstance(row, list):
        return _words(row)
    table, words = table_from(row["table"]), tuple(map(_words, row["words"]))
    if not table.is_tiled() or len(words) != len(table.cells):
        raise ValueError
    return GivenTable(table, words)


def _words(row: Sequence[Any]) -> GivenText:
    text, facts, looks = row
    return GivenText(_text(text), _facts(_text(text), facts), _emphasis(_text(text), looks))


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
        if not end <= fact.start <= fact.end <= len(text) or fact.text != text[fact.start : fact.end]:
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


def _with_words(block: CopiedBlock, made: Callable[[GivenText], GivenText]) -> CopiedBlock:
    if isinstance(block, GivenTable):
        return replace(block, words=tuple(map(made, block.words)))
    return made(block)


def _words_now(line: GivenText, now: Mapping[str, Fact]) -> GivenText:
    """The words with the present value of every field that is still in the draft."""
    if not line.facts:
        return line
    text, facts, at, emphasis = "", [], 0, line.emphasis
    for fact in line.facts:
        own = replace(now.get(fact.field, fact), id=fact.id)
        text += line.text[at : fact.start]
        emphasis = moved_emphasis(emphasis, Span(len(text), len(text) + len(fact.text)), len(own.text))
        facts.append(replace(own, start=len(text), end=len(text) + len(own.text)))
        text, at = text + own.text, fact.end
    return GivenText(text + line.text[at:], tuple(facts), emphasis)
