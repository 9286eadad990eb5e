"""How many examples of a slow law are tried: few in the suite, as many as the profile says elsewhere (make torture)."""

from hypothesis import settings

SUITE = 40
"""Examples of the profile ``suite``; tests/conftest.py registers it."""


def examples(few: int, share: int = 1) -> int:
    """``few`` in the suite; in other profiles one part in ``share`` of theirs."""
    count = settings().max_examples
    return few if count <= SUITE else count // share
