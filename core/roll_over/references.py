"""Expressions valid only in their time: expected congresses, special years, anniversaries, counted meetings."""

import re
from collections.abc import Iterator, Sequence

from core.model.fact import Fact, FactState
from core.model.proposal import RollRole
from core.model.text import CROSS_SIGNS, TO_HALF_WIDTH, WITHIN_CLAUSE, WITHIN_PHRASE, sentence_before
from core.numbering import han_to_int
from core.roll_over.context import LEFT, Reason, RollContext, Verdict, because, is_plan
from core.roll_over.dated_references import OPEN, DatedReference, Month
from core.roll_over.numerals import HAN, NUMBER, running_text, stated_count
from core.roll_over.periods import PlacedVerdict
from core.roll_over.scan import scanner

FIRST = "首"
TOLD = 3
"""How many of the meetings that came since are named."""

PARTY = "党的"

OWN_TIME = frozenset(("events", "census"))
"""Series whose later members do not take the place of the earlier ones."""

AWAITED_LEFT = re.compile(r"(?:(?:喜迎|迎接|献礼|迎)(?:着)?|迎接(?:、(?:学习|宣传|贯彻|服务|保障)){1,4})[“]?$")
AWAITED_RIGHT = re.compile(
    rf"(?:的)?(?:胜利|顺利|即将)召开|召开(?:之年|之际|前|后(?=[，、]))|代表(?={WITHIN_CLAUSE}{{0,16}}(?:推荐|选举|酝酿))"
)
HELD = re.compile(r"(?:的)?召开")
BACK = re.compile(r"以来|以后|之后")
SAID_YEAR = re.compile("20[0-9]{2}(?=年)|[今明来]年")
NEXT = frozenset(("明年", "来年"))
EDGE = re.compile("开局|起步"), re.compile("收官")
PLANS = "plans"
PLAN_TO_NOTE = re.compile("”?(?:五年)?(?:发展)?(?:规划|计划|时期)?的?")
BEGUN_WELL = re.compile(
    r"”?(?:规划|时期|的){0,2}(?:实现|取得)?(?:了)?(?:良好|精彩|高质量|顺利|平稳){0,2}(?:开局|起步|收官)(?!之年|的?一年)"
)
LAST_OF_PLAN = re.compile("收官")
NOTE_OF_PLAN = re.compile(PLAN_TO_NOTE.pattern + "(?:开局|起步|收官)(?:之年|的?一年)")
OVER_LEFT = re.compile("[由从比较是][“]?$")
OVER_RIGHT = re.compile("”?(?:期)?末")
MADE_RIGHT = re.compile(rf"”?{WITHIN_PHRASE}{{0,14}}?(?:规划|纲要|计划|方案)(?:编制|文本)?(?:[，。；、》”）]|$)")
DRAWN_RIGHT = re.compile(
    rf"”?{WITHIN_PHRASE}{{0,14}}?(?:规划|纲要)的?(?:前期)?(?:研究|文本)?(?:编制|起草|论证|评审|报批)(?!单位|的)"
)
HELD_ON = frozenset(("party", "discipline", "congress", "consultative"))
"""Series of which a later session may have come since the table was written."""
THEME = re.compile("年(?=[”」]|(?:专项)?行动|(?:主题)?活动)")
THEME_WORD = re.compile(
    r"[\u4e00-\u9fff]{2}(?<!奥运)(?<![百千万零〇一二两三四五六七八九十几多每周今去明前后青少老成幼新近全半整往当元大贺])$"
)
NAMED_THEME = re.compile(r"(?:活动主题|主题(?:是|为|[:：]))“(?P<name>[^”\n]{2,40})”")
ANNIVERSARY = re.compile("周年(?!纪念章)")
APART = re.compile("[，。；、]|周年|[和与及暨]")
NUMBER_END = re.compile(f"{NUMBER}$")
HOLE_END = re.compile(f"[{CROSS_SIGNS}]{{1,4}}$")
LONG_KEPT = 5
DAYS_OFF = re.compile("[一二三四五六七八九十0-9]天|(?:星期|周)[一二三四五六日天]")
CITED_RIGHT = rf"{WITHIN_CLAUSE}{{0,24}}(?:精神|部署|要求|决策|安排|[确提]定|提出)"
SESSION = scanner(
    "省市县区州盟旗镇乡党中全",
    rf"(?:(?:[省市县区州盟旗镇乡]|(?<=[\u4e00-\u9fff])党)委(?:全会|全体会议|全体（扩大）会议)|[省市县区州盟旗镇乡]党代会(?!年会|常任|代表)"
    rf"|中央[\u4e00-\u9fff]{{2,8}}?(?:工作会议|座谈会)|全国[\u4e00-\u9fff]{{2,10}}?(?<!代表)大会)(?={CITED_RIGHT})",
)
"""A session that is cited without its number."""

PEOPLES = "(?:省|市|区|县|州|旗|镇|乡|党委|团委|纪委)"
DAY_NAME = (
    "[“]?(?:(?!工作|交易)[^，。；、\\d]){2,12}?(?<![环季细情章小关竹个])"
    "(?:日(?!常|均|期(?!间)|益|前(?!夕|后|开展|组织|举办|集中))|月(?![份底初内起末度中均])|周(?!边|期|岁|围)|节(?![点约能目水省]))"
)
"""The rest of a day, week or month that is kept every year: 第三十三次全国助残日, 第22个全国“安全生产月”."""

FIRST_DAY = (
    "(?:“[^，。；“”]{2,12}[日周月节]”|(?:世界|国际|国家|中国|中华|全[国民省市县区州])[^，。；、“”]{1,10}?(?:日(?!常|均|期|益)|[周月](?![边期岁围年份])|节(?![点约能省]))"
    "|[^，。；、“”\\d]{1,8}?(?:(?:宣传|纪念|活动|开放|服务|生态|慈善|安全|法[制治])[日周月](?!前|期|边)|节(?![点约能目水省])))"
)
"""The rest of 首个“全国生态日”, a day or the like that is kept every year from then on."""

COUNTED = scanner(
    f"第首{HAN}0123456789０１２３４５６７８９",
    rf"第(?P<a>{NUMBER})次(?={WITHIN_PHRASE}{{0,8}}(?:会议|全会|全体|党代会|代表大会|人代会|常委会|大会|联席会|推进会|调度会|例会|[团妇职工教学少残侨]代会))"
    rf"|第(?P<b>{NUMBER})(?=[届批期轮]|号(?:台风|洪水|强?寒潮))|(?<=长令)第(?P<i>{NUMBER})(?=号)|(?P<c>{NUMBER})届(?=(?:{PEOPLES}委|人大|政协|党委)(?!{NUMBER}次))"
    rf"|(?<=[届大协委])(?P<d>{NUMBER})次(?=全会|全委会|全体会议|党代会|代表大会|会议|(?:职工|教职工|职|教|工|团|妇)代(?:会|表大会)|(?:委员|代表|理事|监事|董事|股东|执委)会)"
    rf"|第(?P<h>{NUMBER})[个次](?={DAY_NAME})"
    rf"|(?<=[省市县区州旗])(?P<e>{NUMBER})次(?=党代会|党的代表大会|代表大会|[妇团少残侨工]代会)"
    rf"|(?<![{HAN}历第几每多各两0-9])(?P<f>{NUMBER})次(?=全会)|(?P<g>{FIRST})(?=届)|(?P<j>{FIRST})(?=个{FIRST_DAY})",
)
COUNTED_THING = re.compile(r"[届次批期轮个号](?:会议|全会|大会)?")
ROUNDS = frozenset("轮批期号")
"""What is counted without being a session."""

SHOW = re.compile(
    rf"届(?!{WITHIN_PHRASE}{{0,12}}(?:[理监董]事|委员|代表|人大|党代|工代|政协)|(?:全?[国省市县区州])?[^校企厂职，。；]{{0,4}}运动会)"
    rf"{WITHIN_PHRASE}{{0,16}}?(?:[节周月会展赛奖坛](?!员)|评选)"
)
"""What is held year by year, which a congress, a committee or the games of a place are not."""

COUNT_OF_TIMES = re.compile(r"(?:召开|举行|举办|开展|组织)了?$")
CONGRESS = re.compile(rf"[次届]{WITHIN_CLAUSE}{{0,6}}(?:党代会|党的代表大会)")


def dated_references(
    context: RollContext, text: str, ahead: bool = False, facts: Sequence[Fact] = ()
) -> Iterator[PlacedVerdict]:
    """Meetings, plans and campaigns of the table: expected though past, outdated, or still the latest. ``ahead``: in a section
    about the year after the report, by which more is over.
    """
    until = _outlasts(context, ahead)
    yield from _notes_left(context, text, facts)
    for start, end, dated in _mentions(context, text):
        left, right = text[max(0, start - 16) : start], text[end : end + 24]
        awaited = _awaited(dated, left, right)
        then = _then(context, dated, left, right)
        if then:
            yield start, end, _kept(text[start:end], RollRole.HISTORY, then)
        elif awaited and dated.begins <= context.as_of:
            start, end = start - awaited[0], end + awaited[1]
            why = because("awaited", name=dated.name, when=_time(dated.begins), text=text[start:end])
            yield start, end, Verdict(RollRole.EVENT, None, why)
        elif told := _no_longer(context, dated, (text[:start], right), until):
            likely = _latest(context, dated, text[start:end])
            yield start, _asked_end(text, end, told), Verdict(RollRole.DATED_REFERENCE, None, told, likely)
        elif _is_plan_to_come(context, dated, (text[:start], right), ahead):
            why = because("plan_to_come", name=dated.name, year=dated.begins[0])
            yield start, end, Verdict(RollRole.DATED_REFERENCE, None, why)
        elif dated.begins <= context.as_of:
            yield start, end, _kept(text[start:end], RollRole.DATED_REFERENCE, _still(dated))


def _is_plan_to_come(context: RollContext, dated: DatedReference, beside: tuple[str, str], ahead: bool) -> bool:
    """衔接“十五五” in the report of 2024, 谋划“十五五” in that of 2025: a five-year plan that was yet to begin in the year that is told
    of, and is so still or was prepared for; not one in the name of a document."""
    told = context.basis.year + (ahead and not is_plan(context.basis.kind))
    before, after = beside
    is_named = before.rfind("《") > before.rfind("》")
    if dated.series != PLANS or context.years <= 0 or dated.begins[0] <= told or is_named:
        return False
    words = context.tables.words
    is_prepared = words["prepares_plan"].search(before[-LEFT:]) or words["plan_prepared"].match(after)
    return dated.begins > context.as_of or is_prepared is not None


def _mentions(context: RollContext, text: str) -> Iterator[tuple[int, int, DatedReference]]:
    """All but those of “十五五”规划的开局之年, which is asked as one with what the year is called."""
    for start, end, dated in context.tables.find(text):
        if dated.series != PLANS or not NOTE_OF_PLAN.match(text, end):
            yield start, end, dated


def _notes_left(context: RollContext, text: str, facts: Sequence[Fact]) -> Iterator[PlacedVerdict]:
    """“十五五”收官 where 十四五 was written anew: what was said of the end of the old plan is not true of the new one."""
    for _, end, dated in _written_plans(context, text, facts):
        begun = BEGUN_WELL.match(text, end)
        note = LAST_OF_PLAN.search(begun.group()) if begun else None
        if begun and note and dated.ends[0] > context.now.year:
            why = because("year_of_note", year=context.basis.year)
            yield end + note.start(), begun.end(), Verdict(RollRole.EVENT, None, why)


def _written_plans(context: RollContext, text: str, facts: Sequence[Fact]) -> Iterator[tuple[int, int, DatedReference]]:
    """The five-year plans of a text that were written anew."""
    written = [fact for fact in facts if fact.state is FactState.UPDATED]
    for start, end, dated in context.tables.find(text) if written else ():
        if dated.series == PLANS and _is_written(written, start, end):
            yield start, end, dated


def _then(context: RollContext, dated: DatedReference, left: str, right: str) -> Reason | None:
    """Why it is told of as a time that was; None if it is not."""
    if _counts_from(context, dated, right):
        return because("counted_from")
    return because("earlier_span") if _is_old(context, dated, left, right) else None


def _outlasts(context: RollContext, ahead: bool) -> Month:
    """What a lasting reference must outlast: in a section about the next year that year's beginning."""
    return (context.now.year + 1, 2) if ahead and not is_plan(context.now.kind) else context.outlasts


def _no_longer(context: RollContext, dated: DatedReference, beside: tuple[str, str], until: Month) -> Reason | None:
    """Why somebody must look whether it still holds in the new report; None if it surely does."""
    if context.tables.is_past(dated, until if dated.is_span else context.as_of):
        return _since(context, dated)
    if context.years and dated.series == PLANS and BEGUN_WELL.match(beside[1]):
        return because("year_of_note", year=context.basis.year)
    if _may_be_followed(context, dated):
        return because("perhaps_later", name=dated.name, when=_time(dated.begins))
    return because("drawn_up", name=dated.name) if _is_drawn_up(context, dated, *beside) else None


def _counts_from(context: RollContext, dated: DatedReference, right: str) -> bool:
    """党的十八大以来; “十四五”以来 too, unless the plan is over since last year's report."""
    ends_now = dated.series == PLANS and (context.basis.year, 1) <= dated.ends < context.outlasts
    return BACK.match(right.lstrip("”")) is not None and not ends_now


def _is_old(context: RollContext, dated: DatedReference, left: str, right: str) -> bool:
    """由“十三五”末的3处增至9处, where the plan was over before last year's report, which compares with it."""
    is_over = dated.series == PLANS and dated.ends < (context.basis.year, 1)
    return is_over and (OVER_LEFT.search(left) is not None or OVER_RIGHT.match(right) is not None)


def _may_be_followed(context: RollContext, dated: DatedReference) -> bool:
    """A session of an earlier year, the last that the table knows of: the new year may have had another."""
    is_earlier = not dated.is_span and dated.series in HELD_ON and dated.begins[0] < context.now.year
    return is_earlier and context.years > 0 and not context.tables.since(dated, OPEN)


def _is_drawn_up(context: RollContext, dated: DatedReference, left: str, right: str) -> bool:
    """编制“十五五”规划: a five-year plan is drawn up but once."""
    if context.years <= 0 or dated.series != PLANS:
        return False
    is_named = MADE_RIGHT.match(right) is not None and context.tables.words["draws_up"].search(left) is not None
    return is_named or DRAWN_RIGHT.match(right) is not None


def _awaited(dated: DatedReference, left: str, right: str) -> tuple[int, int] | None:
    if dated.series in OWN_TIME:
        return None
    before, after = AWAITED_LEFT.search(left), AWAITED_RIGHT.match(right)
    if before and not after:
        after = HELD.match(right)
    if before is None and after is None:
        return None
    return len(before.group()) if before else 0, after.end() if after else 0


def _since(context: RollContext, dated: DatedReference) -> Reason:
    when = _time(dated.begins) + (f"—{dated.ends[0]}年{dated.ends[1]}月" if dated.is_span else "")
    came = [] if dated.series in OWN_TIME else context.tables.since(dated, context.as_of)[-TOLD:]
    later = "、".join(f"{other.name}（{_time(other.begins)}）" for other in came)
    if not later:
        return because("outdated", name=dated.name, when=when)
    return because("outdated_since", name=dated.name, when=when, later=later)


def _asked_end(text: str, end: int, told: Reason) -> int:
    """Where “十四五”良好开局 ends, which is one question."""
    begun = BEGUN_WELL.match(text, end) if told.code == "year_of_note" else None
    return begun.end() if begun else end


def _latest(context: RollContext, dated: DatedReference, text: str) -> str | None:
    """党的二十届三中全会 becoming 党的二十届四中全会: the last session that came since, written as the text writes it."""
    later = () if dated.is_span or dated.series not in HELD_ON else context.tables.since(dated, context.as_of)
    if not later or later[-1].is_span:
        return None
    return later[-1].name if text.startswith(PARTY) else later[-1].name.removeprefix(PARTY)


def _still(dated: DatedReference) -> Reason:
    if dated.is_span and dated.ends != OPEN:
        return because("still_valid", name=dated.name, until=_time(dated.ends))
    return because("latest", name=dated.name, when=_time(dated.begins))


def _time(month: Month) -> str:
    year, number = month
    return f"{year}年" if number in (1, 12) else f"{year}年{number}月"


def years_of_note(context: RollContext, text: str, facts: Sequence[Fact] = ()) -> Iterator[PlacedVerdict]:
    """召开之年, 关键一年 and 攻坚年行动: expressions that hold for the old report's year only.

    A year that ``facts`` of the paragraph call updated is the new report's: the expression came with the year before it.
    """
    if not context.years:
        return
    for match in context.tables.words.notable.find(text):
        why = because("year_of_note", year=_year_of_note(context, text, match, facts))
        yield _with_plan(context, text, match, facts), match.end(), Verdict(RollRole.EVENT, None, why)
    for match in context.tables.words["course"].finditer(text):
        yield *match.span("course"), Verdict(RollRole.EVENT, None, because("theme"))
    for match in NAMED_THEME.finditer(text):
        yield match.start("name"), match.end("name"), Verdict(RollRole.EVENT, None, because("theme_named"))
    for match in THEME.finditer(text):
        if THEME_WORD.search(text[max(0, match.start() - 2) : match.start()]):
            why = because("theme")
            yield match.start() - 2, match.end(), Verdict(RollRole.EVENT, None, why)


def _with_plan(context: RollContext, text: str, note: re.Match[str], facts: Sequence[Fact]) -> int:
    """Where “十五五”规划的开局之年 starts, which is one question and not two, unless the plan was written anew."""
    first = max(0, note.start() - 14)
    if not (EDGE[0].match(note.group()) or EDGE[1].match(note.group())):
        return note.start()
    for start, end, dated in context.tables.find(text[first : note.start()]):
        if dated.series == PLANS and PLAN_TO_NOTE.fullmatch(text, first + end, note.start()):
            return note.start() if _is_written(facts, first + start, first + end) else first + start
    return note.start()


def _year_of_note(context: RollContext, text: str, note: re.Match[str], facts: Sequence[Fact]) -> int:
    """The year that the sentence names, else the first or last year of the plan it mentions, else the report's."""
    said = sentence_before(text, note.start())
    *_, named = None, *SAID_YEAR.finditer(text, note.start() - len(said), note.start())
    if named is None or named.group() == "今年":
        return _edge_of_plan(context, said, note.group()) or context.basis.year
    if named.group() in NEXT:
        return context.basis.year + 1
    return int(named.group()) - (context.years if _is_written(facts, *named.span()) else 0)


def _is_written(facts: Sequence[Fact], start: int, end: int) -> bool:
    """Whether a place is, or is in, a fact that got this year's value."""
    beside = (one for one in facts if one.start < end and start < one.end)
    return any(one.state is FactState.UPDATED for one in beside)


def _edge_of_plan(context: RollContext, said: str, note: str) -> int:
    """First year of the plan mentioned for 开局之年, its last for 收官之年; 0 for anything else."""
    plans = [plan for _, _, plan in context.tables.find(said) if plan.is_span and plan.ends != OPEN]
    if plans and EDGE[0].match(note):
        return plans[-1].begins[0]
    return plans[-1].ends[0] if plans and EDGE[1].match(note) else 0


def anniversaries(context: RollContext, text: str) -> Iterator[PlacedVerdict]:
    """N周年: counted from the founding year in the table; a multiple of five belongs to its own year."""
    if not context.years:
        return
    for match in ANNIVERSARY.finditer(text):
        start = max(0, match.start() - 4)
        number = NUMBER_END.search(text, start, match.start()) or HOLE_END.search(text, start, match.start())
        if number:
            founded = _founded(context, text[max(0, number.start() - 16) : number.start()])
            verdict = _anniversary(context, number.group(), founded)
            if verdict:
                yield number.start(), number.end(), verdict


def _founded(context: RollContext, left: str) -> int:
    """Founding year of the anniversary; 0 if unknown to the table or if the words are about something else."""
    found = list(context.tables.foundings.find(left))
    if not found or APART.search(left, found[-1].end()):
        return 0
    return context.tables.founded[found[-1].group()]


def _anniversary(context: RollContext, text: str, founded: int) -> Verdict | None:
    role, number = RollRole.ANNIVERSARY, _value(text)
    if not number:
        why = because("open_anniversary", founded=founded, year=context.now.year, number=context.now.year - founded)
        return Verdict(role, str(context.now.year - founded), why) if founded else None
    told = founded + number if founded else context.basis.year
    if told - context.basis.year not in (0, 1):
        return _kept(text, role, because("other_anniversary", year=told))
    return _counted_anniversary(context, text, told, founded)


def _counted_anniversary(context: RollContext, text: str, told: int, founded: int) -> Verdict:
    """The anniversary of the next year; asked for one divisible by five, and without a founding year in the table."""
    role, old = RollRole.ANNIVERSARY, _value(text)
    new = old + context.years
    written = running_text(text.translate(TO_HALF_WIDTH), new)
    if old % 5 == 0:
        why = because("round_anniversary", year=told, number=old, next=told + context.years, new=new)
        return Verdict(role, None, why, written if founded else None)
    why = because("anniversary", old=old, new=new) if founded else because("unknown_founding")
    return Verdict(role, written, why) if founded else Verdict(role, None, why, written)


def holidays(context: RollContext, text: str) -> Iterator[PlacedVerdict]:
    """国庆假期7天, 除夕（星期四）: how many days there are, and which of the week, is arranged anew each year."""
    may_tell = context.years and DAYS_OFF.search(text)
    for match in context.tables.words["holiday"].finditer(text) if may_tell else ():
        yield *match.span("days"), Verdict(RollRole.DAY, None, because("holiday"))


def unnumbered_sessions(context: RollContext, text: str) -> Iterator[PlacedVerdict]:
    """市委全会精神, 中央金融工作会议精神: one of several sessions, or one of some years ago, that is cited without its number."""
    for match in SESSION.find(text) if context.years else ():
        if context.tables.words["yearly_meeting"].fullmatch(match.group()) is None:
            yield (
                *match.span(),
                Verdict(RollRole.DATED_REFERENCE, None, because("session_unnumbered", name=match.group())),
            )


def counted_meetings(context: RollContext, text: str) -> Iterator[PlacedVerdict]:
    """第二次会议, 第5期, 十三届省委: this year's number is known to the user alone."""
    if not context.years:
        return
    for match in COUNTED.find(text):
        group = next(name for name in "abcdefghij" if match[name])
        if group != "f" or not COUNT_OF_TIMES.search(text, max(0, match.start() - 4), match.start()):
            why = _asked_why(match, group)
            likely = _counted_on(context, match, group, why)
            verdict = Verdict(RollRole.MEETING_NUMBER, None, why, likely)
            yield *match.span(group), _day_of_all(context, match, group, verdict)


def _day_of_all(context: RollContext, match: re.Match[str], group: str, verdict: Verdict) -> Verdict:
    """第23个全国“安全生产月” as a change: a day, week or month of the list that everybody keeps each year, and has kept for long;
    a count of few may be the unit's own (到任后的第2个教师节)."""
    occasion = context.tables.words["yearly_occasion"].match(match.string, match.end(group) + 1)
    if occasion is None or not verdict.suggestion or _value(match[group]) < LONG_KEPT:
        return verdict
    why = because("counted_day", old=match[group], new=verdict.suggestion, day=occasion.group())
    return Verdict(verdict.role, verdict.suggestion, why)


def _counted_on(context: RollContext, match: re.Match[str], group: str, why: Reason) -> str | None:
    """第九届民歌节 becoming 第十届, 第23个全国“安全生产月”: what is held once a year; how often a body meets is not known."""
    end = match.end(group)
    if group == "j":
        return _after_first(context.years)
    is_day = context.tables.words["yearly_occasion"].match(match.string, end + 1) is not None
    is_yearly = group == "h" or (group == "b" and (is_day or SHOW.match(match.string, end) is not None))
    if not is_yearly or why.code != "counted":
        return None
    number = stated_count(match[group].translate(TO_HALF_WIDTH))
    return running_text(match[group], number + context.years) if number else None


def _after_first(years: int) -> str | None:
    """第二 for a first one a year ago; None for a report rolled back."""
    written = running_text("一", 1 + years)
    return f"第{written}" if written else None


def _asked_why(match: re.Match[str], group: str) -> Reason:
    end = match.end(group)
    if CONGRESS.match(match.string, end):
        return because("congress")
    what = COUNTED_THING.match(match.string, end)
    told = f"{'第' if group in 'abhi' else ''}{match[group]}{what.group() if what else ''}"
    if what and what.group() in ROUNDS:
        return because("counted_round", count=told, unit=what.group())
    if group == "j":
        return because("first_day")
    return because("counted_first" if group == "g" else "counted", count=told)


def _value(text: str) -> int:
    digits = text.translate(TO_HALF_WIDTH)
    return int(digits) if digits.isdigit() and digits.isascii() else han_to_int(text) or 0


def _kept(text: str, role: RollRole, reason: Reason) -> Verdict:
    return Verdict(role, text, reason)
