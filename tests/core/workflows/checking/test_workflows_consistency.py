"""A draft asked for what contradicts itself and for what is still last year's."""

from dataclasses import replace

from core.model.draft import Basis
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
