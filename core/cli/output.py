"""Exit codes, and output shared by the command line's verbs."""

import json
import sys
from collections.abc import Iterable, Mapping
from typing import Any

from core.result import Notice
from core.workflows.messages import sentence

DONE, ATTEND, BAD = 0, 1, 2
INTERRUPTED = 130
"""What shells say of a program that Ctrl+C ended: a script can tell it from bad input."""


def print_notices(notices: Iterable[Notice]) -> None:
    """Print each notice on stderr."""
    for notice in notices:
        print(f"提示：{sentence(notice)}", file=sys.stderr)


def print_json(shape: Mapping[str, Any]) -> None:
    """One JSON object on one line."""
    print(json.dumps(shape, ensure_ascii=False))
