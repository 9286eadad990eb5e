"""Words of ``resources/words/roll_over.toml`` as the patterns that 年份更新 looks for."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from types import MappingProxyType

from core.model.text import DIGIT_RANGE, MASK_SIGNS, WITHIN_CLAUSE, WITHIN_PHRASE, WITHIN_SENTENCE
from core.roll_over.numerals import NUMBER, YEAR
from core.roll_over.scan import Scanner, scanner
from core.segment import dictionary_words

NOTHING = "(?!)"
NOT_COUNTED = rf"[^，。；{DIGIT_RANGE}{MASK_SIGNS}]"
SEVERAL = rf"(?!1[^{DIGIT_RANGE}.．,])[{DIGIT_RANGE}{MASK_SIGNS}][{DIGIT_RANGE}{MASK_SIGNS},.．]{{{{0,11}}}}[万亿余多]{{{{0,2}}}}"
"""More than one of something."""

ANY_NUMBER = rf"[{DIGIT_RANGE}{MASK_SIGNS},.．]{{{{1,8}}}}"
TIMES_NUMBER = rf"(?:[{DIGIT_RANGE}.．,]{{{{2,9}}}}[\u3000万]?|[{DIGIT_RANGE}][\u3000万]|[{MASK_SIGNS}]{{{{1,6}}}})"
"""So often as one thing hardly is: ten times and more."""

YEARLY_DAY = (
    "(?:世界|国际|全国|全民|国家)[^，。；、“”]{{1,8}}?(?:[日周节](?!报|前|期(?!间)|度|起)|(?<!\\d)月(?![底初末报份度]))"
)
"""世界气象日, 全国节能宣传周: kept every year."""

LITERAL_YEAR = YEAR.replace("{", "{{").replace("}", "}}")
ONLY_WORDS = (
    "one_off",
    "usual",
    "report_nouns",
    "guidance",
    "routine",
    "routine_units",
    "last_year",
    "intentions",
    "yearly_things",
    "yearly_documents",
    "compared",
    "graduates",
    "making",
    "never_again",
    "general_results",
    "slogans",
    "costs",
    "arranged",
    "series",
    "named_once",
)
"""Lists that are looked for as they are."""

KNOWN = (
    "ordinary",
    "standing",
    "indicators",
    "subjects",
    "routine",
    "routine_units",
    "yearly_gains",
    "yearly_gains_units",
    "targets",
    "keeps_to",
    "general_results",
    "compared",
    "last_year",
    "yearly_events",
    "yearly_things",
    "intentions",
    "graduates",
    "lead_ins",
)
"""Lists of words that tell of no event by themselves."""

HAN = re.compile("[\u4e00-\u9fff]+")
LONGEST = 12
"""Signs of a known word at most."""

COMPOSED: Mapping[str, str] = MappingProxyType(
    {
        "founded_left": r"(?:{founding}|{came_to_be})" + WITHIN_CLAUSE + r"{{0,6}}[于在]$",
        "founded_of": r"(?!是)(?:\d{{1,2}}月)?" + WITHIN_PHRASE + r"{{0,6}}?(?:{founding}|{done_that_year})(?:实施)?的",
        "founded_before": r"{founding}于" + WITHIN_SENTENCE + "*$",
        "gained": r"(?:又|再次?|正式|顺利|成功|首次|已)?{gained}",
        "happened": WITHIN_CLAUSE + r"{{0,4}}?{happened}",
        "done_once": r"{wholly}{{0,2}}{done_once}",
        "begun_earlier": r"{begun_earlier}的[^。；]{{0,12}}[，,]$",
        "making_name": r"{making}(?:了|印发|并)?[^，。；《》]{{0,6}}《|[》，、和及]、?《",
        "citing_name": r"{citing}" + WITHIN_CLAUSE + r"{{0,6}}《",
        "issued_name": r"{issuing}的[^，。；《》]{{0,6}}《",
        "made_left": r"{making}" + WITHIN_PHRASE + r"{{0,4}}(?:《[^《》]{{1,40}}》[、和及]?)*《$",
        "falls_due": WITHIN_CLAUSE + r"{{0,8}}?(?:{falls_due}|满[一二三四五六七八九十\d]{{1,3}}周?年)",
        "reached": WITHIN_CLAUSE + r"{{0,8}}{reached}",
        "counted_activities": r"(?:{activities}[、和及并]?)+(?:"
        r"(?:(?!{one_off})" + NOT_COUNTED + r"){{0,10}}?" + SEVERAL + "|"
        r"(?:(?!{one_off})"
        + NOT_COUNTED
        + r"){{0,10}}?(?:{one_off}){{1,3}}"
        + SEVERAL
        + r"[余多]?[个项处件座家条起宗例人])"
        + WITHIN_CLAUSE
        + r"{{0,8}}(?=[，,]?(?:{last_year}|[比较]"
        + LITERAL_YEAR
        + r"[ \u3000]?年?"
        + WITHIN_CLAUSE
        + "{{0,10}}?{compared}))",
        "occasion": r"^[ \u3000]*{occasion_opens}|{occasion_ends}$",
        "known_name": rf"[“]?(?:[\d·.]{{{{2,6}}}}”?)?(?:{{yearly_events}}|{YEARLY_DAY}|{{known_slogans}})[”]?"
        rf"(?:(?:专项|系列|主题)?(?:行动|活动))?|“[^，。；“”]{{{{0,4}}}}(?:{YEARLY_DAY})”"
        r"|(?:立项(?:(?!{one_off})" + NOT_COUNTED + r"){{0,12}}?(?:项目|课题)?|项目)" + SEVERAL + r"[个项]"
        r"|(?:{drawn}[、和及与并]?){{1,3}}[^，。；\d]{{0,6}}?{papers}" + SEVERAL + r"[余多]?[项个件份部条]"
        r"|(?:不发生|未发生|没有发生|杜绝|防止|避免)[^，。；]{{0,12}}事故"
        r"|连续[一二三四五六七八九十\d]{{1,3}}年(?=未发生|没有发生|无|零|实现|保持)"
        r"|“[^，。；“”\d]{{1,8}}”[^，。；“”\d]{{0,8}}?(?:占比|{indicators})(?=[由从])|“[^，。；“”\d]{{1,6}}型”"
        r"|{upholding}[^，。；“”]{{0,4}}“(?:(?!{one_off})[^”\d迎庆年]){{2,12}}”"
        r"|以[^，。；“”]{{0,8}}“[^”\d迎庆年]{{2,16}}”[^，。；“”]{{0,6}}为"
        r"|{following}" + WITHIN_CLAUSE + r"{{0,6}}《[^《》]{{2,30}}{statutes}》",
        "yearly_occasion": rf"(?:全[国省市县区校州盟旗]|[我本][省市县区校州])?[“]?(?:[\d·.]{{{{2,6}}}}”?)?(?:{{yearly_events}}|{YEARLY_DAY})[”]?"
        r"(?:[、和及与][“]?{yearly_events}[”]?)*",
        "own_targets": r"(?:全年度?[^，。；、]{{0,4}})?(?:的|{of_targets}|[^，。；、]{{1,6}}工作){{0,4}}{targets}",
        "own_work": r"度?(?:[^，。；、]{{0,14}}(?:考核|考评|绩效)(?:要求|指标|任务|工作)(?=[，。；、])"
        r"|的?(?:各项|全部|主要|其他)?工作(?=[，。；、]|情况看|虽|仍|还|总体|有序|圆满|任务)"
        r"|[^，。；]{{0,6}}工作(?:虽然?|[中里上](?=[，。]|[^，。；]{{0,6}}(?:不|还|仍|差距))|仍|还存)"
        r"|(?:度|全)?[国省市县区镇乡州盟旗]?[“《]?政府工作报告(?!会)"
        r"|的?基础上[，,]|[，,]?(?:我[们局院校]|工作中)?(?:仍|还|依然)然?(?:存在|有)|我们?[局院校镇所]?做了(?:大量|一些|许多|很多)"
        r"|[，,]?[^，。；]{{0,10}}取得[了的]?[^，。；]{{0,6}}(?:成绩|成效|进展|进步))",
        "standing_work": r"(?:年度|度|年)?的?(?:年?初[^，。；、]{{0,4}}的)?(?:{of_work}|[^，。；、]{{0,4}}{standing}){{0,3}}"
        r"(?:工作(?!会|推?进会|报告[提指]|经[费验]|队|组|专班|站|室|法|条例|委)|目标|任务|指标){work_ends}?"
        r"(?=[，。；、：]|$|{work_goes_on})",
        "measured": r"(?:(?!后(?!勤|备))"
        + NOT_COUNTED
        + r"){{0,18}}?(?:(?:(?:{indicators})(?![先领队团化体子])|{routine}(?!出?的|线))"
        rf"{NOT_COUNTED}{{{{0,14}}}}|{{yearly_gains}}(?!出?的){NOT_COUNTED}{{{{0,14}}}}(?={SEVERAL}{{yearly_gains_units}})|[共现]有{NOT_COUNTED}{{{{1,14}}}}){SEVERAL}|{NOT_COUNTED}{{{{0,10}}}}(?:未发生|没有发生|无一[例起]|零(?:事故|投诉|差错))",
        "own_program": r"(?:年|度)?(?:计划|安排|确定|部署|承诺){{0,2}}(?:实施|办理|推进)?的"
        + SEVERAL
        + r"[个项件](?:{of_programs}|[省市县区]级){{0,3}}(?:工程|项目|实事|任务|工作)"
        r"|(?:列入(?:年度)?计划|计划[^，。；：的\d]{{1,4}}|申报)的"
        + SEVERAL
        + r"[个项件户家所台辆名条元]?(?:(?!{one_off})[^，。；\d]){{0,8}}(?:工程|项目|课题)?"
        r"|(?:“[^”\d]{{1,10}}”)?(?:民生|惠民|为民|为民办|重点)?实事(?:项目)?" + SEVERAL + r"[个项件]",
        "lead_in": r"^[ \u3000]*(?:[一二三四五六七八九]是|{lead_ins})[，,：]?",
        "counted_stock": r"(?:累计|已|共)?(?:{activities}[、和及并]?)+(?:(?!{one_off})"
        + NOT_COUNTED
        + r"){{0,12}}?"
        + SEVERAL
        + "(?:[个家处所座条户人名件项亩台套辆]|公里|千米|平方米)",
        "plural": r"{plural}(?:{plural}|(?!{one_off})[^，。；\d]){{0,10}}?"
        + TIMES_NUMBER
        + r"[余多]?(?:[个项处件座家条起宗例人份户名所]|人次|场次)"
        r"|"
        + SEVERAL
        + r"(?:[个名人]|人次)[^，。；\d]{{0,8}}?(?:受到?|获得?|荣获)[^，。；\d]{{0,10}}?(?:表彰|奖励|表扬)"
        r"|{runs_often}了?[^，。；“”\d]{{0,8}}“[^，。；“”\d]{{2,10}}”[^，。；“”\d]{{0,12}}"
        + TIMES_NUMBER
        + r"[余多]?(?:人次|场次|[场次期])",
        "office": rf"^[ \u3000]*[\u4e00-\u9fff{MASK_SIGNS}]{{{{0,12}}}}{{offices}}[，,]?$",
        "graduates_of": r"[）)、]?(?:离校)?(?:未就业)?(?:普通|全日制)?{schools}?{graduates}",
        "unit": rf"(?<=[{DIGIT_RANGE}{MASK_SIGNS}万亿余多])(?:{{measure_signs}})(?=[，。；、]|$)",
        "every_year": r"{rates}(?:分别|均|平均)?(?:达到?|为|保持在?|稳定在|提高到|控制在|超过?)?"
        + ANY_NUMBER
        + r"[%％‰]"
        r"|{routine}[^，。；\d]{{0,12}}?(?!1[^\d])"
        + TIMES_NUMBER
        + r"[余多]?(?:人次|场次|件次|户次|车次|台次|班次|批次|次|场)",
        "plan_lead": r"[，,]?(?:[^，。；：\d]{{0,14}}[将要])?(?:重点|着力|突出|集中|统筹)?(?:抓好|做好|推进|实施)(?:以下|如下)?"
        r"[^，。；\d]{{0,3}}?(?:几|[一二两三四五六七八九十\d]{{1,2}})?[个项大]?(?:方面|重点|主要){{0,2}}(?:的?工作)?[：:]"
        r"|[，,]?[^，。；：\d]{{1,14}}[将要](?:认真|深入|全面|坚决|切实){{0,2}}(?:学习)?(?:贯彻|落实){{1,2}}[^，。；：\d]{{2,24}}(?:精神|部署|要求|思想|意见)[，,：:]"
        r"|[，,][^，。；：\d]{{1,14}}[将要](?:坚持)?以[^，。；：\d]{{2,30}}为(?:{kept_as}|指导|统揽)[，,]"
        r"|的?(?:主要|总体|预期|工作|发展|经营|奋斗){{0,3}}目标(?:是|为)?[：:]"
        r"|[，,][^。；：\d]{{1,24}}要?(?:按照|根据|对照)本(?:要点|计划|方案|安排)",
        "aims": r"的?(?:主要|总体|预期|工作|发展|经营|奋斗|年度){{1,3}}目标(?:任务)?(?:是|为)?[：:]",
        "reviews": r"(?:{reviewing}[、和并]?){{1,2}}$",
        "holds": r"(?:召开|参加|主持|组织|开好)$",
        "turned_to": r"(?:{turning_to}[、和并]?){{1,3}}(?:好|了)?$",
        "standing_noun": r"{standing_nouns}",
        "standing_end": r"(?:全年)?[^，。；：、“”\d]{{0,12}}?{standing_nouns}(?:前期|服务|保障|准备)?(?=[，。；、]|$|打下|情况|如期|逐项)",
        "jubilee": r"(?:庆祝|纪念|喜迎|迎接)[^，。；]{{0,6}}{jubilees}$",
        "cohort": r"新?{cohorts}[^，。；]{{0,16}}?的",
        "budgets": r"^(?:[^，。；\d]{{0,2}}(?:部门|财政|单位|收支|政府)){{0,2}}(?:预算|决算)(?!执行情况和)",
        "will": r"[，,](?:[^，。；]{{0,8}}?将)?{plan_opens}|[，,][^，。；]{{0,8}}?将以",
        "yearly_name": r"{yearly_documents}$",
        "is_prepared": r"{preparing}了?(?:好)?$",
        "each_year": r"度?[^，。；、的\d]{{0,6}}?{each_year}|[^，。；、的\d]{{1,8}}(?:成效|成绩|情况|结果)(?:列入|纳入|计入)[^，。；\d]{{0,8}}考[核评]",
        "yearly_drive": r"(?:度|全[国省市县区])?“[^”\d]{{2,8}}”(?:专项|集中|系列)?(?:行动|活动)",
        "anew": r"(?:(?:{anew}|(?P<given>{given}))了?好?(?:"
        + LITERAL_YEAR
        + r"[ \u3000]?年度?[^，。；：的]{{1,16}}[和及与、])?)[“]?$",
        "comes_anew": r"{comes_anew}(?:工作|任务|活动|材料|经费|资金){{0,2}}"
        + rf"(?:等|共)?(?:[{DIGIT_RANGE}{MASK_SIGNS}]|$)",
        "applied_for": r"争取(?:到)?$",
        "funds": r"度?[^，。；：的\d]{{0,14}}?(?:资金|投资|补助|债券|国债|指标)",
        "runs": r"(?:{preparing}|开展|筹备|实施)了?$",
        "settled_of": r"{settled}的",
        "higher_than": r"{higher_than}$",
        "looking": r"^[ \u3000]*{looking}$",
        "subject": r"^[ \u3000]*{subjects}(?:[，,]|共|累计|在)?$",
        "named_work": r"(?:推进|推动|加快|抓好|做好)" + WITHIN_CLAUSE + r"{{1,12}}?{works}(?=[，。；、]|建设|改造|前期)"
        r"|(?:建设|兴建|打造)[^，。；、]{{1,10}}(?=[，。；])",
        "goes_on": r"[，,]?(?:{subjects}|[\u4e00-\u9fff]{{1,6}}(?=将))?[将要]?{goes_on}",
        "kept_all_year": r"以[^，。；]{{2,24}}为{kept_as}|{kept_all_year}",
        "keeps_to": "以" + WITHIN_CLAUSE + "{{2,24}}为{kept_as}|{keeps_to}",
        "prepares_plan": r"(?:{drawing_up}|{preparing_plans})(?:了|好)?" + WITHIN_PHRASE + r"{{0,6}}[“《]?$",
        "plan_prepared": r"”?" + WITHIN_PHRASE + r"{{0,12}}?{preparing_plans}",
        "draws_up": r"{drawing_up}了?(?:好|完成)?" + WITHIN_PHRASE + r"{{0,6}}[“《]?$",
        "takes_effect": r"起?(?:正式)?(?:施行|实施|颁布|公布|修[订正])的新?(?:修[订正]的?)?(?:《|[^，。；、《\d]{{0,12}}?{statutes}(?=[，。；、和及与要]|$))",
        "statute": r"{statutes}(?:（修[订正](?:草案)?）)?》[（(]?(?:已|将)?[自从于]?$",
        "in_force": r"起?(?:正式|全面)?(?:施行|实施|生效)",
        "chosen_left": r"{choosing}了?(?:好)?$",
        "moving_day": r"(?:全[国省市县区民]|国际|世界|国家|中国|第[一二三四五六七八九十百\d]{{1,4}}[个次]){{0,3}}[“]?{holidays}?[、和]?{moving_days}",
        "holiday": r"“?{holidays}”?节?[、和]?{holidays}?节?"
        r"(?:小?长?假期?|放假|调休|黄金周|期间){{0,2}}[（(，]?共?(?P<days>[\d一二三四五六七八九十]{{1,2}}天|(?:星期|周)[一二三四五六日天])"
        r"(?=[假长，。；、）)接累共里内游]|期间|客流|$)",
        "holiday_span": r"(?:期间)?[“]?{holidays}[^，。；\d]{{0,6}}?(?:假|黄金周)",
        "yearly_meeting": r"{yearly_meetings}",
        "held_in_row": r"连续(?:成功|顺利|已)?{holding}了?(?P<n>"
        + NUMBER.replace("{", "{{").replace("}", "}}")
        + r")(?P<unit>[届期季年])(?!度|级)",
        "stands": r"(?:{standing_for}(?:了|已经?|至今|以来|将近|整整|以来的|有|也|正好|刚好|即将){{0,3}}|已经?)$",
        "course": r"(?:^|[，。；、“批]|{course_verbs})(?P<course>{courses})(?!{course_ends})",
        "span_of_one": r"(?:{spans_of_one}|[一二三四五]期)[（(]$|{terms_of_one}期限?(?:为|是|自|从)$",
    }
)
"""Patterns of words and grammar; what stands in braces is a list."""


@dataclass(frozen=True, slots=True, eq=False)
class RollOverWords:
    """``patterns`` by the names above, ``notable`` for 召开之年 and 关键一年; compared by identity, as the tables that hold it."""

    patterns: Mapping[str, re.Pattern[str]]
    notable: Scanner
    known: frozenset[str] = frozenset()
    """The words of the lists ``KNOWN``."""

    nouns: frozenset[str] = frozenset()
    """Ordinary nouns."""

    endings: frozenset[str] = frozenset()
    """Single signs that end what is measured: 率, 量, 额."""

    def know(self, clause: str, with_nouns: bool = False) -> bool:
        """Whether a clause holds known words alone, or such and ordinary nouns."""
        known = (self.known, self.nouns) if with_nouns else (self.known,)
        return all(self._is_known(run, known) for run in HAN.findall(clause))

    def _is_known(self, run: str, known: Iterable[frozenset[str]]) -> bool:
        """Whether a run of signs can be cut into known words; one of a single sign counts where nothing longer has it."""
        alone, reached = _alone(run), {0}
        for first, sign in enumerate(run):
            if first in reached:
                least = 1 if first in alone or sign in self.endings else 2
                reached |= {
                    last
                    for last in range(first + least, min(first + LONGEST, len(run)) + 1)
                    if any(run[first:last] in words for words in known)
                }
        return len(run) in reached

    def tells_once(self, text: str) -> bool:
        """Whether a word of ``one_off`` stands in the text, not made up by chance of the halves of two others: 召开工作会议."""
        found = list(self["one_off"].finditer(text))
        if not found:
            return False
        ends = {0, *accumulate(map(len, dictionary_words(text)))}
        return any(match.start() in ends or match.end() in ends for match in found)

    def bare(self, text: str) -> str:
        """The text without what is called by a name of every year and what is said every day."""
        return self["usual"].sub("", self["known_name"].sub("", text))

    def __getitem__(self, name: str) -> re.Pattern[str]:
        """The pattern with this name."""
        return self.patterns[name]


def _alone(run: str) -> set[int]:
    """Where the signs stand that are words by themselves."""
    words = dictionary_words(run)
    starts = accumulate(map(len, words), initial=0)
    return {start for start, word in zip(starts, words, strict=False) if len(word) == 1}


def build_words(lists: Mapping[str, str], nouns: Iterable[str] = ()) -> RollOverWords:
    """The patterns of these lists, and the ordinary ``nouns``. KeyError for a list that is missing."""
    words = {name: any_of(listed.split()) for name, listed in lists.items()}
    patterns = {name: re.compile(words[name]) for name in ONLY_WORDS}
    patterns |= {name: re.compile(pattern.format_map(words)) for name, pattern in COMPOSED.items()}
    firsts = "".join((lists["notable_year"] + lists["notable_one"]).split()) + "今本"
    ends = rf"|[今本]年(?:即|均|都|将|就|全部|正式){{0,3}}{words['ends_this_year']}(?!之年)"
    counted = "第[一二三四五六七八九十0-9]{1,2}个[^，。；]{0,8}年度?(?=[，。；])"
    notable = scanner(
        firsts + "第过",
        f"{words['notable_year']}之年|过渡期(?:即将|已经|已)?(?:结束|期满|届满)|{words['notable_one']}的?一年|{counted}{ends}",
    )
    listed = (word for name in KNOWN for word in lists[name].split())
    endings = frozenset(word for word in lists["indicators"].split() if len(word) == 1)
    at_work = frozenset(nouns).union(lists["things"].split(), lists["counted_work"].split())
    return RollOverWords(patterns, notable, frozenset(listed), at_work, endings)


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, longest first; one that matches nothing if there are none."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, ordered))})" if ordered else NOTHING
