"""The field in a cell of the ledger: what is typed, and the scale beside it, as in the form."""

import pytest
from PySide6.QtWidgets import QWidget

from core.model.fact import Fact, FactKind, FactState
from gui.form.fields import field_text
from gui.ledger.table import ScaledEdit


def editor(qtbot, text, prior, state=FactState.UPDATED):
    place = QWidget()
    qtbot.addWidget(place)
    edit = ScaledEdit(place)
    edit.place = place
    fact = Fact("f1", FactKind.FIGURE, "count", "e1", 0, len(text), text, "立方米", state=state, prior=prior)
    edit.show_fact(fact)
    edit.setText(field_text(fact))
    return edit


@pytest.mark.parametrize(
    ("text", "prior", "field", "scale"),
    [("62万", "85万", "62", "万"), ("620000", "85万", "620000", ""), ("1.2万", "**", "1.2万", "")],
)
def test_the_scale_of_last_years_value_stands_beside_what_is_typed(qtbot, text, prior, field, scale):
    edit = editor(qtbot, text, prior)
    assert (edit.text(), edit.scale) == (field, scale)


@pytest.mark.parametrize(("typed", "scale"), [("77", "万"), ("770000", ""), ("0.8亿", "")])
def test_the_scale_follows_the_hand(qtbot, typed, scale):
    edit = editor(qtbot, "62万", "85万")
    edit.setText(typed)
    assert edit.scale == scale


def test_last_years_number_shows_through_beside_its_scale(qtbot):
    edit = editor(qtbot, "85万", "85万", FactState.CARRIED)
    assert (edit.text(), edit.placeholderText(), edit.scale) == ("", "85", "万")
