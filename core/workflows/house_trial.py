"""A house style tried on a draft: its pages, and what holds in the layout then. Also what the form for it is made of."""

from dataclasses import dataclass, replace

from core.house.apply import house_of, with_house
from core.house.style import (
    FONTS,
    SETTINGS,
    SIZES,
    HouseStyle,
    Setting,
    Sort,
    Value,
    make_style,
    size_name,
    size_of,
    without,
)
from core.model.draft import Draft, Identity
from core.model.elements import Element, Role
from core.page.values import Pages
from core.workflows.layout_files import plain_layout
from core.workflows.pages import PageSetter

__all__ = (
    "FONTS",
    "SETTINGS",
    "SIZES",
    "HouseStyle",
    "Setting",
    "Sort",
    "Trial",
    "Value",
    "make_style",
    "sample_draft",
    "size_name",
    "size_of",
    "try_house",
    "without",
)

LONGEST_DRAFT = 12_000
"""Characters shown on trial, about 20 pages: whoever sets margins looks at the first ones."""

_SENTENCES = (
    "今年以来，全馆围绕中心、服务大局，按照年初确定的工作要点，逐项细化措施，逐级压实责任，各项工作取得新的进展。",
    "坚持把查阅利用摆在首位，全年接待查阅1280人次，提供档案2365卷，办结率达到99.6%，群众满意度稳步提高。",
    "落实“十四五”规划要求，完成8个乡镇、36个村的规范整理，形成了可推广的做法——做到应收尽收、应归尽归……",
    "加强库房安全管理，坚持每日巡查、每月检查，及时消除隐患12处，确保档案实体和信息安全。",
)
_HEADINGS = (
    ("一、", "主要工作开展情况", 1, False),
    ("（一）", "突出政治引领，压实工作责任", 2, False),
    ("（二）", "夯实业务基础。", 2, True),
    ("1.", "规范整理。", 3, True),
    ("2.", "安全保管", 3, False),
    ("（1）", "每日巡查。", 4, True),
    ("二、", "存在的问题和下一步打算", 1, False),
)


@dataclass(frozen=True, slots=True)
class Trial:
    """``pages`` of the draft; ``values`` are all settings as they hold in the layout, ``plain`` as it was made."""

    pages: Pages
    values: HouseStyle
    plain: HouseStyle


def try_house(layout: str, style: HouseStyle, draft: Draft | None = None) -> Trial:
    """The draft, or some words of the program's own, in the layout with the style; nothing is saved.

    Raises BadUse (``house_too_tight``, ``house_lines_tight``, ``unknown_layout``), BadInput, BadTemplate.
    """
    plain = plain_layout(layout)
    fitted = with_house(plain, style)
    shown = _shortened(draft) if draft is not None and draft.elements else sample_draft()
    return Trial(PageSetter(fitted).set(shown, marks=False), house_of(fitted), house_of(plain))


def sample_draft() -> Draft:
    """A report in the program's own words with headings of every level, for looking at a layout without a draft."""
    parts: list[tuple[Role, str, str, int, bool]] = [
        (Role.TITLE, "", "关于2023年上半年档案工作开展情况的报告", 0, False),
        (Role.SUBTITLE, "", "（2023年7月10日）", 0, False),
        (Role.ADDRESSEE, "", "县委办公室：", 0, False),
        (Role.BODY, "", "".join(_SENTENCES[:2]), 0, False),
    ]
    for ordinal, heading, level, is_run_in in _HEADINGS:
        text = heading + ("".join(_SENTENCES) if is_run_in else "")
        parts.append((Role.HEADING, ordinal, text, level, is_run_in))
        if not is_run_in:
            parts.append((Role.BODY, "", "".join(_SENTENCES[level % 2 :]), 0, False))
    parts += [(Role.SIGNATURE, "", "青禾县档案馆", 0, False), (Role.ISSUE_DATE, "", "2023年7月10日", 0, False)]
    lengths = {heading: len(heading) for _, heading, _, _ in _HEADINGS}
    elements = tuple(
        Element(
            f"e{number}",
            role,
            content,
            prefix=ordinal,
            level=level,
            depth=level,
            heading_length=next((lengths[heading] for heading in lengths if content.startswith(heading)), 0),
            run_in=is_run_in,
        )
        for number, (role, ordinal, content, level, is_run_in) in enumerate(parts, 1)
    )
    return Draft(Identity("上半年工作总结", 2023, "青禾县档案馆"), elements, serial=len(elements))


def _shortened(draft: Draft) -> Draft:
    """The beginning of a long draft."""
    length, kept = 0, 0
    for element in draft.elements:
        length += len(element.content)
        kept += 1
        if length > LONGEST_DRAFT:
            break
    if kept == len(draft.elements):
        return draft
    elements = draft.elements[:kept]
    known = {element.id for element in elements}
    return replace(draft, elements=elements, facts=tuple(fact for fact in draft.facts if fact.element_id in known))
