"""Jinja for Word layouts and for phrases: the only module that imports jinja2.

Templates may be hostile. Only constructs listed below are allowed. Loop turns, executed nodes and characters created,
searched or compared are charged to a budget, so that time and output are limited. Nothing can be called: no method, no
macro, no ``range``.
"""

import html
import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType
from typing import Any

import jinja2
from jinja2 import meta, nodes
from jinja2.filters import FILTERS
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS
from jinja2.visitor import NodeTransformer

from core.errors import BadTemplate
from core.similarity import close_matches
from core.word.layouts import tags as marks
from core.word.layouts.file import WordLayout, read_blueprint
from core.word.layouts.tags import Tag, text_source

# Limits on what one rendering of a template may consume, and operations that are charged before they run.

MOST_TURNS = 200_000
LONGEST_TEXT = 1_000_000
MOST_STEPS = 4_000_000
MOST_WORK = 50_000_000
SLOWEST_SEARCH = 100
"""Comparisons per position of a substring search; for needles of this length and more Python's search is linear."""
COST_OF_ITEM = 20


class BudgetExceeded(Exception):
    """A limit was reached."""


class Budget:
    """What one rendering may still consume."""

    def __init__(self) -> None:
        self.turns = MOST_TURNS
        self.steps = MOST_STEPS
        self.work = MOST_WORK

    def turn(self, steps: int) -> None:
        """Charge one loop iteration that executes ``steps`` nodes."""
        self.turns -= 1
        if self.turns < 0:
            raise BudgetExceeded
        self.step(steps)

    def step(self, steps: int) -> None:
        """Charge ``steps`` executed nodes."""
        self.steps -= steps
        if self.steps < 0:
            raise BudgetExceeded

    def spend(self, amount: int, times: int = 1) -> None:
        """Charge work on ``amount`` characters or items, each visited ``times`` times."""
        self.work -= amount * times
        if self.work < 0 or amount > LONGEST_TEXT:
            raise BudgetExceeded


def size_of(value: object) -> int:
    """Characters of a text, items of a list or group, 1 for anything else."""
    return len(value) if isinstance(value, (str, tuple, list, dict)) else 1


def comparison_cost(value: object) -> int:
    """Upper bound for the cost of comparing the value: its characters and those of everything it contains."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        value = tuple(value.values())
    return sum(map(comparison_cost, value), COST_OF_ITEM * len(value)) if isinstance(value, (tuple, list)) else 1


def metered(budget: Budget, value: object, times: int) -> object:
    """One side of a comparison, charged before the comparison."""
    budget.spend(min(comparison_cost(value), LONGEST_TEXT), times)
    return value


def counted(budget: Budget, value: Any, steps: int) -> Iterator[object]:
    """The items of a loop, each charged as one turn."""
    for item in value:
        budget.turn(steps)
        yield item


def as_text(value: object) -> str:
    """The value as text. Raises TypeError for a list or group."""
    if isinstance(value, (dict, list, tuple)):
        raise TypeError(type(value))
    return str(value)


def concatenated(budget: Budget, *values: object) -> str:
    """Jinja's ``~``."""
    texts = [as_text(value) for value in values]
    budget.spend(sum(map(len, texts)))
    return "".join(texts)


def joined(budget: Budget, values: Iterable[object], separator: str = "") -> str:
    """Jinja's ``join``."""
    texts = [as_text(value) for value in values]
    budget.spend(sum(map(len, texts)) + len(separator) * len(texts))
    return separator.join(texts)


def replaced(budget: Budget, value: str, old: str, new: str) -> str:
    """Jinja's ``replace``."""
    budget.spend(len(value), search_cost(old))
    budget.spend(len(value) + value.count(old) * len(new))
    return value.replace(old, new)


def search_cost(word: object) -> int:
    """How often a search for the word may visit each position of a text."""
    return min(max(len(word), 1), SLOWEST_SEARCH) if isinstance(word, str) else SLOWEST_SEARCH


MOST_OUTPUT = 20_000_000
PORTION = 64
"""Pieces of rendered text per portion."""

COST_OF_CALL = 3
SHORT_BRANCH = 12
BUDGET = "\x00budget"

_ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.For, nodes.If, nodes.Assign, nodes.Name, nodes.Getattr),
    *(nodes.Getitem, nodes.Slice, nodes.Const, nodes.List, nodes.Tuple, nodes.Filter, nodes.Test, nodes.Compare),
    *(nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr, nodes.Add, nodes.Sub, nodes.Neg, nodes.Concat),
)
_LOOP_FIELDS = frozenset(("index", "index0", "first", "last", "length", "revindex", "previtem", "nextitem"))
_RESERVED = frozenset(("self", "super", "caller", "varargs", "kwargs"))
_TESTS = ("defined", "undefined", "none", "odd", "even", "string", "number", "in", "eq", "ne", "lt", "le", "gt", "ge")
_SEARCHING = frozenset(("in", "notin"))
_COMPARING = frozenset(("in", "eq", "ne", "lt", "le", "gt", "ge"))
_OURS = frozenset(("counted", "concatenated", "metered", "taken"))
_GUARDS = frozenset(("default", "d", "defined", "undefined"))
_FAILURES = (
    *(jinja2.TemplateError, TypeError, ValueError, ArithmeticError, LookupError, RecursionError, SyntaxError),
    *(AttributeError, NameError, MemoryError),
)


def _charged_filter(name: str) -> Callable[..., object]:
    """One of Jinja's own filters whose result is no larger than its value."""
    function = FILTERS[name]

    def _run(budget: Budget, value: object, *arguments: object) -> object:
        budget.spend(size_of(value))
        return function(value, *arguments)

    return _run


def _with_budget(function: Callable[..., Any]) -> Callable[..., object]:
    @jinja2.pass_context
    def _run(context: Context, *arguments: object) -> object:
        return function(context.parent[BUDGET], *arguments)

    return _run


_FILTERS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {
        "counted": counted,
        "metered": metered,
        "taken": Budget.step,
        "concatenated": concatenated,
        "join": joined,
        "replace": replaced,
        **{
            name: _charged_filter(name)
            for name in ("default", "d", "length", "count", "trim", "upper", "lower", "int", "abs")
        },
    }
)


class _Missing(jinja2.StrictUndefined):
    """An unknown name: every use of it fails with the bare name as message."""

    @property
    def _undefined_message(self) -> str:
        return str(self._undefined_name or "")


class _Environment(ImmutableSandboxedEnvironment):
    """A Jinja environment that reads values and calls nothing."""

    intercepted_binops = frozenset(("+", "-"))

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A value of a group by name, or a property of the loop."""
        if isinstance(obj, dict):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        if isinstance(obj, LoopContext) and attribute in _LOOP_FIELDS:
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """An item of a list by index or of a group by name."""
        if isinstance(obj, dict):
            return self.getattr(obj, argument)
        if isinstance(obj, (str, tuple, list)) and isinstance(argument, int) and -len(obj) <= argument < len(obj):
            return obj[argument]
        return self.undefined(obj=obj, name=argument)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Addition and subtraction of numbers; ``+`` also concatenates two texts."""
        if operator == "+" and isinstance(left, str) and isinstance(right, str):
            budget: Any = context.resolve(BUDGET)
            return concatenated(budget, left, right)
        if not isinstance(left, (int, float)) or not isinstance(right, (int, float)):
            raise TypeError(operator)
        result = left + right if operator == "+" else left - right
        if not math.isfinite(result):
            raise OverflowError(operator)
        return result

    def is_safe_callable(self, _obj: Any) -> bool:
        """Always False: nothing may be called."""
        return False


def _environment() -> _Environment:
    environment = _Environment(
        *(marks.BLOCK_START, marks.BLOCK_END, marks.VARIABLE_START, marks.VARIABLE_END),
        *(marks.COMMENT_START, marks.COMMENT_END),
        autoescape=True,
        undefined=_Missing,
        keep_trailing_newline=True,
        cache_size=0,
    )
    environment.globals.clear()
    environment.filters = {name: _with_budget(function) for name, function in _FILTERS.items()}
    environment.tests = {name: TESTS[name] for name in _TESTS}
    return environment


class _Metering(NodeTransformer):
    """Inserts budget charges into loops, concatenations and comparisons."""

    def visit_For(self, node: nodes.For) -> nodes.For:
        """``for x in y`` charges each turn for all nodes of the loop body."""
        self.generic_visit(node)
        steps = 1 + _steps(node.body) + (_steps([node.test]) if node.test else 0)
        node.iter = _filter(node.iter, "counted", nodes.Const(steps))
        return node

    def visit_If(self, node: nodes.If) -> nodes.If:
        """``if x`` charges for the branch that is executed."""
        self.generic_visit(node)
        node.body, node.else_ = _charged_branch(node.body), _charged_branch(node.else_)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Filter:
        """``a ~ b`` charges for its length."""
        self.generic_visit(node)
        first, *others = node.nodes
        return _filter(first, "concatenated", *others)

    def visit_Compare(self, node: nodes.Compare) -> nodes.Compare:
        """``a == b`` and ``a in b`` charge for both sides."""
        self.generic_visit(node)
        left: Any = node.expr
        if _is_short(left, node.ops):
            return node
        node.expr = _metered(left)
        for operand in node.ops:
            word, left = left, operand.expr
            operand.expr = _metered(left, word if operand.op in _SEARCHING else None)
        return node

    def visit_Test(self, node: nodes.Test) -> nodes.Test:
        """``a is eq b`` charges like ``a == b``."""
        self.generic_visit(node)
        if node.name in _COMPARING:
            tested: Any = node.node
            word = tested if node.name in _SEARCHING else None
            node.node, node.args = _metered(tested), [_metered(side, word) for side in node.args]
        return node


def _is_short(left: nodes.Expr, operands: list[nodes.Operand]) -> bool:
    """Whether one side of a comparison is written in the tag itself, which bounds its cost."""
    fixed = (nodes.Const, nodes.List, nodes.Tuple)
    operand = operands[0]
    sides = (operand.expr,) if operand.op in _SEARCHING else (left, operand.expr)
    return len(operands) == 1 and any(isinstance(side, fixed) for side in sides)


def _steps(parts: Iterable[nodes.Node]) -> int:
    """Upper bound of the nodes executed in one pass, without branches that charge for themselves."""
    return sum(map(_steps_of, parts))


def _steps_of(node: nodes.Node) -> int:
    if isinstance(node, nodes.If):
        branches = [branch for branch in (node.body, node.else_) if not _is_charged(branch)]
        return 1 + _steps([node.test, *node.elif_]) + sum(map(_steps, branches))
    if isinstance(node, nodes.For):
        return 1 + _steps([node.iter, *node.else_])
    own = COST_OF_CALL if isinstance(node, (nodes.Filter, nodes.Test)) else 1
    return own + _steps(node.iter_child_nodes())


def _is_charged(branch: list[nodes.Node]) -> bool:
    return bool(branch) and isinstance(branch[0], nodes.ExprStmt)


def _charged_branch(branch: list[nodes.Node]) -> list[nodes.Node]:
    """A long branch of an ``if`` charges itself when executed: layouts have one branch per role, few are taken."""
    steps = _steps(branch)
    if steps < SHORT_BRANCH:
        return branch
    return [
        nodes.ExprStmt(_filter(nodes.Const(steps, lineno=branch[0].lineno), "taken"), lineno=branch[0].lineno),
        *branch,
    ]


def _filter(value: Any, name: str, *arguments: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(value, name, [*arguments], [], None, None, lineno=value.lineno)


def _metered(side: nodes.Expr, word: nodes.Expr | None = None) -> nodes.Filter:
    """One side of a comparison with its charge; ``word`` is the needle if the side is searched."""
    known = word.value if isinstance(word, nodes.Const) else None
    return _filter(side, "metered", nodes.Const(search_cost(known) if word else 1))


@dataclass(frozen=True, slots=True)
class Template:
    """A compiled template: the ``names`` and ``fields`` it reads, each with the first tag that uses it."""

    program: jinja2.Template
    tags: tuple[Tag, ...]
    names: Mapping[str, Tag]
    fields: Mapping[str, Tag]

    def render(self, values: Mapping[str, object]) -> Iterator[str]:
        """The text in portions. Raises BadTemplate with the tag that failed, or if a limit is exceeded."""
        size = 0
        try:
            pieces = self.program.root_render_func(self.program.new_context({**values, BUDGET: Budget()}))
            while portion := list(islice(pieces, PORTION)):
                size += sum(map(len, portion))
                if size > MOST_OUTPUT:
                    raise BadTemplate("template_too_large")
                yield _joined(portion)
        except BudgetExceeded as problem:
            raise self._blamed(problem).error("template_endless") from problem
        except jinja2.UndefinedError as problem:
            raise self._unknown(self._blamed(problem), problem.message or "", values) from problem
        except _FAILURES as problem:
            raise self._blamed(problem).error("template_syntax") from problem

    def check(self, names: Collection[str], fields: Collection[str] | None = None) -> None:
        """Raises BadTemplate for a name that is not known, whether its tag is executed or not."""
        for fault in self.faults(names, fields):
            raise fault

    def faults(self, names: Collection[str], fields: Collection[str] | None = None) -> Iterator[BadTemplate]:
        """A BadTemplate for each unknown name."""
        yield from (self._unknown(tag, name, names) for name, tag in self.names.items() if name not in names)
        if fields is not None:
            yield from (self._unknown(tag, field, fields) for field, tag in self.fields.items() if field not in fields)

    def _unknown(self, tag: Tag, name: str, known: Iterable[str]) -> BadTemplate:
        candidates = [name for name in known if name != BUDGET]
        near = close_matches(name, candidates, 3, 0.3) or sorted(candidates)[:6]
        return tag.error("template_unknown_name", name=name or tag.code, near="、".join(near))

    def _blamed(self, problem: BaseException) -> Tag:
        line, trace = 0, problem.__traceback__
        while trace is not None:
            if trace.tb_frame.f_globals is self.program.root_render_func.__globals__:
                line = self.program.get_corresponding_lineno(trace.tb_lineno)
            trace = trace.tb_next
        return _tag_at(self.tags, line)


def _joined(pieces: list[str]) -> str:
    """The pieces joined; reserved characters are removed from values, which Jinja returns as Markup."""
    values = "".join([piece for piece in pieces if type(piece) is not str])
    if any(mark in values for mark in marks.RESERVED):
        table = dict.fromkeys(map(ord, marks.RESERVED))
        pieces = [piece if type(piece) is str else piece.translate(table) for piece in pieces]
    return "".join(pieces)


def _tag_at(tags: Sequence[Tag], line: int) -> Tag:
    """The tag on a line of the source, in which each tag begins a new line."""
    if not tags:
        return Tag("variable", "", 0, 0, "")
    return tags[min(max(line - 2, 0), len(tags) - 1)]


def compile_source(source: str, tags: tuple[Tag, ...]) -> Template:
    """Compile source with private delimiters. Raises BadTemplate with the tag that is wrong or forbidden."""
    environment = _environment()
    try:
        tree = environment.parse(source)
        _check_nodes(tree, tags)
        names, fields = _first_uses(tree, tags)
        counting = _Metering().visit(tree)
        counting.set_environment(environment)
        code = environment.compile(counting)
        program = jinja2.Template.from_code(environment, code, environment.globals)
    except (*_FAILURES, AssertionError) as problem:
        raise _tag_at(tags, getattr(problem, "lineno", None) or 0).error("template_syntax") from problem
    return Template(program, tags, names, fields)


def _check_nodes(tree: nodes.Template, tags: tuple[Tag, ...]) -> None:
    owners = frozenset(id(node.node) for node in tree.find_all(nodes.Getattr))
    for node in tree.find_all(nodes.Node):
        allowed = isinstance(node, (*_ALLOWED, nodes.Helper)) and not _is_forbidden(node)
        if not allowed or (_is_loop(node) and id(node) not in owners):
            raise _tag_at(tags, node.lineno).error("template_forbidden")


def _is_forbidden(node: nodes.Node) -> bool:
    """Whether an allowed kind of node is used in a way that could grow without bound."""
    match node:
        case nodes.Filter(name=name):
            return name not in _FILTERS or name in _OURS or node.node is None
        case nodes.Test(name=name):
            return name not in _TESTS
        case nodes.List() | nodes.Tuple():
            return not _is_constant(node)
        case nodes.For(recursive=recursive):
            return bool(recursive)
    return _is_forbidden_leaf(node)


def _is_forbidden_leaf(node: nodes.Node) -> bool:
    """Whether a leaf is a reserved name, a number that is not finite or a text with control characters."""
    if isinstance(node, nodes.Name):
        return node.name in _RESERVED
    if isinstance(node, nodes.Const) and isinstance(node.value, float):
        return not math.isfinite(node.value)
    return isinstance(node, nodes.Const) and isinstance(node.value, str) and min(node.value, default=" ") < " "


def _is_constant(node: nodes.List | nodes.Tuple) -> bool:
    """Whether a list contains only constants; a loop target is not a list."""
    is_target = isinstance(node, nodes.Tuple) and node.ctx == "store"
    return is_target or all(type(item) is nodes.Const for item in node.items)


def _first_uses(tree: nodes.Template, tags: tuple[Tag, ...]) -> tuple[dict[str, Tag], dict[str, Tag]]:
    """Names and fields that need a value, each with the first tag that uses it."""
    guarded = {id(node.node) for node in tree.find_all((nodes.Filter, nodes.Test)) if node.name in _GUARDS}
    undeclared = meta.find_undeclared_variables(tree)
    uses = [(node, _tag_at(tags, node.lineno)) for node in tree.find_all((nodes.Name, nodes.Getattr))]
    uses = [(node, tag) for node, tag in reversed(uses) if id(node) not in guarded]
    names = {node.name: tag for node, tag in uses if isinstance(node, nodes.Name) and node.name in undeclared}
    fields = {node.attr: tag for node, tag in uses if isinstance(node, nodes.Getattr) and not _is_loop(node.node)}
    return names, fields


def _is_loop(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Name) and node.name == "loop"


def load_layout(data: bytes, alternative: Callable[[str], str] | None = None) -> WordLayout:
    """Compile a Word layout: tags and styles are checked once, rendering can be repeated. Raises BadTemplate.

    ``alternative`` names a substitute for each font; the files made with the layout declare it.
    """
    blueprint = read_blueprint(data, alternative)
    templates = tuple((name, compile_source(part.source, part.tags)) for name, part in blueprint.sources)
    return WordLayout(blueprint, templates)


def render_text(template: str, values: Mapping[str, object]) -> str:
    """A phrase such as ``{{ 年份 }}年{{ 文种 }}`` with its values filled in, as plain text.

    Full-width tag characters are accepted. Raises BadTemplate for a broken tag or an unknown name.
    """
    source, tags = text_source(template)
    compiled = compile_source(source, tags)
    compiled.check(values.keys())
    return html.unescape("".join(compiled.render(values)).replace(marks.NEW_LINE, "\n"))
