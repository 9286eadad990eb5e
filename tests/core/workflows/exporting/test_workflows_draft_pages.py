"""The pages of a draft in its own layout: read anew when anything that decides on them has changed."""

from pathlib import Path

import pytest

from core.editing.particulars import set_particulars
from core.errors import BadTemplate
from core.model.change import apply
from core.model.draft import Draft
from core.word.unit_style.style import HouseStyle
from core.workflows.exporting.draft_pages import DraftSetter, warm_up
from core.workflows.exporting.pages import Pages
from core.workflows.layouts.unit_styles import save_styles
from core.workflows.layouts.usage import load_usable
from tests.builders import make_draft
from tests.word_files import layout_file, p

SOURCE = "title |总结\n" + "body |今年以来各项工作有序推进{12}次，成效明显，群众满意。\n" * 40
BODY = (p("{{ 标题 }}"), p("{% for 段 in 各段 %}"), p("{{ 段.文字 }}"), p("{% endfor %}"))


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folder of its own."""
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def drawn_up(layout: str) -> Draft:
    """A draft last written in that layout."""
    draft = make_draft(SOURCE)
    return apply(draft, set_particulars(draft, {"版式": layout}))


def words(pages: Pages) -> str:
    """All that stands on the pages."""
    return "".join(s.text for page in pages.pages for line in page.lines for s in line.line.stretches)


def test_a_draft_is_set_in_its_own_layout(tmp_path: Path) -> None:
    path = tmp_path / "便函.docx"
    path.write_bytes(layout_file(*BODY, p("便函专用")))
    assert "便函专用" in words(DraftSetter().set(drawn_up(str(path))))


def test_another_layout_is_taken_at_once() -> None:
    setter = DraftSetter()
    before = setter.set(drawn_up("国标公文"))
    assert len(setter.set(drawn_up("讲话稿（大字）")).pages) > len(before.pages)


def test_the_layout_is_not_read_again_without_need(monkeypatch: pytest.MonkeyPatch) -> None:
    setter = DraftSetter()
    setter.set(drawn_up("国标公文"))
    kept = setter._setter
    setter.set(drawn_up("国标公文"))
    assert setter._setter is kept


def test_the_usual_layout_is_compiled_before_the_first_draft_is_set() -> None:
    load_usable.cache_clear()
    warm_up()
    compiled = load_usable.cache_info().misses
    DraftSetter().set(make_draft(SOURCE))
    assert load_usable.cache_info().misses == compiled


def test_a_layout_changed_in_word_is_read_again(tmp_path: Path) -> None:
    path, setter = tmp_path / "便函.docx", DraftSetter()
    path.write_bytes(layout_file(*BODY))
    setter.set(drawn_up(str(path)))
    path.unlink()
    path.write_bytes(layout_file(*BODY, p("新的一行")))
    assert "新的一行" in words(setter.set(drawn_up(str(path))))


def test_the_house_style_of_the_unit_counts_at_once() -> None:
    setter, draft = DraftSetter(), drawn_up("国标公文")
    before = setter.set(draft)
    save_styles(draft.identity.unit, {"国标公文": HouseStyle(lines=10)})
    assert len(setter.set(draft).pages) > len(before.pages)


def test_a_layout_that_cannot_be_used_is_refused_every_time(tmp_path: Path) -> None:
    path, setter = tmp_path / "坏.docx", DraftSetter()
    path.write_bytes(layout_file(p("没有正文")))
    for _ in range(2):
        with pytest.raises(BadTemplate):
            setter.set(drawn_up(str(path)))


def test_after_a_refusal_another_layout_works(tmp_path: Path) -> None:
    path, setter = tmp_path / "坏.docx", DraftSetter()
    path.write_bytes(layout_file(p("没有正文")))
    with pytest.raises(BadTemplate):
        setter.set(drawn_up(str(path)))
    assert setter.set(drawn_up("国标公文")).pages


@pytest.mark.parametrize("marks", [True, False])
def test_open_facts_are_marked_when_asked_for(marks: bool) -> None:
    setter = DraftSetter()
    setter.marks = marks
    pages = setter.set(drawn_up("国标公文"))
    assert any(s.is_open for page in pages.pages for line in page.lines for s in line.line.stretches) is marks
