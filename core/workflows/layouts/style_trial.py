"""A unit style tried on a draft: its pages, the settings in effect, and the values that its form shows."""

from dataclasses import dataclass, replace

from core.model.draft import Draft, Identity
from core.model.elements import Element, Role
from core.typesetting.values import Pages
from core.word.unit_style.apply import apply_house_style, read_house_style
from core.word.unit_style.style import (
    FONTS,
    SETTINGS,
    SIZES,
    HouseStyle,
    SettingType,
    StyleSetting,
    Value,
    make_style,
    size_name,
    size_of,
    without,
)
from core.workflows.exporting.pages import PageSetter
from core.workflows.layouts.files import plain_layout

__all__ = (
    "FONTS",
    "SETTINGS",
    "SIZES",
    "HouseStyle",
    "SettingType",
    "StyleSetting",
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
_PARTICULARS = (
    ("发文机关", "青禾县档案馆"),
    ("发文字号", "青档发〔2023〕7号"),
    ("抄送", "县政府办公室。"),
    ("印发机关", "青禾县档案馆办公室"),
    ("印发日期", "2023年7月10日"),
    ("讲话人", "李　明"),
    ("讲话日期", "2023年7月10日"),
    ("纪要名称", "青禾县档案馆办公会议纪要"),
    ("期号", "第7期"),
)


@dataclass(frozen=True, slots=True)
class Trial:
    """``pages`` of the draft; ``values`` are all settings in effect, ``plain`` those of the layout without the unit
    style."""

    pages: Pages
    values: HouseStyle
    plain: HouseStyle


def try_house(layout: str, style: HouseStyle, draft: Draft | None = None) -> Trial:
    """The draft, or a sample text, in the layout with the style; nothing is saved.

    Raises BadUse (``house_too_tight``, ``house_lines_tight``, ``unknown_layout``), BadInput, BadTemplate.
    """
    plain = plain_layout(layout)
    fitted = apply_house_style(plain, style)
    shown = _shortened(draft) if draft is not None and draft.elements else sample_draft()
    return Trial(PageSetter(fitted).set(shown, marks=False), read_house_style(fitted), read_house_style(plain))


def sample_draft() -> Draft:
    """A sample report that uses everything a layout can show, for previews without a draft."""
    elements = [
        Element("e1", Role.TITLE, "关于2023年上半年档案工作开展情况的报告"),
        Element("e2", Role.SUBTITLE, "（2023年7月10日）"),
        Element("e3", Role.ADDRESSEE, "县委办公室："),
        Element("e4", Role.BODY, "".join(_SENTENCES[:2])),
    ]
    for ordinal, heading, level, is_run_in in _HEADINGS:
        key = f"e{len(elements) + 1}"
        content = heading + ("".join(_SENTENCES) if is_run_in else "")
        elements.append(Element(key, Role.HEADING, content, ordinal, level, level, len(heading), is_run_in))
        if not is_run_in:
            elements.append(Element(f"e{len(elements) + 1}", Role.BODY, "".join(_SENTENCES[level % 2 :])))
    for role, text in ((Role.SIGNATURE, "青禾县档案馆"), (Role.ISSUE_DATE, "2023年7月10日")):
        elements.append(Element(f"e{len(elements) + 1}", role, text))
    identity = Identity("上半年工作总结", 2023, "青禾县档案馆", particulars=_PARTICULARS)
    return Draft(identity, tuple(elements), serial=len(elements))


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
