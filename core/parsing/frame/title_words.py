"""What title blocks are made of: how titles end, what is glued to them, what stands around them."""

import re
from dataclasses import dataclass

from core.model.text import CROSS_SIGNS, HAN_RANGE
from core.parsing.word_lists import WordLists

_SERIES = rf"[{HAN_RANGE}{CROSS_SIGNS}]{{1,14}}"
DOCUMENT_NUMBER = re.compile(
    rf"[（(]?(?:(?:{_SERIES})?\s?[〔\[［（(【﹝]\s?[\dxX×*＊]{{4}}\s?[〕\]］）)】﹞]\s?第?\s?[\dxX×*＊_]{{1,5}}\s?号|第\s?[\d一二三四五六七八九十]{{1,4}}\s?号)[）)]?"
)
ISSUE = re.compile(
    r"[（(]?(?:\d{4}\s?年\s?)?总?第\s?[\d一二三四五六七八九十]{1,5}\s?期(?:\s?[（(]?\s?总第\s?\d{1,5}\s?期\s?[）)]?)?[）)]?"
)
# A letter has its copy number on the same line (clause 10.1), a report upwards 签发人 (7.2.6).
DOCUMENT_NUMBER_LINE = re.compile(
    rf"(?:\d{{5,7}}\s+)?(?P<number>{DOCUMENT_NUMBER.pattern})(?:\s*签发人\s?[:：].{{0,40}})?|{ISSUE.pattern}"
)


@dataclass(frozen=True, slots=True)
class TitleWords:
    """Patterns of the title block.

    ``end``, ``slogan`` and the suffixes are searched for in a title, ``glued_noun`` where something follows it, ``no_title`` in what
    stands before that; ``paper`` is a line that names a paper whatever mark ends it, the others match whole lines. ``styles`` are
    names of Word styles in small letters without blanks.
    """

    end: re.Pattern[str]
    slogan: re.Pattern[str]
    glued_noun: re.Pattern[str]
    no_title: re.Pattern[str]
    paper: re.Pattern[str]
    masthead: re.Pattern[str]
    version: re.Pattern[str]
    site: re.Pattern[str]
    site_suffix: re.Pattern[str]
    occasion_suffix: re.Pattern[str]
    held: re.Pattern[str]
    styles: frozenset[str]

    def is_title_style(self, name: str) -> bool:
        """Whether a Word style of this name is made for titles."""
        return "".join(name.lower().split()) in self.styles


def build_title_words(lists: WordLists) -> TitleWords:
    """The patterns made of the word lists."""
    nouns, versions = lists.any_of("title_nouns"), lists.any_of("version_names")
    status = rf"(?:[（(《〔][^（）()]{{0,16}}(?:{versions}|\d{{4}}年?度?|[一二三四五六七八九十])[）)》〕])"
    ends, meetings = lists.any_of("site_ends"), lists.any_of("meetings")
    site = rf".{{2,60}}[_\-–—|].{{0,20}}{ends}$|.{{2,30}}{lists.any_of('site_names')}$"
    return TitleWords(
        end=re.compile(rf"{nouns}(?:[”》」]?{status}?){{0,2}}$"),
        slogan=re.compile(rf"{lists.any_of('slogan_ends')}$"),
        glued_noun=re.compile(rf"的?{lists.any_of('glued_nouns')}(?=[^的等和及与、，。”》」])"),
        no_title=re.compile(rf"[。；：，]|^{lists.any_of('text_openings')}"),
        paper=re.compile(
            rf"(?:\S{{2,40}}{lists.any_of('organ_ends')})?(?:关于|\d{{4}}年度?(?!\d))\S*{lists.any_of('glued_nouns')}"
        ),
        masthead=re.compile(rf".{{2,40}}{lists.spaced('red_head_ends')}|{site}"),
        version=re.compile(rf"[（(][^（）()]{{0,4}}{versions}[）)]"),
        site=re.compile(site),
        site_suffix=re.compile(rf"\s?[_|｜].{{0,30}}$|\s-\s.{{0,30}}{ends}$"),
        occasion_suffix=re.compile(
            rf"\s?[（(](?:[^（）()]{{0,20}}\d{{4}}年[^（）()]{{0,4}}月[^（）()]*|[^（）()]*{meetings}[^（）()]*|[^（）()]*〔\d{{4}}〕[^（）()]*)[）)]$"
        ),
        held=re.compile(_held(lists, meetings)),
        styles=frozenset(lists.plain("title_styles")),
    )


def _held(lists: WordLists, meetings: str) -> str:
    """An occasion: 在县第十六届人民代表大会第一次会议上; （2022年1月8日县第十六届人民代表大会通过）."""
    places, passed = lists.any_of("meetings", "occasions"), lists.any_of("adoptions")
    return (
        rf"[（(]?(?:\S{{0,12}}年?\S{{0,3}}月?\S{{0,3}}日?\s?)在.{{2,60}}{places}(?:的?.{{0,8}})?[）)]?"
        rf"|[（(]?\d{{4}}年.{{3,60}}(?:{meetings}|{passed})[）)]?"
    )
