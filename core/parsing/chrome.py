"""What surrounds a report without belonging to it: web page chrome, rules, page numbers, notes."""

import re
from dataclasses import dataclass

from core.parsing.word_lists import WordLists

_RULE = re.compile(r"[\s\-—－―─━═_=＝~～*＊·.…•■□◆●★☆|/\\#+]{3,}|[◆■●★☆]+")
_PAGE = re.compile(r"[—\-–－·\s]{1,4}\d{1,4}[—\-–－·\s]{1,4}|第\s?\d{1,4}\s?页.{0,12}|\d{1,3}\s?/\s?\d{1,3}")


_PAGE_AT_END = re.compile(r"\d{1,3}$")
_NUMBER = "[\\d一二三四五六七八九十]{1,3}"


def is_rule(bare: str) -> bool:
    """Whether the line is only drawn, such as ``————`` or ``*****``, or a page number."""
    if len(bare) > 120 and not set(bare) <= set("-—_=*－＿＝"):
        return False
    return _RULE.fullmatch(bare) is not None or _PAGE.fullmatch(bare) is not None


@dataclass(frozen=True, slots=True)
class Chrome:
    """What web pages and notes say; ``menu_word``, ``contents`` and ``archive`` (the labels that newspaper archives put
    above a text) match whole words and lines, the others the beginning; ``archive_title`` is the label of a title,
    ``news`` the line of a news agency, ``meeting`` the label of a meeting's time, place and people,
    ``attendance`` and ``minutes`` what minutes say below the text of who was there and who checked them."""

    page: re.Pattern[str]
    contents: re.Pattern[str]
    menu_word: re.Pattern[str]
    foot: re.Pattern[str]
    related: re.Pattern[str]
    archive: re.Pattern[str]
    archive_title: re.Pattern[str]
    note: re.Pattern[str]
    news: re.Pattern[str]
    meeting: re.Pattern[str]
    attendance: re.Pattern[str]
    minutes: re.Pattern[str]

    def is_chrome(self, bare: str) -> bool:
        """Whether a line is part of a web page around the report: path, menu, print button, source and date, footer."""
        return self.is_page(bare) or self.is_contents(bare)

    def is_page(self, bare: str) -> bool:
        """As ``is_chrome``, without pages of contents."""
        return len(bare) <= 160 and bool(self.page.match(bare) or self._is_menu(bare) or _is_path(bare))

    def _is_menu(self, bare: str) -> bool:
        words = [word for word in re.split(r"[\s|｜·/>＞»\[\]【】［］]+", bare) if word]
        known = sum(self.menu_word.fullmatch(word) is not None for word in words)
        return (known > 0 and known == len(words)) or (len(words) >= 3 and known * 2 >= len(words))

    def is_contents(self, bare: str) -> bool:
        """Whether a line is one of a page of contents, or its title."""
        return len(bare) <= 160 and self.contents.fullmatch(bare) is not None

    def page_of(self, bare: str) -> int:
        """The page that an entry of a page of contents names; 0 for its title and for any other line."""
        found = _PAGE_AT_END.search(bare) if self.is_contents(bare) else None
        return int(found.group()) if found else 0

    def is_title_label(self, bare: str) -> bool:
        """Whether a text is the label that archives put before a title, without the title."""
        return self.archive_title.match(bare + "－") is not None and bare.endswith("】")

    def is_foot(self, bare: str) -> bool:
        """Whether a line after the report's end belongs to a web page's foot (owner, address, licence)."""
        return len(bare) <= 160 and (self.is_chrome(bare) or self.foot.match(bare) is not None)

    def is_related(self, bare: str) -> bool:
        """Whether a line opens a web page's list of related or neighbouring pages."""
        return len(bare) <= 60 and self.related.match(bare) is not None

    def is_note(self, bare: str) -> bool:
        """Whether a line is a remark beside the report: publication note, contact, footnote, news-wire line."""
        return self.note.match(bare) is not None


def _is_path(bare: str) -> bool:
    steps = re.split(r"\s?(?:>>?|＞|»|→)\s?", bare)
    return len(steps) >= 3 and all(len(step) <= 30 for step in steps) and "。" not in bare


def build_chrome(lists: WordLists) -> Chrome:
    """The patterns made of the word lists."""
    any_of, spaced = lists.any_of, lists.spaced
    return Chrome(
        page=re.compile(_page(lists), re.IGNORECASE),
        contents=re.compile(
            rf"{spaced('contents_titles')}|.{{2,80}}(?:…|\.{{3}}|·{{3}}|．{{3}}|\t)[\s.…·．]{{0,80}}\d{{1,3}}"
        ),
        archive=re.compile(rf"【\s?{spaced('archive_labels')}\s?】.{{0,60}}|【\s?{spaced('archive_openings')}\s?】"),
        archive_title=re.compile(rf"【\s?{spaced('archive_titles')}\s?】(?=\s?\S)"),
        menu_word=re.compile(
            rf"{any_of('menu_words', 'page_buttons', 'lone_buttons')}|{any_of('menu_starts')}.{{2,6}}"
        ),
        foot=re.compile(any_of("foot_starts")),
        related=re.compile(rf"{any_of('related_kinds')}{any_of('related_items')}|{any_of('neighbour_links')}"),
        note=re.compile(f"{_label_note(lists)}|{_news_note(lists)}|{_foot_note(lists)}", re.IGNORECASE),
        news=re.compile(_news_note(lists)),
        meeting=re.compile(rf"{spaced('meeting_labels')}\s?[:：]\s?\S"),
        attendance=re.compile(_attendance(lists)),
        minutes=re.compile(rf"{spaced('minutes_labels')}\s?[:：]"),
    )


def _page(lists: WordLists) -> str:
    any_of, spaced = lists.any_of, lists.spaced
    return (
        rf"(?:[\[【［][^\]】］]{{0,20}}[\]】］]\s?){{0,3}}[【\[［]?{spaced('page_labels')}\s?[:：]|{spaced('empty_labels')}\s?[:：]\s?$|{spaced('page_starts')}"
        rf"|[（(]{spaced('page_labels')}\s?[:：][^（）()]{{1,30}}[）)]$"
        rf"|{any_of('page_buttons')}(?:$|[\s>＞»|/·-])|{any_of('lone_buttons')}$|【{any_of('bracketed_buttons')}"
        rf"|{any_of('neighbour_links')}|.{{0,6}}{any_of('licence_marks')}"
        # The size buttons, a time of publication, and a label that only such pages space out.
        r"|\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s+\d{1,2}[:：]\d{2}"
        # The page of a newspaper: 《云山日报》2023年5月10日 第3版 要闻.
        r"|(?:[^，。；：（(]{0,24}[报\d日》\s])?第\s?[\dA-Za-z一二三四五六七八九十]{1,4}\s?版(?:\s?[:：·、]?\s?[^，。；]{0,12})?$"
        r"|\[?(?:大|小)\s中\s|时间\s?[:：]\s?\d{4}|名\s{1,4}称\s?[:：]"
    )


def _label_note(lists: WordLists) -> str:
    """Remarks after a label: contacts, who was present, explanations."""
    spaced = lists.spaced
    return (
        rf"[（(]{lists.any_of('publication_notes')}[^）)]{{0,30}}[）)]|[（(]?{spaced('contact_labels')}\s?[:：]"
        rf"|{spaced('note_labels')}\s?[:：]|主\s?送\s?[:：]\S|{lists.any_of('glossary_titles')}\s?[:：]?$"
        rf"|{_attendance(lists)}|[（(](?:{lists.any_of('printing_notes')}|印\d)"
    )


def _attendance(lists: WordLists) -> str:
    """Who was at a meeting, in minutes: 出席人员：, 记　录：."""
    return rf"{lists.spaced('attendance_labels')}\s?人?\s?员?\s?[:：]"


def _news_note(lists: WordLists) -> str:
    """The line of a news agency, and who wrote the text: 新华社云山6月21日电, （记者 林立）."""
    any_of = lists.any_of
    byline = rf"{any_of('reporter_starts')}?{any_of('reporters')}[\s:：]\s?\S{{2,4}}(?:\s|$)"
    return (
        rf"{byline}|[（(【]?据?(?:{any_of('news_starts')}|{any_of('dated_agencies')}\S{{0,10}}{_NUMBER}月{_NUMBER}日(?:专?电|讯)"
        rf"|{any_of('undated_agencies')}\S{{1,8}}电)"
        rf"|\S{{2,6}}日报讯|[（(]{any_of('credit_words')}[^）)]{{1,40}}[）)]$|{any_of('reporters')}\s\S{{2,4}}"
    )


def _foot_note(lists: WordLists) -> str:
    """A numbered note: 注1：, [1] 参见, ①《…》."""
    return (
        r"注\s?\d{0,2}\s?[:：]|【注】|\[\d{1,2}\]\s?\S|［\d{1,2}］|〔\d{1,2}〕\s?\S"
        rf"|[①-⑳]\s?(?:{lists.any_of('footnote_starts')}|《)"
    )
