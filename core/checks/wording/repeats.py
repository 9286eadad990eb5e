"""Repetitions: words, clauses, sentences, and long paragraphs in two places."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from core.checks.checked_text import checked, cut_words
from core.checks.reporting import finding_at
from core.cooperative import BATCH_SIZE, YieldToUi, cooperatively, never_yield
from core.model.elements import Element, Role
from core.model.finding import Finding
from core.model.spans import Place, Span
from core.model.text import CLAUSE_ENDS, DIGIT_RANGE, HAN_RANGE, WITHIN_SENTENCE
from core.segment import dictionary_words, tagged, words
from core.similarity import similarity

TWICE = re.compile(f"(?=(?P<one>[{HAN_RANGE}]{{2,20}})(?P=one)(?![{HAN_RANGE}]?(?P=one)))")
"""Looks ahead only: 一步进一步进 must not hide the word behind it in 进一步进一步进一步."""

VERB = 2
"""Characters of most verbs, and of what they are done to."""

ADVERBS = frozenset(("d", "ad", "r"))
"""Tags of what does not make a name of the word behind it: 切实做好|做好, 各项任务|任务, but 人民政府|政府."""

SMALL_WORDS = frozenset("的了和与在是及将把被对为以等从向由并也要局")
"""Words that never stand twice in a row."""

SMALL_TWICE = re.compile(f"([{''.join(sorted(SMALL_WORDS))}])\\1")

OF = "的"
"""What begins with it belongs to what stands before and may begin a longer name: 集体的土地|的土地承包权."""

EACH = re.compile(f"一[^是要定][{HAN_RANGE}]{{0,3}}")
"""一件一件 and 一件事情一件事情 are one after the other."""

LEAD = re.compile("^(?:也要|还要|要|将|应|须|需|并)")
CLAUSE = re.compile(f"[^{CLAUSE_ENDS}]+")
SENTENCE = re.compile(f"{WITHIN_SENTENCE}+")
HAN, NO_HAN = re.compile(f"[{HAN_RANGE}]"), re.compile(f"[^{HAN_RANGE}]+")
MASK = re.compile(r"[*×xXＸ＿_某]")
FIGURE = re.compile(f"[{DIGIT_RANGE}]")
"""What is counted may be said of one thing and, after another, of the next in the same words."""

LEAST_COUNTED, LEAST_ITEM, LEAST_END = 2, 2, 4
"""Han characters of a counted clause that follows itself, of an item of a list, and of one with a verb before it."""

ANOTHER_LIST = re.compile("[的等或和及与由将是在对为其并至到把被]|以外|依托|下列|实施|使用")
LONGEST_ITEM = 8
"""Characters of an item; a longer one is the end of a list, a verb and the beginning of the next."""

NARROWING = frozenset({"a", "b"})
"""Tags of words that tell which of several is meant."""

PROVISION = re.compile("第[一二三四五六七八九十百]+[编章节条款项]")
"""What is counted anew in each article of a law."""

LEAST_CLAUSE, LEAST_SENTENCE, LEAST_RUN, LEAST_PARAGRAPH = 6, 16, 24, 60
"""Han characters of what counts as written twice."""

ALIKE = 0.92
"""Similarity from which two paragraphs count as the same."""

LENGTHS = 0.85
LONG = frozenset({"repeat_clause", "repeat_sentence", "repeat_paragraph"})
TEXT = frozenset({Role.PREAMBLE, Role.BODY, Role.POINT, Role.HEADING, Role.CLOSING})


def check_words_twice(element: Element) -> Iterator[Finding]:
    """A word or phrase of one paragraph that stands twice in a row; the second one can go."""
    text, done = element.content, 0
    edges: set[int] = set()
    for match in TWICE.finditer(text):
        middle, end = match.end("one"), 2 * match.end("one") - match.start()
        if match.start() < done or _is_meant(match["one"]):
            continue
        edges = edges or set(accumulate(map(len, words(text)), initial=0))
        if _is_twice(text, Span(match.start(), middle), edges):
            yield finding_at(element, Span(middle, end), "repeat_word", "")
            done = end
    yield from _small_words_twice(element)


def _is_twice(text: str, one: Span, edges: set[int]) -> bool:
    """Whether what stands there stands again as whole words: 研究|研究, but not 中国共产党|党员 or 一|一对应."""
    end = one.end + len(one)
    if not edges.issuperset((one.end, end)):
        return _begins_object(text, one, edges)
    if one.start in edges or _ends_clause(text, one, edges) or _begins_object(text, one, edges):
        return True
    start = next(edge for edge in range(one.start, -1, -1) if edge in edges)
    parts = tagged(text[start : one.start])
    return len(parts) == 1 and parts[0][1] in ADVERBS


def _ends_clause(text: str, one: Span, edges: set[int]) -> bool:
    """Whether it ends a longer word and then the clause: 服务水平|水平。, but not 人民政府|政府工作报告."""
    end = one.end + len(one)
    return edges.isdisjoint(range(one.start, one.end)) and not HAN.match(text[end : end + 1])


def _begins_object(text: str, verb: Span, edges: set[int]) -> bool:
    """Whether a verb stands twice, the second time in one word with what it is done to: 追究|追究责任, but 管理|管理人员."""
    end = verb.end + 2 * len(verb)
    if len(verb) != VERB or not edges.issuperset((verb.start, verb.end, end)) or len(words(text[end - VERB : end])) > 1:
        return False
    return edges.isdisjoint(range(verb.end + 1, end)) and tagged(text[verb.start : end])[0][1] == "v"


def _is_meant(word: str) -> bool:
    return len(set(word)) == 1 or word[0] == OF or EACH.fullmatch(word) is not None


def _small_words_twice(element: Element) -> Iterator[Finding]:
    at, before = 0, ""
    for word in cut_words(element.content) if SMALL_TWICE.search(element.content) else ():
        end = at + len(word)
        # In 与客户对|对账单 it begins a word that was not seen.
        if word == before and word in SMALL_WORDS and len(dictionary_words(element.content[at : end + 1])) > 1:
            yield finding_at(element, Span(at, end), "repeat_word", "")
        at, before = end, word


def check_clauses_twice(element: Element) -> Iterator[Finding]:
    """A clause that follows its own twin, with at most one other between them."""
    text = element.content
    clauses = [(match.group().strip(), *match.span()) for match in CLAUSE.finditer(text)]
    said = [LEAD.sub("", clause) for clause, _, _ in clauses]
    done = -1
    for number, (clause, start, _) in enumerate(clauses):
        if number > done and _is_again(said[number], said[max(number - 2, 0) : number]):
            done = number + (said[number - 2 : number] == said[number : number + 2])  # 甲，乙。甲，乙。
            yield finding_at(element, Span(start, clauses[done][2]), "repeat_clause")
        if clause.count("、") > 1:
            yield from _items_twice(element, clause, start)


def _is_again(clause: str, earlier: Sequence[str]) -> bool:
    if clause not in earlier or MASK.search(clause):
        return False
    length = _han_signs(clause)
    return length >= LEAST_COUNTED and clause == earlier[-1] if FIGURE.search(clause) else length >= LEAST_CLAUSE


def _items_twice(element: Element, clause: str, at: int) -> Iterator[Finding]:
    """An item that stands twice in a list with 、; the last item has other words behind it and is passed over.

    An item with words that join or govern ends its list, and the next one may begin with the same things. So may one behind the same
    thing in other words: 电影制作、发行、放映单位应当制作、发行.
    """
    first, *items = clause.split("、")
    start = element.content.index(clause, at) + len(first) + 1
    said: dict[str, str] = {}
    last, is_parallel = first, False
    for item in items[:-1]:
        again = item in said or _ends_with(first, item)
        is_parallel = _is_parallel(item, (said.get(item, ""), last), is_parallel)
        if again and not is_parallel and _is_item(item):
            yield finding_at(element, Span(start, start + len(item) + 1), "repeat_item", "")
        if ANOTHER_LIST.search(item) or len(item) > LONGEST_ITEM:
            first, said = "", {}
        said.setdefault(item, last)
        last = item
        start += len(item) + 1


def _ends_with(text: str, item: str) -> bool:
    """Whether the first of a list, with other words in front, is an item that none of them makes narrower: 制定管理规约, but not 临时管理规约."""
    if len(item) < LEAST_END or not text.endswith(item):
        return False
    before = tagged(text[: -len(item)])
    tag = before[-1][1] if before else ""
    return tag not in NARROWING and (tag != "d" or tagged(item)[0][1] == "v")


def _is_parallel(item: str, before: tuple[str, str], is_parallel: bool) -> bool:
    """Whether the items ``before`` two equal ones end alike in other words, or go on so from items that do; not where all end
    alike, as in one list.
    """
    first, second = before
    if not first or _end_alike(item, second):
        return False
    return _end_alike(first, second) and (is_parallel or first != second)


def _end_alike(one: str, two: str) -> bool:
    return one[-LEAST_ITEM:] == two[-LEAST_ITEM:]


def _is_item(item: str) -> bool:
    is_written_so = not MASK.search(item) and not FIGURE.search(item) and not PROVISION.match(item)
    return is_written_so and _han_signs(item) >= LEAST_ITEM


def _han_signs(text: str) -> int:
    return len(NO_HAN.sub("", text))


def outermost(findings: Sequence[Finding], yield_to_ui: YieldToUi = never_yield) -> Iterator[Finding]:
    """The findings without repetitions inside a longer repetition."""
    repeated: dict[str, list[Span]] = {}
    for one in cooperatively(findings, yield_to_ui, BATCH_SIZE):
        if one.code in LONG:
            repeated.setdefault(one.place.element_id, []).append(one.place.span)
    for one in cooperatively(findings, yield_to_ui, BATCH_SIZE):
        if one.code not in LONG or not _is_inside(one.place.span, repeated[one.place.element_id]):
            yield one


def _is_inside(span: Span, others: Iterable[Span]) -> bool:
    return any(one.start <= span.start and span.end <= one.end and one != span for one in others)


Said = tuple[str, Span]
"""What is written, and where in its paragraph."""


def check_sentences_twice(elements: Sequence[Element]) -> Iterator[Finding]:
    """Long sentences, or clauses of them with figures, that stand word for word at two places.

    The finding is at the second, the first beside it.
    """
    said: dict[str, Place] = {}
    for element, sentences in checked(elements).per_paragraph(_long_sentences):
        for parts in filter(None, sentences):
            again = [(text, span) for text, span in parts if text in said]
            said.update({text: Place(element.id, span) for text, span in parts if text not in said})
            for text, span in again[:1]:
                yield replace(finding_at(element, span, "repeat_sentence"), others=(said[text],))


def _long_sentences(element: Element) -> tuple[tuple[Said, ...], ...]:
    """Each sentence, if it is long enough, and such clauses of it."""
    content = element.content if element.role in TEXT else ""
    return tuple(tuple(_said(content, *match.span())) for match in SENTENCE.finditer(content))


def _said(content: str, start: int, end: int) -> Iterator[Said]:
    """A sentence, and two clauses of it behind each other with a figure: what is counted in the same words is hardly meant twice."""
    text = content[start:end].strip()
    if len(text) >= LEAST_SENTENCE and _han_signs(text) >= LEAST_SENTENCE:
        yield text, Span(start, end)
    clauses = list(CLAUSE.finditer(content, start, end)) if FIGURE.search(text) else ()
    for one, two in pairwise(clauses):
        run = content[one.start() : two.end()].strip()
        if len(run) >= LEAST_RUN and FIGURE.search(run) and _han_signs(run) >= LEAST_RUN:
            yield run, Span(one.start(), two.end())


# Paragraphs


def check_paragraphs_twice(elements: Sequence[Element]) -> Iterator[Finding]:
    """Long paragraphs that are nearly the same as an earlier one, though no sentence of them need be."""
    text = checked(elements)
    yield_to_ui = text.cache.yield_to_ui
    long = [(element, element.body) for element in text if element.role in TEXT]
    long = [(element, body) for element, body in long if len(body) >= LEAST_PARAGRAPH]
    for number, (element, body) in enumerate(long):
        near = LENGTHS * len(body), len(body) / LENGTHS
        earlier = (
            one for one in cooperatively(long[:number], yield_to_ui, BATCH_SIZE) if near[0] <= len(one[1]) <= near[1]
        )
        twin = next((one for one, other in earlier if similarity(other, body, ALIKE) > 0), None)
        if twin is not None:
            span = Span(element.heading_length, len(element.content))
            other = Place(twin.id, Span(twin.heading_length, len(twin.content)))
            yield replace(finding_at(element, span, "repeat_paragraph"), others=(other,))
