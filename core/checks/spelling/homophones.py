"""Two-character words that sound the same or nearly the same: 权力 and 权利, 支援 and 资源."""

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Homophones:
    """For each sound the usual words that have it (``same``) and those of sounds nearly like it (``nearly``).

    ``sounds`` are the numbers of the sounds of the words of the model, ``rare_sounds`` those of ``rare``, further words
    one behind another. The sound 0 has no words.
    """

    same: Sequence[str]
    nearly: Sequence[str]
    sounds: "array[int]"
    rare: str
    rare_sounds: "array[int]"

    def of(self, word: str, number: int | None) -> Iterator[tuple[str, bool]]:
        """The other words of the sound of a word, and whether it is the very same; ``number`` is that of the model."""
        sound = self._rare_sound(word) if number is None else self._sound(number)
        for others, is_same in ((self.same[sound], True), (self.nearly[sound], False)):
            for other in others.split():
                if other != word:
                    yield other, is_same

    def has_none(self, number: int) -> bool:
        """Whether a word of the model is the only one of its sound."""
        return number < len(self.sounds) and not self.sounds[number]

    def _sound(self, number: int) -> int:
        return self.sounds[number] if number < len(self.sounds) else 0

    def _rare_sound(self, word: str) -> int:
        at = bisect_left(range(len(self.rare_sounds)), word, key=self._rare_word)
        return self.rare_sounds[at] if self._rare_word(at) == word else 0

    def _rare_word(self, number: int) -> str:
        return self.rare[2 * number : 2 * number + 2]


def homophones(lines: str, sounds: "array[int]", rare: str, rare_sounds: "array[int]") -> Homophones:
    """The table of its parts; each of the lines has sounds that are nearly the same, set apart by tabs."""
    same, nearly = [""], [""]
    for line in lines.split("\n"):
        cells = line.split("\t")
        same += cells
        nearly += [" ".join(cells[:at] + cells[at + 1 :]) for at in range(len(cells))]
    highest = max((*sounds, *rare_sounds), default=0)
    if highest >= len(same) or len(rare) != 2 * len(rare_sounds):
        raise ValueError(highest)
    return Homophones(same, nearly, sounds, rare, rare_sounds)
