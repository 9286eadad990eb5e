"""The command line: one call from its arguments to its exit code.

Exit codes: 0 done, 1 done but something needs attention, 2 bad use or bad input, 130 stopped by Ctrl+C.
"""

import gc
import io
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Collection, Sequence
from importlib import import_module
from types import MappingProxyType, TracebackType
from typing import TYPE_CHECKING, NamedTuple

from core.cli.output import BAD, DONE, INTERRUPTED, print_notices
from core.cli.parser import parse, usage
from core.errors import AppError
from core.log import log_crash, open_log
from core.paths import user_folder
from core.workflows.importing.kinds import read_kinds
from core.workflows.maintenance.first_start import keep_older_data
from core.workflows.messages import sentence

if TYPE_CHECKING:
    from core.workflows.exporting.export import Printer
    from core.workflows.maintenance.selftest import SelfTestRow

HELP = frozenset({"-h", "--help"})
VERBS = MappingProxyType(
    {
        "outline": "core.cli.reading",
        "facts": "core.cli.reading",
        "new": "core.cli.drafting",
        "fill": "core.cli.drafting",
        "export": "core.cli.exporting",
        "check": "core.cli.checking",
        "layout": "core.cli.layouts",
        "rollover": "core.cli.roll_over",
        "collect": "core.cli.collecting",
        "coverage": "core.cli.coverage",
        "review": "core.cli.reviewing",
        "selftest": "core.cli.maintenance",
        "redline": "core.cli.redlining",
        "signoff": "core.cli.redlining",
    }
)
"""The module that holds the function of each verb. Imported by name, so that no verb waits for the modules of another."""


class PaintServices(NamedTuple):
    """What needs Qt, which core lacks: a printer for PDFs, the installed font families, rows of the self-test."""

    printer: Callable[[], "Printer"]
    families: Callable[[], Collection[str]]
    rows: Callable[[], Sequence["SelfTestRow"]]


RARELY = 100_000, 20, 50
"""Reading one long document makes more objects than Python's own thresholds expect, and hardly any cycle."""


def main(arguments: Sequence[str], screen: PaintServices) -> int:
    """``run`` for a whole process: unexpected errors go to the log, and the user sees one sentence instead of a traceback."""
    gc.set_threshold(*RARELY)
    with _CrashGuard():
        older = keep_older_data(user_folder())
        open_log(user_folder())
        code = run(arguments, screen)
        print_notices(() if older is None else (older,))
        return code
    return BAD


def run(arguments: Sequence[str], screen: PaintServices) -> int:
    """Do what the arguments ask for and return the exit code; every refusal is one Chinese sentence on stderr."""
    _print_in_utf8()
    try:
        return _run(arguments, screen)
    except AppError as error:
        print(sentence(error), file=sys.stderr)
        return BAD
    except KeyboardInterrupt:
        print(sentence(AppError("run_interrupted")), file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader has had enough; without this the interpreter complains once more while it shuts down.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def _print_in_utf8() -> None:
    """Windows consoles and pipes would otherwise refuse characters outside their code page."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _run(arguments: Sequence[str], screen: PaintServices) -> int:
    if not arguments or arguments[0] == "help" or HELP.intersection(arguments):
        print(usage(arguments))
        return DONE
    options = parse(arguments)
    options.screen = screen
    verb: Callable[[Namespace], int | None] = getattr(import_module(VERBS[options.verb]), options.verb)
    code = verb(options)
    print_notices(read_kinds().notices)
    sys.stdout.flush()
    return code or DONE


class _CrashGuard:
    """Turns unexpected errors into a sentence and exit code 2 instead of a traceback."""

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Log the error and print that there was one; SystemExit and Ctrl+C pass."""
        if kind is None or error is None or issubclass(kind, SystemExit | KeyboardInterrupt):
            return False
        log_crash(kind, error, trace)
        print(sentence(AppError("unknown")), file=sys.stderr)
        return True
