"""The checkers behind test_architecture.py: source trees in, sentences about broken rules out."""

import ast
import gc
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

Function = ast.FunctionDef | ast.AsyncFunctionDef

CELLAR = (
    "core.errors",
    "core.result",
    "core.paths",
    "core.version",
    "core.signature",
    "core.reading",  # the one place where files are opened for reading
    "core.files",
    "core.encoding",
    "core.file_lock",
    "core.json_text",
    "core.log",
    "core.cooperative",
    # Beside the standard library, for the reasons in docs/decisions/016-shared-modules.md:
    "core.segment",  # words are needed in several rooms
    "core.package",  # ZIP packages opened under limits: Word files and sheets
    "core.sheet_package",  # the same for openpyxl, which collection sheets and readers use
    "core.limits",
    "core.similarity",  # the one home of rapidfuzz
)
FLOOR_1 = ("core.model", "core.numbering", "core.dates", "core.typesetting")
ROOMS = (
    "core.readers",
    "core.word",
    "core.parsing",
    "core.facts",
    "core.editing",
    "core.collection",
    "core.roll_over",
    "core.checks",
    "core.coverage",
    "core.review",
)
STORES = ("core.drafts", "core.stores", "core.resources")
WINDOW_MAY = ("core.workflows", "core.model", "core.errors", "core.stores", "core.files")
TOP = ("core.workflows", "core.cli")

MUTABLE_DISPLAYS = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp, ast.GeneratorExp)
MUTABLE_CALLS = frozenset(
    {"list", "dict", "set", "bytearray", "defaultdict", "OrderedDict", "Counter", "deque", "count", "ChainMap", "local"}
)
IMPURE_IMPORTS = (
    "os",
    "io.open",
    "random",
    "secrets",
    "uuid",
    "tempfile",
    "shutil",
    "subprocess",
    "time",
    "glob",
    "core.reading",
)
IMPURE_CALLS = frozenset(
    (
        *("open", "input", "now", "today", "utcnow", "urandom", "read_text", "read_bytes", "write_text", "write_bytes"),
        *("exists", "is_file", "is_dir", "iterdir", "mkdir", "unlink", "touch", "rglob"),
    )
)
CLOCKS = frozenset({"datetime.now", "datetime.today", "datetime.utcnow", "date.today", "datetime.datetime.now"})
"""Clocks handed on without being called."""
NETWORK = ("socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "requests", "PySide6.QtNetwork")


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

    @property
    def nodes(self) -> tuple[ast.AST, ...]:
        """All nodes of the tree; most rules look at each of them, and walking a tree is slow."""
        return walk(self.source)

    def where(self, node: ast.AST) -> str:
        """The module's name and the node's line, as every complaint begins."""
        return f"{self.name}:{getattr(node, 'lineno', 1)}"


@contextmanager
def undisturbed() -> Iterator[None]:
    """Without garbage collection, which looks through all trees there are, again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@cache
def parse(source: str) -> ast.Module:
    """The syntax tree of ``source``."""
    with undisturbed():
        return ast.parse(source)


@cache
def walk(source: str) -> tuple[ast.AST, ...]:
    """The nodes of the syntax tree of ``source`` but Load, Store and Del, walked once."""
    found: list[ast.AST] = [parse(source)]
    with undisturbed():
        for node in found:  # grows meanwhile
            for name in node._fields:
                value = getattr(node, name)
                if isinstance(value, list):
                    found += [each for each in value if isinstance(each, ast.AST)]
                elif isinstance(value, ast.AST) and not isinstance(value, ast.expr_context):
                    found.append(value)
    return tuple(found)


def forget() -> None:
    """Let go of all trees: later collections of garbage, of which tests of the window make hundreds, would look through them."""
    for each in (parse, walk, _imports):
        each.cache_clear()


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


def imports(module: Module) -> tuple[tuple[ast.AST, str], ...]:
    """Every imported dotted name: inside functions and TYPE_CHECKING blocks too, and by import_module("name")."""
    return _imports(module.source)


@cache
def _imports(source: str) -> tuple[tuple[ast.AST, str], ...]:
    return tuple(_imports_of(walk(source)))


def _imports_of(nodes: Iterable[ast.AST]) -> Iterator[tuple[ast.AST, str]]:
    for node in nodes:
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


def inner_imports(modules: Iterable[Module], doors: Exceptions) -> list[str]:
    """Imports inside functions, except at the listed doors."""
    found = []
    for module in modules:
        functions = (node for node in module.nodes if isinstance(node, Function))
        inner = {node for each in functions for node in ast.walk(each) if isinstance(node, ast.Import | ast.ImportFrom)}
        found += [
            f"{module.where(node)} imports {target}"
            for node, target in (imports(module) if inner else ())
            if node in inner and not is_excepted(module.name, target, doors)
        ]
    return found


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
    if under(name, TOP):
        return (*CELLAR, "core.model", "core.stores", *TOP)
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
    """Imports of core by the window outside ``WINDOW_MAY`` (docs/decisions/061-window-reads-stores.md)."""
    return [
        f"{module.where(node)} imports {target}"
        for module in modules
        if under(module.name, ("gui",))
        for node, target in imports(module)
        if under(target, ("core",)) and not under(target, WINDOW_MAY)
        if not is_excepted(module.name, target, exceptions)
    ]


def pages_knowing_pages(modules: Iterable[Module]) -> list[str]:
    """Pages of the window (``gui.<feature>.page``) that import another page."""
    return [
        f"{module.where(node)} imports {target}"
        for module in modules
        if is_page(module.name)
        for node, target in imports(module)
        if is_page(target) and not under(target, (module.name,))
    ]


def is_page(name: str) -> bool:
    """Whether a module, or what is imported from one, is a page of the window.

    >>> is_page("gui.draft.page.DraftPage")
    True
    """
    return name.startswith("gui.") and name.split(".")[2:3] == ["page"]


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
        for node in module.nodes
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
        bound += [node for node in module.nodes if isinstance(node, ast.Global)]
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
    """The last name of what is called: ``date.today()`` -> ``today``, ``Counter[str]()`` -> ``Counter``."""
    function = call.func.value if isinstance(call.func, ast.Subscript) else call.func
    return getattr(function, "attr", getattr(function, "id", ""))


def import_cycles(modules: Sequence[Module]) -> list[str]:
    """Groups of modules that import one another, in whatever way."""
    names = {module.name for module in modules}
    graph = {module.name: {nearest(t, names) for _, t in imports(module)} - {module.name, ""} for module in modules}
    reach = {name: _reachable(name, graph) for name in graph}
    groups = {
        frozenset(other for other in reach[name] if name in reach[other]) for name in graph if name in reach[name]
    }
    return sorted(" <-> ".join(sorted(group)) for group in groups)


def nearest(target: str, names: Collection[str]) -> str:
    """The known module that a dotted name leads to, itself or one around it; empty for none."""
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
        for node in module.nodes
        if isinstance(node, ast.Call) and called(node) in IMPURE_CALLS
        if not is_excepted(module.name, called(node), exceptions)
    ]
    clocks = [
        f"{module.where(node)} reads {ast.unparse(node)}"
        for module in rooms
        for node in module.nodes
        if isinstance(node, ast.Attribute) and ast.unparse(node) in CLOCKS
    ]
    return calls + clocks + forbidden_imports(rooms, ROOMS, IMPURE_IMPORTS, exceptions)


READERS = frozenset(
    (
        *("read_text", "read_bytes", "fdopen", "copyfile", "copy", "copy2", "copytree", "load_workbook", "ZipFile"),
        *("parse", "iterparse", "QFile", "QTextStream", "QImageReader", "QSettings", "make_archive", "unpack_archive"),
    )
)
"""Calls that open a file by its name, whatever it is."""


def file_readers(modules: Iterable[Module], door: str, exceptions: Exceptions) -> list[str]:
    """Files opened for reading anywhere but in ``door``: by mode, by path, or by a library that is given a path.

    What the door itself offers under such a name, and a library that is given bytes (``io.BytesIO``), is none.
    """
    found: list[tuple[Module, ast.Call]] = []
    for module in modules:
        own = {name for node in module.nodes for name in _imported_from(node, door)}
        found += [
            (module, node)
            for node in module.nodes
            if isinstance(node, ast.Call) and _opens(node, own) and module.name != door
        ]
    return [
        f"{module.where(node)} calls {called(node)}"
        for module, node in found
        if not is_excepted(module.name, called(node), exceptions)
    ]


def _imported_from(node: ast.AST, door: str) -> list[str]:
    if isinstance(node, ast.ImportFrom) and node.module == door:
        return [name.asname or name.name for name in node.names]
    return []


def _opens(node: ast.Call, own: set[str]) -> bool:
    """Whether a call opens a file to read it; ``parse`` and ``copy`` of many a thing, of files where the owner says so."""
    name = called(node)
    if name == "open":
        return _reads(node)
    if name == "connect":
        return _owner(node) == "sqlite3"
    if name in ("parse", "copy"):
        return _owner(node) in ("etree", "ElementTree", "shutil")
    if name == "ZipFile" and _writes(node):
        return False
    given = node.args[0] if node.args else None
    is_own = isinstance(node.func, ast.Name) and name in own
    return name in READERS and not is_own and not (isinstance(given, ast.Call) and called(given) == "BytesIO")


def _reads(node: ast.Call) -> bool:
    """Whether an ``open`` may read: the builtin, ``os.open`` and a path with a mode, unless the mode makes a new file."""
    given = (*node.args, *(word.value for word in node.keywords))
    texts = [arg.value for arg in given if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    modes = [text for text in texts if text and set(text) <= set("rwxabt+U")]
    if any(set(mode) & set("wxa") for mode in modes):
        return False
    is_plain = isinstance(node.func, ast.Name) or _owner(node) in ("os", "io")
    return is_plain or bool(modes) or any(word.arg == "encoding" for word in node.keywords)


def _writes(node: ast.Call) -> bool:
    return any(isinstance(arg, ast.Constant) and arg.value in ("w", "x") for arg in node.args)


def _owner(node: ast.Call) -> str:
    """What stands before the last dot of what is called, if it is a name."""
    return getattr(getattr(node.func, "value", None), "id", "")


def network_imports(modules: Iterable[Module]) -> list[str]:
    """Anything that could open a connection."""
    return forbidden_imports(modules, ("core", "gui", "main"), NETWORK, {})
