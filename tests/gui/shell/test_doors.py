"""What the window imports late stands at listed doors, each with its reason; the names at the doors are right."""

import ast
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType

import pytest

from gui.shell.doors import late, load
from tests import architecture as house

ROOT = Path(__file__).resolve().parents[3]
MODULES = tuple(house.load(ROOT, "gui"))
ROOMS = tuple(
    f"gui.{name}"
    for name in ("shell", "session", "draft", "start", "new_draft", "recovery", "settings", "help", "cards")
)

# Modules of these rooms that import inside functions, or by name through gui.shell.doors -> why.
DOORS = MappingProxyType(
    {
        "gui.shell.app": "nothing of Qt before the garbage collector is put off; messages only where there is no window",
        "gui.shell.program": "kinds, recent drafts, sessions, log and what is installed after the first frame",
        "gui.shell.main_window": "the controllers come after the first frame, messages with the first one",
        "gui.shell.controllers": "what reads files comes with the first one",
        "gui.shell.incoming": "what reads a returned copy comes with the first file that may be one",
        "gui.shell.tasks": "the thread pool is made for the first task, after the first frame",
        "gui.shell.screen": "the command line asks for Qt only when something is painted",
        "gui.settings.auxiliary_pages": "the guide, for whoever takes it",
        "gui.session.draft_controller": "what asks for years comes with the first draft",
        "gui.session.proofs": "the checks come with the first draft, in the background",
        "gui.session.recovery_controller": "what reads a draft file comes with the first one",
        "gui.cards.controller": "what reads a draft file comes with the first one",
        "gui.inserting.actions": "openpyxl and python-docx come with the first file that is put in",
        "gui.collection.controller": "what reads a returned copy comes with the first file that may be one",
        "gui.preview.draft_pages": "what writes a Word file comes when pages are looked at that may lack something",
        "gui.printing.action": "Qt's printing and the layout engine come when something is printed",
        "gui.history.papers": "python-docx and the redline come with the first paper that is written",
        "gui.widgets.basics": "what escapes a long tool tip comes with the first one",
        "gui.widgets.frame.notice_place": "the first notice comes after the first frame",
    }
)


def named_late(module: house.Module) -> Iterator[str]:
    """``module:name`` of each call of ``load`` and ``late`` with a literal.

    This runs while tests are collected, in each process: only modules that may hold such a call are parsed.
    """
    if "load(" not in module.source and "late(" not in module.source:
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and house.called(node) in ("load", "late") and node.args:
            source = node.args[0]
            if isinstance(source, ast.Constant) and isinstance(source.value, str) and ":" in source.value:
                yield source.value


LATE = sorted({(module.name, source) for module in MODULES for source in named_late(module)})


def test_late_imports_stand_at_listed_doors() -> None:
    inner = [module.name for module in MODULES if house.under(module.name, ROOMS) and house.inner_imports([module], {})]
    by_name = [name for name, _ in LATE]
    assert sorted({*inner, *by_name} - DOORS.keys()) == []


@pytest.mark.parametrize("name", DOORS)
def test_a_door_is_still_needed(name: str) -> None:
    module = next(module for module in MODULES if module.name == name)
    assert [*named_late(module), *house.inner_imports([module], {})], f"strike the door {name}"


@pytest.mark.parametrize(("name", "source"), LATE)
def test_what_is_named_at_a_door_is_there(name: str, source: str) -> None:
    assert callable(load(source)), f"{name} names {source}"


def test_behind_a_door_stands_only_what_the_window_may_import() -> None:
    found = [
        f"{name} names {source}"
        for name, source in LATE
        if house.under(source, ("core",)) and name not in ("gui.shell.app", "gui.shell.program")
        if not house.under(source.partition(":")[0], house.WINDOW_MAY)
    ]
    assert found == []


def test_a_function_is_imported_with_its_first_call() -> None:
    absent = late("no.such.module:name")
    absent = late("no.such.module:name")
    with pytest.raises(ModuleNotFoundError):
        absent()
