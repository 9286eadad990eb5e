"""The page router: pages are made when first asked for, shown, led back from, restyled and closed in one place."""

from types import MappingProxyType
from typing import Any

import pytest
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from gui.shell.doors import load
from gui.shell.router import PAGES, PageSpec, Router
from gui.widgets.frame.page_stack import PageStack


class Form(QWidget):
    """A page with a field."""

    closed = Signal()

    def __init__(self, words: str = "") -> None:
        super().__init__()
        self.field = QLineEdit(words)
        QVBoxLayout(self).addWidget(self.field)

    def take_place_of(self, page: "Form") -> None:
        """Show what another one shows."""
        self.field.setText(page.field.text())


class SelfStyled(Form):
    """A page that restyles itself."""

    def restyle(self) -> None:
        """Nothing is measured here."""


class Leaving(Form):
    """A page that leaves what it shows as a value."""

    @property
    def state(self) -> str:
        """The words of the field."""
        return self.field.text()

    def take_state(self, state: str) -> None:
        """Show them."""
        self.field.setText(state)


SOURCE = f"{__name__}:Form"
TABLE = MappingProxyType(
    {
        "draft": PageSpec("起草", SOURCE, ("words",), "go_draft", is_lasting=True),
        "help": PageSpec("帮助", SOURCE, (), "go_help"),
        "settings": PageSpec("设置", SOURCE, ()),
        "compare": PageSpec("对比", SOURCE, (), closed_by_restyling=True),
        "start": PageSpec("开始", f"{__name__}:SelfStyled", ()),
        "export": PageSpec("导出", f"{__name__}:Leaving", ()),
    }
)


@pytest.fixture
def router(qtbot: Any) -> Router:
    stack = PageStack()
    qtbot.addWidget(stack)
    made = Router(stack, TABLE)
    made.supply(words=lambda: "字")
    stack.show()
    return made


@pytest.mark.parametrize("name", PAGES)
def test_every_page_of_the_table_is_a_widget_that_can_leave_its_place_to_another(name: str) -> None:
    made = load(PAGES[name].source)
    assert issubclass(made, QWidget)
    assert hasattr(made, "restyle") or hasattr(made, "take_place_of") or PAGES[name].closed_by_restyling


def test_a_page_is_made_when_it_is_first_asked_for(router: Router) -> None:
    before = router.find("draft")
    page = router.show("draft")
    assert (before, page.field.text(), router.show("draft") is page) == (None, "字", True)


def test_whoever_registered_for_a_page_connects_each_that_is_made(router: Router) -> None:
    made: list[QWidget] = []
    router.connect_made("help", made.append)
    first = router.show("help")
    router.close("help")
    assert made == [first, router.show("help")]


def test_the_keyboard_comes_back_where_it_was_in_a_page(router: Router, qtbot: Any) -> None:
    router.show("draft").field.setFocus()
    router.show("help")
    page = router.show("draft")
    assert page.focusWidget() is page.field


def test_a_page_leads_back_to_where_one_came_from(router: Router, qtbot: Any) -> None:
    router.show("draft")
    router.show_beside("help")
    with qtbot.waitSignal(router.returned) as returned:
        assert router.go_back("help")
    assert (router.front, returned.args) == ("draft", ["draft"])


def test_pages_beside_the_work_lead_back_to_the_work_and_not_to_one_another(router: Router) -> None:
    both = frozenset(("help", "settings"))
    router.show("draft")
    router.show_beside("help", both)
    router.show_beside("settings", both)
    router.go_back("settings")
    assert router.front == "draft"


def test_there_is_no_way_back_to_a_page_that_is_closed(router: Router) -> None:
    router.show("draft")
    router.show_beside("help")
    router.close("draft")
    assert not router.go_back("help")


def test_another_look_makes_the_page_in_front_anew_as_it_was(router: Router) -> None:
    before = router.show("help")
    before.field.setText("半句")
    router.restyle()
    assert router.find("help") is not before
    assert (router.front, router.find("help").field.text()) == ("help", "半句")


def test_of_the_pages_behind_only_lasting_ones_are_made_anew_at_once(router: Router) -> None:
    draft, settings = router.show("draft"), router.show("settings")
    router.show("help")
    router.restyle()
    assert router.find("settings") is None
    assert draft is not router.find("draft") is not None
    assert router.stack.indexOf(settings) < 0


def test_a_page_that_restyles_itself_stays(router: Router) -> None:
    page = router.show("start")
    router.restyle()
    assert router.find("start") is page


def test_a_page_that_cannot_be_made_anew_gives_way_to_the_draft(router: Router) -> None:
    router.show("draft")
    router.show("compare")
    router.restyle()
    assert (router.front, router.find("compare")) == ("draft", None)


def test_a_second_page_of_a_name_takes_it_over(router: Router) -> None:
    first = router.show("draft")
    second = router.make("draft")
    router.adopt("draft", first)
    assert (router.find("draft") is first, router.stack.indexOf(second) >= 0) == (True, True)


def test_a_page_that_leaves_its_state_is_gone_before_the_look_changes(router: Router) -> None:
    old = router.show("export")
    old.field.setText("写到一半")
    router.remove_front_pages()
    assert (isValid(old), router.find("export"), router.front) == (False, None, "")


@pytest.mark.parametrize("is_in_front", [True, False])
def test_and_comes_back_as_it_was(router: Router, is_in_front: bool) -> None:
    router.show("export").field.setText("写到一半")
    if not is_in_front:
        router.show("start")
    router.remove_front_pages()
    router.restyle()
    assert (router.find("export").field.text(), router.front) == ("写到一半", "export" if is_in_front else "start")


def test_what_is_typed_is_committed_once_before_pages_are_put_away(router: Router, qtbot: Any) -> None:
    router.show("export")
    heard: list[QWidget | None] = []
    router.restyling.connect(lambda: heard.append(router.find("export")))
    router.remove_front_pages()
    router.restyle()
    assert [each is not None for each in heard] == [True]


def test_a_page_closed_while_it_is_put_away_does_not_come_back(router: Router) -> None:
    router.show("export")
    router.remove_front_pages()
    router.close("export")
    router.restyle()
    assert router.find("export") is None
