"""A character that forms no word at its place where another would: 政治监定 for 政治坚定, 贯测落实 for 贯彻落实.

The text is read as the lowest-cost segmentation (``core/checks/spelling/language.py``), once as it stands and once with each character
that sounds or looks like the odd one. How much cheaper it becomes, and what else speaks for a slip or against it, is
weighed as in docs/decisions/046-wrong-characters.md.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from core.checks.checked_text import cut_words
from core.checks.reporting import finding_at
from core.checks.spelling.language import HAN, UNIT, Language, partners
from core.checks.spelling.lattice import Lattice, build_lattice, tail_cost
from core.cooperative import YieldToUi, cooperatively, never_yield
from core.model.elements import Element
from core.model.finding import Finding, Severity
from core.model.spans import Span
from core.segment import tagged

HEARD, LIKE, SWAPPED = "sign_heard", "sign_like", "sign_swapped"
WORD = "word_heard"
WEIGHED = frozenset({HEARD, LIKE, SWAPPED, WORD})
"""Codes of findings that the rest of the draft may show to be intended."""
BROKEN, OMITTED = "word_broken", "sign_omitted"
TERMS = WEIGHED | {OMITTED, "stock_near", "repeat_word", BROKEN}
TERM = 3
"""Paragraphs that write a doubtful word so before it passes for a term."""

PARTICLE = "的"
"""Never swapped with its neighbour by a typing error: 该缓的缓, 该免的免."""

FIGURES = frozenset("〇一二三四五六七八九十百千万亿两几")
MASKS = frozenset("xXｘＸ×*＊○〇")
"""Mask characters; the character beside one may belong to the masked name or figure."""

NAMES = frozenset({"nr", "ns", "nt", "nz", "nrt", "nrfg"})
"""What the dictionary calls names: theirs are the characters that make no words."""

TITLES = ("书记", "主任", "主席", "同志", "市长", "县长", "区长", "镇长", "乡长", "局长", "部长", "院长", "校长")
"""What a name follows."""

NAMED = 40
"""Characters beside a place that are read to see whether it is part of a name."""

USUAL = 13 * UNIT // 4
"""Characters below this cost stand alone rightly."""

COMMON = 5 * UNIT // 2
"""Characters below this cost stand everywhere."""

LEAST = 3 * UNIT
"""What must be gained at least."""

WORTH = 2 * UNIT
"""By how much a word must be cheaper than the text it replaces before its neighbours are evaluated, too."""

JOINED = 16 * UNIT // 3
"""Words below this cost are right."""

LONG = 4
"""Characters of the longest words that may be meant."""

CHEAPEST = 3 * UNIT
"""No word of two characters is cheaper."""

BEFORE, BEHIND = 5, 6
"""Characters beside an odd one that are read with it, up to the edge of a word."""

ROW = 7
"""Characters on both sides of a word among which one of its own tells that it was made up."""

SURE, LIKELY = 2.5, 0.7
"""Weights from which a slip is a warning, and from which it is a hint."""


@dataclass(frozen=True, slots=True)
class WordRun:
    """Consecutive words from offset ``start`` of a text; the character at ``at`` of them is doubtful."""

    words: Sequence[str]
    start: int
    at: int

    @property
    def text(self) -> str:
        """The words as they stand."""
        return "".join(self.words)


@dataclass(frozen=True, slots=True)
class Correction:
    """A word that may be intended at ``start`` of a run; ``heard`` if it sounds the same."""

    start: int
    word: str
    heard: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """What speaks for a word: the text becomes cheaper by ``gain``, the word itself by ``bound`` behind the one before."""

    meant: Correction
    gain: int
    bound: int


def check_characters(element: Element, language: Language, yield_to_ui: YieldToUi = never_yield) -> Iterator[Finding]:
    """Doubtful characters of one paragraph with the word around them; ``replacement`` is the intended word."""
    words = cut_words(element.content)
    starts = list(accumulate(map(len, words), initial=0))
    found = []
    for number in cooperatively(_odd(words, language), yield_to_ui):
        first, last = _reach(words, starts, number)
        part = WordRun(words[first:last], starts[first], starts[number] - starts[first])
        found += [
            (weight, part.start + candidate.meant.start, candidate) for weight, candidate in _best(part, language)
        ]
    taken: set[int] = set()
    for weight, start, candidate in sorted(found, key=lambda one: (-one[0], one[1])):
        place = range(start, start + len(candidate.meant.word))
        if taken.isdisjoint(place):
            taken.update(place)
            yield from _findings(element, start, weight, candidate)


def weighed_by_document(findings: Sequence[Finding], contents: Mapping[str, str]) -> Iterator[Finding]:
    """The findings without words that are doubted repeatedly and more often than the document has what may be meant.

    They are its own; that their characters stand side by side elsewhere, as in 发展缆车, says nothing. What is doubted in ``TERM``
    paragraphs for the same reading is a hint: a slip of the finger is not made that often in one word, a term of the trade is. A word
    of which one character is left is a warning where the text has it elsewhere. ``contents`` are those of the elements by their ids.
    """
    text, terms = "\n".join(contents.values()), _terms(findings)
    doubted = Counter(one.text for one in findings)
    for one in findings:
        content = contents.get(one.place.element_id, "")
        if one.code not in WEIGHED or not _is_own(one, doubted[one.text], content, text):
            is_term = one.code in TERMS and (one.text, one.replacement) in terms
            severity = Severity.WARNING if _is_borne_out(one, text) else one.severity
            yield replace(one, severity=Severity.HINT if is_term else severity)


def _is_own(finding: Finding, doubted: int, content: str, text: str) -> bool:
    """Whether a text writes a doubtful word so oftener than otherwise; a character alone between the same neighbours."""
    written, meant, span = finding.text, finding.replacement or finding.text, finding.place.span
    if len(written) > 1:
        return doubted > max(1, text.count(meant))
    before, behind = content[: span.start][-1:], content[span.end :][:1]
    return text.count(f"{before}{written}{behind}") > max(1, text.count(f"{before}{meant}{behind}"))


def _is_borne_out(finding: Finding, text: str) -> bool:
    """Whether one character is left of a word that the text has elsewhere."""
    return finding.code == BROKEN and len(finding.text) == 1 and (finding.replacement or "") in text


def _terms(findings: Sequence[Finding]) -> frozenset[tuple[str, str | None]]:
    """What is written and what was doubted to be meant, of the readings doubted in so many paragraphs."""
    doubted = {(one.text, one.replacement, one.place.element_id) for one in findings if one.code in TERMS}
    counts = Counter((text, meant) for text, meant, _ in doubted)
    return frozenset(reading for reading, count in counts.items() if count >= TERM)


def _odd(words: Sequence[str], language: Language) -> list[int]:
    """The numbers of words of one character that stands oddly, and of rare ones beside them: 宣毒 for 宣读."""
    get, alone, stranger = language.words.get, language.prices, language.stranger
    prices = [0, *[alone[get(word, stranger)] if len(word) == 1 else 0 for word in words], 0]
    padded = ["", *words, ""]
    rare = [number for number in _rare(prices) if padded[number] in language.sounds]
    odd = [number - 1 for number in rare if _stands_oddly(padded[number - 1 : number + 2], language)]
    beside = (two for one in odd for two in (one - 1, one + 1) if prices[two + 1] > USUAL)
    return sorted({two for two in beside if _may_be_odd(padded[two : two + 3], language)}.union(odd))


def _rare(prices: Sequence[int]) -> list[int]:
    """The numbers of the characters that are not usual alone, and beside such a character of one that is rather usual: 岗为."""
    dear = [number for number, price in enumerate(prices) if price > COMMON]
    return [number for number in dear if max(prices[number - 1 : number + 2]) > USUAL]


def _may_be_odd(words: Sequence[str], language: Language) -> bool:
    """Whether a character between two words is no figure and no part of what is masked."""
    left, sign, right = words
    return sign in language.sounds and sign not in FIGURES and left[-1:] not in MASKS and right[:1] not in MASKS


def _stands_oddly(words: Sequence[str], language: Language) -> bool:
    """Whether the character between two other words makes no word with them."""
    left, sign, right = words
    if not _may_be_odd(words, language) or not (HAN.match(left) or HAN.match(right)):
        return False
    return not _is_usual(left, sign, right, language)


def _is_usual(left: str, sign: str, right: str, language: Language) -> bool:
    """Whether the character is known beside one of its neighbours that does not stand beside everything."""
    if _joined(left, sign, language) or _joined(sign, right, language):
        return True
    one, word, two = (language.words.get(some, language.stranger) for some in (left, sign, right))
    if language.prices[one] > COMMON and language.price(one, word) < language.prices[word]:
        return True
    return language.prices[two] > COMMON and language.price(word, two) < language.prices[two]


def _joined(one: str, two: str, language: Language) -> bool:
    """Whether two characters are a usual word, one that the dictionary has not."""
    return len(one) == len(two) == 1 and 0 < language.prices[language.words.get(one + two, language.beginning)] < JOINED


def _reach(words: Sequence[str], starts: Sequence[int], number: int) -> tuple[int, int]:
    """The first word that is read with an odd one, and the one behind the last."""
    first, last = number, number + 1
    while first and HAN.fullmatch(words[first - 1]) and starts[first] > starts[number] - BEFORE:
        first -= 1
    while last < len(words) and HAN.fullmatch(words[last]) and starts[last] < starts[number] + BEHIND:
        last += 1
    return first, last


def _best(part: WordRun, language: Language) -> list[tuple[float, Candidate]]:
    """The likeliest word with its weight, if there is one that is likely."""
    likely = list(_meant(part, language))
    if not likely:
        return []
    window = build_lattice(part.text, language)
    candidates = [
        candidate for candidate in (_candidate(meant, window, language) for meant in likely) if candidate.gain > LEAST
    ]
    weights = sorted(
        ((weight_of(candidate, part, language), candidate) for candidate in candidates), key=lambda pair: -pair[0]
    )
    return [pair for pair in weights[:1] if pair[0] >= LIKELY]


def _meant(part: WordRun, language: Language) -> Iterator[Correction]:
    """Words that the odd character may be part of, were it another or did it change places with its neighbour.

    They take the place of whole words and are so much cheaper that it is worth reading all about them.
    """
    text, at = part.text, part.at
    sounds = language.sounds[text[at]]
    others = sounds + language.near[text[at]]
    for start, end, cost in _spans(part, language):
        head, tail = text[start:at], text[at + 1 : end]
        may_fit = end - start == 2 or language.may_be_long(head, tail)
        known = [f"{head}{other}{tail}" for other in _fitting(head, tail, others, language)] if may_fit else []
        known += filter(language.words.__contains__, _swapped(text[start:end], at - start))
        for word in known:
            if language.prices[language.words[word]] < cost - WORTH:
                yield Correction(start, word, word[at - start] in sounds)


def _fitting(head: str, tail: str, others: str, language: Language) -> Sequence[str]:
    """Those of some characters that make a word between what stands before and behind them; of some forty rarely one does."""
    if len(head) + len(tail) == 1:
        beside = partners(language)
        fitting = beside.begins.get(head, "") if head else beside.ends.get(tail, "")
        return [other for other in others if other in fitting] if fitting else ()
    words = f"{head}{f'{tail} {head}'.join(others)}{tail}".split(" ") if others else []
    if language.words.keys().isdisjoint(words):
        return ()
    return [other for other, word in zip(others, words, strict=True) if word in language.words]


def _spans(part: WordRun, language: Language) -> Iterator[tuple[int, int, int]]:
    """Runs of words about the odd character, few characters long, that cost so much that another word may be cheaper."""
    edges = list(accumulate(map(len, part.words), initial=0))
    costs = list(accumulate((_alone(word, language) for word in part.words), initial=0))
    number = edges.index(part.at)
    for first in range(number, -1, -1):
        for last in range(number + 1, len(edges)):
            size = edges[last] - edges[first]
            if size > LONG:
                break
            if size > 1 and costs[last] - costs[first] > WORTH + CHEAPEST:
                yield edges[first], edges[last], costs[last] - costs[first]


def _alone(word: str, language: Language) -> int:
    return language.prices[language.words.get(word, language.stranger)] if word else 0


def _candidate(meant: Correction, window: Lattice, language: Language) -> Candidate:
    word, end = language.words[meant.word], meant.start + len(meant.word)
    cost, left = min((price + language.price(one, word), one) for one, price in window.before[meant.start].items())
    gain = window.cost - cost - tail_cost(word, window.behind[end], language)
    return Candidate(meant, gain, max(0, language.prices[word] - language.price(left, word)))


def _swapped(part: str, at: int) -> Iterator[str]:
    for first in (at - 1, at):
        if 0 <= first < len(part) - 1 and part[first] != part[first + 1] and PARTICLE not in part[first : first + 2]:
            yield f"{part[:first]}{part[first + 1]}{part[first]}{part[first + 2 :]}"


def weight_of(candidate: Candidate, part: WordRun, language: Language) -> float:
    """How much speaks for the candidate; the figures are those of docs/decisions/046-wrong-characters.md."""
    word, start = candidate.meant.word, candidate.meant.start
    end = start + len(word)
    old = part.text[start:end]
    starts = accumulate(map(len, part.words), initial=0)
    alone = {at for at, one in zip(starts, part.words, strict=False) if len(one) == 1}
    beside = [at for at in alone & {start - 1, end} if _alone(part.text[at], language) > COMMON]
    weight = (1.3 * candidate.gain + 0.6 * candidate.bound - language.prices[language.words[word]]) / UNIT - 1.0
    weight += 1.9 * (old in language.words) + 1.4 * alone.issuperset(range(start, end)) - 0.8 * len(beside)
    weight += 2.0 * (len(word) > 2) + 0.5 * candidate.meant.heard + 0.9 * (sorted(old) == sorted(word))
    return weight - 0.3 * ((start == 0) + (end == len(part.text)))


def _findings(element: Element, start: int, weight: float, candidate: Candidate) -> Iterator[Finding]:
    """The finding, if it is still likely after allowing for names, which may have any character."""
    span = Span(start, start + len(candidate.meant.word))
    weight -= 3.0 * element.content.endswith(TITLES, 0, span.start)
    weight -= 1.5 * _is_coined(element.content, span)
    # Tagging takes longest, and most candidates are unlikely before it.
    weight -= 1.5 * (weight >= LIKELY and is_name(element.content, span))
    if weight >= LIKELY:
        text = element.content[span.start : span.end]
        severity = Severity.WARNING if weight >= SURE else Severity.HINT
        yield replace(finding_at(element, span, _code(text, candidate.meant), candidate.meant.word), severity=severity)


def _code(text: str, meant: Correction) -> str:
    if sorted(text) == sorted(meant.word):
        return SWAPPED
    return HEARD if meant.heard else LIKE


def _is_coined(text: str, span: Span) -> bool:
    """Whether one of its characters stands close by again, as where words are made up in a row: 归当、入当、存当."""
    about = text[max(0, span.start - ROW) : span.start] + text[span.end : span.end + ROW]
    return any(sign in about for sign in text[span.start : span.end])


def is_name(text: str, span: Span) -> bool:
    """Whether the tagger calls a word at the place a name."""
    at = max(span.start - NAMED, 0)
    for word, tag in tagged(text[at : span.end + NAMED]):
        if at < span.end and at + len(word) > span.start and tag in NAMES:
            return True
        at += len(word)
    return False
