"""A report in our own words, long enough for several pages, for a clone that has no real ones."""

from dataclasses import replace
from pathlib import Path

from core.model.draft import Draft, Identity
from core.model.elements import Element, Role
from core.parsing.recognise import recognise
from core.workflows.facts import find_facts
from core.workflows.importing.formats import read
from tests.words import PHRASES

TITLE = "青禾县档案馆关于2023年上半年档案工作开展情况的总结报告"
SENTENCES = (
    "我馆坚持以服务群众为出发点，把查阅利用摆在各项工作的首位，逐项梳理办理流程，压实各股室工作责任",
    "围绕“存史、资政、育人”的要求，组织业务骨干深入乡镇和村组，指导档案规范整理，帮助解决实际困难",
    "加强馆库安全管理，坚持每日巡查和每月检查相结合，及时消除隐患，确保档案实体和信息安全万无一失",
    "主动对接有关部门，推动重点项目和民生领域档案应收尽收、应归尽归，馆藏结构得到进一步优化",
    "坚持开门办馆，开展形式多样的宣传活动，讲好青禾故事，群众对档案工作的知晓率和满意度明显提高",
)
PARTS = ("上半年工作开展情况", "存在的主要问题", "下半年工作计划")
ITEMS = (
    "强化政治引领，筑牢思想根基",
    "夯实基础业务，提升管理水平",
    "优化利用服务，回应群众关切",
    "加强队伍建设，锤炼过硬作风",
)
NUMERALS = "一二三四"


def sample_text() -> str:
    """The report as a clerk's text file."""
    lines = [TITLE, "今年以来，" + "。".join(SENTENCES) + "。"]
    for part, heading in enumerate(PARTS):
        lines.append(f"{NUMERALS[part]}、{heading}")
        for item, name in enumerate(ITEMS):
            turned = [SENTENCES[(part + item + step) % len(SENTENCES)] for step in range(len(SENTENCES))]
            lines.append(
                f"（{NUMERALS[item]}）{name}。" + "。".join(turned) + f"。共接待查阅**人次，完成整理{part + 3}万件。"
            )
    return "\n".join([*lines, "青禾县档案馆", "2023年7月10日"])


def draft_of(name: str, data: bytes) -> Draft:
    """The draft that a prior report gives, with a title if it has none and with its facts."""
    document = recognise(read(name, data).value, PHRASES).value
    elements = tuple(element for element in document.elements if element.role is not Role.NOISE)
    if not any(element.role is Role.TITLE for element in elements):
        elements = (Element("e0", Role.TITLE, TITLE), *elements)
    elements = tuple(replace(element, id=f"e{number}") for number, element in enumerate(elements, 1))
    identity = Identity("上半年工作总结", 2023, "青禾县档案馆", "上半年", "k1")
    return Draft(identity, elements, find_facts(elements), document.numbering)


def sample_draft() -> Draft:
    """The draft of the sample report."""
    return draft_of("sample.txt", sample_text().encode("utf-8"))


def seed_drafts(seeds: list[Path]) -> list[Draft]:
    """The drafts of the real reports."""
    return [draft_of(path.name, path.read_bytes()) for path in seeds]
