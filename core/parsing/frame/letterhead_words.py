"""The words of 版头 and 版记, which stand above and below the text of an issued document (GB/T 9704-2012, 7.2 and 7.4)."""

import re
from dataclasses import dataclass

from core.dates import find_dates
from core.parsing.word_lists import WordLists

_LONGEST_LIST = 250
_LONGEST = 80
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class FrameWords:
    """``stamp``, ``authority`` and ``bulletin`` match whole lines without white space, the labels the beginning of a line,
    ``mark`` the word at an authority's end.

    ``issue_name`` matches what stands before an issue: 人社信息 第3期. ``issuer`` matches the word for making a paper beside the name
    of who made it.
    ``copies`` is the label of 抄送, ``imprint`` any label of the imprint; ``printed`` matches the line 印发, ``count`` 共印.
    """

    stamp: re.Pattern[str]
    authority: re.Pattern[str]
    mark: re.Pattern[str]
    bulletin: re.Pattern[str]
    issue_name: re.Pattern[str]
    signatory: re.Pattern[str]
    issuer: re.Pattern[str]
    copies: re.Pattern[str]
    imprint: re.Pattern[str]
    printed: re.Pattern[str]
    count: re.Pattern[str]

    def is_stamp(self, bare: str) -> bool:
        """Whether a line holds nothing but copy number, classification and urgency."""
        return self.stamp.fullmatch(_SPACE.sub("", bare)) is not None

    def is_head(self, text: str) -> bool:
        """Whether a line reads like one of a masthead: copy number, authority, name of minutes, 签发人."""
        closed = _SPACE.sub("", text)
        names = self.authority.fullmatch(closed) or self.bulletin.fullmatch(closed)
        return bool(names or self.signatory.match(text.strip())) or self.is_stamp(text)

    def without_mark(self, name: str) -> str:
        """The authority's name without 文件 at its end."""
        return self.mark.sub("", name)

    def issuer_in(self, text: str) -> str:
        """Who made a paper, of a line that may say so in a word before or behind the name (主办：…, …编印), closed up."""
        return self.issuer.sub("", self.unspaced(text))

    @staticmethod
    def unspaced(text: str) -> str:
        """The text without white space."""
        return _SPACE.sub("", text)

    def is_imprint(self, bare: str) -> bool:
        """Whether a line reads like one of an imprint: 抄送：…, …印发, 共印20份."""
        if self.imprint.match(bare):
            return len(bare) <= _LONGEST_LIST
        return len(bare) <= _LONGEST and bool(self.printed.fullmatch(bare) or self.count.fullmatch(bare))

    def printing(self, bare: str) -> tuple[str, str] | None:
        """Who printed and when, of a line 印发, either may be empty; None when it is no such line."""
        dates = find_dates(bare) if len(bare) <= _LONGEST and self.printed.fullmatch(bare) else ()
        return (bare[: dates[0].start].strip(), bare[dates[0].start : dates[0].end]) if dates else None


def build_frame_words(lists: WordLists) -> FrameWords:
    """The patterns made of the word lists."""
    any_of, spaced = lists.any_of, lists.spaced
    # Up to three marks, each with or without its label; 密级 may be followed by the term: 机密★1年.
    term = r"(?:[★☆*＊·●，,（(].{0,10}|[\d一二三四五六七八九十]{1,3}[年月]|长期)?"
    kinds = rf"\d{{5,7}}|{lists.any_of('secrecy_marks')}{term}|{lists.any_of('masthead_marks')}"
    return FrameWords(
        stamp=re.compile(rf"(?:(?:{lists.any_of('stamp_labels')}[:：])?(?:{kinds})){{1,3}}"),
        authority=re.compile(rf"(?:[^，。；：:《》]{{1,40}}{any_of('organ_ends')})?{any_of('red_head_ends')}"),
        mark=re.compile(rf"{any_of('red_head_ends')}$"),
        bulletin=re.compile(rf"(?!关于)[^，。；：:《》]{{2,40}}{any_of('bulletin_ends')}"),
        issue_name=re.compile(rf"[【\[]?[^，。；：:《》\d]{{0,18}}{any_of('bulletin_ends', 'issue_name_ends')}[】\]]?"),
        signatory=re.compile(rf"{spaced('signatory_labels')}\s?[:：]"),
        issuer=re.compile(rf"^{any_of('issuer_words')}[:：]|{any_of('issuer_words')}$"),
        copies=re.compile(rf"{spaced('copy_labels')}\s?[:：]\s?"),
        imprint=re.compile(rf"{spaced('copy_labels', 'imprint_labels')}\s?[:：]"),
        printed=re.compile(r".{2,60}(?:\d|日|\s)\s?印\s?发"),
        count=re.compile(r"[^，。；]{0,40}共\s?印\s?\d+\s?份.{0,4}"),
    )
