"""The Chinese sentence for every notice and every error."""

import string
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from core.errors import AppError
from core.paths import resources_folder
from core.reading import read_toml
from core.result import Notice

FILE_NAME = "notices.toml"
SHOWN_PLACES = 3


class _Placeholders(string.Formatter):
    """Values for the placeholders of a sentence; unknown ones become empty, so that formatting never fails."""

    def get_value(self, key: int | str, _args: Any, kwargs: Mapping[str, Any]) -> Any:
        """The value of a placeholder."""
        return kwargs.get(str(key), "")


@lru_cache(maxsize=1)
def sentences() -> Mapping[str, str]:
    """All sentences by code, as ``resources/notices.toml`` has them."""
    return MappingProxyType(read_toml(resources_folder() / FILE_NAME))


def words(code: str, **parameters: str) -> str:
    """The sentence of a code without its placeholders filled."""
    return sentence(Notice(code, 0, parameters))


def sentence(message: Notice | AppError) -> str:
    """The sentence for a notice or an error in plain Chinese: what happened, what is safe and what to do."""
    known = sentences()
    template = known.get(message.code, known["unknown"])
    own = _of_notice(message) if isinstance(message, Notice) else {}
    return _Placeholders().vformat(template, (), {**own, **message.parameters})


def _of_notice(notice: Notice) -> Mapping[str, str]:
    """Placeholders available for every notice: ``{count}`` and, in brackets, the first of its ``{places}``."""
    shown = "、".join(map(str, notice.places[:SHOWN_PLACES]))
    more = "等" if len(notice.places) > SHOWN_PLACES else ""
    return {"count": str(notice.count), "places": f"（第{shown}段{more}）" if shown else ""}


def notice_shape(notice: Notice) -> dict[str, Any]:
    """A notice as ``--json`` has it; ``places`` are paragraphs of the source, counted from 1."""
    places = notice.places or ((notice.line,) if notice.line else ())
    shape = {"code": notice.code, "message": sentence(notice), "kind": notice.kind}
    return {**shape, "count": notice.count, "places": list(places)}
