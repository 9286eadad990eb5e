"""How many examples of a slow law are tried: few in the suite, as many as the profile says elsewhere (make torture)."""

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import settings

SUITE = 40
"""Examples of the profile ``suite``; tests/conftest.py registers it."""


def examples(few: int, share: int = 1) -> int:
    """``few`` in the suite; in other profiles one part in ``share`` of theirs."""
    count = settings().max_examples
    return few if count <= SUITE else count // share


def thinned(cases: Iterable[Any], step: int) -> list[object]:
    """Of the cases of a large law, each a ``pytest.param``, one in ``step`` for the suite, the others for make torture."""
    return [
        case if number % step == 0 else case._replace(marks=(*case.marks, pytest.mark.torture))
        for number, case in enumerate(cases)
    ]
