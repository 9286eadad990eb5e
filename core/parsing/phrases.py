"""The words of official prose by which a report is read: all patterns that come from word lists."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.dates import find_dates
from core.model.text import CROSS_SIGNS, HAN_RANGE
from core.parsing.chrome import Chrome, build_chrome
from core.parsing.frame.ending_words import EndingWords, build_ending_words
from core.parsing.frame.letterhead_words import FrameWords, build_frame_words
from core.parsing.frame.title_words import TitleWords, build_title_words
from core.parsing.kind_words import KindWords, build_kind_words
from core.parsing.topic_words import TopicWords, build_topic_words
from core.parsing.word_lists import WordLists

# Who is addressed and who signs: people, organs and posts.

_BETWEEN = re.compile(r"[\s、，,；;]+")
_LONGEST_ROW = 60


@dataclass(frozen=True, slots=True)
class People:
    """Patterns of addresses and signatures; all but ``not_addressed`` and the two vocatives match whole lines."""

    vocative: re.Pattern[str]
    vocative_start: re.Pattern[str]
    addressed: re.Pattern[str]
    not_addressed: re.Pattern[str]
    organ: re.Pattern[str]
    speaker: re.Pattern[str]
    person: re.Pattern[str]

    def is_person(self, bare: str) -> bool:
        """Whether the text is a lone Chinese name, such as ``张三`` or ``李  四``, masks allowed."""
        name = "".join(bare.split()).strip("（）()")
        return 2 <= len(name) <= 4 and self.person.fullmatch(name) is not None

    def persons_in(self, text: str) -> tuple[str, ...]:
        """The names in a short row of nothing else, those of two characters closed up: 孙　立  王海涛; else none."""
        words, names = [word for word in _BETWEEN.split(text[:_LONGEST_ROW]) if word], []
        while words:
            count = 2 if len(words) > 1 and len(words[0]) == len(words[1]) == 1 else 1
            names.append("".join(words[:count]))
            words = words[count:]
        return tuple(names) if len(text) <= _LONGEST_ROW and all(map(self.is_person, names)) else ()

    def is_dated_signature(self, bare: str) -> bool:
        """Whether a line holds a signature and a full date and nothing else."""
        text = bare.strip("（）()")
        dates = find_dates(text)
        if not dates or dates[-1].day is None:
            return False
        around = [part.strip() for part in (text[: dates[-1].start], text[dates[-1].end :])]
        return "" in around and self.is_signed("".join(around))

    def is_signed(self, bare: str) -> bool:
        """Whether a short line can be the signature: an organ, several organs, a post with a name, or a name."""
        if len(bare) > 60:
            return False
        text = bare.strip("（）()").strip()
        office, _, name = " ".join(text.split()).rpartition(" ")
        if office and self.is_person(name) and (office.endswith("长") or self.organ.fullmatch(office)):
            return True
        return bool(self.organ.fullmatch(text) or self.speaker.fullmatch(_unspaced(text))) or self.is_person(text)

    def is_addressee(self, bare: str) -> bool:
        """Whether a line that ends in a colon names the receivers and nothing else."""
        if len(bare) > 250 or "。" in bare or bare[-1:] not in ("：", ":"):
            return False
        if self.vocative.fullmatch(bare):
            return True
        return self.addressed.match(bare) is not None and self.not_addressed.search(bare) is None


def _unspaced(text: str) -> str:
    """A text whose signs are all set apart (市 长 梁 栋) in one, any other as it is."""
    words = text.split()
    return "".join(words) if len(words) > 2 and max(map(len, words)) == 1 else text


def build_people(lists: WordLists) -> People:
    """The patterns made of the word lists."""
    people = rf"(?:{lists.any_of('people')}|尊敬的.{{2,20}})"
    organ, post = lists.any_of("organ_ends"), lists.any_of("posts")
    return People(
        vocative=re.compile(rf"(?:{people}[\s，、：:！!。]*(?:和)?){{1,6}}"),
        vocative_start=re.compile(rf"{people}[，！：!:]"),
        addressed=re.compile(
            rf"(?:{lists.any_of('address_starts')}|×|X|\*|[{HAN_RANGE}]{{2,12}}{organ}).{{0,200}}|{people}.{{0,100}}"
            rf"|[^，。；]{{1,24}}{lists.any_of('address_ends')}[:：]",
            re.DOTALL,
        ),
        not_addressed=re.compile(rf"{lists.any_of('announcing_words')}[:：]$|{lists.any_of('statement_words')}"),
        organ=re.compile(rf"[^，。；：:！？!?]{{1,60}}{organ}(?:[（(][^（）()]{{1,12}}[）)])?"),
        speaker=re.compile(
            rf"(?:[^，。；：:！？!?]{{0,40}}{post})\s*[：:]?\s*(?:[{HAN_RANGE}{CROSS_SIGNS}]\s{{0,3}}){{1,4}}(?:同志)?"
            rf"|[{HAN_RANGE}×*＊]\s{{1,4}}[{HAN_RANGE}×*＊]"
            rf"|{lists.any_of('speaker_labels')}\s?人?\s?[：:]\s?.{{2,20}}"
        ),
        person=re.compile(rf"{lists.any_of('surnames')}.{{1,2}}|[{CROSS_SIGNS}].*|.[{CROSS_SIGNS}某]*"),
    )


@dataclass(frozen=True, slots=True)
class Phrases:
    """What titles, people, endings, mastheads and imprints, web pages, kinds and headings sound like."""

    titles: TitleWords
    people: People
    endings: EndingWords
    frame: FrameWords
    chrome: Chrome
    kinds: KindWords
    topics: TopicWords


def build_phrases(words: Mapping[str, Sequence[str]]) -> Phrases:
    """The patterns made of word lists: list name (as in ``resources/words/reports.toml``) to plain words.

    ``BadWords`` when a list is missing. Building again from the same words is cheap: compiled patterns are kept by ``re``.
    """
    lists = WordLists(words)
    return Phrases(
        build_title_words(lists),
        build_people(lists),
        build_ending_words(lists),
        build_frame_words(lists),
        build_chrome(lists),
        build_kind_words(lists),
        build_topic_words(lists),
    )
