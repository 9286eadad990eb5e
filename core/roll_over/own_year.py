"""Sentences that surely speak of the report's own year, by how they are built and not by what they tell of.

The year opens its sentence and what follows is an account of the unit's work as a whole: what it keeps to, or several counted
things one after another; or something is compared with the year before; or the year stands right before what every report of its
kind has: targets, the work of the year, a yearly day. In each of them the sentence must hold nothing that happens once.
"""

import re
from collections.abc import Sequence

from core.model.elements import Role
from core.model.proposal import RollRole
from core.model.text import BLANK_SIGNS, DIGIT_RANGE, MASK_SIGNS, WITHIN_CLAUSE
from core.roll_over.context import last_month
from core.roll_over.numerals import TO, YEAR, years_in
from core.roll_over.placed_change import FIGURE_SIGN, NEW_PLACE, QUARTER, YEARS, PlacedChange, PlacedVerdict
from core.roll_over.years import BASED

FULL_YEAR = re.compile(rf"{YEAR}[ 　]?年度?$|{YEAR}{TO}{YEAR}学年度?$")
PERIOD = re.compile(r"[ 　]?(?:以来|全年度?|上半年)[，,]?")
CLAUSE_END = re.compile("[，,；]")
DAYS_OF = re.compile("^[（(][^（）()]{3,24}[）)]")
"""春运（1月17日至2月25日）: the days of what comes every year."""

DURING = re.compile("^期?间?[，, ]*")
LOOKED_AT = re.compile("(?:年?的?工作)?[，,；]")
RATE = re.compile(
    rf"[^，。；{DIGIT_RANGE}]{{0,8}}率[^，。；{DIGIT_RANGE}]{{0,4}}[{DIGIT_RANGE}{MASK_SIGNS},.．]{{1,8}}[%％]"
)
SENTENCE_TAIL = "。 　"
SUBJECT = 12
"""Characters of a subject between the year and what the unit keeps to."""

LED = re.compile(
    "^(?:[^，。；]{0,6}带领[^，。；]{0,14}|在[^，。；]{2,24}(?:努力|支持|配合|帮助|关心|指导|领导)下"
    "|面对[^，。；]{0,16}(?:形势|任务|压力|挑战|局面|环境|要求))[，,]"
)
"""本人带领全局干部职工，…; 在大家的共同努力下，…; 面对复杂的形势，…: before what they kept to, or what came of it."""

ONE_WORK = re.compile(
    "[，,]?[^，。；]{0,4}(?:是|提出|反映)|因|，理顺|由[^，。；]+主持|[^。；]{0,24}(?:亮点|最大的|大事|之最)"
)
"""What follows work that was but one thing, or one event in it."""

SESSION = re.compile(r"[^，。；]{0,16}(?:工作会议|大会|全会)")
"""2024年组织工作会议精神: one meeting."""

FIGURE = re.compile(rf"[{DIGIT_RANGE}{MASK_SIGNS}][{DIGIT_RANGE}{MASK_SIGNS},.．]*[%％万亿余多]*")
YEARLY_FIGURE = re.compile(
    rf"占[^，。；]{{0,10}}{FIGURE.pattern}|人均|生产总值|增加值|零售总额|可支配收入|总产[量值]|满意度|(?:率|增长|下降|上升|提高|提升)[^，。；]{{0,6}}{FIGURE.pattern}"
    rf"|{FIGURE.pattern}[人件场户车台班批辆架艘]次|累计|^共"
    r"|未发生|没有发生|无一[例起]|零(?:事故|投诉|差错)"
)
"""What is counted by times, added up, compared, or worked out as a rate, is so every year."""

SINGLE = re.compile(
    rf"(?<![{DIGIT_RANGE}.．,各])[1１](?![{DIGIT_RANGE}.．,])|(?<![第各])一[个项件次场户家名人位座条所处台辆套份篇起宗期部栋间支]"
)
TASK = re.compile(
    "(?:圆满|全面|顺利|较好地?|出色地?|按时|按期)?(?:完成|做好|抓好)了?[^，。；]{2,30}(?:任务|工作|保障)[。；]?$"
)
"""What is done every year, if its words are known."""

FEW_CLAUSES, MANY_CLAUSES = 2, 3
"""Counted clauses that make an account of the year, with a yearly figure among them and without."""

OF_THAT_YEAR = re.compile(rf"[，, 　]?[^，。；{DIGIT_RANGE}]{{1,6}}的")
"""2022年立项的课题8项: what is called by the year that it began in."""

REARRANGED = re.compile(
    rf"[由从][{DIGIT_RANGE}][^，。；]{{0,10}}[到至为][{DIGIT_RANGE}]"
    rf"|(?:减少|增加|精简|压减|下放)(?:了|到|至)?[^，。；{DIGIT_RANGE}]{{0,3}}[{DIGIT_RANGE}]+[余多]?[所项个条处家座级]"
    rf"|到[^，。；{DIGIT_RANGE}]{{1,8}}工作[{DIGIT_RANGE}]|[降减少][到至为][0０](?![{DIGIT_RANGE}.．起例件人%％])"
)
"""乡镇由18个减少到14个, 小学减少12所, 干部到乡镇工作26人, 债务减少到0: what was ordered anew, and then stays so."""

FEW_FIGURES = 2
"""Figures that make a row."""

OWN_PEOPLE = re.compile("本人|我(?![国省市县])")
STANDS = re.compile(rf"[{DIGIT_RANGE}][余多]?[座条]")
"""水库2座: what is built once and then stands."""

MANY = re.compile(rf"[{DIGIT_RANGE}][{DIGIT_RANGE},.．]{{2,}}|[{DIGIT_RANGE}][余多]?[万亿%％]")
"""So much as one thing hardly is: a hundred and more, 3万, a share."""

YEAR_END = re.compile(r"[ 　]?[底末](?!前)[，,]?")
LAST_MONTH = 12
STATE = re.compile(
    rf"[^，。；{DIGIT_RANGE}]{{0,8}}有[^，。；{DIGIT_RANGE}{MASK_SIGNS}]{{1,14}}[{DIGIT_RANGE}{MASK_SIGNS}]"
)
"""全县有养老机构36家: what there is at the end of a year."""


OBJECT = re.compile("(?![底末初前起间至的版]|以[来前后]|[\\d一二三四五六七八九十]+月)[^，,。；：的（(—－]++(?![的—－])")
"""What a year is of: 部门预算, 春季检修146项."""

ALTERNATIVE = re.compile("（[^（）]{1,4}）")  # 村（居）委会

COUNTED_END = re.compile(rf"(?:{FIGURE.pattern}[^，。；{DIGIT_RANGE}]{{0,3}})+$")
"""Of how much or how many there is: 造林任务1.2万亩."""

ATTACHED = re.compile("(?:表|清单|情况|名单|统计|汇总|台账|目录|总结|计划)$")
PAST_COHORTS = re.compile(rf"往届[（(](?:{YEAR}届[、和及])*$")
QUOTED = re.compile("“[^”\\d]{2,8}”|”$|”(?=，)")
COMPARED_LEFT = re.compile("[比较与同]$")
COMPARED_WITH = re.compile("[相对]比$")
COMPARED_ALONE = re.compile("同期|全年|上半年|水平|平均|年?[底末]")
"""What a year is called that something is higher or lower than: 高于2021年同期."""
EVENT_AT = re.compile("[\u4e00-\u9fff](?<!同)[时前后](?![段期列])")
"""较2023年建馆时增加1.2万册: compared with one event."""

DOUBLED = re.compile("翻了?[一两]?番?")
"""较2023年翻了一番: so much more, and no new height."""

RULED = re.compile("不得[\u4e00-\u9fff]{2}$")
"""排放总量不得超过2023年水平: a rule keeps the year that it was made with."""

COMPARED_POINT = r"(?:同期|全年|上半年|[底末])?"
BESIDE_LEFT = re.compile(rf"[{DIGIT_RANGE}][^，。；]{{0,4}}[，（(]$")
BESIDE_RIGHT = re.compile(rf"(?:同期)?[为是][{DIGIT_RANGE}{MASK_SIGNS}]")
GROWN_LEFT = re.compile("[由从]$")
GROWN_RIGHT = re.compile(rf"的?[^，。；]{{0,14}}?[{DIGIT_RANGE}{MASK_SIGNS}][^，。；]{{0,10}}?[到至为](?!{YEAR})")
GROWN = re.compile(
    rf"[由从]{YEAR}[ 　]?年[底末]?的?[^，。；{DIGIT_RANGE}]{{0,8}}[{DIGIT_RANGE}{MASK_SIGNS}][^，。；]{{0,14}}?[到至为]{YEAR}[ 　]?年[底末]?的?"
    rf"[^，。；{DIGIT_RANGE}]{{0,8}}[{DIGIT_RANGE}{MASK_SIGNS}]"
)
COUNT = re.compile(rf"{FIGURE_SIGN.pattern}(?![{DIGIT_RANGE}]*[月日号])")
CLAUSE_COMMA = re.compile("[，,]")
BASED_LEFT = re.compile("[在于按]$")
YEARS_SUMMED = re.compile(
    rf"(?<!第)(?:[二两三四五六七八九十几]|(?<![{DIGIT_RANGE}])[{DIGIT_RANGE}]{{1,2}})年(?:[以间]?来|间|共|累计)"
)
"""近三年来累计投入1.2亿元，其中2022年…: how many years are added up has to be looked at."""

NTH_SESSION = re.compile(
    rf"第[{DIGIT_RANGE}一二三四五六七八九十]{{1,3}}次(?P<told>[^，。；]{{0,12}}?(?:会议?|调度)(?:[^，。；]{{0,10}}会议?)?)(?=[，。；、]|$)"
)
YEARLY_SESSION = re.compile(r"[^，。；、“”\d]{0,14}(?:工作会议|职代会|年会|总结会)(?=[，。；、]|$)")
ROUND = 5
"""Anniversaries divisible by this are kept in another way than those between them."""

UNSURE = frozenset({RollRole.DATED_REFERENCE, RollRole.EVENT, RollRole.MEETING_NUMBER})
"""What makes a sentence one of its time, if it is asked for."""


def is_framed(change: PlacedChange) -> bool:
    """回顾总结2024年工作, 安排部署2025年任务, 在2023年基础上压减5%, 召开2024年第三次例会, 往届（2022届、2023届）: what every report has, in few words around
    the year, whatever else its sentence tells.
    """
    if PAST_COHORTS.search(change.before):
        return True
    if FULL_YEAR.match(change.text) is None or not -1 <= years_in(change.text)[-1] - change.context.basis.year <= 1:
        return False
    return _is_based(change) or _is_turned_to(change) or _is_nth_session(change) or _is_of_series(change)


def _is_of_series(change: PlacedChange) -> bool:
    """Whether the year tells apart what is done anew each year, or a list behind the report."""
    if change.element.role is Role.ATTACHMENT:
        return ATTACHED.search(change.after) is not None
    return _is_done_anew(change)


def _is_done_anew(change: PlacedChange) -> bool:
    """编制2025年预算, 开展2024年“春雨”行动: the year tells apart what is done every year, unless what it is of happens but once."""
    if not (_is_near(change) or change.text.endswith("度")):
        return False
    verb, found = change.words["anew"].search(change.before), OBJECT.match(ALTERNATIVE.sub("", change.after))
    if found is None or not (verb or _is_applied_for(change)) or _is_chosen(change, found.group()):
        return False
    told = change.words["series"].sub("\u3000", QUOTED.sub("\u3000", found.group()))
    return not change.happens_once(told) and _comes_anew(change, found.group(), told)


def _is_chosen(change: PlacedChange, called: str) -> bool:
    """评选2024年“十佳志愿者”: a title in quotation marks, which may be given but once."""
    return QUOTED.search(called) is not None and change.words["chosen_left"].search(change.before) is not None


def _comes_anew(change: PlacedChange, called: str, told: str) -> bool:
    """Whether an object is called by known words alone, what is given, held or paid each year (补贴, 培训班) among them: an unknown
    word before it may be work that is done but once (渡改桥补助), as are surveys, campaigns and titles, which have their year, too.
    ``told``: without what says nothing, a name in quotation marks.
    """
    if change.words["named_once"].search(called):
        return False
    named = COUNTED_END.sub("", change.words.bare(told))
    parts = named, change.words["comes_anew"].sub("\u3000", named)
    return any(change.words.know(part, with_nouns=True) for part in parts)


def _is_applied_for(change: PlacedChange) -> bool:
    """争取2024年中央资金: what is given anew each year."""
    applies = change.words["applied_for"].search(change.before) is not None
    return applies and change.words["funds"].match(change.after) is not None


def _is_based(change: PlacedChange) -> bool:
    found = BASED.match(change.after) if BASED_LEFT.search(change.before) else None
    return found is not None and not change.happens_once(change.before + found.group())


def _is_nth_session(change: PlacedChange) -> bool:
    if not change.words["holds"].search(change.before):
        return False
    if found := NTH_SESSION.match(change.after):
        return not change.happens_once(found["told"])
    found = YEARLY_SESSION.match(change.after)
    return found is not None and _is_known(change, found.group())


def _is_turned_to(change: PlacedChange) -> bool:
    """Whether the year is of work, targets or works in general, called by known words alone, that are looked at or planned."""
    turned = "turned_to" if _is_near(change) else "reviews"
    found = change.words["standing_end"].match(change.after) if change.words[turned].search(change.before) else None
    if found is None or change.words["named_once"].search(found.group()):
        return False
    return _is_known(change, change.words["standing_noun"].sub("\u3000", found.group()))


def _is_known(change: PlacedChange, told: str) -> bool:
    return not change.happens_once(told) and change.words.know(told, with_nouns=True)


def is_jubilee(change: PlacedChange) -> bool:
    """庆祝中国共产党成立103周年: an anniversary that everybody keeps, and no round one."""
    if change.verdict.role is not RollRole.ANNIVERSARY or not change.text.isdecimal() or int(change.text) % ROUND == 0:
        return False
    return change.words["jubilee"].search(change.before) is not None


def tells_own_year(change: PlacedChange, others: Sequence[PlacedVerdict]) -> bool:
    """Whether the year is surely the time that the report covers, or the one that it plans; never where a half-year report
    becomes an annual one, which moves plans as well.
    """
    return _may_tell(change) and _is_plainly_own(change, others)


def names_own_year(change: PlacedChange, others: Sequence[PlacedVerdict]) -> bool:
    """The same where the words at the year say so, whatever else is told: 回顾2024年，…; 2025年民生实事12件."""
    return _may_tell(change) and (_is_looked_at(change, others) or _is_program(change, others))


def _may_tell(change: PlacedChange) -> bool:
    if change.in_title or change.in_heading or change.context.changes_period:
        return False
    return _is_near(change) and SESSION.match(change.after) is None


def tells_figure(change: PlacedChange) -> bool:
    """…，2024年产值1.4亿元，…: the year opens a clause that measures what is measured every year."""
    is_own = _is_near(change) and years_in(change.text)[0] == change.context.basis.year
    before = change.before.removesuffix("其中")
    if change.in_heading or not is_own or CLAUSE_END.match(before[-1:]) is None or YEARS_SUMMED.search(before):
        return False
    occasions = [clause for clause in CLAUSE_END.split(before) if change.words["occasion"].search(clause)]
    told = QUARTER.sub("", change.after, count=1)
    return _is_figure(change, told) and not change.happens_once("，".join((*occasions, told)))


def _is_figure(change: PlacedChange, told: str) -> bool:
    return change.tells_known() and (_is_measured(change, told) or _is_row(change, told))


def _is_looked_at(change: PlacedChange, others: Sequence[PlacedVerdict]) -> bool:
    """回顾2024年，…; 展望2025年，…: whatever is told of the year."""
    looks = change.words["looking"].search(change.before) is not None and LOOKED_AT.match(change.after) is not None
    return looks and not change.has_kept_years(others)


def _is_plainly_own(change: PlacedChange, others: Sequence[PlacedVerdict]) -> bool:
    return change.is_plain(others) and _is_own(change, others)


def _is_program(change: PlacedChange, others: Sequence[PlacedVerdict]) -> bool:
    """2025年计划实施的16项重点工程，已完工5项; 2025年民生实事12件: the list of works that every year has."""
    found = change.words["own_program"].match(change.after)
    if found is None or change.has_kept_years(others) or not (change.opens or CLAUSE_END.match(change.before[-1:])):
        return False
    return not change.happens_once(change.without_counted(change.before + change.after[found.end() :]))


def _is_own(change: PlacedChange, others: Sequence[PlacedVerdict]) -> bool:
    """The same for a year near by in a sentence that holds nothing that happens once."""
    works = (change.words["own_work"], change.words["standing_work"])
    if change.element.role is Role.ATTACHMENT or any(_is_work(change, work) for work in works):
        return True
    if _is_yearly_occasion(change):
        return True
    if years_in(change.text)[-1] != change.context.basis.year:
        return False
    return not _is_of_its_time(change, others) and _is_account(change)


def _is_work(change: PlacedChange, work: re.Pattern[str]) -> bool:
    """2022年的工作虽有进步; not 2022年重点工作主要是…, whose work may be one thing."""
    found = work.match(change.after)
    return found is not None and ONE_WORK.match(change.after, found.end()) is None


def _is_account(change: PlacedChange) -> bool:
    """Whether the year, or the unit before it, opens an account."""
    if change.opens:
        return _accounts(change)
    if change.words["subject"].search(change.before) or _is_office(change):
        return _is_counted(change, change.after)
    return _is_rate_of(change)


def _is_office(change: PlacedChange) -> bool:
    """红旗林场2024年…, XX局2024年…, 办税服务厅2024年…: the unit itself or a part of it that works every year."""
    if change.context.own_unit.fullmatch(change.before.strip(" 　，,")):
        return True
    is_one = change.words["office"].match(change.before) is not None
    return is_one and not change.happens_once(change.before) and not change.tells_event(change.before)


def _is_rate_of(change: PlacedChange) -> bool:
    """政协提案2024年办复率达到100%: a rate in percent of what is known, and nothing else."""
    if FIGURE.search(change.before) or CLAUSE_END.search(change.before) or not change.before.strip():
        return False
    return RATE.match(change.after) is not None and change.tells_nothing_else()


def _is_near(change: PlacedChange) -> bool:
    """Whether it is the year of the report or the next one, and written as a year and no duration."""
    own = change.context.basis.year
    return FULL_YEAR.match(change.text) is not None and years_in(change.text)[-1] in (own, own + 1)


def _is_of_its_time(change: PlacedChange, others: Sequence[PlacedVerdict]) -> bool:
    return any(verdict.role in UNSURE and verdict.replacement is None for verdict in change.beside(others))


def _accounts(change: PlacedChange) -> bool:
    """2024年，我们坚持稳中求进，…; 2024年上半年，…; 2024年，组织义诊26场次，惠及群众2600人; 2024年末，存款余额56亿元."""
    if PERIOD.match(change.after):
        return change.setting.leads or _is_plainly_told(change)
    if YEAR_END.match(change.after):
        ends = last_month(change.context.basis.period) == LAST_MONTH
        told = YEAR_END.sub("", change.after, count=1)
        return ends and (_is_counted(change, told) or _is_state(change, told))
    told = QUARTER.sub("", change.after, count=1).lstrip("，, 　")
    return not change.setting.ahead and any(
        tells(change, told) for tells in (_keeps_to, _is_counted, _is_task, _is_of_figures)
    )


def _is_plainly_told(change: PlacedChange) -> bool:
    """Whether what follows the year tells of no event, known or not."""
    return not (change.tells_event(change.after) or change.tells_over(change.after))


def _is_of_figures(change: PlacedChange, told: str) -> bool:
    """我走访农户326户，收集意见136条: what the unit or its people did, in several figures, one of them no single thing's, and no word
    in all of it that tells of an event."""
    if not _is_of_own(change, told) or any(one.search(told) for one in (REARRANGED, SINGLE, NEW_PLACE, STANDS)):
        return False
    is_row = len(FIGURE.findall(YEARS.sub("", told))) >= FEW_FIGURES
    is_much = any(one.search(told) for one in (MANY, YEARLY_FIGURE))
    return is_row and is_much and not _is_of_costs(change, told) and not change.tells_event(told)


def _is_of_own(change: PlacedChange, told: str) -> bool:
    """Whether the unit itself or its people come first."""
    return bool(OWN_PEOPLE.match(told) or change.context.own_unit.match(told))


def _is_of_costs(change: PlacedChange, told: str) -> bool:
    return all(change.words["costs"].search(clause) for clause in _clauses(told))


def _is_task(change: PlacedChange, told: str) -> bool:
    """圆满完成高考、中考保障任务: a task of known words alone."""
    return TASK.match(told) is not None and change.tells_nothing_else()


def _is_state(change: PlacedChange, told: str) -> bool:
    """2022年底，全县有养老机构36家: what there is, if it is known."""
    return STATE.match(told) is not None and change.tells_known() and _is_all_figures(change, told)


def _is_counted(change: PlacedChange, told: str) -> bool:
    """Whether it is an account in figures, or opens with what is measured, done or added up every year: 门诊量达到18万人次."""
    if REARRANGED.search(told):
        return False
    return _is_figure(change, told) or (_counts(told) and change.tells_known())


def _is_row(change: PlacedChange, told: str) -> bool:
    """开展审计5项，审减工程款367万元: several figures or a large one, one in each clause but the first, among nothing but known words."""
    if OF_THAT_YEAR.match(told):
        return False
    clauses = _clauses(told)
    others = clauses[1:]
    is_counted = not SINGLE.search(told) and all(map(FIGURE.search, others or clauses))
    is_row = len(FIGURE.findall(told)) >= FEW_FIGURES or MANY.search(told) is not None
    return is_counted and is_row and change.tells_nothing_else()


def _is_measured(change: PlacedChange, told: str) -> bool:
    opens = change.words["measured"].match(told) is not None and SINGLE.search(_clauses(told)[0]) is None
    return opens and _is_all_figures(change, told)


def _is_all_figures(change: PlacedChange, told: str) -> bool:
    """Whether each clause is counted or tells something general."""
    return all(FIGURE.search(clause) or _is_general(change, clause) for clause in _clauses(told))


def _keeps_to(change: PlacedChange, told: str) -> bool:
    """Whether the first clause says what the unit kept to all the year, 坚持…, 围绕…, 持续…, and the others nothing but what
    came of it in general or in yearly figures.
    """
    told, led = LED.subn("", told)
    first, *others = _clauses(told)
    if not all(_is_general(change, clause) for clause in others):
        return False
    if led and _is_general(change, first):
        return True
    return _opens_with_aim(change, told, first) and not change.tells_event(first)


def _opens_with_aim(change: PlacedChange, told: str, first: str) -> bool:
    found = change.words["keeps_to"].search(told)
    if found is None or change.words["named_work"].search(told):
        return False
    return found.start() <= SUBJECT and found.end() <= len(first)


def _is_general(change: PlacedChange, clause: str) -> bool:
    general = (change.words["keeps_to"], change.words["general_results"], YEARLY_FIGURE)
    return any(pattern.search(clause) for pattern in general) and not change.tells_event(clause)


def _clauses(told: str) -> list[str]:
    return [clause for clause in CLAUSE_END.split(told) if clause.strip(SENTENCE_TAIL)] or [""]


def _counts(told: str) -> bool:
    """Whether all clauses are counted, none of them a single thing."""
    clauses = _clauses(told)
    if not all(FIGURE.search(clause) and not SINGLE.search(clause) for clause in clauses):
        return False
    return len(clauses) >= (FEW_CLAUSES if any(map(YEARLY_FIGURE.search, clauses)) else MANY_CLAUSES)


def _is_yearly_occasion(change: PlacedChange) -> bool:
    """做好2024年高考服务; 2024年春运期间，发送旅客26万人次: what is prepared every year, or told in general or yearly figures."""
    found = change.words["yearly_occasion"].match(change.after)
    if found is None:
        return False
    clauses = _clauses(DURING.sub("", DAYS_OF.sub("", change.after[found.end() :], count=1), count=1))
    prepared = change.words["is_prepared"].search(change.before) is not None
    told = "，".join(clauses)
    return (
        prepared or all(_is_general(change, clause) for clause in clauses) or _counts(told) or _is_counted(change, told)
    )


def is_compared(change: PlacedChange) -> bool:
    """比2021年增长5%, 由2021年的3亿元增加到4亿元, 优于2021年同期: compared with the year before, as what comes every year is."""
    if any(year > change.context.now.year for year in years_in(change.before)):
        return False  # 到2030年，产值较2025年翻一番: a goal may keep what it is measured by
    return _compares_with(change) and not change.tells_one(DOUBLED.sub("", _comparison(change)))


def _compares_with(change: PlacedChange) -> bool:
    """Whether what stands around the year compares with it."""
    if change.words["higher_than"].search(change.before):
        found = None if RULED.search(change.before) else COMPARED_ALONE.match(change.after)
    elif COMPARED_LEFT.search(change.before):
        comma = "[，,]?" if COMPARED_WITH.search(change.before) else ""
        found = re.match(
            COMPARED_POINT + rf"{comma}{WITHIN_CLAUSE}{{0,10}}?{change.words['compared'].pattern}", change.after
        )
    elif BESIDE_LEFT.search(change.before):
        found = BESIDE_RIGHT.match(change.after)
    else:
        found = GROWN_RIGHT.match(change.after) if GROWN_LEFT.search(change.before) else None
    return found is not None and EVENT_AT.search(found.group()) is None


def is_compared_anyway(change: PlacedChange) -> bool:
    """Whether it is compared with the year before whatever else its sentence asks for: no year stands there but the report's own,
    and every clause before it counts something or tells what is told every year."""
    if not is_compared(change) or years_in(change.after) or {*years_in(change.before)} - {change.context.basis.year}:
        return False
    if years_in(change.before) and change.happens_once(change.without_counted(change.before + change.after)):
        return False
    return all(COUNT.search(each) or change.is_of_every_year(each) for each in CLAUSE_COMMA.split(change.before)[:-1])


def is_grown(change: PlacedChange, others: Sequence[PlacedVerdict]) -> bool:
    """由2021年的89%提高到2022年的92%: from last year to the report's own year."""
    grown = next(GROWN.finditer(f"{change.before}{change.text}{change.after}"), None)
    base = change.context.basis.year
    return (
        grown is not None
        and years_in(grown.group())[:2] == (base - 1, base)
        and change.is_plain(others)
        and change.tells_known()
    )


def _comparison(change: PlacedChange) -> str:
    """What a comparison with last year depends on: its own clause, the one it continues, and those that give its occasion (…后，
    受…影响，). What else the sentence tells of has no part in it.
    """
    *earlier, own = CLAUSE_COMMA.split(change.before)
    continued = earlier[-1:] if not own[:-1].strip(BLANK_SIGNS) else []
    occasions = [clause for clause in earlier if change.words["occasion"].search(clause)]
    return f"{'，'.join((*occasions, *continued, own))}{change.text}{CLAUSE_COMMA.split(change.after)[0]}"
