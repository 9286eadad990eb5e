"""What becomes of a fault in a layout: raised where the layout is used, gathered where it is checked."""

from collections.abc import Callable
from typing import NoReturn, TypeAlias

from core.errors import BadTemplate

Report: TypeAlias = Callable[[BadTemplate], None]


def refuse(fault: BadTemplate) -> NoReturn:
    """The first fault ends it."""
    raise fault
