"""What the import of a draft's leading basis left out, as findings at the places it concerns, so that nobody forgets it."""

from collections.abc import Iterable, Iterator, Sequence
from types import MappingProxyType

from core.model.draft import Draft
from core.model.elements import Element
from core.model.finding import Finding, Severity
from core.model.spans import Place
from core.result import Notice
from core.workflows.wording import sentence

READER, KEPT = "word_", "_kept"
"""How the codes of the reader of Word files begin, and how those end that leave nothing to be done."""

NEVER = frozenset(("word_without_text",))
GRAVE = frozenset(("table", "picture", "object", "chart", "formula", "header", "footer", "hidden", "comment"))
"""Kinds of which the thing itself is missing; of the others only the look is."""

WHAT = MappingProxyType(
    {
        "table": "{count}个表格",
        "picture": "{count}张图片",
        "object": "{count}个对象或图形",
        "chart": "{count}个图表",
        "formula": "{count}个公式",
        "header": "页眉文字",
        "footer": "页脚文字",
        "emphasis": "{count}处强调、上下标或删除线",
        "colour": "{count}处颜色",
        "comment": "{count}处批注",
        "revision": "{count}处修订",
        "hidden": "{count}处隐藏文字",
        "symbol": "{count}处符号",
        "macro": "宏",
        "field": "{count}个表单项",
    }
)
OTHER = "版面或认不出的内容"


def lasting(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """The notices that a draft keeps: what was left out, not what was read in another way."""
    return tuple(notice for notice in notices if _is_loss(notice))


def _is_loss(notice: Notice) -> bool:
    return notice.code.startswith(READER) and not notice.code.endswith(KEPT) and notice.code not in NEVER


def import_findings(draft: Draft) -> Iterator[Finding]:
    """A finding for each thing left out, at the paragraphs that are still there; none where all of these are gone."""
    by_line: dict[int, Element] = {}
    for element in draft.elements:
        by_line.setdefault(element.line, element)
    for notice in lasting(draft.told) if draft.elements else ():
        places = _places(notice, by_line, draft.elements)
        if places:
            yield _finding(notice, places)


def _places(notice: Notice, by_line: dict[int, Element], elements: Sequence[Element]) -> tuple[Place, ...]:
    if not notice.places:
        return (Place(elements[0].id),)
    return tuple(Place(by_line[line].id) for line in notice.places if line in by_line)


def _finding(notice: Notice, places: tuple[Place, ...]) -> Finding:
    is_grave = notice.kind in GRAVE or notice.parameters.get("characters", "0") != "0"
    severity = Severity.WARNING if is_grave else Severity.HINT
    text = WHAT.get(notice.kind, OTHER).format(count=notice.count)
    code = f"import_{notice.code.removeprefix(READER)}"
    return Finding(code, severity, places[0], text, sentence(notice), None, places[1:])
