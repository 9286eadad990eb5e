"""A draft asked for what contradicts itself and for what is still last year's."""

from dataclasses import replace

import pytest

from core.model.draft import Basis
from core.model.elements import Element, Role
from core.workflows.checking.consistency import figure_findings, reuse_of, total_reuse
from core.workflows.facts import find_facts
from tests.builders import make_draft


def test_a_draft_is_checked_as_it_stands() -> None:
    draft = make_draft("body |46项任务已完成35项，8项任务未启动，2项任务正在推进。")
    draft = replace(draft, facts=find_facts(draft.elements))
    assert [found.code for found in figure_findings(draft)] == ["figures_sum"]


def test_a_fresh_copy_is_last_years_altogether() -> None:
    draft = make_draft("h1 一、|开展情况\nbody |正文照旧。")
    origins = tuple((element.id, 0, element.id) for element in draft.elements)
    draft = replace(draft, basis=(Basis("去年总结", draft.elements),), origins=origins)
    assert total_reuse(reuse_of(draft)).rate == 1.0


@pytest.mark.parametrize(
    "lines",
    [("枫桥区文化局", "2023年工作总结"), ("枫桥区文化局2023年", "工 作 总 结"), ("枫桥区文化局2023年工", "作总结")],
)
@pytest.mark.parametrize("title", ["枫桥区文化局\n2023年工作总结", "枫桥区文化局2023年工作总结"])
def test_a_title_whose_lines_are_divided_otherwise_is_last_years(lines: tuple[str, str], title: str) -> None:
    old = tuple(Element(f"e{number}", Role.TITLE, line) for number, line in enumerate(lines, 1))
    draft = make_draft(f"title |{title.replace(chr(10), '')}")
    own = replace(draft.elements[0], content=title)
    draft = replace(draft, elements=(own,), basis=(Basis("去年总结", old),), origins=((own.id, 0, "e1"),))
    assert total_reuse(reuse_of(draft)).rate == 1.0
