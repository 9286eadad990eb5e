"""Punctuation inside one paragraph (GB/T 15834-2011): half-width, doubled and makeshift marks, stray spaces."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from core.checks.reporting import finding_at
from core.model.elements import Element, Role
from core.model.finding import Finding, Severity
from core.model.spans import Span

HAN = r"\u3400-\u9fff"
CLOSERS = "”’）》】〕"
NO_LIST = "[平均同对相优上中下高初次特劣头一二三四五六七八九十]"
"""Characters that make a word with 等, which then ends no list."""

FULL = MappingProxyType(dict(zip(",;:?!()､｡", "，；：？！（）、。", strict=True)))
SPACED = frozenset(
    {
        Role.TITLE,
        Role.SUBTITLE,
        Role.SIGNATURE,
        Role.ISSUE_DATE,
        Role.ATTACHMENT,
        Role.ATTACHMENT_MARK,
        Role.ATTACHMENT_TITLE,
        Role.NOTE,
        Role.NOISE,
    }
)
"""Paragraphs in which spaces set names and dates apart."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """What is found, or its group ``at``, is reported.

    ``written`` is what should stand there: a text, or with ``\\g<name>`` parts of what was found; None is left open.
    A text without ``near`` has none of it: one quick look for several rules.
    """

    code: str
    severity: Severity
    pattern: re.Pattern[str]
    written: str | None
    near: re.Pattern[str]


def _rule(code: str, severity: Severity, pattern: str, written: str | None, near: str) -> _Rule:
    return _Rule(code, severity, re.compile(pattern), written, re.compile(near))


_WORD = rf"[{HAN}]{{1,3}}"
LIST_BY_END = (
    rf"(?<=[的强高是为展进了])(?P<a>{_WORD}(?P<s>[感度力率型化性心观权]))(?:、(?={_WORD}(?P=s)，)|，(?={_WORD}(?P=s)、))"
    rf"(?P<b>{_WORD}(?P=s))[、，](?P<c>{_WORD}(?P=s))"
)
LIST_BY_START = (
    rf"(?<=“)(?P<a>(?P<p>[{HAN}]){_WORD})(?:、(?=(?P=p){_WORD}，)|，(?=(?P=p){_WORD}、))"
    rf"(?P<b>(?P=p){_WORD})[、，](?P<c>(?P=p){_WORD})(?=”)"
)
"""Three words that end or begin alike and stand in one list, parted by 、 once and by ， once."""

EACH = "".join(rf"(?<!{word}.{{{signs}}})" for word in ("分别", "依次") for signs in range(6))
"""Excludes lists of figures after 分别 and 依次, which are separated by commas."""

BESIDE = "[，、；：。！？]”?[，、；：。！？]"
"""What a text has that doubles a mark or has two beside each other."""

DOTS, POINTS = r"[·・…]|\.\.\.|。。。", "[.,]"
ALIKE = rf"(?P<s>[感度力率型化性心观权])[、，]{_WORD}(?P=s)[、，]"

LONGEST = 4
PARALLEL = re.compile(rf"(?P<p>[{HAN}])[{HAN}]{{1,3}}\.(?=(?P=p)[{HAN}]{{1,3}}、)")
"""Words of one list that begin alike."""

LETTERS = MappingProxyType({"O": "0", "o": "0", "I": "1", "l": "1"})
STRENGTH = "、，；。"


# Patterns consume a character before looking behind: one that starts with a lookbehind is tried at every position.
RULES = (
    _rule("mark_ellipsis", Severity.WARNING, r"\.\.\.+|。。。+(?![^。等])|···+|・・・+|…(?<!……)(?!…)", "……", DOTS),
    _rule(
        "mark_doubled",
        Severity.ERROR,
        r"(?P<one>[，、；：。])(?:(?<!。)(?P=one)+|(?<=。)(?<!。。)。(?!。))",
        None,
        BESIDE,
    ),
    _rule("mark_doubled", Severity.ERROR, r"(?P<one>[，、；：。])(?!(?P=one))[，、；：。]", None, BESIDE),
    _rule("mark_doubled", Severity.ERROR, r"[！？][。，；、]", None, BESIDE),
    _rule("mark_doubled", Severity.HINT, r"(?P<one>[！？])(?P=one)+", r"\g<one>", BESIDE),
    _rule("mark_doubled", Severity.ERROR, rf"。(?<=[{HAN}].)。。+(?=[{HAN}])(?!。+等)", "。", BESIDE),
    _rule("mark_doubled", Severity.WARNING, r"。”。", "。”", BESIDE),
    _rule("mark_doubled", Severity.ERROR, r"(?P<one>[%％‰])(?<=[0-9０-９].)(?P=one)+", r"\g<one>", "%%|％％|‰‰"),
    _rule("mark_doubled", Severity.WARNING, r"[，；：、]”(?P<one>[，。；：、])", r"”\g<one>", BESIDE),
    _rule("mark_half", Severity.WARNING, rf"\.(?<=[{HAN}{CLOSERS}].)(?=\s*$|[{HAN}“])", None, POINTS),
    _rule("mark_half", Severity.WARNING, r",(?<=》,)(?=《)", "", POINTS),
    _rule(
        "mark_year_bracket",
        Severity.ERROR,
        rf"(?P<sort>[发函字](?<=[{HAN}].)(?<![开颁印下签转批分制核补].))(?P<year>20[0-3][0-9])(?:年?第|[ \-])?(?P<n>[1-9][0-9]{{0,2}})(?=号)",
        r"\g<sort>〔\g<year>〕\g<n>",
        "号",
    ),
    _rule("mark_half", Severity.WARNING, rf"<(?P<inside>(?=[^<>{HAN}]*[{HAN}])[^<>]*)>", r"《\g<inside>》", "<"),
    _rule(
        "mark_dash",
        Severity.WARNING,
        rf"(?:-(?<=[{HAN}{CLOSERS}].)-+|－(?<=[{HAN}{CLOSERS}].)－+)(?=[{HAN}“《])",
        "——",
        "[-－]{2}",
    ),
    _rule("mark_list", Severity.HINT, r"、(?<=[”》]、)(?=[“《])(?:(?<=”、)(?=“)|(?<=》、)(?=《))", "", "[”》]、"),
    _rule("mark_before_and_so_on", Severity.WARNING, r"、(?=等(?:[。，；、]|$))", "", "等"),
    _rule(
        "mark_and_so_on_list",
        Severity.WARNING,
        rf"、(?<=[{HAN}]等、)(?<!{NO_LIST}等、)(?=[{HAN}]{{2,6}}[，。；])",
        "",
        "等",
    ),
    _rule(
        "mark_question",
        Severity.WARNING,
        r"(?:为(?<![^。！？].)什么|难(?<![^。！？].)道)[^，。？！]{2,30}。",
        None,
        "为什么|难道",
    ),
    _rule("mark_list_comma", Severity.WARNING, rf"(?P<s>[{HAN}]{{2}})·(?=[{HAN}]{{1,6}}(?P=s)[、，])", r"\g<s>、", "·"),
    _rule("mark_list_comma", Severity.WARNING, LIST_BY_END, r"\g<a>、\g<b>、\g<c>", ALIKE),
    _rule("mark_list_comma", Severity.WARNING, LIST_BY_START, r"\g<a>、\g<b>、\g<c>", rf"“{_WORD}[{HAN}][、，]"),
    _rule("mark_before_and_so_on", Severity.WARNING, rf"…(?<!……)…*(?=等(?:等|[。，；、]|[{HAN}]{{2}}|$))", "", "等"),
    _rule(
        "mark_letter",
        Severity.ERROR,
        r"[OoIl](?<=[0-9].)(?:(?=[0-9])|(?<=[Oo])(?=[0-9OoIl]*[万亿年月日个项户人家名次%％]))",
        None,
        "[OoIl]",
    ),
    _rule(
        "mark_year_bracket",
        Severity.ERROR,
        r"(?P<open>[\[【（(［〈《<{｛])(?P<year>(?:19|20)[0-9]{2})(?P<shut>[\]】）)］〉》>}｝])(?=第?[0-9]{1,4}号)",
        r"〔\g<year>〕",
        "号",
    ),
    _rule("mark_year_short", Severity.ERROR, r"〔(?P<year>[0-4][0-9])〕(?=第?[0-9]{1,4}号)", r"〔20\g<year>〕", "号"),
    _rule(
        "mark_decimal",
        Severity.WARNING,
        rf"(?=\d)(?<![\d.,，、第]){EACH}(?<!\d[ ，,、])\d{{1,3}}(?P<at>[,，])"
        r"(?=\d{1,2}(?:万|亿|[%％‰]|个百分点|倍|元|吨|亩|公里|公顷|平方|立方|千瓦|小时))",
        ".",
        r"\d[,，]\d",
    ),
    _rule("mark_number_word", Severity.WARNING, r"(?<=[发函字办]〔(?:19|20)[0-9]{2}〕)第(?=[0-9]{1,4}号)", "", "号"),
    _rule("mark_number_zero", Severity.WARNING, r"(?<=〔(?:19|20)[0-9]{2}〕)0+(?=[1-9][0-9]{0,3}号)", "", "号"),
)
"""The rules that need no list of words."""

NEAR = 8
"""Characters beside a mark in which the next one that is no space is looked for."""

SMALL = re.compile(r"(?P<mark>[,;:?!､｡])|(?P<quote>[\"])|\((?P<inside>[^()（）]*)\)")
SMALL_SIGN = re.compile('[,;:?!､｡"(]')
SPACE = re.compile(
    rf"[ \u00a0](?:(?<=[{HAN}，。；：、？！{CLOSERS}“‘（《].)[ \u00a0]*(?=[{HAN}0-9“‘（《])"
    rf"|(?<=[0-9%％].)[ \u00a0]*(?=[{HAN}])|(?<=[0-9%％{HAN}{CLOSERS}].)[ \u00a0]*(?=[，。；：、？！]))"
)
CAPTION_NUMBER = re.compile(rf"[图表][ \u00a0]?[0-9]{{1,3}}(?:[-－.][0-9]{{1,3}})?[ \u00a0]+(?=[{HAN}0-9“《])")
"""The space behind the number of a caption parts it from the words."""

WIDE_SPACE = re.compile(rf"(?<=[{HAN}，；]{{2}})\u3000+(?=[{HAN}]{{2}})(?![{HAN}]{{1,8}}：)")
"""In running text only: lists of names are set apart by such spaces."""

NAME = re.compile(rf"(?:^|[、，：；（\s])[{HAN}] +[{HAN}](?=[、，。；）\s]|$)")
PAUSES = ("，", "、")
END = re.compile(r"[，、](?=\s*$)")
ADDRESSED = re.compile(r"[，。；,;.](?=\s*$)")
SENTENCES = frozenset({Role.PREAMBLE, Role.BODY, Role.POINT, Role.CLOSING})
URL = re.compile(r"[A-Za-z]{2,6}://\S+|www\.\S+|[A-Za-z0-9._%+\-]{1,64}@\S+")


NAMES = ("sayings", "before_points", "explained")
"""The lists of ``resources/words/marks.toml``, each described there."""


@dataclass(frozen=True, slots=True)
class MarkRules:
    """All rules, those for marks behind certain words included, and what they look for first; the words before a saying, and
    before points."""

    rules: tuple[_Rule, ...]
    near: frozenset[re.Pattern[str]]
    sayings: tuple[str, ...]
    before_points: tuple[str, ...]


def mark_rules(lists: Mapping[str, str]) -> MarkRules:
    """The rules with these lists of words; ValueError for a missing or empty list."""
    missing = [name for name in NAMES if not lists.get(name, "").split()]
    if missing:
        raise ValueError(missing)
    lead = f"{_after(lists['sayings'], '；')}(?=“)|{_after(lists['before_points'], '；')}(?=一是)"
    dash = rf"{_after(lists['explained'], '一一')}(?=[{HAN}“《])|^一一(?=[记访写])|一一(?=写在)"
    worded = (
        _rule("mark_lead", Severity.WARNING, lead, "：", "；(?:“|一是)"),
        _rule("mark_dash", Severity.WARNING, dash, "——", "一一"),
    )
    rules = (*RULES, *worded)
    return MarkRules(
        rules,
        frozenset(rule.near for rule in rules),
        tuple(lists["sayings"].split()),
        tuple(lists["before_points"].split()),
    )


def _after(words: str, mark: str) -> str:
    """The mark behind one of the words; it stands first, because it is looked for at every character of a text."""
    return mark + "(?:" + "|".join(f"(?<={re.escape(word)}{mark})" for word in words.split()) + ")"


def check_marks(element: Element, table: MarkRules) -> Iterator[Finding]:
    """Marks of a paragraph that do not follow the standard, with a replacement where it is certain."""
    found = list(_found(element, table))
    links = _covered(URL, element.content) if found else ()
    for one in found:
        if one.place.span.start not in links:
            yield one


def _covered(pattern: re.Pattern[str], text: str) -> set[int]:
    """The places of all characters of what the pattern finds."""
    return {at for match in pattern.finditer(text) for at in range(*match.span())}


def _found(element: Element, table: MarkRules) -> Iterator[Finding]:
    there = {near for near in table.near if near.search(element.content)}
    for rule in (rule for rule in table.rules if rule.near in there):
        for match in rule.pattern.finditer(element.content):
            span = match.span("at" if "at" in rule.pattern.groupindex else 0)
            found = _finding(element, span, rule.code, _written(rule, match))
            yield replace(found, severity=rule.severity) if rule.severity is not found.severity else found
    yield from _half_width(element, table)
    yield from _ended(element)
    if element.role not in SPACED:
        yield from _spaces(element)


def _ended(element: Element) -> Iterator[Finding]:
    """A paragraph of text that ends with a comma, but no item of a list; an address that ends without a colon."""
    if element.role in SENTENCES and not element.prefix:
        for match in END.finditer(element.content) if element.content.rstrip().endswith(PAUSES) else ():
            yield _finding(element, match.span(), "mark_end", None)
    if element.role in (Role.VOCATIVE, Role.ADDRESSEE):
        for match in ADDRESSED.finditer(element.content):
            yield _finding(element, match.span(), "mark_address", "：")


def _finding(element: Element, span: tuple[int, int], code: str, right: str | None) -> Finding:
    return finding_at(element, Span(*span), code, right)


def _written(rule: _Rule, match: re.Match[str]) -> str | None:
    if rule.written is not None:
        return match.expand(rule.written)
    text = match.group()
    if rule.code == "mark_question":
        return text[:-1] + "？"
    if rule.code == "mark_letter":
        return LETTERS[text]
    if rule.code == "mark_half":
        # What is written for a point; between words of one list it stands for 、.
        beside = PARALLEL.search(match.string, max(match.start() - LONGEST, 0), match.end() + LONGEST + 1)
        return "、" if beside and beside.end() == match.end() else "。"
    return _one_of(text) if rule.code == "mark_doubled" else None


def _one_of(marks: str) -> str | None:
    """The one mark that stays: of different ones the last, if it parts more than the one before it."""
    if len(set(marks)) == 1 or marks[-1] == "。":
        return marks[-1]
    one, two = (STRENGTH.find(mark) for mark in marks)
    return marks[1] if 0 <= one < two else None


# Half-width marks


def _half_width(element: Element, table: MarkRules) -> Iterator[Finding]:
    text = element.content
    for match in SMALL.finditer(text) if SMALL_SIGN.search(text) else ():
        if match["mark"]:
            if _is_chinese(text, match.start(), match.end()):
                yield _finding(element, match.span(), "mark_half", _full(text, match, table))
        elif match["inside"] is not None:
            if any(map(_is_han, match["inside"])):
                written = f"（{match['inside']}）"
                yield _finding(element, match.span(), "mark_half", written)
        elif _is_chinese(text, match.start(), match.end()):
            yield _finding(element, match.span(), "mark_half_quote", None)


def _full(text: str, match: re.Match[str], table: MarkRules) -> str:
    """What is written for a half-width mark; before a saying and before points a colon."""
    mark, before = FULL[match["mark"]], text[: match.start()]
    if mark == "；" and (text.startswith("“", match.end()) and before.endswith(table.sayings)):
        return "："
    return (
        "：" if mark == "；" and text.startswith("一是", match.end()) and before.endswith(table.before_points) else mark
    )


def _is_chinese(text: str, start: int, end: int) -> bool:
    """Whether Chinese stands before a mark, or behind it with no Latin before it."""
    before, behind = text[max(start - NEAR, 0) : start].rstrip()[-1:], text[end : end + NEAR].lstrip()[:1]
    return _is_han(before) or (before in CLOSERS + "％%" and before != "" and _is_han(behind) and not behind.isascii())


def _is_han(sign: str) -> bool:
    return "\u3400" <= sign <= "\u9fff"


# Spaces


def _spaces(element: Element) -> Iterator[Finding]:
    text = element.content
    names = _covered(NAME, text) if " " in text else ()
    numbered = CAPTION_NUMBER.match(text)
    first = numbered.end() if numbered else 0
    for match in SPACE.finditer(text, first):
        if match.start() not in names:
            yield _finding(element, match.span(), "mark_space", "")
    yield from _wide_spaces(element)


def _wide_spaces(element: Element) -> Iterator[Finding]:
    if element.role in SENTENCES and "。" in element.content and element.content.count("\u3000") == 1:
        for match in WIDE_SPACE.finditer(element.content):
            yield _finding(element, match.span(), "mark_space", "")
