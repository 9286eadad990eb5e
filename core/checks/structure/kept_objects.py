"""Pictures, charts and other kept objects that came from last year and that nobody has looked at (沿用待核)."""

from collections.abc import Iterator
from types import MappingProxyType

from core.checks.found import finding
from core.cooperative import BATCH_SIZE, YieldToUi, cooperatively, never_yield
from core.model.blocks import KeptObject
from core.model.draft import Draft
from core.model.elements import Element
from core.model.finding import Finding
from core.model.spans import Place
from core.model.structure.notes import is_of_note

_NAMES = MappingProxyType(
    {
        "picture": "图片",
        "chart": "图表",
        "diagram": "图示",
        "object": "嵌入对象",
        "formula": "公式",
        "shape": "图形",
    }
)
_LONGEST_LABEL = 20


def check_objects(draft: Draft, yield_to_ui: YieldToUi = never_yield) -> Iterator[Finding]:
    """One finding for each object whose picture or content is that of a basis document.

    An object that was put in since is none of last year's. That somebody has confirmed one is stored in the draft, as with
    any other finding, and can be undone and taken back.
    """
    carried = frozenset(
        key for basis in draft.basis for element in basis.elements for each in element.objects for key in _content(each)
    )
    for element in cooperatively(draft.elements, yield_to_ui, BATCH_SIZE) if carried else ():
        yield from _of_element(element, carried)


def _of_element(element: Element, carried: frozenset[str]) -> Iterator[Finding]:
    named: list[str] = []
    for each in element.objects:
        if is_of_note(each):  # its text is asked for fact by fact
            continue
        name = _name(each)
        named.append(name)
        if not carried.isdisjoint(_content(each)):
            again = named.count(name)
            text = name if again == 1 else f"{name}（本段第{again}个）"
            yield finding("complete_object", Place(element.id), text)


def _content(each: KeptObject) -> frozenset[str]:
    """The keys of the bytes by which an object is known however it was resized or moved."""
    return frozenset(part.media for part in each.parts) or frozenset((each.media,))


def _name(each: KeptObject) -> str:
    sort = _NAMES.get(each.kind, "对象")
    label = " ".join(each.label.split())
    shown = label if len(label) <= _LONGEST_LABEL else label[: _LONGEST_LABEL - 1] + "…"
    return f"{sort}“{shown}”" if shown else sort
