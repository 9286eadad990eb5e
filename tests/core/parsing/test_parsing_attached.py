"""Attached documents behind the date: mark, title and a text of their own."""

from core.model.document import Document
from core.model.elements import Role
from core.model.outline import sections
from core.parsing.recognise import recognise
from core.readers.text import read_text
from tests.words import PHRASES

REPORT = """临川县粮食局2024年工作总结
县政府：
一、收储工作
全年收购粮食3.2万吨，库存管理平稳有序，没有发生安全事故。
二、监管工作
开展检查46次，发现问题12个，全部整改到位。
"""
END = """临川县粮食局
2024年12月28日
"""
RULES = """附件1
临川县地方储备粮管理办法
第一章　总则
第一条　为了加强地方储备粮管理，制定本办法。
第二条　本办法适用于本县。
第二章　收购
第三条　收购储备粮应当公开进行。
第四条　2024年收购入库800吨。
附件2
2024年重点任务
一、建设粮库
建成标准仓12座，新增仓容2.4万吨，项目已经验收。
二、培训人员
培训保管员60人次，持证上岗率达到100%。
"""
NAMES = "附件：1.临川县地方储备粮管理办法\n2.2024年重点任务\n"


def read(text: str) -> Document:
    return recognise(read_text(text.encode()).value, PHRASES).value


def roles(text: str, role: Role) -> list[str]:
    return [element.text for element in read(text).elements if element.role is role]


def test_marks_titles_and_text_behind_the_date_have_roles() -> None:
    text = REPORT + NAMES + END + RULES
    assert roles(text, Role.ATTACHMENT_MARK) == ["附件1", "附件2"]
    assert roles(text, Role.ATTACHMENT_TITLE) == ["临川县地方储备粮管理办法", "2024年重点任务"]
    assert roles(text, Role.ATTACHMENT) == NAMES.splitlines()


def test_attachments_are_sections_with_their_headings_below() -> None:
    found = [(one.ordinal, one.heading, one.depth) for one in sections(read(REPORT + NAMES + END + RULES).elements)]
    assert found == [
        ("", "引言", 0),
        ("一、", "收储工作", 1),
        ("二、", "监管工作", 1),
        ("", "落款", 0),
        ("附件1　", "临川县地方储备粮管理办法", 1),
        ("第一章", "总则", 2),
        ("第二章", "收购", 2),
        ("附件2　", "2024年重点任务", 1),
        ("一、", "建设粮库", 2),
        ("二、", "培训人员", 2),
    ]


LONG_RULES = (
    RULES.split("附件2")[0]
    + """第五条　县粮食局负责日常管理。各乡镇粮站配合检查。
第六条　储备粮轮换坚持公开的原则。
轮换结果在10日内公布。
第七条　承储单位的职责：
（一）定期查仓；
（二）报告险情。
"""
)
NAMED_RULES = """附件
临川县地方储备粮管理办法
第一条　目的
为了加强地方储备粮管理，制定本办法。
第二条　适用范围
本办法适用于本县。
"""


def test_articles_are_text_below_their_chapters_however_long_they_are() -> None:
    found = read(REPORT + "附件：临川县地方储备粮管理办法\n" + END + LONG_RULES).elements
    articles = [(each.role, each.level, each.prefix.strip()) for each in found if each.ordinal.endswith("条")]
    assert articles == [(Role.BODY, 3, f"第{number}条") for number in "一二三四五六七"]


def test_few_short_articles_are_text_too() -> None:
    rules = """附件
临川县地方储备粮管理办法
第一条　为了加强地方储备粮管理，制定本办法。
第二条　本办法适用于本县。法律另有规定的，从其规定。
第三条　承储单位的职责：
（一）定期查仓；
第四条　违者处500元罚款。
罚款上缴财政。
"""
    found = read(REPORT + "附件：临川县地方储备粮管理办法\n" + END + rules).elements
    assert {each.role for each in found if each.ordinal.endswith("条")} == {Role.BODY}


def test_articles_that_all_have_names_are_headings() -> None:
    found = read(REPORT + "附件：临川县地方储备粮管理办法\n" + END + NAMED_RULES).elements
    assert [each.heading for each in found if each.role is Role.HEADING][-2:] == ["目的", "适用范围"]


def test_the_report_above_is_read_as_without_attachments() -> None:
    alone, whole = read(REPORT + NAMES + END), read(REPORT + NAMES + END + RULES)
    assert whole.elements[: len(alone.elements)] == alone.elements
    assert (whole.title, whole.kind, whole.numbering) == (alone.title, alone.kind, alone.numbering)


def test_a_title_on_two_lines_is_known_by_the_list() -> None:
    text = (
        REPORT
        + "附件：临川县粮食局优化营商环境工作任务清单\n"
        + END
        + "附件\n临川县粮食局优化营商\n环境工作任务清单\n任务由各股室分头落实，按月报送进展情况。\n"
    )
    assert roles(text, Role.ATTACHMENT_TITLE) == ["临川县粮食局优化营商", "环境工作任务清单"]


def test_a_name_behind_the_mark_needs_the_list() -> None:
    part = "附件：储备粮轮换计划\n2025年计划轮换储备粮3000吨，安排在二季度和四季度进行。\n"
    assert roles(REPORT + "附件：储备粮轮换计划\n" + END + part, Role.ATTACHMENT_MARK) == ["附件：储备粮轮换计划"]
    assert not roles(REPORT + END + part, Role.ATTACHMENT_MARK)


def test_a_list_behind_the_date_is_no_attachment() -> None:
    for listed in ("附件：1.任务清单\n2.名单\n", "附件：\n1.任务清单\n2.名单\n", "附件1：任务清单\n附件2：名单\n"):
        assert not roles(REPORT + END + listed, Role.ATTACHMENT_MARK)


def test_without_a_date_attachments_are_found_too() -> None:
    assert roles(REPORT + NAMES + RULES, Role.ATTACHMENT_MARK) == ["附件1", "附件2"]


def test_no_word_is_lost() -> None:
    text = REPORT + NAMES + END + RULES
    assert "\n".join(element.text for element in read(text).elements) == text.strip()
