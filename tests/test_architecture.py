"""The house stands as docs and design say: one named test per rule, one per hard limit.

Each rule has a second test that shows the checker a small offence, for a checker that cannot fail is worth nothing.
"""

import ast
import re
from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType

import pytest

from tests import architecture as house
from tests import exceptions, limits
from tests.architecture import Module

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.usefixtures("trees_forgotten")
MODULES = tuple(house.load(ROOT, "main.py", "core", "gui"))
TESTS = tuple(house.load(ROOT, "tests"))
# Exceptions: (importer, imported) -> reason.
GUI_EXCEPTIONS = MappingProxyType(
    {
        ("gui.shell.app", "core.paths"): "where the log lies and the program itself, known before Qt is loaded",
        ("gui.shell.program", "core"): "the composition root builds stores and hands them to the window",
        ("gui.shell.theme", "core.paths"): "the one function that knows where the resources lie, also in a package",
    },
)
FLOOR_EXCEPTIONS: MappingProxyType[tuple[str, str], str] = MappingProxyType(
    {
        ("core.dates", "core.model.text"): "digits and masks are defined once, beside the other patterns of text",
        ("core.numbering", "core.model.text"): "digits are defined once, beside the other patterns of text",
        ("core.model.scales", "core.numbering"): "Han numerals are read in one place",
    }
)
PURITY_EXCEPTIONS: MappingProxyType[tuple[str, str], str] = MappingProxyType({})
# Imports inside functions: (module, imported) -> why the module does not import it at its top.
FIRST_FRAME = "the first frame loads the settings; this is for a file that is there, or is written"
SELDOM = "the window makes it when it is first opened"
PRINTING = "Qt's printing is loaded when something is printed or measured"
DOORS = MappingProxyType(
    {
        ("main", "gui.shell.app"): "the window does not load the command line",
        ("main", "core.cli.main"): "nor the command line the window",
        ("main", "gui.shell.screen"): "nor Qt, before something is painted",
        ("core.cli.checking", "core.workflows.checking.proof_file"): "a file is checked without the layout engine",
        ("core.cli.checking", "core.workflows.exporting"): "likewise; pages are looked at in drafts only",
        ("core.similarity", "rapidfuzz"): "compiled code; a draft opens without it",
        ("core.stores.json_file", "core.files"): FIRST_FRAME,
        ("core.stores.settings", "core.json_text"): FIRST_FRAME,
        ("core.stores.settings", "core.result"): FIRST_FRAME,
        (
            "core.workflows.importing.kind_cards",
            "core.encoding",
        ): "the first frame lists kinds; this is for an old file",
        ("core.workflows.importing.reports", "core.parsing.recognise"): "a draft opens without reading a report",
        ("core.workflows.importing.reports", "core.workflows.importing.formats"): "the readers, for the same reason",
        ("core.workflows.importing.scans", "core.readers.scanned"): "pdfium comes with the first scan that is read",
        ("core.workflows.importing.scans", "core.workflows.importing.formats"): "the readers, as in reports",
        ("core.workflows.importing.reports", "core.facts.extract"): "as in core.workflows.facts",
        ("core.workflows.facts", "core.facts.extract"): "the recogniser compiles for as long as a draft takes to open",
        ("core.workflows.facts", "core.facts.words"): "for the same reason",
        ("core.workflows.exporting.draft_pages", "core.workflows.exporting.pages"): "the layout engine with jinja2",
        ("core.workflows.exporting.draft_pages", "core.workflows.layouts.usage"): "compiles layouts with jinja2",
        ("gui.coverage.panel", "gui.coverage.sheet"): SELDOM,
        ("gui.coverage.sheet", "gui.printing.dialogs"): PRINTING,
        ("gui.ledger.panel", "gui.ledger.sheet"): SELDOM,
        (
            "gui.preview.draft_pages",
            "core.workflows.exporting.closing_page",
        ): "pages are laid out by the engine it loads",
        ("gui.preview.draft_pages", "gui.preview.view"): "a draft opens without the page view",
        ("gui.preview.draft_pages", "gui.preview.page_painter"): "likewise",
        ("gui.findings.panel", "core.workflows.checking.proof_file"): "exports bring jinja2; a draft opens without it",
        ("gui.export.fit_action", "core.workflows.exporting.closing_page"): "likewise",
        ("gui.shell.app", "PySide6.QtCore"): "loaded behind the locks and the log",
        ("gui.shell.screen", "gui.printing.pages"): PRINTING,
        ("gui.shell.tasks", "concurrent.futures"): "the first frame starts no thread",
    }
)
"""Start-up, and what is heavy and seldom needed. Everything else is imported at the top of its module."""

SHARED_NAMES = MappingProxyType(
    {
        "Cell": "a cell of a table in the model, and one on the laid out page",
        "Paragraph": "a checked paragraph, and one on the laid out page",
        "Table": "the grid of a table in the model, and the headings of the one whose facts are being labelled",
        "Candidate": "of a corrected word, and of a report's year",
        "Standing": "of a row that came back, and of a task of the plan",
    }
)
"""Names that classes of two rooms have: none imports the other."""

OLD_WORDS = frozenset(
    [
        "deed",
        "deeds",
        "desk",
        "desks",
        "luggage",
        "spill",
        "spilled",
        "witness",
        "unmade",
        "seams",
        "tame",
        "piles",
        "trail",
        "overpaint",
        "kindly",
        "outlived",
        "eye",
    ]
)
"""Words that named things here and nowhere else; the usual words of the field replaced them (CONTRIBUTING has a glossary)."""

MOST_PRIVATE = 100
FEWEST_WORDS = 10
"""From so many Han words in one place on they are a list, which a clerk may want to add to."""

LONG_STORIES: MappingProxyType[str, str] = MappingProxyType({})

# Calls that open a file by its name elsewhere than in core.reading: (module, call) -> reason.
READING_EXCEPTIONS = MappingProxyType(
    {
        ("core.cli.main", "open"): "the null device, to swallow what nobody reads any more",
        ("core.workflows.maintenance.first_start", "copytree"): "copies plain files of the user's own folder, no links",
        ("core.log", "open"): "goes on with the file of hard crashes, after a look at what it is",
        ("core.workflows.checking.word_tables", "ZipFile"): "of a file that core.reading has opened",
        ("gui.shell.theme", "read_text"): "the program's own colours and icons",
        ("gui.help.selftest", "read_text"): "names of processes, which the kernel writes",
        ("gui.help.page", "QImageReader"): "the program's own pictures of the help",
        ("gui.preview.pictures", "QImageReader"): "of bytes, through a buffer",
        ("gui.start.trash", "QFile"): "moves a file and does not read it",
        ("gui.shell.program", "QSettings"): "Qt's own file of the window's place, after a look at what it is",
        ("core.file_lock", "open"): "a lock needs a descriptor of its own; nothing is read from it",
        ("core.drafts.pending_journal", "open"): "writes the notes of this window",
        ("core.drafts.sqlite_files", "connect"): "SQLite opens drafts itself; check_file has looked at the file before",
        ("core.drafts.store", "connect"): "a database in memory",
        ("core.drafts.backups", "connect"): "a new file to copy into",
    }
)

LIBRARY_HOMES = MappingProxyType(
    {
        "docx": ("core.word",),
        "olefile": ("core.readers",),
        "lxml": ("core.word", "core.readers", "core.package"),
        "jinja2": ("core.word.layouts",),
        "jieba": ("core.segment",),
        "rjieba": ("core.segment",),
        "openpyxl": ("core.collection", "core.readers"),
        "xlrd": ("core.readers",),
        "pypdfium2": ("core.readers",),
        "ahocorasick_rs": ("core.checks",),
        "rapidfuzz": ("core.similarity",),
        "sqlite3": house.STORES,
        "PySide6": ("gui",),
        "shiboken6": ("gui",),
    }
)
SHADOWED = ("docx", "lxml", "jinja2", "jieba", "rjieba", "sqlite3")
BROAD_HANDLERS = ("gui.shell.errors", "gui.shell.tasks")
STARTERS = ("tests.processes",)


def told(rule: str, found: list[str]) -> str:
    """What a red test says: the rule, then every place that breaks it."""
    return "\n  ".join([f"{rule}:", *found])


# Rule 1

QT = ("gui", "PySide6", "shiboken6")


def test_core_never_imports_the_window_or_qt() -> None:
    found = house.forbidden_imports(MODULES, ("core",), QT, {})
    assert not found, told("core knows nothing of the window", found)


def test_window_imports_only_what_it_may() -> None:
    found = house.gui_shortcuts(MODULES, GUI_EXCEPTIONS)
    assert not found, told("gui imports of core only what WINDOW_MAY lists", found)


def test_a_page_never_imports_a_page() -> None:
    found = house.pages_knowing_pages(MODULES)
    assert not found, told("pages do not know one another", found)


# Rule 2


def test_floor_one_imports_only_the_cellar() -> None:
    found = house.upstairs_imports(MODULES, house.FLOOR_1, FLOOR_EXCEPTIONS)
    assert not found, told("model, numbering, dates and page stand on the cellar alone", found)


def test_cellar_imports_nothing_above_it() -> None:
    found = house.upstairs_imports(MODULES, house.CELLAR, FLOOR_EXCEPTIONS)
    assert not found, told("the cellar stands on the ground", found)


# Rule 3


def test_rooms_and_stores_never_import_one_another() -> None:
    found = house.upstairs_imports(MODULES, (*house.ROOMS, *house.STORES), FLOOR_EXCEPTIONS)
    assert not found, told("only workflows combine rooms and stores", found)


def test_command_line_speaks_to_workflows_only() -> None:
    found = house.upstairs_imports(MODULES, house.TOP, FLOOR_EXCEPTIONS)
    assert not found, told("the command line calls the workflows, as the window does", found)


def test_every_core_module_stands_on_a_floor() -> None:
    found = house.floorless([module for module in MODULES if house.under(module.name, ("core",))])
    assert not found, told("name its floor in tests/architecture.py", found)


# Rule 4


def test_every_library_has_one_home() -> None:
    found = house.homeless_libraries(MODULES, LIBRARY_HOMES, ("core", "gui", "main"))
    assert not found, told("a library is imported in its home only (LIBRARY_HOMES)", found)


def test_no_pattern_has_a_possessive_group() -> None:
    found = [module.name for module in MODULES if re.search(r"\)[*+?]\+", module.source)]
    assert not found, told("Python before 3.11.5 matches possessive groups wrongly (CPython issue 106052)", found)


def test_no_module_is_named_like_a_library() -> None:
    found = house.shadowing_names(MODULES, SHADOWED)
    assert not found, told("the file is word.py, never docx.py", found)


# Rule 5


def test_rooms_are_pure() -> None:
    found = house.impurities(MODULES, PURITY_EXCEPTIONS)
    assert not found, told("a room knows no disk, no clock, no chance", found)


def test_no_network() -> None:
    found = house.network_imports(MODULES)
    assert not found, told("no connection is ever opened", found)


def test_files_are_opened_for_reading_in_one_place() -> None:
    found = house.file_readers(MODULES, "core.reading", READING_EXCEPTIONS)
    assert not found, told(
        "what comes from outside is opened by core.reading, as an ordinary file under a limit", found
    )


# Rule 6


def test_imports_are_absolute() -> None:
    found = house.relative_imports((*MODULES, *TESTS))
    assert not found, told("imports name the whole path", found)


def test_packages_hold_a_docstring_only() -> None:
    found = house.busy_packages(MODULES)
    assert not found, told("__init__.py holds a docstring and nothing else", found)


def test_no_module_level_mutable_state() -> None:
    found = house.mutable_state(MODULES)
    assert not found, told("state belongs to objects (use tuple, frozenset, MappingProxyType)", found)


def test_no_import_cycle() -> None:
    found = house.import_cycles(MODULES)
    assert not found, told("water does not run in circles", found)


def test_imports_inside_functions_stand_at_listed_doors() -> None:
    found = house.inner_imports(MODULES, DOORS)
    assert not found, told("import at the top, or name the door and its reason in DOORS", found)


# Rule 8


def test_model_values_are_frozen() -> None:
    found = limits.thawed_values(MODULES)
    assert not found, told("the dataclasses of core.model are frozen", found)


# Limits


def test_modules_have_at_most_600_lines() -> None:
    found = limits.long_modules(MODULES, 600)
    assert not found, told("split the module", found)


def test_folders_have_at_most_20_modules() -> None:
    found = limits.crowded_folders(MODULES, 20)
    assert not found, told("divide the folder by what its modules do", found)


@pytest.mark.parametrize(("measure", "limit"), [("lines", 40), ("complexity", 8), ("arguments", 5)])
def test_functions_keep_their_limits(measure: str, limit: int) -> None:
    found = limits.over_limit(MODULES, measure, limit)
    assert not found, told(f"at most {limit} {measure} per function", found)


def test_classes_have_at_most_30_methods() -> None:
    found = limits.crowded_classes(MODULES, 30)
    assert not found, told("split the class", found)


def test_classes_have_at_most_45_methods_with_those_they_inherit() -> None:
    found = limits.long_chains(MODULES, 45)
    assert not found, told("compose instead of inheriting", found)


def test_a_class_name_has_one_meaning() -> None:
    found = [*limits.shared_class_names(MODULES, "core", SHARED_NAMES), *limits.shared_class_names(MODULES, "gui", ())]
    assert not found, told("give the rarer one a first name", found)


def test_tests_use_public_names() -> None:
    found = limits.private_reaches(TESTS)
    assert len(found) <= MOST_PRIVATE, told("show the test what it needs under a public name", found)


def test_public_functions_have_a_docstring() -> None:
    found = limits.undocumented(MODULES)
    assert not found, told("every public function says what it means", found)


def test_nothing_is_there_for_tests_alone() -> None:
    found = limits.unused(MODULES)
    assert not found, told("take it out, or let the program use it", found)


def test_public_functions_are_typed() -> None:
    found = limits.untyped(MODULES)
    assert not found, told("every public function names its types", found)


def test_any_stands_at_the_edges_only() -> None:
    found = limits.loose_signatures(MODULES, exceptions.names(exceptions.ANY))
    assert not found, told("name the type, or the module and its reason in tests/exceptions.py", found)


def test_results_are_no_tuples_of_unlike_things() -> None:
    found = limits.unlike_tuples(MODULES, exceptions.names(exceptions.UNLIKE))
    assert not found, told("give the things names in a frozen dataclass, or a reason in tests/exceptions.py", found)


def test_arguments_are_no_tuples_of_unlike_things() -> None:
    found = limits.unlike_arguments(MODULES, exceptions.names(exceptions.UNLIKE_ARGUMENTS))
    assert not found, told("take them one by one, or as a dataclass, or give a reason in tests/exceptions.py", found)


def test_small_modules_have_two_readers() -> None:
    found = limits.stubs(MODULES, 80, exceptions.names(exceptions.SMALL))
    assert not found, told("let it join its reader, or give the reason in tests/exceptions.py", found)


def test_lists_of_words_stand_in_tables() -> None:
    rooms = [module for module in MODULES if house.under(module.name, house.ROOMS)]
    listed = limits.word_lists(rooms, FEWEST_WORDS)
    found = [place for place in listed if place.partition(":")[0] not in exceptions.names(exceptions.WORDS)]
    assert not found, told("let them be a list of resources/words, or give the reason in tests/exceptions.py", found)


def test_names_are_the_usual_words_of_the_field() -> None:
    found = limits.words_in_names(MODULES, OLD_WORDS)
    assert not found, told("name it as others do", found)


def test_only_two_doors_catch_everything() -> None:
    found = limits.broad_handlers(MODULES, BROAD_HANDLERS)
    assert not found, told("except Exception stands in gui/shell/errors.py and gui/shell/tasks.py only", found)


def test_identifiers_are_ascii() -> None:
    found = limits.foreign_identifiers((*MODULES, *TESTS))
    assert not found, told("Chinese stands in strings, never in identifiers", found)


def test_every_test_can_fail() -> None:
    found = limits.toothless_tests(TESTS)
    assert not found, told("a test checks something", found)


def test_a_test_has_at_most_three_asserts() -> None:
    found = limits.overloaded_tests(TESTS, 3, LONG_STORIES)
    assert not found, told("one behaviour per test", found)


def test_no_test_sleeps() -> None:
    found = limits.sleepers(TESTS)
    assert not found, told("wait for the event, not for the clock", found)


def test_no_test_waits_without_end() -> None:
    found = limits.endless(TESTS, STARTERS)
    assert not found, told("give it a timeout; begin processes with tests.processes.mortal", found)


# The list of exceptions stays honest


def is_used(who: str, what: str) -> bool:
    """Whether module ``who`` still imports or calls ``what``."""
    module = next((module for module in MODULES if module.name == who), None)
    if module is None:
        return False
    imported = any(house.under(target, (what,)) for _, target in house.imports(module))
    return imported or any(isinstance(n, ast.Call) and house.called(n) == what for n in ast.walk(module.tree))


EXCEPTIONS = (*FLOOR_EXCEPTIONS, *PURITY_EXCEPTIONS, *GUI_EXCEPTIONS, *READING_EXCEPTIONS, *DOORS)


@pytest.mark.parametrize(("who", "what"), EXCEPTIONS)
def test_an_exception_is_still_needed(who: str, what: str) -> None:
    assert is_used(who, what), f"strike the exception {who} -> {what}"


UNLIKE = (exceptions.UNLIKE, exceptions.UNLIKE_ARGUMENTS)


def test_tables_of_exceptions_hold_nothing_needless() -> None:
    needed = {
        *(place.partition(":")[0] for place in limits.loose_signatures(MODULES, ())),
        *(limits.function_name(place) for place in limits.unlike_tuples(MODULES, ())),
        *(limits.function_name(place) for place in limits.unlike_arguments(MODULES, ())),
        *limits.stubs(MODULES, 80, ()),
        *(place.partition(":")[0] for place in limits.word_lists(MODULES, FEWEST_WORDS)),
    }
    listed = [*map(exceptions.names, (exceptions.ANY, *UNLIKE, exceptions.SMALL, exceptions.WORDS))]
    assert not sorted({name for names in listed for name in names} - needed), "strike these in tests/exceptions.py"


# The checkers see what they are there for

Checker = Callable[[list[Module]], list[str]]


def all_homes(modules: list[Module]) -> list[str]:
    """Rule 4 with the project's own homes."""
    return house.homeless_libraries(modules, LIBRARY_HOMES, ("core", "gui", "main"))


def all_floors(modules: list[Module]) -> list[str]:
    """Rules 2 and 3 for every floor."""
    return house.upstairs_imports(modules, ("core",), {})


def all_readers(modules: list[Module]) -> list[str]:
    """Rule 5 for what is opened, without exceptions."""
    return house.file_readers(modules, "core.reading", {})


BRANCHES = "def f():\n" + "    if a and b: pass\n" * 4
LONG = "def f():\n" + "    x\n" * 40
METHODS = "class C:\n" + "".join(f"    def m{i}(self): ...\n" for i in range(31))
CHAIN = METHODS + "class D(C):\n" + "".join(f"    def n{i}(self): ...\n" for i in range(15))
CAUGHT: tuple[tuple[str, Checker, str, str], ...] = (
    (
        "rule 1",
        lambda m: house.forbidden_imports(m, ("core",), QT, {}),
        "core.facts.x",
        "def f():\n import PySide6.QtGui",
    ),
    ("rule 1", lambda m: house.forbidden_imports(m, ("core",), QT, {}), "core.facts.x", "from gui import app"),
    ("rule 1", lambda m: house.gui_shortcuts(m, GUI_EXCEPTIONS), "gui.start.page", "from core.readers import word"),
    ("rule 1", lambda m: house.gui_shortcuts(m, GUI_EXCEPTIONS), "gui.application", "import core.drafts.store"),
    ("pages", house.pages_knowing_pages, "gui.start.page", "from gui.draft.page import DraftPage"),
    ("rule 2", all_floors, "core.model.x", "from core.numbering import Ordinal"),
    ("rule 2", all_floors, "core.dates", "from core.facts.extract import find_facts"),
    ("cellar", all_floors, "core.log", "from core.model.fact import Fact"),
    ("rule 3", all_floors, "core.readers.text", "from core.word.writing.document import write_word"),
    ("rule 3", all_floors, "core.drafts.store", "from core.facts import extract"),
    ("rule 3", all_floors, "core.cli.main", "from core.parsing.recognise import recognise"),
    ("floors", house.floorless, "core.helpers", ""),
    ("rule 4", all_homes, "core.facts.x", "import jieba.posseg"),
    ("rule 4", all_homes, "core.workflows.x", "import sqlite3"),
    ("rule 4", all_homes, "core.workflows.x", "import numpy"),
    ("rule 4", all_homes, "core.workflows.x", "x = importlib.import_module('rjieba')"),
    ("rule 4", all_homes, "core.readers.text", "from docx import Document"),
    ("shadow", lambda m: house.shadowing_names(m, SHADOWED), "core.readers.docx", ""),
    ("rule 5", lambda m: house.impurities(m, {}), "core.facts.x", "def f(p): return p.read_text()"),
    ("rule 5", lambda m: house.impurities(m, {}), "core.facts.x", "from datetime import date\nT = date.today()"),
    ("rule 5", lambda m: house.impurities(m, {}), "core.facts.x", "import random"),
    ("reading", all_readers, "core.workflows.x", "def f(p): return p.read_text('utf-8')"),
    ("reading", all_readers, "core.workflows.x", "x = open(path).read()"),
    ("reading", all_readers, "core.workflows.x", "with path.open('rb') as file: pass"),
    ("reading", all_readers, "core.workflows.x", "with path.open(encoding='utf-8') as file: pass"),
    ("reading", all_readers, "core.workflows.x", "with path.open('r+b') as file: pass"),
    ("reading", all_readers, "core.workflows.x", "d = os.open(path, os.O_RDONLY)"),
    ("reading", all_readers, "core.workflows.x", "zipfile.ZipFile(path)"),
    ("reading", all_readers, "core.workflows.x", "shutil.copyfile(path, other)"),
    ("reading", all_readers, "core.workflows.x", "root = etree.parse(str(path))"),
    ("reading", all_readers, "core.sheet_files.x", "book = load_workbook(path)"),
    ("reading", all_readers, "core.drafts.x", "c = sqlite3.connect(path)"),
    ("reading", all_readers, "gui.x", "picture = QImageReader(name)"),
    ("network", house.network_imports, "core.workflows.x", "from urllib.request import urlopen"),
    ("rule 6", house.relative_imports, "core.facts.x", "from . import y"),
    ("rule 5", lambda m: house.impurities(m, {}), "core.facts.x", "NOW = datetime.now"),
    ("rule 5", lambda m: house.impurities(m, {}), "core.facts.x", "def f():\n return Path('x').exists()"),
    ("rule 6", house.mutable_state, "core.x", "CACHE = {}"),
    ("rule 6", house.mutable_state, "core.x", "CACHE = Counter[str]()"),
    (
        "names",
        lambda m: limits.shared_class_names([*m, Module("core.y", "class A: ...")], "core", ()),
        "core.x",
        "class A: ...",
    ),
    ("names", limits.private_reaches, "tests.x", "panel._binding.flush()"),
    ("rule 6", house.mutable_state, "core.x", "CACHE: dict[str, int] = dict()"),
    ("rule 6", house.mutable_state, "core.x", "PAIR = (1, [2])"),
    ("rule 6", house.mutable_state, "core.x", "if True:\n    CACHE = []"),
    ("rule 6", house.mutable_state, "core.x", "def f():\n    global g"),
    ("doors", lambda m: house.inner_imports(m, {}), "core.x", "class A:\n    def f(self):\n        import json"),
    ("rule 8", limits.thawed_values, "core.model.x", "@dataclass(slots=True)\nclass A: ..."),
    ("module", lambda m: limits.long_modules(m, 600), "core.x", "x\n" * 601),
    ("function", lambda m: limits.over_limit(m, "lines", 40), "core.x", LONG),
    ("complexity", lambda m: limits.over_limit(m, "complexity", 8), "core.x", BRANCHES),
    ("arguments", lambda m: limits.over_limit(m, "arguments", 5), "core.x", "def f(self, a, b, c, *, d, e, g): ..."),
    ("methods", lambda m: limits.crowded_classes(m, 30), "core.x", METHODS),
    ("chain", lambda m: limits.long_chains(m, 45), "core.x", CHAIN),
    ("any", lambda m: limits.loose_signatures(m, ()), "core.x", "def f(a: 'list[Any]') -> None: ..."),
    ("any", lambda m: limits.loose_signatures(m, ()), "core.x", "def _f() -> dict[str, Any]: ..."),
    ("stub", lambda m: limits.stubs(m, 80, ()), "core.x", "x = 1"),
    ("words", lambda m: limits.word_lists(m, 3), "core.facts.x", "A = ('学校', '医院', '工厂')"),
    ("words", lambda m: limits.word_lists(m, 3), "core.facts.x", "A = r'[0-9](?:学校|医院|(?:大)?工厂|)$'"),
    ("tuple", lambda m: limits.unlike_tuples(m, ()), "core.x", "def f() -> tuple[int, str]: ..."),
    ("tuple", lambda m: limits.unlike_arguments(m, ()), "core.x", "def f(a: 'tuple[int, str] | None') -> None: ..."),
    ("docstring", limits.undocumented, "core.x", "class A:\n    def f(self) -> None: ..."),
    ("unused", limits.unused, "core.x", "def f() -> None: ..."),
    ("types", limits.untyped, "core.x", "def f(a) -> None: ..."),
    ("types", limits.untyped, "core.x", "def f(a: int): ..."),
    (
        "broad",
        lambda m: limits.broad_handlers(m, BROAD_HANDLERS),
        "core.x",
        "try: f()\nexcept (OSError, Exception): g()",
    ),
    ("broad", lambda m: limits.broad_handlers(m, BROAD_HANDLERS), "core.x", "try: f()\nexcept: g()"),
    ("broad", lambda m: limits.broad_handlers(m, BROAD_HANDLERS), "core.x", "with suppress(Exception): g()"),
    ("old word", lambda m: limits.words_in_names(m, ("deed",)), "core.x", "class FirstDeed: ..."),
    ("identifier", limits.foreign_identifiers, "core.x", "def f(\u7a3f: int) -> None: ..."),
    ("toothless", limits.toothless_tests, "tests.x", "def test_x(): f()"),
    ("asserts", lambda m: limits.overloaded_tests(m, 3, {}), "tests.x", "def test_x():\n" + "    assert a\n" * 4),
    ("sleep", limits.sleepers, "tests.x", "def test_x(qtbot): qtbot.wait(5)"),
    ("sleep", limits.sleepers, "tests.x", "time.sleep(1)"),
    ("end", lambda m: limits.endless(m, STARTERS), "tests.x", "subprocess.run(words, check=True)"),
    ("end", lambda m: limits.endless(m, STARTERS), "tests.x", "subprocess.Popen(words)"),
    ("end", lambda m: limits.endless(m, STARTERS), "tests.processes", "process.wait()"),
)


@pytest.mark.parametrize(("rule", "check", "name", "source"), CAUGHT)
def test_the_checker_catches(rule: str, check: Checker, name: str, source: str) -> None:
    assert check([Module(name, source)]), f"the checker of {rule} is blind"


CLEAN: tuple[tuple[str, Checker, str, str], ...] = (
    (
        "rule 1",
        lambda m: house.gui_shortcuts(m, GUI_EXCEPTIONS),
        "gui.shell.program",
        "from core.drafts.store import DraftStore",
    ),
    (
        "rule 1",
        lambda m: house.gui_shortcuts(m, {}),
        "gui.x",
        "from core.workflows import session\nimport core.model.fact",
    ),
    ("rule 3", all_floors, "core.facts.label", "from core.facts.masks import f\nfrom core.dates import g"),
    ("rule 3", all_floors, "core.workflows.x", "from core.drafts import store\nfrom core.facts import extract"),
    ("rule 4", all_homes, "core.segment", "import jieba\nimport re"),
    (
        "rule 6",
        house.mutable_state,
        "core.x",
        "A = (1, 2)\nB = frozenset({3})\nC = MappingProxyType({4: 5})\nclass D:\n x = 1",
    ),
    ("doors", lambda m: house.inner_imports(m, {("core.x", "json"): ""}), "core.x", "def f():\n    import json"),
    ("doors", lambda m: house.inner_imports(m, {}), "core.x", "import json\nif True:\n    import re"),
    ("rule 8", limits.thawed_values, "core.model.x", "@dataclass(frozen=True)\nclass A: ..."),
    (
        "reading",
        all_readers,
        "core.workflows.x",
        "from core.reading import read_text\nx = read_text(p)\np.open('xb')\nwindow.open()\nZipFile(io.BytesIO(data))",
    ),
    (
        "broad",
        lambda m: limits.broad_handlers(m, ("gui.shell.tasks",)),
        "gui.shell.tasks",
        "try: f()\nexcept Exception: g()",
    ),
    ("complexity", lambda m: limits.over_limit(m, "complexity", 8), "core.x", "def f():\n" + "    if a: pass\n" * 7),
)


@pytest.mark.parametrize(("rule", "check", "name", "source"), CLEAN)
def test_the_checker_lets_good_code_pass(rule: str, check: Checker, name: str, source: str) -> None:
    assert check([Module(name, source)]) == [], f"the checker of {rule} cries wolf"


def test_the_checker_catches_a_cycle_hidden_in_a_function() -> None:
    knot = [
        Module("core.a", "def f():\n from core.b import g"),
        Module("core.b", "import core.a"),
        Module("core.c", ""),
    ]
    assert house.import_cycles(knot) == ["core.a <-> core.b"]


def test_the_checker_catches_a_crowded_folder() -> None:
    crowd = [Module(f"core.x.m{number}", "") for number in range(21)]
    assert limits.crowded_folders(crowd, 20) == ["core.x: 21 modules"]


def test_the_checker_catches_a_busy_package() -> None:
    assert house.busy_packages([Module("core", '"""Doc."""\nX = 1', is_package=True)]) == ["core"]


def test_the_real_tree_is_looked_at() -> None:
    assert {"core.errors", "core.model.fact", "gui"} <= {module.name for module in MODULES}
