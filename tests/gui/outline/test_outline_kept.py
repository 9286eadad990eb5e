"""沿用率 in the outline: per section with everything under it, in words and as a bar."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from core.errors import AppError
from core.model.draft import Basis
from core.model.index import index_of
from core.workflows.checking.consistency import ReuseShare
from gui.outline.model import OutlineModel
from gui.outline.panel import OutlinePanel
from gui.outline.reuse import ReuseFoot, paint_share
from gui.outline.reuse_model import share_text, shares_of
from gui.outline.sections import FRONT, OutlineLines, keyed_sections
from gui.session import background_work as draft_work
from gui.session.draft_model import DraftModel
from gui.shell import theme
from gui.shell.tasks import TaskRunner
from tests.builders import make_draft
from tests.gui.workspace import make_session

LAST_YEAR = """
preamble |今年以来，成效明显。
h1 一、|开展情况
h2 （一）|加强服务。‖组织集中学习12次，走访群众三百户。
h2 （二）|守住底线。‖没有发生事故。
"""


def draft_from_last_year():
    """One clause changed lightly, one section written anew."""
    old = make_draft(LAST_YEAR)
    texts = {"e3": "加强服务。组织集中学习15次，走访群众三百户。", "e4": "甲乙丙丁。戊己庚辛壬癸。"}
    elements = tuple(replace(e, content=texts.get(e.id, e.content)) for e in old.elements)
    origins = tuple((e.id, 0, e.id) for e in old.elements)
    return replace(old, elements=elements, basis=(Basis("去年总结", old.elements),), origins=origins)


def test_a_part_counts_with_everything_under_it():
    shares = shares_of(draft_from_last_year())
    own = 4
    assert shares["e2"].total == own + shares["e3"].total + shares["e4"].total


def test_the_whole_draft_has_no_key():
    shares = shares_of(draft_from_last_year())
    assert shares[""].total == shares[FRONT].total + shares["e2"].total


def test_a_section_written_anew_is_new():
    assert share_text(shares_of(draft_from_last_year())["e4"]) == "沿用 0%，略改 0%，新写 100%"


def test_a_draft_from_nothing_has_no_shares():
    assert shares_of(make_draft(LAST_YEAR)) == {}


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ((62, 20, 18), "沿用 62%，略改 20%，新写 18%"),
        ((1, 1, 1), "沿用 33%，略改 34%，新写 33%"),
        ((199, 0, 1), "沿用 100%，略改 0%，新写 0%"),
        ((1, 0, 1), "沿用 50%，略改 0%，新写 50%"),
    ],
)
def test_the_per_cents_make_a_hundred(parts, words):
    assert share_text(ReuseShare("e1", *parts)) == words


def test_the_line_says_its_share_in_words(qapp):
    draft, tree = draft_from_last_year(), OutlineModel()
    tree.show_entries(OutlineLines().of(index_of(draft), keyed_sections(draft)))
    tree.show_shares(shares_of(draft))
    for role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
        assert tree.index_of("e4").data(role).endswith("，沿用 0%，略改 0%，新写 100%")


def test_only_lines_that_differ_are_painted_anew(qapp, qtbot):
    draft, tree = draft_from_last_year(), OutlineModel()
    tree.show_entries(OutlineLines().of(index_of(draft), keyed_sections(draft)))
    tree.show_shares(shares_of(draft))
    with qtbot.assertNotEmitted(tree.dataChanged):
        tree.show_shares(shares_of(draft))


def test_the_bar_has_three_parts(qapp):
    image = QImage(100, 3, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint_share(painter, QRect(0, 0, 100, 3), ReuseShare("e1", 62, 20, 18))
    painter.end()
    tones = [image.pixelColor(x, 1) for x in (61, 63, 81, 83)]
    assert tones == [QColor(theme.colour(n)) for n in ("edge", "carried_line", "carried_line", "updated_line")]


def test_the_total_stands_below_the_outline(qtbot, monkeypatch):
    monkeypatch.setattr(draft_work, "LATER", 5)
    runner, model, panel = TaskRunner(AppError), DraftModel(make_session(draft_from_last_year())), OutlinePanel()
    qtbot.addWidget(panel)
    panel.show_model(model)
    foot = ReuseFoot(runner, model)
    panel.show_reuse(foot)
    panel.show()
    qtbot.waitUntil(foot.isVisible)
    runner.close()
    assert foot.accessibleName().startswith("全稿沿用 ")
    foot.resize(80, 60)
    assert foot.words.text() == foot.accessibleName()[2:].partition("，")[0]


def test_objects_of_last_year_count_in_their_section_until_they_are_confirmed():
    draft = make_draft("h1 一、|甲\nbody |正文{3}项。\nh1 二、|乙\nbody |正文。")
    index, by_key, lines = index_of(draft), keyed_sections(draft), OutlineLines()
    counts = [
        {entry.key: (entry.part.carried, entry.part.total) for entry in lines.of(index, by_key, touched, objects)}
        for touched, objects in ((None, {"e2": (1, 1), "e4": (2, 2)}), (frozenset(), {"e2": (0, 1), "e4": (2, 2)}))
    ]
    assert [(each["e1"], each["e3"]) for each in counts] == [((2, 2), (2, 2)), ((1, 2), (2, 2))]
