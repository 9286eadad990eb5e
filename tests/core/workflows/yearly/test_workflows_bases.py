"""Basis documents of an open draft: added later, given another role, removed, each as one step that can be undone."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from core.checks.structure.reuse import reuse_shares, total_reuse
from core.drafts.store import DraftStore
from core.errors import BadInput, BadUse
from core.model.change import apply
from core.model.draft import BasisRole, Draft
from core.model.outline import sections
from core.workflows.drafting.drafting import DraftRequest, leading, start_draft
from core.workflows.drafting.last_year import alike_sections
from core.workflows.importing.folder import FileSummary, FoundFile
from core.workflows.importing.reports import Report, recognise_report
from core.workflows.yearly.bases import (
    add_bases,
    change_role,
    listed_bases,
    proposed_role,
    proposed_roles,
    remove_basis,
    summary_of,
)
from core.workflows.yearly.plans import plan_number

KIND = "年度工作总结"
DRAFTING, PLAN_ROLE, ASIDE = BasisRole
BODY = "\n一、夯实馆藏基础\n接收档案2300卷。\n二、提升服务水平\n接待群众17500人次。\n青禾县档案馆\n{year}年12月30日\n"


def report(name: str, title: str, body: str = BODY, year: int = 2025) -> Report:
    return recognise_report(f"{name}.txt", (title + body.format(year=year)).encode()).value


LAST = report("去年", "青禾县档案馆2025年工作总结")
PLAN = report("要点", "青禾县档案馆2026年工作要点", "\n一、夯实馆藏基础\n1.接收档案2万卷。\n2.举办培训班6期。\n")
OLDER = report("前年", "青禾县档案馆2024年工作总结", "\n一、推进数字化\n完成扫描120万页。\n", 2024)


@pytest.fixture(scope="module")
def draft() -> Draft:
    return start_draft(DraftRequest(KIND, 2026, "青禾县档案馆", (LAST,))).value


def listed(draft: Draft) -> list[tuple[int, str, str]]:
    return [(each.number, each.name, each.role.value) for each in listed_bases(draft)]


def test_a_plan_added_later_is_the_plan(draft: Draft) -> None:
    after = apply(draft, add_bases(draft, [(PLAN, proposed_role(draft, PLAN))]))
    assert listed(after) == [(0, "去年", "起草用"), (1, "要点", "今年要点")]
    assert plan_number(after) == 1


def test_each_step_is_undone_and_survives_the_file(draft: Draft, tmp_path: Path) -> None:
    store = DraftStore.create(tmp_path / "稿.nigao", draft, datetime.now)
    added = add_bases(draft, [(OLDER, DRAFTING), (PLAN, ASIDE)])
    now = apply(draft, added)
    store.record(added, now)
    for change in (change_role(now, 2, PLAN_ROLE), remove_basis(now, 1)):
        assert apply(apply(now, change), change.inverse()) == now
    store.record(remove_basis(now, 1), apply(now, remove_basis(now, 1)))
    store.close()
    again = DraftStore.open(tmp_path / "稿.nigao", datetime.now)
    found = listed(again.draft())
    again.close()
    assert found == [(0, "去年", "起草用"), (2, "要点", "备查")]


@pytest.mark.parametrize("role", list(BasisRole))
def test_a_role_is_kept(draft: Draft, role: BasisRole) -> None:
    after = apply(draft, add_bases(draft, [(OLDER, ASIDE)]))
    after = apply(after, change_role(after, 1, role))
    assert listed(after)[1] == (1, "前年", role.value)
    assert (plan_number(after) == 1) is (role is PLAN_ROLE)


def test_another_plan_makes_the_former_one_a_document_to_look_at(draft: Draft) -> None:
    after = apply(draft, add_bases(draft, [(PLAN, PLAN_ROLE), (OLDER, ASIDE)]))
    after = apply(after, change_role(after, 2, PLAN_ROLE))
    assert listed(after)[1:] == [(1, "要点", "备查"), (2, "前年", "今年要点")]


def test_a_plan_put_aside_is_not_found_again(draft: Draft) -> None:
    after = apply(draft, add_bases(draft, [(PLAN, ASIDE)]))
    assert plan_number(after) == -1


def test_the_document_that_text_was_copied_from_stays(draft: Draft) -> None:
    assert listed_bases(draft)[0].is_source
    with pytest.raises(BadUse, match="basis_is_source"):
        remove_basis(draft, 0)


def test_what_stands_behind_a_removed_document_keeps_its_number(draft: Draft) -> None:
    after = apply(draft, add_bases(draft, [(OLDER, ASIDE), (PLAN, PLAN_ROLE)]))
    after = apply(after, remove_basis(after, 1))
    assert (plan_number(after), len(after.basis)) == (2, 3)
    after = apply(after, remove_basis(after, 2))
    assert (plan_number(after), len(after.basis)) == (-1, 1)


def test_a_document_added_twice_stands_once(draft: Draft) -> None:
    after = apply(draft, add_bases(draft, [(OLDER, ASIDE)]))
    after = apply(after, add_bases(after, [(OLDER, DRAFTING)]))
    assert listed(after)[1:] == [(1, "前年", "起草用")]


def test_a_plan_has_no_plan() -> None:
    own = start_draft(DraftRequest("年度工作要点", 2026, "", (PLAN,))).value
    with pytest.raises(BadUse, match="basis_no_plan"):
        add_bases(own, [(OLDER, PLAN_ROLE)])


@pytest.mark.parametrize(("role", "known"), [(DRAFTING, True), (ASIDE, False)])
def test_reuse_knows_every_document_for_drafting(draft: Draft, role: BasisRole, known: bool) -> None:
    body = next(element for element in draft.elements if element.content.startswith("接收档案"))
    typed = tuple(replace(each, content="完成扫描120万页。") if each.id == body.id else each for each in draft.elements)
    after = replace(draft, elements=typed, facts=())
    after = apply(after, add_bases(after, [(OLDER, role)]))
    share = total_reuse(tuple(each for each in reuse_shares(after) if body.id in _ids(after, each.key)))
    assert (share.new == 0) is known


def _ids(draft: Draft, key: str) -> tuple[str, ...]:
    return next(section.element_ids for section in sections(draft.elements) if section.key == key)


def test_similar_sections_are_found_in_a_document_added_later(draft: Draft) -> None:
    heading = next(element for element in draft.elements if element.heading == "提升服务水平")
    after = replace(
        draft,
        elements=tuple(
            replace(each, content="推进数字化", heading_length=5) if each.id == heading.id else each
            for each in draft.elements
        ),
    )
    after = apply(after, add_bases(after, [(OLDER, ASIDE)]))
    found = alike_sections(after, [heading.id], 1)
    assert [one.section.heading for one in found] == ["推进数字化"]


def test_the_roles_of_a_request_are_those_of_the_draft() -> None:
    roles = {0: ASIDE, 1: PLAN_ROLE, 2: DRAFTING}
    request = DraftRequest(KIND, 2026, "", (LAST, PLAN, OLDER), roles=roles)
    assert leading(request.basis, KIND, roles) == 2
    assert [role for _, _, role in listed(start_draft(request).value)] == ["备查", "今年要点", "起草用"]


def summary(name: str, kind: str, year: int, problem: str = "") -> FileSummary:
    return FileSummary(FoundFile(Path(name), name), kind, year, "", "", problem)


LONG = [summary(f"{year}总", KIND, year) for year in range(2016, 2026)] + [summary("点", "年度工作要点", 2026)]


@pytest.mark.parametrize(
    ("files", "kind", "expected"),
    [
        (LONG, "", {"2025总": DRAFTING, "点": PLAN_ROLE}),
        (LONG, "年度工作要点", {"2025总": DRAFTING}),
        (LONG[-3:], "", {"2024总": ASIDE, "2025总": DRAFTING, "点": PLAN_ROLE}),
        ([summary("汇", "工作汇报", 2024), summary("坏", "", 0, "坏了")], "", {"汇": DRAFTING}),
        ([summary("明年", KIND, 2027), summary("今年", KIND, 2026)], "", {"明年": ASIDE, "今年": DRAFTING}),
        ([], "", {}),
    ],
)
def test_the_newest_summary_and_the_plan_are_proposed(
    files: list[FileSummary], kind: str, expected: dict[str, BasisRole]
) -> None:
    found = proposed_roles(files, kind, 2026)
    assert {path.name: role for path, role in found.items()} == expected


def test_a_file_that_cannot_be_read_has_its_sentence() -> None:
    found = summary_of(FoundFile(Path("坏.pdf"), "坏.pdf"), BadInput("file_empty", name="坏.pdf"))
    assert found.problem == "“坏.pdf”是空文件，没有可读的内容。请换一份材料。"
