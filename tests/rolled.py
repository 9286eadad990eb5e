"""Sentences with their proposals in a tiny language: ``⟦2022年→2023年⟧以来``, ``⟦1－7月→?⟧`` asks, ``⟦2022年→2023年?⟧`` asks
with a suggestion, ``⟦2012年=⟧`` is kept."""

import re

from core.model.elements import Element, Role
from core.model.proposal import Proposal, Term
from core.numbering import find_ordinal
from core.roll_over.propose import propose
from core.workflows.facts import find_facts
from core.workflows.yearly.roll_over import load_tables

MARK = re.compile(r"⟦([^⟦⟧→=]*)(=|→)([^⟦⟧]*)⟧")


def plain(marked: str) -> str:
    """The sentence without its marks."""
    return MARK.sub(r"\1", marked)


def element_of(text: str, number: int = 1) -> Element:
    """A heading if it opens with an ordinal, a title if it does not end like a sentence, else a body paragraph."""
    ordinal = find_ordinal(text)
    if ordinal and ordinal.level:
        content = text[ordinal.end :]
        return Element(f"e{number}", Role.HEADING, content, text[: ordinal.end], 1, 1, len(content))
    return Element(f"e{number}", Role.BODY if text[-1] in "。！；" else Role.TITLE, text)


def marked(text: str, proposals: tuple[Proposal, ...]) -> str:
    """The sentence with the marks of its proposals."""
    for proposal in reversed(proposals):
        span = proposal.place.span
        asked = f"{proposal.suggestion or ''}?"
        new = "=" if proposal.is_kept else f"→{asked if proposal.asks else proposal.replacement}"
        text = f"{text[: span.start]}⟦{proposal.text}{new}⟧{text[span.end :]}"
    return text


def proposals_for(text: str, basis: Term, now: Term) -> tuple[Proposal, ...]:
    """The proposals for one paragraph."""
    elements = (element_of(text),)
    return propose(elements, find_facts(elements), basis, now, load_tables())


def rolled(sentence: str, basis: Term, now: Term) -> str:
    """A marked sentence as the program marks it, after its ordinal."""
    text = plain(sentence)
    element = element_of(text)
    return element.prefix + marked(element.content, proposals_for(text, basis, now))
