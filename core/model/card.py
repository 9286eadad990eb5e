"""The unit card (单位名片): the names of the user's own unit, against which foreign names in carried-over text stand out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Leader:
    """A person with a post, such as 区委书记."""

    name: str
    post: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """A recurring meeting and its last number: 区委全会, 五届, 三次."""

    name: str
    term: int = 0
    number: int = 0


@dataclass(frozen=True, slots=True)
class UnitCard:
    """The user's unit, its level and its places from the province down; empty strings for what does not apply.

    ``level`` is one of 省, 市, 县, 乡, 单位. ``others`` are names accepted although they are not the unit's own (added by
    the user with “加入名片”).
    """

    unit: str
    level: str = ""
    province: str = ""
    city: str = ""
    county: str = ""
    town: str = ""
    short_names: tuple[str, ...] = ()
    leaders: tuple[Leader, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    others: tuple[str, ...] = ()
