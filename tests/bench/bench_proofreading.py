"""The whole check of a draft of some twenty pages: read for the first time with the words at hand, and after one edit.

Nothing is kept from one reading to the next: what is known of paragraphs and clauses is forgotten before each. ``python -m`` this module checks it
once and prints the MB of memory that the process took at most.
"""

import gc
from dataclasses import replace
from itertools import count
from pathlib import Path

from core.checks.checked_text import cut_words
from core.checks.punctuation.without_quotes import without_quotes
from core.checks.spelling.omissions import broken_words, omissions
from core.checks.spelling.surprises import sized_clauses, surprises
from core.model.draft import Draft
from core.workflows.checking.proofreader import Proofreader
from core.workflows.drafting.drafting import DraftRequest, start_draft
from core.workflows.importing.reports import Report, read_report, recognise_report
from tests.bench.frame import Row, figures, median, most_memory, sized

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
SAMPLE = Path(__file__).resolve().parents[2] / "templates" / "年度工作总结" / "示例.txt"
WHOLE_MS, EDIT_MS = 150, 15
MEMORY_MB = 154 + 25
"""What this took before there was a model of signs, and 25 MB more."""

CHARACTERS = sized(12000, 300)
"""On twenty pages of 22 lines, with headings and short last lines."""


def rows() -> list[Row]:
    """Three rows, on the real reports; on the samples where those are missing."""
    draft = _draft()
    kept, edits = Proofreader(), count()

    def whole() -> None:
        for known in (surprises, omissions, broken_words, sized_clauses, cut_words, without_quotes):
            known.cache_clear()
        Proofreader().draft(_edited(draft, next(edits)))

    def after_an_edit() -> None:
        kept.draft(_edited(draft, next(edits)))

    gc.disable()  # as in the window, where cycles are collected when nobody works
    try:
        whole_ms, edit_ms = median(whole), median(after_an_edit)
    finally:
        gc.enable()
    return [
        Row("proofreading, 20 pages", whole_ms, None, WHOLE_MS, "below"),
        Row("the same after an edit", edit_ms, None, EDIT_MS, "below"),
        Row("the same, memory at most", figures(__name__)[0], None, MEMORY_MB, "below", "MB"),
    ]


def _reports() -> list[Report]:
    found = sorted(SEEDS.glob("*.txt"))
    if not found:
        print("proofreading: ../shared is missing, the samples are taken")
        return [recognise_report(SAMPLE.name, SAMPLE.read_bytes()).value]
    return [read_report(path).value for path in found]


def _draft() -> Draft:
    """A draft taken over from one report, made longer with the paragraphs of the others."""
    reports = _reports()
    draft = start_draft(DraftRequest("年度工作总结", 2023, "青禾县档案馆", (reports[0],))).value
    more = [element for report in (*reports[1:], *reports * 20) for element in report.document.elements]
    elements, number = list(draft.elements), 0
    while sum(len(element.text) for element in elements) < CHARACTERS:
        elements.append(replace(more[number], id=f"e{9000 + number}"))
        number += 1
    return replace(draft, elements=tuple(elements))


def _edited(draft: Draft, number: int) -> Draft:
    place = number % len(draft.elements)
    edited = replace(draft.elements[place], content=f"{draft.elements[place].content}{number}")
    return replace(draft, elements=(*draft.elements[:place], edited, *draft.elements[place + 1 :]))


if __name__ == "__main__":
    Proofreader().draft(_draft())
    print(most_memory())
