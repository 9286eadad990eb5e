"""The checkers behind test_architecture.py: source trees in, sentences about broken rules out."""

import ast
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

Function = ast.FunctionDef | ast.AsyncFunctionDef

CELLAR = (
    "core.errors",
    "core.result",
    "core.units",
    "core.paths",
    "core.log",
    "core.segment",  # words are needed in several rooms
    "core.ooxml",  # the helper that readers, writers and layouts share, with what they build on it:
    "core.archive",
    "core.tags",
    "core.layout_tags",
)
FLOOR_1 = ("core.model", "core.numbering", "core.dates", "core.page")
ROOMS = (
    "core.readers",
    "core.parsing",
    "core.facts",
    "core.editing",
    "core.writers",
    "core.templating",
    "core.roll_over",
    "core.checks",
    "core.review",
)
STORES = ("core.drafts", "core.library", "core.settings")
TOP = ("core.workflows", "core.command_line")

BRANCHES = (
    ast.If,
    ast.For,
    ast.While,
    ast.ExceptHandler,
    ast.IfExp,
    ast.comprehension,
    ast.match_case,
    ast.Assert,
)
MUTABLE_DISPLAYS = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp, ast.GeneratorExp)
MUTABLE_CALLS = frozenset(
    {"list", "dict", "set", "bytearray", "defaultdict", "OrderedDict", "Counter", "deque", "count", "ChainMap", "local"}
)
IMPURE_IMPORTS = ("os", "io.open", "random", "secrets", "uuid", "tempfile", "shutil", "subprocess", "time", "glob")
IMPURE_CALLS = frozenset(
    {"open", "input", "now", "today", "utcnow", "read_text", "read_bytes", "write_text", "write_bytes", "urandom"}
)
NETWORK = ("socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "requests", "PySide6.QtNetwork")
SLEEPS = frozenset({"sleep", "qWait", "qSleep"})


@dataclass(frozen=True)
class Module:
    """One source file: its dotted name, its text and whether it is a package's __init__."""

    name: str
    source: str
    is_package: bool = False

    @property
    def tree(self) -> ast.Module:
        """The syntax tree, parsed once for every distinct text."""
        return parse(self.source)

    def where(self, node: ast.AST) -> str:
        """The module's name and the node's line, as every complaint begins."""
        return f"{self.name}:{getattr(node, 'lineno', 1)}"


@cache
def parse(source: str) -> ast.Module:
    """The syntax tree of ``source``."""
    return ast.parse(source)


def load(root: Path, *places: str) -> list[Module]:
    """All modules of files and folders under ``root``, named by their path."""
    files = []
    for place in places:
        path = root / place
        files += [path] if path.is_file() else sorted(path.rglob("*.py"))
    return [_module(path, root) for path in files]


def _module(path: Path, root: Path) -> Module:
    parts = path.relative_to(root).with_suffix("").parts
    is_package = parts[-1] == "__init__"
    return Module(".".join(parts[:-1] if is_package else parts), path.read_text("utf-8"), is_package)


def imports(module: Module) -> Iterator[tuple[ast.AST, str]]:
    """Every imported dotted name: inside functions and TYPE_CHECKING blocks too, and by import_module("name")."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Call) and called(node) in ("import_module", "__import__"):
            names = (arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant))
            yield from ((node, name) for name in names if isinstance(name, str))


def under(name: str, places: Iterable[str]) -> bool:
    """Whether ``name`` is one of ``places`` or lies in one of them."""
    return any(name == place or name.startswith(f"{place}.") for place in places)


def home(name: str, places: Iterable[str]) -> str:
    """The place that ``name`` lies in, or an empty text."""
    return next((place for place in places if under(name, (place,))), "")


Exceptions = Mapping[tuple[str, str], str]


def forbidden_imports(
    modules: Iterable[Module], movers: Sequence[str], forbidden: Sequence[str], exceptions: Exceptions
) -> list[str]:
    """Imports of something under ``forbidden`` by a module under ``movers``."""
    return [
        f"{module.where(node)} imports {target}"
        for module in modules
        if under(module.name, movers)
        for node, target in imports(module)
        if under(target, forbidden) and not is_excepted(module.name, target, exceptions)
    ]


def is_excepted(name: str, target: str, exceptions: Exceptions) -> bool:
    """Whether the pair (importer, imported) is listed by name."""
    return any(name == who and under(target, (what,)) for who, what in exceptions)


def allowed_floors(name: str) -> tuple[str, ...]:
    """The parts of ``core`` that a core module may import; nothing for a module that stands on no floor."""
    own = home(name, (*ROOMS, *STORES))
    if under(name, CELLAR):
        return CELLAR
    if under(name, FLOOR_1):
        return (*CELLAR, home(name, FLOOR_1))
    if own:
        return (*CELLAR, *FLOOR_1, own)
    if under(name, ("core.workflows",)):
        return (*CELLAR, *FLOOR_1, *ROOMS, *STORES, "core.workflows")
    if under(name, ("core.command_line",)):
        return (*CELLAR, "core.model", *TOP)
    return ()


def upstairs_imports(modules: Iterable[Module], movers: Sequence[str], exceptions: Exceptions) -> list[str]:
    """Imports of core by modules under ``movers`` which their floor does not allow."""
    return [
        f"{module.where(node)} imports {target}"
        for module in modules
        if under(module.name, movers)
        for node, target in imports(module)
        if under(target, ("core",)) and not under(target, allowed_floors(module.name))
        if not is_excepted(module.name, target, exceptions)
    ]


def floorless(modules: Iterable[Module]) -> list[str]:
    """Modules of core that stand on no floor."""
    known = (*CELLAR, *FLOOR_1, *ROOMS, *STORES, *TOP)
    return [module.name for module in modules if module.name != "core" and not under(module.name, known)]


def gui_shortcuts(modules: Iterable[Module], exceptions: Exceptions) -> list[str]:
    """Imports of core by the window that are neither workflows nor model."""
    return [
        f"{module.where(node)} imports {target}"
        for module in modules
        if under(module.name, ("gui",))
        for node, target in imports(module)
        if under(target, ("core",)) and not under(target, ("core.workflows", "core.model"))
        if not is_excepted(module.name, target, exceptions)
    ]


def pages_knowing_pages(modules: Iterable[Module]) -> list[str]:
    """Pages of the window that import another page."""
    return forbidden_imports(
        [module for module in modules if under(module.name, ("gui.pages",))], ("gui.pages",), ("gui.pages",), {}
    )


def homeless_libraries(modules: Iterable[Module], homes: Mapping[str, Sequence[str]], own: Sequence[str]) -> list[str]:
    """Imports of a library outside its homes, or of a library that has none."""
    known = (*sys.stdlib_module_names - {"sqlite3"}, *own)
    return [
        f"{module.where(node)} imports {target}"
        for module in modules
        for node, target in imports(module)
        if not under(target, known) and not under(module.name, homes.get(target.split(".")[0], ()))
    ]


def shadowing_names(modules: Iterable[Module], libraries: Iterable[str]) -> list[str]:
    """Modules named like a library, such as docx.py."""
    taken = frozenset(libraries)
    return [module.name for module in modules if module.name.split(".")[-1] in taken]


def relative_imports(modules: Iterable[Module]) -> list[str]:
    """Imports that begin with a dot."""
    return [
        module.where(node)
        for module in modules
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and node.level
    ]


def busy_packages(modules: Iterable[Module]) -> list[str]:
    """__init__.py files with anything but one docstring."""
    return [
        module.name
        for module in modules
        if module.is_package and not (ast.get_docstring(module.tree) and len(module.tree.body) == 1)
    ]


def mutable_state(modules: Iterable[Module]) -> list[str]:
    """Module-level names bound to something mutable, and ``global`` statements."""
    found = []
    for module in modules:
        bound = [node for node in top_level(module.tree.body) if _binds_mutable(node)]
        bound += [node for node in ast.walk(module.tree) if isinstance(node, ast.Global)]
        found += [f"{module.where(node)} {ast.unparse(node).splitlines()[0][:60]}" for node in bound]
    return found


def top_level(body: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    """Statements run on import, those inside if, try and with included."""
    for node in body:
        yield node
        for field in ("body", "orelse", "finalbody"):
            if not isinstance(node, (*Function.__args__, ast.ClassDef)):
                yield from top_level(getattr(node, field, []))


def _binds_mutable(node: ast.stmt) -> bool:
    value = node.value if isinstance(node, (ast.Assign, ast.AnnAssign)) else None
    return value is not None and "__all__" not in ast.unparse(node)[:8] and _is_mutable(value)


def _is_mutable(value: ast.expr) -> bool:
    if isinstance(value, ast.Tuple):
        return any(_is_mutable(item) for item in value.elts)
    return isinstance(value, MUTABLE_DISPLAYS) or (isinstance(value, ast.Call) and called(value) in MUTABLE_CALLS)


def called(call: ast.Call) -> str:
    """The last name of what is called: ``date.today()`` -> ``today``."""
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def import_cycles(modules: Sequence[Module]) -> list[str]:
    """Groups of modules that import one another, in whatever way."""
    names = {module.name for module in modules}
    graph = {module.name: {_nearest(t, names) for _, t in imports(module)} - {module.name, ""} for module in modules}
    reach = {name: _reachable(name, graph) for name in graph}
    groups = {
        frozenset(other for other in reach[name] if name in reach[other]) for name in graph if name in reach[name]
    }
    return sorted(" <-> ".join(sorted(group)) for group in groups)


def _nearest(target: str, names: set[str]) -> str:
    while target and target not in names:
        target = target.rpartition(".")[0]
    return target


def _reachable(start: str, graph: Mapping[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = list(graph[start])
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += graph[name]
    return seen


def impurities(modules: Iterable[Module], exceptions: Exceptions) -> list[str]:
    """Disk, clock and randomness in a room."""
    rooms = [module for module in modules if under(module.name, ROOMS)]
    calls = [
        f"{module.where(node)} calls {called(node)}"
        for module in rooms
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and called(node) in IMPURE_CALLS
        if not is_excepted(module.name, called(node), exceptions)
    ]
    return calls + forbidden_imports(rooms, ROOMS, IMPURE_IMPORTS, exceptions)


def network_imports(modules: Iterable[Module]) -> list[str]:
    """Anything that could open a connection."""
    return forbidden_imports(modules, ("core", "gui", "main"), NETWORK, {})


def functions(module: Module) -> Iterator[Function]:
    """Every function and method, nested ones too."""
    return (node for node in ast.walk(module.tree) if isinstance(node, Function))


def long_modules(modules: Iterable[Module], limit: int) -> list[str]:
    """Modules of more than ``limit`` lines."""
    counts = {module.name: module.source.count("\n") for module in modules}
    return [f"{name}: {count} lines" for name, count in counts.items() if count > limit]


def over_limit(modules: Iterable[Module], measure: str, limit: int) -> list[str]:
    """Functions whose lines, complexity or arguments exceed ``limit``."""
    gauge = {"lines": length, "complexity": complexity, "arguments": arguments}[measure]
    return [
        f"{module.where(node)} {node.name}: {measure} {gauge(node)}"
        for module in modules
        for node in functions(module)
        if gauge(node) > limit
    ]


def length(node: Function) -> int:
    """Lines from ``def`` to the end."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def complexity(node: Function) -> int:
    """One plus the branches of the function itself; inner functions count for themselves."""
    total, waiting = 1, list(ast.iter_child_nodes(node))
    while waiting:
        inner = waiting.pop()
        total += isinstance(inner, BRANCHES) + (len(inner.values) - 1 if isinstance(inner, ast.BoolOp) else 0)
        if not isinstance(inner, (*Function.__args__, ast.Lambda)):
            waiting += ast.iter_child_nodes(inner)
    return total


def parameters(node: Function) -> list[ast.arg]:
    """Named parameters without self and cls."""
    every = node.args.posonlyargs + node.args.args + node.args.kwonlyargs
    return [arg for arg in every if arg.arg not in ("self", "cls")]


def arguments(node: Function) -> int:
    """How many parameters there are."""
    return len(parameters(node))


def crowded_classes(modules: Iterable[Module], limit: int) -> list[str]:
    """Classes with more than ``limit`` methods."""
    counts = [
        (module.where(node), node.name, sum(isinstance(item, Function) for item in node.body))
        for module in modules
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef)
    ]
    return [f"{where} {name}: {count} methods" for where, name, count in counts if count > limit]


def undocumented(modules: Iterable[Module]) -> list[str]:
    """Public functions without a docstring."""
    return [
        f"{module.where(node)} {node.name}"
        for module in modules
        for node in functions(module)
        if not node.name.startswith("_") and not ast.get_docstring(node)
    ]


def untyped(modules: Iterable[Module]) -> list[str]:
    """Public functions with a parameter or a result that has no type."""
    return [
        f"{module.where(node)} {node.name}"
        for module in modules
        for node in functions(module)
        if not node.name.startswith("_")
        and (node.returns is None or any(arg.annotation is None for arg in parameters(node)))
    ]


def broad_handlers(modules: Iterable[Module], allowed: Sequence[str]) -> list[str]:
    """Handlers of everything, ``contextlib.suppress(Exception)`` included."""
    return [
        module.where(node)
        for module in modules
        if module.name not in allowed
        for node in ast.walk(module.tree)
        if _catches_everything(node)
    ]


def _catches_everything(node: ast.AST) -> bool:
    if isinstance(node, ast.ExceptHandler):
        caught = [node.type]
    elif isinstance(node, ast.Call) and called(node) == "suppress":
        caught = [*node.args]
    else:
        return False
    caught = [item for entry in caught for item in (entry.elts if isinstance(entry, ast.Tuple) else [entry])]
    return any(item is None or ast.unparse(item) in ("Exception", "BaseException") for item in caught)


def thawed_values(modules: Iterable[Module]) -> list[str]:
    """Dataclasses of the model that are not frozen."""
    return [
        f"{module.where(node)} {node.name}"
        for module in modules
        if under(module.name, ("core.model",))
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef)
        and any(
            "dataclass" in ast.unparse(mark) and "frozen=True" not in ast.unparse(mark) for mark in node.decorator_list
        )
    ]


def foreign_identifiers(modules: Iterable[Module]) -> list[str]:
    """Names that are not plain ASCII."""
    return sorted(
        {
            f"{module.where(node)} {name}"
            for module in modules
            for node in ast.walk(module.tree)
            for name in (getattr(node, field, None) for field in ("id", "attr", "name", "arg"))
            if isinstance(name, str) and not name.isascii()
        }
    )


def suite_tests(modules: Iterable[Module]) -> Iterator[tuple[Module, Function]]:
    """Every test of the suite with its module."""
    for module in modules:
        yield from ((module, node) for node in functions(module) if node.name.startswith("test_"))


def checks(node: Function) -> int:
    """Assertions of a test: assert, pytest.raises and waits for a signal."""
    inner = list(ast.walk(node))
    waits = ("raises", "waitSignal", "waitUntil", "assertNotEmitted", "waitExposed", "fail")
    calls = sum(isinstance(item, ast.Call) and called(item).startswith(("assert_", *waits)) for item in inner)
    return sum(isinstance(item, ast.Assert) for item in inner) + calls


def toothless_tests(modules: Iterable[Module]) -> list[str]:
    """Tests that cannot fail, for they check nothing."""
    return [f"{module.where(node)} {node.name}" for module, node in suite_tests(modules) if checks(node) == 0]


def overloaded_tests(modules: Iterable[Module], limit: int, exceptions: Mapping[str, str]) -> list[str]:
    """Tests with more than ``limit`` assert statements."""
    counts = [
        (module, node, sum(isinstance(item, ast.Assert) for item in ast.walk(node)))
        for module, node in suite_tests(modules)
        if f"{module.name}.{node.name}" not in exceptions
    ]
    return [f"{module.where(node)} {node.name}: {count} asserts" for module, node, count in counts if count > limit]


def sleepers(modules: Iterable[Module]) -> list[str]:
    """Tests and helpers that wait by the clock."""
    return [
        f"{module.where(node)} calls {ast.unparse(node.func)}"
        for module in modules
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and (called(node) in SLEEPS or ast.unparse(node.func) in ("qtbot.wait", "self.qtbot.wait"))
    ]
