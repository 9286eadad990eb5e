"""Late imports: what the first frame must not wait for is imported by its dotted name when it is first used."""

from collections.abc import Callable
from importlib import import_module
from typing import Any


def load(source: str) -> Any:
    """The object that ``module:name`` names; imports the module if needed."""
    module, _, name = source.partition(":")
    return getattr(import_module(module), name)


def late(source: str) -> Callable[..., Any]:
    """A wrapper of the function or class ``module:name``, which is imported at the first call."""

    def _call(*arguments: Any, **options: Any) -> Any:
        return load(source)(*arguments, **options)

    return _call
