"""Labels: what the form shows beside an empty field."""

import pytest

from core.facts.extract import apart, group_of
from core.facts.phrases import lead_off, thing_after, thing_before, trimmed, words_of
from core.model.elements import Element, Role
from core.model.fact import Fact, FactKind
from core.workflows.facts import find_facts, load_fact_words

LEXICON = load_fact_words().lexicon


def labels(*paragraphs: str) -> list[str]:
    elements = [Element(f"e{number}", Role.BODY, text) for number, text in enumerate(paragraphs, 1)]
    return [fact.label for fact in find_facts(elements)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全县选派**名处级干部参加培训。", "选派处级干部参加培训（名）"),
        ("用好专项借款**亿元。", "用好专项借款（亿元）"),
        ("惠及XXX人。", "惠及（人）"),
        ("平均住院日降至7.*天。", "平均住院日（天）"),
        ("务工规模不少于1__00人。", "务工规模（人）"),
        ("出席：□□□", "姓名（出席）"),
        ("X年以来首次实现负增长", "年份：首次实现负增长"),
        ("办好X月份的博览会", "月份：博览会"),
        ("举办XX余期业务培训班。", "举办业务培训班（期）"),
        ("完成开放鉴定档案3860卷。", "完成开放鉴定档案（卷）"),
        ("先后向省里推荐各行业先进典型人物**人。", "向省里推荐行业先进典型人物＿人"),
        ("评选“最美护林员”**名。", "评选“最美护林员”（名）"),
        ("开展“送法进村”活动**场（次）。", "开展“送法进村”活动（场/次）"),
        ("打造了2个书香校园示范点。", "打造书香校园示范点（个）"),
        ("涉农类投诉下降X%。", "涉农类投诉下降（%）"),
        ("未完成的**项任务继续推进。", "未完成的＿项任务继续推进"),
        ("党员干部受众超过**人次。", "党员干部受众（人次）"),
        ("全县选聘网格员、调解员共**名。", "选聘网格员、调解员（名）"),
        ("**名年轻干部到村任职。", "＿名年轻干部到村任职"),
        ("进行了**次的抽查。", "抽查（次）"),
        ("目前我县已办结56件。", "办结（件）"),
        ("立案**件。", "立案（件）"),
        ("完成X家“儿童之家”建设。", "完成“儿童之家”建设（家）"),
        ("达到XX。", "数量"),
        ("占___％。", "比例（％）"),
        ("我委共办理建议128件。", "办理建议（件）"),
        ("一是办班48期。", "办班（期）"),
        ("其中：三要整理档案5万件。", "整理档案（件）"),
        ("二是要走访9户。", "走访（户）"),
        ("规模以上工业增加值同比增长8.5%。", "规模以上工业增加值同比增长（%）"),
    ],
)
def test_quantities_are_told_by_verb_and_thing(text: str, expected: str) -> None:
    assert labels(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "选派**名高级农艺师、**名中级农艺师、**名初级农艺师。",
            ["选派高级农艺师（名）", "选派中级农艺师（名）", "选派初级农艺师（名）"],
        ),
        ("举办农技夜校班X期X多人次。", ["举办农技夜校班（期）", "举办农技夜校班（人次）"]),
        ("入户走访**户，电话回访**户。", ["入户走访（户）", "电话回访（户）"]),
        ("协作医院从X个扩大到X个。", ["协作医院由＿个扩大", "协作医院扩大到（个）"]),
    ],
)
def test_members_of_an_enumeration_share_what_they_have_in_common(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("深入**区调研。", "区名"),
        ("贯彻**省部署。", "省名"),
        ("走访**镇党委。", "＿镇党委"),
        ("联合**科技有限公司开展合作。", "＿科技有限公司"),
        ("发挥“今日X”专栏作用。", "“今日＿”"),
        ("擦亮“**”党建品牌。", "“＿”党建品牌"),
        ("召开市第**次党代会。", "市第＿次党代会"),
        ("以XXX新时代思想为指导。", "姓名：＿新时代思想"),
        ("X年新增文明村镇。", "年份：新增文明"),
        ("（  ）年（  ）月", "年份"),
        ("20**年*月*日", "年份"),
        ("在**局与**局之间", "＿局"),
        ("对XX县长的要求", "姓名：＿县长"),
        ("2022年工作。", "年份（2022年）"),
        ("上半年工作。", "时段（上半年）"),
        ("1－7月工作。", "时段（1－7月）"),
        ("截至7月26日。", "截止日期（7月26日）"),
        ("今年以来。", "年份用语（今年）"),
        ("4月成立。", "月份（4月）"),
        ("党的二十大召开。", "会议届次（二十大）"),
        ("谋划“十四五”规划。", "五年规划（十四五）"),
        ("国发〔2005〕39号", "文号（〔2005〕39号）"),
    ],
)
def test_names_dates_and_references(text: str, expected: str) -> None:
    assert labels(text)[0].startswith(expected)


def test_equal_labels_of_different_fields_are_told_apart_by_what_follows() -> None:
    assert labels("46项任务已完成35项，8项任务未启动，2项任务正在推进。")[2:] == [
        "任务未启动（项）",
        "任务正在推进（项）",
    ]


def test_equal_labels_of_different_fields_are_told_apart_by_the_clause_before() -> None:
    first, second = labels("举办育种研讨班，培训人数**人；举办嫁接培训班，培训人数**人。")
    assert first == "研讨班培训人数＿人"
    assert second == "培训班培训人数＿人"


def test_labels_may_repeat_in_another_section() -> None:
    elements = [
        Element("e1", Role.BODY, "下发通报**次。"),
        Element("e2", Role.HEADING, "抓作风建设", heading_length=5),
        Element("e3", Role.BODY, "下发通报**次。"),
    ]
    assert [fact.label for fact in find_facts(elements)] == ["下发通报（次）", "下发通报（次）"]


def groups(*paragraphs: str) -> list[str]:
    elements = [Element(f"e{number}", Role.BODY, text) for number, text in enumerate(paragraphs, 1)]
    return [fact.group for fact in find_facts(elements)]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("在**区调研。", "**区召开会议。"),
        ("以XXX新时代思想为指导。", "贯彻XXX视察精神。"),
        ("发挥“今日X”作用。", "“今日X”发稿。"),
        ("市第**次党代会精神。", "迎接市第**次党代会召开。"),
        ("2022年工作。", "2022年度计划。"),
        ("2022年工作。", "二〇二二年计划。"),
        ("今年计划。", "今年以来。"),
        ("党的二十大。", "喜迎二十大召开。"),
        ("选派干部48名。", "共选派干部48名。"),
    ],
)
def test_one_field_in_two_places(paragraphs: tuple[str, ...]) -> None:
    first, second = groups(*paragraphs)
    assert first == second


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("在**市调研。", "**区召开会议。"),
        ("走访**村委会。", "走访**村合作社。"),
        ("选派**名干部。", "选派**名干部。"),
        ("2022年工作。", "2021年工作。"),
        ("选派干部48名。", "培训干部48名。"),
        ("第二次会议。", "第二批名单。"),
        ("4月成立。", "4月撤销。"),
        ("X年新增。", "X年减少。"),
        ("联合**科技公司。", "联合**食品公司。"),
    ],
)
def test_two_fields(paragraphs: tuple[str, ...]) -> None:
    first, second = groups(*paragraphs)
    assert first != second


def fact(number: int, label: str, group: str) -> Fact:
    return Fact(f"f{number}", FactKind.FIGURE, "count", "e1", number, number + 1, "5", label=label, group=group)


def test_a_label_taken_thrice_gets_numbers() -> None:
    told = apart([fact(1, "会议", "a"), fact(2, "会议", "b"), fact(3, "会议", "c")], lambda one: one.label)
    assert [one.label for one in told] == ["会议", "会议·2", "会议·3"]


def test_facts_of_one_field_keep_one_label() -> None:
    told = apart([fact(1, "会议", "a"), fact(2, "会议", "a")], lambda one: "别的")
    assert [one.label for one in told] == ["会议", "会议"]


def test_figures_are_grouped_by_value_and_label() -> None:
    assert group_of(LEXICON, fact(1, "会议（次）", "")) == "figure:5:会议（次）"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("社区网格员共", "社区网格员"),
        ("参与人数已超过", "参与人数"),
        ("节约", "节约"),
        ("下达", "下达"),
        ("建立了", "建立"),
        ("设计", "设计"),
    ],
)
def test_words_that_lead_up_to_a_number_are_cut_off(text: str, expected: str) -> None:
    assert lead_off(LEXICON, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("年轻干部参加巡察", "年轻干部"), ("乡村振兴工作队员", "乡村振兴工作队员"), ("的工作", "")],
)
def test_things_after_a_number(text: str, expected: str) -> None:
    assert thing_after(LEXICON, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今年以来收到信访件", "收到信访件"),
        ("及时跟进学习上级领导同志的重要论述讲话精神", "学习重要论述讲话精神"),
        ("我县选聘网格员", "选聘网格员"),
    ],
)
def test_things_before_a_number(text: str, expected: str) -> None:
    assert thing_before(LEXICON, trimmed(LEXICON, words_of(LEXICON, text))) == expected


def test_a_quotation_is_one_word() -> None:
    assert [word for word, _ in words_of(LEXICON, "开展“送法进村”活动")] == ["开展", "“送法进村”", "活动"]


@pytest.mark.parametrize("text", ["出席：□□□　□□□", "记录：×××、×××", "×××，×××"])
def test_persons_of_a_list_are_different_fields(text: str) -> None:
    groups = [fact.group for fact in find_facts([Element("e1", Role.BODY, text)])]
    assert len(set(groups)) == len(groups) == 2
