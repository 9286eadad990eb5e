"""How much of each section is still last year's text (沿用率): unchanged, slightly changed, new."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from core.model.draft import Draft, drafting_numbers
from core.model.elements import Element, Role
from core.model.outline import Section, sections
from core.similarity import best_match

SPACE = re.compile(r"\s+")
CLAUSE = re.compile(r"[^，。；：！？,;!?\n]+")
LIKE = 0.6  # similarity from which a clause counts as a light change of another
MOST_LIKE = 400  # clauses of last year's that one clause is held against


@dataclass(frozen=True, slots=True)
class ReuseShare:
    """Characters of the section ``key`` (Section.key), punctuation and white space not counted."""

    key: str
    unchanged: int
    changed: int
    new: int

    @property
    def total(self) -> int:
        """All characters of the section."""
        return self.unchanged + self.changed + self.new

    @property
    def rate(self) -> float:
        """The share of unchanged characters, 0 to 1; 0 for an empty section."""
        return self.unchanged / self.total if self.total else 0.0


def reuse_shares(draft: Draft) -> tuple[ReuseShare, ...]:
    """The shares of every section in document order.

    A clause that stands anywhere in a basis document for drafting is unchanged. One that is like a
    clause of the paragraphs its section was copied from is lightly changed, such as one with a new figure.
    """
    old = _copied_from(draft)
    own = {element_id: old.get((index, other), ()) for element_id, index, other in draft.origins}
    known = frozenset(chain(chain.from_iterable(old.values()), _whole_titles(draft)))
    elements = {element.id: element for element in draft.elements}
    return tuple(_share(section, elements, own, known) for section in sections(draft.elements))


def _copied_from(draft: Draft) -> dict[tuple[int, str], tuple[str, ...]]:
    """The clauses of all paragraphs of the basis documents that are there for drafting."""
    return {
        (index, one.id): _clauses(one)
        for index in sorted(drafting_numbers(draft))
        for one in draft.basis[index].elements
    }


def _whole_titles(draft: Draft) -> Iterator[str]:
    """The titles of the basis documents: their lines may be divided otherwise than in the draft."""
    for index in drafting_numbers(draft):
        yield _whole(one for one in draft.basis[index].elements if one.role is Role.TITLE)


def _whole(titles: Iterable[Element]) -> str:
    return SPACE.sub("", "".join(each.content for each in titles))


def total_reuse(shares: Sequence[ReuseShare]) -> ReuseShare:
    """The shares of all sections together, with an empty key."""
    return ReuseShare(
        "",
        sum(share.unchanged for share in shares),
        sum(share.changed for share in shares),
        sum(share.new for share in shares),
    )


def _clauses(element: Element) -> tuple[str, ...]:
    if element.role is Role.NOISE:
        return ()
    return tuple(filter(None, (SPACE.sub("", clause) for clause in CLAUSE.findall(element.content))))


def _share(
    section: Section, elements: dict[str, Element], own: dict[str, tuple[str, ...]], known: frozenset[str]
) -> ReuseShare:
    near = tuple(dict.fromkeys(clause for element_id in section.element_ids for clause in own.get(element_id, ())))
    unchanged = changed = new = 0
    for clause, size in _measured((elements[element_id] for element_id in section.element_ids), known):
        if clause in known:
            unchanged += size
        elif best_match(clause, near[:MOST_LIKE], LIKE) is not None:
            changed += size
        else:
            new += size
    return ReuseShare(section.key, unchanged, changed, new)


def _measured(elements: Iterator[Element], known: frozenset[str]) -> Iterator[tuple[str, int]]:
    for element in elements:
        is_whole = element.role is Role.TITLE and _whole((element,)) in known
        for clause in (_whole((element,)),) if is_whole else _clauses(element):
            yield clause, sum(map(str.isalnum, clause))
