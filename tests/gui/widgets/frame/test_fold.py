"""A line that shows and hides what is below it, in little room."""

from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from gui.widgets.frame.fold import Fold

WORDS = "不常填的内容：附注、标题下方署名、标题下方日期、页眉、页脚"


@pytest.fixture
def fold(qtbot: Any) -> Fold:
    made = Fold(QLabel("内容"), "点开填写")
    made.show_words(WORDS)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_long_line_does_not_widen_the_page(fold: Fold) -> None:
    assert fold.minimumSizeHint().width() < 100


def test_in_little_room_the_line_is_shortened_and_told_whole(fold: Fold) -> None:
    fold.resize(200, 40)
    assert fold.line.text().endswith("…")
    assert fold.line.toolTip() == fold.line.accessibleName() == WORDS


def test_with_room_it_is_whole_again(fold: Fold) -> None:
    fold.resize(200, 40)
    fold.resize(900, 40)
    assert (fold.line.text(), fold.line.toolTip()) == (f"▸ {WORDS}", "点开填写")
