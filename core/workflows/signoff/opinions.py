"""征求意见采纳情况表: what each office proposed and what became of it, counted from the decisions."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from core.collection.table import sheet_table
from core.errors import BadUse
from core.files import write_atomically
from core.model.tables.paper_table import Paper, PaperPart, PaperTable, TableColumn, plain_row
from core.result import Notice
from core.word.papers.paper import paper_bytes
from core.workflows.words import load_phrases

WORD, SHEET = ".docx", ".xlsx"
TITLE = "征求意见采纳情况表"


class OpinionState(StrEnum):
    """What became of an opinion."""

    TAKEN = "采纳"
    PART = "部分采纳"
    REFUSED = "不采纳"
    HANDLED = "已另行处理"
    OPEN = "未定"
    NONE = "无意见"


WITH_REASON = frozenset({OpinionState.PART, OpinionState.REFUSED})
LACKS_REASON = "【请补理由】"
COLUMNS = (
    TableColumn("序号", 5, is_centred=True),
    TableColumn("提出单位（人）", 12),
    TableColumn("章节及原文", 26),
    TableColumn("意见内容", 26),
    TableColumn("采纳情况", 11, is_centred=True),
    TableColumn("理由", 14),
    TableColumn("备注", 8),
)


@dataclass(frozen=True, slots=True)
class Opinion:
    """One opinion: whose, about which words of which section, what it wants, what became of it and why.

    ``place`` names the cell or the note that the words stand in; "" for others.
    """

    who: str
    section: str = ""
    original: str = ""
    words: str = ""
    state: OpinionState = OpinionState.OPEN
    reason: str = ""
    remark: str = ""
    place: str = ""

    @property
    def lacks_reason(self) -> bool:
        """Whether it was refused, at least in part, and nobody wrote why."""
        return self.state in WITH_REASON and not self.reason.strip()


def opinions_table(title: str, opinions: Sequence[Opinion]) -> PaperTable:
    """The table; offices without opinions have a row, and stand in no count but that of offices."""
    heading = f"{title}{TITLE}" if title else TITLE
    rows = tuple(tuple(_cells(number, each)) for number, each in enumerate(opinions, 1))
    return PaperTable(heading, (head_line(opinions),), COLUMNS, rows)


def head_line(opinions: Iterable[Opinion]) -> str:
    """How many offices and persons were asked and what became of their opinions.

    >>> head_line([Opinion("财政局", state=OpinionState.TAKEN), Opinion("民政局", state=OpinionState.NONE)])
    '征求2个单位意见，收到1条，采纳1、部分采纳0、不采纳0。'
    >>> head_line([Opinion("张处", state=OpinionState.TAKEN), Opinion("财政局", state=OpinionState.HANDLED)])
    '征求1个单位、1人意见，收到2条，采纳1、部分采纳0、不采纳0、已另行处理1。'
    """
    every = list(opinions)
    said = [each for each in every if each.state is not OpinionState.NONE]
    counts = {state: sum(each.state is state for each in said) for state in OpinionState}
    parts = "、".join(f"{state}{counts[state]}" for state in (OpinionState.TAKEN, *_DECIDED))
    handled, still = counts[OpinionState.HANDLED], counts[OpinionState.OPEN]
    parts += f"、{OpinionState.HANDLED}{handled}" if handled else ""
    parts += f"，{OpinionState.OPEN}{still}" if still else ""
    return f"征求{_asked({each.who for each in every})}意见，收到{len(said)}条，{parts}。"


def _asked(names: Collection[str]) -> str:
    """How many offices and how many persons these are; a name of two signs that ends like an office is a person (张处)."""
    organ = load_phrases().people.organ
    units = sum(len(name) > _LONGEST_CALL and organ.fullmatch(name) is not None for name in names)
    counted = (f"{units}个单位" if units else "", f"{len(names) - units}人" if len(names) > units else "")
    return "、".join(filter(None, counted)) or "0个单位"


_LONGEST_CALL = 2
_DECIDED = (OpinionState.PART, OpinionState.REFUSED)


def _cells(number: int, each: Opinion) -> Iterator[str]:
    yield str(number)
    yield each.who
    yield "\n".join(filter(None, (each.section, each.place, each.original)))
    yield each.words
    yield str(each.state)
    yield LACKS_REASON if each.lacks_reason else each.reason
    yield each.remark


def lacking_reasons(opinions: Iterable[Opinion]) -> tuple[str, ...]:
    """The opinions that were refused, at least in part, without a reason, as a person finds them."""
    return tuple(
        f"第{number}条 {each.who}：{each.words[:20].rstrip('。；')}"
        for number, each in enumerate(opinions, 1)
        if each.lacks_reason
    )


def lacking_notices(opinions: Iterable[Opinion]) -> tuple[Notice, ...]:
    """One notice that names the opinions without a reason; none if there are none."""
    lacking = lacking_reasons(opinions)
    parameters = {"count": str(len(lacking)), "list": "；".join(lacking)}
    return (Notice("opinions_lack_reasons", count=len(lacking), parameters=parameters),) if lacking else ()


def table_bytes(table: PaperTable, ending: str) -> bytes:
    """The file for an ending. BadUse for one that is neither .docx nor .xlsx."""
    if ending.lower() not in _WRITERS:
        raise BadUse("coverage_table_ending")
    return _WRITERS[ending.lower()](table)


def _word(table: PaperTable) -> bytes:
    part = PaperPart("", (), table.columns, tuple(plain_row(*row) for row in table.rows))
    return paper_bytes(Paper(table.title, table.lines, (part,), table.foot, is_landscape=True))


_WRITERS = MappingProxyType({WORD: _word, SHEET: sheet_table})


def write_opinions(title: str, opinions: Sequence[Opinion], target: Path) -> Path:
    """Write the table as .docx or .xlsx, completely or not at all."""
    write_atomically(target, table_bytes(opinions_table(title, opinions), target.suffix))
    return target
