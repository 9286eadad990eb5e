"""How reports end: closing formulas and appeals, what a letter sends along, attachments and glossaries."""

import re
from dataclasses import dataclass

from core.parsing.word_lists import WordLists

ATTACHMENT = re.compile(
    r"(?:附\s?[件录表图]|附)\s?(?:[\d一二三四五六七八九十]{0,3}\s?[:：]|[\d一二三四五六七八九十]{1,3}(?:$|[-.、．\s])|\s*$)|[（(]附[件表]?[:：\s].{0,80}|附\s?[件录表图]\s{1,4}\S"
)
ATTACHMENT_LABEL = re.compile(r"[【〔]?附\s?[件录表图]?\s?[\d一二三四五六七八九十]{0,3}\s?[:：]?[】〕]?")


@dataclass(frozen=True, slots=True)
class EndingWords:
    """Patterns at the end: of a line's beginning, but ``appeal``, ``sends`` and ``no_signature`` stand anywhere in it."""

    formula: re.Pattern[str]
    order: re.Pattern[str]
    appeal: re.Pattern[str]
    look_ahead: re.Pattern[str]
    sends: re.Pattern[str]
    remarks: re.Pattern[str]
    no_signature: re.Pattern[str]


def build_ending_words(lists: WordLists) -> EndingWords:
    """The patterns made of the word lists."""
    above, endings, asked = lists.any_of("above_nouns"), lists.any_of("above_endings"), lists.any_of("reader_requests")
    formula, any_of = (
        (
            rf"(?:{lists.any_of('closing_formulas')}|以上{above}?[，,]?{endings}|以上[^，。]{{0,20}}[，,][^。]{{0,24}}{asked}"
            rf"|本{lists.any_of('own_names')}{lists.any_of('own_provisions')})"
        ),
        lists.any_of,
    )
    return EndingWords(
        formula=re.compile(formula),
        order=re.compile(rf"各{any_of('ordered_units')}[^。]{{0,40}}{any_of('order_verbs')}(?!求)"),
        appeal=re.compile(any_of("appeals")),
        look_ahead=re.compile(any_of("look_ahead_starts")),
        sends=re.compile(rf"{any_of('sending_verbs')}[^。]{{0,40}}。"),
        remarks=re.compile(
            rf"注\s?[:：]|(?:附\s?件?\s?[:：]?\s?)?{any_of('glossary_qualifiers')}?{any_of('glossary_titles')}|说明\s?[:：]"
        ),
        no_signature=re.compile(rf"[。；！？!?，]|^{formula}"),
    )
