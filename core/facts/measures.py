"""Measure words: the words that stand between a number and what is counted, from ``resources/words/measures.toml``.

A measure word that also begins other words (项 in 项目, 人 in 人民) is none when one of those follows; the table says
which. What counts only in one position (则 before a mark, 所 before 学校), magnitudes, money and percentages are grammar
and stand here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from core.facts.lists import any_of, signs, words_in
from core.model.text import DIGIT_RANGE, MASK_SIGNS, WITHIN_PHRASE

MAGNITUDES = "十百千万亿"
APPROXIMATORS = "余多来几"

NUMBER = rf"[{DIGIT_RANGE}]+(?:,[{DIGIT_RANGE}]{{3}})*(?:[.．][{DIGIT_RANGE}]+)?"

MONEY = r"(?:[十百千]?万|[十百千]?亿|[百千])?(?:美|欧|日|港|澳)?元(?![旦素宝首月件老])|人民币"
PERCENT = r"[%％‰]|个?[余多]?[百千]分点|个点(?=[，。；、）]|$)"
LATIN_UNIT = (  # letters that only a unit begins with, so that 5G and 3A stay names
    r"(?:[kcmμ]?m[²³23]?|[kmμu]?g(?:/m[³3]|/L)?|[mM]?[lL]|t|h[am]²?|[kMG]W[hp]?|[kmM]?V|[KMGTP]B|dB|DDDs|Mbps)(?![A-Za-z0-9])"
)

AT_MARK = (
    "则(?=[，。；、])|节(?=[课车党，。；、,;]|$)|[把发担架扇具](?=[，。；、）,;)]|$)|路(?=[，。；,;]|$)|案(?=[0-9，。；、,;])"
    "|张(?=[，。；、）]|$)|行(?=[，。；、）]|$)|管(?=[，。；、提增升])|成(?=[，。；、以左])|正(?=.{1,3}副)|副(?=[，。；、])"
    f"|[站点叶讲车](?=[，。；、）]|$)|方(?=[，。；、）]|$|[混砂土石木])|[金银铜](?=[{MASK_SIGNS}，。；、])|杯(?![”」赛])"
)
"""Measure words that count only before a mark, at the end, or before these characters."""

SCHOOLS = f"所(?=[学高中小幼院校大医乡村职党，。；、）]|$|{WITHIN_PHRASE}{{0,6}}(?:学校|院|园|所|校))"
HAN_SCHOOLS = "所(?=[学高中小幼院校大医])"
PLACES_AT_MARK = "街(?=[，。、道办])|路(?=[，。、])|局(?=[，。、党])|委(?=[，。、书])"
HAN_MONEY = "(?:万|亿)?元(?![旦素宝首])"
NO_TIMES = "(?![要序品区级日年月生子贷])"
SHEETS = f"张(?={WITHIN_PHRASE}{{0,8}}"
PER = r"(?:/(?:立方米|平方米|平方公里|公斤|千?千瓦时|[人天年月日户亩吨升米次时](?:·[年月日天次])?))?"

# The characters that masks are made of.
ANY_MASK = rf"[{MASK_SIGNS}]"

# A percentage proper; percentage points are counted (figure).
PERCENT_SIGN = re.compile(r"[%％‰]")
PERCENT_UNIT = re.compile(rf"(?:{PERCENT})")
MONEY_UNIT = re.compile(rf"(?:{MONEY}){PER}$")


@dataclass(frozen=True, slots=True, eq=False)
class Measures:
    """Patterns of measure words.

    ``text`` is the source of ``unit`` (one measure word); ``counted`` is what may stand between a number and it (余, 多,
    万多, 几百) with the measure word; ``han`` a measure word behind a Han numeral, ``loose`` those that build slogans
    there (三项制度) unless something ``countable`` and nothing ``abstract`` follows; ``totals`` what a number without a unit may stand behind.
    """

    text: str
    unit: re.Pattern[str]
    counted: re.Pattern[str]
    han: re.Pattern[str]
    loose: frozenset[str]
    countable: re.Pattern[str]
    abstract: re.Pattern[str]
    place: re.Pattern[str]
    totals: re.Pattern[str]


def build_measures(lists: Mapping[str, str]) -> Measures:
    """The patterns of these lists; ``BadWords`` where one is missing."""
    times = f"[{signs(lists, 'times')}]次{NO_TIMES}"
    sheets = SHEETS + any_of(lists, "sheets") + ")"
    words = f"{times}|{any_of(lists, 'measures')}|{SCHOOLS}|{sheets}|{AT_MARK}"
    bracketed = f"[（(]{any_of(lists, 'second_measures')}[）)]"
    text = f"(?:{PERCENT}|{LATIN_UNIT}|(?:{MONEY}|(?:{words})(?:{bracketed})?){PER})"
    return Measures(
        text=text,
        unit=re.compile(text),
        counted=re.compile(
            rf"[ 　]?(?P<magnitude>(?:(?![百千]分点)[{MAGNITUDES}]){{0,3}})"
            rf"(?P<about>[{APPROXIMATORS}]?)(?P<more>(?:(?![百千]分点)[{MAGNITUDES}]){{0,2}})[ 　]?(?P<unit>{text})"
        ),
        han=re.compile(rf"[ 　]?(?P<unit>{any_of(lists, 'han_measures')}|{HAN_MONEY}|{HAN_SCHOOLS})"),
        loose=frozenset(words_in(lists, "loose_measures")),
        countable=re.compile(r"[^，。；、的]{0,4}?" + any_of(lists, "countable")),
        abstract=re.compile(any_of(lists, "abstract")),
        totals=re.compile(any_of(lists, "totals") + "(?:数|总数)?(?:为|是|达到?|由|从|[升降][至到])?$"),
        place=re.compile(f"{any_of(lists, 'places')}|{PLACES_AT_MARK}"),
    )
