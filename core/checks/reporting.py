"""How a check reports: a ``Finding`` with parameters, whose sentence the workflow fills in."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from core.checks.registry import CODES
from core.model.elements import Element
from core.model.finding import Finding, WordRow
from core.model.spans import Place, Span


def finding(code: str, place: Place, text: str, replacement: str | None = None, /, **parameters: str) -> Finding:
    """A finding of the usual severity of its code, not yet in words. KeyError for a code without a record.

    ``parameters`` are what the sentence names beside ``text`` and ``right``, which are the text and the replacement unless
    they are given. The parameter ``sentence`` names another sentence than that of the code.
    """
    return Finding(code, CODES[code].severity, place, text, "", replacement, (), tuple(parameters.items()))


def finding_at(
    element: Element, span: Span, code: str, replacement: str | None = None, /, **parameters: str
) -> Finding:
    """A finding at a span of the content of an element."""
    text = element.content[span.start : span.end]
    return finding(code, Place(element.id, span), text, replacement, **parameters)


def of_row(row: WordRow, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings as those of a row of a word table."""
    return (replace(one, row=row) for one in findings)
