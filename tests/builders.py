"""Drafts for tests in a tiny language, one element a line.

    h1 一、|开展情况
    h2 （一）|加强学习。‖选派{**}名干部，举办{g1:48}期。
    body |正文
    point 一是|抓学习。

``h1``-``h4`` are headings of that depth and level, ``‖`` ends a run-in heading, ``{text}`` is a fact of its own field
and ``{group:text}`` one place of a field; a text without digits is a mask.
"""

import re

from core.model.document import Numbering
from core.model.draft import Draft, Identity
from core.model.elements import Element, Role
from core.model.fact import Fact, FactKind, FactState

BRACES = re.compile(r"\{(?:(\w+):)?([^}]*)\}")
YEAR = 2023
RESTART = Numbering()


def body(text: str, number: int = 1) -> Element:
    """A paragraph of running text."""
    return Element(f"e{number}", Role.BODY, text)


def make_draft(source: str, numbering: Numbering = RESTART) -> Draft:
    """The draft that the lines describe."""
    elements: list[Element] = []
    facts: list[Fact] = []
    for index, line in enumerate((line.strip() for line in source.strip().splitlines()), 1):
        name, rest = line.split(" ", 1)
        prefix, marked = rest.split("|", 1)
        content, found = _facts(marked.replace("‖", ""), f"e{index}", len(facts))
        facts += found
        head = len(BRACES.sub(r"\2", marked.split("‖")[0])) if "‖" in marked or name[0] == "h" else 0
        depth = int(name[1]) if re.fullmatch(r"h\d", name) else 0
        role = Role.HEADING if depth else Role(name)
        elements.append(
            Element(f"e{index}", role, content, prefix, depth, depth, head, head < len(content) and head > 0)
        )
    identity = Identity("上半年工作总结", YEAR, "青禾县档案馆", "上半年", "abcd1234")
    return Draft(identity, tuple(elements), tuple(facts), numbering, serial=max(len(elements), len(facts)))


def _facts(marked: str, element_id: str, before: int) -> tuple[str, list[Fact]]:
    content, facts, end = "", [], 0
    for match in BRACES.finditer(marked):
        content += marked[end : match.start()]
        number = before + len(facts) + 1
        text = match[2]
        mask = not any(character.isdigit() for character in text)
        facts.append(
            Fact(
                id=f"f{number}",
                kind=FactKind.MASK if mask else FactKind.FIGURE,
                subkind="figure" if mask else "count",
                element_id=element_id,
                start=len(content),
                end=len(content) + len(text),
                text=text,
                group=match[1] or f"own{number}",
                state=FactState.EMPTY if mask else FactState.CARRIED,
                prior=text,
            )
        )
        content += text
        end = match.end()
    return content + marked[end:], facts


def lines_of(draft: Draft) -> list[str]:
    """The draft's paragraphs as they stand, ordinals included."""
    return [element.text for element in draft.elements]


def fact_texts(draft: Draft) -> list[str]:
    """What stands in the text where each fact says it is."""
    content = {element.id: element.content for element in draft.elements}
    return [content[fact.element_id][fact.start : fact.end] for fact in draft.facts]
