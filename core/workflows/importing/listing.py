"""Documents and facts on the command line: the stable JSON shapes, and the same as Chinese text."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from core.errors import AppError
from core.model.blocks import KeptObject
from core.model.change import numbered
from core.model.document import Document, NumberingMode
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.fact import Fact, FactKind, FactState
from core.model.grid import PlacedTable, tables_of
from core.model.outline import Readiness, readiness
from core.model.structure.captions import beside_blocks
from core.model.structure.notes import MARK_OF, is_of_note
from core.model.structure.scan_strips import without_strips
from core.numbering import is_article
from core.result import Notice
from core.workflows.importing.isolated import Recognised
from core.workflows.importing.line_places import LinePlaces
from core.workflows.importing.reports import Report
from core.workflows.messages import notice_shape, sentence

ROLE_NAMES: Mapping[Role, str] = MappingProxyType(
    {
        Role.TITLE: "标题",
        Role.SUBTITLE: "副标题",
        Role.DOCUMENT_NUMBER: "发文字号",
        Role.ADDRESSEE: "主送机关",
        Role.PREAMBLE: "引言",
        Role.HEADING: "小标题",
        Role.POINT: "要点",
        Role.BODY: "正文",
        Role.VOCATIVE: "称谓",
        Role.CLOSING: "结束语",
        Role.SIGNATURE: "署名",
        Role.ISSUE_DATE: "成文日期",
        Role.ATTACHMENT: "附件",
        Role.NOTE: "附注",
        Role.NOISE: "无关内容",
        Role.TABLE: "表格",
        Role.CELL: "单元格",
        Role.FIGURE: "图",
        Role.CONTENTS: "目录",
        Role.ATTACHMENT_MARK: "附件标识",
        Role.ATTACHMENT_TITLE: "附件标题",
    }
)
KIND_NAMES: Mapping[FactKind, str] = MappingProxyType(
    {
        FactKind.MASK: "空缺",
        FactKind.FIGURE: "数字",
        FactKind.DATE: "时间",
        FactKind.REFERENCE: "时效提法",
        FactKind.NAME: "名称",
    }
)
SEVERITIES: Mapping[str, str] = MappingProxyType({"error": "错误", "warning": "警告", "hint": "提示"})
STATE_NAMES: Mapping[FactState, str] = MappingProxyType(
    {
        FactState.EMPTY: "待填",
        FactState.CARRIED: "待核",
        FactState.UPDATED: "已更新",
        FactState.CONFIRMED: "已确认",
    }
)
EMU_PER_MM = 36_000
UNREAD = "没有读出"
EXCERPT = 28
"""Characters of a paragraph shown on one line of a terminal."""

_OF_ATTACHMENT = frozenset({Role.ATTACHMENT_MARK, Role.ATTACHMENT_TITLE})

Shape = dict[str, Any]


def outline_shape(report: Report, notices: Iterable[Notice]) -> Shape:
    """The JSON object of ``outline --json``; a cell has its table, row and column, a table its size, a paragraph its objects,
    an article of rules (第三条) its depth below the chapter.

    ``account`` is null for what is laid out in pages (PDF, OFD), and for drafts.
    """
    document = report.document
    cells = cell_shapes(document.elements)
    return {
        "title": document.title,
        "kind": document.kind,
        "numbering": {"mode": document.numbering.mode.value, "level": document.numbering.level},
        "elements": [_element_shape(each) | cells.get(each.id, {}) for each in _with_articles(document.elements)],
        "tables": list(_table_shapes(document.elements)),
        "figures": list(_figure_shapes(document)),
        "kept": list(_kept_shapes(document.elements)),
        "account": {side: dict(counts) for side, counts in report.account.items()} or None,
        "notices": list(map(notice_shape, notices)),
    }


def _with_articles(elements: Sequence[Element]) -> Iterator[Element]:
    """The elements, articles of rules that have no heading (第三条　…) with their depth below the chapter."""
    depth = 0
    for element in elements:
        if element.role in (Role.HEADING, Role.ATTACHMENT_MARK):
            depth = element.depth
        is_entry = element.role is Role.BODY and is_article(element.ordinal)
        yield replace(element, depth=depth + 1) if is_entry else element


def _table_shapes(elements: Sequence[Element]) -> Iterator[Shape]:
    """The tables, numbered from 1; rows and columns count from 0."""
    beside = tuple(beside_blocks(elements))
    captions = {each.block.id: each.caption.text for each in beside if each.caption is not None}
    units = {
        each.block.id: each.unit.text.rpartition("：")[2].strip(" 　）)") for each in beside if each.unit is not None
    }
    for number, placed in enumerate(tables_of(elements), 1):
        yield {
            "id": number,
            "rows": placed.table.size[0],
            "columns": placed.table.size[1],
            "header_rows": sum(row.is_header for row in placed.table.rows),
            "caption": captions.get(placed.element_id),
            "unit": units.get(placed.element_id),
            "cells": list(_grid_shapes(placed, elements)),
        }


def _grid_shapes(placed: PlacedTable, elements: Sequence[Element]) -> Iterator[Shape]:
    """The cells of a table: place, spans and text."""
    table, texts = placed.table, placed.texts(elements)
    rows, columns = numbered(row.id for row in table.rows), numbered(column.id for column in table.columns)
    for cell in table.cells:
        place = {"row": rows[cell.row], "column": columns[cell.column], "row_span": cell.rows}
        text = "\n".join(each.text for each in texts[cell.row, cell.column])
        yield place | {"column_span": cell.columns, "text": text}


def _figure_shapes(document: Document) -> Iterator[Shape]:
    """The pictures: the paragraph they stand in or behind, and the size of their files."""
    named = {each.block.id: each.caption for each in beside_blocks(document.elements)}
    for element in document.elements:
        caption = named.get(element.id)
        for number, each in enumerate(element.objects):
            if each.kind == "picture":
                sizes = [len(document.media.get(part.media, b"")) for part in each.parts]
                yield {"id": f"{element.id}.{number}", "after": element.line, "name": each.label} | {
                    "bytes": max(sizes, default=0),
                    "caption": caption.text if caption is not None else None,
                }


def _kept_shapes(elements: Sequence[Element]) -> Iterator[Shape]:
    """What else is kept as it is: charts, objects, formulas, shapes."""
    for element in elements:
        for number, each in enumerate(element.objects):
            if each.kind != "picture" and not is_of_note(each):
                yield {"id": f"{element.id}.{number}", "kind": each.kind, "line": element.line}


def _element_shape(element: Element) -> Shape:
    size: Shape = {"rows": element.table.size[0], "columns": element.table.size[1]} if element.table else {}
    if element.objects:
        size["objects"] = list(map(_object_shape, element.objects))
    return size | {
        "line": element.line,
        "role": (Role.ATTACHMENT if element.role in _OF_ATTACHMENT else element.role).value,
        "level": element.level,
        "depth": element.depth,
        "ordinal": element.ordinal,
        "heading": element.heading,
        "run_in": element.run_in,
        "body_start": element.body_start,
        "text": element.text,
    }


def _object_shape(each: KeptObject) -> Shape:
    """A picture or other kept object: where it stands in the text, and its size in millimetres, 0 when unknown."""
    size = {"width": round(each.width / EMU_PER_MM, 1), "height": round(each.height / EMU_PER_MM, 1)}
    return {"kind": each.kind, "at": each.offset, "label": each.label} | size


def export_shape(target: Path, draft: Draft, ready: Readiness, notices: Iterable[Notice]) -> Shape:
    """The JSON object of ``export --json``: the file, what stands in it besides text, what is still open, all notices."""
    objects = Counter(
        each.kind for one in without_strips(draft.elements) for each in one.objects if each.kind not in MARK_OF
    )
    return {
        "file": str(target),
        "tables": sum(element.table is not None for element in draft.elements),
        "objects": dict(sorted(objects.items())),
        "facts": ready.total,
        "empty": ready.empty,
        "carried": ready.carried,
        "notices": list(map(notice_shape, notices)),
    }


def report_facts(report: Report) -> Shape:
    """The JSON object of ``facts --json`` for a file: ``line`` is the paragraph in the source."""
    return facts_shape(report.facts, report.document.elements, {e.id: e.line for e in report.document.elements})


def draft_facts(draft: Draft) -> Shape:
    """The JSON object of ``facts --json`` for a draft: ``line`` is the element's place in the draft."""
    lines = {element.id: number for number, element in enumerate(draft.elements, 1)}
    return facts_shape(draft.facts, draft.elements, lines)


def draft_line_places(draft: Draft) -> LinePlaces:
    """The places of the paragraphs of a draft in words."""
    return LinePlaces(draft.elements, {element.id: number for number, element in enumerate(draft.elements, 1)})


def facts_shape(facts: Sequence[Fact], elements: Sequence[Element], lines: Mapping[str, int]) -> Shape:
    """Facts with their lines by element id; ``start`` and ``end`` count from the start of the paragraph."""
    before = {element.id: len(element.prefix) for element in elements}
    cells = cell_shapes(elements)
    return {
        "facts": [
            {**_fact_shape(fact, lines[fact.element_id], before[fact.element_id]), **cells.get(fact.element_id, {})}
            for fact in facts
        ]
    }


def cell_shapes(elements: Sequence[Element]) -> Mapping[str, Shape]:
    """Table (from 1), row and column (from 0) of every paragraph of a cell; joined cells are named by their first place."""
    found: dict[str, Shape] = {}
    for number, placed in enumerate(tables_of(elements), 1):
        rows = numbered(row.id for row in placed.table.rows)
        columns = numbered(column.id for column in placed.table.columns)
        for place, own in placed.cells(elements).items():
            shape = {"table": number, "row": rows[place.row], "column": columns[place.column]}
            found.update((element.id, shape) for element in own)
    return MappingProxyType(found)


def _fact_shape(fact: Fact, line: int, before: int) -> Shape:
    return {
        "id": fact.id,
        "kind": fact.kind.value,
        "subkind": fact.subkind,
        "line": line,
        "start": before + fact.start,
        "end": before + fact.end,
        "text": fact.text,
        "unit": fact.unit,
        "label": fact.label,
        "group": fact.field,
        "state": fact.state.value,
        "prior": fact.prior,
        "value": fact.value,
        "source": fact.source,
        "note": fact.note,
    }


def outline_text(document: Document) -> str:
    """The outline as text, one line for each paragraph."""
    return "\n".join([*_outline_head(document), *map(_outline_line, _with_articles(document.elements))])


def file_shape(name: str, answer: Recognised | AppError) -> Shape:
    """The JSON object of one file of ``outline FOLDER --json``: that of ``outline`` with the file's name, or the error."""
    if isinstance(answer, AppError):
        return {"file": name, "error": {"code": answer.code, "message": sentence(answer)}}
    shape = {"file": name, "year": answer.year or None, "unit": answer.unit or None}
    return shape | outline_shape(answer.report.value, answer.report.notices)


def file_text(name: str, answer: Recognised | AppError) -> str:
    """The same as a row of a table: kind, year, unit, file and title, or why it was not read."""
    if isinstance(answer, AppError):
        return f"{UNREAD}\t\t\t{name}\t{sentence(answer)}"
    document = answer.report.value.document
    return "\t".join((document.kind or "", str(answer.year or ""), answer.unit, name, document.title or ""))


def _outline_head(document: Document) -> Iterator[str]:
    runs_on = document.numbering.mode is NumberingMode.RUN_ON
    yield f"题目：{document.title or '（没有写题目）'}"
    yield f"材料类型：{document.kind or '（没有认出）'}"
    yield f"序号：{'贯穿全文连续编排' if runs_on else '每个章节重新编排'}"
    yield ""


def _outline_line(element: Element) -> str:
    if is_article(element.ordinal) and element.role is not Role.HEADING:
        return f"{'　' * (element.depth - 1)}{_excerpt(element.text.strip())}"
    if element.role is not Role.HEADING:
        return f"{'　' * element.depth}〔{ROLE_NAMES[element.role]}〕{_excerpt(element.text.strip())}"
    rest = f"（正文{len(element.body)}字）" if element.run_in else ""
    return f"{'　' * (element.depth - 1)}{element.ordinal}{element.heading}{rest}"


def _excerpt(text: str) -> str:
    return text if len(text) <= EXCERPT else text[:EXCERPT] + "……"


def new_shape(path: Path, draft: Draft, ready: Readiness, card: str, notices: Iterable[Notice]) -> Shape:
    """The JSON object of ``new --json``: the draft's file, its identity, and how much of it is open."""
    made = {"draft": str(path), "title": draft.title, "kind": draft.identity.kind, "year": draft.identity.year}
    counts = {"facts": ready.total, "empty": ready.empty, "carried": ready.carried}
    return {**made, "unit": draft.identity.unit, "card": card, **counts, "notices": list(map(notice_shape, notices))}


def facts_text(facts: Sequence[Fact], shape: Shape, places: LinePlaces, whole: Readiness | None = None) -> str:
    """The facts as text, one a line, with a count at the end; ``shape`` is the object that ``--json`` prints."""
    lines = [_fact_line(fact, places.name(item["line"])) for fact, item in zip(facts, shape["facts"], strict=True)]
    return "\n".join([*lines, readiness_text(facts, whole)])


def _fact_line(fact: Fact, place: str) -> str:
    parts = [place, fact.id, STATE_NAMES[fact.state], KIND_NAMES[fact.kind], f"{fact.text}{fact.unit}"]
    return "　".join([*parts, fact.label] if fact.label else parts)


def readiness_text(facts: Sequence[Fact], whole: Readiness | None = None) -> str:
    """The progress of a draft: ``共96项要素，待填57项，待核31项。``; ``whole`` counts objects of last year's as well, as the
    window does."""
    ready = readiness(facts)
    carried = whole.carried if whole is not None else ready.carried
    waiting = carried - ready.carried
    objects = f"（其中{waiting}处是往年的图片、图表）" if waiting else ""
    return f"共{ready.total}项要素，待填{ready.empty}项，待核{carried}项{objects}。"


def findings_text(shape: Shape) -> str:
    """The findings about a layout, one a line, the gravest first."""
    lines = []
    for found in shape["findings"]:
        quoted = f"“{found['paragraph']}”" if found["paragraph"] else ""
        lines.append("　".join(word for word in (SEVERITIES[found["severity"]], found["place"], quoted) if word))
        lines.append(f"　　{found['message']}")
    return "\n".join(lines) or "没有发现问题。"
