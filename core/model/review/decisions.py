"""What a draft keeps of its review: the copies that came back, and what was decided about their changes and comments."""

from dataclasses import dataclass
from enum import StrEnum


class ReviewVerdict(StrEnum):
    """What was decided; PART: the place was written otherwise than the copy says. The last two are for comments."""

    TAKEN = "taken"
    PART = "taken_in_part"
    REFUSED = "refused"
    ANSWERED = "answered"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class KeptCopy:
    """A returned file as it came; ``id`` is the key of its bytes among the media of the draft.

    ``number`` begins the ids of its changes (c2-7). ``arrived`` is ISO 8601, ``who`` whose copy it is by the person who took
    it in, "" where nobody said. A later copy of the same version by the same person is named by ``replaced_by``: only what was
    decided about this one still counts then. ``base`` is the number of the version that it was compared with at first and is
    always compared with (-1: not chosen yet, 0: none could be stored), ``found`` how that was chosen.
    """

    id: str
    number: int
    name: str
    arrived: str
    who: str = ""
    replaced_by: str = ""
    base: int = -1
    found: str = ""

    def is_another_of(self, other: "KeptCopy") -> bool:
        """Whether both are by one person and made from one version, so that the later one replaces the other."""
        return bool(self.who) and (self.who, self.base) == (other.who, other.base) and self.id != other.id


@dataclass(frozen=True, slots=True)
class ReviewDecision:
    """What was decided about one change or comment; ``id`` is ``decision_id``.

    ``reason`` is for 采纳情况表, for a comment the answer; ``wording`` the text written instead (PART).
    """

    id: str
    verdict: ReviewVerdict
    reason: str = ""
    wording: str = ""
    time: str = ""


def decision_id(copy_id: str, mark: str) -> str:
    """The id of the decision about the change or comment ``mark`` of a copy."""
    return f"{copy_id[:16]}:{mark}"
