"""Findings about content that the import of a draft's leading basis left out, at the places it concerns."""

from collections.abc import Iterable, Iterator, Sequence
from types import MappingProxyType

from core.model.draft import Draft
from core.model.elements import Element
from core.model.finding import Finding, Severity
from core.model.spans import Place
from core.result import Notice
from core.workflows.messages import sentence

READER, KEPT = "word_", "_kept"
"""How the codes of the reader of Word files begin, and how those end that leave nothing to be done."""

TO_CHECK = frozenset(("word_headers_kept", "word_footers_kept", "word_struck_kept", "word_text_boxes_kept"))
"""What is kept and may be last year's, or was to go, without being a fact, or lost the frame around it."""

NEVER = frozenset(("word_without_text",))
GRAVE = frozenset(("table", "picture", "object", "chart", "formula", "header", "footer", "hidden", "comment"))
"""Kinds of which the thing itself is missing; of the others only the look is."""

WHAT = MappingProxyType(
    {
        "word_unread_left_out": "{count}个没有读懂的字",
        "word_unread_cells": "表格里{count}格没有读懂",
        "word_unread_objects": "{count}处没有读懂的图片或对象",
        "word_unread_formulas": "{count}个没有读懂的公式",
        "word_unread_notes": "{count}处没有读懂的脚注、尾注",
        "word_unknown_left_out": "{count}处认不出的内容",
        "word_second_body_left_out": "另一份正文",
        "word_chunks_left_out": "{count}处插入的文件",
        "word_headers_left_out": "页眉文字",
        "word_footers_left_out": "页脚文字",
        "word_headers_kept": "沿用的页眉",
        "word_footers_kept": "沿用的页脚",
        "word_struck_kept": "{count}处删除线文字",
        "word_hidden_left_out": "{count}处隐藏文字",
        "word_revisions_accepted": "{count}处修订",
        "word_comments_left_out": "{count}处批注",
        "word_tables_flattened": "{count}个套着的表格",
        "word_frames_unwrapped": "{count}个排版用的表格",
        "word_tables_too_large": "{count}个太大的表格",
        "word_pictures_left_out": "{count}张图片",
        "word_previews_left_out": "{count}张对象的预览图",
        "word_margin_pictures_left_out": "页眉、页脚里的{count}张图片",
        "word_charts_left_out": "{count}个图表",
        "word_diagrams_left_out": "{count}个 SmartArt 图形",
        "word_objects_left_out": "{count}个嵌入的对象",
        "word_controls_left_out": "{count}个控件",
        "word_shapes_left_out": "{count}个图形或线条",
        "word_equations_left_out": "{count}个公式、带圈字或符号",
        "word_formulas_flattened": "{count}个公式",
        "word_colours_left_out": "{count}处颜色",
        "word_capitals_left_out": "{count}处英文大写",
        "word_effects_left_out": "{count}处文字效果",
        "word_frames_left_out": "{count}段图文框",
        "word_text_boxes_kept": "{count}个文本框的框",
        "word_borders_left_out": "{count}段边框线",
        "word_vertical_flattened": "{count}处竖排文字",
        "word_diagonals_left_out": "{count}个格子的斜线",
        "word_signs_unknown": "{count}个认不出的符号",
        "word_bullets_left_out": "{count}段项目符号",
        "word_bullets_changed": "{count}段项目符号",
        "word_ruby_left_out": "{count}处注音",
        "word_forms_left_out": "{count}个表单项",
        "word_landscape_left_out": "{count}处横向页面",
        "word_columns_left_out": "{count}处分栏",
        "word_page_look_left_out": "页面背景、边框或行号",
        "word_macros_left_out": "宏",
    }
)
"""What is said in a list, by the code of the notice."""

OTHER_READERS = MappingProxyType(
    {
        "doc_drawings_left_out": "{count}处图形",
        "odt_drawings_left_out": "{count}处图形",
        "rtf_drawings_left_out": "{count}处图形",
        "rtf_formulas_left_out": "{count}处公式",
        "web_page_pictures_left_out": "网页里{count}处图片",
        "pages_pictures_left_out": "{count}张图片或印章",
        "pages_pictures_scanned": "整页是图片的{count}页",
        "pages_pictures_unread": "{count}张读不出来的图片",
        "pages_pictures_too_large": "{count}张太大的图片",
        "pages_pictures_turned": "{count}张斜放的图片",
        "pages_drawings_left_out": "{count}处画出来的图形",
        "pages_notes_left_out": "{count}处批注、图章或填写框",
        "pages_missing": "缺了的{count}页",
        "pages_signs_unknown": "{count}个取不出来的字",
        "pages_behind_scan": "识别出来的文字",
        "pages_paragraphs_doubtful": "{count}段可能断在半句",
        "scan_recognised": "识别出来的{count}页",
        "scan_doubtful": "{count}处认得没有把握",
        "range_no_value": "{count}格没有算出来的公式",
        "range_format": "{count}格特别的数字格式",
        "sheet_hidden_left_out": "{count}张隐藏的工作表",
        "sheet_large_left_out": "{count}张太大的工作表",
        "sheet_drawings_left_out": "电子表格里{count}处图表、图片",
        "sheet_comments_left_out": "{count}张工作表的批注",
    }
)
"""The same for readers of other files."""

OTHER = "没有带入的内容"


def lasting(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """The notices that a draft stores: about left-out content and words that nobody sees while
    writing, not about content read in another way."""
    return tuple(notice for notice in notices if _is_loss(notice))


def _is_loss(notice: Notice) -> bool:
    is_loss = notice.code.startswith(READER) and not notice.code.endswith(KEPT) and notice.code not in NEVER
    return is_loss or notice.code in TO_CHECK or notice.code in OTHER_READERS


def import_findings(draft: Draft) -> Iterator[Finding]:
    """One finding per left-out content, at the paragraphs that still exist; none where all of these are gone."""
    by_line: dict[int, Element] = {}
    for element in draft.elements:
        by_line.setdefault(element.line, element)
    for notice in lasting(draft.import_notices) if draft.elements else ():
        places = _places(notice, by_line, draft.elements)
        if places:
            is_grave = notice.kind in GRAVE or notice.parameters.get("characters", "0") != "0"
            severity = Severity.WARNING if is_grave else Severity.HINT
            text = (WHAT.get(notice.code) or OTHER_READERS.get(notice.code, OTHER)).format(count=notice.count)
            code = f"import_{notice.code.removeprefix(READER)}"
            yield Finding(code, severity, places[0], text, sentence(notice), None, places[1:])


def _places(notice: Notice, by_line: dict[int, Element], elements: Sequence[Element]) -> tuple[Place, ...]:
    if not notice.places:
        return (Place(elements[0].id),)
    return tuple(Place(by_line[line].id) for line in notice.places if line in by_line)
