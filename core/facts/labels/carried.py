"""What a clause without a subject of its own goes on about: the clauses before it, or the bracket it stands in."""

import re
from collections.abc import Sequence
from dataclasses import replace

from core.facts.clauses import BLANK, topic
from core.facts.earlier_labels import Label
from core.facts.lexicon import Lexicon
from core.facts.phrases import is_verb_alone, joined, leading_noun, trimmed, words_of
from core.facts.sides import MARKER, cleaned, is_quantity, last_reach
from core.facts.slots import Slot, SlotPlace, clause_start, once_a_place
from core.model.fact import FactKind
from core.model.text import CLAUSE_END, SENTENCE_END

HINTED = 10  # characters of a thing that a lone verb behind it is told with
SAME = re.compile("(?:这一|这个|该)(?:数字|数据|指标|比例|金额)[是为]?$|是(?=.{2,}时$)")
REPEATED = re.compile("(?:这一|这个|该)(?:数字|数据|指标|比例|金额)[是为]?$")
RUN = re.compile("(?P<thing>..+?)连续")
IDLE = re.compile(
    r"(?:建设期|施工期|工期|任期|服务期|有效期|执行期|为期)|再?(?:创|居|位|排名?|列|名列|首次|按|扣除|剔除|其中|同比|较|比|在|达)"
)  # a clause that brings no new subject


def is_short_thing(told: str) -> bool:
    """Whether words can stand in the label of another number."""
    return 0 < len(told) <= HINTED and BLANK not in told


def _owner(here: SlotPlace, start: int) -> str:
    """What the bracket that a clause stands in is about: 二期工程 of 二期工程（日处理800吨）; empty outside one."""
    if not here.text.startswith("（", start - 1) or start == 0:
        return ""
    low = max(clause_start(here.text, start - 1), last_reach(here.slots, here.index))
    return joined(trimmed(here.lexicon, words_of(here.lexicon, cleaned(MARKER.sub("", here.text[low : start - 1])))))


def inherited(here: SlotPlace, previous: Label) -> str:
    """What a clause without a subject of its own goes on about."""
    start = clause_start(here.text, here.slot.start)
    if owner := _owner(here, start):
        return owner
    reach = last_reach(here.slots, here.index)
    if not reach:
        return topic(here.lexicon, here.text, start) or here.topic
    between = here.text[reach:start]
    nearer = _nearer(here.lexicon, CLAUSE_END.split(between)[1:-1])
    if nearer or not SENTENCE_END.search(between):
        return nearer or previous.subject
    return topic(here.lexicon, here.text, start) or previous.subject


def nearer_subject(here: SlotPlace) -> str:
    """The subject of the last clause without a number between the number before and the clause of this one."""
    reach, start = last_reach(here.slots, here.index), clause_start(here.text, here.slot.start)
    return _nearer(here.lexicon, CLAUSE_END.split(here.text[reach:start])[1:-1]) if 0 < reach < start else ""


def _nearer(lexicon: Lexicon, clauses: Sequence[str]) -> str:
    """The subject of the last whole clause that brings one."""
    told = (leading_noun(lexicon, clause) for clause in reversed(clauses) if not IDLE.match(clause))
    return next((noun for noun in told if noun), "")


def of_run(here: SlotPlace, previous: Label, label: Label) -> Label:
    """水质优良率保持 of 水质优良率连续7年保持100%: the years of a run stand between a thing and what became of it."""
    found = RUN.match(previous.told)
    if found is None or not is_verb_alone(here.lexicon, label.words) or here.slot.subkind != "percent":
        return label
    before = here.slots[here.index - 1] if here.index else None
    is_own = before is not None and not CLAUSE_END.search(here.text, before.reach, here.slot.start)
    return replace(label, words=found["thing"] + label.words, subject=found["thing"]) if is_own else label


@once_a_place
def sentence_before(here: SlotPlace) -> list[Slot]:
    """The numbers before in the same sentence."""
    stop = here.slot.start
    return [
        one
        for one in here.slots[: here.index]
        if is_quantity(one) and not SENTENCE_END.search(here.text, one.reach, stop)
    ]


def is_repeated(here: SlotPlace) -> bool:
    """Whether a clause names the number before by nothing but 这一比例."""
    return REPEATED.search(here.text, max(0, here.slot.start - HINTED), here.slot.start) is not None


def repeated(here: SlotPlace, previous: Label, label: Label) -> Label:
    """去年销售额 of 销售额突破1亿元，去年这一数字是7300万元; 利润为改制时的 of 利润2140万元，是2015年改制时的3.2倍."""
    found = SAME.match(label.words) if previous.told else None
    if found is None:
        return label
    dated = here.slots[here.index - 1]
    if rest := label.words[found.end() :]:
        words = f"{previous.told}为{rest}的"
    else:
        words = here.text[dated.start : dated.reach] * (dated.kind is FactKind.DATE) + previous.told
    return replace(label, words=words, subject=previous.subject)
