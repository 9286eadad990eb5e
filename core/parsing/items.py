"""Items: numbered paragraphs as candidates for headings, each judged alone by its shape and its first sentence."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from core.parsing.lines import Line, after_space, first_end

_LABEL = re.compile(r"[^，。；：:！？、]{2,16}[：:]|[^，。；：:！？]{2,12}[：:]")
_LONG_LABEL = re.compile(r"[^。；：:！？]{2,40}[：:]")
_SPACED = re.compile(r"[^，。；：:！？\s]{2,30}(?P<space>[\u3000]|\s{2,}|[ \t])\s*(?=\S)")
_NARRATIVE_START = re.compile(
    r"(?:为了|为使|为(?:进一步|贯彻|加强|切实|确保|做好|推动|全面|深入|规范|落实|保证|保障)|根据|按照|依据|由于|鉴于|随着|自\S{1,12}(?:以来|起|之日)|近[年期]|[今去]年(?!\S{0,12}(?:工作|任务|目标|打算|安排|要求|计划|思路|重点))"
    r"|(?:[上下]半年|全年|一年来|目前|截至|截止|经(?![济营常贸验费典纪])|据(?!点)|同时|另外|此外|因此|但是?|然而)[，,]?(?=.{6})(?!.{0,10}(?:工作|任务|目标|情况))|我们|我[市县区省局委镇乡办校院街](?!.{0,10}(?:情况|工作)$)"
    r"|本(?:市|县|区|省|局|委|镇|乡|办法|规定|条例|细则|通知|意见)|各(?:级|地|单位|部门|乡镇|乡|镇|区|县|市|街道|有关|相关|成员|村|省)|凡|任何|对(?:于)?[^，。]{2,30}的?，"
    r"|\d{2,4}年\S{0,8}[，,]|\d{1,2}月\S{0,4}[，,]|(?:经过|通过)[^，。]{4,}，|在[^，。]{4,40}(?:下|中|时|后|前|期间|上)，|[要应须](?![求急点素闻对用收知])|凡是|如|若|因(?![地势时材])|会议(?:听取|研究|同意|认为|要求|决定|指出|强调|讨论|审议|传达|通报|明确)|原则|从.{2,20}(?:看|来看|情况)，|这|该|其|有(?:的|些|人)|已)"
)
_PROHIBITION = re.compile(r"(?:严禁|禁止|不得|不准|不许|严格禁止|不要|切勿|切忌|一律不)")
_MODAL = re.compile(
    r"应当|不得|必须|可以|须(?!知)|决定|已经|已于|分别|其中|等人|的，|是指|予以|按.{1,12}执行|要求.{2,}(?:要|应)"
)
_MEASURED = re.compile(
    r"\d[\d.,]*\s?(?:[%％‰]|万|亿|个(?!百分)|人|名|户|次|项|家|件|吨|亩|公里|元|场|期|篇|台|套|平方|米|株|头|只|条|所|处|座|分|位|倍|余|多)|[\*＊xX×]{1,4}(?:万|亿|元|%|％|名|个|户|次|人|件|项|场|家)"
)
_DONE = re.compile(
    r"(?:完成|实现|达到|召开|举办|开展|组织|取得|建成|获得|下达|印发|制定|出台|成立|增长|投入|发放|办理|查处)了|先后|累计|共计|同比|比上年|比去年|较上年|较去年"
)
_TOPICAL = re.compile(
    r"(?:加强|强化|推进|坚持|深化|提升|提高|完善|落实|健全|着力|大力|持续|全面|深入|扎实|切实|进一步|突出|聚焦|紧扣|狠抓|抓[好实紧住]|做[好强优实大细]|优化|加快|促进|推动|构建|建立|打造|严格|规范|创新|发挥"
    r"|以.{1,14}为|围绕|统筹|注重|积极|努力|稳步|不断|继续|巩固|拓展|夯实|压实|筑牢|树立|增强|完成|实施|开展|加大|明确|充分|认真|牢[牢固]|始终|精准|精心|高[质标度效]|严[守把明防管]|守[住牢]|防范|化解|保障|保持|改善|改进|改革|扩大|培育|引导|支持|鼓励|激发|维护|营造|凝聚|汇聚|转变|整治|开创|引领|服务|履行|依法|科学|合理|广泛|有效|有序|从严|立足|搞好|搞活|办好|调整|发展|管好|用好|盘活|补齐|攻坚|决战|打[好赢响])"
)
_NOMINAL = re.compile(
    r"(?:工作|建设|情况|问题|目标|任务|要求|措施|思路|原则|方面|机制|体系|发展|管理|服务|改革|创新|保障|监督|教育|培训|制度|责任|作用|水平|能力|质量|领导|组织|纪律|安全|稳定|宣传|回顾|总结|打算|安排|计划|重点|意义|内容|步骤|范围|时间|对象|方法|对策|建议|成效|成绩|经验|体会|做法|不足|原因|特点|条件|程序|标准|形式|职责|分工|事项|总则|附则|罚则|部分|概况|基础|环境|形势|任务书|综合|农业|工业|商业|财政|金融|交通|科技|文化|卫生|体育|旅游|民生|生态|法治)$"
)


_MARKS = ("。", "：", ":")


class Form(StrEnum):
    """How the text after an ordinal is built."""

    ALONE = "alone"
    """A phrase without a final stop."""
    RUN = "run"
    """A first sentence (or label) and more."""
    SINGLE = "single"
    """One sentence with its stop."""
    MEMBER = "member"
    """A member of an enumeration, ending in a semicolon."""


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered paragraph: ``topic`` is what may be its heading, ``cut`` its length with mark and white space."""

    line: Line
    form: Form
    topic: str
    cut: int
    labelled: bool = False

    @property
    def number(self) -> int:
        """The ordinal's number."""
        return self.line.ordinal.number if self.line.ordinal else 0


def read_item(line: Line) -> Item:
    """See how a numbered paragraph is built."""
    rest = line.rest
    hinted = _hinted(line)
    if hinted:
        return hinted
    label = _LABEL.match(rest)
    if label and label.end() < len(rest):
        return Item(line, Form.RUN, label.group()[:-1], after_space(rest, label.end()), labelled=True)
    end = first_end(rest)
    spaced = _spaced(rest, end)
    if spaced:
        return spaced_item(line, spaced)
    if end < 0:
        return Item(line, Form.ALONE, rest[:200], len(rest))
    if rest[end - 1] in "；;":
        return _with_semicolon(line, rest, end)
    follows = after_space(rest, end)
    tail = rest[follows:]
    if not tail.strip("”’）)"):
        return Item(line, Form.SINGLE, rest[: end - 1], len(rest))
    return Item(line, Form.RUN, rest[: end - 1], follows)


def spaced_item(line: Line, cut: int) -> Item:
    """An item whose heading is set off from the text by white space alone."""
    return Item(line, Form.RUN, line.rest[:cut].strip(), cut, labelled=True)


def _with_semicolon(line: Line, rest: str, end: int) -> Item:
    label = _LONG_LABEL.match(rest, 0, end)
    if label and len(rest) > end + 20:
        return Item(line, Form.RUN, label.group()[:-1], after_space(rest, label.end()), labelled=False)
    if rest[-1] in "；;" or end >= len(rest):
        return Item(line, Form.MEMBER, rest[: end - 1], len(rest))
    return Item(line, Form.SINGLE, rest[:200], len(rest))


def _spaced(rest: str, end: int) -> int:
    """Where the text starts after a phrase set off by white space, 0 if there is none."""
    match = _SPACED.match(rest[:60])
    if match is None or len(rest) < match.end() + 15:
        return 0
    narrow = match.group("space") in (" ", "\t")
    if narrow and len(match.group().strip()) > 16:
        return 0
    goes_on = end > match.end() or (end < 0 and len(rest) > 80)
    return match.end() if goes_on else 0


def _hinted(line: Line) -> Item | None:
    """What a different look of the paragraph's beginning says."""
    lead = line.look.lead if line.look else 0
    cut = lead - len(line.prefix)
    if not 2 <= cut <= 80 or lead >= len(line.text.rstrip()):
        return None
    head = line.rest[:cut].rstrip()
    if head.endswith(_MARKS):
        cut = len(head)
    elif line.rest.startswith(_MARKS, cut):
        cut += 1
    else:
        return None
    return Item(line, Form.RUN, line.rest[: cut - 1], after_space(line.rest, cut), labelled=True)


def worth(item: Item, followed: bool) -> float:
    """How much an item looks like a heading by itself: positive for yes. ``followed``: unnumbered text comes next."""
    if item.form is Form.MEMBER:
        return -6.0
    topic = item.topic
    score = _length_worth(len(topic), alone=item.form is Form.ALONE) + wording_worth(topic) + _looks_worth(item)
    if item.form is Form.ALONE:
        return score + _alone_worth(topic)
    if item.form is Form.SINGLE:
        return score + (0.5 if followed and len(topic) <= 30 else -5.0)
    return score + (1.0 if item.labelled else 0.5)


def _looks_worth(item: Item) -> float:
    look = item.line.look
    if look is None:
        return 0.0
    return (6.0 if look.outline_level else 0.0) + (2.0 if item.labelled and look.lead else 0.0)


def _alone_worth(topic: str) -> float:
    if topic.endswith(("，", ",", "、")):
        return -4.0
    if topic.endswith(("：", ":")):
        return -0.5 if len(topic) <= 20 else -3.0
    return 2.0


def _length_worth(length: int, *, alone: bool) -> float:
    for limit, value in ((2, 0.5), (12, 2.5), (24, 2.0), (35, 1.2), (45, 0.3), (60, -0.5), (75, -1.5)):
        if length <= limit:
            return value
    return -3.0 if alone else -6.0


_SIGNS: tuple[tuple[float, Callable[[str], object]], ...] = (
    (-5.0, _PROHIBITION.match),
    (-2.0, _NARRATIVE_START.match),
    (-1.2, _MODAL.search),
    (-1.8, _MEASURED.search),
    (-1.8, _DONE.search),
    (0.8, _TOPICAL.match),
    (0.7, _NOMINAL.search),
)


def wording_worth(topic: str) -> float:
    """How much the wording of a sentence sounds like a topic (positive) or like narration (negative)."""
    signs = sum(weight for weight, shows in _SIGNS if shows(topic))
    commas = topic.count("，") + topic.count(",")
    return signs - max(0, commas - 1) * 0.8
