"""Part of a day's keys typed into the real window: what memory and file do meanwhile, as growth in a whole day."""

from tests.bench.frame import Row, figures, sized

KEYS, DAY = sized(6_000, 400), 80_000
"""Keys that are typed here, and those of eight hours; ``python -m tests.bench.day_window 80000`` types them all."""

WARM = 3
"""Tenths after which everything that is made once has been made."""

MEMORY_MB, GROWTH_MB, FILE_KB = 300, 50, 1_500
"""Memory with the word list and the model of the language, which are read once in the background."""
COLUMNS = 5


def rows() -> list[Row]:
    """In a process of its own, so that nothing else counts as its memory; growth is told for a whole day."""
    told = figures("tests.bench.day_window", KEYS)
    keys, _seconds, memory, file, _signs = (told[column::COLUMNS] for column in range(COLUMNS))
    share = DAY / (keys[-1] - keys[WARM])
    what = f"eight hours of typing ({KEYS} keys of {DAY})"
    return [
        Row(f"{what}: memory at the beginning", memory[1], None, MEMORY_MB, "below", "MB"),
        Row(f"{what}: memory at their end", memory[-1], None, MEMORY_MB, "below", "MB"),
        Row(f"{what}: memory, growth reckoned", (memory[-1] - memory[WARM]) * share, None, GROWTH_MB, "below", "MB"),
        Row(f"{what}: file, growth reckoned", (file[-1] - file[WARM]) * share, None, FILE_KB, "below", "KB"),
    ]
