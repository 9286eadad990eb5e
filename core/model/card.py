"""The unit card (单位名片): what is one's own, so that anything else carried over stands out."""

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
    """One's own unit, its level and its places from the province down; empty where there is none.

    ``level`` is one of 省, 市, 县, 乡, 单位. ``others`` are names that are right although they are not one's own:
    what a clerk added with “加入名片”.
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
