"""A value with notices about what was guessed or left out to obtain it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Generic, TypeVar

T = TypeVar("T")

NO_PARAMETERS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Notice:
    """One message to the user; ``code`` selects its sentence in ``resources/notices.toml``.

    ``line`` is the 1-based source paragraph, 0 when the notice concerns the whole file. ``kind`` is what it is about: table
    picture object chart formula textbox note header footer emphasis colour comment revision hidden symbol link macro field,
    or empty; ``count`` the number of those, ``places`` their source paragraphs as far as known.
    """

    code: str
    line: int = 0
    parameters: Mapping[str, str] = field(default_factory=lambda: NO_PARAMETERS, hash=False)
    kind: str = ""
    count: int = 1
    places: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Result(Generic[T]):
    """A value plus its notices."""

    value: T
    notices: tuple[Notice, ...] = ()
