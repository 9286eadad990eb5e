"""Words of ``facts.toml``, of labels and of tables in ``resources/words`` as the patterns by which values are recognised."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from core.facts.lexicon import Lexicon, build_lexicon
from core.facts.lists import NOTHING, any_of, words_in
from core.facts.measures import ANY_MASK, Measures, build_measures
from core.model.fact import MaskKind
from core.model.tables.cells import TableWords, build_table_words
from core.model.text import HAN_RANGE

NO_POST = "(?![办室们制级])"  # 书记办, 局长们: no one person's title

MASKED = rf"(?:{ANY_MASK}+|[（(【〔][ 　]*[）)】〕])"
MEMBER = rf"(?:{MASKED}|[{HAN_RANGE}]{{2,4}})(?:[（(][^（）()]{{1,12}}[）)])?"
NUMBER = rf"(?:[一二两三四五六七八九十几]{{1,3}}|\d{{1,4}}|{ANY_MASK}{{1,3}})"
SEVERAL = rf"(?:{NUMBER}[余多]?(?:名|位|个|批|大批|人))"

RAYS = "光(?:检查|片|机|胸|拍|透视)?(?![荣明彩华])|线(?:检查|摄|胸|机|片)"

COLUMNS: Mapping[str, tuple[MaskKind, str]] = MappingProxyType(
    {
        "person_columns": (MaskKind.PERSON, NOTHING),
        "percent_columns": (MaskKind.PERCENT, "[^效频]率"),
        "figure_columns": (MaskKind.FIGURE, "[（(](?:万|亿)?[元个人户亩次吨台件]"),
        "ordinal_columns": (MaskKind.ORDINAL, NOTHING),
        "year_columns": (MaskKind.YEAR, NOTHING),
        "month_columns": (MaskKind.MONTH, NOTHING),
        "name_columns": (MaskKind.NAME, NOTHING),
    }
)
"""List of headings, kind of the cells below, and the build of further headings."""


@dataclass(frozen=True, slots=True, eq=False)
class FactWords:
    """Patterns for the text beside a blank; ``columns`` is searched in order for the first that a heading holds."""

    titled: re.Pattern[str]
    introduced: re.Pattern[str]
    surname: re.Pattern[str]
    called: re.Pattern[str]
    listed: re.Pattern[str]
    things: re.Pattern[str]
    several: re.Pattern[str]
    together: re.Pattern[str]
    columns: tuple[tuple[re.Pattern[str], MaskKind], ...]
    numbered: re.Pattern[str]
    amount_left: re.Pattern[str]
    span_left: re.Pattern[str]
    span_right: re.Pattern[str]
    honoured: re.Pattern[str]
    routes: re.Pattern[str]
    bodies: frozenset[str]
    science: re.Pattern[str]
    factor_left: re.Pattern[str]
    factor_right: re.Pattern[str]
    measures: Measures
    lexicon: Lexicon
    tables: TableWords


def build_fact_words(
    lists: Mapping[str, str], counted: Mapping[str, str], labels: Mapping[str, str], tables: Mapping[str, str]
) -> FactWords:
    """The patterns of the lists for names, measure words, labels and tables; ``BadWords`` where one is missing."""
    title = f"(?:{any_of(lists, 'titles')}|{any_of(lists, 'called')}){NO_POST}"
    human, role = any_of(lists, "humans"), any_of(lists, "roles")
    factor = any_of(lists, "factors")
    callings, measures = any_of(lists, "callings"), build_measures(counted)
    return FactWords(
        titled=re.compile(f"(?:{any_of(lists, 'leader_tails')}|(?:副|常务副)?{title})"),
        introduced=re.compile(f"(?:{any_of(lists, 'titles')}|{any_of(lists, 'leads')})[ 　]*[：:]?[ 　]*$"),
        surname=re.compile(rf"(?:^|[，。；、：:（(“ 　\n]){any_of(lists, 'surnames')}$"),
        called=re.compile(f"(?:{callings}|(?<![动复满裁超人定成])员|(?<![增成延特擅专加拉见])长)$"),
        listed=re.compile(rf"{role}[ 　]*[：:][ 　]*(?:{MEMBER}[、 　\t]+)*$"),
        things=re.compile(
            f"{any_of(lists, 'listed_things')}|[年月日期间号码数量额率比费款资元价积度级别类型式法是为括即如]$"
        ),
        several=re.compile(
            rf"(?:[（(][^（）()]{{1,8}}[）)])?(?:[、和及与 　]{{1,2}}{MASKED})*(?:等{SEVERAL}?|{SEVERAL})"
            rf"[^，。；、省市区县镇乡村企业单位地家]{{0,6}}?{human}"
        ),
        together=re.compile(rf"(?:[、和及与]{MASKED})+[ ]?{title}"),
        columns=tuple((re.compile(f"{any_of(lists, name)}|{more}"), kind) for name, (kind, more) in COLUMNS.items()),
        numbered=re.compile(f"{any_of(lists, 'numbered')}[：:][ 　]*$"),
        amount_left=re.compile(f"{any_of(lists, 'amounts')}[了至到]?$"),
        span_left=re.compile(
            f"(?:{any_of(lists, 'spans')}|[试用聘刑租修保设同款效周工缓任]期[为限]?|[0-9一二三四五六七八九十]至)[了过满]?$"
        ),
        span_right=re.compile(f"[ 　]?年{any_of(lists, 'span_ends')}"),
        honoured=re.compile(f"[荣获被因与]|{any_of(lists, 'honoured')}"),
        routes=re.compile(f"{any_of(lists, 'routes')}$"),  # 监控×××路 is counted, in 在××路 the road has the name
        bodies=frozenset(words_in(lists, "bodies")),
        science=re.compile(f"{any_of(lists, 'science')}|{RAYS}"),
        factor_left=re.compile(f"(?:[0-9A-Za-z０-９）)%％米亩元个名天人]|{factor})[ 　]?$"),
        factor_right=re.compile(f"[ 　]?(?:[0-9A-Za-z０-９（(]|{factor})"),
        measures=measures,
        lexicon=build_lexicon(labels, measures.text),
        tables=build_table_words(tables),
    )
