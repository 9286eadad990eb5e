"""Makes ``resources/language/model.zip`` from the data of libime: ``python -m tests.language FOLDER [CORPUS]``.

FOLDER has ``lm_sc.arpa`` (words, pairs and threes of words with their probabilities), ``dict_sc.txt`` (words with their
pinyin) and ``wbx.txt`` (the strokes of signs), unpacked from the source of the package. CORPUS has published official text
(``tests/official_words.py``). The model keeps the words that are not too rare and the pairs that tell most; see
``core/checks/spelling/language.py`` for what its parts mean. The same folders give the same bytes.
"""

import math
import re
import sys
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from core.checks.spelling.language import BITS, LONGEST, UNIT, mark_gaps
from tests.corpus import FOLDER, documents
from tests.official_words import Counts, counted, mixed

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
TARGET = RESOURCES / "language" / "model.zip"
PHRASES = RESOURCES / "words" / "office_phrases.txt"
HAN = re.compile("[\u4e00-\u9fff]+")
RAREST = -5.8
PAIRS = 700_000
MOST_RIGHTS = 65_536
DEEPEST = -1.5
READING = -2.2
DEAD = -99.0
USUAL = -5.2
"""Logarithms: words below the first are left out, no word takes more off its neighbours than the second, and readings
below the third are none.
"""
RARE, RARE_IDIOM, COUNTED = 20, 5, 6e7
"""Uses of a word in jieba's dictionary from which it is taken, those of an idiom, and of all words together."""

COMMON = 2e-6
"""Share of all words that have a sign, from which it may be meant by another."""

FIGURES = "〇一二三四五六七八九十百千万亿两几"
"""Words that begin with a figure are as good with another: 一级, 三级."""

ALIKE = 40
"""Signs with the same strokes but one from which the likeness says nothing."""


def arpa(path: Path) -> Iterator[tuple[float, list[str]]]:
    """The probability and the words of each line of the model."""
    with path.open(encoding="utf-8", errors="replace") as file:
        for line in file:
            cells = line.rstrip("\n").split("\t")
            if len(cells) > 1 and cells[0].startswith("-"):
                yield float(cells[0]), cells[1].split(" ")


def model(path: Path, read: Counts) -> tuple[dict[str, float], dict[tuple[str, str], float]]:
    """The words and the pairs that are kept; ``read`` are those of official text."""
    words: dict[str, float] = {}
    backoffs: dict[tuple[str, str], float] = {}
    for probability, some in arpa(path):
        if len(some) == 1 and HAN.fullmatch(some[0]) and (len(some[0]) == 1 or probability >= RAREST):
            words[some[0]] = probability
        elif len(some) == 2 and some[0] in words and some[1] in words:
            backoffs[some[0], some[1]] = probability
    words = {word: value for word, value in words.items() if len(word) <= LONGEST}
    words, backoffs = mixed({**dictionary(), **words}, backoffs, read)
    rights = set(by_use(words)[:MOST_RIGHTS])
    told = {
        (left, right): 10 ** (words[left] + value) * (value - words[right])
        for (left, right), value in backoffs.items()
        if left in words and right in rights
    }
    best = sorted(told, key=lambda pair: (-told[pair], pair))[:PAIRS]
    return words, {pair: backoffs[pair] for pair in best if told[pair] > 0}


def dictionary(rare: int = RARE) -> dict[str, float]:
    """Words of jieba's dictionary (MIT licence) that are used so often, and its idioms."""
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise SystemExit("jieba is not installed")
    lines = (Path(spec.origin).parent / "dict.txt").read_text("utf-8").splitlines()
    rows = [(word, int(count), tag) for word, count, tag in map(str.split, lines) if HAN.fullmatch(word)]
    return {
        word: math.log10(count / COUNTED)
        for word, count, tag in rows
        if 1 < len(word) <= LONGEST
        and not tag.startswith(("nr", "ns"))
        and count >= (RARE_IDIOM if tag == "i" else rare)
    }


def by_use(words: Mapping[str, float]) -> list[str]:
    """The words, the most usual first."""
    return sorted(words, key=lambda word: (-words[word], word))


def backoffs_of(words: Mapping[str, float], pairs: Mapping[tuple[str, str], float]) -> dict[str, float]:
    """What a word takes off the words that are not known to follow it."""
    told: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    for (left, right), value in pairs.items():
        told[left] += 10**value
        alone[left] += 10 ** words[right]
    return {word: max(DEEPEST, math.log10(max(1e-4, 1 - told[word]) / max(1e-4, 1 - alone[word]))) for word in words}


def signs_alike(folder: Path, words: Mapping[str, float]) -> Iterator[str]:
    """For each common sign the signs of its sound, and those that nearly sound or look like it."""
    shares: Counter[str] = Counter()
    for word, value in words.items():
        shares.update(dict.fromkeys(word, 10**value))
    common = {sign for sign, share in shares.items() if share >= COMMON}
    sounds = readings(folder / "dict_sc.txt")
    same, nearly = _by_sound(sounds, common, str), _by_sound(sounds, common, blurred)
    looks = look_alikes(stroke_codes(folder / "wbx.txt"), common)
    for sign in sorted(filter(_is_plain, {*sounds, *looks})):
        own = _gathered(sounds.get(sign, ()), same) - {sign}
        near = (_gathered(map(blurred, sounds.get(sign, ())), nearly) | looks.get(sign, set())) - own - {sign}
        if own or near:
            yield "\t".join((sign, "".join(sorted(own)), "".join(sorted(near))))


def sounds_of(path: Path, words: Iterable[str]) -> dict[str, str]:
    """The likeliest pinyin of words of two signs, by that of the signs where the list has not the word."""
    found: dict[str, tuple[float, str]] = {}
    for line in path.read_text("utf-8").splitlines():
        cells = line.split()
        if len(cells) > 1 and len(cells[0]) < 3:
            found[cells[0]] = max(found.get(cells[0], (DEAD, "")), (float(cells[2]) if cells[2:] else 0.0, cells[1]))
    pairs = [word for word in words if len(word) == 2 and word[0] in found and word[1] in found]
    return {word: found[word][1] if word in found else f"{found[word[0]][1]}'{found[word[1]][1]}" for word in pairs}


def homophones(words: Mapping[str, float], sounds: Mapping[str, str]) -> tuple[list[str], dict[str, int]]:
    """Lines with the usual words by sounds that are nearly the same, and the numbers of the sounds in them."""
    groups: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for word, sound in sorted(sounds.items()):
        if word[0] not in FIGURES:
            group = groups["'".join(map(blurred, sound.split("'")))][sound]
            group += [word] if words.get(word, RAREST) > USUAL else []
    lines, numbers = [], {}
    for group in groups.values():
        if any(group.values()):
            numbers.update({sound: number for number, sound in enumerate(group, len(numbers) + 1)})
            lines.append("\t".join(" ".join(some) for some in group.values()))
    return lines, numbers


def _is_plain(sign: str) -> bool:
    """Whether it is one of the 6 763 signs of GB 2312, all that a text of today has."""
    return len(sign.encode("gb2312", "ignore")) == 2


def readings(path: Path) -> dict[str, set[str]]:
    """The pinyin of each sign, rare ones left out."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in path.read_text("utf-8").splitlines():
        cells = line.split()
        if len(cells) > 1 and len(cells[0]) == 1 and (len(cells) == 2 or float(cells[2]) > READING):
            found[cells[0]].add(cells[1])
    return found


def blurred(sound: str) -> str:
    """A sound as many speak it: zh like z, n like l, ang like an."""
    sound = re.sub(r"^([zcs])h", r"\1", sound)
    sound = re.sub(r"^n(?=[aeiouv])", "l", sound)
    return re.sub(r"([aei])ng$", r"\1n", sound)


def stroke_codes(path: Path) -> dict[str, str]:
    """The parts of each sign as 五笔 writes them, in the longest code."""
    codes: dict[str, str] = {}
    for line in path.read_text("utf-8").splitlines():
        code, _, sign = line.strip().partition(" ")
        if HAN.fullmatch(sign) and re.fullmatch("[a-y]{3,4}", code) and len(code) >= len(codes.get(sign, "")):
            codes[sign] = code
    return codes


def look_alikes(codes: Mapping[str, str], common: set[str]) -> dict[str, set[str]]:
    """The signs whose strokes (五笔) differ by one part."""
    groups: dict[str, set[str]] = defaultdict(set)
    for sign, code in codes.items():
        for at in range(len(code)):
            groups[f"{code[:at]}?{code[at + 1 :]}"].add(sign)
        for shape in (f"{code}-", *([f"{code[1:]}-"] if len(code) == 4 else [])):
            groups[shape].add(sign)
    found: dict[str, set[str]] = defaultdict(set)
    for group in groups.values():
        meant = group & common
        for sign in group if len(meant) <= ALIKE else ():
            found[sign] |= meant
    return found


def _by_sound(sounds: Mapping[str, set[str]], common: set[str], spoken: Callable[[str], str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for sign in common:
        for sound in sounds.get(sign, ()):
            found[spoken(sound)].add(sign)
    return found


def _gathered(keys: Iterable[str], groups: Mapping[str, set[str]]) -> set[str]:
    return set().union(*(groups[key] for key in keys))


def priced(value: float) -> int:
    """The price of the logarithm of a probability, never more than a byte."""
    return min(255, round(-value * UNIT))


def parts(folder: Path, corpus: Path = FOLDER) -> dict[str, bytes]:
    """The files of the model by their names."""
    read = counted(documents(corpus), phrases())
    words, pairs = model(folder / "lm_sc.arpa", read)
    order = by_use(words)
    numbers = {word: number for number, word in enumerate(order)}
    backoffs = backoffs_of(words, pairs)
    rows = sorted((numbers[left], numbers[right], value) for (left, right), value in pairs.items())
    counts = Counter(left for left, _, _ in rows)
    gaps = bytearray(BITS // 8)
    for word in order:
        mark_gaps(gaps, word)
    signs, codes = list(signs_alike(folder, words)), sorted(stroke_codes(folder / "wbx.txt").items())
    return {
        **heard(folder, words, order),
        "gaps.bin": bytes(gaps),
        "words.txt": "\n".join(order).encode(),
        "prices.bin": bytes(priced(words[word]) for word in order),
        "read.bin": bytes(priced(read.share(word)) for word in order),
        "backoffs.bin": bytes(max(0, priced(backoffs[word])) for word in order),
        "counts.bin": _planes(counts[number] for number in range(len(order))),
        "rights.bin": _planes(right for _, right, _ in rows),
        "pairs.bin": bytes(priced(value) for _, _, value in rows),
        "signs.txt": "\n".join(signs).encode(),
        "strokes.txt": "\n".join(f"{sign}{code}" for sign, code in codes if _is_plain(sign)).encode(),
    }


def phrases() -> list[str]:
    """The phrases of offices."""
    lines = PHRASES.read_text("utf-8").splitlines()
    return [phrase for line in lines if not line.startswith("#") for phrase in line.split()]


def heard(folder: Path, words: Mapping[str, float], order: Sequence[str]) -> dict[str, bytes]:
    """The files that tell which words sound alike; rare words of the dictionary are among those that may be wrong."""
    rare = sorted(word for word in dictionary(1) if len(word) == 2 and word not in words)
    sounds = sounds_of(folder / "dict_sc.txt", (*order, *rare))
    lines, numbers = homophones(words, sounds)
    for word in (line.strip() for line in lines if len(line.split()) == 1):
        sounds[word] = ""
    rare = [word for word in rare if _number(word, sounds, numbers)]
    return {
        "homophones.txt": "\n".join(lines).encode(),
        "sounds.bin": _planes(_number(word, sounds, numbers) for word in order),
        "rare.txt": "".join(rare).encode(),
        "rare_sounds.bin": _planes(_number(word, sounds, numbers) for word in rare),
    }


def _number(word: str, sounds: Mapping[str, str], numbers: Mapping[str, int]) -> int:
    return 0 if word[0] in FIGURES else numbers.get(sounds.get(word, ""), 0)


def _planes(numbers: Iterable[int]) -> bytes:
    """Numbers of two bytes: all low bytes, then all high ones, which packs better."""
    some = list(numbers)
    return bytes(number & 255 for number in some) + bytes(number >> 8 for number in some)


def main(arguments: Sequence[str]) -> None:
    """Write the file."""
    made = parts(*map(Path, arguments))
    with zipfile.ZipFile(TARGET, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for name, data in made.items():
            file.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED, 9)
    print(f"{TARGET}: {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
