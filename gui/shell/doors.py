"""The door for what the first frame must not wait for: imported by its dotted name when it is first used."""

from collections.abc import Callable
from importlib import import_module
from typing import Any


def load(source: str) -> Any:
    """What ``module:name`` names; the module is imported now if it was not yet."""
    module, _, name = source.partition(":")
    return getattr(import_module(module), name)


def late(source: str) -> Callable[..., Any]:
    """A stand-in for the function or class ``module:name``, which is imported with the first call."""

    def _call(*arguments: Any, **options: Any) -> Any:
        return load(source)(*arguments, **options)

    return _call
