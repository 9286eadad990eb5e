"""A character too many: doubled at the edge of a word (支持持, 意意见), or once in a word and once alone (会议强|强调, 拨付|付到位)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from core.checks.checked_text import cut_words
from core.checks.reporting import finding_at
from core.checks.spelling.language import HAN, UNIT, Language
from core.checks.spelling.signs import Signs
from core.checks.spelling.surprises import gain_of, place_of
from core.model.elements import Element
from core.model.finding import Finding, Severity
from core.model.spans import Span
from core.model.text import HAN_RANGE

FIGURES = frozenset("〇一二三四五六七八九十百千万亿两几半每各")
"""Characters of words that count: 一批批, 每年年."""

OPENING = frozenset("（(")
"""Behind a character, what makes a word with it: 修建|建（构）筑物, 各县区|区（市）."""

LONG = 3
"""Characters from which any word of the dictionary counts as common."""

USUAL = 23 * UNIT // 4
"""Words below this cost count as common."""

DEAR, DEAR_END = 4 * UNIT, 3 * UNIT
"""What a character costs at its place that is no word there, between words and at the end of a clause."""

REPEATED = "repeat_word"
TWICE = re.compile(rf"([{HAN_RANGE}])\1")
NAME_ENDS = frozenset("省市县区镇乡村街路州国厅局部委办处科室所站院校场厂店馆社会团队组户家员长人级者生党团军")
"""Characters that end a name before a word that begins with them: 大山村|村民, 水利局|局长."""

WORDS_BESIDE = frozenset("作党地年天对和的")
"""Characters that are words beside a word that has them: 整治工作|作简要汇报, 中国共产党|党和国家机关."""

IN_FIGURES = frozenset("二三四五六七八九十百千万亿")
"""Characters that stand twice in names of plans and in figures: 十五|五, 五|五普法."""

IN_YEAR = re.compile("[一二三四五六七八九〇○零Ｏ0０]{4,}年?")
"""二〇一一年 has a character twice."""

ALTERNATIVE = re.compile("[（(〔]")
"""在建建（构）筑物: the character begins two words of which one stands in the brackets."""

LEAST_GAIN = 3 * UNIT
"""What must be gained at least when the character goes."""

PREPOSITIONS = frozenset("经以用由")
"""Characters that stand rightly before or behind a word that has them: 经|经营主体申请, 可以|以."""

USUAL_ALONE = 3 * UNIT
"""Characters below this cost stand alone rightly: 十五日|日|内, but 路灯|灯|杆."""

SURE = 10.0
"""What official text gains at least by what is told for sure; where two words meet that each have the character it gains less."""


@dataclass(frozen=True, slots=True)
class Repetition:
    """A character at ``start`` of a text, the word ``at`` of its words, that the word before ends with or the one behind begins with."""

    text: str
    words: Sequence[str]
    at: int
    start: int

    def as_weighed(self, found: Finding, language: Language, signs: Signs) -> Finding:
        """What is found there; a hint where official text gains little without the character or it may be a word: 渔港|港章, 路灯|灯|杆."""
        place = place_of(self.text, Span(self.start, self.start + 1), "")
        is_sure = place is not None and gain_of(place, signs) >= SURE and not self._may_be_word(language)
        return found if is_sure else replace(found, severity=Severity.HINT)

    def _may_be_word(self, language: Language) -> bool:
        """Whether it governs what follows, or stands between a word that ends with it and one that is rare alone."""
        sign, before = self.words[self.at], self.words[self.at - 1] if self.at else ""
        behind = "".join(self.words[self.at + 1 : self.at + 2])
        is_between = before.endswith(sign) and len(behind) == 1 and HAN.match(behind) is not None
        is_rare = language.prices[language.words.get(behind, language.stranger)] > USUAL_ALONE
        return sign in PREPOSITIONS or (is_between and is_rare)


@dataclass(frozen=True, slots=True, eq=False)
class DoublingTable:
    """``lonely`` characters rarely are words, ``strictly`` those of them that everyday work has not alone, either.

    ``common`` are words of two characters, ``suffixes`` characters that stand behind many names,
    ``redoubled`` verbs that may be said twice; the language tells which characters
    are words at their place.
    """

    lonely: frozenset[str]
    strictly: frozenset[str]
    common: frozenset[str]
    suffixes: frozenset[str]
    redoubled: frozenset[str]
    language: Language


@dataclass(frozen=True, slots=True)
class _Neighbourhood:
    """A single character and the words beside it, empty at the edges of the text."""

    sign: str
    last: str
    before: str
    after: str
    next: str


def check_doubled_characters(element: Element, table: DoublingTable, signs: Signs) -> Iterator[Finding]:
    """Such characters of one paragraph; ``replacement`` is the word as it should be."""
    words = ["", "", *cut_words(element.content), "", ""]
    starts = list(accumulate(map(len, words), initial=0))
    for at in _again(words) if TWICE.search(element.content) else ():
        sign, before, after = words[at], words[at - 1], words[at + 1]
        place = _Neighbourhood(sign, words[at - 2], before, after, words[at + 2])
        if _is_twice_behind(place, table):
            span, right = Span(starts[at - 1], starts[at + 1]), before
        elif _is_twice_before(place, table):
            span, right = Span(starts[at], starts[at + 2]), after
        else:
            continue
        found = finding_at(element, span, "sign_twice", right)
        yield Repetition(element.content, words, at, starts[at]).as_weighed(found, table.language, signs)


def _again(words: Sequence[str]) -> Iterator[int]:
    """Where words of one character stand that end the word before or begin the one behind."""
    for at in range(2, len(words) - 2):
        sign, after = words[at], words[at + 1]
        is_again = len(sign) == 1 and sign in (words[at - 1][-1:], after[:1])
        if is_again and not (after and after[0] in OPENING):
            yield at


def _is_common(word: str, table: DoublingTable) -> bool:
    is_usual = word in table.common or len(word) >= LONG or table.language.prices[_number(word, table)] < USUAL
    return is_usual and FIGURES.isdisjoint(word) and HAN.fullmatch(word) is not None


def _is_twice_behind(place: _Neighbourhood, table: DoublingTable) -> bool:
    """Whether the character only repeats the last one of the word before it; a character that may be a word must end a clause."""
    sign, before = place.sign, place.before
    if before[-1:] != sign or before[:1] in (sign, place.last) or not _is_common(before, table):
        return False
    if HAN.fullmatch(place.after):
        begins_word = sign + place.after[0] in table.language.words
        return not begins_word and (sign in table.strictly or _is_no_word(place, table))
    return sign in table.lonely or _is_no_word(place, table)


def _is_no_word(place: _Neighbourhood, table: DoublingTable) -> bool:
    """Whether a character that may be a word elsewhere is none behind this word and before the next."""
    price, number = table.language.price, table.language.words.get
    before, sign = number(place.before, table.language.stranger), number(place.sign, table.language.stranger)
    dear = price(before, sign)
    if not HAN.fullmatch(place.after):
        return dear > DEAR_END
    after = number(place.after, table.language.stranger)
    return len(place.after) > 1 and dear + price(sign, after) - price(before, after) > DEAR


def _is_twice_before(place: _Neighbourhood, table: DoublingTable) -> bool:
    sign, after = place.sign, place.after
    if after[:1] != sign or after[-1:] in (sign, place.next) or not _is_common(after, table):
        return False
    if sign in table.strictly and sign not in table.suffixes:
        return len(place.before) != 1
    return len(after) < LONG and len(place.before) > 1 and _is_never_twice(sign, table)


def _is_never_twice(sign: str, table: DoublingTable) -> bool:
    """Whether a character is no verb that may be said twice, no end of a name and no usual word."""
    is_dear = table.language.prices[_number(sign, table)] > DEAR_END
    return is_dear and sign not in table.redoubled and sign not in table.suffixes


def _number(word: str, table: DoublingTable) -> int:
    return table.language.words.get(word, table.language.stranger)


def check_repetitions(
    element: Element, language: Language, redoubled: frozenset[str], signs: Signs
) -> Iterator[Finding]:
    """Such characters of one paragraph; they can go. ``redoubled`` are verbs that may be said twice: 红|红脸."""
    text = element.content
    words = cut_words(text) if TWICE.search(text) else ()
    for at, start in zip(range(len(words)), accumulate(map(len, words), initial=0), strict=False):
        if len(words[at]) > 1 or not _is_again(words, at) or _is_meant(text, start, words, at, redoubled):
            continue
        if _gain(words, at, language) > LEAST_GAIN:
            found = finding_at(element, Span(start, start + 1), REPEATED, "")
            yield Repetition(text, words, at, start).as_weighed(found, language, signs)


def _is_meant(text: str, start: int, words: Sequence[str], at: int, redoubled: frozenset[str]) -> bool:
    """Whether the character stands twice in a row of such, before what a redoubled verb does or brackets, or in a year."""
    if ALTERNATIVE.match(text, start + 2) or (ALTERNATIVE.match(text, start + 1) and words[at - 1][-1:] == words[at]):
        return True
    is_verb = words[at] in redoubled and "".join(words[at + 1 : at + 2])[:1] == words[at]
    return is_verb or _is_in_row(text, start, words[at - 1 : at]) or IN_YEAR.match(text, max(0, start - 3)) is not None


def _is_again(words: Sequence[str], at: int) -> bool:
    """Whether the character ends the word before, or begins the one of two characters behind and cannot end a name."""
    sign, before, behind = words[at], words[at - 1] if at else "", "".join(words[at + 1 : at + 2])
    if sign in (before, behind) or sign in WORDS_BESIDE | IN_FIGURES or not HAN.match(sign):
        return False
    return before[-1:] == sign or (behind[:1] == sign and len(behind) == 2 and sign not in NAME_ENDS)


def _is_in_row(text: str, start: int, word: Sequence[str]) -> bool:
    """Whether more characters stand twice: 亲亲疏疏; or one by one: 一根根, but not behind the ``word`` 进一步."""
    sign = text[start]
    first = start - 1 if text[start - 1 : start] == sign else start
    before, behind = text[max(0, first - 2) : first], text[first + 2 : first + 4]
    is_one = before[-1:] == "一" and len("".join(word)) < 3
    return is_one or any(len(pair) == 2 and pair[0] == pair[1] for pair in (before, behind))


def _gain(words: Sequence[str], at: int, language: Language) -> int:
    """How much cheaper the row of words becomes without the character."""
    known = [language.words.get(word, language.stranger) for word in words[at - 1 if at else 0 : at + 2]]
    left, number, *rights = known if at else [language.beginning, *known]
    cost = language.price(left, number)
    return cost + sum(language.price(number, right) - language.price(left, right) for right in rights)
