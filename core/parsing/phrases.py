"""The words of official prose by which a report is read: all patterns that come from word lists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.parsing.chrome import Chrome, build_chrome
from core.parsing.frame.ending_words import EndingWords, build_ending_words
from core.parsing.frame.letterhead_words import FrameWords, build_frame_words
from core.parsing.frame.title_words import TitleWords, build_title_words
from core.parsing.kind_words import KindWords, build_kind_words
from core.parsing.people import People, build_people
from core.parsing.topic_words import TopicWords, build_topic_words
from core.parsing.word_lists import WordLists


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
