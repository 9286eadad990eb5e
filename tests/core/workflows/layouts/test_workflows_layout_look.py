"""What an export knows of a layout beforehand: the particulars it writes, the faults that keep it from being used."""

from pathlib import Path

import pytest

from core.errors import BadInput, BadUse
from core.workflows.layouts.files import layouts
from core.workflows.layouts.summary import MOST_FAULTS, LayoutLook, look_at
from tests.word_files import layout_file, p

BODY = (p("{{ 标题 }}"), p("{% for 段 in 各段 %}"), p("{{ 段.文字 }}"), p("{% endfor %}"))


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder of layouts."""
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path))
    folder = tmp_path / "templates" / "layouts"
    folder.mkdir(parents=True)
    return folder


def made(folder: Path, *paragraphs: str) -> str:
    """The name of a layout with a body and these paragraphs."""
    (folder / "便函.docx").write_bytes(layout_file(*BODY, *paragraphs))
    return "便函"


def test_of_the_particulars_only_those_count_that_the_layout_writes(own: Path) -> None:
    look = look_at(made(own, p("{% if 签发人 %}"), p("{{ 密级 }}"), p("{% endif %}")))
    assert {"密级", "签发人"} <= set(look.particulars)
    assert not {"抄送", "印发机关", "发文字号"} & set(look.particulars)
    assert look.faults == ()


def test_a_particular_that_is_written_in_pieces_counts(own: Path) -> None:
    look = look_at(made(own, p("{% for 人 in 各签发人 %}"), p("{{ 人 }}"), p("{% endfor %}")))
    assert "签发人" in look.particulars


@pytest.mark.parametrize(
    ("layout", "some"),
    [
        ("国标公文", {"份号", "密级", "紧急程度", "发文机关", "发文字号", "签发人", "抄送", "印发机关", "印发日期"}),
        ("内部材料", {"题下单位", "题下日期"}),
        ("讲话稿", {"讲话人", "讲话场合", "讲话日期"}),
        ("信函", {"发文机关", "发文字号"}),
        ("纪要", {"纪要名称", "期号", "出席", "请假", "列席"}),
    ],
)
def test_the_layouts_of_the_program_write_what_they_are_for(layout: str, some: set[str]) -> None:
    assert some <= set(look_at(layout).particulars)


@pytest.mark.parametrize("layout", sorted(layouts()))
def test_the_layouts_of_the_program_have_no_faults(layout: str) -> None:
    assert look_at(layout).faults == ()


def test_faults_are_told_with_their_place(own: Path) -> None:
    look = look_at(made(own, p("{{ 签发 }}")))
    assert look.particulars == ()
    assert look.faults[0].startswith("正文第5段：")
    assert "签发人" in look.faults[0]


def test_of_many_faults_the_first_are_told(own: Path) -> None:
    look = look_at(made(own, *(p(f"{{{{ 没有{number} }}}}") for number in "一二三四五")))
    assert len(look.faults) == MOST_FAULTS + 1
    assert look.faults[-1] == "还有2处问题。"


def test_a_layout_is_looked_at_wherever_it_lies(tmp_path: Path) -> None:
    (tmp_path / "别处.docx").write_bytes(layout_file(*BODY))
    assert isinstance(look_at(str(tmp_path / "别处.docx")), LayoutLook)


@pytest.mark.parametrize(("layout", "error"), [("没有", BadUse), ("没有.docx", BadInput)])
def test_a_layout_that_is_not_there_is_refused(layout: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        look_at(layout)
