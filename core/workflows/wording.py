"""The Chinese sentence for every notice and every error."""

import string
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from core.errors import AppError
from core.paths import resources_folder
from core.result import Notice

FILE_NAME = "notices.toml"


class _Places(string.Formatter):
    """Fills the named places and leaves unknown ones empty: a sentence must never fail to be said."""

    def get_value(self, key: int | str, args: Any, kwargs: Mapping[str, Any]) -> Any:
        """The value of a named place."""
        return kwargs.get(str(key), "")


@lru_cache(maxsize=1)
def sentences() -> Mapping[str, str]:
    """All sentences by code, as ``resources/notices.toml`` has them."""
    return MappingProxyType(tomllib.loads((resources_folder() / FILE_NAME).read_text("utf-8")))


def words(code: str, **parameters: str) -> str:
    """The sentence of a code by itself."""
    return sentence(Notice(code, 0, parameters))


def sentence(message: Notice | AppError) -> str:
    """What happened, what is safe and what to do, in plain Chinese."""
    known = sentences()
    template = known.get(message.code, known["unknown"])
    return _Places().vformat(template, (), message.parameters)
