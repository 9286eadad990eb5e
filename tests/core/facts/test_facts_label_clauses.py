"""Labels of whole clauses: the verb with its object, never a lone function sign, never a noun that says nothing."""

import pytest

from core.facts.phrases import tail, words_of
from core.model.elements import Element, Role
from core.workflows.facts import find_facts, load_fact_words

LEXICON = load_fact_words().lexicon


def label(text: str) -> str:
    """The label of the last figure of a sentence."""
    facts = find_facts([Element("e1", Role.BODY, text)])
    return [fact.label for fact in facts if fact.kind in ("figure", "mask")][-1]


CLAUSES = [
    # times in front of the verb
    ("10月前建成青年书屋100套。", "建成青年书屋（套）"),
    ("6月底前建成渡口码头**座。", "建成渡口码头（座）"),
    ("2023年9月起发放口粮补贴**户。", "发放口粮补贴（户）"),
    ("从今年起轮训村医**人。", "轮训村医（人）"),
    ("春节前慰问困难党员**名。", "慰问困难党员（名）"),
    ("雨季前检修闸门**座。", "检修闸门（座）"),
    ("年底前新建书屋**个。", "新建书屋（个）"),
    ("从确定为联系对象起重新走访农户**户。", "从确定为联系对象起重新走访农户＿户"),
    ("3月以来排查危房**处。", "排查危房（处）"),
    ("5月中旬后移栽烟苗**亩。", "移栽烟苗（亩）"),
    # what is left of 最高达 and 天内
    ("夏季，日供水量最高达6.4万立方米。", "日供水量（立方米）"),
    ("三天内清运垃圾86吨。", "清运垃圾（吨）"),
    # words that begin with the same signs
    ("内科接诊86人。", "内科接诊（人）"),
    ("开展前期工作**项。", "开展前期工作（项）"),
    ("起诉**件。", "起诉（件）"),
    ("选拔后备干部**名。", "选拔后备干部（名）"),
    ("整合内设机构**个。", "整合内设机构（个）"),
    ("清理前置审批**项。", "清理前置审批（项）"),
    # lists and what they are of
    ("引进博士、硕士等高层次人才**名。", "引进高层次人才（名）"),
    ("引进**名博士、硕士等高层次人才。", "引进高层次人才（名）"),
    ("培育茶叶、蜜橘等特色产业**个。", "培育特色产业（个）"),
    ("开展**次慰问、宣讲等志愿服务活动。", "开展＿次慰问、宣讲等志愿服务活动"),
    ("选树先进典型等**个。", "选树先进典型（个）"),
    ("建成水厂、泵站等水利工程**处。", "建成水利工程（处）"),
    # ranks, and verbs that a list shares
    ("新增五星级党支部**个、四星级**个。", "新增四星级党支部（个）"),
    ("评选优秀党员**名、先进支部**个。", "评选先进支部（个）"),
    ("给予口头警告**人、书面警告**人。", "给予书面警告（人）"),
    ("建成一类站点**个、二类**个。", "建成二类站点（个）"),
    ("收到来信**件、办结**件。", "来信办结（件）"),
    ("立案**件，结案**件。", "结案（件）"),
    # nouns that say nothing by themselves
    ("对**名干部进行培训。", "培训干部（名）"),
    ("对**名干部进行提拔晋升。", "提拔晋升干部（名）"),
    ("对**名党员开展谈心谈话。", "对＿名党员开展谈心谈话"),
    ("**名干部走上领导岗位。", "干部走上领导岗位（名）"),
    ("**名党员参加志愿服务。", "党员参加志愿服务（名）"),
    ("**户企业享受贴息。", "企业享受贴息（户）"),
    ("对晋升职员等级的**名干部进行公示。", "对晋升职员等级的＿名干部进行公示"),
    ("对受到处分的**名党员回访。", "对受到处分的＿名党员回访"),
    ("提拔**名干部。", "提拔干部（名）"),
    ("发展**名党员。", "发展党员（名）"),
    ("**名年轻干部到村任职。", "＿名年轻干部到村任职"),
    ("提拔晋升48名。", "提拔晋升（名）"),
    ("培训党员1200名。", "培训党员（名）"),
    ("处分违纪干部**人。", "处分违纪干部（人）"),
    ("调整交流干部23名。", "调整交流干部（名）"),
]


@pytest.mark.parametrize(("text", "expected"), CLAUSES)
def test_a_label_is_the_verb_with_its_object(text: str, expected: str) -> None:
    assert label(text) == expected


@pytest.mark.parametrize("text", [text for text, _ in CLAUSES])
def test_no_label_begins_with_a_lone_function_sign(text: str) -> None:
    assert tail(LEXICON, words_of(LEXICON, label(text)), 20)[0][0] not in frozenset("前后起内间底等的及和")
