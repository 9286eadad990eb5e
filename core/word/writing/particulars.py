"""Particulars of a Word file besides the draft's text, as layout values (GB/T 9704-2012, 7.2-7.4, 10)."""

import re
from collections.abc import Iterable, Mapping, Sequence

from core.model.draft import Draft
from core.model.particulars import FOOTER, HEADER, MANY, NAMES, SEPARATORS
from core.word.layouts.file import Fields, Items
from core.word.layouts.margins import MarginWords

DERIVED = frozenset(
    (
        *("各发文机关", "主办机关", "发文机关标志", "各签发人", "各签发行", "各版头行", "各版头标注"),
        *("纪要标志", "各题下行", "各讲话行", "版记独页"),
    )
)
ATTENDANCE = ("出席", "请假", "列席")
SIGNATORY, BLANK_SIGNATORY = "签发人：", "　　　　"
SIGNATORIES_PER_LINE = 2
SHORTEST_CELL = 3
_DOCUMENT, _MINUTES, _PRINTED = "文件", "纪要", "印发"
_MARKED_COPY = re.compile(r"^(?:抄送|主送)\s*[:：]\s*")
_SPLIT = re.compile(f"[{re.escape(SEPARATORS)}]+")


def margin_words(draft: Draft) -> MarginWords:
    """The words of headers and footers that the draft brings along."""
    given = dict(draft.identity.particulars)
    header, footer = (
        tuple(filter(None, map(str.strip, given.get(name, "").splitlines()))) for name in (HEADER, FOOTER)
    )
    return MarginWords(header, footer)


def names_in(text: str) -> tuple[str, ...]:
    """The names in a particular that holds several.

    >>> names_in("青禾县档案馆、青禾县财政局")
    ('青禾县档案馆', '青禾县财政局')
    """
    return tuple(name.strip() for name in _SPLIT.split(text) if name.strip())


def tidy_particulars(draft: Draft) -> dict[str, str]:
    """All particulars by name, empty if the draft has none, in the form that layouts expect.

    The list of 抄送 ends with a full stop, 附注 is bracketed, 印发日期 omits its last word, which the layout prints.
    """
    given = dict(draft.identity.particulars)
    values = {name: given.get(name, "").strip() for name in NAMES}
    values |= {name: "、".join(names_in(values[name])) for name in MANY}
    copies = _MARKED_COPY.sub("", values["抄送"]).rstrip("。. ")
    values["抄送"] = copies + "。" if copies else ""
    values["附注"] = _bracketed(values["附注"])
    values["印发日期"] = values["印发日期"].removesuffix(_PRINTED).strip()
    return values


def derived_values(
    values: Mapping[str, str], title: str, number: Fields, subtitles: Sequence[Fields]
) -> dict[str, object]:
    """Lists and marks derived from tidy particulars.

    ``title``, ``number`` and ``subtitles`` are the draft's own; ``number`` has no fields without a document number.
    """
    occasion = "" if values["讲话场合"] in title else values["讲话场合"]
    signatories, own_number = names_in(values["签发人"]), str(number.get("编号", ""))
    marks = head_marks(values)
    return {
        "各发文机关": Items(authorities(values)),
        "主办机关": "".join(authorities(values)[:1]),
        "发文机关标志": mark(values),
        "各签发人": Items(signatories),
        "各签发行": Items(signatory_lines(signatories, own_number)),
        "各版头行": Items(head_lines(values)),
        "各版头标注": Items(Fields({**row, "编号": "" if place else own_number}) for place, row in enumerate(marks)),
        "纪要标志": minutes_mark(values),
        "各题下行": Items(_under_title([values["题下单位"]], subtitles, values["题下日期"])),
        "各讲话行": Items(_under_title([occasion, values["讲话人"]], subtitles, values["讲话日期"])),
    }


def authorities(values: Mapping[str, str]) -> tuple[str, ...]:
    """The names of 发文机关, the lead authority first; without 文件, which the layout prints."""
    return tuple(_without(name, _DOCUMENT) for name in names_in(values["发文机关"]))


def mark(values: Mapping[str, str]) -> str:
    """发文机关标志 of a single authority: its name and 文件 (clause 7.2.4)."""
    return "".join(f"{name}{_DOCUMENT}" for name in authorities(values)[:1])


def minutes_mark(values: Mapping[str, str]) -> str:
    """纪要标志: the name ending with 纪要 (clause 10.3)."""
    name = values["纪要名称"]
    return _without(name, _MINUTES) + _MINUTES if name else ""


def signatory_rows(names: Sequence[str]) -> tuple[str, ...]:
    """The names, two per line and aligned (clause 7.2.6); names of two characters are spaced to three.

    >>> signatory_rows(["王一宁", "李安", "周正平"])
    ('王一宁　李　安', '周正平')
    """
    spread = [f"{name[0]}　{name[1]}" if len(name) == SHORTEST_CELL - 1 else name for name in names]
    cell = max(map(len, spread), default=0)
    lines = [spread[i : i + SIGNATORIES_PER_LINE] for i in range(0, len(spread), SIGNATORIES_PER_LINE)]
    return tuple("　".join([name.ljust(cell, "　") for name in line[:-1]] + line[-1:]) for line in lines)


def signatory_lines(names: Sequence[str], number: str) -> Iterable[Fields]:
    """The lines of 签发人; the last one also carries the document number, whose element is ``number``."""
    rows = signatory_rows(names)
    for place, row in enumerate(rows, 1):
        head = SIGNATORY if place == 1 else BLANK_SIGNATORY
        yield Fields({"标题": head, "正文": row, "编号": number if place == len(rows) else ""})


def attendance_rows(values: Mapping[str, str]) -> list[Fields]:
    """The attendance lines of minutes (clause 10.3), of the kind 与会人员."""
    return [
        Fields(
            {
                "类别": "与会人员",
                "序号": "",
                "标题": f"{name}：",
                "正文": values[name].removeprefix(f"{name}："),
                "文字": f"{name}：{values[name].removeprefix(f'{name}：')}",
                "级别": 0,
                "编号": "",
            }
        )
        for name in ATTENDANCE
        if values[name]
    ]


def note_row(values: Mapping[str, str]) -> Fields:
    """附注 as a separate line."""
    text = values["附注"]
    return Fields({"类别": "附注", "序号": "", "标题": "", "正文": text, "文字": text, "级别": 0, "编号": ""})


def head_marks(values: Mapping[str, str]) -> list[Fields]:
    """份号, 密级 and 紧急程度 as far as given (7.2.1-7.2.3)."""
    return [Fields({"类别": name, "文字": values[name]}) for name in ("份号", "密级", "紧急程度") if values[name]]


def head_lines(values: Mapping[str, str]) -> list[Fields]:
    """The first three lines of the page: 密级 is always on the second; missing ones are blank."""
    marks, blank = head_marks(values), Fields({"类别": "空行", "文字": ""})
    if values["密级"] and not values["份号"]:
        marks.insert(0, blank)
    return marks + [blank] * (3 - len(marks))


def _under_title(before: Iterable[str], subtitles: Sequence[Fields], date: str) -> Iterable[Fields]:
    """The lines below the title: the draft's own, with particulars that they do not contain around them."""
    said = "".join(str(row["文字"]) for row in subtitles)
    yield from (Fields({"文字": text, "编号": ""}) for text in before if text and text not in said)
    yield from subtitles
    if date and date.strip("（）()") not in said:
        yield Fields({"文字": _bracketed(date), "编号": ""})


def _bracketed(text: str) -> str:
    return f"（{text.strip('（）()')}）" if text else ""


def _without(text: str, ending: str) -> str:
    return text.removesuffix(ending) or text
