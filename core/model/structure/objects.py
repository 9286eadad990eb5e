"""What stands in a draft besides its text, by name: tables, pictures, charts, notes; and what an edit took away of it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from core.model.change import Change
from core.model.elements import Element

OBJECT_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "picture": "图片",
        "chart": "图表",
        "diagram": "图示",
        "object": "嵌入对象",
        "formula": "公式",
        "shape": "图形",
        "scan": "扫描原图",
    }
)
"""What a clerk reads for the kind of a kept object."""

_TABLE = "table"
_COUNTED: Mapping[str, str] = MappingProxyType(
    {
        _TABLE: "{count}张表格",
        "picture": "{count}张图片",
        "chart": "{count}个图表",
        "diagram": "{count}个图示",
        "object": "{count}个嵌入对象",
        "formula": "{count}个公式",
        "shape": "{count}个图形",
        "footnote": "{count}条脚注",
        "endnote": "{count}条尾注",
    }
)
"""How these are counted, in the order in which they are named; strips of a scan come and go by themselves."""


def removed_by(change: Change) -> str:
    """What stands in a draft less often after a change, such as 2张表格、1张图片; empty for nothing.

    What was moved, or exchanged for another of its kind, counts for nothing.
    """
    left = _counted(change.before.elements)
    left.subtract(_counted(change.after.elements))
    return "、".join(words.format(count=left[kind]) for kind, words in _COUNTED.items() if left[kind] > 0)


def _counted(elements: Iterable[Element]) -> Counter[str]:
    found: Counter[str] = Counter()
    for element in elements:
        found.update(each.kind for each in element.objects)
        found[_TABLE] += element.table is not None
    return found
