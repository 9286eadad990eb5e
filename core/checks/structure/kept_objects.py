"""Pictures, charts, other kept objects and pages of contents of last year's that nobody has looked at (沿用待核)."""

from collections.abc import Iterable, Iterator

from core.checks.reporting import finding
from core.cooperative import BATCH_SIZE, YieldToUi, cooperatively, never_yield
from core.model.blocks import KeptObject
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.finding import Finding
from core.model.spans import Place
from core.model.structure.notes import is_of_note
from core.model.structure.objects import OBJECT_NAMES
from core.model.structure.scan_strips import is_strip

_LONGEST_LABEL = 20
_CONTENTS = "目录的页码"


def check_objects(draft: Draft, yield_to_ui: YieldToUi = never_yield) -> Iterator[Finding]:
    """One finding for each object whose picture or content is that of a basis document, and one for its page of contents.

    An object that was put in since is none of last year's. That somebody has confirmed one is stored in the draft, as with
    any other finding, and can be undone and taken back.
    """
    yield from (found for _, found in carried_objects(draft, yield_to_ui))


def carried_objects(draft: Draft, yield_to_ui: YieldToUi = never_yield) -> Iterator[tuple[int, Finding]]:
    """The same findings, each with the number of its object in the element, -1 for the page of contents."""
    yield from _of_contents(draft)
    own = [element for element in draft.elements if element.objects]
    if own:
        carried = frozenset(_carried(draft))
        for element in cooperatively(own, yield_to_ui, BATCH_SIZE) if carried else ():
            yield from _of_element(element, carried)


def _carried(draft: Draft) -> Iterator[str]:
    """The contents of all objects of the basis documents."""
    return (
        key for basis in draft.basis for element in basis.elements for each in element.objects for key in _content(each)
    )


def _of_contents(draft: Draft) -> Iterator[tuple[int, Finding]]:
    """The page numbers of a page of contents are no facts: they are looked at together when the text is done."""
    pages = list(_pages_in(draft.elements))
    known = {each.text for basis in draft.basis for each in _pages_in(basis.elements)} if pages else frozenset[str]()
    if not known.isdisjoint(each.text for each in pages):
        yield -1, finding("complete_object", Place(pages[0].id), _CONTENTS)


_LINE_OF_CONTENTS = Role.CONTENTS


def _pages_in(elements: Iterable[Element]) -> Iterator[Element]:
    """The lines of contents that end with the number of a page."""
    return (each for each in elements if each.role is _LINE_OF_CONTENTS and each.content.rstrip()[-1:].isdigit())


def _of_element(element: Element, carried: frozenset[str]) -> Iterator[tuple[int, Finding]]:
    named: list[str] = []
    for number, each in enumerate(element.objects):
        if is_of_note(each) or is_strip(each):  # text is asked for fact by fact
            continue
        name = _name(each)
        named.append(name)
        if not carried.isdisjoint(_content(each)):
            again = named.count(name)
            text = name if again == 1 else f"{name}（本段第{again}个）"
            yield number, finding("complete_object", Place(element.id), text)


def _content(each: KeptObject) -> frozenset[str]:
    """The keys of the bytes by which an object is known however it was resized or moved."""
    return frozenset(part.media for part in each.parts) or frozenset((each.media,))


def _name(each: KeptObject) -> str:
    sort = OBJECT_NAMES.get(each.kind, "对象")
    label = " ".join(each.label.split())
    shown = label if len(label) <= _LONGEST_LABEL else label[: _LONGEST_LABEL - 1] + "…"
    return f"{sort}“{shown}”" if shown else sort
