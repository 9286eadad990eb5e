"""The checkers of sizes, types, names and tests behind test_architecture.py: modules in, sentences out."""

import ast
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from tests.architecture import Function, Module, called, imports, nearest, under

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
SLEEPS = frozenset({"sleep", "qWait", "qSleep"})


def functions(module: Module) -> Iterator[Function]:
    """Every function and method, nested ones too."""
    return (node for node in module.nodes if isinstance(node, Function))


def long_modules(modules: Iterable[Module], limit: int) -> list[str]:
    """Modules of more than ``limit`` lines."""
    counts = {module.name: module.source.count("\n") for module in modules}
    return [f"{name}: {count} lines" for name, count in counts.items() if count > limit]


def crowded_folders(modules: Iterable[Module], limit: int) -> list[str]:
    """Packages with more than ``limit`` modules of their own; the package's ``__init__`` is not counted."""
    counts = Counter(module.name.rpartition(".")[0] for module in modules if not module.is_package)
    return [f"{name}: {count} modules" for name, count in counts.items() if count > limit]


def stubs(modules: Sequence[Module], lines: int, exceptions: Collection[str]) -> list[str]:
    """Modules of fewer than ``lines`` lines that fewer than two others import or load by name; ``main`` has none."""
    names = {module.name for module in modules}
    users = Counter(name for module in modules for name in _named(module, names))
    counts = {module.name: module.source.count("\n") for module in modules if not module.is_package}
    small = {name for name, count in counts.items() if count < lines and users[name] < 2}
    return sorted(small - {"main", *exceptions})


def _named(module: Module, names: Collection[str]) -> set[str]:
    texts = (n.value for n in module.nodes if isinstance(n, ast.Constant) and isinstance(n.value, str))
    dotted = (text.partition(":")[0] for text in texts if "." in text)
    return {nearest(target, names) for target in (*(t for _, t in imports(module)), *dotted)} - {module.name}


def word_lists(modules: Iterable[Module], least: int) -> list[str]:
    """Modules with so many Han words of two characters or more in one tuple, or as alternatives in one place of a pattern."""
    found: dict[str, int] = {}
    for module in modules:
        alone = {id(node.value) for node in module.nodes if isinstance(node, ast.Expr)}
        longest = max((_words_at(node) for node in module.nodes if id(node) not in alone), default=0)
        if longest >= least:
            found[module.name] = longest
    return [f"{name}: {count} words" for name, count in found.items()]


def _words_at(node: ast.AST) -> int:
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        return sum(isinstance(each, ast.Constant) and _is_word(each.value) for each in node.elts)
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        return 0
    text = re.sub(
        r"\\.|\[[^\]]*\]|\(\?(?:[:=!]|<[=!]|P<\w+>)", lambda found: "(" if found[0][0] == "(" else "", node.value
    )
    most = 0
    while (inner := re.search(r"\([^()]*\)", text)) is not None:
        most = max(most, sum(map(_is_word, inner[0][1:-1].split("|"))))
        text = text.replace(inner[0], "", 1)
    return max(most, sum(map(_is_word, text.split("|"))), sum(map(_is_word, text.split())))


def _is_word(value: object) -> bool:
    return (
        isinstance(value, str)
        and re.match(r"[^\u4e00-\u9fff]{0,2}[\u4e00-\u9fff]{2,6}(?![\u4e00-\u9fff])", value) is not None
    )


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
        for node in module.nodes
        if isinstance(node, ast.ClassDef)
    ]
    return [f"{where} {name}: {count} methods" for where, name, count in counts if count > limit]


def shared_class_names(modules: Iterable[Module], place: str, exceptions: Collection[str]) -> list[str]:
    """Names that public classes of more than one module under ``place`` have; a private one is its module's own."""
    found: dict[str, list[str]] = {}
    for module in modules:
        if under(module.name, (place,)):
            for node in module.tree.body:
                if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and node.name not in exceptions:
                    found.setdefault(node.name, []).append(module.where(node))
    return [f"{name}: {', '.join(places)}" for name, places in found.items() if len(places) > 1]


def private_reaches(tests: Iterable[Module]) -> list[str]:
    """Private attributes of anything but ``self`` and ``cls`` that tests use."""
    return [
        f"{module.where(node)} {ast.unparse(node)}"
        for module in tests
        for node in module.nodes
        if isinstance(node, ast.Attribute)
        if node.attr.startswith("_") and not node.attr.endswith("__")
        if not (isinstance(node.value, ast.Name) and node.value.id in ("self", "cls"))
    ]


def long_chains(modules: Iterable[Module], limit: int) -> list[str]:
    """Classes that have more than ``limit`` methods together with the project's classes they inherit from.

    A base is found by its name; one whose name several classes have is not counted.
    """
    known: dict[str, list[tuple[Module, ast.ClassDef]]] = {}
    for module in modules:
        for node in module.nodes:
            if isinstance(node, ast.ClassDef):
                known.setdefault(node.name, []).append((module, node))
    single = {name: group[0][1] for name, group in known.items() if len(group) == 1}
    return [
        f"{module.where(node)} {name}: {methods_in_chain(node, single)} methods"
        for name, group in known.items()
        for module, node in group
        if methods_in_chain(node, single) > limit
    ]


def methods_in_chain(node: ast.ClassDef, known: Mapping[str, ast.ClassDef]) -> int:
    """Methods of a class and of its bases among the known ones, each class once."""
    waiting, seen = [node], [node.name]
    total = 0
    while waiting:
        one = waiting.pop()
        total += sum(isinstance(item, Function) for item in one.body)
        names = [base.attr if isinstance(base, ast.Attribute) else getattr(base, "id", "") for base in one.bases]
        waiting += [known[name] for name in names if name in known and name not in seen]
        seen += names
    return total


def undocumented(modules: Iterable[Module]) -> list[str]:
    """Public functions without a docstring."""
    return [
        f"{module.where(node)} {node.name}"
        for module in modules
        for node in functions(module)
        if not node.name.startswith("_") and not ast.get_docstring(node)
    ]


def unused(modules: Sequence[Module]) -> list[str]:
    """Public functions and classes of a module whose name stands nowhere else in the code: at most tests use them."""
    written = Counter(chain.from_iterable(re.findall(r"\w+", module.source) for module in modules))
    return [
        f"{module.where(node)} {node.name}"
        for module in modules
        for node in module.tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and written[node.name] == 1
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


def loose_signatures(modules: Iterable[Module], exceptions: Collection[str]) -> list[str]:
    """Functions with ``Any`` in the type of a parameter or of the result, also inside a quoted type.

    Modules named in ``exceptions`` may have them."""
    return [
        f"{module.where(node)} {node.name}"
        for module in modules
        if module.name not in exceptions
        for node in functions(module)
        if any(map(_names_any, (node.returns, *(arg.annotation for arg in parameters(node)))))
    ]


def _names_any(annotation: ast.expr | None) -> bool:
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        annotation = ast.parse(annotation.value, mode="eval").body
    return annotation is not None and any(isinstance(n, ast.Name) and n.id == "Any" for n in ast.walk(annotation))


def unlike_tuples(modules: Iterable[Module], exceptions: Collection[str]) -> list[str]:
    """Public functions whose result is a tuple of unlike things, besides those that ``exceptions`` name with their module."""
    return [
        f"{module.where(node)} {node.name}: {ast.unparse(node.returns)}"
        for module in modules
        for node in functions(module)
        if f"{module.name}.{node.name}" not in exceptions
        if not node.name.startswith("_") and node.returns is not None and _is_unlike(node.returns)
    ]


def unlike_arguments(modules: Iterable[Module], exceptions: Collection[str]) -> list[str]:
    """Arguments of public functions that are a tuple of unlike things, besides the functions that ``exceptions`` name."""
    return [
        f"{module.where(node)} {node.name}: {each.arg}"
        for module in modules
        for node in functions(module)
        if f"{module.name}.{node.name}" not in exceptions and not node.name.startswith("_")
        for each in (*node.args.args, *node.args.kwonlyargs)
        if each.annotation is not None and any(map(_is_unlike, _alternatives(each.annotation)))
    ]


def _alternatives(annotation: ast.expr) -> Iterator[ast.expr]:
    if isinstance(annotation, ast.BinOp):
        yield from chain(_alternatives(annotation.left), _alternatives(annotation.right))
    elif isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        yield from _alternatives(ast.parse(annotation.value, mode="eval").body)
    else:
        yield annotation


def function_name(place: str) -> str:
    """Module and function of a complaint: ``core.x:12 f: tuple[int, str]`` is about ``core.x.f``."""
    module, _, rest = place.partition(":")
    return f"{module}.{rest.split()[1].rstrip(':')}"


def _is_unlike(annotation: ast.expr) -> bool:
    if not (isinstance(annotation, ast.Subscript) and getattr(annotation.value, "id", "") == "tuple"):
        return False
    inner = annotation.slice.elts if isinstance(annotation.slice, ast.Tuple) else [annotation.slice]
    kinds = [ast.unparse(each) for each in inner]
    return kinds[-1] != "..." and len(set(kinds)) > 1


def broad_handlers(modules: Iterable[Module], allowed: Sequence[str]) -> list[str]:
    """Handlers of everything, ``contextlib.suppress(Exception)`` included."""
    return [
        module.where(node)
        for module in modules
        if module.name not in allowed
        for node in module.nodes
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
        for node in module.nodes
        if isinstance(node, ast.ClassDef)
        and any(
            "dataclass" in ast.unparse(mark) and "frozen=True" not in ast.unparse(mark) for mark in node.decorator_list
        )
    ]


def words_in_names(modules: Iterable[Module], words: Collection[str]) -> list[str]:
    """Functions, classes and arguments with one of these words in their name."""
    return [
        f"{module.where(node)} {name}"
        for module in modules
        for node in module.nodes
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.arg)
        for name in [node.arg if isinstance(node, ast.arg) else node.name]
        if not {part.lower() for part in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", name)}.isdisjoint(words)
    ]


def foreign_identifiers(modules: Iterable[Module]) -> list[str]:
    """Names that are not plain ASCII."""
    return sorted(
        {
            f"{module.where(node)} {name}"
            for module in modules
            for node in module.nodes
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


PATIENT = frozenset({"run", "call", "check_call", "check_output"})
ENDLESS = frozenset({"wait", "join", "communicate"})
"""What waits for another process or thread as long as it takes, unless it is told how long."""


def endless(modules: Iterable[Module], starters: Collection[str]) -> list[str]:
    """Waits without an end, and processes begun elsewhere than in ``starters``, which see to it that each ends."""
    calls = ((module, n) for module in modules for n in module.nodes if isinstance(n, ast.Call))
    return [
        f"{module.where(node)} calls {ast.unparse(node.func)}"
        for module, node in calls
        if _has_no_end(node) or (called(node) == "Popen" and module.name not in starters)
    ]


def _has_no_end(call: ast.Call) -> bool:
    what, told = ast.unparse(call.func), {keyword.arg for keyword in call.keywords}
    if what in {f"subprocess.{name}" for name in PATIENT}:
        return "timeout" not in told
    return isinstance(call.func, ast.Attribute) and call.func.attr in ENDLESS and not (call.args or told)


def sleepers(modules: Iterable[Module]) -> list[str]:
    """Tests and helpers that wait by the clock."""
    return [
        f"{module.where(node)} calls {ast.unparse(node.func)}"
        for module in modules
        for node in module.nodes
        if isinstance(node, ast.Call)
        and (called(node) in SLEEPS or ast.unparse(node.func) in ("qtbot.wait", "self.qtbot.wait"))
    ]
