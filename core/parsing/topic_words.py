"""Whether the wording of a sentence sounds like a topic or like narration."""

import re
from dataclasses import dataclass

from core.parsing.word_lists import WordLists


@dataclass(frozen=True, slots=True)
class TopicWords:
    """Patterns of a sentence's beginning (``prohibition``, ``narrative``, ``topical``) or of anything in it."""

    prohibition: re.Pattern[str]
    narrative: re.Pattern[str]
    modal: re.Pattern[str]
    measured: re.Pattern[str]
    done: re.Pattern[str]
    topical: re.Pattern[str]
    nominal: re.Pattern[str]
    period: re.Pattern[str]

    def worth(self, topic: str) -> float:
        """How much the wording of a sentence sounds like a topic (positive) or like narration (negative)."""
        signs = (
            (-5.0, self.prohibition.match(topic)),
            (-2.0, self.narrative.match(topic)),
            (-1.2, self.modal.search(topic)),
            (-1.8, self.measured.search(topic)),
            (-1.8, self.done.search(topic)),
            (0.8, self.topical.match(topic)),
            (0.7, self.nominal.search(topic)),
        )
        commas = topic.count("，") + topic.count(",")
        return sum(weight for weight, shows in signs if shows) - max(0, commas - 1) * 0.8

    def names_period(self, bare: str) -> bool:
        """Whether a line names what was or will be done in a time: 2022年主要工作."""
        return self.period.match(bare) is not None and self.nominal.search(bare) is not None


def build_topic_words(lists: WordLists) -> TopicWords:
    """The patterns made of the word lists."""
    any_of = lists.any_of
    # When it was: 今年…, 截至6月底…, 2021年3月，…, and turns such as 此外
    turns, exceptions = lists.any_of("narrative_turns"), lists.any_of("narrative_turn_exceptions")
    return TopicWords(
        prohibition=re.compile(any_of("prohibitions")),
        narrative=re.compile(
            "|".join(
                (
                    any_of("narrative_starts"),
                    _subjects(lists),
                    rf"[今去]年(?!\S{{0,12}}{lists.any_of('year_topics')})|\d{{2,4}}年\S{{0,8}}[，,]|\d{{1,2}}月\S{{0,4}}[，,]"
                    rf"|(?:{turns}|经(?![济营常贸验费典纪])|据(?!点))[，,]?(?=.{{6}})(?!.{{0,10}}{exceptions})",
                    _CONDITIONS,
                )
            )
        ),
        modal=re.compile(rf"{any_of('rule_words')}|须(?!知)|按.{{1,12}}执行|要求.{{2,}}(?:要|应)"),
        measured=re.compile(
            rf"\d[\d.,]*\s?{any_of('measure_words')}(?!百分)|[\*＊xX×]{{1,4}}{any_of('masked_measure_words')}"
        ),
        done=re.compile(rf"{any_of('done_verbs')}了|{any_of('done_words')}"),
        topical=re.compile(rf"{any_of('topic_starts')}|以.{{1,14}}为"),
        nominal=re.compile(rf"{any_of('topic_ends')}$"),
        period=re.compile(rf"(?:[\d一二三四五六七八九〇○零]{{4}}年|{any_of('part_periods')})"),
    )


# Sentence shapes; the words looked ahead for are compounds that only begin alike (要求, 因地制宜).
_CONDITIONS = (
    r"自\S{1,12}(?:以来|起|之日)|近[年期]|对(?:于)?[^，。]{2,30}的?，|(?:经过|通过)[^，。]{4,}，"
    r"|在[^，。]{4,40}(?:下|中|时|后|前|期间|上)，|[要应须](?![求急点素闻对用收知])|因(?![地势时材])|从.{2,20}(?:看|来看|情况)，"
)


def _subjects(lists: WordLists) -> str:
    """Who acts: 为加强…, 我县…, 本办法…, 各单位…, 会议指出…"""
    any_of = lists.any_of
    return (
        rf"为{any_of('purposes')}|我{any_of('our_units')}(?!.{{0,10}}(?:情况|工作)$)|本{any_of('this_units')}"
        rf"|各{any_of('each_units')}|会议{any_of('meeting_verbs')}"
    )
