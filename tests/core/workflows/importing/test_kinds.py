"""Report kinds: the four that come along, and what a clerk may do to their folders."""

import shutil
from pathlib import Path

import pytest

from core.checks.structure.complete import Expected, check_complete
from core.errors import BadUse
from core.model.document import Kind, Numbering, NumberingMode, RequiredPart
from core.model.draft import Identity
from core.paths import templates_folder
from core.word.layouts.templating import render_text
from core.workflows.drafting.drafting import DraftRequest, start_draft
from core.workflows.importing.kind_cards import KindCard, card_of, list_cards, read_description
from core.workflows.importing.kinds import kind_named, kind_of_title, list_kinds, phrase_values, read_kinds
from core.workflows.importing.reports import recognise_report

NAMES = ("年度工作要点", "上半年工作总结", "年度工作总结", "工作汇报")
IDENTITY = Identity("上半年工作总结", 2023, "青禾县档案馆", "上半年")


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A folder of templates with one copied kind, 季度小结."""
    shutil.copytree(templates_folder() / "年度工作总结", tmp_path / "季度小结")
    return tmp_path


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_a_kind_is_read_as_an_old_editor_has_stored_it(copied: Path, encoding: str) -> None:
    def _kinds() -> tuple[Kind, ...]:
        return read_kinds([copied]).value

    before = _kinds()
    for path in (copied / "季度小结").iterdir():
        path.write_bytes(path.read_text("utf-8").replace("\n", "\r\n").encode(encoding))
    assert _kinds() == before != ()


def test_four_kinds_in_the_order_of_the_start_page() -> None:
    assert tuple(kind.name for kind in list_kinds()) == NAMES


def test_own_kinds_are_sound() -> None:
    assert read_kinds().notices == ()


@pytest.mark.parametrize(
    ("name", "period", "numbering"),
    [
        ("年度工作要点", "全年", Numbering(NumberingMode.RUN_ON, 3)),
        ("上半年工作总结", "上半年", Numbering()),
        ("年度工作总结", "全年", Numbering()),
    ],
)
def test_period_and_numbering(name: str, period: str, numbering: Numbering) -> None:
    kind = kind_named(name)
    assert (kind.period, kind.numbering) == (period, numbering)


@pytest.mark.parametrize("kind", list_kinds(), ids=lambda kind: kind.name)
def test_basis_names_are_kinds(kind: Kind) -> None:
    assert set(kind.basis) <= set(NAMES)
    assert kind.basis[0] == kind.name


@pytest.mark.parametrize("kind", list_kinds(), ids=lambda kind: kind.name)
def test_every_phrase_can_be_rendered(kind: Kind) -> None:
    values = phrase_values(IDENTITY)
    texts = [kind.title, kind.vocative, kind.opening, kind.closing]
    for section in kind.sections:
        texts += [section.heading, section.text, *section.items]
    assert all("{" not in render_text(text, values) for text in texts)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("年度工作要点", "青禾县档案馆2023年工作要点"),
        ("上半年工作总结", "青禾县档案馆2023年上半年工作总结"),
        ("年度工作总结", "青禾县档案馆2023年工作总结"),
        ("工作汇报", "青禾县档案馆2023年工作情况汇报"),
    ],
)
def test_title_pattern(name: str, title: str) -> None:
    assert render_text(kind_named(name).title, phrase_values(IDENTITY)) == title


@pytest.mark.parametrize("kind", list_kinds(), ids=lambda kind: kind.name)
def test_sample_is_a_whole_report(kind: Kind) -> None:
    assert 1400 <= len(kind.sample) <= 3000
    assert "**" in kind.sample
    assert all(f"\n{number}、" in kind.sample for number in "一二三")


def test_unknown_kind_names_the_known_ones() -> None:
    with pytest.raises(BadUse) as caught:
        kind_named("红头文件")
    assert "上半年工作总结" in caught.value.parameters["known"]


def test_copied_folder_is_a_kind_of_its_own(copied: Path) -> None:
    found = read_kinds([templates_folder(), copied]).value
    assert "季度小结" in [kind.name for kind in found]


def test_clerk_may_add_a_kind_at_home(copied: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    shutil.copytree(copied / "季度小结", home / "templates" / "季度小结")
    monkeypatch.setenv("NIGAO_HOME", str(home))
    assert kind_named("季度小结").title == kind_named("年度工作总结").title


def test_users_kind_replaces_one_of_the_same_name(copied: Path) -> None:
    own = copied / "上半年工作总结"
    (copied / "季度小结").rename(own)
    found = read_kinds([templates_folder(), copied]).value
    assert [kind.period for kind in found if kind.name == own.name] == ["全年"]


def test_byte_order_mark_does_no_harm(copied: Path) -> None:
    path = copied / "季度小结" / "kind.toml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert read_kinds([copied]).notices == ()


def test_missing_phrases_are_empty(copied: Path) -> None:
    (copied / "季度小结" / "开头.txt").unlink()
    assert read_kinds([copied]).value[0].opening == ""


BROKEN = {
    "no toml": ("kind.toml", "title = ", "kind.toml"),
    "not text": ("kind.toml", None, "kind.toml"),
    "bad phrase": ("开头.txt", None, "开头.txt"),
    "no title": ("kind.toml", 'period = "全年"', "title"),
    "title is a number": ("kind.toml", "title = 3", "title"),
    "title words": ("kind.toml", 'title = "题"\ntitle_words = "小结"', "title_words"),
    "numbering": ("kind.toml", 'title = "题"\nnumbering = { mode = "run_on" }', "numbering"),
    "numbering word": ("kind.toml", 'title = "题"\nnumbering = "run_on"', "numbering"),
    "shape": ("kind.toml", 'title = "题"\nitem_shape = "甲"', "item_shape"),
    "order": ("kind.toml", 'title = "题"\norder = "first"', "order"),
    "sections": ("kind.toml", 'title = "题"\nsections = ["一"]', "sections"),
    "empty heading": ("kind.toml", 'title = "题"\n[[sections]]\ntext = "文"', "heading"),
    "items": ("kind.toml", 'title = "题"\n[[sections]]\nheading = "一"\nitems = "二"', "items"),
    "basis": ("kind.toml", 'title = "题"\nbasis = [1]', "basis"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_broken_kind_is_told_and_hides_no_other(copied: Path, case: str) -> None:
    name, text, part = BROKEN[case]
    (copied / "季度小结" / name).write_bytes(b"\xff\xfe\xff" if text is None else text.encode())
    found = read_kinds([templates_folder(), copied])
    assert [kind.name for kind in found.value] == list(NAMES)
    assert [(notice.code, notice.parameters["part"]) for notice in found.notices] == [("kind_broken", part)]


@pytest.mark.parametrize(
    "case", ["no toml", "not text", "no title", "title is a number", "order", "basis", "title words"]
)
def test_start_page_and_list_of_kinds_judge_alike(copied: Path, case: str) -> None:
    name, text, _ = BROKEN[case]
    (copied / "季度小结" / name).write_bytes(b"\xff\xfe\xff" if text is None else text.encode())
    folders = [templates_folder(), copied]
    assert [card.name for card in list_cards(folders)] == [kind.name for kind in read_kinds(folders).value]


@pytest.mark.parametrize(
    "head", ['description = """\n[一]\n二"""\nbasis = ["三"]', 'description = "\\n[一]\\n二"\nbasis = [\n"三"\n,\n]']
)
def test_a_card_says_all_that_stands_before_the_first_table(copied: Path, head: str) -> None:
    text = f'title = "题"\n{head}\n[[sections]]\nheading = "一"\n'
    (copied / "季度小结" / "kind.toml").write_text(text, "utf-8")
    (card,) = list_cards([copied])
    assert (card.description.strip(), card.basis) == ("[一]\n二", ("三",))


@pytest.mark.parametrize(
    "line",
    [
        "description = '一\\n'",
        'description = "\\u4e00"',
        'description = """一"""',
        'description = "一" # "二"',
        'basis = ["一",\n"二"]',
        'period = [\n"年"]\nbasis = ["三"]',
        'period = ["年"]\ndescription = ["三"]',
    ],
)
def test_a_card_means_what_the_whole_description_means(copied: Path, line: str) -> None:
    folder = copied / "季度小结"
    (folder / "kind.toml").write_text(f'title = "题"\n{line}\n', "utf-8")
    try:
        cards = (card_of(folder.name, read_description(folder)),)
    except ValueError:
        cards = ()
    assert list_cards([copied]) == cards


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("青禾县一季度小结", "季度小结"),
        ("青禾县 一季度\n小结（送审稿）", "季度小结"),
        ("三月运行情况", "季度小结"),
        ("关于季度小结的通知", None),
        ("", None),
    ],
)
def test_a_copied_kind_is_known_by_its_name_or_words(title: str, kind: str | None) -> None:
    assert kind_of_title(title, [KindCard("季度小结", "", (), ("运行情况", ""))]) == kind


def test_a_report_of_a_copied_kind_is_recognised(copied: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(copied / "季度小结", tmp_path / "home" / "templates" / "季度小结")
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    text = "青禾县2023年一季度小结\n今年以来，我县抓落实。\n一、开展情况\n抓学习。\n"
    assert recognise_report("a.txt", text.encode()).value.document.kind == "季度小结"


@pytest.mark.parametrize("kind", list_kinds(), ids=lambda kind: kind.name)
def test_a_draft_from_the_skeleton_has_every_part_its_kind_must_have(kind: Kind) -> None:
    draft = start_draft(DraftRequest(kind.name, 2023, "青禾县档案馆")).value
    missing = [slip.text for slip in check_complete(draft, Expected(kind)) if slip.code == "complete_part"]
    assert missing == []


def test_a_copied_kind_may_ask_for_other_parts(copied: Path) -> None:
    description = copied / "季度小结" / "kind.toml"
    text = description.read_text("utf-8").split("[[required]]")[0]
    description.write_text(text + '[[required]]\npart = "典型做法"\nheadings = ["做法"]\n', "utf-8")
    (kind,) = read_kinds([copied]).value
    assert kind.required == (RequiredPart("典型做法", ("做法",)),)


def test_a_part_without_a_name_is_told(copied: Path) -> None:
    description = copied / "季度小结" / "kind.toml"
    description.write_text(description.read_text("utf-8") + '\n[[required]]\nheadings = ["做法"]\n', "utf-8")
    assert [notice.parameters["part"] for notice in read_kinds([copied]).notices] == ["required"]
