"""The colour of each person whose changes are looked at; the name always stands beside it."""

from collections.abc import Sequence

COLOURS = ("person1", "person2", "person3", "person4", "person5", "person6")


def colour_name(who: str, people: Sequence[str]) -> str:
    """The name of a person's colour in style.qss; of several who want the same, that of the first."""
    first = next((place for place, name in enumerate(people) if who == name or who.startswith(f"{name}、")), 0)
    return COLOURS[first % len(COLOURS)]
